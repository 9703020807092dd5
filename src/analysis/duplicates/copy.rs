//! A passage that stands twice.

use crate::text::Span;

/// A passage that stands earlier in the same draft too, word for word or nearly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// The later one, in the source: what goes when it is removed.
    pub span: Span,
    /// The first one, in the source.
    pub first: Span,
    /// How many times it stands before, the first one included.
    pub before: usize,
    /// The block in which the later one ends.
    pub block: usize,
    /// How many sentences the later one is, where it is not the whole of its block.
    pub sentences: Option<usize>,
    /// How many words of the longer of the two stand in both, in order, of how many.
    pub alike: (usize, usize),
    /// Where the words of the two differ, in order; none where [`exact`](Self::exact).
    pub rewordings: Vec<Rewording>,
    /// Whether the later one holds a name, a number or a sentence that the first one lacks.
    pub news: bool,
    /// Whether one of the two is a headline, a deck or a caption, which may repeat the body.
    pub display: bool,
}

impl Copy {
    /// Whether the two have the same words.
    pub fn exact(&self) -> bool {
        self.alike.0 == self.alike.1
    }
}

/// Words of the first passage and what stands for them in the later one. One of the two may be empty; it is then the place
/// where the others are missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rewording {
    /// In the first passage, in the source.
    pub first: Span,
    /// In the later one, in the source.
    pub later: Span,
}
