//! Writing into the house's list: edits of `copydesk.toml` that leave everything else in it as it is.
