//! What a rule is.

use super::finding::{Finding, Severity};
use super::proof::Found;
use crate::analysis::Article;
use crate::desk::Known;

/// A rule: its name, what it weighs, its page and how it finds.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Its name, in words: what a client shows as the diagnostic's code.
    pub code: &'static str,
    /// What its findings weigh.
    pub severity: Severity,
    /// Whether the text it flags is superfluous; editors show it faded.
    pub unnecessary: bool,
    /// Whether it speaks without being asked to, by [`Settings::enabled`](crate::config::Settings::enabled).
    pub unasked: bool,
    /// Whether it has to understand what the draft says: then it is silent on languages that we do not know.
    pub literate: bool,
    /// Its page in Markdown, which is also its test.
    pub page: &'static str,
    /// Its findings in an article of which the desk knows more, in the order of their spans.
    pub check: fn(&Article, &Known) -> Vec<Finding>,
    /// Where it finds something among quotes and marks, if its fixes have to be [proven](super::proof) by reading them.
    pub found: Option<Found>,
}

impl Rule {
    /// Where its page can be read on the web.
    pub fn address(&self) -> String {
        format!("{}/blob/main/tests/rules/{}.md", env!("CARGO_PKG_REPOSITORY"), self.code)
    }
}
