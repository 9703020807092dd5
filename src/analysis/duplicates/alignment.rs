//! Which words of a draft stand earlier in it, in the same order: runs of equal words, chained where only a few words
//! between two of them differ.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::fingerprint::SHINGLE;
use super::repeats::Repeat;
use super::tally::Change;

/// At most this many words may differ between two runs of one chain, on either side.
const GAP: usize = 32;

/// A chain with fewer equal words is a formula at most.
const FEWEST: usize = 8;

/// Words of a draft that stand earlier in it, nearly in the same order and place to place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alignment {
    /// The words that are equal, as (earlier, later); both grow.
    pub pairs: Vec<(usize, usize)>,
    chain: Vec<Run>,
    /// The words on either side by which it was found: whole sentences.
    reach: [Range<usize>; 2],
}

impl Alignment {
    /// Whether it has nothing to do with `change`.
    fn is_apart(&self, change: Change) -> bool {
        self.reach.iter().all(|reach| reach.end < change.at || reach.start > change.at + change.gone)
    }

    /// It where it stands after `change`, with which it has nothing to do.
    fn moved(&self, change: Change) -> Self {
        Alignment {
            pairs: self.pairs.iter().map(|&(first, later)| (change.moved(first), change.moved(later))).collect(),
            chain: self.chain.iter().map(|run| run.moved(change)).collect(),
            reach: self.reach.clone().map(|Range { start, end }| change.moved(start)..change.moved(end)),
        }
    }
}

/// `len` words from `first` on that stand again from `later` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Run {
    first: usize,
    later: usize,
    len: usize,
}

impl Run {
    /// It where its words stand after `change`, with which it has nothing to do.
    fn moved(self, change: Change) -> Self {
        Run { first: change.moved(self.first), later: change.moved(self.later), len: self.len }
    }
}

/// Words that stand twice, in chains.
#[derive(Clone, Debug, Default)]
pub struct Chains {
    list: Vec<Vec<Run>>,
}

impl Chains {
    /// The chains among `words`, the words of a draft whose shingles have these `repeats`; most drafts have none. Each word
    /// of `blocks` begins a block, but for those of a few words: they belong to the one before.
    pub fn new(words: &[u32], repeats: &[Repeat], blocks: impl Iterator<Item = usize>) -> Self {
        Chains { list: chains(&runs(words, repeats, blocks)) }
    }

    /// The words of the chains with those before, between and behind their runs that are equal too, in the order in which
    /// the later ones begin. `borders` are the words with which sentences begin. `last` is what was found before a change: what
    /// that has left alone is not looked for again.
    pub fn align(&self, words: &[u32], borders: &[u32], last: Option<(&[Alignment], Change)>) -> Vec<Alignment> {
        let (before, change) = last.unwrap_or_default();
        let before = before.iter().filter(|found| found.is_apart(change));
        let before: FxHashMap<Run, &Alignment> = before.map(|found| (found.chain[0].moved(change), found)).collect();
        let found = self.list.iter().map(|chain| {
            let known = before.get(&chain[0]).filter(|known| {
                let runs = known.chain.iter().map(|run| run.moved(change));
                runs.eq(chain.iter().copied())
            });
            known.map_or_else(|| fill(words, borders, chain), |known| known.moved(change))
        });
        let mut found: Vec<Alignment> = found.collect();
        found.sort_by_key(|alignment| (alignment.pairs[0].1, alignment.pairs[0].0));
        found
    }
}

/// Runs of [`SHINGLE`] or more words that stand earlier too. A run ends with its block at the latest, so that the next block
/// finds the first place where it stands, which may be another.
fn runs(words: &[u32], repeats: &[Repeat], blocks: impl Iterator<Item = usize>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut blocks = blocks.chain([words.len()]).peekable();
    let mut next = 0;
    for Repeat { later, first } in repeats {
        let (at, first) = (*later as usize, *first as usize);
        // The shingles within a run stand where it stands first.
        if at < next || first + SHINGLE > at {
            continue;
        }
        while blocks.next_if(|&start| start <= at).is_some() {}
        let end = blocks.peek().map_or(words.len(), |&start| start.max(at + SHINGLE));
        let longest = (at - first).min(end - at);
        let len = equal(words[first..].iter().zip(&words[at..]).take(longest));
        let back = equal(words[..first].iter().rev().zip(words[..at].iter().rev()).take(GAP.min(at - first - len)));
        let run = Run { first: first - back, later: at - back, len: len + back };
        match runs.last_mut() {
            Some(last) if last.later - last.first == run.later - run.first && run.later <= last.later + last.len => {
                last.len = last.len.max(run.later + run.len - last.later);
            }
            _ => runs.push(run),
        }
        next = at + (len + 1).saturating_sub(SHINGLE).max(1);
    }
    runs
}

fn equal<'a>(pairs: impl Iterator<Item = (&'a u32, &'a u32)>) -> usize {
    pairs.take_while(|(a, b)| a == b).count()
}

/// Joins runs that follow one another on both sides.
fn chains(runs: &[Run]) -> Vec<Vec<Run>> {
    let mut done: Vec<Vec<Run>> = Vec::new();
    let mut rest = runs;
    while let Some(first) = rest.first() {
        // Runs that stand far apart belong to no chain, and most stand alone.
        let mut last = first.later;
        let near = rest.iter().take_while(|run| {
            // Where it overlaps the one before, it begins as many words later.
            let near = run.later <= last + GAP + SHINGLE;
            last = last.max(run.later);
            near
        });
        let (near, behind) = rest.split_at(near.count());
        rest = behind;
        if near.iter().map(|run| run.len).sum::<usize>() >= FEWEST {
            chain(near, &mut done);
        }
    }
    done
}

/// Adds the chains among `runs` to `done`.
fn chain(runs: &[Run], done: &mut Vec<Vec<Run>>) {
    let mut open: Vec<Vec<Run>> = Vec::new();
    let mut close = |open: &mut Vec<Vec<Run>>, before: usize| {
        let closed = open.extract_if(.., |chain| end(chain).later + GAP < before);
        done.extend(closed.filter(|chain| chain.iter().map(|run| run.len).sum::<usize>() >= FEWEST));
    };
    for &run in runs {
        close(&mut open, run.later);
        let next = open.iter_mut().filter_map(|chain| {
            let (run, apart) = following(end(chain), run)?;
            Some((apart, chain, run))
        });
        match next.min_by_key(|(apart, ..)| *apart) {
            Some((_, chain, run)) => chain.push(run),
            None => open.push(vec![run]),
        }
    }
    close(&mut open, usize::MAX);
}

fn end(chain: &[Run]) -> Run {
    chain[chain.len() - 1]
}

/// What of `run` follows behind `last`, and how many words differ between the two. Runs overlap by less than a shingle where
/// one ends and the next begins; one that overlaps more stands somewhere else.
fn following(last: Run, run: Run) -> Option<(Run, usize)> {
    let (first_end, later_end) = (last.first + last.len, last.later + last.len);
    let covered = first_end.saturating_sub(run.first).max(later_end.saturating_sub(run.later));
    if covered >= SHINGLE {
        return None;
    }
    let rest = Run { first: run.first + covered, later: run.later + covered, len: run.len - covered };
    let apart = (rest.first - first_end).max(rest.later - later_end);
    (apart <= GAP).then_some((rest, apart))
}

/// The equal words of `chain`, with those between its runs, and with those before and behind it in their sentences, and with
/// the sentence on either side if it is nearly the same: one of a few words holds no run where one of them is changed.
fn fill(words: &[u32], borders: &[u32], chain: &[Run]) -> Alignment {
    let mut pairs = Vec::new();
    let (head, tail) = (chain[0], end(chain));
    let start = |sentence: usize| borders.get(sentence).map_or(words.len(), |&start| start as usize);
    let [first, later] =
        [head.first, head.later].map(|word| borders.partition_point(|&start| start as usize <= word) - 1);
    let before = |sentence: usize, word: usize| start(sentence).max(word.saturating_sub(GAP))..word;
    let previous = |sentence: usize| match sentence.checked_sub(1) {
        Some(last) => before(last, start(sentence)),
        None => 0..0,
    };
    if previous(later).start >= tail.first + tail.len {
        nearly_all(words, previous(first), previous(later), &mut pairs);
    }
    common(words, before(first, head.first), before(later, head.later), &mut pairs);
    for (index, run) in chain.iter().enumerate() {
        pairs.extend((0..run.len).map(|word| (run.first + word, run.later + word)));
        if let Some(next) = chain.get(index + 1) {
            common(words, run.first + run.len..next.first, run.later + run.len..next.later, &mut pairs);
        }
    }
    let from = [first, later].map(|sentence| start(sentence.saturating_sub(1)));
    // The sentences behind the last words, which are few sentences on.
    let behind = |from: usize, word: usize| (from..).find(|&sentence| start(sentence) >= word).unwrap_or(from);
    let ends = [tail.first + tail.len, tail.later + tail.len];
    let [first, later] = [behind(first, ends[0]), behind(later, ends[1])];
    let rest = |sentence: usize, word: usize| word..start(sentence).min(word + GAP);
    let [here, there] = [rest(first, ends[0]), rest(later, ends[1])];
    common(words, here.start..here.end.min(head.later), there, &mut pairs);
    let next = |sentence: usize| rest(sentence + 1, start(sentence));
    if next(first).end <= head.later {
        nearly_all(words, next(first), next(later), &mut pairs);
    }
    let reach = [from[0]..start(first + 1), from[1]..start(later + 1)];
    Alignment { pairs, chain: chain.to_vec(), reach }
}

/// Adds the equal words of two sentences if they are three in four.
fn nearly_all(words: &[u32], first: Range<usize>, later: Range<usize>, pairs: &mut Vec<(usize, usize)>) {
    let (start, longer) = (pairs.len(), first.len().max(later.len()));
    let is_most = |count: usize| 4 * count >= 3 * longer;
    if is_most(first.len().min(later.len())) {
        common(words, first, later, pairs);
        if !is_most(pairs.len() - start) {
            pairs.truncate(start);
        }
    }
}

/// Adds a longest common subsequence of two stretches of at most [`GAP`] words.
///
/// What two tails have in common is counted in bits: Crochemore, Iliopoulos, Pinzon and Reid, "A fast and practical
/// bit-vector algorithm for the longest common subsequence problem" (2001).
fn common(words: &[u32], first: Range<usize>, later: Range<usize>, pairs: &mut Vec<(usize, usize)>) {
    if first.is_empty() || later.is_empty() {
        return;
    }
    let (a, b) = (&words[first.clone()], &words[later.clone()]);
    // Of `tails[i]`, the bits that are unset from `j` on: so many words have the tails of `a` from `i` and of `b` from `j` on
    // in common. The first word of `b` has the highest bit, and what is behind the last is set.
    let mut tails = [u64::MAX; GAP + 1];
    // Most words of `a` are not among those of `b`.
    let bit = |word: u32| 1u64 << (word % u64::BITS);
    let those = b.iter().fold(0, |bits, word| bits | bit(*word));
    for i in (0..a.len()).rev() {
        let last = tails[i + 1];
        tails[i] = match those & bit(a[i]) {
            0 => last,
            _ => {
                let same = b.iter().fold(0, |bits, word| bits << 1 | u64::from(*word == a[i]));
                last.wrapping_add(last & same) | (last & !same)
            }
        };
    }
    let longest = |i: usize, j: usize| (!tails[i] & ((1 << (b.len() - j)) - 1)).count_ones();
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() && longest(i, j) > 0 {
        if a[i] == b[j] {
            pairs.push((first.start + i, later.start + j));
            (i, j) = (i + 1, j + 1);
        } else if longest(i + 1, j) >= longest(i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::repeats;
    use super::Chains;
    use crate::lexicon::letters::letters;

    fn chains(words: &[u32], blocks: &[u32]) -> Chains {
        Chains::new(words, &repeats::find(words), blocks.iter().map(|&start| start as usize))
    }

    /// The equal words of each alignment in `text`, whose sentences begin at capitals; what differs between them is `_`.
    fn check(text: &str, expected: &[&str]) {
        let list: Vec<&str> = text.split_whitespace().collect();
        let words: Vec<u32> = list.iter().map(|text| letters(text) as u32).collect();
        let capital = |&at: &u32| list[at as usize].starts_with(char::is_uppercase);
        let borders: Vec<u32> = (0..list.len() as u32).filter(capital).collect();
        let shown = chains(&words, &borders).align(&words, &borders, None).into_iter().map(|alignment| {
            let mut shown = Vec::new();
            let mut last: Option<(usize, usize)> = None;
            for &(first, later) in &alignment.pairs {
                assert_eq!(words[first], words[later]);
                assert!(last.is_none_or(|last| last.0 < first && last.1 < later), "{:?}", alignment.pairs);
                if last.is_some_and(|last| last.0 + 1 < first || last.1 + 1 < later) {
                    shown.push("_");
                }
                last = Some((first, later));
                shown.push(list[later]);
            }
            shown.join(" ")
        });
        assert_eq!(shown.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn runs_of_equal_words_are_chained_over_changes() {
        check(
            "One two three four five six seven eight. One two three four five six seven eight.",
            &["One two three four five six seven eight."],
        );
        check("A b c d e f g h i j k l m n. X. A b c d e z g h i j k m n.", &["A b c d e _ g h i j k _ m n."]);
        check("A b c d e f g. X. A b c d e f g.", &[]);
    }

    #[test]
    fn words_before_and_behind_a_chain_count_within_the_sentence() {
        check("A b c x d e f g h i j k l m. A b c y d e f g h i j k z m.", &["A b c _ d e f g h i j k _ m."]);
        check("Z. A b. D e f g h i j k l. Y. A c. D e f g h i j k l.", &["D e f g h i j k l."]);
    }

    #[test]
    fn a_short_sentence_that_was_changed_goes_along() {
        check(
            "A b c d. E f g h i j k l. M n o z. A b x d. E f g h i j k l. M n y z.",
            &["A b _ d. E f g h i j k l. M n _ z."],
        );
        check("E f g h i j k l. M n. E f g h i j k l. Q n.", &["E f g h i j k l."]);
    }

    #[test]
    fn a_formula_that_stands_elsewhere_leaves_a_copy_whole() {
        check(
            "P q will not sell them any more r s t. Q then u will not sell them any v. P q will not sell them any more r s t.",
            &["P q will not sell them any more r s t."],
        );
    }

    #[test]
    fn a_word_again_and_again_is_no_end_of_work() {
        let chains = chains(&vec![letters("again") as u32; 300_000], &[0]);
        let words: usize = chains.list.iter().flatten().map(|run| run.len).sum();
        assert!(words < 600_000, "{words}");
    }
}
