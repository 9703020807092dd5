//! What of a draft stands in its sources, outside quotation marks.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::passages::{Copied, Passages};
use super::runs::Answers;
use super::sketch::Sketch;
use super::source::Source;

/// A passage of a source has at least so many words of the draft's own telling: a name with its titles, a sentence that can
/// hardly be said otherwise are fewer.
const SHORT: usize = 16;

/// Fewer words in all, a sentence or two, are worth telling only if they are a good part of the draft …
const LITTLE: usize = 40;

/// … one in so many of those that it tells.
const GOOD_PART: usize = 4;

/// However many they are, they are at least one in so many of the draft's, or of the source's: a paragraph of background in
/// a long report is nothing.
const PART: usize = 10;

/// What stands in so many sources is boilerplate.
const BOILERPLATE: usize = 3;

/// What a draft has in common with a source that it was written from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifted {
    /// The key of the source.
    pub key: Arc<str>,
    /// What people call the source.
    pub name: Arc<str>,
    /// The passages of the draft that stand there, in order.
    pub passages: Vec<LiftedPassage>,
    /// How many of the words that the draft tells stand there.
    pub words: usize,
    /// How many words the draft tells outside quotation marks.
    pub of_draft: usize,
    /// How many words the source has.
    pub of_source: usize,
}

/// A passage of a draft that stands in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiftedPassage {
    /// Its sentences, as [`Sentences`](crate::analysis::duplicates::sentences::Sentences) counts them.
    pub sentences: Range<usize>,
    /// The lines on which it begins and ends there, from 1.
    pub lines: [usize; 2],
    /// Whether all its words stand there, in order.
    pub exact: bool,
}

/// What the draft `sketch` has in common with each of `texts`, which `passages` knows by their keys; where it says most
/// first. A sentence that stands in two of them was taken from the one of which more stands in the draft.
pub(super) fn lifted(sketch: &Sketch, texts: &[Arc<Source>], passages: &Passages) -> Vec<Lifted> {
    let numbers = texts.iter().map(|text| passages.number(&text.key));
    let places: FxHashMap<Option<u32>, usize> = numbers.zip(0..).collect();
    let mut copied = passages.copied("", sketch, &mut Answers::default());
    copied.retain(|copied| is_own(sketch, copied));
    let mut taken: FxHashMap<u32, usize> = FxHashMap::default();
    copied.iter().for_each(|copied| *taken.entry(copied.draft).or_default() += copied.own);
    let mut of: Vec<Vec<&Copied>> = vec![Vec::new(); texts.len()];
    for same in copied.chunk_by(|a, b| a.sentence == b.sentence).filter(|same| same.len() < BOILERPLATE) {
        let most = same.iter().max_by_key(|copied| (taken[&copied.draft], Reverse(places[&Some(copied.draft)])));
        most.into_iter().for_each(|copied| of[places[&Some(copied.draft)]].push(copied));
    }
    let of_draft = sketch.told();
    let lifted = of.iter().zip(texts).filter_map(|(copied, source)| {
        let runs = copied.chunk_by(|a, b| a.goes_on(b));
        let runs: Vec<&[&Copied]> = runs.filter(|run| own(run.iter().copied()) >= SHORT).collect();
        let words = own(runs.iter().copied().flatten().copied());
        let of_source = source.sketch.words.len();
        let passages = runs.iter().filter_map(|run| passage(sketch, &source.sketch, run)).collect();
        let Source { key, name, .. } = &**source;
        let part = PART * words >= of_draft.min(of_source);
        let much = words >= LITTLE && part || GOOD_PART * words >= of_draft;
        (words > 0 && much).then(|| Lifted {
            key: key.clone(),
            name: name.clone(),
            passages,
            words,
            of_draft,
            of_source,
        })
    });
    let mut lifted: Vec<Lifted> = lifted.collect();
    lifted.sort_by_key(|lifted| Reverse(lifted.words));
    lifted
}

impl Lifted {
    /// Whether all words of its passages stand there, in order.
    pub fn is_exact(&self) -> bool {
        self.passages.iter().all(|passage| passage.exact)
    }

    /// How much of the source that is, in percent.
    pub fn share_of_source(&self) -> usize {
        100 * self.words / self.of_source.max(1)
    }

    /// How much that is of what the draft tells outside quotation marks, in percent.
    pub fn share_of_draft(&self) -> usize {
        100 * self.words / self.of_draft.max(1)
    }
}

/// Whether the sentence is not a quote above all, which may be used, and most of what it tells stands in the source.
fn is_own(sketch: &Sketch, copied: &Copied) -> bool {
    let told = sketch.words_of(copied.sentence).filter(|&word| sketch.is_told(word)).count();
    2 * copied.own > copied.alike && 4 * copied.own >= 3 * told
}

fn own<'c>(copied: impl Iterator<Item = &'c Copied>) -> usize {
    copied.map(|copied| copied.own).sum()
}

/// The sentences `run` of `sketch`, which follow each other there and in `source`.
fn passage(sketch: &Sketch, source: &Sketch, run: &[&Copied]) -> Option<LiftedPassage> {
    let (first, last) = (run.first()?, run.last()?);
    let line = |word| source.sentences[source.sentence_of(word)].lines;
    Some(LiftedPassage {
        sentences: first.sentence..last.sentence + 1,
        lines: [line(first.there.start).0 as usize, line(last.there.end - 1).1 as usize],
        exact: run.iter().all(|copied| copied.alike == sketch.words_of(copied.sentence).len()),
    })
}
