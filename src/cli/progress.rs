//! How far something has come that takes its time, for whoever watches a terminal.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use super::terminal::CLEAR;

/// How often it is said.
const EVERY: Duration = Duration::from_millis(100);

/// Work in steps, of which standard error tells if it is a terminal. Its line goes when the work is done.
#[derive(Debug)]
pub struct Progress {
    what: &'static str,
    done: usize,
    all: usize,
    /// When it was said last; `None` where nobody watches.
    told: Option<Instant>,
}

impl Progress {
    /// `what` is to be done in `all` steps.
    pub fn new(what: &'static str, all: usize) -> Self {
        Progress { what, done: 0, all, told: io::stderr().is_terminal().then(Instant::now) }
    }

    /// A step is done.
    pub fn step(&mut self) {
        self.done += 1;
        if self.told.is_some_and(|told| told.elapsed() >= EVERY) {
            self.told = Some(Instant::now());
            let _ = write!(io::stderr(), "\r{}: {} of {}", self.what, self.done, self.all);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.told.is_some() {
            let _ = write!(io::stderr(), "{CLEAR}");
        }
    }
}
