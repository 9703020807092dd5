//! People whom a draft names by a bare surname before it has said who they are.

use super::candidate::Placed;
use super::identity::Identity;
use super::person::Role;
use crate::draft::{Block, Draft, Kind, Shape, Token};
use crate::lexicon::Tags;
use crate::lexicon::names::{Commonness, Entry};
use crate::text::{Span, fold};

/// A person who is named by a bare surname first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unintroduced {
    /// The person, by index.
    pub person: usize,
    /// The bare surname that the text names her by first, in the source.
    pub place: Span,
    /// Her full name, where the text gives it later.
    pub full: Option<Introduction>,
}

/// The first place where a text gives somebody's name in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Introduction {
    /// The name, in the source.
    pub place: Span,
    /// The name as written there, single spaces between its parts.
    pub name: String,
}

/// The `people` of `draft` who are named by a bare surname before they are introduced, by a full name or by what they are
/// (“President Orme”), in the order of these places. Headlines, decks, captions and what stands inside quotation marks
/// neither introduce anybody nor have to. `roles` are what the draft says that each of them is.
pub fn missing(draft: &Draft, candidates: &[Placed], people: &[Identity], roles: &[Vec<Role>]) -> Vec<Unintroduced> {
    let mut found: Vec<Unintroduced> = Vec::new();
    for (person, identity) in people.iter().enumerate() {
        let all = || identity.candidates.iter().map(|&index| &candidates[index]);
        let mut named = all().filter(|candidate| is_body(&draft.blocks[candidate.block]) && !candidate.quoted);
        let Some(first) = named.next().filter(|first| is_bare(draft, first)) else { continue };
        let surname = identity.parts().last().is_some_and(|surname| fold(surname) == fold(&first.name.parts[0]));
        if !surname || first.tags.any(NO_SURNAME) {
            continue;
        }
        let full = match named.find(|candidate| is_full(candidate)) {
            Some(full) if has_given_name(full) => Some(Introduction { place: full.span, name: full.name.text() }),
            // A single name is surely a person's where "Mr." stands before it elsewhere.
            None if roles[person].is_empty() && all().any(|other| other.titled) && !all().any(is_full) => None,
            _ => continue,
        };
        found.push(Unintroduced { person, place: first.span, full });
    }
    found.sort_by_key(|unintroduced| unintroduced.place);
    found
}

/// What no one's bare surname is, or what readers know without more.
const NO_SURNAME: Tags = Tags::PLACE.or(Tags::DEMONYM).or(Tags::THING).or(Tags::BODY).or(Tags::PUBLIC);

/// Whether `block` is part of the story as it is told: text that ends in a stop. A deck has none.
pub(super) fn is_body(block: &Block) -> bool {
    let last = block.prose.tokens.iter().rfind(|token| !matches!(token.shape, Shape::Mark | Shape::Close));
    let stops = last.is_some_and(|token| token.shape == Shape::Stop || token.is(Tags::ABBREVIATION));
    matches!(block.kind, Kind::Paragraph | Kind::Item | Kind::Quotation) && stops
}

/// Whether it gives more than a surname.
fn is_full(candidate: &Placed) -> bool {
    let names = candidate.name.parts.iter().filter(|part| part.chars().next().is_some_and(char::is_uppercase));
    names.count() > 1
}

/// Whether its first word is a given name, and no everyday word unless it is a common one, or an initial.
fn has_given_name(candidate: &Placed) -> bool {
    let first = candidate.name.parts.first().map_or("", |first| first);
    let entry = Entry::of(first);
    let known = if entry.word() == Commonness::Never { Commonness::Known } else { Commonness::Common };
    // "London-based Bulb".
    let based = candidate.name.parts.iter().any(|part| part.ends_with("-based"));
    !based && (first.ends_with('.') || entry.given() >= known && first.contains(char::is_lowercase))
}

/// Whether it is one word that stands as a person's name does and that nothing beside it says more of: no title, role,
/// age or family.
fn is_bare(draft: &Draft, candidate: &Placed) -> bool {
    let block = &draft.blocks[candidate.block];
    let tokens = &block.prose.tokens;
    let [name] = &candidate.name.parts[..] else { return false };
    let before = |by: usize| candidate.tokens.start.checked_sub(by).map(|at| &tokens[at]);
    let is = |token: Option<&Token>, tags: Tags| token.is_some_and(|token| token.is(tags));
    let behind = tokens.get(candidate.tokens.end);
    let next = tokens.get(candidate.tokens.end + 1);
    // "the Orme administration", "Earl of Aldan", a list.
    let attached = is(before(1), Tags::DETERMINER | Tags::POSSESSIVE | Tags::ROLE | Tags::HONORIFIC)
        || is(before(1), Tags::PREPOSITION)
            && is(before(2), Tags::ROLE | Tags::HONORIFIC)
            && before(2).is_some_and(Token::is_capital)
        // Rosa “Red” Quist.
        || before(1).is_some_and(|before| before.shape == Shape::Mark) && before(2).is_some_and(Token::is_capital)
        || before(1).is_some_and(|before| matches!(before.shape, Shape::Colon | Shape::Semicolon | Shape::Clitic));
    let plain = match behind.map(|behind| behind.shape) {
        // "Haldane, a farmer", "Haldane (58)", "Haldane, June 7".
        Some(Shape::Comma | Shape::Open) => !next.is_some_and(|next| {
            next.is_capital()
                || next.shape == Shape::Number
                || next.is(Tags::DETERMINER | Tags::RELATIVE | Tags::ROLE | Tags::POSSESSIVE)
        }),
        // "the Haldane report", "Haldane twins".
        Some(Shape::Lower) => {
            is(behind, Tags::FUNCTION | Tags::FINITE | Tags::AUXILIARY | Tags::ADVERB | Tags::PREPOSITION)
        }
        Some(Shape::Clitic | Shape::Stop | Shape::Close) => true,
        _ => false,
    };
    let verb = is(behind, Tags::FINITE) && behind.is_some_and(|behind| behind.shape == Shape::Lower);
    let word = Entry::of(name).word() != Commonness::Never && !verb;
    // "NATO", "MPs".
    let shouted = !name.chars().nth(1).is_some_and(|second| second.is_lowercase() || !second.is_alphabetic());
    !(candidate.titled || candidate.listed || candidate.role.is_some() || attached || word || shouted) && plain
}
