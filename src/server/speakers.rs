//! The people of a draft with what they say, for a view beside it.

use serde::Serialize;
use tower_lsp::gen_lsp_types::Range;

use super::places::Places;
use crate::analysis::Person;
use crate::ide::evidence::evidence;
use crate::ide::origin::origin;
use crate::ide::wording::one_line;
use crate::ide::{self, Snapshot};

/// Who speaks in a draft of one version, and whom it names. `docs/commands.md` says what the fields are.
#[derive(Debug, Serialize)]
pub struct Speakers {
    version: i32,
    speakers: Vec<Speaker>,
    unattributed: Vec<Quote>,
}

#[derive(Debug, Serialize)]
struct Speaker {
    name: String,
    named: bool,
    roles: Vec<String>,
    introduction: Option<Range>,
    mentions: Vec<Range>,
    words: usize,
    quotes: Vec<Quote>,
}

#[derive(Debug, Serialize)]
struct Quote {
    range: Range,
    words: usize,
    text: String,
    notes: Vec<String>,
}

impl Speakers {
    /// Those of `snapshot`, that of the edition with this `version` to which `places` belong.
    pub fn new(snapshot: &Snapshot, places: Places, version: i32) -> Self {
        let article = &snapshot.article;
        let sheet = ide::quote_sheet(snapshot);
        let speak = sheet.speakers.into_iter().map(|speaker| (speaker.name, speaker.person, speaker.quotes));
        let silent = article.people.iter().filter(|person| article.first_told(&person.quotes).is_empty());
        let silent = silent.map(|person| (person.name.clone(), Some(person), Vec::new()));
        let quotes = |indexes: &[usize]| indexes.iter().map(|&index| Quote::new(snapshot, index, places)).collect();
        let speakers = speak.chain(silent).map(|(name, person, indexes)| Speaker {
            name,
            named: person.is_some(),
            roles: person.map_or(Vec::new(), |person| person.whole_roles().map(str::to_owned).collect()),
            introduction: person.and_then(|person| Some(places.range(article.introduction(person)?.span))),
            mentions: person.map_or(Vec::new(), |person| mentions(person, places)),
            words: article.words(&indexes),
            quotes: quotes(&indexes),
        });
        Speakers { version, speakers: speakers.collect(), unattributed: quotes(&sheet.unattributed) }
    }
}

impl Quote {
    /// The quote of `snapshot` with this `index`.
    fn new(snapshot: &Snapshot, index: usize, places: Places) -> Self {
        let article = &snapshot.article;
        let quote = &article.quotes[index];
        let known = quote.attribution.as_ref().map(|given| {
            let line = places.position(given.speaker.start).line as usize + 1;
            evidence(article, given, line)
        });
        Quote {
            range: places.range(quote.span),
            words: quote.words,
            text: one_line(article.said(quote)),
            notes: known.into_iter().chain(origin(snapshot, index)).collect(),
        }
    }
}

fn mentions(person: &Person, places: Places) -> Vec<Range> {
    person.mentions.iter().map(|mention| places.range(mention.span)).collect()
}
