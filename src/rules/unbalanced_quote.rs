//! `unbalanced-quote`: a quotation mark with no partner.

use super::finding::{Finding, Fix, Related, Severity};
use super::rule::Rule;
use crate::analysis::Unbalanced;
use crate::text::{Edit, Span};

pub(super) const RULE: Rule = Rule {
    code: "unbalanced-quote",
    severity: Severity::Warning,
    unnecessary: false,
    unasked: true,
    literate: true,
    page: include_str!("../../tests/rules/unbalanced-quote.md"),
    check: |article, _| article.unbalanced.iter().map(finding).collect(),
    found: Some(|_, unbalanced| unbalanced.iter().map(|found| found.mark.start).collect()),
};

fn finding(unbalanced: &Unbalanced) -> Finding {
    let Unbalanced { mark, opens, partner, next, carries } = *unbalanced;
    let (message, title) = match opens {
        true => ("Nothing closes this quotation mark.", "Insert the closing mark"),
        false => ("Nothing opens the quote that this mark closes.", "Insert the opening mark"),
    };
    let related = next.map(|span| Related { span, message: "The next quote opens here.".to_owned(), elsewhere: None });
    let insert = partner.map(|(partner, place)| (title, Edit::replace(Span::new(place, place), partner)));
    let remove = (!carries).then(|| ("Remove this mark", Edit::remove(mark)));
    let fix = |(title, edit): (&str, Edit)| Fix { title: title.to_owned(), edits: vec![edit], automatic: None };
    Finding {
        code: RULE.code,
        severity: RULE.severity,
        span: mark,
        message: message.to_owned(),
        related: related.into_iter().collect(),
        fixes: insert.into_iter().chain(remove).map(fix).collect(),
    }
}
