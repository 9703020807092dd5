//! HTML.

use super::block::Piece;

/// Reads HTML.
pub fn read(source: &str) -> Vec<Piece> {
    super::paragraphs::read(source)
}
