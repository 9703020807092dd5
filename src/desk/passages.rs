//! Passages that stand in several drafts of a desk.
//!
//! Of all runs of [`GRAM`] words of a draft, a few are kept by [winnowing](winnow): two drafts that share a little more than
//! that keep one in common. From there on they are compared word by word, and what is equal is cut to whole sentences.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::sketch::Sketch;
use crate::analysis::duplicates::winnow::{GRAM, winnow};

/// A passage has at least so many words of the writer's own telling in common with the other.
const SHORT: usize = 16;

/// Of the drafts that have a run of words, no more are looked at: it is a formula of the house, and these show it.
const MANY: usize = 16;

/// How many words may be put in, left out or changed at a time between words that are equal.
const CHANGED: usize = 4;

/// How many words in a row have to be equal again behind a change.
const AGAIN: usize = 3;

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
    pub sketch: Sketch,
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
    numbers: BTreeMap<Arc<str>, u32>,
    /// By their numbers; `None` where a draft was taken away.
    drafts: Vec<Option<(Arc<str>, Filed)>>,
    /// The runs that were kept, each with its draft and its first word.
    places: BTreeSet<(u32, u32, u32)>,
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
    /// The number of the other draft, in the order in which they were put.
    pub draft: u32,
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
        let number = match self.numbers.get(key) {
            Some(&number) => {
                self.clear(number);
                number
            }
            None => {
                let gap = self.numbers.len() < self.drafts.len();
                let free = gap.then(|| self.drafts.iter().position(Option::is_none)).flatten();
                let number = free.unwrap_or_else(|| {
                    self.drafts.push(None);
                    self.drafts.len() - 1
                });
                self.numbers.insert(key.into(), number as u32);
                number as u32
            }
        };
        self.places.extend(kept(&filed.sketch.words).map(|(gram, word)| (gram, number, word)));
        self.drafts[number as usize] = Some((key.into(), filed));
    }

    /// The draft `key` is no more.
    pub fn remove(&mut self, key: &str) {
        if let Some(number) = self.numbers.remove(key) {
            self.clear(number);
        }
    }

    /// The draft `key`.
    pub fn get(&self, key: &str) -> Option<&Filed> {
        let number = *self.numbers.get(key)?;
        self.drafts[number as usize].as_ref().map(|(_, filed)| filed)
    }

    /// Whether there is no draft but `key`.
    pub fn is_alone(&self, key: &str) -> bool {
        self.numbers.keys().all(|other| &**other == key)
    }

    fn clear(&mut self, number: u32) {
        if let Some((_, filed)) = self.drafts[number as usize].take() {
            for (gram, word) in kept(&filed.sketch.words) {
                self.places.remove(&(gram, number, word));
            }
        }
    }

    /// The passages of the draft `key`, which now has the words of `sketch`, that stand in one other draft, in order. What
    /// stands in three drafts is boilerplate, and a quote may be used by everyone.
    pub fn shared(&self, key: &str, sketch: &Sketch) -> Vec<Shared> {
        let copied = self.copied(key, sketch);
        let alone = copied.chunk_by(|a, b| a.sentence == b.sentence).filter(|drafts| drafts.len() == 1);
        let alone: Vec<&Copied> = alone.flatten().collect();
        let passages = alone.chunk_by(|a, b| a.goes_on(b)).filter_map(|passage| self.passage(sketch, passage));
        passages.collect()
    }

    /// The sentences of the draft `key`, which now has the words of `sketch`, that stand in others, in order.
    pub(super) fn copied(&self, key: &str, sketch: &Sketch) -> Vec<Copied> {
        let mut copied: Vec<Copied> = Vec::new();
        for (number, runs) in self.runs(key, sketch) {
            if let Some((_, other)) = &self.drafts[number as usize] {
                copied.extend(sentences(sketch, &other.sketch, number, &runs));
            }
        }
        copied.sort_by_key(|copied| (copied.sentence, copied.draft));
        copied
    }

    /// The words that `sketch` shares with each of the drafts but `key`, in order; what is found of one does not overlap.
    fn runs(&self, key: &str, sketch: &Sketch) -> BTreeMap<u32, Vec<Run>> {
        let own = self.numbers.get(key).copied();
        let mut runs: FxHashMap<u32, Vec<Run>> = FxHashMap::default();
        for (gram, word) in kept(&sketch.words) {
            // A draft has a run once, or is full of it.
            let mut places = Vec::new();
            let mut from = 0;
            while places.len() < MANY {
                let Some(&(_, draft, place)) = self.places.range((gram, from, 0)..=(gram, u32::MAX, u32::MAX)).next()
                else {
                    break;
                };
                if Some(draft) != own {
                    places.push((draft, place as usize));
                }
                let Some(next) = draft.checked_add(1) else { break };
                from = next;
            }
            let word = word as usize;
            for (draft, place) in places {
                let Some((_, other)) = &self.drafts[draft as usize] else { continue };
                let known = runs.entry(draft).or_default();
                let free = known.last().map_or(0, |run| run.here.end);
                if word + GRAM > free {
                    let (here, there) = (word.max(free), place + word.max(free) - word);
                    grow(&sketch.words, &other.sketch.words, free, here, there, known);
                }
            }
        }
        runs.into_iter().collect()
    }

    /// The passage of the sentences `copied`, which stand one behind the other; `None` if it is too little.
    fn passage(&self, sketch: &Sketch, copied: &[&Copied]) -> Option<Shared> {
        let (first, last) = (copied.first()?, copied.last()?);
        let told: usize = copied.iter().map(|copied| copied.told).sum();
        let (key, Filed { name, shelf, sketch: other }) = self.drafts[first.draft as usize].as_ref()?;
        let line = |word| other.sentences[other.sentence_of(word)].lines;
        let words = sketch.end_of(last.sentence) - sketch.sentences[first.sentence].word as usize;
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
        self.draft == next.draft && self.sentence + 1 == next.sentence && self.is_near(next.there.start)
    }

    /// Whether the word `place` of the other draft stands behind it there, not far from it.
    fn is_near(&self, place: usize) -> bool {
        (self.there.end..=self.there.end + LEFT_OUT).contains(&place)
    }
}

/// The runs of `words` that are kept, each with its first word.
fn kept(words: &[u32]) -> impl Iterator<Item = (u32, u32)> {
    winnow(words).into_iter().map(|grain| ((grain.hash >> 32) as u32, grain.word as u32))
}

/// Adds to `runs` what is equal before and behind the word `here` of `own` and the word `there` of `other`, small changes left
/// out. No word before `free` is looked at.
fn grow(own: &[u32], other: &[u32], free: usize, here: usize, there: usize, runs: &mut Vec<Run>) {
    let back = |words: &[u32], from: usize, at: usize| from.checked_sub(at + 1).map(|at| words[at]);
    let before = equal(|at| back(&own[free..here], here - free, at), |at| back(other, there, at));
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

/// The sentences of `sketch` of which three words in four stand in `other`, the draft `draft`, by `runs`.
fn sentences(sketch: &Sketch, other: &Sketch, draft: u32, runs: &[Run]) -> Vec<Copied> {
    let mut copied: Vec<Copied> = Vec::new();
    for Run { here, there } in runs {
        let mut start = here.start;
        while start < here.end {
            let sentence = sketch.sentence_of(start);
            let end = sketch.end_of(sentence).min(here.end);
            let place = there + start - here.start;
            let own = (start..end).filter(|&word| sketch.is_told(word));
            let told = own.clone().filter(|word| other.is_told(word - here.start + there)).count();
            let (there, alike, own) = (place..place + end - start, end - start, own.count());
            let found = Copied { sentence, draft, there, alike, told, own };
            match copied.last_mut().filter(|last| last.sentence == sentence) {
                Some(last) if last.is_near(place) => {
                    last.alike += found.alike;
                    last.told += found.told;
                    last.own += found.own;
                    last.there.end = found.there.end;
                }
                // Its words stand in two places: the one that has more of them is meant.
                Some(last) if last.alike < found.alike => *last = found,
                Some(_) => {}
                None => copied.push(found),
            }
            start = end;
        }
    }
    copied.retain(|copied| {
        let words = sketch.end_of(copied.sentence) - sketch.sentences[copied.sentence].word as usize;
        4 * copied.alike >= 3 * words
    });
    copied
}
