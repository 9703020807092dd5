//! What a rule says.

use crate::text::{Edit, Span};

/// One thing that a copy editor would say about a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The name of its rule.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What it is about, in the source.
    pub span: Span,
    /// Why, in one sentence.
    pub message: String,
    /// Other places it leans on.
    pub related: Vec<Related>,
    /// What can be done, the best first.
    pub fixes: Vec<Fix>,
}

impl Finding {
    /// Whether it has a fix that is safe to make without being asked.
    pub fn is_mendable(&self) -> bool {
        self.fixes.iter().any(|fix| fix.automatic)
    }
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Information,
    /// Worth mending before it goes to print.
    Warning,
}

impl Severity {
    /// Its name in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Information => "information",
            Severity::Warning => "warning",
        }
    }
}

/// A place that a finding leans on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The place, in the source.
    pub span: Span,
    /// What stands there.
    pub message: String,
}

/// A way to mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as the editor's menu says it: "Remove this copy".
    pub title: String,
    /// The edits that do it, none overlapping another.
    pub edits: Vec<Edit>,
    /// Whether it is safe to make without being asked, with all others like it: one such fix a finding at most, and
    /// those of several findings never overlap.
    pub automatic: bool,
}
