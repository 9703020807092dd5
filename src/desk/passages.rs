//! Passages that stand in several drafts of a desk.
//!
//! Of all runs of [`GRAM`] words of a draft, a few are kept by [winnowing](crate::analysis::duplicates::winnow): two drafts
//! that share a little more than that keep one in common. From there on they are compared word by word, and what is equal is
//! cut to whole sentences.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::runs::{Answers, Runs};
use super::sketch::Sketch;
use crate::analysis::duplicates::winnow::GRAM;

/// A passage has at least so many words of the writer's own telling in common with the other.
const SHORT: usize = 16;

/// How many words may be put in, left out or changed at a time between words that are equal.
const CHANGED: usize = 4;

/// How many words in a row have to be equal again behind a change.
const AGAIN: usize = 3;

/// How far around a run it is looked how much is alike, and how far back a sentence is looked at again where it is found at
/// another place than the words before.
const AROUND: usize = 64;

/// A draft that has a run more often is full of it. In no more places of it the words of a sentence are put together.
const PLACES: usize = 8;

/// A sentence that so many other drafts have is boilerplate, whoever asks.
const ENOUGH: usize = 3;

/// How many words may stand between two sentences in one draft that follow each other in the other.
const LEFT_OUT: usize = 24;

/// Where a draft stands on the desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shelf {
    /// Among what is being written.
    #[default]
    Drafts,
    /// Among what was printed.
    Archive,
}

/// A draft as the desk keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// What people call it.
    pub name: Arc<str>,
    /// Where it stands.
    pub shelf: Shelf,
    /// Its words.
    pub sketch: Arc<Sketch>,
}

/// A passage that stands in another draft too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// Its sentences, as [`Sentences`](crate::analysis::duplicates::sentences::Sentences) counts them.
    pub sentences: Range<usize>,
    /// How many words of the passage stand in both, in order, of how many.
    pub alike: (usize, usize),
    /// The key of the other draft.
    pub draft: Arc<str>,
    /// What people call it.
    pub name: Arc<str>,
    /// Where it stands.
    pub shelf: Shelf,
    /// The lines on which the passage begins and ends there, from 1.
    pub lines: (u32, u32),
}

/// The drafts of a desk by their words. A draft goes by a key, its path or URI.
#[derive(Clone, Debug, Default)]
pub struct Passages {
    /// A number comes from the key: which drafts come first does not depend on which was read first.
    numbers: BTreeMap<Arc<str>, u32>,
    drafts: FxHashMap<u32, (Arc<str>, Filed)>,
    runs: Runs,
}

/// Words in a row that are equal: in the draft in question, and where they begin in the other.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Run {
    here: Range<usize>,
    there: usize,
}

/// A sentence of which most stands in another draft.
#[derive(Clone, Debug)]
pub(super) struct Copied {
    /// The sentence.
    pub sentence: usize,
    /// The number of the other draft.
    pub draft: u32,
    /// The word behind the last of them here.
    end: usize,
    /// From the first to the last of the words there.
    pub there: Range<usize>,
    /// How many words stand in both.
    pub alike: usize,
    /// How many of them are told in both.
    told: usize,
    /// How many of them are told here.
    pub own: usize,
}

impl Passages {
    /// The draft `key` is `filed` now.
    pub fn put(&mut self, key: &str, filed: Filed) {
        let number = self.numbers.get(key).copied().unwrap_or_else(|| {
            let mut number = xxh3_64(key.as_bytes()) as u32;
            while self.drafts.contains_key(&number) {
                number = number.wrapping_add(1);
            }
            self.numbers.insert(key.into(), number);
            number
        });
        let sketch = filed.sketch.clone();
        let before = self.drafts.insert(number, (key.into(), filed));
        let before = before.map(|(_, filed)| filed.sketch).unwrap_or_default();
        self.runs.exchange(number, &before, &sketch);
    }

    /// The draft `key` is no more.
    pub fn remove(&mut self, key: &str) {
        let Some(number) = self.numbers.remove(key) else { return };
        if let Some((_, filed)) = self.drafts.remove(&number) {
            self.runs.exchange(number, &filed.sketch, &Sketch::default());
        }
    }

    /// The draft `key`.
    pub fn get(&self, key: &str) -> Option<&Filed> {
        self.drafts.get(self.numbers.get(key)?).map(|(_, filed)| filed)
    }

    /// The number of the draft `key`.
    pub(super) fn number(&self, key: &str) -> Option<u32> {
        self.numbers.get(key).copied()
    }

    /// Whether there is no draft but `key`.
    pub fn is_alone(&self, key: &str) -> bool {
        self.numbers.keys().all(|other| &**other == key)
    }

    /// The passages of the draft `key`, which now has the words of `sketch`, that stand in one other draft, in order. What
    /// stands in three drafts is boilerplate, and a quote may be used by everyone. `answers` are those about this draft.
    pub fn shared(&self, key: &str, sketch: &Sketch, answers: &mut Answers) -> Vec<Shared> {
        let copied = self.copied(key, sketch, answers);
        let alone = copied.chunk_by(|a, b| a.sentence == b.sentence).filter(|drafts| drafts.len() == 1);
        let alone: Vec<&Copied> = alone.flatten().collect();
        let passages = alone.chunk_by(|a, b| a.goes_on(b)).filter_map(|passage| self.passage(sketch, passage));
        passages.collect()
    }

    /// The sentences of the draft `key`, which now has the words of `sketch`, that stand in others, in order; of those that
    /// many have, some.
    pub(super) fn copied(&self, key: &str, sketch: &Sketch, answers: &mut Answers) -> Vec<Copied> {
        let mut copied: Vec<Copied> = Vec::new();
        for (number, runs) in self.runs(key, sketch, answers) {
            if let Some((_, other)) = self.drafts.get(&number) {
                copied.extend(sentences(sketch, &other.sketch, number, &runs));
            }
        }
        copied.sort_by_key(|copied| (copied.sentence, copied.draft));
        copied
    }

    /// The words that `sketch` shares with each of the drafts but `key`, in order. Those that stand in two places of one
    /// draft are given twice, as far as a sentence goes.
    fn runs(&self, key: &str, sketch: &Sketch, answers: &mut Answers) -> FxHashMap<u32, Vec<Run>> {
        let own = self.number(key);
        let mut runs: FxHashMap<u32, Vec<Run>> = FxHashMap::default();
        // Drafts that have a sentence, for each.
        let mut having: Vec<Vec<u32>> = vec![Vec::new(); sketch.sentences.len()];
        for (word, run, draft) in self.runs.shared(sketch, own, answers) {
            let word = word as usize;
            let sentence = sketch.sentence_of(word);
            if having[sentence].len() >= ENOUGH {
                continue;
            }
            let Some((_, Filed { sketch: other, .. })) = self.drafts.get(&draft) else { continue };
            let known = runs.entry(draft).or_default();
            let free = known.last().map_or(0, |run| run.here.end);
            if word + GRAM <= free {
                continue;
            }
            let places = other.places(run).take(PLACES);
            let place = places.rev().max_by_key(|&place| around(&sketch.words, word, &other.words, place));
            let Some(place) = place else { continue };
            let words = sketch.words_of(sentence);
            let from = free.min(words.start.max(free.saturating_sub(AROUND)));
            let (here, there) = (word.max(free), place + word.max(free) - word);
            let before = known.len();
            grow(&sketch.words, &other.words, from, here, there, known);
            let within = |run: &Run| run.here.end.min(words.end).saturating_sub(run.here.start.max(words.start));
            let alike: usize = known[before..].iter().map(within).sum();
            if is_near(alike, words.len()) && !having[sentence].contains(&draft) {
                having[sentence].push(draft);
            }
        }
        runs
    }

    /// The passage of the sentences `copied`, which stand one behind the other; `None` if it is too little.
    fn passage(&self, sketch: &Sketch, copied: &[&Copied]) -> Option<Shared> {
        let (first, last) = (copied.first()?, copied.last()?);
        let told: usize = copied.iter().map(|copied| copied.told).sum();
        let (key, Filed { name, shelf, sketch: other }) = self.drafts.get(&first.draft)?;
        let line = |word| other.sentences[other.sentence_of(word)].lines;
        let words = sketch.words_of(last.sentence).end - sketch.words_of(first.sentence).start;
        (told >= SHORT).then(|| Shared {
            sentences: first.sentence..last.sentence + 1,
            alike: (copied.iter().map(|copied| copied.alike).sum(), words),
            draft: key.clone(),
            name: name.clone(),
            shelf: *shelf,
            lines: (line(first.there.start).0, line(last.there.end - 1).1),
        })
    }
}

impl Copied {
    /// Whether `next` stands behind it in both drafts.
    pub fn goes_on(&self, next: &Copied) -> bool {
        self.draft == next.draft && self.sentence + 1 == next.sentence && self.is_before(next.there.start)
    }

    /// Whether the word `place` of the other draft stands behind it there, not far from it.
    fn is_before(&self, place: usize) -> bool {
        (self.there.end..=self.there.end + LEFT_OUT).contains(&place)
    }
}

/// Adds to `runs` what is equal before and behind the word `here` of `own` and the word `there` of `other`, small changes left
/// out. No word before `from` is looked at.
fn grow(own: &[u32], other: &[u32], from: usize, here: usize, there: usize, runs: &mut Vec<Run>) {
    let back = |words: &[u32], from: usize, at: usize| from.checked_sub(at + 1).map(|at| words[at]);
    let before = equal(|at| back(&own[from..here], here - from, at), |at| back(other, there, at));
    let behind = equal(|at| own.get(here + at).copied(), |at| other.get(there + at).copied());
    runs.extend(before.into_iter().rev().map(|Equal { own, other, length }| {
        let (end, there) = (here - own, there - other - length);
        Run { here: end - length..end, there }
    }));
    runs.extend(behind.into_iter().map(|Equal { own, other, length }| {
        let start = here + own;
        Run { here: start..start + length, there: there + other }
    }));
}

/// How many words in a row are equal around the word `here` of `own` and the word `there` of `other`.
fn around(own: &[u32], here: usize, other: &[u32], there: usize) -> usize {
    let same = |(one, other): &(&u32, &u32)| one == other;
    let behind = own[here..].iter().zip(&other[there..]).take(AROUND).take_while(same).count();
    behind + own[..here].iter().rev().zip(other[..there].iter().rev()).take(AROUND).take_while(same).count()
}

/// So many words that are equal, behind so many of either.
struct Equal {
    own: usize,
    other: usize,
    length: usize,
}

/// What is equal from the start on of the words that `own` and `other` give, small changes left out.
fn equal(own: impl Fn(usize) -> Option<u32>, other: impl Fn(usize) -> Option<u32>) -> Vec<Equal> {
    let same = |at: usize, at_other: usize| own(at).is_some_and(|word| other(at_other) == Some(word));
    let (mut stretches, mut at, mut at_other) = (Vec::new(), 0, 0);
    loop {
        let length = (0..).take_while(|next| same(at + next, at_other + next)).count();
        if length > 0 {
            stretches.push(Equal { own: at, other: at_other, length });
        }
        (at, at_other) = (at + length, at_other + length);
        // The nearest place where both go on.
        let changes = (1..=2 * CHANGED).flat_map(|both| (0..=both).map(move |own| (own, both - own)));
        let mut changes = changes.filter(|(own, other)| *own <= CHANGED && *other <= CHANGED);
        let again = changes.find(|(own, other)| (0..AGAIN).all(|next| same(at + own + next, at_other + other + next)));
        let Some((own, other)) = again else { return stretches };
        (at, at_other) = (at + own, at_other + other);
    }
}

/// Whether a sentence of so many `words` stands where so many of them, in order, are `alike`.
fn is_near(alike: usize, words: usize) -> bool {
    4 * alike >= 3 * words
}

/// The sentences of `sketch` of which three words in four stand in `other`, the draft `draft`, by `runs`.
fn sentences(sketch: &Sketch, other: &Sketch, draft: u32, runs: &[Run]) -> Vec<Copied> {
    let mut copied: Vec<Copied> = Vec::new();
    for Run { here, there } in runs {
        let mut start = here.start;
        while start < here.end {
            let sentence = sketch.sentence_of(start);
            let end = sketch.words_of(sentence).end.min(here.end);
            let place = there + start - here.start;
            let own = (start..end).filter(|&word| sketch.is_told(word));
            let told = own.clone().filter(|word| other.is_told(word - here.start + there)).count();
            let (there, alike, own) = (place..place + end - start, end - start, own.count());
            let found = Copied { sentence, draft, end, there, alike, told, own };
            let mut places = copied.iter_mut().rev().take(PLACES).take_while(|place| place.sentence == sentence);
            match places.find(|found| found.end <= start && found.is_before(place)) {
                Some(last) => {
                    last.alike += found.alike;
                    last.told += found.told;
                    last.own += found.own;
                    (last.end, last.there.end) = (end, found.there.end);
                }
                None => copied.push(found),
            }
            start = end;
        }
    }
    let places = copied.chunk_by(|one, other| one.sentence == other.sentence);
    // Of places that have as much of it the first.
    let best = places.filter_map(|places| places.iter().rev().max_by_key(|place| place.alike));
    best.filter(|copied| is_near(copied.alike, sketch.words_of(copied.sentence).len())).cloned().collect()
}
