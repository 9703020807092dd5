//! A passage that is to be taken out of a draft, and the markup at its edges.

use rustc_hash::FxHashMap;

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

/// Finds the passages of one draft. It looks at the markup of each block once, however many passages stand there.
pub struct Passages<'d> {
    draft: &'d Draft,
    /// The markup of the block, given by its index, that was asked about last.
    last: Option<(usize, Markup)>,
}

impl<'d> Passages<'d> {
    /// Those of `draft`.
    pub fn new(draft: &'d Draft) -> Self {
        Passages { draft, last: None }
    }

    /// The passage at `span`: whole blocks, or sentences of one.
    pub fn at(&mut self, span: Span) -> Passage {
        let Draft { text, blocks, format, .. } = self.draft;
        let index = blocks.partition_point(|block| block.span.end <= span.start);
        let within = |block: &&Block| block.span.covers(span) && block.span != span;
        let Some(block) = blocks.get(index).filter(within) else { return span.into() };
        let (_, markup) = match self.last.take() {
            Some(last) if last.0 == index => self.last.insert(last),
            _ => self.last.insert((index, Markup::new(text, block, *format))),
        };
        let mut passage = Passage::from(span);
        while let Some(wider) = markup.around(passage.span) {
            passage.span = wider;
        }
        for [mark, partner] in markup.inside(passage.span) {
            if partner.end <= passage.span.start {
                passage.closing += mark.of(text);
            } else if passage.span.end <= partner.start {
                passage.opening += mark.of(text);
            }
        }
        passage
    }
}

/// The marks of a block that belong together.
struct Markup {
    /// Each with its partner, in order.
    marks: Vec<[Span; 2]>,
}

impl Markup {
    fn new(source: &str, block: &Block, format: Format) -> Self {
        let mut marks = Vec::new();
        let mut open: Vec<(&str, Span)> = Vec::new();
        // Where those of each name stand among them.
        let mut named: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let mut from = block.span.start;
        let shown = block.pieces(Span::new(0, block.text().len()));
        let ends = shown.iter().map(|(_, source)| *source).chain([Span::new(block.span.end, block.span.end)]);
        for next in ends {
            while from < next.start {
                let (length, mark) = first(&source[from..next.start], format);
                let span = Span::new(from, from + length);
                from = span.end;
                let Some((name, side)) = mark else { continue };
                let partner = named.get(name).and_then(|places| places.last().copied());
                match partner.filter(|_| side != Side::Opens) {
                    Some(partner) => {
                        marks.extend([[open[partner].1, span], [span, open[partner].1]]);
                        for (name, _) in open.drain(partner..) {
                            named.get_mut(name).map(Vec::pop);
                        }
                    }
                    None if side != Side::Closes => {
                        named.entry(name).or_default().push(open.len());
                        open.push((name, span));
                    }
                    None => {}
                }
            }
            from = next.end;
        }
        marks.sort_unstable();
        Markup { marks }
    }

    /// `span` with the mark right before or behind it whose partner it holds, if there is one.
    fn around(&self, span: Span) -> Option<Span> {
        let at = self.marks.partition_point(|[mark, _]| mark.start < span.start);
        let before = at.checked_sub(1).map(|at| self.marks[at]).filter(|[mark, _]| mark.end == span.start);
        let at = self.marks.partition_point(|[mark, _]| mark.start < span.end);
        let behind = self.marks.get(at).copied().filter(|[mark, _]| mark.start == span.end);
        let holds = |[mark, partner]: [Span; 2]| span.covers(partner).then(|| span.join(mark));
        before.and_then(holds).or_else(|| behind.and_then(holds))
    }

    /// The marks in `span`, each with its partner, in order.
    fn inside(&self, span: Span) -> impl Iterator<Item = [Span; 2]> {
        let first = self.marks.partition_point(|[mark, _]| mark.start < span.start);
        self.marks[first..].iter().take_while(move |[mark, _]| mark.end <= span.end).copied()
    }
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
    use super::Passages;
    use crate::draft::{Draft, Format};
    use crate::text::Span;

    /// The passage between `⟦` and `⟧` in the first paragraph of `marked`, as it is widened, and what has to stay of it.
    fn check(format: Format, marked: &str, expected: [&str; 3]) {
        let source = marked.replace(['⟦', '⟧'], "");
        let start = marked.find('⟦').unwrap();
        let end = marked.find('⟧').unwrap() - '⟦'.len_utf8();
        let draft = Draft::new(source.as_str().into(), format);
        let passage = Passages::new(&draft).at(Span::new(start, end));
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
        // Those that open again do so in their order; they came the wrong way round.
        check(Format::Html, "<p>One. ⟦<b>Two. <i>Three.⟧ Four.</i> Five.</b></p>", ["<b>Two. <i>Three.", "", "<b><i>"]);
        check(Format::Html, "<p><b>One. ⟦Two.</b> Three.⟧ Four.</p>", ["Two.</b> Three.", "</b>", ""]);
        check(Format::Plain, "One **two. ⟦Three.** Four.⟧ Five.", ["Three.** Four.", "", ""]);
    }
}
