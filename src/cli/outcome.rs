//! How a command ends.

use std::fmt::Display;
use std::io;
use std::process::ExitCode;

use anyhow::{Error, Result};

use super::terminal::{harmless, say};
use crate::rules::breakdown::caught;

/// How a command ended, the worse the greater.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It ran, and there is nothing to say: exit code 0.
    #[default]
    Clean,
    /// It ran and found something: exit code 1.
    Findings,
    /// It could not run, or not on everything: exit code 2.
    Failed,
}

impl Outcome {
    /// It, once `done` has told whether standard input and output worked. A reader that has gone away, as `head` does when
    /// it has seen enough, is no failure.
    pub fn once(self, done: io::Result<()>) -> Outcome {
        match done {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                complain("cannot go on", error);
                Outcome::Failed
            }
            _ => self,
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(outcome as u8)
    }
}

/// Says on standard error what is wrong with `subject`.
pub fn complain(subject: impl Display, error: impl Display) {
    say(&harmless(&format!("copydesk: {subject}: {error}")));
}

/// What `work` gives.
///
/// # Errors
///
/// Its own, and that it broke down.
pub fn unless_broken<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    let mut broken = Vec::new();
    match caught(None, &mut broken, work) {
        Some(done) => done,
        None => Err(Error::msg(broken.remove(0))),
    }
}
