//! What of an article is said on the same lines, and quoted or not, as before an edit.

use std::sync::Arc;

use crate::analysis::{Article, Quote};
use crate::draft::Block;

/// So many bytes are compared at once.
const AT_ONCE: usize = 1 << 10;

/// How many blocks at the front and at the back of an article are those of the one before: with the same words and quotes,
/// and with the same source before them, or behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unmoved {
    /// At the front.
    pub front: usize,
    /// At the back.
    pub back: usize,
}

impl Unmoved {
    /// Those of the article `now` that stand in the article `before`.
    pub fn between(before: &Article, now: &Article) -> Self {
        let (old, new) = (&before.draft.blocks[..], &now.draft.blocks[..]);
        let [was, is] = [before, now].map(|article| article.draft.text.as_bytes());
        let ahead = alike(was.chunks(AT_ONCE).zip(is.chunks(AT_ONCE)), |(one, other)| one.iter().zip(other));
        let same = |one: &Block, other: &Block| one.kind == other.kind && Arc::ptr_eq(&one.prose, &other.prose);
        let front = new.iter().zip(old);
        let front =
            front.take_while(|(one, other)| same(one, other) && one.span == other.span && one.span.end <= ahead);
        let front = front.count();
        let (was, is) = (&was[ahead..], &is[ahead..]);
        let behind = alike(was.rchunks(AT_ONCE).zip(is.rchunks(AT_ONCE)), |(one, other)| {
            one.iter().rev().zip(other.iter().rev())
        });
        let [was, is] = [before, now].map(|article| article.draft.text.len());
        let back = new[front..].iter().rev().zip(old[front..].iter().rev());
        let back = back.take_while(|(one, other)| {
            let places = [(is - one.span.start, is - one.span.end), (was - other.span.start, was - other.span.end)];
            same(one, other) && places[0] == places[1] && places[0].0 <= behind
        });
        let back = back.count();
        quoted(Unmoved { front, back }, [(&before.quotes, old.len()), (&now.quotes, new.len())])
    }
}

/// How many of the bytes in `chunks`, which `each` gives pair by pair, are alike.
fn alike<'b, P: Iterator<Item = (&'b u8, &'b u8)>>(
    chunks: impl Iterator<Item = (&'b [u8], &'b [u8])> + Clone,
    each: impl Fn((&'b [u8], &'b [u8])) -> P,
) -> usize {
    let whole = chunks.clone().take_while(|(one, other)| one == other);
    let (count, bytes) = whole.fold((0, 0), |(count, bytes), (chunk, _)| (count + 1, bytes + chunk.len()));
    bytes + chunks.skip(count).take(1).flat_map(each).take_while(|(one, other)| one == other).count()
}

/// Those of `unmoved` whose quotes are the same, in the article before and now: of each the quotes and how many blocks it has.
fn quoted(Unmoved { front, back }: Unmoved, [(old, was), (new, is)]: [(&[Quote], usize); 2]) -> Unmoved {
    let ahead = new.iter().zip(old).take_while(|(one, other)| (one.block, one.within) == (other.block, other.within));
    let ahead = ahead.count();
    let behind = new[ahead..].iter().rev().zip(old[ahead..].iter().rev());
    let behind =
        behind.take_while(|(one, other)| is - one.block == was - other.block && one.within == other.within).count();
    let mut unmoved = Unmoved { front, back };
    for (quotes, blocks) in [(old, was), (new, is)] {
        let changed = &quotes[ahead..quotes.len() - behind];
        if let (Some(first), Some(last)) = (changed.first(), changed.last()) {
            unmoved.front = unmoved.front.min(first.block);
            unmoved.back = unmoved.back.min(blocks - 1 - last.block);
        }
    }
    unmoved
}
