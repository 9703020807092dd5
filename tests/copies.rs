//! Drafts put together at random from a few passages keep the invariants: above all, what all fixes do at once.

#[path = "support/invariants.rs"]
mod invariants;

use copydesk::config::Settings;
use copydesk::draft::Format;
use copydesk::ide::Snapshot;
use proptest::prelude::*;

const PASSAGES: [&str; 9] = [
    "The sluice at Marrow Weir was opened by hand on Sunday. The motor had failed for the third time since the autumn.",
    "The sluice at Marrow Weir was opened by hand on Sunday. The motor had failed for the fourth time since the winter.",
    "The motor had failed for the third time since the autumn. Nobody sells the part any more.",
    "\"I have turned that wheel more often than the key of my own house,\" said Edda Krull, who lives beside it.",
    "Nobody was hurt.",
    "What comes next",
    "Anglers had asked for it to stay shut until the young trout were out\nof the side arm. They were told too late, and by a\nneighbour.",
    "Anglers had asked for it to stay shut until the young trout were out of the side arm. They were told too late.",
    "The district has **two** offers for a new motor, one of them from the firm that built the old one.",
];

fn passages() -> impl Strategy<Value = Vec<(usize, usize)>> {
    prop::collection::vec((0..PASSAGES.len(), 0..5usize), 1..9)
}

fn hold(text: &str, format: Format) {
    invariants::hold(text, &Snapshot::new(text.into(), format, &Settings::default()));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plain_text(passages in passages()) {
        let text: String = passages
            .iter()
            .map(|&(passage, gap)| format!("{}{}", PASSAGES[passage], ["\n\n", "\n", "\n\n\n", " ", "\n \n"][gap]))
            .collect();
        hold(&text, Format::Plain);
        hold(text.trim_end(), Format::Plain);
    }

    #[test]
    fn markdown(passages in passages()) {
        let text: String = passages
            .iter()
            .map(|&(passage, mark)| format!("{}{}\n\n", ["", "- ", "> ", "## ", "1. "][mark], PASSAGES[passage].replace('\n', " ")))
            .collect();
        hold(&text, Format::Markdown);
        hold(&text.replace("\n\n> ", "\n>\n> ").replace("\n\n- ", "\n- "), Format::Markdown);
    }

    #[test]
    fn html(passages in passages()) {
        let text: String = passages
            .iter()
            .map(|&(passage, tag)| {
                let tag = ["p", "li", "h2", "blockquote", "p"][tag];
                format!("<{tag}>{}</{tag}>\n", PASSAGES[passage].replace('"', "&quot;"))
            })
            .collect();
        hold(&text, Format::Html);
        hold(&text.replace(">\n<", "><"), Format::Html);
    }
}

/// A line break counted for two where it is CRLF, and half of a paragraph was less than half.
#[test]
fn how_lines_end_does_not_decide_what_is_merged() {
    let text: String = [PASSAGES[6], "\n\n", PASSAGES[6], " ", PASSAGES[0], " ", PASSAGES[4], "\n\n"].concat();
    hold(&text, Format::Plain);
}
