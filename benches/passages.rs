//! How fast the desk finds what its drafts share, and how much memory it takes, beside the plainest way to do it: every run
//! of as many words in a hash map.
//!
//!     cargo bench --bench passages [-- ARTICLES.jsonl]
//!
//! Without a file it makes up 4,000 articles of 500 words, every tenth of which repeats a paragraph of another.

#[allow(dead_code, reason = "only the dice are used")]
#[path = "../tests/support/editor.rs"]
mod editor;

use std::collections::HashMap;
use std::fs;
use std::time::{Duration, Instant};

use copydesk::config::Settings;
use copydesk::desk::{Filed, Passages, Shelf, Sketch};
use copydesk::draft::Format;
use copydesk::ide::Snapshot;
use editor::Dice;
use serde_json::Value;

/// How many words make a run of the plain way: as many as the desk looks up.
const GRAM: usize = 7;

fn main() {
    let path = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let texts = match &path {
        Some(path) => {
            fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}")).lines().map(text).collect()
        }
        None => invented(),
    };
    let bytes: usize = texts.iter().map(String::len).sum();
    println!("articles        {:>12}   {:.1} MB", texts.len(), bytes as f64 / 1e6);

    let snapshots: Vec<Snapshot> =
        texts.iter().map(|text| Snapshot::new(text.as_str().into(), Format::Plain, &Settings::default())).collect();
    let before = resident();
    let (sketching, sketches) = timed(|| snapshots.iter().map(sketch).collect::<Vec<_>>());
    let words: Vec<Vec<u32>> = snapshots.iter().map(words).collect();
    let before = before + words.iter().map(|words| 4 * words.len()).sum::<usize>() / 1024;
    let (indexing, mut passages) = timed(|| {
        let mut passages = Passages::default();
        for (index, sketch) in sketches.into_iter().enumerate() {
            passages.put(&key(index), filed(sketch));
        }
        passages
    });
    println!("sketch          {:>12.3} s", sketching.as_secs_f64());
    println!("index           {:>12.3} s", indexing.as_secs_f64());
    println!("memory          {:>12.1} MB", (resident().saturating_sub(before)) as f64 / 1024.0);

    let mut times = Vec::new();
    let mut found = 0;
    for index in 0..texts.len() {
        let key = key(index);
        let sketch = passages.get(&key).expect("it was put").sketch.clone();
        let (time, shared) = timed(|| passages.shared(&key, &sketch));
        times.push(time);
        found += usize::from(!shared.is_empty());
    }
    times.sort();
    println!("a query         {:>12.1} µs   the slowest in a hundred {:.1} µs", micro(&times, 50), micro(&times, 99));
    println!("sharing         {found:>12}");

    let mut times = Vec::new();
    for (index, snapshot) in snapshots.iter().enumerate().step_by(10) {
        let (time, ()) = timed(|| {
            let sketch = sketch(snapshot);
            passages.put(&key(index), filed(sketch));
        });
        times.push(time);
    }
    times.sort();
    println!("an edit         {:>12.1} µs   the slowest in a hundred {:.1} µs", micro(&times, 50), micro(&times, 99));
    drop((passages, snapshots));

    let before = resident();
    let (indexing, runs) = timed(|| {
        let mut runs: HashMap<[u32; GRAM], Vec<(u32, u32)>> = HashMap::new();
        for (draft, words) in words.iter().enumerate() {
            for (at, run) in words.windows(GRAM).enumerate() {
                let run = run.try_into().expect("as many words");
                runs.entry(run).or_default().push((draft as u32, at as u32));
            }
        }
        runs
    });
    println!("all runs: index {:>12.3} s", indexing.as_secs_f64());
    println!("all runs: memory{:>12.1} MB", (resident().saturating_sub(before)) as f64 / 1024.0);
    let mut times = Vec::new();
    for words in &words {
        let (time, shared) = timed(|| {
            let runs = words.windows(GRAM).filter_map(|run| runs.get(run));
            runs.flatten().filter(|place| place.0 > 0).count()
        });
        assert!(shared < usize::MAX);
        times.push(time);
    }
    times.sort();
    println!("all runs: query {:>12.1} µs   looked up, nothing compared", micro(&times, 50));
}

fn sketch(snapshot: &Snapshot) -> Sketch {
    Sketch::new(&snapshot.article.draft, &snapshot.article.quotes)
}

/// The words of a draft as numbers.
fn words(snapshot: &Snapshot) -> Vec<u32> {
    let tokens = snapshot.article.draft.blocks.iter().flat_map(|block| &block.prose.tokens);
    tokens.map(|token| token.letters).filter(|&letters| letters != 0).collect()
}

fn filed(sketch: Sketch) -> Filed {
    Filed { name: "".into(), shelf: Shelf::Drafts, sketch }
}

fn key(index: usize) -> String {
    format!("{index:06}")
}

fn text(line: &str) -> String {
    let article: Value = serde_json::from_str(line).expect("an article is a line of JSON");
    article["text"].as_str().expect("an article has a text").to_owned()
}

/// Articles of made-up words, common ones as common as in any language.
fn invented() -> Vec<String> {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut articles = Vec::new();
    for number in 0..4_000 {
        let mut article = String::new();
        for place in 0..8 {
            let paragraph = match number % 10 == 9 && place == 3 {
                true => dice.pick(&paragraphs).clone(),
                false => paragraph(&mut dice),
            };
            article += &format!("{paragraph}\n\n");
            paragraphs.push(paragraph);
        }
        articles.push(article);
    }
    articles
}

fn paragraph(dice: &mut Dice) -> String {
    let sentence = |dice: &mut Dice| {
        let words: Vec<String> = (0..20)
            .map(|_| {
                // Zipf's law, near enough.
                let rank = 1 << dice.roll(16);
                format!("w{}", rank + dice.roll(rank))
            })
            .collect();
        format!("The {}.", words.join(" "))
    };
    (0..3).map(|_| sentence(dice)).collect::<Vec<_>>().join(" ")
}

fn timed<T>(run: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let done = run();
    (start.elapsed(), done)
}

/// The time that so many per cent of `times`, which are in order, are not above, in microseconds.
fn micro(times: &[Duration], per_cent: usize) -> f64 {
    times[(times.len() - 1) * per_cent / 100].as_secs_f64() * 1e6
}

/// The memory that is resident now, in kB; 0 where no system tells.
fn resident() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    resident.and_then(|resident| resident.trim_end_matches("kB").trim().parse().ok()).unwrap_or(0)
}
