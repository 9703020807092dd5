//! Which quotation mark opens, which closes, and which is none: pairing within one block.

use std::cell::LazyCell;
use std::ops::Range;

use crate::draft::token::is_apostrophe;
use crate::draft::{Shape, Token};

/// A stretch between two quotation marks, or from one that is never closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The token of the opening mark; the first token of the block where a quote that the block before left open goes on
    /// without a mark of its own.
    pub open: usize,
    /// The token behind the last one of the stretch, the closing mark included.
    pub end: usize,
    /// Whether it begins with a mark.
    pub opened: bool,
    /// Whether it ends with a mark.
    pub closed: bool,
    /// Whether its marks are single ones.
    pub single: bool,
}

impl Pair {
    /// The tokens between the marks.
    pub fn inner(&self) -> Range<usize> {
        let start = self.open + usize::from(self.opened);
        start..(self.end - usize::from(self.closed)).max(start)
    }

    /// Whether the token `index` lies in it, marks included.
    pub fn holds(&self, index: usize) -> bool {
        (self.open..self.end).contains(&index)
    }
}

/// The marks of one block, paired.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// The outermost stretches in order, none overlapping another.
    pub outer: Vec<Pair>,
    /// Closing marks that nothing opened, as tokens.
    pub strays: Vec<usize>,
}

/// The sorts of marks that can close one another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Sort {
    Double,
    Single,
    Guillemet,
    SingleGuillemet,
}

/// What a mark looks like it does, by its glyph or by the white space around it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Side {
    Opens,
    Closes,
    Either,
}

/// Pairs the marks among `tokens`, the tokens of the block with this `text`. `runs_on` tells that the next block opens with
/// a single mark: then one that nothing closes here may be a quote that goes on there.
///
/// Curly and low marks tell by their glyph what they do, straight ones by the white space around them; a straight mark
/// that could do either does what is due. A single mark opens only where one that can close it follows, since it may as
/// well be an apostrophe.
pub fn pair(text: &str, tokens: &[Token], runs_on: bool) -> Pairs {
    let mut pairs = Pairs::default();
    let mut open: Vec<(usize, Sort)> = Vec::new();
    let mut all: Vec<Pair> = Vec::new();
    let marks: Vec<usize> = (0..tokens.len()).filter(|&index| tokens[index].shape == Shape::Mark).collect();
    if marks.is_empty() {
        return pairs;
    }
    let singles = LazyCell::new(|| Singles::new(text, tokens, &marks));
    for &index in &marks {
        let glyph = tokens[index].of(text);
        let Some(sort) = sort(glyph) else { continue };
        let reach = open.len().saturating_sub(DEEPEST);
        let due = open[reach..].iter().rposition(|&(_, other)| other == sort).map(|at| reach + at);
        let side = match (glyph_side(glyph, due.map(|at| tokens[open[at].0].of(text))), context(tokens, index)) {
            // A curly mark typed the wrong way round, as word processors leave them.
            (Side::Closes, Side::Opens) if due.is_none() && sort == Sort::Double => Side::Opens,
            (Side::Opens, Side::Closes) if due.is_some() && sort == Sort::Double => Side::Closes,
            (Side::Closes, Side::Either) if due.is_none() && is_closed(text, &tokens[index + 1..]) => Side::Opens,
            (Side::Opens, Side::Either) if due.is_some() && index + 1 == tokens.len() => Side::Closes,
            (Side::Either, context) => context,
            (side, _) => side,
        };
        if sort == Sort::Single {
            match due {
                None if side != Side::Closes
                    && opens_single(text, tokens, index, &singles, open.is_empty(), runs_on) =>
                {
                    open.push((index, sort))
                }
                Some(at) if side != Side::Opens && closes_single(text, tokens, index) => {
                    all.push(pair_of(open[at].0, index + 1, true, true));
                    open.truncate(at);
                }
                _ => {}
            }
            continue;
        }
        if is_measure(text, tokens, index, due.is_some()) {
            continue;
        }
        match (side, due) {
            (Side::Opens, _) | (Side::Either, None) => open.push((index, sort)),
            (_, Some(at)) => {
                all.push(pair_of(open[at].0, index + 1, true, false));
                open.truncate(at);
            }
            (Side::Closes, None) => pairs.strays.push(index),
        }
    }
    // What is left open runs to the next opening mark of its sort at the start of a sentence, or to the end.
    let mut inside: Vec<usize> = all.iter().filter(|pair| !pair.single).map(|pair| pair.open).collect();
    inside.sort_unstable();
    for (at, &(start, sort)) in open.iter().enumerate() {
        if sort == Sort::Single && !(runs_on && open.len() == 1) {
            continue;
        }
        let end = open.get(at + 1).map_or(tokens.len(), |&(next, _)| next);
        let first = inside.partition_point(|&pair| pair < start);
        let end = inside.get(first).map_or(end, |&pair| pair.min(end));
        all.push(pair_of(start, end, false, sort == Sort::Single));
    }
    all.sort_by_key(|pair| (pair.open, std::cmp::Reverse(pair.end)));
    for pair in all {
        if pairs.outer.last().is_none_or(|outer| outer.end <= pair.open) {
            pairs.outer.push(pair);
        }
    }
    pairs
}

fn pair_of(open: usize, end: usize, closed: bool, single: bool) -> Pair {
    Pair { open, end, opened: true, closed, single }
}

fn sort(glyph: &str) -> Option<Sort> {
    Some(match glyph {
        "\"" | "“" | "”" | "„" | "‟" | "＂" | "''" | "``" | "‘‘" | "’’" | "´´" => Sort::Double,
        "'" | "‘" | "’" | "‚" | "‛" | "`" | "´" => Sort::Single,
        "«" | "»" => Sort::Guillemet,
        "‹" | "›" => Sort::SingleGuillemet,
        _ => return None,
    })
}

/// What `glyph` does where the mark `due` is open.
fn glyph_side(glyph: &str, due: Option<&str>) -> Side {
    match (glyph, due) {
        // German „…“ and ‚…‘, and »…« turned inwards.
        ("“", Some("„")) | ("‘", Some("‚")) | ("«", Some("»")) | ("‹", Some("›")) => Side::Closes,
        ("»", None) | ("›", None) => Side::Opens,
        ("“" | "„" | "‟" | "‘" | "‚" | "«" | "‹" | "``" | "‘‘", _) => Side::Opens,
        ("”" | "’" | "»" | "›" | "’’" | "´´", _) => Side::Closes,
        _ => Side::Either,
    }
}

/// Whether a closing double mark stands in `tokens` before any that opens.
fn is_closed(text: &str, tokens: &[Token]) -> bool {
    let marks = tokens.iter().filter(|token| token.shape == Shape::Mark).map(|token| token.of(text));
    let mut sides = marks.filter(|glyph| sort(glyph) == Some(Sort::Double)).map(|glyph| glyph_side(glyph, None));
    sides.next() == Some(Side::Closes)
}

/// What the mark at `index` does by the white space and the marks around it.
fn context(tokens: &[Token], index: usize) -> Side {
    let before = index.checked_sub(1).map(|before| &tokens[before]);
    let after = tokens.get(index + 1);
    let free_before = tokens[index].spaced
        || before.is_none_or(|before| matches!(before.shape, Shape::Open | Shape::Dash | Shape::Mark | Shape::Colon));
    let free_after = after.is_none_or(|after| {
        after.spaced
            || matches!(
                after.shape,
                Shape::Comma
                    | Shape::Stop
                    | Shape::Colon
                    | Shape::Semicolon
                    | Shape::Close
                    | Shape::Dash
                    | Shape::Mark
                    | Shape::Clitic
            )
    });
    match (free_before, free_after) {
        (true, false) => Side::Opens,
        (false, true) => Side::Closes,
        _ => Side::Either,
    }
}

/// Whether the mark at `index` says inches or seconds: a number stands right before it and nothing is open, or it is one of
/// feet and inches, 5'2".
fn is_measure(text: &str, tokens: &[Token], index: usize, open: bool) -> bool {
    let number = index.checked_sub(1).map(|before| &tokens[before]).filter(|before| before.shape == Shape::Number);
    !tokens[index].spaced
        && matches!(tokens[index].of(text), "\"" | "''" | "”" | "’’")
        && number.is_some_and(|number| !open || number.of(text).contains(is_apostrophe))
}

/// A closing mark looks back over no more open ones than these; nobody nests deeper.
const DEEPEST: usize = 64;

/// Words that begin with an apostrophe, without it.
const CLIPPED: &[&str] = &[
    "em", "til", "tis", "twas", "cause", "bout", "round", "n", "nother", "im", "er", "ello", "ere", "neath", "cos",
    "coz", "tude",
];

/// What a single mark must know of the marks behind it, as tokens in order.
struct Singles {
    /// The single marks that can close.
    closing: Vec<usize>,
    /// The double marks before which one inside them must close.
    double: Vec<usize>,
}

impl Singles {
    fn new(text: &str, tokens: &[Token], marks: &[usize]) -> Self {
        let is_double = |&index: &usize| matches!(tokens[index].of(text), "\"" | "”" | "“" | "»");
        Singles {
            closing: marks.iter().copied().filter(|&index| closes_single(text, tokens, index)).collect(),
            double: marks.iter().copied().filter(is_double).collect(),
        }
    }

    /// Whether one that can close stands behind the token `index`, before the next double mark if one is open.
    fn can_close(&self, index: usize, inside: bool) -> bool {
        let next = |marks: &[usize], from: usize| marks.get(marks.partition_point(|&mark| mark < from)).copied();
        let limit = next(&self.double, index + 1).filter(|_| inside);
        next(&self.closing, index + 2).is_some_and(|closing| limit.is_none_or(|limit| closing < limit))
    }
}

/// Whether the single mark at `index` opens: it stands before a word, is no apostrophe, and one that can close it follows.
/// `outermost` tells that nothing is open.
fn opens_single(text: &str, tokens: &[Token], index: usize, singles: &Singles, outermost: bool, runs_on: bool) -> bool {
    if context(tokens, index) != Side::Opens {
        return false;
    }
    let Some(next) = tokens.get(index + 1) else { return false };
    let word = next.of(text);
    let clipped = CLIPPED.iter().any(|clipped| clipped.eq_ignore_ascii_case(word));
    if clipped || next.shape == Shape::Number && word.ends_with('s') {
        return false;
    }
    let decade = next.shape == Shape::Number && word.len() == 2;
    // Inside double marks it must close before they do.
    !decade && (runs_on && outermost || singles.can_close(index, !outermost))
}

/// Whether the single mark at `index` closes rather than makes a possessive of a plural.
fn closes_single(text: &str, tokens: &[Token], index: usize) -> bool {
    let Some(before) = index.checked_sub(1).map(|before| &tokens[before]) else { return false };
    let token = &tokens[index];
    if token.shape != Shape::Mark || token.spaced || sort(token.of(text)) != Some(Sort::Single) || token.of(text) == "‚"
    {
        return false;
    }
    if token.of(text) != "‘" && context(tokens, index) == Side::Opens {
        return false;
    }
    let plural = before.is_word() && before.of(text).ends_with(['s', 'S', 'x', 'z', 'n']);
    let goes_on =
        tokens.get(index + 1).is_some_and(|after| after.spaced && matches!(after.shape, Shape::Lower | Shape::Number));
    // "the workers’ rights": a plural, and the sentence goes on with a small letter.
    !(plural && goes_on && before.of(text).ends_with(['s', 'S']))
}

/// Whether the block opens with a single mark that looks like an opening one.
pub fn opens_with_single(text: &str, tokens: &[Token]) -> bool {
    let first = tokens.first().filter(|token| token.shape == Shape::Mark);
    first.is_some_and(|token| sort(token.of(text)) == Some(Sort::Single) && context(tokens, 0) == Side::Opens)
}
