//! What is not done about a draft, and why.

use super::snapshot::Snapshot;
use crate::rules::RULES;

/// A sentence for each thing that is not done about a draft: because it is too long, or in a language that we do not read.
pub fn limits(snapshot: &Snapshot) -> Vec<String> {
    let foreign = snapshot.article.draft.foreign.then(|| {
        let silent: Vec<&str> = RULES.iter().filter(|rule| rule.literate).map(|rule| rule.code).collect();
        format!("This draft is neither in English nor in German: {} are silent.", silent.join(", "))
    });
    snapshot.limit.clone().into_iter().chain(foreign).collect()
}
