//! A draft as a reader sees it: blocks, sentences and words, each with its place in the source.
//!
//! Reading cannot fail: whatever a format does not understand is text.

pub mod format;
pub mod visible;
pub mod piece;
pub mod token;
pub mod prose;
pub mod paragraphs;
pub mod key;
pub mod front_matter;
pub mod tags;
pub mod html;
pub mod markdown;
pub mod block;

use std::sync::Arc;

pub use block::Block;
pub use format::Format;
pub use front_matter::FrontMatter;
pub use piece::{Kind, Piece};
pub use prose::Prose;
pub use token::{Shape, Token};
pub use visible::Visible;

use crate::lexicon::{Language, Lexicon};

/// One article as the editor holds it.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The source, as the editor has it.
    pub text: Arc<str>,
    /// How the source is written.
    pub format: Format,
    /// The language it is written in.
    pub language: Language,
    /// Its blocks in the order in which they begin in the source. They stand apart, but for labels inside others. Code,
    /// tables of figures and the like are no prose and are left out.
    pub blocks: Vec<Block>,
}

impl Draft {
    /// Reads `text`.
    pub fn new(text: Arc<str>, format: Format) -> Self {
        let (language, pieces) = match format {
            Format::Plain => {
                let language = Language::detect(&text);
                (language, paragraphs::read(&text, Lexicon::of(language)))
            }
            Format::Markdown => {
                let FrontMatter { end, mut labels, language } = front_matter::read(&text);
                let language = language.unwrap_or_else(|| Language::detect(&text[end..]));
                labels.extend(markdown::read(&text, end, Lexicon::of(language)));
                (language, labels)
            }
            Format::Html => {
                let language = html::language(&text);
                (language, html::read(&text, Lexicon::of(language)))
            }
        };
        let lexicon = Lexicon::of(language);
        // Nearly every piece shows something.
        let mut blocks = Vec::with_capacity(pieces.len());
        blocks.extend(pieces.into_iter().filter_map(|piece| Block::new(piece, lexicon)));
        Draft { text, format, language, blocks }
    }

    /// The words of the source at `span`.
    pub fn slice(&self, span: crate::text::Span) -> &str {
        span.of(&self.text)
    }

    /// The index of the block whose source holds the byte `offset`, or ends there; of two the inner one.
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        let mut index = self.blocks.partition_point(|block| block.span.start <= offset).checked_sub(1)?;
        while index > 0 && self.blocks[index].kind == Kind::Label && !self.blocks[index].span.touches(offset) {
            index -= 1;
        }
        self.blocks[index].span.touches(offset).then_some(index)
    }
}
