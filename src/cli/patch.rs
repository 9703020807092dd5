//! What `check --diff` prints: what `--fix` would do, as a patch that `git apply -p0` and `patch -p0` take.

use std::fmt::{self, Write};
use std::path::Path;
use std::sync::Arc;

use similar::TextDiff;

use super::comparison::key;
use super::place::slashed;
use crate::ide::{Snapshot, actions};
use crate::text::edit;

/// The patch of one draft, as it is displayed; nothing where nothing would be mended.
#[derive(Debug)]
pub struct Patch {
    name: String,
    before: Arc<str>,
    after: String,
}

impl Patch {
    /// What would be mended in `snapshot`, the draft at `path`. Where that is a link, the file it leads to is patched.
    pub fn new(path: &Path, snapshot: &Snapshot) -> Self {
        let after = edit::apply(snapshot.text(), &actions::fix_all(snapshot));
        Patch { name: quoted(&slashed(Path::new(&key(path)))), before: snapshot.text().clone(), after }
    }
}

impl fmt::Display for Patch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self.before == self.after {
            return Ok(());
        }
        // Whoever applies it knows one kind of line break, and takes a CR for the last character of a line.
        let lines = |text| -> Vec<&str> { str::split_inclusive(text, '\n').collect() };
        let (before, after) = (lines(&self.before), lines(&self.after));
        let diff = TextDiff::configure().diff_slices(&before, &after);
        write!(f, "--- {0}\n+++ {0}\n", self.name)?;
        for hunk in diff.unified_diff().iter_hunks() {
            writeln!(f, "{}", hunk.header())?;
            for change in hunk.iter_changes() {
                write!(f, "{}{}", change.tag(), change.value())?;
                if !change.value().ends_with('\n') {
                    f.write_str("\n\\ No newline at end of file\n")?;
                }
            }
        }
        Ok(())
    }
}

/// `name` as it stands in the head of a patch, in quotation marks where it needs them, as in C.
fn quoted(name: &str) -> String {
    if !name.contains(|c: char| c.is_ascii_control() || matches!(c, '"' | '\\')) {
        // A tab ends a name, a space does not do so for sure.
        let end = if name.contains(' ') { "\t" } else { "" };
        return format!("{name}{end}");
    }
    let mut quoted = String::from("\"");
    for c in name.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_ascii_control() => {
                let _ = write!(quoted, "\\{:03o}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
