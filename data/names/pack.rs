//! Packs lines of `key value` on standard input into a table on standard output, as `src/lexicon/table.rs` describes it;
//! the last step of this `make.py` and of that of `data/words`, which no build runs.

use std::io::{self, BufRead, Write};

use xxhash_rust::xxh3::xxh3_64;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut rows = Vec::new();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let (key, value) = line.split_once(' ').ok_or("a line without a value")?;
        let value: u64 = value.parse()?;
        if value >= 1 << 24 {
            return Err(format!("{key}: {value} is too large").into());
        }
        rows.push((xxh3_64(key.as_bytes()), value));
    }
    rows.sort_unstable();
    // Eight to a bucket, one place in eight of them left empty.
    let bits = rows.len().div_ceil(7).next_power_of_two().ilog2().max(1);
    let mut entries = vec![0; 8 << bits];
    for (hash, value) in rows {
        let first = 8 * (hash >> (64 - bits)) as usize;
        let mut places = (first..entries.len()).chain(0..first);
        let place = places.find(|&at| entries[at] == 0).ok_or("no room")?;
        entries[place] = hash << 24 | value;
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    for entry in entries {
        out.write_all(&entry.to_le_bytes())?;
    }
    Ok(out.flush()?)
}
