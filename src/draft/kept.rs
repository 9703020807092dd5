//! What of a draft is as it was before it was edited.

use std::ops::Range;

use super::block::Block;
use super::piece::Piece;

/// The blocks at the front and at the back of a draft that are those of the draft before: of the same kinds, with the same
/// text.
///
/// Who types changes one place, so all others are among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    front: usize,
    back: usize,
    /// How many blocks the draft before has.
    before: usize,
    /// How many blocks the draft has.
    now: usize,
}

impl Kept {
    /// Those of the blocks that `pieces` become which stand among the blocks `before`.
    pub fn among(pieces: &[Piece], before: &[Block]) -> Self {
        let same = |(piece, block): &(&Piece, &Block)| piece.kind == block.kind && piece.visible.text() == block.text();
        let front = pieces.iter().zip(before).take_while(same).count();
        let (rest, left) = (&pieces[front..], &before[front..]);
        let back = rest.iter().rev().zip(left.iter().rev()).take_while(same).count();
        Kept { front, back, before: before.len(), now: pieces.len() }
    }

    /// The blocks of the draft before that are not among them.
    pub fn gone(&self) -> Range<usize> {
        self.front..self.before - self.back
    }

    /// The blocks that are not among them.
    pub fn come(&self) -> Range<usize> {
        self.front..self.now - self.back
    }

    /// The index that the block `index` had in the draft before; `None` if it was none of its blocks.
    pub fn was(&self, index: usize) -> Option<usize> {
        match index {
            _ if index < self.front => Some(index),
            _ if index + self.back >= self.now => Some(index + self.before - self.now),
            _ => None,
        }
    }
}
