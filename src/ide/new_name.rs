//! How each form of a person's name reads when she gets a new one.

use crate::analysis::people::parts::{is_particle, is_suffix};
use crate::analysis::people::variant;
use crate::lexicon::names::Relation;
use crate::text::fold;

/// The words of a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Name {
    given: Vec<String>,
    /// With its particles: "van der Berg".
    surname: Vec<String>,
    /// "Jr."
    suffix: Vec<String>,
}

impl Name {
    /// Reads `words`, a name with the surname `surname` if it ends so.
    fn new(words: &[&str], surname: &[String]) -> Self {
        let core = 1 + words.iter().skip(1).rposition(|word| !is_suffix(word)).map_or(0, |last| last + 1);
        let (core, suffix) = words.split_at(core.min(words.len()));
        let known = core.len().checked_sub(surname.len()).filter(|&start| {
            let same = |(word, part): (&&str, &String)| fold(word) == fold(part);
            !surname.is_empty() && core[start..].iter().zip(surname).all(same)
        });
        let particles = core.iter().rev().skip(1).take_while(|word| is_particle(word)).count();
        let (given, surname) = core.split_at(known.unwrap_or(core.len().saturating_sub(1 + particles)));
        let owned = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        Name { given: owned(given), surname: owned(surname), suffix: owned(suffix) }
    }
}

/// A change of name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewName {
    old: Name,
    new: Name,
}

impl NewName {
    /// From `old`, the fullest form of the name, to `new`.
    ///
    /// A single word in place of a full name is a new surname, or a new given name where `from`, the form pointed at, is a
    /// bare given name. A person known by one name gets the whole of the new one in its place.
    pub fn new(old: &str, new: &str, from: &[&str]) -> Self {
        let old = Name::new(&old.split_whitespace().collect::<Vec<_>>(), &[]);
        let mut written: Vec<&str> = new.split_whitespace().collect();
        // "Carl Hale, Jr."
        for at in 1..written.len() {
            if is_suffix(written[at]) {
                written[at - 1] = written[at - 1].trim_end_matches(',');
            }
        }
        written.retain(|word| !word.is_empty());
        let mut new = Name::new(&written, &[]);
        if old.given.is_empty() {
            new.surname.splice(0..0, std::mem::take(&mut new.given));
        } else if new.given.is_empty() {
            new.given.clone_from(&old.given);
            if old.is_given(from) {
                new.given.splice(..1, std::mem::replace(&mut new.surname, old.surname.clone()));
            }
        }
        NewName { old, new }
    }

    /// The particles of the old surname, which stand before a bare one too: "van der Berg".
    pub fn particles(&self) -> &[String] {
        self.old.surname.split_last().map_or(&[], |(_, particles)| particles)
    }

    /// What stands for each word of `form`, a form of the old name: nothing, a word or several. `begins` tells that the form
    /// begins a sentence.
    pub fn words(&self, form: &[&str], begins: bool) -> Vec<String> {
        let own = Name::new(form, &self.old.surname);
        if self.old.is_given(form) {
            let slot = self.old.slot(form[0], 0).unwrap_or_default();
            // Of several new given names one is called by the first.
            let new = self.new.given.get(slot).or(self.new.given.first());
            return vec![fit(form[0], &self.old.given[slot], new.map_or("", String::as_str))];
        }
        let mut words: Vec<String> = own.given.iter().enumerate().map(|(at, word)| self.given(word, at)).collect();
        let mut surname = self.surname(&own.surname);
        if own.given.is_empty()
            && let Some(first) = surname.iter_mut().find(|word| !word.is_empty())
        {
            // "Van der Berg said", of Oskar van der Berg.
            let starts_big = |word: Option<&String>| word.is_some_and(|word| word.starts_with(char::is_uppercase));
            if begins || starts_big(own.surname.first()) && !starts_big(self.old.surname.first()) {
                *first = capitalised(first);
            }
        }
        let was_without = self.old.suffix.is_empty() && own.suffix.is_empty();
        if was_without
            && !own.given.is_empty()
            && let Some(last) = surname.last_mut()
        {
            self.new.suffix.iter().for_each(|suffix| last.push_str(&format!(" {suffix}")));
        }
        words.append(&mut surname);
        words.extend(own.suffix.iter().enumerate().map(|(at, suffix)| {
            let kept = self.old.suffix.is_empty() && self.new.suffix.is_empty();
            if kept { suffix.clone() } else { self.new.suffix.get(at).cloned().unwrap_or_default() }
        }));
        words
    }

    /// What stands for `word`, the given name number `at` of a form.
    fn given(&self, word: &str, at: usize) -> String {
        let Some(slot) = self.old.slot(word, at) else { return word.to_owned() };
        let last = slot + 1 == self.old.given.len();
        let new = self.new.given.get(slot..).unwrap_or_default();
        // What the new name has more of stands with the last.
        let new = if last { new.join(" ") } else { new.first().cloned().unwrap_or_default() };
        fit(word, &self.old.given[slot], &new)
    }

    /// What stands for each word of the surname of a form.
    fn surname(&self, own: &[String]) -> Vec<String> {
        let (Some(last), Some(old)) = (own.last(), self.old.surname.last()) else { return own.to_vec() };
        // A form without the particles of the old name goes without those of the new one.
        let bare = own.len() < self.old.surname.len();
        let new = &self.new.surname[if bare { self.new.surname.len().saturating_sub(1) } else { 0 }..];
        if new.len() == own.len() {
            let pairs = own.iter().zip(new).enumerate();
            return pairs.map(|(at, (word, new))| fit(word, self.old.surname.get(at).unwrap_or(old), new)).collect();
        }
        let mut words = vec![String::new(); own.len() - 1];
        words.push(fit(last, old, &new.join(" ")));
        words
    }
}

impl Name {
    /// Whether `form` is one of the given names alone.
    fn is_given(&self, form: &[&str]) -> bool {
        let ([word], Some(last), false) = (form, self.surname.last(), self.given.is_empty()) else { return false };
        let surname = fold(word) == fold(last) || fold(word) == fold(&self.surname.concat());
        let near = |name: &String| variant::difference(word, name).is_some();
        !surname && (self.known(word).is_some() || !near(last) && self.given.iter().any(near))
    }

    /// Which of the given names `word` is, the number `at` of a form.
    fn slot(&self, word: &str, at: usize) -> Option<usize> {
        let near = || self.given.iter().position(|name| variant::difference(word, name).is_some());
        self.known(word).or_else(near).or((at < self.given.len()).then_some(at))
    }

    /// Which of the given names `word` is, in full, as an initial or in short.
    fn known(&self, word: &str) -> Option<usize> {
        let is = |like: &dyn Fn(&String) -> bool| self.given.iter().position(like);
        let short = |name: &String| matches!(Relation::between(word, name), Some(Relation::Same | Relation::Nickname));
        is(&|name| name == word)
            .or_else(|| is(&|name| fold(name) == fold(word)))
            .or_else(|| initial(word).and_then(|letter| is(&|name| name.starts_with(letter))))
            .or_else(|| is(&short))
    }
}

/// `new` as it stands for `word`, which is written for `old`: an initial for an initial, capitals for capitals.
fn fit(word: &str, old: &str, new: &str) -> String {
    let shouted =
        |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.contains(char::is_lowercase);
    if word == old || new.is_empty() {
        new.to_owned()
    } else if initial(word).is_some_and(|letter| old.starts_with(letter)) {
        let dot = if word.ends_with('.') { "." } else { "" };
        new.chars().take(1).collect::<String>() + dot
    } else if shouted(word) && !shouted(old) {
        new.to_uppercase()
    } else if word.strip_prefix(old) == Some("s") {
        // A genitive without an apostrophe.
        format!("{new}s")
    } else if new == old && Relation::between(word, old) == Some(Relation::Nickname) {
        word.to_owned()
    } else {
        new.to_owned()
    }
}

/// The letter of an initial.
fn initial(word: &str) -> Option<char> {
    let mut letters = word.strip_suffix('.').unwrap_or(word).chars();
    letters.next().filter(|letter| letter.is_alphabetic() && letters.next().is_none())
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::NewName;

    /// What each form of the name `old` becomes when it is changed into `new`.
    fn check(old: &str, new: &str, forms: &[(&str, &str)]) {
        let change = NewName::new(old, new, &[]);
        for (form, expected) in forms {
            let words: Vec<&str> = form.split(' ').collect();
            let changed = change.words(&words, false);
            assert_eq!(changed.len(), words.len(), "{form}");
            let changed: Vec<String> = changed.into_iter().filter(|word| !word.is_empty()).collect();
            assert_eq!(changed.join(" "), *expected, "{form}, of {old}, now {new}");
        }
    }

    #[test]
    fn each_part_stands_where_its_like_stood() {
        check(
            "Ines Calloway",
            "Anna Holt",
            &[("Ines Calloway", "Anna Holt"), ("Calloway", "Holt"), ("Ines", "Anna"), ("I. Calloway", "A. Holt")],
        );
        check("Ines M. Calloway", "Anna M. Holt", &[("Ines Calloway", "Anna Holt"), ("M. Calloway", "M. Holt")]);
        check("Xi Langwei", "Li Langwei", &[("Xi", "Li"), ("Xi Langwei", "Li Langwei"), ("Langwei", "Langwei")]);
    }

    #[test]
    fn names_grow_and_shrink() {
        check(
            "Ines Calloway",
            "Ines Maria Holt",
            &[("Ines Calloway", "Ines Maria Holt"), ("Ines", "Ines"), ("Calloway", "Holt")],
        );
        check(
            "Ines Maria Calloway",
            "Anna Holt",
            &[("Ines Maria Calloway", "Anna Holt"), ("Ines Calloway", "Anna Holt"), ("Maria", "Anna")],
        );
        check("Carl Hale", "Carl Hale Jr.", &[("Carl Hale", "Carl Hale Jr."), ("Hale", "Hale")]);
        check("Carl Hale Jr.", "Carl Holt", &[("Carl Hale Jr.", "Carl Holt"), ("Hale", "Holt")]);
        check("Carl Hale Jr.", "Carl Holt, Sr.", &[("Carl Hale Jr.", "Carl Holt Sr."), ("Carl Hale", "Carl Holt")]);
    }

    #[test]
    fn particles_go_where_particles_stood() {
        check(
            "Oskar van der Berg",
            "Oskar Lund",
            &[("Oskar van der Berg", "Oskar Lund"), ("van der Berg", "Lund"), ("Berg", "Lund")],
        );
        check(
            "Oskar van der Berg",
            "Oskar de Vries",
            &[("van der Berg", "de Vries"), ("Berg", "Vries"), ("Van der Berg", "De Vries")],
        );
        check("Oskar Lund", "Oskar de Vries", &[("Oskar Lund", "Oskar de Vries"), ("Lund", "de Vries")]);
        assert_eq!(NewName::new("Oskar Lund", "Oskar de Vries", &[]).words(&["Lund"], true), ["De Vries"]);
    }

    #[test]
    fn every_spelling_is_renamed() {
        check(
            "Oskar Lindqvist",
            "Oskar Sandberg",
            &[
                ("Lindquist", "Sandberg"),
                ("LINDQVIST", "SANDBERG"),
                ("Oscar Lindqvist", "Oskar Sandberg"),
                ("Lindqvists", "Sandbergs"),
            ],
        );
        check("Oskar Lindqvist", "Oskar Lindqvist", &[("Lindquist", "Lindqvist")]);
        check("Robert Hale", "Robert Holt", &[("Bob", "Bob"), ("Bob Hale", "Bob Holt")]);
        check("Robert Hale", "Rupert Hale", &[("Bob", "Rupert"), ("Bob Hale", "Rupert Hale")]);
    }

    #[test]
    fn one_word_is_a_surname_unless_a_given_name_was_pointed_at() {
        check("Ines Calloway", "Holt", &[("Ines Calloway", "Ines Holt"), ("Calloway", "Holt"), ("Ines", "Ines")]);
        let given = NewName::new("Ines Calloway", "Anna", &["Ines"]);
        assert_eq!(given.words(&["Ines", "Calloway"], false), ["Anna", "Calloway"]);
        let surname = NewName::new("Ines Calloway", "Holt", &["Calloway"]);
        assert_eq!(surname.words(&["Ines", "Calloway"], false), ["Ines", "Holt"]);
    }

    #[test]
    fn who_is_known_by_one_name_gets_the_whole_new_one() {
        check("Banksy", "Robin Banks", &[("Banksy", "Robin Banks"), ("BANKSY", "ROBIN BANKS")]);
        check("Banksy", "Stik", &[("Banksy", "Stik")]);
    }
}
