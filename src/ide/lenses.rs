//! Code lenses: at a person's introduction, how much she is quoted.

use super::snapshot::Snapshot;
use super::wording::counted;
use crate::analysis::Person;
use crate::text::Span;

/// What stands over the line of a person's introduction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens<'s> {
    /// The name, as far as it stands on one line.
    pub span: Span,
    /// Whom it names.
    pub person: &'s Person,
    /// What she says, as indexes into the quotes of the article, in order.
    pub quotes: Vec<usize>,
    /// "Ines Calloway: 7 quotes · 214 words": people who are introduced on one line have their lenses side by side.
    pub title: String,
}

/// The lenses of the people who are quoted, in the order of their introductions. What stands again in a copy counts once.
pub fn lenses(snapshot: &Snapshot) -> Vec<Lens<'_>> {
    let article = &snapshot.article;
    let lenses = article.people.iter().filter_map(|person| {
        let quotes = article.first_told(&person.quotes);
        if quotes.is_empty() {
            return None;
        }
        let name = article.introduction(person)?.span;
        let words = name.of(snapshot.text());
        let line = words.find(['\n', '\r']).unwrap_or(words.len());
        let words = counted(article.words(&quotes), "word");
        let title = format!("{}: {} · {words}", person.name, counted(quotes.len(), "quote"));
        Some(Lens { span: Span::new(name.start, name.start + line), person, quotes, title })
    });
    let mut lenses: Vec<Lens> = lenses.collect();
    lenses.sort_by_key(|lens| lens.span);
    lenses
}
