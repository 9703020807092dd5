//! The words of one language with their classes.

use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::common;
use super::language::Language;
use super::lately::Lately;
use super::letters::letters;
use super::names::{Commonness, Entry, Gender, Place};
use super::tags::Tags;

/// What is known of the words of one language.
pub struct Lexicon {
    /// The language.
    pub language: Language,
    /// By their [`letters`].
    words: FxHashMap<u64, Tags>,
}

/// What the last word of a compound says of the whole.
const COMPOUND: Tags = Tags::ROLE.or(Tags::HONORIFIC).or(Tags::PEOPLE).or(Tags::MALE).or(Tags::FEMALE);

/// Longer words are no common ones, in bytes.
const LONGEST: usize = 32;

impl Lexicon {
    /// The lexicon of `language`, read at its first use.
    pub fn of(language: Language) -> &'static Lexicon {
        static ENGLISH: LazyLock<Lexicon> =
            LazyLock::new(|| Lexicon::read(Language::English, include_str!("english.txt")));
        static GERMAN: LazyLock<Lexicon> =
            LazyLock::new(|| Lexicon::read(Language::German, include_str!("german.txt")));
        match language {
            Language::English => &ENGLISH,
            Language::German => &GERMAN,
        }
    }

    /// Reads a data file: `[class class …]` opens a section, whose words stand behind it separated by white space; what
    /// follows a `#` is a comment.
    fn read(language: Language, data: &str) -> Self {
        // Most words are longer.
        let mut words = FxHashMap::with_capacity_and_hasher(data.len() / 6, FxBuildHasher);
        let mut tags = Tags::NONE;
        for line in data.lines() {
            let line = line.split('#').next().unwrap_or_default().trim();
            if let Some(sections) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                tags = sections.split_whitespace().filter_map(Tags::of_section).fold(Tags::NONE, |a, b| a | b);
                continue;
            }
            for word in line.split_whitespace() {
                let entry: &mut Tags = words.entry(letters(word)).or_default();
                *entry = *entry | tags;
            }
        }
        Lexicon { language, words }
    }

    /// The classes of `word`, written in any case.
    pub fn tags(&self, word: &str) -> Tags {
        self.word_tags(word, letters(word))
    }

    /// The classes of `word`, which has these [`letters`], as it stands in a text with a `capital` or without one: with a
    /// capital also what the gazetteer knows of names.
    pub fn tags_in_text(&self, word: &str, letters: u64, capital: bool, lately: &mut Lately) -> Tags {
        // What letters that are not ASCII are folded to depends on who folds them.
        if !word.is_ascii() {
            return self.look_up(word, letters, capital);
        }
        self.tags_of_ascii(word, letters, capital, lately)
    }

    /// The same for a `word` that is ASCII.
    pub fn tags_of_ascii(&self, word: &str, letters: u64, capital: bool, lately: &mut Lately) -> Tags {
        // Another key for the same word in another language, or with a capital.
        let key = letters.rotate_left(2 * self.language as u32 + u32::from(capital));
        lately.tags(key, || self.look_up(word, letters, capital))
    }

    /// What two `words` of a name, whose [`letters`] have these low halves, are together: a place ("San Francisco"), a
    /// thing ("Merrill Lynch").
    pub fn tags_of_two(&self, words: [&str; 2], letters: [u32; 2], lately: &mut Lately) -> Tags {
        let look_up = || {
            let place = Entry::of(&words.join(" ")).place().map_or(Tags::NONE, |_| Tags::PLACE);
            // The period of an abbreviation is none of its letters.
            let whole = words.map(|word| word.strip_suffix('.').unwrap_or(word)).concat();
            place | self.tags(&whole).only(Tags::THING)
        };
        if !words.iter().all(|word| word.is_ascii()) {
            return look_up();
        }
        let key = u64::from(letters[0]) << 32 | u64::from(letters[1]);
        lately.tags(key.rotate_left(2 * self.language as u32), look_up)
    }

    fn look_up(&self, word: &str, letters: u64, capital: bool) -> Tags {
        let tags = self.word_tags(word, letters);
        if !capital {
            return tags;
        }
        // A name in "-ed" is no verb.
        let guessed = tags == Tags::VERB | Tags::FINITE && by_ending(self.language, word) == tags;
        let tags = match self.language {
            Language::English if guessed => Tags::NONE,
            Language::German if guessed || tags == Tags::NONE => self.of_compound(word),
            _ => tags,
        };
        let names = of_entry(Entry::of(word));
        // "Molly" is no adverb.
        let adverb = tags == Tags::ADVERB && names != Tags::NONE && by_ending(self.language, word) == tags;
        let tags = if adverb { names } else { tags | names };
        if self.language == Language::English && is_common(word) { tags | Tags::COMMON } else { tags }
    }

    /// The classes that a German compound or an inflected noun has from the noun that it ends with: "Polizeisprechers" is
    /// a "sprecher".
    fn of_compound(&self, word: &str) -> Tags {
        /// The shortest noun, in bytes.
        const SHORTEST: usize = 4;
        const OF_NOUN: Tags = Tags::ROLE
            .or(Tags::PEOPLE)
            .or(Tags::PLURAL)
            .or(Tags::BODY)
            .or(Tags::UTTERANCE)
            .or(Tags::CALENDAR)
            .or(Tags::HONORIFIC)
            .or(Tags::MALE)
            .or(Tags::FEMALE);
        if word.len() > 2 * LONGEST {
            return Tags::NONE;
        }
        let small = word.to_lowercase();
        let endings = ["", "s", "es", "en", "n", "e", "nen"].map(|ending| small.strip_suffix(ending));
        let whole = |at: usize| at == 0 || at > 1;
        let starts = small.char_indices().map(|(at, _)| at).filter(|&at| whole(at));
        let nouns = starts.flat_map(|at| endings.into_iter().flatten().filter_map(move |word| word.get(at..)));
        nouns
            .filter(|noun| noun.len() >= SHORTEST)
            .filter_map(|noun| self.words.get(&letters(noun)))
            .find(|tags| tags.any(OF_NOUN) && !tags.any(Tags::THING | Tags::FUNCTION))
            .map_or(Tags::NONE, |tags| tags.only(OF_NOUN))
    }

    fn word_tags(&self, word: &str, letters_of_word: u64) -> Tags {
        let tags = self.words.get(&letters_of_word).copied().unwrap_or_else(|| match word.rsplit_once('-') {
            // "co-host", "secretary-treasurer".
            Some((_, last)) => self.words.get(&letters(last)).map_or(Tags::NONE, |tags| tags.only(COMPOUND)),
            None => by_ending(self.language, word),
        });
        if is_caseless(word) { tags | Tags::CASELESS } else { tags }
    }
}

/// Whether `word`, written in any case, is a common word of English.
fn is_common(word: &str) -> bool {
    let mut small = [0; LONGEST];
    let Some(small) = small.get_mut(..word.len()).filter(|_| word.is_ascii()) else { return false };
    small.copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    common::is_common(small)
}

/// Whether `word` begins with a letter that has no case.
fn is_caseless(word: &str) -> bool {
    let first = word.chars().next().filter(|c| !c.is_ascii());
    first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())
}

/// What the gazetteer says of a name, as classes. A city that is as well known as a name of people is no place here.
fn of_entry(entry: Entry) -> Tags {
    let given = entry.given() >= Commonness::Known;
    let surname = entry.surname() >= Commonness::Known;
    let facts = [
        (given, Tags::GIVEN),
        (entry.given() == Commonness::Common, Tags::EVERYDAY),
        (surname, Tags::SURNAME),
        (given && entry.gender() == Some(Gender::Male), Tags::MALE),
        (given && entry.gender() == Some(Gender::Female), Tags::FEMALE),
        (entry.place().is_some_and(|place| place > Place::City || !given && !surname), Tags::PLACE),
        (entry.is_demonym(), Tags::DEMONYM),
        (entry.makes_organisation(), Tags::THING),
        (entry.word() >= Commonness::Known, Tags::WORD),
    ];
    let tags = facts.into_iter().filter(|&(holds, _)| holds).fold(Tags::NONE, |tags, (_, class)| tags | class);
    let no_more = tags == Tags::NONE && entry.is_known() && entry.word() == Commonness::Never;
    if no_more { Tags::NAME } else { tags }
}

/// What the ending of a word that is in no list says of it.
fn by_ending(language: Language, word: &str) -> Tags {
    match (language, word.as_bytes()) {
        (Language::English, [_, _, _, .., b'e' | b'E', b'd' | b'D']) => Tags::VERB | Tags::FINITE,
        (Language::English, [_, _, _, .., b'l' | b'L', b'y' | b'Y']) => Tags::ADVERB,
        _ => Tags::NONE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contraction_is_known_with_any_apostrophe() {
        let lexicon = Lexicon::of(Language::English);
        for word in ["I'm", "I’m", "I‘m"] {
            assert!(lexicon.tags(word).any(Tags::FUNCTION), "{word}");
        }
    }
}
