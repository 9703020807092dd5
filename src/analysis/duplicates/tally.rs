//! The words of a draft that count, and where in it its sentences and blocks begin.

use std::ops::Range;

use super::fingerprint;
use crate::draft::{Block, Draft, Kept, Kind};

/// The words of a draft that count, and how its sentences and blocks divide them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The [letters](crate::draft::Token::letters) of the words, in order.
    pub words: Vec<u32>,
    /// The word with which each sentence begins that holds one.
    starts: Vec<u32>,
    /// Of each of these sentences its block, and its index there.
    pub(super) places: Vec<(u32, u32)>,
    /// The first of these sentences of each block, and behind the last how many there are.
    pub(super) blocks: Vec<u32>,
}

/// Words of a draft in whose place others have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Before so many words nothing has changed.
    pub at: usize,
    /// How many have gone.
    pub gone: usize,
    /// How many have come.
    pub come: usize,
}

impl Change {
    /// Where the word `word`, which has not gone, stands now.
    pub fn moved(&self, word: usize) -> usize {
        if word < self.at { word } else { word + self.come - self.gone }
    }
}

impl Tally {
    /// Counts the words of `draft`.
    pub fn new(draft: &Draft) -> Self {
        let tokens = draft.blocks.iter().map(|block| block.prose.tokens.len()).sum();
        let mut tally = Tally { words: Vec::with_capacity(tokens), ..Tally::default() };
        tally.blocks.reserve_exact(draft.blocks.len() + 1);
        draft.blocks.iter().enumerate().for_each(|(index, block)| tally.add(index, block));
        tally.close();
        tally
    }

    /// That of `draft`, which was another before an edit that kept some of its blocks; and what that has changed.
    pub fn next(&self, draft: &Draft, kept: Kept) -> (Self, Change) {
        let come = kept.come();
        let behind = self.blocks.len() - 1 - (draft.blocks.len() - come.end);
        let [front, back] = [come.start, behind].map(|block| self.blocks[block] as usize);
        let [at, end] = [front, back].map(|sentence| self.start(sentence));
        let mut tally = Tally {
            words: Vec::with_capacity(self.words.len() + (1 << 10)),
            starts: Vec::with_capacity(self.starts.len() + (1 << 6)),
            places: Vec::with_capacity(self.places.len() + (1 << 6)),
            blocks: Vec::with_capacity(draft.blocks.len() + 1),
        };
        tally.words.extend_from_slice(&self.words[..at]);
        tally.starts.extend_from_slice(&self.starts[..front]);
        tally.places.extend_from_slice(&self.places[..front]);
        tally.blocks.extend_from_slice(&self.blocks[..come.start]);
        come.clone().for_each(|index| tally.add(index, &draft.blocks[index]));
        let change = Change { at, gone: end - at, come: tally.words.len() - at };
        // What a number was in the draft before, from the first on that has moved, and what it is now.
        let moved = |was: usize, is: usize| move |number: u32| number.wrapping_sub(was as u32).wrapping_add(is as u32);
        let (word, sentence) = (moved(end, tally.words.len()), moved(back, tally.starts.len()));
        let block = moved(behind, come.end);
        tally.words.extend_from_slice(&self.words[end..]);
        tally.starts.extend(self.starts[back..].iter().map(|&start| word(start)));
        tally.places.extend(self.places[back..].iter().map(|&(of, index)| (block(of), index)));
        tally.blocks.extend(self.blocks[behind..].iter().map(|&first| sentence(first)));
        (tally, change)
    }

    fn add(&mut self, index: usize, block: &Block) {
        self.close();
        if matches!(block.kind, Kind::Cell | Kind::Label) {
            return;
        }
        for (place, range) in block.prose.sentences.iter().enumerate() {
            let start = self.words.len();
            let words = block.prose.tokens[range.clone()].iter().filter(|token| fingerprint::counts(token));
            self.words.extend(words.map(|token| token.letters));
            if self.words.len() > start {
                self.starts.push(start as u32);
                self.places.push((index as u32, place as u32));
            }
        }
    }

    fn close(&mut self) {
        self.blocks.push(self.starts.len() as u32);
    }

    /// How many of its sentences that hold a word stand before the block `index`.
    pub fn sentences_before(&self, index: usize) -> usize {
        self.blocks[index] as usize
    }

    /// The words with which the sentences begin that hold one.
    pub fn starts(&self) -> &[u32] {
        &self.starts
    }

    /// The word with which the sentence `index` begins; behind the last, how many words there are.
    pub fn start(&self, index: usize) -> usize {
        self.starts.get(index).map_or(self.words.len(), |&start| start as usize)
    }

    /// The words of the block `index`.
    pub fn block(&self, index: usize) -> Range<usize> {
        self.start(self.blocks[index] as usize)..self.start(self.blocks[index + 1] as usize)
    }
}
