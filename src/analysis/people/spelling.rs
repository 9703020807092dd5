//! Names of one person that are spelt at odds with each other.

use std::cell::LazyCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::candidate::Placed;
use super::identity::Identity;
use super::name::Name;
use super::parts;
use super::roster::Roster;
use super::variant::{self, Difference};
use crate::draft::Draft;
use crate::lexicon::names::{Commonness, Entry};
use crate::text::{Span, folded_key, folded_length};

/// A spelling of a person's name at odds with another in the same draft, or with the house's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// The person, by index.
    pub person: usize,
    /// The word of the name that is at odds, as written: "Asad". Where its gaps are, the whole name.
    pub written: String,
    /// The same word as it is written elsewhere, or by the house: "Assad".
    pub elsewhere: String,
    /// The entry of the house's list that says so, by index; `None` where only the draft does.
    pub listed: Option<usize>,
    /// Where the word is written so, in the source.
    pub places: Arc<[Span]>,
    /// Where the other spelling stands, in the source; nowhere, perhaps, where the house says so.
    pub others: Arc<[Span]>,
    /// How the two differ.
    pub difference: Difference,
}

/// The spellings at odds among the names of `people`, in the order of their first place: with the house's list if it
/// knows the person, or else, of two spellings, the one that stands less often, or else later.
pub fn at_odds(draft: &Draft, candidates: &[Placed], people: &[Identity], roster: Roster) -> Vec<Spelling> {
    let mut found = Vec::new();
    for (index, person) in people.iter().enumerate() {
        if person.listed.is_none() {
            found.extend(whole(candidates, index, person));
        }
        if is_one_name(person, candidates) {
            continue;
        }
        let small = small(person, candidates);
        // Each word of the person's names, with its places; a full name weighs more than a bare surname.
        let mut words: Vec<Word> = Vec::new();
        let mut known: FxHashMap<&str, usize> = FxHashMap::default();
        // Words inside quotation marks are the speaker's.
        for candidate in
            person.candidates.iter().map(|&candidate| &candidates[candidate]).filter(|candidate| !candidate.quoted)
        {
            let block = &draft.blocks[candidate.block];
            let full = candidate.name.parts.len() > 1;
            for at in candidate.tokens.clone().filter(|&at| block.prose.tokens[at].is_word()) {
                let token = &block.prose.tokens[at];
                let word = token.of(block.text());
                // At the start of a sentence, or where it begins the bare surname, a particle may have a capital.
                if !small.is_empty()
                    && at == candidate.tokens.start
                    && small.contains(&*uncapitalised(word))
                    && !small.contains(word)
                {
                    continue;
                }
                let entry = *known.entry(word).or_insert_with(|| {
                    // Of two that stand once each, the one that is known as a name.
                    let entry = Entry::of(word);
                    let known = entry.as_name() >= Commonness::Known;
                    words.push(Word { text: word, places: Vec::new(), standing: if known { 3 } else { 0 } });
                    words.len() - 1
                });
                words[entry].places.push(block.source(token.span()));
                words[entry].standing += 2 + usize::from(full) + usize::from(full && candidate.role.is_some());
            }
        }
        let foremost = foremost(&words);
        let places = LazyCell::new(|| words.iter().map(|word| word.places[..].into()).collect::<Vec<Arc<[Span]>>>());
        let together = LazyCell::new(|| together(person, candidates));
        for (at, word) in words.iter().enumerate() {
            let own = person.listed.and_then(|entry| Some((entry, roster.spelling(entry, word.text)?)));
            if let Some((entry, (own, difference))) = own {
                if difference != Difference::Glyph {
                    let other = words.iter().position(|other| other.text == own);
                    found.push(Spelling {
                        person: index,
                        written: word.text.to_owned(),
                        elsewhere: own.to_owned(),
                        listed: Some(entry),
                        places: places[at].clone(),
                        others: other.map(|other| places[other].clone()).unwrap_or_default(),
                        difference,
                    });
                }
                continue;
            }
            // Each spelling is held against the best one that it could be.
            let best = foremost
                .iter()
                .map(|&other_at| (other_at, &words[other_at]))
                .filter(|&(other_at, other)| (other.standing, Reverse(other_at)) > (word.standing, Reverse(at)))
                .filter(|(_, other)| !together.contains(&(word.text, other.text)))
                .filter_map(|(other_at, other)| {
                    let difference = variant::difference(word.text, other.text);
                    let given = matches!(difference, None | Some(Difference::Letters))
                        && in_one_office(person, candidates, word.text, other.text);
                    Some((other_at, if given { Difference::Given } else { difference? }))
                })
                .max_by_key(|&(other_at, _)| words[other_at].standing);
            if let Some((other, difference)) = best
                && difference != Difference::Glyph
            {
                found.push(Spelling {
                    person: index,
                    written: word.text.to_owned(),
                    elsewhere: words[other].text.to_owned(),
                    listed: None,
                    places: places[at].clone(),
                    others: places[other].clone(),
                    difference,
                });
            }
        }
        if let Some(entry) = person.listed {
            found.extend(spaced(candidates, index, person, entry, roster));
        }
    }
    found.sort_by_key(|spelling| spelling.places[0]);
    found
}

/// The names of `person`, who is number `index` and the house's `entry`, with gaps where the house has none, or the other
/// way about.
fn spaced(candidates: &[Placed], index: usize, person: &Identity, entry: usize, roster: Roster) -> Vec<Spelling> {
    let mut names: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for candidate in person.candidates.iter().map(|&candidate| &candidates[candidate]) {
        names.entry(candidate.name.text()).or_default().extend((!candidate.quoted).then_some(candidate.span));
    }
    let spelling = |(name, places): (&String, &Vec<Span>)| {
        let own = roster.spaced(entry, name).filter(|_| !places.is_empty())?;
        Some(Spelling {
            person: index,
            written: name.clone(),
            elsewhere: own.to_owned(),
            listed: Some(entry),
            places: places[..].into(),
            others: names.get(own).map(|others| others[..].into()).unwrap_or_default(),
            difference: Difference::Gap,
        })
    };
    names.iter().filter_map(spelling).collect()
}

/// The full names of `person`, who is number `index`, that differ from a commoner one in a gap or a particle.
fn whole(candidates: &[Placed], index: usize, person: &Identity) -> Vec<Spelling> {
    let full = person.candidates.iter().map(|&candidate| &candidates[candidate]);
    let full = full.filter(|candidate| candidate.name.parts.len() > 1 && !candidate.quoted);
    // Most people have but one.
    let mut names = full.clone().map(|candidate| &candidate.name);
    if names.next().is_none_or(|first| names.all(|other| other == first)) {
        return Vec::new();
    }
    let plain = |part: &str| !parts::is_suffix(part) && folded_length(part) > 1;
    let full = full.filter(|candidate| {
        let parts = &candidate.name.parts;
        !parts::may_be_particle(&parts[0]) && parts.iter().all(|part| plain(part))
    });
    let mut forms: Vec<(&Name, Vec<Span>)> = Vec::new();
    let mut known: FxHashMap<u64, usize> = FxHashMap::default();
    for candidate in full {
        let name = &*candidate.candidate.name;
        let form = *known.entry(name.written).or_insert_with(|| {
            forms.push((name, Vec::new()));
            forms.len() - 1
        });
        forms[form].1.push(candidate.span);
    }
    forms.sort_by_key(|(_, places)| Reverse(places.len()));
    forms.truncate(MOST);
    let spelling = |at: usize| {
        let (name, places) = &forms[at];
        let (other, others, difference) =
            forms[..at].iter().find_map(|(other, others)| Some((other, others, apart(&name.parts, &other.parts)?)))?;
        Some(Spelling {
            person: index,
            written: name.text(),
            elsewhere: other.text(),
            listed: None,
            places: places[..].into(),
            others: others[..].into(),
            difference,
        })
    };
    (1..forms.len()).filter_map(spelling).collect()
}

/// Whether two full names differ in a gap or in a particle only.
fn apart(a: &[Box<str>], b: &[Box<str>]) -> Option<Difference> {
    let letters = |parts: &[Box<str>]| folded_key(parts);
    let bare = |parts: &[Box<str>]| folded_key(parts.iter().filter(|part| !parts::is_of_surname(part)));
    if letters(a) == letters(b) {
        return (a.len() != b.len()).then_some(Difference::Gap);
    }
    (bare(a) == bare(b)).then_some(Difference::Particle)
}

/// Whether two full names of `person` begin with `a` and `b`, and words before both say that she holds the same office.
fn in_one_office(person: &Identity, candidates: &[Placed], a: &str, b: &str) -> bool {
    let holds = |given: &str| {
        let named = person.candidates.iter().map(|&candidate| &candidates[candidate]);
        let named = named.filter(|candidate| candidate.office.is_some() && &*candidate.name.parts[0] == given);
        named.map(|candidate| &candidate.office).collect::<Vec<_>>()
    };
    variant::is_slip(a, b)
        && [a, b].iter().all(|given| Entry::of(given).given() >= Commonness::Known)
        && holds(a).iter().any(|office| holds(b).contains(office))
}

/// `word` with a small first letter.
fn uncapitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

/// The words of the names of `person` that begin with a small letter: particles, and "al-Masri".
fn small<'c>(person: &Identity, candidates: &[Placed<'c>]) -> FxHashSet<&'c str> {
    let parts = person.candidates.iter().flat_map(|&candidate| &candidates[candidate].candidate.name.parts);
    parts.map(|part| &**part).filter(|part| parts::is_particle(part)).collect()
}

struct Word<'d> {
    text: &'d str,
    places: Vec<Span>,
    /// How much speaks for this spelling.
    standing: usize,
}

/// No person's name is written in more ways than these; the others are held against the best of them.
const MOST: usize = 32;

/// The best of `words` by their standing, in order.
fn foremost(words: &[Word]) -> Vec<usize> {
    let mut foremost: Vec<usize> = (0..words.len()).collect();
    if foremost.len() > MOST {
        foremost.sort_by_key(|&at| Reverse(words[at].standing));
        foremost.truncate(MOST);
        foremost.sort_unstable();
    }
    foremost
}

/// Whether the fullest name of `person` holds the words of all the others, as most do: then none is at odds with it, unless
/// the house has its own.
fn is_one_name(person: &Identity, candidates: &[Placed]) -> bool {
    if person.listed.is_some() {
        return false;
    }
    let names = || person.candidates.iter().map(|&candidate| &candidates[candidate].name);
    let Some(fullest) = names().max_by_key(|name| name.parts.len()) else { return true };
    names().all(|name| name == fullest || name.parts.iter().all(|part| fullest.parts.contains(part)))
}

/// The pairs of words that stand in one name ("Jean Jeanne Verrick"): they are two names.
fn together<'c>(person: &Identity, candidates: &[Placed<'c>]) -> FxHashSet<(&'c str, &'c str)> {
    let names = person.candidates.iter().map(|&candidate| &candidates[candidate].candidate.name.parts);
    let pairs = names.flat_map(|parts| parts.iter().flat_map(move |a| parts.iter().map(move |b| (&**a, &**b))));
    pairs.collect()
}
