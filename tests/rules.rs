//! Each rule's page, `tests/rules/CODE.md`, is its test.
//!
//! A section of a page shows a draft in a fence that names its format (`plaintext`, `markdown`, `html`), behind it in a
//! `findings` fence what Copydesk says of it, all rules together, and the page's own if it is silent unless asked; an empty
//! one says that it is silent. A fence `plaintext "NAME"` is another draft of the desk for the rest of its section; one in the
//! folder `archive` was printed. A fence `fixed "Title"` behind that shows the draft after the first fix of that title,
//! `fixed all` after all automatic fixes. A `toml` fence before a draft is the `copydesk.toml` of the drafts in its
//! section; a fence `source interview.txt` is a text of that name that they are written from. Every draft is also asked the
//! invariants.
//!
//! `UPDATE=1 cargo test --test rules` rewrites what the pages expect.

#[path = "support/invariants.rs"]
mod invariants;
#[path = "support/page.rs"]
mod page;
#[path = "support/report.rs"]
mod report;

use std::path::Path;
use std::sync::Arc;

use copydesk::config::{File, Settings};
use copydesk::desk::{Answers, Filed, Passages, Shelf, Sketch, Source, Sources};
use copydesk::draft::Format;
use copydesk::ide::{Snapshot, actions};
use copydesk::rules::{self, RULES};
use copydesk::text::{Edit, edit};
use page::{Fence, Page};
use similar::TextDiff;

#[test]
fn pages() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut faults = String::new();
    for rule in RULES {
        let name = format!("tests/rules/{}.md", rule.code);
        assert!(rule.page.starts_with(&format!("# {}\n", rule.code)), "{name} begins with its code as the title");
        let page = Page::read(rule.page);
        let enabled = if rule.unasked { Vec::new() } else { vec![rule.code.to_owned()] };
        let settings = Settings { enabled, ..Settings::default() };
        let actual = answered(&name, &page, &settings, &mut faults).to_string();
        if actual == rule.page {
            continue;
        }
        if update {
            std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(&name), actual).expect("the page can be written");
        } else {
            let diff = TextDiff::from_lines(rule.page, &actual);
            faults.push_str(&diff.unified_diff().header(&name, "what Copydesk says").to_string());
        }
    }
    assert!(faults.is_empty(), "the pages expect something else; UPDATE=1 rewrites them\n{faults}");
}

#[test]
fn nothing_is_said_of_an_empty_draft() {
    for format in [Format::Plain, Format::Markdown, Format::Html] {
        for text in ["", "\n", " \r\n\t\n", "\u{feff}"] {
            let snapshot = Snapshot::new(text.into(), format, &Settings::default());
            assert_eq!(snapshot.findings, [], "{format:?} {text:?}");
        }
    }
}

/// `page` with the answers that Copydesk gives. Adds to `faults` what the page asks for and nothing offers.
fn answered(name: &str, page: &Page, plain: &Settings, faults: &mut String) -> Page {
    let mut answered = Page::default();
    let mut draft: Option<(&Fence, Snapshot)> = None;
    let mut settings = plain.clone();
    let mut sources = Vec::new();
    let mut desk = Passages::default();
    let mut fences = page.fences.iter().peekable();
    while let Some(fence) = fences.next() {
        let place = format!("{name}:{}", fence.line);
        if fence.before.contains("\n## ") {
            settings = plain.clone();
            sources.clear();
            desk = Passages::default();
        }
        if let Some(source) = fence.info.strip_prefix("source ") {
            let format = Format::of_file(Path::new(source)).unwrap_or_else(|| panic!("{place}: no format"));
            sources.push(Arc::new(Source::new(source, source, &fence.text, format)));
            answered.fences.push(fence.clone());
            continue;
        }
        if fence.info == "toml" {
            let file = File::read(&fence.text);
            assert_eq!(file.mistakes, [], "{place}");
            settings = Settings { enabled: plain.enabled.clone(), ..file.settings };
            answered.fences.push(fence.clone());
            continue;
        }
        if let Some((format, name)) = fence.info.split_once(' ').filter(|(format, _)| Format::named(format).is_some()) {
            let (format, name) = (Format::named(format).unwrap_or_default(), name.trim_matches('"'));
            let snapshot = Snapshot::new(fence.text.as_str().into(), format, &settings);
            let shelf = if name.starts_with("archive/") { Shelf::Archive } else { Shelf::Drafts };
            desk.put(name, Filed { name: name.into(), shelf, sketch: Sketch::of(&snapshot.article).into() });
            answered.fences.push(fence.clone());
            continue;
        }
        if let Some(format) = Format::named(&fence.info) {
            let snapshot =
                Snapshot::from(fence.text.as_str().into(), format, &settings, &Arc::new(Sources::new(sources.clone())));
            invariants::hold(&place, &snapshot);
            let shared = desk.shared("", &Sketch::of(&snapshot.article), &mut Answers::default());
            let mut broken = Vec::new();
            let across = rules::across(&snapshot.article, &shared, &settings, &mut broken);
            assert_eq!(broken, []);
            across.iter().for_each(|finding| invariants::well_formed(&place, &fence.text, finding));
            let report = report::report(&fence.text, &snapshot.findings_beside(&across, &settings));
            draft = Some((fence, snapshot));
            answered.fences.push(fence.clone());
            let shown = fences.next_if(|next| next.info == "findings");
            answered.fences.push(match shown {
                Some(findings) => Fence { text: report, ..findings.clone() },
                None => Fence { info: "findings".into(), text: report, before: "\n".into(), line: 0 },
            });
            continue;
        }
        let Some((source, snapshot)) = &draft else { panic!("{place}: no draft stands before this fence") };
        let text = match edits(snapshot, &fence.info) {
            Some(edits) => edit::apply(&source.text, &edits),
            None => {
                faults.push_str(&format!("{place}: nothing offers `{}`\n", fence.info));
                fence.text.clone()
            }
        };
        answered.fences.push(Fence { text, ..fence.clone() });
    }
    answered.rest = page.rest.clone();
    answered
}

/// The edits that a fence `fixed …` asks for; `None` if no finding of `snapshot` offers them.
fn edits(snapshot: &Snapshot, info: &str) -> Option<Vec<Edit>> {
    let which = info.strip_prefix("fixed ")?;
    if which == "all" {
        return Some(actions::fix_all(snapshot));
    }
    let title = which.strip_prefix('"')?.strip_suffix('"')?;
    let mut fixes = snapshot.findings.iter().flat_map(|finding| &finding.fixes);
    fixes.find(|fix| fix.title == title).map(|fix| fix.edits.clone())
}
