//! What a stretch in quotation marks looks like: whole sentences, a few words, a title.

use super::marks::Pair;
use super::phrase::Passage;
use crate::draft::Shape;
use crate::lexicon::Tags;

/// Whether the stretch reads like whole sentences: it begins with a capital and ends like a sentence, or like one that its
/// attribution goes on from.
pub fn is_sentence(passage: &Passage, pair: &Pair) -> bool {
    let inner = pair.inner();
    let Some(first) = inner.clone().find(|&at| passage.tokens[at].is_word() || passage.shaped(at, Shape::Number))
    else {
        return false;
    };
    let last = inner.end - 1;
    let capital = passage.tokens[first].shape != Shape::Lower;
    let ends =
        matches!(passage.tokens[last].shape, Shape::Stop | Shape::Comma | Shape::Dash | Shape::Mark | Shape::Close)
            || passage.shaped(pair.end, Shape::Stop);
    capital && (ends || !pair.closed)
}

/// How many words the stretch holds.
pub fn words(passage: &Passage, pair: &Pair) -> usize {
    pair.inner().filter(|&at| passage.tokens[at].is_word() || passage.shaped(at, Shape::Number)).count()
}

/// Whether the stretch is written like the title of a work, a slogan or a name: capitals throughout.
pub fn is_title(passage: &Passage, pair: &Pair) -> bool {
    let inner = pair.inner();
    let words = inner.clone().filter(|&at| passage.tokens[at].is_word());
    let mut capitals = 0;
    let mut small = 0;
    for at in words {
        let token = &passage.tokens[at];
        if token.is_capital() {
            capitals += 1;
        } else if !token.is(Tags::FUNCTION | Tags::PREPOSITION | Tags::CONJUNCTION | Tags::PARTICLE) {
            small += 1;
        }
    }
    // “They’re still with you.”: small words only, and the capital of a sentence.
    let sentence = capitals == 1 && inner.len() > 3 && passage.is(inner.start, Tags::FUNCTION);
    small == 0 && capitals > 0 && !sentence
}

/// Whether the stretch ends with a question or exclamation mark or an ellipsis, behind which its sentence may go on.
pub fn asks(passage: &Passage, pair: &Pair) -> bool {
    // A quote in the quote may end it: “She said, ‘Why?’”
    let last = pair.inner().rev().find(|&at| !passage.shaped(at, Shape::Mark));
    last.is_some_and(|last| passage.shaped(last, Shape::Stop) && passage.word(last) != ".")
}

/// Whether the stretch begins with a capital or a number, as a sentence does.
pub fn begins_big(passage: &Passage, pair: &Pair) -> bool {
    let first = pair.inner().find(|&at| passage.tokens[at].is_word() || passage.shaped(at, Shape::Number));
    first.is_some_and(|first| passage.tokens[first].shape != Shape::Lower)
}
