//! The JSON in which drafts are spoken of; `docs/json.md` describes it.

use std::io::{self, Write};

use serde::Serialize;

/// The version of the format: a field may be added to it, none changes its meaning.
const VERSION: u32 = 1;

/// One object with a list of drafts, written as they come, a line for each. Each step fails where `out` takes no more.
#[derive(Debug)]
pub struct Frame {
    /// What goes before the next draft.
    border: &'static str,
}

impl Default for Frame {
    fn default() -> Self {
        Frame { border: "\n" }
    }
}

impl Frame {
    /// Opens the list.
    pub fn open(&self, out: &mut impl Write) -> io::Result<()> {
        write!(out, "{{\"version\":{VERSION},\"drafts\":[")
    }

    /// Adds what is said of a draft.
    pub fn add(&mut self, out: &mut impl Write, draft: &impl Serialize) -> io::Result<()> {
        self.add_written(out, &serde_json::to_string(draft)?)
    }

    /// Adds what is said of a draft in `json`.
    pub fn add_written(&mut self, out: &mut impl Write, json: &str) -> io::Result<()> {
        let border = std::mem::replace(&mut self.border, ",\n");
        write!(out, "{border}{json}")
    }

    /// Closes the list.
    pub fn close(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(b"\n]}\n")
    }
}

/// A draft that could not be read.
#[derive(Serialize)]
pub struct Failure<'s> {
    /// Where it is.
    pub path: &'s str,
    /// Why not.
    pub error: &'s str,
}
