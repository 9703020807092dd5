//! Who speaks a verb: its subject, as far as the words around it tell.

use std::ops::Range;

use super::cue::{Cue, Sort};
use super::phrase::Passage;
use crate::draft::Shape;
use crate::lexicon::Tags;

/// The subject of the verb of speech at `at`, which is no "-ing" form, and how much it is one of speech.
pub fn finite(
    passage: &Passage,
    at: usize,
    floor: usize,
    sentence: &Range<usize>,
    sort: Sort,
) -> Option<(Range<usize>, Sort)> {
    let token = &passage.tokens[at];
    if let Some(subject) = quoted(passage, at, sentence.end) {
        return Some((subject, sort));
    }
    let group = passage.verb_group_start(at, floor);
    // "was asked by Gray", but not "was moved to say"
    let passive = (group..at).any(|at| is_be(passage, at)) && passage.word(at - 1) != "to";
    if passive {
        let near = at + 1..sentence.end.min(at + 12);
        let by = near.into_iter().find(|&by| passage.word(by) == "by" && passage.pair_at(by).is_none())?;
        return Some((passage.phrase_after(by + 1, sentence.end)?, Sort::Report));
    }
    let left = passage.subject_before(at, floor).filter(|subject| is_speaker(passage, subject));
    // "Because of how they voted, explained Gray, “…”": a name behind the verb and a comma on both sides.
    let inverted = || {
        let behind = passage.phrase_after(at + 1, sentence.end)?;
        let comma = at > floor && passage.shaped(at - 1, Shape::Comma);
        let named = behind.clone().all(|at| passage.is_name_part(at));
        let closed = passage
            .tokens
            .get(behind.end)
            .is_none_or(|next| matches!(next.shape, Shape::Comma | Shape::Mark | Shape::Colon));
        (comma && named && closed && sort == Sort::Speech).then_some(behind)
    };
    let named = |subject: &Range<usize>| subject.clone().any(|at| passage.is_name_part(at));
    if !left.as_ref().is_some_and(named)
        && let Some(subject) = inverted()
    {
        return Some((subject, sort));
    }
    if let Some(subject) = left {
        let plain = token.is(Tags::BASE) && !token.is(Tags::FINITE) && group == at;
        return (!plain || is_plural(passage, &subject)).then_some((subject, sort));
    }
    // "said Smith": the verb right behind the quote or a comma, or first in its sentence.
    let previous = at.checked_sub(1).filter(|&previous| previous >= sentence.start);
    let behind = |shape: Shape| previous.is_some_and(|previous| passage.shaped(previous, shape));
    // "as Gray put it"
    if passage.tokens.get(at + 1).is_some_and(|next| next.of(passage.text) == "it") {
        return None;
    }
    let speech = sort == Sort::Speech && (previous.is_none() || behind(Shape::Comma) || group <= floor);
    let behind_mark = behind(Shape::Mark) || behind(Shape::Dash) && at > 1 && passage.shaped(at - 2, Shape::Mark);
    if !speech && !behind_mark {
        return None;
    }
    // “…,” tweeted @gray
    let handle = |subject: &Range<usize>| passage.word(subject.start).starts_with('@');
    let subject = passage
        .phrase_after(at + 1, sentence.end)
        .filter(|subject| is_speaker(passage, subject) || behind_mark && handle(subject))?;
    // "said the plan was dead": what stands behind the verb is the subject of another one.
    let next = passage.tokens.get(subject.end);
    // Right behind the quote it is no such clause: "“…,” said a joiner employed at the yard".
    let clause =
        next.is_some_and(|next| next.shape == Shape::Lower && next.is(Tags::FINITE | Tags::AUXILIARY)) && !behind_mark;
    let plain = !token.is(Tags::FINITE) && !is_plural(passage, &subject);
    (!clause && !plain).then_some((subject, sort))
}

/// Whether the token is a form of "be".
fn is_be(passage: &Passage, at: usize) -> bool {
    matches!(passage.word(at), "was" | "were" | "is" | "are" | "been" | "be" | "being")
}

/// How many words "quoted … as saying" holds at most.
const LONGEST_QUOTED: usize = 12;

/// Gray, in "quoted Gray as saying", where `verb` may be the first of these words and `end` is behind all.
fn quoted(passage: &Passage, verb: usize, end: usize) -> Option<Range<usize>> {
    if !matches!(passage.word(verb), "quoted" | "quotes" | "quote" | "cited" | "cites" | "cite") {
        return None;
    }
    let behind = verb + 1..end.min(verb + LONGEST_QUOTED);
    let link = behind.into_iter().find(|&at| passage.word(at) == "as" && passage.is(at + 1, Tags::GERUND))?;
    (verb + 1 < link).then_some(verb + 1..link)
}

/// The subject of "saying" and the like: the name right before it, or that of the verb before it.
pub fn gerund(passage: &Passage, at: usize, floor: usize, before: Option<&Cue>) -> Option<Range<usize>> {
    // "waved a placard saying"
    if at > floor && passage.shaped(at - 1, Shape::Lower) && passage.is(at - 1, Tags::SIGN) {
        let article = (floor..at).rev().take(4).find(|&at| passage.is(at, Tags::DETERMINER | Tags::POSSESSIVE));
        return Some(article.unwrap_or(at - 1)..at);
    }
    let quoted = (floor..at).rev().take(LONGEST_QUOTED).find_map(|verb| quoted(passage, verb, at + 1));
    if let Some(quoted) = quoted.filter(|quoted| quoted.end + 1 == at) {
        return Some(quoted);
    }
    if let Some(shown) = shown(passage, at, floor) {
        return Some(shown);
    }
    // "with Gray reportedly saying", "with two of the banners asking": the noun belongs to the verb.
    let group = passage.verb_group_start(at, floor);
    let with = (floor..group).rev().take(8).find(|&at| matches!(passage.word(at), "with" | "With"));
    if let Some(with) = with
        && (with + 1..group).all(|at| passage.tokens[at].is_word() && !passage.is_verb(at))
        && with + 1 < group
    {
        return Some(with + 1..group);
    }
    let subject_of = |verb: usize| {
        let finite = passage.pair_at(verb).is_none() && passage.is_verb(verb) && passage.word(verb - 1) != "to";
        finite.then(|| passage.subject_before(verb, floor)).flatten()
    };
    // "As Gray spoke, the crowd stood, chanting": the clause before the comma only leads up.
    let main = || {
        let subjects = || (floor + 1..at).filter_map(subject_of);
        subjects().find(|subject| !passage.is_subordinate(subject, floor)).or_else(|| subjects().next())
    };
    // "was shouting"
    let progressive = || (group..at).any(|at| is_be(passage, at)).then(|| passage.subject_before(at, floor)).flatten();
    let before = before.filter(|before| !before.aside).map(|before| before.subject.clone());
    let subject = before.or_else(progressive).or_else(main)?;
    is_speaker(passage, &subject).then_some(subject)
}

/// Gray, in "a film of Gray saying" and "the tape shows Gray saying", where `verb` is the last of these words.
fn shown(passage: &Passage, verb: usize, floor: usize) -> Option<Range<usize>> {
    let name = passage.name_before(verb, floor)?;
    let before = name.start.checked_sub(1).filter(|&before| before >= floor)?;
    // "the Guild of Bakers calling"
    if before > floor && passage.is_name_part(before - 1) {
        return None;
    }
    matches!(
        passage.word(before),
        "of" | "show"
            | "shows"
            | "showed"
            | "showing"
            | "depicts"
            | "depicted"
            | "features"
            | "featured"
            | "featuring"
            | "caught"
            | "captured"
            | "recorded"
            | "filmed"
            | "heard"
            | "overheard"
            | "saw"
    )
    .then_some(name)
}

/// "Gray said he hoped “…”": the pronoun is the speaker of the cue before, and that one names her.
pub fn outer(passage: &Passage, at: usize, subject: &Range<usize>, before: Option<&Cue>) -> Option<Range<usize>> {
    let before = before.filter(|before| before.sort == Sort::Speech && before.at.end <= subject.start)?;
    let pronoun = subject.len() == 1 && passage.is(subject.start, Tags::SUBJECT);
    let beside = (before.at.end..subject.start)
        .all(|at| passage.word(at) == "that" || passage.is(at, Tags::CALENDAR) || passage.word(at) == "on");
    let told = passage.is(at, Tags::SPEECH) && !passage.is(at, Tags::THOUGHT);
    (pronoun && beside && !told).then(|| before.subject.clone())
}

/// Whether the noun phrase can speak: it holds a name, a pronoun of a person, or a noun that is no mere thing.
fn is_speaker(passage: &Passage, phrase: &Range<usize>) -> bool {
    let words = phrase.clone().any(|at| {
        let article = passage.is(at, Tags::DETERMINER) && !passage.is(at, Tags::SUBJECT);
        // "the 46-year-old"
        let aged = passage.shaped(at, Shape::Number) && passage.word(at).contains("-year");
        passage.tokens[at].is_word() && !article || aged
    });
    // "holding signs and chanting": no subject, but a clause without one.
    let participle = phrase.len() == 1 && passage.is(phrase.start, Tags::GERUND);
    let time = passage.is(phrase.end - 1, Tags::CALENDAR);
    let place = passage.is(phrase.start, Tags::PREPOSITION) && passage.tokens[phrase.start].shape == Shape::Lower;
    let link = phrase.len() == 1 && passage.is(phrase.start, Tags::RELATIVE | Tags::CONJUNCTION)
        || passage.word(phrase.end - 1) == "to";
    words && !time && !place && !link && !participle
}

/// Whether the noun before the verb is a plural.
pub fn is_plural(passage: &Passage, subject: &Range<usize>) -> bool {
    let last = subject.end - 1;
    passage.is(last, Tags::PLURAL | Tags::SPEAKER)
        || (passage.tokens[last].shape == Shape::Lower || passage.is(last, Tags::DEMONYM))
            && passage.word(last).ends_with('s')
            && !passage.word(last).ends_with("ss")
        || matches!(passage.word(last), "two" | "three" | "four" | "five" | "six" | "both" | "many" | "others")
        || subject.clone().any(|at| passage.word(at) == "and" || passage.is(at, Tags::PEOPLE))
}
