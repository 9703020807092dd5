//! Inlay hints: the person behind "she said", and behind a quote that has no such words of its own.

use super::evidence::evidence;
use super::snapshot::Snapshot;
use super::wording::{excerpt, one_line};
use crate::analysis::{Article, Attribution, Mention, MentionKind, Person, Quote, Source};
use crate::draft::Block;
use crate::lexicon::Tags;
use crate::text::Span;

/// A name to be shown in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The byte of the source behind which it is shown.
    pub offset: usize,
    /// Who speaks.
    pub name: String,
    /// How that is known.
    pub evidence: String,
}

/// Whoever the draft has no name for is called by no more characters of its words than these.
const EXCERPT: usize = 40;

/// Who speaks the quotes of `span`, where their sentences do not say it by name; with `named`, also where they have no
/// more than a part of the name. Each place has one hint, in order.
pub fn hints(snapshot: &Snapshot, span: Span, named: bool) -> Vec<Hint> {
    let article = &snapshot.article;
    let lines = snapshot.article.lines();
    let quotes = article.quotes.iter().zip(&article.speakers);
    let hints = quotes.filter_map(|(quote, speaker)| {
        let attribution = quote.attribution.as_ref()?;
        let person = speaker.map(|person| &article.people[person]);
        let (offset, name) = match attribution.source {
            Source::Sentence | Source::Label => behind_words(article, attribution, person?, named)?,
            Source::Paragraph | Source::Announced | Source::Carried => {
                behind_quote(article, quote, attribution, person, named)?
            }
        };
        span.touches(offset).then(|| {
            let line = lines.number(attribution.speaker.start);
            Hint { offset, name, evidence: evidence(article, attribution, line) }
        })
    });
    let mut hints: Vec<Hint> = hints.collect();
    // Both halves of “…,” she said, “…” lean on the same words.
    hints.sort_by_key(|hint| hint.offset);
    hints.dedup_by_key(|hint| hint.offset);
    hints
}

/// The hint behind the words that mean `person` in an attribution.
fn behind_words(article: &Article, attribution: &Attribution, person: &Person, named: bool) -> Option<(usize, String)> {
    let words = mentions(person, attribution.speaker).max_by_key(|mention| mention.kind == MentionKind::Name)?;
    let block = &article.draft.blocks[attribution.block];
    let known = match words.kind {
        MentionKind::Name => person.name == one_line(block.shown(words.span)),
        MentionKind::Role | MentionKind::Pronoun => false,
    };
    let told = names(person, sentences(block, attribution.within));
    (!known && (named || !told)).then(|| (words.span.end, person.name.clone()))
}

/// The hint behind a quote whose speaker stands in another sentence.
fn behind_quote(
    article: &Article,
    quote: &Quote,
    attribution: &Attribution,
    person: Option<&Person>,
    named: bool,
) -> Option<(usize, String)> {
    let told = person.is_some_and(|person| names(person, sentences(&article.draft.blocks[quote.block], quote.within)));
    if told && !named {
        return None;
    }
    let name = match person {
        Some(person) => person.name.clone(),
        None => {
            // A pronoun that means we know not whom tells nobody anything.
            let block = &article.draft.blocks[attribution.block];
            let tokens = &block.prose.tokens;
            let first = tokens.partition_point(|token| token.end() <= attribution.within.start);
            let mut words = tokens[first..].iter().take_while(|token| token.start() < attribution.within.end);
            if words.all(|token| token.is(Tags::SUBJECT | Tags::OBJECT)) {
                return None;
            }
            excerpt(attribution.within.of(block.text()), EXCERPT)
        }
    };
    Some((quote.span.end, name))
}

/// The source of the sentences that `within`, a stretch of the text of `block`, stands in.
fn sentences(block: &Block, within: Span) -> Span {
    let prose = &block.prose;
    let first = prose.tokens.partition_point(|token| token.end() <= within.start);
    let last = prose.tokens.partition_point(|token| token.start() < within.end).saturating_sub(1);
    let start =
        prose.sentences.get(prose.sentence_of(first)).map_or(within.start, |range| prose.span(range.clone()).start);
    let end = prose.sentences.get(prose.sentence_of(last)).map_or(within.end, |range| prose.span(range.clone()).end);
    block.source(Span::new(start.min(within.start), end.max(within.end)))
}

/// The mentions of `person` that stand in `span`, in order.
fn mentions(person: &Person, span: Span) -> impl Iterator<Item = &Mention> {
    let first = person.mentions.partition_point(|mention| mention.span.start < span.start);
    person.mentions[first..].iter().take_while(move |mention| mention.span.end <= span.end)
}

/// Whether `span` names `person`, outside of what is quoted.
fn names(person: &Person, span: Span) -> bool {
    mentions(person, span).any(|mention| mention.kind == MentionKind::Name && !mention.quoted)
}
