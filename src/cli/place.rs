//! Places as people and other tools count them.

use std::path::Path;

use serde::Serialize;

use crate::text::{Buffer, Encoding};

/// A place in a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Bytes before it.
    pub byte: usize,
    /// Its line, from 1.
    pub line: u32,
    /// Its column, in code points from 1.
    pub column: u32,
}

impl Place {
    /// The place of the byte `offset` of `buffer`.
    pub fn new(buffer: &Buffer, offset: usize) -> Self {
        let position = buffer.position(offset, Encoding::Utf32);
        Place { byte: offset, line: position.line + 1, column: position.column + 1 }
    }
}

/// `path` with slashes on every system, as tools that move between systems write it.
pub fn slashed(path: &Path) -> String {
    let path = path.to_string_lossy();
    if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() }
}
