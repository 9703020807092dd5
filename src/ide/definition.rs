//! Where a person is introduced, who speaks a quote, of what a passage is a copy.

use super::snapshot::Snapshot;
use super::under::{Under, under};
use crate::text::Span;

/// Words, and the place that they go back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The words pointed at.
    pub origin: Span,
    /// The place that tells of them.
    pub target: Span,
}

/// What the words at the byte `offset` go back to: a name, role or pronoun to the place where the person is introduced, a
/// quote to the words that give its speaker, a copy to the passage that stands first. `None` where none of these stands, and
/// for a quote that nobody is given for.
pub fn definition(snapshot: &Snapshot, offset: usize) -> Option<Definition> {
    let article = &snapshot.article;
    match under(article, offset)? {
        Under::Person { named, .. } => {
            let introduction = article.introduction(named.person)?;
            Some(Definition { origin: named.span, target: introduction.span })
        }
        Under::Quote(quote) => {
            let quote = &article.quotes[quote];
            let attribution = quote.attribution.as_ref()?;
            Some(Definition { origin: quote.span, target: attribution.speaker })
        }
        Under::Copy(copy) => Some(Definition { origin: copy.span, target: copy.first }),
    }
}
