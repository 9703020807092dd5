//! The sentences of a whole draft, by the words that count.

use std::ops::Range;

use super::fingerprint;
use super::tally::Tally;
use crate::draft::{Block, Draft, Kind, Shape, Token};
use crate::text::Span;

/// The sentences of a draft that hold words, in order.
#[derive(Clone, Copy)]
pub struct Sentences<'d> {
    draft: &'d Draft,
    tally: &'d Tally,
}

impl<'d> Sentences<'d> {
    /// The sentences of `draft`, whose words are counted in `tally`.
    pub fn new(draft: &'d Draft, tally: &'d Tally) -> Self {
        Sentences { draft, tally }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.tally.starts().len()
    }

    /// The one that holds the word `word`.
    pub fn of_word(&self, word: usize) -> usize {
        self.tally.starts().partition_point(|&start| start as usize <= word) - 1
    }

    /// The words of the sentences `range`.
    pub fn words(&self, range: &Range<usize>) -> Range<usize> {
        self.tally.start(range.start)..self.tally.start(range.end)
    }

    /// The words of the block `block`.
    pub fn words_of_block(&self, block: usize) -> Range<usize> {
        self.words(&self.of_block(block))
    }

    /// The block of the sentence `index`.
    pub fn block(&self, index: usize) -> usize {
        self.tally.places[index].0 as usize
    }

    /// Whether a single line break and no markup sets the block of the sentence `index` off from the one before.
    pub fn behind_line_break(&self, index: usize) -> bool {
        let block = self.block(index);
        let Some(before) = block.checked_sub(1).map(|before| self.draft.blocks[before].span.end) else { return false };
        let between = self.draft.text.get(before..self.draft.blocks[block].span.start);
        between.is_some_and(|between| matches!(between.trim_matches([' ', '\t']), "\n" | "\r\n" | "\r"))
    }

    /// What the block of the sentence `index` is.
    pub fn kind(&self, index: usize) -> Kind {
        self.draft.blocks[self.block(index)].kind
    }

    /// The sentences of the block `block`.
    pub fn of_block(&self, block: usize) -> Range<usize> {
        self.tally.blocks[block] as usize..self.tally.blocks[block + 1] as usize
    }

    /// Whether `range` is the whole of the blocks in which it begins and ends.
    pub fn is_whole(&self, range: &Range<usize>) -> bool {
        self.of_block(self.block(range.start)).start == range.start
            && self.of_block(self.block(range.end - 1)).end == range.end
    }

    /// The sentences `range` in the source: with their markup where they begin or end a block.
    pub fn span(&self, range: &Range<usize>) -> Span {
        let (first, last) = (range.start, range.end - 1);
        if self.is_whole(range) {
            return self.block_of(first).span.join(self.block_of(last).span);
        }
        let source = |sentence: usize| {
            let block = self.block_of(sentence);
            block.source(block.prose.span(self.range(sentence)))
        };
        source(first).join(source(last))
    }

    /// From where the word `first` begins in the source to where the word `last` ends, which is it or stands behind it.
    pub fn stretch(&self, first: usize, last: usize) -> Span {
        let source = |word: usize| {
            let sentence = self.of_word(word);
            let (block, tokens) = (self.block_of(sentence), self.tokens_of(sentence));
            let mut tokens = tokens.iter().filter(|token| fingerprint::counts(token));
            let token = tokens.nth(word - self.tally.start(sentence));
            token.map(|token| block.source(token.span())).unwrap_or(block.span)
        };
        source(first).join(source(last))
    }

    /// Whether the sentence `index` ends in a stop, closing marks and brackets left aside.
    pub fn ends_in_stop(&self, index: usize) -> bool {
        let mut tokens = self.tokens(index..index + 1);
        let last = tokens.rfind(|(_, token)| !matches!(token.shape, Shape::Mark | Shape::Close));
        last.is_some_and(|(_, token)| token.shape == Shape::Stop)
    }

    /// Where the words of the sentences `range` stand, in the source.
    pub fn places(&self, range: Range<usize>) -> Vec<Span> {
        let places = range.flat_map(|sentence| {
            let (block, tokens) = (self.block_of(sentence), self.tokens_of(sentence));
            tokens.iter().filter(|token| fingerprint::counts(token)).map(|token| block.source(token.span()))
        });
        places.collect()
    }

    /// The tokens of the sentences `range`, each with the text of its block.
    pub fn tokens(&self, range: Range<usize>) -> impl DoubleEndedIterator<Item = (&'d str, &'d Token)> + use<'d> {
        let sentences = *self;
        range.flat_map(move |sentence| {
            let (block, tokens) = (sentences.block_of(sentence), sentences.tokens_of(sentence));
            tokens.iter().map(|token| (block.text(), token))
        })
    }

    fn block_of(&self, sentence: usize) -> &'d Block {
        &self.draft.blocks[self.block(sentence)]
    }

    fn range(&self, sentence: usize) -> Range<usize> {
        let index = self.tally.places[sentence].1 as usize;
        self.block_of(sentence).prose.sentences[index].clone()
    }

    fn tokens_of(&self, sentence: usize) -> &'d [Token] {
        &self.block_of(sentence).prose.tokens[self.range(sentence)]
    }
}
