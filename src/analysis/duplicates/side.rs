//! What one of two passages looks like: running text, a label, a table, a post.

use std::ops::Range;

use super::sentences::Sentences;
use crate::draft::{Kind, Shape, Token};
use crate::lexicon::Tags;

/// A question or a labelled line with fewer words may come again, as a refrain does.
const REFRAIN: usize = 24;

/// How many tokens open a paragraph.
const OPENING: usize = 6;

/// A caption has at most so many words; a paragraph of more that ends without a stop was cut off.
const CAPTION: usize = 120;

/// One of two passages that say the same.
pub struct Side<'d> {
    /// How many words it has.
    pub words: usize,
    /// What the block is in which it ends; it begins in another only if a wrapped line was taken for a headline.
    kind: Kind,
    /// Whether that block ends without a stop, as headlines, decks and captions do.
    unstopped: bool,
    /// Whether it is the whole of its blocks.
    whole: bool,
    sentences: usize,
    tokens: Vec<(&'d str, &'d Token)>,
}

impl<'d> Side<'d> {
    /// The sentences `range`, which holds at least one.
    pub fn new(sentences: &Sentences<'d>, range: &Range<usize>) -> Self {
        let block = sentences.of_block(sentences.block(range.end - 1));
        Side {
            words: sentences.words(range).len(),
            kind: sentences.kind(range.end - 1),
            unstopped: sentences.words(&block).len() <= CAPTION && !stops(end(sentences.tokens(block))),
            whole: sentences.is_whole(range),
            sentences: range.len(),
            tokens: sentences.tokens(range.clone()).collect(),
        }
    }

    fn count(&self, is: impl Fn(Shape) -> bool) -> usize {
        self.tokens.iter().filter(|(_, token)| is(token.shape)).count()
    }

    /// Results, tables, lists of names, code: no sentences, which have words in lower case, few numbers and few signs.
    pub fn is_data(&self) -> bool {
        let signs = self.count(|shape| matches!(shape, Shape::Open | Shape::Close | Shape::Semicolon | Shape::Other));
        let (words, numbers) = (self.count(|shape| shape == Shape::Lower), self.count(|shape| shape == Shape::Number));
        3 * words < self.words || 3 * numbers > self.words || 4 * signs > self.words
    }

    /// What belongs to the page and not to the story: a correction, an advertisement, "This article was amended …", a line
    /// with the address that it leads to.
    pub fn is_furniture(&self) -> bool {
        let leads = |text: &str| text.split_whitespace().next_back().is_some_and(|word| word.contains("://"));
        // An address may be a sentence of its own, in which no word counts.
        if self.tokens.last().is_some_and(|&(text, token)| leads(&text[..token.end()]) || self.whole && leads(text)) {
            return true;
        }
        let opening = &self.tokens[..self.tokens.len().min(OPENING)];
        let named = |token: &Token| token.is(Tags::FURNITURE);
        // "Corrections officers" are no corrections.
        let goes_on = |token: &Token| token.shape == Shape::Lower && !token.is(Tags::FUNCTION);
        // "This article", "our newsletter"; an article may be anybody's.
        let own = |token: &Token| match token.is(Tags::POSSESSIVE) {
            true => token.is(Tags::SPEAKER),
            false => token.is(Tags::DETERMINER) && !token.is(Tags::LEADING),
        };
        let begins = match *opening {
            [(text, first), ..] if first.of(text) == "©" => true,
            [(_, first), (_, next), ..] => named(first) && !goes_on(next),
            [(_, first)] => named(first),
            [] => false,
        };
        begins || opening.windows(2).any(|pair| own(pair[0].1) && named(pair[1].1))
    }

    /// A question, or a line with a label: "Tip: …".
    pub fn is_refrain(&self) -> bool {
        let labelled = self.tokens.get(1).is_some_and(|(_, token)| token.shape == Shape::Colon);
        self.sentences == 1 && self.words < REFRAIN && (labelled || self.end().ends_with('?'))
    }

    /// A headline, a deck or a caption, or sentences of one: these end without a stop, or in the name of an agency in
    /// brackets.
    pub fn is_display(&self) -> bool {
        match self.kind {
            Kind::Heading | Kind::Caption => true,
            Kind::Item => false,
            _ => self.unstopped,
        }
    }

    /// Whether it ends in a full stop; text that was cut off ends in three.
    pub fn stops(&self) -> bool {
        stops(self.end())
    }

    /// Whether it ends as a statement does. What asks and calls is seldom the writer's telling, and often the page's:
    /// "Want more? Follow us!"
    pub fn states(&self) -> bool {
        self.stops() && !self.end().ends_with(['!', '?', '！', '？'])
    }

    /// Whether it begins and ends with a quotation mark.
    pub fn marks(&self) -> [bool; 2] {
        let (first, last) = (self.tokens.first(), self.tokens.last());
        [first, last].map(|token| token.is_some_and(|(_, token)| token.shape == Shape::Mark))
    }

    fn end(&self) -> &'d str {
        end(self.tokens.iter().copied())
    }
}

/// Whether `tokens` are a post of a social network with its author's handle: "Jo Doe (@jodoe)".
pub fn is_post<'d>(mut tokens: impl Iterator<Item = (&'d str, &'d Token)>) -> bool {
    let mut opened = false;
    tokens.any(|(text, token)| {
        let posted = opened && token.shape == Shape::Address && token.of(text).starts_with('@');
        opened = token.shape == Shape::Open;
        posted
    })
}

/// The last word or stop of `tokens`: what stands before closing marks and brackets.
fn end<'d>(mut tokens: impl DoubleEndedIterator<Item = (&'d str, &'d Token)>) -> &'d str {
    let last = tokens.rfind(|(_, token)| !matches!(token.shape, Shape::Mark | Shape::Close));
    last.map_or("", |(text, token)| token.of(text))
}

/// Whether text that ends in `end` ends in a full stop; what was cut off ends in three.
fn stops(end: &str) -> bool {
    end.ends_with(['.', '!', '?', ':', '。', '！', '？']) && !end.ends_with("..")
}
