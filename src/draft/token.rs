//! Words, numbers and marks.

use crate::lexicon::{Lexicon, Tags};
use crate::text::Span;

/// What a token looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A word in lower case, or one that has no case.
    Lower,
    /// A word with a capital first letter: `Moscow`, `McDonald`, `Jean-Luc`, `I`, `J.`.
    Title,
    /// A word of two letters or more, all of them capital: `NATO`, `U.S.`.
    Upper,
    /// A number: `30`, `4,000`, `1.5`, `2nd`.
    Number,
    /// The `'s` of a possessive or a contraction, or the bare apostrophe behind a plural.
    Clitic,
    /// A quotation mark, single or double; what it opens or closes is for the pairing to find out.
    Mark,
    /// `,`
    Comma,
    /// `.`, `!`, `?`, `…` and runs of them.
    Stop,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// An en or em dash, `--`, or a hyphen that stands alone.
    Dash,
    /// `(`, `[` or `{`
    Open,
    /// `)`, `]` or `}`
    Close,
    /// An address: a URL, an e-mail address, a handle or a hashtag.
    Address,
    /// Anything else.
    Other,
}

/// A word, number or mark of a block's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    start: u32,
    end: u32,
    /// What it looks like.
    pub shape: Shape,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// What the lexicon knows of it.
    pub tags: Tags,
}

impl Token {
    /// The first byte.
    pub fn start(&self) -> usize {
        self.start as usize
    }

    /// The byte after the last.
    pub fn end(&self) -> usize {
        self.end as usize
    }

    /// Its bytes in the text of its block.
    pub fn span(&self) -> Span {
        Span::new(self.start(), self.end())
    }

    /// Its letters in `text`, the text of its block.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start()..self.end()]
    }

    /// Whether it is a word (not a number, not a mark).
    pub fn is_word(&self) -> bool {
        matches!(self.shape, Shape::Lower | Shape::Title | Shape::Upper)
    }

    /// Whether it is a word that begins with a capital.
    pub fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Title | Shape::Upper)
    }

    /// Whether the lexicon gives it one of `tags`.
    pub fn is(&self, tags: Tags) -> bool {
        self.tags.any(tags)
    }
}

/// The tokens of `text`, in order; white space is in none.
///
/// Apostrophes and hyphens between letters belong to the word, but for a final `'s`, which is a token of its own; so
/// does the period of an abbreviation that the lexicon knows, of an initial and of initials (`U.S.`). Soft hyphens
/// belong to the word around them.
pub fn scan(text: &str, lexicon: &Lexicon) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut scanner = Scanner { text, at: 0, lexicon };
    loop {
        let before = scanner.at;
        scanner.skip_space();
        let spaced = scanner.at > before;
        let start = scanner.at;
        let Some(first) = scanner.peek() else { break };
        let (shape, tags) = scanner.token(first, &tokens, spaced);
        debug_assert!(scanner.at > start);
        tokens.push(Token { start: start as u32, end: scanner.at as u32, shape, spaced, tags });
    }
    tokens
}

/// Whether `c` is an apostrophe or one of the characters typed for it.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '′' | '`' | '´')
}

/// Whether `c` is a hyphen, a soft or a no-break one included.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{ad}')
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() && (c.is_alphanumeric() || is_combining(c))
}

/// Marks that stand over or under the letter before them.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}') || unicode_normalization::char::is_combining_mark(c)
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    lexicon: &'a Lexicon,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn skip_space(&mut self) {
        while let Some(c) = self.peek() {
            if !(c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')) {
                break;
            }
            self.at += c.len_utf8();
        }
    }

    fn token(&mut self, first: char, before: &[Token], spaced: bool) -> (Shape, Tags) {
        if is_letter(first) {
            return self.word();
        }
        if matches!(first, '@' | '#') {
            let rest = &self.text[self.at + 1..];
            let length = rest.find(|c: char| !(is_letter(c) || c == '_')).unwrap_or(rest.len());
            if length > 0 {
                self.at += 1 + length;
                return (Shape::Address, Tags::NONE);
            }
        }
        let start = self.at;
        self.at += first.len_utf8();
        let shape = match first {
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '＂' => Shape::Mark,
            '\'' | '’' | '‘' | '‚' | '‛' | '`' | '´' => {
                return (self.apostrophe(start, first, before, spaced), Tags::NONE);
            }
            ',' | '，' | '、' => Shape::Comma,
            '.' | '!' | '?' | '…' | '。' | '！' | '？' | '‽' => {
                while let Some(c @ ('.' | '!' | '?' | '…')) = self.peek() {
                    self.at += c.len_utf8();
                }
                Shape::Stop
            }
            ':' => Shape::Colon,
            ';' => Shape::Semicolon,
            '–' | '—' | '―' | '‒' | '−' => Shape::Dash,
            '-' | '\u{2010}' | '\u{2011}' => {
                while self.peek() == Some('-') {
                    self.at += 1;
                }
                let alone = spaced && self.peek().is_none_or(char::is_whitespace);
                if self.at - start > 1 || alone { Shape::Dash } else { Shape::Other }
            }
            '(' | '[' | '{' => Shape::Open,
            ')' | ']' | '}' => Shape::Close,
            _ => Shape::Other,
        };
        (shape, Tags::NONE)
    }

    /// A single mark that does not stand between two letters: two of them are one double mark, one close behind a
    /// letter may be the apostrophe of a plural.
    fn apostrophe(&mut self, start: usize, first: char, before: &[Token], spaced: bool) -> Shape {
        if self.peek() == Some(first) && first != '‚' {
            self.at += first.len_utf8();
            return Shape::Mark;
        }
        // "'s" behind a closing bracket or mark, and behind a word whose own letters ended before it.
        if matches!(first, '\'' | '’') && !spaced && !before.is_empty() {
            let rest = &self.text[self.at..];
            let s = rest.starts_with(['s', 'S']) && !rest[1..].starts_with(is_letter);
            if s && before.last().is_some_and(|token| token.end() == start && token.shape != Shape::Mark) {
                self.at += 1;
                return Shape::Clitic;
            }
        }
        Shape::Mark
    }

    fn word(&mut self) -> (Shape, Tags) {
        let start = self.at;
        if let Some(end) = self.url() {
            self.at = end;
            return (Shape::Address, Tags::NONE);
        }
        let bytes = self.text.as_bytes();
        let number = bytes[start].is_ascii_digit();
        let mut initials = true;
        let mut letters = 0;
        loop {
            // A run of letters.
            let run = self.at;
            while let Some(&byte) = bytes.get(self.at) {
                if byte.is_ascii_alphanumeric() {
                    self.at += 1;
                } else if byte < 0x80 {
                    break;
                } else {
                    match self.peek() {
                        Some(c) if is_letter(c) || c == '\u{ad}' => self.at += c.len_utf8(),
                        _ => break,
                    }
                }
            }
            let run_letters = self.text[run..self.at].chars().take(2).count();
            initials &= run_letters == 1;
            letters += run_letters;
            // What may stand between two runs.
            let Some(c) = self.peek() else { break };
            let next = self.at + c.len_utf8();
            let Some(after) = self.text[next..].chars().next().filter(|&c| is_letter(c)) else { break };
            let joins = match c {
                '.' if number => after.is_ascii_digit(),
                '.' => initials && after.is_uppercase() == bytes[start].is_ascii_uppercase(),
                ',' => number && after.is_ascii_digit() && bytes[self.at - 1].is_ascii_digit(),
                '&' => self.text[start..self.at].chars().all(char::is_uppercase) && after.is_uppercase(),
                c if is_apostrophe(c) => {
                    let s = matches!(after, 's' | 'S') && !self.text[next + 1..].starts_with(is_letter);
                    !s && (!matches!(c, '`' | '‘') || after.is_lowercase())
                }
                c => is_hyphen(c),
            };
            if !joins {
                break;
            }
            self.at = next;
        }
        if let Some(end) = self.host() {
            self.at = end;
            return (Shape::Address, Tags::NONE);
        }
        let word = &self.text[start..self.at];
        if number {
            return (Shape::Number, Tags::NONE);
        }
        let shape = shape(word);
        let mut tags = if shape == Shape::Lower { self.lexicon.tags(word) } else { self.lexicon.name_tags(word) };
        if self.peek() == Some('.') && !self.text[self.at + 1..].starts_with('.') {
            let initial = initials && shape != Shape::Lower && word != "I" || initials && letters > 1;
            if tags.any(Tags::ABBREVIATION) || initial {
                self.at += 1;
                tags = tags | Tags::ABBREVIATION;
            }
        } else if tags.any(Tags::ABBREVIATION) {
            tags = tags.without(Tags::ABBREVIATION);
        }
        (shape, tags)
    }

    /// The end of the URL that starts here, if one does.
    fn url(&self) -> Option<usize> {
        let rest = &self.text[self.at..];
        let starts = |prefix: &str| {
            rest.len() > prefix.len() && rest.as_bytes()[..prefix.len()].eq_ignore_ascii_case(prefix.as_bytes())
        };
        if !matches!(rest.as_bytes()[0], b'h' | b'H' | b'w' | b'W')
            || !["http://", "https://", "www."].into_iter().any(starts)
        {
            return None;
        }
        let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '<' | '>' | '»' | '«');
        let length = rest.find(ends).unwrap_or(rest.len());
        let trimmed = rest[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '’']);
        Some(self.at + trimmed.len())
    }

    /// The end of the e-mail address whose `@` stands here, if a host follows it.
    fn host(&self) -> Option<usize> {
        let rest = self.text[self.at..].strip_prefix('@')?;
        let ends = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
        let host = rest[..rest.find(ends).unwrap_or(rest.len())].trim_end_matches(['.', '-']);
        host.contains('.').then_some(self.at + 1 + host.len())
    }
}

fn shape(word: &str) -> Shape {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    match letters.next() {
        Some(first) if first.is_uppercase() => {
            let mut others = 0;
            let upper = letters.inspect(|_| others += 1).all(|c| c.is_uppercase());
            if upper && others > 0 { Shape::Upper } else { Shape::Title }
        }
        _ => Shape::Lower,
    }
}
