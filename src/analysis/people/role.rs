//! What the words before a name say that the person is: where the role begins, the role before a comma, the plural before
//! several names, and the office that only one holds.

use std::ops::Range;

use super::run::Reader;
use crate::draft::{Shape, Token};
use crate::lexicon::Tags;

/// A role before a comma has no more tokens than these.
const LONGEST_ROLE: usize = 12;

/// No more tokens than these stand between a plural and the last of the names that share it.
const LONGEST_LIST: usize = 24;

impl Reader<'_, '_> {
    /// Where the role that ends with the noun `noun` begins: "former Kremlin press spokesman".
    pub(super) fn role_start(&self, noun: usize) -> usize {
        let mut start = noun;
        while start > 0 {
            let token = &self.tokens[start - 1];
            let part = token.is_word()
                && !token.is(Tags::FUNCTION
                    | Tags::PREPOSITION
                    | Tags::SPEECH
                    | Tags::FINITE
                    | Tags::ADVERB
                    | Tags::DETERMINER
                    | Tags::CALENDAR)
                || token.shape == Shape::Clitic;
            if !part || noun - start >= 5 {
                break;
            }
            start -= 1;
        }
        start
    }

    /// "The minister of culture, Tomasz Wilk, said": the role before the comma before the name `start..end`, where a comma or
    /// the end of the sentence stands behind the name too; with its noun.
    pub(super) fn role_before_comma(&self, start: usize, end: usize) -> Option<(Range<usize>, usize)> {
        let comma = start.checked_sub(1).filter(|&at| self.shaped(at, Shape::Comma))?;
        let noun = self.role_noun(comma)?;
        // "a woman from Aldan, Ohio,"
        let of_place = self.tokens[comma - 1].is_capital() && self.tokens[start..end].len() == 1;
        let role = self.role_start(noun)..comma;
        // "whose 12-year-old son"
        let number = role.start.checked_sub(1).filter(|&at| self.shaped(at, Shape::Number));
        let determiner = number.unwrap_or(role.start).checked_sub(1);
        let determiner = determiner.filter(|&at| self.is(at, Tags::DETERMINER | Tags::POSSESSIVE | Tags::RELATIVE));
        let opened = determiner.is_some() || role.clone().any(|at| self.shaped(at, Shape::Clitic));
        // "a doctor, Ann Gray, and a nurse" are three.
        let one_of_some = || determiner.is_some_and(|at| matches!(self.word(at), "a" | "an" | "A" | "An"));
        let closed = match self.tokens.get(end).map(|token| token.shape) {
            // "the mayor, Ann Gray, Bo Quist and others"
            Some(Shape::Comma) => {
                let capital = self.tokens.get(end + 1).is_some_and(Token::is_capital);
                !(capital || self.is_and(end + 1) && one_of_some())
            }
            Some(Shape::Stop | Shape::Close | Shape::Semicolon | Shape::Colon) | None => true,
            _ => false,
        };
        (opened && closed && !of_place).then_some((role, noun))
    }

    /// The noun that says what somebody is in the noun phrase that ends before the token `end`: "minister" of "the minister
    /// of culture and sport", "wife" of "the wife of the president".
    fn role_noun(&self, end: usize) -> Option<usize> {
        let mut noun = None;
        for at in (end.saturating_sub(LONGEST_ROLE)..end).rev() {
            let token = &self.tokens[at];
            let verb = token.shape == Shape::Lower && token.is(Tags::FINITE) && !token.is(Tags::ROLE | Tags::NOUN);
            let linked = |at: usize| matches!(self.word(at), "of" | "for" | "to");
            let behind = at + 1 == end || self.is(at + 1, Tags::PREPOSITION) && self.shaped(at + 1, Shape::Lower);
            if token.is(Tags::ROLE) && token.is_word() && behind {
                noun = Some(at);
            } else if token.is(Tags::DETERMINER | Tags::POSSESSIVE) && noun.is_some() {
                // "a friend of the minister": whose friend it is goes with the role.
                if !at.checked_sub(1).is_some_and(linked) {
                    break;
                }
            } else if !(token.is_word() || matches!(token.shape, Shape::Clitic | Shape::Number))
                || verb
                || token.is(Tags::SUBJECT | Tags::RELATIVE | Tags::AUXILIARY) && !token.is(Tags::DETERMINER)
                || token.is(Tags::CONJUNCTION) && noun.is_some()
            {
                break;
            }
        }
        noun
    }

    /// Whether the name `start..end` shares a plural with other names: "Senators Kelly and Moore", "Ministers Orme, Quist and
    /// Tarn".
    pub(super) fn shares_plural(&self, start: usize, end: usize) -> bool {
        let goes_on = self.is_and(end) || self.shaped(end, Shape::Comma);
        // The name at hand, from the right.
        let mut name = start;
        while let Some(before) = name.checked_sub(1) {
            if self.is_plural_role(before) {
                return goes_on || name < start;
            }
            let joined = self.is_and(before) || self.shaped(before, Shape::Comma) && (goes_on || name < start);
            let oxford = self.is_and(before) && before > 0 && self.shaped(before - 1, Shape::Comma);
            let last = before.checked_sub(1 + usize::from(oxford));
            let Some(last) = last.filter(|&last| joined && self.is_part(last)) else { return false };
            let parts = (start.saturating_sub(LONGEST_LIST)..=last).rev();
            let first = parts.take_while(|&at| self.is_part(at) && !self.is_plural_role(at)).last();
            let Some(first) = first else { return false };
            name = first;
        }
        false
    }

    /// "and" between two names.
    pub(super) fn is_and(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| matches!(token.of(self.text), "and" | "&"))
    }

    /// "Senators", "brothers", but not "rivals", which companies may be.
    pub(super) fn is_plural_role(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let one = || self.lexicon.tags(self.word(at).trim_end_matches(['s', 'S']));
        token.is(Tags::PLURAL)
            && (token.is(Tags::HONORIFIC) || token.is(Tags::PEOPLE) && one().any(Tags::ROLE) && !one().any(Tags::BODY))
    }

    /// The office that `role` is, folded, if it is one that a single person holds: not "former mayor", and not "senator".
    pub(super) fn office(&self, role: Range<usize>) -> Option<String> {
        let words: Vec<String> = role.map(|at| self.word(at).to_lowercase()).collect();
        let past = |word: &String| {
            matches!(
                &word[..],
                "former" | "then" | "late" | "ex" | "acting" | "deputy" | "vice" | "his" | "her" | "their" | "previous"
            ) || word.starts_with("ex-")
                || word.starts_with("vice-")
        };
        let single = |word: &String| {
            matches!(
                &word[..],
                "mayor"
                    | "president"
                    | "premier"
                    | "chancellor"
                    | "governor"
                    | "chairman"
                    | "chairwoman"
                    | "sheriff"
                    | "superintendent"
                    | "archbishop"
                    | "headmaster"
                    | "headmistress"
                    | "bürgermeister"
                    | "bürgermeisterin"
                    | "oberbürgermeister"
                    | "oberbürgermeisterin"
                    | "präsident"
                    | "präsidentin"
                    | "kanzler"
                    | "kanzlerin"
                    | "ministerpräsident"
                    | "ministerpräsidentin"
                    | "landrat"
                    | "landrätin"
            ) || word.ends_with("minister")
        };
        (words.iter().any(single) && !words.iter().any(past)).then(|| words.join(" "))
    }
}
