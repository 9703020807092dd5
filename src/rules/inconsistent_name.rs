//! `inconsistent-name`: a person's name written at odds with the draft's own spelling, or the house's.

use std::iter::once;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::finding::{Finding, Fix, Related, Severity};
use super::rule::Rule;
use crate::analysis::{Article, Difference, Spelling};
use crate::config::{Listed, Pronoun};
use crate::lexicon::letters::{is_apostrophe, is_hyphen};
use crate::lexicon::names::Relation;
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    code: "inconsistent-name",
    severity: Severity::Warning,
    unnecessary: false,
    unasked: true,
    literate: false,
    page: include_str!("../../tests/rules/inconsistent-name.md"),
    check: |article, _| check(article),
    found: None,
};

/// A change in more places than these is a matter of searching and replacing.
const MANY: usize = 50;

fn check(article: &Article) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        article.spellings.iter().flat_map(|spelling| findings(article, spelling)).collect();
    findings.sort_by_key(|finding| finding.span);
    findings
}

/// One for each of the places of `spelling`.
fn findings(article: &Article, spelling: &Spelling) -> impl Iterator<Item = Finding> {
    let Spelling { written, elsewhere, places, others, .. } = spelling;
    let listed = spelling.listed.map(|entry| &article.house.people()[entry]);
    let severity = match spelling.difference {
        Difference::Letters | Difference::Given | Difference::Particle | Difference::Accent => Severity::Warning,
        Difference::Gap | Difference::Form | Difference::Glyph => Severity::Information,
    };
    let message = listed.map_or_else(|| message(spelling), |listed| decided(listed, written));
    let mut related: Vec<Related> = Vec::new();
    if let Some(&first) = others.first() {
        related.push(Related { span: first, message: first_of(elsewhere, others.len()), elsewhere: None });
    }
    let change = |title: String, places: &[Span], text: &str| Fix {
        title,
        edits: places.iter().flat_map(|&place| article.draft.rewrite(place, text)).collect(),
        automatic: None,
    };
    // The same at each of the places.
    let mut elsewhere_too = Vec::new();
    if (2..=MANY).contains(&places.len()) {
        elsewhere_too.push(change(format!("Change all {} to “{elsewhere}”", places.len()), places, elsewhere));
    }
    let title = match others.len() {
        1 => format!("Change the other to “{written}”"),
        count => format!("Change the other {count} to “{written}”"),
    };
    // The house has decided.
    if listed.is_none() && others.len() <= MANY {
        elsewhere_too.push(change(title, others, written));
    }
    places.iter().map(move |&place| {
        let here = change(format!("Change to “{elsewhere}”"), &[place], elsewhere);
        let fixes = once(here).chain(elsewhere_too.iter().cloned()).collect();
        let (message, related) = (message.clone(), related.clone());
        Finding { code: RULE.code, severity, span: place, message, related, fixes }
    })
}

/// That the house has decided against `written`.
fn decided(Listed { name, pronoun, .. }: &Listed, written: &str) -> String {
    let whom = pronoun.map_or("this name", Pronoun::object);
    format!("The house spells {whom} “{name}”, not “{written}”.")
}

/// What is odd about a spelling.
fn message(spelling: &Spelling) -> String {
    let Spelling { written, elsewhere, others, .. } = spelling;
    let there = format!("elsewhere in this draft ({})", times(others.len()));
    let small = |word: &str| word.to_lowercase();
    let without = |word: &str, left_out: fn(char) -> bool| small(word).replace(left_out, "");
    let form = |what: &str| format!("“{written}” differs in {what} from “{elsewhere}” {there}.");
    match spelling.difference {
        Difference::Letters if Relation::between(written, elsewhere) == Some(Relation::Spelling) => {
            format!("“{written}” is another spelling of “{elsewhere}”, which stands {there}.")
        }
        Difference::Letters => format!("“{written}” is spelt “{elsewhere}” {there}."),
        Difference::Given => format!("“{written}” is “{elsewhere}” {there}, with the same surname and office."),
        Difference::Particle => form("a particle"),
        Difference::Gap => form("a gap"),
        Difference::Accent if plain(elsewhere) == *written => {
            format!("“{written}” lost the accent of “{elsewhere}”, which stands {there}.")
        }
        Difference::Accent if plain(written) == *elsewhere => {
            format!("“{written}” has an accent that “{elsewhere}” {there} has not.")
        }
        Difference::Form if small(written) == small(elsewhere) => form("a capital"),
        Difference::Form if without(written, is_hyphen) == without(elsewhere, is_hyphen) => form("a hyphen"),
        Difference::Form if without(written, is_apostrophe) == without(elsewhere, is_apostrophe) => {
            form("an apostrophe")
        }
        Difference::Accent | Difference::Form | Difference::Glyph => {
            format!("“{written}” is written “{elsewhere}” {there}.")
        }
    }
}

/// `word` without its accents.
fn plain(word: &str) -> String {
    let letters = word.nfd().filter(|c| !is_combining_mark(*c));
    let bare = letters.map(|c| match c {
        'ø' => 'o',
        'Ø' => 'O',
        'ł' => 'l',
        'Ł' => 'L',
        'đ' => 'd',
        'Đ' => 'D',
        c => c,
    });
    bare.collect()
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
