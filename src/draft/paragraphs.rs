//! Paragraphs as a person sees them in text that sets them off by a blank line, by a line break alone, or now one way and
//! now the other, hard-wrapped or not.

use std::sync::Arc;

use super::piece::{Kind, Piece};
use super::token::{is_apostrophe, is_blank};
use super::visible::Visible;
use crate::lexicon::{Lexicon, Tags};
use crate::text::Span;

/// Lines longer than this are never hard-wrapped ones, in characters.
const WIDEST_WRAP: usize = 120;

/// Nor does text that is wrapped keep all of its lines below this.
const NARROWEST_WRAP: usize = 30;

/// Lines that are wrapped at the same width differ by this much, in characters.
const RAGGED: usize = 12;

/// How many lines a quotation runs on for at most.
const LONGEST_QUOTATION: usize = 24;

/// A heading has at most this many words.
const LONGEST_HEADING: usize = 14;

/// Reads plain text.
pub fn read(source: &Arc<str>, lexicon: &Lexicon) -> Vec<Piece> {
    let pieces = split(source, lexicon).into_iter().map(|paragraph| {
        let kind = if paragraph.heading { Kind::Heading } else { Kind::Paragraph };
        Piece { kind, span: paragraph.span, visible: Visible::verbatim(source, paragraph.span) }
    });
    pieces.collect()
}

/// The paragraphs in a block of a format that sets blocks off by other means than lines, each with its source; `span` is
/// the source of the block. It is one, unless blank lines stand in it or it was pasted in with a paragraph a line.
pub fn parts(visible: Visible, span: Span, lexicon: &Lexicon) -> Vec<(Visible, Span)> {
    let text = visible.text();
    if !text.contains('\n') {
        return vec![(visible, span)];
    }
    let pasted = lines(text).any(|line| holds_border(line.span.of(text)));
    let paragraphs = if pasted { split(text, lexicon) } else { split_at_blank_lines(text) };
    let mut parts = Vec::new();
    let mut start = span.start;
    for (index, paragraph) in paragraphs.iter().enumerate() {
        // What stands between two paragraphs is white space; markup before and behind it goes with the text beside it.
        let next = paragraphs.get(index + 1);
        let between = next.map(|next| visible.source(Span::new(paragraph.span.end, next.span.start)));
        let end = between.map_or(span.end, |between| between.start);
        parts.push((visible.slice(paragraph.span), Span::new(start, end)));
        start = between.map_or(end, |between| between.end);
    }
    parts
}

/// Whether a sentence ends within `line` and another begins.
fn holds_border(line: &str) -> bool {
    let mut words = line.split_ascii_whitespace();
    let Some(mut word) = words.next() else { return false };
    words.any(|next| {
        let ends = ends_like_sentence(word) && word.len() > 4 && word.starts_with(char::is_lowercase);
        word = next;
        ends && begins_like_sentence(next)
    })
}

/// A paragraph found by its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// From its first to its last visible byte.
    pub span: Span,
    /// Whether it is one short line that ends like a headline.
    pub heading: bool,
}

/// The paragraphs of `text`.
///
/// A blank line always ends one. Where lines are wrapped, which shows in lines that break off before a small letter, a
/// line break ends one if the line ends like a sentence, the next begins like one and would have had room, and no
/// quotation is open. Where they are not, nearly every line is a paragraph of its own.
pub fn split(text: &str, lexicon: &Lexicon) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    let mut chunk = Vec::new();
    for line in lines(text) {
        if line.width > 0 {
            chunk.push(line);
        } else {
            Chunk { text, lexicon, lines: &chunk }.split(&mut paragraphs);
            chunk.clear();
        }
    }
    Chunk { text, lexicon, lines: &chunk }.split(&mut paragraphs);
    paragraphs
}

/// The paragraphs of `text` that blank lines set off.
fn split_at_blank_lines(text: &str) -> Vec<Paragraph> {
    let lines: Vec<Line> = lines(text).collect();
    let paragraphs = lines
        .split(|line| line.width == 0)
        .filter_map(|lines| Some(Paragraph { span: lines.first()?.span.join(lines.last()?.span), heading: false }));
    paragraphs.collect()
}

/// A line without the white space at its ends.
#[derive(Clone, Copy)]
struct Line {
    span: Span,
    /// How many characters it has.
    width: usize,
}

/// The lines of `text`.
fn lines(text: &str) -> impl Iterator<Item = Line> {
    let mut start = 0;
    let breaks = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).chain([text.len()]);
    breaks.filter_map(move |end| {
        let line = &text[start..end];
        // The LF of a CRLF ends no line of its own.
        let crlf = line.is_empty() && text[..end].ends_with('\r') && text[end..].starts_with('\n');
        start = end + 1;
        let from = end - line.trim_start_matches(is_blank).len();
        let line = text[from..end].trim_end_matches(is_blank);
        let width = line.chars().count();
        (!crlf).then_some(Line { span: Span::new(from, from + line.len()), width })
    })
}

/// Lines that follow one another, none of them blank.
struct Chunk<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    lines: &'a [Line],
}

impl Chunk<'_> {
    fn split(&self, paragraphs: &mut Vec<Paragraph>) {
        let Some(&first) = self.lines.first() else { return };
        let mut start = first;
        let mut open = None;
        let wraps = self.wraps();
        let widest = wraps.iter().copied().max().flatten();
        let mut push = |start: Line, line: Line, wrap: Option<usize>| {
            let alone = start.span == line.span && (wrap.is_none() || self.lines.len() == 1);
            let words = line.span.of(self.text);
            let byline = !paragraphs.is_empty() && is_byline(words);
            let heading = alone && is_label(words) && !words.starts_with(BULLETS) && !byline;
            paragraphs.push(Paragraph { span: start.span.join(line.span), heading });
        };
        for (index, &wrap) in wraps.iter().enumerate().take(self.lines.len() - 1) {
            let (line, next) = (self.lines[index], self.lines[index + 1]);
            open = marks(line.span.of(self.text)).fold(open, quoted);
            let quoted = open.is_some_and(|mark| self.is_closed(mark, index + 1));
            if self.is_border(line, next, quoted, wrap, widest) {
                push(start, line, wrap);
                start = next;
                open = None;
            }
        }
        let last = self.lines.len() - 1;
        push(start, self.lines[last], wraps[last]);
    }

    /// For each line the width at which the lines around it are wrapped, if they are: that of the longest among its
    /// neighbours that breaks off in mid-sentence.
    fn wraps(&self) -> Vec<Option<usize>> {
        let mut wraps = Vec::with_capacity(self.lines.len());
        for run in self.lines.chunk_by(|a, b| (a.width <= WIDEST_WRAP) == (b.width <= WIDEST_WRAP)) {
            let wrapped = run.windows(2).filter(|pair| {
                let (line, next) = (pair[0].span.of(self.text), pair[1].span.of(self.text));
                pair[0].width <= WIDEST_WRAP && !ends_like_sentence(line) && !begins_like_sentence(next)
            });
            let width = wrapped.map(|pair| pair[0].width).max().filter(|&width| width >= NARROWEST_WRAP);
            wraps.extend(std::iter::repeat_n(width, run.len()));
        }
        wraps
    }

    /// Whether the quotation that `mark` opened is closed in the line `index` or soon after, and no other is opened before.
    fn is_closed(&self, mark: char, index: usize) -> bool {
        let last = self.lines[(index + LONGEST_QUOTATION).min(self.lines.len()) - 1];
        let rest = self.lines[index].span.join(last.span).of(self.text);
        let mut before = ' ';
        for c in rest.chars() {
            if quoted(Some(mark), c).is_none() {
                return c != '"' || !before.is_whitespace() && !matches!(before, '(' | '[' | '–' | '—');
            }
            if c == mark {
                return false;
            }
            before = c;
        }
        false
    }

    /// Whether a paragraph ends with `line` and `next` begins another. The lines around them are wrapped at the width
    /// `wrap`, if they are, others at `widest`; `quoted` says whether a quotation goes on from the one into the other.
    fn is_border(&self, line: Line, next: Line, quoted: bool, wrap: Option<usize>, widest: Option<usize>) -> bool {
        let (words, following) = (line.span.of(self.text), next.span.of(self.text));
        let ends = ends_like_sentence(words);
        if following.starts_with(BULLETS) {
            return true;
        }
        if !begins_like_sentence(following) {
            return ends && !quoted && line.width > WIDEST_WRAP;
        }
        let room = line.width + 1 + following.split_whitespace().next().map_or(0, |word| word.chars().count());
        // A line that is longer than those that are wrapped is none of them.
        match wrap.filter(|&width| line.width <= width + RAGGED) {
            Some(width) => ends && room <= width && !quoted,
            None if ends => !quoted,
            // Headlines, bylines, captions and the like end without a stop.
            None => {
                let unwrapped = is_label(words) || line.width > WIDEST_WRAP || next.width > room;
                let full = widest.is_some_and(|width| line.width <= width + RAGGED && room > width);
                unwrapped && !full && !quoted && !self.goes_on(words)
            }
        }
    }

    /// Whether `line` breaks off where no sentence ends.
    fn goes_on(&self, line: &str) -> bool {
        let last = line.rsplit(char::is_whitespace).next().unwrap_or_default();
        line.ends_with([',', ';', '-', '–', '—', '(', '[', '/', '&'])
            || last.starts_with(char::is_lowercase) && self.lexicon.tags(last).any(Tags::LEADING)
    }
}

const BULLETS: [char; 8] = ['•', '·', '▪', '●', '■', '◦', '‣', '►'];

/// The double quotation marks of `line`, in order, among other characters.
fn marks(line: &str) -> impl Iterator<Item = char> {
    // Those that are not ASCII begin with one of two bytes.
    let starts = memchr::memchr3_iter(b'"', "«".as_bytes()[0], "“".as_bytes()[0], line.as_bytes());
    starts.filter_map(|at| line[at..].chars().next())
}

/// The double quotation mark that is open behind `c` if `open` was before it.
fn quoted(open: Option<char>, c: char) -> Option<char> {
    match (open, c) {
        (None, '"' | '“' | '„' | '«' | '»') => Some(c),
        (Some('"' | '“'), '"' | '”') | (Some('„'), '“' | '”') | (Some('«'), '»') | (Some('»'), '«') => {
            None
        }
        _ => open,
    }
}

fn is_closer(c: char) -> bool {
    is_apostrophe(c) || matches!(c, '"' | '”' | '“' | '»' | '«' | '›' | ')' | ']' | '*' | '_')
}

fn ends_like_sentence(line: &str) -> bool {
    line.trim_end_matches(is_closer).ends_with(['.', '!', '?', '…', ':'])
}

fn opens_with_mark(line: &str) -> bool {
    line.starts_with(['"', '“', '„', '«', '»', '‘', '\'', '‚', '‹', '>'])
}

fn begins_like_sentence(line: &str) -> bool {
    let first = line.chars().find(|c| c.is_alphanumeric());
    opens_with_mark(line) || first.is_none_or(|c| !c.is_lowercase())
}

/// Whether `line` is short and ends like a headline or a label.
fn is_label(line: &str) -> bool {
    !ends_like_sentence(line)
        && !line.ends_with([',', ';'])
        && line.split_whitespace().nth(LONGEST_HEADING).is_none()
        && line.chars().any(char::is_alphabetic)
}

/// Whether `line` says who wrote what follows: "By Rosa Odell and Bo Quist".
fn is_byline(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let by = words.next().is_some_and(|word| matches!(word, "By" | "BY" | "by" | "Von" | "VON" | "von"));
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let link = |word: &str| matches!(word, "and" | "und" | "in" | "for" | "für" | "&" | "de" | "van" | "von" | "der");
    by && [words.next(), words.next()].into_iter().all(|word| word.is_some_and(capital))
        && words.all(|word| capital(word) || link(word))
}

#[cfg(test)]
mod tests {
    use super::split;
    use crate::lexicon::{Language, Lexicon};

    /// Splits `marked` without its marks and expects a paragraph to begin exactly where `¶` stands, a heading where `§`
    /// does.
    fn check(marked: &str) {
        let text = marked.replace(['¶', '§'], "");
        let mut read = text.clone();
        for paragraph in split(&text, Lexicon::of(Language::English)).iter().rev() {
            read.insert(paragraph.span.start, if paragraph.heading { '§' } else { '¶' });
        }
        assert_eq!(read, marked);
    }

    #[test]
    fn blank_lines() {
        check("§Bridge to close\n\n¶The bridge closes\non Monday.\n \t\n\u{a0}\n¶It opens in May.\n");
        check("\r\n\r\n¶One.\r\n\r\n\r\n¶Two\r\nand more.\r\r¶Three.\n\r\n");
        check("\u{feff}¶First.\n\u{200b}\n  ¶Second.  ");
        check("");
        check(" \n\n");
    }

    #[test]
    fn one_paragraph_a_line() {
        check(
            "§Ferry crews walk out\n\
             ¶By Tomas Arkwright\n\
             ¶Crews on the northern ferries walked out on Tuesday. Nobody knows for how long.\n\
             ¶“We have waited for a year,” said Ines Vollan, who speaks for them. “That is enough.”\n\
             ¶The company said no more than that it was “surprised”.\n\
             ¶It has 12 ships.",
        );
    }

    #[test]
    fn wrapped_lines_of_paragraphs_with_no_blank_line_between() {
        check(
            "¶Crews on the northern ferries walked out on Tuesday\n\
             morning, the third time this year that ships stayed in\n\
             port. Nobody knows for how long.\n\
             ¶\"We have waited for a year, and now we are told to\n\
             wait for another. That is enough,\" said\n\
             Vollan.\n\
             ¶Vollan\n\
             leads the union. She was elected in May, when the\n\
             company first spoke of cuts, and has met its board\n\
             four times.\n\
             ¶The board would not comment.",
        );
    }

    #[test]
    fn a_wrapped_line_that_happens_to_end_a_sentence() {
        check(
            "¶The harbour has been closed to all ships since Monday.\n\
             Engineers looked at the northern pier in the afternoon\n\
             and found that two of its piles had given way.\n\
             ¶It was built in 1911.",
        );
    }

    #[test]
    fn a_quotation_over_wrapped_lines() {
        check(
            "¶\"It will be a long winter for the islands, I think.\n\
             We have bread. We have fish.\n\
             We do not have oil, and the ship that brings it has\n\
             not come,\" she said.",
        );
    }

    #[test]
    fn long_lines_among_wrapped_ones() {
        check(
            "§Share this\n\
             ¶The northern ferries stayed in port on Tuesday for the third time this year, and nobody on the quay in Aldan could say when they would sail.\n\
             ¶Their crews\n\
             walked out at six in the morning, when the first ship\n\
             should have left, and the union said that they would\n\
             not be back before Friday.\n\
             ¶The company has called the strike unlawful. It has asked a court to end it, which the court may do on Thursday at the earliest.\n\
             ¶Passengers slept in the terminal, where the town had\n\
             put up beds and a kitchen.",
        );
    }

    #[test]
    fn short_wrapped_paragraphs_among_long_lines() {
        check(
            "¶The northern ferries stayed in port on Tuesday for the third time this year, and nobody on the quay in Aldan could say when they would sail.\n\
             ¶The union that speaks for the crews of the ferries is led by Ines\n\
             Vollan, who was elected in May.\n\
             ¶The company has called the strike unlawful. It has asked a court to end it, which the court may do on Thursday at the earliest.\n\
             ¶It wants the crews to work through the winter as they did before\n\
             the cuts that it announced in May.",
        );
    }

    #[test]
    fn a_line_that_breaks_off_goes_on() {
        check("¶She was met by the president of\nHarrow County and his wife.");
        check("¶The town has three schools, two libraries,\nFerry Lane Hospital and a prison.");
    }

    #[test]
    fn lists_and_captions() {
        check("¶What we know:\n¶• two ships are in port\n¶• nobody was hurt\n§Photo: Ada Quist\n¶The strike goes on.");
    }

    #[test]
    fn a_quotation_over_lines_that_are_not_wrapped() {
        check("¶“We have bread. We have fish.\nNobody here is hungry.\nWrite that,” she said.\n¶He wrote it.");
        check("¶\"We have bread.\nWrite that,\" she said.\n¶\"I will,\" he said. \"When?\n¶\"Now.\"");
        check("¶„Wir haben Brot.“ Sie sagte es laut.\n¶Er schrieb: »Wir haben Brot.«\n¶Dann ging er.");
    }

    #[test]
    fn an_open_quotation_mark_does_not_swallow_what_follows() {
        check(
            "¶\"We have bread, but the ship that brings the oil has not come for a week, and nobody will tell us why it has not.\n\
             ¶Vollan said that she would go to the mainland to ask.\n\
             ¶The company said that it was \"sorry\".",
        );
    }
}
