//! Whether a passage may stand twice: quotes, labels, tables and the like may, decks and captions half and half.

use std::ops::Range;

use super::fingerprint;
use super::passages::{Passage, SHORT};
use super::sentences::Sentences;
use super::side::{Side, is_post};
use crate::analysis::quotes::Quote;
use crate::draft::{Kind, Shape};
use crate::lexicon::Tags;

/// A label, byline or short caption that stands alone has fewer words than this.
const LABEL: usize = 12;

/// The author of a post is named in at most this many sentences behind it: "Jo Doe (@jo_doe) May 3. Reply".
pub const SIGNATURE: usize = 2;

/// So many words more in one place say something more.
const SAID_MORE: usize = 4;

/// What a passage that stands twice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may stand twice.
    Fair,
    /// It may stand twice by itself: a quote, a short paragraph, a label. Copied with its neighbours it is running text.
    FairAlone,
    /// A headline, deck or caption that the body repeats.
    Display,
    /// Running text.
    Body,
}

/// What each of `passages` is, neighbours considered. `quotes` are those of the draft.
pub fn verdicts(sentences: &Sentences, quotes: &[Quote], passages: &[Passage]) -> Vec<Verdict> {
    let mut verdicts: Vec<Verdict> = passages.iter().map(|passage| alone(sentences, quotes, passage)).collect();
    let mut start = 0;
    for group in passages.chunk_by(neighbours) {
        let range = start..start + group.len();
        start = range.end;
        let body = verdicts[range.clone()].contains(&Verdict::Body);
        if body || stand_together(sentences, group) {
            for verdict in &mut verdicts[range] {
                if *verdict == Verdict::FairAlone || *verdict == Verdict::Display && body {
                    *verdict = Verdict::Body;
                }
            }
        }
    }
    verdicts
}

/// Whether `b` stands right behind `a`, here and where the two stand first.
fn neighbours(a: &Passage, b: &Passage) -> bool {
    a.later.end == b.later.start && (a.first.end..=a.first.end + 1).contains(&b.first.start)
}

/// Whether several passages, each of which could stand twice, are too many to do so together.
fn stand_together(sentences: &Sentences, group: &[Passage]) -> bool {
    let words: usize = group.iter().map(|passage| passage.pairs.len()).sum();
    let text = group.iter().filter(|passage| Side::new(sentences, &passage.later).stops()).count();
    group.len() >= 3 && words >= 2 * SHORT && 2 * text > group.len()
}

/// What `passage` is by itself.
fn alone(sentences: &Sentences, quotes: &[Quote], passage: &Passage) -> Verdict {
    let both = [&passage.later, &passage.first];
    let sides = both.map(|range| Side::new(sentences, range));
    let is_signed = |range: &&Range<usize>| is_post(sentences.tokens(with_signature(sentences, range)));
    if sides.iter().any(Side::is_data) || both.iter().any(is_signed) {
        // A heading of capitals goes with its section.
        let headings = both.iter().all(|range| sentences.kind(range.start) == Kind::Heading);
        return if headings { Verdict::FairAlone } else { Verdict::Fair };
    }
    let [later, first] = &sides;
    // Where one of the two is in quotation marks, it quotes the other.
    let one_quotes = later.marks() != first.marks() || opens_in_one(sentences, passage);
    let quote = is_quote(sentences, quotes, passage) || one_quotes;
    let label = later.words < LABEL && !later.stops() && !first.stops();
    if passage.pairs.len() < SHORT || later.is_refrain() || later.is_furniture() || quote || label {
        return Verdict::FairAlone;
    }
    let display = sides.iter().any(Side::is_display) || is_introduced(sentences, passage);
    if display { Verdict::Display } else { Verdict::Body }
}

/// The sentences `range` with those behind them that may name their author: in their block, or in one that a dash opens.
pub fn with_signature(sentences: &Sentences, range: &Range<usize>) -> Range<usize> {
    let block = sentences.of_block(sentences.block(range.end - 1));
    let near = range.end..(range.end + SIGNATURE).min(sentences.count());
    let dashed = |&sentence: &usize| {
        let first = sentences.tokens(sentence..sentence + 1).next();
        first.is_some_and(|(_, token)| token.shape == Shape::Dash)
    };
    let signed = near.clone().rfind(dashed).map_or(range.end, |signature| signature + 1);
    range.start..near.end.min(block.end).max(signed)
}

/// Whether it is a quote that stands twice, and not what is written around it.
fn is_quote(sentences: &Sentences, quotes: &[Quote], passage: &Passage) -> bool {
    let Passage { later, first, pairs } = passage;
    let (written, written_first) = (written(sentences, quotes, later), written(sentences, quotes, first));
    let (start, first_start) = (sentences.words(later).start, sentences.words(first).start);
    let same = pairs.iter().filter(|pair| written_first[pair.0 - first_start] && written[pair.1 - start]).count();
    let around = [written, written_first].map(|written| written.iter().filter(|&&own| own).count());
    let same_around = same >= 2 && 5 * same >= 4 * around[0].max(around[1]);
    2 * same <= pairs.len() && !same_around
}

/// For each word of the sentences `range` whether it stands outside of quotes.
pub fn written(sentences: &Sentences, quotes: &[Quote], range: &Range<usize>) -> Vec<bool> {
    let words = range.clone().flat_map(|sentence| {
        let block = sentences.block(sentence);
        let quotation = sentences.kind(sentence) == Kind::Quotation;
        let mut words =
            sentences.tokens(sentence..sentence + 1).filter(|(_, token)| fingerprint::counts(token)).peekable();
        let start = words.peek().map_or(0, |(_, token)| token.start());
        let near = quotes.partition_point(|quote| (quote.block, quote.within.end) <= (block, start));
        let mut near = quotes[near..].iter().take_while(move |quote| quote.block == block).peekable();
        words.map(move |(_, token)| {
            while near.next_if(|quote| quote.within.end <= token.start()).is_some() {}
            let quoted = near.peek().is_some_and(|quote| quote.within.start <= token.start());
            !quotation && !quoted
        })
    });
    words.collect()
}

/// Whether one of the two has a dateline or the label of a caption before it that the other lacks.
fn is_introduced(sentences: &Sentences, passage: &Passage) -> bool {
    both_before(sentences, passage)
        .into_iter()
        .any(|(before, last)| (1..=SHORT).contains(&before) && matches!(last, Some(Shape::Colon | Shape::Dash)))
}

/// Whether a quotation mark opens what is alike in one of the two only: "She adds: 'We never …".
fn opens_in_one(sentences: &Sentences, passage: &Passage) -> bool {
    let [later, first] = both_before(sentences, passage).map(|(_, last)| last == Some(Shape::Mark));
    later != first
}

/// For the later and the first of the two how many words stand before those that are alike, and what stands right before
/// these.
fn both_before(sentences: &Sentences, passage: &Passage) -> [(usize, Option<Shape>); 2] {
    let start = passage.pairs.first().copied().unwrap_or_default();
    [(&passage.later, start.1), (&passage.first, start.0)].map(|(range, word)| {
        let before = word.saturating_sub(sentences.words(range).start);
        let mut left = before;
        let introduction = sentences.tokens(range.clone()).take_while(|(_, token)| {
            let counts = fingerprint::counts(token);
            let within = left > 0 || !counts;
            left -= usize::from(counts && within);
            within
        });
        (before, introduction.last().map(|(_, token)| token.shape))
    })
}

/// Whether the later passage holds a name, a number, a whole sentence or several words more that do not stand in the first at
/// that place.
pub fn news(sentences: &Sentences, passage: &Passage) -> bool {
    let (first, later) = (sentences.words(&passage.first), sentences.words(&passage.later));
    let mut next = (first.start, later.start);
    for &(a, b) in passage.pairs.iter().chain(&[(first.end, later.end)]) {
        if b.saturating_sub(next.1) >= a.saturating_sub(next.0) + SAID_MORE {
            return true;
        }
        next = (a + 1, b + 1);
    }
    let mut alike = passage.pairs.iter().map(|pair| pair.1).peekable();
    passage.later.clone().any(|sentence| {
        let words = sentences.words(&(sentence..sentence + 1));
        let added = alike.peek().is_none_or(|&word| word >= words.end);
        let tokens = sentences.tokens(sentence..sentence + 1).filter(|(_, token)| fingerprint::counts(token));
        let changed = words.zip(tokens).any(|(word, (_, token))| {
            let known = alike.next_if_eq(&word).is_some();
            !known && (token.shape == Shape::Number || token.is_capital() && !token.is(Tags::FUNCTION))
        });
        added || changed
    })
}
