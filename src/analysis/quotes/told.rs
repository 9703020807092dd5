//! What one block says of its quotes by itself. It depends on little else, so it mostly holds for as long as the block is
//! as it was.

use std::sync::OnceLock;

use super::attribution::Given;
use super::balance;
use super::marks::{self, Pair, Pairs};
use super::phrase::Passage;
use super::reading;
use super::speech;
use crate::draft::{Block, Kind};
use crate::lexicon::Language;
use crate::text::Span;

/// A quote of this many words or more is speech even where nobody is given for it.
const SURELY_SPEECH: usize = 6;

/// The marks of a block, and what they say once somebody asks.
#[derive(Debug, Default)]
pub struct Told {
    beside: Beside,
    /// Its marks, paired.
    pub pairs: Pairs,
    /// Whether the block has no marks and is no sentence (a caption, a credit) or the question that the next paragraph
    /// answers: who spoke before it goes on behind it.
    pub stands_between: bool,
    spoken: OnceLock<Spoken>,
    announced: OnceLock<Option<Box<Given>>>,
    reported: OnceLock<Option<Box<Given>>>,
}

/// What a block has to know of its neighbours before its marks can be paired.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// The block before leaves a quote open.
    pub open: bool,
    /// The block behind opens with a single mark.
    pub single: bool,
}

/// What a block says of the stretches in its marks.
#[derive(Debug)]
pub struct Spoken {
    /// Each of them, in order.
    pub stretches: Vec<Stretch>,
    /// Those, by their index, in reported speech that a block before began.
    pub goes_on: Vec<usize>,
}

/// A stretch in quotation marks.
#[derive(Debug, Default)]
pub struct Stretch {
    /// It, marks included, in the text of its block.
    pub within: Span,
    /// How many words it holds.
    pub words: usize,
    /// Whether it begins its block.
    pub opens_block: bool,
    /// Whether it stands in the last sentence of its block.
    ends_block: bool,
    /// Whether it looks like a title or a name.
    pub is_title: bool,
    /// Whether it is speech even if nobody is given for it.
    pub is_speech: bool,
    /// Who speaks, as far as its block says.
    pub given: Option<Given>,
}

impl Told {
    /// What a block says that has no marks, announces and reports nothing, and does not [stand between](Self::stands_between).
    pub fn nothing() -> Self {
        Told { announced: OnceLock::from(None), reported: OnceLock::from(None), ..Told::default() }
    }

    /// Pairs the marks of `block`, of a draft in `language`.
    pub fn new(block: &Block, beside: Beside, language: Language) -> Self {
        let mut pairs = marks::pair(block.text(), &block.prose.tokens, beside.single);
        if beside.open {
            carry_open_mark(block, &mut pairs);
        }
        balance::cut(block, &mut pairs, language);
        let told = Told { beside, pairs, ..Told::default() };
        Told { stands_between: told.is_quiet() && stands_between(block), ..told }
    }

    /// Whether the block has no marks.
    pub fn is_quiet(&self) -> bool {
        self.pairs.outer.is_empty() && self.pairs.strays.is_empty()
    }

    /// Whether it holds with these neighbours, too.
    pub fn holds(&self, beside: Beside) -> bool {
        self.beside == beside
    }

    /// What the block, whose text is `passage`, says of the stretches in its marks.
    pub fn spoken(&self, block: &Block, passage: &Passage) -> &Spoken {
        self.spoken.get_or_init(|| {
            let (given, goes_on) = reading::speakers(*passage, &block.prose);
            let stretches = self.pairs.outer.iter().zip(given);
            let stretches = stretches.map(|(pair, given)| Stretch::new(block, passage, pair, given)).collect();
            Spoken { stretches, goes_on }
        })
    }

    /// Whether the stretch `within` of the block stands in its last sentence: then a block that is nothing but a quote
    /// carries it on.
    pub fn ends_with(&self, within: Span) -> bool {
        let mut stretches = self.spoken.get().into_iter().flat_map(|spoken| &spoken.stretches);
        stretches.any(|stretch| stretch.within == within && stretch.ends_block)
    }

    /// Whom the block, whose text is `passage`, announces by the colon that it ends in.
    pub fn announced(&self, block: &Block, passage: &Passage) -> Option<&Given> {
        self.announced.get_or_init(|| reading::announced(passage, &block.prose).map(Box::new)).as_deref()
    }

    /// Who speaks without quotation marks in the block, whose text is `passage`, if it is one sentence.
    pub fn reported(&self, block: &Block, passage: &Passage) -> Option<&Given> {
        self.reported.get_or_init(|| reading::reported(passage, &block.prose).map(Box::new)).as_deref()
    }
}

impl Stretch {
    fn new(block: &Block, passage: &Passage, pair: &Pair, given: Option<Given>) -> Self {
        let within = block.prose.span(pair.open..pair.end);
        let words = speech::words(passage, pair);
        if words == 0 {
            return Stretch { within, given, ..Stretch::default() };
        }
        let opens_block = pair.open == 0 || pair.open == 1 && !passage.tokens[0].is_word();
        let alone = opens_block && (pair.end..passage.tokens.len()).all(|at| !passage.tokens[at].is_word());
        let is_title = reading::is_title(passage, pair) && !(alone && speech::asks(passage, pair));
        let is_speech = (words >= SURELY_SPEECH || alone)
            && block.kind != Kind::Heading
            && speech::is_sentence(passage, pair)
            && !is_title;
        let ends_block = block.prose.sentence_of(pair.end - 1) + 1 == block.prose.sentences.len();
        Stretch { within, words, opens_block, ends_block, is_title, is_speech, given }
    }
}

/// Whether `block`, which has no quotation marks, is no sentence or a short question.
fn stands_between(block: &Block) -> bool {
    let tokens = &block.prose.tokens;
    let words = || tokens.iter().filter(|token| token.is_word()).count();
    let last = tokens.last().map_or("", |token| token.of(block.text()));
    let question = || last == "?" && block.prose.sentences.len() == 1 && words() <= LONGEST_QUESTION;
    let caption = || tokens.last().is_some_and(|token| token.is_word()) && words() > SHORTEST_CAPTION;
    question() || caption()
}

/// A longer question is the writer's, in words.
const LONGEST_QUESTION: usize = 12;

/// What is shorter and no sentence is the heading of a new part, in words.
const SHORTEST_CAPTION: usize = 4;

/// Ends the quote that the block before left open at the stray closing mark of `block`, if that stands before any other: the
/// block began inside the quote without a mark of its own.
fn carry_open_mark(block: &Block, pairs: &mut Pairs) {
    let Some(&stray) = pairs.strays.first() else { return };
    let first = pairs.outer.first().map_or(block.prose.tokens.len(), |pair| pair.open);
    if stray < first {
        let pair = Pair { open: 0, end: stray + 1, opened: false, closed: true, single: false };
        pairs.outer.insert(0, pair);
        pairs.strays.remove(0);
    }
}
