//! Two ways of writing one name, told from two names.

use super::name::fold;

/// How two ways of writing a name differ, the mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Difference {
    /// In nothing but the glyph of an apostrophe or the like.
    Glyph,
    /// In a hyphen, a space or a capital.
    Form,
    /// In accents.
    Accent,
    /// In letters: one of the two is wrong.
    Letters,
}

/// A name this short has too many neighbours that are other names, in letters.
const SHORTEST: usize = 4;

/// A name this long may have two letters wrong, in letters.
const LONG: usize = 8;

/// How `a` and `b`, each one word of a name, differ if they may be the same name; `None` if they are equal or too far
/// apart.
///
/// Letters may differ by one edit (a neighbouring pair swapped counts as one), in long names by two. Plurals, demonyms
/// and the like made from a name are no spellings of it.
pub fn difference(a: &str, b: &str) -> Option<Difference> {
    if a == b {
        return None;
    }
    let (folded_a, folded_b) = (fold(a), fold(b));
    if folded_a == folded_b {
        if folded_a.is_empty() {
            return None;
        }
        let plain = |word: &str| -> String { word.chars().filter(|c| c.is_alphanumeric()).collect() };
        let glyphs = |word: &str| -> String {
            word.replace(['’', 'ʼ', '‘', '`', '´'], "'").replace(['\u{2010}', '\u{2011}'], "-").replace('\u{ad}', "")
        };
        return Some(if glyphs(a) == glyphs(b) {
            Difference::Glyph
        } else if plain(a).to_lowercase() == plain(b).to_lowercase() {
            Difference::Form
        } else {
            Difference::Accent
        });
    }
    let length = folded_a.len().min(folded_b.len());
    if length < SHORTEST || is_derived(&folded_a, &folded_b) || is_derived(&folded_b, &folded_a) {
        return None;
    }
    let first = folded_a.as_bytes()[0] == folded_b.as_bytes()[0];
    let distance = strsim::osa_distance(&folded_a, &folded_b);
    let allowed = if length >= LONG { 2 } else { 1 };
    (distance <= allowed && (first || distance == 1 && length > SHORTEST)).then_some(Difference::Letters)
}

/// Whether `longer` is made from `name`: a plural, a demonym, an adjective.
fn is_derived(name: &str, longer: &str) -> bool {
    let Some(ending) = longer.strip_prefix(name) else { return false };
    matches!(
        ending,
        "s" | "es" | "n" | "an" | "ian" | "ist" | "ite" | "ism" | "y" | "ic" | "i" | "a" | "ns" | "ed" | "er" | "ers"
    )
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
            ("Muñoz", "Munoz", Some(Difference::Accent)),
            ("O'Hara", "O’Hara", Some(Difference::Glyph)),
            ("Smith-Lowe", "Smithlowe", Some(Difference::Form)),
            ("MacLeod", "Macleod", Some(Difference::Form)),
            ("Halloran", "Hallorans", None),
            ("Bush", "Rush", None),
            ("Lee", "Lea", None),
            ("Petersen", "Carlsen", None),
        ];
        for (a, b, expected) in cases {
            assert_eq!(difference(a, b), expected, "{a} / {b}");
            assert_eq!(difference(b, a), expected, "{b} / {a}");
        }
    }
}
