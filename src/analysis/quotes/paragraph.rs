//! Who speaks each quote of one block, as far as the block itself tells.

use std::ops::Range;

use super::attribution::{self, Given};
use super::cue::{Cue, Sort};
use super::cues;
use super::marks::Pair;
use super::phrase::Passage;
use super::quote::Source;
use super::speech;
use crate::draft::{Prose, Shape};
use crate::lexicon::Tags;

/// A block with its cues, sentence by sentence.
pub struct Paragraph<'a> {
    passage: Passage<'a>,
    sentences: &'a [Range<usize>],
    cues: Vec<Vec<Cue>>,
}

impl<'a> Paragraph<'a> {
    /// Finds the cues of a block that has quotation marks.
    pub fn new(passage: Passage<'a>, prose: &'a Prose) -> Self {
        let cues = prose.sentences.iter().map(|sentence| cues::cues(&passage, sentence.clone())).collect();
        Paragraph { passage, sentences: &prose.sentences, cues }
    }

    /// The speaker of each pair of the passage.
    pub fn speakers(&self, prose: &Prose) -> Vec<Option<Given>> {
        let mut given: Vec<Option<Given>> = Vec::with_capacity(self.passage.pairs.len());
        for pair in self.passage.pairs {
            let first = prose.sentence_of(pair.open);
            let last = prose.sentence_of(pair.end - 1);
            let starts_sentence = self.starts_sentence(pair, self.sentences[first].start);
            let own = self
                .inner_label(pair)
                .or_else(|| self.dash_label(pair, self.sentences[first].start))
                .or_else(|| self.explained(pair, &given))
                .or_else(|| self.in_sentence(pair, first, last))
                .or_else(|| self.label(pair, self.sentences[first].start))
                .or_else(|| self.signature(pair))
                .or_else(|| starts_sentence.then(|| self.carried(first, &given)).flatten());
            given.push(own);
        }
        self.give_back(&mut given);
        given
    }

    /// The speaker that the sentence of the quote gives; it begins in the sentence `first` and ends in `last`.
    fn in_sentence(&self, pair: &Pair, first: usize, last: usize) -> Option<Given> {
        let before = self.cues[first].iter().filter(|cue| cue.at.end <= pair.open);
        let behind = self.cues[last].iter().filter(|cue| cue.at.start >= pair.end);
        let mut near: Vec<Cue> = before.chain(behind).cloned().collect();
        let mut sentence = self.sentences[first].start..self.sentences[last].end;
        // “Why?” Smith asked: the mark ends the sentence of the quote, not the one that it stands in.
        // “I like it here.” Smith said.
        let alone = |next: &Range<usize>| {
            let [cue] = &self.cues[last + 1][..] else { return false };
            cue.clause() == (next.start..next.end - 1) && next.end - next.start <= 5
        };
        if pair.end == sentence.end
            && let Some(next) = self.sentences.get(last + 1)
            && (speech::asks(&self.passage, pair) || alone(next))
        {
            let introduced =
                pair.open > 0 && matches!(self.passage.tokens[pair.open - 1].shape, Shape::Comma | Shape::Colon);
            let joined = self.cues[last + 1]
                .iter()
                .filter(|cue| cue.clause().start == pair.end && !introduced && self.closes(cue));
            near.extend(joined.cloned());
            sentence.end = self.sentences[last + 1].end;
        }
        attribution::in_sentence(&self.passage, pair, &near, &sentence)
    }

    /// Whether the stretch begins the sentence that begins at `start`, or stands behind nothing but "Then," or "Adding,".
    fn starts_sentence(&self, pair: &Pair, start: usize) -> bool {
        let linking = Tags::ADVERB | Tags::CONJUNCTION | Tags::GERUND;
        let mut words = start..pair.open;
        pair.open <= start + 1
            || pair.open <= start + 3
                && words.all(|at| self.passage.shaped(at, Shape::Comma) || self.passage.is(at, linking))
    }

    /// Whether nothing stands behind the cue that a sentence of its own would have: "Smith asked." but not "Smith wrote that
    /// …".
    fn closes(&self, cue: &Cue) -> bool {
        let next = self.passage.tokens.get(cue.clause().end);
        let went_on = next.is_some_and(|next| next.of(self.passage.text) == "on");
        (cue.sort == Sort::Speech || went_on)
            && next.is_none_or(|next| {
                !next.is_word()
                    || next.is(Tags::PREPOSITION | Tags::ADVERB | Tags::CALENDAR | Tags::OBJECT)
                    || next.is_capital()
                    || next.is(Tags::GERUND)
            })
            && next.is_none_or(|next| !matches!(next.shape, Shape::Mark))
    }

    /// `“GRAY: …”`: a label in capitals inside the marks, as in a transcript.
    fn inner_label(&self, pair: &Pair) -> Option<Given> {
        let start = pair.inner().start;
        let colon = (start + 1..start + 4).find(|&at| self.passage.shaped(at, Shape::Colon))?;
        let capitals = (start..colon).all(|at| self.passage.shaped(at, Shape::Upper));
        let given = Given { speaker: start..colon, cue: Some(colon..colon + 1), source: Source::Label, weight: 100 };
        capitals.then_some(given)
    }

    /// `The vote was close – Ann Gray: “…”`: a name between a dash and a colon.
    fn dash_label(&self, pair: &Pair, start: usize) -> Option<Given> {
        let colon = pair.open.checked_sub(1).filter(|&colon| self.passage.shaped(colon, Shape::Colon))?;
        let dash = (start..colon).rev().find(|&at| !self.passage.is_name_part(at))?;
        let name = dash + 1..colon;
        let labels = self.passage.shaped(dash, Shape::Dash) && (1..=LONGEST_LABEL).contains(&name.len());
        let cue = Some(colon..pair.open);
        labels.then_some(Given { speaker: name, cue, source: Source::Label, weight: 40 })
    }

    /// `calls him “a clerk”: “…”`: a quote that a colon joins to the one before it, whose speakers are those of `given`.
    fn explained(&self, pair: &Pair, given: &[Option<Given>]) -> Option<Given> {
        let colon = pair.open.checked_sub(1).filter(|&colon| self.passage.shaped(colon, Shape::Colon))?;
        let before = &self.passage.pairs[given.len().checked_sub(1)?];
        let earlier = given.last()?.clone().filter(|_| before.end == colon)?;
        Some(Given { source: Source::Carried, weight: 30, ..earlier })
    }

    /// `Smith: “…”`: what stands between the start of the sentence and a colon, or the subject of its verb; with a dash in
    /// its place, the name before it.
    fn label(&self, pair: &Pair, start: usize) -> Option<Given> {
        let mark = pair.open.checked_sub(1)?;
        if !matches!(self.passage.tokens[mark].shape, Shape::Colon | Shape::Dash) {
            return None;
        }
        // "The vote was close – the mayor of Ashby: “…”"
        let dash = (start..mark).rev().find(|&at| self.passage.shaped(at, Shape::Dash));
        let start = dash.filter(|&dash| self.passage.is_name_part(dash + 1)).map_or(start, |dash| dash + 1);
        let speaker = match self.passage.tokens[mark].shape {
            Shape::Colon => source(&self.passage, start, mark).or_else(|| subject(&self.passage, start, mark))?,
            Shape::Dash => self.passage.name_before(mark, start)?,
            _ => return None,
        };
        Some(Given { speaker, cue: Some(mark..mark + 1), source: Source::Label, weight: 40 })
    }

    /// `“…” – Smith`: a name behind a dash that ends the block.
    fn signature(&self, pair: &Pair) -> Option<Given> {
        let speaker = signed(&self.passage, pair.end)?;
        Some(Given { cue: Some(pair.end..pair.end + 1), speaker, source: Source::Label, weight: 40 })
    }

    /// The speaker of the sentence before, where an editor would read on: of a quote that is a sentence of its own behind
    /// one that has a speaker, or behind a sentence about someone. `given` holds the speakers of the pairs before.
    fn carried(&self, sentence: usize, given: &[Option<Given>]) -> Option<Given> {
        let previous = sentence.checked_sub(1)?;
        let range = self.sentences[previous].clone();
        let pair_before = given.len().checked_sub(1).map(|before| &self.passage.pairs[before]);
        let earlier = given.last().cloned().flatten();
        let earlier = earlier.map(|given| Given { source: Source::Carried, weight: 30, ..given });
        if earlier.is_some() && pair_before.is_some_and(|before| before.end > range.start) {
            return earlier;
        }
        let Some((speaker, cue)) = about(&self.passage, &range, &self.cues[previous]) else { return earlier };
        // "… said Smith. He has worked there for years. “…”"
        if earlier.is_some() && self.passage.is(speaker.start, Tags::SUBJECT) {
            return earlier;
        }
        Some(Given { speaker, cue, source: Source::Paragraph, weight: 20 })
    }

    /// Gives the speaker of a quote to those right before it in its paragraph that have none.
    fn give_back(&self, given: &mut [Option<Given>]) {
        for index in (0..given.len().saturating_sub(1)).rev() {
            let (pair, next) = (&self.passage.pairs[index], &self.passage.pairs[index + 1]);
            let apart = (pair.end..next.open).filter(|&at| self.passage.tokens[at].is_word()).count();
            if given[index].is_none()
                && apart <= 8
                && speech::is_sentence(&self.passage, pair)
                && let Some(following) = &given[index + 1]
            {
                given[index] = Some(Given { source: Source::Paragraph, weight: 20, ..following.clone() });
            }
        }
    }
}

/// Whom a sentence without a quote is about: who speaks in it, or else the subject of its first verb, if that is a person.
fn about(passage: &Passage, sentence: &Range<usize>, cues: &[Cue]) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let speaks = |cue: &&Cue| cue.sort != Sort::Report && can_speak(passage, &cue.subject);
    match cues.iter().rfind(speaks) {
        Some(cue) => Some((cue.subject.clone(), Some(cue.at.clone()))),
        None => {
            let subject = subject(passage, sentence.start, sentence.end)?;
            // "Sales in Britain fell. “…”": a name, but nobody's.
            let place = |at: usize| passage.tokens[at].is_capital() && passage.is(at, Tags::PLACE | Tags::DEMONYM);
            let person =
                Tags::ROLE | Tags::PEOPLE | Tags::MALE | Tags::FEMALE | Tags::PLURAL | Tags::SPEAKER | Tags::GIVEN;
            let mere = subject.clone().any(place)
                && subject.clone().all(|at| place(at) || !passage.is(at, person) && !passage.is_name_part(at));
            (passage.is_personal(&subject) && !mere).then_some((subject, None))
        }
    }
}

/// Whether the subject of a verb of speech is more than "it" or "that".
fn can_speak(passage: &Passage, subject: &Range<usize>) -> bool {
    passage.is_personal(subject) || !(subject.len() == 1 && passage.is(subject.start, Tags::SUBJECT | Tags::DETERMINER))
}

/// Whom a block that ends in a colon announces.
pub fn announced(passage: &Passage, prose: &Prose) -> Option<Given> {
    let sentence = prose.sentences.last()?.clone();
    let colon = passage.tokens.len().checked_sub(1).filter(|&last| passage.shaped(last, Shape::Colon))?;
    let cues = cues::cues(passage, sentence.clone());
    let speaks = cues.iter().rfind(|cue| cue.sort == Sort::Speech);
    let (speaker, cue) = match speaks.or(cues.last()) {
        Some(cue) => (cue.subject.clone(), cue.at.clone()),
        None => (subject(passage, sentence.start, colon)?, colon..colon + 1),
    };
    Some(Given { speaker, cue: Some(cue), source: Source::Announced, weight: 0 })
}

/// Who speaks without quotation marks in a block that is one sentence: "Gray said the road would stay shut."
pub fn reported(passage: &Passage, prose: &Prose) -> Option<Given> {
    let [sentence] = &prose.sentences[..] else { return None };
    let cues = cues::cues(passage, sentence.clone());
    let cue = cues.first().filter(|cue| cue.sort == Sort::Speech && !cue.aside)?;
    let begins = cue.subject.start <= sentence.start + 1 && cue.at.start >= cue.subject.end;
    let given = Given { speaker: cue.subject.clone(), cue: Some(cue.at.clone()), source: Source::Announced, weight: 0 };
    (begins && passage.is_personal(&cue.subject)).then_some(given)
}

/// A name before a colon has at most so many words.
const LONGEST_LABEL: usize = 4;

/// A longer line of attribution is a sentence, in tokens.
pub const LONGEST_SIGNATURE: usize = 16;

/// The name that stands behind a dash at `dash` and ends the block: a line of attribution.
pub fn signed(passage: &Passage, dash: usize) -> Option<Range<usize>> {
    let token = passage.tokens.get(dash)?;
    let is_dash = token.shape == Shape::Dash || matches!(passage.word(dash), "-" | "~" | "―");
    let end = passage.tokens.len();
    if !is_dash || end - dash > LONGEST_SIGNATURE || !passage.is_name_part(dash + 1) {
        return None;
    }
    let speaker = passage.phrase_after(dash + 1, end)?;
    let verb = (dash + 1..end).any(|at| passage.is_verb(at));
    (!verb).then_some(speaker)
}

/// What a sentence without a verb is from: "From Smith's letter: “…”", "More from the report: “…”".
fn source(passage: &Passage, start: usize, end: usize) -> Option<Range<usize>> {
    let from = (start..end.min(start + 3)).find(|&at| matches!(passage.word(at), "From" | "from" | "Via" | "via"))?;
    let verb = (from + 1..end).any(|at| passage.is_verb(at));
    (!verb && from + 1 < end).then_some(from + 1..end)
}

/// The subject of the first verb between `start` and `end`, or the noun phrase before `end` where there is no verb; where
/// that subject is a thing, the name before `end`: "That did not surprise Smith: “…”".
fn subject(passage: &Passage, start: usize, end: usize) -> Option<Range<usize>> {
    let subject_of = |at: usize| {
        let verb = passage.pair_at(at).is_none() && passage.is_verb(at);
        verb.then(|| passage.subject_before(at, start)).flatten()
    };
    let found = (start..end)
        .find_map(subject_of)
        .or_else(|| passage.phrase_before(end, start))
        .or_else(|| name_before(passage, end, start))?;
    let named = || {
        let name = name_before(passage, end, start)?;
        let role = (start..name.start).rev().take_while(|&at| passage.is(at, Tags::ROLE)).last();
        Some(role.unwrap_or(name.start)..name.end)
    };
    match passage.is_personal(&found) || passage.is(found.start, Tags::SUBJECT) {
        true => Some(found),
        false => named().or(Some(found)),
    }
}

/// The name before `end`, which is not where something was said: "later on Radio North: “…”".
fn name_before(passage: &Passage, end: usize, start: usize) -> Option<Range<usize>> {
    let name = passage.name_before(end, start)?;
    let place = name.start > start && matches!(passage.word(name.start - 1), "on" | "in" | "at" | "during");
    (!place || passage.is(name.start, Tags::GIVEN | Tags::HONORIFIC)).then_some(name)
}
