//! Pronouns and roles: whom "she" and "the spokesman" mean.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::identity::Identity;
use super::name::Candidate;
use super::person::{Gender, Mention, MentionKind, Role};
use crate::draft::{Draft, Prose, Shape};
use crate::lexicon::Tags;
use crate::text::Span;

/// A pronoun or a role that means a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The person, by index.
    pub person: usize,
    /// The place.
    pub mention: Mention,
}

/// How many sentences a pronoun looks back.
const REACH: usize = 6;

/// A mention of a person on the way through the draft.
struct Recent {
    person: usize,
    /// Sentences of the draft before it.
    sentence: usize,
    /// Whether it is the first of its sentence or the speaker of a quote: pronouns pick such people up.
    prominent: bool,
}

/// The pronouns and roles of `draft` outside quotation marks that mean one of `people`, in order. `quoted` holds the spans
/// of the source in quotation marks, `speakers` those of the words that give a quote its speaker; both in order.
pub fn references(
    draft: &Draft,
    candidates: &[Candidate],
    people: &[Identity],
    roles: &[Vec<Role>],
    quoted: &[Span],
    speakers: &FxHashSet<Span>,
) -> Vec<Reference> {
    // The person of each candidate.
    let mut owner = vec![None; candidates.len()];
    for (index, person) in people.iter().enumerate() {
        for &candidate in &person.candidates {
            owner[candidate] = Some(index);
        }
    }
    let mut found: Vec<Reference> = Vec::new();
    let mut recent: Vec<Recent> = Vec::new();
    let mut next = 0;
    let mut sentence_count = 0;
    for (index, block) in draft.blocks.iter().enumerate() {
        let text = block.text();
        let prose = &block.prose;
        let mut roles_here: Vec<Range<usize>> = Vec::new();
        for sentence in &prose.sentences {
            let mut first = true;
            let mut at = sentence.start;
            while at < sentence.end {
                // A name stands here.
                while next < candidates.len() && (candidates[next].block, candidates[next].tokens.end) <= (index, at) {
                    next += 1;
                }
                let here =
                    candidates.get(next).filter(|candidate| candidate.block == index && candidate.tokens.contains(&at));
                if let Some(candidate) = here {
                    if let Some(person) = owner[next]
                        && !candidate.quoted
                    {
                        let speaker = speakers.iter().any(|span| span.covers(candidate.span(draft)));
                        let possessive =
                            prose.tokens.get(candidate.tokens.end).is_some_and(|token| token.shape == Shape::Clitic);
                        recent.push(Recent {
                            person,
                            sentence: sentence_count,
                            prominent: speaker || first && !possessive,
                        });
                        first = false;
                    }
                    at = candidate.tokens.end.max(at + 1);
                    continue;
                }
                let token = &prose.tokens[at];
                let span = block.source(token.span());
                let outside = || {
                    let near = quoted.partition_point(|quote| quote.end <= span.start);
                    !quoted.get(near).is_some_and(|quote| quote.covers(span))
                };
                if let Some(gender) = pronoun(token.of(text)) {
                    if outside() {
                        let speaker = speakers.contains(&span);
                        if let Some(person) = whom(&recent, people, gender, sentence_count, speaker) {
                            let mention = Mention { span, block: index, kind: MentionKind::Pronoun, quoted: false };
                            found.push(Reference { person, mention });
                            recent.push(Recent { person, sentence: sentence_count, prominent: speaker || first });
                            first = false;
                        }
                    }
                } else if let Some(end) = role_phrase(prose, text, at, sentence.end)
                    && outside()
                {
                    // "Gray's spokesman", "the mayor's spokesman": the phrase begins with whose she is.
                    let possessive = token.shape == Shape::Clitic;
                    let name = candidates[..next]
                        .iter()
                        .rposition(|candidate| possessive && candidate.block == index && candidate.tokens.end == at);
                    let role = roles_here.last().filter(|role| possessive && role.end == at).cloned();
                    let start = name.map(|name| candidates[name].tokens.start).or(role.map(|role| role.start));
                    let phrase = start.unwrap_or(at)..end;
                    roles_here.push(phrase.clone());
                    let named = candidates[next..]
                        .iter()
                        .take_while(|candidate| candidate.block == index && candidate.tokens.start <= end)
                        .any(|candidate| candidate.tokens.start == end);
                    let possessor = name.and_then(|name| owner[name]);
                    if !named && let Some(person) = bearer(prose, text, end - 1, roles, &recent, possessor) {
                        // What was taken for the mayor was only whose spokesman she is.
                        found.pop_if(|last| {
                            last.mention.block == index
                                && last.mention.span.end == span.start
                                && possessive
                                && name.is_none()
                        });
                        let span = block.source(prose.span(phrase));
                        let mention = Mention { span, block: index, kind: MentionKind::Role, quoted: false };
                        found.push(Reference { person, mention });
                        recent.push(Recent { person, sentence: sentence_count, prominent: first });
                        first = false;
                    }
                    at = end;
                    continue;
                }
                at += 1;
            }
            sentence_count += 1;
            if recent.len() > 256 {
                recent.drain(..128);
            }
        }
    }
    found
}

/// The gender that a pronoun shows.
fn pronoun(word: &str) -> Option<Gender> {
    match word {
        "he" | "He" | "him" | "his" | "His" | "himself" => Some(Gender::Male),
        "she" | "She" | "her" | "Her" | "herself" => Some(Gender::Female),
        _ => None,
    }
}

/// Whom a pronoun means: the person of that gender who was named last, one who spoke or began a sentence before others.
fn whom(recent: &[Recent], people: &[Identity], gender: Gender, sentence: usize, speaks: bool) -> Option<usize> {
    let mut best: Option<(i32, usize)> = None;
    for (age, mention) in recent.iter().rev().enumerate() {
        let distance = sentence - mention.sentence;
        if distance > REACH {
            break;
        }
        let known = match people[mention.person].gender {
            Some(other) if other != gender => continue,
            Some(_) => 6,
            None => 0,
        };
        let prominent = if mention.prominent { if speaks { 12 } else { 8 } } else { 0 };
        let weight = known + prominent - 5 * distance as i32 - age.min(8) as i32;
        if best.is_none_or(|(best, _)| weight > best) {
            best = Some((weight, mention.person));
        }
    }
    best.map(|(_, person)| person)
}

/// The end of the phrase that begins at `at` with "the", a possessive or the `'s` of one, and whose noun is a role.
fn role_phrase(prose: &Prose, text: &str, at: usize, end: usize) -> Option<usize> {
    let token = &prose.tokens[at];
    let opens = matches!(token.of(text), "the" | "The" | "his" | "her" | "their" | "His" | "Her")
        || token.shape == Shape::Clitic;
    if !opens {
        return None;
    }
    let mut last = None;
    for next in at + 1..end.min(at + 6) {
        let token = &prose.tokens[next];
        if !token.is_word() && token.shape != Shape::Number
            || token.is(Tags::PREPOSITION | Tags::CONJUNCTION | Tags::AUXILIARY | Tags::RELATIVE)
        {
            break;
        }
        if token.is(Tags::ROLE) {
            last = Some(next + 1);
        } else if last.is_some() {
            break;
        }
    }
    last
}

/// The person whose role has the noun `noun`: the only one, or the one named last among several.
fn bearer(
    prose: &Prose,
    text: &str,
    noun: usize,
    roles: &[Vec<Role>],
    recent: &[Recent],
    possessor: Option<usize>,
) -> Option<usize> {
    let noun = prose.tokens[noun].of(text).to_lowercase();
    let bears = |person: usize| {
        Some(person) != possessor
            && roles[person].iter().any(|role| {
                role.text.to_lowercase().split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| word == noun)
            })
    };
    recent.iter().rev().map(|mention| mention.person).find(|&person| bears(person))
}
