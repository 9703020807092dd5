//! A draft of one version with all that is known of it.

use std::sync::Arc;

use crate::analysis::Article;
use crate::config::Settings;
use crate::draft::{Draft, Format};
use crate::rules::{self, Finding};

/// A draft of one version, its facts and its findings. It never changes.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The draft and its facts.
    pub article: Article,
    /// What the rules say, in the order of the spans.
    pub findings: Vec<Finding>,
    /// What was not done because a limit was hit, in one sentence.
    pub limit: Option<String>,
}

impl Snapshot {
    /// Analyses `text`.
    pub fn new(text: Arc<str>, format: Format, settings: &Settings) -> Self {
        match Snapshot::unless(text, format, settings, &|| false) {
            Some(snapshot) => snapshot,
            None => unreachable!("an analysis that nobody cancels ends"),
        }
    }

    /// Analyses `text`; `None` as soon as `cancelled` says so, which is asked between the steps.
    pub fn unless(text: Arc<str>, format: Format, settings: &Settings, cancelled: &dyn Fn() -> bool) -> Option<Self> {
        let limit = (text.len() > settings.longest_draft)
            .then(|| format!("This draft is longer than {} MB and is not checked.", settings.longest_draft >> 20));
        let text = if limit.is_some() { Arc::from("") } else { text };
        let article = Article::new(Draft::new(text, format), &settings.house, cancelled)?;
        let findings = rules::check(&article, settings);
        Some(Snapshot { article, findings, limit })
    }

    /// The source that was analysed.
    pub fn text(&self) -> &Arc<str> {
        &self.article.draft.text
    }
}
