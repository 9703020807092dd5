//! Names of one person that are spelt at odds with each other.

use std::cell::LazyCell;
use std::cmp::Reverse;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::identity::Identity;
use super::name::Candidate;
use super::variant::{self, Difference};
use crate::draft::Draft;
use crate::lexicon::names::{Commonness, Entry};
use crate::text::Span;

/// A spelling of a person's name at odds with another in the same draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// The person, by index.
    pub person: usize,
    /// The word of the name that is at odds, as written: "Asad".
    pub written: String,
    /// The same word as it is written elsewhere: "Assad".
    pub elsewhere: String,
    /// Where the word is written so, in the source.
    pub places: Arc<[Span]>,
    /// Where the other spelling stands, in the source.
    pub others: Arc<[Span]>,
    /// How the two differ.
    pub difference: Difference,
}

/// The spellings at odds among the names of `people`, in the order of their first place. Of two spellings the one that
/// stands less often, or else later, is the one at odds.
pub fn at_odds(draft: &Draft, candidates: &[Candidate], people: &[Identity]) -> Vec<Spelling> {
    let mut found = Vec::new();
    for (index, person) in people.iter().enumerate().filter(|(_, person)| !is_one_name(person, candidates)) {
        // Each word of the person's names, with its places; a full name weighs more than a bare surname.
        let mut words: Vec<Word> = Vec::new();
        let mut known: FxHashMap<String, usize> = FxHashMap::default();
        // Words inside quotation marks are the speaker's.
        for candidate in
            person.candidates.iter().map(|&candidate| &candidates[candidate]).filter(|candidate| !candidate.quoted)
        {
            let block = &draft.blocks[candidate.block];
            let full = candidate.parts.len() > 1;
            for at in candidate.tokens.clone().filter(|&at| block.prose.tokens[at].is_word()) {
                let token = &block.prose.tokens[at];
                let word = token.of(block.text());
                let entry = *known.entry(word.to_owned()).or_insert_with(|| {
                    // Of two that stand once each, the one that is known as a name.
                    let entry = Entry::of(word);
                    let known = entry.given().max(entry.surname()) >= Commonness::Known;
                    words.push(Word { text: word.to_owned(), places: Vec::new(), standing: if known { 3 } else { 0 } });
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
            // Each spelling is held against the best one that it could be.
            let best = foremost
                .iter()
                .map(|&other_at| (other_at, &words[other_at]))
                .filter(|&(other_at, other)| (other.standing, Reverse(other_at)) > (word.standing, Reverse(at)))
                .filter(|(_, other)| !together.contains(&(&word.text[..], &other.text[..])))
                .filter_map(|(other_at, other)| Some((other_at, variant::difference(&word.text, &other.text)?)))
                .max_by_key(|&(other_at, _)| words[other_at].standing);
            if let Some((other, difference)) = best
                && difference != Difference::Glyph
            {
                found.push(Spelling {
                    person: index,
                    written: word.text.clone(),
                    elsewhere: words[other].text.clone(),
                    places: places[at].clone(),
                    others: places[other].clone(),
                    difference,
                });
            }
        }
    }
    found.sort_by_key(|spelling| spelling.places[0]);
    found
}

struct Word {
    text: String,
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

/// Whether the fullest name of `person` holds the words of all the others, as most do: then none is at odds with it.
fn is_one_name(person: &Identity, candidates: &[Candidate]) -> bool {
    let names = || person.candidates.iter().map(|&candidate| &candidates[candidate].parts);
    let Some(fullest) = names().max_by_key(|parts| parts.len()) else { return true };
    names().all(|parts| parts.iter().all(|part| fullest.contains(part)))
}

/// The pairs of words that stand in one name ("Jean Jeanne Moreau"): they are two names.
fn together<'a>(person: &Identity, candidates: &'a [Candidate]) -> FxHashSet<(&'a str, &'a str)> {
    let names = person.candidates.iter().map(|&candidate| &candidates[candidate].parts);
    let pairs = names.flat_map(|parts| parts.iter().flat_map(move |a| parts.iter().map(move |b| (&a[..], &b[..]))));
    pairs.collect()
}
