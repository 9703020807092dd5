//! The house's list against the names of a draft: whom on it a name means, and how the house spells it.

use super::person::Gender;
use super::variant::{self, Difference};
use crate::config::{House, Pronoun};
use crate::text::fold;

/// The house's list, asked about names.
#[derive(Clone, Copy, Debug)]
pub struct Roster<'h> {
    /// The list.
    pub house: &'h House,
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
    /// The entry that the full name `parts` means, and how well it fits. A name that is near several entries means none.
    pub fn full(&self, parts: &[Box<str>]) -> Option<(Fit, usize)> {
        if self.house.people().is_empty() {
            return None;
        }
        if let Some(entry) = self.house.same(&parts.join(" ")) {
            return Some((Fit::Same, entry));
        }
        let ends = [parts.first()?, parts.last()?].map(|end| self.house.with(end));
        let mut near = ends.concat();
        near.sort_unstable();
        near.dedup();
        near.retain(|&entry| self.house.people()[entry].forms().any(|form| nearly(parts, form)));
        match near[..] {
            [entry] => Some((Fit::Near, entry)),
            _ => None,
        }
    }

    /// The entry in which the name `parts` stands to the letter.
    pub fn literal(&self, parts: &[Box<str>]) -> Option<usize> {
        // Most houses have no list, and most drafts many names.
        (!self.house.people().is_empty()).then(|| self.house.literal(&parts.join(" "))).flatten()
    }

    /// The name of `entry` as the house spells it, in its words.
    pub fn parts(&self, entry: usize) -> Vec<&'h str> {
        self.house.people()[entry].name.split(' ').collect()
    }

    /// What `entry` is, as the house says.
    pub fn role(&self, entry: usize) -> Option<&'h str> {
        self.house.people()[entry].role.as_deref()
    }

    /// What pronouns mean `entry`, as the house says.
    pub fn gender(&self, entry: usize) -> Option<Gender> {
        self.house.people()[entry].pronoun.map(|pronoun| match pronoun {
            Pronoun::He => Gender::Male,
            Pronoun::She => Gender::Female,
            Pronoun::They => Gender::Neither,
        })
    }

    /// How the house writes `word`, a word of the name of `entry`, and how the two differ; `None` where it is not known to
    /// be one of its words. The house's own words are written as they are: `Difference::Glyph`.
    pub fn spelling(&self, entry: usize, word: &str) -> Option<(&'h str, Difference)> {
        let words = || self.house.people()[entry].forms().flat_map(|form| form.split(' '));
        if let Some(own) = words().find(|own| *own == word) {
            return Some((own, Difference::Glyph));
        }
        let near = words().filter_map(|own| Some((own, variant::difference(word, own)?)));
        near.min_by_key(|&(_, difference)| difference)
    }

    /// The form of `entry` that has the letters of `name` but other gaps: "Ann-Kathrin Berg" for "Ann Kathrin Berg".
    pub fn spaced(&self, entry: usize, name: &str) -> Option<&'h str> {
        let words = |name: &str| name.split(' ').count();
        let forms = || self.house.people()[entry].forms();
        let accepted = forms().any(|form| form == name);
        forms().find(|form| !accepted && words(form) != words(name) && fold(form) == fold(name))
    }
}

/// Whether `parts` is the full name `form` with one word misspelt. Names between the first and the last may be left out.
fn nearly(parts: &[Box<str>], form: &str) -> bool {
    let words: Vec<&str> = form.split(' ').collect();
    if words.len() < 2 {
        return false;
    }
    let pairs: Vec<(&str, &str)> = if parts.len() == words.len() {
        parts.iter().map(|part| &**part).zip(words).collect()
    } else {
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
        let own = parts.first().zip(parts.last());
        own.map(|(a, b)| vec![(&**a, *first), (&**b, *last)]).unwrap_or_default()
    };
    let odd: Vec<_> = pairs.into_iter().filter(|(a, b)| fold(a) != fold(b)).collect();
    matches!(odd[..], [(a, b)] if variant::difference(a, b).is_some())
}
