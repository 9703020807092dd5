//! Where a quote was taken from.

use std::sync::Arc;

use crate::text::Span;

/// Where in a source a quote stands, as it is or nearly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The key of the source.
    pub key: Arc<str>,
    /// What people call the source.
    pub name: Arc<str>,
    /// Its lines on which the quote begins and ends, counted from 1. Of a quote that an attribution interrupts those of the
    /// whole.
    pub lines: [usize; 2],
    /// Where the quote has other words, in order; none if it stands there as it is.
    pub changes: Vec<Misquoted>,
}

/// Words of a quote that its source has otherwise. Either there or here there may be none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misquoted {
    /// The words of the quote, in the text of its block; where there are none, the place before the next one.
    pub here: Span,
    /// Those of the source, single spaces between.
    pub there: String,
    /// Whether a mark stands before those of the source.
    pub set_off: bool,
}

impl Origin {
    /// Whether the quote stands there word for word.
    pub fn is_exact(&self) -> bool {
        self.changes.is_empty()
    }

    /// The lines, for people: "line 12", "lines 12–14".
    pub fn place(&self) -> String {
        place(self.lines)
    }
}

/// The lines from the first to the last of two, for people: "line 12", "lines 12–14".
pub fn place([first, last]: [usize; 2]) -> String {
    match first == last {
        true => format!("line {first}"),
        false => format!("lines {first}–{last}"),
    }
}
