//! What a rule says.

use std::sync::Arc;

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
        self.fixes.iter().any(|fix| fix.automatic.is_some())
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
    /// The place, in the source; if it stands elsewhere, the words of the draft that lean on it.
    pub span: Span,
    /// What stands there.
    pub message: String,
    /// Where the place is if it stands in another text.
    pub elsewhere: Option<Elsewhere>,
}

/// A place in another text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The key of the text: its path or URI.
    pub key: Arc<str>,
    /// The first and the last of its lines, counted from 1.
    pub lines: [usize; 2],
}

/// A way to mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as the editor's menu says it: "Remove this copy".
    pub title: String,
    /// The edits that do it, none overlapping another.
    pub edits: Vec<Edit>,
    /// What to do in its place where every safe fix is made at once, without being asked; `None` if it is not safe. One
    /// fix of a finding is at most, and these edits, unlike `edits`, never overlap those of another finding: what stands
    /// between two neighbours goes with one of them.
    pub automatic: Option<Vec<Edit>>,
}
