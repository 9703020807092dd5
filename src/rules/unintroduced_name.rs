//! `unintroduced-name`: a bare surname before the text has said whose it is.

use super::finding::{Finding, Fix, Related, Severity};
use super::rule::Rule;
use crate::analysis::{Article, Unintroduced};

pub(super) const RULE: Rule = Rule {
    code: "unintroduced-name",
    severity: Severity::Information,
    unnecessary: false,
    unasked: false,
    literate: true,
    page: include_str!("../../tests/rules/unintroduced-name.md"),
    check: |article, _| check(article),
    found: None,
};

fn check(article: &Article) -> Vec<Finding> {
    article.unintroduced.iter().map(|unintroduced| finding(article, unintroduced)).collect()
}

fn finding(article: &Article, Unintroduced { place, full, .. }: &Unintroduced) -> Finding {
    let lines = article.lines();
    let name = article.shown(*place);
    let message = match full {
        Some(full) => {
            let line = lines.number(full.place.start);
            let line =
                if line == lines.number(place.start) { "later in this line".into() } else { format!("on line {line}") };
            format!("“{name}” stands here before the full name, “{}”, which follows {line}.", full.name)
        }
        None => format!("“{name}” is named here, and nowhere does the text give a first name or a role."),
    };
    let related =
        full.iter().map(|full| Related { span: full.place, message: "The full name.".to_owned(), elsewhere: None });
    let fixes = full.iter().map(|full| Fix {
        title: format!("Change to “{}”", full.name),
        edits: article.draft.rewrite(*place, &full.name),
        automatic: None,
    });
    Finding {
        code: RULE.code,
        severity: RULE.severity,
        span: *place,
        message,
        related: related.collect(),
        fixes: fixes.collect(),
    }
}
