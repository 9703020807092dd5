//! Drafts that are checked together, compared with each other.

use std::path::Path;
use std::sync::Arc;

use super::configuration::seen_from_here;
use crate::analysis::quotes;
use crate::config::Settings;
use crate::desk::{Answers, Filed, Passages, Shelf, Sketch};
use crate::draft::{Draft, Format};
use crate::ide::Snapshot;
use crate::rules;

/// The words of the drafts that are compared, nothing more of them.
#[derive(Debug, Default)]
pub struct Comparison {
    passages: Passages,
}

impl Comparison {
    /// Adds the draft that goes by `key`, of which this is the `sketch`, and which lies in an archive or not.
    pub fn add(&mut self, key: &str, sketch: Sketch, archived: bool) {
        let shelf = if archived { Shelf::Archive } else { Shelf::Drafts };
        self.passages.put(key, Filed { name: key.into(), shelf, sketch: sketch.into() });
    }

    /// Adds to the findings of `snapshot`, the draft that goes by `key`, what it shares with others.
    pub fn complete(&self, key: &str, snapshot: &mut Snapshot, settings: &Settings) {
        let article = &snapshot.article;
        let sketch = Sketch::of(article);
        let shared = self.passages.shared(key, &sketch, &mut Answers::default());
        let across = rules::across(article, &shared, settings, &mut snapshot.broken);
        snapshot.findings = snapshot.findings_beside(&across, settings);
    }
}

/// The words of a draft.
pub fn sketch(text: Arc<str>, format: Format) -> Sketch {
    let draft = Draft::new(text, format);
    Sketch::new(&draft, &quotes::find(&draft).quotes)
}

/// What the draft at `path` goes by: the same for a file however the command line names it.
pub fn key(path: &Path) -> String {
    let path = path.canonicalize().map(seen_from_here).unwrap_or_else(|_| path.to_owned());
    path.to_string_lossy().into_owned()
}
