//! Words that were looked up lately: those of one draft stand in the next one too, most of them again and again.

use std::cell::RefCell;

use super::tags::Tags;

/// How many words each thread remembers, in 256 kB; a look-up goes farther in memory, which takes longer.
const MANY: usize = 1 << 14;

thread_local! {
    static LATELY: RefCell<Lately> = RefCell::new(Lately { words: vec![(0, Tags::NONE); MANY] });
}

/// The words that this thread has looked up lately.
pub struct Lately {
    /// By their keys, each at the place that its key gives, with their classes.
    words: Vec<(u64, Tags)>,
}

impl Lately {
    /// Calls `read` with what this thread remembers; it must not do so again.
    pub fn with<T>(read: impl FnOnce(&mut Lately) -> T) -> T {
        LATELY.with_borrow_mut(read)
    }

    /// The classes of the word with this key as they were found lately, or else as `look_up` finds them.
    pub fn tags(&mut self, key: u64, look_up: impl FnOnce() -> Tags) -> Tags {
        let (lately, tags) = &mut self.words[key as usize % MANY];
        if *lately != key {
            (*lately, *tags) = (key, look_up());
        }
        *tags
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_looked_up_once() {
        Lately::with(|lately| assert_eq!(lately.tags(7, || Tags::ROLE), Tags::ROLE));
        Lately::with(|lately| assert_eq!(lately.tags(7, || Tags::PLACE), Tags::ROLE));
    }

    #[test]
    fn words_that_take_the_place_of_others_are_told_apart() {
        for key in (1..20 * MANY as u64).chain(1..MANY as u64) {
            let expected = if key & MANY as u64 == 0 { Tags::MALE } else { Tags::FEMALE };
            assert_eq!(Lately::with(|lately| lately.tags(key, || expected)), expected, "{key}");
        }
    }
}
