//! What lights up together with the words pointed at.

use super::snapshot::Snapshot;
use super::under::{Under, under};
use crate::text::Span;

/// Every mention of the person named or meant at the byte `offset`, or the quote there with the words that give its speaker.
/// In order; empty where neither stands.
pub fn highlight(snapshot: &Snapshot, offset: usize) -> Vec<Span> {
    let article = &snapshot.article;
    let mut places: Vec<Span> = match under(article, offset) {
        Some(Under::Person { named, .. }) => named.person.mentions.iter().map(|mention| mention.span).collect(),
        Some(Under::Quote(quote)) => {
            let quote = &article.quotes[quote];
            let speaker = quote.attribution.as_ref().map(|attribution| attribution.speaker);
            speaker.into_iter().chain([quote.span]).collect()
        }
        Some(Under::Copy(_)) | None => Vec::new(),
    };
    places.sort_unstable();
    places.dedup();
    places
}
