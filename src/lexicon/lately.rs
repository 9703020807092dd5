//! Words that were looked up lately: those of one draft stand in the next one too, most of them again and again.

use std::cell::RefCell;

use super::tags::Tags;

/// How many words each thread remembers, in 64 kB; a look-up goes farther in memory, which takes longer.
const MANY: usize = 1 << 12;

thread_local! {
    /// Words by their keys, each at the place that its key gives, with their classes.
    static WORDS: RefCell<Vec<(u64, Tags)>> = RefCell::new(vec![(0, Tags::NONE); MANY]);
}

/// The classes of the word with this key as they were found lately, or else as `look_up` finds them.
pub fn tags(key: u64, look_up: impl FnOnce() -> Tags) -> Tags {
    WORDS.with_borrow_mut(|words| {
        let (lately, tags) = &mut words[key as usize % MANY];
        if *lately != key {
            (*lately, *tags) = (key, look_up());
        }
        *tags
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_looked_up_once() {
        assert_eq!(tags(7, || Tags::ROLE), Tags::ROLE);
        assert_eq!(tags(7, || Tags::PLACE), Tags::ROLE);
    }

    #[test]
    fn words_that_take_the_place_of_others_are_told_apart() {
        for key in (1..20 * MANY as u64).chain(1..MANY as u64) {
            let expected = if key & MANY as u64 == 0 { Tags::MALE } else { Tags::FEMALE };
            assert_eq!(tags(key, || expected), expected, "{key}");
        }
    }
}
