//! What is said of a draft beside the others of its desk.

use std::sync::Arc;

use super::finding::Finding;

/// A finding that leans on places in other drafts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Across {
    /// What is said of the draft itself.
    pub finding: Finding,
    /// The places in others.
    pub elsewhere: Vec<Elsewhere>,
}

/// A place in another draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The key of the draft, as the desk has it.
    pub draft: Arc<str>,
    /// Its first line and its last, from 1.
    pub lines: (u32, u32),
    /// What stands there.
    pub message: String,
}
