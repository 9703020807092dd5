//! Making one passage of two versions, as a person would: the longer one stays, where the first one stood.

use super::removal;
use crate::analysis::{Article, Copy};
use crate::draft::{Block, Format, Kind};
use crate::text::{Edit, Span};

/// The edits that put the block of `copy` in the place of the first version, with the list marker or tag of the first; `None`
/// if it is not the longer one, if one of the two is part of a paragraph that says other things, or if they are set in
/// different ways.
pub fn merge(article: &Article, copy: &Copy) -> Option<Vec<Edit>> {
    let (blocks, text) = (&article.draft.blocks, &*article.draft.text);
    let later = &blocks[copy.block];
    let first = &blocks[blocks.binary_search_by_key(&copy.first.start, |block| block.span.start).ok()?];
    let whole =
        first.span == copy.first && later.span.covers(copy.span) && 2 * words_in(later, copy.span) >= words(later);
    let near = article.copies.partition_point(|other| other.span.end <= later.span.start);
    let others = article.copies[near..].iter().take_while(|other| other.span.start < later.span.end).count() > 1;
    if copy.display || !whole || others || first.kind != later.kind || words(later) <= words(first) {
        return None;
    }
    let (old, new) = (Set::new(text, first), Set::new(text, later));
    let goes_on = new.body.contains(['\n', '\r']) && article.draft.format == Format::Markdown;
    if goes_on && (old.indent, old.opening.len()) != (new.indent, new.opening.len()) {
        return None;
    }
    let merged = Edit::replace(first.span, format!("{}{}", old.opening, new.body));
    Some(vec![merged, removal::cut(text, &later.span.into())])
}

fn words(block: &Block) -> usize {
    block.prose.tokens.iter().filter(|token| token.is_word()).count()
}

/// How many words of `block` stand in the stretch `span` of the source.
fn words_in(block: &Block, span: Span) -> usize {
    let tokens = block.prose.tokens.iter().filter(|token| token.is_word());
    tokens.filter(|token| span.covers(block.source(token.span()))).count()
}

/// How a block is set.
struct Set<'t> {
    /// What stands before it in its line.
    indent: &'t str,
    /// Its list marker, or the tag that opens it.
    opening: &'t str,
    /// The rest of it.
    body: &'t str,
}

impl<'t> Set<'t> {
    fn new(text: &'t str, block: &Block) -> Self {
        let Span { start, .. } = block.span;
        let line = text[..start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let (opening, body) = block.span.of(text).split_at(opening(block.span.of(text), block.kind));
        Set { indent: &text[line..start], opening, body }
    }
}

/// How many bytes of `source`, a block of the kind `kind`, are its marker or the tag that opens it.
fn opening(source: &str, kind: Kind) -> usize {
    let tag = source.starts_with('<') && source.ends_with('>');
    if tag && source[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
        return source.find('>').map_or(0, |end| end + 1);
    }
    let behind = match kind {
        Kind::Item => {
            let number = source.trim_start_matches(|c: char| c.is_ascii_digit());
            number.strip_prefix(if number.len() < source.len() {
                ['.', ')'].as_slice()
            } else {
                &['-', '*', '+', '•']
            })
        }
        Kind::Heading => Some(source.trim_start_matches('#')),
        Kind::Quotation => source.strip_prefix('>'),
        _ => None,
    };
    behind.map_or(0, |behind| source.len() - behind.trim_start_matches([' ', '\t']).len())
}

#[cfg(test)]
mod tests {
    use super::opening;
    use crate::draft::Kind;

    #[test]
    fn markers_and_tags_open_a_block() {
        for (source, kind, expected) in [
            ("- tar", Kind::Item, "- "),
            ("12)  tar", Kind::Item, "12)  "),
            ("tar", Kind::Item, ""),
            ("12 tar", Kind::Item, ""),
            ("## Tar", Kind::Heading, "## "),
            ("> Tar", Kind::Quotation, "> "),
            ("- tar", Kind::Paragraph, ""),
            ("<p class=\"deck\">Tar</p>", Kind::Paragraph, "<p class=\"deck\">"),
            ("<https://tar.example> smells", Kind::Paragraph, ""),
        ] {
            assert_eq!(&source[..opening(source, kind)], expected, "{source}");
        }
    }
}
