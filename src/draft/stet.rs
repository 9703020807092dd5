//! The editor's mark that lets something stand, in a comment of the draft: `<!-- stet -->`.

use super::block::Block;
use crate::text::Span;

/// A mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stet {
    /// The comment, in the source.
    pub span: Span,
    /// The codes of the rules that it names, in the source; where there is none, all rules are meant.
    pub codes: Vec<Span>,
    /// The index of the block that it means; `None` if no text stands where it points to.
    pub block: Option<usize>,
}

impl Stet {
    /// The mark that `comment` is in `source`, which has these `blocks`; `None` if it says something else.
    pub fn read(source: &str, comment: Span, blocks: &[Block]) -> Option<Stet> {
        let words = comment.of(source).strip_prefix("<!--")?.strip_suffix("-->")?;
        let (name, codes) = words.split_once(':').unwrap_or((words, ""));
        if !name.trim().eq_ignore_ascii_case("stet") {
            return None;
        }
        let mut start = comment.end - "-->".len() - codes.len();
        let mut named = Vec::new();
        for code in codes.split(',') {
            named.push(Span::new(start, start + code.len()).trimmed(source));
            start += code.len() + 1;
        }
        named.retain(|code| !code.is_empty());
        Some(Stet { span: comment, codes: named, block: meant(source, comment, blocks) })
    }
}

/// The block that `comment` means: the one in which it stands or behind which it stands on the same line, else the next.
fn meant(source: &str, comment: Span, blocks: &[Block]) -> Option<usize> {
    let at = at(blocks, comment.start);
    let before = blocks[..at.unwrap_or(blocks.len())].iter().rposition(|block| block.kind.is_text());
    let behind = before.filter(|&before| {
        let gap = source.get(blocks[before].span.end..comment.start);
        gap.is_some_and(|gap| !gap.contains(['\n', '\r']))
    });
    match at {
        Some(index) if blocks[index].span.covers(comment) => Some(index),
        _ => behind.or(at),
    }
}

/// The index of the block of text in which the byte `offset` of the source stands, or of the next one.
pub fn at(blocks: &[Block], offset: usize) -> Option<usize> {
    let next = blocks.partition_point(|block| block.span.start <= offset);
    let around = blocks[..next].iter().rposition(|block| block.kind.is_text());
    let around = around.filter(|&index| offset < blocks[index].span.end);
    around.or_else(|| Some(next + blocks[next..].iter().position(|block| block.kind.is_text())?))
}
