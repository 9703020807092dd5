//! The house's list: people whose names a desk writes one way in every draft.

/// The house's list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct House {
    /// The people on it, in its order. No two of them are written the same way.
    pub people: Vec<Listed>,
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
