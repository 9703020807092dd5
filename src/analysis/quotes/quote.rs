//! A quote and its attribution.

use crate::text::Span;

/// A stretch of speech in quotation marks, or a block quotation. One entry for each stretch: a quote split by its
/// attribution has two, a quote over three paragraphs three.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// In the source, marks included if it has any.
    pub span: Span,
    /// The block it stands in.
    pub block: usize,
    /// The same stretch in the text of that block.
    pub within: Span,
    /// How many words it quotes.
    pub words: usize,
    /// Whether it stands in quotation marks; if not, it is a paragraph of a block quotation.
    pub marked: bool,
    /// Who speaks; `None` if nobody is given.
    pub attribution: Option<Attribution>,
    /// The quote that this one carries on, by its index: the part before the attribution, or the paragraph before.
    pub continues: Option<usize>,
}

/// The speaker and the cue that give a quote its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The words that name the speaker, in the source.
    pub speaker: Span,
    /// The block they stand in.
    pub block: usize,
    /// The same words in the text of that block.
    pub within: Span,
    /// The words that say that it is speech, in the source: "said", "according to", ":".
    pub cue: Option<Span>,
    /// By which convention the speaker is known.
    pub source: Source,
}

/// By which convention the speaker of a quote is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// A cue in the sentence of the quote.
    Sentence,
    /// A sentence beside it in its paragraph.
    Paragraph,
    /// A paragraph before it announces it, or ends in a colon.
    Announced,
    /// It carries on a quote before it.
    Carried,
    /// A label before it, as in a transcript, or a line of attribution behind it.
    Label,
}
