//! Writing a draft back, whole or not at all.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::server::files;

/// How many leftovers of runs that were killed may lie in the way.
const LEFTOVERS: usize = 9;

/// Puts `after` into the file at `place`, which holds `before`. It keeps its owner, if that may be, and its permissions, and
/// at no time holds anything but the one text or the other.
///
/// # Errors
///
/// What is no file, or a link to one, is write-protected, has another name by a hard link, holds something else by now or
/// cannot be written; the file is then as it was.
pub fn rewrite(place: &Path, before: &str, after: &str) -> io::Result<()> {
    let metadata = fs::symlink_metadata(place)?;
    if !metadata.is_file() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "not a file, cannot be written"));
    }
    if metadata.permissions().readonly() {
        return Err(io::Error::new(ErrorKind::PermissionDenied, "write-protected"));
    }
    if has_other_names(&metadata) {
        return Err(io::Error::new(
            ErrorKind::Unsupported,
            "has another name by a hard link, which would keep the old text",
        ));
    }
    let (mut file, beside) = new_beside(place)?;
    keep_owner(&file, &metadata);
    let written = (file.set_permissions(metadata.permissions()))
        .and_then(|()| file.write_all(after.as_bytes()))
        .and_then(|()| file.sync_all())
        .and_then(|()| holds(place, before))
        .and_then(|()| fs::rename(&beside, place));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// A new file beside the one at `place`, from where a rename is no copy, and its path.
fn new_beside(place: &Path) -> io::Result<(File, PathBuf)> {
    let mut number = 0;
    loop {
        let beside = place.with_file_name(format!(".copydesk-{}-{number}", std::process::id()));
        match File::options().write(true).create_new(true).open(&beside) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists && number < LEFTOVERS => number += 1,
            file => return Ok((file?, beside)),
        }
    }
}

/// Fails if the file at `place` holds anything but `text`.
fn holds(place: &Path, text: &str) -> io::Result<()> {
    match files::bytes(place, text.len() as u64 + 1)? == text.as_bytes() {
        true => Ok(()),
        false => Err(io::Error::new(ErrorKind::ResourceBusy, "has changed meanwhile")),
    }
}

/// Gives `file` to the owner of the one that it replaces. Few may give files away; with anyone else it is the writer's own.
#[cfg(unix)]
fn keep_owner(file: &File, metadata: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};

    let _ = fchown(file, Some(metadata.uid()), Some(metadata.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}

#[cfg(unix)]
fn has_other_names(metadata: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(metadata) > 1
}

#[cfg(not(unix))]
fn has_other_names(_: &Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_has_changed_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("weir.txt");
        fs::write(&path, "The weir is open.\n").unwrap();
        let error = rewrite(&path, "The weir is shut.\n", "The weir.\n").unwrap_err();
        assert_eq!(error.to_string(), "has changed meanwhile");
        assert_eq!(fs::read_to_string(&path).unwrap(), "The weir is open.\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        rewrite(&path, "The weir is open.\n", "The weir.\n").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "The weir.\n");
    }

    /// A run that was killed may have had the number of this one.
    #[test]
    fn what_a_killed_run_left_behind_is_not_in_the_way() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("weir.txt");
        fs::write(&path, "The weir is open.\n").unwrap();
        let left = |number| folder.path().join(format!(".copydesk-{}-{number}", std::process::id()));
        for number in 0..LEFTOVERS {
            fs::write(left(number), "The w").unwrap();
        }
        rewrite(&path, "The weir is open.\n", "The weir.\n").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "The weir.\n");
        assert!((0..LEFTOVERS).all(|number| fs::read_to_string(left(number)).unwrap() == "The w"));
        fs::write(left(LEFTOVERS), "The w").unwrap();
        assert!(rewrite(&path, "The weir.\n", "The weir is open.\n").is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "The weir.\n");
    }
}
