//! `inconsistent-name`.

use super::{Finding, Rule, Severity};
use crate::analysis::Article;

pub(super) const RULE: Rule = Rule {
    code: "inconsistent-name",
    severity: Severity::Warning,
    unnecessary: false,
    page: include_str!("../../tests/rules/inconsistent-name.md"),
    check,
};

fn check(_article: &Article) -> Vec<Finding> {
    Vec::new()
}
