//! Which cue gives which quote its speaker, within one block.

use std::ops::Range;

use super::cue::{Cue, Sort};
use super::marks::Pair;
use super::phrase::Passage;
use super::quote::{Attribution, Source};
use super::speech::{self, is_title};
use crate::draft::{Block, Shape};
use crate::lexicon::Tags;

/// The speaker of one stretch in quotation marks, in tokens of its block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The words that name the speaker.
    pub speaker: Range<usize>,
    /// The words that say that it is speech.
    pub cue: Option<Range<usize>>,
    /// By which convention.
    pub source: Source,
    /// How surely, the higher the surer; what is under 0 is not given at all.
    pub weight: i32,
}

impl Given {
    /// The same as places in the source; its tokens are those of `block`, which has this `index`.
    pub fn placed(self, block: &Block, index: usize) -> Attribution {
        let mut speaker = self.speaker;
        while speaker.len() > 1 && block.prose.tokens[speaker.end - 1].shape == Shape::Comma {
            speaker.end -= 1;
        }
        let within = block.prose.span(speaker);
        let cue = self.cue.map(|cue| block.source(block.prose.span(cue)));
        Attribution { speaker: block.source(within), block: index, within, cue, source: self.source }
    }
}

/// The speaker that the sentence of `pair` gives, from its `cues`; `sentence` reaches from the start of the sentence of
/// its opening mark to the end of that of its closing mark.
pub fn in_sentence(passage: &Passage, pair: &Pair, cues: &[Cue], sentence: &Range<usize>) -> Option<Given> {
    let weigh = |cue: &Cue| -> Option<i32> {
        let clause = cue.clause();
        let weight = if cue.at.start >= pair.end {
            behind(passage, pair, cue, &clause, sentence)?
        } else if cue.at.end <= pair.open {
            before(passage, pair, cue)?
        } else {
            return None;
        };
        let sort = match cue.sort {
            Sort::Report => -8,
            Sort::Speech => 0,
            Sort::Source => 25,
            Sort::Label => 0,
        };
        Some(weight + sort)
    };
    let title = is_title(passage, pair);
    let weigh = |cue: &Cue| weigh(cue).filter(|_| !title || speaks_beside(passage, pair, cue));
    // Of two that fit as well, the first: "he adds, noting that …".
    let best = cues.iter().rev().filter_map(|cue| Some((weigh(cue)?, cue))).max_by_key(|(weight, _)| *weight)?;
    let (weight, cue) = best;
    Some(Given { speaker: cue.subject.clone(), cue: Some(cue.at.clone()), source: Source::Sentence, weight })
}

/// Whether a verb of speech stands right beside the stretch, as it would beside speech: "he said, “No Way.”".
fn speaks_beside(passage: &Passage, pair: &Pair, cue: &Cue) -> bool {
    // "Gray's answer was: “No Way.”"
    let colon = pair.open.checked_sub(1).is_some_and(|colon| passage.shaped(colon, Shape::Colon));
    if cue.sort == Sort::Report {
        return colon && cue.at.end <= pair.open && passage.is(cue.at.start, Tags::UTTERANCE);
    }
    let clause = cue.clause();
    let gap = |from: usize, to: usize| {
        (from..to).all(|at| {
            matches!(passage.tokens[at].shape, Shape::Comma | Shape::Colon | Shape::Dash) || passage.word(at) == "that"
        })
    };
    if cue.at.start >= pair.end {
        (ends_with_comma(passage, pair) || passage.shaped(pair.end, Shape::Dash)) && gap(pair.end, clause.start)
    } else {
        gap(cue.clause().end, pair.open)
    }
}

/// How well a cue behind the quote fits it: "…," he said.
fn behind(passage: &Passage, pair: &Pair, cue: &Cue, clause: &Range<usize>, sentence: &Range<usize>) -> Option<i32> {
    let between = clause.start.checked_sub(pair.end)?;
    let comma = ends_with_comma(passage, pair);
    let joined = between == 0 || between == 1 && matches!(passage.tokens[pair.end].shape, Shape::Comma | Shape::Dash);
    if joined {
        // The clause before another quote may as well be that one's: "…" he said, "…".
        // "what Gray called “the old way,” the club charged a fee": that verb is about something else.
        let next = passage.tokens.get(clause.end);
        let goes_on =
            next.is_some_and(|next| next.shape == Shape::Number || next.is_word() && next.is(Tags::DETERMINER));
        let about = cue.sort == Sort::Report && goes_on;
        return Some(if comma && !about { 100 } else { 75 });
    }
    // "…,” and he hoped": a new clause.
    if passage.is(pair.end, Tags::CONJUNCTION) && !speech::begins_big(passage, pair) {
        return Some(10);
    }
    let begun = |before: usize| passage.pairs.partition_point(|other| other.open < before);
    let other = begun(clause.start) - begun(pair.end);
    let comma_before = passage.shaped(clause.start.wrapping_sub(1), Shape::Comma);
    let last = (clause.end..sentence.end).all(|at| !passage.tokens[at].is_word() || clause.end + 8 > at);
    let weight = if comma { 60 } else { 30 } - between.min(40) as i32 - 4 * other as i32
        + if comma_before && last { 15 } else { 0 };
    // Anything else behind a quote of a few words is about something else.
    (comma || cue.sort != Sort::Report && comma_before && last).then_some(weight)
}

/// How well a cue before the quote fits it: he said, "…"; he called it "…".
fn before(passage: &Passage, pair: &Pair, cue: &Cue) -> Option<i32> {
    let from = cue.at.end;
    let first = passage.pairs.partition_point(|other| other.open < from);
    let others = passage.pairs[first..].iter().take_while(|other| other.end <= pair.open);
    let (mut quoted, mut between) = (0, (pair.open - from) as i32);
    for other in others {
        quoted += 1;
        between -= (other.end - other.open) as i32;
    }
    let introduced = pair.open > 0 && matches!(passage.tokens[pair.open - 1].shape, Shape::Comma | Shape::Colon);
    let word_before = |at: usize| at.checked_sub(1).map_or("", |before| passage.word(before));
    // "what Gray called “…”", "the hall that Gray called “…”", "Gray claimed on Tuesday that “…”": what stands behind the
    // quote belongs to another clause.
    let what = between == 0 && matches!(word_before(cue.clause().start), "what" | "that" | "which");
    let that = between <= 4 && word_before(pair.open) == "that" && cue.sort == Sort::Speech;
    let near = match between {
        _ if what || that => 60,
        0 if cue.sort == Sort::Report => 15,
        0 => 30,
        1 if introduced => 30,
        _ => 0,
    };
    // A clause that only leads up to the main one is over at the comma.
    let over = cue.aside && between > 1 && introduced;
    let near = if over { -30 } else { near };
    Some(60 + near - between.min(40) - 3 * quoted)
}

/// Whether the quote ends as one whose sentence goes on behind it: with a comma, or a question or exclamation mark, or a
/// dash, before or behind the closing mark.
pub fn ends_with_comma(passage: &Passage, pair: &Pair) -> bool {
    let inner = pair.inner();
    let last = inner.end.checked_sub(1).filter(|&last| last >= inner.start);
    let inside = last.is_some_and(|last| match passage.tokens[last].shape {
        Shape::Comma | Shape::Dash => true,
        Shape::Stop => passage.word(last) != ".",
        // A quote in the quote: “He said ‘no,’” she said.
        Shape::Mark => last > inner.start && matches!(passage.tokens[last - 1].shape, Shape::Comma | Shape::Stop),
        _ => false,
    });
    inside || passage.shaped(pair.end, Shape::Comma)
}
