//! What the desk keeps of a draft's words.

use std::ops::Range;

use super::bits::Bits;
use super::unmoved::Unmoved;
use crate::analysis::duplicates::judgement::{self, SIGNATURE};
use crate::analysis::duplicates::sentences::Sentences;
use crate::analysis::duplicates::side::{Side, is_post};
use crate::analysis::duplicates::tally::{Change, Tally};
use crate::analysis::duplicates::winnow::{GRAM, Grain, winnow};
use crate::analysis::{Article, Quote};
use crate::draft::{Draft, Kind};
use crate::text::Lines;

/// The words of a draft as fingerprints, some eight bytes a word: enough to find what it shares with another, and to say on
/// which lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch {
    /// The words that count, as [`Token::letters`](crate::draft::Token::letters) tells them apart.
    pub(super) words: Box<[u32]>,
    /// In order.
    pub(super) sentences: Box<[Sentence]>,
    /// The runs of words by which it is looked up, in their own order.
    pub(super) kept: Box<[Kept]>,
    /// Which of the words are the writer's own telling.
    told: Bits,
}

/// A run of words that [winnowing](winnow) picked: its number, which says nothing, and its first word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kept {
    pub run: u32,
    pub word: u32,
}

/// A sentence: the word with which it begins, and the lines on which it begins and ends, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sentence {
    pub word: u32,
    pub lines: (u32, u32),
}

impl Sketch {
    /// That of `article`.
    pub fn of(article: &Article) -> Self {
        Sketch::read(article.sentences(), &article.quotes, article.tally(), article.lines())
    }

    /// That of `draft`, whose quotes are `quotes`.
    pub fn new(draft: &Draft, quotes: &[Quote]) -> Self {
        let tally = Tally::new(draft);
        Sketch::read(Sentences::new(draft, &tally), quotes, &tally, &Lines::new(&draft.text))
    }

    /// Its sentences are those of [`Sentences`].
    fn read(sentences: Sentences, quotes: &[Quote], tally: &Tally, lines: &Lines) -> Self {
        let all = 0..sentences.count();
        let mut told = Bits::new(tally.words.len());
        tell(&sentences, quotes, all.clone(), &mut told);
        let mut kept: Box<[Kept]> = winnow(&tally.words).into_iter().map(Kept::from).collect();
        kept.sort_unstable();
        let words = tally.words.as_slice().into();
        Sketch { words, sentences: all.map(|index| Sentence::new(&sentences, index, lines)).collect(), kept, told }
    }

    /// [`Sketch::of`] `article`, which was `before`, the one that this is of, until an edit. Where nothing has changed it is
    /// not read again.
    pub fn next(&self, before: &Article, article: &Article) -> Self {
        let (old, new, sentences) = (before.tally(), article.tally(), article.sentences());
        let Unmoved { front, back } = Unmoved::between(before, article);
        let first_behind = [before, article].map(|article| article.draft.blocks.len() - back);
        let (was, is) = (old.sentences_before(first_behind[0]), new.sentences_before(first_behind[1]));
        let unchanged = new.sentences_before(front);
        // What stands right behind a sentence may sign it.
        let front = unchanged.saturating_sub(SIGNATURE);
        let change = Change {
            at: new.start(unchanged),
            gone: old.start(was) - old.start(unchanged),
            come: new.start(is) - new.start(unchanged),
        };
        let mut told = Bits::new(new.words.len());
        told.copy(0, &self.told, 0..new.start(front));
        tell(&sentences, &article.quotes, front..is, &mut told);
        told.copy(new.start(is), &self.told, old.start(was)..old.words.len());
        let line = |article: &Article, block: usize| {
            let block = article.draft.blocks.get(block);
            block.map_or(0, |block| article.lines().number(block.span.start) as u32)
        };
        let (from, to) = (line(before, first_behind[0]), line(article, first_behind[1]));
        let moved = |line: u32| line - from + to;
        let behind = self.sentences[was..].iter().map(|&Sentence { word, lines: (first, last) }| Sentence {
            word: change.moved(word as usize) as u32,
            lines: (moved(first), moved(last)),
        });
        let again = (front..is).map(|index| Sentence::new(&sentences, index, article.lines()));
        Sketch {
            words: new.words.as_slice().into(),
            sentences: self.sentences[..front].iter().copied().chain(again).chain(behind).collect(),
            kept: self.kept_after(change, &new.words),
            told,
        }
    }

    /// What is kept of `words`, which its own have become by `change`.
    fn kept_after(&self, change: Change, words: &[u32]) -> Box<[Kept]> {
        let Change { at, gone, .. } = change;
        let grains = winnow(words);
        let mut before = Bits::new(self.words.len());
        self.kept.iter().for_each(|kept| before.set(kept.word as usize));
        let before: Vec<usize> = before.set_ones().collect();
        let front =
            grains.iter().zip(&before).take_while(|(grain, was)| grain.word == **was && **was + GRAM <= at).count();
        let back = grains[front..].iter().rev().zip(before[front..].iter().rev());
        let back = back.take_while(|(grain, was)| **was >= at + gone && grain.word == change.moved(**was)).count();
        let mut new: Vec<Kept> = grains[front..grains.len() - back].iter().copied().map(Kept::from).collect();
        new.sort_unstable();
        let mut new = new.into_iter().peekable();
        let left = &before[front..before.len() - back];
        let stays = |word: usize| {
            left.first().is_none_or(|first| word < *first) || left.last().is_some_and(|last| word > *last)
        };
        let mut kept = Vec::with_capacity(grains.len());
        for old in self.kept.iter().filter(|kept| stays(kept.word as usize)) {
            let old = Kept { word: change.moved(old.word as usize) as u32, ..*old };
            kept.extend(std::iter::from_fn(|| new.next_if(|new| *new < old)));
            kept.push(old);
        }
        kept.extend(new);
        kept.into()
    }

    /// The runs by which it is looked up, each once, in order.
    pub(super) fn runs(&self) -> impl Iterator<Item = u32> {
        self.kept.chunk_by(|one, other| one.run == other.run).map(|kept| kept[0].run)
    }

    /// Whether the run `run` was kept.
    pub(super) fn has(&self, run: u32) -> bool {
        self.kept.binary_search_by_key(&run, |kept| kept.run).is_ok()
    }

    /// The first words of the run `run` where it was kept, in order.
    pub(super) fn places(&self, run: u32) -> impl ExactSizeIterator<Item = usize> + DoubleEndedIterator {
        let start = self.kept.partition_point(|kept| kept.run < run);
        let count = self.kept[start..].partition_point(|kept| kept.run == run);
        self.kept[start..start + count].iter().map(|kept| kept.word as usize)
    }

    /// Whether the word `word` is the writer's own telling: outside quotation marks, and in running text.
    pub(super) fn is_told(&self, word: usize) -> bool {
        self.told.is_set(word)
    }

    /// How many of its words are the writer's own telling.
    pub(super) fn told(&self) -> usize {
        self.told.count()
    }

    /// The sentence that holds the word `word`.
    pub(super) fn sentence_of(&self, word: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.word as usize <= word) - 1
    }

    /// The words of the sentence `index`.
    pub(super) fn words_of(&self, index: usize) -> Range<usize> {
        let end = self.sentences.get(index + 1).map_or(self.words.len(), |next| next.word as usize);
        self.sentences[index].word as usize..end
    }
}

impl From<Grain> for Kept {
    fn from(Grain { hash, word }: Grain) -> Self {
        Kept { run: (hash >> 32) as u32, word: word as u32 }
    }
}

impl Sentence {
    /// The sentence `index` of `sentences`, which stands on `lines`.
    fn new(sentences: &Sentences, index: usize, lines: &Lines) -> Self {
        let range = index..index + 1;
        let (words, span) = (sentences.words(&range), sentences.span(&range));
        let line = |offset| u32::try_from(lines.number(offset)).unwrap_or(u32::MAX);
        Sentence { word: words.start as u32, lines: (line(span.start), line(span.end)) }
    }
}

/// Sets in `told` which words of the sentences `range` are the writer's own telling: of running text, outside quotation marks.
fn tell(sentences: &Sentences, quotes: &[Quote], range: Range<usize>, told: &mut Bits) {
    let start = sentences.words(&range).start;
    let written = judgement::written(sentences, quotes, &range);
    // A note of the page goes on to the end of its paragraph.
    let mut note = (usize::MAX, false);
    for index in range {
        let opening = sentences.of_block(sentences.block(index)).start;
        if note.0 != opening {
            note = (opening, Side::new(sentences, &(opening..opening + 1)).is_furniture());
        }
        if !note.1 && is_running(sentences, index) {
            let words = sentences.words(&(index..index + 1));
            words.filter(|word| written[word - start]).for_each(|word| told.set(word));
        }
    }
}

/// Whether the sentence `index` is running text: no headline, caption, byline or label, no results, no post, no note of the
/// page.
fn is_running(sentences: &Sentences, index: usize) -> bool {
    let range = index..index + 1;
    let side = Side::new(sentences, &range);
    !matches!(sentences.kind(index), Kind::Heading | Kind::Caption)
        && side.states()
        && !side.is_data()
        && !side.is_furniture()
        && !is_post(sentences.tokens(judgement::with_signature(sentences, &range)))
}
