//! Which words of two passages differ.

use std::ops::Range;

use super::copy::Rewording;
use super::passages::Passage;
use super::sentences::Sentences;
use crate::text::Span;

/// Where the words of `passage` differ, in order; none if the two are alike.
pub fn find(sentences: &Sentences, passage: &Passage) -> Vec<Rewording> {
    let (alike, of) = passage.alike(sentences);
    if alike == of {
        return Vec::new();
    }
    let (first, later) = (Side::new(sentences, &passage.first), Side::new(sentences, &passage.later));
    let behind = [(first.words.end, later.words.end)];
    let mut from = (first.words.start, later.words.start);
    let mut found = Vec::new();
    for &(a, b) in passage.pairs.iter().chain(&behind) {
        // What goes along at the end of the later passage may have been found in another place.
        if a < from.0 || b < from.1 {
            continue;
        }
        if from != (a, b) {
            found.push(Rewording { first: first.span(from.0..a), later: later.span(from.1..b) });
        }
        from = (a + 1, b + 1);
    }
    found
}

/// The words of one of two passages, as they are counted in the draft, and where they stand.
struct Side {
    words: Range<usize>,
    places: Vec<Span>,
}

impl Side {
    fn new(sentences: &Sentences, range: &Range<usize>) -> Self {
        Side { words: sentences.words(range), places: sentences.places(range.clone()) }
    }

    /// Where `words` stand; of none, where they would: before the next word, or behind the last.
    fn span(&self, words: Range<usize>) -> Span {
        let places = &self.places[words.start - self.words.start..];
        match (places.first(), places[..words.len()].last()) {
            (Some(first), Some(last)) => first.join(*last),
            (Some(next), None) => Span::new(next.start, next.start),
            (None, _) => {
                let end = self.places.last().map_or(0, |last| last.end);
                Span::new(end, end)
            }
        }
    }
}
