//! An editor that measures how long it waits, over pipes.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tower_lsp::gen_lsp_types::Uri;

use super::worked;

/// An editor with one draft.
pub struct Client {
    server: Child,
    output: ChildStdin,
    input: BufReader<ChildStdout>,
    uri: String,
    version: usize,
}

impl Client {
    /// Starts `server`, which calls the draft `name`, opens `folder`, if there is one, and waits until the server has read
    /// what stands there.
    pub fn start(server: &mut Command, name: &str, folder: Option<&Path>) -> io::Result<Self> {
        let mut server = server.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (Some(output), Some(input)) = (server.stdin.take(), server.stdout.take()) else { unreachable!("pipes") };
        let uri = format!("file:///desk/{name}");
        let mut client = Client { server, output, input: BufReader::new(input), uri, version: 0 };
        let root = folder.and_then(|folder| Uri::from_file_path(folder).ok());
        let capabilities = json!({"window": {"workDoneProgress": true}});
        let params = json!({"processId": null, "rootUri": root, "capabilities": capabilities});
        client.send(&json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params}).to_string())?;
        client.receive()?;
        client.notify("initialized", json!({}))?;
        while folder.is_some() && !client.receive()?.contains("\"kind\":\"end\"") {}
        Ok(client)
    }

    /// Opens the draft and waits for its diagnostics: how long.
    pub fn open(&mut self, language: &str, text: &str) -> io::Result<Duration> {
        let document = json!({"uri": self.uri, "languageId": language, "version": 0, "text": text});
        let message = message("textDocument/didOpen", json!({"textDocument": document}));
        self.wait_for_what(&message)
    }

    /// Makes a change and waits for its diagnostics: how long.
    pub fn change(&mut self, change: &Value) -> io::Result<Duration> {
        self.version += 1;
        let document = json!({"uri": self.uri, "version": self.version});
        let params = json!({"textDocument": document, "contentChanges": [change]});
        self.wait_for_what(&message("textDocument/didChange", params))
    }

    /// The memory that the server has resident now, in bytes; 0 where no system tells.
    pub fn resident(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.server.id())).unwrap_or_default();
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        resident.and_then(|resident| resident.trim_end_matches("kB").trim().parse().ok()).map_or(0, |kb: u64| kb << 10)
    }

    /// The processor time that the server has used; 0 where no system tells.
    pub fn worked(&self) -> Duration {
        worked::process(self.server.id()).unwrap_or_default()
    }

    /// Sends `message` and waits for the diagnostics of the version: how long.
    fn wait_for_what(&mut self, message: &str) -> io::Result<Duration> {
        let version = format!("\"version\":{}", self.version);
        let ends = |rest: &str| !rest.starts_with(|character: char| character.is_ascii_digit());
        let sent = Instant::now();
        self.send(message)?;
        while !self.receive()?.split(&version).skip(1).any(ends) {}
        Ok(sent.elapsed())
    }

    fn notify(&mut self, method: &str, params: Value) -> io::Result<()> {
        self.send(&message(method, params))
    }

    fn send(&mut self, message: &str) -> io::Result<()> {
        let frame = format!("Content-Length: {}\r\n\r\n{message}", message.len());
        self.output.write_all(frame.as_bytes())
    }

    fn receive(&mut self) -> io::Result<String> {
        let mut header = String::new();
        while !header.ends_with("\r\n\r\n") {
            if self.input.read_line(&mut header)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        let length = header.trim().rsplit(' ').next().and_then(|length| length.parse().ok());
        let mut body = vec![0; length.ok_or(io::ErrorKind::InvalidData)?];
        self.input.read_exact(&mut body)?;
        String::from_utf8(body).map_err(|_| io::ErrorKind::InvalidData.into())
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn message(method: &str, params: Value) -> String {
    json!({"jsonrpc": "2.0", "method": method, "params": params}).to_string()
}
