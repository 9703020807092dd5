//! Paragraphs as a person sees them in text that sets them off by a blank line, by a line break alone, or now one way and
//! now the other, hard-wrapped or not.

use super::piece::{Kind, Piece};
use super::token::is_apostrophe;
use super::visible::Visible;
use crate::text::Span;

/// Lines longer than this are never hard-wrapped ones, in bytes.
const WIDEST_WRAP: usize = 120;

/// A heading has at most this many words.
const LONGEST_HEADING: usize = 14;

/// Reads plain text.
pub fn read(source: &str) -> Vec<Piece> {
    let pieces = split(source).into_iter().map(|paragraph| {
        let kind = if paragraph.heading { Kind::Heading } else { Kind::Paragraph };
        Piece { kind, span: paragraph.span, visible: Visible::verbatim(source, paragraph.span) }
    });
    pieces.collect()
}

/// The paragraphs in a block of a format that sets blocks off by other means than lines, each with its source; `span` is
/// the source of the block. It is one, unless blank lines stand in it or it was pasted in with a paragraph a line.
pub fn parts(visible: Visible, span: Span) -> Vec<(Visible, Span)> {
    let text = visible.text();
    if !text.contains('\n') {
        return vec![(visible, span)];
    }
    let pasted = lines(text).any(|line| holds_border(line.of(text)));
    let paragraphs = if pasted { split(text) } else { split_at_blank_lines(text) };
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

/// The paragraphs of `text` that blank lines set off.
fn split_at_blank_lines(text: &str) -> Vec<Paragraph> {
    let lines: Vec<Span> = lines(text).collect();
    let paragraphs = lines
        .split(|line| line.is_empty())
        .filter_map(|lines| Some(Paragraph { span: lines.first()?.join(*lines.last()?), heading: false }));
    paragraphs.collect()
}

/// A paragraph found by its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// From its first to its last visible byte.
    pub span: Span,
    /// Whether it is one short line, set off by blank lines, that ends like a headline.
    pub heading: bool,
}

/// The paragraphs of `text`.
///
/// A blank line always ends one. A line break ends one where the line ends like a sentence, the next begins like one, and
/// neither an open quotation mark nor the width of the lines speaks for a wrapped line.
pub fn split(text: &str) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    let mut chunk: Vec<Span> = Vec::new();
    for line in lines(text) {
        if line.is_empty() {
            split_chunk(text, &chunk, &mut paragraphs);
            chunk.clear();
        } else {
            chunk.push(line);
        }
    }
    split_chunk(text, &chunk, &mut paragraphs);
    paragraphs
}

/// The lines of `text`, each without white space at its ends; a blank one is empty.
fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    let breaks = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).chain([text.len()]);
    breaks.filter_map(move |end| {
        // The LF of a CRLF ends no line of its own.
        if end == start && end > 0 && text.as_bytes()[end - 1] == b'\r' && text.as_bytes().get(end) == Some(&b'\n') {
            start = end + 1;
            return None;
        }
        let line = &text[start..end];
        let invisible = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}');
        let trimmed = line.trim_start_matches(invisible);
        let from = end - trimmed.len();
        let to = from + trimmed.trim_end_matches(invisible).len();
        start = end + 1;
        Some(Span::new(from, to))
    })
}

/// Splits `lines`, none of them blank, into paragraphs.
fn split_chunk(text: &str, lines: &[Span], paragraphs: &mut Vec<Paragraph>) {
    let Some(&first) = lines.first() else { return };
    let mut start = first;
    let mut open = 0;
    let mut count = 1;
    let widths = wrap_widths(text, lines);
    for (pair, &width) in lines.windows(2).zip(&widths) {
        let (line, next) = (pair[0], pair[1]);
        open = open_marks(line.of(text), open);
        if ends_paragraph(text, line, next, open > 0, width) {
            paragraphs.push(Paragraph { span: start.join(line), heading: false });
            start = next;
            open = 0;
            count += 1;
        }
    }
    let span = start.join(lines[lines.len() - 1]);
    let heading = lines.len() == 1 && count == 1 && is_heading(span.of(text));
    paragraphs.push(Paragraph { span, heading });
}

fn ends_paragraph(text: &str, line: Span, next: Span, open: bool, wrap: Option<usize>) -> bool {
    let (words, following) = (line.of(text), next.of(text));
    if !begins_like_sentence(following) {
        return false;
    }
    let first_word = following.split_whitespace().next().map_or(0, str::len);
    let full = wrap.is_some_and(|width| line.len() + 1 + first_word > width);
    if ends_like_sentence(words) {
        // A quotation that goes on into the next paragraph opens again there.
        return !full && (!open || opens_with_mark(following));
    }
    // Headlines, bylines and labels end without a stop, far from the margin.
    let unwrapped = wrap.is_none() || next.len() > WIDEST_WRAP;
    !open && unwrapped && !full && is_heading(words)
}

/// For each of `lines` the width at which the lines around it are wrapped, if they are: the length of the longest among
/// its neighbours that ends in mid-sentence.
fn wrap_widths(text: &str, lines: &[Span]) -> Vec<Option<usize>> {
    let mut widths = Vec::with_capacity(lines.len());
    for run in lines.chunk_by(|a, b| (a.len() <= WIDEST_WRAP) == (b.len() <= WIDEST_WRAP)) {
        let wrapped = run.windows(2).filter(|pair| {
            pair[0].len() <= WIDEST_WRAP
                && !ends_like_sentence(pair[0].of(text))
                && !begins_like_sentence(pair[1].of(text))
        });
        let width = wrapped.map(|pair| pair[0].len()).max();
        widths.extend(std::iter::repeat_n(width, run.len()));
    }
    widths
}

/// How many double quotation marks are open behind `line` if `open` were open before it.
fn open_marks(line: &str, open: usize) -> usize {
    let mut open = open;
    for c in line.chars() {
        match c {
            '"' => open = usize::from(open == 0),
            '“' | '„' | '«' => open = 1,
            '”' | '»' => open = 0,
            _ => {}
        }
    }
    open
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

/// Whether a line that stands alone reads like a headline or a label.
fn is_heading(line: &str) -> bool {
    let words = line.split_whitespace().count();
    words <= LONGEST_HEADING
        && !ends_like_sentence(line)
        && !line.ends_with([',', ';'])
        && line.chars().any(char::is_alphabetic)
}
