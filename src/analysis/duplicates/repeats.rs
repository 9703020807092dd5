//! Which shingles of a draft stand earlier in it, too.

use super::fingerprint::{SHINGLE, shingle};
use super::tally::Change;
use super::wanted::Wanted;

/// If one in so many shingles may have changed, all are read anew.
const FEW: usize = 8;

/// A shingle that stands earlier, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// Its first word.
    pub later: u32,
    /// The first word of the same shingle where it stands first.
    pub first: u32,
}

/// The shingles among `words` that stand earlier, too, in order.
pub fn find(words: &[u32]) -> Vec<Repeat> {
    let mut slots = vec![0u32; (2 * words.len()).next_power_of_two()];
    let mask = slots.len() - 1;
    let mut repeats = Vec::new();
    for (at, wanted) in shingles(words).enumerate() {
        let mut slot = (shingle(wanted) >> 32) as usize & mask;
        loop {
            let Some(first) = slots[slot].checked_sub(1) else {
                slots[slot] = at as u32 + 1;
                break;
            };
            if words[first as usize..].starts_with(wanted) {
                repeats.push(Repeat { later: at as u32, first });
                break;
            }
            slot = (slot + 1) & mask;
        }
    }
    repeats
}

/// [`find`] among `words`, which were `before` until a `change`, where the repeats were `last`.
///
/// Only the shingles are looked for that came or went with it.
pub fn next(last: &[Repeat], before: &[u32], words: &[u32], change: Change) -> Vec<Repeat> {
    let Change { at, gone, come } = change;
    let from = at.saturating_sub(SHINGLE - 1);
    let around = |words: &[u32], count: usize| from..(at + count + SHINGLE - 1).min(words.len());
    let (old, new) = (&before[around(before, gone)], &words[around(words, come)]);
    if FEW * (old.len() + new.len()) > words.len() {
        return find(words);
    }
    let mut firsts: Wanted<SHINGLE, Option<u32>> = Wanted::new(shingles(old).chain(shingles(new)));
    let mut repeats = Vec::with_capacity(last.len() + (1 << 10));
    // What went with the change was asked for, and what is asked for is found below.
    let known = last.iter().filter(|repeat| !(from..at + gone).contains(&(repeat.later as usize)));
    let mut known = known.map(|repeat| (change.moved(repeat.later as usize), repeat.first as usize)).peekable();
    let mut keep = |repeats: &mut Vec<Repeat>, until: usize| {
        while let Some((later, first)) = known.next_if(|(later, _)| *later < until) {
            repeats.push(Repeat { later: later as u32, first: change.moved(first) as u32 });
        }
        known.next_if(|(later, _)| *later == until);
    };
    for (later, shingle) in shingles(words).enumerate() {
        let Some(first) = firsts.get(shingle) else { continue };
        keep(&mut repeats, later);
        match *first {
            Some(first) => repeats.push(Repeat { later: later as u32, first }),
            None => *first = Some(later as u32),
        }
    }
    keep(&mut repeats, usize::MAX);
    repeats
}

fn shingles(words: &[u32]) -> impl Iterator<Item = &[u32; SHINGLE]> {
    words.windows(SHINGLE).filter_map(|words| words.first_chunk())
}
