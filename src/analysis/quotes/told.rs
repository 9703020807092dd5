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

/// A quote of this many words or more is speech even where nobody is given for it.
const SURELY_SPEECH: usize = 6;

/// The marks of a block, and what they say once somebody asks.
#[derive(Debug, Default)]
pub struct Told {
    beside: Beside,
    /// Its marks, paired.
    pub pairs: Pairs,
    spoken: OnceLock<Spoken>,
    reported: OnceLock<Option<Given>>,
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
    /// How many words it holds.
    pub words: usize,
    /// Whether it begins its block.
    pub opens_block: bool,
    /// Whether it looks like a title or a name.
    pub is_title: bool,
    /// Whether it is speech even if nobody is given for it.
    pub is_speech: bool,
    /// Who speaks, as far as its block says.
    pub given: Option<Given>,
}

impl Told {
    /// What a block says that has no marks and reports nothing.
    pub fn nothing() -> Self {
        Told { reported: OnceLock::from(None), ..Told::default() }
    }

    /// Pairs the marks of `block`, of a draft in `language`.
    pub fn new(block: &Block, beside: Beside, language: Language) -> Self {
        let mut pairs = marks::pair(block.text(), &block.prose.tokens, beside.single);
        if beside.open {
            carry_open_mark(block, &mut pairs);
        }
        balance::cut(block, &mut pairs, language);
        Told { beside, pairs, ..Told::default() }
    }

    /// Whether the block has no marks.
    pub fn is_quiet(&self) -> bool {
        self.pairs.outer.is_empty() && self.pairs.strays.is_empty()
    }

    /// Whether it holds with these neighbours, too.
    pub fn holds(&self, beside: Beside) -> bool {
        self.is_quiet() || self.beside == beside
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

    /// Who speaks without quotation marks in the block, whose text is `passage`, if it is one sentence.
    pub fn reported(&self, block: &Block, passage: &Passage) -> Option<&Given> {
        self.reported.get_or_init(|| reading::reported(passage, &block.prose)).as_ref()
    }
}

impl Stretch {
    fn new(block: &Block, passage: &Passage, pair: &Pair, given: Option<Given>) -> Self {
        let words = speech::words(passage, pair);
        if words == 0 {
            return Stretch { given, ..Stretch::default() };
        }
        let opens_block = pair.open == 0 || pair.open == 1 && !passage.tokens[0].is_word();
        let alone = opens_block && (pair.end..passage.tokens.len()).all(|at| !passage.tokens[at].is_word());
        let is_title = reading::is_title(passage, pair) && !(alone && speech::asks(passage, pair));
        let is_speech = (words >= SURELY_SPEECH || alone)
            && block.kind != Kind::Heading
            && speech::is_sentence(passage, pair)
            && !is_title;
        Stretch { words, opens_block, is_title, is_speech, given }
    }
}

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
