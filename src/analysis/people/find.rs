//! The people of a draft, put together.

use std::iter::{from_fn, successors};
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::candidate::{Called, Placed};
use super::german;
use super::identity::Identity;
use super::introduction::{self, Unintroduced};
use super::memo::{Last, Memo};
use super::name::Name;
use super::parts;
use super::person::{Mention, MentionKind, Person, Role, bare};
use super::reference::{self, Names, Reference};
use super::roster::Roster;
use super::spelling::{self, Spelling};
use crate::analysis::quotes::{Attribution, Quote, reading};
use crate::config::House;
use crate::draft::{Draft, Shape};
use crate::lexicon::{Language, Tags};
use crate::text::Span;

/// The people of a draft.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// In the order in which they are first named.
    pub people: Vec<Person>,
    /// Who speaks each quote, as an index into `people`.
    pub speakers: Vec<Option<usize>>,
    /// The spellings at odds, in order.
    pub spellings: Vec<Spelling>,
    /// Those who are not introduced where they are first named, in the order of these places.
    pub unintroduced: Vec<Unintroduced>,
    /// What is to be kept for the next edition of the draft.
    pub memo: Memo,
}

/// The people of `draft`, whose `quotes` are known. What the list of `house` says of them counts for more than the draft.
/// `last` is what the draft was before an edit, if that is known.
pub fn find(draft: &Draft, quotes: &[Quote], house: &Arc<House>, last: Option<Last>) -> People {
    let roster = Roster { house };
    let quoted: Vec<Span> = quotes.iter().map(|quote| quote.span).collect();
    let memo = Memo::new(draft, house, last);
    let mut candidates = memo.candidates(draft, &quoted);
    let genitives = match draft.language {
        Language::German => german::leave_names(draft, &mut candidates, &quoted),
        Language::English => Vec::new(),
    };
    let identities = memo.people(draft, &candidates, house, last);
    let roles: Vec<Vec<Role>> = identities.iter().map(|identity| roles(draft, &candidates, identity)).collect();
    let mut speaking: Vec<Span> = quotes.iter().filter_map(|quote| Some(quote.attribution.as_ref()?.speaker)).collect();
    speaking.sort_unstable();
    speaking.dedup();
    let owners = owners(&candidates, &identities);
    let (blocks, people) = (memo.named(), &identities);
    let names = Names { candidates: &candidates, blocks, people, owners: &owners, roles: &roles, roster };
    let references = reference::references(draft, &names, &quoted, &speaking);
    let spellings = spelling::at_odds(draft, &candidates, &identities, roster);
    let unintroduced = introduction::missing(draft, &candidates, &identities, &roles);
    let mut people: Vec<Person> =
        identities.iter().zip(roles).map(|(identity, roles)| person(&candidates, identity, roles)).collect();
    let mut better: FxHashMap<(usize, &str), &str> = FxHashMap::default();
    for Spelling { person, written, elsewhere, .. } in &spellings {
        better.insert((*person, written), elsewhere);
    }
    for (index, person) in people.iter_mut().enumerate() {
        person.name = match person.listed {
            Some(entry) => house.people()[entry].name.clone(),
            None => preferred(&person.name, |written| better.get(&(index, written)).copied()),
        };
    }
    for Reference { person, mention, .. } in &references {
        people[*person].mentions.push(*mention);
    }
    for (person, mention) in german::mentions(&genitives, &candidates, &identities) {
        people[person].mentions.push(mention);
    }
    for person in &mut people {
        person.mentions.sort_by_key(|mention| mention.span);
    }
    let places = Places::new(draft, &candidates, &owners, &references);
    let speakers: Vec<Option<usize>> =
        quotes.iter().map(|quote| places.speaker(draft, quote.attribution.as_ref()?)).collect();
    for (index, speaker) in speakers.iter().enumerate() {
        if let Some(speaker) = speaker {
            people[*speaker].quotes.push(index);
        }
    }
    drop(candidates);
    People { people, speakers, spellings, unintroduced, memo: memo.with(identities) }
}

fn person(candidates: &[Placed], identity: &Identity, roles: Vec<Role>) -> Person {
    let mut forms: Vec<(&Name, usize)> = Vec::new();
    let mut known: FxHashMap<u64, usize> = FxHashMap::default();
    let mut mentions = Vec::with_capacity(identity.candidates.len());
    for placed in identity.candidates.iter().map(|&index| &candidates[index]) {
        let name = &*placed.candidate.name;
        let entry = match &forms[..] {
            // Most people are always named alike.
            [(first, _)] if *first == name => 0,
            _ => *known.entry(name.written).or_insert_with(|| {
                forms.push((name, 0));
                forms.len() - 1
            }),
        };
        forms[entry].1 += 1;
        let &Placed { block, span, quoted, .. } = placed;
        mentions.push(Mention { span, block, kind: MentionKind::Name, quoted });
    }
    let mut counts: Vec<(String, usize)> = forms.into_iter().map(|(name, count)| (name.text(), count)).collect();
    // The fullest form; among equally full ones one that is not shouted, the commonest, or else the first.
    let fullness = |name: &str| {
        let words = || name.split(' ');
        let particles = words().filter(|word| parts::is_particle(word)).count();
        ((words().count() - particles).min(3), particles.min(2))
    };
    let name = counts
        .iter()
        .rev()
        .max_by_key(|(text, count)| (fullness(text), text.contains(char::is_lowercase), *count))
        .map(|(text, _)| text.clone())
        .unwrap_or_default();
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    Person {
        name,
        roles,
        mentions,
        quotes: Vec::new(),
        forms: counts,
        gender: identity.gender,
        listed: identity.listed,
    }
}

/// What the draft calls a person right beside her names.
fn roles(draft: &Draft, candidates: &[Placed], identity: &Identity) -> Vec<Role> {
    // Each with whether it stands in the body of the text.
    let mut roles: Vec<(Role, bool)> = Vec::new();
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    let mut folded: FxHashMap<String, usize> = FxHashMap::default();
    for placed in identity.candidates.iter().map(|&index| &candidates[index]) {
        let Some(Called { text, within }) = &placed.called else { continue };
        let block = &draft.blocks[placed.block];
        let role = *known.entry(text).or_insert_with(|| {
            *folded.entry(text.to_lowercase()).or_insert_with(|| {
                roles.push((Role { text: text.to_string(), span: block.source(*within), part: false }, false));
                roles.len() - 1
            })
        });
        roles[role].1 = roles[role].1 || introduction::is_body(block);
    }
    let fuller = roles.iter().map(|(role, _)| (bare(&role.text), &role.text)).filter(|(bare, text)| bare != text);
    let fuller: FxHashSet<String> = fuller.map(|(bare, _)| bare.to_lowercase()).collect();
    for (role, _) in &mut roles {
        role.part = fuller.contains(&role.text.to_lowercase());
    }
    roles.sort_by_key(|(role, body)| (role.part, !body));
    roles.into_iter().map(|(role, _)| role).collect()
}

/// `name` with the `better` spelling of the whole and of each of its words, where there is one.
fn preferred<'s>(name: &'s str, better: impl Fn(&str) -> Option<&'s str>) -> String {
    // One that is better may have a better one still; the best has none.
    let word = |word: &'s str| successors(Some(word), |word| better(word)).last().unwrap_or(word);
    word(name).split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// The one of the people whose each of the candidates is, by index.
fn owners(candidates: &[Placed], people: &[Identity]) -> Vec<Option<usize>> {
    let mut owners = vec![None; candidates.len()];
    for (index, person) in people.iter().enumerate() {
        for &candidate in &person.candidates {
            owners[candidate] = Some(index);
        }
    }
    owners
}

/// Where people are named or meant, to look a speaker up.
struct Places<'a> {
    candidates: &'a [Placed<'a>],
    owners: &'a [Option<usize>],
    references: &'a [Reference],
    /// Where the candidates of each block begin, and behind them their end.
    named: Vec<usize>,
    /// The same of the references.
    meant: Vec<usize>,
}

/// Where in a list those of each of so many `blocks` begin, and its end; `of` are the blocks of those in the list, in order.
fn firsts(blocks: usize, of: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut firsts = Vec::with_capacity(blocks + 1);
    let mut end = 0;
    for block in of {
        firsts.resize(firsts.len().max(block + 1), end);
        end += 1;
    }
    firsts.resize(blocks + 1, end);
    firsts
}

/// A place where someone is named or meant.
struct Place<'a> {
    person: usize,
    span: Span,
    tokens: &'a Range<usize>,
    name: bool,
}

impl<'a> Places<'a> {
    fn new(
        draft: &Draft,
        candidates: &'a [Placed<'a>],
        owners: &'a [Option<usize>],
        references: &'a [Reference],
    ) -> Self {
        let blocks = draft.blocks.len();
        let named = firsts(blocks, candidates.iter().map(|candidate| candidate.block));
        let meant = firsts(blocks, references.iter().map(|reference| reference.mention.block));
        Places { candidates, owners, references, named, meant }
    }

    /// Those in the stretch `span` of the source, which lies in the block `block`, in order.
    fn inside(&self, block: usize, span: Span) -> impl Iterator<Item = Place<'_>> {
        let [named, meant] = [&self.named, &self.meant].map(|firsts| firsts[block]..firsts[block + 1]);
        let first = self.candidates[named.clone()].partition_point(|candidate| candidate.span.end <= span.start);
        let mut names = (named.start + first..named.end)
            .take_while(move |&index| self.candidates[index].span.start < span.end)
            .filter_map(|index| {
                let candidate = &self.candidates[index];
                let (span, tokens) = (candidate.span, &candidate.candidate.tokens);
                Some(Place { person: self.owners[index]?, span, tokens, name: true })
            })
            .peekable();
        let meant = &self.references[meant];
        let first = meant.partition_point(|reference| reference.mention.span.end <= span.start);
        let mut meant = meant[first..]
            .iter()
            .take_while(move |reference| reference.mention.span.start < span.end)
            .map(|reference| {
                let Reference { person, mention, tokens } = reference;
                Place { person: *person, span: mention.span, tokens, name: false }
            })
            .peekable();
        from_fn(move || match (names.peek(), meant.peek()) {
            (Some(name), Some(other)) if other.span < name.span => meant.next(),
            (None, _) => meant.next(),
            _ => names.next(),
        })
    }

    /// Whether somebody's name begins at the token `at` of the block `block`.
    fn names_at(&self, block: usize, at: usize) -> bool {
        let (first, end) = (self.named[block], self.named[block + 1]);
        let found = self.candidates[first..end].binary_search_by_key(&at, |candidate| candidate.tokens.start);
        found.is_ok_and(|index| self.owners[first + index].is_some())
    }

    /// The person whom the words of an attribution mean: the name or pronoun that is their head, not one that a
    /// preposition or a possessive hangs on them.
    fn speaker(&self, draft: &Draft, attribution: &Attribution) -> Option<usize> {
        let block = &draft.blocks[attribution.block];
        let tokens = &block.prose.tokens;
        for Place { person, span, tokens: at, name } in self.inside(attribution.block, attribution.speaker) {
            if !name {
                // "Her lawyers": not she.
                let possessive = at.len() == 1 && tokens[at.start].is(Tags::POSSESSIVE);
                let speaker = block.visible(attribution.speaker.end);
                let last = tokens.partition_point(|token| token.end() <= speaker);
                let owned = tokens.get(at.start + 1..last).unwrap_or_default();
                if possessive && reading::is_someone_else(draft.language, owned) && span.end < attribution.speaker.end {
                    continue;
                }
                // "the president and chief Ann Gray": the role is that of the name.
                let roles = Tags::ROLE | Tags::HONORIFIC | Tags::CONJUNCTION;
                let behind = (at.end..tokens.len()).find(|&at| !tokens[at].is(roles));
                if behind.is_some_and(|behind| behind > at.end && self.names_at(attribution.block, behind)) {
                    continue;
                }
                return Some(person);
            }
            let hangs = at.start > 0
                && tokens[at.start - 1].start() >= attribution.within.start
                && tokens[at.start - 1].is(Tags::PREPOSITION)
                && tokens[at.start - 1].shape == Shape::Lower;
            let owns = tokens
                .get(at.end)
                .is_some_and(|token| token.shape == Shape::Clitic && token.end() < attribution.within.end);
            if !hangs && !owns {
                return Some(person);
            }
        }
        None
    }
}
