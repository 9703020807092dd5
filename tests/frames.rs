//! Messages that come in pieces, with odd headers or with wrong ones, sent to the built server.

#[allow(dead_code, reason = "frames are sent as bytes")]
#[path = "support/editor.rs"]
mod editor;

use std::io::{BufRead, Read};

use copydesk::server::wire;
use editor::Editor;
use serde_json::{Value, json};

const URI: &str = "file:///desk/weir.txt";

/// A message of `method` behind `header`, in which `#` stands for its length.
fn message(header: &str, method: &str, id: Value, params: Value) -> Vec<u8> {
    let mut message = json!({"jsonrpc": "2.0", "method": method, "params": params});
    if !id.is_null() {
        message["id"] = id;
    }
    let message = message.to_string();
    format!("{}{message}", header.replace("#", &message.len().to_string())).into_bytes()
}

const HEADER: &str = "Content-Length: #\r\n\r\n";

/// A change of the whole text of `URI` into `text`.
fn change(header: &str, version: i32, text: &str) -> Vec<u8> {
    let params = json!({"textDocument": {"uri": URI, "version": version}, "contentChanges": [{"text": text}]});
    message(header, "textDocument/didChange", Value::Null, params)
}

/// Nobody is given for its quote, whose mark is four bytes of two units.
const DRAFT: &str = "The weir was shut.\n\n🦫 “Nobody came to tell us that the water was going to rise again.”\n";

fn ready() -> Editor {
    let mut editor = Editor::new(json!({}));
    editor.open(URI, "plaintext", "");
    assert_eq!(editor.diagnostics(URI, 1), json!([]));
    editor
}

fn found(editor: &mut Editor, version: i32) -> usize {
    editor.diagnostics(URI, version).as_array().map(Vec::len).unwrap_or_default()
}

#[test]
fn a_session_may_come_byte_by_byte() {
    let opened = json!({"uri": URI, "languageId": "plaintext", "version": 1, "text": DRAFT});
    let place = json!({"textDocument": {"uri": URI}, "position": {"line": 2, "character": 5}});
    let session = [
        message(HEADER, "initialize", json!(1), json!({"capabilities": {}})),
        message(HEADER, "initialized", Value::Null, json!({})),
        message(HEADER, "textDocument/didOpen", Value::Null, json!({"textDocument": opened})),
        change(HEADER, 2, DRAFT),
        message(HEADER, "textDocument/hover", json!("two"), place),
        message(HEADER, "shutdown", json!(3), Value::Null),
        message(HEADER, "exit", Value::Null, Value::Null),
    ];
    let mut editor = Editor::silent();
    session.concat().iter().for_each(|byte| editor.send(&[*byte]));
    assert!(editor.answer(1).is_ok());
    assert_eq!(editor.answer(3), Ok(Value::Null));
    assert_eq!(editor.ended(), 0);
}

#[test]
fn a_message_may_be_split_anywhere() {
    let message = change(HEADER, 0, DRAFT);
    let read = |input: &mut dyn BufRead| -> Vec<String> {
        wire::messages(input).map(|message| message.expect("it is whole").to_string()).collect()
    };
    let whole = read(&mut &message[..]);
    assert_eq!(whole.len(), 1);
    for split in 0..=message.len() {
        let (one, other) = message.split_at(split);
        assert_eq!(read(&mut one.chain(other)), whole, "split at {split}");
    }
    // The same through a pipe, which may join the pieces again.
    let mut editor = ready();
    let length = message.len();
    for (version, split) in (2..).zip(0..=length) {
        let message = change(HEADER, version, DRAFT);
        let (one, other) = message.split_at(split.min(message.len()));
        editor.send(one);
        editor.send(other);
    }
    assert_eq!(found(&mut editor, length as i32 + 2), 1);
    assert_eq!(editor.finish(), 0);
}

#[test]
fn headers_may_be_written_in_many_ways() {
    let mut editor = ready();
    let headers = [
        "content-length: #\r\n\r\n",
        "CONTENT-LENGTH:#\r\n\r\n",
        "Content-Length:   #  \r\n\r\n",
        "Content-Length: #\n\n",
        "Content-Length: #\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n",
        "Content-Type: application/vscode-jsonrpc; charset=utf8\nContent-Length: #\n\n",
        "Content-Length: #\r\nContent-Length: #\r\n\r\n",
        "Content-Length: 1\r\nContent-Length: #\r\n\r\n",
        "X-Greeting: 😀\r\nContent-Length: #\r\n\r\n",
    ];
    for (version, header) in (2..).zip(headers) {
        editor.send(&change(header, version, DRAFT));
        assert_eq!(found(&mut editor, version), 1, "{header:?}");
    }
    assert_eq!(editor.finish(), 0);
}

/// After a wrong length nothing was understood any more.
#[test]
fn wrong_lengths_cost_no_later_message() {
    let wrong = ["-1", "many", "", "0", "1", "20", "99999999999999999999999", "600000000", "1e3"];
    for length in wrong {
        let mut editor = ready();
        editor.send(&change(&format!("Content-Length: {length}\r\n\r\n"), 2, DRAFT));
        editor.send(&change(HEADER, 3, DRAFT));
        assert_eq!(found(&mut editor, 3), 1, "{length}");
        assert!(editor.refusals(1).iter().all(|code| [-32700, -32600].contains(code)), "{length}");
        assert_eq!(editor.finish(), 0, "{length}");
    }
}

#[test]
fn a_length_that_is_too_long_costs_what_it_runs_into() {
    for more in [1, 10, 30, 100, 400] {
        let mut editor = ready();
        let length = change("", 2, DRAFT).len() + more;
        editor.send(&change(&format!("Content-Length: {length}\r\n\r\n"), 2, DRAFT));
        (3..8).for_each(|version| editor.send(&change(HEADER, version, DRAFT)));
        assert_eq!(found(&mut editor, 7), 1, "{more}");
        assert_eq!(editor.finish(), 0, "{more}");
    }
}

#[test]
fn what_nobody_knows_is_refused_or_passed_over() {
    let mut editor = ready();
    for params in [Value::Null, json!({}), json!([]), json!([1, {}]), json!({"textDocument": 7})] {
        for method in ["textDocument/foldingRange", "copydesk/dance", "$/dance", "", "window/showMessage", "hover"] {
            editor.send(&message(HEADER, method, Value::Null, params.clone()));
            let known = method.is_empty();
            assert!(known || editor.request(method, params.clone()) == Err(-32601), "{method} {params}");
        }
        for known in ["$/setTrace", "$/cancelRequest", "textDocument/willSave", "window/workDoneProgress/cancel"] {
            editor.send(&message(HEADER, known, Value::Null, params.clone()));
        }
    }
    editor.send(&change(HEADER, 2, DRAFT));
    assert_eq!(found(&mut editor, 2), 1);
    assert_eq!(editor.finish(), 0);
}
