//! What is kept of the names of a draft while it is edited.

use std::iter::zip;
use std::sync::Arc;

use super::candidate::{Candidate, Placed};
use super::identity::{self, Identity};
use super::name::Known;
use super::roster::Roster;
use super::run::Reader;
use super::spot::{self, Named};
use super::words::{Changed, Words};
use crate::config::House;
use crate::draft::{Draft, Kept};
use crate::lexicon::{Language, Lexicon};
use crate::text::Span;

/// What is kept of the names of a draft for the next edition of it.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    words: Words,
    /// Of each block.
    blocks: Vec<Arc<Named>>,
    /// Those who bear the names.
    people: Arc<[Identity]>,
}

/// A draft before an edit.
#[derive(Clone, Copy)]
pub struct Last<'l> {
    /// The draft.
    pub draft: &'l Draft,
    /// The house's list that it was read by.
    pub house: &'l Arc<House>,
    /// What was kept of it.
    pub memo: &'l Memo,
    /// Which of its blocks are as they were.
    pub kept: Kept,
}

impl Memo {
    /// Finds the names in `draft`, but not yet who bears them, by the list of `house`. `last` is what the draft was before an
    /// edit, if that is known.
    pub fn new(draft: &Draft, house: &Arc<House>, last: Option<Last>) -> Self {
        // In another language all words are others.
        let last = last.filter(|last| last.draft.language == draft.language);
        let (words, changed) = match last {
            Some(last) => last.memo.words.next(last.draft, draft, last.kept),
            None => (Words::of(draft), Changed::default()),
        };
        let none: Arc<Named> = Arc::default();
        let lexicon = Lexicon::of(draft.language);
        let heads = spot::heads(house.people().iter().filter_map(|person| person.role.as_deref()));
        let last = last.filter(|last| Arc::ptr_eq(last.house, house));
        let mut known = Known::default();
        let blocks = draft.blocks.iter().enumerate().map(|(index, block)| {
            let was = last.and_then(|last| last.memo.blocks.get(last.kept.was(index)?));
            if let Some(was) = was.filter(|_| !changed.is_in(&block.prose)) {
                return was.clone();
            }
            let reader = Reader { text: block.text(), tokens: &block.prose.tokens, words: &words, lexicon };
            let candidates = reader.candidates(block, &mut known);
            let named = Named::new(block, candidates, &heads);
            if named.spots.is_empty() { none.clone() } else { Arc::new(named) }
        });
        let blocks = blocks.collect();
        Memo { words, blocks, people: Arc::default() }
    }

    /// What each block names.
    pub fn named(&self) -> &[Arc<Named>] {
        &self.blocks
    }

    /// The candidates, in order, of `draft`, whose they are. `quoted` holds the spans of the source that stand in quotation
    /// marks, in order.
    pub fn candidates(&self, draft: &Draft, quoted: &[Span]) -> Vec<Placed<'_>> {
        let mut quoted = quoted.iter().peekable();
        let mut found = Vec::with_capacity(self.blocks.iter().map(|named| named.candidates.len()).sum());
        for (index, (block, named)) in zip(&draft.blocks, &self.blocks).enumerate() {
            for candidate in &named.candidates {
                let span = block.source(candidate.within);
                while quoted.next_if(|quote| quote.end <= span.start).is_some() {}
                let quoted = candidate.marked || quoted.peek().is_some_and(|quote| quote.covers(span));
                found.push(Placed { candidate, block: index, span, quoted });
            }
        }
        found
    }

    /// Those who bear the names `candidates`, which `draft` has, by the list of `house`.
    pub fn people(
        &self,
        draft: &Draft,
        candidates: &[Placed],
        house: &Arc<House>,
        last: Option<Last>,
    ) -> Arc<[Identity]> {
        match last.filter(|last| Arc::ptr_eq(last.house, house) && self.tells_the_same(draft, last)) {
            Some(last) => last.memo.people.clone(),
            None => identity::identify(candidates, draft.language, Roster { house }).into(),
        }
    }

    /// It with those who bear the names.
    pub fn with(self, people: Arc<[Identity]>) -> Self {
        Memo { people, ..self }
    }

    /// Whether the blocks tell what those of the `last` edition told of who is who.
    fn tells_the_same(&self, draft: &Draft, last: &Last) -> bool {
        // Which German nouns are names the draft tells as a whole.
        let english = last.draft.language == Language::English && draft.language == Language::English;
        // A block that names nobody may come and go.
        let [now, was] = [self, last.memo].map(|memo| memo.blocks.iter().filter(|named| !named.candidates.is_empty()));
        let alike = |(now, was): (&Arc<Named>, &Arc<Named>)| {
            Arc::ptr_eq(now, was) || are_alike(&now.candidates, &was.candidates)
        };
        english && now.clone().count() == was.clone().count() && zip(now, was).all(alike)
    }
}

/// Whether the candidates `a` and `b` of a block tell the same of who bears their names.
fn are_alike(a: &[Candidate], b: &[Candidate]) -> bool {
    a.len() == b.len()
        && zip(a, b).all(|(a, b)| a.tells_the_same(b))
        && zip(breaths(a), breaths(b)).all(|(a, b)| a == b)
}

/// How far each candidate stands from the one before it in its sentence; those of a sentence of no more than a breath stand
/// together.
fn breaths(candidates: &[Candidate]) -> impl Iterator<Item = usize> {
    let sentences = candidates.chunk_by(|a, b| a.sentence == b.sentence);
    sentences.flat_map(|sentence| {
        let first = sentence[0].tokens.start;
        let long = sentence[sentence.len() - 1].tokens.start - first >= identity::BREATH;
        sentence.iter().map(move |candidate| if long { candidate.tokens.start - first } else { 0 })
    })
}
