//! A server in this process that hears one client after the other, and is never told to end.

use std::collections::BTreeMap;
use std::io::{self, BufReader, PipeWriter, Write};
use std::sync::mpsc::{self, Receiver};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use copydesk::ide::Snapshot;
use copydesk::server::{run, wire};
use serde_json::{Value, json};
use tower_lsp::jsonrpc::Request;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(60);

static SERVER: LazyLock<Mutex<Server>> = LazyLock::new(|| Mutex::new(Server::start()));

struct Server {
    input: PipeWriter,
    /// What it says, as JSON.
    said: Receiver<Value>,
}

/// Sends the server each of `messages`, JSON or not, and waits for an answer to each that is to have one. What would end it or
/// has it look at files is left out; what is opened is closed in the end.
pub fn talk<'m>(messages: impl Iterator<Item = &'m [u8]>) {
    let mut server = SERVER.lock().unwrap_or_else(PoisonError::into_inner);
    let mut owed = BTreeMap::new();
    let mut opened = Vec::new();
    for message in messages {
        let heard = heard(message);
        if let Some(request) = &heard {
            let is_opened = request.method() == "textDocument/didOpen";
            opened.extend(request.params().filter(|_| is_opened).map(|params| params["textDocument"]["uri"].clone()));
            if ["shutdown", "exit"].contains(&request.method()) || request.to_string().to_lowercase().contains("file:")
            {
                continue;
            }
        }
        let owes = match &heard {
            Some(request) => request.id().map(|id| json!(id).to_string()),
            None => Some(Value::Null.to_string()),
        };
        owes.into_iter().for_each(|id| *owed.entry(id).or_insert(0) += 1);
        server.send(message);
    }
    for uri in opened {
        server.say("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    }
    server.say("workspace/didChangeConfiguration", json!({"settings": {"copydesk": {"caretDelay": 0}}}));
    server.settle(owed);
}

/// What the server hears; `None` where it is no message.
fn heard(message: &[u8]) -> Option<Request> {
    wire::messages(&*wire::frame(message)).next()?.ok()
}

impl Server {
    fn start() -> Self {
        let (their_input, input) = io::pipe().expect("a pipe");
        let (output, their_output) = io::pipe().expect("a pipe");
        thread::spawn(move || run::serve(BufReader::new(their_input), their_output, Snapshot::unless, |_| ()));
        let (sender, said) = mpsc::channel();
        thread::spawn(move || {
            let said = wire::messages(BufReader::new(output)).map(|said| said.expect("a message"));
            said.map(|said| json!({"method": said.method(), "params": said.params()}))
                .try_for_each(|said| sender.send(said))
        });
        let mut server = Server { input, said };
        server.send(br#"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"capabilities":{}}}"#);
        server.settle(BTreeMap::from([("0".to_owned(), 1)]));
        server.say("initialized", json!({}));
        server
    }

    fn send(&mut self, message: &[u8]) {
        self.input.write_all(&wire::frame(message)).expect("the server reads");
    }

    fn say(&mut self, method: &str, params: Value) {
        self.send(json!({"jsonrpc": "2.0", "method": method, "params": params}).to_string().as_bytes());
    }

    /// Waits until all answers that are `owed` have come, so many to each id, and asserts that no others come.
    fn settle(&mut self, mut owed: BTreeMap<String, usize>) {
        owed.retain(|_, count| *count > 0);
        while !owed.is_empty() {
            let said = self.said.recv_timeout(PATIENCE);
            let said = said.unwrap_or_else(|error| panic!("no answer to {owed:?}: {error}"));
            if said["method"] != wire::ANSWERED {
                continue;
            }
            let id = said["params"]["id"].to_string();
            let count = owed.get_mut(&id).unwrap_or_else(|| panic!("an answer to {id}, which was not asked"));
            *count -= 1;
            if *count == 0 {
                owed.remove(&id);
            }
        }
    }
}
