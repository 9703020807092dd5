//! `needless-stet`: an editor's mark, or an entry in the desk's file, that lets nothing stand.

use super::finding::{Elsewhere, Finding, Fix, Related, Severity};
use super::rule::Rule;
use crate::config::stet::Entry;
use crate::draft::{Draft, Stet};
use crate::text::{Edit, Span};

pub(super) const RULE: Rule = Rule {
    code: "needless-stet",
    severity: Severity::Information,
    unnecessary: false,
    unasked: true,
    literate: false,
    page: include_str!("../../tests/rules/needless-stet.md"),
    // That is seen once all other rules have spoken.
    check: |_, _| Vec::new(),
    found: None,
};

/// What is said of `stet`, which names `unknown`, a rule that there is not, or lets nothing stand in `draft`.
pub(super) fn finding(draft: &Draft, stet: &Stet, unknown: Option<Span>, severity: Severity) -> Finding {
    let codes: Vec<&str> = stet.codes.iter().map(|code| draft.slice(*code)).collect();
    let message = match (unknown, stet.block) {
        (Some(code), _) => format!("There is no rule “{}” that could be let stand.", draft.slice(code)),
        (None, None) => "No text stands behind this stet.".to_owned(),
        (None, Some(_)) if codes.is_empty() => "This stet lets nothing stand.".to_owned(),
        (None, Some(_)) => format!("This stet lets nothing stand: nothing is said here by {}.", codes.join(", ")),
    };
    let edits = vec![Edit::remove(with_line(&draft.text, stet.span))];
    // Whoever names others too wants to keep those.
    let fix = (codes.len() < 2).then(|| Fix { title: "Remove this stet".to_owned(), edits, automatic: None });
    let span = unknown.unwrap_or(stet.span);
    Finding { code: RULE.code, severity, span, message, related: Vec::new(), fixes: fix.into_iter().collect() }
}

/// What is said of `entry` in the desk's file at the path `file`, which lets nothing stand in `draft`: at the first words of
/// that, for the entry has no place in it. `None` if there are no words.
pub(super) fn of_entry(draft: &Draft, file: &str, entry: &Entry, severity: Severity) -> Option<Finding> {
    let block = draft.blocks.iter().find(|block| block.kind.is_text() && !block.prose.tokens.is_empty())?;
    let span = block.source(block.prose.tokens[0].span());
    let place = Elsewhere { key: file.into(), lines: [entry.line, entry.line] };
    let related = Related { span, message: "The entry.".to_owned(), elsewhere: Some(place) };
    let words = entry.words.trim_matches(['“', '”', '"']);
    let message = format!("A stet for this draft lets nothing stand: {} says nothing of “{words}”.", entry.rule);
    Some(Finding { code: RULE.code, severity, span, message, related: vec![related], fixes: Vec::new() })
}

/// `comment` with what is left of its line in `source`: the blanks before it, or the whole line if nothing else stands there.
/// Between two lines of text the break stays, which sets them off as the comment did.
fn with_line(source: &str, comment: Span) -> Span {
    let is_blank = [' ', '\t'];
    let before = source[..comment.start].trim_end_matches(is_blank);
    let behind = source[comment.end..].trim_start_matches(is_blank);
    let is_break = ['\n', '\r'];
    let (starts, ends) = (before.is_empty() || before.ends_with(is_break), behind.starts_with(is_break));
    if !(starts && (ends || behind.is_empty())) {
        // Between two words a blank stays.
        let start = if ends || behind.is_empty() || behind.starts_with("</") { before.len() } else { comment.start };
        let end =
            if ends || behind.len() == source[comment.end..].len() { comment.end } else { source.len() - behind.len() };
        return Span::new(start, end);
    }
    let line_break = if behind.starts_with("\r\n") { 2 } else { usize::from(ends) };
    let next = &behind[line_break..];
    let above = before.trim_end_matches(is_break);
    let is_joined = |gap: &str| matches!(gap, "\n" | "\r" | "\r\n");
    let between = !above.is_empty()
        && is_joined(&before[above.len()..])
        && !next.trim_start_matches(is_blank).is_empty()
        && !next.trim_start_matches(is_blank).starts_with(is_break);
    let end = source.len() - if between { behind.len() } else { next.len() };
    Span::new(before.len(), end)
}

#[cfg(test)]
mod tests {
    use super::with_line;
    use crate::text::Span;

    #[test]
    fn a_comment_goes_with_its_line() {
        for (source, expected) in [
            ("<!---->\nOne.", "One."),
            ("One.\r\n\r\n<!---->\r\nTwo.", "One.\r\n\r\nTwo."),
            ("One.\n<!---->\n\nTwo.", "One.\n\nTwo."),
            ("One.\n<!---->\nTwo.", "One.\n\nTwo."),
            ("One.\n  <!---->  ", "One.\n"),
            ("One. <!---->\nTwo.", "One.\nTwo."),
            ("One <!----> two.", "One two."),
            ("<p>One. <!----></p>", "<p>One.</p>"),
            ("<p>One.</p><!----> <p>Two.</p>", "<p>One.</p><p>Two.</p>"),
            ("<!----> One.", "One."),
        ] {
            let start = source.find("<!---->").expect("a comment");
            let span = with_line(source, Span::new(start, start + "<!---->".len()));
            assert_eq!(format!("{}{}", &source[..span.start], &source[span.end..]), expected, "{source:?}");
        }
    }
}
