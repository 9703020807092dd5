//! Passages that stand twice in a draft.

use crate::draft::Draft;
use crate::text::Span;

/// A passage that stands earlier in the same draft too, word for word or nearly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// The later one, in the source: what goes when it is removed.
    pub span: Span,
    /// The first one, in the source.
    pub first: Span,
    /// How many words of the longer of the two stand in both, in order, of how many.
    pub alike: (usize, usize),
}

/// The copies in `draft`, in the order of the later ones.
pub fn find(_draft: &Draft) -> Vec<Copy> {
    Vec::new()
}
