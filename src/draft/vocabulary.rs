//! Which words a paragraph may have.

use super::token::Token;

/// The words of a stretch of text at a glance, so that most of a long draft need not be searched for one: a Bloom filter
/// (Bloom, "Space/time trade-offs in hash coding with allowable errors", 1970) of the [letters](Token::letters) of its
/// tokens, by one hash, as long as a paragraph needs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Vocabulary([u64; 4]);

impl Vocabulary {
    /// The words of `tokens`.
    pub fn of(tokens: &[Token]) -> Self {
        let mut words = Vocabulary::default();
        for token in tokens {
            let (part, bit) = Vocabulary::place(token.letters);
            words.0[part] |= bit;
        }
        words
    }

    /// Whether one of the tokens may have these `letters`; if not, none has.
    pub fn may_have(&self, letters: u32) -> bool {
        let (part, bit) = Vocabulary::place(letters);
        self.0[part] & bit != 0
    }

    /// Where the bit for `letters`, which are as good as random, stands.
    fn place(letters: u32) -> (usize, u64) {
        (letters as usize >> 6 & 3, 1 << (letters & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::token;
    use crate::lexicon::letters::letters;
    use crate::lexicon::{Language, Lexicon};

    #[test]
    fn it_has_its_words_and_few_others() {
        let text =
            "The ferry to Brackenholm sailed at noon, and nobody who stood at the rail saw the lamp on the pier.";
        let vocabulary = Vocabulary::of(&token::scan(text, Lexicon::of(Language::English)));
        let may_have = |word: &&str| vocabulary.may_have(letters(word) as u32);
        assert!(text.split([' ', ',', '.']).filter(|word| !word.is_empty()).all(|word| may_have(&word)));
        let others =
            "A council of seven farmers met behind closed doors again because their wells had run dry in spring";
        assert!(others.split(' ').filter(may_have).count() < 6);
    }
}
