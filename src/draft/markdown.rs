//! Markdown: what a reader of the rendered text sees of it.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::html;
use super::paragraphs;
use super::piece::{self, Kind, Piece};
use super::tags::{self, Attribute, Element, Part};
use super::visible::Visible;
use crate::lexicon::Lexicon;
use crate::text::Span;

/// Reads Markdown from the byte `body` on, where its front matter ends: CommonMark with tables, footnotes and
/// strikethrough. Code is left out. Gives its comments, too, in order.
pub fn read(source: &str, body: usize, lexicon: &Lexicon) -> (Vec<Piece>, Vec<Span>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    let mut reader = Reader {
        source,
        lexicon,
        pieces: Vec::new(),
        labels: Vec::new(),
        comments: Vec::new(),
        broken: Vec::new(),
        around: Vec::new(),
        html: Vec::new(),
        code: false,
        block: None,
    };
    for (event, range) in Parser::new_ext(&source[body..], options).into_offset_iter() {
        reader.event(event, Span::from(range).shifted(body));
    }
    reader.close();
    (piece::in_order(reader.pieces, reader.labels), reader.comments)
}

struct Reader<'s> {
    source: &'s str,
    lexicon: &'s Lexicon,
    pieces: Vec<Piece>,
    /// The words that stand for pictures in a line, and the titles of pictures.
    labels: Vec<Piece>,
    comments: Vec<Span>,
    /// The tags and comments within lines that go on in another line.
    broken: Vec<Span>,
    /// What the block quotations, list items … around the place that is being read make of their text.
    around: Vec<Kind>,
    /// The lines of the HTML block that is being read.
    html: Vec<Span>,
    /// Whether a code block is being read.
    code: bool,
    block: Option<Block>,
}

/// A block whose end was not yet read.
struct Block {
    kind: Kind,
    /// Its source, as far as it is known.
    span: Option<Span>,
    /// Where its lines may begin: behind the picture that stands before its text.
    from: usize,
    visible: Visible,
    /// Where the line break that was read last begins, and how many `<br>` and the like it holds.
    line_break: Option<(usize, usize)>,
    picture: Option<Picture>,
    /// The start tag of the HTML element that is left out with what it holds.
    hidden: Option<Span>,
    /// How many `<q>` are open.
    quotes: usize,
}

/// A picture whose end was not yet read.
#[derive(Default)]
struct Picture {
    /// How many pictures are open in its text.
    inside: usize,
    /// The text that stands for it.
    visible: Visible,
    /// The source of that text.
    span: Option<Span>,
}

impl Block {
    fn new(kind: Kind, span: Option<Span>, from: usize) -> Self {
        let (visible, line_break, picture, hidden) = (Visible::default(), None, None, None);
        Block { kind, span, from, visible, line_break, picture, hidden, quotes: 0 }
    }

    /// Takes in the source `span`, and shows the line break before it.
    fn reach(&mut self, span: Span) {
        let so_far = self.picture.as_mut().map_or(&mut self.span, |picture| &mut picture.span);
        *so_far = Some(so_far.map_or(span, |so_far| so_far.join(span)));
        let Some((start, lines)) = self.line_break.take() else { return };
        let visible = self.shown();
        if !visible.text().is_empty() {
            visible.push_atom(if lines > 1 { "\n\n" } else { "\n" }, Span::new(start, span.start));
        }
    }

    /// Where text goes: into its own, or that of the picture in it.
    fn shown(&mut self) -> &mut Visible {
        self.picture.as_mut().map_or(&mut self.visible, |picture| &mut picture.visible)
    }

    /// Reads a tag of HTML in its text.
    fn tag(&mut self, source: &str, tag: Span, part: Part) {
        match (self.hidden, part) {
            (Some(hidden), Part::End(..)) => {
                let (end, start) = (tags::name(source, tag), tags::name(source, hidden));
                self.hidden = self.hidden.filter(|_| !end.eq_ignore_ascii_case(start));
            }
            (Some(_), _) => {}
            (None, Part::Start(_, Element::Quote)) => {
                let (mark, _) = html::quotation_marks(self.quotes);
                self.shown().push_atom(mark, tag);
                self.quotes += 1;
            }
            (None, Part::End(_, Element::Quote)) if self.quotes > 0 => {
                self.quotes -= 1;
                let (_, mark) = html::quotation_marks(self.quotes);
                self.shown().push_atom(mark, tag);
            }
            (None, Part::Start(_, Element::Picture)) => self.shown().push_atom(" ", tag),
            (None, Part::Start(_, Element::Hidden)) => self.hidden = Some(tag),
            (None, Part::Start(_, Element::Code | Element::Object)) => {
                self.shown().push_atom(" ", tag);
                self.hidden = Some(tag);
            }
            _ => {}
        }
    }
}

impl Reader<'_> {
    fn event(&mut self, event: Event, span: Span) {
        match event {
            Event::End(TagEnd::CodeBlock) => self.code = false,
            _ if self.code => {}
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) => self.text(&text, span),
            Event::Code(_) => self.text(" ", span),
            Event::Html(_) => self.html.push(span),
            Event::InlineHtml(_) => self.tag(span),
            Event::SoftBreak => self.line_break(span, 0),
            Event::HardBreak => self.line_break(span, 1),
            Event::Rule => self.close(),
            Event::TaskListMarker(_) => {}
            Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.block().reach(span),
        }
    }

    fn start(&mut self, tag: Tag, span: Span) {
        let kind = match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::Link { .. } => {
                return self.block().reach(span);
            }
            Tag::Image { title, .. } => {
                self.labels.extend(picture_title(self.source, span, &title));
                let block = self.block();
                block.reach(span);
                match &mut block.picture {
                    Some(picture) => picture.inside += 1,
                    None => block.picture = Some(Picture::default()),
                }
                return;
            }
            Tag::Paragraph => self.kind(),
            Tag::Heading { .. } => Kind::Heading,
            Tag::TableCell => Kind::Cell,
            _ => {
                self.close();
                match tag {
                    Tag::Item => self.around.push(Kind::Item),
                    Tag::BlockQuote(None) => self.around.push(Kind::Quotation),
                    // A note or warning that is set off in the same way.
                    Tag::BlockQuote(Some(_)) | Tag::FootnoteDefinition(_) => self.around.push(Kind::Paragraph),
                    Tag::CodeBlock(_) => self.code = true,
                    _ => {}
                }
                return;
            }
        };
        self.close();
        self.block = Some(Block::new(kind, Some(span.trimmed(self.source)), 0));
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Image => self.end_picture(span),
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell => self.close(),
            TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => {
                self.close();
                self.around.pop();
            }
            TagEnd::HtmlBlock => self.end_html(),
            _ => {}
        }
    }

    /// What a paragraph is at the place that is being read.
    fn kind(&self) -> Kind {
        self.around.last().copied().unwrap_or(Kind::Paragraph)
    }

    /// The block that text belongs to. In a list without blank lines it begins one by itself.
    fn block(&mut self) -> &mut Block {
        let kind = self.kind();
        self.block.get_or_insert_with(|| Block::new(kind, None, 0))
    }

    fn text(&mut self, text: &str, span: Span) {
        let source = self.source;
        let block = self.block();
        // A backslash before a mark goes with it, if it does not show.
        let (shown, rest) = (block.shown(), Span::new(span.start + 1, span.end.max(span.start + 1)));
        let escaped = source[..span.start].ends_with('\\') && shown.source(shown.whole()).end < span.start;
        let mark = text.get(..1).filter(|_| escaped && text == span.of(source));
        block.reach(Span::new(span.start - usize::from(mark.is_some()), span.end));
        if block.hidden.is_some() {
            return;
        }
        if let Some(mark) = mark {
            block.shown().push_atom(mark, Span::new(span.start - 1, rest.start));
            block.shown().push(source, rest);
        } else if text == span.of(source) {
            block.shown().push(source, span);
        } else {
            // At the end of a heading the parser takes a form feed for part of the reference before it.
            block.shown().push_atom(text, span.trimmed(source));
        }
    }

    fn line_break(&mut self, span: Span, lines: usize) {
        let Some(block) = &mut self.block else { return };
        block.span = block.span.map(|so_far| so_far.join(span));
        let (start, so_far) = block.line_break.unwrap_or((span.start, 0));
        block.line_break = Some((start, so_far + lines));
    }

    /// Reads a tag of HTML, a comment or the like in the flow of a line.
    fn tag(&mut self, span: Span) {
        let source = self.source;
        let tag = span.of(source);
        self.broken.extend(tag.contains(['\n', '\r']).then_some(span));
        if tag.starts_with("<!") || tag.starts_with("<?") {
            self.comments.extend(tag.starts_with("<!--").then_some(span));
            return self.block().reach(span);
        }
        for part in tags::parts(tag) {
            match part {
                Part::Value(Attribute::Language, _) => {}
                Part::Value(_, value) => self.labels.extend(piece::label(value.shifted(span.start))),
                Part::Start(_, Element::Break) | Part::End(_, Element::Break) => self.line_break(span, 1),
                part => {
                    let block = self.block();
                    block.reach(span);
                    block.tag(source, span, part);
                }
            }
        }
    }

    /// Ends a picture. One that stands before all text is its own block, with the text that stands for it as its
    /// caption; one within a line is no part of the sentence around it.
    fn end_picture(&mut self, span: Span) {
        let Some(block) = &mut self.block else { return };
        let Some(mut picture) = block.picture.take() else { return };
        if picture.inside > 0 {
            picture.inside -= 1;
            block.picture = Some(picture);
        } else if !block.visible.text().trim().is_empty() {
            block.visible.push_atom(" ", span);
            self.labels.extend(piece::label(picture.visible));
        } else {
            *block = Block::new(block.kind, None, span.end);
            let piece = |span| Piece { kind: Kind::Caption, span, visible: picture.visible };
            self.pieces.extend(picture.span.map(piece));
        }
    }

    /// Ends an HTML block. What stands before its lines (the `>` of a block quotation) is read as white space.
    fn end_html(&mut self) {
        let lines = std::mem::take(&mut self.html);
        let Some(first) = lines.first() else { return };
        let mut html = String::new();
        for line in &lines {
            let before = line.start.saturating_sub(first.start + html.len());
            html.extend(std::iter::repeat_n(' ', before));
            html.push_str(line.of(self.source));
        }
        let kind = self.kind();
        let (pieces, comments) = html::read(&html, self.lexicon);
        self.comments.extend(comments.into_iter().map(|comment| comment.shifted(first.start)));
        self.pieces.extend(pieces.into_iter().map(|piece| Piece {
            kind: if piece.kind == Kind::Paragraph { kind } else { piece.kind },
            span: piece.span.shifted(first.start),
            visible: piece.visible.shifted(first.start),
        }));
    }

    /// Ends the block that is being read.
    fn close(&mut self) {
        let Some(Block { kind, span: Some(span), mut from, visible, .. }) = self.block.take() else { return };
        let parts = match kind {
            Kind::Cell => return self.pieces.push(Piece { kind, span, visible }),
            Kind::Heading => vec![(visible, span)],
            _ => paragraphs::parts(visible, span, self.lexicon),
        };
        for (visible, span) in parts {
            let span = span.trimmed(self.source);
            let span = Span::new(self.line_start(span.start, from), span.end);
            from = span.end;
            self.pieces.push(Piece { kind, span, visible });
        }
    }

    /// Where the line begins on which `offset` stands, markup included; `offset` itself if that is before `from`. A tag is all
    /// in one line.
    fn line_start(&self, offset: usize, from: usize) -> usize {
        let from = from.min(offset);
        let mut end = offset;
        let line = loop {
            let Some(line_break) = memchr::memrchr2(b'\n', b'\r', &self.source.as_bytes()[from..end]) else {
                break if from == 0 { from } else { offset };
            };
            let line_break = from + line_break;
            let tag = self.broken.partition_point(|tag| tag.start < line_break).checked_sub(1);
            match tag.map(|tag| self.broken[tag]).filter(|tag| line_break < tag.end) {
                Some(tag) => end = tag.start.max(from),
                None => break line_break + 1,
            }
        };
        offset - self.source[line..offset].trim_start().len()
    }
}

/// The `title` of the picture at `span`, where it stands there as it reads: `![…](picture.jpg "title")`.
fn picture_title(source: &str, span: Span, title: &str) -> Option<Piece> {
    let before = span.of(source).strip_suffix(')')?.trim_end().strip_suffix(['"', '\'', ')'])?.strip_suffix(title)?;
    let start = span.start + before.len();
    let mut visible = Visible::default();
    visible.push(source, Span::new(start, start + title.len()));
    piece::label(visible)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::piece::sketch;
    use super::read;
    use crate::lexicon::{Language, Lexicon};

    fn check(source: &str, expected: Expect) {
        expected.assert_eq(&sketch(source, &read(source, 0, Lexicon::of(Language::English)).0));
    }

    #[test]
    fn blocks() {
        check(
            "  # The *old* bridge #\n\nSetext\nheading\n=====\nFirst line,\nsecond line.\n***\n    code()\n\n```\nmore code\n```\nLast.",
            expect![[r##"
                Heading "# The *old* bridge #" => "The old bridge"
                Heading "Setext\nheading\n=====" => "Setext\nheading"
                Paragraph "First line,\nsecond line."
                Paragraph "Last."
            "##]],
        );
    }

    #[test]
    fn a_form_feed_behind_a_reference() {
        check(
            "# News &amp;\u{c}",
            expect![[r##"
            Heading "# News &amp;" => "News &"
        "##]],
        );
    }

    #[test]
    fn lists() {
        check(
            "- one\n  goes on\n  - **two**\n- three\n\n1. loose\n\n   with a second paragraph\n2. [x] done\n\n   ```\n   code\n   ```\n",
            expect![[r#"
                Item "- one\n  goes on" => "one\ngoes on"
                Item "- **two**" => "two"
                Item "- three" => "three"
                Item "1. loose" => "loose"
                Item "with a second paragraph"
                Item "2. [x] done" => "done"
            "#]],
        );
    }

    #[test]
    fn block_quotations() {
        check(
            "> We met at noon.\n> It rained.\nA lazy line.\n>\n> > Nested.\n>\n> - item\n\n> [!NOTE]\n> A note is no quotation.\n",
            expect![[r#"
                Quotation "> We met at noon.\n> It rained.\nA lazy line." => "We met at noon.\nIt rained.\nA lazy line."
                Quotation "> > Nested." => "Nested."
                Item "> - item" => "item"
                Paragraph "> A note is no quotation." => "A note is no quotation."
            "#]],
        );
    }

    #[test]
    fn inline_markup_is_invisible() {
        check(
            "A [link](http://example.org \"title\"), **bold**, ~~gone~~, `code`, \\*escaped\\*, AT&amp;T&#8217;s <b>tag</b><!-- note --><![CDATA[<br>]]>,\n\
             <https://example.org/a>, a note[^1] and [another][ref].  \nHard\\\nbreaks.<br>\nMore\r\nlines\rof it.\n\n[ref]: /there\n\n[^1]: The note\n    goes on.\n",
            expect![[r#"
                Paragraph "A [link](http://example.org \"title\"), **bold**, ~~gone~~, `code`, \\*escaped\\*, AT&amp;T&#8217;s <b>tag</b><!-- note --><![CDATA[<br>]]>,\n<https://example.org/a>, a note[^1] and [another][ref].  \nHard\\\nbreaks.<br>\nMore\r\nlines\rof it." => "A link, bold, gone,  , *escaped*, AT&T’s tag,\nhttps://example.org/a, a note and another.\nHard\nbreaks.\nMore\nlines\nof it."
                Paragraph "[^1]: The note\n    goes on." => "The note\ngoes on."
            "#]],
        );
    }

    #[test]
    fn html_in_a_line() {
        check(
            "He said <q>so <q>be</q> it</q>, typed <code>rm \"x\"</code> and left<br><br>the *room* <script>x</script>for good.",
            expect![[r#"
                Paragraph "He said <q>so <q>be</q> it</q>, typed <code>rm \"x\"</code> and left" => "He said “so ‘be’ it”, typed   and left"
                Paragraph "the *room* <script>x</script>for good." => "the room for good."
            "#]],
        );
    }

    #[test]
    fn html_blocks() {
        check(
            "<figure>\n<img src=a.jpg>\n<figcaption>The harbour &amp; the town</figcaption>\n</figure>\n\n\
             <blockquote>\nWe never <em>agreed</em>\nto that.\n</blockquote>\n\n<!-- hidden\n\n\"quote\" -->\n\n> <p>in\n> a quotation</p>\n\n- <p>in an item</p>\n",
            expect![[r#"
                Caption "<figcaption>The harbour &amp; the town</figcaption>" => "The harbour & the town"
                Quotation "<blockquote>\nWe never <em>agreed</em>\nto that.\n</blockquote>" => "We never agreed to that."
                Quotation "<p>in\n> a quotation</p>" => "in a quotation"
                Item "<p>in an item</p>" => "in an item"
            "#]],
        );
    }

    #[test]
    fn pictures() {
        check(
            "![A man on a *pier*](a.jpg \"title\")\n*Photo: A. Stringer*\n\n[![Linked](b.jpg)](/b) and text\n\nAn ![icon](i.png) in a line\n\n![](empty.jpg)\n",
            expect![[r#"
                Caption "A man on a *pier*" => "A man on a pier"
                Label "title"
                Paragraph "*Photo: A. Stringer*" => "Photo: A. Stringer"
                Caption "Linked"
                Paragraph "and text"
                Paragraph "An ![icon](i.png) in a line" => "An   in a line"
                Label "icon"
            "#]],
        );
    }

    #[test]
    fn tables() {
        check(
            "| Town | Votes \\| share |\n|---|---|\n| *Ash* | 40 |\n\n> |a|b|\n> |-|-|\n> |c|`d`|\n",
            expect![[r#"
            Cell "Town"
            Cell "Votes \\| share" => "Votes | share"
            Cell "*Ash*" => "Ash"
            Cell "40"
            Cell "a"
            Cell "b"
            Cell "c"
            Cell "`d`" => ""
        "#]],
        );
    }

    #[test]
    fn pasted_paragraphs_are_split_and_wrapped_ones_are_not() {
        check(
            "The council met on Monday. It voted late.\nNobody from the *opposition* spoke. They had left.\n\n\
             The mayor, who had\nspoken first, did not stay. He went\nhome by bus. The others\nwalked.\n\n\
             One sentence a line.\nThat is how some write.\n\n\
             > Quoted and pasted. Two sentences.\n> A *second paragraph*. Two more.\n",
            expect![[r#"
                Paragraph "The council met on Monday. It voted late."
                Paragraph "Nobody from the *opposition* spoke. They had left." => "Nobody from the opposition spoke. They had left."
                Paragraph "The mayor, who had\nspoken first, did not stay. He went\nhome by bus. The others\nwalked."
                Paragraph "One sentence a line.\nThat is how some write."
                Quotation "> Quoted and pasted. Two sentences." => "Quoted and pasted. Two sentences."
                Quotation "> A *second paragraph*. Two more." => "A second paragraph. Two more."
            "#]],
        );
    }
}
