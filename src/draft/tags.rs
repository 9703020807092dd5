//! HTML taken apart: text, character references and tags, each with its place in the source.
//!
//! The states are those of the WHATWG tokenizer, as html5gum has them; this is the end that listens to it. It keeps no
//! strings but those that a character reference means.

use std::collections::VecDeque;
use std::ops::Range;

use html5gum::{Emitter, Error, State, Tokenizer, naive_next_state};

use super::piece::Kind;
use super::visible::Visible;
use crate::text::Span;

/// A part of an HTML source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Text as it stands.
    Text(Span),
    /// A character reference and what it means.
    Reference(Span, String),
    /// A comment.
    Comment(Span),
    /// A start tag.
    Start(Span, Element),
    /// The value of an attribute of the start tag before it.
    Value(Attribute, Visible),
    /// An end tag. Where a start tag ends itself (`<svg/>`), it stands for both.
    End(Span, Element),
}

/// An attribute that says something of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attribute {
    /// The words that stand for a picture: `alt`.
    Alt,
    /// The words that show when the pointer rests on a picture: `title`.
    Title,
    /// The language: `lang`.
    Language,
    /// What a `<meta>` is about: `name`, `property`.
    Key,
    /// What it says of that: `content`.
    Content,
}

impl Attribute {
    /// The attribute called `name` of an element called `element`, both written small.
    fn named(element: &[u8], name: &[u8]) -> Option<Self> {
        match (element, name) {
            (b"img" | b"amp-img", b"alt") => Some(Attribute::Alt),
            (b"img" | b"amp-img" | b"picture" | b"figure", b"title") => Some(Attribute::Title),
            (b"meta", b"name" | b"property") => Some(Attribute::Key),
            (b"meta", b"content") => Some(Attribute::Content),
            (_, b"lang" | b"xml:lang") => Some(Attribute::Language),
            _ => None,
        }
    }
}

/// What an element is to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Element {
    /// Part of the flow of a line, or unknown.
    Inline,
    /// A block, which sets its text off from what stands around it; with what it makes of that text.
    Block(Option<Kind>),
    /// `<br>`
    Break,
    /// `<hr>`
    Rule,
    /// `<q>`, shown as quotation marks.
    Quote,
    /// Code in the flow of a line.
    Code,
    /// Shows something that is no text, in the flow of a line: a drawing, a button.
    Object,
    /// The same where one tag is all of it: `<img>`.
    Picture,
    /// A block that is no part of the article: navigation, a listing.
    Apart,
    /// `<footer>`: no part of the article, unless it names the source of a block quotation.
    Footer,
    /// Shows nothing, with all that stands in it.
    Hidden,
    /// A tag that shows nothing.
    Nothing,
}

impl Element {
    /// The element called `name`, written small.
    fn named(name: &[u8]) -> Element {
        match name {
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Element::Block(Some(Kind::Heading)),
            b"li" | b"dt" | b"dd" => Element::Block(Some(Kind::Item)),
            b"blockquote" => Element::Block(Some(Kind::Quotation)),
            b"figcaption" | b"caption" => Element::Block(Some(Kind::Caption)),
            b"title" => Element::Block(Some(Kind::Label)),
            b"td" | b"th" => Element::Block(Some(Kind::Cell)),
            b"p" | b"div" | b"html" | b"head" | b"body" | b"article" | b"section" | b"main" | b"header" | b"hgroup"
            | b"ul" | b"ol" | b"menu" | b"dl" | b"dir" | b"table" | b"thead" | b"tbody" | b"tfoot" | b"tr"
            | b"colgroup" | b"figure" | b"address" | b"center" | b"details" | b"summary" | b"dialog" | b"fieldset"
            | b"legend" | b"form" | b"search" => Element::Block(None),
            b"br" => Element::Break,
            b"hr" => Element::Rule,
            b"q" => Element::Quote,
            b"code" | b"kbd" | b"samp" | b"var" | b"tt" | b"math" => Element::Code,
            b"button" | b"select" | b"textarea" | b"svg" | b"iframe" | b"object" | b"audio" | b"video" | b"canvas" => {
                Element::Object
            }
            b"img" | b"amp-img" | b"input" | b"embed" => Element::Picture,
            b"nav" | b"aside" | b"pre" | b"listing" | b"xmp" | b"plaintext" => Element::Apart,
            b"footer" => Element::Footer,
            b"script" | b"style" | b"template" | b"noscript" | b"noembed" | b"noframes" | b"datalist" | b"rp"
            | b"rt" => Element::Hidden,
            b"meta" | b"link" | b"base" | b"basefont" | b"bgsound" | b"source" | b"track" | b"area" | b"col"
            | b"param" | b"wbr" => Element::Nothing,
            _ => Element::Inline,
        }
    }

    /// Whether it is one tag and holds nothing.
    fn is_void(self) -> bool {
        matches!(self, Element::Break | Element::Rule | Element::Picture | Element::Nothing)
    }
}

/// The parts of `source`, in order. Doctypes and tags that never end are left out. Within elements that hold
/// raw text, such as scripts, text may come in parts that are not exactly placed.
pub fn parts(source: &str) -> impl Iterator<Item = Part> {
    let listener = Listener { source, ..Listener::default() };
    Tokenizer::new_with_emitter(source, listener).map(|part| match part {
        Ok(part) => part,
        Err(never) => match never {},
    })
}

/// The name in the tag that stands at `tag`.
pub fn name(source: &str, tag: Span) -> &str {
    let inside = tag.of(source).trim_start_matches(['<', '/']);
    let end = inside.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(inside.len());
    &inside[..end]
}

/// Gathers what the tokenizer says.
#[derive(Default)]
struct Listener<'s> {
    source: &'s str,
    parts: VecDeque<Part>,
    /// Where the tokenizer stands.
    at: usize,
    /// Where what is not yet told begins.
    told: usize,
    /// Text as it stands that is not yet a part.
    text: Range<usize>,
    /// Where the tag that is being read begins.
    tag: usize,
    name: Vec<u8>,
    /// The attributes of that tag that say something, as far as they are read.
    values: Vec<(Attribute, Visible)>,
    /// The name of the attribute that is being read, and whether its value was not yet met.
    attribute: Vec<u8>,
    fresh: bool,
    /// Where what is not yet read of that attribute begins, and what was told of that.
    unread: usize,
    characters: Vec<u8>,
    last_start: Vec<u8>,
    start: bool,
    closed: bool,
}

impl Listener<'_> {
    fn end_text(&mut self) {
        let text = std::mem::take(&mut self.text);
        if !text.is_empty() {
            self.parts.push_back(Part::Text(text.into()));
        }
    }
}

impl Emitter for Listener<'_> {
    type Token = Part;

    fn pop_token(&mut self) -> Option<Part> {
        self.parts.pop_front()
    }

    fn move_position(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by);
    }

    fn emit_string(&mut self, characters: &[u8]) {
        let bytes = self.source.as_bytes();
        let start = self.at.saturating_sub(characters.len()).max(self.told);
        // CR and CRLF come as LF.
        let read = &bytes[start..self.at];
        let same = read == characters || read == b"\r" && characters == b"\n";
        // An end tag without a name is told to nobody.
        while bytes[self.told..start].starts_with(b"</>") {
            self.told += 3;
        }
        let untold = &bytes[self.told..start];
        if same && !untold.starts_with(b"&") {
            if self.text.is_empty() || self.text.end != self.told || !matches!(untold, b"" | b"\n") {
                self.end_text();
                self.text.start = start;
            }
            self.text.end = self.at;
        } else {
            self.end_text();
            let meaning = String::from_utf8_lossy(characters).into_owned();
            self.parts.push_back(Part::Reference(Span::new(self.told, self.at), meaning));
        }
        self.told = self.at;
    }

    fn start_open_tag(&mut self) {
        self.tag = self.at.saturating_sub(1);
    }

    fn init_start_tag(&mut self) {
        self.name.clear();
        self.values.clear();
        self.attribute.clear();
        self.start = true;
        self.closed = false;
    }

    fn init_end_tag(&mut self) {
        self.name.clear();
        self.start = false;
        self.closed = false;
    }

    fn push_tag_name(&mut self, characters: &[u8]) {
        self.name.extend(characters);
    }

    fn set_self_closing(&mut self) {
        self.closed = true;
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.end_text();
        self.told = self.at;
        let span = Span::new(self.tag, self.at);
        let element = Element::named(&self.name);
        if !self.start {
            self.last_start.clear();
            self.parts.push_back(Part::End(span, element));
            return None;
        }
        self.last_start.clone_from(&self.name);
        self.parts.push_back(Part::Start(span, element));
        self.parts.extend(self.values.drain(..).map(|(attribute, value)| Part::Value(attribute, value)));
        if self.closed && !element.is_void() {
            self.parts.push_back(Part::End(span, element));
            return None;
        }
        naive_next_state(&self.name)
    }

    fn init_attribute(&mut self) {
        // An empty value is told to nobody.
        let empty = Attribute::named(&self.name, &self.attribute).filter(|_| self.fresh);
        self.values.extend(empty.map(|attribute| (attribute, Visible::default())));
        self.attribute.clear();
        self.fresh = true;
    }

    fn push_attribute_name(&mut self, characters: &[u8]) {
        self.attribute.extend(characters);
        self.unread = self.at;
    }

    fn push_attribute_value(&mut self, characters: &[u8]) {
        let Some(attribute) = Attribute::named(&self.name, &self.attribute).filter(|_| self.start) else { return };
        if std::mem::take(&mut self.fresh) {
            if self.values.iter().any(|(other, _)| *other == attribute) {
                // Of two the first counts.
                return self.attribute.clear();
            }
            // What stands before the value, as far as it is not a part of it.
            let before = &self.source.as_bytes()[self.unread..self.at];
            let open = before.iter().position(|byte| !byte.is_ascii_whitespace() && *byte != b'=');
            self.unread += open.map_or(0, |open| open + usize::from(matches!(before[open], b'"' | b'\'')));
            self.values.push((attribute, Visible::default()));
        }
        let Some((_, value)) = self.values.last_mut() else { return };
        // Some characters come byte by byte, and the one that ends a reference is begun before that is told.
        self.characters.extend(characters);
        if !self.source.is_char_boundary(self.at) {
            return;
        }
        let start = self.at.saturating_sub(self.characters.len()).max(self.unread);
        if self.source.as_bytes()[start..self.at] == self.characters {
            value.push(self.source, Span::new(start, self.at));
        } else {
            value.push_atom(&String::from_utf8_lossy(&self.characters), Span::new(self.unread, self.at));
        }
        self.characters.clear();
        self.unread = self.at;
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        !self.start && !self.last_start.is_empty() && self.name == self.last_start
    }

    fn emit_current_comment(&mut self) {
        self.end_text();
        // What begins otherwise, with `<!` or `<?`, is taken for a comment too.
        let start = self.source[self.told..self.at].find("<!--").map(|before| self.told + before);
        self.parts.extend(start.map(|start| Part::Comment(Span::new(start, self.at))));
        self.told = self.at;
    }

    fn emit_current_doctype(&mut self) {
        self.end_text();
        self.told = self.at;
    }

    fn emit_eof(&mut self) {
        self.end_text();
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn emit_error(&mut self, _: Error) {}
    fn set_last_start_tag(&mut self, _: Option<&[u8]>) {}
    fn init_comment(&mut self) {}
    fn push_comment(&mut self, _: &[u8]) {}
    fn init_doctype(&mut self) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn set_force_quirks(&mut self) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
}

#[cfg(test)]
mod tests {
    use html5gum::{DefaultEmitter, Token, Tokenizer};
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::{Part, parts};
    use crate::text::Span;

    fn check(source: &str, expected: &[(&str, &str)]) {
        let read = parts(source).map(|part| match part {
            Part::Text(span) => (span.of(source), span.of(source).to_owned()),
            Part::Reference(span, meaning) => (span.of(source), meaning),
            Part::Comment(span) | Part::Start(span, _) | Part::End(span, _) => (span.of(source), String::new()),
            Part::Value(_, value) => (value.source(value.whole()).of(source), format!("={}", value.text())),
        });
        let expected: Vec<_> = expected.iter().map(|&(source, read)| (source, read.to_owned())).collect();
        assert_eq!(read.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn references() {
        check("&amp;amp;", &[("&amp;", "&"), ("amp;", "amp;")]);
        check("a&#59;;&semi;b", &[("a", "a"), ("&#59;", ";"), (";", ";"), ("&semi;", ";"), ("b", "b")]);
        check(
            "&notit; &notin &bogus; & &#; &#x;",
            &[("&not", "¬"), ("it; ", "it; "), ("&not", "¬"), ("in &bogus; & &#; &#x;", "in &bogus; & &#; &#x;")],
        );
        check("&NotEqualTilde;&#x2019a&#0;", &[("&NotEqualTilde;", "≂̸"), ("&#x2019a", "𠆚"), ("&#0;", "\u{fffd}")]);
        check("&eacute", &[("&eacute", "é")]);
    }

    #[test]
    fn an_end_tag_without_a_name_belongs_to_no_reference() {
        check("a</>&#59;</></>b", &[("a", "a"), ("&#59;", ";"), ("b", "b")]);
    }

    #[test]
    fn tags() {
        check(
            "<P a='>'>x</p ><br/><svg/>",
            &[("<P a='>'>", ""), ("x", "x"), ("</p >", ""), ("<br/>", ""), ("<svg/>", ""), ("<svg/>", "")],
        );
        check("<script>a<b</script >c", &[("<script>", ""), ("a<b", "a<b"), ("</script >", ""), ("c", "c")]);
        check(
            "a<!-- <b> -->b<!DOCTYPE html>c<?x?>d",
            &[("a", "a"), ("<!-- <b> -->", ""), ("b", "b"), ("c", "c"), ("d", "d")],
        );
        check("1 < 2 <é <", &[("1 < 2 <é <", "1 < 2 <é <")]);
        check("lost <em", &[("lost ", "lost ")]);
    }

    #[test]
    fn attributes() {
        check(
            "<img alt='A &amp; B &copy C' src=x title=\"&ldquo;Quay&rdquo;\"/>",
            &[
                ("<img alt='A &amp; B &copy C' src=x title=\"&ldquo;Quay&rdquo;\"/>", ""),
                ("A &amp; B &copy C", "=A & B © C"),
                ("&ldquo;Quay&rdquo;", "=“Quay”"),
            ],
        );
        check(
            "<img ALT = Quay lang=de><p alt=x>",
            &[("<img ALT = Quay lang=de>", ""), ("Quay", "=Quay"), ("de", "=de"), ("<p alt=x>", "")],
        );
        check("<img alt=&amp;x alt=y>", &[("<img alt=&amp;x alt=y>", ""), ("&amp;x", "=&x")]);
        check(
            "<img alt='one\r\ntwo &bogus; AT&T &'>",
            &[("<img alt='one\r\ntwo &bogus; AT&T &'>", ""), ("one\r\ntwo &bogus; AT&T &", "=one\ntwo &bogus; AT&T &")],
        );
        check("<img alt='é😀 &#x2019;'>", &[("<img alt='é😀 &#x2019;'>", ""), ("é😀 &#x2019;", "=é😀 ’")]);
    }

    #[test]
    fn line_ends_stay_as_they_are() {
        check("a\r\nb\rc\n\r&amp;\r\n", &[("a\r\nb\rc\n\r", "a\r\nb\rc\n\r"), ("&amp;", "&"), ("\r\n", "\r\n")]);
    }

    const FRAGMENTS: &[&str] = &[
        "a",
        "é",
        "😀",
        " ",
        "\n",
        "\r\n",
        "\r",
        "\0",
        "&",
        "&amp;",
        "&amp",
        "&not",
        "&notin;",
        "&#",
        "&#x",
        "&#59;",
        "&#x2019",
        ";",
        "<",
        ">",
        "/",
        "</",
        "</>",
        "<p>",
        "</p>",
        "<p a=\"",
        "<img alt=\"",
        " alt=",
        "\"",
        "'",
        "=",
        "<br/>",
        "<!--",
        "-->",
        "<!",
        "<?",
        "<script>",
        "</script>",
        "<title>",
        "</title>",
        "<![CDATA[",
        "]]>",
        "<!doctype",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// The parts are what html5gum reads, with text and meanings at their places.
        #[test]
        fn nothing_is_lost(fragments in prop::collection::vec(select(FRAGMENTS), 0..30)) {
            let source = fragments.concat();
            let mut emitter = DefaultEmitter::default();
            emitter.naively_switch_states(true);
            let (mut expected, mut read, mut end) = (String::new(), String::new(), 0);
            let mut alt = String::new();
            for token in Tokenizer::new_with_emitter(&source, emitter) {
                match token {
                    Ok(Token::String(text)) => expected.push_str(&String::from_utf8_lossy(&text)),
                    Ok(Token::StartTag(tag)) => {
                        expected.push_str(&format!("<{}>", String::from_utf8_lossy(&tag.name).len()));
                        let value = tag.attributes.get(&b"alt"[..]).filter(|_| tag.name.as_slice() == b"img");
                        alt.extend(value.map(|value| String::from_utf8_lossy(value).into_owned()));
                    }
                    Ok(_) => {}
                }
            }
            for part in parts(&source) {
                let span = match &part {
                    Part::Text(span) | Part::Reference(span, _) | Part::Comment(span) => *span,
                    Part::Start(span, _) | Part::End(span, _) => *span,
                    Part::Value(_, value) => {
                        let span = value.source(value.whole());
                        prop_assert!(span.end <= end, "{part:?} stands outside its tag");
                        let text = value.text().replace("\r\n", "\n").replace('\r', "\n");
                        prop_assert!(alt.starts_with(&text), "{part:?} is not {alt:?}");
                        alt.drain(..text.len());
                        continue;
                    }
                };
                prop_assert!(span.start >= end || span == Span::new(span.start, end), "{part:?} is out of order");
                end = span.end;
                match part {
                    Part::Text(span) => read.push_str(&span.of(&source).replace("\r\n", "\n").replace('\r', "\n")),
                    Part::Reference(_, meaning) => read.push_str(&meaning),
                    Part::Start(span, _) => read.push_str(&format!("<{}>", super::name(&source, span).replace('\0', "\u{fffd}").len())),
                    Part::Comment(..) | Part::End(..) | Part::Value(..) => {}
                }
            }
            prop_assert_eq!((read, alt), (expected, String::new()));
        }
    }
}
