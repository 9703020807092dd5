//! What the words around the quotes of a block say, read in the language of the draft.

use std::ops::Range;

use super::attribution::Given;
use super::cue::Sort;
use super::cues;
use super::german::{self, Speakers};
use super::marks::Pair;
use super::paragraph::{self, Paragraph};
use super::phrase::Passage;
use super::speech;
use crate::draft::{Prose, Shape, Token};
use crate::lexicon::{Language, Tags};

/// The speaker of each stretch in quotation marks of `passage`, the text of which is `prose`; and the stretches, by their
/// index, in reported speech that a block before began.
pub fn speakers(passage: Passage, prose: &Prose) -> (Vec<Option<Given>>, Vec<usize>) {
    match passage.language {
        Language::English => (Paragraph::new(passage, prose).speakers(prose), Vec::new()),
        Language::German => {
            let Speakers { given, open, .. } = german::speakers(&passage, prose);
            (given, open)
        }
    }
}

/// Whom a block lets speak last.
pub enum Last {
    /// This speaker.
    Speaker(Given),
    /// Whoever spoke before it, whose words it goes on to report.
    Before,
    /// Nobody.
    Nobody,
}

/// Whom the block of `passage` lets speak last, so that the next one may go on to report it.
pub fn last(passage: &Passage, prose: &Prose) -> Last {
    match passage.language {
        Language::English => Last::Nobody,
        Language::German => match german::speakers(passage, prose) {
            Speakers { last: Some(last), .. } => Last::Speaker(last),
            Speakers { goes_on: true, .. } => Last::Before,
            _ => Last::Nobody,
        },
    }
}

/// Whom a block that ends in a colon announces.
pub fn announced(passage: &Passage, prose: &Prose) -> Option<Given> {
    match passage.language {
        Language::English => paragraph::announced(passage, prose),
        Language::German => german::announced(passage, prose),
    }
}

/// Who speaks without quotation marks in a block that is one sentence.
pub fn reported(passage: &Passage, prose: &Prose) -> Option<Given> {
    match passage.language {
        Language::English => paragraph::reported(passage, prose),
        Language::German => None,
    }
}

/// Whether the stretch in quotation marks is a name or a title, and no speech.
pub fn is_title(passage: &Passage, pair: &Pair) -> bool {
    match passage.language {
        Language::English => speech::is_title(passage, pair),
        Language::German => german::is_named(passage, pair),
    }
}

/// Whether the noun phrase means people, or what speaks for them.
pub fn is_personal(passage: &Passage, phrase: &Range<usize>) -> bool {
    match passage.language {
        Language::English => passage.is_personal(phrase),
        Language::German => german::is_personal(passage, phrase),
    }
}

/// Whether `owned`, the words behind a possessive, mean somebody else than its owner where they speak: "her lawyers", "seine
/// Tochter". "Her campaign" is taken for her.
pub fn is_someone_else(language: Language, owned: &[Token]) -> bool {
    let someone = |token: &Token| token.shape == Shape::Lower && token.is(Tags::ROLE | Tags::PEOPLE);
    match language {
        Language::English => owned.iter().take_while(|token| !token.is(Tags::PREPOSITION)).any(someone),
        Language::German => true,
    }
}

/// Words that say that someone speaks: a verb of speech and its subject.
pub struct Clause {
    /// From the first to the last of them.
    pub words: Range<usize>,
    /// The subject.
    pub speaker: Range<usize>,
    /// The verb.
    pub cue: Range<usize>,
}

impl Clause {
    fn new(speaker: Range<usize>, cue: Range<usize>) -> Self {
        Clause { words: cue.start.min(speaker.start)..cue.end.max(speaker.end), speaker, cue }
    }

    /// Whether there is nothing else among its words: "said Ann Gray", "sagte Ann Gray" but not "said on Monday Ann Gray".
    pub fn is_bare(&self) -> bool {
        self.cue.len() + self.speaker.len() == self.words.len()
    }

    /// Whether no more of the clause stands behind it than a time or a place.
    pub fn is_over(&self, passage: &Passage) -> bool {
        passage.tokens.get(self.words.end).is_none_or(|next| {
            let time = next.is(Tags::CALENDAR) || matches!(next.of(passage.text), "on" | "in" | "at" | "am" | "im");
            !next.is_word() && next.shape != Shape::Number || time
        })
    }
}

/// The clauses in `sentence` that say that someone speaks, in order.
pub fn spoken(passage: &Passage, sentence: Range<usize>) -> Vec<Clause> {
    match passage.language {
        Language::English => {
            let cues = cues::cues(passage, sentence).into_iter().filter(|cue| cue.sort == Sort::Speech);
            cues.map(|cue| Clause::new(cue.subject, cue.at)).collect()
        }
        Language::German => {
            german::spoken(passage, sentence).into_iter().map(|cue| Clause::new(cue.subject, cue.at)).collect()
        }
    }
}
