//! How long an editor waits: the time from `textDocument/didChange` to the diagnostics of that version, one key typed
//! inside one paragraph at a time, beside the same for a server that only echoes, and beside other drafts in the folder.
//!
//!     cargo bench --bench latency
//!
//! Times are in milliseconds, as the client sees them over pipes.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use lsp_server::{Message, Notification, Response};
use serde_json::json;
use tower_lsp::gen_lsp_types::Uri;

/// How many other drafts stand in the folder, and how many words each has.
const OTHERS: (usize, usize) = (4_000, 500);

/// Words in the draft, and keys typed in it.
const DRAFTS: &[(usize, usize)] = &[(1_000, 1_000), (10_000, 300), (100_000, 60)];

const URI: &str = "file:///desk/typed.txt";

fn main() -> io::Result<()> {
    if std::env::args().any(|argument| argument == "echo") {
        return echo();
    }
    let folder = tempfile::tempdir()?;
    for number in 0..OTHERS.0 {
        fs::write(folder.path().join(format!("{number}.txt")), draft(OTHERS.1, number as u64))?;
    }
    println!("{:>9}  {:>18}  {:>18}  {:>7}  beside {} drafts", "", "copydesk", "echo", "", OTHERS.0);
    let (p50, p99) = ("p50", "p99");
    println!(
        "{:>9}  {p50:>8}  {p99:>8}  {p50:>8}  {p99:>8}  {:>7}  {p50:>8}  {p99:>8}  {:>7}",
        "words", "p50 : 1", "p50 : 1"
    );
    for &(words, keys) in DRAFTS {
        let draft = draft(words, OTHERS.0 as u64);
        let server = || {
            let mut server = Command::new(env!("CARGO_BIN_EXE_copydesk"));
            server.arg("server");
            server
        };
        let (alone, alone99) = typing(&mut server(), &draft, keys, None)?;
        let (echo, echo99) = typing(Command::new(std::env::current_exe()?).arg("echo"), &draft, keys, None)?;
        let (beside, beside99) = typing(&mut server(), &draft, keys, Some(folder.path()))?;
        let ms = |time: Duration| format!("{:>8.3}", time.as_secs_f64() * 1e3);
        let ratio = |one: Duration, other: Duration| format!("{:>7.1}", one.as_secs_f64() / other.as_secs_f64());
        let times = [ms(alone), ms(alone99), ms(echo), ms(echo99), ratio(alone, echo)];
        let beside = [ms(beside), ms(beside99), ratio(beside, alone)];
        println!("{words:>9}  {}  {}", times.join("  "), beside.join("  "));
    }
    Ok(())
}

/// The median and the 99th percentile of the time that `server` takes for one of `keys` typed in the middle of `draft`, once it
/// has read the drafts in `folder`, if there is one.
fn typing(server: &mut Command, draft: &str, keys: usize, folder: Option<&Path>) -> io::Result<(Duration, Duration)> {
    let mut client = Client::start(server, folder)?;
    let document = json!({"uri": URI, "languageId": "plaintext", "version": 0, "text": draft});
    client.notify("textDocument/didOpen", json!({"textDocument": document}))?;
    client.wait_for(0)?;
    let line = draft.lines().count() / 4 * 2;
    let mut times = Vec::new();
    for (key, version) in "The ferry sailed. ".chars().cycle().zip(1..=keys) {
        let place = json!({"line": line, "character": version - 1});
        let change = json!({"range": {"start": place, "end": place}, "text": key});
        let document = json!({"uri": URI, "version": version});
        let typed = Instant::now();
        client.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": [change]}))?;
        client.wait_for(version)?;
        times.push(typed.elapsed());
    }
    client.server.kill()?;
    client.server.wait()?;
    times.sort();
    Ok((times[times.len() / 2], times[(times.len() * 99).div_ceil(100) - 1]))
}

struct Client {
    server: Child,
    output: ChildStdin,
    input: BufReader<ChildStdout>,
}

impl Client {
    /// A client of `server` that has opened `folder`; the server has read what stands there.
    fn start(server: &mut Command, folder: Option<&Path>) -> io::Result<Self> {
        let mut server = server.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (Some(output), Some(input)) = (server.stdin.take(), server.stdout.take()) else { unreachable!("pipes") };
        let mut client = Client { server, output, input: BufReader::new(input) };
        let root = folder.and_then(|folder| Uri::from_file_path(folder).ok());
        let capabilities = json!({"window": {"workDoneProgress": true}});
        let params = json!({"processId": null, "rootUri": root, "capabilities": capabilities});
        client.send(&json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params}).to_string())?;
        client.receive()?;
        client.notify("initialized", json!({}))?;
        while folder.is_some() && !client.receive()?.contains("\"kind\":\"end\"") {}
        Ok(client)
    }

    fn notify(&mut self, method: &str, params: serde_json::Value) -> io::Result<()> {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}).to_string())
    }

    fn send(&mut self, message: &str) -> io::Result<()> {
        let frame = format!("Content-Length: {}\r\n\r\n{message}", message.len());
        self.output.write_all(frame.as_bytes())
    }

    /// Reads messages until the diagnostics of `version` have come.
    fn wait_for(&mut self, version: usize) -> io::Result<()> {
        let version = format!("\"version\":{version}");
        let ends = |rest: &str| !rest.starts_with(|character: char| character.is_ascii_digit());
        while !self.receive()?.split(&version).skip(1).any(ends) {}
        Ok(())
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

/// A server that answers each change with no diagnostics, and does nothing else.
fn echo() -> io::Result<()> {
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    while let Some(message) = Message::read(&mut input)? {
        let answer: Message = match message {
            Message::Request(request) => Response::new_ok(request.id, json!({"capabilities": {}})).into(),
            Message::Notification(said) if said.method.starts_with("textDocument/") => {
                let version = &said.params["textDocument"]["version"];
                let params = json!({"uri": URI, "version": version, "diagnostics": []});
                Notification::new("textDocument/publishDiagnostics".to_owned(), params).into()
            }
            _ => continue,
        };
        answer.write(&mut output)?;
    }
    Ok(())
}

/// The `number`th article of about `words` words: paragraphs set off by blank lines, people, quotes and their speakers.
fn draft(words: usize, number: u64) -> String {
    const PEOPLE: &[&str] = &[
        "Marta Lindqvist",
        "Owen Achebe",
        "Henrike Vos",
        "Tomasz Zieliński",
        "Rosalind Okoro",
        "Pavel Hruška",
        "Ines Carvalho",
        "Dmitri Vasel",
        "Aoife Brannigan",
        "Kenji Morishita",
        "Lucía Ferrán",
        "Samuel Oduya",
        "Greta Halvorsen",
    ];
    const ROLES: &[&str] =
        &["harbour master", "council leader", "union spokeswoman", "planning officer", "head teacher"];
    const THINGS: &[&str] = &[
        "the ferry terminal",
        "a new tram line",
        "the flooded allotments",
        "the old cannery",
        "school meals",
        "the sea wall",
        "a footbridge over the locks",
        "the winter timetable",
        "the fish market",
        "rents on the quay",
    ];
    const DEEDS: &[&str] = &[
        "will cost more than anyone was told",
        "should have been finished two summers ago",
        "is now with the auditors",
        "divides the town as nothing has since the storm",
        "was never put to a vote",
        "can wait until the spring",
    ];
    let mut seed = (number + 1).wrapping_mul(0x2545_F491_4F6C_DD1D) | 1;
    let mut roll = |sides: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % sides as u64) as usize
    };
    let mut article = String::new();
    let mut count = 0;
    while count < words {
        let (person, role) = (PEOPLE[roll(PEOPLE.len())], ROLES[roll(ROLES.len())]);
        let (thing, other) = (THINGS[roll(THINGS.len())], THINGS[roll(THINGS.len())]);
        let (deed, number) = (DEEDS[roll(DEEDS.len())], roll(9_000));
        let surname = person.rsplit(' ').next().unwrap_or(person);
        let paragraph = match roll(4) {
            0 => format!(
                "Some {number} people signed the petition about {thing}, which {deed}. {person}, the {role}, said it was \
                 one of {} such petitions this year.",
                roll(90) + 2
            ),
            1 => format!(
                "“We were asked about {thing} and said that it {deed},” {person} said. “Number {number} is no answer.”"
            ),
            2 => format!(
                "At the meeting, which lasted {} minutes, nobody spoke against {other}. But {thing} {deed}, according to \
                 {surname}, and file {number} remains open.",
                roll(200) + 20
            ),
            _ => format!(
                "Work on {other} goes on in the meantime. The budget of {number} crowns covers {thing} as well."
            ),
        };
        count += paragraph.split_whitespace().count();
        article.push_str(&paragraph);
        article.push_str("\n\n");
    }
    article
}
