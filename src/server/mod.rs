//! The LSP edge: convert, call, convert.
