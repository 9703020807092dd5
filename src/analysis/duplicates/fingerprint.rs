//! Runs of words as numbers: two are equal where a reader sees the same words.

use crate::draft::{Shape, Token};

/// How many words make a shingle: fewer are shared by chance, more would be broken by every word that is changed.
pub const SHINGLE: usize = 5;

/// Whether `token` counts when passages are compared: a word or a number, but no mark, no `'s`, no address.
pub fn counts(token: &Token) -> bool {
    token.is_word() || token.shape == Shape::Number
}

/// The fingerprint of the words with these [letters](Token::letters).
pub fn shingle<const N: usize>(words: &[u32; N]) -> u64 {
    words.iter().fold(0, |sum: u64, &word| sum.wrapping_add(word.into()).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}
