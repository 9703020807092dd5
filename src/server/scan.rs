//! The drafts that stand on disk in the folders of a workspace: which there are, and which were written since.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::files;
use super::walk::Walk;
use crate::config::Settings;
use crate::draft::Format;

/// What is read of a workspace at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// How many drafts.
    pub drafts: usize,
    /// How many bytes they have together.
    pub bytes: u64,
    /// How many bytes a draft has.
    pub longest: u64,
}

impl Default for Bounds {
    fn default() -> Self {
        Bounds { drafts: 20_000, bytes: 256 << 20, longest: 4 << 20 }
    }
}

/// Where drafts may have changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Whether in every folder of the workspace.
    pub everywhere: bool,
    /// At these paths and below them. A file that is named here is read again even if it looks as if nobody had written it.
    pub paths: BTreeSet<PathBuf>,
}

/// The drafts that were read so far.
#[derive(Debug)]
pub struct Scan {
    bounds: Bounds,
    /// The folder of whoever works at this machine.
    home: Option<PathBuf>,
    read: BTreeMap<PathBuf, Seen>,
}

/// What shows that a draft need not be read again.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
    written: Option<SystemTime>,
    bytes: u64,
    settings: Arc<Settings>,
}

/// What is to be done about drafts that have changed.
#[derive(Debug, Default)]
pub struct Changes {
    /// What is to be read, in order.
    pub written: Vec<Written>,
    /// What is no more, or is none of the drafts any more.
    pub gone: Vec<PathBuf>,
    /// What was left out and why, a reason each.
    pub left_out: Vec<String>,
}

/// A draft that is to be read.
#[derive(Debug)]
pub struct Written {
    /// The folder in which it was found, at whatever depth.
    folder: PathBuf,
    /// How many bytes it may have.
    longest: u64,
    /// The file.
    pub path: PathBuf,
    /// How it is written.
    pub format: Format,
    seen: Seen,
}

/// What is left out for one reason: the first of it, and how much more there is.
#[derive(Debug, Default)]
pub(super) struct Few {
    first: Option<String>,
    more: usize,
}

impl Few {
    pub fn add(&mut self, what: impl FnOnce() -> String) {
        match self.first {
            None => self.first = Some(what()),
            Some(_) => self.more += 1,
        }
    }

    /// That it is not read, and `why`; `None` if there is nothing.
    pub fn sentence(self, why: &str) -> Option<String> {
        let more = if self.more > 0 { format!(" and {} more", self.more) } else { String::new() };
        self.first.map(|first| format!("not read: {first}{more}; {why}"))
    }
}

impl Extent {
    /// Every folder of the workspace.
    pub fn everywhere() -> Self {
        Extent { everywhere: true, ..Extent::default() }
    }

    /// The file or folder `path`.
    pub fn at(path: PathBuf) -> Self {
        Extent { paths: BTreeSet::from([path]), ..Extent::default() }
    }

    /// It and `other`.
    pub fn join(mut self, other: Extent) -> Self {
        self.everywhere |= other.everywhere;
        self.paths.extend(other.paths);
        self
    }

    /// Whether `path` lies in it.
    fn holds(&self, path: &Path) -> bool {
        self.everywhere || path.ancestors().any(|above| self.paths.contains(above))
    }

    /// Whether a part of it may lie at `path` or below.
    fn reaches(&self, path: &Path) -> bool {
        let mut behind = self.paths.range::<Path, _>((Bound::Included(path), Bound::Unbounded));
        self.holds(path) || behind.next().is_some_and(|below| below.starts_with(path))
    }
}

impl Scan {
    /// None read so far. The folder `home` and those above it are never looked into as a whole.
    pub fn new(bounds: Bounds, home: Option<PathBuf>) -> Self {
        Scan { bounds, home, read: BTreeMap::new() }
    }

    /// Looks at the part of `folders` that lies in `extent`. Which files are drafts is told by their extensions; what
    /// `.gitignore` or `.ignore` names is left out, and so is what is hidden; links are not followed. `settings` gives those
    /// of a file; one that is a source is no draft. Stops as soon as `cancelled` says so.
    pub fn look(
        &self,
        folders: &[PathBuf],
        extent: &Extent,
        mut settings: impl FnMut(&Path) -> Arc<Settings>,
        cancelled: &dyn Fn() -> bool,
    ) -> Changes {
        let mut written = Vec::new();
        let mut stand: BTreeSet<PathBuf> = BTreeSet::new();
        let (mut wide, mut lost, mut long, mut surplus) = <(Few, Few, Few, Few)>::default();
        let elsewhere = self.read.iter().filter(|(path, _)| !extent.holds(path));
        let (mut drafts, mut bytes) =
            elsewhere.fold((0, 0), |(drafts, bytes), (_, seen)| (drafts + 1, bytes + seen.bytes));
        for folder in folders.iter().filter(|folder| extent.reaches(folder)) {
            if self.is_too_wide(folder) {
                // Said once; not with every draft in it that is saved.
                if extent.everywhere {
                    wide.add(|| folder.display().to_string());
                }
                continue;
            }
            for file in Walk::respectful(folder, |path| extent.reaches(path)) {
                if cancelled() {
                    return Changes::default();
                }
                let (path, format, metadata) = match file.map(draft) {
                    Ok(Some(draft)) if !stand.contains(&draft.0) => draft,
                    Ok(_) => continue,
                    Err(error) => {
                        lost.add(|| error.to_string());
                        continue;
                    }
                };
                let settings = settings(&path);
                if settings.source {
                    continue;
                }
                if metadata.len() > self.bounds.longest {
                    long.add(|| path.display().to_string());
                    continue;
                }
                if drafts == self.bounds.drafts || bytes + metadata.len() > self.bounds.bytes {
                    surplus.add(|| path.display().to_string());
                    continue;
                }
                drafts += 1;
                bytes += metadata.len();
                let seen = Seen { written: metadata.modified().ok(), bytes: metadata.len(), settings };
                if extent.paths.contains(&path) || seen.written.is_none() || self.read.get(&path) != Some(&seen) {
                    let (folder, longest) = (folder.clone(), self.bounds.longest);
                    written.push(Written { folder, longest, path: path.clone(), format, seen });
                }
                stand.insert(path);
            }
        }
        let Bounds { drafts, bytes, longest } = self.bounds;
        let left_out = [
            (wide, "it is no folder of drafts alone; open one inside it".to_owned()),
            (lost, "it cannot be looked into".to_owned()),
            (long, format!("a draft may have {}", size(longest))),
            (surplus, format!("a workspace may have {drafts} drafts of {} together", size(bytes))),
        ];
        let left_out = left_out.into_iter().filter_map(|(few, why)| few.sentence(&why));
        let gone = self.read.keys().filter(|path| extent.holds(path) && !stand.contains(*path));
        Changes { written, gone: gone.cloned().collect(), left_out: left_out.collect() }
    }

    /// Keeps in mind that `draft` was read.
    pub fn keep(&mut self, draft: Written) {
        self.read.insert(draft.path, draft.seen);
    }

    /// How many drafts were read.
    pub fn len(&self) -> usize {
        self.read.len()
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.read.is_empty()
    }

    /// Forgets the draft at `path`.
    pub fn forget(&mut self, path: &Path) {
        self.read.remove(path);
    }

    /// Whether `folder` is one that people do not mean when they open it: their own, or one above it.
    fn is_too_wide(&self, folder: &Path) -> bool {
        let plain = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let folder = plain(folder);
        folder.parent().is_none() || self.home.as_deref().is_some_and(|home| plain(home).starts_with(folder))
    }
}

impl Written {
    /// What it is read by.
    pub fn settings(&self) -> &Settings {
        &self.seen.settings
    }

    /// Its text, as an editor would open it.
    ///
    /// # Errors
    ///
    /// What cannot be read or is no UTF-8, and what since it was seen has become a link or has grown too long.
    pub fn text(&self) -> io::Result<Arc<str>> {
        let place = self.folder.canonicalize()?.join(self.path.strip_prefix(&self.folder).unwrap_or(&self.path));
        files::unlinked(&place)?;
        text(&place, self.longest)
    }
}

/// The text of the file at `place`, as an editor would open it.
///
/// # Errors
///
/// As with [`files::text`].
pub(super) fn text(place: &Path, longest: u64) -> io::Result<Arc<str>> {
    let text = files::text(place, longest)?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).into())
}

/// The draft that the file at `path` is, if it is one.
pub(super) fn draft(path: PathBuf) -> Option<(PathBuf, Format, fs::Metadata)> {
    let format = Format::of_file(&path)?;
    let metadata = fs::symlink_metadata(&path).ok().filter(fs::Metadata::is_file)?;
    Some((path, format, metadata))
}

/// So many bytes, for people.
pub(super) fn size(bytes: u64) -> String {
    format!("{} MB", bytes >> 20)
}
