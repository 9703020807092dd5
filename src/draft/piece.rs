//! What a format finds in a source.

use super::visible::Visible;
use crate::text::Span;

/// What a block is in its format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A headline or section heading.
    Heading,
    /// Running text.
    Paragraph,
    /// One item of a list.
    Item,
    /// A paragraph of a block quotation.
    Quotation,
    /// The caption of a picture or table.
    Caption,
    /// A cell of a table.
    Cell,
}

/// What a format finds: a stretch of source and the text that a reader sees of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: Kind,
    /// The block with its markup (tags, list marker), without the blank lines around it.
    pub span: Span,
    /// What the reader sees.
    pub visible: Visible,
}

/// The pieces of `source`, one a line: kind, source and, where it differs, what is visible of it.
#[cfg(test)]
pub fn sketch(source: &str, pieces: &[Piece]) -> String {
    let line = |piece: &Piece| {
        let (written, read) = (piece.span.of(source), piece.visible.text().trim());
        let read = if written == read { String::new() } else { format!(" => {read:?}") };
        format!("{:?} {written:?}{read}\n", piece.kind)
    };
    pieces.iter().map(line).collect()
}
