//! A draft as a reader sees it: blocks, sentences and words, each with its place in the source.
//!
//! Reading cannot fail: whatever a format does not understand is text.

pub mod format;
pub mod visible;
pub mod token;
pub mod piece;
pub mod vocabulary;
pub mod prose;
pub mod paragraphs;
pub mod key;
pub mod front_matter;
pub mod tags;
pub mod html;
pub mod markdown;
pub mod block;
pub mod stet;
pub mod kept;
pub mod writing;

use std::ops::Range;
use std::sync::Arc;

pub use block::Block;
pub use format::Format;
pub use front_matter::FrontMatter;
pub use kept::Kept;
pub use piece::{Kind, Piece};
pub use prose::Prose;
pub use stet::Stet;
pub use token::{Shape, Token};
pub use visible::Visible;
pub use writing::Writing;

use crate::lexicon::{Language, Lexicon};
use crate::text::{Edit, Span};

/// One article as the editor holds it.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The source, as the editor has it.
    pub text: Arc<str>,
    /// How the source is written.
    pub format: Format,
    /// The language it is read in.
    pub language: Language,
    /// Whether it is written in another one, which we do not know: what its words say counts for little.
    pub foreign: bool,
    /// Where its text begins, behind the front matter.
    pub body: usize,
    /// Its blocks in the order in which they begin in the source. They stand apart, but for labels inside others. Code,
    /// tables of figures and the like are no prose and are left out.
    pub blocks: Vec<Block>,
    /// The editor's marks in its comments, in order.
    pub stets: Vec<Stet>,
}

impl Draft {
    /// Reads `text`.
    pub fn new(text: Arc<str>, format: Format) -> Self {
        Outline::new(text, format).read(None).0
    }

    /// Reads `text`, which it has become by an edit, and tells what of it is as it was: that is not read again.
    pub fn next(&self, text: Arc<str>) -> (Self, Kept) {
        Outline::new(text, self.format).read(Some(self))
    }

    /// Reads `text`, a part without front matter of a draft in `language`.
    pub fn part(text: Arc<str>, format: Format, language: Language) -> Self {
        Outline::part(text, format, language).read(None).0
    }

    /// The draft as if it had no more of its blocks than `range`.
    pub fn blocks_alone(&self, range: Range<usize>) -> Self {
        let &Draft { ref text, format, language, foreign, body, ref blocks, .. } = self;
        let (blocks, stets) = (blocks[range].to_vec(), Vec::new());
        Draft { text: text.clone(), format, language, foreign, body, blocks, stets }
    }

    /// The words of the source at `span`.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// How words are written in `block`, one of its blocks.
    pub fn writing(&self, block: &Block) -> Writing {
        Writing::at(&self.text, self.format, self.body, block)
    }

    /// The edits that have a reader see `new` where the stretch `span` of the source stands, which lies in one block; markup
    /// inside it stays.
    pub fn rewrite(&self, span: Span, new: &str) -> Vec<Edit> {
        let Some(block) = self.block_at(span.start).map(|index| &self.blocks[index]) else { return Vec::new() };
        let within = Span::new(block.visible(span.start), block.visible(span.end));
        self.writing(block).replace(block, within, new)
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

/// A draft before its words are read.
struct Outline {
    text: Arc<str>,
    format: Format,
    language: Language,
    foreign: bool,
    body: usize,
    pieces: Vec<Piece>,
    comments: Vec<Span>,
}

impl Outline {
    fn new(text: Arc<str>, format: Format) -> Self {
        let FrontMatter { end, labels, language } = match format {
            Format::Markdown => front_matter::read(&text),
            Format::Plain | Format::Html => FrontMatter::default(),
        };
        let language = language.or_else(|| match format {
            Format::Plain | Format::Markdown => Language::detect(&text[end..]),
            Format::Html => html::language(&text),
        });
        let outline = Outline::of(text, format, language.unwrap_or_default(), end, labels);
        Outline { foreign: language.is_none(), ..outline }
    }

    fn part(text: Arc<str>, format: Format, language: Language) -> Self {
        Outline::of(text, format, language, 0, Vec::new())
    }

    /// Splits `text` from the byte `body` on, where the `labels` stand before that.
    fn of(text: Arc<str>, format: Format, language: Language, body: usize, mut pieces: Vec<Piece>) -> Self {
        let lexicon = Lexicon::of(language);
        let (read, comments) = match format {
            Format::Plain => (paragraphs::read(&text, lexicon), Vec::new()),
            Format::Markdown => markdown::read(&text, body, lexicon),
            Format::Html => html::read(&text, lexicon),
        };
        pieces.extend(read);
        let pieces = pieces.into_iter().filter_map(Piece::trimmed).collect();
        Outline { text, format, language, foreign: false, body, pieces, comments }
    }

    /// Reads the words, but those that `last`, the draft before it was edited, has in the same blocks.
    fn read(self, last: Option<&Draft>) -> (Draft, Kept) {
        let Outline { text, format, language, foreign, body, pieces, comments } = self;
        let last = last.filter(|last| last.language == language).map_or(&[][..], |last| &last.blocks);
        let kept = Kept::among(&pieces, last);
        let lexicon = Lexicon::of(language);
        let blocks = pieces.into_iter().enumerate().map(|(index, piece)| match kept.was(index) {
            Some(was) => last[was].moved(piece),
            None => Block::new(piece, lexicon),
        });
        let blocks: Vec<Block> = blocks.collect();
        let stets = comments.into_iter().filter_map(|comment| Stet::read(&text, comment, &blocks)).collect();
        (Draft { text, format, language, foreign, body, blocks, stets }, kept)
    }
}
