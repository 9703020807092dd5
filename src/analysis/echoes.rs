//! Quotes that the draft gives twice: the same words, whole or in part, or nearly the same.
//!
//! Runs of [`RUN`] words that two quotes share are grown to both sides over small changes; they are one quote if that
//! reaches both ends of one of the two.

use std::collections::hash_map::Entry;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::duplicates::fingerprint;
use super::quotes::Quote;
use crate::draft::{Draft, Shape};
use crate::text::Span;

/// How many words in a row two quotes must share to be compared.
const RUN: usize = 3;

/// Fewer words are shared by chance.
const SHORTEST: usize = 5;

/// So many words may differ in one place.
const WIDEST: usize = 3;

/// So many words may stand for an ellipsis or for what is put in brackets.
const LONGEST_GAP: usize = 40;

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
    let read: Vec<Words> = quotes.iter().map(|quote| Words::new(draft, quote)).collect();
    // Most runs stand once.
    let words = read.iter().map(|quote| quote.words.len()).sum();
    let mut runs: FxHashMap<u64, (usize, usize)> = FxHashMap::with_capacity_and_hasher(words, FxBuildHasher);
    let mut again: FxHashMap<u64, Vec<(usize, usize)>> = FxHashMap::default();
    let mut echoes = Vec::new();
    for (later, words) in read.iter().enumerate() {
        let mut tried: FxHashMap<usize, usize> = FxHashMap::default();
        let mut nearest: Option<Echo> = None;
        let hashes: Vec<u64> =
            words.words.windows(RUN).filter_map(<[u32]>::first_chunk::<RUN>).map(fingerprint::shingle).collect();
        for (at, hash) in hashes.iter().enumerate() {
            let Some(&once) = runs.get(hash) else { continue };
            for (first, start) in [once].into_iter().chain(again.get(hash).into_iter().flatten().copied()) {
                let trials = tried.entry(first).or_default();
                let goes_on = start > 0 && at > 0 && read[first].words[start - 1] == words.words[at - 1];
                if goes_on || *trials == TRIALS {
                    continue;
                }
                *trials += 1;
                if let Some(alike) = alike(&read[first], start, words, at) {
                    *trials = TRIALS;
                    let echo = alike.echo(draft, quotes, [first, later], [&read[first], words]);
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
#[derive(Default)]
struct Words {
    /// Their fingerprints.
    words: Vec<u32>,
    /// Their tokens in the block.
    tokens: Vec<usize>,
    /// Before which of them, the end included, something is left out or put in: an ellipsis, brackets.
    gaps: Vec<bool>,
}

impl Words {
    fn new(draft: &Draft, quote: &Quote) -> Self {
        let block = &draft.blocks[quote.block];
        let tokens = &block.prose.tokens;
        let start = tokens.partition_point(|token| token.start() < quote.within.start);
        let end = tokens.partition_point(|token| token.end() <= quote.within.end);
        let room = end - start;
        if room < SHORTEST {
            return Words::default();
        }
        let (words, places) = (Vec::with_capacity(room), Vec::with_capacity(room));
        let mut read = Words { words, tokens: places, gaps: Vec::with_capacity(room + 1) };
        read.gaps.push(false);
        let mut brackets = 0;
        for (at, token) in tokens.iter().enumerate().take(end).skip(start) {
            let dots = || token.of(block.text()).starts_with("..") || token.of(block.text()).starts_with('…');
            let dots = token.shape == Shape::Stop && dots();
            match token.shape {
                Shape::Open => brackets += 1,
                Shape::Close => brackets -= 1,
                _ => {}
            }
            if dots || brackets > 0 {
                let last = read.gaps.len() - 1;
                read.gaps[last] = true;
            } else if fingerprint::counts(token) {
                read.words.push(token.letters);
                read.tokens.push(at);
                read.gaps.push(false);
            }
        }
        read
    }
}

/// Where two quotes are alike.
struct Alike {
    /// The stretches of words of the two that are not alike, each in the first and in the later.
    changes: Vec<[Span; 2]>,
    /// The words of the two from the first that is alike to the last.
    reach: [Span; 2],
}

/// The likeness of two quotes that grows from a run that they share at `a` and `b`, if it reaches both ends of one of them
/// and few words differ.
fn alike(first: &Words, a: usize, later: &Words, b: usize) -> Option<Alike> {
    let left = grow([Side { words: first, from: a, back: true }, Side { words: later, from: b, back: true }]);
    let right = grow([Side { words: first, from: a, back: false }, Side { words: later, from: b, back: false }]);
    let reach = [Span::new(a - left.reach[0], a + right.reach[0]), Span::new(b - left.reach[1], b + right.reach[1])];
    if reach[0].len() != first.words.len() && reach[1].len() != later.words.len() {
        return None;
    }
    let mirrored =
        left.changes.iter().rev().map(|[x, y]| [Span::new(a - x.end, a - x.start), Span::new(b - y.end, b - y.start)]);
    let ahead = right.changes.iter().map(|[x, y]| [x.shifted(a), y.shifted(b)]);
    let changes: Vec<[Span; 2]> = mirrored.chain(ahead).collect();
    let changed: usize = changes.iter().map(|[x, y]| x.len().max(y.len())).sum();
    let same = left.same + right.same;
    // Three words in four.
    (same >= SHORTEST && 3 * changed <= same).then_some(Alike { changes, reach })
}

/// The words of a quote from one place on, forwards or backwards.
#[derive(Clone, Copy)]
struct Side<'a> {
    words: &'a Words,
    from: usize,
    back: bool,
}

impl Side<'_> {
    fn len(&self) -> usize {
        if self.back { self.from } else { self.words.words.len() - self.from }
    }

    fn word(&self, at: usize) -> Option<u32> {
        let index = if self.back { self.from.checked_sub(at + 1)? } else { self.from + at };
        self.words.words.get(index).copied()
    }

    /// Whether there is a gap before one of the words `start..=end`.
    fn gap(&self, start: usize, end: usize) -> bool {
        let range = if self.back { self.from - end..=self.from - start } else { self.from + start..=self.from + end };
        self.words.gaps[range].contains(&true)
    }
}

/// How far two sides are alike.
#[derive(Default)]
struct Growth {
    same: usize,
    reach: [usize; 2],
    changes: Vec<[Span; 2]>,
}

fn grow(sides: [Side; 2]) -> Growth {
    let mut growth = Growth::default();
    let [x, y] = sides;
    let (mut a, mut b) = (0, 0);
    loop {
        while x.word(a).is_some() && x.word(a) == y.word(b) {
            (a, b) = (a + 1, b + 1);
            growth.same += 1;
        }
        growth.reach = [a, b];
        let Some((da, db)) = change([x, y], a, b) else { return growth };
        let fair = x.gap(a, a + da) || y.gap(b, b + db);
        if !fair {
            growth.changes.push([Span::new(a, a + da), Span::new(b, b + db)]);
        }
        (a, b) = (a + da, b + db);
    }
}

/// The fewest words of the two sides, from `a` and `b` on, behind which they are alike again: two words in a row, or the
/// last of one side.
fn change([x, y]: [Side; 2], a: usize, b: usize) -> Option<(usize, usize)> {
    let widest = |side: Side, at: usize| if side.gap(at, at) { LONGEST_GAP } else { WIDEST };
    // What stands for a gap stands in the other quote.
    let most = [widest(y, b).min(x.len() - a), widest(x, a).min(y.len() - b)];
    let alike = |a: usize, b: usize| {
        x.word(a).is_some() && x.word(a) == y.word(b) && {
            let next = (x.word(a + 1), y.word(b + 1));
            next.0 == next.1 || next.0.is_none() || next.1.is_none()
        }
    };
    (1..=most[0] + most[1]).find_map(|sum| {
        let least = sum.saturating_sub(most[1]);
        (least..=most[0].min(sum)).map(|da| (da, sum - da)).find(|&(da, db)| alike(a + da, b + db))
    })
}

impl Alike {
    fn echo(self, draft: &Draft, quotes: &[Quote], [first, later]: [usize; 2], words: [&Words; 2]) -> Echo {
        let block = |quote: usize| &draft.blocks[quotes[quote].block];
        let span = |quote: usize, words: &Words, range: Span| {
            let tokens = &block(quote).prose.tokens;
            match range.is_empty() {
                true => {
                    let at = words.tokens.get(range.start).map_or(quotes[quote].within.end, |&at| tokens[at].start());
                    Span::new(at, at)
                }
                false => tokens[words.tokens[range.start]].span().join(tokens[words.tokens[range.end - 1]].span()),
            }
        };
        let letters = |quote: usize, span: Span| -> String {
            span.of(block(quote).text()).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let changes = self
            .changes
            .iter()
            .map(|&[x, y]| Change { first: span(first, words[0], x), later: span(later, words[1], y) });
        // "co-operate", "cooperate", "co operate".
        let changes = changes.filter(|change| letters(first, change.first) != letters(later, change.later)).collect();
        let quoted = [first, later].into_iter().enumerate().any(|(side, quote)| {
            let tokens = &block(quote).prose.tokens;
            let reach = &words[side].tokens[self.reach[side].start..self.reach[side].end];
            let inside = |at: usize| tokens[at].shape == Shape::Mark && tokens[at].start() > quotes[quote].within.start;
            reach.first().is_some_and(|&at| at > 0 && inside(at - 1))
        });
        Echo { first, later, changes, quoted }
    }
}
