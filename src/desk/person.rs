//! What a desk keeps of a person whom a draft names.

use crate::analysis::Article;
use crate::lexicon::letters::is_shown_hyphen;
use crate::text::{Span, fold};

/// Someone whom one draft names. The draft itself is not kept, so the place is written as whoever asks for it will want it,
/// a `P`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person<P> {
    /// The fullest form of the name that the draft gives, or the one that the house's list does.
    pub name: String,
    /// What the draft first says that she is.
    pub role: Option<String>,
    /// Where the draft introduces her.
    pub introduced: P,
    /// How often she is named or meant.
    pub mentions: usize,
    /// How many quotes are hers.
    pub quotes: usize,
    /// The words of the name, as [`words`] gives them, single spaces between.
    pub(super) words: String,
}

/// The people whom `article` names, in the order in which it first names them. `place` says where a span stands.
pub fn people<P>(article: &Article, place: impl Fn(Span) -> P) -> Vec<Person<P>> {
    let people = article.people.iter().filter_map(|person| {
        Some(Person {
            name: person.name.clone(),
            role: person.roles.first().map(|role| role.text.clone()),
            introduced: place(article.introduction(person)?.span),
            mentions: person.mentions.len(),
            quotes: person.quotes.len(),
            words: words(&person.name).collect::<Vec<_>>().join(" "),
        })
    });
    people.collect()
}

/// The [folded](fold) words of `text`, those between hyphens too.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| c.is_whitespace() || is_shown_hyphen(c)).map(fold).filter(|word| !word.is_empty())
}
