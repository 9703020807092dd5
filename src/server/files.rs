//! Reading what lies in folders that may be somebody else's: a clone, an unpacked archive, a shared drive.
//!
//! What is read of them is plain files that really lie there. A link could lead to what is nobody's business, a pipe or a
//! device might never end.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Where the file at `path` really is.
///
/// # Errors
///
/// What is not there, or lies outside `folder` once links are followed.
pub fn within(folder: &Path, path: &Path) -> io::Result<PathBuf> {
    let folder = if folder == Path::new("") { Path::new(".") } else { folder };
    let real = path.canonicalize()?;
    match real.starts_with(folder.canonicalize()?) {
        true => Ok(real),
        false => Err(io::Error::other("a link leads out of its folder")),
    }
}

/// Makes sure that what was found at `place`, with no link on the way there, is there still.
///
/// # Errors
///
/// If it is gone, or there is a link on the way by now.
pub fn unlinked(place: &Path) -> io::Result<()> {
    match place.canonicalize()? == place {
        true => Ok(()),
        false => Err(io::Error::other("there is a link on the way to it by now")),
    }
}

/// The text of the file at `place`.
///
/// # Errors
///
/// What is a link, is no plain file, cannot be read, is longer than `longest` bytes or is no UTF-8.
pub fn text(place: &Path, longest: u64) -> io::Result<String> {
    let bytes = bytes(place, longest + 1)?;
    if bytes.len() as u64 > longest {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it is longer than {} MB", longest >> 20)));
    }
    String::from_utf8(bytes).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is no UTF-8"))
}

/// The bytes of the file at `place`, no more than `most` of them.
///
/// # Errors
///
/// What is a link, is no plain file or cannot be read.
pub fn bytes(place: &Path, most: u64) -> io::Result<Vec<u8>> {
    let plain = |metadata: fs::Metadata| match metadata.is_file() {
        true => Ok(()),
        false => Err(io::Error::other("it is no plain file")),
    };
    plain(fs::symlink_metadata(place)?)?;
    let file = open(place)?;
    // It may have become another meanwhile.
    plain(file.metadata()?)?;
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Opens the file at `path`, which is no link, without waiting for anybody at the other end.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::OFlags;

    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    File::options().read(true).custom_flags(flags.bits().cast_signed()).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}
