//! Texts that nobody writes, but that come, in the built server: opened, typed in and asked about, they take time that grows
//! with their length, and no faster.

#![cfg(target_os = "linux")]

#[allow(dead_code, reason = "what is asked is asked of one draft")]
#[path = "support/editor.rs"]
mod editor;
#[path = "support/growth.rs"]
mod growth;
#[path = "support/worked.rs"]
mod worked;

use std::time::Duration;

use editor::Editor;
use growth::{name, numbered};
use serde_json::{Value, json};

/// Less than that is no measure.
const LEAST: Duration = Duration::from_millis(30);

const URI: &str = "file:///desk/strain.txt";

/// Deals with `text` of many parts, `size` at least, and of more, written in `language`.
fn check(language: &str, size: usize, text: impl Fn(usize) -> String) {
    growth::check(LEAST, size, text, |text| time(language, text));
}

fn time(language: &str, text: &str) -> Duration {
    let mut editor = Editor::with_options(json!({"caretDelay": 0}));
    let before = worked(&editor);
    editor.open(URI, language, text);
    editor.diagnostics(URI, 1);
    for (version, line) in [(2, 0), (3, 1_000_000)] {
        let place = json!({"line": line, "character": 0});
        editor.change(URI, version, json!([{"range": {"start": place, "end": place}, "text": "e"}]));
        editor.diagnostics(URI, version);
    }
    for asked in
        ["hover", "references", "rename", "completion", "documentSymbol", "codeLens", "inlayHint", "codeAction"]
    {
        let id = editor.ask_about(URI, asked);
        let answer = editor.answer(id);
        assert!(answer.is_ok() || asked == "rename", "{asked}: {answer:?}");
    }
    let worked = worked(&editor) - before;
    assert_eq!(editor.finish(), 0);
    worked
}

/// How long the server has worked.
fn worked(editor: &Editor) -> Duration {
    editor.process().and_then(worked::process).expect("a process")
}

#[test]
fn quotes() {
    check("plaintext", 1_000, |size| "“ ".repeat(size));
    check("plaintext", 200, |size| {
        numbered(size, |at| format!("“We open gate {at} again,” said {} Gray.\n\n", name(at)))
    });
    check("markdown", 200, |size| numbered(size, |at| format!("> “Nobody came to gate {at} to open it again.”\n\n")));
}

#[test]
fn paragraphs() {
    let paragraph = "The pump in the square gives no water before nine in the morning, said Ann Gray.";
    check("plaintext", 150, |size| format!("{paragraph}\n\n").repeat(size));
    check("html", 150, |size| format!("<p>{paragraph}</p>\n").repeat(size));
    check("plaintext", 1_500, |size| "Pump\n".repeat(size));
}

#[test]
fn one_line() {
    check("plaintext", 500, |size| numbered(size, |at| format!("The road to {} would be closed. ", name(at))));
    check("markdown", 500, |size| "*a* [b](c) ".repeat(size));
}

#[test]
fn names() {
    check("plaintext", 250, |size| numbered(size, |at| format!("{} {} spoke. ", name(at), name(at + 9_999))));
}

#[test]
fn tags() {
    check("html", 1_000, |size| "<div>a ".repeat(size));
    check("html", 1_000, |size| numbered(size, |at| format!("<x{at}>a ")));
    check("markdown", 200, |size| "<!-- stet -->\nThe pump in the square gives no water before nine.\n\n".repeat(size));
}

#[test]
fn nesting() {
    check("markdown", 1_000, |size| "> ".repeat(size));
    check("markdown", 1_000, |size| "[".repeat(size));
    check("markdown", 20, |size| numbered(size, |depth| format!("{}- a\n", "  ".repeat(depth))));
}

/// No answer is cut short.
#[test]
fn an_answer_of_ten_thousand_symbols() {
    let mut editor = Editor::new(json!({}));
    editor.open(URI, "markdown", &numbered(10_000, |at| format!("# Gate {at}\n")));
    let symbols = editor.request("textDocument/documentSymbol", json!({"textDocument": {"uri": URI}}));
    assert_eq!(symbols.as_ref().ok().and_then(Value::as_array).map(Vec::len), Some(10_000));
    assert_eq!(editor.finish(), 0);
}
