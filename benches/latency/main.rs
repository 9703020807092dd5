//! How long an editor waits: the time from `textDocument/didChange` to the diagnostics of that version, for what somebody does
//! in drafts of 1,000 to 1,000,000 words, beside the same for a server that only echoes; from cold to the first diagnostics;
//! how much memory an open draft takes; and all that in other formats and beside other drafts in the folder.
//!
//!     cargo bench --bench latency [-- LONGEST] [PLOT.svg]
//!
//! Times are in milliseconds, as the client sees them over pipes; `work` is the processor time of the server, of which other
//! programs on the machine take nothing away. LONGEST is the longest draft, in words. `draft WORDS NUMBER` writes a draft, and
//! does nothing else.

#[allow(dead_code, reason = "only the dice are used")]
#[path = "../../tests/support/editor.rs"]
mod editor;
#[path = "../../tests/support/invented.rs"]
mod invented;
#[path = "../../tests/support/worked.rs"]
mod worked;

mod client;
mod echo;
mod plot;
mod strokes;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use client::Client;
use invented::draft;
use plot::Curve;
use strokes::{Deed, PASTED, PLACES, strokes};

/// Words in the draft, and how often everything is done in it.
const DRAFTS: &[(usize, usize)] = &[(1_000, 6), (10_000, 3), (100_000, 1), (1_000_000, 1)];

/// How often a draft is opened by a new server; the middle one counts.
const STARTS: usize = 5;

/// How many other drafts stand in the folder, and how many words each has.
const OTHERS: (usize, usize) = (4_000, 500);

/// The longest draft that is typed in beside others, and in other formats.
const ASIDE: usize = 100_000;

fn main() -> Result<(), Box<dyn Error>> {
    if std::env::args().any(|argument| argument == "echo") {
        return Ok(echo::serve()?);
    }
    if let [command, words, number] = &std::env::args().skip(1).collect::<Vec<_>>()[..]
        && command == "draft"
    {
        print!("{}", draft(words.parse()?, number.parse()?));
        return Ok(());
    }
    let longest = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(usize::MAX);
    let drafts = || DRAFTS.iter().copied().filter(|(words, _)| *words <= longest);

    println!(
        "| words | p50 | p99 | work | echo p50 | echo p99 | p50 : echo | cold open | : echo | start to diagnostics | memory, MB | a byte of text | after typing |"
    );
    println!("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    let mut measured = Vec::new();
    for (words, rounds) in drafts() {
        let text = draft(words, 0);
        let own = Session::run(copydesk, &text, rounds)?;
        let echo = Session::run(echoing, &text, rounds)?;
        println!("| {words} | {} |", own.beside(&echo, text.len()).join(" | "));
        measured.push((words, own, echo));
    }

    for (words, own, _) in &measured {
        println!("\n{words} words, p50 / p99:\n\n| | {} |\n|---|---:|---:|---:|", PLACES.join(" | "));
        for deed in Deed::ALL {
            let cells = (0..PLACES.len()).map(|place| {
                let times = own.times(|done, at| done == deed && at == place);
                format!("{} / {}", ms(share(&times, 50)), ms(share(&times, 99)))
            });
            println!("| {} | {} |", deed.name(), cells.collect::<Vec<_>>().join(" | "));
        }
    }

    println!(
        "\nA key in prose, p50 in other formats:\n\n| words | plain text | Markdown | HTML |\n|---:|---:|---:|---:|"
    );
    for (words, rounds) in drafts().filter(|(words, _)| *words <= ASIDE) {
        let text = draft(words, 0);
        let formats = [("plaintext", text.clone()), ("markdown", markdown(&text)), ("html", html(&text))];
        let cells = formats.iter().map(|(language, text)| keys(language, text, rounds, None));
        println!("| {words} | {} |", cells.collect::<io::Result<Vec<_>>>()?.join(" | "));
    }

    println!("\nThe same alone and beside {} drafts:\n\n| words | alone | beside them |\n|---:|---:|---:|", OTHERS.0);
    let folder = tempfile::tempdir()?;
    for number in 0..OTHERS.0 {
        fs::write(folder.path().join(format!("{number}.txt")), draft(OTHERS.1, number as u64 + 1))?;
    }
    for (words, rounds) in drafts().filter(|(words, _)| *words <= ASIDE) {
        let text = draft(words, 0);
        let cells = [None, Some(folder.path())].map(|folder| keys("plaintext", &text, rounds, folder));
        println!("| {words} | {} |", cells.into_iter().collect::<io::Result<Vec<_>>>()?.join(" | "));
    }

    match std::env::args().find(|argument| argument.ends_with(".svg")) {
        Some(path) => plot::draw(&curves(&measured), Path::new(&path)),
        None => Ok(()),
    }
}

fn copydesk() -> io::Result<Command> {
    let mut server = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    server.arg("server");
    Ok(server)
}

fn echoing() -> io::Result<Command> {
    let mut server = Command::new(std::env::current_exe()?);
    server.arg("echo");
    Ok(server)
}

/// What one server took for one draft.
struct Session {
    strokes: BTreeMap<(Deed, usize), Vec<Duration>>,
    /// Processor time of a key.
    work: Duration,
    /// From `didOpen` to the diagnostics, right after the start.
    open: Duration,
    /// From the start of the process to the diagnostics.
    start: Duration,
    /// In bytes, with the draft open.
    memory: u64,
    /// The same after all that was typed.
    typed: u64,
}

impl Session {
    fn run(server: fn() -> io::Result<Command>, text: &str, rounds: usize) -> io::Result<Self> {
        let mut opens = Vec::new();
        for _ in 1..STARTS {
            opens.push(Session::open(server, text)?.1);
        }
        let (mut client, last) = Session::open(server, text)?;
        opens.push(last);
        opens.sort();
        let (open, start) = opens[STARTS / 2];
        let memory = client.resident();
        let (mut done, mut work, mut keys) = (BTreeMap::new(), Duration::ZERO, 0);
        let strokes = strokes(text, &draft(PASTED, 1));
        for stroke in (0..rounds).flat_map(|_| &strokes) {
            let before = client.worked();
            let time = client.change(&stroke.change)?;
            if stroke.deed.is_key() {
                (work, keys) = (work + client.worked().saturating_sub(before), keys + 1);
            }
            done.entry((stroke.deed, stroke.place)).or_insert_with(Vec::new).push(time);
        }
        Ok(Session { strokes: done, work: work / keys, open, start, memory, typed: client.resident() })
    }

    /// A client of a new server that has opened `text`, the time for that, and the time from the start of the process.
    fn open(server: fn() -> io::Result<Command>, text: &str) -> io::Result<(Client, (Duration, Duration))> {
        let mut server = server()?;
        let started = Instant::now();
        let mut client = Client::start(&mut server, "typed", None)?;
        let open = client.open("plaintext", text)?;
        Ok((client, (open, started.elapsed())))
    }

    /// The times of some strokes, in order.
    fn times(&self, counts: impl Fn(Deed, usize) -> bool) -> Vec<Duration> {
        let counted = self.strokes.iter().filter(|((deed, place), _)| counts(*deed, *place));
        let mut times: Vec<Duration> = counted.flat_map(|(_, times)| times).copied().collect();
        times.sort();
        times
    }

    /// The time that so many percent of the keys take no longer than.
    fn key(&self, percent: usize) -> Duration {
        share(&self.times(|deed, _| deed.is_key()), percent)
    }

    /// A row of the table, for a draft of so many bytes.
    fn beside(&self, echo: &Session, bytes: usize) -> [String; 12] {
        let mb = |memory: u64| format!("{:.1}", memory as f64 / 1e6);
        [
            ms(self.key(50)),
            ms(self.key(99)),
            ms(self.work),
            ms(echo.key(50)),
            ms(echo.key(99)),
            ratio(self.key(50), echo.key(50)),
            ms(self.open),
            ratio(self.open, echo.open),
            ms(self.start),
            mb(self.memory),
            format!("{:.1}", self.memory as f64 / bytes as f64),
            mb(self.typed),
        ]
    }
}

/// The median of a key in prose at the middle of `text`, typed beside the drafts of `folder`.
fn keys(language: &str, text: &str, rounds: usize, folder: Option<&Path>) -> io::Result<String> {
    let mut client = Client::start(&mut copydesk()?, "typed", folder)?;
    client.open(language, text)?;
    let mut times = Vec::new();
    let strokes = strokes(text, "");
    for stroke in (0..rounds).flat_map(|_| &strokes).filter(|stroke| (stroke.deed, stroke.place) == (Deed::Word, 1)) {
        times.push(client.change(&stroke.change)?);
    }
    times.sort();
    Ok(ms(share(&times, 50)))
}

/// The paragraphs of a draft, with whether each is a heading.
fn paragraphs(draft: &str) -> impl Iterator<Item = (bool, &str)> {
    draft.split_terminator("\n\n").map(|paragraph| (!paragraph.contains(['.', ',']), paragraph))
}

fn markdown(draft: &str) -> String {
    let written = paragraphs(draft).map(|(heading, text)| format!("{}{text}\n\n", if heading { "## " } else { "" }));
    written.collect()
}

fn html(draft: &str) -> String {
    let tag = |heading| if heading { "h2" } else { "p" };
    paragraphs(draft).map(|(heading, text)| format!("<{0}>{text}</{0}>\n", tag(heading))).collect()
}

fn curves(measured: &[(usize, Session, Session)]) -> [Curve; 5] {
    let curve = |name, wanted: &[(f64, f64)], time: fn(&Session, &Session) -> Duration| {
        let points = measured.iter().map(|(words, own, echo)| (*words as f64, time(own, echo).as_secs_f64() * 1e3));
        Curve { name, points: points.collect(), wanted: wanted.to_vec() }
    };
    [
        curve("a key, p50", &[(1e3, 1.0)], |own, _| own.key(50)),
        curve("a key, p99", &[(1e5, 10.0), (1e6, 50.0)], |own, _| own.key(99)),
        curve("a key, processor time", &[], |own, _| own.work),
        curve("opened from cold", &[(1e5, 100.0)], |own, _| own.open),
        curve("a server that only echoes, p50", &[], |_, echo| echo.key(50)),
    ]
}

/// The time that `percent` of `times`, which are in order, take no longer than.
fn share(times: &[Duration], percent: usize) -> Duration {
    times[(times.len() * percent).div_ceil(100).max(1) - 1]
}

fn ms(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1e3;
    if ms < 100.0 { format!("{ms:.2}") } else { format!("{ms:.0}") }
}

fn ratio(one: Duration, other: Duration) -> String {
    format!("{:.1}", one.as_secs_f64() / other.as_secs_f64())
}
