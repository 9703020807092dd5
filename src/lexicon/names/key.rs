//! A name without what may differ between two ways to write it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longer names are in no list, in letters.
const LONGEST: usize = 40;

/// A name in small letters without accents, hyphens, apostrophes and spaces: `Vučić` and `Vucic` share one, so do
/// `O’Brien` and `OBrien`, `Jean-Luc` and `Jean Luc`, `Åsa` and `Asa`; `Müller` and `Mueller` do not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    letters: [u8; LONGEST],
    length: u8,
}

impl Key {
    /// The key of `name`; none where it has a letter that is not Latin, more than 40 letters, or none.
    pub fn of(name: &str) -> Option<Self> {
        let mut key = Key { letters: [0; LONGEST], length: 0 };
        if name.is_ascii() && name.len() <= LONGEST {
            for byte in name.bytes() {
                key.letters[usize::from(key.length)] = byte.to_ascii_lowercase();
                key.length += u8::from(byte.is_ascii_alphabetic());
            }
            key.letters[usize::from(key.length)..].fill(0);
        } else {
            for c in name.nfd().flat_map(char::to_lowercase) {
                key.push_folded(c)?;
            }
        }
        (key.length > 0).then_some(key)
    }

    /// Its letters, `a` to `z`.
    pub fn as_bytes(&self) -> &[u8] {
        &self.letters[..usize::from(self.length)]
    }

    fn push(&mut self, letter: u8) -> Option<()> {
        *self.letters.get_mut(usize::from(self.length))? = letter;
        self.length += 1;
        Some(())
    }

    fn push_folded(&mut self, c: char) -> Option<()> {
        // What decomposition leaves whole. The same table stands in data/names/make.py.
        let letters = match c {
            'a'..='z' => return self.push(c as u8),
            'ß' => "ss",
            'æ' => "ae",
            'œ' => "oe",
            'þ' => "th",
            'ø' | 'ɔ' => "o",
            'ł' => "l",
            'đ' | 'ð' | 'ɗ' => "d",
            'ı' => "i",
            'ħ' => "h",
            'ŋ' => "n",
            'ə' => "a",
            'ŧ' => "t",
            'ɓ' => "b",
            'ƙ' => "k",
            'ɛ' => "e",
            // Letters that are marks to us: the ʼ of Oʼodham, the ʻ of Hawaiʻi.
            '\u{2b0}'..='\u{2ff}' => "",
            c if c.is_alphabetic() && !is_combining_mark(c) => return None,
            _ => "",
        };
        letters.bytes().try_for_each(|letter| self.push(letter))
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.as_bytes().escape_ascii())
    }
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn ways_to_write_a_name_share_a_key() {
        for ways in [
            &["Vučić", "Vucic", "VUCIC", "Vuc\u{30c}ic\u{301}"][..],
            &["O'Brien", "O’Brien", "OBrien", "Oʼbrien"],
            &["Jean-Luc", "Jean Luc", "JEAN‑LUC", "Jeanluc"],
            &["Łukasz", "Lukasz"],
            &["Đorđe", "Dorde"],
            &["Strauß", "STRAUSS"],
            &["İbrahim", "ibrahim", "ıbrahim"],
            &["Þórður", "Thordur"],
            &["Œuvrard", "Oeuvrard"],
        ] {
            let keys: Vec<_> = ways.iter().map(|name| Key::of(name)).collect();
            assert!(keys[0].is_some(), "{ways:?}");
            assert!(keys.iter().all(|key| *key == keys[0]), "{ways:?} gives {keys:?}");
        }
        assert_ne!(Key::of("Müller"), Key::of("Mueller"));
    }

    #[test]
    fn what_has_no_latin_letters_has_no_key() {
        for name in ["", "1984", "—", "Зоя", "Zoя", "李", "נועה", &"a".repeat(41)] {
            assert_eq!(Key::of(name), None, "{name:?}");
        }
        assert_eq!(Key::of(&"a".repeat(40)).map(|key| key.as_bytes().len()), Some(40));
    }
}
