//! Drafts of shuffled marks and words: whatever stands in them, what is known of them is sound, and a fix that is offered
//! mends its finding and brings no other of its rule.

#[path = "support/repeatable.rs"]
mod repeatable;
#[path = "support/whole.rs"]
mod whole;

use copydesk::config::Settings;
use copydesk::draft::Format;
use copydesk::ide::Snapshot;
use copydesk::rules::Finding;
use copydesk::text::edit;
use proptest::prelude::*;
use repeatable::repeatable;
use whole::sound;

/// What drafts are shuffled from.
const SCRAPS: [&str; 48] = [
    "\"",
    "\"",
    "“",
    "”",
    "„",
    "‟",
    "«",
    "»",
    "‹",
    "›",
    "'",
    "‘",
    "’",
    "‚",
    "''",
    "``",
    "`",
    "(",
    ")",
    "[",
    "]",
    ",",
    ".",
    ".",
    "?",
    "!",
    "…",
    ":",
    ";",
    "—",
    "-",
    "\n",
    "\n\n",
    "\n\n",
    "The sluice was shut again",
    "we",
    "Nobody asked us",
    "It rained on Sunday",
    "said Edda Krull",
    "she said",
    "Krull",
    "Ivo Brandt told the council",
    "according to her",
    "the keeper's wheel",
    "sagte Edda Krull",
    "der Müller",
    "5",
    "I never saw the river that high",
];

/// What may stand far before and behind.
const CLEAN: &str = "The crews went home.\n\n";

/// A draft of scraps, some of which touch, perhaps far within a clean one.
fn garbled() -> impl Strategy<Value = String> {
    let scraps = prop::collection::vec((0..SCRAPS.len(), prop::bool::weighted(0.6)), 1..40);
    (scraps, prop::bool::ANY).prop_map(|(scraps, within)| {
        let spaced = |&(scrap, spaced): &(usize, bool)| [SCRAPS[scrap], if spaced { " " } else { "" }].concat();
        let text: String = scraps.iter().map(spaced).collect();
        let clean = if within { CLEAN.repeat(20) } else { String::new() };
        format!("{clean}{text}\n\n{clean}")
    })
}

/// How many fixes `text` is offered. Panics where one leaves as many findings of its rule as there were.
fn mended(text: &str, format: Format) -> usize {
    let read = |text: &str| Snapshot::new(text.into(), format, &Settings::default()).findings;
    let findings = read(text);
    let mut fixes = 0;
    for finding in &findings {
        let count = |findings: &[Finding]| findings.iter().filter(|other| other.code == finding.code).count();
        for fix in &finding.fixes {
            let fixed = edit::apply(text, &fix.edits);
            let left = read(&fixed);
            assert!(
                count(&left) < count(&findings),
                "{format:?} `{}` leaves {finding:#?}\n{text}\n\n{fixed}",
                fix.title
            );
            fixes += 1;
        }
    }
    fixes
}

/// What else a draft may hold: line ends of every kind, markup, what shows nothing, letters of more than one character,
/// names that are at odds, and passages that stand again.
const ODD: [&str; 40] = [
    "\r\n",
    "\r\n\r\n",
    "\r",
    "\n\n",
    "\n",
    "\0",
    "\u{feff}",
    "\u{a0}",
    "\u{2028}",
    "\u{85}",
    "\u{200b}",
    "\u{202e}",
    "\u{200f}",
    "🗞",
    "👩\u{200d}👩\u{200d}👧",
    "e\u{301}",
    "\u{301}",
    "שלום",
    "東京",
    "ﬁ",
    "ß",
    "İ",
    "&amp;",
    "&quot;",
    "&#8220;",
    "<p>",
    "</p>",
    "<li>",
    "<blockquote>",
    "**",
    "*",
    "> ",
    "- ",
    "# ",
    "\\",
    "Mayor Edda Krull",
    "Edda Kruhl",
    "Mr. Krüll",
    "“We were never asked about the sluice,” said Edda Krull.",
    "The sluice at Marrow Weir was opened by hand on Sunday. The motor had failed for the third time since the autumn. ",
];

/// A draft of scraps and of what else there may be.
fn odd() -> impl Strategy<Value = String> {
    let scrap = prop_oneof![1 => prop::sample::select(&SCRAPS[..]), 2 => prop::sample::select(&ODD[..])];
    let scraps = prop::collection::vec((scrap, prop::bool::ANY), 1..40);
    scraps.prop_map(|scraps| {
        scraps.iter().map(|(scrap, spaced)| [*scrap, if *spaced { " " } else { "" }].concat()).collect()
    })
}

proptest! {
    #![proptest_config(repeatable())]

    /// "Insert an attribution" and the marks put in or taken out left their finding in place where others stood close by.
    #[test]
    fn a_fix_mends_its_finding_among_garbled_marks(text in garbled()) {
        for format in [Format::Plain, Format::Markdown, Format::Html] {
            mended(&text, format);
        }
    }

    #[test]
    fn whatever_is_known_of_an_odd_draft_is_sound(text in odd()) {
        for format in [Format::Plain, Format::Markdown, Format::Html] {
            sound(&text, format);
        }
    }
}

/// Where a paragraph ends, the word behind it was asked for: the reader fell over news that had been scraped.
#[test]
fn a_paragraph_may_end_where_a_noun_would_stand() {
    sound("Think herring quietly\nIt’s late.", Format::Plain);
}

/// A mark that stands alone in its paragraph hid from the proof of a fix what the fix brought behind it.
#[test]
fn a_fix_is_proven_beyond_a_lone_apostrophe() {
    mended("\"'«.\n\n'\n\n`` ``”\n\n", Format::Markdown);
}

/// A nickname in marks that ended behind the phrase it was looked for in: the reader fell over it.
#[test]
fn a_nickname_may_end_in_another_sentence() {
    sound("said Edda Krull». «Krull\n\n", Format::Plain);
}

/// Only what cannot be mended is left without a fix.
#[test]
fn plain_faults_have_fixes() {
    for (text, fixes) in [
        ("It was late. “It rained on Sunday and nobody came to shut the sluice.”\n", 1),
        ("Edda Krull was there. “The sluice was shut again.\n\nThe crews went home.\n", 2),
        ("The sluice was shut again,” said Edda Krull. The crews went home.\n", 2),
    ] {
        let text = format!("{}{text}", CLEAN.repeat(9));
        assert_eq!(mended(&text, Format::Plain), fixes, "{text}");
    }
}
