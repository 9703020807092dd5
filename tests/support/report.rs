//! Findings as a reader of a rule's page sees them: the message, the lines with carets, the places it leans on, the fixes.

use std::fmt::Write;

use copydesk::rules::{Elsewhere, Finding};
use copydesk::text::Span;

/// A passage of more lines is shown by its first and its last.
const WHOLE: usize = 3;

/// `findings` in `text`, a blank line between two; empty if there are none.
pub fn report<'f>(text: &str, findings: impl IntoIterator<Item = &'f Finding>) -> String {
    let entries = findings.into_iter().map(|finding| {
        let mut out = format!("{}[{}]: {}\n", finding.severity.name(), finding.code, finding.message);
        show(&mut out, text, finding.span);
        for related in &finding.related {
            let _ = writeln!(out, "note: {}", related.message);
            match &related.elsewhere {
                Some(Elsewhere { key, lines: [first, last] }) => {
                    let _ = writeln!(out, "{key}:{first}-{last}");
                }
                None => show(&mut out, text, related.span),
            }
        }
        for fix in &finding.fixes {
            let _ = writeln!(out, "fix{}: {}", if fix.automatic.is_some() { ", automatic" } else { "" }, fix.title);
        }
        out
    });
    entries.collect::<Vec<_>>().join("\n")
}

/// Adds the lines of `text` on which `span` stands, numbered from 1, each with carets under the part that belongs to it.
fn show(out: &mut String, text: &str, span: Span) {
    let mut start = 0;
    let lines = text.split('\n').enumerate().filter_map(|(index, line)| {
        let (from, to) = (start, start + line.len());
        start = to + 1;
        let touched = from <= span.start && span.start <= to || span.start < from && from < span.end;
        touched.then(|| (index + 1, line, span.start.max(from) - from, span.end.min(to) - from))
    });
    let lines: Vec<_> = lines.collect();
    let width = lines.last().map_or(0, |(number, ..)| number.to_string().len());
    for (index, &(number, line, from, to)) in lines.iter().enumerate() {
        if lines.len() > WHOLE && index > 0 && index + 1 < lines.len() {
            if index == 1 {
                out.push_str("...\n");
            }
            continue;
        }
        let _ = writeln!(out, "{}", format!("{number:width$} | {line}").trim_end());
        if to > from || span.is_empty() {
            let (indent, carets) = (line[..from].chars().count(), line[from..to].chars().count().max(1));
            let _ = writeln!(out, "{:width$} | {:indent$}{}", "", "", "^".repeat(carets));
        }
    }
}
