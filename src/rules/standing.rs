//! What the editor lets stand, by a [mark](Stet) in the draft.

use super::finding::{Finding, Severity};
use super::needless_stet;
use crate::config::levels::CODES;
use crate::draft::{Draft, Stet, stet};
use crate::text::Span;

/// What the rules say of a draft, once the editor's marks are heeded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// What is to be said, in the order of the spans: also of marks that let nothing stand.
    pub said: Vec<Finding>,
    /// What is let stand.
    pub stood: Vec<Finding>,
}

impl Review {
    /// Sorts out which of `findings`, all that the rules say of `draft`, stand. `heard` tells which rules have spoken: a mark
    /// that names another one is not judged. `needless` is what a needless mark weighs; `None` if nobody wants to know.
    pub fn of(draft: &Draft, findings: Vec<Finding>, heard: impl Fn(&str) -> bool, needless: Option<Severity>) -> Self {
        let mut used = vec![false; draft.stets.len()];
        let (stood, mut said): (Vec<_>, Vec<_>) = findings.into_iter().partition(|finding| {
            let mut stands = false;
            for (stet, used) in draft.stets.iter().zip(&mut used) {
                let lets = lets_stand(draft, stet, finding);
                *used |= lets;
                stands |= lets;
            }
            stands
        });
        for (stet, used) in draft.stets.iter().zip(used) {
            let Some(severity) = needless else { break };
            let is_known = |code: &Span| CODES.contains(&draft.slice(*code));
            let unknown = stet.codes.iter().filter(|code| !is_known(code));
            said.extend(unknown.map(|code| needless_stet::finding(draft, stet, Some(*code), severity)));
            if !used && stet.codes.iter().all(|code| is_known(code) && heard(draft.slice(*code))) {
                said.push(needless_stet::finding(draft, stet, None, severity));
            }
        }
        said.sort_by_key(|finding| (finding.span, finding.code));
        Review { said, stood }
    }
}

/// Whether `stet` means `finding`, which is about the block in which it begins.
fn lets_stand(draft: &Draft, stet: &Stet, finding: &Finding) -> bool {
    let named = stet.codes.is_empty() || stet.codes.iter().any(|code| draft.slice(*code) == finding.code);
    named && stet.block.is_some() && stet.block == stet::at(&draft.blocks, finding.span.start)
}
