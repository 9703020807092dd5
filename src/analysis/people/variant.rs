//! Two ways of writing one word of a name.

use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use crate::lexicon::names::Relation;
use crate::text::{fold, folded_length};

/// How two ways of writing a name differ, the mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Difference {
    /// In nothing but the glyph of an apostrophe or the like, or in being written in capitals throughout.
    Glyph,
    /// In a hyphen, an apostrophe or a capital.
    Form,
    /// In a space: "Jan Erik" and "Jan-Erik", "DeJesus" and "de Jesus".
    Gap,
    /// In accents.
    Accent,
    /// In a particle: "de la Cruz" and "la Cruz".
    Particle,
    /// In the given name of one who bears one office: "Mayor Joe Marten" and "Mayor Joel Marten".
    Given,
    /// In letters: one of the two is wrong, or two transliterations are mixed.
    Letters,
}

/// A name this short has too many neighbours that are other names, in letters.
const SHORTEST: usize = 4;

/// A name this long may have two letters wrong, in letters.
const LONG: usize = 8;

/// Nobody's name has a longer word, in letters.
const LONGEST: usize = 40;

/// How `a` and `b`, each one word of a name, differ if they may be the same name; `None` if they are equal or too far
/// apart.
///
/// Letters may differ by one edit (a neighbouring pair swapped counts as one), in long names by two, and as they like
/// between spellings that the gazetteer knows for one name. Plurals and demonyms made from a name are no spellings of it,
/// and neither are two well-known given names ("Joe" and "Joel") or a name and its short form.
pub fn difference(a: &str, b: &str) -> Option<Difference> {
    if a == b {
        return None;
    }
    if is_contracted(a, b) || is_contracted(b, a) {
        return None;
    }
    let (folded_a, folded_b) = (fold(a), fold(b));
    if folded_a == folded_b {
        return (!folded_a.is_empty()).then(|| alike(a, b));
    }
    match Relation::between(a, b) {
        Some(Relation::Same | Relation::Spelling) => return Some(Difference::Letters),
        Some(Relation::Apart) => return None,
        // "Steve" and "Steven" are two forms, "Roger" and "Rodger" two spellings.
        Some(Relation::Nickname | Relation::Siblings)
            if folded_a.starts_with(&folded_b) || folded_b.starts_with(&folded_a) =>
        {
            return None;
        }
        Some(Relation::Nickname | Relation::Siblings) | None => {}
    }
    // "Yong-hui" and "Kyong-hui": names of two syllables, each of which is a name.
    let syllables = |word: &str| word.split_once('-').is_some_and(|(_, last)| last.starts_with(char::is_lowercase));
    if syllables(a) || syllables(b) {
        return None;
    }
    let length = folded_a.len().min(folded_b.len());
    let longest = folded_a.len().max(folded_b.len());
    if length < SHORTEST || longest > LONGEST || is_derived(&folded_a, &folded_b) || is_derived(&folded_b, &folded_a) {
        return None;
    }
    let first = folded_a.as_bytes()[0] == folded_b.as_bytes()[0];
    let distance = strsim::osa_distance(&folded_a, &folded_b);
    // Slips of the pen are rare at the start of a word.
    (distance <= allowed(length) && (first || distance == 1 && length >= LONG - 1)).then_some(Difference::Letters)
}

/// What tells two words at a glance that no [`difference`] leads from the one to the other.
#[derive(Clone, Copy, Debug, Default)]
pub struct Glance {
    /// The letters that it has, the first bit for "a"; `None` if it has others than those of English.
    letters: Option<u32>,
    length: u8,
    /// Whether the gazetteer knows forms of it, which may have any letters.
    has_forms: bool,
}

impl Glance {
    /// A glance at `word`.
    pub fn of(word: &str) -> Self {
        let letters = word.bytes().map(|byte| byte.to_ascii_lowercase()).filter(u8::is_ascii_lowercase);
        let letters = word.is_ascii().then(|| letters.fold(0, |letters, letter| letters | 1 << (letter - b'a')));
        Glance { letters, length: folded_length(word).min(255) as u8, has_forms: Relation::has_forms(word) }
    }

    /// Whether the word is a single letter.
    pub fn is_letter(self) -> bool {
        self.length == 1
    }

    /// Whether the words are surely not two ways of writing one, and not equal.
    pub fn tells_apart(self, other: Glance) -> bool {
        let (Some(a), Some(b)) = (self.letters, other.letters) else { return false };
        let allowed = allowed(self.length.min(other.length).into());
        // An edit takes one letter away at most, and brings another one.
        let edits = (a ^ b).count_ones().div_ceil(2).max(self.length.abs_diff(other.length).into());
        edits as usize > allowed && !(self.has_forms && other.has_forms)
    }
}

/// How many letters may be wrong in a name that has so many.
fn allowed(letters: usize) -> usize {
    if letters >= LONG { 2 } else { 1 }
}

/// Whether `a` and `b` are two given names that a slip makes one of the other: "Joe" and "Joel". Who they are must tell
/// whether it did.
pub fn is_slip(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    a.len().min(b.len()) >= 3 && a.as_bytes()[0] == b.as_bytes()[0] && strsim::osa_distance(&a, &b) == 1
}

/// How two words differ that have the same letters.
fn alike(a: &str, b: &str) -> Difference {
    let glyphs = |word: &str| -> String {
        let straight = word.replace(['’', 'ʼ', '‘', '`', '´'], "'");
        straight.replace(['\u{2010}', '\u{2011}'], "-").replace(['\u{ad}', '.'], "")
    };
    let letters =
        |word: &str| -> String { word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    let shouted = |word: &str| !word.contains(char::is_lowercase);
    if glyphs(a) == glyphs(b) || shouted(a) || shouted(b) {
        Difference::Glyph
    } else if letters(a) == letters(b) {
        Difference::Form
    } else {
        Difference::Accent
    }
}

/// Whether `longer` is `name` and a clitic, as in "Orme'd".
fn is_contracted(name: &str, longer: &str) -> bool {
    longer.strip_prefix(name).is_some_and(|ending| ending.starts_with(['\'', '’']))
}

/// Whether `longer` is made from `name`: a plural, a demonym, an adjective.
fn is_derived(name: &str, longer: &str) -> bool {
    let Some(ending) = longer.strip_prefix(name) else { return false };
    matches!(
        ending,
        "s" | "es" | "n" | "an" | "ian" | "ist" | "ite" | "ism" | "y" | "ic" | "i" | "a" | "ns" | "ed" | "er" | "ers"
    )
}

/// The key of the folded word itself, one of its [`keys`].
pub fn key(folded: &str) -> u64 {
    xxh3_64(folded.as_bytes())
}

/// Keys of a folded word: two words that [`difference`] takes for one name by the distance of their letters have nearly
/// always one in common. (After Garbe's symmetric deletion: each word with one letter left out; for long words their
/// first and last letters too.) They are fingerprints, since there are so many of them.
pub fn keys(folded: &str) -> Vec<u64> {
    let word = folded.as_bytes();
    let mut keys = Vec::with_capacity(word.len() + 4);
    keys.push(key(folded));
    if !(SHORTEST..=LONGEST).contains(&word.len()) {
        return keys;
    }
    let mut rest = [0; LONGEST];
    let rest = &mut rest[..word.len() - 1];
    rest.copy_from_slice(&word[1..]);
    keys.push(xxh3_64(rest));
    for (at, &letter) in word[..rest.len()].iter().enumerate() {
        rest[at] = letter;
        keys.push(xxh3_64(rest));
    }
    if word.len() >= LONG {
        keys.push(xxh3_64_with_seed(&word[..4], 1));
        keys.push(xxh3_64_with_seed(&word[word.len() - 4..], 2));
    }
    keys.dedup();
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_spellings_from_other_names() {
        let cases = [
            ("Kowalski", "Kowalsky", Some(Difference::Letters)),
            ("Haldane", "Haldaine", Some(Difference::Letters)),
            ("Brandt", "Brnadt", Some(Difference::Letters)),
            ("Sergei", "Sergey", Some(Difference::Letters)),
            ("Muñoz", "Munoz", Some(Difference::Accent)),
            ("O'Hara", "O’Hara", Some(Difference::Glyph)),
            ("Smith-Lowe", "Smithlowe", Some(Difference::Form)),
            ("MacLeod", "Macleod", Some(Difference::Form)),
            ("Halloran", "Hallorans", None),
            ("Joe", "Joel", None),
            ("Dan", "Dana", None),
            ("Robert", "Bob", None),
            ("Steve", "Steven", None),
            ("Roger", "Rodger", Some(Difference::Letters)),
            ("Bush", "Rush", None),
            ("Petersen", "Carlsen", None),
        ];
        for (a, b, expected) in cases {
            assert_eq!(difference(a, b), expected, "{a} / {b}");
            assert_eq!(difference(b, a), expected, "{b} / {a}");
        }
    }

    #[test]
    fn a_glance_tells_no_spellings_apart() {
        let words =
            ["Kowalski", "Kowalsky", "Brandt", "Brnadt", "Sergei", "Serguéi", "Zelenskyy", "Zelensky", "O'Hara"];
        for (a, b) in words.iter().flat_map(|a| words.iter().map(move |b| (a, b))) {
            let apart = Glance::of(a).tells_apart(Glance::of(b));
            assert!(!apart || difference(a, b).is_none() && a != b, "{a} / {b}");
        }
        assert!(Glance::of("Kowalski").tells_apart(Glance::of("Brandt")));
        assert!(!Glance::of("Robert").tells_apart(Glance::of("Bob")));
    }

    #[test]
    fn near_words_share_a_key() {
        for (a, b) in [("haldane", "haldaine"), ("brandt", "brnadt"), ("asad", "assad"), ("zelenskyy", "zelensky")] {
            let (a, b) = (keys(a), keys(b));
            assert!(a.iter().any(|key| b.contains(key)), "{a:?} / {b:?}");
        }
    }
}
