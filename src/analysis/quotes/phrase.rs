//! Noun phrases beside a verb.
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
    pub fn small(&self, index: usize, tags: Tags) -> bool {
        self.tokens.get(index).is_some_and(|token| token.shape == Shape::Lower && token.is(tags))
    }

    /// Whether the token can stand in a name: a capital that is more than the first word of a sentence.
    pub fn is_name_part(&self, index: usize) -> bool {
        let Some(token) = self.tokens.get(index) else { return false };
        // "“…?” Will Marsh said."
        let will = self.word(index) == "Will" && self.tokens.get(index + 1).is_some_and(Token::is_capital);
        token.is_capital()
            && !token.is(Tags::CALENDAR)
            && (!(token.is(Tags::FUNCTION) && self.begins_sentence(index)) || will)
            && !(token.is(Tags::SUBJECT.or(Tags::DETERMINER).or(Tags::PREPOSITION))
                && token.shape == Shape::Title
                && token.is(Tags::FUNCTION))
    }

    /// Whether the token is a verb in a form that says when, as far as its ending and its neighbours tell.
    pub fn is_verb(&self, index: usize) -> bool {
        self.small(index, Tags::FINITE) && !self.is_modifier(index) && !self.is(index, Tags::NOUN)
    }

    /// Whether the token is a verb because of the auxiliary before it: "would involve", "did predict".
    fn is_governed_verb(&self, index: usize) -> bool {
        let auxiliary = index.checked_sub(1).filter(|&before| self.small(before, Tags::AUXILIARY));
        auxiliary.is_some_and(|before| {
            matches!(
                self.word(before),
                "would"
                    | "will"
                    | "could"
                    | "can"
                    | "may"
                    | "might"
                    | "must"
                    | "should"
                    | "shall"
                    | "did"
                    | "does"
                    | "do"
            )
        }) && self.shaped(index, Shape::Lower)
            && !self.is(index, Tags::FUNCTION | Tags::ADVERB | Tags::ROLE | Tags::PEOPLE)
    }

    /// Whether the article at `index` begins a noun phrase behind the word before it: "the rally in Leeds the mayor went",
    /// but not "Ivan the Great" and "half the crew".
    fn opens_phrase(&self, index: usize, floor: usize) -> bool {
        let token = &self.tokens[index];
        let Some(before) = index.checked_sub(1).filter(|&before| before >= floor) else { return false };
        let small = self.shaped(index + 1, Shape::Lower);
        let behind_name = self.is_name_part(before) && small;
        let behind_verb = self.small(before, Tags::BASE | Tags::FINITE | Tags::GERUND)
            && before > floor
            && self.word(before - 1) != "to";
        let link = Tags::FUNCTION | Tags::PREPOSITION | Tags::ADVERB | Tags::CONJUNCTION;
        token.is(Tags::DETERMINER) && !token.is(Tags::SUBJECT) && (behind_name || behind_verb) && !self.is(before, link)
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

    /// "15.5%"
    fn is_amount(&self, index: usize) -> bool {
        self.shaped(index, Shape::Number) || self.word(index) == "%"
    }

    /// Whether the clitic at `index` makes a possessive: a noun follows sooner than a verb does.
    pub fn is_possessive(&self, index: usize) -> bool {
        match self.tokens.get(index + 1) {
            None => false,
            Some(after) => {
                !(after.is(Tags::GERUND | Tags::ADVERB)
                    || after.is(Tags::FINITE) && !after.is(Tags::UTTERANCE | Tags::BASE))
            }
        }
    }

    /// Whether the participle at `index` stands before a noun: "the elected mayor", "one elected mayor".
    pub fn is_modifier(&self, index: usize) -> bool {
        let noun = || self.tokens.get(index + 1).is_some_and(|next| next.is_word() && !next.is(Tags::FUNCTION));
        if index > 0 && self.is(index - 1, Tags::SUBJECT) && self.is(index - 1, Tags::DETERMINER) {
            return noun();
        }
        // "the club's powerful rules committee", "those test scores"
        let saying = self.is(index, Tags::SPEECH | Tags::REPORT) && !self.is(index, Tags::NOUN);
        let body = self.small(index + 1, Tags::BODY) && !saying;
        let described = index > 1
            && self.shaped(index - 1, Shape::Lower)
            && !self.is(index - 1, Tags::FUNCTION)
            && self.tokens.get(index).is_some_and(|token| token.of(self.text).ends_with('s'));
        if described && (body || matches!(self.word(index - 2), "these" | "those")) {
            return true;
        }
        index > 0
            && (self.is(index - 1, Tags::DETERMINER | Tags::POSSESSIVE)
                || self.shaped(index - 1, Shape::Clitic) && self.is_possessive(index - 1))
            && !self.is(index - 1, Tags::SUBJECT | Tags::RELATIVE)
    }

    /// The noun phrase that ends right before `end`.
    pub fn phrase_before(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        // "Ann Gray today announced"
        let day = |at: usize| matches!(self.word(at), "today" | "yesterday" | "tonight");
        let end = if end > floor + 1 && day(end - 1) { end - 1 } else { end };
        // "Senator Ann Gray (D-Me.)"
        let open = match end > floor && self.shaped(end - 1, Shape::Close) {
            true => (floor..end).rev().find(|&at| self.shaped(at, Shape::Open)),
            false => None,
        };
        let end = open.filter(|&open| open > floor).unwrap_or(end);
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
                // "Genesis 4:9 reads"
                Shape::Colon => {
                    !(self.shaped(before + 1, Shape::Number)
                        && before > floor
                        && self.shaped(before - 1, Shape::Number))
                }
                Shape::Stop | Shape::Semicolon | Shape::Mark | Shape::Dash | Shape::Close | Shape::Open => true,
                Shape::Comma => !self.joins_names(before, end),
                // "Gray's thinking": at the end of a phrase the "-ing" is its noun.
                Shape::Clitic => {
                    !(self.is_possessive(before) || before + 2 == end && self.is(before + 1, Tags::GERUND))
                }
                Shape::Lower => {
                    token.is(Tags::SUBORDINATOR | Tags::RELATIVE) && !token.is(Tags::PREPOSITION)
                        // "on Friday after Gray": the clause begins there, but not in "after the game Gray".
                        || token.is(Tags::SUBORDINATOR)
                            && before > floor
                            && start < end
                            && (self.is(before - 1, Tags::CALENDAR)
                                || self.is_amount(before - 1)
                                || matches!(self.word(before), "after" | "before" | "since" | "until")
                                    && self.behind_object(start, end).is_none())
                        || token.is(Tags::FINITE) && !self.is_modifier(before) && !token.is(Tags::ROLE)
                        || token.is(Tags::AUXILIARY)
                        || self.is_governed_verb(before)
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
            let pronoun = token.is(Tags::SUBJECT) && !token.is(Tags::DETERMINER) && token.is(Tags::FUNCTION);
            if pronoun || self.opens_phrase(before, floor) {
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
                        && pair.end <= limit
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
                        || token.is(Tags::GERUND)
                            && at > start
                            && !self.is_name_part(at + 1)
                            && !self.is(at - 1, Tags::DETERMINER)
                        || token.is(Tags::ADVERB) && at > start && !self.is_modifier(at + 1)
                        || token.is(Tags::PREPOSITION)
                            && at > start
                            && !matches!(self.word(at), "of" | "for" | "at" | "from" | "with")
                }
                // "a Thursday leader"
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
        // "a man calling himself Gray", "a chief known as Bob"
        let alias = match self.tokens[at..limit].iter().take(2).map(|token| token.of(self.text)).collect::<Vec<_>>()[..]
        {
            ["known", "as"] | ["calling", "himself" | "herself" | "themselves" | "itself"] => at + 2,
            ["named" | "called" | "nicknamed", _] => at + 1,
            _ => at,
        };
        let name = (alias..limit).take_while(|&next| self.is_name_part(next)).last();
        if let Some(last) = name.filter(|_| alias > at) {
            return Some(start..last + 1);
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
