//! Every draft that the tests hold: whole articles, and those on the rules' pages.

use std::fs;
use std::path::Path;

use copydesk::config::Settings;
use copydesk::draft::Format;
use copydesk::ide::Snapshot;
use copydesk::rules::RULES;

#[path = "page.rs"]
mod page;

use page::Page;

/// The drafts, each with where it stands.
pub fn drafts() -> Vec<(String, Snapshot)> {
    let read = |text: &str, format| Snapshot::new(text.into(), format, &Settings::default());
    let mut drafts = Vec::new();
    for folder in ["tests/drafts", "tests/drafts/clean", "examples"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("a file").path();
            if let Some(format) = Format::of_file(&path) {
                let text = fs::read_to_string(&path).expect("a draft");
                drafts.push((path.display().to_string(), read(&text, format)));
            }
        }
    }
    for rule in RULES {
        for fence in Page::read(rule.page).fences {
            if let Some(format) = Format::named(&fence.info) {
                drafts.push((format!("{}.md:{}", rule.code, fence.line), read(&fence.text, format)));
            }
        }
    }
    assert!(drafts.len() > 50, "only {} drafts found", drafts.len());
    drafts
}
