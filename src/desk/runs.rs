//! Which drafts have which runs of words, and what of that has changed since somebody asked.

use std::collections::{BTreeSet, VecDeque};
use std::mem;

use rustc_hash::FxHashSet;

use super::sketch::Sketch;

/// Of the drafts that have a run of words, no more are looked at: it is a formula of the house, and these show it. Which they
/// are does not depend on the order in which drafts were read.
///
/// What few drafts share is found all the same. Where it stands beside a formula or between two, six runs in a row reach over
/// the border; one of them is kept, and only those few drafts have it.
pub const MANY: usize = 16;

/// So many changes are remembered. Who asked before that asks anew.
const REMEMBERED: usize = 1 << 14;

/// An index of the runs of words by which drafts are looked up.
#[derive(Clone, Debug, Default)]
pub struct Runs {
    /// Each run with the number of a draft that has it.
    places: BTreeSet<(u32, u32)>,
    /// The runs that a draft got or lost, those of last time last.
    changed: VecDeque<u32>,
    /// How many there were in all.
    changes: usize,
}

/// What was answered about the runs of one draft. Who asks about the draft again brings it along: then only what is new in the
/// draft, or has changed on the desk, is looked up.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// How many changes there were when it was answered.
    as_of: usize,
    /// The runs in order, each with the drafts that have it.
    runs: Vec<(u32, Box<[u32]>)>,
}

impl Runs {
    /// The draft `number` has the runs of `new`, and no more those of `old`.
    pub fn exchange(&mut self, number: u32, old: &Sketch, new: &Sketch) {
        for run in old.runs().filter(|&run| !new.has(run)) {
            self.places.remove(&(run, number));
            self.note(run);
        }
        for run in new.runs().filter(|&run| !old.has(run)) {
            self.places.insert((run, number));
            self.note(run);
        }
    }

    fn note(&mut self, run: u32) {
        if self.changed.len() == REMEMBERED {
            self.changed.pop_front();
        }
        self.changed.push_back(run);
        self.changes += 1;
    }

    /// The drafts but `own` that have runs of `sketch`, [`MANY`] of each, as (first word in the sketch, run, draft), in order.
    pub fn shared(&self, sketch: &Sketch, own: Option<u32>, answers: &mut Answers) -> Vec<(u32, u32, u32)> {
        let before = mem::take(answers);
        let new = self.changes.checked_sub(before.as_of).filter(|&new| new <= self.changed.len());
        let known = new.map(|_| before.runs).unwrap_or_default();
        let changed: FxHashSet<u32> = self.changed.iter().rev().take(new.unwrap_or(0)).copied().collect();
        let mut known = known.into_iter().filter(|(run, _)| !changed.contains(run)).peekable();
        let mut shared = Vec::new();
        for kept in sketch.kept.chunk_by(|one, other| one.run == other.run) {
            let run = kept[0].run;
            while known.next_if(|(other, _)| *other < run).is_some() {}
            let (run, drafts) =
                known.next_if(|(other, _)| *other == run).unwrap_or_else(|| (run, self.drafts(run, own)));
            shared.extend(drafts.iter().flat_map(|&draft| kept.iter().map(move |kept| (kept.word, run, draft))));
            answers.runs.push((run, drafts));
        }
        answers.as_of = self.changes;
        shared.sort_unstable();
        shared
    }

    fn drafts(&self, run: u32, own: Option<u32>) -> Box<[u32]> {
        let drafts = self.places.range((run, 0)..=(run, u32::MAX)).map(|&(_, draft)| draft);
        drafts.filter(|&draft| Some(draft) != own).take(MANY).collect()
    }
}
