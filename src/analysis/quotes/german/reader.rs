//! Who speaks a quote, as far as its sentence tells.

use std::ops::Range;

use super::super::attribution::{Given, ends_with_comma};
use super::super::marks::Pair;
use super::super::phrase::Passage;
use super::super::quote::Source;
use super::super::speech;
use super::cue::{Cue, Sort};
use super::item::{Item, ItemKind};
use super::named;
use super::sentence::{Kind, Sentence};
use crate::draft::Shape;
use crate::lexicon::Tags;

/// The weight of a speaker that the words only hint at.
pub const GUESSED: i32 = 15;

/// A sentence with its cues.
pub struct Reader<'a> {
    /// The sentence.
    pub sentence: &'a Sentence<'a>,
    /// Its cues, in order.
    pub cues: &'a [Cue],
}

impl Reader<'_> {
    fn passage(&self) -> &Passage<'_> {
        self.sentence.phrases.passage
    }

    /// The speaker of `pair`; `before` is who spoke last.
    pub fn speaker(&self, pair: &Pair, before: Option<&Given>) -> Option<Given> {
        let item = self.sentence.items.iter().position(|item| item.at == pair.open)?;
        let colon = item > 0 && self.sentence.is(item - 1, ItemKind::Colon);
        if let Some(cue) = self.right_behind(pair, item) {
            // "Gesucht wird das „Phantom“, sagte Gray."
            let inside = item > 0 && self.sentence.is(item - 1, ItemKind::Word);
            return (!inside || !self.is_term(pair, cue)).then(|| self.given(cue, 100));
        }
        if let Some(given) = self.in_brackets(pair).or_else(|| self.inscribed(pair)) {
            return Some(given);
        }
        if colon {
            let said = self.before_colon(self.sentence.items[item - 1].at);
            let plain = said.as_ref().is_none_or(|said| said.weight < 50);
            // "Ihre Zuversicht stützt sich auf Erfahrung: „…“"
            let hers = said.as_ref().is_some_and(|said| {
                self.passage().is(said.speaker.start, Tags::POSSESSIVE)
                    && !self.sentence.phrases.is_human(&said.speaker)
            });
            // "Am Abend stellte sie ihr Buch vor: „Stille Wasser“".
            if plain && self.is_phrase(pair) {
                return None;
            }
            return before
                .filter(|_| plain && (hers || self.is_reported()))
                .cloned()
                .map(carried)
                .or(said)
                .or_else(|| before.cloned().map(carried));
        }
        if self.is_alone(pair) {
            // What goes on in the next paragraph may have its speaker there.
            let sure = |before: &&Given| pair.closed || self.sentence.phrases.is_human(&before.speaker);
            return before.filter(sure).cloned().map(carried);
        }
        if let Some(cue) = self.around(pair, item) {
            if self.is_term(pair, cue) {
                return None;
            }
            return Some(self.given(cue, 50));
        }
        // „…“ und „…“
        if self.follows_quote(item)
            && let Some(before) = before
        {
            return Some(before.clone());
        }
        let reported = self.is_reported();
        if let Some(before) = before.filter(|_| reported) {
            return Some(carried(before.clone()));
        }
        let own = self
            .cues
            .iter()
            .rfind(|cue| cue.sort == Sort::Reported && cue.clause.start <= pair.open && pair.end <= cue.clause.end);
        own.map(|cue| self.given(cue, GUESSED)).or_else(|| self.likely(pair))
    }

    /// Whether the quote is all there is of its sentence.
    pub fn is_alone(&self, pair: &Pair) -> bool {
        self.sentence.items.iter().all(|item| item.kind != ItemKind::Word)
            && self.sentence.items.first().is_some_and(|item| item.at >= pair.open)
    }

    /// Who stands right before the brackets around the quote: "Gray („…“) und Brandt".
    fn in_brackets(&self, pair: &Pair) -> Option<Given> {
        /// The longest noun phrase before brackets, in tokens.
        const LONGEST: usize = 12;
        let passage = self.passage();
        let open = pair.open.checked_sub(1).filter(|&open| passage.shaped(open, Shape::Open))?;
        let closed = passage.shaped(pair.end, Shape::Close)
            || passage.shaped(pair.end, Shape::Stop) && passage.shaped(pair.end + 1, Shape::Close);
        let says = pair.inner().any(|at| passage.shaped(at, Shape::Lower) && passage.is(at, Tags::FINITE));
        if !closed || !says || !speech::begins_big(passage, pair) {
            return None;
        }
        let speaker = self.sentence.phrases.ending_at(open, open.saturating_sub(LONGEST))?;
        let cue = Some(open..open + 1);
        let given = Given { speaker, cue, source: Source::Label, weight: 60 };
        self.sentence.phrases.is_human(&given.speaker).then_some(given)
    }

    /// What bears the words: "ein Schild mit der Aufschrift „…“".
    fn inscribed(&self, pair: &Pair) -> Option<Given> {
        let passage = self.passage();
        let noun = pair.open.checked_sub(1)?;
        let noun = if passage.shaped(noun, Shape::Colon) { noun.checked_sub(1)? } else { noun };
        let mit = noun.checked_sub(2).filter(|&mit| passage.word(mit) == "mit")?;
        if !matches!(passage.word(noun), "Aufschrift" | "Inschrift" | "Parole" | "Schriftzug" | "Slogan" | "Wortlaut") {
            return None;
        }
        let mut start = mit.checked_sub(1).filter(|&bearer| self.sentence.phrases.is_noun(bearer))?;
        let modifies = |at: usize| passage.shaped(at, Shape::Lower) && !passage.is(at, Tags::FUNCTION.or(Tags::FINITE));
        while start > 0 && modifies(start - 1) {
            start -= 1;
        }
        if start > 0 && passage.is(start - 1, Tags::DETERMINER | Tags::POSSESSIVE) {
            start -= 1;
        }
        let speaker = start..mit;
        Some(Given { speaker, cue: Some(noun..noun + 1), source: Source::Sentence, weight: 60 })
    }

    /// The cue that the sentence goes on with: „…“, sagte Gray; „…“, so Gray.
    fn right_behind(&self, pair: &Pair, item: usize) -> Option<&Cue> {
        let mut next = if self.sentence.is(item + 1, ItemKind::Comma) { item + 2 } else { item + 1 };
        // "so heißt es", "so urteilte Gray", "das sagte Gray".
        if self.sentence.is(next, ItemKind::Word)
            && matches!(self.sentence.word(next), "so" | "das" | "dies")
            && self.sentence.is_finite(next + 1)
        {
            next += 1;
        }
        let start = self.sentence.items.get(next).filter(|item| item.kind == ItemKind::Word)?.at;
        let sentence_like = ends_with_comma(self.passage(), pair) || speech::words(self.passage(), pair) > 3;
        // "Auf den Vorwurf der Partei, er sei „bequem“, sagte Gray": the words are those of the party.
        let taken = |cue: &Cue| {
            let holds = cue.clause.start < pair.open && pair.end <= cue.clause.end;
            cue.sort == Sort::Source && holds && self.sentence.phrases.is_noun(cue.at.start)
        };
        if self.cues.iter().any(taken) {
            return None;
        }
        let at = |cue: &&Cue| {
            let clause = cue.clause.start == start || cue.at.start == start;
            let near = cue.at.start == start && cue.subject.start > start;
            match cue.sort {
                Sort::Aside => clause,
                Sort::Source => near,
                // „…“, habe Gray gesagt.
                Sort::Reported => near && sentence_like && ends_with_comma(self.passage(), pair),
                // „…“, freute sich Gray.
                Sort::Plain => {
                    near && speech::begins_big(self.passage(), pair)
                        && ends_with_comma(self.passage(), pair)
                        && speech::words(self.passage(), pair) > 1
                        && self.sentence.clauses.iter().any(|clause| clause.verb == Some(next))
                }
                Sort::Speech | Sort::Report | Sort::Thought => near && sentence_like,
            }
        };
        let verb_first = self.cues.iter().find(at);
        // "wird der Trainer zitiert", "hatte Gray gesagt": the auxiliary stands first.
        verb_first.or_else(|| {
            let verb = self.sentence.is_finite(next);
            self.cues.iter().find(|cue| {
                verb && sentence_like
                    && (cue.sort >= Sort::Thought
                        || cue.sort == Sort::Reported && ends_with_comma(self.passage(), pair))
                    && cue.subject.start > start
                    && self.sentence.clauses.iter().any(|clause| {
                        clause.verb == Some(next) && self.sentence.tokens(&clause.items).contains(&cue.at.start)
                    })
            })
        })
    }

    /// Whether the stretch is one noun that reported speech speaks of as known, a ship or a term: "sagte, die „Seestern“ sei
    /// leck". What someone calls something, "das sei der „Normalfall“", is none.
    fn is_term(&self, pair: &Pair, cue: &Cue) -> bool {
        let passage = self.passage();
        let inside = cue.clause.start <= pair.open && pair.end <= cue.clause.end;
        let Some(mut at) = pair.open.checked_sub(1) else { return false };
        let noun = speech::words(passage, pair) == 1 && pair.inner().all(|at| passage.tokens[at].is_capital());
        if inside || !noun {
            return false;
        }
        if passage.is(at, Tags::POSSESSIVE) {
            return true;
        }
        if !named::is_definite(passage, at) {
            return false;
        }
        while at > 0 && !passage.is(at, Tags::FUNCTION) {
            at -= 1;
        }
        if matches!(passage.word(at), "von" | "Von" | "in" | "In" | "laut" | "Laut") {
            return false;
        }
        let before = at.checked_sub(1).map_or("", |before| passage.word(before));
        !matches!(before, "es" | "das" | "dies" | "sei" | "seien" | "ist" | "sind" | "war" | "wäre")
    }

    /// Whether the stretch has neither a verb nor a stop.
    fn is_phrase(&self, pair: &Pair) -> bool {
        let passage = self.passage();
        let mut inner = pair.inner();
        !inner.any(|at| {
            passage.shaped(at, Shape::Stop)
                || passage.shaped(at, Shape::Mark)
                || passage.shaped(at, Shape::Lower) && passage.is(at, Tags::FINITE)
        })
    }

    /// The speaker that what stands before a colon gives.
    pub fn before_colon(&self, colon: usize) -> Option<Given> {
        let from = self
            .sentence
            .items
            .iter()
            .rposition(|item| item.at < colon && matches!(item.kind, ItemKind::Colon | ItemKind::Stop));
        let from = from.map_or(0, |item| self.sentence.items[item].end);
        let near = || self.cues.iter().rev().filter(|cue| cue.at.start >= from && cue.at.end <= colon);
        let mark = colon..colon + 1;
        let speech = near().find(|cue| {
            matches!(cue.sort, Sort::Speech | Sort::Report | Sort::Thought)
                || cue.sort == Sort::Aside && self.passage().word(cue.at.start).to_lowercase() == "so"
        });
        let cue = speech.or_else(|| near().find(|cue| cue.sort == Sort::Source));
        let cue =
            cue.or_else(|| near().rev().find(|cue| cue.sort == Sort::Plain && !cue.relative)).or_else(|| near().next());
        // "Dem Chef Paul Gray reicht das nicht: „…“", "Bei der Partei ist man empört: „…“"
        if cue.is_none_or(|cue| self.is_man(cue))
            && !self.is_reported()
            && let Some(speaker) = self.someone(from, colon)
        {
            return Some(Given { speaker, cue: Some(mark), source: Source::Sentence, weight: 45 });
        }
        if let Some(cue) = cue {
            let at = if cue.sort == Sort::Plain { mark } else { cue.at.clone() };
            return Some(Given {
                speaker: cue.subject.clone(),
                cue: Some(at),
                source: Source::Sentence,
                weight: if cue.sort == Sort::Plain { 45 } else { 60 },
            });
        }
        let verbless = self.sentence.clauses.iter().find(|clause| {
            let words = self.sentence.tokens(&clause.items);
            words.start >= from && words.end <= colon && clause.kind == Kind::Verbless
        })?;
        let words = self.sentence.tokens(&verbless.items);
        let start = words.clone().find(|&at| !self.sentence.phrases.small(at, Tags::CONJUNCTION | Tags::ADVERB))?;
        let mut end = colon;
        while end > start && self.sentence.phrases.small(end - 1, Tags::ADVERB) {
            end -= 1;
        }
        if let Some(phrase) = self.sentence.phrases.phrase(start, colon, false) {
            end = phrase.end;
        }
        let noun = (start..end).any(|at| self.sentence.phrases.is_noun(at) || self.passage().is(at, Tags::SUBJECT));
        let given = Given { speaker: start..end, cue: Some(mark), source: Source::Label, weight: 40 };
        (noun && start < end).then_some(given)
    }

    fn is_man(&self, cue: &Cue) -> bool {
        cue.subject.len() == 1 && self.passage().word(cue.subject.start) == "man"
    }

    /// The first noun phrase between `from` and `colon` that means people, in a clause with a verb.
    fn someone(&self, from: usize, colon: usize) -> Option<Range<usize>> {
        let phrases = &self.sentence.phrases;
        let inside = |item: &&Item| item.at >= from && item.end <= colon;
        let verb = self.sentence.clauses.iter().filter_map(|clause| clause.verb);
        verb.map(|verb| &self.sentence.items[verb]).find(inside)?;
        let words = self.sentence.items.iter().filter(inside).filter(|item| item.kind == ItemKind::Word);
        words
            .filter_map(|item| phrases.phrase(item.at, colon, false))
            .find(|phrase| phrases.is_human(phrase) && self.passage().word(phrase.start) != "man")
    }

    /// The cue of the sentence that fits a stretch inside it best.
    fn around(&self, pair: &Pair, item: usize) -> Option<&Cue> {
        let weigh = |cue: &Cue| -> Option<i32> {
            let holds = cue.clause.start <= pair.open && pair.end <= cue.clause.end;
            let before = cue.at.end <= pair.open;
            let distance =
                if before { pair.open - cue.at.end } else { cue.at.start.checked_sub(pair.end)? }.min(160) as i32;
            let cut = self.cut_off(cue, item);
            let spent = before && self.is_spent(cue, item);

            match cue.sort {
                Sort::Plain => None,
                _ if cut || spent => None,
                _ if cue.relative && !holds => None,

                Sort::Aside => Some(90 - distance / 8 - 15 * self.quotes_between(pair, cue)),
                // "„Unerträglich“ findet Gray das."
                Sort::Thought if holds && (before || cue.relative || cue.at.start == pair.end && self.finds(cue)) => {
                    Some(85 - distance / 8)
                }
                Sort::Thought if before => Some(65 - distance / 6),
                Sort::Thought => self.opens_with_verb(cue).then_some(64 - distance / 8),
                Sort::Report if holds => Some(100 - distance / 8),
                Sort::Speech if holds => Some(100 - distance / 8),
                Sort::Speech if before => Some(80 - distance / 6),
                Sort::Source if holds => Some(88 - distance / 8),
                Sort::Source => Some(60 - distance / 8),
                // "Die Nachbarn sagen, Gray habe gefragt, ob sie „…“".
                Sort::Reported => (before && self.hangs_on(pair, cue)).then_some(82 - distance / 6),
                Sort::Report => before.then_some(40 - distance / 6),
                Sort::Speech => self.opens_with_verb(cue).then_some(70 - distance / 8),
            }
        };
        let fitting = self.cues.iter().filter(|cue| !(cue.subject.start < pair.end && pair.open < cue.subject.end));
        fitting.filter_map(|cue| Some((weigh(cue)?, cue))).max_by_key(|(weight, _)| *weight).map(|(_, cue)| cue)
    }

    fn finds(&self, cue: &Cue) -> bool {
        matches!(self.passage().word(cue.at.start), "findet" | "fand" | "finden" | "fanden")
    }

    /// Whether the clause of the cue is set behind what is said: "…, sagte Gray", "… – das sagte Gray".
    fn opens_with_verb(&self, cue: &Cue) -> bool {
        let first = cue.clause.start;
        let verb = match self.passage().word(first) {
            "das" | "dies" => first + 1,
            _ => first,
        };
        self.passage().is(verb, Tags::FINITE)
    }

    /// Whether the quote stands in the clause right behind that of the cue, which depends on it: "…, ob sie „…“", "…, das
    /// sei „…“".
    fn hangs_on(&self, pair: &Pair, cue: &Cue) -> bool {
        let next = self.clause_at(cue) + 1;
        self.sentence.clauses.get(next).is_some_and(|next| {
            let words = self.sentence.tokens(&next.items);
            let reported =
                next.kind == Kind::Main && next.verb.is_some_and(|verb| self.sentence.small(verb, Tags::SUBJUNCTIVE));
            (next.kind == Kind::Dependent || reported) && words.start <= pair.open && pair.end <= words.end
        })
    }

    /// The clause of the cue, by its index.
    fn clause_at(&self, cue: &Cue) -> usize {
        self.sentence.clauses.partition_point(|clause| self.sentence.tokens(&clause.items).start < cue.clause.start)
    }

    /// How many other quotes stand between the quote and the cue.
    fn quotes_between(&self, pair: &Pair, cue: &Cue) -> i32 {
        let (from, to) = if cue.at.start < pair.open { (cue.at.end, pair.open) } else { (pair.end, cue.at.start) };
        let quotes = self.sentence.items.iter().filter(|item| item.kind == ItemKind::Quote);
        quotes.filter(|item| item.at >= from && item.end <= to).count() as i32
    }

    /// Whether the cue has its quote right before it, and the item is no part of that: „…“, sagte Gray zum „Umbau“.
    fn is_spent(&self, cue: &Cue, item: usize) -> bool {
        let first = self.sentence.items.partition_point(|item| item.at < cue.clause.start);
        let quoted =
            first > 1 && self.sentence.is(first - 1, ItemKind::Comma) && self.sentence.is(first - 2, ItemKind::Quote);
        let split = item > 0 && matches!(self.sentence.items[item - 1].kind, ItemKind::Comma | ItemKind::Colon);
        quoted && !split && self.passage().is(cue.clause.start, Tags::FINITE)
    }

    /// Whether a colon or a semicolon stands between the cue and the item.
    fn cut_off(&self, cue: &Cue, item: usize) -> bool {
        let other = self.sentence.items.partition_point(|item| item.at < cue.at.start);
        let (from, to) = (other.min(item), other.max(item));
        (from..to).any(|item| self.sentence.is(item, ItemKind::Stop))
    }

    /// Whether another quote stands right before the item, but for "und" or a comma.
    fn follows_quote(&self, item: usize) -> bool {
        let link = item
            .checked_sub(1)
            .filter(|&link| self.sentence.is(link, ItemKind::Comma) || self.sentence.small(link, Tags::CONJUNCTION));
        link.and_then(|link| link.checked_sub(1)).is_some_and(|before| self.sentence.is(before, ItemKind::Quote))
    }

    /// The person whom a sentence without any cue is about, for a stretch that reads like her words.
    fn likely(&self, pair: &Pair) -> Option<Given> {
        let passage = self.passage();
        let words = speech::words(passage, pair);
        let small = pair.inner().next().is_some_and(|first| passage.shaped(first, Shape::Lower));
        let cue =
            self.cues.iter().find(|cue| cue.sort == Sort::Plain && self.sentence.phrases.is_human(&cue.subject))?;
        let genitive = pair.open > 0 && matches!(passage.word(pair.open - 1), "der" | "des");
        let passive = self.sentence.clauses.get(self.clause_at(cue)).is_some_and(|clause| clause.passive);
        // "will das „nicht ausschließen“".
        let verb = |at: usize| passage.is(at, Tags::BASE | Tags::FINITE) && passage.shaped(at, Shape::Lower);
        let long = words > 2 || words == 2 && pair.inner().next_back().is_some_and(verb);
        (long && small && !genitive && !passive).then(|| self.given(cue, 10))
    }

    /// Whether every main verb of the sentence reports what someone says who is not given in it: "Das Problem sei gelöst."
    pub fn is_nothing_but_reported(&self) -> bool {
        let mut main = self.sentence.clauses.iter().filter(|clause| clause.kind == Kind::Main).peekable();
        let reports = |verb: usize| self.sentence.small(verb, Tags::SUBJUNCTIVE);
        let speaks = || self.cues.iter().any(|cue| cue.sort > Sort::Reported && !cue.relative);
        main.peek().is_some() && main.all(|clause| clause.verb.is_some_and(reports)) && !speaks()
    }

    /// Whether a verb of the sentence shows that it reports what someone says: "Das Problem sei gelöst."
    fn is_reported(&self) -> bool {
        let verb = |item: usize| self.sentence.small(item, Tags::SUBJUNCTIVE);
        (0..self.sentence.items.len()).any(|item| self.sentence.is(item, ItemKind::Word) && verb(item))
    }

    /// Whether the sentence may report what someone says, by a verb that says "would" too: "Das würde jeder merken."
    pub fn may_be_reported(&self) -> bool {
        let would = |item: usize| {
            self.sentence.is(item, ItemKind::Word)
                && matches!(self.sentence.word(item), "würde" | "würden" | "könnte" | "könnten" | "müsste" | "müssten")
        };
        self.is_reported() || (0..self.sentence.items.len()).any(would)
    }

    /// "Das sagte Gray am Abend.": who spoke the quote before it.
    pub fn looks_back(&self) -> Option<Given> {
        let first = self.sentence.items.first().filter(|item| item.kind == ItemKind::Word)?;
        let this = matches!(self.passage().word(first.at), "Das" | "Dies" | "So" | "Diese" | "Mit");
        let cue = self.cues.iter().find(|cue| cue.sort >= Sort::Report)?;
        this.then(|| self.given(cue, 30))
    }

    /// Who speaks in a sentence without a quote, or else whom it is about.
    pub fn about(&self) -> Option<Given> {
        let speaks = self.cues.iter().rfind(|cue| cue.sort >= Sort::Source && !cue.relative);
        let main =
            || {
                self.cues.iter().find(|cue| {
                    cue.sort == Sort::Plain
                        && !self.may_be_reported()
                        && self.sentence.phrases.is_personal(&cue.subject)
                        && self.sentence.clauses.iter().any(|clause| {
                            clause.kind == Kind::Main && self.sentence.tokens(&clause.items) == cue.clause
                        })
                })
            };
        let cue = speaks.or_else(main)?;
        Some(Given { source: Source::Paragraph, ..self.given(cue, 20) })
    }

    fn given(&self, cue: &Cue, weight: i32) -> Given {
        Given { speaker: cue.subject.clone(), cue: Some(cue.at.clone()), source: Source::Sentence, weight }
    }
}

fn carried(given: Given) -> Given {
    Given { source: Source::Carried, weight: 20, ..given }
}
