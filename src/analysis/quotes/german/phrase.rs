//! German noun phrases: where one ends, and whether it can be a subject.

use std::ops::Range;

use super::super::marks::Pair;
use super::super::phrase::Passage;
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

/// Endings of feminine nouns, whose "der" is no nominative.
const FEMININE: &[&str] = &[
    "ung", "heit", "keit", "schaft", "tion", "sion", "tät", "anz", "enz", "ik", "ur", "ei", "ie", "spd", "cdu", "csu",
    "fdp", "npd", "pds", "eu", "uno", "who", "nato", "bank", "welt", "zeit", "macht", "stadt", "union", "wahl",
    "welle", "post", "times", "bbc", "ard", "uni", "jury", "bahn", "schrift", "kunft", "nacht", "kraft", "fahrt",
    "sicht", "front", "firma", "kultur",
];

/// Reads the noun phrases of a block.
#[derive(Clone, Copy)]
pub struct Phrases<'a> {
    /// The block.
    pub passage: &'a Passage<'a>,
    /// For each of its stretches in quotation marks, whether it is a name: a paper, a ship, a film.
    pub named: &'a [bool],
}

impl<'a> Phrases<'a> {
    /// Whether the token is a noun or a name: written with a capital that is not that of a sentence's first word.
    pub fn is_noun(&self, at: usize) -> bool {
        let Some(token) = self.passage.tokens.get(at) else { return false };
        token.is_capital() && !self.is_small(at)
            || token.shape == Shape::Address
            || self.is_aged(at)
            || self.is_compound(at)
    }

    /// "der 58-Jährige".
    fn is_aged(&self, at: usize) -> bool {
        self.passage.shaped(at, Shape::Number) && self.passage.word(at).contains("-J")
    }

    /// "eBay-Chef": a compound whose last part is a noun, though it begins with a small letter.
    fn is_compound(&self, at: usize) -> bool {
        let token = &self.passage.tokens[at];
        token.shape == Shape::Lower
            && token.tags == Tags::NONE
            && self.passage.word(at).rsplit_once('-').is_some_and(|(_, last)| last.starts_with(char::is_uppercase))
    }

    /// Whether the token is a word that is written small inside a sentence.
    pub fn is_small(&self, at: usize) -> bool {
        let Some(token) = self.passage.tokens.get(at) else { return false };
        let behind_slash = at > 0 && self.passage.shaped(at - 1, Shape::Other);
        // "Ewald Nicht", "Anna Wohl".
        // "sagte Anders", "Frau Wohl": adverbs are surnames too.
        let named = !self.begins(at) && token.is(Tags::ADVERB) && token.is(Tags::GIVEN | Tags::SURNAME);
        let surname =
            named || at > 0 && self.passage.is(at - 1, Tags::GIVEN) && self.passage.tokens[at - 1].is_capital();
        let small = Tags::FUNCTION | Tags::VERB | Tags::ADVERB | Tags::PREPOSITION;
        token.shape == Shape::Lower && !self.is_compound(at)
            || token.shape == Shape::Title
                && !behind_slash
                && !surname
                && (token.is(Tags::FUNCTION)
                    || self.begins(at) && token.is(small) && !token.is(Tags::GIVEN | Tags::SURNAME))
            || token.shape == Shape::Title && self.begins(at) && (self.is_adjective(at) || self.is_adverb(at))
    }

    /// Whether the token opens a sentence.
    pub fn begins(&self, at: usize) -> bool {
        self.passage.begins_sentence(at)
    }

    /// Whether the token is a word written small (but for the start of a sentence) with one of `tags`.
    pub fn small(&self, at: usize, tags: Tags) -> bool {
        self.is_small(at) && self.passage.is(at, tags)
    }

    /// Whether the first word of a sentence looks like an adverb: "Erstmals", "Abschließend".
    fn is_adverb(&self, at: usize) -> bool {
        let word = self.passage.word(at);
        let next = self.passage.tokens.get(at + 1);
        self.passage.tokens[at].tags.without(Tags::WORD | Tags::DEMONYM) == Tags::NONE
            && ["isch", "lich", "end", "weise", "falls", "mals", "dessen", "wärts"]
                .iter()
                .any(|ending| word.ends_with(ending))
            && next.is_some_and(|next| next.shape == Shape::Lower || next.shape == Shape::Comma)
    }

    /// Whether the first word of a sentence looks like an adjective before a noun: "Müde Fischer".
    fn is_adjective(&self, at: usize) -> bool {
        let known = Tags::GIVEN | Tags::SURNAME | Tags::NAME | Tags::ROLE | Tags::PEOPLE | Tags::BODY | Tags::PLACE;
        let word = self.passage.word(at);
        !self.passage.is(at, known)
            && ["ische", "ischer", "isches", "liche", "licher", "ige", "iger"]
                .iter()
                .any(|ending| word.ends_with(ending))
            && self.passage.tokens.get(at + 1).is_some_and(|next| next.is_capital())
    }

    /// Whether the token is the name of a person, as far as the gazetteer and its own letters tell.
    pub fn is_name(&self, at: usize) -> bool {
        let noun = Tags::ROLE | Tags::PEOPLE | Tags::BODY | Tags::UTTERANCE | Tags::CALENDAR | Tags::THING;
        // "das Holz", "ihre Freude".
        let common = at > 0
            && self.passage.is(at - 1, Tags::POSSESSIVE | Tags::DETERMINER)
            && !self.passage.tokens[at].is(Tags::GIVEN);
        self.is_noun(at)
            && self.passage.is(at, Tags::GIVEN | Tags::SURNAME | Tags::NAME)
            && !self.passage.is(at, noun)
            && !common
    }

    /// Whether the phrase means someone who can speak: people, or what they wrote.
    pub fn is_personal(&self, phrase: &Range<usize>) -> bool {
        let speaks = Tags::ROLE | Tags::PEOPLE | Tags::BODY | Tags::UTTERANCE;
        let pronoun = Tags::MALE | Tags::FEMALE | Tags::SPEAKER;
        // A noun that no list knows, without an article, is a name.
        let unknown = |at: usize| {
            let word = self.passage.word(at);
            self.passage.tokens[at].tags.without(Tags::DEMONYM | Tags::WORD) == Tags::NONE
                && !FEMININE.iter().take(11).any(|ending| word.ends_with(ending))
        };
        if phrase.len() < 4 && phrase.clone().all(|at| self.is_noun(at)) && unknown(phrase.start) {
            return true;
        }

        phrase.clone().any(|at| {
            self.is_name(at)
                || self.is_aged(at)
                || self.is_noun(at) && (self.passage.is(at, speaks) || self.passage.shaped(at, Shape::Upper))
                || self.small(at, Tags::SUBJECT) && self.passage.is(at, pronoun)
        })
    }

    /// Whether the phrase means people, by a name, a role or a pronoun.
    pub fn is_human(&self, phrase: &Range<usize>) -> bool {
        phrase.clone().any(|at| {
            self.is_name(at)
                || self.is_aged(at)
                || self.is_noun(at) && self.passage.is(at, Tags::ROLE | Tags::PEOPLE | Tags::BODY)
                || self.small(at, Tags::SUBJECT) && self.passage.is(at, Tags::MALE | Tags::FEMALE | Tags::SPEAKER)
        })
    }

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
                match () {
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
        let alone =
            matches!(&word[..], "dieser" | "diese" | "letzterer" | "letztere" | "jener" | "beide" | "viele" | "einige")
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

    /// Whether the stretch in quotation marks is a name.
    pub fn is_named(&self, pair: &Pair) -> bool {
        let index = self.passage.pairs.partition_point(|other| other.open < pair.open);
        self.named.get(index).is_some_and(|&named| named)
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
