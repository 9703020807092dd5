//! What a desk decides.

use std::path::Path;
use std::sync::Arc;

use super::house::House;
use super::levels::{CODES, Level, Levels};

/// What a desk decides; the defaults need no configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The longest draft that is analysed, in bytes. A longer one is opened and kept, and the client is told that it is
    /// not checked.
    pub longest_draft: usize,
    /// The rules that speak only if they are asked to, by their codes.
    pub enabled: Vec<String>,
    /// How much each rule weighs.
    pub levels: Levels,
    /// The folders of what drafts are written from: transcripts, notes, releases. Paths from the folder of the file that
    /// names them.
    pub sources: Vec<String>,
    /// The folders of drafts that were printed, which may be repeated. Paths like those of `sources`.
    pub archives: Vec<String>,
    /// The house's list, which decides how names are spelt.
    pub house: Arc<House>,
}

impl Settings {
    /// Whether the file at `path`, a path from the folder of the file that names them, lies in one of the sources.
    pub fn is_source(&self, path: &Path) -> bool {
        self.sources.iter().any(|folder| path.starts_with(folder))
    }

    /// The same where the text is a source itself. It is no draft but what others wrote or said: no rule speaks of it.
    pub fn for_source(self) -> Settings {
        let levels = CODES.iter().map(|code| ((*code).to_owned(), Level::Off));
        Settings { levels: levels.collect(), sources: Vec::new(), ..self }
    }

    /// Whether the file at `path`, a path from the folder of the file that names them, lies in one of the archives.
    pub fn is_archived(&self, path: &Path) -> bool {
        self.archives.iter().any(|folder| path.starts_with(folder))
    }
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            longest_draft: 16 << 20,
            enabled: Vec::new(),
            levels: Levels::new(),
            sources: Vec::new(),
            archives: Vec::new(),
            house: Arc::default(),
        }
    }
}
