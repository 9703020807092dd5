//! `copied-passage`: a passage that stands in another draft of the desk too.

use super::finding::{Elsewhere, Finding, Related, Severity};
use super::rule::Rule;
use crate::analysis::Article;
use crate::analysis::duplicates::sentences::Sentences;
use crate::desk::{Shared, Shelf};
use crate::draft::Kind;

pub(super) const RULE: Rule = Rule {
    code: "copied-passage",
    severity: Severity::Information,
    unnecessary: false,
    unasked: true,
    literate: false,
    page: include_str!("../../tests/rules/copied-passage.md"),
    // A draft alone has nothing in common with others.
    check: |_, _| Vec::new(),
    found: None,
};

/// The findings in `article`, which has the passages `shared` in common with other drafts. What was printed may be repeated:
/// that weighs no more than information.
pub(super) fn check(article: &Article, shared: &[Shared], severity: Severity) -> Vec<Finding> {
    if shared.is_empty() {
        return Vec::new();
    }
    let sentences = Sentences::new(&article.draft);
    let findings = shared.iter().map(|shared| {
        let span = sentences.span(&shared.sentences);
        let (first, last) = shared.lines;
        let place = Elsewhere { key: shared.draft.clone(), lines: [first as usize, last as usize] };
        let message = "The same passage.".to_owned();
        Finding {
            code: RULE.code,
            severity: if shared.shelf == Shelf::Archive { Severity::Information } else { severity },
            span,
            message: self::message(&sentences, shared),
            related: vec![Related { span, message, elsewhere: Some(place) }],
            fixes: Vec::new(),
        }
    });
    findings.collect()
}

fn message(sentences: &Sentences, shared: &Shared) -> String {
    let Shared { sentences: passage, alike: (alike, of), name, lines: (first, last), shelf, .. } = shared;
    let mut blocks: Vec<usize> = passage.clone().map(|sentence| sentences.block(sentence)).collect();
    blocks.dedup();
    let (count, what) = match (sentences.is_whole(passage), sentences.kind(passage.start)) {
        (true, Kind::Item) if blocks.len() == 1 => (1, "list item"),
        (true, _) => (blocks.len(), "paragraph"),
        (false, _) => (passage.len(), "sentence"),
    };
    let same = alike == of;
    let what = match (count, same) {
        (1, true) => format!("This {what}"),
        (1, false) => format!("Nearly the same {what}"),
        (_, true) => format!("These {count} {what}s"),
        (_, false) => format!("Nearly the same {count} {what}s"),
    };
    let verb = match (count, shelf) {
        (1, Shelf::Drafts) => "stands in",
        (_, Shelf::Drafts) => "stand in",
        (1, Shelf::Archive) => "was printed in",
        (_, Shelf::Archive) => "were printed in",
    };
    let too = if *shelf == Shelf::Drafts { " too" } else { "" };
    let place = if first == last { format!("line {first}") } else { format!("lines {first} to {last}") };
    let share = if same { String::new() } else { format!(" ({} % of the words)", 100 * alike / of.max(&1)) };
    format!("{what} {verb} “{name}”{too}, on {place}{share}.")
}
