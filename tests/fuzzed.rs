//! Inputs of the fuzzer that were kept: those that once did harm, each called after the fault, and a few that reach much
//! of what there is. `fuzz/run TARGET` looks for more.

#[path = "support/fuzzed.rs"]
mod fuzzed;

use std::fs;
use std::path::Path;

fn ask(target: &str, of: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzzed").join(target);
    let mut kept: Vec<_> = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    kept.sort();
    assert!(!kept.is_empty(), "nothing was kept of {target}");
    for path in kept {
        println!("{}", path.display());
        of(&fs::read(&path).expect("a file"));
    }
}

#[test]
fn formats() {
    ask("formats", fuzzed::formats);
}

#[test]
fn analysis() {
    ask("analysis", fuzzed::analysis);
}

#[test]
fn editing() {
    ask("editing", fuzzed::editing);
}

#[test]
fn settings() {
    ask("settings", fuzzed::settings);
}

#[test]
fn frames() {
    ask("frames", fuzzed::frames);
}

#[test]
fn session() {
    ask("session", fuzzed::session);
}
