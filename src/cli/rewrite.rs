//! Writing a draft back, whole or not at all.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// Puts `text` into the file at `path`, which exists, keeps its permissions, and at no time holds anything but what it
/// held or `text`. Where `path` is a link, the file it points to is written.
///
/// # Errors
///
/// What is no file, is write-protected or cannot be written; the file is then as it was.
pub fn rewrite(path: &Path, text: &str) -> io::Result<()> {
    let path = &path.canonicalize()?;
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "not a file, cannot be written"));
    }
    if metadata.permissions().readonly() {
        return Err(io::Error::new(ErrorKind::PermissionDenied, "write-protected"));
    }
    // Beside it, where a rename is no copy.
    let beside = path.with_file_name(format!(".copydesk-{}", std::process::id()));
    let mut file = File::options().write(true).create_new(true).open(&beside)?;
    let written = (file.set_permissions(metadata.permissions()))
        .and_then(|()| file.write_all(text.as_bytes()))
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}
