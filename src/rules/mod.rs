//! What Copydesk says: one file a rule, one table of them all.
//!
//! A rule turns facts into findings: the message, the places it leans on, and the fixes. It finds nothing itself.

pub mod finding;
pub mod wording;
pub mod breakdown;
pub mod proof;
pub mod rule;
pub mod passage;
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
pub mod misquoted_source;
pub mod copied_passage;
pub mod needless_stet;
pub mod standing;

pub use breakdown::Breakdown;
pub use finding::{Elsewhere, Finding, Fix, Related, Severity};
pub use rule::Rule;
pub use standing::Review;

use crate::analysis::Article;
use crate::config::{Level, Settings};
use crate::desk::{Known, Shared};
use breakdown::caught;
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

/// What those of `rules` that speak, by `settings`, say of an article of which the desk knows what is `known`. Their fixes are
/// those that the rules propose; see [`proven`]. One that breaks down says nothing.
pub fn check(rules: &[Rule], article: &Article, known: &Known, settings: &Settings) -> Review {
    let (mut findings, mut broken) = (Vec::new(), Vec::new());
    for rule in rules.iter().filter(|rule| speaks(rule, article, settings)) {
        let found = caught(Some(rule.code), &mut broken, || (rule.check)(article, known)).into_iter().flatten();
        findings.extend(
            found.map(|finding| Finding { severity: weight(rule, settings).unwrap_or(finding.severity), ..finding }),
        );
    }
    let review = review(article, findings, settings, &broken, false);
    Review { broken, ..review }
}

/// `findings` of `article` with those of their fixes alone that surely mend them. One at which its rule breaks down has none.
pub fn proven<'f>(
    article: &Article,
    findings: impl IntoIterator<Item = &'f Finding>,
    broken: &mut Vec<Breakdown>,
) -> Vec<Finding> {
    let mut proof = Proof::new(article);
    let proven = findings.into_iter().map(|finding| match named(finding.code).and_then(|rule| rule.found) {
        Some(found) => {
            let fixes = caught(Some(finding.code), broken, || proof.read(finding, found)).unwrap_or_default();
            Finding { fixes, ..finding.clone() }
        }
        None => finding.clone(),
    });
    proven.collect()
}

/// What the rules say of `article` beside the other drafts of its desk, with which it has the passages `shared` in common, in
/// the order of the spans. One that breaks down says nothing.
pub fn across(article: &Article, shared: &[Shared], settings: &Settings, broken: &mut Vec<Breakdown>) -> Vec<Finding> {
    let rule = &copied_passage::RULE;
    if !speaks(rule, article, settings) {
        return Vec::new();
    }
    let severity = weight(rule, settings).unwrap_or(rule.severity);
    caught(Some(rule.code), broken, || copied_passage::check(article, shared, severity)).unwrap_or_default()
}

/// What is to be said of `article`, of which the rules but those that are `broken` say all that is `spoken`, alone and
/// [`across`] drafts; in the order of the spans. Which of the editor's marks are needless is seen anew.
pub fn together<'f>(
    article: &Article,
    spoken: impl IntoIterator<Item = &'f Finding>,
    settings: &Settings,
    broken: &[Breakdown],
) -> Vec<Finding> {
    let findings = spoken.into_iter().filter(|finding| finding.code != needless_stet::RULE.code);
    review(article, findings.cloned().collect(), settings, broken, true).said
}

/// Sorts out what of `findings` stands; they are of all rules that speak but those that are `broken`, [`across`] drafts too or
/// not.
fn review(
    article: &Article,
    findings: Vec<Finding>,
    settings: &Settings,
    broken: &[Breakdown],
    across: bool,
) -> Review {
    let heard = |code: &str| match code {
        code if broken.iter().any(|broken| broken.rule == Some(code)) => false,
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
