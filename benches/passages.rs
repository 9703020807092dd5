//! How fast the desk finds what its drafts share, how much memory it takes and what it finds, beside what is known to work: a
//! suffix array over the words of all drafts, and MinHash over their paragraphs.
//!
//!     cargo bench --bench passages [-- ARTICLES.jsonl]
//!
//! Without a file it makes up 4,000 articles of 500 words, every tenth of which repeats a paragraph of another, every fifth
//! of these with a word in ten changed.

#[allow(dead_code, reason = "only the dice are used")]
#[path = "../tests/support/editor.rs"]
mod editor;
#[path = "../tests/support/worked.rs"]
mod worked;

use std::collections::BTreeSet;
use std::fs;
use std::time::{Duration, Instant};

use copydesk::config::Settings;
use copydesk::desk::{Answers, Filed, Passages, Shelf, Sketch};
use copydesk::draft::Format;
use copydesk::ide::Snapshot;
use editor::Dice;
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;
use suffix::SuffixTable;
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// A passage has so many words at least.
const PASSAGE: usize = 16;

/// How many words make a shingle of MinHash.
const SHINGLE: usize = 5;

/// MinHash: how many rows a band has, and how many bands there are. Half of the pairs that have 0.54 of their shingles in
/// common meet in one of them.
const ROWS: usize = 4;
const BANDS: usize = 8;

/// Two drafts that share a passage, and the number of neither is the larger one.
type Pairs = BTreeSet<(usize, usize)>;

fn main() {
    let path = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let texts: Vec<String> = match &path {
        Some(path) => {
            fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}")).lines().map(text).collect()
        }
        None => invented(),
    };
    let bytes: usize = texts.iter().map(String::len).sum();
    let (reading, snapshots) = worked(|| texts.iter().map(|text| read(text)).collect::<Vec<_>>());
    let paragraphs: Vec<Vec<Vec<u32>>> = snapshots.iter().map(paragraphs).collect();
    let count: usize = paragraphs.iter().flatten().map(Vec::len).sum();
    println!(
        "{} articles, {:.1} MB, {count} words, read in {:.2} s",
        texts.len(),
        bytes as f64 / 1e6,
        reading.as_secs_f64()
    );

    println!("\n{:<14}  {:>8}  {:>8}  {:>8}  {:>9}", "", "build", "pairs in", "memory", "pairs");
    let index = |snapshots: &[Snapshot]| {
        let mut passages = Passages::default();
        snapshots.iter().enumerate().for_each(|(number, snapshot)| passages.put(&key(number), filed(sketch(snapshot))));
        passages
    };
    let (passages, found) = measured("this index", || index(&snapshots), |passages| index_pairs(passages, &snapshots));
    let (_, suffixes) = measured("suffix array", || Suffixes::new(&paragraphs), Suffixes::pairs);
    let (_, hashes) = measured("MinHash", || MinHash::new(&paragraphs), MinHash::pairs);
    for (name, other) in [("the suffix array", suffixes), ("MinHash", hashes)] {
        let both = found.intersection(&other).count();
        println!(
            "{both} of the pairs of this index are those of {name}, {} and {} are not",
            found.len() - both,
            other.len() - both
        );
    }

    println!("\n{:<32}  {:>9}  {:>9}", "µs", "median", "quickest");
    typing(passages, &texts, texts.len().div_ceil(400));
}

/// Prints what it takes to `build` something and to find `pairs` in it; both.
fn measured<T>(name: &str, build: impl FnOnce() -> T, pairs: impl FnOnce(&T) -> Pairs) -> (T, Pairs) {
    let before = resident();
    let (building, built) = worked(build);
    let memory = resident().saturating_sub(before) as f64 / 1024.0;
    let (finding, pairs) = worked(|| pairs(&built));
    let (building, finding) = (building.as_secs_f64(), finding.as_secs_f64());
    println!("{name:<14}  {building:>6.2} s  {finding:>6.2} s  {memory:>5.1} MB  {:>9}", pairs.len());
    (built, pairs)
}

/// What each of `snapshots` shares with one other.
fn index_pairs(passages: &Passages, snapshots: &[Snapshot]) -> Pairs {
    let mut pairs = Pairs::new();
    for (number, snapshot) in snapshots.iter().enumerate() {
        for shared in passages.shared(&key(number), &sketch(snapshot), &mut Answers::default()) {
            let other = shared.draft.parse().expect("a key is a number");
            pairs.insert((number.min(other), number.max(other)));
        }
    }
    pairs
}

/// Types a word into every `step`th of `texts`, and into every second of these in one draft, beside `passages`.
fn typing(mut passages: Passages, texts: &[String], step: usize) {
    let mut times: [Vec<Duration>; 5] = Default::default();
    for (number, text) in texts.iter().enumerate().step_by(step) {
        type_a_word(&mut passages, &key(number), text, &mut times);
    }
    print_times("an article", &mut times);
    let several: Vec<usize> = (0..texts.len()).step_by(step * 2).collect();
    // Not one that is on the desk twice.
    several.iter().for_each(|&number| passages.remove(&key(number)));
    let long: String = several.iter().map(|&number| format!("{}\n\n", texts[number])).collect();
    let mut times: [Vec<Duration>; 5] = Default::default();
    for _ in 0..9 {
        type_a_word(&mut passages, "long", &long, &mut times);
    }
    print_times(&format!("a draft of {} words", long.split_whitespace().count()), &mut times);
}

fn type_a_word(passages: &mut Passages, key: &str, text: &str, times: &mut [Vec<Duration>; 5]) {
    let mut answers = Answers::default();
    let before = sketch(&read(text));
    passages.put(key, filed(before.clone()));
    passages.shared(key, &before, &mut answers);
    let middle = text.char_indices().map(|(at, _)| at).filter(|&at| text[at..].starts_with(' ')).nth(40).unwrap_or(0);
    let edited = read(&format!("{} typed{}", &text[..middle], &text[middle..]));
    let (sketching, sketch) = timed(|| sketch(&edited));
    let (asking, again) = timed(|| passages.shared(key, &sketch, &mut answers));
    let (afresh, fresh) = timed(|| passages.shared(key, &sketch, &mut Answers::default()));
    assert_eq!(again, fresh);
    let sketch = filed(sketch);
    let (filing, ()) = timed(|| passages.put(key, sketch));
    let (whole, ()) = timed(|| {
        passages.remove(key);
        passages.put(key, filed(before));
    });
    for (times, time) in times.iter_mut().zip([sketching, asking, afresh, filing, whole]) {
        times.push(time);
    }
}

fn print_times(what: &str, times: &mut [Vec<Duration>; 5]) {
    println!("{what}, a word typed");
    let names = [
        "  its words",
        "  asked what it shares",
        "  the same, asked afresh",
        "  filed",
        "  taken out and filed as another",
    ];
    for (name, times) in names.iter().zip(times) {
        times.sort();
        let micro = |time: Duration| time.as_secs_f64() * 1e6;
        println!("{name:<32}  {:>9.1}  {:>9.1}", micro(times[times.len() / 2]), micro(times[0]));
    }
}

/// The suffixes of all drafts in order, a character a word.
struct Suffixes {
    table: SuffixTable<'static, 'static>,
    /// Where each draft begins.
    drafts: Vec<usize>,
}

impl Suffixes {
    fn new(drafts: &[Vec<Vec<u32>>]) -> Self {
        let mut characters: FxHashMap<u32, char> = FxHashMap::default();
        // The first stands between drafts.
        let mut free = ('\u{100}'..).skip(1);
        let (mut text, mut starts) = (String::new(), Vec::new());
        for draft in drafts {
            starts.push(text.len());
            let words = draft.iter().flatten();
            text.extend(
                words.map(|&word| *characters.entry(word).or_insert_with(|| free.next().expect("a character"))),
            );
            text.push('\u{100}');
        }
        Suffixes { table: SuffixTable::new(text), drafts: starts }
    }

    /// The drafts that alone have a run of [`PASSAGE`] words.
    fn pairs(&self) -> Pairs {
        let text = self.table.text();
        let run = |at: u32| {
            let rest = &text[at as usize..];
            let end = rest.char_indices().nth(PASSAGE).map(|(end, _)| end);
            end.map(|end| &rest[..end]).filter(|run| !run.contains('\u{100}'))
        };
        let places: Vec<(&str, u32)> = self
            .table
            .table()
            .iter()
            .filter(|&&at| text.is_char_boundary(at as usize))
            .filter_map(|&at| Some((run(at)?, at)))
            .collect();
        let mut pairs = Pairs::new();
        for places in places.chunk_by(|one, other| one.0 == other.0).filter(|places| places.len() > 1) {
            let draft = |at: u32| self.drafts.partition_point(|&start| start <= at as usize) - 1;
            let drafts: BTreeSet<usize> = places.iter().map(|&(_, at)| draft(at)).collect();
            if let [one, other] = drafts.into_iter().collect::<Vec<_>>()[..] {
                pairs.insert((one, other));
            }
        }
        pairs
    }
}

/// Paragraphs by bands of the smallest hashes of their shingles.
struct MinHash {
    /// Each paragraph of a passage's length: its draft and its shingles.
    paragraphs: Vec<(usize, FxHashSet<u64>)>,
    bands: FxHashMap<u64, Vec<usize>>,
}

impl MinHash {
    fn new(drafts: &[Vec<Vec<u32>>]) -> Self {
        let mut hashes = MinHash { paragraphs: Vec::new(), bands: FxHashMap::default() };
        let bytes = |words: &[u32]| words.iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<u8>>();
        for (draft, paragraphs) in drafts.iter().enumerate() {
            for paragraph in paragraphs.iter().filter(|paragraph| paragraph.len() >= PASSAGE) {
                let shingles: FxHashSet<u64> =
                    paragraph.windows(SHINGLE).map(|run| xxh3_64_with_seed(&bytes(run), 0)).collect();
                let smallest = |row: usize| {
                    // A hash of a hash is another one.
                    let other = (2 * row as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                    shingles.iter().map(|hash| (hash ^ other).wrapping_mul(other).rotate_left(32)).min().unwrap_or(0)
                };
                for band in 0..BANDS {
                    let rows: Vec<u8> = (0..ROWS).flat_map(|row| smallest(band * ROWS + row).to_le_bytes()).collect();
                    hashes
                        .bands
                        .entry(xxh3_64_with_seed(&rows, band as u64))
                        .or_default()
                        .push(hashes.paragraphs.len());
                }
                hashes.paragraphs.push((draft, shingles));
            }
        }
        hashes
    }

    /// The drafts of paragraphs that stand in two alone and have half of their shingles in common.
    fn pairs(&self) -> Pairs {
        let mut others: FxHashMap<usize, BTreeSet<usize>> = FxHashMap::default();
        let mut seen: FxHashSet<(usize, usize)> = FxHashSet::default();
        for paragraphs in self.bands.values() {
            for (index, &one) in paragraphs.iter().enumerate() {
                // As the index does: what many have is looked at in a few.
                for &other in paragraphs[index + 1..].iter().take(PASSAGE) {
                    let ((draft, shingles), (other_draft, other_shingles)) =
                        (&self.paragraphs[one], &self.paragraphs[other]);
                    if draft == other_draft || !seen.insert((one, other)) {
                        continue;
                    }
                    let both = shingles.intersection(other_shingles).count();
                    if 2 * both >= shingles.len() + other_shingles.len() - both {
                        others.entry(one).or_default().insert(*other_draft);
                        others.entry(other).or_default().insert(*draft);
                    }
                }
            }
        }
        let alone = others.iter().filter(|(_, others)| others.len() == 1);
        let pairs = alone.flat_map(|(&one, others)| others.iter().map(move |&other| (self.paragraphs[one].0, other)));
        pairs.map(|(one, other)| (one.min(other), one.max(other))).collect()
    }
}

fn read(text: &str) -> Snapshot {
    Snapshot::new(text.into(), Format::Plain, &Settings::default())
}

fn sketch(snapshot: &Snapshot) -> Sketch {
    Sketch::of(&snapshot.article)
}

/// The paragraphs of a draft, their words as numbers.
fn paragraphs(snapshot: &Snapshot) -> Vec<Vec<u32>> {
    let words = |tokens: &[copydesk::draft::Token]| {
        tokens.iter().map(|token| token.letters).filter(|&letters| letters != 0).collect()
    };
    snapshot.article.draft.blocks.iter().map(|block| words(&block.prose.tokens)).collect()
}

fn filed(sketch: Sketch) -> Filed {
    Filed { name: "".into(), shelf: Shelf::Drafts, sketch: sketch.into() }
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
                true if number % 50 == 49 => changed(dice.pick::<String>(&paragraphs)),
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

/// `paragraph` with every tenth word another.
fn changed(paragraph: &str) -> String {
    let words = paragraph.split(' ').enumerate();
    words.map(|(at, word)| if at % 10 == 5 { "changed" } else { word }).collect::<Vec<_>>().join(" ")
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

/// The same in processor time, where the system tells: whatever else runs on this machine does not count.
fn worked<T>(run: impl FnOnce() -> T) -> (Duration, T) {
    let before = worked::thread();
    let (time, done) = timed(run);
    (before.and_then(|before| worked::thread()?.checked_sub(before)).unwrap_or(time), done)
}

/// The memory that is resident now, in kB; 0 where no system tells.
fn resident() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    resident.and_then(|resident| resident.trim_end_matches("kB").trim().parse().ok()).unwrap_or(0)
}
