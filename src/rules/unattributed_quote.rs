//! `unattributed-quote`.

use super::{Finding, Rule, Severity};
use crate::analysis::Article;

pub(super) const RULE: Rule = Rule {
    code: "unattributed-quote",
    severity: Severity::Warning,
    unnecessary: false,
    page: include_str!("../../tests/rules/unattributed-quote.md"),
    check,
};

fn check(_article: &Article) -> Vec<Finding> {
    Vec::new()
}
