//! Taking a passage out of a draft as a person would: with the blank lines that set it off, and nothing else.

use super::passage::Passage;
use crate::text::{Edit, Span};

/// Elements that stay where nothing is left in them: what a page is made of.
const LASTING: [&str; 8] = ["article", "body", "html", "main", "section", "td", "th", "template"];

/// A start tag is at most so long, in bytes.
const LONGEST_TAG: usize = 1 << 10;

/// The edits that take `passages` out of `source`, one for each; the passages are in order and none overlaps another. Nor do
/// the edits.
///
/// A passage that fills its lines takes the line breaks and blank lines before or behind it along, whichever are fewer, and
/// the end of the file stays as it was. One within a line, sentences of a paragraph, takes one stretch of white space
/// along, and marks of emphasis that hold nothing else. Passages that stand side by side go as one; with the last item of an
/// HTML list the list goes. Marks of the text around a passage stay with it.
pub fn cuts(source: &str, passages: &[Passage]) -> Vec<Edit> {
    let spans: Vec<Span> = passages.iter().map(|passage| passage.span).collect();
    let cuts: Vec<Cut> = with_elements(source, &spans).into_iter().map(|span| Cut::new(source, span)).collect();
    let mut edits = Vec::with_capacity(cuts.len());
    for side_by_side in cuts.chunk_by(Cut::touches) {
        // Of the gaps before, between and behind them one stays, where there is text on both sides.
        let stays = match (side_by_side[0].before, side_by_side[side_by_side.len() - 1].behind) {
            (Some(before), Some(_)) => {
                let gaps = side_by_side.iter().map(|cut| cut.behind.map_or(0, |gap| gap.blank));
                let gaps = std::iter::once(before.blank).chain(gaps).enumerate();
                gaps.max_by_key(|(_, blank)| *blank).map_or(0, |(gap, _)| gap)
            }
            (None, Some(_)) => 0,
            (_, None) => side_by_side.len(),
        };
        for (index, cut) in side_by_side.iter().enumerate() {
            let behind = stays <= index;
            let Passage { closing, opening, .. } = &passages[edits.len()];
            // White space stands before a mark that opens and behind one that closes.
            let [takes_before, takes_behind] = match (closing.is_empty(), opening.is_empty()) {
                (true, true) => [!behind, behind],
                (closing, opening) => [!closing, !opening],
            };
            let before = cut.before.filter(|_| takes_before).map_or(cut.body, |gap| gap.span);
            let behind = cut.behind.filter(|_| takes_behind).map_or(cut.body, |gap| gap.span);
            let space = if takes_before && takes_behind { " " } else { "" };
            edits.push(Edit::replace(before.join(cut.body).join(behind), format!("{closing}{space}{opening}")));
        }
    }
    edits
}

/// The edit that takes `passage` out of `source`, as [`cuts`] says.
pub fn cut(source: &str, passage: &Passage) -> Edit {
    let cut = cuts(source, std::slice::from_ref(passage)).pop();
    cut.unwrap_or_else(|| Edit::remove(passage.span))
}

/// A passage and the white space that may go with it.
struct Cut {
    body: Span,
    /// What stands between it and the text before it; `None` if no text stands before it.
    before: Option<Gap>,
    /// The same behind it.
    behind: Option<Gap>,
}

/// White space and line breaks between two stretches of text.
#[derive(Clone, Copy, Default)]
struct Gap {
    span: Span,
    /// How many blank lines it holds; those that only go on with a block quotation, `>`, are not counted.
    blank: usize,
}

impl Cut {
    fn new(source: &str, passage: Span) -> Self {
        let (start, end) = (blank_before(source, passage.start), blank_behind(source, passage.end));
        if begins_line(source, start) && ends_line(source, end) {
            let body = Span::new(start, end);
            return Cut { body, before: lines_before(source, start), behind: lines_behind(source, end) };
        }
        let body = with_emphasis(source, passage);
        let start = body.start - spaces(source[..body.start].chars().rev());
        let mut end = body.end + spaces(source[body.end..].chars());
        let opens = begins_item(&source[..start]);
        if opens && ends_line(source, end) {
            // Its paragraph goes on right behind the marker.
            end = lines_behind(source, end).map_or(end, |gap| blank_behind(source, gap.span.end));
        }
        let gap = |start, end| (start < end).then_some(Gap { span: Span::new(start, end), blank: 0 });
        Cut {
            body,
            before: gap(start, body.start).filter(|_| !opens && !begins_line(source, blank_before(source, start))),
            behind: gap(body.end, end).filter(|_| !ends_line(source, end)),
        }
    }

    /// Whether only white space stands between it and `next`.
    fn touches(&self, next: &Cut) -> bool {
        self.behind.map_or(self.body.end, |gap| gap.span.end) == next.body.start
    }
}

/// Whether the last line of `source` is the marker of a list item and no more: "-", "3.", "* [ ]".
fn begins_item(source: &str) -> bool {
    let ticked = source.strip_suffix(']').and_then(|text| text.strip_suffix([' ', 'x', 'X'])?.strip_suffix(" ["));
    let marker = ticked.unwrap_or(source);
    let before = match marker.strip_suffix(['.', ')']) {
        Some(number) => {
            Some(number.trim_end_matches(|c: char| c.is_ascii_digit())).filter(|it| it.len() < number.len())
        }
        None => marker.strip_suffix(['-', '*', '+', '•']),
    };
    before.is_some_and(|before| begins_line(source, blank_before(source, before.len())))
}

/// Whether `c` shows nothing within a line: white space, or the mark of a block quotation.
fn is_blank(c: char) -> bool {
    is_space(c) || c == '>'
}

fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\n' | '\r')
}

/// How many bytes of white space `characters` begin with.
fn spaces(characters: impl Iterator<Item = char>) -> usize {
    characters.take_while(|&c| is_space(c)).map(char::len_utf8).sum()
}

/// Where what shows nothing before `offset` in its line begins.
fn blank_before(source: &str, offset: usize) -> usize {
    source[..offset].trim_end_matches(is_blank).len()
}

/// Where what shows nothing behind `offset` in its line ends.
fn blank_behind(source: &str, offset: usize) -> usize {
    source.len() - source[offset..].trim_start_matches(is_blank).len()
}

fn begins_line(source: &str, offset: usize) -> bool {
    let before = &source[..offset];
    before.is_empty() || before == "\u{feff}" || before.ends_with(['\n', '\r'])
}

fn ends_line(source: &str, offset: usize) -> bool {
    offset == source.len() || source[offset..].starts_with(['\n', '\r'])
}

/// What stands between the last line before `start` that shows something and `start`, where a line begins.
fn lines_before(source: &str, start: usize) -> Option<Gap> {
    let mut gap = Gap { span: Span::new(start, start), blank: 0 };
    loop {
        let before = &source[..gap.span.start];
        let line_break = if before.ends_with("\r\n") { 2 } else { usize::from(before.ends_with(['\n', '\r'])) };
        if line_break == 0 {
            return None;
        }
        gap.span.start -= line_break;
        let line = blank_before(source, gap.span.start);
        if !begins_line(source, line) {
            return Some(gap);
        }
        gap.blank += usize::from(!source[line..gap.span.start].contains('>'));
        gap.span.start = line;
    }
}

/// What stands between `end`, where a line ends, and the first line behind it that shows something.
fn lines_behind(source: &str, end: usize) -> Option<Gap> {
    let mut gap = Gap { span: Span::new(end, end), blank: 0 };
    loop {
        let behind = &source[gap.span.end..];
        let line_break = if behind.starts_with("\r\n") { 2 } else { usize::from(behind.starts_with(['\n', '\r'])) };
        if line_break == 0 {
            return None;
        }
        gap.span.end += line_break;
        let line = blank_behind(source, gap.span.end);
        if !ends_line(source, line) {
            return Some(gap);
        }
        gap.blank += usize::from(!source[gap.span.end..line].contains('>'));
        gap.span.end = line;
    }
}

/// `passage` with the marks of emphasis or the tags that hold it and nothing else.
fn with_emphasis(source: &str, passage: Span) -> Span {
    let mut span = passage;
    loop {
        let (before, behind) = (&source[..span.start], &source[span.end..]);
        let mark = before.chars().next_back().filter(|&c| matches!(c, '*' | '_' | '~') && behind.starts_with(c));
        let (opens, closes) = match mark {
            Some(_) => (1, 1),
            None => match tags(before, behind) {
                Some(lengths) => lengths,
                None => return span,
            },
        };
        span = Span::new(span.start - opens, span.end + closes);
    }
}

/// `passages`, of which the first and the last that stand side by side take along the tags of an element that holds only them.
fn with_elements(source: &str, passages: &[Span]) -> Vec<Span> {
    let mut spans = passages.to_vec();
    let mut next = 0;
    for group in passages.chunk_by(|a, b| source[a.end..b.start].trim().is_empty()) {
        let (first, last) = (next, next + group.len() - 1);
        next = last + 1;
        loop {
            let before = source[..spans[first].start].trim_end();
            let behind = source[spans[last].end..].trim_start();
            let Some((opens, closes)) = tags(before, behind) else { break };
            let name = &before[before.len() - opens + 1..];
            if LASTING
                .iter()
                .any(|lasting| name.get(..lasting.len()).is_some_and(|it| it.eq_ignore_ascii_case(lasting)))
            {
                break;
            }
            spans[first].start = before.len() - opens;
            spans[last].end = source.len() - behind.len() + closes;
        }
    }
    spans
}

/// How long the start tag is in which `before` ends and the end tag in which `behind` begins, if they belong together.
fn tags(before: &str, behind: &str) -> Option<(usize, usize)> {
    let near = before.len().saturating_sub(LONGEST_TAG);
    let start = before.ends_with('>').then(|| memchr::memrchr(b'<', &before.as_bytes()[near..])).flatten()? + near;
    if before[start..].find('>') != Some(before.len() - start - 1) {
        return None;
    }
    let name = before[start + 1..].split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    let closes = behind.strip_prefix("</")?.get(..name.len() + 1)?;
    let same = !name.is_empty() && closes.ends_with('>') && closes[..name.len()].eq_ignore_ascii_case(name);
    same.then_some((before.len() - start, "</".len() + closes.len()))
}

#[cfg(test)]
mod tests {
    use super::{Passage, cuts};
    use crate::text::{Span, edit};

    /// Takes the passages in `⟦` and `⟧` out of `marked`; it must read the same with CRLF line ends.
    fn check(marked: &str, expected: &str) {
        for (marked, expected) in [
            (marked.to_owned(), expected.to_owned()),
            (marked.replace('\n', "\r\n"), expected.replace('\n', "\r\n")),
            (marked.replace('\n', "\r"), expected.replace('\n', "\r")),
        ] {
            let mut source = String::new();
            let mut passages = Vec::new();
            for (index, part) in marked.split(['⟦', '⟧']).enumerate() {
                if index % 2 == 1 {
                    passages.push(Passage::from(Span::new(source.len(), source.len() + part.len())));
                }
                source.push_str(part);
            }
            let edits = cuts(&source, &passages);
            assert!(edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{marked:?}: {edits:?}");
            assert_eq!(edit::apply(&source, &edits), expected, "{marked:?}");
        }
    }

    #[test]
    fn paragraphs_go_with_a_blank_line() {
        check("One.\n\n⟦Two.⟧\n\nThree.\n", "One.\n\nThree.\n");
        check("One.\n⟦Two.⟧\nThree.\n", "One.\nThree.\n");
        check("One.\n\n⟦Two\ngoes on.⟧\n\nThree.", "One.\n\nThree.");
        check("⟦One.⟧\n\nTwo.\n", "Two.\n");
        check("\n\n⟦One.⟧\n\nTwo.\n", "\n\nTwo.\n");
        check("\u{feff}⟦One.⟧\n\nTwo.\n", "\u{feff}Two.\n");
    }

    #[test]
    fn the_end_of_the_file_stays_as_it_was() {
        check("One.\n\n⟦Two.⟧", "One.");
        check("One.\n\n⟦Two.⟧\n", "One.\n");
        check("One.\n\n⟦Two.⟧\n\n\n", "One.\n\n\n");
        check("One.\n⟦Two.⟧\n", "One.\n");
        check("⟦One.⟧\n", "\n");
    }

    #[test]
    fn the_fewer_blank_lines_go() {
        check("One.\n\n\n⟦Two.⟧\n\nThree.\n", "One.\n\n\nThree.\n");
        check("One.\n\n⟦Two.⟧\n\n\nThree.\n", "One.\n\n\nThree.\n");
        check("One.\n\n⟦Two.⟧\nThree.\n", "One.\n\nThree.\n");
    }

    #[test]
    fn white_space_in_lines_stays_with_the_lines_that_stay() {
        check("One.  \n \t\n  ⟦Two.⟧ \n\n  Three.\n", "One.  \n\n  Three.\n");
    }

    #[test]
    fn neighbours_go_as_one() {
        check("One.\n\n⟦Two.⟧\n\n⟦Three.⟧\n\nFour.\n", "One.\n\nFour.\n");
        check("One.\n\n⟦Two.⟧\n⟦Three.⟧\n⟦Four.⟧\n", "One.\n");
        check("One.\n\n\n⟦Two.⟧\n\n⟦Three.⟧\n\nFour.\n", "One.\n\n\nFour.\n");
        check("⟦One.⟧\n\n⟦Two.⟧\n\nThree.\n", "Three.\n");
        check("⟦One.⟧\n\n⟦Two.⟧\n", "\n");
        check("One. ⟦Two.⟧ ⟦Three.⟧ Four.\n", "One. Four.\n");
        check("- One.\n⟦- Two.⟧\n\n⟦1. Three.⟧\n2. Four.\n", "- One.\n\n2. Four.\n");
        check("⟦One.⟧ ⟦Two.⟧ Three.\n", "Three.\n");
    }

    #[test]
    fn sentences_go_with_one_space() {
        check("One. ⟦Two.⟧ Three.\n", "One. Three.\n");
        check("⟦One.⟧ Two.\n", "Two.\n");
        check("One. ⟦Two.⟧\n\nThree.\n", "One.\n\nThree.\n");
        check("One. ⟦Two\ngoes on.⟧ Three.\n", "One. Three.\n");
        check("Zero.\n\n⟦One\ngoes on.⟧ Two.\n", "Zero.\n\nTwo.\n");
        check("One.\n⟦Two.⟧ Three.\n", "One.\nThree.\n");
        check("One goes\non. ⟦Two.⟧\nThree.\n", "One goes\non.\nThree.\n");
        check("Zero.\n\n⟦One.⟧\nTwo goes on.\n", "Zero.\n\nTwo goes on.\n");
    }

    #[test]
    fn markers_of_lists_and_quotations_go_along() {
        check("Intro:\n\n⟦- one⟧\n- two\n", "Intro:\n\n- two\n");
        check("- one\n⟦- two\n  goes on⟧\n- three\n", "- one\n- three\n");
        check("One.\n\n⟦> Two.⟧\n>\n> Three.\n", "One.\n\n> Three.\n");
        check("> Two.\n>\n⟦> Three.⟧\n\nFour.\n", "> Two.\n\nFour.\n");
        check("> ⟦<p>Two.</p>⟧\n> <p>Three.</p>\n", "> <p>Three.</p>\n");
        check("> ⟦One.⟧ Two.\n", "> Two.\n");
        check("- ⟦One.⟧ Two.\n", "- Two.\n");
        check("1. One.\n2. ⟦Two.⟧\n   It goes on.\n", "1. One.\n2. It goes on.\n");
        check("> - [ ] ⟦One.⟧\n>   It goes on.\n", "> - [ ] It goes on.\n");
    }

    #[test]
    fn tags_go_along() {
        check("<p>One.</p>\n  ⟦<p>Two.</p>⟧\n<p>Three.</p>\n", "<p>One.</p>\n<p>Three.</p>\n");
        check("<div><p>One.</p>⟦<p>Two.</p>⟧</div>\n", "<div><p>One.</p></div>\n");
        check(
            "<p>One.</p>\n<ul class=\"a\">\n  ⟦<li>Two.</li>⟧\n</ul>\n<p>Three.</p>\n",
            "<p>One.</p>\n<p>Three.</p>\n",
        );
        check("<p>One.</p>\n<ul>\n⟦<li>Two.</li>⟧\n⟦<li>Three.</li>⟧\n</ul>\n", "<p>One.</p>\n");
        check("<ul>\n<li>⟦<p>Two.</p>⟧</li>\n<li>Three.</li>\n</ul>\n", "<ul>\n<li>Three.</li>\n</ul>\n");
        check("<article>\n⟦<p>One.</p>⟧\n</article>\n", "<article>\n</article>\n");
        check("<p>One.</p> ⟦<p>Two.</p>⟧ <p>Three.</p>\n", "<p>One.</p> <p>Three.</p>\n");
        check("<p>⟦One.⟧ Two.</p>\n", "<p>Two.</p>\n");
        check("<p>One. ⟦Two.⟧</p>\n", "<p>One.</p>\n");
    }

    #[test]
    fn emphasis_that_holds_nothing_else_goes_along() {
        check("One. **⟦Two.⟧** Three.\n", "One. Three.\n");
        check("**⟦One.⟧ Two.** Three.\n", "**Two.** Three.\n");
        check("<p>One. <b class=\"x\"><i>⟦Two.⟧</i></B> Three.</p>\n", "<p>One. Three.</p>\n");
        check("<p>One. <b>⟦Two.⟧</i> Three.</p>\n", "<p>One. <b></i> Three.</p>\n");
    }
}
