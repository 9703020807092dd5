//! The quote sheet of one draft, with places: what is written as JSON, and what the other styles are made of.

use serde::Serialize;

use crate::analysis::{Article, Source};
use crate::cli::place::Place;
use crate::ide::evidence::evidence;
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
    /// By which words the speaker is known, as a person reads it.
    #[serde(skip)]
    pub evidence: Option<String>,
}

impl<'s> Page<'s> {
    /// The quote sheet of `snapshot`, the draft at `path`.
    pub fn new(path: &'s str, snapshot: &'s Snapshot) -> Self {
        let article = &snapshot.article;
        let buffer = Buffer::new(snapshot.text());
        let quotes = |indexes: &[usize]| -> Vec<Quote> {
            indexes.iter().map(|&index| Quote::new(article, index, &buffer)).collect()
        };
        let sheet = ide::quote_sheet(snapshot);
        let speakers = sheet.speakers.into_iter().map(|speaker| Speaker {
            named: speaker.person.is_some(),
            roles: speaker.person.map_or(Vec::new(), |person| person.whole_roles().collect()),
            words: article.words(&speaker.quotes),
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
    fn new(article: &Article, index: usize, buffer: &Buffer) -> Self {
        let quote = &article.quotes[index];
        let attribution = quote.attribution.as_ref();
        let place = |offset| Place::new(buffer, offset);
        let seen = |span: Span, block: usize| one_line(article.draft.blocks[block].shown(span));
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
            evidence: attribution.map(|given| {
                let line = place(given.speaker.start).line as usize;
                evidence(article, given, line)
            }),
        }
    }
}
