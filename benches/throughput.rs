//! How fast `copydesk analyze` reads an archive on one core, and how much memory it takes.
//!
//!     cargo bench --bench throughput [-- ARTICLES.jsonl]
//!
//! Without a file it reads the articles under `examples/` over and over. `wc -w` counts the words of the same texts in
//! the same run, in the locale C.UTF-8, which every machine has and in which it reads the texts as what they are: so many
//! times its work the analysis is, on whatever machine.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How often each is run; the middle one counts.
const RUNS: usize = 3;

/// How often the examples are read.
const COPIES: usize = 1000;

fn main() {
    let path = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let archive = match &path {
        Some(path) => fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}")),
        None => examples(),
    };
    let texts: String = archive.lines().map(text).collect();
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    fs::write(file.path(), &texts).expect("the texts can be written");

    let (counting, words) = middle(|| count(file.path()));
    let (analysing, memory) = middle(|| analyze(&archive));
    let each_second = words as f64 / analysing.as_secs_f64();
    println!("articles        {:>12}", archive.lines().count());
    println!("words           {words:>12}");
    println!("analyze         {:>12.2} s   {each_second:.0} words a second", analysing.as_secs_f64());
    println!("wc -w           {:>12.2} s", counting.as_secs_f64());
    println!("ratio           {:>12.1}", analysing.as_secs_f64() / counting.as_secs_f64());
    println!("peak memory     {:>12.1} MB", memory as f64 / 1024.0);
}

/// The articles under `examples/`, many times over, an article a line.
fn examples() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut lines = String::new();
    for entry in fs::read_dir(folder).expect("the examples") {
        let path = entry.expect("an example").path();
        let language = match path.extension().and_then(|extension| extension.to_str()) {
            Some("md") => "markdown",
            Some("html") => "html",
            Some("txt") => "plaintext",
            _ => continue,
        };
        let text = fs::read_to_string(&path).expect("an example is text");
        lines += &format!("{}\n", json!({"id": path.to_string_lossy(), "text": text, "language": language}));
    }
    lines.repeat(COPIES)
}

fn text(line: &str) -> String {
    let article: Value = serde_json::from_str(line).expect("an article is a line of JSON");
    format!("{}\n", article["text"].as_str().expect("an article has a text"))
}

/// The middle one of several runs by its time.
fn middle<T>(mut run: impl FnMut() -> (Duration, T)) -> (Duration, T) {
    let mut runs: Vec<(Duration, T)> = (0..RUNS).map(|_| run()).collect();
    runs.sort_by_key(|(time, _)| *time);
    runs.swap_remove(RUNS / 2)
}

/// The words of the file at `path` as `wc` counts them.
fn count(path: &Path) -> (Duration, usize) {
    let start = Instant::now();
    let output = Command::new("wc").env("LC_ALL", "C.UTF-8").arg("-w").arg(path).output().expect("wc runs");
    let time = start.elapsed();
    let output = String::from_utf8(output.stdout).expect("wc prints text");
    (time, output.split_whitespace().next().and_then(|words| words.parse().ok()).expect("wc prints a number"))
}

/// Analyses `archive`; the memory is the most that was resident at once, in kB.
fn analyze(archive: &str) -> (Duration, usize) {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(["analyze", "--threads", "1"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("copydesk runs");
    let mut input = child.stdin.take().expect("its input");
    let answers = BufReader::new(child.stdout.take().expect("its output")).split(b'\n');
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| input.write_all(archive.as_bytes()).map(|()| input).expect("it reads all"));
        let answered = answers.take(archive.lines().count()).inspect(|answer| assert!(answer.is_ok())).count();
        let time = start.elapsed();
        assert_eq!(answered, archive.lines().count(), "an answer for each article");
        // It waits for more now, and can be looked at.
        let input = writer.join().expect("all is written");
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        drop(input);
        assert!(child.wait().expect("it ends").success());
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        (time, peak.and_then(|peak| peak.trim_end_matches("kB").trim().parse().ok()).unwrap_or(0))
    })
}
