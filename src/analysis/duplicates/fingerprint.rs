//! Words and runs of words as numbers: two are equal where a reader sees the same words.

use unicode_normalization::UnicodeNormalization;
use xxhash_rust::xxh3::xxh3_64;

use crate::draft::token::{is_apostrophe, is_hyphen};
use crate::draft::{Block, Kind, Shape, Token};

/// How many words make a shingle: fewer are shared by chance, more would be broken by every word that is changed.
pub const SHINGLE: usize = 5;

/// Words longer than this take the slow way, in bytes.
const SHORT: usize = 40;

/// Whether `token` counts when passages are compared: a word or a number, but no mark, no `'s`, no address.
pub fn counts(token: &Token) -> bool {
    token.is_word() || token.shape == Shape::Number
}

/// Adds the words of `block` to `words`. The cells of a table have none that count.
pub fn add(block: &Block, words: &mut Vec<u64>) {
    if block.kind == Kind::Cell {
        return;
    }
    let text = block.text();
    words.extend(block.prose.tokens.iter().filter(|token| counts(token)).map(|token| word(token.of(text))));
}

/// The fingerprint of `word`. Case, the glyphs of apostrophes and hyphens, soft hyphens and the ways in which Unicode can
/// write the same letters do not count.
pub fn word(word: &str) -> u64 {
    let word = word.strip_suffix('.').unwrap_or(word);
    let mut small = [0; SHORT];
    if let Some(small) = small.get_mut(..word.len()).filter(|_| word.is_ascii()) {
        small.copy_from_slice(word.as_bytes());
        small.make_ascii_lowercase();
        return xxh3_64(small);
    }
    let plain = |c: char| match c {
        '\u{ad}' | '\u{200c}' | '\u{200d}' => None,
        c if is_apostrophe(c) => Some('\''),
        c if is_hyphen(c) => Some('-'),
        c => Some(c),
    };
    let small: String = word.chars().filter_map(plain).flat_map(char::to_lowercase).nfkc().collect();
    xxh3_64(small.as_bytes())
}

/// The fingerprint of the [`SHINGLE`] words with these fingerprints.
pub fn shingle(words: &[u64]) -> u64 {
    words.iter().fold(0, |sum: u64, word| sum.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(*word))
}

#[cfg(test)]
mod tests {
    use super::word;

    #[test]
    fn case_and_glyphs_do_not_count() {
        for (a, b) in [
            ("Bridge", "BRIDGE"),
            ("don't", "Don’t"),
            ("well-known", "well\u{2011}known"),
            ("foot\u{ad}bridge", "footbridge"),
            ("Café", "cafe\u{301}"),
            ("ﬁnd", "find"),
            ("Inc.", "inc"),
            ("ÉCOLE", "école"),
        ] {
            assert_eq!(word(a), word(b), "{a} {b}");
        }
    }

    #[test]
    fn letters_count() {
        for (a, b) in
            [("he", "she"), ("1,000", "1,001"), ("café", "cafe"), ("well-known", "wellknown"), ("its", "it's")]
        {
            assert_ne!(word(a), word(b), "{a} {b}");
        }
    }
}
