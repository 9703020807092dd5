//! The drafts that a command line names.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Error, Result, anyhow, ensure};
use clap::ValueEnum;

use crate::draft::Format;
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

impl<S: ValueEnum + Default + Send + Sync> Drafts<S> {
    /// The files, each with the path by which to speak of it. What cannot be looked into is an error in its place.
    pub fn files(&self) -> impl Iterator<Item = (PathBuf, Result<PathBuf>)> {
        let here = self.paths.is_empty().then(|| PathBuf::from("."));
        let paths = self.paths.iter().cloned().chain(here);
        paths.flat_map(|path| files(&path).map(move |file| (file.as_ref().unwrap_or(&path).clone(), file)))
    }

    /// The draft at `path`, and what it is written in.
    ///
    /// # Errors
    ///
    /// What cannot be read, is longer than `longest` bytes, or is not UTF-8.
    pub fn read(&self, path: &Path, longest: usize) -> Result<(Arc<str>, Format)> {
        Ok((read(path, longest)?, self.language.or_else(|| Format::of_file(path)).unwrap_or_default()))
    }
}

/// The files at `path`: itself, or, where it is a folder, every draft in it in the order of the names. Which files are
/// drafts is told by their extensions; what `.gitignore` or `.ignore` names is left out, and so is what is hidden.
///
/// A folder that cannot be read is an error in its place.
fn files(path: &Path) -> Box<dyn Iterator<Item = Result<PathBuf>>> {
    if !path.is_dir() {
        return Box::new(std::iter::once(Ok(path.to_owned())));
    }
    let is_draft = |file: &io::Result<PathBuf>| file.as_ref().map_or(true, |file| Format::of_file(file).is_some());
    // The current folder goes without saying.
    let named = |file: PathBuf| file.strip_prefix(".").map(Path::to_owned).unwrap_or(file);
    Box::new(Walk::respectful(path, |_| true).filter(is_draft).map(move |file| Ok(named(file?))))
}

/// The text of `path`, of at most `longest` bytes.
pub fn read(path: &Path, longest: usize) -> Result<Arc<str>> {
    let mut bytes = Vec::new();
    let most = longest as u64 + 1;
    if path == Path::new(STDIN) {
        io::stdin().lock().take(most).read_to_end(&mut bytes)?;
    } else {
        File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes)).map_err(unreadable)?;
    }
    ensure!(bytes.len() <= longest, "longer than {} MB, not checked", longest >> 20);
    let text = std::str::from_utf8(&bytes).map_err(|error| {
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
