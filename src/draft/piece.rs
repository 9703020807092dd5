//! What a format finds in a source.

use super::token::is_blank;
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
    /// What goes with the text and is no part of it: a value of front matter, the title of a page, the words that stand for
    /// a picture. It may stand inside another block.
    Label,
}

impl Kind {
    /// Whether it is part of the text that is read from top to bottom.
    pub fn is_text(self) -> bool {
        self != Kind::Label
    }
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

impl Piece {
    /// It without the white space around its text; `None` if nothing is visible of it.
    pub fn trimmed(self) -> Option<Self> {
        let text = self.visible.text();
        let shown = text.trim_matches(is_blank);
        if shown.len() == text.len() {
            return (!shown.is_empty()).then_some(self);
        }
        let start = text.len() - text.trim_start_matches(is_blank).len();
        let visible = self.visible.slice(Span::new(start, start + shown.len()));
        (!shown.is_empty()).then_some(Piece { visible, ..self })
    }
}

/// The label that shows `visible`; `None` if nothing does.
pub fn label(visible: Visible) -> Option<Piece> {
    let span = visible.source(visible.whole());
    (!span.is_empty()).then_some(Piece { kind: Kind::Label, span, visible })
}

/// `pieces` and `labels`, each in order, in one.
pub fn in_order(mut pieces: Vec<Piece>, labels: Vec<Piece>) -> Vec<Piece> {
    if !labels.is_empty() {
        pieces.extend(labels);
        pieces.sort_by_key(|piece| piece.span.start);
    }
    pieces
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
