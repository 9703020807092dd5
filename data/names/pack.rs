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
    // Three or four keys a bucket.
    let bits = (rows.len() / 4).max(1).ilog2();
    let mut out = io::BufWriter::new(io::stdout().lock());
    out.write_all(&bits.to_le_bytes())?;
    for bucket in 0..=1 << bits {
        let start = rows.partition_point(|(hash, _)| (hash >> 32) >> (32 - bits) < bucket);
        out.write_all(&u32::try_from(start)?.to_le_bytes())?;
    }
    for (hash, value) in rows {
        out.write_all(&(hash << 24 | value).to_le_bytes())?;
    }
    Ok(out.flush()?)
}
