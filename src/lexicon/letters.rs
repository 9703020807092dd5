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
    if word.is_ascii() {
        let small = |byte: u8| if byte == b'`' { b'\'' } else { byte.to_ascii_lowercase() };
        return match sixteen(word.as_bytes()) {
            whole if word.len() <= SIXTEEN => mix(u128::from_le_bytes(whole.map(small))),
            _ => xxh3_64(&word.bytes().map(small).collect::<Vec<u8>>()),
        };
    }
    let plain = |c: char| match c {
        '\u{ad}' | '\u{200c}' | '\u{200d}' => None,
        c if is_apostrophe(c) => Some('\''),
        c if is_hyphen(c) => Some('-'),
        c => Some(c),
    };
    let small: String = word.chars().filter_map(plain).flat_map(char::to_lowercase).nfkc().collect();
    match sixteen(small.as_bytes()) {
        whole if small.len() <= SIXTEEN => mix(u128::from_le_bytes(whole)),
        _ => xxh3_64(small.as_bytes()),
    }
}

/// A word of the letters A to Z and nothing else, as most are.
pub struct Latin {
    /// How many letters it has.
    pub length: usize,
    /// Its [`letters`].
    pub letters: u64,
    /// Whether the first letter is a capital.
    pub capital: bool,
    /// Whether all letters are capitals.
    pub shouted: bool,
}

impl Latin {
    /// Reads the first letters of `text`; `None` if they are none, or as many as are read at once.
    pub fn first(text: &[u8]) -> Option<Self> {
        /// A byte in each.
        const ONES: u128 = u128::MAX / 0xff;
        const CASE: u128 = ONES * (b'a' ^ b'A') as u128;
        const HIGHEST: u128 = ONES * 0x80;
        let bytes = u128::from_le_bytes(sixteen(text));
        let small = bytes | CASE;
        // The highest bit of each byte: what is no ASCII, what stands before the a, what stands behind the z.
        let seven = small & !HIGHEST;
        let other = bytes | !(seven + ONES * (0x80 - b'a') as u128) | (seven + ONES * (0x7f - b'z') as u128);
        let bits = (other & HIGHEST).trailing_zeros() & !7;
        if bits == 0 || bits == u128::BITS {
            return None;
        }
        let word = u128::MAX >> (u128::BITS - bits);
        let capitals = !bytes & CASE & word;
        Some(Latin {
            length: bits as usize / 8,
            letters: mix(small & word),
            capital: capitals & 0xff != 0,
            shouted: capitals == CASE & word,
        })
    }
}

/// So many bytes are read at once.
const SIXTEEN: usize = 16;

/// The first bytes of `text`, zeros behind them where it has fewer.
fn sixteen(text: &[u8]) -> [u8; SIXTEEN] {
    text.first_chunk().copied().unwrap_or_else(|| {
        let mut first = [0; SIXTEEN];
        first[..text.len()].copy_from_slice(text);
        first
    })
}

/// A number for these letters: the two halves of a long product, as in wyhash.
fn mix(letters: u128) -> u64 {
    let (a, b) = (letters as u64 ^ 0xa076_1d64_78bd_642f, (letters >> 64) as u64 ^ 0xe703_7ed1_a0b4_28db);
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::{Latin, letters};

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

    /// Every word is read with every byte behind it, and at the end of a text.
    #[test]
    fn a_word_is_read_at_once_as_letter_by_letter() {
        for word in ["a", "I", "it", "Bridge", "NATO", "McDonald", "zAZz", "responsibilitie"] {
            for behind in (0..=255u8).filter(|byte| !byte.is_ascii_alphabetic()) {
                for rest in [&[behind][..], &[behind; 20], &[behind, b'a', 0xff, b'Z']] {
                    let read = Latin::first(&[word.as_bytes(), rest].concat()).unwrap();
                    let capital = word.starts_with(char::is_uppercase);
                    let shouted = word.chars().all(char::is_uppercase);
                    assert_eq!((read.length, read.letters), (word.len(), letters(word)), "{word} {rest:?}");
                    assert_eq!((read.capital, read.shouted), (capital, shouted), "{word} {rest:?}");
                }
            }
        }
        for none in [&b""[..], b"-a", "é".as_bytes(), b"8th", b"responsibilities", b"@a", b"[a", b"`a", b"{a", b"\0a"]
        {
            assert!(Latin::first(none).is_none(), "{none:?}");
        }
    }
}
