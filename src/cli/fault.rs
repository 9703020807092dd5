//! What is wrong with a file that a command reads.

use std::fmt;

use super::place::Place;

/// A mistake in a file, or why it cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where it is, if it is at one place.
    pub place: Option<Place>,
    /// What is wrong, in one sentence.
    pub message: String,
}

/// On one line, behind its line and column.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Place { line, column, .. }) = self.place {
            write!(f, "{line}:{column}: ")?;
        }
        f.write_str(&self.message)
    }
}
