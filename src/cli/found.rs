//! Findings in JSON. Places are of the kind `P`: the commands count them differently.

use serde::Serialize;

use crate::rules::Finding;
use crate::text::Span;

/// A finding with its places.
#[derive(Serialize)]
pub struct Found<'s, P> {
    code: &'static str,
    severity: &'static str,
    start: P,
    end: P,
    message: &'s str,
    related: Vec<Related<'s, P>>,
    fixes: Vec<Fix<'s, P>>,
}

#[derive(Serialize)]
struct Related<'s, P> {
    start: P,
    end: P,
    message: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    elsewhere: Option<Elsewhere<'s>>,
}

#[derive(Serialize)]
struct Elsewhere<'s> {
    path: &'s str,
    lines: [usize; 2],
}

#[derive(Serialize)]
struct Fix<'s, P> {
    title: &'s str,
    edits: Vec<Edit<'s, P>>,
}

#[derive(Serialize)]
struct Edit<'s, P> {
    start: P,
    end: P,
    text: &'s str,
}

impl<'s, P> Found<'s, P> {
    /// `finding`, whose bytes stand where `place` says.
    pub fn new(finding: &'s Finding, place: impl Fn(usize) -> P) -> Self {
        let ends = |span: Span| (place(span.start), place(span.end));
        let related = finding.related.iter().map(|related| {
            let (start, end) = ends(related.span);
            let elsewhere = related.elsewhere.as_ref();
            let elsewhere = elsewhere.map(|place| Elsewhere { path: &place.key, lines: place.lines });
            Related { start, end, message: &related.message, elsewhere }
        });
        let fixes = finding.fixes.iter().map(|fix| {
            let edits = fix.edits.iter().map(|edit| {
                let (start, end) = ends(edit.span);
                Edit { start, end, text: &edit.text }
            });
            Fix { title: &fix.title, edits: edits.collect() }
        });
        let (start, end) = ends(finding.span);
        Found {
            code: finding.code,
            severity: finding.severity.name(),
            start,
            end,
            message: &finding.message,
            related: related.collect(),
            fixes: fixes.collect(),
        }
    }
}
