//! What somebody is still writing: no finding about it is worth a word yet.

use super::snapshot::Snapshot;
use crate::rules::Finding;
use crate::text::Span;

/// What may be unfinished where somebody types: the quotes of a paragraph, and the name or the mark at the caret.
#[derive(Clone, Debug)]
pub struct Unfinished {
    caret: usize,
    /// The blocks in which the caret stands.
    paragraphs: Vec<Span>,
}

impl Unfinished {
    /// What may be so while somebody types at `caret`.
    pub fn at(snapshot: &Snapshot, caret: usize) -> Self {
        // Spaces at its end are no part of a paragraph before more is typed.
        let is_blank = |between: &str| between.chars().all(|c| matches!(c, ' ' | '\t' | '\u{a0}'));
        let reaches = |span: Span| {
            let behind = || snapshot.text().get(span.end..caret).is_some_and(is_blank);
            span.touches(caret) || span.end < caret && behind()
        };
        let blocks = snapshot.article.draft.blocks.iter().map(|block| block.span);
        Unfinished { caret, paragraphs: blocks.filter(|span| reaches(*span)).collect() }
    }

    /// Whether `finding` is about it, so that it may be gone once the writer has finished.
    pub fn concerns(&self, finding: &Finding) -> bool {
        match finding.code {
            "inconsistent-name" | "needless-stet" => finding.span.touches(self.caret),
            "unbalanced-quote" | "unattributed-quote" | "misquoted-source" => {
                self.paragraphs.iter().any(|paragraph| paragraph.overlaps(finding.span))
            }
            _ => false,
        }
    }
}
