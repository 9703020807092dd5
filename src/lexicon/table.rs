//! A map from words to numbers that is read in place, with one or two looks at memory.
//!
//! A file of little-endian numbers: how many bits of a key's hash tell its bucket; for each bucket where its entries
//! begin, and where the last one's end; the entries, 64 bits each, in the order of the hashes: below the 40 low bits of
//! the hash the 24 of the value. That two keys agree in as much of their hashes is left to chance, which is one in 10¹¹ for
//! a word that is in none of the lists.

use xxhash_rust::xxh3::xxh3_64;

/// How many bits of an entry are the value.
const VALUE: u32 = 24;

/// A table in a file.
#[derive(Clone, Copy)]
pub(super) struct Table(pub &'static [u8]);

impl Table {
    /// The value of `key`; none if it is not in the table.
    pub fn get(self, key: &[u8]) -> Option<u32> {
        self.get_hash(xxh3_64(key))
    }

    fn get_hash(self, hash: u64) -> Option<u32> {
        let bits = self.u32(0)?;
        let bucket = (hash >> 32) as usize >> (32 - bits);
        let (start, end) = (self.u32(1 + bucket)? as usize, self.u32(2 + bucket)? as usize);
        let entries = self.0.get(4 * ((1 << bits) + 2)..)?;
        let mut bucket = entries.get(8 * start..8 * end)?.as_chunks().0.iter().map(|entry| u64::from_le_bytes(*entry));
        let entry = bucket.find(|entry| entry >> VALUE == hash << VALUE >> VALUE)?;
        Some(entry as u32 & ((1 << VALUE) - 1))
    }

    fn u32(self, index: usize) -> Option<u32> {
        self.0.get(4 * index..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
    }
}

#[cfg(test)]
impl Table {
    /// The hashes of all keys as far as they are known, each with its value.
    pub fn entries(self) -> impl Iterator<Item = (u64, u32)> {
        let bits = self.u32(0).unwrap();
        let buckets = (0..1 << bits).flat_map(move |bucket| {
            let range = self.u32(1 + bucket).unwrap()..self.u32(2 + bucket).unwrap();
            range.map(move |at| (bucket, at as usize))
        });
        buckets.map(move |(bucket, at)| {
            let entry = self.0[4 * ((1 << bits) + 2)..].as_chunks().0[at];
            let entry = u64::from_le_bytes(entry);
            let hash = (bucket as u64) << (64 - bits) | entry >> VALUE;
            (hash, entry as u32 & ((1 << VALUE) - 1))
        })
    }

    /// Whether it has the key with this hash.
    pub fn has(self, hash: u64) -> bool {
        self.get_hash(hash).is_some()
    }
}
