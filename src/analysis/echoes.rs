//! Quotes that the draft gives twice: the same words, whole or in part, or nearly the same.
//!
//! Runs of [`RUN`](likeness::RUN) words that two quotes share are grown to both sides over small changes; they are one quote
//! if that reaches both ends of one of the two.

use std::collections::hash_map::Entry;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::likeness::{self, Alike, SHORTEST, Words, alike};
use super::quotes::Quote;
use super::wording::reads_alike;
use crate::draft::{Draft, Shape};
use crate::text::Span;

/// A run that more quotes share is a refrain: only the first of them are compared.
const REFRAIN: usize = 8;

/// So often two quotes are compared, each time from another run.
const TRIALS: usize = 8;

/// Two quotes of the same words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Echo {
    /// The one that stands first, by its index.
    pub first: usize,
    /// The other.
    pub later: usize,
    /// Where their words differ, in order.
    pub changes: Vec<Change>,
    /// Whether one of the two speakers quotes the other: inside her quote the words stand in marks of their own.
    pub quoted: bool,
}

/// Words that stand in one of two quotes and not in the other; one of the spans may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// In the text of the block of the first quote.
    pub first: Span,
    /// In the text of the block of the later one.
    pub later: Span,
}

/// The pairs of `quotes` with the same words, in the order of the later one: each with the quote before it that is most
/// like it.
///
/// Case, punctuation and marks do not count. What stands for an ellipsis or for brackets is no change.
pub fn find(draft: &Draft, quotes: &[Quote]) -> Vec<Echo> {
    let read: Vec<Said> = quotes.iter().map(|quote| Said::new(draft, quote)).collect();
    // Most runs stand once.
    let words = read.iter().map(|quote| quote.words.words.len()).sum();
    let mut runs: FxHashMap<u64, (usize, usize)> = FxHashMap::with_capacity_and_hasher(words, FxBuildHasher);
    let mut again: FxHashMap<u64, Vec<(usize, usize)>> = FxHashMap::default();
    let mut echoes = Vec::new();
    for (later, Said { words, .. }) in read.iter().enumerate() {
        let mut tried: FxHashMap<usize, usize> = FxHashMap::default();
        let mut nearest: Option<Echo> = None;
        let hashes: Vec<u64> = words.runs().collect();
        for (at, hash) in hashes.iter().enumerate() {
            let Some(&once) = runs.get(hash) else { continue };
            for (first, start) in [once].into_iter().chain(again.get(hash).into_iter().flatten().copied()) {
                let trials = tried.entry(first).or_default();
                let goes_on = start > 0 && at > 0 && read[first].words.words[start - 1] == words.words[at - 1];
                if goes_on || *trials == TRIALS {
                    continue;
                }
                *trials += 1;
                let alike = alike(&read[first].words, start, words, at);
                let whole = |side: usize, quote: usize| alike.reach[side].len() == read[quote].words.words.len();
                if alike.is_near() && (whole(0, first) || whole(1, later)) {
                    *trials = TRIALS;
                    let echo = echo(&alike, draft, quotes, [first, later], [&read[first], &read[later]]);
                    if nearest.as_ref().is_none_or(|nearest| echo.changes.len() < nearest.changes.len()) {
                        nearest = Some(echo);
                    }
                }
            }
        }
        for (at, hash) in hashes.into_iter().enumerate() {
            match runs.entry(hash) {
                Entry::Vacant(once) => {
                    once.insert((later, at));
                }
                Entry::Occupied(_) => {
                    let places = again.entry(hash).or_default();
                    if places.len() + 1 < REFRAIN {
                        places.push((later, at));
                    }
                }
            }
        }
        echoes.extend(nearest);
    }
    echoes
}

/// The words of a quote; none of one that is too short to be told again.
struct Said {
    words: Words,
    /// Their tokens in the block.
    tokens: Vec<usize>,
}

impl Said {
    fn new(draft: &Draft, quote: &Quote) -> Self {
        let mut said = Said { words: Words::default(), tokens: Vec::new() };
        let tokens = &draft.blocks[quote.block].prose.tokens;
        let start = tokens.partition_point(|token| token.start() < quote.within.start);
        let end = tokens.partition_point(|token| token.end() <= quote.within.end);
        if end - start >= SHORTEST {
            said.words.add(&draft.blocks[quote.block], quote.within, |token| said.tokens.push(token));
        }
        said
    }
}

/// The quotes `first` and `later`, of which `said` gives the words, as two of the same words.
fn echo(alike: &Alike, draft: &Draft, quotes: &[Quote], [first, later]: [usize; 2], said: [&Said; 2]) -> Echo {
    let block = |quote: usize| &draft.blocks[quotes[quote].block];
    let span = |quote: usize, said: &Said, range: Span| {
        let tokens = &block(quote).prose.tokens;
        let spans = said.tokens.iter().map(|&at| tokens[at].span());
        likeness::stretch(spans, range, quotes[quote].within.end)
    };
    let words = |quote: usize, span: Span| span.of(block(quote).text());
    let changes = alike.changes.iter();
    let changes = changes.map(|&[x, y]| Change { first: span(first, said[0], x), later: span(later, said[1], y) });
    let changes =
        changes.filter(|change| !reads_alike(words(first, change.first), words(later, change.later))).collect();
    let quoted = [first, later].into_iter().enumerate().any(|(side, quote)| {
        let tokens = &block(quote).prose.tokens;
        let reach = &said[side].tokens[alike.reach[side].start..alike.reach[side].end];
        let inside = |at: usize| tokens[at].shape == Shape::Mark && tokens[at].start() > quotes[quote].within.start;
        reach.first().is_some_and(|&at| at > 0 && inside(at - 1))
    });
    Echo { first, later, changes, quoted }
}
