//! Whole articles, written for us. `tests/drafts/NAME.findings` holds what Copydesk says of `tests/drafts/NAME` and what
//! its automatic fixes change; of the drafts under `tests/drafts/clean/` it says nothing. Every draft is also asked the
//! invariants.
//!
//! `UPDATE=1 cargo test --test drafts` rewrites what is expected. Nothing makes a clean draft expect a finding.

#[path = "support/invariants.rs"]
mod invariants;
#[path = "support/report.rs"]
mod report;

use std::fs;
use std::path::{Path, PathBuf};

use copydesk::config::Settings;
use copydesk::draft::Format;
use copydesk::ide::{Snapshot, actions};
use copydesk::text::edit;
use similar::TextDiff;

/// The drafts in the folder `name`, in order.
fn drafts(name: &str) -> Vec<(PathBuf, Snapshot)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let drafts = paths.into_iter().filter_map(|path| {
        let format = Format::of_file(&path)?;
        let text = fs::read_to_string(&path).unwrap();
        Some((path, analyse(&text, format)))
    });
    drafts.collect()
}

fn analyse(text: &str, format: Format) -> Snapshot {
    Snapshot::new(text.into(), format, &Settings::default())
}

/// What is said of a draft, and what the fixes change that are made unasked.
fn answer(snapshot: &Snapshot) -> String {
    let fixed = edit::apply(snapshot.text(), &actions::fix_all(snapshot));
    let change = TextDiff::from_lines(&**snapshot.text(), &fixed).unified_diff().to_string();
    let change = change.replace('\r', "␍");
    [report::report(snapshot.text(), &snapshot.findings).replace('\r', "␍"), change]
        .join(if fixed == **snapshot.text() { "" } else { "\n" })
}

#[test]
fn drafts_get_their_findings() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut faults = String::new();
    for folder in ["tests/drafts", "examples"] {
        for (path, snapshot) in drafts(folder) {
            let name = path.file_name().unwrap().to_str().unwrap();
            let beside = format!("{}/tests/drafts/{name}.findings", env!("CARGO_MANIFEST_DIR"));
            let expected = fs::read_to_string(&beside).unwrap_or_default();
            let actual = answer(&snapshot);
            if expected == actual {
                continue;
            }
            if update {
                fs::write(beside, actual).unwrap();
            } else {
                let diff = TextDiff::from_lines(&expected, &actual);
                faults.push_str(&diff.unified_diff().header(&beside, "what Copydesk says").to_string());
            }
        }
    }
    assert!(faults.is_empty(), "the drafts expect something else; UPDATE=1 rewrites it\n{faults}");
}

#[test]
fn clean_drafts_get_none() {
    let clean = drafts("tests/drafts/clean");
    assert!(clean.len() >= 4);
    for (path, snapshot) in clean {
        assert_eq!(report::report(snapshot.text(), &snapshot.findings), "", "{}", path.display());
    }
}

#[test]
fn the_invariants_hold_for_all() {
    for folder in ["tests/drafts", "tests/drafts/clean", "examples"] {
        for (path, snapshot) in drafts(folder) {
            let format = snapshot.article.draft.format;
            // They try both line ends themselves.
            invariants::hold(&path.to_string_lossy(), &analyse(&snapshot.text().replace("\r\n", "\n"), format));
        }
    }
}
