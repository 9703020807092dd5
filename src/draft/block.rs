//! One block of a draft.

use std::sync::Arc;

use super::piece::{Kind, Piece};
use super::prose::Prose;
use super::visible::Visible;
use crate::lexicon::Lexicon;
use crate::text::Span;

/// A paragraph, heading, list item … with its words.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// The block with its markup, in the source: what goes when the block is removed.
    pub span: Span,
    /// Its text, sentences and tokens, with spans relative to that text. The same block of the draft before shares it.
    pub prose: Arc<Prose>,
    visible: Visible,
}

impl Block {
    /// Reads the words of `piece`.
    pub fn new(piece: Piece, lexicon: &Lexicon) -> Self {
        let prose = Prose::new(piece.visible.text(), lexicon);
        Block { kind: piece.kind, span: piece.span, prose: Arc::new(prose), visible: piece.visible }
    }

    /// It where `piece` stands, which is the same text of the same kind.
    pub fn moved(&self, piece: Piece) -> Self {
        Block { kind: piece.kind, span: piece.span, prose: self.prose.clone(), visible: piece.visible }
    }

    /// Its visible text.
    pub fn text(&self) -> &str {
        self.visible.text()
    }

    /// Where in the source the stretch `span` of its text stands.
    pub fn source(&self, span: Span) -> Span {
        self.visible.source(span)
    }

    /// The stretches of source that make up the stretch `span` of its text, in order, each with what is visible of it; the
    /// markup between them is in none.
    pub fn pieces(&self, span: Span) -> Vec<(Span, Span)> {
        self.visible.pieces(span)
    }

    /// The byte of its text that stands for the byte `offset` of the source, or the next one that stands for any.
    pub fn visible(&self, offset: usize) -> usize {
        self.visible.visible(offset)
    }

    /// What a reader sees of the stretch `source` of the source, which lies in the block.
    pub fn shown(&self, source: Span) -> &str {
        let start = self.visible.visible(source.start);
        &self.text()[start..self.visible.visible(source.end).max(start)]
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::Token;
    use super::{Block, Visible};

    /// A draft of a million short lines took sixty bytes for each of its own.
    #[test]
    fn a_short_line_takes_little_memory() {
        assert_eq!((size_of::<Block>(), size_of::<Visible>(), size_of::<Token>()), (56, 24, 24));
    }
}
