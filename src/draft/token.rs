//! Words, numbers and marks.

use crate::lexicon::letters::{Latin, letters};
pub use crate::lexicon::letters::{is_apostrophe, is_hyphen};
use crate::lexicon::{Lately, Lexicon, Tags};
use crate::text::Span;

/// What a token looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A word in lower case, or one that has no case.
    Lower,
    /// A word with a capital first letter: `Moscow`, `McDonald`, `Jean-Luc`, `I`, `J.`; or with a small article before it:
    /// `al-Masri`.
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
    /// The low half of the [letters] of a word or number: equal where a reader sees the same word; 0 for anything else.
    pub letters: u32,
    /// What it looks like.
    pub shape: Shape,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// What the lexicon knows of it.
    pub tags: Tags,
}

/// What a word in capitals is not.
const PRONOUN: Tags = Tags::SUBJECT.or(Tags::OBJECT).or(Tags::RELATIVE).or(Tags::FUNCTION);

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

/// The tokens of `text`, in order; what [shows nothing](is_blank) is in none.
///
/// Apostrophes and hyphens between letters belong to the word, but for a final `'s`, which is a token of its own; so
/// does the period of an abbreviation that the lexicon knows, of an initial and of initials (`U.S.`). Soft hyphens
/// belong to the word around them.
pub fn scan(text: &str, lexicon: &Lexicon) -> Box<[Token]> {
    Lately::with(|lately| Scanner { text, at: 0, lexicon, lately }.tokens())
}

/// Whether `c` shows nothing: white space, or a mark that only steers how text runs or breaks.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_steering(c)
}

/// Byte order mark, zero-width space, word joiner, and the marks of direction.
fn is_steering(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}')
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() && (c.is_alphanumeric() || is_combining(c))
}

/// Marks that stand over or under the letter before them, and the joiners of letters.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}') || unicode_normalization::char::is_combining_mark(c)
}

/// What may stand before the first word of a sentence.
const OPENING: [char; 12] = ['"', '\'', '“', '„', '«', '»', '‘', '‚', '‹', '(', '[', '`'];

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    lexicon: &'a Lexicon,
    lately: &'a mut Lately,
}

impl Scanner<'_> {
    fn tokens(mut self) -> Box<[Token]> {
        let mut tokens = Vec::with_capacity(self.text.len() / 4 + 1);
        loop {
            let spaced = self.skip_blanks();
            let start = self.at;
            let (shape, tags, letters) = if let Some(latin) = Latin::first(&self.text.as_bytes()[start..]) {
                self.word(latin)
            } else if let Some(first) = self.peek() {
                self.token(first, &tokens, spaced)
            } else {
                break;
            };
            debug_assert!(self.at > start);
            let (start, end, letters) = (start as u32, self.at as u32, letters as u32);
            tokens.push(Token { start, end, letters, shape, spaced, tags });
        }
        tokens.into()
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// Goes on to the next character that shows something, and says whether white space stood before it.
    fn skip_blanks(&mut self) -> bool {
        match self.text.as_bytes().get(self.at..) {
            Some([b' ', next, ..]) if next.is_ascii_graphic() => {
                self.at += 1;
                return true;
            }
            Some([next, ..]) if next.is_ascii_graphic() => return false,
            _ => {}
        }
        let mut spaced = false;
        while let Some(c) = self.peek().filter(|&c| is_blank(c)) {
            spaced |= c.is_whitespace() || c == '\u{200b}';
            self.at += c.len_utf8();
        }
        spaced
    }

    /// Reads the token that begins with `first` and is no [`Self::word`]: its shape, tags and letters.
    fn token(&mut self, first: char, before: &[Token], spaced: bool) -> (Shape, Tags, u64) {
        if is_letter(first) && !is_combining(first) {
            return self.composed();
        }
        if matches!(first, '@' | '#') {
            let rest = &self.text[self.at + 1..];
            let length = rest.find(|c: char| !(is_letter(c) || c == '_')).unwrap_or(rest.len());
            if length > 0 {
                self.at += 1 + length;
                return (Shape::Address, Tags::NONE, 0);
            }
        }
        let start = self.at;
        self.at += first.len_utf8();
        let shape = match first {
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '＂' => Shape::Mark,
            '\'' | '’' | '‘' | '‚' | '‛' | '`' | '´' => {
                return (self.apostrophe(start, first, before, spaced), Tags::NONE, 0);
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
            _ => {
                self.skip_joined();
                Shape::Other
            }
        };
        (shape, Tags::NONE, 0)
    }

    /// Goes on behind the marks that stand over the character before, and behind what a joiner joins to it.
    fn skip_joined(&mut self) {
        while let Some(c) = self.peek().filter(|&c| is_combining(c)) {
            self.at += c.len_utf8();
            let joined = self.peek().filter(|&next| c == '\u{200d}' && !is_letter(next) && !is_blank(next));
            self.at += joined.map_or(0, char::len_utf8);
        }
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

    /// The word that begins with the letters `latin`.
    fn word(&mut self, Latin { length, letters, capital, shouted }: Latin) -> (Shape, Tags, u64) {
        let (start, bytes) = (self.at, self.text.as_bytes());
        let word = &self.text[start..start + length];
        let goes_on = match &bytes[start + length..] {
            // The stop of a sentence or of an abbreviation in the lexicon; what is shouted may be initials.
            [b'.', b' ' | b'\n', ..] | [b'.'] => length < 4 && (shouted || word.eq_ignore_ascii_case("www")),
            [b'.' | b'\'' | b'-' | b'&' | b'@' | b':' | b'`' | b'0'..=b'9', ..] => true,
            [0x80..=0xff, ..] => {
                let next = self.text[start + length..].chars().next();
                next.is_some_and(|c| is_letter(c) || is_apostrophe(c) || is_hyphen(c))
            }
            _ => false,
        };
        if goes_on {
            return self.composed();
        }
        self.at += length;
        let shape = match capital {
            true if shouted && length > 1 => Shape::Upper,
            true => Shape::Title,
            false => Shape::Lower,
        };
        let tags = self.lexicon.tags_of_ascii(word, letters, capital, self.lately);
        // The WHO and the US are no pronouns.
        let tags = if shape == Shape::Upper { tags.without(PRONOUN) } else { tags };
        if tags.any(Tags::ABBREVIATION) && self.takes_period(shape, tags, false) {
            self.at += 1;
            return (shape, tags, letters);
        }
        (shape, tags.without(Tags::ABBREVIATION), letters)
    }

    /// A word, number or address of letters, digits and what may stand between them.
    fn composed(&mut self) -> (Shape, Tags, u64) {
        let start = self.at;
        if let Some(end) = self.url() {
            self.at = end;
            return (Shape::Address, Tags::NONE, 0);
        }
        let bytes = self.text.as_bytes();
        let first = self.peek();
        let (number, upper) = (first.is_some_and(char::is_numeric), first.is_some_and(char::is_uppercase));
        // Whether every run of letters so far is one letter, and how many runs there are.
        let mut initials = true;
        let mut runs = 0;
        loop {
            let run = self.at;
            while let Some(c) = self.peek().filter(|&c| is_letter(c) || c == '\u{ad}') {
                self.at += c.len_utf8();
            }
            runs += 1;
            initials &= self.text[run..self.at].chars().nth(1).is_none();
            // What may stand between two runs.
            let Some(c) = self.peek() else { break };
            let next = self.at + c.len_utf8();
            let Some(after) = self.text[next..].chars().next().filter(|&c| is_letter(c)) else { break };
            let joins = match c {
                '.' if number => after.is_ascii_digit(),
                '.' => initials && after.is_uppercase() == upper || is_domain(&self.text[next..]),
                ',' => number && after.is_ascii_digit() && bytes[self.at - 1].is_ascii_digit(),
                '&' => self.text[start..self.at].chars().all(char::is_uppercase) && after.is_uppercase(),
                c if is_apostrophe(c) => {
                    let s = matches!(after, 's' | 'S') && !self.text[next + 1..].starts_with(is_letter);
                    let opens = matches!(c, '`' | '‘') && !after.is_lowercase();
                    !s && (!opens || matches!(&self.text[start..self.at], "O" | "D" | "d"))
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
            return (Shape::Address, Tags::NONE, 0);
        }
        let word = &self.text[start..self.at];
        if number {
            return (Shape::Number, Tags::NONE, letters(word));
        }
        let (shape, letters) = (shape(word), letters(word));
        let tags = self.lexicon.tags_in_text(word, letters, shape != Shape::Lower, self.lately);
        let initial = initials && (runs > 1 || shape == Shape::Title && word != "I");
        if self.takes_period(shape, tags, initial) {
            self.at += 1;
            return (shape, tags | Tags::ABBREVIATION, letters);
        }
        (shape, tags.without(Tags::ABBREVIATION), letters)
    }

    /// Whether the period that stands here belongs to the word before it, which has `shape` and `tags`.
    fn takes_period(&self, shape: Shape, tags: Tags, initial: bool) -> bool {
        let Some(rest) = self.text[self.at..].strip_prefix('.').filter(|rest| !rest.starts_with('.')) else {
            return false;
        };
        if tags.any(Tags::ABBREVIATION) && !initial {
            let next = rest.trim_start_matches(is_blank).trim_start_matches(OPENING).chars().next();
            return match shape {
                _ if tags.any(Tags::PREPOSITION) => true,
                // "No." is one only before a number.
                _ if tags.any(Tags::FUNCTION) => next.is_some_and(char::is_numeric),
                // A word written small more likely ends its sentence where a capital follows.
                Shape::Lower => !next.is_some_and(char::is_uppercase),
                _ => true,
            };
        }
        initial
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

/// Whether `rest` begins with the last part of the name of a site: the "com" of "example.com".
fn is_domain(rest: &str) -> bool {
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    matches!(&rest[..end], "com" | "org" | "net" | "gov" | "edu" | "info" | "co" | "uk" | "io" | "tv")
}

fn shape(word: &str) -> Shape {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    match letters.next() {
        Some(first) if first.is_uppercase() => {
            let mut others = 0;
            let upper = letters.inspect(|_| others += 1).all(|c| c.is_uppercase());
            if upper && others > 0 { Shape::Upper } else { Shape::Title }
        }
        _ if opens_with_article(word) => Shape::Title,
        _ => Shape::Lower,
    }
}

/// Whether `word` is a name behind an article that is written small: `al-Masri`, `d'Aubrac`.
fn opens_with_article(word: &str) -> bool {
    word.split_once(|c| is_hyphen(c) || is_apostrophe(c)).is_some_and(|(article, name)| {
        let known =
            matches!(article, "al" | "el" | "ad" | "an" | "ar" | "as" | "ash" | "at" | "az" | "ul" | "bin" | "d" | "l");
        known && name.starts_with(char::is_uppercase)
    })
}

#[cfg(test)]
mod tests {
    use super::{Shape, scan};
    use crate::lexicon::{Language, Lexicon, Tags};

    /// Expects the tokens of `text` to be those of `expected`, which stand between bars, each with the first letters of
    /// its shape before it.
    fn check(text: &str, expected: &str) {
        let tokens = scan(text, Lexicon::of(Language::English));
        let read = tokens.iter().map(|token| format!("{:.2} {}", format!("{:?}", token.shape), token.of(text)));
        assert_eq!(read.collect::<Vec<_>>().join(" | "), expected);
    }

    #[test]
    fn words() {
        check("The old McDonald", "Ti The | Lo old | Ti McDonald");
        check("NATO I iPhone Éire œuvre", "Up NATO | Ti I | Lo iPhone | Ti Éire | Lo œuvre");
        check("mother-in-law’s Jean-Luc", "Lo mother-in-law | Cl ’s | Ti Jean-Luc");
        check("cafe\u{301}s co\u{ad}operate", "Lo cafe\u{301}s | Lo co\u{ad}operate");
        check("AT&T R&D Q&a", "Up AT&T | Up R&D | Ti Q | Ot & | Lo a");
        check("שלום 東京", "Lo שלום | Lo 東京");
    }

    #[test]
    fn apostrophes() {
        check("Vane's O'Neill don't it’s", "Ti Vane | Cl 's | Ti O'Neill | Lo don't | Lo it | Cl ’s");
        check("NATO’s U.S.'s 1990's", "Up NATO | Cl ’s | Up U.S. | Cl 's | Nu 1990 | Cl 's");
        check(
            "(the paper)'s ‘so’ ''no''",
            "Op ( | Lo the | Lo paper | Cl ) | Cl 's | Ma ‘ | Lo so | Ma ’ | Ma '' | Lo no | Ma ''",
        );
        check("workers' rock'n'roll", "Lo workers | Ma ' | Lo rock'n'roll");
        check(
            "O`Neill O‘Neill d`Aubrac don`t B‘No",
            "Ti O`Neill | Ti O‘Neill | Ti d`Aubrac | Lo don`t | Ti B | Ma ‘ | Ti No",
        );
    }

    #[test]
    fn numbers() {
        check("4,000.50 1.5bn 2nd 20-year-old 3,", "Nu 4,000.50 | Nu 1.5bn | Nu 2nd | Nu 20-year-old | Nu 3 | Co ,");
        check("$5 10% 9:30", "Ot $ | Nu 5 | Nu 10 | Ot % | Nu 9 | Co : | Nu 30");
    }

    #[test]
    fn periods_of_words() {
        check(
            "Mr. Dr Gov. U.S. a.m. e.g. J.R. Vane.",
            "Ti Mr. | Ti Dr | Ti Gov. | Up U.S. | Lo a.m. | Lo e.g. | Up J.R. | Ti Vane | St .",
        );
        check("J. and I. left", "Ti J. | Lo and | Ti I | St . | Lo left");
        check("No. 5 said no. He", "Ti No. | Nu 5 | Lo said | Lo no | St . | Ti He");
        check("St... Inc.?", "Ti St | St ... | Ti Inc. | St ?");
    }

    #[test]
    fn marks() {
        check(
            "“So,” – he—she -- it - ok…?!",
            "Ma “ | Ti So | Co , | Ma ” | Da – | Lo he | Da — | Lo she | Da -- | Lo it | Da - | Lo ok | St …?!",
        );
        check("[sic]; (x)", "Op [ | Lo sic | Cl ] | Se ; | Op ( | Lo x | Cl )");
    }

    #[test]
    fn addresses() {
        check("see https://a.example/x_(y)?z=1.", "Lo see | Ad https://a.example/x_(y)?z=1 | St .");
        check("WWW.Example.org, desk@a-b.example.", "Ad WWW.Example.org | Co , | Ad desk@a-b.example | St .");
        check("@desk_1 #News # @", "Ad @desk_1 | Ad #News | Ot # | Ot @");
        check("Rowing.com and pies.co.uk. Come", "Ti Rowing.com | Lo and | Lo pies.co.uk | St . | Ti Come");
        check("http: www www.", "Lo http | Co : | Lo www | Lo www | St .");
    }

    #[test]
    fn one_token_for_what_shows_as_one() {
        check("👩\u{200d}👩\u{200d}👧 ok\u{fe0f}", "Ot 👩\u{200d}👩\u{200d}👧 | Lo ok\u{fe0f}");
        check("\u{301}x", "Ot \u{301} | Lo x");
    }

    #[test]
    fn white_space() {
        let text = "a\u{a0}b\u{200b}c\u{feff}(d\r\n\u{200f}e)";
        let tokens = scan(text, Lexicon::of(Language::English));
        let spaced: String =
            tokens.iter().map(|token| format!("{}{}", if token.spaced { "_" } else { "" }, token.of(text))).collect();
        assert_eq!(spaced, "a_b_c(d_e)");
    }

    #[test]
    fn an_abbreviation_is_one_with_its_period_only() {
        let text = "Mr. Dr no Inc.";
        let tokens = scan(text, Lexicon::of(Language::English));
        let abbreviations: Vec<bool> = tokens.iter().map(|token| token.is(Tags::ABBREVIATION)).collect();
        assert_eq!(abbreviations, [true, false, false, true]);
        assert!(tokens.iter().all(|token| token.shape != Shape::Stop));
    }
}
