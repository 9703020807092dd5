//! The people a draft names: every mention, form, role and quote of each.

use super::quotes::Quote;
use crate::draft::Draft;
use crate::text::Span;

/// Someone the draft names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The fullest form of the name that the draft gives, in the commonest spelling.
    pub name: String,
    /// What the draft says that she is, in the order it says so, each once.
    pub roles: Vec<Role>,
    /// Where she is named or meant, in order.
    pub mentions: Vec<Mention>,
    /// Her quotes by index, in order.
    pub quotes: Vec<usize>,
    /// The ways her name is written, the commonest first.
    pub spellings: Vec<(String, usize)>,
}

/// What a person is, in the words of the draft: "Kremlin spokesman".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// The words, white space folded.
    pub text: String,
    /// Where they stand.
    pub span: Span,
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
    /// Whether it stands inside quotation marks of speech.
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

/// A spelling of a person's name at odds with another in the same draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// The person, by index.
    pub person: usize,
    /// The word or words that are at odds, as written: "Asad".
    pub written: String,
    /// The same part of the name as it is written elsewhere: "Assad".
    pub elsewhere: String,
    /// Where it is written so, in the source.
    pub places: Vec<Span>,
    /// Where the other spelling stands, in the source.
    pub others: Vec<Span>,
    /// What kind of difference it is.
    pub strength: Strength,
}

/// How much a difference of spelling weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Strength {
    /// Letters differ: one of the two is wrong.
    Misspelt,
    /// Only accents differ.
    Accent,
    /// Only a hyphen, a space or a capital differs.
    Form,
}

/// The people of `draft`, in the order in which they are first named, and the speaker of each quote as an index into
/// them.
pub fn find(_draft: &Draft, quotes: &[Quote]) -> (Vec<Person>, Vec<Option<usize>>) {
    (Vec::new(), vec![None; quotes.len()])
}

/// The spellings of names that are at odds with each other.
pub fn at_odds(_draft: &Draft, _people: &[Person]) -> Vec<Spelling> {
    Vec::new()
}
