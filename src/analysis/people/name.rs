//! Names in running text: runs of capitals, with the titles and roles around them, weighed for being a person's.

use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashSet};

use super::person::Gender;
use crate::draft::{Draft, Kind, Shape, Token};
use crate::lexicon::Tags;
use crate::lexicon::names::Entry;
use crate::text::Span;

/// A run of capitals that may name a person.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The block it stands in.
    pub block: usize,
    /// The tokens of the name, without title and role before it and `'s` behind it.
    pub tokens: Range<usize>,
    /// Its parts, as in the text but for white space: "de", "la", "Cruz".
    pub parts: Vec<String>,
    /// What the draft says right beside it that the person is, as tokens: "Kremlin spokesman", "a nurse".
    pub role: Option<Range<usize>>,
    /// What the lexicon says of its last part.
    pub tags: Tags,
    /// The sentence of its block that it stands in.
    pub sentence: usize,
    /// What the words beside it show.
    pub gender: Option<Gender>,
    /// How much speaks for a person; negative where more speaks for a thing.
    pub weight: i32,
    /// Whether a title or a role stands right before it.
    pub titled: bool,
    /// Whether it stands inside quotation marks.
    pub quoted: bool,
    /// Whether it stands in a list of names, as in a line-up.
    pub listed: bool,
    /// Whether it stands in a heading, where a capital says less.
    pub heading: bool,
}

impl Candidate {
    /// Where it stands in the source.
    pub fn span(&self, draft: &Draft) -> Span {
        let block = &draft.blocks[self.block];
        block.source(block.prose.span(self.tokens.clone()))
    }

    /// The name as one string, single spaces between its parts.
    pub fn text(&self) -> String {
        self.parts.join(" ")
    }
}

/// A run of more capitals names nobody, in tokens.
const LONGEST: usize = 64;

/// The candidates of `draft`, in order. `quoted` holds the spans of the source that stand in quotation marks, in order.
pub fn candidates(draft: &Draft, quoted: &[Span]) -> Vec<Candidate> {
    let small = small_words(draft);
    let surnames = surnames(draft);
    let mut found = Vec::new();
    for (index, block) in draft.blocks.iter().enumerate() {
        let reader = Reader { text: block.text(), tokens: &block.prose.tokens, small: &small, surnames: &surnames };
        let mut at = 0;
        while at < reader.tokens.len() {
            if !reader.starts_run(at) {
                at += 1;
                continue;
            }
            let end = reader.run_end(at);
            let candidate =
                if end - at > LONGEST { None } else { reader.candidate(at, end, block.kind == Kind::Heading) };
            if let Some(mut candidate) = candidate {
                candidate.block = index;
                candidate.sentence = block.prose.sentence_of(at);
                let span = candidate.span(draft);
                let near = quoted.partition_point(|quote| quote.end <= span.start);
                candidate.quoted = quoted.get(near).is_some_and(|quote| quote.covers(span));
                found.push(candidate);
            }
            at = end;
        }
    }
    found
}

/// The words that stand in small letters: a capital on such a word says little.
fn small_words(draft: &Draft) -> FxHashSet<&str> {
    let tokens = draft.blocks.iter().map(|block| block.prose.tokens.len()).sum::<usize>();
    // Most words stand more than once.
    let mut words = FxHashSet::with_capacity_and_hasher(tokens / 3, FxBuildHasher);
    for block in &draft.blocks {
        let small = block.prose.tokens.iter().filter(|token| token.shape == Shape::Lower);
        words.extend(small.map(|token| token.of(block.text())));
    }
    words
}

/// The words that stand behind a given name: "Will" may be one, and then it is more than a word.
fn surnames(draft: &Draft) -> FxHashSet<&str> {
    let mut surnames = FxHashSet::default();
    for block in &draft.blocks {
        for pair in block.prose.tokens.windows(2).filter(|pair| pair[0].is_capital() && pair[0].is(Tags::GIVEN)) {
            if pair[1].is_capital() && pair[1].spaced {
                surnames.insert(pair[1].of(block.text()));
            }
        }
    }
    surnames
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    small: &'a FxHashSet<&'a str>,
    surnames: &'a FxHashSet<&'a str>,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens[at].of(self.text)
    }

    fn is(&self, at: usize, tags: Tags) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(tags))
    }

    fn shaped(&self, at: usize, shape: Shape) -> bool {
        self.tokens.get(at).is_some_and(|token| token.shape == shape)
    }

    fn begins_sentence(&self, at: usize) -> bool {
        at == 0
            || matches!(self.tokens[at - 1].shape, Shape::Stop | Shape::Mark | Shape::Colon | Shape::Dash | Shape::Open)
    }

    /// A capital that is not only that of a sentence's first word.
    fn starts_run(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.is_capital() && !self.is_mere_word(at)
            || token.is(Tags::PARTICLE) && token.shape == Shape::Title && self.is_part(at + 1)
    }

    fn is_mere_word(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        // "Will wrote", "Black said", where the draft names a George Will and a Conrad Black.
        if self.surnames.contains(self.word(at)) {
            let verb = self.tokens.get(at + 1).is_some_and(|next| next.shape == Shape::Lower && next.is(Tags::FINITE));
            if verb || !token.is(Tags::FUNCTION | Tags::CALENDAR) {
                return false;
            }
        }
        token.is(Tags::CALENDAR) && !self.is(at + 1, Tags::SURNAME)
            || token.shape == Shape::Title && token.is(Tags::FUNCTION)
            || self.begins_sentence(at)
                && !token.is(Tags::GIVEN | Tags::HONORIFIC | Tags::ROLE | Tags::PLACE | Tags::DEMONYM)
                && (token.is(Tags::SPEECH | Tags::REPORT | Tags::VERB | Tags::ADVERB | Tags::PEOPLE | Tags::GERUND)
                    || self.small.contains(self.word(at).to_lowercase().as_str()))
    }

    fn is_part(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.is_capital()
                && !token.is(Tags::CALENDAR)
                // "Hillary Clinton Says": a verb with a headline's capital.
                && !(token.is(Tags::FINITE) && !token.is(Tags::GIVEN | Tags::SURNAME | Tags::NAME) && !self.surnames.contains(self.word(at)))
                && !(token.is(Tags::FUNCTION) && token.shape == Shape::Title && !token.is(Tags::ABBREVIATION))
        })
    }

    /// The token behind the run of capitals that starts at `start`, particles and nicknames inside it included.
    fn run_end(&self, start: usize) -> usize {
        let mut end = start + 1;
        loop {
            let Some(token) = self.tokens.get(end) else { return end };
            let particle = token.shape == Shape::Lower
                && token.is(Tags::PARTICLE)
                && !self.is(end - 1, Tags::THING)
                && (self.is_part(end + 1) || self.is(end + 1, Tags::PARTICLE) && self.is_part(end + 2));
            let nickname = token.shape == Shape::Mark
                && token.spaced
                && (end + 2..=end + 3).find(|&close| self.shaped(close, Shape::Mark)).is_some_and(|close| {
                    self.is_part(end + 1)
                        && !self.tokens[close].spaced
                        && self.tokens.get(close + 1).is_some_and(|token| token.spaced)
                        && self.is_part(close + 1)
                });
            if nickname {
                let close = (end + 2..=end + 3).find(|&close| self.shaped(close, Shape::Mark)).unwrap_or(end);
                end = close + 1;
            } else if particle || self.is_part(end) && token.spaced && !self.begins_sentence(end) {
                end += 1;
            } else if token.shape == Shape::Comma && self.is(end + 1, Tags::SUFFIX) && !self.is(end + 1, Tags::PARTICLE)
            {
                end += 2;
            } else {
                return end;
            }
        }
    }

    /// The person's name in the run `start..end`, if it can hold one.
    fn candidate(&self, start: usize, end: usize, heading: bool) -> Option<Candidate> {
        // "Russian President Vladimir Putin": the name begins behind the last title.
        let mut first = start;
        let mut gender = None;
        let mut titled = false;
        for at in start..end {
            let title = self.is(at, Tags::HONORIFIC) || self.is(at, Tags::ROLE) && !self.is(at, Tags::GIVEN);
            let name_behind = (at + 1..end).any(|next| self.is_part(next) && !self.is(next, Tags::SUFFIX));
            if title && name_behind {
                first = at + 1;
                titled = true;
                gender = gender.or(self.gender(at));
            }
        }
        // "Secretary of State John Kerr": words that are no names stand before the given name.
        if let Some(given) = (first + 1..end).find(|&at| self.is(at, Tags::GIVEN) && at + 1 < end)
            && (first..given).all(|at| {
                self.is(at, Tags::THING | Tags::PLACE | Tags::DEMONYM | Tags::ROLE)
                    && !self.is(at, Tags::GIVEN | Tags::SURNAME)
            })
        {
            titled |= first > start || self.is(first, Tags::THING | Tags::ROLE);
            first = given;
        }
        // "Secretary of State": the title began before the run.
        let title_of = start > 1 && self.word(start - 1) == "of" && self.is(start - 2, Tags::ROLE | Tags::HONORIFIC);
        let title = if title_of { start - 2 } else { start };
        let mut role = titled.then_some(title..first);
        if !titled {
            // "American John Smith": what comes from a place is no part of the name.
            while first + 1 < end && self.is(first, Tags::DEMONYM) && !self.is(first, Tags::GIVEN | Tags::SURNAME) {
                first += 1;
            }
        }
        // "spokesman John Smith", "Kremlin spokesman Dmitry Peskov".
        if first == start
            && start > 0
            && self.shaped(start - 1, Shape::Lower)
            && self.is(start - 1, Tags::ROLE | Tags::HONORIFIC)
        {
            titled = true;
            gender = self.gender(start - 1);
            role = Some(self.role_start(start - 1)..start);
        }
        let mut end = end;
        // "Daniel Bernard FRS": what stands behind the name in capitals is an honour.
        while end - first > 2
            && self.shaped(end - 1, Shape::Upper)
            && !self.is(end - 1, Tags::SUFFIX)
            && !self.shaped(first, Shape::Upper)
        {
            end -= 1;
        }
        // "Madam Chair", "Virginia Governor", "the General": a role alone.
        let role_only =
            self.is(end - 1, Tags::ROLE | Tags::HONORIFIC) && !self.is(end - 1, Tags::GIVEN | Tags::SURNAME);
        if role_only && !self.surnames.contains(self.word(end - 1)) {
            return None;
        }
        let tokens = first..end;
        let parts: Vec<String> =
            tokens.clone().filter(|&at| self.tokens[at].is_word()).map(|at| self.word(at).to_owned()).collect();
        if parts.is_empty() || parts.iter().any(|part| part.contains(|c: char| c.is_ascii_digit())) {
            return None;
        }
        let mut weight = self.weigh(tokens.clone(), titled, heading);
        // "San Francisco", "New York Mayor's Office".
        let place = parts.len() > 1 && Entry::of(self.first_two(tokens.clone())).place().is_some();
        if place {
            weight -= 12;
        }
        // "St. Louis", "St. Mary".
        if first > start && parts.len() == 1 && matches!(self.word(first - 1), "St." | "St") {
            return None;
        }
        let (apposition, weight_behind) = self.behind(end);
        weight += weight_behind;
        if role.is_none() && parts.len() > 1 {
            role = apposition.clone();
        }
        if gender.is_none()
            && let Some(apposition) = apposition
        {
            gender = apposition.clone().filter(|&at| self.shaped(at, Shape::Lower)).find_map(|at| self.gender(at));
        }
        if gender.is_none() && parts.len() > 1 {
            gender = self.given_gender(first);
        }
        let tags =
            tokens.clone().rev().map(|at| &self.tokens[at]).find(|token| token.is_word() && !token.is(Tags::SUFFIX));
        let tags = tags.map_or(Tags::NONE, |token| token.tags);
        Some(Candidate {
            block: 0,
            tokens,
            parts,
            role,
            tags,
            sentence: 0,
            gender,
            weight,
            titled,
            quoted: false,
            listed: self.is_listed(first, end),
            heading,
        })
    }

    /// The first two words of the name, with what stands between them.
    fn first_two(&self, name: Range<usize>) -> &str {
        let mut words = name.filter(|&at| self.tokens[at].is_word()).map(|at| self.tokens[at]);
        match (words.next(), words.next()) {
            (Some(first), Some(second)) => &self.text[first.start()..second.end()],
            _ => "",
        }
    }

    /// Whether the name `start..end` stands between commas, with other capitals beside them.
    fn is_listed(&self, start: usize, end: usize) -> bool {
        let before = start >= 2 && self.shaped(start - 1, Shape::Comma) && self.tokens[start - 2].is_capital();
        let behind = self.shaped(end, Shape::Comma) && self.tokens.get(end + 1).is_some_and(Token::is_capital);
        before && (behind || !self.shaped(end, Shape::Lower)) || behind && start == 0
    }

    fn gender(&self, at: usize) -> Option<Gender> {
        let tags = self.tokens[at].tags;
        match (tags.any(Tags::MALE), tags.any(Tags::FEMALE)) {
            (true, false) => Some(Gender::Male),
            (false, true) => Some(Gender::Female),
            _ => None,
        }
    }

    fn given_gender(&self, at: usize) -> Option<Gender> {
        self.is(at, Tags::GIVEN).then(|| self.gender(at)).flatten()
    }

    /// Where the role that ends with the noun `noun` begins: "former Kremlin press spokesman".
    fn role_start(&self, noun: usize) -> usize {
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

    /// How much the words of the name and those before it speak for a person.
    fn weigh(&self, tokens: Range<usize>, titled: bool, heading: bool) -> i32 {
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
                weight += 4;
            } else if count == 1 && token.is(Tags::GIVEN | Tags::SURNAME) {
                weight += if token.is(Tags::WORD | Tags::THING) { 1 } else { 3 };
            } else if token.is(Tags::GIVEN) && at == start {
                weight += 4;
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
            } else if count == 1 && self.surnames.contains(self.word(at)) {
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
            if token.shape == Shape::Upper && !heading && !initial(at) && count <= 2 {
                weight -= 4;
            }
            if !token.is(Tags::GIVEN | Tags::SURNAME) && self.small.contains(self.word(at).to_lowercase().as_str()) {
                weight -= 2;
            }
        }
        if count == 2 || count == 3 {
            weight += 1;
        }
        if let Some(before) = start.checked_sub(1) {
            let word = self.word(before);
            if matches!(word, "the" | "The" | "a" | "an" | "this") {
                weight -= 4;
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

    /// What stands behind the name: a role as tokens, and how much it speaks for a person.
    fn behind(&self, end: usize) -> (Option<Range<usize>>, i32) {
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
            return (None, 4);
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
                return (Some(next..stop), 3);
            }
        }
        (None, 0)
    }
}
