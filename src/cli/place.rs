//! Places as people and other tools count them.

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
