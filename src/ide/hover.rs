//! Hover: who is this, who speaks here.

use super::{Card, Snapshot};
use crate::text::Span;

/// What a hover shows, and the stretch of source it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What it is about.
    pub span: Span,
    /// What it says.
    pub card: Card,
}

/// What is known at the byte `offset`; `None` where nothing is.
pub fn hover(_snapshot: &Snapshot, _offset: usize) -> Option<Hover> {
    None
}
