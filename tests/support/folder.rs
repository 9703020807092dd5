//! A folder that an editor opens, for as long as a test lasts.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;
use tower_lsp::gen_lsp_types::Uri;

/// A folder of its own.
pub struct Folder(TempDir);

impl Folder {
    /// An empty one.
    pub fn new() -> Folder {
        Folder(tempfile::tempdir().expect("a folder"))
    }

    /// The path of `name` in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().canonicalize().expect("the folder").join(name)
    }

    /// The URI of `name` in it.
    pub fn uri(&self, name: &str) -> String {
        Uri::from_file_path(self.path(name)).expect("a path from the root").to_string()
    }

    /// Writes `text` into the file `name`.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("the file can be written");
    }
}
