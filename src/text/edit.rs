//! A replacement of one stretch of text.

use std::ops::Range;

use super::span::Span;

/// Put `text` where `span` stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
    /// The bytes of `text` that the writer is to fill in: selected by clients that know snippets, left as they are by
    /// others.
    pub blank: Option<Range<usize>>,
}

impl Edit {
    /// Puts `text` where `span` stands.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Edit { span, text: text.into(), blank: None }
    }

    /// Takes `span` out.
    pub fn remove(span: Span) -> Self {
        Edit::replace(span, "")
    }
}

/// `source` with all of `edits` made, each with its span in `source`.
///
/// The edits may stand in any order; where two overlap, the one that starts first is made and the other is left out.
pub fn apply(source: &str, edits: &[Edit]) -> String {
    let mut ordered: Vec<&Edit> = edits.iter().collect();
    ordered.sort_by_key(|edit| edit.span);
    let mut text = String::with_capacity(source.len());
    let mut done = 0;
    for edit in ordered {
        if edit.span.start < done {
            continue;
        }
        text.push_str(&source[done..edit.span.start]);
        text.push_str(&edit.text);
        done = edit.span.end;
    }
    text.push_str(&source[done..]);
    text
}

/// Where the byte `offset` of a source stands once all of `edits` are made, none of which takes it out. What is put in right
/// before it pushes it on.
pub fn moved(offset: usize, edits: &[Edit]) -> usize {
    let before = || edits.iter().filter(|edit| edit.span.end <= offset);
    let added: usize = before().map(|edit| edit.text.len()).sum();
    let removed: usize = before().map(|edit| edit.span.len()).sum();
    offset + added - removed
}

#[cfg(test)]
mod tests {
    use super::{Edit, apply, moved};
    use crate::text::span::Span;

    #[test]
    fn edits_in_any_order() {
        let edits = [
            Edit::replace(Span::new(8, 11), "cat"),
            Edit::remove(Span::new(3, 7)),
            Edit::replace(Span::new(0, 0), "\""),
            Edit::replace(Span::new(11, 11), "\""),
        ];
        assert_eq!(apply("the big dog", &edits), "\"the cat\"");
        assert_eq!([0, 3, 7, 11].map(|offset| moved(offset, &edits)), [1, 4, 4, 9]);
    }

    #[test]
    fn of_two_that_overlap_the_first_is_made() {
        let edits = [Edit::replace(Span::new(2, 5), "x"), Edit::replace(Span::new(0, 3), "y")];
        assert_eq!(apply("abcdef", &edits), "ydef");
    }
}
