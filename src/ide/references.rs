//! Every place where a person is named or meant; everything that a speaker says; every copy of a passage.

use super::definition::definition;
use super::snapshot::Snapshot;
use super::under::{Under, under};
use crate::text::Span;

/// The places that belong to what stands at the byte `offset`, in order.
///
/// Of a person they are every name, role and pronoun that means her; of a quote all quotes of its speaker; of a copy all
/// copies of the passage. What [`definition`] leads to is among them if `introduction` says so, and else is not.
pub fn references(snapshot: &Snapshot, offset: usize, introduction: bool) -> Vec<Span> {
    let article = &snapshot.article;
    let mut places: Vec<Span> = match under(article, offset) {
        None => return Vec::new(),
        Some(Under::Person { named, .. }) => named.person.mentions.iter().map(|mention| mention.span).collect(),
        Some(Under::Quote(quote)) => match article.speakers[quote] {
            Some(person) => article.people[person].quotes.iter().map(|&quote| article.quotes[quote].span).collect(),
            None => vec![article.quotes[quote].span],
        },
        Some(Under::Copy(copy)) => {
            article.copies.iter().filter(|other| other.first == copy.first).map(|other| other.span).collect()
        }
    };
    if let Some(definition) = definition(snapshot, offset) {
        places.retain(|&place| place != definition.target);
        places.extend(introduction.then_some(definition.target));
    }
    places.sort_unstable();
    places.dedup();
    places
}
