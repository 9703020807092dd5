//! What `check --format github` prints: the workflow commands by which GitHub shows findings in a pull request.

use std::fmt;
use std::path::Path;

use super::fault::Fault;
use super::place::{Place, slashed};
use super::terminal::harmless;
use crate::rules::{Finding, Severity};
use crate::text::Buffer;

/// One command, as it is displayed on its line.
#[derive(Debug)]
pub struct Annotation<'f> {
    command: &'static str,
    path: &'f Path,
    title: &'f str,
    places: Option<[Place; 2]>,
    message: &'f str,
}

impl<'f> Annotation<'f> {
    /// Shows `finding`, which stands in `buffer`, the draft at `path`.
    pub fn of(finding: &'f Finding, path: &'f Path, buffer: &Buffer) -> Self {
        let command = match finding.severity {
            Severity::Warning => "warning",
            Severity::Information => "notice",
        };
        let places = [finding.span.start, finding.span.end].map(|offset| Place::new(buffer, offset));
        Annotation { command, path, title: finding.code, places: Some(places), message: &finding.message }
    }

    /// Shows `fault`, which is in the file at `path`.
    pub fn error(fault: &'f Fault, path: &'f Path) -> Self {
        let places = fault.place.map(|place| [place; 2]);
        Annotation { command: "error", path, title: "copydesk", places, message: &fault.message }
    }
}

impl fmt::Display for Annotation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "::{} file={}", self.command, property(&slashed(self.path)))?;
        if let Some([start, end]) = self.places {
            write!(f, ",line={},endLine={}", start.line, end.line)?;
            // Over several lines there are no columns.
            if start.line == end.line {
                write!(f, ",col={},endColumn={}", start.column, end.column)?;
            }
        }
        write!(f, ",title={}::{}", property(self.title), data(self.message))
    }
}

/// `text` as what is said: on one line, without what a terminal takes for commands.
fn data(text: &str) -> String {
    harmless(&text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A"))
}

/// `text` as the value of a property, which a comma and a colon would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
