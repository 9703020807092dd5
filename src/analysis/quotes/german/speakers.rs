//! Who speaks each quote of a German block, as far as the block itself tells.

use std::ops::Range;

use super::super::attribution::Given;
use super::super::phrase::Passage;
use super::super::quote::Source;
use super::cue::{Cue, Sort};
use super::cues;
use super::named;
use super::noun::Phrases;
use super::reader::{GUESSED, Reader};
use super::subject;
use crate::draft::{Prose, Shape};

/// What a block says of its speakers.
#[derive(Debug, Default)]
pub struct Speakers {
    /// The speaker of each stretch in quotation marks.
    pub given: Vec<Option<Given>>,
    /// The stretches, by their index, in reported speech that the block before began: "Das sei „ein Fehler“."
    pub open: Vec<usize>,
    /// Whom its last sentence lets speak.
    pub last: Option<Given>,
    /// Whether it is nothing but reported speech, and does not say whose.
    pub goes_on: bool,
}

/// Reads the speakers of `passage`, the text of which is `prose`.
pub fn speakers(passage: &Passage, prose: &Prose) -> Speakers {
    let named = named::named(passage);
    let phrases = Phrases { passage, named: &named };
    let mut given: Vec<Option<Given>> = vec![None; passage.pairs.len()];
    // Whom the sentences so far let speak.
    let mut last: Option<Given> = None;
    // Who spoke the last quote.
    let mut quoted: Option<Given> = None;
    // Quotes that are a sentence of their own and wait for "Das sagte Gray."
    let mut waiting: Vec<usize> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut goes_on = true;
    for range in sentences(passage, prose) {
        let sentence = subject::read(phrases, range.clone());
        let cues = cues::cues(&sentence);
        let pairs_before = |at: usize| passage.pairs.partition_point(|pair| pair.open < at);
        let own: Vec<usize> =
            (pairs_before(range.start)..pairs_before(range.end)).filter(|&pair| !named[pair]).collect();
        let reader = Reader { sentence: &sentence, cues: &cues };
        let mut before = last.clone();
        let only_quotes = own.iter().any(|&index| reader.is_alone(&passage.pairs[index]));
        goes_on &= last.is_none() && (reader.is_nothing_but_reported() || only_quotes);
        for &index in &own {
            let pair = &passage.pairs[index];
            // „…“, sagte Gray. Der Hof ist leer. „…“
            let spoke = before.as_ref().or(quoted.as_ref().filter(|_| reader.is_alone(pair)));
            given[index] = reader.speaker(pair, spoke);
            if goes_on
                && given[index].as_ref().is_none_or(|given| given.weight <= GUESSED)
                && (range.start > 0 || !only_quotes)
            {
                open.push(index);
                waiting.push(index);
                given[index] = None;
            }
            if let Some(found) = &given[index] {
                before = Some(found.clone());
            } else if !waiting.contains(&index) && reader.is_alone(pair) {
                waiting.push(index);
            }
        }
        if own.is_empty()
            && let Some(back) = reader.looks_back()
        {
            for index in waiting.drain(..) {
                given[index] = Some(Given { source: Source::Paragraph, ..back.clone() });
                open.retain(|&other| other != index);
            }
        }
        if !waiting.last().is_some_and(|last| own.contains(last)) {
            waiting.clear();
        }
        let found = own.iter().rev().find_map(|&index| given[index].clone());
        quoted = found.clone().or(quoted);
        last = found.or_else(|| reader.about()).or(last.filter(|_| reader.may_be_reported()));
    }
    Speakers { given, open, last, goes_on }
}

/// Whom a block that ends in a colon announces.
pub fn announced(passage: &Passage, prose: &Prose) -> Option<Given> {
    let colon = passage.tokens.len().checked_sub(1).filter(|&last| passage.shaped(last, Shape::Colon))?;
    let named = named::named(passage);
    let sentence = subject::read(Phrases { passage, named: &named }, prose.sentences.last()?.clone());
    let cues = cues::cues(&sentence);
    let given = Reader { sentence: &sentence, cues: &cues }.before_colon(colon)?;
    Some(Given { source: Source::Announced, ..given })
}

/// The verbs of speech in `sentence` with their subjects, in order.
pub fn spoken(passage: &Passage, sentence: Range<usize>) -> Vec<Cue> {
    let named = named::named(passage);
    let sentence = subject::read(Phrases { passage, named: &named }, sentence);
    cues::cues(&sentence).into_iter().filter(|cue| cue.sort == Sort::Speech).collect()
}

/// Whether the noun phrase means someone who can speak.
pub fn is_personal(passage: &Passage, phrase: &Range<usize>) -> bool {
    Phrases { passage, named: &named::named(passage) }.is_personal(phrase)
}

/// The sentences of the block, as ranges of tokens; a quote of several sentences is in one with what stands around it.
fn sentences(passage: &Passage, prose: &Prose) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for sentence in prose.sentences.iter() {
        let inside = passage.pair_at(sentence.start).is_some_and(|pair| pair.open < sentence.start);
        let goes_on = passage.shaped(sentence.start, Shape::Lower);
        match joined.last_mut() {
            Some(before) if inside || goes_on => before.end = sentence.end,
            _ => joined.push(sentence.clone()),
        }
    }
    joined.into_iter().flat_map(|sentence| unglued(passage, sentence)).collect()
}

/// The sentence, cut where the space behind a stop was lost: "sagte Gray.Der Hof ist leer."
fn unglued(passage: &Passage, sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = sentence.start;
    for stop in sentence.start + 1..sentence.end.saturating_sub(1) {
        let next = &passage.tokens[stop + 1];
        let glued = passage.word(stop) == "." && next.shape == Shape::Title && !next.spaced;
        if glued && passage.word(stop - 1).chars().count() > 2 && passage.pair_at(stop).is_none() {
            parts.push(start..stop + 1);
            start = stop + 1;
        }
    }
    parts.push(start..sentence.end);
    parts
}
