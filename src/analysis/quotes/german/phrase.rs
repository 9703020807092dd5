//! Where a German noun phrase begins and ends.

use std::ops::Range;

use super::case::Subject;
use super::noun::{CROWD, Phrases};
use crate::draft::Shape;
use crate::lexicon::Tags;

impl Phrases<'_> {
    /// The noun phrase that starts at `start` and ends at `limit` or before, with the genitives and prepositions that hang
    /// on it and the apposition behind its comma. `agent` tells that "von" begins no part of it.
    pub fn phrase(&self, start: usize, limit: usize, agent: bool) -> Option<Range<usize>> {
        if let Some(pronoun) = self.pronoun(start, limit) {
            return Some(pronoun);
        }
        let core = self.core(start, limit)?;
        let mut end = self.attached(start, core, limit, agent);
        if let Some(behind) = self.apposition(start, end, limit) {
            end = behind;
        }
        Some(start..end)
    }

    /// The longest noun phrase that ends right before the token `end` and does not begin before `floor`.
    pub fn ending_at(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        let passage = self.passage;
        let start = (floor..end).find(|&at| {
            let opens = self.is_noun(at)
                || self.small(at, Tags::DETERMINER | Tags::POSSESSIVE)
                || passage.shaped(at, Shape::Lower) && !passage.is(at, Tags::FUNCTION);
            opens
                && passage.pair_at(at).is_none_or(|pair| pair.open == at)
                && self.phrase(at, end, false).is_some_and(|phrase| phrase.end == end)
        })?;
        Some(start..end)
    }

    /// A pronoun that stands for a whole phrase.
    fn pronoun(&self, start: usize, limit: usize) -> Option<Range<usize>> {
        if start >= limit || !self.is_small(start) {
            return None;
        }
        if self.passage.is(start, Tags::SUBJECT) && !self.passage.is(start, Tags::POSSESSIVE) {
            return Some(start..start + 1);
        }
        let word = self.passage.word(start).to_lowercase();
        let alone = (CROWD.contains(&&word[..])
            || matches!(
                &word[..],
                "dieser" | "diese" | "letzterer" | "letztere" | "jener" | "beide" | "viele" | "einige"
            ))
            && self.core(start, limit).is_none();
        alone.then_some(start..start + 1)
    }

    /// The end of the innermost phrase at `start`: articles, adjectives, nouns and names.
    pub fn core(&self, start: usize, limit: usize) -> Option<usize> {
        let passage = self.passage;
        let mut at = start;
        let mut noun = false;
        while at < limit {
            let token = &passage.tokens[at];
            let next = at + 1;
            match token.shape {
                Shape::Mark => {
                    let Some(pair) = passage.pair_at(at).filter(|pair| pair.open == at && self.is_named(pair)) else {
                        break;
                    };
                    noun = true;
                    at = pair.end;
                    continue;
                }
                Shape::Open if noun => {
                    let Some(close) = (at..limit.min(at + 12)).find(|&close| passage.shaped(close, Shape::Close))
                    else {
                        break;
                    };
                    at = close;
                }
                Shape::Number if !self.is_aged(at) => {}
                Shape::Clitic => {}
                Shape::Other if noun && passage.word(at) == "/" => {
                    at = next;
                    if at >= limit {
                        return Some(at - 1);
                    }
                    noun = true;
                }
                Shape::Other if noun && !token.spaced => {}
                Shape::Comma
                    if !noun
                        && at > start
                        && passage.shaped(at - 1, Shape::Lower)
                        && passage.shaped(next, Shape::Lower) => {}
                _ if self.is_noun(at) => {
                    if noun && passage.is(at, Tags::CALENDAR) {
                        break;
                    }
                    noun = true;
                }
                _ if self.is_small(at) => {
                    if noun {
                        // "van der Berg", but not "Jan Berg der Zeitung".
                        let article = matches!(passage.word(at), "der" | "den" | "dem" | "des");
                        let particle = token.shape == Shape::Lower
                            && (!article || passage.is(at - 1, Tags::PARTICLE))
                            && token.is(Tags::PARTICLE)
                            && self.is_name(at - 1)
                            && self.is_noun(next)
                            && (passage.is(at - 1, Tags::GIVEN) || passage.is(at - 1, Tags::PARTICLE));
                        if !particle {
                            break;
                        }
                    } else if !self.modifies(start, at, limit) {
                        match self.behind_inner(start, at, limit) {
                            Some(behind) => {
                                at = behind;
                                continue;
                            }
                            None => break,
                        }
                    }
                }
                _ => break,
            }
            at += 1;
        }
        noun.then_some(at)
    }

    /// Whether the small word at `at` can stand before the noun of the phrase that starts at `start`.
    fn modifies(&self, start: usize, at: usize, limit: usize) -> bool {
        let passage = self.passage;
        let token = &passage.tokens[at];
        let word = passage.word(at);
        if token.is(Tags::DETERMINER | Tags::POSSESSIVE) {
            let first = at == start
                || passage.is(at - 1, Tags::DETERMINER)
                    && matches!(
                        word,
                        "der" | "des" | "die" | "den" | "beiden" | "vielen" | "wenigen" | "zwei" | "drei" | "vier"
                    );
            return first && (at == start || !matches!(word, "dessen" | "deren"));
        }
        if token.is(Tags::PREPOSITION | Tags::SUBORDINATOR | Tags::SUBJECT | Tags::OBJECT | Tags::AUXILIARY) {
            return matches!(word, "so") && at > start;
        }
        if token.is(Tags::CONJUNCTION) {
            return at > start
                && at + 1 < limit
                && passage.shaped(at + 1, Shape::Lower)
                && !passage.is(at + 1, Tags::FUNCTION);
        }
        if token.is(Tags::ADVERB) {
            return at > start && at + 1 < limit && !self.begins(at);
        }
        let inflected = ["e", "en", "er", "es", "em"].iter().any(|ending| word.ends_with(ending));
        if token.is(Tags::FINITE) {
            let adjective = passage.shaped(at + 1, Shape::Lower) && !passage.is(at + 1, Tags::FUNCTION | Tags::FINITE);
            return at > start && inflected && at + 1 < limit && (self.is_noun(at + 1) || adjective);
        }
        inflected || at > start
    }

    /// Behind what stands inside a phrase before its participle: "der für Verkehr zuständige Minister".
    fn behind_inner(&self, start: usize, at: usize, limit: usize) -> Option<usize> {
        const REACH: usize = 9;
        let passage = self.passage;
        if at == start
            || !passage.is(at, Tags::PREPOSITION | Tags::OBJECT)
            || !passage.is(start, Tags::DETERMINER | Tags::POSSESSIVE)
        {
            return None;
        }
        let ends = |at: usize| {
            let token = &passage.tokens[at];
            let word = passage.word(at);
            token.shape == Shape::Lower
                && !token.is(Tags::FUNCTION)
                && ["ende", "enden", "ender", "te", "ten", "ter", "ene", "enen", "ener", "ige", "igen", "iger"]
                    .iter()
                    .any(|ending| word.ends_with(ending))
                && passage
                    .tokens
                    .get(at + 1)
                    .is_some_and(|next| next.is_capital() || next.shape == Shape::Lower && !next.is(Tags::FUNCTION))
        };
        let stretch = at + 1..limit.min(at + REACH);
        stretch
            .clone()
            .take_while(|&at| passage.tokens[at].is_word() || passage.shaped(at, Shape::Number))
            .find(|&at| ends(at))
    }

    /// The end of the phrase with what hangs on it: genitives, "von …", "für …".
    pub fn attached(&self, start: usize, mut end: usize, limit: usize, agent: bool) -> usize {
        let passage = self.passage;
        while end < limit && passage.shaped(end, Shape::Lower) {
            let word = passage.word(end);
            let last = (start..end).rev().find(|&at| self.is_noun(at)).unwrap_or(start);
            let role = (start..end).any(|at| passage.is(at, Tags::ROLE | Tags::PEOPLE | Tags::BODY | Tags::UTTERANCE));
            let called = last > start && passage.is(last - 1, Tags::GIVEN) && self.is_noun(last - 1);
            let named = self.is_name(last) || called || passage.shaped(last, Shape::Upper);
            let from = match word {
                "des" | "dieses" | "eines" | "seines" | "ihres" | "jenes" => end,
                "der" | "dieser" | "einer" | "seiner" | "ihrer" if !named => end,
                "von" | "vom" if !agent => end + 1,
                "für" | "beim" | "bei" | "aus" if role => end + 1,
                "im" | "in" | "am" | "auf" if role && self.named_behind(end + 1, limit) => end + 1,
                // "ein Sprecher in Berlin", "das Komitee im norwegischen Oslo".
                "im" | "in" | "aus" if role && !named && self.is_place(end + 1, limit) => end + 1,
                "und" | "sowie" if self.joins(start, end) => end + 1,
                _ => break,
            };
            match self.core(from, limit) {
                // "vom Bahnhof bis zum Markt" says where, not who.
                Some(behind) if passage.tokens.get(behind).is_none_or(|next| next.of(passage.text) != "bis") => {
                    end = behind
                }
                _ => break,
            }
        }
        end
    }

    /// Whether the phrase at `from` is a place.
    fn is_place(&self, from: usize, limit: usize) -> bool {
        self.core(from, limit).is_some_and(|end| self.passage.is(end - 1, Tags::PLACE))
    }

    /// Whether a comma and a name stand behind the phrase at `from`: "der Sprecher im Landtag, Paul Gray".
    fn named_behind(&self, from: usize, limit: usize) -> bool {
        let comma = self.core(from, limit).filter(|&end| end + 1 < limit && self.passage.shaped(end, Shape::Comma));
        comma.is_some_and(|comma| self.is_name(comma + 1) || self.is_name(comma + 2))
    }

    /// Whether the "und" at `at` joins two nouns of the phrase that starts at `start`: "X und Y sagten", "der Minister und
    /// Parteichef". What stands behind must be a person too.
    fn joins(&self, start: usize, at: usize) -> bool {
        let next = at + 1;
        let person = |at| self.is_noun(at) && (self.is_name(at) || self.passage.is(at, Tags::ROLE | Tags::PEOPLE));
        let behind = person(next) || self.small(next, Tags::POSSESSIVE) && person(next + 1);
        let before = (start..at).any(|at| self.is_name(at) || self.passage.is(at, Tags::ROLE | Tags::PEOPLE));
        behind && before
    }

    /// The end of the apposition behind the comma or dash at `comma`, closing mark left out, if one stands there: "der
    /// Minister, Paul Gray,", "Paul Gray, Minister für Verkehr:".
    fn apposition(&self, start: usize, comma: usize, limit: usize) -> Option<usize> {
        let passage = self.passage;
        if comma + 1 >= limit || !matches!(passage.tokens[comma].shape, Shape::Comma | Shape::Dash) {
            return None;
        }
        let from = comma + 1;
        let core = self.core(from, limit)?;
        let end = self.attached(from, core, limit, false);
        let closed = passage.tokens.get(end).is_none_or(|next| {
            matches!(next.shape, Shape::Comma | Shape::Stop | Shape::Colon | Shape::Dash | Shape::Mark | Shape::Close)
                || next.is(Tags::PREPOSITION | Tags::ADVERB)
        });
        let own = (start..comma).any(|at| self.is_name(at));
        let other = (from..end).any(|at| self.is_name(at));
        // Not "versprach Gray, die Rechte von Arbeitnehmern zu wahren".
        let role = (from..core).any(|at| passage.is(at, Tags::ROLE | Tags::PEOPLE));
        let subject = self.subject(from, end) != Subject::No;
        (closed && subject && (role || !own && other)).then_some(end)
    }
}
