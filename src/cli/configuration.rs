//! The `copydesk.toml` and the `.copydesk/stet.toml` of the drafts that a command line names.

use std::collections::hash_map::Entry;
use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Error, Result};
use rustc_hash::FxHashMap;

use super::excerpt::Excerpts;
use super::fault::Fault;
use super::input;
use super::outcome::complain;
use super::place::Place;
use super::terminal::say;
use crate::config::{File, Mistake, Settings, Stets, file, stet_file};
use crate::desk::Sources;
use crate::server::configurations::folder_of;
use crate::server::files;
use crate::server::source_files::SourceFiles;
use crate::text::Buffer;

/// The settings in the file at `path`, which somebody has named, and what is wrong with it. Standard error is told of it too,
/// with the lines in question. A file that cannot be read leaves the defaults.
pub fn read(path: &Path) -> (Settings, Vec<Fault>) {
    settings(path, input::read(path, file::LONGEST))
}

fn settings(path: &Path, text: Result<Arc<str>>) -> (Settings, Vec<Fault>) {
    let text = match text {
        Ok(text) => text,
        Err(error) => return (Settings::default(), vec![unread(path, &error)]),
    };
    let File { settings, mistakes } = File::read(&text);
    (settings, faults(path, &text, &mistakes))
}

/// The same of a `.copydesk/stet.toml`.
fn stets(path: &Path, text: Result<Arc<str>>) -> (Stets, Vec<Fault>) {
    let text = match text {
        Ok(text) => text,
        Err(error) => return (Stets::default(), vec![unread(path, &error)]),
    };
    let (stets, mistakes) = stet_file::read(&path.to_string_lossy(), &text);
    (stets, faults(path, &text, &mistakes))
}

/// The text of the file at `path`, which was found beside drafts.
fn list(path: &Path) -> Result<Arc<str>> {
    input::read_found(&files::within(folder_of(path), path)?, file::LONGEST)
}

/// That the file at `path` cannot be read. Standard error is told of it.
fn unread(path: &Path, error: &Error) -> Fault {
    complain(path.display(), error);
    Fault { place: None, message: error.to_string() }
}

/// What is wrong with the file at `path`. Standard error is told of it, with the lines of `text` in question.
fn faults(path: &Path, text: &str, mistakes: &[Mistake]) -> Vec<Fault> {
    let (name, buffer) = (path.to_string_lossy(), Buffer::new(text));
    let excerpts = Excerpts::new(&name, text, false);
    let faults = mistakes.iter().map(|mistake| {
        say(&excerpts.mistake(mistake).to_string());
        Fault { place: Some(Place::new(&buffer, mistake.span.start)), message: mistake.message.clone() }
    });
    faults.collect()
}

/// The sources that `settings`, those in the file at `path`, name. Standard error is told what is not read of them.
pub fn sources(path: &Path, settings: &Settings) -> Arc<Sources> {
    let mut files = SourceFiles::default();
    let root = path.parent().unwrap_or(Path::new(""));
    for left_out in files.look(root, &settings.sources) {
        complain(path.display(), left_out);
    }
    files.sources().clone()
}

/// The settings of drafts, each by the `copydesk.toml` above it. Each file is read once, and so are the sources it names.
#[derive(Debug, Default)]
pub struct Configurations {
    /// The rules that speak whatever the files say.
    enabled: Vec<String>,
    /// The file that decides for the drafts of a folder, and the path of the folder from where that file lies.
    folders: FxHashMap<PathBuf, Option<(PathBuf, PathBuf)>>,
    files: FxHashMap<PathBuf, Basis>,
    /// The file that lets something stand in the drafts of a folder.
    stet_folders: FxHashMap<PathBuf, Option<(PathBuf, PathBuf)>>,
    stets: FxHashMap<PathBuf, Stets>,
}

/// What drafts are read by: settings, and the sources that they are written from.
pub type Basis = (Arc<Settings>, Arc<Sources>);

/// What is wrong with a file: its path, and each mistake.
pub type Faults = (PathBuf, Vec<Fault>);

impl Configurations {
    /// Those that let the rules `enabled` speak too.
    pub fn new(enabled: &[String]) -> Self {
        Configurations { enabled: enabled.to_vec(), ..Configurations::default() }
    }

    /// What the draft at `path` is read by, standard input by what counts in the current folder; and what is wrong with the
    /// files that say so, where they are read for the first time.
    pub fn of(&mut self, path: &Path) -> (Basis, Vec<Faults>) {
        let ((mut settings, sources), faults) = self.basis(path);
        let (stets, others) = self.stets(path);
        if !stets.entries.is_empty() {
            settings = Arc::new(Settings { stets, ..Settings::clone(&settings) });
        }
        ((settings, sources), faults.into_iter().chain(others).collect())
    }

    /// What is let stand in the draft at `path`, and what is wrong with the file that says so.
    fn stets(&mut self, path: &Path) -> (Stets, Option<Faults>) {
        let folder = folder(path);
        let found = self.stet_folders.entry(folder.to_owned()).or_insert_with(|| find(folder, stet_file::NAME));
        let Some((file, within)) = found else { return (Stets::default(), None) };
        let mut faults = None;
        let stets = self.stets.entry(file.clone()).or_insert_with(|| {
            let (stets, wrong) = stets(file, list(file));
            faults = (!wrong.is_empty()).then(|| (file.clone(), wrong));
            stets
        });
        let draft = within.join(path.file_name().unwrap_or_default());
        let parts = draft.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>();
        (stets.of(&parts.join("/")), faults)
    }

    /// The same without what is let stand.
    fn basis(&mut self, path: &Path) -> (Basis, Option<Faults>) {
        let folder = folder(path);
        let found = self.folders.entry(folder.to_owned()).or_insert_with(|| find(folder, file::NAME));
        let enabled = |settings: Settings| {
            let enabled = settings.enabled.iter().chain(&self.enabled).cloned().collect();
            Arc::new(Settings { enabled, ..settings })
        };
        let Some((file, _)) = found else { return ((enabled(Settings::default()), Arc::default()), None) };
        let (basis, faults) = match self.files.entry(file.clone()) {
            Entry::Occupied(known) => (known.get().clone(), None),
            Entry::Vacant(place) => {
                let (settings, faults) = settings(file, list(file));
                let sources = sources(file, &settings);
                let faults = (!faults.is_empty()).then(|| (file.clone(), faults));
                (place.insert((enabled(settings), sources)).clone(), faults)
            }
        };
        let (settings, sources) = basis;
        let Some(within) = self.within(path) else { return ((settings, sources), faults) };
        let settings = settings.at(&within);
        let sources = if settings.sources.is_empty() { Arc::default() } else { sources };
        ((settings, sources), faults)
    }

    /// Whether the draft at `path`, whose settings were asked for, lies in an archive.
    pub fn is_archived(&self, path: &Path) -> bool {
        let decided = self.folders.get(folder(path)).and_then(Option::as_ref);
        let basis = decided.and_then(|(file, _)| self.files.get(file));
        basis.zip(self.within(path)).is_some_and(|((settings, _), path)| settings.is_archived(&path))
    }

    /// The path of the draft at `path`, whose settings were asked for, from the folder of the file that decides.
    fn within(&self, path: &Path) -> Option<PathBuf> {
        let (_, folder) = self.folders.get(folder(path))?.as_ref()?;
        Some(folder.join(path.file_name()?))
    }
}

/// The folder of the draft at `path`; for standard input the current one.
fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if path != Path::new(input::STDIN) && folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// The file called `name` that decides for the drafts in `folder`, and the path of `folder` from where that name counts.
fn find(folder: &Path, name: &str) -> Option<(PathBuf, PathBuf)> {
    let folder = folder.canonicalize().ok()?;
    let above = file::folders(&folder, &[], |folder| folder.join(".git").exists());
    let root = above.into_iter().find(|folder| folder.join(name).is_file())?;
    let within = folder.strip_prefix(&root).ok()?.to_owned();
    Some((seen_from_here(root.join(name)), within))
}

/// `path`, which begins at the root, as people see it from where they are.
pub fn seen_from_here(path: PathBuf) -> PathBuf {
    let here = env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
    path.strip_prefix(here).map(Path::to_owned).unwrap_or(path)
}
