//! The letters of a word as a number: two are equal where a reader sees the same word.

use unicode_normalization::UnicodeNormalization;
use xxhash_rust::xxh3::xxh3_64;

/// Whether `c` is an apostrophe or one of the characters typed for it.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '′' | '`' | '´')
}

/// Whether `c` is a hyphen, a soft or a no-break one included.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{ad}')
}

/// Whether `c` is a hyphen that a reader sees: one that stands between two words.
pub fn is_shown_hyphen(c: char) -> bool {
    is_hyphen(c) && c != '\u{ad}'
}

/// The letters of `word`. Case, the period of an abbreviation, the glyphs of apostrophes and hyphens, soft hyphens and the
/// ways in which Unicode can write the same letters do not count.
pub fn letters(word: &str) -> u64 {
    let word = word.strip_suffix('.').unwrap_or(word);
    if let Some(letters) = eights(word.as_bytes()).filter(|eights| (eights[0] | eights[1]) & (ONES << 7) == 0) {
        return mix(letters.map(small), word.len());
    }
    if word.is_ascii() {
        let small = |byte: u8| if byte == b'`' { b'\'' } else { byte.to_ascii_lowercase() };
        return xxh3_64(&word.bytes().map(small).collect::<Vec<u8>>());
    }
    let plain = |c: char| match c {
        '\u{ad}' | '\u{200c}' | '\u{200d}' => None,
        c if is_apostrophe(c) => Some('\''),
        c if is_hyphen(c) => Some('-'),
        c => Some(c),
    };
    let small: String = word.chars().filter_map(plain).flat_map(char::to_lowercase).nfkc().collect();
    match eights(small.as_bytes()) {
        Some(eights) => mix(eights, small.len()),
        None => xxh3_64(small.as_bytes()),
    }
}

/// A 1 in every byte.
const ONES: u64 = 0x0101_0101_0101_0101;

/// The bytes of a word of at most 16, from the front and from the back; those in the middle may stand in both.
fn eights(word: &[u8]) -> Option<[u64; 2]> {
    let four = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
    if word.len() > 16 {
        return None;
    }
    if let (Some(first), Some(last)) = (word.first_chunk(), word.last_chunk()) {
        return Some([u64::from_le_bytes(*first), u64::from_le_bytes(*last)]);
    }
    if let (Some(first), Some(last)) = (word.first_chunk(), word.last_chunk()) {
        return Some([four(first), four(last)]);
    }
    let letter = |at: usize| word.get(at).copied().map_or(0, u64::from);
    Some([letter(0) | letter(1) << 8, letter(2)])
}

/// Eight ASCII letters, written small, each backtick as the apostrophe it was typed for.
fn small(letters: u64) -> u64 {
    // The highest bit of each byte: from a letter on, and behind it.
    let from = |letter: u8| letters + ONES * u64::from(0x80 - letter);
    let behind = |letter: u8| letters + ONES * u64::from(0x7f - letter);
    let capitals = (from(b'A') & !behind(b'Z')) >> 7 & ONES;
    let backticks = (from(b'`') & !behind(b'`')) >> 7 & ONES;
    letters ^ (capitals * u64::from(b'A' ^ b'a')) ^ (backticks * u64::from(b'`' ^ b'\''))
}

/// A number for the word of `length` bytes with these letters: the two halves of a long product, as in wyhash.
fn mix([first, last]: [u64; 2], length: usize) -> u64 {
    let (a, b) = (first ^ 0xa076_1d64_78bd_642f, last ^ 0xe703_7ed1_a0b4_28db ^ (length as u64) << 56);
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::letters;

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
            assert_eq!(letters(a), letters(b), "{a} {b}");
        }
    }

    /// Words of ASCII alone were compared by their bytes, and a backtick was a letter of its own.
    #[test]
    fn a_backtick_typed_for_an_apostrophe_is_one() {
        for (a, b) in
            [("O`Dare", "O'Dare"), ("don`t", "don’t"), ("d`", "d'"), ("mother`s-in-law-to-be", "mother's-in-law-to-be")]
        {
            assert_eq!(letters(a), letters(b), "{a} {b}");
        }
    }

    #[test]
    fn letters_count() {
        for (a, b) in
            [("he", "she"), ("1,000", "1,001"), ("café", "cafe"), ("well-known", "wellknown"), ("its", "it's")]
        {
            assert_ne!(letters(a), letters(b), "{a} {b}");
        }
    }
}
