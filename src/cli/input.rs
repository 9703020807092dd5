//! The drafts that a command line names.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, iter};

use anyhow::{Context, Error, Result, anyhow, ensure};
use clap::ValueEnum;

use crate::draft::Format;
use crate::server::files;
use crate::server::walk::Walk;

/// The path that means standard input.
pub const STDIN: &str = "-";

/// Which drafts a command is to read, and the style `S` in which it prints what it finds in them.
#[derive(Debug, clap::Args)]
pub struct Drafts<S: ValueEnum + Default + Send + Sync + 'static> {
    /// Drafts, or folders of drafts; - is standard input [default: the current folder]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// What the drafts are written in: plaintext (or text), markdown, html [default: as file names say, else plaintext]
    #[arg(long, value_parser = language)]
    language: Option<Format>,

    /// How to print what is found
    #[arg(long, value_enum, default_value_t)]
    pub format: S,
}

/// A file that is a draft.
#[derive(Clone, Debug)]
pub enum File {
    /// One that somebody named by this path. It is read wherever that leads, and may be standard input.
    Named(PathBuf),
    /// One that was found at this place in a folder. No link led there, and none is followed if there is one by now.
    Found(PathBuf),
}

impl File {
    /// Whether it is standard input.
    pub fn is_stdin(&self) -> bool {
        matches!(self, File::Named(path) if path == Path::new(STDIN))
    }

    /// Where it really is.
    ///
    /// # Errors
    ///
    /// What is not there, and what was found and has a link in its way by now.
    pub fn place(&self) -> io::Result<PathBuf> {
        match self {
            File::Named(path) => path.canonicalize(),
            File::Found(place) => files::unlinked(place).map(|()| place.clone()),
        }
    }
}

impl<S: ValueEnum + Default + Send + Sync> Drafts<S> {
    /// The files, each with the path by which to speak of it. What cannot be looked into is an error in its place.
    pub fn files(&self) -> impl Iterator<Item = (PathBuf, Result<File>)> {
        let here = self.paths.is_empty().then(|| PathBuf::from("."));
        self.paths.iter().cloned().chain(here).flat_map(files)
    }

    /// The draft in `file`, and what it is written in.
    ///
    /// # Errors
    ///
    /// What cannot be read, is longer than `longest` bytes, or is not UTF-8.
    pub fn read(&self, file: &File, longest: usize) -> Result<(Arc<str>, Format)> {
        let (path, text) = match file {
            File::Named(path) => (path, read(path, longest)?),
            File::Found(place) => {
                (place, file.place().map_err(unreadable).and_then(|place| read_found(&place, longest))?)
            }
        };
        Ok((text, self.language.or_else(|| Format::of_file(path)).unwrap_or_default()))
    }
}

/// The files at `path`: itself, or, where it is a folder, every draft in it in the order of the names. Which files are
/// drafts is told by their extensions; what `.gitignore` or `.ignore` names is left out, and so is what is hidden.
///
/// A folder that cannot be read is an error in its place.
fn files(path: PathBuf) -> Box<dyn Iterator<Item = (PathBuf, Result<File>)>> {
    if !path.is_dir() {
        return Box::new(iter::once((path.clone(), Ok(File::Named(path)))));
    }
    let is_draft = |file: &io::Result<PathBuf>| file.as_ref().map_or(true, |file| Format::of_file(file).is_some());
    // The current folder goes without saying.
    let name = |file: &Path| file.strip_prefix(".").unwrap_or(file).to_owned();
    let folder = path.canonicalize().unwrap_or_default();
    Box::new(Walk::respectful(&path, |_| true).filter(is_draft).map(move |file| match file {
        Ok(file) => (name(&file), Ok(File::Found(folder.join(file.strip_prefix(&path).unwrap_or(&file))))),
        Err(error) => (path.clone(), Err(error.into())),
    }))
}

/// The text of the file that somebody named by `path`, of at most `longest` bytes.
///
/// # Errors
///
/// What cannot be read, is longer, or is not UTF-8.
pub fn read(path: &Path, longest: usize) -> Result<Arc<str>> {
    let mut bytes = Vec::new();
    let most = longest as u64 + 1;
    if path == Path::new(STDIN) {
        io::stdin().lock().take(most).read_to_end(&mut bytes)?;
    } else {
        fs::File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes)).map_err(unreadable)?;
    }
    text(&bytes, longest)
}

/// The text of the file that was found at `place`, of at most `longest` bytes.
///
/// # Errors
///
/// The same, and what is a link or no plain file.
pub fn read_found(place: &Path, longest: usize) -> Result<Arc<str>> {
    text(&files::bytes(place, longest as u64 + 1).map_err(unreadable)?, longest)
}

/// What `bytes` say, if there are no more than `longest`.
fn text(bytes: &[u8], longest: usize) -> Result<Arc<str>> {
    ensure!(bytes.len() <= longest, "longer than {} MB, not checked", longest >> 20);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = 1 + memchr::memchr_iter(b'\n', &bytes[..error.valid_up_to()]).count();
        anyhow!("not UTF-8 text: byte {}, on line {line}, is not", error.valid_up_to())
    })?;
    Ok(text.into())
}

/// Why a file cannot be read, in plain words where there are some.
fn unreadable(error: io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::NotFound => anyhow!("no such file or folder"),
        io::ErrorKind::PermissionDenied => anyhow!("permission denied"),
        _ => error.into(),
    }
}

/// The format that is called `name`, for the command line.
fn language(name: &str) -> Result<Format> {
    Format::named(name).context("no such language; there are plaintext (or text), markdown and html")
}
