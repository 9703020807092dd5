//! Names in running text: runs of capitals, with the titles and roles around them, weighed for being a person's.

use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashSet};

use super::person::Gender;
use crate::draft::{Draft, Kind, Shape, Token};
use crate::lexicon::Tags;
use crate::lexicon::names::{Commonness, Entry};
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

/// Whether `word` is put together as an adjective is: "London-based", "prize-winning".
fn is_participle(word: &str) -> bool {
    word.rsplit_once('-').is_some_and(|(_, last)| {
        last.starts_with(char::is_lowercase)
            && (last.ends_with("ing") || last.ends_with("ed") || matches!(last, "born" | "led" | "built" | "run"))
            && last.len() > 2
    })
}

/// Whether `word` has a capital where names of people have none: "PowerBook", but not "McDonald", "LaToya", "FitzRoy".
fn is_camel(word: &str) -> bool {
    word.split(|c: char| !c.is_alphanumeric()).any(|part| {
        let mut inner =
            part.char_indices().zip(part.chars().skip(1)).filter(|((_, a), b)| a.is_lowercase() && b.is_uppercase());
        let first = inner.next().map_or(0, |((at, a), _)| at + a.len_utf8());
        inner.next().is_some() || first > 3 && !part.starts_with("Fitz")
    })
}

/// A run of more capitals names nobody, in tokens.
const LONGEST: usize = 64;

/// The candidates of `draft`, in order. `quoted` holds the spans of the source that stand in quotation marks, in order.
pub fn candidates(draft: &Draft, quoted: &[Span]) -> Vec<Candidate> {
    let small = small_words(draft);
    let surnames = surnames(draft);
    let bodies = bodies(draft);
    let mut found = Vec::new();
    for (index, block) in draft.blocks.iter().enumerate() {
        let reader = Reader {
            text: block.text(),
            tokens: &block.prose.tokens,
            small: &small,
            surnames: &surnames,
            bodies: &bodies,
        };
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
        let text = block.text();
        for pair in block.prose.tokens.windows(2).filter(|pair| pair[0].is_capital()) {
            if pair[1].is_capital() && pair[1].spaced && is_first_name(&pair[0], text) {
                surnames.insert(pair[1].of(text));
            }
        }
    }
    surnames
}

/// Whether `token` of `text` is a given name, and not likelier a word or a place as "Red" and "Boston" are.
fn is_first_name(token: &Token, text: &str) -> bool {
    let doubtful = Tags::COMMON | Tags::PLACE | Tags::THING | Tags::ROLE | Tags::HONORIFIC;
    token.is(Tags::GIVEN) && (!token.is(doubtful) || Entry::of(token.of(text)).given() == Commonness::Common)
}

/// The words before one that makes an organisation, a thing or a branch of it: "Harwell" in a draft that names the Harwell
/// Group or Harwell Australia.
fn bodies(draft: &Draft) -> FxHashSet<&str> {
    let mut bodies = FxHashSet::default();
    for block in &draft.blocks {
        let tokens = &block.prose.tokens;
        for (at, pair) in tokens.windows(2).enumerate() {
            let of_person = at > 0 && tokens[at - 1].is(Tags::GIVEN) && pair[0].spaced;
            let thing = pair[1].is(Tags::THING | Tags::PLACE) && !pair[1].is(Tags::GIVEN | Tags::SURNAME);
            if pair[0].is_capital() && pair[1].is_capital() && pair[1].spaced && thing && !of_person {
                bodies.insert(pair[0].of(block.text()));
            }
        }
    }
    bodies
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    small: &'a FxHashSet<&'a str>,
    surnames: &'a FxHashSet<&'a str>,
    bodies: &'a FxHashSet<&'a str>,
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
        token.is_capital() && !self.is_mere_word(at) && !is_participle(self.word(at))
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
        token.is(Tags::CALENDAR) && !(token.is(Tags::GIVEN) && self.is(at + 1, Tags::SURNAME))
            || token.shape == Shape::Title && token.is(Tags::FUNCTION)
            || self.begins_sentence(at)
                && !token.is(Tags::GIVEN | Tags::HONORIFIC | Tags::ROLE | Tags::PLACE | Tags::DEMONYM)
                && (token.is(Tags::SPEECH | Tags::REPORT | Tags::VERB | Tags::ADVERB | Tags::PEOPLE | Tags::GERUND)
                    || self.small.contains(self.word(at).to_lowercase().as_str()))
    }

    fn is_part(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.is_capital()
                && (!token.is(Tags::CALENDAR) || self.is_surname_may(at))
                && !is_participle(self.word(at))
                // "Hillary Clinton Says": a verb with a headline's capital.
                && !(token.is(Tags::FINITE) && !self.is_name(at) && !self.surnames.contains(self.word(at)))
                && !(token.is(Tags::FUNCTION) && token.shape == Shape::Title && !token.is(Tags::ABBREVIATION))
        })
    }

    /// Known as a name, and if it is a word as well, then as a common one: "Waters", but not "Tells".
    fn is_name(&self, at: usize) -> bool {
        if !self.is(at, Tags::COMMON) {
            return self.is(at, Tags::GIVEN | Tags::SURNAME | Tags::NAME);
        }
        let entry = Entry::of(self.word(at));
        entry.given().max(entry.surname()) == Commonness::Common
    }

    /// "Ruth May", but not "Ruth, May 3".
    fn is_surname_may(&self, at: usize) -> bool {
        self.is(at, Tags::SURNAME)
            && at > 0
            && self.tokens[at - 1].is_capital()
            && self.is(at - 1, Tags::GIVEN)
            && !self.shaped(at + 1, Shape::Number)
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
                end = close + 2;
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
            let title = self.is(at, Tags::HONORIFIC) || self.is(at, Tags::ROLE) && !self.is_first_name(at);
            let name_behind = (at + 1..end).any(|next| self.is_part(next) && !self.is(next, Tags::SUFFIX));
            if title && name_behind {
                first = at + 1;
                titled = true;
                gender = gender.or(self.gender(at));
            }
        }
        // "Secretary of State John Kerr", "Harwell Group Jane Orme": words that are no names stand before the given name.
        if let Some(given) = (first + 1..end).find(|&at| self.is_first_name(at) && at + 1 < end)
            && (self.is_no_name(given - 1) && !self.is(given - 1, Tags::GIVEN)
                || (first..given).all(|at| self.is_no_name(at) && !self.is(at, Tags::GIVEN | Tags::SURNAME)))
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
            // "rival Toyota", "member Albania".
            titled = end - start > 1 || !self.is(start - 1, Tags::BODY);
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
        let known = Entry::of(self.word(end - 1));
        let role_only = self.is(end - 1, Tags::ROLE | Tags::HONORIFIC)
            && known.given().max(known.surname())
                < if end - first == 1 { Commonness::Common } else { Commonness::Known };
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

    fn is_first_name(&self, at: usize) -> bool {
        is_first_name(&self.tokens[at], self.text)
    }

    /// A word that is no part of a person's name when a given name follows: "State", "French", "UN".
    fn is_no_name(&self, at: usize) -> bool {
        self.is(at, Tags::THING | Tags::PLACE | Tags::DEMONYM | Tags::ROLE)
            || self.is_common(at)
            || self.shaped(at, Shape::Upper) && !self.shaped(at + 1, Shape::Upper)
    }

    /// A common word, not known as a name.
    fn is_common(&self, at: usize) -> bool {
        self.is(at, Tags::COMMON) && !self.is(at, Tags::GIVEN | Tags::SURNAME)
    }

    /// An acronym in copy that is not all capitals.
    fn is_acronym(&self, at: usize, heading: bool) -> bool {
        self.shaped(at, Shape::Upper)
            && !heading
            && (2..=5).contains(&self.word(at).len())
            && !self.word(at).contains('.')
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
                // "Delta IV" is no heir.
                weight += if self.is(start, Tags::GIVEN) || titled || count > 2 { 4 } else { 0 };
            } else if count == 1 && token.is(Tags::GIVEN | Tags::SURNAME) {
                let mere_word = token.is(Tags::WORD | Tags::THING | Tags::COMMON);
                weight += if mere_word && (self.begins_sentence(at) || !self.is_first_name(at)) { 1 } else { 3 };
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
            if at == start && count > 1 && token.is(Tags::THING) && !titled && !self.is_first_name(at) {
                weight -= 5;
            }
            // "Atlas V".
            if last && at > start && self.word(at).len() == 1 {
                weight -= 3;
            }
            if self.is_acronym(at, heading) && !initial(at) && count == 1 {
                weight -= 8;
            } else if token.shape == Shape::Upper && !heading && !initial(at) && count <= 2 && !titled {
                weight -= if count == 2 && at == start && self.shaped(end - 1, Shape::Upper) { 1 } else { 2 };
            }
            if self.is_common(at) {
                weight -= match (count, at == start) {
                    (1, _) if self.surnames.contains(self.word(at)) => 0,
                    (1, _) => 8,
                    (_, true) => 5,
                    _ if self.is_first_name(start) => 2,
                    _ => 5,
                };
            } else if !token.is(Tags::GIVEN | Tags::SURNAME)
                && self.small.contains(self.word(at).to_lowercase().as_str())
            {
                weight -= 2;
            }
            if at == start
                && self.bodies.contains(self.word(at))
                && Entry::of(self.word(at)).given() < Commonness::Common
            {
                weight -= if count == 1 && !self.surnames.contains(self.word(at)) { 6 } else { 3 };
            }
        }
        // "Johnson & Johnson".
        let ampersand = |at: usize| self.tokens.get(at).is_some_and(|token| token.of(self.text) == "&");
        if count == 1 && (ampersand(end) || start > 0 && ampersand(start - 1)) {
            weight -= 8;
        }
        // "Mac OS X", "PowerPC".
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
        // "La Fenice", "Der Spiegel".
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
        if count == 1 {
            weight += self.relation(start) + self.coordination(end);
        }
        if let Some(before) = start.checked_sub(1) {
            let word = self.word(before);
            if matches!(word, "the" | "The" | "a" | "an" | "this") {
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

    /// "her brother, Tomas," and "a dog named Rex": how much the words before a single name speak for a person.
    fn relation(&self, start: usize) -> i32 {
        let lower = |at: usize| self.shaped(at, Shape::Lower);
        match start {
            2.. if self.shaped(start - 1, Shape::Comma) && lower(start - 2) && self.is(start - 2, Tags::ROLE) => {
                if self.is(start - 2, Tags::MALE | Tags::FEMALE) { 4 } else { 1 }
            }
            1.. if lower(start - 1) && self.word(start - 1) == "named" => 3,
            _ => 0,
        }
    }

    /// "Tomas and Ruth Orme": how much a single given name gains from the full name that it shares.
    fn coordination(&self, end: usize) -> i32 {
        let and = self.tokens.get(end).is_some_and(|token| matches!(token.of(self.text), "and" | "&"));
        let shares = and && self.is(end - 1, Tags::GIVEN) && self.is(end + 1, Tags::GIVEN) && self.is_part(end + 2);
        if shares && !self.is(end + 2, Tags::THING) { 3 } else { 0 }
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
