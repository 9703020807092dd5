//! Code actions: the fixes of the findings at a place, and all that can be made at once.

use super::snapshot::Snapshot;
use crate::rules::{self, Breakdown, Finding, Fix};
use crate::text::{Edit, Span};

/// A fix that is offered at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action<'s> {
    /// The finding that it mends.
    pub finding: &'s Finding,
    /// The fix.
    pub fix: Fix,
    /// Whether it is the first fix of its finding.
    pub preferred: bool,
}

/// The fixes of the findings that `span` touches, in order. What breaks down is added to `broken`.
pub fn actions<'s>(snapshot: &'s Snapshot, span: Span, broken: &mut Vec<Breakdown>) -> Vec<Action<'s>> {
    let touched: Vec<&Finding> = touched(snapshot, span).collect();
    let proven = rules::proven(&snapshot.article, touched.iter().copied(), broken);
    let actions = touched.into_iter().zip(proven).flat_map(|(finding, proven)| {
        let fixes = proven.fixes.into_iter().enumerate();
        fixes.map(move |(index, fix)| Action { finding, fix, preferred: index == 0 })
    });
    actions.collect()
}

/// The findings that `span` touches, in order.
fn touched(snapshot: &Snapshot, span: Span) -> impl Iterator<Item = &Finding> {
    snapshot.findings.iter().filter(move |finding| finding.span.start <= span.end && span.start <= finding.span.end)
}

/// How many findings can be mended at once, if one that `span` touches is among several of them.
pub fn several(snapshot: &Snapshot, span: Span) -> Option<usize> {
    let touched = touched(snapshot, span).any(Finding::is_mendable);
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
