//! Finding the cues of a sentence.

use std::ops::Range;

use super::cue::{Cue, Sort};
use super::phrase::Passage;
use super::speaker::{finite, gerund, outer};
use super::speech::is_title;
use super::verb::{is_noun_here, phrasal};
use crate::draft::Shape;
use crate::lexicon::Tags;

/// The cues among the tokens of `sentence`, in order.
pub fn cues(passage: &Passage, sentence: Range<usize>) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    let mut floor = sentence.start;
    let mut at = sentence.start;
    let first = passage.pairs.partition_point(|pair| pair.end <= at);
    let mut pairs = passage.pairs[first..].iter().peekable();
    while at < sentence.end {
        while pairs.next_if(|pair| pair.end <= at).is_some() {}
        if let Some(pair) = pairs.peek().filter(|pair| pair.holds(at)) {
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
    let according = token.is(Tags::PREPOSITION) && matches!(passage.word(at), "according" | "According");
    if according && passage.tokens.get(at + 1)?.of(passage.text) == "to" {
        let subject = passage.phrase_after(at + 2, sentence.end)?;
        return Some(Cue { at: at..at + 2, subject, sort: Sort::Source, aside: false });
    }
    if token.shape == Shape::Colon {
        return headline_label(passage, at, sentence);
    }
    let phrasal = phrasal(passage, at, sentence.end);
    if !token.is(Tags::UTTERANCE | Tags::SPEECH | Tags::REPORT) && phrasal.is_none() {
        return None;
    }
    let opening = passage.begins_sentence(at);
    // "“…,” Read said.": a name.
    let named = passage.is(at + 1, Tags::SPEECH | Tags::AUXILIARY) && passage.shaped(at + 1, Shape::Lower);
    if token.shape != Shape::Lower && !(opening && token.shape == Shape::Title && !named) {
        return None;
    }
    if token.is(Tags::UTTERANCE)
        && let Some(cue) = utterance(passage, at, floor).filter(|_| before.is_none())
    {
        return Some(cue);
    }
    let sort = match (token.is(Tags::SPEECH), token.is(Tags::REPORT)) {
        (true, _) => Sort::Speech,
        (_, true) => Sort::Report,
        _ if phrasal.is_some() => Sort::Speech,
        _ => return None,
    };
    let previous = at.checked_sub(1).filter(|&previous| previous >= sentence.start);
    if previous.is_some_and(|previous| is_noun_here(passage, previous, at, floor)) {
        return None;
    }
    let (subject, sort) = if token.is(Tags::GERUND) {
        (gerund(passage, at, floor, before)?, sort)
    } else {
        finite(passage, at, floor, sentence, sort)?
    };
    // "quotation marks to indicate", "never had occasion to say": nobody says it.
    let to = at >= sentence.start + 2 && passage.word(at - 1) == "to";
    if to
        && passage.tokens[at - 2].shape == Shape::Lower
        && !passage.is(at - 2, Tags::VERB | Tags::SPEECH | Tags::REPORT | Tags::OBJECT | Tags::ADVERB)
    {
        return None;
    }
    // "the narrow yard called a “garden”": a name for a thing is no speech.
    if token.is(Tags::NAMING) && passage.word(at).ends_with('d') && !passage.is_personal(&subject) {
        return None;
    }
    // "“…,” drawing loud jeers"
    if token.is(Tags::NOUN) && passage.small(subject.start, Tags::GERUND) && passage.word(at - 1) != "to" {
        return None;
    }
    let subject = outer(passage, at, &subject, before).unwrap_or(subject);
    let aside = leads_up(passage, at, &subject, floor);
    Some(Cue { at: at..at + phrasal.unwrap_or(1), subject, sort, aside })
}

/// "Gray's answer was “…”", "her claim that “…”": whose words they are.
fn utterance(passage: &Passage, at: usize, floor: usize) -> Option<Cue> {
    let previous = at.checked_sub(1).filter(|&previous| previous >= floor)?;
    let next = passage.tokens.get(at + 1)?;
    let goes_on =
        matches!(next.shape, Shape::Colon | Shape::Mark) || matches!(passage.word(at + 1), "that" | "was" | "is");
    // An adjective or two may stand between: "Gray's first answer".
    let owner =
        (floor..at).rev().take(3).find(|&at| passage.shaped(at, Shape::Clitic) || passage.is(at, Tags::POSSESSIVE))?;
    let between = owner + 1..at;
    if !goes_on
        || between.into_iter().any(|at| !passage.tokens[at].is_word() || passage.is(at, Tags::FINITE))
        || previous < owner
    {
        return None;
    }
    let subject = match passage.shaped(owner, Shape::Clitic) {
        true => passage.phrase_before(owner, floor)?,
        false => owner..owner + 1,
    };
    Some(Cue { at: at..at + 1, subject, sort: Sort::Report, aside: false })
}

/// "Gray: Time for a “new start”": a name and a colon at the start of a headline or of a line in a transcript.
fn headline_label(passage: &Passage, colon: usize, sentence: &Range<usize>) -> Option<Cue> {
    let label = sentence.start..colon;
    let name = !label.is_empty() && label.len() <= 4 && label.clone().all(|at| passage.is_name_part(at));
    name.then_some(Cue { at: colon..colon + 1, subject: label, sort: Sort::Label, aside: false })
}

/// Whether the verb at `at` stands in a clause that leads up to the main one ("when Gray spoke, …") or depends on another
/// verb ("asked to say").
fn leads_up(passage: &Passage, at: usize, subject: &Range<usize>, floor: usize) -> bool {
    let subordinate = passage.is_subordinate(subject, floor)
        && !matches!(passage.word(subject.start - 1), "as" | "As" | "where")
        // "Gray was on the quay when she told the crew, “…”": the clause stands behind the main one.
        && (passage.is(subject.start.saturating_sub(2), Tags::RELATIVE)
            || !(floor..subject.start - 1).any(|verb| passage.is_verb(verb) && passage.pair_at(verb).is_none()));
    let infinitive = at > floor && passage.word(at - 1) == "to" && {
        let group = passage.verb_group_start(at, floor);
        !passage.is(group, Tags::SPEECH)
            && !matches!(passage.word(group), "went" | "goes" | "go" | "continued" | "continues")
    };
    subordinate || infinitive
}
