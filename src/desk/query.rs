//! Whom somebody means who types a part of a name.

use super::person::words;

/// What was typed, folded.
pub(super) struct Query {
    words: Vec<String>,
}

/// How well a name answers to a query, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// Each word of the query is a word of the name.
    Words,
    /// Each word of the query begins a word of the name.
    Beginnings,
    /// The letters of the query stand in the name in their order.
    Letters,
}

impl Query {
    /// The query `text`.
    pub fn new(text: &str) -> Query {
        Query { words: words(text).collect() }
    }

    /// How well the name whose folded words are `name` answers to it; `None` if it does not. A query without letters means
    /// everyone.
    pub fn likeness(&self, name: &str) -> Option<Likeness> {
        let each = |holds: fn(&str, &str) -> bool| {
            self.words.iter().all(|typed| name.split(' ').any(|word| holds(word, typed)))
        };
        if each(|word, typed| word == typed) {
            return Some(Likeness::Words);
        }
        if each(|word, typed| word.starts_with(typed)) {
            return Some(Likeness::Beginnings);
        }
        let mut letters = name.bytes();
        let in_order =
            self.words.iter().flat_map(|word| word.bytes()).all(|typed| letters.any(|letter| letter == typed));
        in_order.then_some(Likeness::Letters)
    }
}
