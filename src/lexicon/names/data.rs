//! The three files that `data/names/make.py` makes, and how to read them: in place, nothing is parsed when they load.

use super::key::Key;
use crate::lexicon::table::{Buckets, Table};

const NAMES: Table = Table(&Buckets(*include_bytes!("names.table")));
const FORMS: Table = Table(&Buckets(*include_bytes!("forms.table")));
const CIRCLES: &[u8] = include_bytes!("forms.bin");

/// What the gazetteer knows of `key`, as the bits that [`Entry`](super::Entry) reads; none if it does not know it.
pub(super) fn facts(key: &Key) -> Option<u16> {
    NAMES.get(key.as_bytes())?.try_into().ok()
}

/// A set of names that are forms of one, and what a name is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Circle {
    /// Which set it is.
    pub number: u32,
    /// What the name is among the others.
    pub role: Role,
}

/// What a name is among the others of its circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// One of several spellings.
    Spelling,
    /// The full name among its short forms.
    Full,
    /// A short form among others.
    Short,
}

/// The circles that `key` is in.
pub(super) fn circles(key: &Key) -> impl Iterator<Item = Circle> + use<> {
    FORMS.get(key.as_bytes()).into_iter().flat_map(circles_from)
}

/// The circles from the entry `first` to the last of the same name.
fn circles_from(first: u32) -> impl Iterator<Item = Circle> {
    let bytes = CIRCLES.get(4 * first as usize..).unwrap_or_default();
    let mut over = false;
    bytes.chunks_exact(4).map_while(move |entry| {
        let entry = u32::from_le_bytes(entry.try_into().ok()?);
        let role = match entry >> 1 & 3 {
            0 => Role::Spelling,
            1 => Role::Full,
            _ => Role::Short,
        };
        let last = entry & 1 == 1;
        (!std::mem::replace(&mut over, last)).then_some(Circle { number: entry >> 3, role })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_fit_each_other_and_the_binary() {
        assert!(NAMES.size() + FORMS.size() + CIRCLES.len() < 3_000_000);
        assert!(NAMES.entries().count() > 200_000, "{} names", NAMES.entries().count());
        assert!(NAMES.entries().all(|(hash, _)| NAMES.has(hash)));
        // The forms take the entries one after another, to the last, and each is a name.
        let mut firsts: Vec<u32> = FORMS.entries().map(|(_, first)| first).collect();
        firsts.sort_unstable();
        let mut next = 0;
        for first in firsts {
            assert_eq!(first, next);
            next += circles_from(first).count() as u32;
        }
        assert_eq!(next as usize * 4, CIRCLES.len());
        // Two bits that tell the bucket of a name are not kept of a form, which may stand two buckets behind its own.
        let own = |hash: u64| (0..3).map(move |behind| hash.wrapping_sub(behind << 51));
        let named = |hash: u64| own(hash).any(|hash| (0..4).any(|bits| NAMES.has(hash | bits << 49)));
        assert!(FORMS.entries().all(|(hash, _)| named(hash)));
    }
}
