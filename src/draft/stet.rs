//! The editor's mark that lets something stand, in a comment of the draft: `<!-- stet -->`.

use super::block::Block;
use crate::text::Span;

/// A mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stet {
    /// The comment, in the source.
    pub span: Span,
    /// The codes of the rules that it names, in the source; where there is none, all rules are meant.
    pub codes: Vec<Span>,
    /// The index of the block that it means; `None` if no text stands where it points to.
    pub block: Option<usize>,
}

impl Stet {
    /// The mark that `comment` is in `source`, which has these `blocks`; `None` if it says something else.
    pub fn read(source: &str, comment: Span, blocks: &[Block]) -> Option<Stet> {
        let words = comment.of(source).strip_prefix("<!--")?.strip_suffix("-->")?;
        let (name, codes) = words.split_once(':').unwrap_or((words, ""));
        if !name.trim().eq_ignore_ascii_case("stet") {
            return None;
        }
        let mut start = comment.end - "-->".len() - codes.len();
        let mut named = Vec::new();
        for code in codes.split(',') {
            named.push(Span::new(start, start + code.len()).trimmed(source));
            start += code.len() + 1;
        }
        named.retain(|code| !code.is_empty());
        Some(Stet { span: comment, codes: named, block: meant(source, comment, blocks) })
    }
}

/// The block that `comment` means: the one in which it stands or behind which it stands on the same line, else the next.
fn meant(source: &str, comment: Span, blocks: &[Block]) -> Option<usize> {
    let at = at(blocks, comment.start);
    let before = blocks[..at.unwrap_or(blocks.len())].iter().rposition(|block| block.kind.is_text());
    let behind = before.filter(|&before| {
        let gap = source.get(blocks[before].span.end..comment.start);
        gap.is_some_and(|gap| !gap.contains(['\n', '\r']))
    });
    match at {
        Some(index) if blocks[index].span.covers(comment) => Some(index),
        _ => behind.or(at),
    }
}

/// The index of the block of text in which the byte `offset` of the source stands, or of the next one.
pub fn at(blocks: &[Block], offset: usize) -> Option<usize> {
    let next = blocks.partition_point(|block| block.span.start <= offset);
    let around = blocks[..next].iter().rposition(|block| block.kind.is_text());
    let around = around.filter(|&index| offset < blocks[index].span.end);
    around.or_else(|| Some(next + blocks[next..].iter().position(|block| block.kind.is_text())?))
}

#[cfg(test)]
mod tests {
    use super::super::{Draft, Format};

    /// Each mark of `source`: the codes that it names, and how the block begins that it means.
    fn marks(source: &str, format: Format) -> Vec<String> {
        let draft = Draft::new(source.into(), format);
        let mark = |stet: &super::Stet| {
            let codes: Vec<&str> = stet.codes.iter().map(|code| code.of(source)).collect();
            let block = stet.block.map_or("", |block| draft.blocks[block].text());
            let first = block.split_whitespace().next().unwrap_or("nothing");
            [vec![first], codes].concat().join(" ")
        };
        draft.stets.iter().map(mark).collect()
    }

    #[test]
    fn a_mark_means_the_block_that_it_stands_behind_or_else_the_next() {
        for (source, expected) in [
            ("<!-- stet -->\nOne.\n\nTwo.\n", vec!["One."]),
            ("One.\n\n<!-- stet -->\n\n\nTwo.\n", vec!["Two."]),
            ("One. <!-- stet -->\n\nTwo.\n", vec!["One."]),
            ("One\nline.\n<!-- stet -->\n\nTwo.\n", vec!["Two."]),
            ("One <!-- stet --> goes on.\n\nTwo.\n", vec!["One"]),
            ("# One <!-- stet -->\n\nTwo.\n", vec!["One"]),
            ("- one\n- two <!-- stet -->\n- three\n", vec!["two"]),
            ("> <!-- stet -->\n> One.\n", vec!["One."]),
            ("<div>\n<!-- stet -->\n<p>One.</p>\n</div>\n", vec!["One."]),
            ("One went. Two went. <!-- stet -->\nThree went. Four went.\n", vec!["One"]),
            ("One went. Two went.\nThree went. Four went. <!-- stet -->\n", vec!["Three"]),
            ("One.\n\n<!-- stet -->\n", vec!["nothing"]),
            ("`<!-- stet -->`\n\n    <!-- stet -->\n\n```\n<!-- stet -->\n```\nOne.\n", vec![]),
        ] {
            assert_eq!(marks(source, Format::Markdown), expected, "{source:?}");
        }
        for (source, expected) in [
            ("<!-- stet -->\n<p>One.</p>\n<p>Two.</p>", vec!["One."]),
            ("<p>One. <!-- stet --></p>\n<p>Two.</p>", vec!["One."]),
            ("<p>One.</p><!-- stet --><p>Two.</p>", vec!["One."]),
            ("<p>One.</p>\n<!-- stet --><p>Two.</p>", vec!["Two."]),
            ("<p>\n<!-- stet -->\nOne.</p>", vec!["One."]),
            ("<p>A <img alt=quay> one.</p> <!-- stet -->", vec!["A"]),
            ("<script><!-- stet --></script><nav><!-- stet --></nav><title><!-- stet --></title>One.", vec![]),
        ] {
            assert_eq!(marks(source, Format::Html), expected, "{source:?}");
        }
        assert_eq!(marks("<!-- stet -->\nOne.\n", Format::Plain), [""; 0]);
    }

    #[test]
    fn a_mark_may_name_rules() {
        for (comment, expected) in [
            ("<!--STET-->", vec!["One."]),
            ("<!-- stet: -->", vec!["One."]),
            ("<!-- Stet : duplicate-paragraph-->", vec!["One. duplicate-paragraph"]),
            ("<!--\nstet:\n  altered-quote,,\n  no such rule\n-->", vec!["One. altered-quote no such rule"]),
            ("<!-- stet this -->", vec![]),
            ("<!-- see stet: altered-quote -->", vec![]),
            ("<!-- stet", vec![]),
        ] {
            assert_eq!(marks(&format!("{comment}\n\nOne."), Format::Markdown), expected, "{comment:?}");
            assert_eq!(marks(&format!("{comment}\n\nOne."), Format::Html), expected, "{comment:?}");
        }
    }
}
