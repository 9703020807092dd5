//! What Copydesk says: one file a rule, one table of them all.
//!
//! A rule turns facts into findings: the message, the places it leans on, and the fixes. It finds nothing itself.

pub mod finding;
pub mod rule;
pub mod proof;
pub mod removal;
pub mod merging;
pub mod duplicate_paragraph;
pub mod unattributed_quote;
pub mod inconsistent_name;
pub mod unbalanced_quote;
pub mod altered_quote;
pub mod repeated_quote;
pub mod conflicting_attribution;
pub mod unintroduced_name;

pub use finding::{Finding, Fix, Related, Severity};
pub use rule::Rule;

use crate::analysis::Article;
use crate::config::{Level, Settings};

/// Every rule, in the order of the documentation.
pub const RULES: &[Rule] = &[
    duplicate_paragraph::RULE,
    unattributed_quote::RULE,
    inconsistent_name::RULE,
    unbalanced_quote::RULE,
    altered_quote::RULE,
    repeated_quote::RULE,
    conflicting_attribution::RULE,
    unintroduced_name::RULE,
];

/// The rule called `code`.
pub fn named(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

/// The findings of the rules that speak, by `settings`, in the order of their spans.
pub fn check(article: &Article, settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        let level = settings.levels.get(rule.code).copied();
        let asked = level.is_some() || settings.enabled.iter().any(|code| code == rule.code);
        let understood = !rule.literate || !article.draft.foreign;
        if level == Some(Level::Off) || !rule.unasked && !asked || !understood {
            continue;
        }
        let severity = match level {
            Some(Level::Warning) => Some(Severity::Warning),
            Some(Level::Information) => Some(Severity::Information),
            _ => None,
        };
        let found = (rule.check)(article).into_iter();
        findings.extend(found.map(|finding| Finding { severity: severity.unwrap_or(finding.severity), ..finding }));
    }
    findings.sort_by_key(|finding| (finding.span, finding.code));
    findings
}
