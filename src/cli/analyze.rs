//! `copydesk analyze`: archives, an article a line.

use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;

use super::comparison::{Comparison, sketch};
use super::configuration::{self, Basis};
use super::outcome::{Outcome, unless_broken};
use super::record::{Failure, Name, Record, Request};
use super::threads::Threads;
use crate::config::Settings;
use crate::draft::Format;
use crate::ide::Snapshot;

/// What is read and written at a time, in bytes.
const BUFFER: usize = 1 << 16;

/// What `copydesk analyze` is asked to do.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// A copydesk.toml to read the articles by; none is looked for
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Add fingerprints of the words, by which articles of an archive that share a passage are found
    #[arg(long)]
    fingerprints: bool,

    #[command(flatten)]
    threads: Threads,
}

/// Reads articles from standard input and writes what is known of each to standard output, in the same order. With a
/// mistake in its configuration it reads none.
pub fn run(options: Options) -> Outcome {
    let (settings, faults) = options.config.as_deref().map(configuration::read).unwrap_or_default();
    if !faults.is_empty() {
        return Outcome::Failed;
    }
    let sources = options.config.as_deref().map(|path| configuration::sources(path, &settings)).unwrap_or_default();
    let basis = (Arc::new(settings), sources);
    let input = BufReader::with_capacity(BUFFER, io::stdin());
    let out = BufWriter::with_capacity(BUFFER, io::stdout().lock());
    Outcome::Clean.once(analyze(input, out, basis, &options))
}

/// One line out for each line in. Memory is bounded by the longest drafts, not by the archive.
fn analyze(
    input: BufReader<impl Read + Send + 'static>,
    mut out: impl Write,
    basis: Basis,
    options: &Options,
) -> io::Result<()> {
    // JSON writes a byte in six at most: \u00e9.
    let longest = basis.0.longest_draft.saturating_mul(6);
    let fingerprints = options.fingerprints;
    let work = move |lines: io::Result<Vec<Vec<u8>>>| {
        let answers = lines?.into_iter().map(|line| answer(&line, longest, &basis, fingerprints));
        answers.collect::<io::Result<Vec<_>>>()
    };
    options.threads.in_order(Lines { input, longest }, work, |answers| match answers {
        Some(answers) => answers?.iter().try_for_each(|answer| out.write_all(answer)),
        // Whoever sends one article and waits for the answer gets it.
        None => out.flush(),
    })
}

/// The line that answers to `line`.
fn answer(line: &[u8], longest: usize, basis: &Basis, fingerprints: bool) -> io::Result<Vec<u8>> {
    let answered = if line.len() > longest {
        Err(Failure { id: Value::Null, error: format!("the line is longer than {} MB", longest >> 20) })
    } else {
        read(line).and_then(|request| {
            let id = request.id.clone();
            let work = || {
                let record = |(id, snapshot)| serde_json::to_vec(&Record::new(&id, &snapshot, fingerprints));
                examine(request, basis).map(record)
            };
            unless_broken(|| Ok(work())).unwrap_or_else(|broken| Err(Failure { id, error: broken.to_string() }))
        })
    };
    let mut answer = match answered {
        Ok(record) => record?,
        Err(failure) => serde_json::to_vec(&failure)?,
    };
    answer.push(b'\n');
    Ok(answer)
}

/// The lines of `input`, together those that have come together, as far as they fit into its buffer; of one that is longer
/// than `longest` bytes no more than shows that.
struct Lines<R> {
    input: BufReader<R>,
    longest: usize,
}

impl<R: Read> Iterator for Lines<R> {
    type Item = io::Result<Vec<Vec<u8>>>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut lines = Vec::new();
        loop {
            let mut line = Vec::new();
            match next_line(&mut self.input, self.longest, &mut line) {
                Ok(true) => lines.push(line),
                Ok(false) => break,
                // What came before it is answered first; it does not go away.
                Err(_) if !lines.is_empty() => break,
                Err(error) => return Some(Err(error)),
            }
            if !self.input.buffer().contains(&b'\n') {
                break;
            }
        }
        (!lines.is_empty()).then_some(Ok(lines))
    }
}

/// Reads the next line into `line`, no more of it than shows that it is longer than `longest` bytes; `false` if there is
/// none.
fn next_line(input: &mut impl BufRead, longest: usize, line: &mut Vec<u8>) -> io::Result<bool> {
    input.take(longest as u64 + 1).read_until(b'\n', line)?;
    if line.len() > longest && !line.ends_with(b"\n") {
        input.skip_until(b'\n')?;
    }
    Ok(!line.is_empty())
}

fn read(line: &[u8]) -> Result<Request, Failure> {
    // Some programs on Windows begin a file so.
    let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
    // The reader would take an array for an object without names.
    if !line.trim_ascii_start().starts_with(b"{") {
        return Err(Failure { id: Value::Null, error: "not a JSON object".to_owned() });
    }
    serde_json::from_slice(line).map_err(|error| {
        let id = serde_json::from_slice(line).map_or(Value::Null, |name: Name| name.id);
        Failure { id, error: error.to_string() }
    })
}

/// The article of `request`, by its id, and what is known of it beside its desk.
fn examine(request: Request, basis: &Basis) -> Result<(Value, Snapshot), Failure> {
    let Request { id, text, language, desk } = request;
    let examined = snapshot(text, language, basis).and_then(|mut snapshot| {
        compare(&mut snapshot, &key(&id), desk, &basis.0)?;
        Ok(snapshot)
    });
    match examined {
        Ok(snapshot) => Ok((id, snapshot)),
        Err(error) => Err(Failure { id, error }),
    }
}

fn snapshot(text: String, language: Option<String>, (settings, sources): &Basis) -> Result<Snapshot, String> {
    let snapshot = Snapshot::from(text.into(), format(language)?, settings, sources);
    match snapshot.limit {
        Some(error) => Err(error),
        None => Ok(snapshot),
    }
}

/// Adds to the findings of `snapshot`, the article that goes by `own`, what it shares with those of `desk`.
fn compare(snapshot: &mut Snapshot, own: &str, desk: Vec<Request>, settings: &Settings) -> Result<(), String> {
    if desk.is_empty() {
        return Ok(());
    }
    let mut comparison = Comparison::default();
    for Request { id, text, language, .. } in desk {
        comparison.add(&key(&id), sketch(text.into(), format(language)?), false);
    }
    comparison.complete(own, snapshot, settings);
    Ok(())
}

fn format(language: Option<String>) -> Result<Format, String> {
    let Some(name) = language else { return Ok(Format::default()) };
    Format::named(&name).ok_or_else(|| format!("no such language: {name}"))
}

/// What an article is called when it is spoken of.
fn key(id: &Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::config::Settings;

    /// What is answered to `input` where drafts of more than 20 bytes are not analysed.
    fn answers(input: &str) -> Vec<Value> {
        // A small buffer: lines run over its end.
        let input = BufReader::with_capacity(16, Cursor::new(input.to_owned()));
        let mut out = Vec::new();
        let settings = Arc::new(Settings { longest_draft: 20, ..Settings::default() });
        let options = Options { config: None, fingerprints: false, threads: Threads::ONE };
        analyze(input, &mut out, (settings, Arc::default()), &options).unwrap();
        let out = String::from_utf8(out).unwrap();
        out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[test]
    fn a_draft_that_is_too_long_is_said_to_be() {
        let long = "é".repeat(11);
        let answers = answers(&format!("{{\"id\":1,\"text\":\"{long}\"}}\n{{\"id\":2,\"text\":\"short\"}}"));
        assert_eq!((&answers[0]["id"], answers[0]["error"].is_string()), (&Value::from(1), true));
        assert_eq!((&answers[1]["id"], answers[1]["quotes"].is_array()), (&Value::from(2), true));
        assert_eq!(answers.len(), 2);
    }

    #[test]
    fn a_line_without_end_is_not_kept() {
        let answers = answers(&format!("{}\n{}", "[".repeat(500), "[".repeat(500)));
        assert_eq!(answers.len(), 2);
        for answer in answers {
            assert_eq!((&answer["id"], answer["error"].as_str()), (&Value::Null, Some("the line is longer than 0 MB")));
        }
    }

    #[test]
    fn a_line_that_is_no_object_is_said_to_be_none() {
        for line in ["nope", "[1]", "null", "", "5"] {
            let answers = answers(&format!("{line}\n"));
            assert_eq!((&answers[0]["id"], answers[0]["error"].as_str()), (&Value::Null, Some("not a JSON object")));
        }
    }
}
