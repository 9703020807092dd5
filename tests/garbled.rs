//! Drafts of shuffled marks and words: whatever stands in them, a fix that is offered mends its finding and brings no other
//! of its rule.

use copydesk::config::Settings;
use copydesk::draft::Format;
use copydesk::ide::Snapshot;
use copydesk::rules::Finding;
use copydesk::text::edit;
use proptest::prelude::*;

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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// "Insert an attribution" and the marks put in or taken out left their finding in place where others stood close by.
    #[test]
    fn a_fix_mends_its_finding_among_garbled_marks(text in garbled()) {
        for format in [Format::Plain, Format::Markdown, Format::Html] {
            mended(&text, format);
        }
    }
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
