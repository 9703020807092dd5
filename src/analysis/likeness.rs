//! Stretches of words that are alike but for small changes: what two quotes, or a quote and what it was taken from, share.

use super::duplicates::fingerprint;
use crate::draft::{Block, Shape, Token};
use crate::text::Span;

/// How many words in a row two stretches must share to be compared.
pub const RUN: usize = 3;

/// Fewer words are shared by chance.
pub const SHORTEST: usize = 5;

/// So many words may differ in one place.
const WIDEST: usize = 3;

/// So many words may stand for an ellipsis or for what is put in brackets.
const LONGEST_GAP: usize = 40;

/// The words of a stretch of text.
#[derive(Clone, Debug)]
pub struct Words {
    /// Their fingerprints.
    pub words: Vec<u32>,
    /// Before which of them, the end included, something is left out or put in: an ellipsis, brackets.
    pub gaps: Vec<bool>,
}

/// Words one behind the other, as [`Words`] are.
#[derive(Clone, Copy, Debug)]
pub struct Stretch<'w> {
    /// Their fingerprints.
    pub words: &'w [u32],
    /// Before which of them, the end included, something is left out or put in.
    pub gaps: &'w [bool],
}

impl Default for Words {
    fn default() -> Self {
        Words { words: Vec::new(), gaps: vec![false] }
    }
}

impl Words {
    /// Adds the words of the stretch `within` of the text of `block`, and gives the index of the token of each to `place`.
    pub fn add(&mut self, block: &Block, within: Span, mut place: impl FnMut(usize)) {
        let tokens = &block.prose.tokens;
        let start = tokens.partition_point(|token| token.start() < within.start);
        let end = tokens.partition_point(|token| token.end() <= within.end);
        self.words.reserve(end - start);
        self.gaps.reserve(end - start);
        let mut brackets: usize = 0;
        for (at, token) in tokens.iter().enumerate().take(end).skip(start) {
            match token.shape {
                // What never closes is a face, or a slip.
                Shape::Open if brackets > 0 || closes(tokens, at, end) => brackets += 1,
                Shape::Close => brackets = brackets.saturating_sub(1),
                _ => {}
            }
            let left_out = || is_ellipsis(block.text(), tokens, at) || is_patched(block.text(), tokens, at);
            if brackets > 0 || left_out() {
                self.gap();
            } else if fingerprint::counts(token) {
                self.words.push(token.letters);
                self.gaps.push(false);
                place(at);
            }
        }
    }

    /// Something is left out or put in behind the last word.
    pub fn gap(&mut self) {
        let last = self.gaps.len() - 1;
        self.gaps[last] = true;
    }

    /// `range` with a word more on each side, as far as nothing is left out or put in there.
    pub fn around(&self, range: Span) -> Span {
        let before = range.start > 0 && !self.gaps[range.start];
        let behind = range.end < self.words.len() && !self.gaps[range.end];
        Span::new(range.start - usize::from(before), range.end + usize::from(behind))
    }

    /// All of them.
    pub fn all(&self) -> Stretch<'_> {
        Stretch { words: &self.words, gaps: &self.gaps }
    }
}

impl<'w> Stretch<'w> {
    /// The runs of [`RUN`] words, in order.
    pub fn runs(self) -> impl Iterator<Item = &'w [u32; RUN]> {
        self.words.windows(RUN).filter_map(<[u32]>::first_chunk)
    }
}

/// Whether the token `at` is one of the dots of an ellipsis: "…", "...", ". . .".
fn is_ellipsis(text: &str, tokens: &[Token], at: usize) -> bool {
    let is_dot = |at: usize| tokens.get(at).is_some_and(|token| token.shape == Shape::Stop && token.of(text) == ".");
    let dots = tokens[at].of(text);
    match tokens[at].shape == Shape::Stop {
        true if is_dot(at) => is_dot(at + 1) || at > 0 && is_dot(at - 1),
        true => dots.starts_with("..") || dots.starts_with('…'),
        false => false,
    }
}

/// Whether brackets or asterisks stand for some of the letters of the word `at`: "[A]t", "work[ing]", "d**n".
fn is_patched(text: &str, tokens: &[Token], at: usize) -> bool {
    let is_patch = |token: &Token, bracket: Shape| token.shape == bracket || token.of(text).contains('*');
    let before = at.checked_sub(1).is_some_and(|before| is_patch(&tokens[before], Shape::Close));
    let behind = tokens.get(at + 1).is_some_and(|next| !next.spaced && is_patch(next, Shape::Open));
    tokens[at].is_word() && (before && !tokens[at].spaced || behind)
}

/// Whether the bracket that opens at `at` closes before `end`, within so many tokens as one may put in.
fn closes(tokens: &[Token], at: usize, end: usize) -> bool {
    tokens[at..end].iter().take(LONGEST_GAP).any(|token| token.shape == Shape::Close)
}

/// Where two stretches are alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The stretches of words of the two that are not alike, each in the first and in the later.
    pub changes: Vec<[Span; 2]>,
    /// The words of the two from the first that is alike to the last.
    pub reach: [Span; 2],
    /// How many words are the same.
    pub same: usize,
}

impl Alike {
    /// Adds that the words `x` of the first stand where the later has `y`. Of as many words, those that are the same in their
    /// places are no change.
    fn change(&mut self, first: Stretch, x: Span, later: Stretch, y: Span) {
        if x.len() != y.len() {
            self.changes.push([x, y]);
            return;
        }
        let differs = |at: &usize| first.words[x.start + at] != later.words[y.start + at];
        let mut at = 0;
        while at < x.len() {
            let end = at + (at..x.len()).take_while(differs).count();
            if end > at {
                self.changes.push([x, y].map(|side| Span::new(at, end).shifted(side.start)));
            }
            self.same += usize::from(end < x.len());
            at = end + 1;
        }
    }

    /// How many words differ.
    pub fn changed(&self) -> usize {
        self.changes.iter().map(|[x, y]| x.len().max(y.len())).sum()
    }

    /// Whether few words differ: three in four are the same, and more than chance makes so.
    pub fn is_near(&self) -> bool {
        self.same >= SHORTEST && 3 * self.changed() <= self.same
    }
}

/// The likeness of two stretches that grows to both sides from a run that they share at `a` and `b`.
pub fn alike(first: Stretch, a: usize, later: Stretch, b: usize) -> Alike {
    let left = grow([Side { words: first, from: a, back: true }, Side { words: later, from: b, back: true }]);
    let right = grow([Side { words: first, from: a, back: false }, Side { words: later, from: b, back: false }]);
    let reach = [Span::new(a - left.reach[0], a + right.reach[0]), Span::new(b - left.reach[1], b + right.reach[1])];
    let mirrored =
        left.changes.iter().rev().map(|[x, y]| [Span::new(a - x.end, a - x.start), Span::new(b - y.end, b - y.start)]);
    let ahead = right.changes.iter().map(|[x, y]| [x.shifted(a), y.shifted(b)]);
    let mut alike = Alike { changes: Vec::new(), reach, same: left.same + right.same };
    for [x, y] in mirrored.chain(ahead) {
        alike.change(first, x, later, y);
    }
    alike
}

/// The words of a stretch from one place on, forwards or backwards.
#[derive(Clone, Copy)]
struct Side<'a> {
    words: Stretch<'a>,
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
        // A gap stands for words of the other side, and excuses none of its own.
        let (fair, fair_later) = (da == 0 || y.gap(b, b + db), db == 0 || x.gap(a, a + da));
        if !fair || !fair_later {
            let shown = |words: usize, fair: bool| if fair && words > WIDEST { 0 } else { words };
            let (da, db) = (shown(da, fair), shown(db, fair_later));
            growth.changes.push([Span::new(a, a + da), Span::new(b, b + db)]);
        }
        (a, b) = (a + da, b + db);
    }
}

/// The fewest words of the two sides, from `a` and `b` on, behind which they are alike again: two words in a row, or the
/// last of one side.
fn change([x, y]: [Side; 2], a: usize, b: usize) -> Option<(usize, usize)> {
    let widest = |side: Side, at: usize| if side.gap(at, at) { LONGEST_GAP } else { WIDEST };
    // What stands for a gap stands in the other stretch.
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

/// The words `range` of those that stand at `spans`; where there is none, the place before the next word, or `end`.
pub fn stretch(mut spans: impl Iterator<Item = Span>, range: Span, end: usize) -> Span {
    let Some(first) = spans.nth(range.start) else { return Span::new(end, end) };
    match range.len() {
        0 => Span::new(first.start, first.start),
        1 => first,
        words => first.join(spans.nth(words - 2).unwrap_or(first)),
    }
}
