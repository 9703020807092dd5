//! What becomes of a draft over which a part of the analysis breaks down.

#[allow(dead_code, reason = "not everything that an editor does can break down")]
#[path = "support/editor.rs"]
mod editor;

use std::sync::Arc;

use copydesk::config::Settings;
use copydesk::desk::Sources;
use copydesk::draft::Format;
use copydesk::ide::Snapshot;
use copydesk::rules::{self, RULES, Rule};
use editor::Editor;
use serde_json::{Value, json};

const URI: &str = "file:///desk/weir.md";

/// Nobody is given for its quote, which may stand all the same, and a name is misspelt.
const DRAFT: &str = "\
The keeper Oskar Lindqvist shut the sluice. Oskar Lindqvist has done so since 1988, and Lindquist is tired.

<!-- stet: unattributed-quote -->
“It is a quiet place, and nobody comes here twice.”

The TRAP stays open.
";

/// Every rule; that of quotes that nobody is given for breaks down over a trap.
fn rules() -> Vec<Rule> {
    let mut rules = RULES.to_vec();
    for rule in rules.iter_mut().filter(|rule| rule.code == "unattributed-quote") {
        rule.check = |article, known| {
            assert!(!article.draft.text.contains("TRAP"), "caught in\na trap");
            rules::named("unattributed-quote").map_or(Vec::new(), |rule| (rule.check)(article, known))
        };
    }
    rules
}

fn breaking(
    last: Option<&Snapshot>,
    text: Arc<str>,
    format: Format,
    settings: &Settings,
    sources: &Arc<Sources>,
    cancelled: &dyn Fn() -> bool,
) -> Option<Snapshot> {
    assert!(last.is_none_or(|last| last.broken.is_empty()), "what a rule broke down over was kept");
    Snapshot::by(&rules(), last, text, format, settings, sources, cancelled)
}

/// Breaks down over whatever was read before.
fn forgetful(
    last: Option<&Snapshot>,
    text: Arc<str>,
    format: Format,
    settings: &Settings,
    sources: &Arc<Sources>,
    cancelled: &dyn Fn() -> bool,
) -> Option<Snapshot> {
    assert!(last.is_none(), "it remembers");
    Snapshot::unless(None, text, format, settings, sources, cancelled)
}

fn codes(diagnostics: &Value) -> Vec<&str> {
    diagnostics.as_array().map_or(Vec::new(), |found| found.iter().filter_map(|it| it["code"].as_str()).collect())
}

#[test]
fn a_rule_that_breaks_down_is_not_heard_and_the_others_are() {
    let read = |text: &str| {
        breaking(None, text.into(), Format::Markdown, &Settings::default(), &Arc::default(), &|| false).expect("read")
    };
    let codes = |text: &str| read(text).findings.iter().map(|finding| finding.code).collect::<Vec<_>>();
    // Nor is its mark called needless.
    assert_eq!(codes(DRAFT), ["inconsistent-name"]);
    let broken = &read(DRAFT).broken;
    assert_eq!((broken.len(), broken[0].rule), (1, Some("unattributed-quote")));
    assert_eq!(broken[0].cause, "caught in a trap");
    let calm = DRAFT.replace("TRAP", "sluice");
    assert_eq!((codes(&calm), read(&calm).broken), (vec!["inconsistent-name"], vec![]));
    assert_eq!(codes(&calm.replace("<!--", "<!-- no")), ["inconsistent-name", "unattributed-quote"]);
    let beside = read(DRAFT).findings_beside(&[], &Settings::default());
    assert_eq!(beside.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["inconsistent-name"]);
}

#[test]
fn the_writer_is_told_once_of_a_rule_that_breaks_down() {
    let mut editor = Editor::with_reader(breaking, json!({}));
    editor.open(URI, "markdown", DRAFT);
    assert_eq!(codes(&editor.diagnostics(URI, 1)), ["inconsistent-name"]);
    let fault = "weir.md: the rule unattributed-quote broke down, and the others went on: caught in a trap; this is a fault of \
                 ours, please report it at https://github.com/copydesk/copydesk/issues";
    assert_eq!(editor.notified("window/logMessage", |_| true), json!({"type": 1, "message": fault}));
    let shown = editor.notified("window/showMessage", |_| true);
    assert_eq!(shown, json!({"type": 1, "message": format!("Copydesk, in {fault}")}));
    for version in 2..8 {
        let text = format!("{DRAFT}\n{version}\n");
        editor.change(URI, version, json!([{"text": text}]));
        assert_eq!(codes(&editor.diagnostics(URI, version)), ["inconsistent-name"]);
    }
    let hover = editor.ask_hover(URI, 0, 12);
    assert!(editor.answer(hover).expect("an answer").to_string().contains("Oskar Lindqvist"));
    let asked = editor.ask_actions(URI, Value::Null);
    assert!(editor.answer(asked).expect("an answer").to_string().contains("Lindqvist"));
    let status = json!({"command": "copydesk.status", "arguments": [{"uri": URI}]});
    let asked = editor.ask("workspace/executeCommand", status);
    let limits = editor.answer(asked).expect("an answer")["limits"].clone();
    assert_eq!(limits, json!(["The rule unattributed-quote broke down; this is a fault of ours."]));
    // What mended it is heard.
    editor.change(URI, 8, json!([{"text": DRAFT.replace("TRAP", "sluice").replace("<!--", "<!-- no")}]));
    assert_eq!(codes(&editor.diagnostics(URI, 8)), ["inconsistent-name", "unattributed-quote"]);
    assert!(editor.heard_nothing_else());
}

#[test]
fn what_breaks_down_over_what_was_kept_is_read_afresh() {
    let mut editor = Editor::with_reader(forgetful, json!({}));
    editor.open(URI, "markdown", DRAFT);
    assert_eq!(codes(&editor.diagnostics(URI, 1)), ["inconsistent-name"]);
    for version in 2..5 {
        editor.change(URI, version, json!([{"text": DRAFT.replace("stet:", "stop:")}]));
        assert_eq!(codes(&editor.diagnostics(URI, version)), ["inconsistent-name", "unattributed-quote"]);
    }
    let told = editor.notified("window/logMessage", |_| true);
    assert!(told["message"].as_str().is_some_and(|told| told.contains("it remembers")), "{told}");
    editor.notified("window/showMessage", |_| true);
    assert!(editor.heard_nothing_else());
}
