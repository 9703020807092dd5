//! The quote sheet: who said what, for whoever checks it.

use rustc_hash::FxHashMap;

use super::snapshot::Snapshot;
use super::wording::one_line;
use crate::analysis::Person;

/// The quotes of a draft by those who speak them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteSheet<'s> {
    /// Those who speak, in the order of their first quotes.
    pub speakers: Vec<Speaker<'s>>,
    /// The quotes that nobody is given for, as indexes into the quotes of the article, in order.
    pub unattributed: Vec<usize>,
}

/// Someone who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker<'s> {
    /// Who that is, if the draft names her.
    pub person: Option<&'s Person>,
    /// Her name; or else the words by which the draft calls whoever speaks: "police", "a resident". Under such words the
    /// quotes of several may stand.
    pub name: String,
    /// What she says, as indexes into the quotes of the article, in order.
    pub quotes: Vec<usize>,
}

/// What tells speakers apart: the person, or the words in small letters.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Person(usize),
    Words(String),
}

/// The quote sheet of a draft. Each of its quotes stands in it once, and what stands again in a copy of a passage does not.
pub fn quote_sheet(snapshot: &Snapshot) -> QuoteSheet<'_> {
    let article = &snapshot.article;
    let mut sheet = QuoteSheet { speakers: Vec::new(), unattributed: Vec::new() };
    let mut known: FxHashMap<Key, usize> = FxHashMap::default();
    let all: Vec<usize> = (0..article.quotes.len()).collect();
    for index in article.first_told(&all) {
        let (quote, person) = (&article.quotes[index], article.speakers[index]);
        let Some(attribution) = &quote.attribution else {
            sheet.unattributed.push(index);
            continue;
        };
        let words = || one_line(attribution.within.of(article.draft.blocks[attribution.block].text()));
        let key = person.map_or_else(|| Key::Words(words().to_lowercase()), Key::Person);
        let speaker = *known.entry(key).or_insert_with(|| {
            let person = person.map(|person| &article.people[person]);
            let name = person.map_or_else(words, |person| person.name.clone());
            sheet.speakers.push(Speaker { person, name, quotes: Vec::new() });
            sheet.speakers.len() - 1
        });
        sheet.speakers[speaker].quotes.push(index);
    }
    sheet
}
