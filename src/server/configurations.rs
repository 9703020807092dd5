//! The files that drafts go by, `copydesk.toml` and `.copydesk/stet.toml`, as the editor has them, or else as they stand on
//! disk.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use tower_lsp::gen_lsp_types::{
    Diagnostic, DiagnosticSeverity, InitializeParams, PublishDiagnosticsParams, Uri, WorkspaceFolder, WorkspaceFolders,
};

use super::files;
use super::places::{Places, path};
use crate::config::{File, Mistake, Settings, Stets, file, stet_file};
use crate::text::{Buffer, Encoding, Span};

/// The files that were met so far, and the folders that the client has opened.
#[derive(Clone, Debug, Default)]
pub struct Configurations {
    /// What counts where no file says otherwise.
    settings: Arc<Settings>,
    workspace: Vec<PathBuf>,
    files: BTreeMap<PathBuf, Source>,
    /// Those that are open, each with its version and its text.
    open: BTreeMap<PathBuf, (i32, Buffer)>,
    /// The files of which the client is still to be told.
    news: Vec<PathBuf>,
}

/// Where sources stand: the folder of a `copydesk.toml`, and the folders that it names.
pub type Place = (PathBuf, Vec<String>);

/// A file as it was read last.
#[derive(Clone, Debug, Default)]
struct Source {
    stamp: Option<Stamp>,
    text: String,
    settings: Arc<Settings>,
    stets: Arc<Stets>,
    mistakes: Vec<Mistake>,
}

/// What shows that a file was not written again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stamp {
    /// On disk: the time and its length.
    Saved(SystemTime, u64),
    /// In the editor: its version.
    Open(i32),
}

impl Configurations {
    /// None met yet, for a client that opens a session with `params` and asks for `settings`.
    pub fn new(params: &InitializeParams, settings: Settings) -> Self {
        let folders = match &params.workspace_folders_initialize_params.workspace_folders {
            Some(WorkspaceFolders::WorkspaceFolderList(folders)) => folders.iter().map(|folder| &folder.uri).collect(),
            // What clients said before there were several folders.
            #[expect(deprecated)]
            _ => params.root_uri.iter().collect::<Vec<_>>(),
        };
        let workspace = folders.into_iter().filter_map(path).collect();
        Configurations { settings: Arc::new(settings), workspace, ..Configurations::default() }
    }

    /// The folders that the client has opened.
    pub fn workspace(&self) -> &[PathBuf] {
        &self.workspace
    }

    /// The client has opened and closed folders.
    pub fn change_folders(&mut self, added: &[WorkspaceFolder], removed: &[WorkspaceFolder]) {
        let paths = |folders: &[WorkspaceFolder]| -> Vec<PathBuf> {
            folders.iter().filter_map(|folder| path(&folder.uri)).collect()
        };
        let removed = paths(removed);
        self.workspace.retain(|folder| !removed.contains(folder));
        self.workspace.extend(paths(added));
    }

    /// Where no file says otherwise, `settings` count from now on. Returns whether they are others than before.
    pub fn set_settings(&mut self, settings: Settings) -> bool {
        let changed = *self.settings != settings;
        if changed {
            self.settings = Arc::new(settings);
            self.forget();
        }
        changed
    }

    /// Has every file read again, also one that looks as if nobody had written it.
    pub fn forget(&mut self) {
        self.files.values_mut().for_each(|source| source.stamp = None);
    }

    /// The client has the file `uri` open in this version. Returns whether drafts go by a file of that name.
    pub fn open(&mut self, uri: &Uri, version: i32, buffer: &Buffer) -> bool {
        let Some(file) = list(uri) else { return false };
        self.changed(&file);
        self.open.insert(file, (version, buffer.clone()));
        true
    }

    /// The client has the file `uri` open no more: what stands on disk counts. Returns whether it was one that drafts go by.
    pub fn close(&mut self, uri: &Uri) -> bool {
        let Some(file) = list(uri).filter(|file| self.open.remove(file).is_some()) else { return false };
        self.changed(&file);
        true
    }

    /// The same without what is only in the editor.
    pub fn saved(&self) -> Self {
        let mut saved = self.clone();
        for file in std::mem::take(&mut saved.open).keys() {
            saved.files.remove(file);
        }
        saved
    }

    fn changed(&mut self, file: &Path) {
        if let Some(source) = self.files.get_mut(file) {
            source.stamp = None;
        }
    }

    /// Whether `file` is there, on disk or in the editor.
    fn is_there(&self, file: &Path) -> bool {
        self.open.contains_key(file) || file.is_file()
    }

    /// The settings of the draft `uri`. What was written since they were read last is read.
    pub fn of(&mut self, uri: &Uri) -> Arc<Settings> {
        self.and_place(uri).0
    }

    /// The same, and where the draft's sources stand, if there are some.
    pub fn and_place(&mut self, uri: &Uri) -> (Arc<Settings>, Option<Place>) {
        let (all, root) = self.deciding(uri);
        let mut settings = match within(uri, root.as_deref()) {
            Some(path) => all.at(&path),
            None => all,
        };
        if let Some(stets) = self.stets(uri) {
            settings = Arc::new(Settings { stets, ..Settings::clone(&settings) });
        }
        let place = root.filter(|_| !settings.sources.is_empty()).map(|root| (root, settings.sources.clone()));
        (settings, place)
    }

    /// What the desk's file lets stand in the draft `uri`, if anything.
    fn stets(&mut self, uri: &Uri) -> Option<Stets> {
        let file = self.find(uri, stet_file::NAME)?;
        let draft = stet_draft(uri, &file)?;
        self.read(file.clone());
        let stets = self.files.get(&file)?.stets.of(&draft);
        (!stets.entries.is_empty()).then_some(stets)
    }

    /// Whether the draft `uri` lies in an archive.
    pub fn is_archived(&mut self, uri: &Uri) -> bool {
        let (settings, root) = self.deciding(uri);
        within(uri, root.as_deref()).is_some_and(|path| settings.is_archived(&path))
    }

    /// The settings that stand in the file that decides for the draft `uri`, and the folder from which paths in them count:
    /// that of the file, or without one that which the client has opened.
    fn deciding(&mut self, uri: &Uri) -> (Arc<Settings>, Option<PathBuf>) {
        if let Some(file) = self.find(uri, file::NAME) {
            let folder = file.parent().map(Path::to_owned);
            return (self.read(file), folder);
        }
        let root = match path(uri) {
            Some(path) => {
                path.ancestors().find(|folder| self.workspace.iter().any(|opened| opened == folder)).map(Path::to_owned)
            }
            None => self.workspace.first().cloned(),
        };
        (self.settings.clone(), root)
    }

    /// The file called `name` by which the draft `uri` goes, if there is one: the nearest.
    fn find(&self, uri: &Uri, name: &str) -> Option<PathBuf> {
        self.folders(uri).into_iter().map(|folder| folder.join(name)).find(|file| self.is_there(file))
    }

    /// The file called `name` by which the draft `uri` goes, and its text; where there is none, where one would be looked for
    /// last, and `None`. A draft without a folder that ends the search has it beside itself.
    pub fn list(&mut self, uri: &Uri, name: &str) -> Option<(PathBuf, Option<&str>)> {
        let folders = self.folders(uri);
        if let Some(file) = self.find(uri, name) {
            self.read(file.clone());
            let text = self.files.get(&file).map(|source| source.text.as_str());
            return Some((file, text));
        }
        let ends = folders.last().filter(|last| is_root(last) || self.workspace.contains(last));
        Some((ends.or(folders.first())?.join(name), None))
    }

    /// The folders in which the file of the draft `uri` is looked for.
    fn folders(&self, uri: &Uri) -> Vec<PathBuf> {
        let path = path(uri);
        let folder = path.as_deref().and_then(Path::parent).or(self.workspace.first().map(PathBuf::as_path));
        folder.map(|folder| file::folders(folder, &self.workspace, is_root)).unwrap_or_default()
    }

    /// Looks at the files of the client's folders and at those met before, and gives what it is to be told of the files
    /// that changed since it was told last.
    pub fn check(&mut self, encoding: Encoding) -> Vec<PublishDiagnosticsParams> {
        let met: Vec<PathBuf> = self.files.keys().cloned().collect();
        let names = [file::NAME, stet_file::NAME];
        let folders: Vec<PathBuf> =
            self.workspace.iter().flat_map(|folder| names.map(|name| folder.join(name))).collect();
        for file in met.into_iter().chain(folders) {
            if self.is_there(&file) {
                self.read(file);
            } else if self.files.remove(&file).is_some_and(|gone| !gone.mistakes.is_empty()) {
                self.news.push(file);
            }
        }
        let mut news = std::mem::take(&mut self.news);
        // What was read twice since is said once.
        news.sort();
        news.dedup();
        news.iter().filter_map(|file| self.publication(file, encoding)).collect()
    }

    /// The settings in `file`, read again if it was written since.
    fn read(&mut self, file: PathBuf) -> Arc<Settings> {
        let open = self.open.get(&file);
        let stamp = match open {
            Some((version, _)) => Some(Stamp::Open(*version)),
            None => stamp(&file),
        };
        let known = self.files.entry(file.clone()).or_default();
        if stamp.is_none() || known.stamp != stamp {
            let source = Source { stamp, ..contents(&file, open.map(|(_, buffer)| buffer), &self.settings) };
            if !source.mistakes.is_empty() || !known.mistakes.is_empty() {
                self.news.push(file);
            }
            *known = source;
        }
        known.settings.clone()
    }

    /// What is wrong with each file that is there, as the client is told.
    pub fn publications(&mut self, encoding: Encoding) -> Vec<PublishDiagnosticsParams> {
        let files: Vec<PathBuf> = self.files.keys().chain(self.open.keys()).cloned().collect();
        let files: BTreeSet<PathBuf> = files.into_iter().filter(|file| self.is_there(file)).collect();
        files.iter().for_each(|file| {
            self.read(file.clone());
        });
        files.iter().filter_map(|file| self.publication(file, encoding)).collect()
    }

    /// What is wrong with `file`, as the client is told.
    fn publication(&self, file: &Path, encoding: Encoding) -> Option<PublishDiagnosticsParams> {
        let diagnostics = self.files.get(file).map(|source| diagnostics(&source.text, &source.mistakes, encoding));
        let uri = Uri::from_file_path(file).ok()?;
        let version = self.open.get(file).map(|(version, _)| *version);
        Some(PublishDiagnosticsParams { uri, version, diagnostics: diagnostics.unwrap_or_default() })
    }
}

/// Whether `folder` is the root of a repository.
fn is_root(folder: &Path) -> bool {
    folder.join(".git").exists()
}

/// The path of `uri`, if drafts go by a file of that name.
pub fn list(uri: &Uri) -> Option<PathBuf> {
    path(uri).filter(|path| is_list(path))
}

/// Whether drafts go by a file of that `path`.
pub fn is_list(path: &Path) -> bool {
    path.ends_with(file::NAME) || path.ends_with(stet_file::NAME)
}

/// What `file`, a `.copydesk/stet.toml`, calls the draft `uri`, if that stands below it.
pub fn stet_draft(uri: &Uri, file: &Path) -> Option<String> {
    let within = within(uri, file.parent()?.parent())?;
    Some(within.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"))
}

/// When `file` was written, as the system tells.
fn stamp(file: &Path) -> Option<Stamp> {
    let metadata = fs::metadata(file).ok()?;
    Some(Stamp::Saved(metadata.modified().ok()?, metadata.len()))
}

/// The path of the draft `uri` from `root`, if it lies there.
fn within(uri: &Uri, root: Option<&Path>) -> Option<PathBuf> {
    path(uri)?.strip_prefix(root?).ok().map(Path::to_owned)
}

/// The folder in which drafts go by `file`, one of those that they go by.
pub fn folder_of(file: &Path) -> &Path {
    let name = if file.ends_with(stet_file::NAME) { stet_file::NAME } else { file::NAME };
    file.ancestors().nth(Path::new(name).components().count()).unwrap_or(Path::new(""))
}

/// `file`, which may be `open`, and what it says over `settings`. That it cannot be read is a mistake too.
fn contents(file: &Path, open: Option<&Buffer>, settings: &Arc<Settings>) -> Source {
    let length = open.map_or_else(|| fs::metadata(file).map_or(0, |metadata| metadata.len()), |open| open.len() as u64);
    let text = match open {
        _ if length > file::LONGEST as u64 => Err(format!("is longer than {} MB", file::LONGEST >> 20)),
        Some(open) => Ok(open.to_string()),
        None => files::within(folder_of(file), file)
            .and_then(|place| files::text(&place, file::LONGEST as u64))
            .map_err(|error| format!("cannot be read: {error}")),
    };
    match text {
        Ok(text) if file.ends_with(stet_file::NAME) => {
            let (stets, mistakes) = stet_file::read(&file.to_string_lossy(), &text);
            Source { text, stets: Arc::new(stets), mistakes, ..Source::default() }
        }
        Ok(text) => {
            let File { settings, mistakes } = File::over(settings, &text);
            Source { text, settings: Arc::new(settings), mistakes, ..Source::default() }
        }
        Err(error) => {
            let mistake = Mistake { span: Span::new(0, 0), message: format!("This file {error}.") };
            Source { settings: settings.clone(), mistakes: vec![mistake], ..Source::default() }
        }
    }
}

fn diagnostics(text: &str, mistakes: &[Mistake], encoding: Encoding) -> Vec<Diagnostic> {
    let buffer = Buffer::new(text);
    let places = Places { buffer: &buffer, encoding };
    let diagnostic = |mistake: &Mistake| Diagnostic {
        range: places.range(mistake.span),
        severity: Some(DiagnosticSeverity::Error),
        source: Some(env!("CARGO_PKG_NAME").to_owned()),
        message: mistake.message.as_str().into(),
        code: None,
        code_description: None,
        tags: None,
        related_information: None,
        data: None,
    };
    mistakes.iter().map(diagnostic).collect()
}
