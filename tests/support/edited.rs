//! A draft that is edited as editors edit: by ranges, in the units that client and server have agreed to count in.

use std::sync::{Arc, LazyLock};

use copydesk::config::{File, Settings};
use copydesk::desk::{Sketch, Source, Sources};
use copydesk::draft::Format;
use copydesk::ide::Snapshot;
use copydesk::server::documents::{Basis, Change, Documents, Edition, Reading};
use copydesk::server::places::Places;
use copydesk::text::{Encoding, Span};
use tower_lsp::gen_lsp_types::{Position, Range, Uri};

/// What a desk reads drafts by.
struct Desk {
    settings: Settings,
    sources: Arc<Sources>,
}

/// A desk that says nothing, and one with a list and a source.
static DESKS: LazyLock<[Desk; 2]> = LazyLock::new(|| {
    let listed =
        "[[people]]\nname = \"Eda Krüll\"\nalso = [\"Ed Krull\"]\nrole = \"keeper of the sluice\"\npronoun = \"she\"\n";
    let source = "“Nobody asked any of us before they shut the sluice,” said Edda Krull. Nobody knows why it is as dry as it is.\n";
    let source = Source::new("source", "source.txt", source, Format::Plain);
    let sources = Arc::new(Sources::new(vec![Arc::new(source)]));
    let File { settings, mistakes } = File::read(listed);
    assert_eq!(mistakes, []);
    [Desk { settings: Settings::default(), sources: Arc::default() }, Desk { settings, sources }]
});

/// An open draft. Of every change it asks that the text is what the protocol has it be, and that what is known of the draft
/// is what is known of it when it is opened afresh.
pub struct Edited {
    documents: Documents,
    uri: Uri,
    encoding: Encoding,
    edition: Arc<Edition>,
    /// Which of the [`DESKS`] it lies on.
    desk: usize,
    /// What the desk keeps of it.
    sketch: Option<Sketch>,
}

impl Edited {
    /// Opens `text`. Columns count in `encoding`.
    pub fn open(text: &str, format: Format, encoding: Encoding) -> Self {
        let language = match format {
            Format::Plain => "plaintext",
            Format::Markdown => "markdown",
            Format::Html => "html",
        };
        let mut documents = Documents::default();
        let uri: Uri = "untitled:draft".parse().expect("a name");
        let edition = documents.open(uri.clone(), language, 1, text, Basis::default());
        let mut edited = Edited { documents, uri, encoding, edition, desk: 0, sketch: None };
        edited.read();
        edited
    }

    /// How many bytes it holds.
    pub fn len(&self) -> usize {
        self.edition.buffer.len()
    }

    /// Where `span` stands.
    pub fn range(&self, span: Span) -> Range {
        Places { buffer: &self.edition.buffer, encoding: self.encoding }.range(span)
    }

    /// Has the editor put `text` where `range` stands, or in the place of all.
    pub fn change(&mut self, range: Option<Range>, text: &str) {
        let mut expected = self.edition.buffer.to_string();
        match range {
            None => text.clone_into(&mut expected),
            Some(range) => {
                let (one, other) = (self.offset(&expected, range.start), self.offset(&expected, range.end));
                expected.replace_range(one.min(other)..one.max(other), text);
            }
        }
        let changes = [Change { range, text: text.to_owned() }];
        let version = self.edition.version + 1;
        self.edition = self.documents.change(&self.uri, version, &changes, self.encoding).expect("an open draft");
        assert_eq!(&*self.edition.text(), expected, "{changes:?} in {:?}", self.encoding);
        self.read();
    }

    /// Has it lie on the other desk from now on.
    pub fn turn_over(&mut self) {
        self.desk = 1 - self.desk;
        self.change(Some(Range::default()), "");
    }

    /// The byte of `text` at `position`, counted from the beginning character by character.
    fn offset(&self, text: &str, position: Position) -> usize {
        let mut start = 0;
        for _ in 0..position.line {
            let Some(end) = text[start..].find(['\r', '\n']) else { return text.len() };
            start += end;
            start += if text[start..].starts_with("\r\n") { 2 } else { 1 };
        }
        let line = text[start..].split(['\r', '\n']).next().unwrap_or_default();
        let mut units = 0;
        let within = line.char_indices().find(|(_, character)| {
            units += match self.encoding {
                Encoding::Utf8 => character.len_utf8(),
                Encoding::Utf16 => character.len_utf16(),
                Encoding::Utf32 => 1,
            };
            units > position.character as usize
        });
        start + within.map_or(line.len(), |(at, _)| at)
    }

    /// Reads the newest edition, as the server does with what it knows of the last.
    fn read(&mut self) {
        let Edition { buffer, format, .. } = &*self.edition;
        let read = |last: Option<&Snapshot>| {
            let Desk { settings, sources } = &DESKS[self.desk];
            let text = buffer.to_string().into();
            Snapshot::unless(last, text, format.expect("a format"), settings, sources, &|| false)
        };
        let last = self.edition.last();
        let next = read(last.as_deref()).expect("nobody cancels it");
        let mut sketch = Sketch::of(&next.article);
        if let Some(last) = last {
            let fresh = read(None).expect("nobody cancels it");
            for ((what, told), (_, expected)) in told(&next).into_iter().zip(told(&fresh)) {
                assert_eq!(told, expected, "{what} of {:?}, which was {:?}", fresh.text(), last.text());
            }
            let known = self.sketch.take().expect("the sketch of the draft before");
            let expected = std::mem::replace(&mut sketch, known.next(&last.article, &next.article));
            assert!(sketch == expected, "sketch of {:?}, which was {:?}", fresh.text(), last.text());
        }
        self.sketch = Some(sketch);
        self.edition.settle(Reading::Done(Arc::new(next)));
    }
}

/// Everything that is known of a draft, in words.
fn told(snapshot: &Snapshot) -> Vec<(&'static str, String)> {
    let Snapshot { article, known, findings, stood, limit, broken, .. } = snapshot;
    assert_eq!(*broken, [], "a rule broke down");
    vec![
        ("draft", format!("{:#?}", article.draft)),
        ("quotes", format!("{:#?}", article.quotes)),
        ("unbalanced", format!("{:#?}", article.unbalanced)),
        ("speakers", format!("{:?}", article.speakers)),
        ("people", format!("{:#?}", article.people)),
        ("spellings", format!("{:#?}", article.spellings)),
        ("unintroduced", format!("{:#?}", article.unintroduced)),
        ("copies", format!("{:#?}", article.copies)),
        ("retold", format!("{:?}", article.retold)),
        ("echoes", format!("{:#?}", article.echoes)),
        ("known", format!("{known:#?}")),
        ("findings", format!("{findings:#?}")),
        ("stood", format!("{stood:#?}")),
        ("limit", format!("{limit:?}")),
    ]
}
