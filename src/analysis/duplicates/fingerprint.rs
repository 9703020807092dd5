//! Runs of words as numbers: two are equal where a reader sees the same words.

use crate::draft::{Shape, Token};

/// How many words make a shingle: fewer are shared by chance, more would be broken by every word that is changed.
pub const SHINGLE: usize = 5;

/// Whether `token` counts when passages are compared: a word or a number, but no mark, no `'s`, no address.
pub fn counts(token: &Token) -> bool {
    token.is_word() || token.shape == Shape::Number
}

/// What a fingerprint is multiplied with for each word.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// The fingerprint of the words with these [letters](Token::letters).
pub fn shingle<const N: usize>(words: &[u32; N]) -> u64 {
    words.iter().fold(0, |sum: u64, &word| sum.wrapping_add(word.into()).wrapping_mul(FACTOR))
}

/// The [fingerprints](shingle) of all runs of `N` of `words`, in order: each is made of the one before.
pub fn rolled<const N: usize>(words: &[u32]) -> impl Iterator<Item = u64> {
    let first = words.first_chunk().map(shingle::<N>);
    let oldest = (0..N).fold(1, |product: u64, _| product.wrapping_mul(FACTOR));
    let steps = words.iter().zip(words.get(N..).unwrap_or_default());
    let others = steps.scan(first.unwrap_or(0), move |sum, (&gone, &come)| {
        let rest = sum.wrapping_sub(oldest.wrapping_mul(gone.into()));
        *sum = rest.wrapping_add(come.into()).wrapping_mul(FACTOR);
        Some(*sum)
    });
    first.into_iter().chain(others)
}

#[cfg(test)]
mod tests {
    use super::{rolled, shingle};

    #[test]
    fn what_is_rolled_is_as_read_alone() {
        let words: Vec<u32> = (0..40u32).map(|word| word.wrapping_mul(0x9e37_79b9)).collect();
        let alone: Vec<u64> = words.windows(7).filter_map(|run| run.first_chunk::<7>()).map(shingle).collect();
        assert_eq!(rolled::<7>(&words).collect::<Vec<_>>(), alone);
        assert_eq!(rolled::<7>(&words[..6]).count(), 0);
    }
}
