//! The outline of a draft: its sections, and in each the people introduced there and the quotes.

use std::cmp::Reverse;

use super::snapshot::Snapshot;
use super::wording::excerpt;
use crate::analysis::Article;
use crate::draft::{Block, Format, Kind};
use crate::text::Span;

/// An entry of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What it is.
    pub kind: SymbolKind,
    /// A heading, a name, or a quote's speaker with its first words.
    pub name: String,
    /// What a person is, or the speaker of a quote.
    pub detail: Option<String>,
    /// All of it: a section reaches to the next heading that is no smaller.
    pub span: Span,
    /// The words that it is called by; they lie in `span`.
    pub selection: Span,
    /// What stands in it, in order.
    pub children: Vec<Symbol>,
}

/// What stands in an outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SymbolKind {
    /// A heading with what stands below it.
    Section,
    /// Speech.
    Quote,
    /// A person, where the draft introduces her.
    Person,
}

/// An entry shows this many characters of a heading or a quote at most.
const EXCERPT: usize = 60;

/// The outline of a draft, in order. A quote in several parts stands in it once, by its first part.
pub fn symbols(snapshot: &Snapshot) -> Vec<Symbol> {
    let article = &snapshot.article;
    let mut found = sections(article);
    found.extend(quotes(article));
    found.extend(people(article));
    nested(found)
}

fn sections(article: &Article) -> Vec<Symbol> {
    let draft = &article.draft;
    let headings: Vec<(usize, &Block)> = draft
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| block.kind == Kind::Heading)
        .map(|(index, block)| (level(draft.format, index, block.span.of(&draft.text)), block))
        .collect();
    let mut sections = Vec::with_capacity(headings.len());
    // The sections that the heading at hand stands in, as indices, behind it.
    let mut open: Vec<usize> = Vec::new();
    for (at, &(level, block)) in headings.iter().enumerate() {
        while let Some(last) = open.pop_if(|last| headings[*last].0 >= level) {
            close(&mut sections, last, block.span.start, &draft.text);
        }
        open.push(at);
        let selection = block.source(Span::new(0, block.text().len()));
        sections.push(Symbol {
            kind: SymbolKind::Section,
            name: excerpt(block.text(), EXCERPT),
            detail: None,
            span: block.span.join(selection),
            selection,
            children: Vec::new(),
        });
    }
    for last in open {
        close(&mut sections, last, draft.text.len(), &draft.text);
    }
    sections
}

/// Lets the section `index` reach to `end`, without the white space there.
fn close(sections: &mut [Symbol], index: usize, end: usize, text: &str) {
    let span = &mut sections[index].span;
    let below = Span::new(span.end, end.max(span.end)).of(text).trim_end();
    span.end += below.len();
}

/// How deep the heading `source`, the block `index` of a draft in `format`, stands: 1 for the highest.
fn level(format: Format, index: usize, source: &str) -> usize {
    // Behind the marks of a block quotation.
    let source = source.trim_start_matches(['>', ' ', '\t']);
    let marks = source.len() - source.trim_start_matches('#').len();
    match source.as_bytes() {
        // The headline is all that tells.
        _ if format == Format::Plain => 1 + usize::from(index > 0),
        [b'<', b'h' | b'H', digit @ b'1'..=b'6', ..] => usize::from(digit - b'0'),
        _ if marks > 0 => marks,
        // Underlined.
        _ => 1 + usize::from(source.trim_end().ends_with('-')),
    }
}

fn quotes(article: &Article) -> impl Iterator<Item = Symbol> {
    let firsts = article.quotes.iter().enumerate().filter(|(_, quote)| quote.continues.is_none());
    firsts.map(|(index, quote)| {
        let words = article.said(quote);
        let person = article.speakers[index].map(|person| &article.people[person]);
        let speaker = match (person, &quote.attribution) {
            (Some(person), _) => Some(person.name.clone()),
            (None, Some(given)) => Some(excerpt(given.within.of(article.draft.blocks[given.block].text()), EXCERPT)),
            (None, None) => None,
        };
        let role = person.and_then(|person| person.roles.first()).map(|role| role.text.clone());
        let (name, detail) = match speaker {
            Some(speaker) => (excerpt(&format!("{speaker}: {words}"), EXCERPT), role),
            None => (excerpt(words, EXCERPT), Some("nobody is given".to_owned())),
        };
        Symbol { kind: SymbolKind::Quote, name, detail, span: quote.span, selection: quote.span, children: Vec::new() }
    })
}

fn people(article: &Article) -> impl Iterator<Item = Symbol> {
    article.people.iter().filter_map(|person| {
        let span = article.introduction(person)?.span;
        Some(Symbol {
            kind: SymbolKind::Person,
            name: person.name.clone(),
            detail: person.roles.first().map(|role| role.text.clone()),
            span,
            selection: span,
            children: Vec::new(),
        })
    })
}

/// Puts each of `symbols` into the smallest that holds it.
fn nested(mut symbols: Vec<Symbol>) -> Vec<Symbol> {
    symbols.sort_by_key(|symbol| (symbol.span.start, Reverse(symbol.span.end), symbol.kind));
    let mut outline = Vec::new();
    let mut open: Vec<Symbol> = Vec::new();
    for symbol in symbols {
        while let Some(last) = open.pop_if(|last| !last.span.covers(symbol.span)) {
            put(last, &mut open, &mut outline);
        }
        open.push(symbol);
    }
    while let Some(last) = open.pop() {
        put(last, &mut open, &mut outline);
    }
    outline
}

/// Puts `symbol` into the last of `open`, or else into `outline`.
fn put(symbol: Symbol, open: &mut [Symbol], outline: &mut Vec<Symbol>) {
    open.last_mut().map_or(outline, |parent| &mut parent.children).push(symbol);
}
