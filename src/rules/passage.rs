//! A passage that is to be taken out of a draft, and the markup at its edges.

use crate::draft::{Block, Draft, Format};
use crate::text::Span;

/// HTML elements without an end tag.
const VOID: [&str; 5] = ["br", "hr", "img", "input", "wbr"];

/// A passage in the source, and what of its markup has to stay where it goes: marks that belong to text around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands. Marks right before or behind it whose partners it holds are part of it.
    pub span: Span,
    /// Those that close what begins before it.
    pub closing: String,
    /// Those that open what ends behind it.
    pub opening: String,
}

impl From<Span> for Passage {
    /// The stretch `span`, in which no markup has to stay.
    fn from(span: Span) -> Self {
        Passage { span, ..Passage::default() }
    }
}

impl Passage {
    /// The passage at `span` of `draft`: whole blocks, or sentences of one.
    pub fn new(draft: &Draft, span: Span) -> Self {
        let index = draft.blocks.partition_point(|block| block.span.end <= span.start);
        let within = |block: &&Block| block.span.covers(span) && block.span != span;
        let Some(block) = draft.blocks.get(index).filter(within) else { return span.into() };
        let pairs = pairs(&draft.text, block, draft.format);
        let mut passage = Passage::from(span);
        while let Some(wider) = pairs.iter().find_map(|[opening, closing]| {
            let Span { start, end } = passage.span;
            let opens = opening.end == start && passage.span.covers(*closing);
            let closes = closing.start == end && passage.span.covers(*opening);
            (opens || closes).then(|| opening.join(*closing).join(passage.span))
        }) {
            passage.span = wider;
        }
        for [opening, closing] in pairs {
            match [opening, closing].map(|mark| passage.span.covers(mark)) {
                [true, false] => passage.opening += opening.of(&draft.text),
                [false, true] => passage.closing += closing.of(&draft.text),
                _ => {}
            }
        }
        passage
    }
}

/// The marks of `block` that belong together, in the order of those that close.
fn pairs(source: &str, block: &Block, format: Format) -> Vec<[Span; 2]> {
    let (mut pairs, mut open) = (Vec::new(), Vec::<(&str, Span)>::new());
    let mut from = block.span.start;
    let shown = block.pieces(Span::new(0, block.text().len()));
    let ends = shown.iter().map(|(_, source)| *source).chain([Span::new(block.span.end, block.span.end)]);
    for next in ends {
        while from < next.start {
            let (length, mark) = first(&source[from..next.start], format);
            let span = Span::new(from, from + length);
            from = span.end;
            let Some((name, side)) = mark else { continue };
            let partner = open.iter().rposition(|(other, _)| *other == name).filter(|_| side != Side::Opens);
            match partner {
                Some(partner) => {
                    pairs.push([open[partner].1, span]);
                    open.truncate(partner);
                }
                None if side != Side::Closes => open.push((name, span)),
                None => {}
            }
        }
        from = next.end;
    }
    pairs
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    /// The mark looks the same on both sides.
    Either,
}

/// How long what `markup` begins with is, and the mark that it is, if it is one that has a partner.
fn first(markup: &str, format: Format) -> (usize, Option<(&str, Side)>) {
    let character = markup.chars().next().map_or(1, char::len_utf8);
    if let Some(tag) = markup.strip_prefix('<') {
        let length = markup.find('>').map_or(character, |end| end + 1);
        let (name, side) = match tag.strip_prefix('/') {
            Some(name) => (name, Side::Closes),
            None => (tag, Side::Opens),
        };
        let name = &name[..name.bytes().take_while(u8::is_ascii_alphanumeric).count()];
        let alone = name.is_empty() || markup[..length].ends_with("/>") || VOID.contains(&name);
        return (length, (!alone).then_some((name, side)));
    }
    if format != Format::Markdown {
        return (character, None);
    }
    match markup.as_bytes() {
        [mark @ (b'*' | b'_' | b'~' | b'`'), ..] => {
            let length = markup.bytes().take_while(|byte| byte == mark).count();
            (length, Some((&markup[..length], Side::Either)))
        }
        [b'[', ..] => (1, Some(("[", Side::Opens))),
        [b'!', b'[', ..] => (2, Some(("[", Side::Opens))),
        [b']', target @ ..] => (1 + target_length(target), Some(("[", Side::Closes))),
        _ => (character, None),
    }
}

/// How long the target of a link is with which `markup` begins: `(https://…)` or `[name]`.
fn target_length(markup: &[u8]) -> usize {
    let mut open: usize = 0;
    let end = markup.iter().position(|byte| {
        match byte {
            b'(' | b'[' => open += 1,
            b')' | b']' => open = open.saturating_sub(1),
            _ => {}
        }
        open == 0
    });
    if markup.starts_with(b"(") || markup.starts_with(b"[") { end.map_or(markup.len(), |end| end + 1) } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::Passage;
    use crate::draft::{Draft, Format};
    use crate::text::Span;

    /// The passage between `⟦` and `⟧` in the first paragraph of `marked`, as it is widened, and what has to stay of it.
    fn check(format: Format, marked: &str, expected: [&str; 3]) {
        let source = marked.replace(['⟦', '⟧'], "");
        let start = marked.find('⟦').unwrap();
        let end = marked.find('⟧').unwrap() - '⟦'.len_utf8();
        let draft = Draft::new(source.as_str().into(), format);
        let passage = Passage::new(&draft, Span::new(start, end));
        assert_eq!([passage.span.of(&source), &passage.closing, &passage.opening], expected, "{marked}");
    }

    #[test]
    fn marks_whose_partners_it_holds_are_part_of_it() {
        let markdown = |marked, expected| check(Format::Markdown, marked, [expected, "", ""]);
        markdown("One. **⟦Two.** Three.⟧ Four.", "**Two.** Three.");
        markdown(
            "One. **⟦Two.** [Three.⟧](https://a.example/b_(c)) Four.",
            "**Two.** [Three.](https://a.example/b_(c))",
        );
        markdown("One. ⟦Two. *Three.⟧* Four.", "Two. *Three.*");
        markdown("One. ***⟦Two.*** Three.⟧ Four.", "***Two.*** Three.");
        markdown("One. <b>⟦Two.</b> Three.⟧ Four.", "<b>Two.</b> Three.");
        markdown("One \\* ⟦two. 2 * 3 is six\\*.⟧ Four.", "two. 2 * 3 is six\\*.");
        let html = |marked, expected| check(Format::Html, marked, [expected, "", ""]);
        html("<p>One. <b>⟦Two.</b><br>Three.⟧ Four.</p>", "<b>Two.</b><br>Three.");
        html("<p>One. <a href='#'><i>⟦Two.</i></a> Three.⟧ Four.</p>", "<a href='#'><i>Two.</i></a> Three.");
        html("<p>One. **⟦Two.** Three.⟧ Four.</p>", "Two.** Three.");
    }

    #[test]
    fn marks_of_the_text_around_it_stay() {
        check(Format::Markdown, "One **two. ⟦Three.** Four.⟧ Five.", ["Three.** Four.", "**", ""]);
        check(Format::Markdown, "⟦One. **Two.⟧ Three** four.", ["One. **Two.", "", "**"]);
        check(
            Format::Markdown,
            "[One. ⟦Two](https://a.example/) *is.⟧ Three.*",
            ["Two](https://a.example/) *is.", "](https://a.example/)", "*"],
        );
        check(Format::Html, "<p><b>One. ⟦Two.</b> Three.⟧ Four.</p>", ["Two.</b> Three.", "</b>", ""]);
        check(Format::Plain, "One **two. ⟦Three.** Four.⟧ Five.", ["Three.** Four.", "", ""]);
    }
}
