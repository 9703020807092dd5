//! The sentences of a whole draft, by the words that count.

use std::ops::Range;

use super::fingerprint;
use crate::draft::{Draft, Kind, Shape, Token};
use crate::text::Span;

/// The sentences of a draft that hold words, in order.
pub struct Sentences<'d> {
    draft: &'d Draft,
    list: Vec<Sentence>,
    /// The first sentence of each block, and the number of sentences.
    blocks: Vec<usize>,
}

/// A sentence: the word of the draft with which it begins, and where it stands.
#[derive(Clone, Copy, Debug)]
struct Sentence {
    word: usize,
    words: usize,
    block: usize,
    index: usize,
}

impl<'d> Sentences<'d> {
    /// The sentences of `draft`.
    pub fn new(draft: &'d Draft) -> Self {
        let mut sentences = Sentences { draft, list: Vec::new(), blocks: Vec::with_capacity(draft.blocks.len() + 1) };
        let mut word = 0;
        for (number, block) in draft.blocks.iter().enumerate() {
            sentences.blocks.push(sentences.list.len());
            if matches!(block.kind, Kind::Cell | Kind::Label) {
                continue;
            }
            for (index, range) in block.prose.sentences.iter().enumerate() {
                let words = block.prose.tokens[range.clone()].iter().filter(|token| fingerprint::counts(token)).count();
                if words > 0 {
                    sentences.list.push(Sentence { word, words, block: number, index });
                    word += words;
                }
            }
        }
        sentences.blocks.push(sentences.list.len());
        sentences
    }

    /// The words with which they begin.
    pub fn starts(&self) -> Vec<usize> {
        self.list.iter().map(|sentence| sentence.word).collect()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.list.len()
    }

    /// The one that holds the word `word`.
    pub fn of_word(&self, word: usize) -> usize {
        self.list.partition_point(|sentence| sentence.word <= word) - 1
    }

    /// The words of the sentences `range`, which holds at least one.
    pub fn words(&self, range: &Range<usize>) -> Range<usize> {
        let last = self.list[range.end - 1];
        self.list[range.start].word..last.word + last.words
    }

    /// The block of the sentence `index`.
    pub fn block(&self, index: usize) -> usize {
        self.list[index].block
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
        self.blocks[block]..self.blocks[block + 1]
    }

    /// Whether `range` is the whole of the blocks in which it begins and ends.
    pub fn is_whole(&self, range: &Range<usize>) -> bool {
        self.of_block(self.block(range.start)).start == range.start
            && self.of_block(self.block(range.end - 1)).end == range.end
    }

    /// The sentences `range` in the source: with their markup where they begin or end a block.
    pub fn span(&self, range: &Range<usize>) -> Span {
        let (first, last) = (self.list[range.start], self.list[range.end - 1]);
        if self.is_whole(range) {
            return self.draft.blocks[first.block].span.join(self.draft.blocks[last.block].span);
        }
        let source = |sentence: Sentence| {
            let block = &self.draft.blocks[sentence.block];
            block.source(block.prose.span(block.prose.sentences[sentence.index].clone()))
        };
        source(first).join(source(last))
    }

    /// The [letters](Token::letters) of the words, in order.
    pub fn letters(&self) -> Vec<u32> {
        self.tokens(0..self.count())
            .map(|(_, token)| token)
            .filter(|token| fingerprint::counts(token))
            .map(|token| token.letters)
            .collect()
    }

    /// From where the word `first` begins in the source to where the word `last` ends, which is it or stands behind it.
    pub fn stretch(&self, first: usize, last: usize) -> Span {
        let source = |word: usize| {
            let sentence = self.list[self.of_word(word)];
            let block = &self.draft.blocks[sentence.block];
            let tokens = &block.prose.tokens[block.prose.sentences[sentence.index].clone()];
            let token = tokens.iter().filter(|token| fingerprint::counts(token)).nth(word - sentence.word);
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
        let places = self.list[range].iter().flat_map(|sentence| {
            let block = &self.draft.blocks[sentence.block];
            let tokens = &block.prose.tokens[block.prose.sentences[sentence.index].clone()];
            tokens.iter().filter(|token| fingerprint::counts(token)).map(|token| block.source(token.span()))
        });
        places.collect()
    }

    /// The tokens of the sentences `range`, each with the text of its block.
    pub fn tokens(&self, range: Range<usize>) -> impl DoubleEndedIterator<Item = (&'d str, &'d Token)> {
        self.list[range].iter().flat_map(|sentence| {
            let block = &self.draft.blocks[sentence.block];
            let tokens = &block.prose.tokens[block.prose.sentences[sentence.index].clone()];
            tokens.iter().map(|token| (block.text(), token))
        })
    }
}
