//! Pronouns and roles: whom "she" and "the spokesman" mean.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::candidate::{Candidate, Named, Placed};
use super::identity::Identity;
use super::person::{Gender, Mention, MentionKind, Role, bare};
use super::roster::Roster;
use crate::draft::{Block, Draft, Prose, Shape, Token};
use crate::lexicon::Tags;
use crate::lexicon::letters::letters;
use crate::text::Span;

/// A pronoun or a role that means a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The person, by index.
    pub person: usize,
    /// The place.
    pub mention: Mention,
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
    /// What each of the people is.
    pub roles: &'a [Vec<Role>],
    /// What the house says of them.
    pub roster: Roster<'a>,
}

/// The pronouns and roles of `draft` outside quotation marks that mean one of the people, in order. `quoted` holds the
/// spans of the source in quotation marks, `speakers` those of the words that give a quote its speaker; both in order.
pub fn references(draft: &Draft, names: &Names, quoted: &[Span], speakers: &[Span]) -> Vec<Reference> {
    let mut owner = vec![None; names.candidates.len()];
    for (index, person) in names.people.iter().enumerate() {
        for &candidate in &person.candidates {
            owner[candidate] = Some(index);
        }
    }
    let roles = names.people.iter().zip(names.roles).map(|(person, roles)| {
        let listed = person.listed.and_then(|entry| names.roster.role(entry));
        nouns(roles.iter().map(|role| role.text.as_str()).chain(listed))
    });
    let nouns = roles.collect();
    let listed = names.people.iter().filter_map(|person| names.roster.role(person.listed?));
    let heads = listed.map(|role| letters(head(role)) as u32).collect();
    let (found, recent) = (Vec::new(), Vec::new());
    let mut reader =
        Reader { draft, names, owner, nouns, heads, quoted, speakers, found, recent, sentence: 0, next: 0 };
    // Who is named in a picture's words is nobody whom the next sentence calls "she".
    for block in (0..draft.blocks.len()).filter(|&block| draft.blocks[block].kind.is_text()) {
        reader.read(block);
    }
    reader.found
}

/// The [letters] of the words that may stand for `roles`: not those of "the Blue Anchor" in "owner of the Blue Anchor".
fn nouns<'r>(roles: impl Iterator<Item = &'r str>) -> FxHashSet<u32> {
    let mut nouns = FxHashSet::default();
    for role in roles {
        let words = bare(role).split(|c: char| !c.is_alphanumeric() && c != '-');
        nouns.extend(words.map(|word| letters(word) as u32));
    }
    nouns
}

/// The noun of `role` that says what somebody is: "master" of "harbour master at Port Larch".
fn head(role: &str) -> &str {
    let bare = bare(role);
    bare.rsplit(' ').next().unwrap_or(bare)
}

/// Reads a draft from its start, keeping in mind who was mentioned last.
struct Reader<'a> {
    draft: &'a Draft,
    names: &'a Names<'a>,
    /// The person of each name.
    owner: Vec<Option<usize>>,
    /// The [letters] of the words that name the roles of each of the people.
    nouns: Vec<FxHashSet<u32>>,
    /// The [letters] of the nouns by which the house's list says what people are.
    heads: FxHashSet<u32>,
    quoted: &'a [Span],
    speakers: &'a [Span],
    found: Vec<Reference>,
    recent: Vec<Recent>,
    /// Sentences read before this one.
    sentence: usize,
    /// The first name that does not end before the token being read.
    next: usize,
}

/// No more mentions than these are kept in mind.
const MEMORY: usize = 128;

impl Reader<'_> {
    fn read(&mut self, index: usize) {
        let block = &self.draft.blocks[index];
        // The phrases that name a role in this block: the next may begin with one ("the mayor's spokesman").
        let mut phrases: Vec<Range<usize>> = Vec::new();
        let spots = &self.names.blocks[index].spots;
        for sentence in block.prose.sentences.iter() {
            let mut first = true;
            let mut at = sentence.start;
            let mut next = spots.partition_point(|&spot| (spot as usize) < at);
            while let Some(spot) = spots.get(next).map(|&spot| spot as usize).filter(|&spot| spot < sentence.end) {
                next += 1;
                if spot < at {
                    continue;
                }
                let end = self.name_at(index, spot, first);
                let end = end.or_else(|| self.role_at(index, spot, sentence.end, first, &mut phrases));
                let end = end.or_else(|| self.pronoun_at(index, spot, first));
                if let Some((end, mentioned)) = end {
                    first &= !mentioned;
                    at = end;
                }
            }
            self.sentence += 1;
        }
    }

    /// A name at the token `at`: the token behind it, and whether it mentions a person.
    fn name_at(&mut self, index: usize, at: usize, first: bool) -> Option<(usize, bool)> {
        let candidates = self.names.candidates;
        while self.next < candidates.len()
            && (candidates[self.next].block, candidates[self.next].tokens.end) <= (index, at)
        {
            self.next += 1;
        }
        let candidate = candidates.get(self.next)?;
        if candidate.block != index || !candidate.tokens.contains(&at) {
            return None;
        }
        let end = candidate.tokens.end;
        let Some(person) = self.owner[self.next].filter(|_| !candidate.quoted) else { return Some((end, false)) };
        let possessive =
            self.draft.blocks[index].prose.tokens.get(end).is_some_and(|token| token.shape == Shape::Clitic);
        let speaks = covers(self.speakers, candidate.span);
        self.mind(person, speaks || first && !possessive);
        Some((end, true))
    }

    /// A pronoun at the token `at` that means someone.
    fn pronoun_at(&mut self, index: usize, at: usize, first: bool) -> Option<(usize, bool)> {
        let block = &self.draft.blocks[index];
        let token = &block.prose.tokens[at];
        let gender = pronoun(token)?;
        let span = block.source(token.span());
        if covers(self.quoted, span) {
            return None;
        }
        let speaks = self.speakers.binary_search(&span).is_ok();
        let person = whom(&self.recent, self.names.people, gender, self.sentence, speaks)?;
        let mention = Mention { span, block: index, kind: MentionKind::Pronoun, quoted: false };
        self.found.push(Reference { person, mention });
        self.mind(person, speaks || first);
        Some((at + 1, true))
    }

    /// A role at the token `at` that means someone: "the spokesman", "Gray's spokesman", "the mayor's spokesman".
    fn role_at(
        &mut self,
        index: usize,
        at: usize,
        limit: usize,
        first: bool,
        phrases: &mut Vec<Range<usize>>,
    ) -> Option<(usize, bool)> {
        let block = &self.draft.blocks[index];
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
        let possessor = name.and_then(|name| self.owner[name]);
        // "Ines Calloway, the mayor": she, whoever else is one.
        let named = self.next.checked_sub(1).filter(|&name| says(&candidates[name])).and_then(|name| self.owner[name]);
        let bearer = || bearer(&block.prose, end - 1, &self.nouns, &self.recent, possessor);
        let Some(person) = named.or_else(bearer) else {
            return Some((end, false));
        };
        let span = block.source(block.prose.span(phrase));
        // What was taken for the mayor was only whose spokesman she is.
        if role.is_some() {
            self.found.pop_if(|last| span.covers(last.mention.span));
        }
        let mention = Mention { span, block: index, kind: MentionKind::Role, quoted: false };
        self.found.push(Reference { person, mention });
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

/// The tokens of `block` where one of its `candidates` may stand, or a pronoun or a role that means someone.
pub fn spots(block: &Block, candidates: &[Candidate]) -> Box<[u32]> {
    let mut candidates = candidates.iter().peekable();
    let spots = block.prose.tokens.iter().enumerate().filter(|&(at, token)| {
        while candidates.next_if(|candidate| candidate.tokens.end <= at).is_some() {}
        let mut names = || candidates.peek().is_some_and(|candidate| candidate.tokens.contains(&at));
        let refers = can_refer(token);
        (token.is_capital() || refers)
            && (refers && pronoun(token).is_some() || opens_role(token, block.text()) || names())
    });
    spots.map(|(at, _)| at as u32).collect()
}

/// Whether a pronoun or a role can begin with `token`.
fn can_refer(token: &Token) -> bool {
    token.shape == Shape::Clitic || token.is(Tags::SUBJECT | Tags::OBJECT | Tags::POSSESSIVE | Tags::DETERMINER)
}

/// The gender that a pronoun shows.
fn pronoun(token: &Token) -> Option<Gender> {
    if !token.is(Tags::SUBJECT | Tags::OBJECT | Tags::POSSESSIVE) {
        return None;
    }
    match (token.is(Tags::MALE), token.is(Tags::FEMALE)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
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

/// The end of the phrase that begins at `at` with "the", a possessive or the `'s` of one, and whose noun is a role,
/// as the lexicon or one of `heads` says.
fn role_phrase(prose: &Prose, text: &str, at: usize, end: usize, heads: &FxHashSet<u32>) -> Option<usize> {
    if !opens_role(&prose.tokens[at], text) {
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
        if token.is(Tags::ROLE) || heads.contains(&token.letters) {
            last = Some(next + 1);
        } else if last.is_some() {
            break;
        }
    }
    last
}

/// Whether `token` is "the", a possessive or the `'s` of one, which a role may stand behind.
fn opens_role(token: &Token, text: &str) -> bool {
    match token.shape {
        Shape::Clitic => true,
        Shape::Lower => matches!(
            token.of(text),
            "the" | "his" | "her" | "their" | "der" | "die" | "sein" | "seine" | "ihr" | "ihre"
        ),
        Shape::Title => {
            matches!(token.of(text), "The" | "His" | "Her" | "Der" | "Die" | "Sein" | "Seine" | "Ihr" | "Ihre")
        }
        _ => false,
    }
}

/// The person whose role has the noun `noun`: the only one, or the one named last among several.
fn bearer(
    prose: &Prose,
    noun: usize,
    nouns: &[FxHashSet<u32>],
    recent: &[Recent],
    possessor: Option<usize>,
) -> Option<usize> {
    let noun = prose.tokens[noun].letters;
    let bears = |person: usize| Some(person) != possessor && nouns[person].contains(&noun);
    recent.iter().rev().map(|mention| mention.person).find(|&person| bears(person))
}
