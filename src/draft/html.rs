//! HTML: what a reader of the page sees of it.

use super::key::Meaning;
use super::paragraphs;
use super::piece::{self, Kind, Piece};
use super::tags::{self, Attribute, Element, Part};
use super::visible::Visible;
use crate::lexicon::language::SAMPLE;
use crate::lexicon::{Language, Lexicon};
use crate::text::Span;

/// How many blocks up an end tag looks for its start tag; nobody nests deeper by hand.
const REACH: usize = 64;

/// Reads HTML, a page or a part of one: what stands in its blocks, without what is no part of the article (navigation,
/// scripts, buttons, code); and its comments, in order.
pub fn read(source: &str, lexicon: &Lexicon) -> (Vec<Piece>, Vec<Span>) {
    let (pieces, labels, comments, open) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut reader = Reader {
        source,
        lexicon,
        pieces,
        labels,
        comments,
        open,
        hidden: None,
        meta: Meta::default(),
        run: Run::default(),
    };
    for part in tags::parts(source) {
        reader.part(part);
    }
    while !reader.open.is_empty() {
        reader.close_last(None);
    }
    reader.end_run();
    (piece::in_order(reader.pieces, reader.labels), reader.comments)
}

/// The language of `source`: that which its first tag gives, or else that of its text; `None` if it is none that we know.
pub fn language(source: &str) -> Option<Language> {
    let mut sample = String::new();
    let mut tags = 0;
    let mut hidden: Option<Span> = None;
    for part in tags::parts(source) {
        match part {
            Part::Value(Attribute::Language, tag) if tags == 1 => {
                if let Some(language) = Language::tagged(tag.text()) {
                    return Some(language);
                }
            }
            Part::Start(tag, element) => {
                tags += 1;
                hidden = hidden.or_else(|| (element == Element::Hidden).then_some(tag));
                sample.push(' ');
            }
            Part::End(tag, Element::Hidden) => {
                let name = tags::name(source, tag);
                hidden.take_if(|hidden| tags::name(source, *hidden).eq_ignore_ascii_case(name));
            }
            Part::Text(span) if hidden.is_none() => sample.push_str(span.of(source)),
            _ => {}
        }
        if sample.len() >= SAMPLE {
            break;
        }
    }
    Language::detect(&sample)
}

/// The marks that `<q>` shows inside `depth` others, before and behind its text.
pub fn quotation_marks(depth: usize) -> (&'static str, &'static str) {
    if depth.is_multiple_of(2) { ("“", "”") } else { ("‘", "’") }
}

struct Reader<'s> {
    source: &'s str,
    lexicon: &'s Lexicon,
    pieces: Vec<Piece>,
    /// The words that stand for pictures.
    labels: Vec<Piece>,
    comments: Vec<Span>,
    /// The blocks around the place that is being read, the innermost last.
    open: Vec<Open>,
    hidden: Option<Hidden>,
    meta: Meta,
    run: Run,
}

/// What is read so far of a `<meta>`.
#[derive(Default)]
struct Meta {
    meaning: Meaning,
    content: Option<Visible>,
}

/// A block whose end was not yet read.
struct Open {
    tag: Span,
    kind: Kind,
    /// Whether it is nothing without its text.
    wraps: bool,
    /// How many pieces stand before it.
    before: usize,
}

/// An element that is left out with all it holds.
struct Hidden {
    tag: Span,
    element: Element,
    /// How many elements of its name are open.
    depth: usize,
}

/// The text since the last border of a block.
#[derive(Default)]
struct Run {
    visible: Visible,
    /// Its source with the tags in its lines, from the first to the last character that is no white space.
    span: Option<Span>,
    /// Where the first tag in its lines stands, before the first character.
    from: Option<usize>,
    /// How many tags in its lines are open.
    tags: usize,
    /// How many `<q>` are open.
    quotes: usize,
    /// Whether it stands right behind the start tag of the innermost block, and no picture does.
    first: bool,
    /// Whether a picture stands behind it.
    picture: bool,
}

impl Run {
    /// Notes that something shows at `span`.
    fn ink(&mut self, span: Span) {
        let from = Span::new(self.from.unwrap_or(span.start), span.end);
        self.span = Some(self.span.map_or(from, |so_far| so_far.join(span)));
        self.picture = false;
    }

    /// Notes that a picture or the like shows at `span`.
    fn picture(&mut self, span: Span) {
        self.white(" ", span);
        self.first &= self.span.is_some();
        self.picture = true;
    }

    /// Adds white space, but not at the start.
    fn white(&mut self, text: &str, span: Span) {
        if self.span.is_some() {
            self.visible.push_atom(text, span);
        }
    }
}

impl Reader<'_> {
    fn part(&mut self, part: Part) {
        if let Some(hidden) = &mut self.hidden {
            let (tag, ends) = match part {
                Part::Start(tag, _) => (tag, false),
                Part::End(tag, _) => (tag, true),
                Part::Text(_) | Part::Reference(..) | Part::Comment(_) | Part::Value(..) => return,
            };
            if tags::name(self.source, tag).eq_ignore_ascii_case(tags::name(self.source, hidden.tag)) {
                hidden.depth = if ends { hidden.depth - 1 } else { hidden.depth + 1 };
            }
            if hidden.depth == 0 {
                if hidden.element == Element::Code {
                    self.run.ink(tag);
                }
                self.hidden = None;
            }
            return;
        }
        match part {
            Part::Text(span) => self.text(span),
            // In a title a tag is text, and not exactly placed.
            Part::Reference(span, _) if !span.of(self.source).starts_with('&') => {}
            Part::Reference(span, meaning) => {
                self.run.visible.push_atom(&meaning, span);
                self.run.ink(span);
            }
            Part::Comment(comment) => self.comments.push(comment),
            Part::Start(tag, element) => self.start(tag, element),
            Part::Value(Attribute::Language, _) => {}
            Part::Value(Attribute::Key, key) => {
                self.meta.meaning = Meaning::of(key.text(), None);
                self.end_meta();
            }
            Part::Value(Attribute::Content, content) => {
                self.meta.content = Some(content);
                self.end_meta();
            }
            Part::Value(_, value) => self.labels.extend(piece::label(value)),
            Part::End(tag, element) => self.end(tag, element),
        }
    }

    /// Adds text. A line break in it is white space as any other; but a blank line in text that no block holds stays,
    /// for some systems keep their paragraphs so.
    fn text(&mut self, span: Span) {
        let mut at = span.start;
        while at < span.end {
            let rest = &self.source[at..span.end];
            let Some(line) = memchr::memchr2(b'\n', b'\r', rest.as_bytes()) else {
                return self.words(Span::new(at, span.end));
            };
            let words = rest[..line].trim_ascii_end().len();
            let white = &rest[words..];
            let white = &white[..white.len() - white.trim_ascii_start().len()];
            let gap = Span::new(at + words, at + words + white.len());
            self.words(Span::new(at, gap.start));
            let lines = white.matches('\n').count().max(white.matches('\r').count());
            self.run.white(if lines > 1 && self.open.is_empty() { "\n\n" } else { " " }, gap);
            at = gap.end;
        }
    }

    fn words(&mut self, span: Span) {
        let text = span.of(self.source);
        let words = text.trim_ascii_start();
        if !words.is_empty() {
            self.run.visible.push(self.source, span);
            let start = span.end - words.len();
            self.run.ink(Span::new(start, start + words.trim_ascii_end().len()));
        } else if self.run.span.is_some() {
            self.run.visible.push(self.source, span);
        }
    }

    fn start(&mut self, tag: Span, element: Element) {
        self.meta = Meta::default();
        match element {
            Element::Inline => {
                self.run.tags += 1;
                self.run.from.get_or_insert(tag.start);
            }
            Element::Block(kind) => {
                self.close_before(tag);
                self.end_run();
                let around = self.kind();
                let wraps = matches!(kind, Some(Kind::Item | Kind::Quotation));
                self.open.push(Open { tag, kind: kind.unwrap_or(around), wraps, before: self.pieces.len() });
                self.run.first = true;
            }
            Element::Break => self.run.white("\n", tag),
            Element::Rule => {
                self.close_before(tag);
                self.end_run();
            }
            Element::Quote => {
                self.run.visible.push_atom(quotation_marks(self.run.quotes).0, tag);
                self.run.ink(tag);
                self.run.quotes += 1;
            }
            Element::Code => {
                self.run.visible.push_atom(" ", tag);
                self.run.ink(tag);
                self.hide(tag, element);
            }
            Element::Object => {
                self.run.picture(tag);
                self.hide(tag, element);
            }
            Element::Picture => self.run.picture(tag),
            Element::Footer if self.kind() == Kind::Quotation => self.start(tag, Element::Block(None)),
            Element::Apart | Element::Footer => {
                self.close_before(tag);
                self.end_run();
                self.hide(tag, element);
            }
            Element::Hidden => self.hide(tag, element),
            Element::Nothing => {}
        }
    }

    /// Takes in what a `<meta>` says, as soon as that and what it is about are known.
    fn end_meta(&mut self) {
        if matches!(self.meta.meaning, Meaning::Words | Meaning::People) {
            self.labels.extend(self.meta.content.take().and_then(piece::label));
        }
    }

    fn hide(&mut self, tag: Span, element: Element) {
        self.hidden = Some(Hidden { tag, element, depth: 1 });
    }

    fn end(&mut self, tag: Span, element: Element) {
        match element {
            Element::Inline if self.run.tags > 0 => {
                self.run.tags -= 1;
                if let Some(span) = &mut self.run.span {
                    span.end = tag.end;
                }
            }
            Element::Block(_) | Element::Footer => {
                let name = tags::name(self.source, tag);
                let near = self.open.iter().rev().take(REACH);
                let inside =
                    near.take_while(|open| !tags::name(self.source, open.tag).eq_ignore_ascii_case(name)).count();
                if inside == self.open.len().min(REACH) {
                    return self.end_run();
                }
                for _ in 0..inside {
                    self.close_last(None);
                }
                self.close_last(Some(tag));
            }
            Element::Break => self.run.white("\n", tag),
            Element::Quote if self.run.quotes > 0 => {
                self.run.quotes -= 1;
                self.run.visible.push_atom(quotation_marks(self.run.quotes).1, tag);
                self.run.ink(tag);
            }
            _ => {}
        }
    }

    /// What text is at the place that is being read.
    fn kind(&self) -> Kind {
        self.open.last().map_or(Kind::Paragraph, |open| open.kind)
    }

    /// Closes the blocks that end without an end tag where the block of `tag` begins.
    fn close_before(&mut self, tag: Span) {
        let name = tags::name(self.source, tag);
        while self.open.last().is_some_and(|open| ends_before(tags::name(self.source, open.tag), name)) {
            self.close_last(None);
        }
    }

    /// Closes the innermost block, at its end tag if it has one.
    fn close_last(&mut self, end: Option<Span>) {
        let whole = match (self.open.last(), self.run.span) {
            (Some(open), Some(run)) if self.run.first && !self.run.picture => {
                Some(Span::new(open.tag.start, end.map_or(run.end, |end| end.end)))
            }
            _ => None,
        };
        self.end_run_as(whole);
        let Some(open) = self.open.pop() else { return };
        let (Some(end), [piece]) = (end, &mut self.pieces[open.before..]) else { return };
        let blank = |from: usize, to: usize| self.source.get(from..to).is_some_and(|text| text.trim_ascii().is_empty());
        if open.wraps && blank(open.tag.end, piece.span.start) && blank(piece.span.end, end.start) {
            piece.span = Span::new(open.tag.start, end.end);
        }
    }

    /// Ends the text at the border of a block.
    fn end_run(&mut self) {
        self.end_run_as(None);
    }

    /// Ends the text; `whole` is the source of the block that holds just that.
    fn end_run_as(&mut self, whole: Option<Span>) {
        let run = std::mem::take(&mut self.run);
        let Some(span) = run.span else { return };
        let kind = self.kind();
        let parts = paragraphs::parts(run.visible, whole.unwrap_or(span), self.lexicon);
        self.pieces.extend(parts.into_iter().map(|(visible, span)| Piece { kind, span, visible }));
    }
}

/// Whether a block called `open` ends where one called `next` begins.
fn ends_before(open: &str, next: &str) -> bool {
    let is = |name: &str, names: &[&str]| names.iter().any(|other| name.eq_ignore_ascii_case(other));
    is(open, &["p"])
        || is(open, &["li"]) && is(next, &["li"])
        || is(open, &["dt", "dd"]) && is(next, &["dt", "dd"])
        || is(open, &["td", "th"]) && is(next, &["td", "th", "tr"])
        || is(open, &["tr"]) && is(next, &["tr"])
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::piece::sketch;
    use super::{language, read};
    use crate::lexicon::{Language, Lexicon};

    fn check(source: &str, expected: Expect) {
        expected.assert_eq(&sketch(source, &read(source, Lexicon::of(Language::English)).0));
    }

    #[test]
    fn a_page() {
        check(
            "<!DOCTYPE html>\n<html><head><title>Site</title><style>p { color: red }</style></head><body>\n\
             <nav><ul><li>Home</ul></nav>\n<header><H1 class=\"a>b\">The old &amp; the new</H1></header>\n\
             <article><p>One\n   two.</p>\n<p>Three <b>four</b><!-- five -->.</P></article>\n\
             <aside>Most read</aside><footer>Imprint</footer><script>if (a<b) { x(\"</p>\") }</script>",
            expect![[r#"
                Label "<title>Site</title>" => "Site"
                Heading "<H1 class=\"a>b\">The old &amp; the new</H1>" => "The old & the new"
                Paragraph "<p>One\n   two.</p>" => "One two."
                Paragraph "<p>Three <b>four</b><!-- five -->.</P>" => "Three four."
            "#]],
        );
    }

    #[test]
    fn references() {
        check(
            "<p>&ldquo;It&rsquo;s &#8216;fine&#x2019;,&rdquo; she said&nbsp;&ndash; caf&eacute, &notanent;, AT&T, &amp;amp;, &#59; &lt",
            expect![[r#"
                Paragraph "<p>&ldquo;It&rsquo;s &#8216;fine&#x2019;,&rdquo; she said&nbsp;&ndash; caf&eacute, &notanent;, AT&T, &amp;amp;, &#59; &lt" => "“It’s ‘fine’,” she said\u{a0}– café, ¬anent;, AT&T, &amp;, ; <"
            "#]],
        );
    }

    #[test]
    fn line_ends() {
        check(
            "<p>One\r\ntwo\rthree\nfour  five</p>\r\n",
            expect![[r#"
            Paragraph "<p>One\r\ntwo\rthree\nfour  five</p>" => "One two three four  five"
        "#]],
        );
    }

    #[test]
    fn blocks_inside_blocks() {
        check(
            "<div>Text of its own<p>A paragraph</p>and a tail<div><div>deep</div></div></div>\
             <ul><li>one<li>two <ul><li>nested</ul>after</li><li><p>wrapped</p></li></ul>\
             <dl><dt>term<dd>meaning</dl>\
             <figure><img src=x><figcaption>Caption</figcaption></figure>\
             <table><caption>Votes</caption><tr><td>a<td>b<tr><th>c</table>",
            expect![[r#"
                Paragraph "Text of its own"
                Paragraph "<p>A paragraph</p>" => "A paragraph"
                Paragraph "and a tail"
                Paragraph "<div>deep</div>" => "deep"
                Item "<li>one" => "one"
                Item "two"
                Item "<li>nested" => "nested"
                Item "after"
                Item "<li><p>wrapped</p></li>" => "wrapped"
                Item "<dt>term" => "term"
                Item "<dd>meaning" => "meaning"
                Caption "<figcaption>Caption</figcaption>" => "Caption"
                Caption "<caption>Votes</caption>" => "Votes"
                Cell "<td>a" => "a"
                Cell "<td>b" => "b"
                Cell "<th>c" => "c"
            "#]],
        );
    }

    #[test]
    fn block_quotations() {
        check(
            "<blockquote><p>One.</p><p>Two.</p><footer>— <cite>A source</cite></footer></blockquote>\
             <blockquote>\n<p>Alone.</p>\n</blockquote><blockquote>Bare</blockquote>",
            expect![[r#"
                Quotation "<p>One.</p>" => "One."
                Quotation "<p>Two.</p>" => "Two."
                Quotation "<footer>— <cite>A source</cite></footer>" => "— A source"
                Quotation "<blockquote>\n<p>Alone.</p>\n</blockquote>" => "Alone."
                Quotation "<blockquote>Bare</blockquote>" => "Bare"
            "#]],
        );
    }

    #[test]
    fn line_breaks() {
        check(
            "A line<br>and another.<BR/>\n<br />\nA paragraph. It has two sentences.<br>A further one. That too.</br>Its tail",
            expect![[r#"
                Paragraph "A line<br>and another." => "A line\nand another."
                Paragraph "A paragraph. It has two sentences."
                Paragraph "A further one. That too."
                Paragraph "Its tail"
            "#]],
        );
    }

    #[test]
    fn blank_lines_outside_blocks_set_paragraphs_off() {
        check(
            "First\nparagraph.\n\n<em>Second</em> one.\r\n \r\nThird.<p>In\n\nhere not.</p>",
            expect![[r#"
            Paragraph "First\nparagraph." => "First paragraph."
            Paragraph "<em>Second</em> one." => "Second one."
            Paragraph "Third."
            Paragraph "<p>In\n\nhere not.</p>" => "In here not."
        "#]],
        );
    }

    #[test]
    fn what_is_no_prose() {
        check(
            "<p>Type <code>ls \"x\"</code>now <svg><text>no</text></svg><svg/><button>Share</button>please.</p><pre>let x;</pre>\
             <p><img alt=\"A quay\">Beside a picture</p>",
            expect![[r#"
                Paragraph "<p>Type <code>ls \"x\"</code>now <svg><text>no</text></svg><svg/><button>Share</button>please.</p>" => "Type  now    please."
                Label "A quay"
                Paragraph "Beside a picture"
            "#]],
        );
    }

    #[test]
    fn pictures() {
        check(
            "<ul><li><p>A <img alt=\"ferry &amp; crew\" title='At sea'> in a line</p></li></ul>\
             <figure title=Harbour><img alt='' src=x><img alt=Quay><figcaption>Caption</figcaption></figure><nav><img alt=no></nav>",
            expect![[r#"
                Item "<li><p>A <img alt=\"ferry &amp; crew\" title='At sea'> in a line</p></li>" => "A   in a line"
                Label "ferry &amp; crew" => "ferry & crew"
                Label "At sea"
                Label "Harbour"
                Label "Quay"
                Caption "<figcaption>Caption</figcaption>" => "Caption"
            "#]],
        );
    }

    #[test]
    fn what_a_page_says_of_itself() {
        check(
            "<head><meta charset=utf-8><meta name=author content='Nora Ekdal'><meta content=\"The &quot;ferry&quot;\" \
             property='og:description'><meta name=viewport content='width=1'><meta content=alone><meta name=title></head><p>Text</p>",
            expect![[r#"
                Label "Nora Ekdal"
                Label "The &quot;ferry&quot;" => "The \"ferry\""
                Paragraph "<p>Text</p>" => "Text"
            "#]],
        );
    }

    #[test]
    fn the_language() {
        for (source, expected) in [
            ("<!DOCTYPE html>\n<html lang=\"de-AT\"><p>The ferry</p>", Language::German),
            ("<div lang='en'><p>Die Fähre und der Hafen</p></div>", Language::English),
            ("<html lang=fr><p>Die Fähre und der Hafen</p>", Language::German),
            ("<html><script>if it is the end of it</script><p lang=en>Die Fähre und der Hafen</p>", Language::German),
            ("<p>The ferry</p>", Language::English),
            ("", Language::English),
        ] {
            assert_eq!(language(source), Some(expected), "{source:?}");
        }
    }

    #[test]
    fn quotation_elements() {
        check(
            "<p>He said <q>it is <q>over</q> now</q>.</p></q>",
            expect![[r#"
            Paragraph "<p>He said <q>it is <q>over</q> now</q>.</p>" => "He said “it is ‘over’ now”."
        "#]],
        );
    }

    #[test]
    fn broken_markup() {
        check(
            "<p>a < b, <3 and </> <p title=\"x>y\">unclosed <b>bold<p>next</b></i></div> tail <em",
            expect![[r#"
            Paragraph "<p>a < b, <3 and" => "a < b, <3 and"
            Paragraph "<p title=\"x>y\">unclosed <b>bold" => "unclosed bold"
            Paragraph "next"
            Paragraph "tail"
        "#]],
        );
        check(
            "</p></p>text</div></td>more",
            expect![[r#"
            Paragraph "text"
            Paragraph "more"
        "#]],
        );
    }
}
