//! How words are written at a place of a source, so that a reader sees just them.

use super::block::Block;
use super::format::Format;
use super::piece::Kind;
use crate::text::{Edit, Span};

/// How words are written at a place of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// As they are.
    Plain,
    /// As Markdown.
    Markdown,
    /// As the title of a link or picture in Markdown, between these marks.
    Title(char),
    /// As HTML.
    Html,
    /// As the value of an attribute in HTML, between these marks.
    Attribute(char),
    /// As a string of YAML between apostrophes: one inside is doubled.
    Doubled,
    /// As a string of YAML or TOML between straight quotation marks.
    Backslashed,
    /// As a string of TOML between apostrophes, which cannot hold one: a curly one stands for it.
    Literal,
}

impl Writing {
    /// How words are written in `block`, a block of `text` in `format`, whose front matter ends at the byte `body`.
    pub fn at(text: &str, format: Format, body: usize, block: &Block) -> Self {
        if block.kind != Kind::Label {
            return match format {
                Format::Plain => Writing::Plain,
                Format::Markdown => Writing::Markdown,
                Format::Html => Writing::Html,
            };
        }
        let start = block.span.start;
        let before = text[..start].trim_end();
        let mark = before.chars().next_back().filter(|mark| matches!(mark, '"' | '\''));
        if start < body {
            let toml = text.trim_start_matches('\u{feff}').starts_with('+');
            return match mark {
                Some('"') => Writing::Backslashed,
                Some(_) if toml => Writing::Literal,
                Some(_) => Writing::Doubled,
                None => Writing::Plain,
            };
        }
        let attribute = mark.is_some_and(|mark| before.trim_end_matches(mark).trim_end().ends_with('='));
        match (format, mark) {
            (_, Some(mark)) if attribute => Writing::Attribute(mark),
            (Format::Markdown, Some(mark)) => Writing::Title(mark),
            (Format::Markdown, None) => Writing::Markdown,
            _ => Writing::Html,
        }
    }

    /// `text`, written so.
    pub fn of(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match (self, c) {
                (
                    Writing::Markdown | Writing::Title(_),
                    '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|',
                )
                | (Writing::Backslashed, '"' | '\\') => out.extend(['\\', c]),
                (Writing::Title(mark), c) if c == mark => out.extend(['\\', c]),
                (Writing::Html | Writing::Attribute(_), '&') => out.push_str("&amp;"),
                (Writing::Html | Writing::Attribute(_), '<') => out.push_str("&lt;"),
                (Writing::Html | Writing::Attribute(_), '>') => out.push_str("&gt;"),
                (Writing::Html | Writing::Attribute(_), '"') => out.push_str("&quot;"),
                (Writing::Attribute('\''), '\'') => out.push_str("&#39;"),
                (Writing::Doubled, '\'') => out.push_str("''"),
                (Writing::Literal, '\'') => out.push('’'),
                _ => out.push(c),
            }
        }
        out
    }
    /// The edits that put `new` where `within` stands in the text of `block`. Where markup stands inside, it stays, and each
    /// part but the last keeps as many characters as it has.
    pub fn replace(self, block: &Block, within: Span, new: &str) -> Vec<Edit> {
        let pieces = block.pieces(within);
        let mut edits = Vec::new();
        let mut rest = new;
        for (index, (shown, source)) in pieces.iter().enumerate() {
            let shown = shown.of(block.text());
            let length = if index + 1 == pieces.len() { usize::MAX } else { shown.chars().count() };
            let (part, behind) = rest.split_at(rest.char_indices().nth(length).map_or(rest.len(), |(at, _)| at));
            rest = behind;
            if part != shown {
                edits.push(Edit::replace(*source, self.of(part)));
            }
        }
        edits
    }
}
