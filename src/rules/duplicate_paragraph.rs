//! `duplicate-paragraph`.

use super::finding::{Finding, Severity};
use super::rule::Rule;
use crate::analysis::Article;

pub(super) const RULE: Rule = Rule {
    code: "duplicate-paragraph",
    severity: Severity::Warning,
    unnecessary: false,
    page: include_str!("../../tests/rules/duplicate-paragraph.md"),
    check,
};

fn check(_article: &Article) -> Vec<Finding> {
    Vec::new()
}
