//! `repeated-quote`: the same quote given twice, word for word.

use super::finding::{Finding, Related, Severity};
use super::rule::Rule;
use crate::analysis::{Article, Echo};
use crate::desk::Known;
use crate::draft::Kind;

pub(super) const RULE: Rule = Rule {
    code: "repeated-quote",
    severity: Severity::Information,
    unnecessary: false,
    unasked: false,
    literate: false,
    page: include_str!("../../tests/rules/repeated-quote.md"),
    check,
    found: None,
};

fn check(article: &Article, _: &Known) -> Vec<Finding> {
    let findings = article.echoes.iter().filter(|echo| is_repeated(article, echo)).map(|echo| {
        let lines = article.lines();
        let (first, later) = (article.quotes[echo.first].span, article.quotes[echo.later].span);
        let (line, own) = (lines.number(first.start), lines.number(later.start));
        let place = if line == own { "earlier in this line".to_owned() } else { format!("on line {line}") };
        Finding {
            code: RULE.code,
            severity: RULE.severity,
            span: later,
            message: format!("This quote already stands {place}."),
            related: vec![Related { span: first, message: "It stands here first.".to_owned(), elsewhere: None }],
            fixes: Vec::new(),
        }
    });
    findings.collect()
}

/// Whether the two have the same words, none more, and stand in running text; a copied paragraph is a finding of its own, and
/// so is one quote of two speakers.
fn is_repeated(article: &Article, echo: &Echo) -> bool {
    let (first, later) = (&article.quotes[echo.first], &article.quotes[echo.later]);
    let speakers = [echo.first, echo.later].map(|quote| article.speakers[quote]);
    let conflict = matches!(speakers, [Some(first), Some(later)] if first != later);
    let text = [first, later].iter().all(|quote| article.draft.blocks[quote.block].kind == Kind::Paragraph);
    let same = echo.changes.is_empty() && first.words == later.words;
    same && text && !echo.quoted && !conflict && !article.retold[echo.later]
}
