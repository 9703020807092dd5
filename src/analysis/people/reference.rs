//! Pronouns and roles: whom "she" and "the spokesman" mean.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::candidate::Placed;
use super::identity::Identity;
use super::person::{Gender, Mention, MentionKind, Role, bare};
use super::roster::Roster;
use super::spot::{Named, Spot, heads, role_phrase};
use crate::draft::{Draft, Prose, Shape};
use crate::lexicon::Tags;
use crate::lexicon::letters::letters;
use crate::text::Span;

/// A pronoun or a role that means a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The person, by index.
    pub person: usize,
    /// The place.
    pub mention: Mention,
    /// The tokens there.
    pub tokens: Range<usize>,
}

/// So many names behind a role are asked whether it is theirs.
const BESIDE: usize = 4;

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

/// The names of a draft and whose they are.
pub struct Names<'a> {
    /// Every name, in order.
    pub candidates: &'a [Placed<'a>],
    /// What each block names.
    pub blocks: &'a [Arc<Named>],
    /// The people they belong to.
    pub people: &'a [Identity],
    /// The one of them whose each name is.
    pub owners: &'a [Option<usize>],
    /// What each of the people is.
    pub roles: &'a [Vec<Role>],
    /// What the house says of them.
    pub roster: Roster<'a>,
}

/// The pronouns and roles of `draft` outside quotation marks that mean one of the people, in order. `quoted` holds the
/// spans of the source in quotation marks, `speakers` those of the words that give a quote its speaker; both in order.
pub fn references(draft: &Draft, names: &Names, quoted: &[Span], speakers: &[Span]) -> Vec<Reference> {
    let roles = names.people.iter().zip(names.roles).map(|(person, roles)| {
        let listed = person.listed.and_then(|entry| names.roster.role(entry));
        nouns(roles.iter().map(|role| role.text.as_str()).chain(listed))
    });
    let nouns = roles.collect();
    let heads = heads(names.people.iter().filter_map(|person| names.roster.role(person.listed?)));
    let (found, recent) = (Vec::new(), Vec::new());
    let mut reader =
        Reader { draft, names, nouns, heads, quoted, speakers, found, recent, sentence: 0, next: 0, spoken: 0 };
    // Who is named in a picture's words is nobody whom the next sentence calls "she".
    for block in (0..draft.blocks.len()).filter(|&block| draft.blocks[block].kind.is_text()) {
        reader.read(block);
    }
    reader.found
}

/// The [letters] in order of the words that may stand for `roles`: not those of "the Blue Anchor" in "owner of the Blue Anchor".
fn nouns<'r>(roles: impl Iterator<Item = &'r str>) -> Vec<u32> {
    let words = roles.flat_map(|role| bare(role).split(|c: char| !c.is_alphanumeric() && c != '-'));
    let mut nouns: Vec<u32> = words.map(|word| letters(word) as u32).collect();
    nouns.sort_unstable();
    nouns.dedup();
    nouns
}

/// Reads a draft from its start, keeping in mind who was mentioned last.
struct Reader<'a> {
    draft: &'a Draft,
    names: &'a Names<'a>,
    /// The [letters] of the words that name the roles of each of the people, in order.
    nouns: Vec<Vec<u32>>,
    /// The [letters] of the nouns by which the house's list says what people are.
    heads: FxHashSet<u32>,
    quoted: &'a [Span],
    speakers: &'a [Span],
    found: Vec<Reference>,
    recent: Vec<Recent>,
    /// Sentences before the one that is read.
    sentence: usize,
    /// The first name that does not end before the token being read.
    next: usize,
    /// The first of the speakers that does not end before the last name.
    spoken: usize,
}

/// No more mentions than these are kept in mind.
const MEMORY: usize = 128;

impl Reader<'_> {
    fn read(&mut self, index: usize) {
        let block = &self.draft.blocks[index];
        // The phrases that name a role in this block: the next may begin with one ("the mayor's spokesman").
        let mut phrases: Vec<Range<usize>> = Vec::new();
        let before = self.sentence;
        // Where to read on in a sentence, and whether nobody was mentioned in it yet.
        let (mut at, mut first, mut sentence) = (0, true, 0);
        for spot in &self.names.blocks[index].spots {
            if spot.sentence != sentence {
                (at, first, sentence) = (0, true, spot.sentence);
            }
            if (spot.at as usize) < at {
                continue;
            }
            self.sentence = before + sentence as usize;
            let end = self.name_at(index, spot, first);
            let end = end.or_else(|| self.role_at(index, spot, first, &mut phrases));
            let end = end.or_else(|| self.pronoun_at(index, spot, first));
            if let Some((end, mentioned)) = end {
                first &= !mentioned;
                at = end;
            }
        }
        self.sentence = before + block.prose.sentences.len();
    }

    /// A name at `spot`: the token behind it, and whether it mentions a person.
    fn name_at(&mut self, index: usize, spot: &Spot, first: bool) -> Option<(usize, bool)> {
        let (candidates, at) = (self.names.candidates, spot.at as usize);
        while self.next < candidates.len()
            && (candidates[self.next].block, candidates[self.next].tokens.end) <= (index, at)
        {
            self.next += 1;
        }
        if !spot.name {
            return None;
        }
        let candidate = candidates.get(self.next)?;
        if candidate.block != index || !candidate.tokens.contains(&at) {
            return None;
        }
        let end = candidate.tokens.end;
        let Some(person) = self.names.owners[self.next].filter(|_| !candidate.quoted) else {
            return Some((end, false));
        };
        while self.speakers.get(self.spoken).is_some_and(|speaker| speaker.end < candidate.span.end) {
            self.spoken += 1;
        }
        let speaks = self.speakers.get(self.spoken).is_some_and(|speaker| speaker.covers(candidate.span));
        self.mind(person, speaks || first && !candidate.owns);
        Some((end, true))
    }

    /// A pronoun at `spot` that means someone.
    fn pronoun_at(&mut self, index: usize, spot: &Spot, first: bool) -> Option<(usize, bool)> {
        let (block, at) = (&self.draft.blocks[index], spot.at as usize);
        let gender = spot.pronoun?;
        let span = block.source(block.prose.tokens[at].span());
        if covers(self.quoted, span) {
            return None;
        }
        let speaks = self.speakers.binary_search(&span).is_ok();
        let person = whom(&self.recent, self.names.people, gender, self.sentence, speaks)?;
        let mention = Mention { span, block: index, kind: MentionKind::Pronoun, quoted: false };
        self.found.push(Reference { person, mention, tokens: at..at + 1 });
        self.mind(person, speaks || first);
        Some((at + 1, true))
    }

    /// A role at `spot` that means someone: "the spokesman", "Gray's spokesman", "the mayor's spokesman".
    fn role_at(
        &mut self,
        index: usize,
        spot: &Spot,
        first: bool,
        phrases: &mut Vec<Range<usize>>,
    ) -> Option<(usize, bool)> {
        if !spot.role {
            return None;
        }
        let (block, at) = (&self.draft.blocks[index], spot.at as usize);
        let limit = block.prose.sentences[spot.sentence as usize].end;
        let end = role_phrase(&block.prose, block.text(), at, limit, &self.heads)?;
        if covers(self.quoted, block.source(block.prose.tokens[at].span())) {
            return None;
        }
        // The phrase begins with whose role it is.
        let possessive = block.prose.tokens[at].shape == Shape::Clitic;
        let name = self.next.checked_sub(1).filter(|&name| {
            let candidate = &self.names.candidates[name];
            possessive && candidate.block == index && candidate.tokens.end == at
        });
        let role = phrases.last().filter(|phrase| possessive && phrase.end == at).cloned();
        let start = name.map(|name| self.names.candidates[name].tokens.start).or(role.as_ref().map(|role| role.start));
        let phrase = start.unwrap_or(at)..end;
        phrases.push(phrase.clone());
        // "the mayor Ines Calloway", "the mayor of Port Larch, Ines Calloway, …": the name says it.
        let candidates = self.names.candidates;
        let linked = |mut range: Range<usize>| range.any(|at| block.prose.tokens[at].is(Tags::PREPOSITION));
        let says = |candidate: &Placed| {
            let role = candidate.role.as_ref().filter(|role| candidate.block == index && role.contains(&(end - 1)));
            role.is_some_and(|role| !linked(role.start..end - 1))
        };
        let mut behind = candidates[self.next.min(candidates.len())..].iter().take(BESIDE);
        if behind.any(|other| other.block == index && other.tokens.start == end || says(other)) {
            return Some((end, false));
        }
        let possessor = name.and_then(|name| self.names.owners[name]);
        // "Ines Calloway, the mayor": she, whoever else is one.
        let named =
            self.next.checked_sub(1).filter(|&name| says(&candidates[name])).and_then(|name| self.names.owners[name]);
        let bearer = || bearer(&block.prose, end - 1, &self.nouns, &self.recent, possessor);
        let Some(person) = named.or_else(bearer) else {
            return Some((end, false));
        };
        let span = block.source(block.prose.span(phrase.clone()));
        // What was taken for the mayor was only whose spokesman she is.
        if role.is_some() {
            self.found.pop_if(|last| span.covers(last.mention.span));
        }
        let mention = Mention { span, block: index, kind: MentionKind::Role, quoted: false };
        self.found.push(Reference { person, mention, tokens: phrase });
        self.mind(person, first);
        Some((end, true))
    }

    fn mind(&mut self, person: usize, prominent: bool) {
        if self.recent.len() > 2 * MEMORY {
            self.recent.drain(..MEMORY);
        }
        self.recent.push(Recent { person, sentence: self.sentence, prominent });
    }
}

/// Whether one of `spans`, which stand in order and apart, covers `span`.
fn covers(spans: &[Span], span: Span) -> bool {
    let near = spans.partition_point(|other| other.end < span.end);
    spans.get(near).is_some_and(|other| other.covers(span))
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

/// The person whose role has the noun `noun`: the only one, or the one named last among several.
fn bearer(
    prose: &Prose,
    noun: usize,
    nouns: &[Vec<u32>],
    recent: &[Recent],
    possessor: Option<usize>,
) -> Option<usize> {
    let noun = prose.tokens[noun].letters;
    let bears = |person: usize| Some(person) != possessor && nouns[person].binary_search(&noun).is_ok();
    recent.iter().rev().map(|mention| mention.person).find(|&person| bears(person))
}
