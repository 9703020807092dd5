//! The extension for VS Code offers what the server takes: `editors/vscode/package.json` says it to VS Code.

use copydesk::config::Preferences;
use copydesk::rules::RULES;
use serde_json::{Map, Value, json};

fn manifest() -> Value {
    serde_json::from_str(include_str!("../editors/vscode/package.json")).unwrap()
}

/// The settings that are handed on to the server, by their names there.
fn settings() -> Map<String, Value> {
    let manifest = manifest();
    let all = manifest["contributes"]["configuration"]["properties"].as_object().unwrap();
    let settings = all.iter().filter(|(name, _)| *name != "copydesk.path");
    settings.map(|(name, setting)| (name.strip_prefix("copydesk.").unwrap().to_owned(), setting.clone())).collect()
}

#[test]
fn it_has_the_version_of_the_server() {
    assert_eq!(manifest()["version"], env!("CARGO_PKG_VERSION"));
}

#[test]
fn its_settings_are_the_options_of_the_server() {
    let readme = include_str!("../README.md");
    let (_, options) = readme.split_once("\n### Options\n").expect("a section on the options");
    let (options, _) = options.split_once("\n## ").expect("a section behind it");
    let rows = options.lines().filter_map(|line| Some(line.strip_prefix("| `")?.split_once('`')?.0));
    assert_eq!(settings().keys().map(String::as_str).collect::<Vec<_>>(), rows.collect::<Vec<_>>());
}

#[test]
fn what_it_hands_on_unasked_changes_nothing() {
    let defaults: Map<String, Value> =
        settings().into_iter().map(|(name, mut setting)| (name, setting["default"].take())).collect();
    let handed_on: Preferences = serde_json::from_value(defaults.into()).unwrap();
    assert_eq!(handed_on, Preferences::default());
}

#[test]
fn it_enables_the_rules_that_are_silent_unasked() {
    let silent: Vec<&str> = RULES.iter().filter(|rule| !rule.unasked).map(|rule| rule.code).collect();
    assert_eq!(settings()["enable"]["items"]["enum"], json!(silent));
}
