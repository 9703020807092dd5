//! Patterns of paths: which drafts a part of the settings is about.

use std::path::Path;

use globset::{GlobBuilder, GlobSet};

/// Patterns, of which a path has to answer to one.
#[derive(Clone, Debug, Default)]
pub struct Patterns {
    written: Vec<String>,
    set: GlobSet,
}

impl Patterns {
    /// Those in `written`: paths with `*` for anything but a `/`, `**` for any folders, `?`, `[a-z]` and `{one,other}`. One
    /// without a `/` is the name of a file wherever it stands, one that ends in `/` all that stands in a folder. What
    /// has a [`fault`] matches nothing.
    pub fn new(written: Vec<String>) -> Self {
        let globs = written.iter().filter_map(|pattern| builder(&in_full(pattern)).build().ok());
        let set = GlobSet::new(globs).unwrap_or_default();
        Patterns { written, set }
    }

    /// Whether `path` answers to one of them.
    pub fn match_path(&self, path: &Path) -> bool {
        self.set.is_match(path)
    }
}

impl PartialEq for Patterns {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}

impl Eq for Patterns {}

/// What is wrong with `pattern`, if it is none.
pub fn fault(pattern: &str) -> Option<String> {
    builder(&in_full(pattern)).build().err().map(|error| error.kind().to_string())
}

/// `pattern` with what is meant but not written.
fn in_full(pattern: &str) -> String {
    let anywhere = if pattern.contains('/') { "" } else { "**/" };
    let below = if pattern.ends_with('/') { "**" } else { "" };
    format!("{anywhere}{pattern}{below}")
}

fn builder(pattern: &str) -> GlobBuilder<'_> {
    let mut builder = GlobBuilder::new(pattern);
    builder.literal_separator(true);
    builder
}
