//! Markdown.

use super::block::Piece;

/// Reads Markdown.
pub fn read(source: &str) -> Vec<Piece> {
    super::paragraphs::read(source)
}
