//! A few runs of words that are looked for in a whole draft.

use rustc_hash::FxHashMap;

/// How many bits say at once of most runs that they are none of the few.
const BITS: usize = 1 << 16;

/// Runs of `N` words, and what is known of each.
#[derive(Clone, Debug)]
pub struct Wanted<const N: usize, T> {
    known: FxHashMap<[u32; N], T>,
    bits: Vec<u64>,
}

impl<const N: usize, T> Wanted<N, T> {
    /// `runs`, of which nothing more is known.
    pub fn new<'w>(runs: impl IntoIterator<Item = &'w [u32; N]>) -> Self
    where
        T: Default,
    {
        let mut wanted = Wanted { known: FxHashMap::default(), bits: vec![0; BITS / 64] };
        for run in runs {
            let (place, bit) = place(run);
            wanted.bits[place] |= bit;
            wanted.known.insert(*run, T::default());
        }
        wanted
    }

    /// Whether `run` is one of them.
    pub fn holds(&self, run: &[u32; N]) -> bool {
        let (place, bit) = place(run);
        self.bits[place] & bit != 0 && self.known.contains_key(run)
    }

    /// What is known of `run`, if it is one of them.
    pub fn get(&mut self, run: &[u32; N]) -> Option<&mut T> {
        let (place, bit) = place(run);
        if self.bits[place] & bit == 0 { None } else { self.known.get_mut(run) }
    }
}

/// The bit for `run`, by its ends: where it stands, and it alone.
fn place<const N: usize>(run: &[u32; N]) -> (usize, u64) {
    let bit = ((run[0] ^ run[N - 1].rotate_left(16)) >> 16) as usize;
    (bit / 64, 1 << (bit % 64))
}
