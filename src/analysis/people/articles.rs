//! German articles in runs of capitals: they are no parts of a name.

use std::ops::Range;

use super::run::Reader;
use crate::draft::Shape;
use crate::lexicon::Tags;
use crate::lexicon::names::{Commonness, Entry};

/// Whether a word is an article, or a preposition with one in it: no name has it but behind "von" and the like.
fn is_article(word: &str) -> bool {
    matches!(
        word,
        "der"
            | "die"
            | "das"
            | "den"
            | "dem"
            | "des"
            | "Der"
            | "Die"
            | "Das"
            | "Den"
            | "Dem"
            | "Des"
            | "Zur"
            | "Zum"
            | "Im"
            | "Am"
    )
}

/// The tokens of the name `tokens` without articles: of "Jan Berg der Zeitung" and "Der Schweizer Jan Berg" only Jan Berg;
/// `None` where no name is left, as of "Der Müller".
pub(super) fn without_articles(reader: &Reader, tokens: Range<usize>) -> Option<Range<usize>> {
    let Range { start, end } = tokens;
    let first = match is_article(reader.word(start)) {
        true => (start + 1..end - 1).find(|&at| reader.is(at, Tags::GIVEN))?,
        false => start,
    };
    // "Nach Angaben von Petersen": what stands before "von" is a given name, or belongs to no name.
    let is_given = |at: usize| {
        // An initial is one too.
        let word = reader.word(at);
        reader.is(at, Tags::GIVEN) || Entry::of(word).given() > Commonness::Never || word.chars().count() <= 2
    };
    let von = (first + 1..end - 1).find(|&at| reader.word(at) == "von");
    let first = von.filter(|&von| !(first..von).any(is_given)).map_or(first, |von| von + 1);
    let is_article = |at: usize| reader.shaped(at, Shape::Lower) && is_article(reader.word(at));
    let article = (first + 1..end).find(|&at| is_article(at) && !reader.is(at - 1, Tags::PARTICLE));
    Some(first..article.unwrap_or(end))
}
