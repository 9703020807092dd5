//! What `check --format json` says of a draft; `docs/json.md` describes it.

use serde::Serialize;

use super::found::Found;
use super::place::Place;
use crate::ide::Snapshot;
use crate::text::Buffer;

/// A draft that was checked.
#[derive(Serialize)]
pub struct Report<'s> {
    path: &'s str,
    findings: Vec<Found<'s, Place>>,
}

impl<'s> Report<'s> {
    /// The findings of `snapshot`, the draft at `path`.
    pub fn new(path: &'s str, snapshot: &'s Snapshot) -> Self {
        let buffer = Buffer::new(snapshot.text());
        let place = |offset| Place::new(&buffer, offset);
        Report { path, findings: snapshot.findings.iter().map(|finding| Found::new(finding, place)).collect() }
    }
}
