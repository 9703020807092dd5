//! The files in a folder, one after the other.

use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};
use std::vec;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::files;

/// The files in which a folder says what of it is ignored, those first that decide first, and whether they are git's: those say
/// nothing of a repository below.
const IGNORING: [(&str, bool); 3] = [(".ignore", false), (".gitignore", true), (".git/info/exclude", true)];

/// No more of such a file is read, in bytes.
const LONGEST: u64 = 1 << 20;

/// The files in a folder and below, in the order of their names. Links are not followed, and what is hidden is left out. What
/// cannot be looked into is an error in its place.
pub struct Walk<'w> {
    enters: Box<dyn Fn(&Path) -> bool + 'w>,
    /// What the folders above, the nearest first, and the user ignore; `None` if nothing is to be ignored.
    above: Option<(Vec<Rules>, Gitignore)>,
    /// The folders that are being looked into, each in the one before.
    open: Vec<Folder>,
    /// What comes before all else.
    first: Option<io::Result<PathBuf>>,
}

/// A folder that is being looked into.
struct Folder {
    /// Where it really is.
    place: PathBuf,
    rules: Rules,
    /// What is still to be looked at.
    left: vec::IntoIter<DirEntry>,
}

/// What a folder says of what is ignored in it.
struct Rules {
    /// What each of the files in [`IGNORING`] says.
    said: [Gitignore; IGNORING.len()],
    is_repository: bool,
}

impl<'w> Walk<'w> {
    /// All that is not hidden in `folder`, a link to which is followed; the file itself if it is one.
    pub fn all(folder: &Path) -> Self {
        Walk::begin(folder, None, |_| true)
    }

    /// The same without what `.gitignore` and `.ignore` name, and without what `enters` does not hold for. Like git, it
    /// does not read those files where they are links, and asks no `.gitignore` above a repository of what is in it.
    pub fn respectful(folder: &Path, enters: impl Fn(&Path) -> bool + 'w) -> Self {
        let place = folder.canonicalize().unwrap_or_default();
        let above = place.ancestors().skip(1).map(Rules::of).collect();
        Walk::begin(folder, Some((above, Gitignore::global().0)), enters)
    }

    fn begin(folder: &Path, above: Option<(Vec<Rules>, Gitignore)>, enters: impl Fn(&Path) -> bool + 'w) -> Self {
        let mut walk = Walk { enters: Box::new(enters), above, open: Vec::new(), first: None };
        walk.first = match folder.is_dir() {
            true => folder.canonicalize().and_then(|place| walk.enter(folder, place)).err().map(Err),
            false => Some(Ok(folder.to_owned())),
        };
        walk
    }

    /// Looks into `folder`, which really is at `place`.
    fn enter(&mut self, folder: &Path, place: PathBuf) -> io::Result<()> {
        let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", folder.display()));
        let mut entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>).map_err(named)?;
        entries.sort_by_key(DirEntry::file_name);
        let rules = if self.above.is_some() { Rules::of(&place) } else { Rules::none() };
        self.open.push(Folder { place, rules, left: entries.into_iter() });
        Ok(())
    }

    /// Whether what stands at `place`, in the folder that was entered last, is ignored.
    fn is_ignored(&self, place: &Path, is_folder: bool) -> bool {
        let Some((above, global)) = &self.above else { return false };
        for (file, (_, is_gits)) in IGNORING.iter().enumerate() {
            let nearest = self.open.iter().rev().map(|folder| &folder.rules).chain(above);
            for rules in nearest {
                match rules.said[file].matched(place, is_folder) {
                    Match::None if *is_gits && rules.is_repository => break,
                    Match::None => {}
                    Match::Ignore(_) => return true,
                    Match::Whitelist(_) => return false,
                }
            }
        }
        global.matched(place, is_folder).is_ignore()
    }
}

impl Iterator for Walk<'_> {
    type Item = io::Result<PathBuf>;

    fn next(&mut self) -> Option<io::Result<PathBuf>> {
        if let Some(first) = self.first.take() {
            return Some(first);
        }
        loop {
            let folder = self.open.last_mut()?;
            let Some(entry) = folder.left.next() else {
                self.open.pop();
                continue;
            };
            let (path, name) = (entry.path(), entry.file_name());
            let place = folder.place.join(&name);
            let hidden = name.as_encoded_bytes().starts_with(b".");
            // What is gone by now, or cannot be told, is nothing to read.
            let Ok(kind) = entry.file_type() else { continue };
            if hidden || !(self.enters)(&path) || self.is_ignored(&place, kind.is_dir()) {
                continue;
            }
            if kind.is_file() {
                return Some(Ok(path));
            }
            if kind.is_dir()
                && let Err(error) = self.enter(&path, place)
            {
                return Some(Err(error));
            }
        }
    }
}

impl Rules {
    /// Those of a walk that ignores nothing.
    fn none() -> Self {
        Rules { said: IGNORING.map(|_| Gitignore::empty()), is_repository: false }
    }

    /// What `folder` says.
    fn of(folder: &Path) -> Self {
        let said = IGNORING.map(|(name, _)| {
            let Ok(bytes) = files::bytes(&folder.join(name), LONGEST) else { return Gitignore::empty() };
            let text = String::from_utf8_lossy(&bytes);
            let mut rules = GitignoreBuilder::new(folder);
            for line in text.trim_start_matches('\u{feff}').lines() {
                // Like git, it passes over what is no pattern.
                let _ = rules.add_line(None, line);
            }
            rules.build().unwrap_or_else(|_| Gitignore::empty())
        });
        Rules { said, is_repository: folder.join(".git").exists() }
    }
}
