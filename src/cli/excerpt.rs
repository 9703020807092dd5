//! A finding as a person reads it: where it stands, what is wrong, the words marked.

use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet, Title};

use super::place::Place;
use super::terminal;
use crate::config::Mistake;
use crate::rules::{Elsewhere, Finding, Severity};
use crate::text::{Buffer, Encoding, Position, Span};

/// How much is shown of the words that a finding is about, in code points.
const LONGEST: usize = 100;

/// How much is shown of what stands before and behind them in their lines, in code points.
const BESIDE: usize = 30;

/// No terminal is wider, in columns: what is shown is short enough as it is, and need not be cut again.
const WIDEST: usize = 1000;

/// Shows the findings of one draft.
pub struct Excerpts<'d> {
    path: &'d str,
    text: &'d str,
    lines: Buffer,
    renderer: Renderer,
}

impl<'d> Excerpts<'d> {
    /// Shows findings in `text`, the draft at `path`, in colour if `colour` is set.
    pub fn new(path: &'d str, text: &'d str, colour: bool) -> Self {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        Excerpts { path, text, lines: Buffer::new(text), renderer: renderer.term_width(WIDEST) }
    }

    /// `finding` with the places it leans on, a few lines each.
    pub fn of(&self, finding: &Finding) -> String {
        let level = match finding.severity {
            Severity::Warning => Level::WARNING,
            Severity::Information => Level::INFO,
        };
        let title = level.primary_title(terminal::harmless(&finding.message)).id(finding.code);
        let mut shown = self.excerpt(finding.span, title, AnnotationKind::Primary);
        for related in &finding.related {
            let title = Level::NOTE.primary_title(terminal::harmless(&related.message));
            if let Some(Elsewhere { key, lines: [line, _] }) = &related.elsewhere {
                let report = self.renderer.render(&[title.elements(std::iter::empty::<Element>())]);
                shown += &format!("{}:{line}: {report}\n", terminal::path(key));
                continue;
            }
            shown += &self.excerpt(related.span, title, AnnotationKind::Context);
        }
        shown
    }

    /// `mistake`, made in a `copydesk.toml`, with its line.
    pub fn mistake(&self, mistake: &Mistake) -> String {
        let title = Level::ERROR.primary_title(terminal::harmless(&mistake.message));
        self.excerpt(mistake.span, title, AnnotationKind::Primary)
    }

    /// The words of `span` under `title`, with a few of those beside them. Nobody wants to read a whole paragraph here,
    /// and the cost of a finding is not to grow with the length of its line: what is long is cut.
    fn excerpt(&self, span: Span, title: Title<'_>, kind: AnnotationKind) -> String {
        let line = self.lines.position(span.start, Encoding::Utf8).line;
        let start = self.lines.offset(Position { line, column: 0 }, Encoding::Utf8);
        let (before, words, rest) = (&self.text[start..span.start], span.of(self.text), &self.text[span.end..]);
        let after = &rest[..memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len())];

        let mut shown = tail(before, BESIDE);
        let from = shown.len();
        shown += &head(words, LONGEST);
        let to = shown.len();
        if to - from == words.len() {
            shown += &head(after, BESIDE);
        }
        let snippet = Snippet::source(harmless(&shown)).line_start(line as usize + 1).annotation(kind.span(from..to));
        let Place { line, column, .. } = Place::new(&self.lines, span.start);
        let report = self.renderer.render(&[title.element(snippet)]);
        format!("{}:{line}:{column}: {report}\n", terminal::path(self.path))
    }
}

/// `text` without the characters that a terminal takes for commands and the renderer lets pass, U+0080 to U+009F; what
/// stands in for them is as long.
fn harmless(text: &str) -> String {
    text.replace(|c| matches!(c, '\u{80}'..='\u{9f}'), "·")
}

/// The first words of `text`, as many as `most` code points hold, and a sign that there are more.
fn head(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => {
            let end = text[..end].rfind(char::is_whitespace).unwrap_or(end);
            format!("{} …", &text[..end])
        }
    }
}

/// The last words of `text`, as many as `most` code points hold, behind a sign that there are more.
fn tail(text: &str, most: usize) -> String {
    match text.char_indices().rev().nth(most) {
        None => text.to_owned(),
        Some((start, _)) => {
            let start = start + text[start..].find(char::is_whitespace).unwrap_or(0);
            format!("…{}", &text[start..])
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::rules::Related;

    /// What is shown of a finding about the words between `[` and `]` that leans on those between `{` and `}`.
    fn check(marked: &str, shown: Expect) {
        let mut text = String::new();
        let mut ends = [0; 4];
        for c in marked.chars() {
            match "[]{}".find(c) {
                Some(index) => ends[index] = text.len(),
                None => text.push(c),
            }
        }
        let [start, end, first, last] = ends;
        let related =
            Related { span: Span::new(first, last), message: "It stands here first.".to_owned(), elsewhere: None };
        let finding = Finding {
            code: "duplicate-paragraph",
            severity: Severity::Warning,
            span: Span::new(start, end),
            message: "This paragraph stands in the draft already.".to_owned(),
            related: if last > 0 { vec![related] } else { Vec::new() },
            fixes: Vec::new(),
        };
        shown.assert_eq(&Excerpts::new("silo.txt", &text, false).of(&finding));
    }

    #[test]
    fn a_paragraph_on_one_long_line_is_cut() {
        check(
            "Grain\n\n{The board met on Tuesday evening to hear from the people who live beside the old grain silo, most \
             of it about noise.}\n\nOther words.\n\nThen [the board met on Tuesday evening to hear from the people \
             who live beside the old grain silo, most of it about dust.] Then they all went home.\n",
            expect![[r#"
                silo.txt:7:6: warning[duplicate-paragraph]: This paragraph stands in the draft already.
                  |
                7 | Then the board met on Tuesday evening to hear from the people who live beside the old grain silo, most …
                  |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                silo.txt:3:1: note: It stands here first.
                  |
                3 | The board met on Tuesday evening to hear from the people who live beside the old grain silo, most …
                  | ---------------------------------------------------------------------------------------------------
            "#]],
        );
    }

    #[test]
    fn a_wrapped_paragraph_is_shown_in_its_lines() {
        check(
            "[The board met on Tuesday\r\nevening.] It went on\r\n{until ten.}\r\n",
            expect![[r#"
                silo.txt:1:1: warning[duplicate-paragraph]: This paragraph stands in the draft already.
                  |
                1 | / The board met on Tuesday
                2 | | evening. It went on
                  | |________^
                silo.txt:3:1: note: It stands here first.
                  |
                3 | until ten.
                  | ----------
            "#]],
        );
    }

    #[test]
    fn marks_stand_under_wide_and_odd_letters() {
        check(
            "\t“Nöbody said [漢字 e\u{301}],” 🗞 {here}",
            expect![[r#"
                silo.txt:1:15: warning[duplicate-paragraph]: This paragraph stands in the draft already.
                  |
                1 |     “Nöbody said 漢字 é,” 🗞 here
                  |                  ^^^^^^
                silo.txt:1:25: note: It stands here first.
                  |
                1 |     “Nöbody said 漢字 é,” 🗞 here
                  |                             ----
            "#]],
        );
    }

    #[test]
    fn words_far_into_a_long_line_are_shown_with_those_beside_them() {
        let before = "word ".repeat(300);
        check(
            &format!("{before}[so] {before}"),
            expect![[r#"
                silo.txt:1:1501: warning[duplicate-paragraph]: This paragraph stands in the draft already.
                  |
                1 | … word word word word word word so word word word word word …
                  |                                 ^^
            "#]],
        );
    }

    #[test]
    fn a_draft_cannot_command_the_terminal() {
        check(
            "\u{1b}c [red] \u{9b}32m \u{202e}green\u{7}",
            expect![[r#"
                silo.txt:1:4: warning[duplicate-paragraph]: This paragraph stands in the draft already.
                  |
                1 | ␛c red ·32m �green␇
                  |    ^^^
            "#]],
        );
    }

    #[test]
    fn nothing_can_be_marked() {
        check(
            "The end[]",
            expect![[r#"
                silo.txt:1:8: warning[duplicate-paragraph]: This paragraph stands in the draft already.
                  |
                1 | The end
                  |        ^
            "#]],
        );
    }
}
