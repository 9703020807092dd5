//! A draft of one version with all that is known of it.

use std::sync::Arc;

use crate::analysis::Article;
use crate::config::Settings;
use crate::desk::{Known, Sources};
use crate::draft::{Draft, Format};
use crate::rules::{self, Breakdown, Finding, RULES, Review, Rule};

/// A draft of one version, its facts and its findings. It never changes.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The draft and its facts.
    pub article: Article,
    /// What it is written from.
    pub sources: Arc<Sources>,
    /// What the desk knows of it.
    pub known: Known,
    /// What the rules say, in the order of the spans; of [one that is being written](Snapshot::unless) with fixes that are
    /// still to be [proven](rules::proven).
    pub findings: Vec<Finding>,
    /// What they would say, had the editor not let it stand.
    pub stood: Vec<Finding>,
    /// What was not done because a limit was hit, in one sentence.
    pub limit: Option<String>,
    /// The rules that broke down, and how.
    pub broken: Vec<Breakdown>,
}

impl Snapshot {
    /// Analyses `text`, which has no sources.
    pub fn new(text: Arc<str>, format: Format, settings: &Settings) -> Self {
        Snapshot::from(text, format, settings, &Arc::default())
    }

    /// Analyses `text`, which is written from `sources`.
    pub fn from(text: Arc<str>, format: Format, settings: &Settings, sources: &Arc<Sources>) -> Self {
        match Snapshot::unless(None, text, format, settings, sources, &|| false) {
            Some(mut read) => {
                read.findings = rules::proven(&read.article, &read.findings, &mut read.broken);
                read
            }
            None => unreachable!("an analysis that nobody cancels ends"),
        }
    }

    /// Analyses `text`, which is being written from `sources`; `None` as soon as `cancelled` says so, which is asked between
    /// the steps. Its fixes are proven when they are asked for.
    ///
    /// `last` is what it was before an edit. It saves time, and changes nothing.
    pub fn unless(
        last: Option<&Snapshot>,
        text: Arc<str>,
        format: Format,
        settings: &Settings,
        sources: &Arc<Sources>,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Self> {
        Snapshot::by(RULES, last, text, format, settings, sources, cancelled)
    }

    /// The same by other `rules`.
    pub fn by(
        rules: &[Rule],
        last: Option<&Snapshot>,
        text: Arc<str>,
        format: Format,
        settings: &Settings,
        sources: &Arc<Sources>,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Self> {
        let limit = (text.len() > settings.longest_draft)
            .then(|| format!("This draft is longer than {} MB and is not checked.", settings.longest_draft >> 20));
        let text = if limit.is_some() { Arc::from("") } else { text };
        let last = last.map(|last| &last.article).filter(|last| last.draft.format == format);
        let article = match last {
            Some(last) => last.next(text, &settings.house, cancelled),
            None => Article::new(Draft::new(text, format), &settings.house, cancelled),
        }?;
        let known = Known::new(&article, sources);
        let Review { said: findings, stood, broken } = rules::check(rules, &article, &known, settings);
        Some(Snapshot { article, sources: sources.clone(), known, findings, stood, limit, broken })
    }

    /// All that is to be said of it beside the other drafts of its desk, where the rules say `across` of what it shares with
    /// them; in the order of the spans.
    pub fn findings_beside(&self, across: &[Finding], settings: &Settings) -> Vec<Finding> {
        let stets = self.article.draft.stets.len() + settings.stets.entries.len();
        if stets == 0 && across.is_empty() {
            return self.findings.clone();
        }
        rules::together(&self.article, self.findings.iter().chain(&self.stood).chain(across), settings, &self.broken)
    }

    /// The source that was analysed.
    pub fn text(&self) -> &Arc<str> {
        &self.article.draft.text
    }
}
