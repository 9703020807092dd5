//! Findings in JSON. Places are of the kind `P`: the commands count them differently.

use serde::Serialize;

use crate::rules::Finding;
use crate::text::Span;

/// A finding with its places.
#[derive(Serialize)]
pub struct Found<'s, P> {
    code: &'static str,
    severity: &'static str,
    #[serde(flatten)]
    at: Stretch<P>,
    message: &'s str,
    related: Vec<Related<'s, P>>,
    fixes: Vec<Fix<'s, P>>,
}

/// A stretch of text.
#[derive(Serialize)]
pub struct Stretch<P> {
    start: P,
    end: P,
}

#[derive(Serialize)]
struct Related<'s, P> {
    #[serde(flatten)]
    at: Stretch<P>,
    message: &'s str,
}

#[derive(Serialize)]
struct Fix<'s, P> {
    title: &'s str,
    edits: Vec<Edit<'s, P>>,
}

#[derive(Serialize)]
struct Edit<'s, P> {
    #[serde(flatten)]
    at: Stretch<P>,
    text: &'s str,
}

impl<P> Stretch<P> {
    /// `span`, whose bytes stand where `place` says.
    pub fn new(span: Span, place: impl Fn(usize) -> P) -> Self {
        Stretch { start: place(span.start), end: place(span.end) }
    }
}

impl<'s, P> Found<'s, P> {
    /// `finding`, whose bytes stand where `place` says.
    pub fn new(finding: &'s Finding, place: impl Fn(usize) -> P) -> Self {
        let at = |span: Span| Stretch::new(span, &place);
        let related = finding.related.iter().map(|related| Related { at: at(related.span), message: &related.message });
        let fixes = finding.fixes.iter().map(|fix| {
            let edits = fix.edits.iter().map(|edit| Edit { at: at(edit.span), text: &edit.text });
            Fix { title: &fix.title, edits: edits.collect() }
        });
        Found {
            code: finding.code,
            severity: finding.severity.name(),
            at: at(finding.span),
            message: &finding.message,
            related: related.collect(),
            fixes: fixes.collect(),
        }
    }
}
