//! The lines of `analyze`; `docs/json.md` describes them. Places are code points of the text.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::code_points::CodePoints;
use super::found::Found;
use crate::analysis::duplicates::winnow::{GRAM, winnow};
use crate::analysis::{self, Article, MentionKind};
use crate::ide::Snapshot;
use crate::rules::Breakdown;
use crate::text::Span;

/// A line that comes in: an article.
#[derive(Deserialize)]
pub struct Request {
    /// What it is called, given back as it is.
    #[serde(default)]
    pub id: Value,
    /// Its source.
    pub text: String,
    /// What it is written in; plain text if it does not say.
    pub language: Option<String>,
    /// Articles to compare it with. Theirs are not looked at.
    #[serde(default)]
    pub desk: Vec<Request>,
}

/// What can still be read of a line that is no [`Request`].
#[derive(Deserialize)]
pub struct Name {
    /// What it is called.
    #[serde(default)]
    pub id: Value,
}

/// A line that goes out in place of one that could not be analysed.
#[derive(Serialize)]
pub struct Failure {
    /// What the line is called.
    pub id: Value,
    /// Why not.
    pub error: String,
}

/// A line that goes out: what is known of an article.
#[derive(Serialize)]
pub struct Record<'s> {
    id: &'s Value,
    quotes: Vec<Quote<'s>>,
    people: Vec<Person<'s>>,
    findings: Vec<Found<'s, usize>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fingerprints: Option<Vec<Fingerprint>>,
    /// A sentence for each rule that broke down.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    broken: Vec<String>,
}

/// The number of a run of words, its start and its end.
#[derive(Serialize)]
struct Fingerprint(u64, usize, usize);

#[derive(Serialize)]
struct Quote<'s> {
    start: usize,
    end: usize,
    speaker: Option<&'s str>,
    speaker_start: Option<usize>,
    speaker_end: Option<usize>,
    person: Option<&'s str>,
    cue: Option<&'s str>,
}

#[derive(Serialize)]
struct Person<'s> {
    name: &'s str,
    roles: Vec<&'s str>,
    mentions: Vec<Mention>,
    quotes: &'s [usize],
}

#[derive(Serialize)]
struct Mention {
    start: usize,
    end: usize,
    kind: &'static str,
}

impl<'s> Record<'s> {
    /// What `snapshot` knows of the article `id`, its fingerprints too if they are `wanted`.
    pub fn new(id: &'s Value, snapshot: &'s Snapshot, wanted: bool) -> Self {
        let points = CodePoints::new(snapshot.text());
        let place = |offset| points.before(offset);
        let article = &snapshot.article;
        let quotes = article.quotes.iter().zip(&article.speakers).map(|(quote, speaker)| {
            let attribution = quote.attribution.as_ref();
            let words = |span: Span| article.draft.slice(span);
            let speaker_at = attribution.map(|attribution| attribution.speaker);
            Quote {
                start: place(quote.span.start),
                end: place(quote.span.end),
                speaker: speaker_at.map(words),
                speaker_start: speaker_at.map(|span| place(span.start)),
                speaker_end: speaker_at.map(|span| place(span.end)),
                person: speaker.map(|index| article.people[index].name.as_str()),
                cue: attribution.and_then(|attribution| attribution.cue).map(words),
            }
        });
        Record {
            id,
            quotes: quotes.collect(),
            people: article.people.iter().map(|person| Person::new(person, place)).collect(),
            findings: snapshot.findings.iter().map(|finding| Found::new(finding, place)).collect(),
            fingerprints: wanted.then(|| fingerprints(article, place)),
            broken: snapshot.broken.iter().map(Breakdown::to_string).collect(),
        }
    }
}

/// The fingerprints of the draft of `article`, in order.
fn fingerprints(article: &Article, place: impl Fn(usize) -> usize) -> Vec<Fingerprint> {
    let sentences = article.sentences();
    let grains = winnow(&article.tally().words).into_iter().map(|grain| {
        let span = sentences.stretch(grain.word, grain.word + GRAM - 1);
        // Many who read JSON know only the whole numbers below 2^53.
        Fingerprint(grain.hash >> (64 - 53), place(span.start), place(span.end))
    });
    grains.collect()
}

impl<'s> Person<'s> {
    fn new(person: &'s analysis::Person, place: impl Fn(usize) -> usize) -> Self {
        let mentions = person.mentions.iter().map(|mention| Mention {
            start: place(mention.span.start),
            end: place(mention.span.end),
            kind: match mention.kind {
                MentionKind::Name => "name",
                MentionKind::Role => "role",
                MentionKind::Pronoun => "pronoun",
            },
        });
        Person {
            name: &person.name,
            roles: person.roles.iter().map(|role| role.text.as_str()).collect(),
            mentions: mentions.collect(),
            quotes: &person.quotes,
        }
    }
}
