//! What `check --format json` says of a draft; `docs/json.md` describes it.

use serde::Serialize;

use super::found::Found;
use super::place::Place;
use crate::ide::Snapshot;
use crate::text::Buffer;

/// The version of the format: a field may be added to it, none changes its meaning.
pub const VERSION: u32 = 1;

/// A draft that was checked.
#[derive(Serialize)]
pub struct Report<'s> {
    path: &'s str,
    findings: Vec<Found<'s, Place>>,
}

/// A draft that could not be checked.
#[derive(Serialize)]
pub struct Failure<'s> {
    /// Where it is.
    pub path: &'s str,
    /// Why not.
    pub error: &'s str,
}

impl<'s> Report<'s> {
    /// The findings of `snapshot`, the draft at `path`.
    pub fn new(path: &'s str, snapshot: &'s Snapshot) -> Self {
        let buffer = Buffer::new(snapshot.text());
        let place = |offset| Place::new(&buffer, offset);
        Report { path, findings: snapshot.findings.iter().map(|finding| Found::new(finding, place)).collect() }
    }
}
