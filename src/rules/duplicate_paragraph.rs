//! `duplicate-paragraph`: a passage that stands earlier in the draft too.

use super::finding::{Finding, Fix, Related, Severity};
use super::merging;
use super::passage::{Passage, Passages};
use super::removal;
use super::rule::Rule;
use crate::analysis::{Article, Copy};
use crate::draft::Kind;
use crate::text::Edit;

pub(super) const RULE: Rule = Rule {
    code: "duplicate-paragraph",
    severity: Severity::Warning,
    unnecessary: true,
    unasked: true,
    literate: false,
    page: include_str!("../../tests/rules/duplicate-paragraph.md"),
    check: |article, _| check(article),
    found: None,
};

fn check(article: &Article) -> Vec<Finding> {
    if article.copies.is_empty() {
        return Vec::new();
    }
    let text = &article.draft.text;
    let mut passages = Passages::new(&article.draft);
    let superfluous: Vec<Passage> =
        article.copies.iter().filter(|copy| is_superfluous(copy)).map(|copy| passages.at(copy.span)).collect();
    let mut cuts = removal::cuts(text, &superfluous).into_iter();
    let findings = article.copies.iter().map(|copy| {
        let automatic = if is_superfluous(copy) { cuts.next() } else { None };
        let mut fixes = vec![removing("Remove this copy", removal::cut(text, &passages.at(copy.span)), automatic)];
        // With a third copy, the second one would be left.
        if copy.before == 1 {
            fixes.push(removing("Remove the first copy", removal::cut(text, &passages.at(copy.first)), None));
            if let Some(edits) = merging::merge(article, copy) {
                let title = "Merge: keep this longer version, in the place of the first".to_owned();
                // What it adds is lost if it is removed.
                let place = if copy.news { 0 } else { fixes.len() };
                fixes.insert(place, Fix { title, edits, automatic: None });
            }
        }
        let earlier = match (copy.exact(), copy.sentences) {
            (false, _) => "The earlier version.",
            (true, None | Some(1)) => "It stands here first.",
            (true, Some(_)) => "They stand here first.",
        };
        Finding {
            code: RULE.code,
            severity: if copy.display { Severity::Information } else { RULE.severity },
            span: copy.span,
            message: message(article, copy),
            related: vec![Related { span: copy.first, message: earlier.to_owned(), elsewhere: None }],
            fixes,
        }
    });
    findings.collect()
}

/// Whether nothing is lost with the later copy: it holds no name and no number that the first one lacks, and is no deck or
/// caption that a page may want.
fn is_superfluous(copy: &Copy) -> bool {
    !copy.display && !copy.news
}

/// The fix that makes `edit`, or `automatic` where all copies go at once.
fn removing(title: &str, edit: Edit, automatic: Option<Edit>) -> Fix {
    Fix { title: title.to_owned(), edits: vec![edit], automatic: automatic.map(|edit| vec![edit]) }
}

fn message(article: &Article, copy: &Copy) -> String {
    let (what, stands) = match (copy.sentences, article.draft.blocks[copy.block].kind) {
        (Some(1), _) => ("sentence", "stands"),
        (Some(_), _) => ("sentences", "stand"),
        (None, Kind::Heading) => ("heading", "stands"),
        (None, Kind::Item) => ("list item", "stands"),
        (None, Kind::Quotation) => ("quotation", "stands"),
        (None, Kind::Caption) => ("caption", "stands"),
        (None, Kind::Paragraph | Kind::Cell | Kind::Label) => ("paragraph", "stands"),
    };
    let these = if stands == "stand" { "These" } else { "This" };
    let lines = article.lines();
    let (line, own) = (lines.number(copy.first.start), lines.number(copy.span.start));
    let place = if line == own { "earlier in this line".to_owned() } else { format!("on line {line}") };
    if copy.exact() {
        return format!("{these} {what} already {stands} {place}.");
    }
    let (alike, of) = copy.alike;
    format!("Nearly the same {what} already {stands} {place} ({} % of the words).", 100 * alike / of.max(1))
}
