//! Where a quote was taken from, in words.

use super::snapshot::Snapshot;
use crate::analysis::likeness::RUN;

/// In which source, and on which line of it, the quote with this `index` stands; `None` where the draft has no sources.
pub fn origin(snapshot: &Snapshot, index: usize) -> Option<String> {
    if snapshot.sources.is_empty() {
        return None;
    }
    Some(match snapshot.known.origins.get(index)? {
        Some(origin) => {
            let nearly = if origin.is_exact() { "" } else { "nearly " };
            format!("{nearly}stands in {}, {}", origin.name, origin.place())
        }
        None if snapshot.article.quotes[index].words < RUN => "is too short to be looked for in the sources".to_owned(),
        None => "stands in no source".to_owned(),
    })
}
