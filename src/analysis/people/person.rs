//! A person, and the places where a draft names or means one.

use crate::text::Span;

/// Someone the draft names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The name as the house spells it; else the fullest form of it that the draft gives, in the commonest spelling.
    pub name: String,
    /// What the draft says that she is, each once, in the order it says so; but what its body says stands before what only a
    /// headline or the like does, and at the end what is part of another role.
    pub roles: Vec<Role>,
    /// Where she is named or meant, in order.
    pub mentions: Vec<Mention>,
    /// Her quotes by index, in order.
    pub quotes: Vec<usize>,
    /// The ways her name is written, the commonest first, each with how often.
    pub forms: Vec<(String, usize)>,
    /// What pronouns mean her, as far as the draft shows.
    pub gender: Option<Gender>,
    /// The entry of the house's list that is about her, by index.
    pub listed: Option<usize>,
}

impl Person {
    /// What she is, without what is part of another of her roles.
    pub fn whole_roles(&self) -> impl Iterator<Item = &str> {
        self.roles.iter().filter(|role| !role.part).map(|role| role.text.as_str())
    }
}

/// What a person is, in the words of the draft: "Kremlin spokesman".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// The words, white space folded.
    pub text: String,
    /// Where they stand, in the source.
    pub span: Span,
    /// Whether another of her roles says the same and more: "owner of the Blue Anchor" and "Owner".
    pub part: bool,
}

/// The words of `role` without what hangs on them: "harbour master" of "harbour master at Port Larch".
pub fn bare(role: &str) -> &str {
    let hangs = |rest: &str| {
        rest.starts_with(',') || [" of ", " for ", " at ", " in "].iter().any(|word| rest.starts_with(word))
    };
    let mut ends = role.match_indices([' ', ',']).map(|(end, _)| end);
    &role[..ends.find(|&end| hangs(&role[end..])).unwrap_or(role.len())]
}

/// One place where a person is named or meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The words in the source, without title, role or possessive `'s`.
    pub span: Span,
    /// The block they stand in.
    pub block: usize,
    /// How the person is meant.
    pub kind: MentionKind,
    /// Whether it stands inside quotation marks.
    pub quoted: bool,
}

/// How a mention means its person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// By name, full or in part.
    Name,
    /// By what the person is: "the spokesman".
    Role,
    /// By a pronoun.
    Pronoun,
}

/// The gender that a draft's words for a person show, or the house's list says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    /// "he", "Mr.", "spokesman".
    Male,
    /// "she", "Ms.", "spokeswoman".
    Female,
    /// "they", for one person. Only the house's list says so.
    Neither,
}
