//! The words of the quotes of a draft.

use std::ops::Range;

use crate::analysis::likeness::{RUN, SHORTEST, Stretch, Words};
use crate::analysis::quotes::Quote;
use crate::draft::{Draft, Kept};

/// The words of all quotes, one behind the other; none of those that are too short to be told again.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// Their fingerprints.
    pub words: Vec<u32>,
    /// As those of [`Words`], one more for each quote than it has words.
    gaps: Vec<bool>,
    /// The first word of each quote, and behind the last how many there are.
    starts: Vec<u32>,
}

/// The quotes that have gone from a draft, as it counted them, and those that have come, as it counts now.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// Those that have gone.
    pub gone: Range<usize>,
    /// Those that have come.
    pub come: Range<usize>,
}

impl Said {
    /// Those of `quotes` in `draft`.
    pub fn new(draft: &Draft, quotes: &[Quote]) -> Self {
        let mut said = Said { starts: vec![0], ..Said::default() };
        quotes.iter().for_each(|quote| said.add(draft, quote));
        said
    }

    /// That of `quotes` in `draft`, which were `last` before an edit that kept some of its blocks; and which of them have changed.
    pub fn next(&self, draft: &Draft, quotes: &[Quote], last: &[Quote], kept: Kept) -> (Self, Exchange) {
        let same = |(quote, before): &(&Quote, &Quote)| {
            kept.was(quote.block) == Some(before.block) && quote.within == before.within
        };
        let front = quotes.iter().zip(last).take_while(same).count();
        let (rest, left) = (&quotes[front..], &last[front..]);
        let back = rest.iter().rev().zip(left.iter().rev()).take_while(same).count();
        let (gone, come) = (front..last.len() - back, front..quotes.len() - back);
        let mut said = Said {
            words: self.words[..self.range(0..front).end].to_vec(),
            gaps: self.gaps[..self.range(0..front).end + front].to_vec(),
            starts: self.starts[..=front].to_vec(),
        };
        quotes[come.clone()].iter().for_each(|quote| said.add(draft, quote));
        let (was, is) = (self.starts[gone.end], said.words.len() as u32);
        said.words.extend_from_slice(&self.words[was as usize..]);
        said.gaps.extend_from_slice(&self.gaps[was as usize + gone.end..]);
        said.starts.extend(self.starts[gone.end + 1..].iter().map(|start| start - was + is));
        (said, Exchange { gone, come })
    }

    fn add(&mut self, draft: &Draft, quote: &Quote) {
        let words = words(draft, quote, |_| {});
        self.words.extend(&words.words);
        self.gaps.extend(&words.gaps);
        self.starts.push(self.words.len() as u32);
    }

    /// The words of the quotes `quotes`, as all are counted.
    pub fn range(&self, quotes: Range<usize>) -> Range<usize> {
        self.starts[quotes.start] as usize..self.starts[quotes.end] as usize
    }

    /// The quote that holds the word `word`.
    pub fn quote(&self, word: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= word) - 1
    }

    /// The words of the quote `quote`.
    pub fn of(&self, quote: usize) -> Stretch<'_> {
        let range = self.range(quote..quote + 1);
        Stretch { words: &self.words[range.clone()], gaps: &self.gaps[range.start + quote..=range.end + quote] }
    }

    /// The runs of the quote `quote`, each with its first word, as all are counted.
    pub fn runs(&self, quote: usize) -> impl Iterator<Item = (usize, &[u32; RUN])> {
        (self.range(quote..quote + 1).start..).zip(self.of(quote).runs())
    }
}

/// The words of `quote`, and to `place` their tokens in the block; none of one that is too short to be told again.
pub fn words(draft: &Draft, quote: &Quote, place: impl FnMut(usize)) -> Words {
    let block = &draft.blocks[quote.block];
    let tokens = &block.prose.tokens;
    let start = tokens.partition_point(|token| token.start() < quote.within.start);
    let end = tokens.partition_point(|token| token.end() <= quote.within.end);
    let mut words = Words::default();
    if end - start >= SHORTEST {
        words.add(block, quote.within, place);
    }
    words
}
