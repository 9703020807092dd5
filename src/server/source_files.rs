//! The files that drafts are written from, as they stand on disk.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::files;
use super::scan::{self, Bounds, Few};
use super::walk::Walk;
use crate::desk::{Source, Sources};

/// What is read at most.
const BOUNDS: Bounds = Bounds { drafts: 2_000, bytes: 32 << 20, longest: 4 << 20 };

/// The sources that one `copydesk.toml` names, as they were read last.
#[derive(Debug, Default)]
pub struct SourceFiles {
    read: BTreeMap<PathBuf, (Seen, Arc<Source>)>,
    sources: Arc<Sources>,
}

/// What shows that a file need not be read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seen {
    written: Option<SystemTime>,
    bytes: u64,
}

impl SourceFiles {
    /// The sources as they were read last.
    pub fn sources(&self) -> &Arc<Sources> {
        &self.sources
    }

    /// Reads what was written since in `folders`, which are paths from `root`. Whatever `.gitignore` says is read too: who
    /// names a folder here means it. What is hidden is left out; links are not followed, and nothing is read outside `root`.
    ///
    /// Returns what was not read and why, a reason each.
    pub fn look(&mut self, root: &Path, folders: &[String]) -> Vec<String> {
        let (mut missing, mut outside, mut lost, mut long, mut surplus) = <(Few, Few, Few, Few, Few)>::default();
        let mut stand = BTreeSet::new();
        let (mut bytes, mut changed) = (0, false);
        for name in folders {
            let folder = root.join(name);
            let Ok(place) = folder.canonicalize() else {
                missing.add(|| name.clone());
                continue;
            };
            let here = if root == Path::new("") { Path::new(".") } else { root };
            if !here.canonicalize().is_ok_and(|root| place.starts_with(root)) {
                outside.add(|| name.clone());
                continue;
            }
            for file in Walk::all(&folder) {
                let (path, format, metadata) = match file.map(scan::draft) {
                    Ok(Some(file)) if !stand.contains(&file.0) => file,
                    Ok(_) => continue,
                    Err(error) => {
                        lost.add(|| error.to_string());
                        continue;
                    }
                };
                let seen = Seen { written: metadata.modified().ok(), bytes: metadata.len() };
                if seen.bytes > BOUNDS.longest {
                    long.add(|| path.display().to_string());
                    continue;
                }
                if stand.len() == BOUNDS.drafts || bytes + seen.bytes > BOUNDS.bytes {
                    surplus.add(|| path.display().to_string());
                    continue;
                }
                bytes += seen.bytes;
                let known = self.read.get(&path).is_some_and(|(known, _)| *known == seen && seen.written.is_some());
                if !known {
                    changed = true;
                    match files::within(root, &path).and_then(|place| scan::text(&place, BOUNDS.longest)) {
                        Ok(text) => {
                            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy();
                            let source = Source::new(&path.to_string_lossy(), &name, &text, format);
                            self.read.insert(path.clone(), (seen, Arc::new(source)));
                        }
                        Err(error) => {
                            lost.add(|| format!("{}: {error}", path.display()));
                            continue;
                        }
                    }
                }
                stand.insert(path);
            }
        }
        let before = self.read.len();
        self.read.retain(|path, _| stand.contains(path));
        if changed || self.read.len() < before {
            self.sources = Arc::new(Sources::new(self.read.values().map(|(_, source)| source.clone()).collect()));
        }
        let Bounds { drafts, bytes, longest } = BOUNDS;
        let left_out = [
            (missing, "there is no such folder of sources".to_owned()),
            (outside, "sources stand beside the copydesk.toml that names them, or below".to_owned()),
            (lost, "it cannot be looked into".to_owned()),
            (long, format!("a source may have {}", scan::size(longest))),
            (surplus, format!("there may be {drafts} sources of {} together", scan::size(bytes))),
        ];
        left_out.into_iter().filter_map(|(few, why)| few.sentence(&why)).collect()
    }
}
