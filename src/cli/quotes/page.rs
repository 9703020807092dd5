//! The quote sheet of one draft, with places: what is written as JSON, and what the other styles are made of.

use serde::Serialize;

use crate::analysis::Source;
use crate::cli::place::Place;
use crate::ide::evidence::evidence;
use crate::ide::origin::origin;
use crate::ide::wording::one_line;
use crate::ide::{self, Snapshot};
use crate::text::{Buffer, Span};

/// The quotes of a draft by those who speak them.
#[derive(Serialize)]
pub struct Page<'s> {
    /// Where the draft is.
    pub path: &'s str,
    /// Those who speak, in the order of their first quotes.
    pub speakers: Vec<Speaker<'s>>,
    /// The quotes that nobody is given for, in order.
    pub unattributed: Vec<Quote>,
}

/// Someone who speaks.
#[derive(Serialize)]
pub struct Speaker<'s> {
    /// Her name, or the words by which the draft calls whoever speaks.
    pub name: String,
    /// Whether it is a name.
    pub named: bool,
    /// What the draft says that she is.
    pub roles: Vec<&'s str>,
    /// How many words she is quoted with.
    pub words: usize,
    /// What she says, in order.
    pub quotes: Vec<Quote>,
}

/// One quote.
#[derive(Serialize)]
pub struct Quote {
    /// Where it begins.
    pub start: Place,
    end: Place,
    /// How many words it quotes.
    pub words: usize,
    /// What stands in it, marks included, on one line and without markup.
    pub text: String,
    /// The words that name the speaker.
    pub speaker: Option<String>,
    /// The words that say that it is speech.
    pub cue: Option<String>,
    /// By which convention the speaker is known, in one word.
    pub how: Option<&'static str>,
    /// Where in the sources it stands, if it does.
    pub source: Option<Origin>,
    /// By which words the speaker is known, and where in the sources it stands, as a person reads it.
    #[serde(skip)]
    pub notes: Vec<String>,
}

/// Where a quote was taken from.
#[derive(Serialize)]
pub struct Origin {
    /// Where the source is.
    pub path: String,
    /// The lines of the source on which the quote begins and ends.
    pub lines: [usize; 2],
    /// Whether it stands there word for word.
    pub exact: bool,
}

impl<'s> Page<'s> {
    /// The quote sheet of `snapshot`, the draft at `path`.
    pub fn new(path: &'s str, snapshot: &'s Snapshot) -> Self {
        let buffer = Buffer::new(snapshot.text());
        let quotes = |indexes: &[usize]| -> Vec<Quote> {
            indexes.iter().map(|&index| Quote::new(snapshot, index, &buffer)).collect()
        };
        let sheet = ide::quote_sheet(snapshot);
        let speakers = sheet.speakers.into_iter().map(|speaker| Speaker {
            named: speaker.person.is_some(),
            roles: speaker.person.map_or(Vec::new(), |person| person.whole_roles().collect()),
            words: snapshot.article.words(&speaker.quotes),
            quotes: quotes(&speaker.quotes),
            name: speaker.name,
        });
        Page { path, speakers: speakers.collect(), unattributed: quotes(&sheet.unattributed) }
    }

    /// Whether it has no quote.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many quotes it has.
    pub fn len(&self) -> usize {
        self.unattributed.len() + self.speakers.iter().map(|speaker| speaker.quotes.len()).sum::<usize>()
    }
}

impl Quote {
    fn new(snapshot: &Snapshot, index: usize, buffer: &Buffer) -> Self {
        let article = &snapshot.article;
        let quote = &article.quotes[index];
        let attribution = quote.attribution.as_ref();
        let place = |offset| Place::new(buffer, offset);
        let seen = |span: Span, block: usize| one_line(article.draft.blocks[block].shown(span));
        let evidence = attribution.map(|given| {
            let line = place(given.speaker.start).line as usize;
            evidence(article, given, line)
        });
        Quote {
            start: place(quote.span.start),
            end: place(quote.span.end),
            words: quote.words,
            text: one_line(article.said(quote)),
            speaker: attribution.map(|given| seen(given.speaker, given.block)),
            cue: attribution.and_then(|given| Some(seen(given.cue?, given.block))),
            how: attribution.map(|given| match given.source {
                Source::Sentence => "sentence",
                Source::Paragraph => "paragraph",
                Source::Announced => "announced",
                Source::Carried => "carried",
                Source::Label => "label",
            }),
            source: snapshot.known.origins[index].as_ref().map(|origin| Origin {
                path: origin.key.to_string(),
                lines: origin.lines,
                exact: origin.is_exact(),
            }),
            notes: evidence.into_iter().chain(origin(snapshot, index)).collect(),
        }
    }
}
