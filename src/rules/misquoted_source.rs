//! `misquoted-source`: a quote with other words than the source that it was taken from.

use super::finding::{Elsewhere, Finding, Fix, Related, Severity};
use super::rule::Rule;
use super::wording;
use crate::analysis::{Article, Quote};
use crate::desk::{Known, Misquoted, Origin};
use crate::draft::Block;
use crate::text::{Edit, Span};

pub(super) const RULE: Rule = Rule {
    code: "misquoted-source",
    severity: Severity::Warning,
    unnecessary: false,
    unasked: true,
    literate: false,
    page: include_str!("../../tests/rules/misquoted-source.md"),
    check,
    found: None,
};

fn check(article: &Article, known: &Known) -> Vec<Finding> {
    let origins = known.origins.iter().zip(&article.quotes);
    let misquoted = origins.filter_map(|(origin, quote)| Some((quote, origin.as_ref().filter(|it| !it.is_exact())?)));
    misquoted.map(|(quote, origin)| finding(article, quote, origin)).collect()
}

fn finding(article: &Article, quote: &Quote, origin: &Origin) -> Finding {
    let block = &article.draft.blocks[quote.block];
    let changes = origin.changes.iter();
    let changes = changes.map(|change| (change.there.clone(), wording::one_line(change.here.of(block.text()))));
    let changes = wording::changes(changes);
    let Origin { key, name, lines, .. } = origin;
    let elsewhere = Some(Elsewhere { key: key.clone(), lines: *lines });
    let edits = origin.changes.iter().flat_map(|change| {
        let (within, words) = as_there(block, quote, change);
        article.draft.writing(block).replace(block, within, &words)
    });
    let edits: Vec<Edit> = edits.collect();
    let fix = Fix { title: "Write it as the source has it".to_owned(), edits, automatic: None };
    Finding {
        code: RULE.code,
        severity: RULE.severity,
        span: quote.span,
        message: format!("On {} of {name} the same quote {changes}.", origin.place()),
        related: vec![Related { span: quote.span, message: "The source.".to_owned(), elsewhere }],
        fixes: if fix.edits.is_empty() { Vec::new() } else { vec![fix] },
    }
}

/// What to put where in the text of `block`, so that `quote` has the words of the source.
fn as_there(block: &Block, quote: &Quote, change: &Misquoted) -> (Span, String) {
    let (text, tokens) = (block.text(), &block.prose.tokens);
    let counts = |index: &usize| tokens[*index].letters != 0;
    let next = tokens.partition_point(|token| token.start() < change.here.end);
    let before = tokens.partition_point(|token| token.end() <= change.here.start);
    let before = (0..before).rev().find(counts).map(|index| tokens[index].span());
    let before = before.filter(|before| before.start >= quote.within.start);
    let next = (next..tokens.len()).find(counts).map(|index| tokens[index].span());
    let next = next.filter(|next| next.end <= quote.within.end);
    let Misquoted { here, there, set_off } = change;
    match (here.is_empty(), there.is_empty(), before, next) {
        (true, _, Some(before), next) => match next.filter(|next| *set_off && marked(text, before, *next)) {
            Some(next) => (next, format!("{there} {}", next.of(text))),
            None => (before, format!("{} {there}", before.of(text))),
        },
        (false, true, Some(before), _) => (Span::new(before.end, here.end), String::new()),
        (false, true, None, Some(next)) => (here.join(next), like(here.of(text), next.of(text))),
        (_, _, None, _) => (*here, like(here.of(text), there)),
        _ => (*here, there.clone()),
    }
}

/// Whether a mark stands between two words.
fn marked(text: &str, one: Span, other: Span) -> bool {
    Span::new(one.end, other.start).of(text).contains(|c: char| !c.is_whitespace())
}

/// `words`, which take the place of `old` at the beginning of a quote, with a capital if those have one.
fn like(old: &str, words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) if old.starts_with(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        _ => words.to_owned(),
    }
}
