//! What Copydesk says: one file a rule, one table of them all.
//!
//! A rule turns facts into findings: the message, the places it leans on, and the fixes. It finds nothing itself.

pub mod finding;
pub mod proof;
pub mod rule;
pub mod passage;
pub mod removal;
pub mod merging;
pub mod duplicate_paragraph;
pub mod unattributed_quote;
pub mod inconsistent_name;
pub mod unbalanced_quote;
pub mod wording;
pub mod altered_quote;
pub mod repeated_quote;
pub mod conflicting_attribution;
pub mod unintroduced_name;
pub mod misquoted_source;
pub mod copied_passage;
pub mod needless_stet;
pub mod standing;

pub use finding::{Elsewhere, Finding, Fix, Related, Severity};
pub use rule::Rule;
pub use standing::Review;

use crate::analysis::Article;
use crate::config::{Level, Settings};
use crate::desk::{Known, Shared};
use proof::Proof;

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
    misquoted_source::RULE,
    copied_passage::RULE,
    needless_stet::RULE,
];

/// The rule called `code`.
pub fn named(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

/// What the rules that speak, by `settings`, say of an article of which the desk knows what is `known`. Their fixes are those
/// that the rules propose; see [`proven`].
pub fn check(article: &Article, known: &Known, settings: &Settings) -> Review {
    let mut findings = Vec::new();
    for rule in RULES.iter().filter(|rule| speaks(rule, article, settings)) {
        let found = (rule.check)(article, known).into_iter();
        findings.extend(
            found.map(|finding| Finding { severity: weight(rule, settings).unwrap_or(finding.severity), ..finding }),
        );
    }
    review(article, findings, settings, false)
}

/// `findings` of `article` with those of their fixes alone that surely mend them.
pub fn proven<'f>(article: &Article, findings: impl IntoIterator<Item = &'f Finding>) -> Vec<Finding> {
    let mut proof = Proof::new(article);
    let proven = findings.into_iter().map(|finding| match named(finding.code).and_then(|rule| rule.found) {
        Some(found) => Finding { fixes: proof.read(finding, found), ..finding.clone() },
        None => finding.clone(),
    });
    proven.collect()
}

/// What the rules say of `article` beside the other drafts of its desk, with which it has the passages `shared` in common, in
/// the order of the spans.
pub fn across(article: &Article, shared: &[Shared], settings: &Settings) -> Vec<Finding> {
    let rule = &copied_passage::RULE;
    match speaks(rule, article, settings) {
        true => copied_passage::check(article, shared, weight(rule, settings).unwrap_or(rule.severity)),
        false => Vec::new(),
    }
}

/// What is to be said of `article`, of which the rules say all that is `spoken`, alone and [`across`] drafts; in the order of
/// the spans. Which of the editor's marks are needless is seen anew.
pub fn together<'f>(
    article: &Article,
    spoken: impl IntoIterator<Item = &'f Finding>,
    settings: &Settings,
) -> Vec<Finding> {
    let findings = spoken.into_iter().filter(|finding| finding.code != needless_stet::RULE.code);
    review(article, findings.cloned().collect(), settings, true).said
}

/// Sorts out what of `findings` stands; they are of all rules that speak, [`across`] drafts too or not.
fn review(article: &Article, findings: Vec<Finding>, settings: &Settings, across: bool) -> Review {
    let heard = |code: &str| match code {
        code if code == copied_passage::RULE.code && !across => false,
        code if code == misquoted_source::RULE.code && settings.sources.is_empty() => false,
        code => named(code).is_some_and(|rule| speaks(rule, article, settings)),
    };
    let rule = &needless_stet::RULE;
    let needless = speaks(rule, article, settings).then(|| weight(rule, settings).unwrap_or(rule.severity));
    Review::of(&article.draft, findings, &settings.stets, heard, needless)
}

/// Whether `rule` is to be heard of `article`.
fn speaks(rule: &Rule, article: &Article, settings: &Settings) -> bool {
    let asked = match settings.levels.get(rule.code) {
        Some(level) => *level != Level::Off,
        None => rule.unasked || settings.enabled.iter().any(|code| code == rule.code),
    };
    asked && !settings.source && (!rule.literate || !article.draft.foreign)
}

/// What all findings of `rule` weigh, if that is decided.
fn weight(rule: &Rule, settings: &Settings) -> Option<Severity> {
    match settings.levels.get(rule.code)? {
        Level::Warning => Some(Severity::Warning),
        Level::Information => Some(Severity::Information),
        Level::Off => None,
    }
}
