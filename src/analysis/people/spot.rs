//! Where in a block somebody may be named or meant: names, pronouns, and phrases that end in a role.

use rustc_hash::FxHashSet;

use super::candidate::Candidate;
use super::person::{Gender, bare};
use crate::draft::{Block, Prose, Shape, Token};
use crate::lexicon::Tags;
use crate::lexicon::letters::letters;

/// A token that may name or mean someone.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    /// The token, by index.
    pub at: u32,
    /// Its sentence, by index.
    pub sentence: u32,
    /// Whether a name may stand there.
    pub name: bool,
    /// Whether a [phrase that ends in a role](role_phrase) begins there.
    pub role: bool,
    /// The gender of the pronoun that it is.
    pub pronoun: Option<Gender>,
}

/// What a block names.
#[derive(Debug, Default)]
pub struct Named {
    /// The candidates in it, in order.
    pub candidates: Box<[Candidate]>,
    /// The tokens that may name or mean someone, in order.
    pub spots: Box<[Spot]>,
}

impl Named {
    /// What `block` names, whose `candidates` are known; `heads` are the [heads] of the house's list.
    pub fn new(block: &Block, candidates: Box<[Candidate]>, heads: &FxHashSet<u32>) -> Self {
        let mut ahead = candidates.iter().peekable();
        let mut sentences = block.prose.sentences.iter().enumerate().peekable();
        let mut spots = Vec::new();
        for (at, token) in block.prose.tokens.iter().enumerate() {
            while ahead.next_if(|candidate| candidate.tokens.end <= at).is_some() {}
            let refers = token.shape == Shape::Clitic
                || token.is(Tags::SUBJECT | Tags::OBJECT | Tags::POSSESSIVE | Tags::DETERMINER);
            if !refers && !token.is_capital() {
                continue;
            }
            while sentences.next_if(|(_, sentence)| sentence.end <= at).is_some() {}
            let Some(&(sentence, within)) = sentences.peek() else { break };
            let name = ahead.peek().is_some_and(|candidate| candidate.tokens.contains(&at));
            let role = role_phrase(&block.prose, block.text(), at, within.end, heads).is_some();
            let pronoun = pronoun(token);
            if name || role || pronoun.is_some() {
                spots.push(Spot { at: at as u32, sentence: sentence as u32, name, role, pronoun });
            }
        }
        Named { candidates, spots: spots.into() }
    }
}

/// The [letters] of the nouns by which `roles` of the house's list say what people are.
pub fn heads<'h>(roles: impl Iterator<Item = &'h str>) -> FxHashSet<u32> {
    roles.map(|role| letters(head(role)) as u32).collect()
}

/// The noun of `role` that says what somebody is: "master" of "harbour master at Port Larch".
fn head(role: &str) -> &str {
    let bare = bare(role);
    bare.rsplit(' ').next().unwrap_or(bare)
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

/// The end of the phrase that begins at `at` with "the", a possessive or the `'s` of one, and whose noun is a role,
/// as the lexicon or one of `heads` says.
pub fn role_phrase(prose: &Prose, text: &str, at: usize, end: usize, heads: &FxHashSet<u32>) -> Option<usize> {
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
