//! What is not done about a draft, and why.

use super::snapshot::Snapshot;
use crate::rules::RULES;

/// A sentence for each thing that is not done about a draft: because it is too long, or in a language that we do not read, or
/// because a rule broke down.
pub fn limits(snapshot: &Snapshot) -> Vec<String> {
    let foreign = snapshot.article.draft.foreign.then(|| {
        let silent: Vec<&str> = RULES.iter().filter(|rule| rule.literate).map(|rule| rule.code).collect();
        format!("This draft is neither in English nor in German: {} are silent.", silent.join(", "))
    });
    let broken = snapshot.broken.iter().filter_map(|broken| broken.rule);
    let broken = broken.map(|rule| format!("The rule {rule} broke down; this is a fault of ours."));
    snapshot.limit.clone().into_iter().chain(foreign).chain(broken).collect()
}
