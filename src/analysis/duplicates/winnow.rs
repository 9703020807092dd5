//! A few of a text's runs of words, picked so that two texts that share a passage share a pick.
//!
//! The source is Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting" (SIGMOD 2003),
//! in its robust form: of every window of neighbouring runs the one with the smallest hash is picked, and what was picked
//! last is kept as long as nothing in the window is smaller.

use super::fingerprint::rolled;

/// How many words make a run.
pub const GRAM: usize = 7;

/// How many neighbouring runs make a window.
const WINDOW: usize = 5;

/// Two texts with this many words in common, in a row, have a grain in common.
pub const CERTAIN: usize = GRAM + WINDOW - 1;

/// A run of [`GRAM`] words that was picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grain {
    /// Equal for equal words, in every draft and on every machine; rarely for others. Small ones are picked more often.
    pub hash: u64,
    /// The index of its first word.
    pub word: usize,
}

/// The grains of the words with these [letters](crate::draft::Token::letters), in order, about one of every three runs; none
/// if there are fewer than [`GRAM`] words.
pub fn winnow(words: &[u32]) -> Vec<Grain> {
    let hashes: Vec<u64> = rolled::<GRAM>(words).collect();
    let mut grains = Vec::with_capacity(hashes.len() / 3 + 1);
    let mut picked = None;
    for (start, window) in hashes.windows(WINDOW.min(hashes.len().max(1))).enumerate() {
        let last = start + window.len() - 1;
        let next = match picked.filter(|&word| word >= start) {
            Some(word) if hashes[word] <= hashes[last] => word,
            Some(_) => last,
            // Of equal ones the last: it is kept longest.
            None => start + (0..window.len()).rev().min_by_key(|&at| window[at]).unwrap_or(0),
        };
        if picked != Some(next) {
            picked = Some(next);
            grains.push(Grain { hash: hashes[next], word: next });
        }
    }
    grains
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{CERTAIN, GRAM, WINDOW, winnow};

    fn hashes(words: &[u32]) -> Vec<u64> {
        winnow(words).iter().map(|grain| grain.hash).collect()
    }

    proptest! {
        #[test]
        fn a_passage_of_certain_length_is_never_missed(
            passage in prop::collection::vec(0..9u32, CERTAIN),
            around in prop::collection::vec(prop::collection::vec(0..9u32, 0..40), 4),
        ) {
            let text = |before: usize| [&around[before][..], &passage, &around[before + 1]].concat();
            let (one, other) = (hashes(&text(0)), hashes(&text(2)));
            prop_assert!(one.iter().any(|hash| other.contains(hash)));
        }

        #[test]
        fn grains_stand_in_order_and_no_further_apart_than_a_window(words in prop::collection::vec(0..9u32, 0..200)) {
            let at: Vec<usize> = winnow(&words).iter().map(|grain| grain.word).collect();
            prop_assert!(at.windows(2).all(|pair| pair[0] < pair[1] && pair[1] - pair[0] <= WINDOW), "{at:?}");
            prop_assert_eq!(at.is_empty(), words.len() < GRAM);
            prop_assert!(at.iter().all(|word| word + GRAM <= words.len()));
        }
    }

    #[test]
    fn words_that_go_on_and_on_are_picked_once_a_window() {
        let at: Vec<usize> = winnow(&[7; 40]).iter().map(|grain| grain.word).collect();
        assert_eq!(at, [4, 9, 14, 19, 24, 29]);
    }
}
