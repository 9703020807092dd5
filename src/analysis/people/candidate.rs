//! Names in running text: runs of capitals with the titles and roles around them.

use std::ops::{Deref, Range};
use std::sync::Arc;

use super::articles;
use super::name::{Known, Name};
use super::person::Gender;
use super::run::Reader;
use crate::draft::{Block, Kind, Shape, Token};
use crate::lexicon::names::{Commonness, Entry};
use crate::lexicon::{Language, Lately, Tags};
use crate::text::Span;

/// A run of capitals that may name a person.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The tokens of the name, without title and role before it and `'s` behind it.
    pub tokens: Range<usize>,
    /// The same in the text of its block.
    pub within: Span,
    /// Whether a `'s` stands behind it.
    pub owns: bool,
    /// The name.
    pub name: Arc<Name>,
    /// What the draft says right beside it that the person is, as tokens: "Kremlin spokesman", "a nurse".
    pub role: Option<Range<usize>>,
    /// What the draft calls the person, if `role` is more than a courtesy.
    pub called: Option<Called>,
    /// The office that the words before it say the person holds, if only one holds it at a time: "mayor of port larch".
    pub office: Option<String>,
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
    /// Whether it stands between quotation marks of a label, where nothing is read as speech.
    pub marked: bool,
    /// Whether it stands in a list of names, as in a line-up.
    pub listed: bool,
    /// Whether it stands in a heading, where a capital says less.
    pub heading: bool,
}

impl Candidate {
    /// Whether `other` says the same of who bears its name, wherever it stands.
    pub fn tells_the_same(&self, other: &Candidate) -> bool {
        let told = |candidate: &Candidate| {
            let &Candidate { tags, sentence, gender, weight, titled, listed, heading, .. } = candidate;
            (tags, sentence, gender, weight, titled, listed, heading)
        };
        told(self) == told(other) && self.name == other.name && self.office == other.office
    }
}

/// What a draft calls a person: "Kremlin spokesman".
#[derive(Clone, Debug)]
pub struct Called {
    /// The words, white space folded and without an article before them.
    pub text: Box<str>,
    /// Where they stand in the text of their block.
    pub within: Span,
}

/// A candidate in its place in a draft.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'c> {
    /// What its block says of it.
    pub candidate: &'c Candidate,
    /// The block it stands in.
    pub block: usize,
    /// Where it stands in the source.
    pub span: Span,
    /// Whether it stands inside quotation marks.
    pub quoted: bool,
}

impl Deref for Placed<'_> {
    type Target = Candidate;

    fn deref(&self) -> &Candidate {
        self.candidate
    }
}

/// A run of more capitals names nobody, in tokens.
const LONGEST: usize = 64;

impl Reader<'_, '_> {
    /// The candidates of `block`, whose names may be `known`.
    pub(super) fn candidates(&self, block: &Block, known: &mut Known) -> Box<[Candidate]> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(start) = (at..self.tokens.len()).find(|&at| self.starts_run(at)) {
            let end = self.run_end(start);
            let heading = matches!(block.kind, Kind::Heading | Kind::Label);
            let candidate = (end - start <= LONGEST).then(|| self.candidate(start, end, heading, known)).flatten();
            if let Some(candidate) = candidate {
                let marks = |mut range: Range<usize>| range.any(|at| self.shaped(at, Shape::Mark));
                let marked = !block.kind.is_text() && marks(0..start) && marks(end..self.tokens.len());
                found.push(Candidate { sentence: block.prose.sentence_of(start), marked, ..candidate });
            }
            at = end;
        }
        found.into()
    }

    /// The person's name in the run `start..end`, if it can hold one. It may be one of those `known`.
    fn candidate(&self, start: usize, end: usize, heading: bool, known: &mut Known) -> Option<Candidate> {
        // "Latvian President Andris Tarn": the name begins behind the last title.
        let mut first = start;
        let mut gender = None;
        let mut titled = false;
        let plural = self.is_plural_role(start) && self.shares_plural(start + 1, end);
        for at in start..end {
            // "Josephine Baker Orme", "Miller Quistco": a trade may be a surname.
            let surname = self.is(at, Tags::SURNAME)
                && (at > start && self.is(at - 1, Tags::GIVEN) || at + 2 == end && !self.is_first_name(at + 1));
            let role = self.is(at, Tags::ROLE) && !self.is_first_name(at) && !surname;
            let title = self.is(at, Tags::HONORIFIC) || role || at == start && plural;
            let name_behind = (at + 1..end).any(|next| self.is_part(next) && !self.is(next, Tags::SUFFIX));
            if title && name_behind {
                first = at + 1;
                titled = true;
                gender = gender.or(self.gender(at));
            }
        }
        // "Secretary of State Anne Kerr", "Harwell Group Jane Orme": words that are no names stand before the given name.
        if let Some(given) = (first + 1..end).find(|&at| self.is_first_name(at) && at + 1 < end)
            && (self.is_no_name(given - 1) && (!self.is(given - 1, Tags::GIVEN) || self.is_shouted(given - 1))
                || (first..given).all(|at| self.is_no_name(at) && !self.is(at, Tags::GIVEN | Tags::SURNAME)))
        {
            titled |= first > start || self.is(first, Tags::THING | Tags::ROLE);
            first = given;
        }
        // "Secretary of State": the title began before the run.
        let title_of = start > 1 && self.word(start - 1) == "of" && self.is(start - 2, Tags::ROLE | Tags::HONORIFIC);
        let title = if title_of { start - 2 } else { start };
        let mut role = (titled && !plural).then_some(title..first);
        if !titled {
            // "American John Smith": what comes from a place is no part of the name.
            while first + 1 < end && self.is(first, Tags::DEMONYM) && !self.is(first, Tags::GIVEN | Tags::SURNAME) {
                first += 1;
            }
        }
        // "spokesman John Smith", "palace spokesman Emil Tarn".
        if first == start
            && start > 0
            && self.shaped(start - 1, Shape::Lower)
            && self.is(start - 1, Tags::ROLE | Tags::HONORIFIC)
        {
            // "rival Toyota", "member Albania".
            titled = end - start > 1 || !self.is(start - 1, Tags::BODY);
            gender = self.gender(start - 1);
            role = Some(self.role_start(start - 1)..start);
        }
        titled |= first == start && self.shares_plural(start, end);
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
        let borne = if end - first == 1 { Commonness::Common } else { Commonness::Known };
        if self.is(end - 1, Tags::ROLE | Tags::HONORIFIC)
            && Entry::of(self.word(end - 1)).as_name() < borne
            && !self.words.is_surname(self.word(end - 1))
        {
            return None;
        }
        let tokens = first..end;
        let parts: Vec<&str> = tokens.clone().filter(|&at| self.tokens[at].is_word()).map(|at| self.word(at)).collect();
        if parts.is_empty() || parts.iter().any(|part| part.contains(|c: char| c.is_ascii_digit())) {
            return None;
        }
        let mut weight = self.weigh(tokens.clone(), titled, heading);
        // "Rio de Janeiro".
        if parts.len() > 2 && Entry::of(&parts.join(" ")).place().is_some() {
            return None;
        }
        let (whole, with_title) = (self.first_two(tokens.clone()), || self.first_two(start..end));
        // "San Francisco", "New York Mayor's Office"; "St. Louis Cardinals".
        let place = whole.any(Tags::PLACE) || first == start + 1 && with_title().any(Tags::PLACE);
        // "Merrill Lynch"; "King Kong".
        let thing = parts.len() == 2 && whole.any(Tags::THING)
            || first == start + 1 && end - first == 1 && with_title().any(Tags::THING);
        if place || thing {
            weight -= 12;
        }
        // "St. Louis", "St. Mary".
        if first > start && parts.len() == 1 && matches!(self.word(first - 1), "St." | "St") {
            return None;
        }
        let (apposition, weight_behind) = self.behind(end);
        let things = |role: &Range<usize>| {
            let noun = role.clone().find(|&at| self.is(at, Tags::ROLE));
            parts.len() == 1 && noun.is_some_and(|noun| self.is(noun, Tags::BODY))
        };
        // "Zhang, a miner", but not "Harwell, the owner of the yard".
        weight += if apposition.as_ref().is_some_and(things) { 1 } else { weight_behind };
        let before = (role.is_none() && apposition.is_none()).then(|| self.role_before_comma(first, end)).flatten();
        if let Some((before, noun)) = before {
            role = Some(before);
            weight += self.weigh_role(noun, parts.len());
            gender = gender.or(self.gender(noun));
        } else if parts.len() == 1 {
            weight += self.relation(first);
        }
        let office = role.clone().filter(|_| parts.len() > 1).and_then(|role| self.office(role));
        if role.is_none() {
            let someone = |role: &Range<usize>| {
                parts.len() > 1 || self.is(role.start, Tags::DETERMINER | Tags::ROLE) && !things(role)
            };
            role = apposition.clone().filter(someone);
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
        let tokens = match self.lexicon.language {
            Language::English => tokens,
            Language::German => articles::without_articles(self, tokens)?,
        };
        // "Nach Angaben von Petersen": what was cut off says nothing of the name.
        let parts = tokens.clone().filter(|&at| self.tokens[at].is_word());
        if tokens.start > first && parts.clone().count() == 1 {
            weight = if self.is(tokens.start, Tags::GIVEN | Tags::SURNAME) { 3 } else { 0 };
        }
        Some(Candidate {
            within: self.tokens[tokens.start].span().join(self.tokens[tokens.end - 1].span()),
            owns: self.shaped(tokens.end, Shape::Clitic),
            name: known.name(parts.map(|at| self.word(at))),
            listed: self.is_listed(first, end),
            tokens,
            called: role.clone().and_then(|role| self.role_called(role)),
            role,
            office,
            tags,
            sentence: 0,
            gender,
            weight,
            titled,
            marked: false,
            heading,
        })
    }

    /// What the words `role` call a person; `None` if they are a courtesy, as "Mr." is.
    fn role_called(&self, mut role: Range<usize>) -> Option<Called> {
        while role.len() > 1 && self.is(role.start, Tags::DETERMINER | Tags::POSSESSIVE | Tags::CONJUNCTION) {
            role.start += 1;
        }
        let courtesy = role.clone().all(|at| {
            self.is(at, Tags::HONORIFIC)
                && self.is(at, Tags::ABBREVIATION | Tags::MALE | Tags::FEMALE)
                && !self.is(at, Tags::ROLE)
        });
        let within = (!courtesy).then(|| self.tokens[role.start].span().join(self.tokens[role.end - 1].span()))?;
        let text = within.of(self.text).split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Called { text: text.into(), within })
    }

    /// What the first two words of the name are together.
    fn first_two(&self, name: Range<usize>) -> Tags {
        let mut words = name.map(|at| self.tokens[at]).filter(Token::is_word);
        let (Some(first), Some(second)) = (words.next(), words.next()) else { return Tags::NONE };
        let (words, letters) = ([first.of(self.text), second.of(self.text)], [first.letters, second.letters]);
        Lately::with(|lately| self.lexicon.tags_of_two(words, letters, lately))
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
}
