//! Names of one person that are spelt at odds with each other.

use rustc_hash::FxHashMap;

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
    pub places: Vec<Span>,
    /// Where the other spelling stands, in the source.
    pub others: Vec<Span>,
    /// How the two differ.
    pub difference: Difference,
}

/// The spellings at odds among the names of `people`, in the order of their first place. Of two spellings the one that
/// stands less often, or else later, is the one at odds.
pub fn at_odds(draft: &Draft, candidates: &[Candidate], people: &[Identity]) -> Vec<Spelling> {
    let mut found = Vec::new();
    for (index, person) in people.iter().enumerate() {
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
        for (at, word) in words.iter().enumerate() {
            // Each spelling is held against the best one that it could be.
            let best = words
                .iter()
                .enumerate()
                .filter(|&(other_at, other)| {
                    (other.standing, std::cmp::Reverse(other_at)) > (word.standing, std::cmp::Reverse(at))
                        && !belong_together(person, candidates, &word.text, &other.text)
                })
                .filter_map(|(_, other)| Some((other, variant::difference(&word.text, &other.text)?)))
                .max_by_key(|(other, _)| other.standing);
            if let Some((other, difference)) = best
                && difference != Difference::Glyph
            {
                found.push(Spelling {
                    person: index,
                    written: word.text.clone(),
                    elsewhere: other.text.clone(),
                    places: word.places.clone(),
                    others: other.places.clone(),
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

/// Whether both words stand in one name ("Jean Jeanne Moreau"): then they are two names.
fn belong_together(person: &Identity, candidates: &[Candidate], a: &str, b: &str) -> bool {
    person.candidates.iter().any(|&candidate| {
        let parts = &candidates[candidate].parts;
        parts.iter().any(|part| part == a) && parts.iter().any(|part| part == b)
    })
}
