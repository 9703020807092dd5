//! The three files that `data/names/make.py` makes, and how to read them: in place, nothing is parsed when they load.

use std::cell::RefCell;
use std::sync::LazyLock;

use fst::Map;
use xxhash_rust::xxh3::xxh3_64;

use super::key::Key;

const NAMES: &[u8] = include_bytes!("names.fst");
const FORMS: &[u8] = include_bytes!("forms.fst");
const CIRCLES: &[u8] = include_bytes!("forms.bin");

/// What the gazetteer knows of `key`, as the bits that [`Entry`](super::Entry) reads; none if it does not know it.
pub(super) fn facts(key: &Key) -> Option<u16> {
    let hash = xxh3_64(key.as_bytes());
    ASKED.with_borrow_mut(|asked| {
        let (other, facts) = &mut asked[hash as usize % LATELY];
        if *other != hash {
            (*other, *facts) = (hash, look_up(key));
        }
        *facts
    })
}

/// How many keys are remembered.
const LATELY: usize = 1 << 13;

thread_local! {
    /// The hashes of keys that were asked for lately, each in the slot that it gives, with what is known: the names of the
    /// day stand in every draft.
    static ASKED: RefCell<Vec<(u64, Option<u16>)>> = RefCell::new(vec![(0, None); LATELY]);
}

fn look_up(key: &Key) -> Option<u16> {
    static MAP: LazyLock<Option<Map<&[u8]>>> = LazyLock::new(|| Map::new(NAMES).ok());
    MAP.as_ref()?.get(key.as_bytes())?.try_into().ok()
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
    static MAP: LazyLock<Option<Map<&[u8]>>> = LazyLock::new(|| Map::new(FORMS).ok());
    let first = MAP.as_ref().and_then(|map| map.get(key.as_bytes()));
    first.into_iter().flat_map(circles_from)
}

/// The circles from the entry `first` to the last of the same name.
fn circles_from(first: u64) -> impl Iterator<Item = Circle> {
    let bytes = usize::try_from(first).ok().and_then(|first| CIRCLES.get(4 * first..)).unwrap_or_default();
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
    use fst::Streamer;

    use super::*;

    #[test]
    fn the_files_fit_each_other_and_the_binary() {
        assert!(NAMES.len() + FORMS.len() + CIRCLES.len() < 3_000_000);
        let names = Map::new(NAMES).unwrap();
        assert!(names.len() > 200_000, "{} names", names.len());
        let forms = Map::new(FORMS).unwrap();
        // The names take the entries one after another, to the last, and each is a name.
        let mut next = 0;
        let mut stream = forms.stream();
        while let Some((name, first)) = stream.next() {
            assert_eq!(first, next, "{}", name.escape_ascii());
            assert!(names.get(name).is_some(), "{}", name.escape_ascii());
            next += circles_from(first).count() as u64;
        }
        assert_eq!(next * 4, CIRCLES.len() as u64);
    }
}
