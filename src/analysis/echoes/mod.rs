//! Quotes that the draft gives twice: the same words, whole or in part, or nearly the same.
//!
//! Runs of [`RUN`](likeness::RUN) words that two quotes share are grown to both sides over small changes; they are one quote
//! if that reaches both ends of one of the two.

pub mod said;
pub mod places;

use rustc_hash::FxHashMap;

use super::duplicates::wanted::Wanted;
use super::likeness::{self, Alike, RUN, Stretch, alike};
use super::quotes::Quote;
use super::wording::reads_alike;
use crate::draft::{Draft, Kept, Shape};
use crate::text::Span;
use places::{Places, REFRAIN};
use said::{Exchange, Said, words};

/// So often two quotes are compared, each time from another run.
const TRIALS: usize = 8;

/// If one in so many words has changed, all quotes are compared anew.
const FEW: usize = 8;

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

/// The quotes that a draft gives twice.
#[derive(Clone, Debug, Default)]
pub struct Echoes {
    /// In the order of the later one.
    pub echoes: Vec<Echo>,
    /// The words by which they were found.
    pub memo: Memo,
}

/// The words of the quotes of a draft, kept for the next edition of it.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    said: Said,
}

/// What a draft was before an edit.
#[derive(Clone, Copy, Debug)]
pub struct Last<'l> {
    /// Its quotes.
    pub quotes: &'l [Quote],
    /// Those that it gave twice.
    pub echoes: &'l [Echo],
    /// What was kept of it.
    pub memo: &'l Memo,
    /// Which of its blocks are as they were.
    pub kept: Kept,
}

/// The pairs of `quotes` with the same words: each with the quote before it that is most like it. `last` is what the draft was
/// before an edit, if that is known.
///
/// Case, punctuation and marks do not count. What stands for an ellipsis or for brackets is no change.
pub fn find(draft: &Draft, quotes: &[Quote], last: Option<Last>) -> Echoes {
    let known = last.and_then(|last| {
        let (said, exchange) = last.memo.said.next(draft, quotes, last.quotes, last.kept);
        let echoes = again(draft, quotes, &said, last, &exchange)?;
        Some(Echoes { echoes, memo: Memo { said } })
    });
    known.unwrap_or_else(|| {
        let said = Said::new(draft, quotes);
        let mut places = Places::new(said.words.len());
        let each = 0..quotes.len();
        let echoes = each.filter_map(|later| {
            let nearest = nearest(draft, quotes, &said, &places, later);
            said.runs(later).for_each(|(at, _)| places.add(&said, at));
            nearest
        });
        let echoes = echoes.collect();
        Echoes { echoes, memo: Memo { said } }
    })
}

/// [`find`] where only some quotes have changed, by looking at those alone that share words with them; `None` if these may be
/// many.
fn again(draft: &Draft, quotes: &[Quote], said: &Said, last: Last, exchange: &Exchange) -> Option<Vec<Echo>> {
    let (before, Exchange { gone, come }) = (&last.memo.said, exchange);
    if FEW * (before.range(gone.clone()).len() + said.range(come.clone()).len()) > said.words.len() {
        return None;
    }
    let changed =
        gone.clone().flat_map(|quote| before.runs(quote)).chain(come.clone().flat_map(|quote| said.runs(quote)));
    // How often each of their runs stands before them. Behind a refrain nothing is compared with them.
    let mut times: Wanted<RUN, usize> = Wanted::new(changed.map(|(_, run)| run));
    for (_, run) in (0..come.start).flat_map(|quote| said.runs(quote)) {
        if let Some(times) = times.get(run) {
            *times += 1;
        }
    }
    let mut shares =
        |quote: usize| said.runs(quote).any(|(_, run)| times.get(run).is_some_and(|times| *times < REFRAIN));
    let behind = (come.end..quotes.len()).filter(|&quote| shares(quote));
    let asked: Vec<usize> = come.clone().chain(behind).collect();
    let runs: Wanted<RUN, ()> = Wanted::new(asked.iter().flat_map(|&quote| said.runs(quote)).map(|(_, run)| run));
    let mut places = Places::new(said.words.len());
    let mut echoes: Vec<Echo> = Vec::with_capacity(last.echoes.len() + asked.len());
    let moved = |quote: usize| if quote < gone.start { quote } else { quote - gone.len() + come.len() };
    let known = last.echoes.iter().filter(|echo| !gone.contains(&echo.later));
    let mut known = known.map(|echo| (moved(echo.later), echo)).peekable();
    let mut next = 0;
    for later in asked {
        for (at, _) in (next..later).flat_map(|quote| said.runs(quote)).filter(|(_, run)| runs.holds(run)) {
            places.add(said, at);
        }
        next = later;
        while let Some((later, echo)) = known.next_if(|(quote, _)| *quote < later) {
            echoes.push(Echo { later, first: moved(echo.first), ..echo.clone() });
        }
        known.next_if(|(quote, _)| *quote == later);
        echoes.extend(nearest(draft, quotes, said, &places, later));
    }
    echoes.extend(known.map(|(later, echo)| Echo { later, first: moved(echo.first), ..echo.clone() }));
    Some(echoes)
}

/// The quote before the quote `later` that is most like it, if one is. The runs of those before have their `places`.
fn nearest(draft: &Draft, quotes: &[Quote], said: &Said, places: &Places, later: usize) -> Option<Echo> {
    let words = said.of(later);
    let mut tried: FxHashMap<usize, usize> = FxHashMap::default();
    let mut nearest: Option<Echo> = None;
    for (at, run) in words.runs().enumerate() {
        for place in places.of(said, run) {
            let first = said.quote(place);
            let (other, start) = (said.of(first), place - said.range(first..first + 1).start);
            let trials = tried.entry(first).or_default();
            let goes_on = start > 0 && at > 0 && other.words[start - 1] == words.words[at - 1];
            if goes_on || *trials == TRIALS {
                continue;
            }
            *trials += 1;
            let alike = alike(other, start, words, at);
            let whole = |side: usize, words: Stretch| alike.reach[side].len() == words.words.len();
            if alike.is_near() && (whole(0, other) || whole(1, words)) {
                *trials = TRIALS;
                let echo = echo(&alike, draft, quotes, [first, later]);
                if nearest.as_ref().is_none_or(|nearest| echo.changes.len() < nearest.changes.len()) {
                    nearest = Some(echo);
                }
            }
        }
    }
    nearest
}

/// The quotes `first` and `later` as two of the same words.
fn echo(alike: &Alike, draft: &Draft, quotes: &[Quote], [first, later]: [usize; 2]) -> Echo {
    let block = |quote: usize| &draft.blocks[quotes[quote].block];
    let said = [first, later].map(|quote| {
        let mut tokens = Vec::new();
        words(draft, &quotes[quote], |token| tokens.push(token));
        tokens
    });
    let span = |quote: usize, said: &[usize], range: Span| {
        let tokens = &block(quote).prose.tokens;
        let spans = said.iter().map(|&at| tokens[at].span());
        likeness::stretch(spans, range, quotes[quote].within.end)
    };
    let text = |quote: usize, span: Span| span.of(block(quote).text());
    let changes = alike.changes.iter();
    let changes = changes.map(|&[x, y]| Change { first: span(first, &said[0], x), later: span(later, &said[1], y) });
    let changes = changes.filter(|change| !reads_alike(text(first, change.first), text(later, change.later))).collect();
    let quoted = [first, later].into_iter().enumerate().any(|(side, quote)| {
        let tokens = &block(quote).prose.tokens;
        let reach = &said[side][alike.reach[side].start..alike.reach[side].end];
        let inside = |at: usize| tokens[at].shape == Shape::Mark && tokens[at].start() > quotes[quote].within.start;
        reach.first().is_some_and(|&at| at > 0 && inside(at - 1))
    });
    Echo { first, later, changes, quoted }
}
