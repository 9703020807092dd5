//! The subject of a verb: who does what it says.

use std::ops::Range;

use super::phrase::Passage;
use crate::draft::Shape;
use crate::lexicon::Tags;

impl Passage<'_> {
    /// The subject of the verb at `verb`, which stands before it and not before `floor`.
    pub fn subject_before(&self, verb: usize, floor: usize) -> Option<Range<usize>> {
        let mut end = self.verb_group_start(verb, floor);
        if end <= floor {
            return None;
        }
        let before = end - 1;
        let token = &self.tokens[before];
        // "which one said", "people who said": the noun before the pronoun.
        let quoting = self
            .tokens
            .get(verb + 1)
            .is_some_and(|next| matches!(next.shape, Shape::Comma | Shape::Colon | Shape::Mark));
        let noun = before > floor
            && (quoting && self.shaped(before - 1, Shape::Lower) || self.is(before - 1, Tags::UTTERANCE | Tags::SIGN));
        if self.small(before, Tags::RELATIVE) && (self.word(before) != "that" || noun) {
            end = before;
            if end > floor && self.shaped(end - 1, Shape::Comma) {
                end -= 1;
            }
            return self.antecedent(end, floor, before);
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

    /// What "who" or "that" at `pronoun` means, which stands before `end`: the name in "a letter from Ann Gray who wrote", the
    /// headline in "her text under a headline that read".
    fn antecedent(&self, end: usize, floor: usize, pronoun: usize) -> Option<Range<usize>> {
        let phrase = self.phrase_before(end, floor);
        let from = phrase.as_ref().map_or(floor, |phrase| phrase.start);
        let inner = (from..end)
            .rev()
            .take_while(|&at| self.tokens[at].is_word() || self.shaped(at, Shape::Clitic))
            .filter(|&at| self.small(at, Tags::PREPOSITION))
            .map(|at| at + 1..end)
            .find(|inner| {
                !inner.is_empty() && (phrase.is_some() || self.word(pronoun) != "who" || self.is_personal(inner))
            });
        let (Some(phrase), Some(inner)) = (&phrase, &inner) else { return phrase.or(inner) };
        let outer = phrase.start..inner.start - 1;
        let fits = match self.word(pronoun) {
            "who" => inner.clone().all(|at| self.is_name_part(at)) && !self.is_personal(&outer),
            _ => self.is(phrase.end - 1, Tags::UTTERANCE | Tags::SIGN) && self.word(inner.start - 1) != "of",
        };
        Some(if fits && !outer.is_empty() { inner.clone() } else { phrase.clone() })
    }

    /// The subject that ends right before `end`, with no comma there.
    fn bare_subject(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        if let Some(named) = self.with_origin(end, floor) {
            return Some(named);
        }
        match self.phrase_before(end, floor) {
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

    /// The noun of a clause that ends right before `end`: "a father of three who rowed the first leg".
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
                let governing = (floor.max(before.saturating_sub(4))..before).rev().find(|&at| {
                    self.small(at, Tags::FINITE.or(Tags::AUXILIARY)) || at + 1 == before && self.small(at, Tags::BASE)
                });
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
        if let Some(spoken) = verbs().rfind(|&at| self.is(at, Tags::SPEECH)) {
            return self.subject_before(spoken, floor);
        }
        // "When Holt left, Gray rose and said"
        let subjects = || verbs().filter_map(|verb| self.subject_before(verb, floor));
        subjects().find(|subject| !self.is_subordinate(subject, floor)).or_else(|| subjects().next())
    }

    /// Whether the clause of this subject depends on another one: "when Gray spoke".
    pub fn is_subordinate(&self, subject: &Range<usize>, floor: usize) -> bool {
        let opener = subject.start.checked_sub(1).filter(|&opener| opener >= floor);
        opener
            .is_some_and(|opener| self.is(opener, Tags::SUBORDINATOR) && !matches!(self.word(opener), "that" | "what"))
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
                    // The period of "R-Ky.," and "(D-Me.)" ends no sentence.
                    let abbreviated = self.shaped(at, Shape::Stop)
                        && (self.shaped(at + 1, Shape::Comma) || self.shaped(at + 1, Shape::Close));
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
                && (first.is(Tags::RELATIVE)
                    || !first.is(Tags::SUBJECT | Tags::POSSESSIVE) && !subordinate
                    // "Gray, one of three"
                    || self.word(start) == "one" && self.word(start + 1) == "of")
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
}
