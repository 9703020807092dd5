//! More than a writer can do: thousands of changes in one go, hundreds of open drafts, requests in between; and what is left of
//! it in the built server.

#[allow(dead_code, reason = "a burst asks for little")]
#[path = "support/editor.rs"]
mod editor;

use copydesk::config::Settings;
use copydesk::draft::Format;
use copydesk::ide::{Snapshot, Symbol, symbols};
use editor::{Dice, Editor};
use serde_json::{Value, json};

/// Everything that may be asked about a draft at a place.
const ASKED: [&str; 12] = [
    "hover",
    "definition",
    "references",
    "documentHighlight",
    "prepareRename",
    "rename",
    "completion",
    "documentSymbol",
    "codeLens",
    "inlayHint",
    "codeAction",
    "diagnostic",
];

fn range(start: usize, end: usize) -> Value {
    json!({"start": {"line": 0, "character": start}, "end": {"line": 0, "character": end}})
}

/// An article about the lock with this number, which has two faults.
fn article(number: usize) -> String {
    format!(
        "Tilda Brandt keeps lock {number} on the river.\n\n“The gate is older than I am,” said Brandt. “I paint it.”\n\n\
         The gate of lock {number} was hung in the year of the flood, when the mill stood here.\n\n\
         “Nobody came to tell us that the gate of lock {number} was going to be shut again.”\n\n\
         The gate of lock {number} was hung in the year of the flood, when the mill stood here.\n"
    )
}

/// The codes of what is found in `text` that is opened afresh.
fn fresh(text: &str) -> (Vec<&'static str>, Vec<String>) {
    fn named(all: Vec<Symbol>, names: &mut Vec<String>) {
        for symbol in all {
            names.push(symbol.name);
            named(symbol.children, names);
        }
    }
    let fresh = Snapshot::new(text.into(), Format::Plain, &Settings::default());
    let mut names = Vec::new();
    named(symbols(&fresh), &mut names);
    (fresh.findings.iter().map(|finding| finding.code).collect(), names)
}

fn texts(list: &Value, key: &str) -> Vec<String> {
    let list = list.as_array().expect("a list").iter();
    list.map(|it| it[key].as_str().expect("a text").to_owned()).collect()
}

/// What is said of `uri` in `version` is what a fresh reading of `text` says.
fn hold(editor: &mut Editor, uri: &str, version: i32, text: &str) {
    let said = editor.diagnostics(uri, version);
    let (codes, names) = fresh(text);
    assert_eq!(texts(&said, "code"), codes, "{uri}");
    let asked = editor.ask_about(uri, "documentSymbol");
    assert_eq!(texts(&editor.answer(asked).expect("symbols"), "name"), names, "{uri}");
}

fn hasty() -> Editor {
    Editor::with_options(json!({"caretDelay": 0, "rules": {"copied-passage": "off"}}))
}

/// Puts a random letter or space into the first line of `text`, or takes one out; the change.
fn typed(dice: &mut Dice, text: &mut String) -> Value {
    let line = text.find('\n').unwrap_or(text.len());
    let at = dice.roll(line);
    if line > 60 {
        text.remove(at);
        return json!({"range": range(at, at + 1), "text": ""});
    }
    let letter = *dice.pick(&["e", "T", " ", ".", ","]);
    text.insert_str(at, letter);
    json!({"range": range(at, at), "text": letter})
}

const URI: &str = "file:///desk/lock.txt";

#[test]
fn ten_thousand_changes_in_one_message() {
    let (mut editor, mut dice, mut text) = (hasty(), Dice(10_000), article(1));
    editor.open(URI, "plaintext", &text);
    let changes: Vec<Value> = (0..10_000).map(|_| typed(&mut dice, &mut text)).collect();
    editor.change(URI, 2, changes.into());
    hold(&mut editor, URI, 2, &text);
    assert_eq!(editor.finish(), 0);
}

#[test]
fn ten_thousand_changes_in_one_go() {
    let (mut editor, mut dice, mut text) = (hasty(), Dice(20_000), article(1));
    editor.open(URI, "plaintext", &text);
    let mut asked = Vec::new();
    for version in 2..=10_001 {
        let change = typed(&mut dice, &mut text);
        editor.change(URI, version, json!([change]));
        if version % 200 == 0 {
            asked.push((editor.ask_about(URI, "documentSymbol"), text.clone()));
        }
    }
    // Each saw the text as it was when it was asked.
    for (id, text) in asked {
        assert_eq!(texts(&editor.answer(id).expect("symbols"), "name"), fresh(&text).1);
    }
    hold(&mut editor, URI, 10_001, &text);
    assert_eq!(editor.finish(), 0);
}

#[test]
fn everything_is_asked_of_two_hundred_drafts_while_they_are_edited() {
    let (mut editor, mut dice) = (hasty(), Dice(200));
    let mut drafts: Vec<(String, String)> =
        (0..200).map(|number| (format!("file:///desk/lock-{number}.txt"), article(number))).collect();
    drafts.iter().for_each(|(uri, text)| editor.open(uri, "plaintext", text));
    let (mut asked, mut cancelled) = (Vec::new(), Vec::new());
    for version in 2..6 {
        for (uri, text) in &mut drafts {
            let what = *dice.pick(&ASKED);
            asked.push((what, editor.ask_about(uri, what)));
            let change = typed(&mut dice, text);
            editor.change(uri, version, json!([change]));
            let what = *dice.pick(&ASKED);
            let id = editor.ask_about(uri, what);
            editor.notify("$/cancelRequest", json!({"id": id}));
            cancelled.push(id);
        }
    }
    for (what, id) in asked {
        let answer = editor.answer(id);
        // A name that is half gone cannot be renamed; what is fetched of a text that has changed is fetched again.
        let refused = match what {
            "rename" | "prepareRename" => vec![-32803, -32602],
            "diagnostic" => vec![-32802],
            _ => vec![],
        };
        assert!(answer.as_ref().err().is_none_or(|code| refused.contains(code)), "{what}: {answer:?}");
    }
    for id in cancelled {
        let answer = editor.answer(id);
        assert!(matches!(answer, Ok(_) | Err(-32800 | -32802 | -32803 | -32602)), "{answer:?}");
    }
    for (uri, text) in &drafts {
        hold(&mut editor, uri, 5, text);
    }
    drafts.iter().for_each(|(uri, _)| editor.close(uri));
    let asked = editor.ask_about(&drafts[0].0, "hover");
    assert_eq!(editor.answer(asked), Ok(Value::Null));
    assert_eq!(editor.finish(), 0);
}

/// What the server has of memory that no file backs, in kB.
#[cfg(target_os = "linux")]
fn memory(editor: &Editor) -> usize {
    let status =
        std::fs::read_to_string(format!("/proc/{}/status", editor.process().expect("a process"))).expect("its status");
    let memory = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).expect("Linux says it");
    memory.trim().trim_end_matches(" kB").parse().expect("a number")
}

/// In so many rounds drafts are opened, changed and closed; before the first of them are over, the server has all that it needs.
#[cfg(target_os = "linux")]
const ROUNDS: usize = 24;

/// However much is opened, changed and closed, what is needed for it is used again.
#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_what_is_over() {
    let (mut editor, mut dice) = (hasty(), Dice(300));
    let mut round = |editor: &mut Editor, round: usize| {
        for number in 0..30 {
            let uri = format!("file:///desk/round-{round}-{number}.txt");
            let mut text = article(number).repeat(2);
            editor.open(&uri, "plaintext", &text);
            let changes: Vec<Value> = (0..20).map(|_| typed(&mut dice, &mut text)).collect();
            editor.change(&uri, 2, changes.into());
            let asked = editor.ask_about(&uri, "codeAction");
            editor.answer(asked).expect("actions");
            editor.close(&uri);
        }
        memory(editor)
    };
    let first = (0..3).map(|at| round(&mut editor, at)).max().expect("a round");
    // What is kept of each round would show in the end.
    let later: Vec<usize> = (3..ROUNDS).map(|at| round(&mut editor, at)).collect();
    let last = *later[later.len() - 3..].iter().min().expect("a round");
    assert!(last < first + first / 2, "{first} kB, then {last} kB");
    assert_eq!(editor.finish(), 0);
}

/// What the server may have more, in kB, after 20,000 changes than after the first 2,000: it would show what is kept of each
/// of them, if that is 100 bytes.
#[cfg(target_os = "linux")]
const MARGIN: usize = 2_000;

/// A draft that stays open takes no more, however often it is changed.
#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_what_is_changed() {
    let (mut editor, mut dice, mut text) = (hasty(), Dice(22_000), article(1));
    editor.open(URI, "plaintext", &text);
    let mut changed = 1;
    let mut thousand = |editor: &mut Editor| {
        for _ in 0..1_000 {
            changed += 1;
            let change = typed(&mut dice, &mut text);
            editor.change(URI, changed, json!([change]));
        }
        hold(editor, URI, changed, &text);
        memory(editor)
    };
    let first = (0..2).map(|_| thousand(&mut editor)).max().expect("a round");
    let later: Vec<usize> = (0..20).map(|_| thousand(&mut editor)).collect();
    let last = *later[later.len() - 3..].iter().min().expect("a round");
    assert!(last < first + MARGIN, "{first} kB, then {last} kB");
    assert_eq!(editor.finish(), 0);
}
