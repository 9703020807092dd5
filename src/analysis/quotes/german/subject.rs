//! Who or what is the subject of a German clause.

use std::ops::Range;

use super::case::Subject;
use super::item::ItemKind;
use super::noun::Phrases;
use super::sentence::{Clause, Kind, Sentence};
use crate::draft::Shape;
use crate::lexicon::Tags;

/// Reads the tokens `range` of the passage of `phrases`: a sentence whose clauses have their meanings and subjects.
pub fn read<'a>(phrases: Phrases<'a>, range: Range<usize>) -> Sentence<'a> {
    let mut sentence = Sentence::new(phrases, range);
    for index in 0..sentence.clauses.len() {
        sentence.find_meaning(index);
        sentence.clauses[index].subject = sentence.find_subject(index);
    }
    sentence
}

/// Small words that stand in no noun phrase before its noun.
const BREAKS: Tags =
    Tags::PREPOSITION.or(Tags::FINITE).or(Tags::ADVERB).or(Tags::SUBJECT).or(Tags::OBJECT).or(Tags::CONJUNCTION);

impl Sentence<'_> {
    /// The subject of the clause.
    fn find_subject(&self, index: usize) -> Option<Range<usize>> {
        let clause = &self.clauses[index];
        let verb = clause.verb?;
        match clause.kind {
            Kind::Main => self.main_subject(index, verb),
            Kind::Dependent => {
                self.first_subject(clause.items.start + 1..verb, clause.passive).map(|(phrase, _)| phrase)
            }
            Kind::Relative => self.relative_subject(clause, verb),
            Kind::Verbless => None,
        }
    }

    fn main_subject(&self, index: usize, verb: usize) -> Option<Range<usize>> {
        let clause = &self.clauses[index];
        let mut start = clause.items.start;
        let joined = self.small(start, Tags::CONJUNCTION)
            || verb == start
                && start > 0
                && self.is(start - 1, ItemKind::Quote)
                && index > 0
                && self.clauses[index - 1].items.end == start;
        // Behind a verb of its own sentence: "und sagte".
        let mut at = start;
        while at < verb && self.small(at, Tags::CONJUNCTION | Tags::ADVERB) {
            at += 1;
        }
        let shares = joined
            && at == verb
            && start > 0
            && !matches!(self.items[start - 1].kind, ItemKind::Colon | ItemKind::Stop);
        // "bringt es Gray auf den Punkt": "it" is what was said.
        let it =
            clause.says.any(Tags::SPEECH) && self.word(verb).starts_with("br") && self.is(verb + 1, ItemKind::Word);
        let from = if it && self.word(verb + 1) == "es" { verb + 2 } else { verb + 1 };
        let behind = self.first_subject(from..clause.items.end, clause.passive);
        // "Gray sagte, sie komme, und lachte": who laughs is Gray.
        let reports = |verb: usize| self.small(verb, Tags::SUBJUNCTIVE);
        let main = |before: &&Clause| before.kind == Kind::Main;
        let plain = |before: &&Clause| main(before) && !before.verb.is_some_and(reports);
        let mut earlier = self.clauses[..index].iter().rev();
        let before = match reports(verb) {
            true => earlier.find(main),
            false => earlier.clone().find(plain).or_else(|| earlier.find(main)),
        };
        if shares && let Some(before) = before {
            let own = behind.filter(|(_, sure)| *sure == Subject::Sure);
            return own.map(|(phrase, _)| phrase).or_else(|| before.subject.clone());
        }
        // What stands before a verb that opens its stretch: "Paul Gray, der Sprecher, sagte".
        let mut first = index;
        let nominal = at > start || verb > start;
        let apposed = nominal
            && index > 0
            && self.clauses[index - 1].kind == Kind::Verbless
            && start > 1
            && self.is(start - 1, ItemKind::Comma)
            && self.clauses[index - 1].items.start == 0
            && (self.is_noun(start)
                || self.small(start, Tags::DETERMINER)
                    && self.clauses[index - 1].items.clone().all(|item| self.is_noun(item)));
        if verb == start || apposed {
            while first > 0 {
                let before = &self.clauses[first - 1];
                let comma = before.items.end < self.items.len() && self.is(before.items.end, ItemKind::Comma);
                let quoted = self.is(before.items.end - 1, ItemKind::Quote);
                if before.kind == Kind::Main || !comma || quoted {
                    break;
                }
                first -= 1;
            }
            start = self.clauses[first].items.start;
        }
        let opens_dependent = self.clauses[first].kind == Kind::Dependent;
        while start < verb && self.small(start, Tags::CONJUNCTION | Tags::ADVERB) && !opens_dependent {
            start += 1;
        }
        let before = (start < verb && !opens_dependent && self.is(start, ItemKind::Word))
            .then(|| self.prefield(start, verb))
            .flatten();
        let named_von = || self.named_von(start, verb);
        self.better(before, behind, self.is_plural(verb)).or_else(named_von)
    }

    /// "Von der Leyen sagte": a name that begins like "von der Polizei", where nothing else is the subject.
    fn named_von(&self, start: usize, verb: usize) -> Option<Range<usize>> {
        let von = start < verb && matches!(self.word(start), "Von" | "Vom" | "Zu");
        let name = von
            && (start + 1..verb).all(|item| self.is_noun(item) || self.small(item, Tags::DETERMINER))
            && self.is_noun(verb - 1);
        name.then(|| self.items[start].at..self.items[verb].at)
    }

    /// Whether the verb asks for a plural.
    fn is_plural(&self, verb: usize) -> bool {
        let word = self.word(verb);
        word.ends_with("en") || matches!(word, "sind" | "taten" | "tun")
    }

    /// The noun phrase with which the sentence begins before its verb.
    fn prefield(&self, start: usize, verb: usize) -> Option<(Range<usize>, Subject)> {
        let from = self.items[start].at;
        if self.small(start, Tags::PREPOSITION) || matches!(self.word(start), "Als" | "als" | "Wie") {
            return None;
        }
        let limit = self.items[verb].at;
        let phrase = self.phrases.phrase(from, limit, false)?;
        let sure = self.phrases.subject(from, phrase.end);
        // "Der Chef der Firma ver.di, Nachfolgerin der Post, Paul Gray, sagte": all before the verb is one phrase.
        let relative = self.clauses.iter().find(|clause| {
            matches!(clause.kind, Kind::Relative | Kind::Dependent)
                && clause.items.start > start
                && clause.items.start < verb
        });
        let mut end = relative.map_or(limit, |clause| self.items[clause.items.start].at).max(phrase.end);
        while end > phrase.end && !self.passage().tokens[end - 1].is_word() {
            end -= 1;
        }
        let rest = phrase.end..end;
        let named = rest.clone().any(|at| self.phrases.is_name(at))
            && !rest.clone().any(|at| self.phrases.small(at, Tags::SUBORDINATOR))
            && self.phrases.is_personal(&phrase);
        Some((from..if named { end } else { phrase.end }, sure))
    }

    /// Which of the phrases before and behind the verb is its subject.
    fn better(
        &self,
        before: Option<(Range<usize>, Subject)>,
        behind: Option<(Range<usize>, Subject)>,
        plural: bool,
    ) -> Option<Range<usize>> {
        let (before, behind) = match (before, behind) {
            (Some(before), Some(behind)) => (before, behind),
            (Some((before, sure)), None) => return (sure != Subject::No).then_some(before),
            (None, behind) => return behind.map(|(behind, _)| behind),
        };
        let fits = |phrase: &Range<usize>| self.phrases.is_plural(phrase).is_none_or(|found| found == plural);
        match (fits(&before.0), fits(&behind.0)) {
            (true, false) if before.1 != Subject::No => return Some(before.0),
            (false, true) => return Some(behind.0),
            _ => {}
        }
        let personal = |phrase: &Range<usize>| {
            let core = self.phrases.core(phrase.start, phrase.end).unwrap_or(phrase.end);
            self.phrases.is_personal(&(phrase.start..core))
        };
        let (personal, personal_behind) = (personal(&before.0), personal(&behind.0));
        let pronoun = behind.0.len() == 1;
        let it = pronoun && matches!(self.passage().word(behind.0.start), "es" | "sie");
        let bare = self.phrases.is_noun(before.0.start);
        let takes_behind = match (before.1, behind.1) {
            (Subject::No, _) => true,
            (Subject::Sure, _) => false,
            (_, Subject::Sure) => pronoun || !(personal && bare),
            // "Aussagen dazu glauben sie nicht".
            _ if it => !personal || bare && !self.phrases.is_human(&before.0),
            _ => personal_behind && !personal,
        };
        Some(if takes_behind { behind.0 } else { before.0 })
    }

    /// The first noun phrase among `items` that can be a subject.
    fn first_subject(&self, items: Range<usize>, agent: bool) -> Option<(Range<usize>, Subject)> {
        let limit = self.end();
        let mut at = items.start;
        while at < items.end {
            let item = self.items[at];
            if item.kind == ItemKind::Quote {
                return None;
            }
            if item.kind != ItemKind::Word {
                at += 1;
                continue;
            }
            let governed = self.small(at, Tags::PREPOSITION) || matches!(self.word(at), "als" | "wie");
            let from = if governed { item.end } else { item.at };
            let skip = self.small(at, Tags::OBJECT | Tags::ADVERB | Tags::CONJUNCTION) && !governed
                || self.passage().is(item.at, Tags::CALENDAR)
                || self.is_finite(at);
            if skip {
                at += 1;
                continue;
            }
            let Some(phrase) = self.phrases.phrase(from, limit, agent) else {
                at += 1;
                continue;
            };
            if from == item.at {
                let sure = self.phrases.subject(from, phrase.end);
                let time = phrase.clone().any(|at| self.passage().is(at, Tags::CALENDAR))
                    && !self.phrases.is_personal(&phrase);
                if sure != Subject::No && !time {
                    return Some((phrase, sure));
                }
            }
            // Past it, but not past the comma of an apposition.
            let end = self
                .phrases
                .core(from, limit)
                .map_or(phrase.end, |core| self.phrases.attached(from, core, limit, agent));
            let end = if governed { self.name_behind(from, end) } else { end };
            at = self.items.partition_point(|item| item.at < end).max(at + 1);
        }
        None
    }

    /// Where a person begins behind the noun of the phrase, which ends at `end`: "nach dem Anpfiff Kapitän Paul Gray".
    fn name_behind(&self, start: usize, end: usize) -> usize {
        let person = Tags::ROLE | Tags::PEOPLE | Tags::BODY;
        let begins = |&at: &usize| {
            let named = self.passage().is(at, Tags::GIVEN) || self.passage().is(at, Tags::ROLE);
            named
                && self.phrases.is_noun(at)
                && self.phrases.is_name(at + 1)
                && self.phrases.is_noun(at - 1)
                && !self.phrases.is_name(at - 1)
                && !self.passage().is(at - 1, person)
        };
        (start + 1..end).find(begins).unwrap_or(end)
    }

    /// The subject of a relative clause: the noun before its comma, or one of its own.
    fn relative_subject(&self, clause: &Clause, verb: usize) -> Option<Range<usize>> {
        let mut opener = clause.items.start;
        while self.small(opener, Tags::CONJUNCTION | Tags::ADVERB) {
            opener += 1;
        }
        let own = self.first_subject(opener + 1..verb, clause.passive);
        let pronoun = self.word(opener);
        let nominative = matches!(pronoun, "der" | "die" | "das" | "welcher" | "welche" | "welches");
        // "das Haus, das die Nachbarn loben" but not "die Botschaft, die die Nachbarn lobte".
        let own =
            own.filter(|(phrase, _)| self.phrases.is_plural(phrase).is_none_or(|found| found == self.is_plural(verb)));
        match own {
            Some((phrase, Subject::Sure)) => Some(phrase),
            Some((phrase, _))
                if !nominative
                    || pronoun != "der"
                        && self.phrases.is_personal(&phrase)
                        && self.items[opener + 1].at == phrase.start =>
            {
                Some(phrase)
            }
            _ if nominative => self.antecedent(clause.items.start.checked_sub(1)?),
            _ => None,
        }
    }

    /// The noun phrase that ends right before the item `comma`.
    pub fn antecedent(&self, comma: usize) -> Option<Range<usize>> {
        let end = self.items[comma].at;
        let passage = self.passage();
        let mut start = end;
        let mut noun = false;
        while start > 0 {
            let at = start - 1;
            let token = &passage.tokens[at];
            if token.shape == Shape::Close {
                start = (0..at).rev().find(|&open| passage.shaped(open, Shape::Open))?;
                continue;
            }
            let small = self.phrases.is_small(at);
            if !token.is_word() && !matches!(token.shape, Shape::Number | Shape::Other)
                || small && (!noun || token.is(BREAKS))
            {
                break;
            }
            noun |= !small;
            start = at;
            if small && token.is(Tags::DETERMINER | Tags::POSSESSIVE) {
                let genitive = matches!(passage.word(at), "des" | "der") && at > 0 && self.phrases.is_noun(at - 1);
                if !genitive {
                    break;
                }
            }
        }
        noun.then_some(start..end)
    }
}
