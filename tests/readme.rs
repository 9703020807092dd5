//! The README says what is so: what the commands in it print, and which rules there are.
//!
//! `UPDATE=1 cargo test --test readme` rewrites what it shows of a command.

use std::fs;
use std::path::Path;
use std::process::Command;

use copydesk::rules::RULES;
use similar::TextDiff;

/// Runs `line`, a command as the README shows it, and gives what it prints.
fn printed(line: &str) -> String {
    let arguments = line.strip_prefix("copydesk ").expect("the README runs copydesk").split_whitespace();
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    let output = command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.stderr.is_empty(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn it_shows_what_is_printed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let mut actual = String::new();
    let mut rest = readme.as_str();
    while let Some((before, session)) = rest.split_once("```console\n$ ") {
        let (line, after) = session.split_once('\n').unwrap();
        let (_, after) = after.split_once("```\n").unwrap();
        actual += &format!("{before}```console\n$ {line}\n{}```\n", printed(line));
        rest = after;
    }
    assert!(!actual.is_empty(), "the README shows no command");
    actual += rest;
    if actual != readme && std::env::var_os("UPDATE").is_some() {
        fs::write(path, actual).unwrap();
    } else {
        let diff = TextDiff::from_lines(&readme, &actual).unified_diff().to_string();
        assert!(diff.is_empty(), "UPDATE=1 rewrites it\n{diff}");
    }
}

/// The page of the job beside the examples was checked as one of them.
#[test]
fn it_counts_the_articles_of_the_first_command() {
    let readme = include_str!("../README.md");
    assert!(readme.contains("cargo run --release -- check examples\n"));
    assert!(readme.contains("three with faults, one without"));
    let printed = printed("copydesk check examples --format json");
    let answer: serde_json::Value = serde_json::from_str(&printed).unwrap();
    let drafts = answer["drafts"].as_array().unwrap();
    let clean = drafts.iter().filter(|draft| draft["findings"].as_array().unwrap().is_empty()).count();
    assert_eq!((drafts.len() - clean, clean), (3, 1), "{printed}");
}

#[test]
fn it_lists_the_rules() {
    let readme = include_str!("../README.md");
    let (_, flags) = readme.split_once("\n## What it flags\n").expect("a section on the rules");
    let (flags, _) = flags.split_once("\n## ").expect("a section behind it");
    let rows = flags.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    let listed: Vec<&str> = rows.map(|(code, _)| code).collect();
    let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(listed, codes);
}
