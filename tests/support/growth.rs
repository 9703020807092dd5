//! Whether the time that something takes grows with the length of a text, and no faster.

use std::time::Duration;

/// How much longer the longer text is.
const TIMES: usize = 4;

/// In how many times as long it is dealt with at most: in 16 times where the work grows with the square.
const SLOWEST: f64 = 9.0;

/// How often it is tried: a busy machine slows even a thread that has the processor.
const TRIALS: usize = 5;

/// What takes less than a measure at this length, in bytes, takes no time that matters.
const ENOUGH: usize = 1 << 20;

/// Holds what `time` says of `text` of [`TIMES`] as many parts against what it says of `size` parts; of more, where that
/// takes less than `least`, which is no measure.
pub fn check(least: Duration, mut size: usize, text: impl Fn(usize) -> String, time: impl Fn(&str) -> Duration) {
    // Whatever is made but once is made here.
    time(&text(1));
    let mut short = text(size);
    while time(&short) < least {
        if short.len() > ENOUGH {
            return;
        }
        size *= 2;
        short = text(size);
    }
    let long = text(TIMES * size);
    // Some texts have longer parts the more there are.
    let times = long.len() as f64 / short.len() as f64 / TIMES as f64;
    let mut seen = Vec::new();
    let linear = (0..TRIALS).any(|_| {
        let (short, long) = (time(&short), time(&long));
        seen.push((short, long));
        long < short.mul_f64(SLOWEST * times)
    });
    let sample: String = short.chars().take(60).collect();
    assert!(linear, "{size} parts of {sample:?}: {seen:?}");
}

/// `size` parts, each with a number of its own.
pub fn numbered(size: usize, part: impl Fn(usize) -> String) -> String {
    (0..size).map(part).collect()
}

/// A name that no other number has.
pub fn name(number: usize) -> String {
    let syllable = |index: usize| {
        let letter = |letters: &str, index: usize| letters.as_bytes()[index % letters.len()] as char;
        [letter("bdfgklmnprstvz", index), letter("aeiou", index / 14)]
    };
    let mixed = number.wrapping_mul(2_654_435_761) % 24_010_000;
    let mut name: String =
        [mixed % 70, mixed / 70 % 70, mixed / 4_900 % 70, mixed / 343_000].map(syllable).concat().iter().collect();
    name[..1].make_ascii_uppercase();
    name
}
