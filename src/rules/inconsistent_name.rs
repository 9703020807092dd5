//! `inconsistent-name`: a person's name written at odds with the draft's own spelling, or the house's.

use super::finding::{Finding, Fix, Related, Severity};
use super::rule::Rule;
use crate::analysis::{Article, Difference, Spelling};
use crate::config::{Listed, Pronoun};
use crate::draft::{Draft, Kind};
use crate::text::{Edit, Span};

pub(super) const RULE: Rule = Rule {
    code: "inconsistent-name",
    severity: Severity::Warning,
    unnecessary: false,
    page: include_str!("../../tests/rules/inconsistent-name.md"),
    check,
};

/// A change in more places than these is a matter of searching and replacing.
const MANY: usize = 50;

fn check(article: &Article) -> Vec<Finding> {
    let mut findings: Vec<Finding> = article
        .spellings
        .iter()
        .flat_map(|spelling| spelling.places.iter().map(|&place| finding(article, spelling, place)))
        .collect();
    findings.sort_by_key(|finding| finding.span);
    findings
}

fn finding(article: &Article, spelling: &Spelling, place: Span) -> Finding {
    let Spelling { written, elsewhere, places, others, .. } = spelling;
    let listed = spelling.listed.map(|entry| &article.house.people()[entry]);
    let (severity, done) = match spelling.difference {
        Difference::Letters => (Severity::Warning, "spelt"),
        Difference::Accent => (Severity::Warning, "written"),
        Difference::Form | Difference::Glyph => (Severity::Information, "written"),
    };
    let message = match listed {
        Some(Listed { name, pronoun, .. }) => {
            let whom = pronoun.map_or("this name", Pronoun::object);
            format!("The house spells {whom} “{name}”, not “{written}”.")
        }
        None => {
            let stands = times(others.len());
            format!("“{written}” is {done} “{elsewhere}” elsewhere in this draft ({stands}).")
        }
    };
    let mut related: Vec<Related> = Vec::new();
    if let Some(&first) = others.first() {
        related.push(Related { span: first, message: first_of(elsewhere, others.len()) });
    }
    let change = |title: String, places: &[Span], text: &str| Fix {
        title,
        edits: places.iter().map(|&place| Edit::replace(place, text)).collect(),
        automatic: None,
    };
    let mut fixes = vec![change(format!("Change to “{elsewhere}”"), &[place], elsewhere)];
    if (2..=MANY).contains(&places.len()) {
        fixes.push(change(format!("Change all {} to “{elsewhere}”", places.len()), places, elsewhere));
    }
    let title = match others.len() {
        1 => format!("Change the other to “{written}”"),
        count => format!("Change the other {count} to “{written}”"),
    };
    // The house has decided.
    if listed.is_none() && others.len() <= MANY {
        fixes.push(change(title, others, written));
    }
    fixes.retain(|fix| fix.edits.iter().all(|edit| fits(&article.draft, edit)));
    Finding { code: RULE.code, severity, span: place, message, related, fixes }
}

/// Whether the text of `edit` can stand where it goes: not if the value of front matter or of an attribute there is
/// written between marks that it holds, as 'Rosa Odell' is.
fn fits(draft: &Draft, edit: &Edit) -> bool {
    let block = draft.block_at(edit.span.start).map(|index| &draft.blocks[index]);
    let label = block.filter(|block| block.kind == Kind::Label);
    let mark = label.and_then(|label| draft.text[..label.span.start].chars().next_back());
    !mark.is_some_and(|mark| matches!(mark, '"' | '\'') && edit.text.contains(mark))
}

fn first_of(spelling: &str, count: usize) -> String {
    match count {
        1 => format!("“{spelling}” stands here"),
        count => format!("“{spelling}” stands here first, {} in all", times(count)),
    }
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    }
}
