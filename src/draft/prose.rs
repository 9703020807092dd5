//! The text of a block, read: tokens and sentences.

use std::ops::Range;

use super::token::{self, Shape, Token};
use crate::lexicon::{Lexicon, Tags};
use crate::text::Span;

/// The tokens and sentences of a stretch of visible text. All spans are relative to that text.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// Its words, numbers and marks, in order.
    pub tokens: Vec<Token>,
    /// Its sentences as ranges of tokens; every token is in exactly one.
    pub sentences: Vec<Range<usize>>,
}

impl Prose {
    /// Reads `text`.
    pub fn new(text: &str, lexicon: &Lexicon) -> Self {
        let tokens = token::scan(text, lexicon);
        let sentences = sentences(text, &tokens);
        Prose { tokens, sentences }
    }

    /// The span of the tokens `range`, which holds at least one.
    pub fn span(&self, range: Range<usize>) -> Span {
        self.tokens[range.start].span().join(self.tokens[range.end - 1].span())
    }

    /// The index of the sentence that holds the token `index`.
    pub fn sentence_of(&self, index: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.end <= index)
    }
}

/// Sentence borders by the stops: a stop ends a sentence with the closing marks and brackets right behind it, where white
/// space and something that can begin a sentence follow. The period of an abbreviation ends one only before a word that
/// is nearly always written small inside a sentence.
fn sentences(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut first = 0;
    for index in 0..tokens.len() {
        let token = &tokens[index];
        let abbreviation = token.is(Tags::ABBREVIATION) && !token.is(Tags::HONORIFIC) && token.of(text).ends_with('.');
        if token.shape != Shape::Stop && !abbreviation {
            continue;
        }
        let next = after_closers(tokens, index + 1);
        if next >= tokens.len() || next <= first {
            continue;
        }
        let follower = &tokens[next];
        let ends = follower.spaced && if abbreviation { starts_surely(tokens, next) } else { can_start(follower) };
        if ends {
            sentences.push(first..next);
            first = next;
        }
    }
    if first < tokens.len() {
        sentences.push(first..tokens.len());
    }
    sentences
}

/// The first token from `index` on that is no closing mark or bracket, nor a further stop, right behind the one before.
fn after_closers(tokens: &[Token], mut index: usize) -> usize {
    while let Some(token) = tokens.get(index) {
        let closes = matches!(token.shape, Shape::Mark | Shape::Close | Shape::Stop);
        if token.spaced || !closes {
            break;
        }
        index += 1;
    }
    index
}

fn can_start(token: &Token) -> bool {
    match token.shape {
        Shape::Lower => token.is(Tags::CASELESS),
        Shape::Comma | Shape::Stop | Shape::Colon | Shape::Semicolon | Shape::Close | Shape::Clitic => false,
        _ => true,
    }
}

/// Whether a sentence begins at `index` even behind an abbreviation.
fn starts_surely(tokens: &[Token], mut index: usize) -> bool {
    while tokens.get(index).is_some_and(|token| matches!(token.shape, Shape::Mark | Shape::Open)) {
        index += 1;
    }
    tokens.get(index).is_some_and(|token| token.is_capital() && token.is(Tags::FUNCTION))
}
