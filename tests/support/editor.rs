//! An editor for tests and benchmarks: it opens and changes drafts and collects what the server says.

use std::collections::{HashMap, VecDeque};
use std::ffi::OsStr;
use std::io::{self, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use copydesk::config::Settings;
use copydesk::desk::Sources;
use copydesk::draft::Format;
use copydesk::ide::Snapshot;
use copydesk::server::analyst;
use lsp_server::{Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

/// How long an answer may take before a test fails.
const PATIENCE: Duration = Duration::from_secs(120);

/// An editor with a server of its own.
///
/// Of everything it receives it asks: that diagnostics name their version, and that the versions of a draft never run
/// backwards while it is open.
pub struct Editor {
    output: Option<Box<dyn Write>>,
    input: Receiver<Message>,
    held: VecDeque<Message>,
    asked: i32,
    newest: HashMap<String, i64>,
    server: Server,
}

enum Server {
    Process(Child),
    Thread,
}

impl Editor {
    /// An editor that started the built server and said nothing yet.
    pub fn silent() -> Self {
        Editor::running(&[])
    }

    /// The same where the server is started with `options`.
    pub fn running(options: &[&OsStr]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        let command =
            command.arg("server").args(options).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the server starts");
        let (input, output) = (child.stdout.take().expect("piped"), child.stdin.take().expect("piped"));
        Editor::over(input, output, Server::Process(child))
    }

    /// An editor with `capabilities` and the built server.
    pub fn new(capabilities: Value) -> Self {
        let mut editor = Editor::silent();
        editor.greet(capabilities).expect("an answer to initialize");
        editor
    }

    /// An editor with `capabilities` and a server in this process that reads drafts with `read`.
    pub fn with_reader(read: analyst::Read, capabilities: Value) -> Self {
        let (their_input, output) = io::pipe().expect("a pipe");
        let (input, their_output) = io::pipe().expect("a pipe");
        let serve = move || copydesk::server::run::serve(BufReader::new(their_input), their_output, read, |_| ());
        thread::spawn(move || serve().expect("threads"));
        let mut editor = Editor::over(input, output, Server::Thread);
        editor.greet(capabilities).expect("an answer to initialize");
        editor
    }

    fn over(input: impl Read + Send + 'static, output: impl Write + 'static, server: Server) -> Self {
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let mut input = BufReader::new(input);
            loop {
                let message = match Message::read(&mut input) {
                    Ok(Some(message)) => message,
                    Ok(None) => break,
                    Err(error) => refusal(&error.to_string()),
                };
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let (held, newest) = (VecDeque::new(), HashMap::new());
        Editor { output: Some(Box::new(output)), input: receiver, held, asked: 0, newest, server }
    }

    /// An editor with `capabilities` that has opened `folders`, and the built server.
    pub fn with_folders(folders: &[&str], capabilities: Value) -> Self {
        let mut editor = Editor::silent();
        let folders: Vec<Value> = folders.iter().map(|uri| json!({"uri": uri, "name": "desk"})).collect();
        editor.meet(json!({"workspaceFolders": folders, "capabilities": capabilities})).expect("an answer");
        editor
    }

    /// An editor that asks for `options` as it starts, and the built server.
    pub fn with_options(options: Value) -> Self {
        Editor::with_params(json!({"capabilities": {}, "initializationOptions": options}))
    }

    /// An editor that says `params` as it starts, and the built server.
    pub fn with_params(params: Value) -> Self {
        let mut editor = Editor::silent();
        editor.meet(params).expect("an answer");
        editor
    }

    /// The process that the server runs in, if that is one of its own.
    pub fn process(&self) -> Option<u32> {
        match &self.server {
            Server::Process(child) => Some(child.id()),
            Server::Thread => None,
        }
    }

    /// Says `initialize` and `initialized`; the server's answer.
    pub fn greet(&mut self, capabilities: Value) -> Result<Value, i32> {
        self.meet(json!({"capabilities": capabilities}))
    }

    /// Says `initialize` with `params`, and `initialized`; the server's answer.
    pub fn meet(&mut self, mut params: Value) -> Result<Value, i32> {
        params["rootUri"] = Value::Null;
        let answer = self.request("initialize", params)?;
        self.notify("initialized", json!({}));
        Ok(answer)
    }

    /// Sends `bytes` as they are.
    pub fn send(&mut self, bytes: &[u8]) {
        let output = self.output.as_mut().expect("the input is open");
        output.write_all(bytes).and_then(|()| output.flush()).expect("the server reads");
    }

    fn say(&mut self, message: Message) {
        let mut bytes = Vec::new();
        message.write(&mut bytes).expect("memory");
        self.send(&bytes);
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: Value) {
        self.say(Notification::new(method.to_owned(), params).into());
    }

    /// Sends a request; its id.
    pub fn ask(&mut self, method: &str, params: Value) -> i32 {
        self.asked += 1;
        self.say(Request::new(self.asked.into(), method.to_owned(), params).into());
        self.asked
    }

    /// The answer to the request `id`: its result, or the code of its error.
    pub fn answer(&mut self, id: i32) -> Result<Value, i32> {
        self.whole_answer(id).map_err(|(code, _)| code)
    }

    /// The answer to the request `id`: its result, or the code of its error with what came with it.
    pub fn whole_answer(&mut self, id: i32) -> Result<Value, (i32, Value)> {
        let id = RequestId::from(id);
        let message = self.wait(|message| matches!(message, Message::Response(response) if response.id == id));
        let Message::Response(Response { response_result, .. }) = message else { unreachable!("an answer") };
        response_result.map_err(|error| (error.code, error.data.unwrap_or_default()))
    }

    /// The codes of the next `count` answers to messages of which the server could not tell the id.
    pub fn refusals(&mut self, count: usize) -> Vec<i64> {
        (0..count).filter_map(|_| self.notified(REFUSAL, |_| true)["code"].as_i64()).collect()
    }

    /// The answer to a request.
    pub fn request(&mut self, method: &str, params: Value) -> Result<Value, i32> {
        let id = self.ask(method, params);
        self.answer(id)
    }

    /// The parameters of the next notification `method` for which `holds` holds.
    pub fn notified(&mut self, method: &str, holds: impl Fn(&Value) -> bool) -> Value {
        let message = self.wait(|message| match message {
            Message::Notification(said) => said.method == method && holds(&said.params),
            _ => false,
        });
        let Message::Notification(said) = message else { unreachable!("a notification") };
        said.params
    }

    /// The parameters of the next request `method` that the server sends, which is answered.
    pub fn asked(&mut self, method: &str) -> Value {
        self.asked_for(method, Value::Null)
    }

    /// The same where `answer` is answered.
    pub fn asked_for(&mut self, method: &str, answer: Value) -> Value {
        let message = self.wait(|message| matches!(message, Message::Request(asked) if asked.method == method));
        let Message::Request(asked) = message else { unreachable!("a request") };
        self.say(Response::new_ok(asked.id, answer).into());
        asked.params
    }

    /// The diagnostics of `uri` in `version`.
    pub fn diagnostics(&mut self, uri: &str, version: i32) -> Value {
        let mut said =
            self.notified("textDocument/publishDiagnostics", |said| said["uri"] == uri && said["version"] == version);
        said["diagnostics"].take()
    }

    /// Opens a draft in its version 1.
    pub fn open(&mut self, uri: &str, language: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
        self.newest.remove(uri);
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Changes a draft.
    pub fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({"uri": uri, "version": version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    /// Closes a draft.
    pub fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    }

    /// Asks for the hover at a place; the id of the request.
    pub fn ask_hover(&mut self, uri: &str, line: u32, character: u32) -> i32 {
        let position = json!({"line": line, "character": character});
        self.ask("textDocument/hover", json!({"textDocument": {"uri": uri}, "position": position}))
    }

    /// Asks for the code actions of the whole draft, of the kinds `only`; the id of the request.
    pub fn ask_actions(&mut self, uri: &str, only: Value) -> i32 {
        let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 1_000_000, "character": 0}});
        let context = json!({"diagnostics": [], "only": only});
        self.ask("textDocument/codeAction", json!({"textDocument": {"uri": uri}, "range": range, "context": context}))
    }

    /// Asks for `what` about the first word of a draft, or about all of it: whatever `textDocument/…` takes no more than that; the
    /// id of the request.
    pub fn ask_about(&mut self, uri: &str, what: &str) -> i32 {
        let place = |line: u32, character: u32| json!({"line": line, "character": character});
        let params = json!({
            "textDocument": {"uri": uri},
            "position": place(0, 2),
            "range": {"start": place(0, 0), "end": place(1_000_000, 0)},
            "context": {"diagnostics": [], "includeDeclaration": true, "triggerKind": 1},
            "newName": "Zora Quill",
        });
        self.ask(&format!("textDocument/{what}"), params)
    }

    /// Says `shutdown` and `exit`, keeping the input open; the exit code.
    pub fn finish(mut self) -> i32 {
        assert_eq!(self.request("shutdown", Value::Null), Ok(Value::Null));
        self.notify("exit", Value::Null);
        self.ended()
    }

    /// Closes the server's input.
    pub fn hang_up(&mut self) {
        self.output = None;
    }

    /// Waits for the server to end; its exit code.
    pub fn ended(mut self) -> i32 {
        let Server::Process(child) = &mut self.server else { panic!("a server in this process has no exit code") };
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = child.try_wait().expect("a child") {
                return status.code().expect("an exit, not a signal");
            }
            assert!(Instant::now() < deadline, "the server does not end");
            thread::sleep(Duration::from_millis(1));
        }
    }

    /// Passes over what the server said by the notification `method` and nobody waited for.
    pub fn pass_over(&mut self, method: &str) {
        self.held.retain(|held| !matches!(held, Message::Notification(said) if said.method == method));
    }

    /// Whether the server said nothing in reply to all that was sent to it, but for what was waited for.
    pub fn heard_nothing_else(&mut self) -> bool {
        // An answer comes after whatever was said to earlier messages.
        let asked = self.ask("copydesk/unknown", json!({}));
        assert_eq!(self.answer(asked), Err(-32601));
        self.held.is_empty()
    }

    /// The first message, of those held and those to come, for which `holds` holds.
    fn wait(&mut self, holds: impl Fn(&Message) -> bool) -> Message {
        if let Some(held) = self.held.iter().position(&holds) {
            return self.held.remove(held).expect("a held message");
        }
        let deadline = Instant::now() + PATIENCE;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let message = self.input.recv_timeout(left).expect("the server answers in time");
            self.check(&message);
            if holds(&message) {
                return message;
            }
            self.held.push_back(message);
        }
    }

    fn check(&mut self, message: &Message) {
        let Message::Notification(said) = message else { return };
        if said.method == "textDocument/publishDiagnostics" {
            let uri = said.params["uri"].as_str().expect("a uri").to_owned();
            // A file, not a draft.
            if uri.ends_with("copydesk.toml") || uri.ends_with(".copydesk/stet.toml") {
                return;
            }
            let version = said.params["version"].as_i64().expect("diagnostics name their version");
            let newest = self.newest.entry(uri).or_insert(version);
            assert!(*newest <= version, "diagnostics of version {version} after those of {newest}");
            *newest = version;
        }
    }
}

/// The name under which an answer with the id null is held; lsp-server knows no such answers.
const REFUSAL: &str = "test/refusal";

fn refusal(error: &str) -> Message {
    let code = [-32700, -32600].into_iter().find(|code| error.contains(&code.to_string()));
    let code = code.unwrap_or_else(|| panic!("the server writes what is no message: {error}"));
    Notification::new(REFUSAL.to_owned(), json!({"code": code})).into()
}

impl Drop for Editor {
    fn drop(&mut self) {
        self.output = None;
        if let Server::Process(child) = &mut self.server {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Chance that repeats: a xorshift generator.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    /// One of `items`.
    pub fn pick<'i, T>(&mut self, items: &'i [T]) -> &'i T {
        &items[self.roll(items.len())]
    }
}

/// What a draft asks of whoever reads it in a test: panics where `text` says "panic"; where it says "slow", takes as long as
/// somebody wants it, and gives `None` once `cancelled` says that nobody does.
pub fn obey(text: &str, cancelled: &dyn Fn() -> bool) -> Option<()> {
    assert!(!text.contains("panic"), "a panic that a test asked for");
    while text.contains("slow") {
        if cancelled() {
            return None;
        }
        thread::sleep(Duration::from_millis(1));
    }
    Some(())
}

/// Reads a draft as the server does, but as [`obey`] has it.
pub fn obedient(
    last: Option<&Snapshot>,
    text: Arc<str>,
    format: Format,
    settings: &Settings,
    sources: &Arc<Sources>,
    cancelled: &dyn Fn() -> bool,
) -> Option<Snapshot> {
    obey(&text, cancelled)?;
    Snapshot::unless(last, text, format, settings, sources, cancelled)
}
