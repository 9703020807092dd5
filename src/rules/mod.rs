//! What Copydesk says: one file a rule, one table of them all.
//!
//! A rule turns facts into findings: the message, the places it leans on, and the fixes. It finds nothing itself.

pub mod finding;
pub mod rule;
pub mod proof;
pub mod removal;
pub mod duplicate_paragraph;
pub mod unattributed_quote;
pub mod inconsistent_name;
pub mod unbalanced_quote;
pub mod altered_quote;
pub mod conflicting_attribution;
pub mod unintroduced_name;

pub use finding::{Finding, Fix, Related, Severity};
pub use rule::Rule;

use crate::analysis::Article;

/// Every rule, in the order of the documentation.
pub const RULES: &[Rule] = &[
    duplicate_paragraph::RULE,
    unattributed_quote::RULE,
    inconsistent_name::RULE,
    unbalanced_quote::RULE,
    altered_quote::RULE,
    conflicting_attribution::RULE,
    unintroduced_name::RULE,
];

/// The rule called `code`.
pub fn named(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

/// The findings of the rules that speak unasked and of those that are `enabled`, in the order of their spans.
pub fn check(article: &Article, enabled: &[String]) -> Vec<Finding> {
    let spoken = RULES.iter().filter(|rule| rule.unasked || enabled.iter().any(|code| code == rule.code));
    let mut findings: Vec<Finding> = spoken.flat_map(|rule| (rule.check)(article)).collect();
    findings.sort_by_key(|finding| (finding.span, finding.code));
    findings
}
