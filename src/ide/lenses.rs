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
    /// "Ines Calloway: 7 quotes · 214 words": people who are introduced on one line have their lenses side by side.
    pub title: String,
}

/// The lenses of the people who are quoted, in the order of their introductions. What stands again in a copy counts once.
pub fn lenses(snapshot: &Snapshot) -> Vec<Lens<'_>> {
    let article = &snapshot.article;
    let lenses = article.people.iter().filter_map(|person| {
        let told = article.first_told(&person.quotes);
        if told.is_empty() {
            return None;
        }
        let name = article.introduction(person)?.span;
        let words = name.of(snapshot.text());
        let line = words.find(['\n', '\r']).unwrap_or(words.len());
        let quotes = counted(told.len(), "quote");
        let words = counted(article.words(&told), "word");
        let title = format!("{}: {quotes} · {words}", person.name);
        Some(Lens { span: Span::new(name.start, name.start + line), person, title })
    });
    let mut lenses: Vec<Lens> = lenses.collect();
    lenses.sort_by_key(|lens| lens.span);
    lenses
}
