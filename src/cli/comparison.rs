//! Drafts that are checked together, compared with each other.

use std::path::Path;
use std::sync::Arc;

use super::configuration::seen_from_here;
use crate::analysis::quotes;
use crate::config::Settings;
use crate::desk::{Filed, Passages, Shelf, Sketch};
use crate::draft::{Draft, Format};
use crate::ide::Snapshot;
use crate::rules;

/// The words of the drafts that are compared, nothing more of them.
#[derive(Debug, Default)]
pub struct Comparison {
    passages: Passages,
}

impl Comparison {
    /// Adds the draft at `path`, which has this `text` and lies in an archive or not.
    pub fn add(&mut self, path: &Path, text: Arc<str>, format: Format, archived: bool) {
        let draft = Draft::new(text, format);
        let sketch = Sketch::new(&draft, &quotes::find(&draft).quotes);
        let (key, shelf) = (key(path), if archived { Shelf::Archive } else { Shelf::Drafts });
        self.passages.put(&key, Filed { name: key.as_str().into(), shelf, sketch });
    }

    /// Adds to the findings of `snapshot`, the draft at `path`, what it shares with others.
    pub fn complete(&self, path: &Path, snapshot: &mut Snapshot, settings: &Settings) {
        let article = &snapshot.article;
        let shared = self.passages.shared(&key(path), &Sketch::new(&article.draft, &article.quotes));
        let found = rules::across(article, &shared, settings);
        snapshot.findings.extend(found);
        snapshot.findings.sort_by_key(|finding| (finding.span, finding.code));
    }
}

/// The same for a file however the command line names it.
fn key(path: &Path) -> String {
    let path = path.canonicalize().map(seen_from_here).unwrap_or_else(|_| path.to_owned());
    path.to_string_lossy().into_owned()
}
