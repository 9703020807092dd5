//! What the desk keeps of a draft's words.

use std::ops::Range;

use crate::analysis::duplicates::judgement;
use crate::analysis::duplicates::sentences::Sentences;
use crate::analysis::duplicates::side::Side;
use crate::analysis::duplicates::tally::Tally;
use crate::analysis::duplicates::winnow::winnow;
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
    /// A bit for each word.
    told: Box<[u64]>,
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
        Sketch::new(&article.draft, &article.quotes, article.tally())
    }

    /// That of `draft`, whose quotes are `quotes` and whose words are counted in `tally`.
    pub fn new(draft: &Draft, quotes: &[Quote], tally: &Tally) -> Self {
        let sentences = Sentences::new(draft, tally);
        let all = 0..sentences.count();
        let words: Box<[u32]> = tally.words.as_slice().into();
        let written = judgement::written(&sentences, quotes, &all);
        let lines = Lines::new(&draft.text);
        let mut told = vec![0; words.len().div_ceil(64)];
        let list = all.map(|index| {
            let range = index..index + 1;
            let (words, span) = (sentences.words(&range), sentences.span(&range));
            if is_told(&sentences, index) {
                words.clone().filter(|&word| written[word]).for_each(|word| told[word / 64] |= 1 << (word % 64));
            }
            let line = |offset| u32::try_from(lines.number(offset)).unwrap_or(u32::MAX);
            Sentence { word: words.start as u32, lines: (line(span.start), line(span.end)) }
        });
        let sentences = list.collect();
        let kept = winnow(&words).into_iter();
        let mut kept: Box<[Kept]> =
            kept.map(|grain| Kept { run: (grain.hash >> 32) as u32, word: grain.word as u32 }).collect();
        kept.sort_unstable();
        Sketch { words, sentences, kept, told: told.into() }
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
        self.told[word / 64] >> (word % 64) & 1 == 1
    }

    /// How many of its words are the writer's own telling.
    pub(super) fn told(&self) -> usize {
        self.told.iter().map(|bits| bits.count_ones() as usize).sum()
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

/// Whether the sentence `index` is running text: no headline, caption, byline or label, no results, no post, no note of the
/// page.
fn is_told(sentences: &Sentences, index: usize) -> bool {
    let range = index..index + 1;
    let side = Side::new(sentences, &range);
    // A note goes on to the end of its paragraph.
    let opening = sentences.of_block(sentences.block(index)).start;
    !matches!(sentences.kind(index), Kind::Heading | Kind::Caption)
        && side.states()
        && !side.is_data()
        && !side.is_furniture()
        && (opening == index || !Side::new(sentences, &(opening..opening + 1)).is_furniture())
        && !Side::new(sentences, &judgement::with_signature(sentences, &range)).is_post()
}
