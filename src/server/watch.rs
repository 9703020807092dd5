//! The files that the client is asked to watch, and what their changes mean.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use tower_lsp::gen_lsp_types::{
    DidChangeWatchedFilesRegistrationOptions, FileEvent, FileSystemWatcher, GlobPattern, Registration,
};

use super::configurations::is_list;
use super::places;
use super::scan::Extent;
use crate::config::{file, stet_file};
use crate::draft::Format;

/// The files that say what is left out of a workspace.
const LEFT_OUT: [&str; 2] = [".gitignore", ".ignore"];

/// What asks a client that watches files to tell of each file that drafts go by, of the drafts, and of what leaves drafts out.
pub fn watch() -> Registration {
    let extensions = Format::EXTENSIONS.map(|(extension, _)| extension).join(",");
    let lists = [file::NAME, stet_file::NAME].map(str::to_owned);
    let others = [format!("*.{{{extensions}}}"), format!("{{{}}}", LEFT_OUT.join(","))];
    let watchers = lists
        .into_iter()
        .chain(others)
        .map(|pattern| FileSystemWatcher { glob_pattern: GlobPattern::from(format!("**/{pattern}")), kind: None });
    let options = serde_json::to_value(DidChangeWatchedFilesRegistrationOptions { watchers: watchers.collect() });
    let register_options = options.ok().and_then(|options| serde_json::from_value(options).ok());
    let method = "workspace/didChangeWatchedFiles".to_owned();
    Registration { id: method.clone(), method, register_options }
}

/// Where drafts may stand otherwise than before `events`; everywhere if a file is among them by which they go.
pub fn extent(events: &[FileEvent]) -> Extent {
    let paths: BTreeSet<PathBuf> = events.iter().filter_map(|event| places::path(&event.uri)).collect();
    let is = |path: &Path, name: &str| path.file_name().is_some_and(|found| found == name);
    let everywhere = paths.iter().any(|path| is_list(path));
    let folder = |path: PathBuf| match path.parent() {
        Some(folder) if LEFT_OUT.iter().any(|name| is(&path, name)) => folder.to_owned(),
        _ => path,
    };
    Extent { everywhere, paths: paths.into_iter().map(folder).collect() }
}
