//! What holds for every text, in every format: asked of texts made at random out of what breaks readers.

#[path = "support/exact.rs"]
mod exact;

use copydesk::draft::token::is_blank;
use copydesk::draft::{Draft, Format};
use copydesk::text::{Buffer, Edit, Encoding, Position, Span, edit};
use exact::read_exactly;
use proptest::prelude::*;
use proptest::sample::select;

const FORMATS: [Format; 3] = [Format::Plain, Format::Markdown, Format::Html];

const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

/// Words, marks, markup, line ends, and characters that are easily cut in two or overlooked.
const FRAGMENTS: &[&str] = &[
    "---\n",
    "+++\n",
    "title: ",
    "title = \"",
    "caption: |\n  ",
    "\\u00e9",
    "<img alt=\"",
    "![",
    "](x \"",
    "\")",
    "<title>",
    "The",
    "mayor",
    "said",
    "Mr.",
    "U.S.",
    "a.m.",
    "No. 5",
    "1.5",
    "4,000",
    "O’Brien's",
    "J. R.",
    "Łódź",
    "naïve",
    "e\u{301}te\u{301}",
    "mother-in-law",
    "http://example.org/a?b=(c).",
    "desk@example.org",
    "@desk",
    "#news",
    "…",
    "...",
    "?!",
    ".",
    ",",
    ";",
    ":",
    "–",
    "--",
    "-",
    "\"",
    "“",
    "”",
    "„",
    "«",
    "»",
    "‘",
    "’",
    "'",
    "''",
    "(",
    "[",
    ")",
    "]",
    " ",
    " ",
    " ",
    " ",
    "  ",
    "\t",
    "\u{a0}",
    "\u{202f}",
    "\u{3000}",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    "\n\r",
    "\u{85}",
    "\u{2028}",
    "\u{c}",
    "\u{b}",
    "\0",
    "\u{feff}",
    "\u{200b}",
    "\u{ad}",
    "\u{200d}",
    "\u{200f}",
    "\u{202e}",
    "שלום",
    "مرحبا بالعالم.",
    "東京。",
    "👩‍👩‍👧",
    "🇺🇦",
    "ẞ",
    "İ",
    "ﬁ",
    "𝒳",
    "\u{301}",
    "# ",
    "## ",
    "===",
    "---",
    "+++",
    "- ",
    "* ",
    "1. ",
    "> ",
    "> > ",
    "    ",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "``",
    "```\n",
    "[",
    "](x)",
    "![",
    "[^1]",
    "[^1]: ",
    "[a]: b",
    "| a | b |\n|---|---|\n",
    "|",
    "\\",
    "\\\n",
    "  \n",
    "<http://x.org>",
    "title: x",
    "~",
    "{#id}",
    "- [ ] ",
    "[!NOTE]",
    "<p>",
    "</p>",
    "<P class=\"a>b\">",
    "<b>",
    "</b>",
    "<br>",
    "<br/>",
    "</br>",
    "<q>",
    "</q>",
    "<blockquote>",
    "</blockquote>",
    "<li>",
    "</li>",
    "<ul>",
    "</ul>",
    "<div>",
    "</div>",
    "<td>",
    "<table>",
    "</table>",
    "<h1>",
    "</h1>",
    "<code>",
    "</code>",
    "<pre>",
    "</pre>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<!",
    "<?",
    "</",
    "</>",
    "<",
    ">",
    "&",
    "&amp;",
    "&amp",
    "&nbsp;",
    "&rsquo;",
    "&#8217;",
    "&#x2019",
    "&#0;",
    "&#xD800;",
    "&notanent;",
    "&notin",
    "&NotEqualTilde;",
    "&#",
    "&#x",
    "<svg/>",
    "<img alt='x'>",
    "<hr>",
    "<title>",
    "</title>",
    "<footer>",
    "</footer>",
    "<em",
    "<é",
    "</é",
    "é",
    "<![CDATA[",
    "]]>",
    "<textarea>",
];

fn texts() -> impl Strategy<Value = String> {
    let fragment =
        prop_oneof![9 => select(FRAGMENTS).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(fragment, 0..60).prop_map(|fragments| fragments.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_text_is_read_exactly(text in texts(), format in select(&FORMATS[..])) {
        read_exactly(&text, format);
    }

    #[test]
    fn front_matter_is_read_exactly(values in prop::collection::vec(texts(), 1..4), toml in any::<bool>()) {
        let fence = if toml { "+++" } else { "---" };
        let values: String = values.iter().zip(["title", "deck", "alt"]).map(|(value, key)| match toml {
            true => format!("{key} = {value}\n"),
            false => format!("{key}: {value}\n"),
        }).collect();
        read_exactly(&format!("{fence}\n{values}{fence}\nThe end.\n"), Format::Markdown);
    }

    #[test]
    fn plain_text_loses_nothing(text in texts()) {
        let draft = Draft::new(text.as_str().into(), Format::Plain);
        let read: String = draft.blocks.iter().flat_map(|block| block.text().chars()).filter(|&c| !is_blank(c)).collect();
        let written: String = text.chars().filter(|&c| !is_blank(c)).collect();
        prop_assert_eq!(read, written);
    }

    #[test]
    fn positions_go_both_ways(text in texts()) {
        let buffer = Buffer::new(&text);
        for offset in (0..=text.len()).filter(|&offset| text.is_char_boundary(offset)) {
            let inside_line_end = text[..offset].ends_with('\r') && text[offset..].starts_with('\n');
            for encoding in ENCODINGS.into_iter().filter(|_| !inside_line_end) {
                let position = buffer.position(offset, encoding);
                prop_assert_eq!(buffer.offset(position, encoding), offset);
            }
        }
    }

    #[test]
    fn any_position_is_taken(text in texts(), line in 0..20u32, column in 0..200u32) {
        let buffer = Buffer::new(&text);
        for encoding in ENCODINGS {
            for column in [column, u32::MAX] {
                let offset = buffer.offset(Position { line, column }, encoding);
                prop_assert!(text.is_char_boundary(offset));
                prop_assert!(buffer.position(offset, encoding).line <= line);
            }
        }
    }

    #[test]
    fn a_replacement_is_a_splice(text in texts(), with in texts(), start in 0..400usize, length in 0..40usize) {
        let mut buffer = Buffer::new(&text);
        buffer.replace(Span::new(start, start + length), &with);
        let (start, end) = (text.floor_char_boundary(start), text.floor_char_boundary(start + length));
        let spliced = format!("{}{with}{}", &text[..start], &text[end..]);
        prop_assert_eq!(buffer.to_string(), spliced.clone());
        prop_assert_eq!(buffer.lines(), Buffer::new(&spliced).lines());
    }

    #[test]
    fn edits_are_made_at_once_or_from_the_back(text in texts(), mut cuts in prop::collection::vec(0..200usize, 0..8)) {
        cuts.sort_unstable();
        let cuts: Vec<usize> = cuts.into_iter().map(|cut| text.floor_char_boundary(cut)).collect();
        let edits: Vec<Edit> = cuts.chunks_exact(2).map(|cut| Edit::replace(Span::new(cut[0], cut[1]), "new")).collect();
        let mut one_by_one = text.clone();
        for edit in edits.iter().rev() {
            one_by_one.replace_range(edit.span.start..edit.span.end, &edit.text);
        }
        let shuffled: Vec<Edit> = edits.iter().rev().cloned().collect();
        prop_assert_eq!(edit::apply(&text, &edits), one_by_one);
        prop_assert_eq!(edit::apply(&text, &shuffled), edit::apply(&text, &edits));
    }
}

#[test]
fn lines_end_where_the_protocol_has_it() {
    let buffer = Buffer::new("a\u{2028}b\u{85}c\u{c}d\re\r\nf\ng");
    assert_eq!(buffer.lines(), 4);
}

mod kept {
    use super::*;

    /// Where the blocks of `text` stood in `before`.
    fn check(before: &str, text: &str, expected: &[Option<usize>]) {
        let before = Draft::new(before.into(), Format::Plain);
        let (draft, kept) = before.next(text.into());
        let was: Vec<Option<usize>> = (0..draft.blocks.len()).map(|index| kept.was(index)).collect();
        assert_eq!(was, expected, "{text:?}");
    }

    #[test]
    fn blocks_that_are_as_they_were() {
        let before = "The pump is dry.\n\nNobody knows why.\n\nThe council met.";
        check(before, before, &[Some(0), Some(1), Some(2)]);
        check(before, "The pump is dry.\n\nNobody says why.\n\nThe council met.", &[Some(0), None, Some(2)]);
        check(before, "The pump is dry.\n\nThe council met.", &[Some(0), Some(2)]);
        check(
            before,
            "The pump is dry.\n\nIt was.\n\nNobody knows why.\n\nThe council met.",
            &[Some(0), None, Some(1), Some(2)],
        );
        check(before, "  Nobody knows why.\n\nThe council met.", &[Some(1), Some(2)]);
        check(before, "", &[]);
        check("", before, &[None, None, None]);
    }

    #[test]
    fn one_of_many_that_are_the_same() {
        let before = "Dry.\n\n".repeat(4);
        check(&before, &"Dry.\n\n".repeat(3), &[Some(0), Some(1), Some(2)]);
        check(&before, &"Dry.\n\n".repeat(5), &[Some(0), Some(1), Some(2), Some(3), None]);
    }

    #[test]
    fn another_language_is_read_anew() {
        let draft =
            Draft::new("Der Rat hat die Brücke gesperrt, und niemand weiß, warum er das tat.".into(), Format::Plain);
        let (next, kept) = draft.next("The council has closed the bridge, and nobody knows why it did that.".into());
        assert_eq!((next.blocks.len(), kept.was(0)), (1, None));
    }
}
