//! From equal words to passages as a person sees them: whole blocks, or runs of sentences.

use std::cmp::Reverse;
use std::ops::Range;

use super::alignment::Alignment;
use super::sentences::Sentences;

/// A sentence with fewer words may be changed or added without a passage ending there.
pub const SHORT: usize = 8;

/// Fewer words that two sentences share may be a turn of phrase.
const FORMULA: usize = 12;

/// So many words are not shared by chance, whatever stands around them.
const SURELY: usize = 20;

/// At most this many words of the first passage may be left out between two sentences of the later one.
const LEFT_OUT: usize = 40;

/// A passage and the earlier one that it repeats, as sentences of the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The later one; it lies in one block, but for a border that was taken for one.
    pub later: Range<usize>,
    /// The first one.
    pub first: Range<usize>,
    /// The words that are equal, as (first, later).
    pub pairs: Vec<(usize, usize)>,
}

impl Passage {
    /// How many words of the longer of the two stand in both, and of how many.
    pub fn alike(&self, sentences: &Sentences) -> (usize, usize) {
        let longer = sentences.words(&self.later).len().max(sentences.words(&self.first).len());
        (self.pairs.len().min(longer), longer)
    }
}

/// The passages that `alignments` speak for, in the order of the later ones, none overlapping another.
pub fn find(sentences: &Sentences, alignments: &[Alignment]) -> Vec<Passage> {
    let best = best(sentences, alignments);
    let passages = runs(sentences, &best).into_iter().filter_map(|run| {
        // What was added to a copy stays when it goes; the name of a photographer does not.
        let later = widened(sentences, run, |sentence| !sentences.ends_in_stop(sentence));
        let pairs: Vec<_> = best[later.clone()].iter().flat_map(|pairs| pairs.iter().copied()).collect();
        passage(sentences, later, pairs)
    });
    passages.collect()
}

/// For each sentence that is repeated, by half of its words or more, the words that are equal; empty for most. Where several
/// earlier passages could be meant, the one that repeats most of the block is.
fn best<'a>(sentences: &Sentences, alignments: &'a [Alignment]) -> Vec<&'a [(usize, usize)]> {
    // The pairs of each alignment, block by block, with the sentence in which they begin.
    let mut parts: Vec<(usize, &[(usize, usize)])> = Vec::with_capacity(alignments.len());
    for Alignment { pairs, .. } in alignments {
        let mut pairs = &pairs[..];
        while let Some(&(_, later)) = pairs.first() {
            let sentence = sentences.of_word(later);
            let end = sentences.words_of_block(sentences.block(sentence)).end;
            let (here, rest) = pairs.split_at(pairs.partition_point(|&(_, later)| later < end));
            parts.push((sentence, here));
            pairs = rest;
        }
    }
    parts.sort_by_key(|(sentence, pairs)| (sentences.block(*sentence), Reverse(pairs.len()), pairs[0]));
    let mut best: Vec<&[(usize, usize)]> = vec![&[]; sentences.count()];
    for (mut sentence, mut pairs) in parts {
        while !pairs.is_empty() {
            let words = sentences.words(&(sentence..sentence + 1));
            let (here, rest) = pairs.split_at(pairs.partition_point(|&(_, later)| later < words.end));
            if best[sentence].is_empty() && 2 * here.len() >= words.len() {
                best[sentence] = here;
            }
            pairs = rest;
            sentence += 1;
        }
    }
    best
}

/// Runs of repeated sentences that stand one behind the other where they stand first, too. A run goes on from one block to
/// the next only where the first passage goes on in mid-sentence: a hard-wrapped line was taken for a paragraph.
fn runs(sentences: &Sentences, best: &[&[(usize, usize)]]) -> Vec<Range<usize>> {
    let words = |range: Range<usize>| if range.is_empty() { 0 } else { sentences.words(&range).len() };
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (sentence, pairs) in best.iter().enumerate().filter(|(_, pairs)| !pairs.is_empty()) {
        let goes_on = runs.last().is_some_and(|run| {
            let before = best[run.end - 1];
            let near = match sentences.block(run.end - 1) == sentences.block(sentence) {
                true => words(run.end..sentence) < SHORT,
                false => {
                    let same = sentences.of_word(before[before.len() - 1].0) == sentences.of_word(pairs[0].0);
                    same && run.end == sentence && sentences.behind_line_break(sentence)
                }
            };
            near && follows(before, pairs)
        });
        match runs.last_mut() {
            Some(run) if goes_on => run.end = sentence + 1,
            _ => runs.push(sentence..sentence + 1),
        }
    }
    runs
}

/// Whether the words `next` stand behind `before` where they stand first, not far from it.
fn follows(before: &[(usize, usize)], next: &[(usize, usize)]) -> bool {
    let end = before[before.len() - 1].0;
    (end + 1..=end + LEFT_OUT).contains(&next[0].0)
}

/// `range` with the rest of its blocks, where that is only a few words, all in sentences that `goes_along` takes.
fn widened(sentences: &Sentences, range: Range<usize>, goes_along: impl Fn(usize) -> bool) -> Range<usize> {
    let start = sentences.of_block(sentences.block(range.start)).start;
    let end = sentences.of_block(sentences.block(range.end - 1)).end;
    let rest = sentences.words(&(start..end)).len() - sentences.words(&range).len();
    let whole = rest < SHORT && (start..range.start).chain(range.end..end).all(goes_along);
    if whole { start..end } else { range }
}

/// The passage of the sentences `later`, if it repeats enough of an earlier one.
fn passage(sentences: &Sentences, later: Range<usize>, pairs: Vec<(usize, usize)>) -> Option<Passage> {
    let mut firsts: Vec<usize> = pairs.iter().map(|pair| pair.0).collect();
    firsts.sort_unstable();
    // The earlier sentences that are repeated, not those of which a word or two stands there by chance.
    let mut touched = firsts.chunk_by(|&a, &b| sentences.of_word(a) == sentences.of_word(b)).filter_map(|words| {
        let sentence = sentences.of_word(words[0]);
        let repeated = words.len() >= SHORT || 2 * words.len() >= sentences.words(&(sentence..sentence + 1)).len();
        repeated.then_some(sentence)
    });
    let start = touched.next()?;
    let repeated = start..touched.next_back().unwrap_or(start) + 1;
    // With the rest of its blocks where that is not too much.
    let whole = widened(sentences, repeated.clone(), |_| true);
    [whole, repeated].into_iter().find_map(|first| compared(sentences, &later, first, &pairs))
}

/// The passage of the sentences `later` and `first`, if they are alike enough to be seen as one by the words `pairs`.
fn compared(
    sentences: &Sentences,
    later: &Range<usize>,
    first: Range<usize>,
    pairs: &[(usize, usize)],
) -> Option<Passage> {
    if first.end > later.start {
        return None;
    }
    let words = sentences.words(&first);
    let pairs: Vec<_> = pairs.iter().copied().filter(|pair| words.contains(&pair.0)).collect();
    let (here, there, alike) = (sentences.words(later).len(), words.len(), pairs.len());
    let (shorter, longer) = (here.min(there), here.max(there));
    let changed = match alike < FORMULA {
        true => 10 * alike >= 9 * longer,
        false => 5 * alike >= 4 * longer,
    };
    let cut = alike >= SURELY && 10 * alike >= 9 * shorter && 2 * alike >= longer;
    let seen_as_one = sentences.is_whole(later) || later.len() > 1 || sentences.is_whole(&first) && alike >= FORMULA;
    ((changed || cut) && seen_as_one).then(|| Passage { later: later.clone(), first, pairs })
}
