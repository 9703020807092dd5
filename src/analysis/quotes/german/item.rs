//! What a German sentence is made of: its words, its stretches in quotation marks, its marks.

use std::ops::Range;

use super::super::phrase::Passage;
use super::noun::Phrases;
use crate::draft::Shape;

/// A word of a sentence, a stretch of it in quotation marks, or a mark. What stands in brackets is none.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// Its first token.
    pub at: usize,
    /// The token behind its last.
    pub end: usize,
    /// What it is.
    pub kind: ItemKind,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// A word, a number, a name in quotation marks.
    Word,
    /// A stretch in quotation marks that may be speech.
    Quote,
    /// A comma or a dash.
    Comma,
    /// A colon.
    Colon,
    /// A semicolon or a stop.
    Stop,
}

/// The items among the tokens `range` of the passage of `phrases`.
pub fn items(phrases: &Phrases, range: Range<usize>) -> Vec<Item> {
    let passage = phrases.passage;
    let mut items = Vec::new();
    let mut brackets = 0usize;
    let mut at = range.start;
    while at < range.end {
        let token = &passage.tokens[at];
        if let Some(pair) = passage.pair_at(at) {
            let kind = if phrases.is_named(pair) { ItemKind::Word } else { ItemKind::Quote };
            let end = pair.end.min(range.end).max(at + 1);
            if brackets == 0 || kind == ItemKind::Quote {
                items.push(Item { at, end, kind });
            }
            at = end;
            continue;
        }
        let kind = match token.shape {
            Shape::Open => {
                brackets += 1;
                None
            }
            Shape::Close => {
                brackets = brackets.saturating_sub(1);
                None
            }
            Shape::Comma | Shape::Dash => Some(ItemKind::Comma),
            Shape::Colon => Some(ItemKind::Colon),
            // "am 3. Mai", "ver.di".
            Shape::Stop if is_inner(passage, at) => None,
            Shape::Semicolon | Shape::Stop => Some(ItemKind::Stop),
            Shape::Clitic | Shape::Other | Shape::Mark => None,
            _ => Some(ItemKind::Word),
        };
        if let Some(kind) = kind.filter(|_| brackets == 0) {
            items.push(Item { at, end: at + 1, kind });
        }
        at += 1;
    }
    items
}

/// Whether the stop at `at` ends no sentence: that of "3. Mai" and of "ver.di".
fn is_inner(passage: &Passage, at: usize) -> bool {
    let Some(next) =
        passage.tokens.get(at + 1).filter(|next| next.is_word() || matches!(next.shape, Shape::Number | Shape::Comma))
    else {
        return false;
    };
    next.shape == Shape::Comma
        || !next.spaced && next.shape == Shape::Lower
        || next.spaced && at > 0 && passage.shaped(at - 1, Shape::Number)
}
