//! What a draft leads to that was edited is what it leads to when it is opened afresh, all of it, after every edit.
//!
//!     PROPTEST_CASES=100000 cargo test --release --test editing

#[path = "support/edited.rs"]
mod edited;
#[path = "support/every.rs"]
mod every;
#[path = "support/repeatable.rs"]
mod repeatable;

use std::sync::{Arc, LazyLock};

use copydesk::draft::Format;
use copydesk::text::{Encoding, Span};
use edited::Edited;
use proptest::prelude::*;
use repeatable::repeatable;

/// What is typed or pasted.
const SCRAPS: [&str; 56] = [
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
    "\r\n",
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
    "👩\u{200d}👩\u{200d}👧",
    "🇺🇦",
    "\u{301}",
    "שלום",
    "مرحبا",
    "\u{202e}",
    "\u{200f}",
    "\u{feff}",
    "\u{a0}",
    "\u{2028}",
    "İ",
    "ß",
    "東京",
    "\t",
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
fn book(first: usize, format: Format) -> String {
    let texts = DRAFTS.iter().filter(|(_, of)| *of == format).map(|(text, _)| &**text);
    let count = texts.clone().count();
    texts.cycle().skip(first % count).take(40).collect::<Vec<_>>().join("\n\n")
}

/// The most that a draft has at first, in bytes.
const LONGEST: usize = 3_000;

/// A part of one of the drafts.
fn draft() -> impl Strategy<Value = (&'static str, Format)> {
    (0..DRAFTS.len(), 0..1000usize).prop_map(|(draft, start)| {
        let (text, format) = &DRAFTS[draft];
        let start = text.floor_char_boundary(text.len().saturating_sub(LONGEST) * start / 1000);
        (&text[start..text.floor_char_boundary(start + LONGEST)], *format)
    })
}

/// What is typed: where and in the place of how much, both as parts of 1,000 of the draft, how many columns further than it
/// reaches the editor says that it does, and which of the [`SCRAPS`] comes there.
#[derive(Clone, Debug)]
enum Typed {
    Scrap {
        place: usize,
        removed: usize,
        astray: u32,
        scrap: usize,
    },
    /// The same over and over, in one line for most of them.
    Long {
        place: usize,
        scrap: usize,
    },
    /// In the place of all.
    Whole {
        scrap: usize,
    },
    /// Nothing, but another desk reads it from now on.
    TurnedOver,
}

/// How long a [`Typed::Long`] is, in bytes.
const LONG: usize = 10_000;

fn typed() -> impl Strategy<Value = Typed> {
    let (places, scraps) = (0..=1000usize, 0..SCRAPS.len());
    let removed = prop_oneof![6 => Just(0), 2 => 1..10usize, 1 => 10..300usize];
    let astray = prop_oneof![18 => Just(0), 1 => Just(1), 1 => Just(u32::MAX)];
    let short = (places.clone(), removed, astray, scraps.clone());
    let short = short.prop_map(|(place, removed, astray, scrap)| Typed::Scrap { place, removed, astray, scrap });
    let long = (places, scraps.clone()).prop_map(|(place, scrap)| Typed::Long { place, scrap });
    let whole = scraps.prop_map(|scrap| Typed::Whole { scrap });
    prop_oneof![300 => short, 1 => long, 2 => whole, 20 => Just(Typed::TurnedOver)]
}

fn encoding() -> impl Strategy<Value = Encoding> {
    prop::sample::select(vec![Encoding::Utf8, Encoding::Utf16, Encoding::Utf32])
}

/// Has the editor make `edits` of `text`, each of which asks that it is read as if it were opened afresh.
fn edit(text: &str, format: Format, encoding: Encoding, edits: &[Typed]) {
    let mut draft = Edited::open(text, format, encoding);
    for typed in edits {
        let at = |place: usize, length: usize| {
            let start = draft.len() * place / 1000;
            draft.range(Span::new(start, start + draft.len() * length / 1000))
        };
        match *typed {
            Typed::Scrap { place, removed, astray, scrap } => {
                let mut range = at(place, removed);
                range.end.character = range.end.character.saturating_add(astray);
                draft.change(Some(range), SCRAPS[scrap]);
            }
            Typed::Long { place, scrap } => {
                let scrap = SCRAPS[scrap];
                draft.change(Some(at(place, 0)), &scrap.repeat(LONG / scrap.len().max(1)));
            }
            Typed::Whole { scrap } => draft.change(None, SCRAPS[scrap]),
            Typed::TurnedOver => draft.turn_over(),
        }
    }
}

proptest! {
    #![proptest_config(repeatable())]

    #[test]
    fn an_edited_draft_is_as_one_opened_afresh(
        (text, format) in draft(),
        encoding in encoding(),
        edits in prop::collection::vec(typed(), 1..12),
    ) {
        edit(text, format, encoding, &edits);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: repeatable().cases / 8, ..repeatable() })]

    #[test]
    fn an_edited_book_is_as_one_opened_afresh(
        first in 0..1000usize,
        encoding in encoding(),
        edits in prop::collection::vec(typed(), 1..6),
    ) {
        for format in [Format::Plain, Format::Markdown] {
            edit(&book(first, format), format, encoding, &edits);
        }
    }
}

/// What the words of a draft said in another language was counted on.
#[test]
fn words_are_counted_afresh_in_another_language() {
    let text = "---\nlang: en\n---\n\nThe ash fell on Sunday.\n\nAsh Verrick left. “It was dark,” Ash said.\n";
    let mut draft = Edited::open(text, Format::Markdown, Encoding::Utf8);
    for (from, to, new) in [(10, 12, "de"), (10, 12, "en"), (18, 43, "")] {
        let range = draft.range(Span::new(from, to));
        draft.change(Some(range), new);
    }
}
