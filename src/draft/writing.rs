//! How words are written at a place of a source, so that a reader sees just them.

use crate::draft::{Block, Draft, Format, Kind, front_matter};

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
    /// How words are written in `block`, a block of `draft`.
    pub fn at(draft: &Draft, block: &Block) -> Self {
        if block.kind != Kind::Label {
            return match draft.format {
                Format::Plain => Writing::Plain,
                Format::Markdown => Writing::Markdown,
                Format::Html => Writing::Html,
            };
        }
        let start = block.span.start;
        let before = draft.text[..start].trim_end();
        let mark = before.chars().next_back().filter(|mark| matches!(mark, '"' | '\''));
        if draft.format == Format::Markdown && start < front_matter::read(&draft.text).end {
            let toml = draft.text.trim_start_matches('\u{feff}').starts_with('+');
            return match mark {
                Some('"') => Writing::Backslashed,
                Some(_) if toml => Writing::Literal,
                Some(_) => Writing::Doubled,
                None => Writing::Plain,
            };
        }
        let attribute = mark.is_some_and(|mark| before.trim_end_matches(mark).trim_end().ends_with('='));
        match (draft.format, mark) {
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
}
