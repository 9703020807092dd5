//! The house's list: people whose names a desk writes one way in every draft.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::fold;

/// The house's list, with what finds a name on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct House {
    people: Vec<Listed>,
    /// Who writes a name so, to the letter.
    literal: FxHashMap<String, usize>,
    /// Who writes a name of several words so, [folded](fold) as a whole.
    folded: FxHashMap<String, usize>,
    /// Whose name of several words begins or ends with a word, folded.
    ends: FxHashMap<String, Vec<usize>>,
    /// The last words of all names, folded.
    surnames: FxHashSet<String>,
}

impl House {
    /// The list of `people`.
    pub fn new(people: Vec<Listed>) -> House {
        let mut house = House::default();
        for (index, listed) in people.iter().enumerate() {
            for form in listed.forms() {
                house.literal.entry(form.to_owned()).or_insert(index);
                let words: Vec<&str> = form.split(' ').collect();
                let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
                house.surnames.insert(fold(last));
                if words.len() > 1 {
                    house.folded.entry(fold(form)).or_insert(index);
                    for end in [first, last] {
                        let bearers = house.ends.entry(fold(end)).or_default();
                        if bearers.last() != Some(&index) {
                            bearers.push(index);
                        }
                    }
                }
            }
        }
        House { people, ..house }
    }

    /// The people on it, in its order. No two of them are written the same way.
    pub fn people(&self) -> &[Listed] {
        &self.people
    }

    /// The entry in which `name` stands to the letter.
    pub fn literal(&self, name: &str) -> Option<usize> {
        self.literal.get(name).copied()
    }

    /// The entry in which `name`, of several words, stands with the same letters.
    pub fn same(&self, name: &str) -> Option<usize> {
        self.literal(name).or_else(|| self.folded.get(&fold(name)).copied())
    }

    /// The entries whose name of several words begins or ends with `word`.
    pub fn with(&self, word: &str) -> &[usize] {
        self.ends.get(&fold(word)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether somebody on it has the surname `word`.
    pub fn knows(&self, word: &str) -> bool {
        self.surnames.contains(&fold(word))
    }
}

/// Someone on the house's list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// The name as the house spells it, single spaces between its words.
    pub name: String,
    /// Other ways to write it that the house accepts.
    pub also: Vec<String>,
    /// What the person is: "mayor".
    pub role: Option<String>,
    /// What pronoun means the person.
    pub pronoun: Option<Pronoun>,
}

impl Listed {
    /// Every way of writing the name that the house accepts, its own spelling first.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.also).map(String::as_str)
    }
}

/// The pronoun that means a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pronoun {
    /// She, her.
    She,
    /// He, him.
    He,
    /// They, them.
    They,
}

impl Pronoun {
    /// All of them.
    pub const ALL: [Pronoun; 3] = [Pronoun::She, Pronoun::He, Pronoun::They];

    /// The pronoun as a subject: "she".
    pub fn subject(self) -> &'static str {
        match self {
            Pronoun::She => "she",
            Pronoun::He => "he",
            Pronoun::They => "they",
        }
    }

    /// The pronoun as an object: "her".
    pub fn object(self) -> &'static str {
        match self {
            Pronoun::She => "her",
            Pronoun::He => "him",
            Pronoun::They => "them",
        }
    }
}
