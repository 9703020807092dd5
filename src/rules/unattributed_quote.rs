//! `unattributed-quote`: speech that no one is given for.

use super::finding::{Finding, Fix, Severity};
use super::rule::Rule;
use crate::analysis::{Article, Quote};
use crate::lexicon::Language;
use crate::text::{Edit, Span};

pub(super) const RULE: Rule = Rule {
    code: "unattributed-quote",
    severity: Severity::Warning,
    unnecessary: false,
    unasked: true,
    literate: true,
    page: include_str!("../../tests/rules/unattributed-quote.md"),
    check: |article, _| check(article),
    found: Some(|quotes, _| quotes.iter().filter(|quote| is_nobodys(quote)).map(|quote| quote.span.start).collect()),
};

const TITLE: &str = "Insert an attribution";

/// What the writer is to fill in.
const SPEAKER: &str = "NAME";

fn check(article: &Article) -> Vec<Finding> {
    let alone = article.quotes.iter().enumerate().filter(|(_, quote)| is_nobodys(quote));
    alone
        .map(|(index, quote)| Finding {
            code: RULE.code,
            severity: RULE.severity,
            span: quote.span,
            message: "Nobody is given for this quote.".to_owned(),
            related: Vec::new(),
            fixes: vec![attribution(article, last_stretch(article, index))],
        })
        .collect()
}

/// Whether a speech begins with `quote` that nobody is given for.
fn is_nobodys(quote: &Quote) -> bool {
    quote.attribution.is_none() && quote.continues.is_none()
}

/// The last stretch of the speech that begins with the quote `index`.
fn last_stretch(article: &Article, index: usize) -> &Quote {
    let mut last = index;
    for (next, quote) in article.quotes.iter().enumerate().skip(index + 1) {
        if quote.continues != Some(last) {
            break;
        }
        last = next;
    }
    &article.quotes[last]
}

/// Puts ", NAME said" behind the quote: its full stop becomes a comma and stands at the end again.
fn attribution(article: &Article, quote: &Quote) -> Fix {
    let text = &article.draft.text;
    if !quote.marked {
        return signature(quote.span.end);
    }
    // As a reader sees it; in the source its marks may be entities or tags.
    let block = &article.draft.blocks[quote.block];
    let words = article.said(quote);
    let closing =
        words.chars().next_back().filter(|c| !c.is_alphanumeric() && !matches!(c, '.' | ',' | '!' | '?' | '…'));
    let inner = &words[..words.len() - closing.map_or(0, char::len_utf8)];
    let end = quote.span.end;
    let rest = &text[end..];
    let insertion = |before: &str, after: &str, replaced: Span| {
        let clause = match article.draft.language {
            Language::English => format!("{SPEAKER} said"),
            Language::German => format!("sagte {SPEAKER}"),
        };
        let start = before.len() + clause.find(SPEAKER).unwrap_or_default();
        let mut edit = Edit::replace(replaced, format!("{before}{clause}{after}"));
        edit.blank = Some(start..start + SPEAKER.len());
        edit
    };
    let german = article.draft.language == Language::German;
    let edits = if inner.ends_with('.') && !inner.ends_with("..") {
        let last = quote.within.start + inner.len();
        let stop = block.source(Span::new(last - 1, last));
        let closing = &text[stop.end..end.max(stop.end)];
        let comma_outside = german && !closing.is_empty();
        let before = if comma_outside { format!("{closing}, ") } else { format!(",{closing} ") };
        vec![insertion(&before, ".", Span::new(stop.start, end))]
    } else if inner.ends_with(',') {
        vec![insertion(" ", ",", Span::new(end, end))]
    } else if inner.ends_with(['!', '?', '…', '.']) {
        let before = if german { ", " } else { " " };
        vec![insertion(before, ".", Span::new(end, end))]
    } else if rest.starts_with('.') {
        vec![insertion(", ", "", Span::new(end, end))]
    } else {
        vec![insertion(", ", ",", Span::new(end, end))]
    };
    Fix { title: TITLE.to_owned(), edits, automatic: None }
}

/// Puts "— NAME" at `end`, where a block quotation ends.
fn signature(end: usize) -> Fix {
    let before = " — ";
    let mut edit = Edit::replace(Span::new(end, end), format!("{before}{SPEAKER}"));
    edit.blank = Some(before.len()..before.len() + SPEAKER.len());
    Fix { title: TITLE.to_owned(), edits: vec![edit], automatic: None }
}
