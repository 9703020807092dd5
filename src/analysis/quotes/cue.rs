//! Cues: the words of a sentence that say that someone speaks, and who does.

use std::ops::Range;

use super::phrase::Passage;
use super::speech::is_title;
use crate::draft::Shape;
use crate::lexicon::Tags;

/// Words that give speech a speaker, outside of quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The words: a verb, "according to", a colon.
    pub at: Range<usize>,
    /// The noun phrase that speaks.
    pub subject: Range<usize>,
    /// What sort of words they are.
    pub sort: Sort,
}

impl Cue {
    /// The tokens from its first to its last word, speaker included.
    pub fn clause(&self) -> Range<usize> {
        self.at.start.min(self.subject.start)..self.at.end.max(self.subject.end)
    }
}

/// The sorts of cues.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A verb that says what someone makes of something: "called", "praised".
    Report,
    /// A verb of speech.
    Speech,
    /// "according to".
    Source,
    /// A colon behind the speaker.
    Label,
}

/// The cues among the tokens of `sentence`, in order.
pub fn cues(passage: &Passage, sentence: Range<usize>) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    let mut floor = sentence.start;
    let mut at = sentence.start;
    while at < sentence.end {
        if let Some(pair) = passage.pair_at(at) {
            // What stands before a long quote is no subject of what stands behind it.
            if pair.inner().len() > 6
                || passage.shaped(pair.end.saturating_sub(2), Shape::Comma) && !is_title(passage, pair)
            {
                floor = pair.end.min(sentence.end);
            }
            at = pair.end.max(at + 1);
            continue;
        }
        if let Some(cue) = cue_at(passage, at, floor, &sentence, cues.last()) {
            cues.push(cue);
        }
        at += 1;
    }
    cues
}

fn cue_at(passage: &Passage, at: usize, floor: usize, sentence: &Range<usize>, before: Option<&Cue>) -> Option<Cue> {
    let token = &passage.tokens[at];
    let word = passage.word(at);
    let opening = passage.begins_sentence(at);
    if matches!(word, "according" | "According")
        && passage.tokens.get(at + 1).is_some_and(|next| next.of(passage.text) == "to")
    {
        let subject = passage.phrase_after(at + 2, sentence.end)?;
        return Some(Cue { at: at..at + 2, subject, sort: Sort::Source });
    }
    let sort = if token.is(Tags::SPEECH) {
        Sort::Speech
    } else if token.is(Tags::REPORT) {
        Sort::Report
    } else {
        return None;
    };
    if token.shape != Shape::Lower && !(opening && token.shape == Shape::Title) {
        return None;
    }
    let previous = at.checked_sub(1).filter(|&previous| previous >= sentence.start);
    let group = passage.verb_group_start(at, floor);
    // A noun or an adjective: "the claim", "his stated aim", "in response".
    if let Some(previous) = previous {
        let noun = passage.is(previous, Tags::DETERMINER | Tags::POSSESSIVE)
            && !passage.is(previous, Tags::SUBJECT | Tags::RELATIVE)
            || passage.is(previous, Tags::PREPOSITION)
                && !token.is(Tags::GERUND)
                && passage.word(previous) != "to"
                && passage.tokens[previous].shape == Shape::Lower;
        if noun && !token.is(Tags::GERUND) {
            return None;
        }
    }
    if token.is(Tags::NOUN) && previous.is_some_and(|previous| is_noun_here(passage, previous, at)) {
        return None;
    }
    if token.is(Tags::GERUND) {
        return gerund(passage, at, floor, sort, before);
    }
    let passive =
        (group..at).any(|at| matches!(passage.word(at), "was" | "were" | "is" | "are" | "been" | "be" | "being"));
    if passive {
        let by = (at + 1..sentence.end.min(at + 12))
            .find(|&by| passage.word(by) == "by" && passage.pair_at(by).is_none())?;
        let subject = passage.phrase_after(by + 1, sentence.end)?;
        return Some(Cue { at: at..at + 1, subject, sort: Sort::Report });
    }
    // "said Smith": the verb right behind the quote, or first in its sentence.
    let behind_quote = previous.is_some_and(|previous| {
        passage.shaped(previous, Shape::Mark)
            || passage.shaped(previous, Shape::Comma)
                && previous > sentence.start
                && passage.shaped(previous - 1, Shape::Mark)
    });
    let left = passage.subject_before(at, floor).filter(|subject| is_speaker(passage, subject));
    if let Some(subject) = left {
        if token.is(Tags::BASE) && !token.is(Tags::FINITE) && group == at && !is_plural(passage, &subject) {
            return None;
        }
        return Some(Cue { at: at..at + 1, subject, sort });
    }
    let comma = previous.is_some_and(|previous| passage.shaped(previous, Shape::Comma));
    if (behind_quote || comma || previous.is_none() || group <= floor) && token.is(Tags::FINITE) && sort == Sort::Speech
    {
        let subject = passage.phrase_after(at + 1, sentence.end).filter(|subject| is_speaker(passage, subject))?;
        // "said the plan was dead": what stands behind the verb is the subject of another one.
        let clause = passage
            .tokens
            .get(subject.end)
            .is_some_and(|next| next.shape == Shape::Lower && next.is(Tags::FINITE | Tags::AUXILIARY));
        if clause {
            return None;
        }
        return Some(Cue { at: at..at + 1, subject, sort });
    }
    None
}

/// ", adding": the speaker is that of the verb before it, or the subject of its sentence.
fn gerund(passage: &Passage, at: usize, floor: usize, sort: Sort, before: Option<&Cue>) -> Option<Cue> {
    if let Some(before) = before {
        return Some(Cue { at: at..at + 1, subject: before.subject.clone(), sort });
    }
    let finite = (floor..at).find(|&verb| {
        passage.pair_at(verb).is_none()
            && passage.tokens[verb].shape == Shape::Lower
            && passage.is(verb, Tags::FINITE)
            && passage.subject_before(verb, floor).is_some()
    })?;
    let subject = passage.subject_before(finite, floor).filter(|subject| is_speaker(passage, subject))?;
    Some(Cue { at: at..at + 1, subject, sort })
}

/// Whether the noun phrase can speak: it holds a name, a pronoun of a person, or a noun that is no mere thing.
fn is_speaker(passage: &Passage, phrase: &Range<usize>) -> bool {
    phrase.clone().any(|at| passage.tokens[at].is_word())
        && !passage.is(phrase.end - 1, Tags::CALENDAR)
        && !(phrase.len() == 1 && passage.is(phrase.start, Tags::RELATIVE | Tags::CONJUNCTION))
}

/// Whether a word that may be a noun or a verb is a noun behind the token `previous`: "pep talks", "Gray's remarks".
fn is_noun_here(passage: &Passage, previous: usize, at: usize) -> bool {
    let before = &passage.tokens[previous];
    let speaker = before.is(Tags::SUBJECT
        | Tags::ROLE
        | Tags::PEOPLE
        | Tags::BODY
        | Tags::ADVERB
        | Tags::AUXILIARY
        | Tags::CONJUNCTION)
        || passage.word(previous) == "to"
        || before.is_capital()
        || !before.is_word() && before.shape != Shape::Clitic;
    let goes_on = passage.tokens.get(at + 1).is_some_and(|next| {
        matches!(next.shape, Shape::Mark | Shape::Comma | Shape::Colon)
            || next.is(Tags::SUBORDINATOR | Tags::DETERMINER | Tags::SUBJECT | Tags::OBJECT | Tags::POSSESSIVE)
    });
    !speaker || before.shape == Shape::Clitic || !goes_on && !before.is(Tags::SUBJECT)
}

/// Whether the noun before the verb is a plural.
fn is_plural(passage: &Passage, subject: &Range<usize>) -> bool {
    let last = subject.end - 1;
    passage.is(last, Tags::PLURAL | Tags::SPEAKER)
        || passage.tokens[last].shape == Shape::Lower
            && passage.word(last).ends_with('s')
            && !passage.word(last).ends_with("ss")
        || subject.clone().any(|at| passage.word(at) == "and" || passage.is(at, Tags::PEOPLE))
}
