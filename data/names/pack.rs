//! Packs lines of `key value` on standard input, in the order of their keys, into an `fst` map on standard output; the
//! last step of `make.py`, which no build runs.

use std::io::{self, BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut map = fst::MapBuilder::new(io::BufWriter::new(io::stdout().lock()))?;
    for line in io::stdin().lock().lines() {
        let line = line?;
        let (key, value) = line.split_once(' ').ok_or("a line without a value")?;
        map.insert(key, value.parse()?)?;
    }
    map.into_inner()?.flush()?;
    Ok(())
}
