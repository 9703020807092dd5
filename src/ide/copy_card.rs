//! What is told of a passage that stands earlier in the draft too: where, how often, and what was changed in it.

use super::card::{Card, Changes, Part};
use super::wording::{counted, excerpt};
use crate::analysis::{Article, Copy};
use crate::text::Span;

/// So many places where words differ are shown.
const PLACES: usize = 24;

/// So many words beside a change are shown of a stretch that stands in both versions and is a good deal longer.
const CONTEXT: usize = 6;

/// Longer words that stand in one version only are cut after this many characters.
const EXCERPT: usize = 240;

/// So many other copies are listed by their lines.
const COPIES: usize = 8;

/// What is told of `copy`.
pub fn copy_card(article: &Article, copy: &Copy) -> Card {
    let lines = article.lines();
    let line = lines.number(copy.first.start);
    let title = match copy.exact() {
        true => format!("This stands on line {line} too, word for word"),
        false => format!("Nearly the same stands on line {line}"),
    };
    let mut told = Vec::new();
    if !copy.exact() {
        let (alike, of) = copy.alike;
        told.push(format!("{alike} of {} alike", counted(of, "word")));
    }
    let others = article.copies.iter().filter(|other| other.first == copy.first && other.span != copy.span);
    let others: Vec<String> = others.map(|other| lines.number(other.span.start).to_string()).collect();
    if !others.is_empty() {
        let more = if others.len() > COPIES { " …" } else { "" };
        let lines = if others.len() == 1 { "line" } else { "lines" };
        told.push(format!("and on {lines} {}{more}", others[..others.len().min(COPIES)].join(", ")));
    }
    Card { title, lines: told, changes: changes(article, copy, line), ..Card::default() }
}

/// What was changed in `copy`, whose first version stands on `line`; `None` if nothing was.
pub fn changes(article: &Article, copy: &Copy, line: usize) -> Option<Changes> {
    let (told, rest) = copy.rewordings.split_at(copy.rewordings.len().min(PLACES));
    let mut versions = Versions::default();
    let mut from = copy.span.start;
    for (index, change) in told.iter().enumerate() {
        let both = words(article, Span::new(from, change.later.start.max(from)));
        versions.add(Part::Both, &cut(&both, index > 0, true));
        versions.add(Part::First, &excerpt(&words(article, change.first), EXCERPT));
        versions.add(Part::Later, &excerpt(&words(article, change.later), EXCERPT));
        from = change.later.end;
    }
    versions.add(Part::Both, &cut(&words(article, Span::new(from, copy.span.end.max(from))), true, false));
    if !rest.is_empty() {
        versions.add(Part::Both, &format!(" and {}", counted(rest.len(), "more change")));
    }
    (!told.is_empty()).then_some(Changes { line, parts: versions.parts })
}

/// Two versions as they are put together.
#[derive(Default)]
struct Versions {
    parts: Vec<Part>,
    /// Whether the last of them ends in a letter or a digit, so that a word needs a space behind it.
    word: bool,
}

impl Versions {
    fn add(&mut self, part: fn(String) -> Part, words: &str) {
        let (Some(first), Some(last)) = (words.chars().next(), words.chars().next_back()) else { return };
        if self.word && first.is_alphanumeric() {
            self.push(Part::Both(" ".to_owned()));
        }
        self.push(part(words.to_owned()));
        self.word = last.is_alphanumeric();
    }

    /// Adds `part`; one that stands in both, to one that does so too.
    fn push(&mut self, part: Part) {
        match (self.parts.last_mut(), part) {
            (Some(Part::Both(before)), Part::Both(words)) => before.push_str(&words),
            (_, part) => self.parts.push(part),
        }
    }
}

/// What a reader sees of the stretch `span`, which may go over several blocks, with single spaces.
fn words(article: &Article, span: Span) -> String {
    let blocks = &article.draft.blocks;
    let first = article.draft.block_at(span.start).unwrap_or(blocks.len());
    let mut words = String::new();
    for block in blocks[first..].iter().take_while(|block| block.span.start < span.end) {
        words.push_str(if words.is_empty() { "" } else { " " });
        for c in block.shown(span).chars() {
            match c.is_whitespace() {
                true if words.ends_with(' ') => {}
                true => words.push(' '),
                false => words.push(c),
            }
        }
    }
    words
}

/// `words`, which stand in both versions, without what is further than [`CONTEXT`] words from the changes before and behind.
fn cut(words: &str, before: bool, behind: bool) -> String {
    let spaces: Vec<usize> = words.match_indices(' ').map(|(at, _)| at).collect();
    let kept = CONTEXT * (usize::from(before) + usize::from(behind));
    if spaces.len() <= kept + CONTEXT {
        return words.to_owned();
    }
    let head = if before { &words[..=spaces[CONTEXT]] } else { "" };
    let tail = if behind { &words[spaces[spaces.len() - 1 - CONTEXT]..] } else { "" };
    format!("{head}…{tail}")
}
