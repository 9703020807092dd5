//! How the speaker of a quote is known, in words.

use super::wording::excerpt;
use crate::analysis::{Article, Attribution, Source};
use crate::text::Span;

/// Longer words are cut after this many characters.
const EXCERPT: usize = 80;

/// By which words, on the line `line`, the speaker of a quote is known: "by “she said”", "announced on line 4 by “…”".
pub fn evidence(article: &Article, attribution: &Attribution, line: usize) -> String {
    // As a reader sees them, without markup.
    let block = &article.draft.blocks[attribution.block];
    let seen = |span: Span| block.shown(span).trim();
    let words = match attribution.cue {
        Some(cue) => {
            let (first, second) =
                if cue < attribution.speaker { (cue, attribution.speaker) } else { (attribution.speaker, cue) };
            let between = Span::new(first.end, second.start.max(first.end));
            let middle = if seen(between).is_empty() { " " } else { " … " };
            format!("{}{middle}{}", excerpt(seen(first), EXCERPT), excerpt(seen(second), EXCERPT))
        }
        None => excerpt(seen(attribution.speaker), EXCERPT),
    };
    match attribution.source {
        Source::Sentence => format!("by “{words}”"),
        Source::Paragraph => format!("by “{words}” in a sentence beside it"),
        Source::Announced => format!("announced on line {line} by “{words}”"),
        Source::Carried => format!("carried on from “{words}” on line {line}"),
        Source::Label => format!("by the label “{words}”"),
    }
}
