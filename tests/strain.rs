//! Texts that nobody writes, but that come, in the built server: opened, typed in and asked about, they take time that grows
//! with their length, and no faster.

#![cfg(target_os = "linux")]

#[allow(dead_code, reason = "what is asked is asked of one draft")]
#[path = "support/editor.rs"]
mod editor;

use std::fs;
use std::time::Duration;

use editor::Editor;
use serde_json::{Value, json};

/// How much longer the longer text is.
const TIMES: usize = 4;

/// In how many times as long it is dealt with at most: in 16 times where the work grows with the square.
const SLOWEST: u32 = 9;

/// How often it is tried: on a busy machine a thread may do what another could have been spared.
const TRIALS: usize = 4;

/// Less than that is no measure.
const LEAST: Duration = Duration::from_millis(30);

const URI: &str = "file:///desk/strain.txt";

/// Deals with `text` of `size` parts and of [`TIMES`] as many, written in `language`.
fn check(language: &str, size: usize, text: impl Fn(usize) -> String) {
    let (short, long) = (text(size), text(TIMES * size));
    let mut seen = Vec::new();
    let linear = (0..TRIALS).any(|_| {
        seen.push([time(language, &short), time(language, &long)]);
        let [short, long] = seen[seen.len() - 1];
        long < SLOWEST * short.max(LEAST)
    });
    let sample: String = short.chars().take(60).collect();
    assert!(linear, "{sample:?}: {seen:?}");
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

/// How long the threads of the server have worked, which a busy machine does not lengthen.
fn worked(editor: &Editor) -> Duration {
    let tasks = fs::read_dir(format!("/proc/{}/task", editor.process().expect("a process"))).expect("a process");
    let nanoseconds = tasks.filter_map(|task| {
        let line = fs::read_to_string(task.ok()?.path().join("schedstat")).ok()?;
        line.split(' ').next()?.parse::<u64>().ok()
    });
    Duration::from_nanos(nanoseconds.sum())
}

/// `size` parts, each with a number of its own.
fn numbered(size: usize, part: impl Fn(usize) -> String) -> String {
    (0..size).map(part).collect()
}

/// A name for the number.
fn name(number: usize) -> String {
    let letter = |letters: &str, at: usize| char::from(letters.as_bytes()[at % letters.len()]);
    let syllable = |at: usize| [letter("bdfgklmnprstvz", at), letter("aeiou", at / 14)];
    let mut name: String = [number * 31, number / 70 * 31, number / 4_900].map(syllable).concat().iter().collect();
    name[..1].make_ascii_uppercase();
    name
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
