//! `copied-passage`: a passage that stands in another draft of the desk too, or what of the draft stands in a source.

use super::finding::{Elsewhere, Finding, Related, Severity};
use super::rule::Rule;
use super::wording::{beginning, counted};
use crate::analysis::Article;
use crate::analysis::duplicates::sentences::Sentences;
use crate::desk::{Known, Lifted, LiftedPassage, Shared, Shelf};
use crate::draft::Kind;

pub(super) const RULE: Rule = Rule {
    code: "copied-passage",
    severity: Severity::Information,
    unnecessary: false,
    unasked: true,
    literate: false,
    page: include_str!("../../tests/rules/copied-passage.md"),
    check: from_sources,
    found: None,
};

/// The findings in `article` of what stands in its sources, one for each of them, where the first of it stands.
fn from_sources(article: &Article, known: &Known) -> Vec<Finding> {
    if known.lifted.is_empty() {
        return Vec::new();
    }
    let (sentences, all) = (article.sentences(), article.lines());
    let findings = known.lifted.iter().filter_map(|lifted| {
        let related = lifted.passages.iter().map(|LiftedPassage { sentences: passage, lines, .. }| {
            let span = sentences.span(passage);
            let message = format!("Line {} here: “{}”", all.number(span.start), beginning(article.shown(span)));
            Related { span, message, elsewhere: Some(Elsewhere { key: lifted.key.clone(), lines: *lines }) }
        });
        // The whole of it may be the whole draft.
        let first = lifted.passages.first()?.sentences.start;
        Some(Finding {
            code: RULE.code,
            severity: RULE.severity,
            span: sentences.span(&(first..first + 1)),
            message: taken(&sentences, lifted),
            related: related.collect(),
            fixes: Vec::new(),
        })
    });
    findings.collect()
}

/// How much of the draft was taken from a source, and how much of the source that is.
fn taken(sentences: &Sentences, lifted: &Lifted) -> String {
    let (mut paragraphs, mut others) = (0, 0);
    for LiftedPassage { sentences: passage, .. } in &lifted.passages {
        let whole = |block: usize| {
            let block = sentences.of_block(block);
            passage.start <= block.start && block.end <= passage.end
        };
        let blocks = sentences.block(passage.start)..sentences.block(passage.end - 1) + 1;
        paragraphs += blocks.filter(|block| !sentences.of_block(*block).is_empty() && whole(*block)).count();
        others += passage.clone().filter(|sentence| !whole(sentences.block(*sentence))).count();
    }
    let parts = [(paragraphs, "paragraph"), (others, "sentence")].into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, what)| counted(count, what)).collect();
    let verb = if paragraphs + others == 1 { "is" } else { "are" };
    let how = if lifted.is_exact() { "word for word" } else { "nearly word for word" };
    format!(
        "{} here {verb} {how} from “{}”: {} % of it, and {} % of this draft outside quotation marks.",
        parts.join(" and "),
        lifted.name,
        lifted.share_of_source(),
        lifted.share_of_draft()
    )
}

/// The findings in `article`, which has the passages `shared` in common with other drafts. What was printed may be repeated:
/// that weighs no more than information.
pub(super) fn check(article: &Article, shared: &[Shared], severity: Severity) -> Vec<Finding> {
    if shared.is_empty() {
        return Vec::new();
    }
    let sentences = article.sentences();
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
