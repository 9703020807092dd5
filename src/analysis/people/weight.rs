//! What the words in and beside a run of capitals say for its being a person's name, and what against.

use std::ops::Range;

use super::run::{Reader, is_camel, is_participle};
use crate::draft::Shape;
use crate::lexicon::Tags;

impl Reader<'_, '_> {
    /// How much the words of the name and those before it speak for a person.
    pub(super) fn weigh(&self, tokens: Range<usize>, titled: bool, heading: bool) -> i32 {
        let Range { start, end } = tokens;
        let count = (start..end).filter(|&at| self.tokens[at].is_word()).count();
        let mut weight = 0;
        if titled {
            weight += 5;
        }
        let initial = |at: usize| {
            self.is(at, Tags::ABBREVIATION)
                && self.word(at).len() <= 4
                && !self.is(at, Tags::THING | Tags::PLACE | Tags::HONORIFIC)
        };
        for at in start..end {
            let token = &self.tokens[at];
            let last = at + 1 == end;
            if token.is(Tags::SUFFIX) && at > start && !token.is(Tags::PARTICLE) {
                // "Orion IV" is no heir.
                weight += if self.is(start, Tags::GIVEN) || titled || count > 2 { 4 } else { 0 };
            } else if count == 1 && token.is(Tags::GIVEN | Tags::SURNAME) {
                let mere_word = token.is(Tags::WORD | Tags::THING | Tags::COMMON);
                weight += if mere_word && (self.begins_sentence(at) || !self.is_first_name(at)) { 1 } else { 3 };
                // "Obama", in a draft that says no more of him.
                weight += if token.is(Tags::PUBLIC) { 2 } else { 0 };
            } else if token.is(Tags::GIVEN) && at == start {
                weight += if self.is_first_name(at) { 4 } else { 1 };
            } else if token.is(Tags::SURNAME) && last {
                weight += 1;
            }
            if token.is(Tags::NAME) && count > 1 {
                weight += 1;
            }
            if initial(at) && count > 1 && !last {
                weight += 3;
            }
            if titled && count == 1 {
                // "Mr. McKinley" is nobody's mountain.
                let thing = token.is(Tags::THING | Tags::PLACE | Tags::DEMONYM);
                weight -= if thing && !token.is(Tags::GIVEN | Tags::SURNAME) { 8 } else { 0 };
                // "Queen Consort".
                let style = start > 0 && self.tokens[start - 1].is_capital() && !self.is(start - 1, Tags::ABBREVIATION);
                let mere_word = token.is(Tags::COMMON) && !self.is_name(at) && !self.is_common(at);
                weight -= if style && mere_word { 6 } else { 0 };
            } else if count == 1 && self.words.is_surname(self.word(at)) {
                weight -= if token.is(Tags::THING | Tags::PLACE | Tags::DEMONYM) { 2 } else { 0 };
            } else if token.is(Tags::THING)
                && !(titled && last && token.is(Tags::GIVEN | Tags::SURNAME))
                && (last || !token.is(Tags::GIVEN | Tags::SURNAME))
            {
                weight -= if token.is(Tags::GIVEN | Tags::SURNAME) { 5 } else { 8 };
            } else if token.is(Tags::THING | Tags::PLACE | Tags::DEMONYM) && count == 1 {
                weight -= 8;
            } else if token.is(Tags::THING | Tags::PLACE | Tags::DEMONYM) && !token.is(Tags::GIVEN) {
                weight -= 3;
            }
            if at == start && count > 1 && token.is(Tags::THING) && !titled && !self.is_first_name(at) {
                weight -= 5;
            }
            // "Orion V".
            if last && at > start && self.word(at).len() == 1 {
                weight -= 3;
            }
            // "Mr. ORME", "Senator KELLY", "Senators KELLY and MOORE", in a transcript.
            let honoured = |at: usize| {
                self.is(at, Tags::HONORIFIC) && (self.is(at, Tags::ABBREVIATION) || token.is(Tags::SURNAME))
            };
            let courtesy = titled && (start.checked_sub(1).is_some_and(honoured) || self.shares_plural(start, end));
            if self.is_acronym(at, heading) && !initial(at) && count == 1 && !courtesy {
                weight -= 8;
            } else if token.shape == Shape::Upper && !heading && !initial(at) && count <= 2 && !titled {
                weight -= if count == 2 && at == start && self.shaped(end - 1, Shape::Upper) { 1 } else { 2 };
            }
            if self.is_common(at) {
                weight -= match (count, at == start) {
                    (1, _) if self.words.is_surname(self.word(at)) => 0,
                    (1, _) => 8,
                    (_, true) => 5,
                    _ if self.is_first_name(start) => 2,
                    _ => 5,
                };
            } else if token.is_capital() && !token.is(Tags::GIVEN | Tags::SURNAME) && self.stands_small(at) {
                weight -= 2;
            }
            if at == start && self.words.is_body(self.word(at)) && !token.is(Tags::EVERYDAY) {
                weight -= if count == 1 && !self.words.is_surname(self.word(at)) { 6 } else { 3 };
            }
        }
        // "Johnson & Johnson".
        let ampersand = |at: usize| self.tokens.get(at).is_some_and(|token| token.of(self.text) == "&");
        if count == 1 && (ampersand(end) || start > 0 && ampersand(start - 1)) {
            weight -= 8;
        }
        // "Vista XR Nine", "PowerPC".
        if count > 1 && !self.shaped(start, Shape::Upper) {
            let odd = (start + 1..end).filter(|&at| {
                self.shaped(at, Shape::Upper)
                    && !initial(at)
                    && !self.is(at, Tags::SUFFIX)
                    && !self.word(at).contains('.')
            });
            weight -= 4 * odd.count() as i32;
        }
        if (start..end).any(|at| is_camel(self.word(at))) {
            weight -= 6;
        }
        // "Khalid bin Omar", "Jan van Doren".
        let of_people =
            |at: usize| matches!(self.word(at), "bin" | "ibn" | "bint" | "al" | "van" | "von" | "ter" | "ten" | "zu");
        // “…,” de Vries said.
        if (start + 1..end).any(of_people) || self.shaped(start, Shape::Lower) {
            weight += 2;
        }
        // "La Rondella", "Der Spiegel".
        if self.shaped(start, Shape::Title)
            && !titled
            && matches!(self.word(start), "La" | "Le" | "Les" | "Il" | "Der" | "Die" | "Das")
        {
            weight -= 5;
        }
        if count == 2 || count == 3 {
            weight += 1;
        }
        // "Li Wenhua": the surname comes first.
        if count > 1
            && self.is(start, Tags::SURNAME)
            && !self.is(start, Tags::GIVEN | Tags::PLACE | Tags::THING | Tags::COMMON)
        {
            weight += 1;
        }
        // "Luo Wenhua": no words at all, and one of them a name.
        let unheard = |at: usize| !self.is(at, Tags::COMMON | Tags::THING | Tags::PLACE | Tags::DEMONYM);
        let known = |at: usize| self.is(at, Tags::GIVEN | Tags::SURNAME | Tags::NAME);
        if (2..=3).contains(&count)
            && !heading
            && !self.begins_sentence(start)
            && (start..end).all(|at| self.shaped(at, Shape::Title) && unheard(at))
            && (start..end).any(known)
        {
            weight += 1;
        }
        // "Sydney Comets".
        if count == 2 && self.is(start, Tags::PLACE) && self.is_common(end - 1) {
            weight -= 3;
        }
        // "Red Cross", "Bold Talk", "Orme Women's Health".
        let common = |at: usize| self.is(at, Tags::COMMON) || at == start && self.is(at, Tags::DEMONYM);
        let demonym = count > 2 && self.is(start, Tags::DEMONYM);
        if count > 1 && !titled && (demonym || !self.is_first_name(start)) && (start..end).all(common) {
            weight -= 4;
        }
        if count > 1 && self.is_common(end - 1) && self.shaped(end, Shape::Clitic) && self.is_part(end + 1) {
            weight -= 3;
        }
        // "TAV Telegraf".
        if count > 1
            && !titled
            && self.is_shouted(start)
            && self.is_acronym(start, heading)
            && !initial(start)
            && self.word(start).len() > 2
        {
            weight -= 4;
        }
        if count == 1 {
            weight += self.called(start) + self.coordination(end);
        }
        // "By Nora Ekdal", above a story.
        if count > 1 && start == 1 && matches!(self.word(0), "By" | "BY" | "Von" | "VON") {
            weight += 3;
        }
        if let Some(before) = start.checked_sub(1) {
            let word = self.word(before);
            if count == 1 && is_participle(word) {
                // "London-based Harwell".
                weight -= 4;
            } else if matches!(word, "the" | "The" | "a" | "an" | "this") {
                // "the Ruth Orme papers".
                let full = count > 1 && self.is_first_name(start) && self.is(end - 1, Tags::SURNAME);
                weight -= if full { 2 } else { 4 };
            } else if !titled && matches!(word, "in" | "In" | "at" | "near" | "across") {
                weight -= 3;
            } else if self.shaped(before, Shape::Lower)
                && self.is(before, Tags::SPEECH)
                && self.is(before, Tags::FINITE)
            {
                // "…," said Klaartje Brouwer.
                weight += 2;
            }
        }
        weight
    }

    /// An acronym in copy that is not all capitals.
    fn is_acronym(&self, at: usize, heading: bool) -> bool {
        self.shaped(at, Shape::Upper)
            && !heading
            && (2..=5).contains(&self.word(at).len())
            && !self.word(at).contains('.')
    }

    /// "a dog named Rex": how much the word before a single name speaks for a person.
    fn called(&self, start: usize) -> i32 {
        let before = start.checked_sub(1).filter(|&at| self.shaped(at, Shape::Lower));
        if before.is_some_and(|at| self.word(at) == "named") { 3 } else { 0 }
    }

    /// "his wife, Vera, his son, Tomas and his daughter": how much the word before the comma before a single name speaks for a
    /// person.
    pub(super) fn relation(&self, start: usize) -> i32 {
        let noun =
            start.checked_sub(2).filter(|&at| self.shaped(at + 1, Shape::Comma) && self.shaped(at, Shape::Lower));
        match noun.filter(|&noun| self.is(noun, Tags::ROLE)) {
            Some(noun) if self.is(noun, Tags::MALE | Tags::FEMALE) => 4,
            Some(_) => 1,
            None => 0,
        }
    }

    /// "her brother, Tomas,": how much a role before a comma, with the noun `noun`, speaks for a person whose name has
    /// `count` parts.
    pub(super) fn weigh_role(&self, noun: usize, count: usize) -> i32 {
        match count {
            // "its rival, Boeing,"
            1 if self.is(noun, Tags::BODY) => 1,
            1 if self.is(noun, Tags::MALE | Tags::FEMALE) => 5,
            1 => 4,
            _ => 3,
        }
    }

    /// "Tomas and Ruth Orme": how much a single given name gains from the full name that it shares.
    fn coordination(&self, end: usize) -> i32 {
        let given = |at: usize| self.is(at, Tags::GIVEN);
        let shares = self.is_and(end) && given(end - 1) && given(end + 1) && self.is_part(end + 2);
        if shares && !self.is(end + 2, Tags::THING) { 3 } else { 0 }
    }

    /// What stands behind the name: a role as tokens, and how much it speaks for a person.
    pub(super) fn behind(&self, end: usize) -> (Option<Range<usize>>, i32) {
        let Some(token) = self.tokens.get(end) else { return (None, 0) };
        if token.shape == Shape::Clitic {
            return (None, 1);
        }
        if token.shape == Shape::Lower && token.is(Tags::SPEECH) && token.is(Tags::FINITE) {
            return (None, 2);
        }
        if token.shape == Shape::Lower && token.is(Tags::FINITE) && !token.is(Tags::NOUN | Tags::AUXILIARY) {
            return (None, 2);
        }
        if token.shape == Shape::Lower
            && token.is(Tags::RELATIVE)
            && self.word(end) != "which"
            && self.word(end) != "that"
        {
            return (None, 3);
        }
        if !matches!(token.shape, Shape::Comma | Shape::Open) {
            return (None, 0);
        }
        let next = end + 1;
        let Some(first) = self.tokens.get(next) else { return (None, 0) };
        if first.shape == Shape::Number
            && self.word(next).len() <= 3
            && self
                .tokens
                .get(next + 1)
                .is_some_and(|after| matches!(after.shape, Shape::Comma | Shape::Close | Shape::Stop))
        {
            // "Jane Orme, 58, the owner of the mill": an age may stand before what she is, or before the verb.
            let said = self.shaped(next + 1, Shape::Comma) && self.is(next + 2, Tags::DETERMINER | Tags::ROLE);
            return (said.then(|| self.behind(next + 1).0).flatten(), 4);
        }
        // "The head of the baths, Jane Orme, contradicted the mayor".
        if first.shape == Shape::Lower
            && first.is(Tags::FINITE)
            && !first.is(Tags::NOUN | Tags::ROLE | Tags::DETERMINER)
        {
            return (None, 0);
        }
        if first.shape == Shape::Lower && matches!(self.word(next), "who" | "whose" | "whom") {
            return (None, 4);
        }
        if first.shape == Shape::Lower || first.is_capital() {
            let stop = (next..self.tokens.len().min(next + 14))
                .find(|&at| {
                    matches!(
                        self.tokens[at].shape,
                        Shape::Comma | Shape::Stop | Shape::Mark | Shape::Close | Shape::Semicolon | Shape::Dash
                    ) || at > next && self.is(at, Tags::RELATIVE) && self.shaped(at, Shape::Lower)
                })
                .unwrap_or(self.tokens.len().min(next + 14));
            let noun = (next..stop)
                .take(7)
                // "Horan, Miller; Tarn": a surname in a line-up.
                .filter(|&at| !(self.is(at, Tags::SURNAME) && self.tokens[at].is_capital()))
                .find(|&at| self.is(at, Tags::ROLE) && (at == next || !self.is(at - 1, Tags::PREPOSITION)));
            let clause = (next..stop).any(|at| {
                self.shaped(at, Shape::Lower)
                    && self.is(at, Tags::SUBJECT | Tags::AUXILIARY)
                    && !self.is(at, Tags::DETERMINER)
            });
            if let Some(noun) = noun
                && !clause
                && (next..noun).all(|at| !self.is(at, Tags::PREPOSITION | Tags::CONJUNCTION))
            {
                // "Tomas, his brother".
                let kin = self.is(next, Tags::POSSESSIVE) && self.is(noun, Tags::MALE | Tags::FEMALE);
                return (Some(next..stop), if kin { 5 } else { 3 });
            }
        }
        (None, 0)
    }
}
