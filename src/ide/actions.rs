//! Code actions: the fixes of the findings at a place, and all that can be made at once.

use super::snapshot::Snapshot;
use crate::rules::{Finding, Fix};
use crate::text::{Edit, Span};

/// A fix that is offered at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Action<'s> {
    /// The finding that it mends.
    pub finding: &'s Finding,
    /// The fix.
    pub fix: &'s Fix,
    /// Whether it is the first fix of its finding.
    pub preferred: bool,
}

/// The fixes of the findings that `span` touches, in order.
pub fn actions(snapshot: &Snapshot, span: Span) -> Vec<Action<'_>> {
    let touched =
        snapshot.findings.iter().filter(|finding| finding.span.start <= span.end && span.start <= finding.span.end);
    touched
        .flat_map(|finding| {
            let fixes = finding.fixes.iter().enumerate();
            fixes.map(move |(index, fix)| Action { finding, fix, preferred: index == 0 })
        })
        .collect()
}

/// How many findings can be mended at once, if one that `span` touches is among several of them.
pub fn several(snapshot: &Snapshot, span: Span) -> Option<usize> {
    let touched = actions(snapshot, span).iter().any(|action| action.fix.automatic.is_some());
    let count = snapshot.findings.iter().filter(|finding| finding.is_mendable()).count();
    (touched && count > 1).then_some(count)
}

/// The edits of every fix that is safe to make without being asked, in order, none overlapping another.
pub fn fix_all(snapshot: &Snapshot) -> Vec<Edit> {
    let mut edits: Vec<Edit> = snapshot
        .findings
        .iter()
        .flat_map(|finding| finding.fixes.iter().find_map(|fix| fix.automatic.as_ref()))
        .flatten()
        .cloned()
        .collect();
    edits.sort_by_key(|edit| edit.span);
    edits.dedup();
    edits
}
