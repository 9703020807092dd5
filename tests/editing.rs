//! What a draft leads to that was edited is what it leads to when it is opened afresh, all of it, after every edit.
//!
//!     PROPTEST_CASES=100000 cargo test --release --test editing

#[path = "support/every.rs"]
mod every;
#[path = "support/repeatable.rs"]
mod repeatable;

use std::sync::{Arc, LazyLock};

use copydesk::config::Settings;
use copydesk::desk::{Sketch, Sources};
use copydesk::draft::Format;
use copydesk::ide::Snapshot;
use copydesk::text::{Buffer, Span};
use proptest::prelude::*;
use repeatable::repeatable;

/// What is typed or pasted.
const SCRAPS: [&str; 42] = [
    "<!-- stet -->",
    "\n<!-- stet: duplicate-paragraph, unattributed-quote -->\n",
    "",
    " ",
    "e",
    "E",
    ".",
    ", ",
    "\"",
    "“",
    "”",
    "„",
    "‘",
    "’",
    "\n",
    "\n\n",
    "\r\n\r\n",
    "\r",
    "> ",
    "- ",
    "<p>",
    "</p>",
    "&amp;",
    ":\n\n",
    "— ",
    "😀",
    "\u{301}",
    "\0",
    "said Edda Krull",
    " she said. ",
    "Edda Krull",
    "Eda Krull, the mayor,",
    "Krull",
    "the krull",
    "der Müller",
    "“Nobody asked us before they shut the sluice,” said Edda Krull, who keeps it.\n\n",
    "“Nobody asked us before they shut the sluice,\" Krull said.\n\n",
    "\n\nThe sluice was shut again on Sunday, and the keeper did not say when it would open.\n\n",
    "\n\nThe sluice was shut again on Sunday, and the keeper would not say when it opens.\n\n",
    "„Niemand hat uns gefragt“, sagte Edda Krull der Zeitung am Sonntag.\n\n",
    "\n\n“It is dry.”\n\nShe was asked why.\n\n“Nobody knows.”\n\n",
    "According to her, it will rain. ",
];

/// The texts that edits begin with.
static DRAFTS: LazyLock<Vec<(Arc<str>, Format)>> = LazyLock::new(|| {
    let drafts = every::drafts().into_iter();
    drafts.map(|(_, snapshot)| (snapshot.text().clone(), snapshot.article.draft.format)).collect()
});

/// Drafts in one, so long that an edit leaves most of it as it was.
fn book(first: usize, format: Format) -> Arc<str> {
    let texts = DRAFTS.iter().filter(|(_, of)| *of == format).map(|(text, _)| &**text);
    let count = texts.clone().count();
    texts.cycle().skip(first % count).take(40).collect::<Vec<_>>().join("\n\n").into()
}

/// An edit: where it begins and how long it is, both as parts of 1,000 of the draft, and what comes there.
#[derive(Clone, Debug)]
struct Typed {
    place: usize,
    removed: usize,
    scrap: usize,
}

fn typed() -> impl Strategy<Value = Typed> {
    let removed = prop_oneof![6 => Just(0), 2 => 1..10usize, 1 => 10..300usize];
    (0..=1000usize, removed, 0..SCRAPS.len()).prop_map(|(place, removed, scrap)| Typed { place, removed, scrap })
}

/// `last`, edited.
fn edited(last: &Snapshot, typed: &Typed) -> Arc<str> {
    let mut buffer = Buffer::new(last.text());
    let length = buffer.len();
    let start = length * typed.place / 1000;
    buffer.replace(Span::new(start, start + length * typed.removed / 1000), SCRAPS[typed.scrap]);
    buffer.to_string().into()
}

/// Everything that is known of a draft, in words.
fn told(snapshot: &Snapshot) -> Vec<(&'static str, String)> {
    let Snapshot { article, known, findings, stood, limit, .. } = snapshot;
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

fn read(last: Option<&Snapshot>, text: &Arc<str>, format: Format) -> Snapshot {
    let (settings, sources) = (Settings::default(), Arc::<Sources>::default());
    Snapshot::unless(last, text.clone(), format, &settings, &sources, &|| false).expect("nobody cancels it")
}

/// Checks that what `edits` of `text` lead to is what it leads to when it is opened afresh, after each.
fn check(text: &Arc<str>, format: Format, edits: &[Typed]) -> Result<(), TestCaseError> {
    let mut last = read(None, text, format);
    let mut sketch = Sketch::of(&last.article);
    for typed in edits {
        let text = edited(&last, typed);
        let next = read(Some(&last), &text, format);
        let fresh = read(None, &text, format);
        sketch = sketch.next(&last.article, &next.article);
        prop_assert!(sketch == Sketch::of(&fresh.article), "sketch of {:?} after {:?}", text, typed);
        for ((what, next), (_, fresh)) in told(&next).into_iter().zip(told(&fresh)) {
            prop_assert_eq!(next, fresh, "{} of {:?} after {:?}", what, text, typed);
        }
        last = next;
    }
    Ok(())
}

proptest! {
    #![proptest_config(repeatable())]

    #[test]
    fn an_edited_draft_is_as_one_opened_afresh(draft in 0..1000usize, edits in prop::collection::vec(typed(), 1..12)) {
        let (text, format) = &DRAFTS[draft % DRAFTS.len()];
        check(text, *format, &edits)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: repeatable().cases / 8, ..repeatable() })]

    #[test]
    fn an_edited_book_is_as_one_opened_afresh(first in 0..1000usize, edits in prop::collection::vec(typed(), 1..6)) {
        check(&book(first, Format::Plain), Format::Plain, &edits)?;
        check(&book(first, Format::Markdown), Format::Markdown, &edits)?;
    }
}
