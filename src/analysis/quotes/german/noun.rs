//! German nouns and names: every noun has a capital, but so has the first word of a sentence.

use std::ops::Range;

use super::super::marks::Pair;
use super::super::phrase::Passage;
use crate::draft::Shape;
use crate::lexicon::Tags;

/// Endings of feminine nouns, whose "der" is no nominative.
pub const FEMININE: &[&str] = &[
    "ung", "heit", "keit", "schaft", "tion", "sion", "tät", "anz", "enz", "ik", "ur", "ei", "ie", "spd", "cdu", "csu",
    "fdp", "npd", "pds", "eu", "uno", "who", "nato", "bank", "welt", "zeit", "macht", "stadt", "union", "wahl",
    "welle", "post", "times", "bbc", "ard", "uni", "jury", "bahn", "schrift", "kunft", "nacht", "kraft", "fahrt",
    "sicht", "front", "firma", "kultur",
];

/// Datives for people without a noun: "von vielen als „Klotz“ verspottet".
pub const CROWD: &[&str] = &["allen", "anderen", "einigen", "manchen", "vielen"];

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
    pub fn is_aged(&self, at: usize) -> bool {
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
        // "Reden", "Zeugen": nouns of the lists before verbs.
        let noun = Tags::GIVEN | Tags::SURNAME | Tags::PEOPLE | Tags::ROLE;
        token.shape == Shape::Lower && !self.is_compound(at)
            || token.shape == Shape::Title
                && !behind_slash
                && !surname
                && (token.is(Tags::FUNCTION) || self.begins(at) && token.is(small) && !token.is(noun))
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
                || phrase.len() == 1 && CROWD.contains(&self.passage.word(at))
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

    /// Whether the stretch in quotation marks is a name.
    pub fn is_named(&self, pair: &Pair) -> bool {
        let index = self.passage.pairs.partition_point(|other| other.open < pair.open);
        self.named.get(index).is_some_and(|&named| named)
    }
}
