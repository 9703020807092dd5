//! What Copydesk says: one file a rule, one table of them all.
//!
//! A rule turns facts into findings: the message, the places it leans on, and the fixes. It finds nothing itself.

pub mod finding;
pub mod removal;
pub mod duplicate_paragraph;
pub mod unattributed_quote;
pub mod inconsistent_name;

pub use finding::{Finding, Fix, Related, Severity};

use crate::analysis::Article;

/// A rule: its name, what it weighs, its page and how it finds.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Its name, in words: what a client shows as the diagnostic's code.
    pub code: &'static str,
    /// What its findings weigh.
    pub severity: Severity,
    /// Whether the text it flags is superfluous; editors show it faded.
    pub unnecessary: bool,
    /// Its page in Markdown, which is also its test.
    pub page: &'static str,
    /// Its findings in an article, in the order of their spans.
    pub check: fn(&Article) -> Vec<Finding>,
}

/// Every rule, in the order of the documentation.
pub const RULES: &[Rule] = &[duplicate_paragraph::RULE, unattributed_quote::RULE, inconsistent_name::RULE];

impl Rule {
    /// The rule called `code`.
    pub fn named(code: &str) -> Option<&'static Rule> {
        RULES.iter().find(|rule| rule.code == code)
    }

    /// Where its page can be read on the web.
    pub fn address(&self) -> String {
        format!("{}/blob/main/tests/rules/{}.md", env!("CARGO_PKG_REPOSITORY"), self.code)
    }
}

/// The findings of all rules, in the order of their spans.
pub fn check(article: &Article) -> Vec<Finding> {
    let mut findings: Vec<Finding> = RULES.iter().flat_map(|rule| (rule.check)(article)).collect();
    findings.sort_by_key(|finding| (finding.span, finding.code));
    findings
}
