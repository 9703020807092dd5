//! A map from words to numbers that is read in place, most often with one look at memory.
//!
//! A file of little-endian numbers of 64 bits, each an entry: below the 40 low bits of a key's hash the 24 of its value. Eight
//! are a bucket, of which there are a power of two; the highest bits of its hash tell a key's bucket, and where that is full
//! the entry stands in the next one with room. Room is left as zeros, behind the entries. That two keys agree in as much of
//! their hashes is left to chance, which is one in 10¹¹ for a word that is in none of the lists.

use xxhash_rust::xxh3::xxh3_64;

/// How many bits of an entry are the value.
const VALUE: u32 = 24;

/// The bytes of a bucket, no more than memory hands out at a time.
const BUCKET: usize = 64;

/// The bytes of a file, each bucket where memory hands it out at once.
#[repr(align(64))]
pub(super) struct Buckets<B: ?Sized>(pub B);

/// A table in a file.
#[derive(Clone, Copy)]
pub(super) struct Table(pub &'static Buckets<[u8]>);

impl Table {
    /// The value of `key`; none if it is not in the table.
    pub fn get(self, key: &[u8]) -> Option<u32> {
        self.get_hash(xxh3_64(key))
    }

    fn get_hash(self, hash: u64) -> Option<u32> {
        let buckets = self.buckets();
        let (before, from) = buckets.split_at_checked(hash.checked_shr(u64::BITS - buckets.len().ilog2())? as usize)?;
        let own = |entry: u64| entry >> VALUE == hash << VALUE >> VALUE;
        for bucket in from.iter().chain(before) {
            // To look at all of them is faster than to stop at the right one.
            let found = entries(bucket).fold(0, |found, entry| if own(entry) { entry } else { found });
            if found != 0 {
                return Some(found as u32 & ((1 << VALUE) - 1));
            }
            if bucket.ends_with(&[0; 8]) {
                break;
            }
        }
        None
    }

    fn buckets(self) -> &'static [[u8; BUCKET]] {
        self.0.0.as_chunks().0
    }
}

/// The entries of `bucket`, and its room.
fn entries(bucket: &[u8; BUCKET]) -> impl Iterator<Item = u64> {
    bucket.as_chunks().0.iter().map(|entry| u64::from_le_bytes(*entry))
}

#[cfg(test)]
impl Table {
    /// How many bytes it takes.
    pub fn size(self) -> usize {
        self.0.0.len()
    }

    /// The hashes of all keys as far as they are known from the buckets in which they stand, each with its value.
    pub fn entries(self) -> impl Iterator<Item = (u64, u32)> {
        let bits = self.buckets().len().ilog2();
        let buckets = self.buckets().iter().enumerate();
        let entries = buckets.flat_map(|(at, bucket)| entries(bucket).map(move |entry| (at as u64, entry)));
        entries.filter(|(_, entry)| *entry != 0).map(move |(bucket, entry)| {
            let hash = bucket << (u64::BITS - bits) | entry >> VALUE;
            (hash, entry as u32 & ((1 << VALUE) - 1))
        })
    }

    /// Whether it has the key with this hash.
    pub fn has(self, hash: u64) -> bool {
        self.get_hash(hash).is_some()
    }
}
