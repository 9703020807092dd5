//! Where runs of words stand in quotes.

use rustc_hash::FxHashMap;

use super::said::Said;
use crate::analysis::duplicates::fingerprint::shingle;
use crate::analysis::likeness::RUN;

/// A run that more quotes share is a refrain: only the first of them are compared.
pub const REFRAIN: usize = 8;

/// Where runs of words stand first in quotes.
pub struct Places {
    /// An open hash table of the first words of runs, counted from 1.
    slots: Vec<u32>,
    /// The other places of a run that stands again, by the first.
    again: FxHashMap<u32, Vec<u32>>,
}

impl Places {
    /// Places for the runs of so many words.
    pub fn new(words: usize) -> Self {
        Places { slots: vec![0; (2 * words).next_power_of_two()], again: FxHashMap::default() }
    }

    /// The slot of `run` among the words of `said`, and where it stands first, counted from 1; 0 if nowhere.
    fn slot(&self, said: &Said, run: &[u32; RUN]) -> (usize, u32) {
        let mask = self.slots.len() - 1;
        let mut slot = (shingle(run) >> 32) as usize & mask;
        loop {
            let first = self.slots[slot];
            if first == 0 || said.words[first as usize - 1..].starts_with(run) {
                return (slot, first);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Adds the run that begins with the word `at` of `said`, which stands behind all others.
    pub fn add(&mut self, said: &Said, at: usize) {
        let Some(run) = said.words[at..].first_chunk() else { return };
        match self.slot(said, run) {
            (slot, 0) => self.slots[slot] = at as u32 + 1,
            (_, first) => {
                let places = self.again.entry(first).or_default();
                if places.len() + 1 < REFRAIN {
                    places.push(at as u32);
                }
            }
        }
    }

    /// Where `run` stands: the words of `said` with which it begins, in order; of a refrain the first few.
    pub fn of(&self, said: &Said, run: &[u32; RUN]) -> impl Iterator<Item = usize> {
        let (_, first) = self.slot(said, run);
        let again = self.again.get(&first).into_iter().flatten();
        first.checked_sub(1).into_iter().chain(again.copied()).map(|place| place as usize)
    }
}
