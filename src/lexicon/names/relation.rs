//! What is known of two names: whether one may stand for the other.

use super::data::{self, Role};
use super::entry::{Commonness, Entry};
use super::key::Key;

/// How two names stand to each other, the closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// They differ in accents, case, hyphens, apostrophes or spaces only, or not at all.
    Same,
    /// Spellings or transliterations of one name: Sergei and Sergey, Yusuf and Youssef, Katherine and Catherine. That one
    /// person is written both ways is likelier for it, and never certain: Davis and Davies are two families.
    Spelling,
    /// One is short for the other, or a pet form of it: Robert and Bob.
    Nickname,
    /// Both are short for a third: Betsy and Lizzie.
    Siblings,
    /// Two given names, both common, that have nothing to do with each other however alike they look: Joe and Joel, Dan and
    /// Dana. Whoever writes both has most likely two people in mind; now and then a slip makes the one of the other.
    Apart,
}

impl Relation {
    /// What is known of `a` and `b`, two given names or two surnames, as written; none where nothing is known.
    pub fn between(a: &str, b: &str) -> Option<Relation> {
        let keys = (Key::of(a)?, Key::of(b)?);
        if keys.0 == keys.1 {
            return Some(Relation::Same);
        }
        let shared = data::circles(&keys.0)
            .flat_map(|mine| data::circles(&keys.1).map(move |theirs| (mine, theirs)))
            .filter(|(mine, theirs)| mine.number == theirs.number)
            .map(|(mine, theirs)| Relation::in_circle(mine.role, theirs.role));
        shared.min().or_else(|| {
            let common = |key| Entry::of_key(key).is_some_and(|entry| entry.given() == Commonness::Common);
            (common(&keys.0) && common(&keys.1)).then_some(Relation::Apart)
        })
    }

    /// Whether any name is known as a form of `name`.
    pub fn has_forms(name: &str) -> bool {
        Key::of(name).is_some_and(|key| data::circles(&key).next().is_some())
    }

    fn in_circle(a: Role, b: Role) -> Relation {
        match (a, b) {
            (Role::Spelling, _) | (_, Role::Spelling) => Relation::Spelling,
            (Role::Short, Role::Short) => Relation::Siblings,
            _ => Relation::Nickname,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Relation::{self, *};

    #[test]
    fn names_that_are_forms_of_each_other() {
        for (a, b, relation) in [
            ("Zoë", "Zoe", Some(Same)),
            ("Jean-Luc", "Jean Luc", Some(Same)),
            ("Sergei", "Sergey", Some(Spelling)),
            ("Mohammed", "Muhammad", Some(Spelling)),
            ("Zelensky", "Zelenskyy", Some(Spelling)),
            ("Davis", "Davies", Some(Spelling)),
            ("Sarah", "Sara", Some(Spelling)),
            ("Michael", "Micheal", Some(Spelling)),
            ("Jon", "Jonathan", Some(Nickname)),
            ("Robert", "Bob", Some(Nickname)),
            ("Lizzie", "Betsy", Some(Siblings)),
            ("Joe", "Joel", Some(Apart)),
            ("Dan", "Dana", Some(Apart)),
            ("Mario", "Maria", Some(Apart)),
            ("Karim", "Karin", Some(Apart)),
            // The parts before the hyphen say nothing of the whole.
            ("Anna-Luise", "Anna-Louisa", None),
            ("Blorptag", "Blorptak", None),
            ("Blorptag", "Robert", None),
            ("Зоя", "Zoya", None),
        ] {
            assert_eq!(Relation::between(a, b), relation, "{a} and {b}");
            assert_eq!(Relation::between(b, a), relation, "{b} and {a}");
        }
    }
}
