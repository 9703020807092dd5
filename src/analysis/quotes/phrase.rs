//! Noun phrases beside a verb: who does what the verb says.
//!
//! There is no parser behind this. A phrase is found from the verb outwards, by the words that cannot stand inside one.

use std::ops::Range;

use super::marks::Pair;
use crate::draft::{Block, Shape, Token};
use crate::lexicon::{Language, Tags};

/// The tokens of one block, with its text and its quotation marks.
#[derive(Clone, Copy)]
pub struct Passage<'a> {
    /// The text of the block.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// The outermost stretches in quotation marks.
    pub pairs: &'a [Pair],
    /// The language of the draft.
    pub language: Language,
}

impl<'a> Passage<'a> {
    /// The block of a draft in `language`, with its `pairs`.
    pub fn new(block: &'a Block, pairs: &'a [Pair], language: Language) -> Self {
        Passage { text: block.text(), tokens: &block.prose.tokens, pairs, language }
    }

    /// The letters of the token `index`.
    pub fn word(&self, index: usize) -> &'a str {
        self.tokens[index].of(self.text)
    }

    /// Whether the token `index` has one of `tags`.
    pub fn is(&self, index: usize, tags: Tags) -> bool {
        self.tokens.get(index).is_some_and(|token| token.is(tags))
    }

    /// Whether the token `index` has this shape.
    pub fn shaped(&self, index: usize, shape: Shape) -> bool {
        self.tokens.get(index).is_some_and(|token| token.shape == shape)
    }

    /// The pair that holds the token `index`.
    pub fn pair_at(&self, index: usize) -> Option<&'a Pair> {
        let after = self.pairs.partition_point(|pair| pair.open <= index);
        self.pairs[..after].last().filter(|pair| pair.holds(index))
    }

    /// Whether the token is a word written small (or a number) with one of `tags`.
    fn small(&self, index: usize, tags: Tags) -> bool {
        self.tokens.get(index).is_some_and(|token| token.shape == Shape::Lower && token.is(tags))
    }

    /// Whether the token can stand in a name: a capital that is more than the first word of a sentence.
    pub fn is_name_part(&self, index: usize) -> bool {
        let Some(token) = self.tokens.get(index) else { return false };
        token.is_capital()
            && !token.is(Tags::CALENDAR)
            && !(token.is(Tags::FUNCTION) && self.begins_sentence(index))
            && !(token.is(Tags::SUBJECT.or(Tags::DETERMINER).or(Tags::PREPOSITION))
                && token.shape == Shape::Title
                && token.is(Tags::FUNCTION))
    }

    /// Whether the token is a verb in a form that says when, as far as its ending and its neighbours tell.
    pub fn is_verb(&self, index: usize) -> bool {
        self.small(index, Tags::FINITE) && !self.is_modifier(index) && !self.is(index, Tags::NOUN)
    }

    /// Whether the noun phrase means people: a name, a role, a pronoun of a person.
    pub fn is_personal(&self, phrase: &Range<usize>) -> bool {
        let pronoun =
            phrase.len() == 1 && !self.is(phrase.start, Tags::MALE | Tags::FEMALE | Tags::PLURAL | Tags::SPEAKER);
        phrase.clone().any(|at| {
            self.is_name_part(at)
                || self.is(at, Tags::ROLE | Tags::PEOPLE | Tags::MALE | Tags::FEMALE | Tags::PLURAL | Tags::SPEAKER)
        }) && !(pronoun && self.is(phrase.start, Tags::SUBJECT))
    }

    /// Whether a stop, a mark or nothing stands before the token.
    pub fn begins_sentence(&self, index: usize) -> bool {
        match index.checked_sub(1) {
            None => true,
            Some(before) => matches!(self.tokens[before].shape, Shape::Stop | Shape::Mark | Shape::Colon),
        }
    }

    /// The subject of the verb at `verb`, which stands before it and not before `floor`.
    pub fn subject_before(&self, verb: usize, floor: usize) -> Option<Range<usize>> {
        let mut end = self.verb_group_start(verb, floor);
        if end <= floor {
            return None;
        }
        let before = end - 1;
        let token = &self.tokens[before];
        // "which one said", "people who said": the noun before the pronoun.
        let written = before > floor && self.is(before - 1, Tags::UTTERANCE | Tags::SIGN);
        if self.small(before, Tags::RELATIVE) && (self.word(before) != "that" || written) {
            end = before;
            if end > floor && self.shaped(end - 1, Shape::Comma) {
                end -= 1;
            }
            return self.phrase_before(end, floor);
        }
        match token.shape {
            Shape::Comma => self.subject_across_comma(before, floor),
            Shape::Close => {
                let open = (floor..before).rev().find(|&at| self.shaped(at, Shape::Open))?;
                self.bare_subject(open, floor)
            }
            Shape::Dash => {
                // "Smith – a former mayor – said".
                let open = (floor..before).rev().find(|&at| self.shaped(at, Shape::Dash))?;
                self.phrase_before(open, floor)
            }
            Shape::Mark => {
                let pair = self.pair_at(before)?;
                // A nickname or a title inside the subject, never speech.
                if pair.inner().len() > 6 || pair.open <= floor {
                    return None;
                }
                let title = pair.inner().next().is_some_and(|first| self.tokens[first].is_capital());
                match self.shaped(before - 1, Shape::Comma) {
                    false => self.phrase_before(pair.end, floor),
                    true if title => self.subject_across_comma(pair.open, floor),
                    true => None,
                }
            }
            _ if token.is(Tags::CONJUNCTION) => self.shared_subject(before, floor),
            _ => self.bare_subject(end, floor),
        }
    }

    /// The subject that ends right before `end`, with no comma there.
    fn bare_subject(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        let phrase = self.phrase_before(end, floor);
        if let Some(named) = self.with_origin(end, floor) {
            return Some(named);
        }
        match phrase {
            Some(phrase) if self.is_whole(&phrase, floor) => Some(self.with_name(phrase, floor)),
            phrase => self.behind_clause(end, floor).or(phrase),
        }
    }

    /// The name before a comma and where it comes from, where the second comma was forgotten: "Smith, from the club said".
    fn with_origin(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        let inside =
            |at: usize| self.tokens[at].is_word() || matches!(self.tokens[at].shape, Shape::Clitic | Shape::Mark);
        let comma = (floor..end).rev().find(|&at| !inside(at) || self.is_verb(at))?;
        let origin = self.shaped(comma, Shape::Comma)
            && self.small(comma + 1, Tags::PREPOSITION)
            && (comma + 1..end).all(|at| !self.is(at, Tags::SUBJECT | Tags::RELATIVE));
        let name = self.name_before(comma, floor).filter(|name| self.opens(name, floor))?;
        origin.then_some(name.start..end)
    }

    /// Whether `name` has two words or more, is a person's by the first, and stands behind no other word.
    fn opens(&self, name: &Range<usize>, floor: usize) -> bool {
        name.len() >= 2
            && self.is(name.start, Tags::GIVEN | Tags::HONORIFIC)
            && !self.is(name.end - 1, Tags::PLACE)
            && (name.start == floor || !self.tokens[name.start - 1].is_word())
    }

    /// Whether the phrase is not merely what stands behind another verb.
    fn is_whole(&self, phrase: &Range<usize>, floor: usize) -> bool {
        let pronoun = self.is(phrase.end - 1, Tags::SUBJECT);
        pronoun || phrase.start == floor || !self.is_verb(phrase.start - 1)
    }

    /// The noun of a clause that ends right before `end`: "a mother of two who joined the march on Monday".
    fn behind_clause(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        let who = (floor..end)
            .rev()
            .take_while(|&at| self.tokens[at].is_word() || self.shaped(at, Shape::Number))
            .find(|&at| self.word(at) == "who")?;
        (who > floor && self.is_verb(who + 1)).then(|| self.phrase_before(who, floor)).flatten()
    }

    /// The phrase with the name before it, where the comma behind the apposition was forgotten: "Smith, president of the
    /// club said".
    fn with_name(&self, phrase: Range<usize>, floor: usize) -> Range<usize> {
        let apposition = phrase.clone().any(|at| self.is(at, Tags::ROLE)) && !self.is_name_part(phrase.end - 1)
            || self.small(phrase.start, Tags::ROLE)
            || self.small(phrase.start, Tags::DETERMINER) && self.is(phrase.start + 1, Tags::ROLE);
        let comma = phrase.start.checked_sub(1).filter(|&comma| comma > floor && self.shaped(comma, Shape::Comma));
        let name = comma.and_then(|comma| self.name_before(comma, floor));
        match name.filter(|name| apposition && self.opens(name, floor)) {
            Some(name) => name.start..phrase.end,
            None => phrase,
        }
    }

    /// The first token of the verb group that ends at `verb`: auxiliaries and adverbs before it, and the verb that
    /// governs it in "went on to say".
    pub fn verb_group_start(&self, verb: usize, floor: usize) -> usize {
        let mut start = verb;
        while start > floor {
            let before = start - 1;
            let word = self.word(before);
            let lower = self.tokens[before].shape == Shape::Lower;
            if lower && word == "to" && before > floor {
                // The governing verb: "declined to say", "went on to say", "was the first to say".
                let governing = (floor.max(before.saturating_sub(4))..before)
                    .rev()
                    .find(|&at| self.small(at, Tags::FINITE.or(Tags::AUXILIARY)));
                match governing {
                    Some(at) => start = at,
                    None => return start,
                }
            } else if self.shaped(before, Shape::Clitic) && !self.is_possessive(before)
                || lower
                    && (self.tokens[before].is(Tags::AUXILIARY)
                        || self.tokens[before].is(Tags::ADVERB)
                            && !matches!(word, "there" | "here" | "yesterday" | "today"))
                // "Gray later Thursday told"
                || self.is(before, Tags::CALENDAR) && before > floor && self.small(before - 1, Tags::ADVERB)
            {
                start = before;
            } else {
                break;
            }
        }
        start
    }

    /// "15.5%"
    fn is_amount(&self, index: usize) -> bool {
        self.shaped(index, Shape::Number) || self.word(index) == "%"
    }

    /// Whether the clitic at `index` makes a possessive: a noun follows sooner than a verb does.
    fn is_possessive(&self, index: usize) -> bool {
        match self.tokens.get(index + 1) {
            None => false,
            Some(after) => {
                !(after.is(Tags::GERUND | Tags::ADVERB)
                    || after.is(Tags::FINITE) && !after.is(Tags::UTTERANCE | Tags::BASE))
            }
        }
    }

    /// The subject of a verb that stands behind "and": that of the last verb of speech before it, or else of the first verb
    /// of its clause.
    fn shared_subject(&self, conjunction: usize, floor: usize) -> Option<Range<usize>> {
        let verbs = || {
            (floor..conjunction).filter(|&at| {
                self.small(at, Tags::FINITE)
                    && self.pair_at(at).is_none()
                    && !self.is_modifier(at)
                    && !self.is(at, Tags::NOUN)
            })
        };
        let earlier = verbs().rfind(|&at| self.is(at, Tags::SPEECH)).or_else(|| verbs().next())?;
        self.subject_before(earlier, floor)
    }

    /// Whether the participle at `index` stands before a noun: "the elected mayor", "one elected mayor".
    fn is_modifier(&self, index: usize) -> bool {
        let noun = || self.tokens.get(index + 1).is_some_and(|next| next.is_word() && !next.is(Tags::FUNCTION));
        if index > 0 && self.is(index - 1, Tags::SUBJECT) && self.is(index - 1, Tags::DETERMINER) {
            return noun();
        }
        index > 0
            && (self.is(index - 1, Tags::DETERMINER | Tags::POSSESSIVE)
                || self.shaped(index - 1, Shape::Clitic) && self.is_possessive(index - 1))
            && !self.is(index - 1, Tags::SUBJECT | Tags::RELATIVE)
    }

    /// The subject of a verb that has a comma right before it: "Smith, a former mayor who lost, said".
    fn subject_across_comma(&self, comma: usize, floor: usize) -> Option<Range<usize>> {
        // The stretches between commas, from the right.
        let mut end = comma;
        let mut best: Option<Range<usize>> = None;
        loop {
            let start = (floor..end)
                .rev()
                .find(|&at| {
                    // The period of "R-Ky.," ends no sentence.
                    let abbreviated = self.shaped(at, Shape::Stop) && self.shaped(at + 1, Shape::Comma);
                    matches!(self.tokens[at].shape, Shape::Comma | Shape::Stop | Shape::Colon | Shape::Semicolon)
                        && !abbreviated
                        && self.pair_at(at).is_none()
                        || self.pair_at(at).is_some_and(|pair| pair.inner().len() > 6)
                })
                .map_or(floor, |at| at + 1);
            if start >= end {
                return best;
            }
            let aside = self.is_aside(start, end);
            if let Some(phrase) = self.phrase_before(end, start).filter(|phrase| !phrase.is_empty()) {
                let verb = (start..phrase.start).any(|at| self.is_verb(at));
                let whole = self.leading_phrase(start, end).filter(|_| !verb).unwrap_or(phrase);
                let only = start == floor && best.is_none();
                if !aside || only && self.is_name_part(start) {
                    return Some(whole);
                }
                if self.is(whole.start, Tags::DETERMINER | Tags::ROLE) {
                    best = Some(whole);
                }
            }
            let comma_before = start > floor && self.shaped(start - 1, Shape::Comma);
            if !comma_before {
                return best;
            }
            end = start - 1;
        }
    }

    /// Whether the stretch between two commas says more about the noun before it: "who …", "a former …", "45", "of Ohio".
    fn is_aside(&self, start: usize, end: usize) -> bool {
        let first = &self.tokens[start];
        let subordinate = first.is(Tags::SUBORDINATOR | Tags::CONJUNCTION)
            && !first.is(Tags::RELATIVE)
            && self.is_name_part(start + 1);
        first.shape == Shape::Number
            || first.shape == Shape::Lower
                && (first.is(Tags::RELATIVE) || !first.is(Tags::SUBJECT | Tags::POSSESSIVE) && !subordinate)
            || first.is(Tags::SUFFIX | Tags::ABBREVIATION) && !first.is(Tags::HONORIFIC) && end - start == 1
            || first.is(Tags::PLACE) && (start..end).all(|at| !self.is(at, Tags::ROLE))
            || first.shape == Shape::Title && self.word(start).contains('-') && end - start <= 3
            || first.is(Tags::ROLE | Tags::DEMONYM)
                && !self.begins_sentence(start)
                && (start + 1..end).any(|at| self.small(at, Tags::PREPOSITION))
    }

    /// The noun phrase at the start of a stretch: up to its verb, if it has one.
    fn leading_phrase(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let mut from = start;
        while from < end
            && self.is(from, Tags::CONJUNCTION | Tags::ADVERB | Tags::SUBORDINATOR)
            && !self.is(from, Tags::RELATIVE)
        {
            from += 1;
        }
        let stop = (from..end)
            .find(|&at| self.small(at, Tags::FINITE | Tags::RELATIVE) && !self.is_modifier(at))
            .unwrap_or(end);
        (stop > from && !self.small(from, Tags::PREPOSITION) && !self.is(from, Tags::PREPOSITION)).then_some(from..stop)
    }

    /// The noun phrase that ends right before `end`.
    pub fn phrase_before(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        // "Ann Gray today announced"
        let day = |at: usize| matches!(self.word(at), "today" | "yesterday" | "tonight");
        let end = if end > floor + 1 && day(end - 1) { end - 1 } else { end };
        let mut start = end;
        while start > floor {
            let before = start - 1;
            let token = &self.tokens[before];
            let nickname = token.shape == Shape::Mark
                && self.pair_at(before).is_some_and(|pair| {
                    pair.inner().len() <= 4 && pair.open > floor && pair.end < end && pair.end == start
                });
            if nickname {
                start = self.pair_at(before)?.open;
                continue;
            }
            let breaks = match token.shape {
                Shape::Stop
                | Shape::Colon
                | Shape::Semicolon
                | Shape::Mark
                | Shape::Dash
                | Shape::Close
                | Shape::Open => true,
                Shape::Comma => !self.joins_names(before, end),
                // "Gray's thinking": at the end of a phrase the "-ing" is its noun.
                Shape::Clitic => {
                    !(self.is_possessive(before) || before + 2 == end && self.is(before + 1, Tags::GERUND))
                }
                Shape::Lower => {
                    token.is(Tags::SUBORDINATOR | Tags::RELATIVE) && !token.is(Tags::PREPOSITION)
                        // "on Friday after Gray": the clause begins there.
                        || token.is(Tags::SUBORDINATOR)
                            && before > floor
                            && (self.is(before - 1, Tags::CALENDAR) || self.is_amount(before - 1))
                            && start < end
                        || token.is(Tags::FINITE) && !self.is_modifier(before) && !token.is(Tags::ROLE)
                        || token.is(Tags::AUXILIARY)
                        || token.is(Tags::CONJUNCTION)
                            && !self.joins_names(before, end)
                            && !self.joins_things(before, start..end)
                        || token.is(Tags::OBJECT) && !token.is(Tags::POSSESSIVE) && start < end
                        || token.is(Tags::SUBJECT) && !token.is(Tags::DETERMINER) && start < end
                }
                _ => token.is(Tags::SUBORDINATOR) && self.begins_sentence(before) && !token.is(Tags::PREPOSITION),
            };
            if breaks {
                break;
            }
            start = before;
            if token.is(Tags::SUBJECT) && !token.is(Tags::DETERMINER) && token.is(Tags::FUNCTION) {
                break;
            }
        }
        self.without_introduction(start..end)
    }

    /// Whether the "and" or comma at `index` stands between two nouns of one subject: "Smith and Jones said".
    fn joins_names(&self, index: usize, end: usize) -> bool {
        let and = self.word(index) == "and";
        let name_before = index > 0 && (self.is_name_part(index - 1) || self.is(index - 1, Tags::ROLE | Tags::PEOPLE));
        let name_after =
            index + 1 < end && (self.is_name_part(index + 1) || self.is(index + 1, Tags::ROLE | Tags::PEOPLE));
        and && name_before && name_after
    }

    /// Whether the "and" at `index` stands between two things before a noun that is yet to come, from the right: "the head of
    /// surveys and economic indicators". `behind` is what follows it.
    fn joins_things(&self, index: usize, behind: Range<usize>) -> bool {
        let person = Tags::DETERMINER | Tags::SUBJECT | Tags::POSSESSIVE | Tags::PEOPLE | Tags::ROLE | Tags::BODY;
        let things = !behind.is_empty()
            && behind.clone().all(|at| self.shaped(at, Shape::Lower) && !self.is(at, person | Tags::ADVERB));
        let noun = index > 0 && self.shaped(index - 1, Shape::Lower) && !self.is_verb(index - 1);
        self.word(index) == "and" && things && noun
    }

    /// The phrase `range` without what stands before its noun: "In a statement on Monday, Smith", "But Smith".
    fn without_introduction(&self, range: Range<usize>) -> Option<Range<usize>> {
        let Range { mut start, end } = range;
        loop {
            let token = self.tokens[..end].get(start)?;
            let capital_name = token.is_capital() && !self.begins_sentence(start);
            let link = !capital_name
                && token.is(Tags::CONJUNCTION | Tags::ADVERB)
                && !token.is(Tags::SUBJECT | Tags::DETERMINER);
            let day = token.is(Tags::CALENDAR) && start + 1 < end;
            // "About 200 protesters"
            let amount = self.shaped(start + 1, Shape::Number);
            if matches!(token.shape, Shape::Comma | Shape::Other) || link || day {
                start += 1;
            } else if !capital_name && !amount && token.is(Tags::PREPOSITION | Tags::SUBORDINATOR) && start + 1 < end {
                match self.behind_object(start + 1, end) {
                    Some(next) => start = next,
                    // "as Lambert left": the word opens a clause, and its noun is the subject.
                    None if token.is(Tags::SUBORDINATOR) => start += 1,
                    None => return None,
                }
            } else {
                break;
            }
        }
        (start < end).then_some(start..end)
    }

    /// Where the next noun phrase begins behind the object of a preposition, whose first token is `start`.
    fn behind_object(&self, start: usize, end: usize) -> Option<usize> {
        let mut at = start;
        let mut noun = false;
        while at < end {
            let token = &self.tokens[at];
            let opens = token.is(Tags::DETERMINER | Tags::POSSESSIVE | Tags::SUBJECT) && token.shape == Shape::Lower
                || token.is_capital()
                    && at > start
                    && self.tokens[at - 1].shape == Shape::Lower
                    && !self.tokens[at - 1].is(Tags::DETERMINER
                        | Tags::POSSESSIVE
                        | Tags::PREPOSITION
                        | Tags::PARTICLE
                        | Tags::CONJUNCTION)
                || token.is_capital() && at > start && self.is(at - 1, Tags::CALENDAR) && !token.is(Tags::CALENDAR)
                || token.shape == Shape::Lower
                    && token.is(Tags::PEOPLE)
                    && at > start
                    && self.tokens[at - 1].is_capital();
            if noun && opens {
                return Some(at);
            }
            if token.is(Tags::PREPOSITION) && token.shape == Shape::Lower {
                noun = false;
            } else if token.is_word() && !token.is(Tags::DETERMINER | Tags::POSSESSIVE) || token.shape == Shape::Number
            {
                noun = true;
            }
            at += 1;
        }
        // Nothing but the introduction: the last words must be the noun after all.
        None
    }

    /// The name that ends right before `end`.
    pub fn name_before(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        let start = (floor..end).rev().find(|&at| !self.is_name_part(at) && !self.is(at, Tags::PARTICLE));
        let start = start.map_or(floor, |at| at + 1);
        (start < end).then_some(start..end)
    }

    /// The noun phrase that begins at `start`, before `limit`: the subject of a verb before it, as in "said Ann Gray, a
    /// nurse". Ends at the first comma; the name in an apposition right behind it belongs to it.
    pub fn phrase_after(&self, start: usize, limit: usize) -> Option<Range<usize>> {
        let mut at = start;
        while at < limit {
            let token = &self.tokens[at];
            let nickname = token.shape == Shape::Mark
                && self.pair_at(at).is_some_and(|pair| {
                    pair.open == at
                        && pair.closed
                        && pair.inner().len() <= 3
                        && at > start
                        && self.is_name_part(at - 1)
                        && self.is_name_part(pair.end)
                });
            if nickname {
                at = self.pair_at(at)?.end;
                continue;
            }
            let ends = match token.shape {
                Shape::Comma
                | Shape::Stop
                | Shape::Colon
                | Shape::Semicolon
                | Shape::Mark
                | Shape::Dash
                | Shape::Open
                | Shape::Close => true,
                Shape::Clitic => !self.is_possessive(at),
                Shape::Lower => {
                    token.is(Tags::SUBORDINATOR | Tags::RELATIVE) && !token.is(Tags::PREPOSITION)
                        || token.is(Tags::FINITE) && at > start && !self.is_modifier(at)
                        || token.is(Tags::AUXILIARY)
                        || token.is(Tags::GERUND) && at > start && !self.is_name_part(at + 1)
                        || token.is(Tags::ADVERB) && at > start && !self.is_modifier(at + 1)
                        || token.is(Tags::PREPOSITION)
                            && at > start
                            && !matches!(self.word(at), "of" | "for" | "at" | "from" | "with")
                }
                // "a Wednesday editorial"
                _ => token.is(Tags::CALENDAR) && !(at > start && self.is(at - 1, Tags::DETERMINER)),
            };
            if ends {
                break;
            }
            at += 1;
            if token.is(Tags::SUBJECT) && token.is(Tags::FUNCTION) && !token.is(Tags::DETERMINER) {
                break;
            }
        }
        if at == start {
            return None;
        }
        // "said the director, Ann Gray,": a role first, the name behind the comma.
        let named = (start..at).any(|at| {
            self.is_name_part(at)
                && !self.is(at, Tags::DEMONYM | Tags::PLACE | Tags::THING | Tags::ROLE)
                && !self.shaped(at + 1, Shape::Clitic)
        });
        if !named && self.shaped(at, Shape::Comma) && at + 1 < limit && self.is_name_part(at + 1) {
            let end = (at + 1..limit)
                .find(|&next| !self.is_name_part(next) && !self.is(next, Tags::PARTICLE))
                .unwrap_or(limit);
            if end - at <= 5 {
                at = end;
            }
        }
        Some(start..at)
    }
}
