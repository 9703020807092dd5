//! Front matter: the block of YAML or TOML at the head of a Markdown file. Its titles, decks, captions and bylines are words
//! of the draft.

use saphyr_parser::{Event, Parser, ScalarStyle};
use toml::de::{DeTable, DeValue};

use super::key::Meaning;
use super::piece::{self, Piece};
use super::visible::Visible;
use crate::lexicon::Language;
use crate::text::Span;

/// What the front matter of a source says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// Where it ends and the text begins. A byte order mark counts as front matter.
    pub end: usize,
    /// The values that are words of the draft, in order. One whose way back into the source is not certain is left out.
    pub labels: Vec<Piece>,
    /// The language that it gives.
    pub language: Option<Language>,
}

/// Reads the front matter of `source`: a first line `---` (YAML) or `+++` (TOML) up to the next such line. What is broken
/// in it is left out.
pub fn read(source: &str) -> FrontMatter {
    let start = source.len() - source.trim_start_matches('\u{feff}').len();
    let none = FrontMatter { end: start, ..FrontMatter::default() };
    let mut lines = source[start..].split_inclusive('\n');
    let Some(first) = lines.next() else { return none };
    let (fence, ends): (_, &[&str]) = match first.trim_end() {
        "---" => ("---", &["---", "..."]),
        "+++" => ("+++", &["+++"]),
        _ => return none,
    };
    let inside = start + first.len();
    let mut at = inside;
    for line in lines {
        let end = at + line.len();
        if ends.contains(&line.trim_end()) {
            let mut reader = Reader { source, labels: Vec::new(), language: None };
            match fence {
                "---" => reader.yaml(Span::new(inside, at)),
                _ => reader.toml(Span::new(inside, at)),
            }
            reader.labels.sort_by_key(|label| label.span);
            return FrontMatter { end, labels: reader.labels, language: reader.language };
        }
        at = end;
    }
    none
}

/// A list or table of YAML that is being read.
#[derive(Clone, Copy)]
struct Level {
    /// What its values mean: those of a list, or the one behind the last key of a table.
    meaning: Meaning,
    /// For a table, what the table means itself and whether a key comes next.
    table: Option<(Option<Meaning>, bool)>,
}

/// How a value may be written otherwise than it reads.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Escape {
    Never,
    /// `''` is one mark.
    Doubled,
    /// `\n`, `\u00e9` and the like.
    Backslash,
}

struct Reader<'s> {
    source: &'s str,
    labels: Vec<Piece>,
    language: Option<Language>,
}

impl Reader<'_> {
    fn yaml(&mut self, span: Span) {
        let text = span.of(self.source);
        // The parser counts characters.
        let mut places = text.char_indices().map(|(at, _)| at).chain([text.len()]).enumerate().peekable();
        let mut byte = |index: usize| {
            while places.next_if(|&(at, _)| at < index).is_some() {}
            places.peek().map_or(span.end, |&(_, at)| span.start + at)
        };
        let mut levels: Vec<Level> = Vec::new();
        for event in Parser::new_from_str(text) {
            let Ok((event, place)) = event else { return };
            let outer = levels.last().map(|level| level.meaning);
            match event {
                Event::SequenceStart(..) => {
                    levels.push(Level { meaning: outer.unwrap_or_default(), table: None });
                    continue;
                }
                Event::MappingStart(..) => {
                    levels.push(Level { meaning: Meaning::Other, table: Some((outer, true)) });
                    continue;
                }
                Event::SequenceEnd | Event::MappingEnd => drop(levels.pop()),
                Event::Scalar(value, style, ..) => {
                    let Some(level) = levels.last_mut() else { continue };
                    if let Some((outer, key @ true)) = &mut level.table {
                        *key = false;
                        level.meaning = Meaning::of(&value, *outer);
                        continue;
                    }
                    let (quotes, escape) = match style {
                        ScalarStyle::SingleQuoted => (1, Escape::Doubled),
                        ScalarStyle::DoubleQuoted => (1, Escape::Backslash),
                        _ => (0, Escape::Never),
                    };
                    let meaning = level.meaning;
                    if meaning != Meaning::Other {
                        let start = byte(place.start.index());
                        let written = Span::new(start, byte(place.end.index()).max(start));
                        self.value(meaning, &value, inside(bare(self.source, written), quotes), escape);
                    }
                }
                Event::Alias(_) => {}
                _ => continue,
            }
            // What ended was a value, or a key that is none of ours.
            if let Some(Level { meaning, table: Some((_, key)) }) = levels.last_mut() {
                (*meaning, *key) = (Meaning::Other, !*key);
            }
        }
    }

    fn toml(&mut self, span: Span) {
        let (table, _) = DeTable::parse_recoverable(span.of(self.source));
        self.table(table.get_ref(), None, span.start);
    }

    /// Reads a table of TOML whose places are counted from `start`.
    fn table(&mut self, table: &DeTable, outer: Option<Meaning>, start: usize) {
        for (key, value) in table {
            self.toml_value(value.get_ref(), Meaning::of(key.get_ref(), outer), Span::from(value.span()), start);
        }
    }

    fn toml_value(&mut self, value: &DeValue, meaning: Meaning, span: Span, start: usize) {
        match value {
            DeValue::String(value) if meaning != Meaning::Other => {
                let written = span.shifted(start);
                let quotes = written.of(self.source);
                let long = ["\"\"\"", "'''"].iter().any(|marks| quotes.starts_with(marks));
                let escape = if quotes.starts_with('"') { Escape::Backslash } else { Escape::Never };
                self.value(meaning, value, inside(written, if long { 3 } else { 1 }), escape);
            }
            DeValue::Array(values) => {
                for value in values.iter() {
                    self.toml_value(value.get_ref(), meaning, Span::from(value.span()), start);
                }
            }
            DeValue::Table(table) => self.table(table, Some(meaning), start),
            _ => {}
        }
    }

    /// Takes in the string `value`, which is written at `span`, quotation marks left out.
    fn value(&mut self, meaning: Meaning, value: &str, span: Span, escape: Escape) {
        if meaning == Meaning::Language {
            self.language = self.language.or_else(|| Language::tagged(value));
            return;
        }
        self.labels.extend(visible(self.source, span, value, escape).and_then(piece::label));
    }
}

/// The value of YAML at `span` of `source` without its anchor and its tag, and the head of a block behind them: `Marked` of
/// `&anchor !!str Marked`.
fn bare(source: &str, span: Span) -> Span {
    let mut rest = span.of(source);
    while rest.starts_with(['&', '!']) {
        rest = rest.find(|c: char| c.is_whitespace()).map_or("", |end| rest[end..].trim_start());
        if rest.starts_with(['|', '>']) {
            rest = rest.split_once('\n').map_or("", |(_, lines)| lines);
        }
    }
    Span::new(span.end - rest.len(), span.end)
}

/// `span` without `quotes` characters at both ends.
fn inside(span: Span, quotes: usize) -> Span {
    let start = (span.start + quotes).min(span.end);
    Span::new(start, span.end.saturating_sub(quotes).max(start))
}

/// `value` with its way back to the stretch `span` of `source`, where a parser read it; white space at its ends left out.
/// `None` unless the two agree character by character, but for escapes and for white space around line breaks.
fn visible(source: &str, span: Span, value: &str, escape: Escape) -> Option<Visible> {
    let space = |text: &str| text.len() - text.trim_start_matches([' ', '\t', '\r', '\n']).len();
    let mut visible = Visible::default();
    let mut rest = value.trim();
    let written = source.get(span.start..span.end)?;
    let mut at = span.end - written.trim_start().len();
    while let Some(next) = rest.chars().next() {
        let here = &source[at..span.end];
        let white = space(here);
        let (length, read, same) = if here[..white].contains(['\n', '\r']) {
            (white, space(rest), false)
        } else if escape == Escape::Backslash && here.starts_with('\\') {
            match here[1..].chars().next()? {
                '\n' | '\r' | ' ' if here[1..][..space(&here[1..])].contains(['\n', '\r']) => {
                    (1 + space(&here[1..]), 0, false)
                }
                'x' => (4, next.len_utf8(), false),
                'u' => (6, next.len_utf8(), false),
                'U' => (10, next.len_utf8(), false),
                c => (1 + c.len_utf8(), next.len_utf8(), false),
            }
        } else if escape == Escape::Doubled && here.starts_with("''") && next == '\'' {
            (2, 1, false)
        } else if here.starts_with(next) {
            (next.len_utf8(), next.len_utf8(), true)
        } else {
            return None;
        };
        let taken = Span::new(at, at + length);
        source.get(taken.start..taken.end).filter(|_| taken.end <= span.end)?;
        match same {
            true => visible.push(source, taken),
            false => visible.push_atom(&rest[..read], taken),
        }
        rest = &rest[read..];
        at = taken.end;
    }
    source[at..span.end].trim().is_empty().then_some(visible)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::piece::sketch;
    use super::read;
    use crate::lexicon::Language;

    fn check(source: &str, expected: Expect) {
        expected.assert_eq(&sketch(source, &read(source).labels));
    }

    #[test]
    fn yaml() {
        check(
            "---\ntitle: Über die Brücke # remark\nslug: no-words\ndate: 2031-04-02\n\
             deck: \"She said \\\"no\\\" \\u2013\n  twice\"\nbyline: 'Rosa O''Dell'\n\
             seo:\n  og:description: |\n    One line,\n    another.\n\n    A third.\n  keywords: [none]\n\
             hero: {src: a.jpg, alt_text: A quay, photoCaption: \"Folded\n  words\"}\n\
             summary: >-\n  Folded é\n  words\n\n  and more\n\
             authors:\n  - Tomas Arkwright\n  - {name: Ines Vollan, email: ines@paper.example}\n  - role: desk\n    name: Bo Quist\n---\n",
            expect![[r#"
                Label "Über die Brücke"
                Label "She said \\\"no\\\" \\u2013\n  twice" => "She said \"no\" – twice"
                Label "Rosa O''Dell" => "Rosa O'Dell"
                Label "One line,\n    another.\n\n    A third." => "One line,\nanother.\n\nA third."
                Label "A quay"
                Label "Folded\n  words" => "Folded words"
                Label "Folded é\n  words\n\n  and more" => "Folded é words\nand more"
                Label "Tomas Arkwright"
                Label "Ines Vollan"
                Label "Bo Quist"
            "#]],
        );
    }

    #[test]
    fn anchors_and_tags_of_yaml() {
        check(
            "---\ntitle: &headline The ferry\ncaption: *headline\ndeck: !!str \"At sea\"\n\
             author: &desk !!str\n  Nora Ekdal\nsummary: &sum |\n  Two\n  lines\n---\n",
            expect![[r#"
                Label "The ferry"
                Label "At sea"
                Label "Nora Ekdal"
                Label "Two\n  lines" => "Two\nlines"
            "#]],
        );
    }

    #[test]
    fn toml() {
        check(
            "+++\r\ntitle = \"The \\\"old\\\" bridge \\U0001F309\"\r\ndraft = true\r\nweight = 3\r\n\
             description = \"\"\"\r\nOne \\\r\n   line,\r\ntwo\"\"\"\r\nsubtitle = 'C:\\literal'\r\n\
             authors = [\"Tomas Arkwright\", {name = \"Ines Vollan\", url = \"https://a.example\"}]\r\n\
             [params]\r\ncaption = '''\r\nA quay'''\r\n[[images]]\r\nalt = \"A boat\"\r\n+++\r\nText.\r\n",
            expect![[r#"
                Label "The \\\"old\\\" bridge \\U0001F309" => "The \"old\" bridge 🌉"
                Label "One \\\r\n   line,\r\ntwo" => "One line,\r\ntwo"
                Label "C:\\literal"
                Label "Tomas Arkwright"
                Label "Ines Vollan"
                Label "A quay"
                Label "A boat"
            "#]],
        );
    }

    #[test]
    fn what_cannot_be_placed_or_read_is_left_out() {
        check(
            "---\ntitle: Kept\ndeck: [[never closed\nalt: lost\n---\n",
            expect![[r#"
            Label "Kept"
        "#]],
        );
        check(
            "+++\ntitle = \"Kept\"\ndeck = never quoted\nalt = \"Kept too\"\n+++\n",
            expect![[r#"
            Label "Kept"
            Label "Kept too"
        "#]],
        );
        check(
            "---\n- title: in a list\n- just words\n---\n",
            expect![[r#"
            Label "in a list"
        "#]],
        );
        check("---\njust words\n---\n", expect![[r#""#]]);
    }

    #[test]
    fn where_it_ends() {
        for (source, text) in [
            ("---\ntitle: x\n---\nText.", "Text."),
            ("\u{feff}---\ntitle: x\n...\nText.", "Text."),
            ("+++\r\ntitle = 'x'\r\n+++\r\nText.", "Text."),
            ("\u{feff}Text.", "Text."),
            ("---\nnever closed\n", "---\nnever closed\n"),
            ("+++\n---\n", "+++\n---\n"),
            ("---\n---\n", ""),
            ("", ""),
        ] {
            assert_eq!(&source[read(source).end..], text, "{source:?}");
        }
    }

    #[test]
    fn the_language() {
        for (source, language) in [
            ("---\ntitle: The ferry\nlang: de-AT\n---\n", Some(Language::German)),
            ("+++\nlanguage = \"en_GB\"\n+++\n", Some(Language::English)),
            ("---\nlang: fr\n---\n", None),
            ("---\nimage:\n  lang: de\n---\n", None),
            ("---\ntitle: de\n---\n", None),
        ] {
            assert_eq!(read(source).language, language, "{source:?}");
        }
    }
}
