//! Clients that die, and what they leave behind: no server.

use std::io::{BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use lsp_server::Message;
use serde_json::{Value, json};

const URI: &str = "file:///desk/lamp.txt";

/// How long a server may take to end.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server whose client says `messages` and reads no answer, and what it reads from.
fn server(messages: &[Value]) -> (Child, ChildStdin) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    let command = command.arg("server").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut server = command.spawn().expect("the server starts");
    let mut input = server.stdin.take().expect("piped");
    for message in messages {
        say(&mut input, message.clone());
    }
    (server, input)
}

fn say(input: &mut impl Write, message: Value) {
    let message: Message = serde_json::from_value(message).expect("a message");
    // A server that has ended does not read.
    let _ = message.write(input);
}

fn initialize() -> Value {
    json!({"id": 1, "method": "initialize", "params": {"capabilities": {}}})
}

fn opened(text: &str) -> Value {
    let document = json!({"uri": URI, "languageId": "plaintext", "version": 1, "text": text});
    json!({"method": "textDocument/didOpen", "params": {"textDocument": document}})
}

fn hover(id: i32) -> Value {
    let params = json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}});
    json!({"id": id, "method": "textDocument/hover", "params": params})
}

/// Waits for `server` to end; its code. It has said nothing where its faults are said.
fn ended(mut server: Child) -> Option<i32> {
    let deadline = Instant::now() + PATIENCE;
    let status = loop {
        match server.try_wait().expect("a child") {
            Some(status) => break status,
            None if Instant::now() > deadline => {
                let _ = server.kill();
                panic!("the server outlives its client");
            }
            None => thread::sleep(Duration::from_millis(2)),
        }
    };
    let mut said = String::new();
    if let Some(mut errors) = server.stderr.take() {
        errors.read_to_string(&mut said).expect("text");
    }
    assert_eq!(said, "");
    status.code()
}

#[test]
fn one_whose_words_end_anywhere_in_a_message() {
    let mut session = Vec::new();
    for message in [initialize(), opened("The lamp was out."), hover(2)] {
        say(&mut session, message);
    }
    for end in (0..session.len()).step_by(23) {
        let (server, mut input) = server(&[]);
        input.write_all(&session[..end]).expect("the server reads");
        drop(input);
        assert_eq!(ended(server), Some(1), "cut at {end}");
    }
}

#[test]
fn one_that_waits_for_answers() {
    let long = opened(&"The lamp in the tower went out at nine, said Odile Fenwick. ".repeat(20_000));
    let asked = (2..200).map(hover);
    let (server, input) = server(&[vec![initialize(), long], asked.collect()].concat());
    drop(input);
    assert_eq!(ended(server), Some(1));
}

/// As long as its words did not end, its server stayed, though nobody heard it.
#[test]
fn one_that_hears_no_more() {
    let (mut server, mut input) = server(&[initialize()]);
    let mut output = BufReader::new(server.stdout.take().expect("piped"));
    assert!(matches!(Message::read(&mut output), Ok(Some(Message::Response(_)))));
    drop(output);
    say(&mut input, opened("“Nobody came to light the lamp in the tower again.”"));
    assert_eq!(ended(server), Some(1));
    drop(input);
}

/// It had asked the server to go before it went.
#[test]
fn one_that_hears_no_more_after_shutdown() {
    let (mut server, mut input) = server(&[initialize()]);
    let mut output = BufReader::new(server.stdout.take().expect("piped"));
    say(&mut input, json!({"id": 2, "method": "shutdown"}));
    for _ in 0..2 {
        assert!(matches!(Message::read(&mut output), Ok(Some(Message::Response(_)))));
    }
    drop(output);
    say(&mut input, hover(3));
    assert_eq!(ended(server), Some(0));
    drop(input);
}

/// Nothing of what it is told is read, and then it is gone with all its ends.
#[test]
fn one_that_never_read() {
    let quote = "“Nobody came to light the lamp in the tower again.”\n\n".repeat(40);
    let session = [vec![initialize(), opened(&quote)], (2..1_000).map(hover).collect()].concat();
    let (mut server, input) = server(&session);
    drop(server.stdout.take());
    drop(server.stderr.take());
    drop(input);
    assert_eq!(ended(server), Some(1));
}
