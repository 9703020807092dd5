//! `altered-quote`: the same quote twice with different words.

use super::finding::{Finding, Related, Severity};
use super::rule::Rule;
use super::wording;
use crate::analysis::{Article, Echo};
use crate::draft::Kind;
use crate::lexicon::Tags;
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    code: "altered-quote",
    severity: Severity::Information,
    unnecessary: false,
    unasked: true,
    literate: false,
    page: include_str!("../../tests/rules/altered-quote.md"),
    check: |article, _| check(article),
    found: None,
};

fn check(article: &Article) -> Vec<Finding> {
    let altered = article.echoes.iter().filter(|echo| is_altered(article, echo));
    altered.map(|echo| finding(article, echo)).collect()
}

/// Whether words differ, the two may be one speaker's, and neither stands in the same breath nor in a copied paragraph.
fn is_altered(article: &Article, echo: &Echo) -> bool {
    let (first, later) = (&article.quotes[echo.first], &article.quotes[echo.later]);
    // No copy overlaps another.
    let copied = || {
        let near = article.copies.partition_point(|copy| copy.span.end <= later.span.start);
        article.copies.get(near).is_some_and(|copy| copy.span.overlaps(later.span))
    };
    !echo.changes.is_empty() && !echo.quoted && first.block != later.block && may_be_one(article, echo) && !copied()
}

/// Whether the two quotes may have the same speaker: the same person or the same words for her, or nobody is known for one.
fn may_be_one(article: &Article, echo: &Echo) -> bool {
    match (article.speakers[echo.first], article.speakers[echo.later]) {
        (Some(first), Some(later)) => first == later,
        _ => match (speaker(article, echo.first), speaker(article, echo.later)) {
            (Some(first), Some(later)) => first.eq_ignore_ascii_case(later),
            _ => true,
        },
    }
}

/// The words for the speaker of `quote`; none for a pronoun, nor for the label before a colon in a headline, which may be a
/// topic.
fn speaker(article: &Article, quote: usize) -> Option<&str> {
    let given = article.quotes[quote].attribution.as_ref()?;
    let block = &article.draft.blocks[given.block];
    let tokens = &block.prose.tokens;
    let first = tokens.get(tokens.partition_point(|token| token.start() < given.within.start))?;
    let pronoun = first.is(Tags::SUBJECT) && first.end() == given.within.end;
    (!pronoun && block.kind != Kind::Heading).then(|| given.within.of(block.text()))
}

fn finding(article: &Article, echo: &Echo) -> Finding {
    let (first, later) = (&article.quotes[echo.first], &article.quotes[echo.later]);
    let lines = article.lines();
    let (line, own) = (lines.number(first.span.start), lines.number(later.span.start));
    let place = if line == own { "Earlier on this line".to_owned() } else { format!("On line {line}") };
    let words = |block: usize, span: Span| wording::one_line(span.of(article.draft.blocks[block].text()));
    let changes = echo.changes.iter();
    let changes = changes.map(|change| (words(first.block, change.first), words(later.block, change.later)));
    let changes = wording::changes(changes);
    Finding {
        code: RULE.code,
        severity: RULE.severity,
        span: later.span,
        message: format!("{place} the same quote {changes}."),
        related: vec![Related { span: first.span, message: "The other version.".to_owned(), elsewhere: None }],
        fixes: Vec::new(),
    }
}
