//! The manners of the server: who decides what it says, how its findings are fetched, and when it keeps quiet.

#[allow(dead_code, reason = "not everything that an editor does is a matter of manners")]
#[path = "support/editor.rs"]
mod editor;
#[path = "support/folder.rs"]
mod folder;

use editor::Editor;
use folder::Folder;
use serde_json::{Value, json};

const URI: &str = "file:///desk/strike.txt";

fn codes(diagnostics: &Value) -> Vec<&str> {
    let all = diagnostics.as_array().expect("a list").iter();
    all.map(|diagnostic| diagnostic["code"].as_str().expect("a code")).collect()
}

mod settings {
    use super::*;

    /// A quote that nobody is given for, and a bare surname before the full name.
    const DRAFT: &str = "Arkwright said the strike would go on.\n\nTomas Arkwright leads the union.\n\n\
        “Nobody has asked the lamplighters of Hollin what they think of it.”\n";

    const NAME: &str = "unintroduced-name";
    const QUOTE: &str = "unattributed-quote";

    fn changed(editor: &mut Editor, settings: Value) {
        editor.notify("workspace/didChangeConfiguration", json!({"settings": settings}));
    }

    /// What is found in `uri` when its first version is published once more.
    fn found(editor: &mut Editor, uri: &str) -> Vec<String> {
        codes(&editor.diagnostics(uri, 1)).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn settings_that_the_client_changes_count_at_once() {
        let mut editor = Editor::with_options(json!({"enable": [NAME]}));
        editor.open(URI, "plaintext", DRAFT);
        assert_eq!(found(&mut editor, URI), [NAME, QUOTE]);
        changed(&mut editor, json!({"copydesk": {"rules": {QUOTE: "off"}}, "other": 1}));
        assert_eq!(found(&mut editor, URI), [NAME]);
        // What it says now is all that it says, but for what it said as it started the server.
        changed(&mut editor, json!({"copydesk": {"enable": []}}));
        assert_eq!(found(&mut editor, URI), [QUOTE]);
        // Some hand over what is ours without its name.
        changed(&mut editor, json!({"rules": {QUOTE: "off"}, "enable": [NAME]}));
        assert_eq!(found(&mut editor, URI), [NAME]);
        // What says nothing of ours, or nothing new, changes nothing.
        for settings in [Value::Null, json!({}), json!({"other": {"enable": []}}), json!({"rules": {QUOTE: "off"}})] {
            changed(&mut editor, settings);
        }
        assert!(editor.heard_nothing_else());
        assert_eq!(editor.finish(), 0);
    }

    #[test]
    fn a_client_that_can_be_asked_is() {
        let able =
            json!({"workspace": {"configuration": true, "didChangeConfiguration": {"dynamicRegistration": true}}});
        let mut editor = Editor::new(able);
        let registered = editor.asked("client/registerCapability");
        let expected = json!([{"id": "workspace/didChangeConfiguration", "method": "workspace/didChangeConfiguration",
            "registerOptions": {"section": "copydesk"}}]);
        assert_eq!(registered["registrations"], expected);
        let answer = |settings: Value| json!([settings]);
        let asked = editor.asked_for("workspace/configuration", answer(json!({"rules": {QUOTE: "off"}})));
        assert_eq!(asked, json!({"items": [{"section": "copydesk"}]}));
        editor.open(URI, "plaintext", DRAFT);
        assert_eq!(found(&mut editor, URI), [""; 0]);
        // It says that they have changed, not how.
        changed(&mut editor, Value::Null);
        editor.asked_for("workspace/configuration", answer(json!({"enable": [NAME]})));
        assert_eq!(found(&mut editor, URI), [NAME, QUOTE]);
        changed(&mut editor, Value::Null);
        editor.asked_for("workspace/configuration", answer(Value::Null));
        assert!(editor.heard_nothing_else());
        assert_eq!(editor.finish(), 0);
    }

    #[test]
    fn an_answer_to_another_question_hands_over_nothing() {
        let mut editor = Editor::new(json!({"workspace": {"configuration": true}}));
        editor.asked_for("workspace/configuration", json!([{}]));
        for answer in [json!({"id": 77, "result": [{"enable": [NAME]}]}), json!({"id": "a", "result": 1}), json!(7)] {
            editor.notify("copydesk/answered", answer);
        }
        editor.open(URI, "plaintext", DRAFT);
        assert_eq!(found(&mut editor, URI), [QUOTE]);
        assert!(editor.heard_nothing_else());
    }

    #[test]
    fn the_file_counts_for_more_than_the_client() {
        let desk = Folder::new();
        desk.write("copydesk.toml", "enable = [\"unintroduced-name\"]\n");
        let draft = desk.uri("strike.txt");
        let mut editor = Editor::with_folders(&[&desk.uri("")], json!({}));
        editor.open(&draft, "plaintext", DRAFT);
        assert_eq!(found(&mut editor, &draft), [NAME, QUOTE]);
        changed(&mut editor, json!({"copydesk": {"enable": [], "rules": {QUOTE: "off"}}}));
        assert_eq!(found(&mut editor, &draft), [NAME]);
        desk.write("copydesk.toml", "[rules]\nunattributed-quote = \"information\"\n");
        editor.notify("textDocument/didSave", json!({"textDocument": {"uri": draft}}));
        let said = editor.diagnostics(&draft, 1);
        assert_eq!((codes(&said), &said[0]["severity"]), (vec![QUOTE], &json!(3)));
    }

    #[test]
    fn rules_weigh_something_else_in_some_drafts() {
        let desk = Folder::new();
        let file = "[[overrides]]\nfiles = [\"wire/**\"]\nrules = { unattributed-quote = \"off\" }\n";
        desk.write("copydesk.toml", file);
        let (ours, wire) = (desk.uri("strike.txt"), desk.uri("wire/in/strike.txt"));
        let mut editor = Editor::with_folders(&[&desk.uri("")], json!({}));
        for (draft, expected) in [(&ours, vec![QUOTE]), (&wire, vec![])] {
            editor.open(draft, "plaintext", DRAFT);
            assert_eq!(found(&mut editor, draft), expected);
        }
        desk.write("copydesk.toml", &file.replace("wire/", ""));
        editor.notify("textDocument/didSave", json!({"textDocument": {"uri": ours}}));
        assert_eq!(found(&mut editor, &ours), [""; 0]);
    }

    /// Without a file, what an editor says of paths counts from the folder that it has opened.
    #[test]
    fn an_editor_may_say_of_folders_what_a_file_may() {
        let desk = Folder::new();
        let mut editor = Editor::with_folders(&[&desk.uri("")], json!({}));
        let override_ = json!({"files": ["wire/**"], "rules": {QUOTE: "off"}});
        changed(&mut editor, json!({"copydesk": {"overrides": [override_], "sources": ["notes"]}}));
        for (path, expected) in [("strike.txt", vec![QUOTE]), ("wire/strike.txt", vec![]), ("notes/strike.txt", vec![])]
        {
            let draft = desk.uri(path);
            editor.open(&draft, "plaintext", DRAFT);
            assert_eq!(found(&mut editor, &draft), expected, "{path}");
        }
    }

    #[test]
    fn mistakes_of_the_client_are_logged_once() {
        let mut editor = Editor::with_options(json!({"enabled": []}));
        let logged = |editor: &mut Editor| editor.notified("window/logMessage", |_| true)["message"].clone();
        assert_eq!(logged(&mut editor), "initializationOptions: There is no setting `enabled`.");
        changed(&mut editor, json!({"copydesk": {"caretDelay": 9000}}));
        assert_eq!(logged(&mut editor), "settings: `caretDelay` is a number of milliseconds from 0 to 2000.");
        changed(&mut editor, json!({"copydesk": {"caretDelay": 9000, "enable": [NAME]}}));
        assert!(editor.heard_nothing_else());
    }
}
