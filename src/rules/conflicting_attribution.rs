//! `conflicting-attribution`: the same words given to two speakers.

use super::finding::{Finding, Related, Severity};
use super::rule::Rule;
use crate::analysis::{Article, Echo, Source};
use crate::draft::Kind;

pub(super) const RULE: Rule = Rule {
    code: "conflicting-attribution",
    severity: Severity::Warning,
    unnecessary: false,
    unasked: true,
    literate: true,
    page: include_str!("../../tests/rules/conflicting-attribution.md"),
    check: |article, _| check(article),
    found: None,
};

fn check(article: &Article) -> Vec<Finding> {
    article.echoes.iter().filter_map(|echo| finding(article, echo)).collect()
}

fn finding(article: &Article, echo: &Echo) -> Option<Finding> {
    if !echo.changes.is_empty() || echo.quoted {
        return None;
    }
    let (first, later) = (named(article, echo.first)?, named(article, echo.later)?);
    let apart = parts(first).all(|part| parts(later).all(|other| !part.eq_ignore_ascii_case(other)));
    apart.then(|| Finding {
        code: RULE.code,
        severity: RULE.severity,
        span: article.quotes[echo.later].span,
        message: format!("{later} says here what {first} says elsewhere."),
        related: vec![Related {
            span: article.quotes[echo.first].span,
            message: format!("{first} says it here."),
            elsewhere: None,
        }],
        fixes: Vec::new(),
    })
}

/// The full name of the speaker of `quote` where a verb beside it gives that surname, not a pronoun or a role, or a label
/// that is nothing but the name; headlines say in short who speaks of whom.
fn named(article: &Article, quote: usize) -> Option<&str> {
    let person = &article.people[article.speakers[quote]?];
    let quote = &article.quotes[quote];
    let given = quote.attribution.as_ref()?;
    let words = given.within.of(article.draft.blocks[given.block].text());
    let sure = match given.source {
        // "by going": whose word a participle is remains open.
        Source::Sentence => !given.cue.is_some_and(|cue| article.draft.slice(cue).ends_with("ing")),
        Source::Label => words.split_whitespace().all(|word| parts(&person.name).any(|part| part == word)),
        _ => false,
    };
    let said = parts(&person.name).next_back().is_some_and(|surname| words.contains(surname));
    let body = article.draft.blocks[quote.block].kind != Kind::Heading;
    (sure && said && body && parts(&person.name).count() > 1).then_some(person.name.as_str())
}

/// The parts of a name, initials left out.
fn parts(name: &str) -> impl DoubleEndedIterator<Item = &str> {
    name.split_whitespace().filter(|part| part.trim_end_matches('.').chars().count() > 1)
}
