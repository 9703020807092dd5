//! What somebody is still writing: no finding about it is worth a word yet.

use super::snapshot::Snapshot;
use crate::rules::Finding;
use crate::text::Span;

/// Whether `finding` may be gone once whoever types at `caret`, the stretch that was typed last, has finished a quote or a
/// name: it is about quotes, in the paragraph at the caret, or about the name there.
pub fn is_unfinished(snapshot: &Snapshot, finding: &Finding, caret: Span) -> bool {
    let meets = |span: Span| span.start <= caret.end && caret.start <= span.end;
    match finding.code {
        "inconsistent-name" => meets(finding.span),
        "unbalanced-quote" | "unattributed-quote" | "misquoted-source" => {
            let blocks = &snapshot.article.draft.blocks;
            // Spaces at its end are no part of a paragraph before more is typed.
            let reach = |span: Span| {
                let behind = &snapshot.text()[span.end..];
                let spaces = behind.len() - behind.trim_start_matches([' ', '\t', '\u{a0}']).len();
                Span::new(span.start, span.end + spaces)
            };
            let first = blocks.partition_point(|block| block.span.end < caret.start).saturating_sub(1);
            let behind = blocks.partition_point(|block| block.span.start <= caret.end);
            let mut near = blocks[first.min(behind)..behind].iter();
            near.any(|block| block.span.overlaps(finding.span) && meets(reach(block.span)))
        }
        _ => false,
    }
}
