//! What shows the case, the gender and the number of a German noun phrase, as far as its first words do.

use std::ops::Range;

use super::noun::{FEMININE, Phrases};
use crate::draft::Shape;
use crate::lexicon::Tags;

/// Whether a noun phrase can be the subject, as far as its first words show the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// It is in another case: "den Minister".
    No,
    /// It may be in either: "die Pläne", "Gray".
    Maybe,
    /// It is one: "er", "der Minister".
    Sure,
}

impl Phrases<'_> {
    /// Whether the phrase that starts at `start` can be the subject.
    pub fn subject(&self, start: usize, end: usize) -> Subject {
        let word = self.passage.word(start).to_lowercase();
        let next = self.passage.tokens.get(start + 1).map(|next| next.of(self.passage.text));
        if matches!(&word[..], "folgendes" | "folgenden") {
            return Subject::No;
        }
        if !self.is_small(start) {
            return Subject::Maybe;
        }
        // "der US-amerikanische Minister".
        let adjective = |at: usize| {
            self.passage.word(at).rsplit_once('-').is_some_and(|(_, last)| {
                last.starts_with(char::is_lowercase)
                    && last.ends_with(['e', 'n', 'r'])
                    && at + 1 < end
                    && self.is_noun(at + 1)
            })
        };
        let head = || (start + 1..end).find(|&at| self.is_noun(at) && !adjective(at));
        match &word[..] {
            "er" | "wir" | "ich" | "man" => Subject::Sure,
            "einer" | "eine" | "eines" if matches!(next, Some("der" | "von" | "des")) => Subject::Sure,
            "der" | "dieser" | "jener" | "jeder" | "mancher" => match head() {
                Some(head) if self.is_feminine(head) || self.is_mere_plural(head) => Subject::No,
                _ => Subject::Sure,
            },
            "dessen" | "deren" if head().is_some() => Subject::Maybe,
            "den" | "dem" | "des" | "einen" | "einem" | "eines" | "einer" | "ihm" | "ihn" | "ihnen" | "denen"
            | "dessen" | "mir" | "mich" | "uns" | "sich" | "dies" => Subject::No,
            "das" if head().is_none() => Subject::No,
            "ein" | "kein" | "sein" | "ihr" | "unser" | "die" | "das" | "sie" | "es" => Subject::Maybe,
            _ if self.passage.is(start, Tags::DETERMINER | Tags::POSSESSIVE) => {
                if word.ends_with(['m', 'n', 'r']) && !matches!(&word[..], "mehrer" | "vier") {
                    Subject::No
                } else {
                    Subject::Maybe
                }
            }
            _ if self.passage.is(start, Tags::FUNCTION) => Subject::No,
            _ if word.ends_with("en") || word.ends_with("em") => Subject::No,
            _ => Subject::Maybe,
        }
    }

    /// Whether the phrase is a plural, where its first words show it.
    pub fn is_plural(&self, phrase: &Range<usize>) -> Option<bool> {
        let word = self.passage.word(phrase.start).to_lowercase();
        let head = (phrase.start + 1..phrase.end).find(|&at| self.is_noun(at));
        if phrase.clone().any(|at| matches!(self.passage.word(at), "und" | "sowie")) {
            return None;
        }
        match &word[..] {
            "er" | "es" | "ich" | "man" | "ein" | "eine" | "einer" | "das" | "der" | "dieser" | "dieses" | "jeder" => {
                Some(false)
            }
            "wir" | "viele" | "einige" | "mehrere" | "alle" | "beide" | "zwei" | "drei" | "vier" | "zahlreiche" => {
                Some(true)
            }
            "die" | "diese" => {
                let head = head?;
                let word = self.passage.word(head).to_lowercase();
                // "die jungen Nonnen", "die junge Nonne".
                let adjective = head.checked_sub(1).filter(|&at| at > phrase.start && !self.is_noun(at));
                let adjective = adjective.map(|at| self.passage.word(at)).unwrap_or_default();
                let man = self.passage.is(head, Tags::ROLE) && self.passage.is(head, Tags::MALE);
                match () {
                    _ if adjective.ends_with("en") => Some(true),
                    _ if man && !self.passage.is(head, Tags::FEMALE | Tags::GIVEN) => Some(true),
                    _ if self.is_mere_plural(head) => Some(true),
                    _ if self.passage.is(head, Tags::FEMALE) => Some(false),
                    _ if word.ends_with(['e', 'a']) => None,
                    _ if self.is_feminine(head) => Some(false),
                    _ if word.ends_with(['n', 'r', 's']) && !self.passage.shaped(head, Shape::Upper) => Some(true),
                    _ => None,
                }
            }
            _ if !self.is_small(phrase.start)
                && self.passage.is(phrase.start, Tags::PLURAL)
                && !self.passage.is(phrase.start, Tags::ROLE) =>
            {
                Some(true)
            }
            _ => None,
        }
    }

    fn is_feminine(&self, noun: usize) -> bool {
        let word = self.passage.word(noun).to_lowercase();
        let person = self.passage.is(noun, Tags::ROLE | Tags::PEOPLE | Tags::GIVEN | Tags::SURNAME);
        let last = word.rsplit('-').next().unwrap_or(&word);
        if self.is_aged(noun) {
            return false;
        }
        self.passage.is(noun, Tags::FEMALE) && !self.passage.is(noun, Tags::GIVEN)
            || !self.passage.is(noun, Tags::MALE)
                && (FEMININE.iter().any(|ending| last.ends_with(ending)) || !person && last.ends_with('e'))
    }

    fn is_mere_plural(&self, noun: usize) -> bool {
        self.passage.is(noun, Tags::PLURAL) && !self.passage.is(noun, Tags::ROLE)
    }
}
