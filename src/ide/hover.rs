//! Hover: who is this, who speaks here, what was changed in this copy.

use super::card::Card;
use super::copy_card::{changes, copy_card};
use super::evidence::evidence;
use super::origin::origin;
use super::snapshot::Snapshot;
use super::under::{Under, copy_at, under};
use super::wording::{counted, excerpt};
use crate::analysis::{Article, MentionKind, Person, Quote};
use crate::config::Listed;
use crate::desk::LiftedPassage;
use crate::desk::origin::place;
use crate::text::Span;

/// What a hover shows, and the stretch of source it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What it is about.
    pub span: Span,
    /// What it says.
    pub card: Card,
}

/// A card lists this many quotes at most.
const QUOTES: usize = 8;

/// A listed quote is cut after this many characters.
const EXCERPT: usize = 80;

/// What is known at the byte `offset`: of the person named or meant there, or else of the quote that stands there,
/// or else of the copy, or of what was taken from a source; of a quote in a near copy also what was changed. `None` where
/// nothing of them stands.
pub fn hover(snapshot: &Snapshot, offset: usize) -> Option<Hover> {
    let article = &snapshot.article;
    let Some(under) = under(article, offset) else { return lifted(snapshot, offset) };
    match under {
        Under::Person { named, others } => {
            let mut card = person_card(article, named.person);
            let words = |span: Span| excerpt(article.shown(span), EXCERPT);
            if named.is_meant() {
                card.lines.insert(0, format!("meant by “{}”", words(named.span)));
            }
            for other in others {
                let roles = other.person.roles.iter().map(|role| format!(", {}", role.text)).take(1);
                let who = other.person.name.clone() + &roles.collect::<String>();
                card.lines.push(format!("“{}” is {who}", words(other.span)));
            }
            Some(Hover { span: named.span, card })
        }
        Under::Quote(index) => {
            let quote = &article.quotes[index];
            let mut card = quote_card(snapshot, index, quote);
            card.changes = copy_at(article, offset)
                .and_then(|copy| changes(article, copy, article.lines().number(copy.first.start)));
            Some(Hover { span: quote.span, card })
        }
        Under::Copy(copy) => Some(Hover { span: copy.span, card: copy_card(article, copy) }),
    }
}

/// Where the passage at the byte `offset` was taken from.
fn lifted(snapshot: &Snapshot, offset: usize) -> Option<Hover> {
    let lifted = &snapshot.known.lifted;
    if lifted.is_empty() {
        return None;
    }
    let sentences = snapshot.article.sentences();
    let mut passages = lifted.iter().flat_map(|lifted| lifted.passages.iter().map(move |passage| (lifted, passage)));
    let spans = passages.find_map(|(lifted, passage)| {
        let span = sentences.span(&passage.sentences);
        span.touches(offset).then_some((lifted, passage, span))
    });
    let (lifted, LiftedPassage { exact, lines, .. }, span) = spans?;
    let how = if *exact { "word for word" } else { "nearly word for word" };
    let title = format!("This stands in {} {how}", lifted.name);
    let share = format!("in all {} % of it stands in this draft", lifted.share_of_source());
    let card = Card { title, lines: vec![place(*lines), share], ..Card::default() };
    Some(Hover { span, card })
}

/// What the draft tells of a person.
pub fn person_card(article: &Article, person: &Person) -> Card {
    let mut lines = Vec::new();
    if !person.roles.is_empty() {
        lines.push(person.whole_roles().collect::<Vec<_>>().join("; "));
    }
    if let Some(first) = person.mentions.iter().find(|mention| mention.kind == MentionKind::Name) {
        lines.push(format!("first named on line {}", article.lines().number(first.span.start)));
    }
    let told = article.first_told(&person.quotes);
    let quotes = match told.len() {
        0 => "no quote".to_owned(),
        count => format!("{} ({})", counted(count, "quote"), counted(article.words(&told), "word")),
    };
    lines.push(format!("{}, {quotes}", counted(person.mentions.len(), "mention")));
    // A part of the full name is no other spelling.
    let parts: Vec<&str> = person.name.split(' ').collect();
    let others = person.forms.iter().filter(|(form, _)| form.split(' ').any(|part| !parts.contains(&part)));
    let others: Vec<String> = others.map(|(form, count)| format!("{form} ({count})")).collect();
    if !others.is_empty() {
        lines.push(format!("also written {}", others.join(", ")));
    }
    if let Some(entry) = person.listed {
        lines.push(house_line(&article.house.people()[entry]));
    }
    let mut quotes: Vec<(usize, String)> = Vec::new();
    for &quote in told.iter().take(QUOTES) {
        let quote = &article.quotes[quote];
        quotes.push((article.lines().number(quote.span.start), excerpt(article.said(quote), EXCERPT)));
    }
    if told.len() > QUOTES {
        lines.push(format!("the first {QUOTES} of {} quotes:", told.len()));
    }
    Card { title: person.name.clone(), lines, quotes, changes: None }
}

/// What the house's list says of a person.
fn house_line(listed: &Listed) -> String {
    let mut said = vec![listed.name.clone()];
    said.extend((!listed.also.is_empty()).then(|| format!("also {}", listed.also.join(", "))));
    said.extend(listed.role.clone());
    said.extend(listed.pronoun.map(|pronoun| pronoun.subject().to_owned()));
    format!("House list: {}", said.join("; "))
}

fn quote_card(snapshot: &Snapshot, index: usize, quote: &Quote) -> Card {
    let article = &snapshot.article;
    let origin = origin(snapshot, index);
    let Some(attribution) = &quote.attribution else {
        let lines = std::iter::once(counted(quote.words, "word")).chain(origin);
        let title = "Nobody is given for this quote".to_owned();
        return Card { title, lines: lines.collect(), ..Card::default() };
    };
    let line = article.lines().number(attribution.speaker.start);
    let evidence = format!("speaks here, {}", evidence(article, attribution, line));
    match article.speakers[index] {
        Some(person) => {
            let mut card = person_card(article, &article.people[person]);
            card.lines.splice(0..0, std::iter::once(evidence).chain(origin));
            card
        }
        None => {
            let block = &article.draft.blocks[attribution.block];
            let title = excerpt(attribution.within.of(block.text()), EXCERPT);
            let lines = std::iter::once(evidence).chain(origin).chain([counted(quote.words, "word")]);
            Card { title, lines: lines.collect(), ..Card::default() }
        }
    }
}
