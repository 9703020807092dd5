//! The parts of a name: given names, particles, surname, suffix.

use crate::lexicon::letters::is_shown_hyphen;
use crate::lexicon::names::{Commonness, Entry};
use crate::text::{folded_key, folded_within};

/// The name without "Jr." and the like.
pub fn core<P: AsRef<str>>(parts: &[P]) -> &[P] {
    match parts {
        [core @ .., last] if core.len() > 1 && is_suffix(last.as_ref()) => core,
        _ => parts,
    }
}

/// Whether `part` of a name is "Jr." or the like.
pub fn is_suffix(part: &str) -> bool {
    matches!(part.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV" | "Esq")
}

/// Whether `part` of a name is a particle, as "von" is.
pub fn is_particle(part: &str) -> bool {
    part.chars().next().is_some_and(char::is_lowercase)
}

/// A particle in small letters or in capitals, as at the start of a sentence: "van", "Al".
pub fn may_be_particle(part: &str) -> bool {
    is_of_surname(part) || is_one_of(part, &["bin", "ibn", "abu", "st", "san", "al", "el"])
}

/// Whether `part` is a particle that belongs to the surname, however it is written: not "bin", which says whose son.
pub fn is_of_surname(part: &str) -> bool {
    let particles =
        ["van", "von", "der", "den", "ter", "ten", "de", "di", "da", "do", "dos", "du", "del", "della", "la", "le"];
    is_one_of(part, &particles)
}

/// Whether `part`, folded, is one of `particles`.
fn is_one_of(part: &str, particles: &[&str]) -> bool {
    /// The longest, in bytes.
    const LONGEST: usize = 5;
    // And a mark with it.
    part.len() <= LONGEST + 1
        && folded_within(part, &mut [0; LONGEST])
            .is_some_and(|folded| particles.iter().any(|particle| particle.as_bytes() == folded))
}

/// `core` without the particles of the surname, if two words at least are left.
pub fn unparticled(core: &[impl AsRef<str>]) -> Option<u64> {
    let [first, between @ .., last] = core else { return None };
    let particles = between.iter().all(|part| is_of_surname(part.as_ref())) && !is_of_surname(first.as_ref());
    particles.then(|| joined([first, last]))
}

/// The name of two words `core` with the surname in the other place: "Szabó Ilona" for "Ilona Szabó". `None` where both
/// words are given names, so that it may be another's.
pub fn turned(core: &[impl AsRef<str>]) -> Option<u64> {
    let [first, last] = core else { return None };
    let both = [first, last].iter().all(|name| Entry::of(name.as_ref()).given() >= Commonness::Known);
    (!both).then(|| joined([last, first]))
}

/// The [key](folded_key) of the words of `core` as one: "Van Doren" and "van Doren" are one surname.
pub fn joined<P: AsRef<str>>(core: impl IntoIterator<Item = P>) -> u64 {
    folded_key(core)
}

/// The words of the surname, its particles among them; those of the only name where there is but one. "al-Masri" is Masri.
pub fn surname<P: AsRef<str>>(parts: &[P]) -> impl Iterator<Item = &str> {
    let last = parts.len().saturating_sub(1);
    let particles = parts[..last].iter().rev().take_while(|part| is_particle(part.as_ref())).count();
    let particles = parts[last - particles..last].iter().map(P::as_ref);
    particles.chain(parts.last().map(|last| without_article(last.as_ref())))
}

/// The name behind the Arabic article: "al-Masri" is Masri.
pub fn without_article(name: &str) -> &str {
    /// The longest, in bytes.
    const LONGEST: usize = 3;
    let mut start = name.char_indices().take_while(|&(at, _)| at <= LONGEST);
    let hyphen = start.find(|&(_, c)| is_shown_hyphen(c));
    let rest = hyphen.map(|(at, hyphen)| &name[at + hyphen.len_utf8()..]);
    rest.filter(|rest| rest.starts_with(char::is_uppercase)).unwrap_or(name)
}
