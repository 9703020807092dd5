//! The house's list against the names of a draft: whom on it a name means, and how the house spells it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::name::fold;
use super::person::Gender;
use super::variant::{self, Difference};
use crate::config::{House, Listed, Pronoun};

/// The house's list, ready to be asked about names.
#[derive(Debug, Default)]
pub struct Roster<'h> {
    /// The people on it.
    people: &'h [Listed],
    /// Who writes a name so, to the letter.
    literal: FxHashMap<&'h str, usize>,
    /// Who writes a name of several words so, folded as a whole.
    folded: FxHashMap<String, usize>,
    /// Who has a name of several words that begins or ends with a word, folded.
    ends: FxHashMap<String, Vec<usize>>,
    /// The last words of all names, folded.
    surnames: FxHashSet<String>,
}

/// How well a full name fits an entry of the list, the better the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// One word of it is spelt nearly as the house spells it.
    Near,
    /// It has the letters that the house gives it.
    Same,
}

impl<'h> Roster<'h> {
    /// The list of `house`.
    pub fn new(house: &'h House) -> Self {
        let mut roster = Roster { people: &house.people, ..Roster::default() };
        for (index, listed) in house.people.iter().enumerate() {
            for form in listed.forms() {
                roster.literal.insert(form, index);
                let words: Vec<&str> = form.split(' ').collect();
                let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
                roster.surnames.insert(fold(last));
                if words.len() > 1 {
                    roster.folded.entry(fold(form)).or_insert(index);
                    for end in [first, last] {
                        let bearers = roster.ends.entry(fold(end)).or_default();
                        if bearers.last() != Some(&index) {
                            bearers.push(index);
                        }
                    }
                }
            }
        }
        roster
    }

    /// The entry in which `name` stands to the letter.
    pub fn literal(&self, name: &str) -> Option<usize> {
        self.literal.get(name).copied()
    }

    /// The entry that the full name `parts` means, and how well it fits. A name that is near several entries means none.
    pub fn full(&self, parts: &[String]) -> Option<(Fit, usize)> {
        if self.people.is_empty() {
            return None;
        }
        let name = parts.join(" ");
        let same = self.literal(&name).or_else(|| self.folded.get(&fold(&name)).copied());
        if let Some(entry) = same {
            return Some((Fit::Same, entry));
        }
        let ends = [parts.first()?, parts.last()?].map(|end| self.ends.get(&fold(end)));
        let mut near: Vec<usize> = ends.into_iter().flatten().flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        near.retain(|&entry| self.people[entry].forms().any(|form| nearly(parts, form)));
        match near[..] {
            [entry] => Some((Fit::Near, entry)),
            _ => None,
        }
    }

    /// Whether somebody on the list has the surname `word`.
    pub fn knows(&self, word: &str) -> bool {
        self.surnames.contains(&fold(word))
    }

    /// The name of `entry` as the house spells it, in its words.
    pub fn parts(&self, entry: usize) -> Vec<String> {
        self.people[entry].name.split(' ').map(str::to_owned).collect()
    }

    /// What `entry` is, as the house says.
    pub fn role(&self, entry: usize) -> Option<&'h str> {
        self.people[entry].role.as_deref()
    }

    /// What pronouns mean `entry`, as the house says.
    pub fn gender(&self, entry: usize) -> Option<Gender> {
        self.people[entry].pronoun.map(|pronoun| match pronoun {
            Pronoun::He => Gender::Male,
            Pronoun::She => Gender::Female,
            Pronoun::They => Gender::Neither,
        })
    }

    /// How the house writes `word`, a word of the name of `entry`, and how the two differ; `None` where it is not known to
    /// be one of its words. The house's own words are written as they are: `Difference::Glyph`.
    pub fn spelling(&self, entry: usize, word: &str) -> Option<(&'h str, Difference)> {
        let words = || self.people[entry].forms().flat_map(|form| form.split(' '));
        if let Some(own) = words().find(|own| *own == word) {
            return Some((own, Difference::Glyph));
        }
        let near = words().filter_map(|own| Some((own, variant::difference(word, own)?)));
        near.min_by_key(|&(_, difference)| difference)
    }

    /// The form of `entry` that has the letters of `name` but other gaps: "Ann-Kathrin Berg" for "Ann Kathrin Berg".
    pub fn spaced(&self, entry: usize, name: &str) -> Option<&'h str> {
        let words = |name: &str| name.split(' ').count();
        let forms = || self.people[entry].forms();
        let accepted = forms().any(|form| form == name);
        forms().find(|form| !accepted && words(form) != words(name) && fold(form) == fold(name))
    }
}

/// Whether `parts` is the full name `form` with one word misspelt. Names between the first and the last may be left out.
fn nearly(parts: &[String], form: &str) -> bool {
    let words: Vec<&str> = form.split(' ').collect();
    if words.len() < 2 {
        return false;
    }
    let pairs: Vec<(&str, &str)> = if parts.len() == words.len() {
        parts.iter().map(String::as_str).zip(words).collect()
    } else {
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
        let own = parts.first().zip(parts.last());
        own.map(|(a, b)| vec![(a.as_str(), *first), (b.as_str(), *last)]).unwrap_or_default()
    };
    let odd: Vec<_> = pairs.into_iter().filter(|(a, b)| fold(a) != fold(b)).collect();
    matches!(odd[..], [(a, b)] if variant::difference(a, b).is_some())
}
