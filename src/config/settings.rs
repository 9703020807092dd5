//! What a desk decides, and whoever writes for her own editor.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::house::House;
use super::levels::Levels;
use super::patterns::Patterns;
use super::stet::Stets;

/// The longest that somebody may be kept waiting for what is unfinished at the caret.
pub const LONGEST_CARET_DELAY: Duration = Duration::from_secs(2);

/// All settings of a draft; the defaults need no configuration. What each means to those who write them stands in
/// [`SETTINGS`](super::table::SETTINGS).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The longest draft that is analysed, in bytes. A longer one is opened and kept, and the client is told that it is
    /// not checked. Nobody can set it.
    pub longest_draft: usize,
    /// The rules that speak only if they are asked to, by their codes.
    pub enabled: Vec<String>,
    /// How much each rule weighs.
    pub levels: Levels,
    /// The drafts for which rules weigh something else, the last one first in weight.
    pub overrides: Vec<Override>,
    /// The folders of what drafts are written from: transcripts, notes, releases. Paths from the folder of the file that
    /// names them.
    pub sources: Vec<String>,
    /// The folders of drafts that were printed, which may be repeated. Paths like those of `sources`.
    pub archives: Vec<String>,
    /// The house's list, which decides how names are spelt.
    pub house: Arc<House>,
    /// Whether the text is a source itself: no draft but what others wrote or said. No rule speaks of it, and drafts are not
    /// compared with it as with each other.
    pub source: bool,
    /// Whether hints give the full names of speakers whom a sentence calls by a part of their names, too.
    pub hint_named_speakers: bool,
    /// How long what is unfinished at the caret is not spoken of.
    pub caret_delay: Duration,
    /// What is let stand in the draft. It has a file of its own.
    pub stets: Stets,
}

/// What rules weigh in some drafts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Override {
    /// The drafts, by their paths from the folder of the file that names them.
    pub files: Patterns,
    /// How much each rule weighs in them, where it is another weight than elsewhere.
    pub levels: Levels,
}

impl Settings {
    /// The same for the draft at `path`, a path from the folder of the file that decides.
    ///
    /// One that lies in a source [is one](Settings::source).
    pub fn at(self: &Arc<Settings>, path: &Path) -> Arc<Settings> {
        if self.is_source(path) {
            return Arc::new(Settings { source: true, sources: Vec::new(), ..Settings::clone(self) });
        }
        let meant: Vec<_> = self.overrides.iter().filter(|other| other.files.match_path(path)).collect();
        if meant.is_empty() {
            return self.clone();
        }
        let mut levels = self.levels.clone();
        levels.extend(meant.into_iter().flat_map(|other| other.levels.clone()));
        Arc::new(Settings { levels, ..Settings::clone(self) })
    }

    fn is_source(&self, path: &Path) -> bool {
        self.sources.iter().any(|folder| path.starts_with(folder))
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
            overrides: Vec::new(),
            sources: Vec::new(),
            archives: Vec::new(),
            house: Arc::default(),
            source: false,
            hint_named_speakers: false,
            caret_delay: LONGEST_CARET_DELAY,
            stets: Stets::default(),
        }
    }
}
