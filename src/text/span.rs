//! A stretch of text, in bytes.

use std::ops::Range;

use serde::Serialize;

/// A half-open stretch of text: bytes `start..end`, both on character borders.
///
/// It is the one kind of position below `server/`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The bytes from `start` to before `end`; `end` is never before `start`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "span {start}..{end} runs backwards");
        Span { start, end }
    }

    /// How many bytes it holds.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Its words in `text`, the text that it was made for.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// The part of it that stands between the white space at both ends of its words in `text`.
    pub fn trimmed(self, text: &str) -> Span {
        let words = self.of(text).trim_start();
        let start = self.end - words.len();
        Span::new(start, start + words.trim_end().len())
    }

    /// Whether the whole of `other` lies in it.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether a caret at `offset` touches it, at its end too.
    pub fn touches(self, offset: usize) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// Whether the two have a byte in common.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The shortest span that holds both.
    pub fn join(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The same stretch where everything stands `by` bytes further on.
    pub fn shifted(self, by: usize) -> Span {
        Span::new(self.start + by, self.end + by)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start..span.end
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn trimmed_is_what_stands_between_white_space() {
        let trimmed = |text: &str| Span::new(0, text.len()).trimmed(text);
        assert_eq!(trimmed(" \u{a0}é x\r\n"), Span::new(3, 7));
        assert_eq!(trimmed("x"), Span::new(0, 1));
        assert!(trimmed("  ").is_empty());
    }

    #[test]
    fn ends_that_meet_touch_but_do_not_overlap() {
        let (one, other) = (Span::new(2, 4), Span::new(4, 6));
        assert!(one.touches(4) && other.touches(4) && !one.overlaps(other));
        assert!(one.overlaps(Span::new(3, 9)) && one.covers(Span::new(4, 4)) && !one.covers(other));
        assert_eq!(one.join(Span::new(6, 7)), Span::new(2, 7));
    }
}
