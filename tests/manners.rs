//! The manners of the server: who decides what it says, how its findings are fetched, and when it keeps quiet.

#[allow(dead_code, reason = "not everything that an editor does is a matter of manners")]
#[path = "support/editor.rs"]
mod editor;
#[path = "support/folder.rs"]
mod folder;

use std::time::{Duration, Instant};

use editor::{Editor, obedient};
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

/// What a client says that fetches findings.
fn pulling() -> Value {
    json!({"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}}})
}

fn range(start: (u32, u32), end: (u32, u32)) -> Value {
    let place = |(line, character): (u32, u32)| json!({"line": line, "character": character});
    json!({"start": place(start), "end": place(end)})
}

mod pull {
    use super::*;

    /// Nobody is given for its quote.
    const DRAFT: &str =
        "The ferry did not sail.\n\n“Nobody came to tell us anything, and the kiosk was shut by six.”\n";

    fn ask(editor: &mut Editor, uri: &str, previous: Value) -> i32 {
        let params = json!({"textDocument": {"uri": uri}, "previousResultId": previous});
        editor.ask("textDocument/diagnostic", params)
    }

    fn pull(editor: &mut Editor, uri: &str, previous: Value) -> Value {
        let asked = ask(editor, uri, previous);
        editor.answer(asked).expect("a report")
    }

    fn found(editor: &mut Editor, uri: &str) -> Vec<String> {
        let asked = ask(editor, uri, Value::Null);
        let report = match editor.whole_answer(asked) {
            Ok(report) => report,
            Err(refused) => {
                assert_eq!(refused, (-32802, json!({"retriggerRequest": true})));
                return found(editor, uri);
            }
        };
        assert_eq!(report["kind"], "full");
        codes(&report["items"]).into_iter().map(str::to_owned).collect()
    }

    fn refreshed(editor: &mut Editor) {
        assert_eq!(editor.asked("workspace/diagnostic/refresh"), Value::Null);
    }

    #[test]
    fn a_client_that_fetches_is_sent_nothing() {
        let mut editor = Editor::silent();
        let answer = editor.greet(pulling()).expect("an answer");
        let offered = json!({"interFileDependencies": true, "workspaceDiagnostics": true});
        assert_eq!(answer["capabilities"]["diagnosticProvider"], offered);
        editor.open(URI, "plaintext", DRAFT);
        let first = pull(&mut editor, URI, Value::Null);
        assert_eq!((&first["kind"], codes(&first["items"])), (&json!("full"), vec!["unattributed-quote"]));
        editor.change(URI, 2, json!([{"text": "It sailed.\n"}]));
        assert_eq!(found(&mut editor, URI), [""; 0]);
        editor.close(URI);
        assert_eq!(found(&mut editor, URI), [""; 0]);
        assert!(editor.heard_nothing_else());
        assert_eq!(editor.finish(), 0);
    }

    /// Neovim 0.11 fetches when a draft has changed, and cannot be told that something else has.
    #[test]
    fn a_client_that_cannot_be_told_to_fetch_again_is_sent_everything() {
        for capabilities in [
            json!({}),
            json!({"textDocument": {"diagnostic": {"dynamicRegistration": true}}}),
            json!({"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {}}}),
            json!({"workspace": {"diagnostics": {"refreshSupport": true}}}),
        ] {
            let desk = Folder::new();
            let draft = desk.uri("ferry.txt");
            let mut editor = Editor::silent();
            let answer = editor.greet(capabilities).expect("an answer");
            assert_eq!(answer["capabilities"]["diagnosticProvider"], Value::Null);
            editor.open(&draft, "plaintext", DRAFT);
            assert_eq!(codes(&editor.diagnostics(&draft, 1)), ["unattributed-quote"]);
            desk.write("copydesk.toml", "[rules]\nunattributed-quote = \"off\"\n");
            editor.notify("textDocument/didSave", json!({"textDocument": {"uri": draft}}));
            assert_eq!(editor.diagnostics(&draft, 1), json!([]));
            assert!(editor.heard_nothing_else());
        }
    }

    #[test]
    fn a_diagnostic_says_what_the_client_can_take_of_those_it_fetches() {
        let shown = json!({"relatedInformation": true, "tagSupport": {"valueSet": [1]}});
        let able =
            json!({"textDocument": {"diagnostic": shown}, "workspace": {"diagnostics": {"refreshSupport": true}}});
        let mut editor = Editor::new(able);
        let paragraph = "The council has put off the vote on the new sea wall until the spring, to hear the engineers.";
        editor.open(URI, "plaintext", &format!("{paragraph}\n\nIt rained.\n\n{paragraph}\n"));
        let items = &pull(&mut editor, URI, Value::Null)["items"];
        assert_eq!(items[0]["tags"], json!([1]));
        assert_eq!(items[0]["relatedInformation"][0]["location"]["range"]["start"]["line"], 0);
    }

    #[test]
    fn what_the_client_knows_is_not_sent_again() {
        let mut editor = Editor::new(pulling());
        editor.open(URI, "plaintext", DRAFT);
        let first = pull(&mut editor, URI, Value::Null);
        let known = &first["resultId"];
        assert_eq!(pull(&mut editor, URI, known.clone()), json!({"kind": "unchanged", "resultId": known}));
        // Nothing is found in what is typed.
        editor.change(URI, 2, json!([{"range": range((4, 0), (4, 0)), "text": "It sailed later.\n"}]));
        assert_eq!(pull(&mut editor, URI, known.clone())["kind"], "unchanged");
        editor.change(URI, 3, json!([{"range": range((0, 0), (0, 0)), "text": "\n"}]));
        let third = pull(&mut editor, URI, known.clone());
        assert_eq!((&third["kind"], &third["items"][0]["range"]["start"]["line"]), (&json!("full"), &json!(3)));
        assert_ne!(&third["resultId"], known);
        editor.change(URI, 4, json!([{"range": range((0, 0), (1, 0)), "text": ""}]));
        assert_eq!(pull(&mut editor, URI, known.clone())["kind"], "unchanged");
        assert_eq!(pull(&mut editor, URI, json!("no such id"))["kind"], "full");
    }

    #[test]
    fn what_is_fetched_is_of_the_text_that_was_sent_last() {
        let mut editor = Editor::with_reader(obedient, pulling());
        editor.open(URI, "plaintext", DRAFT);
        let mut asked = Vec::new();
        for version in 2..200 {
            let line = json!({"range": range((0, 0), (0, 0)), "text": "\n"});
            editor.change(URI, version, json!([line]));
            asked.push((version, ask(&mut editor, URI, Value::Null)));
        }
        let (last, answered) =
            (asked.len() - 1, asked.into_iter().map(|(version, id)| (version, editor.whole_answer(id))));
        for (index, (version, answer)) in answered.collect::<Vec<_>>().into_iter().enumerate() {
            match answer {
                Ok(report) => assert_eq!(report["items"][0]["range"]["start"]["line"], version + 1),
                Err(refused) => {
                    assert_eq!(refused, (-32802, json!({"retriggerRequest": true})));
                    assert_ne!(index, last);
                }
            }
        }
    }

    #[test]
    fn a_fetch_that_has_become_stale_is_broken_off_at_once() {
        let mut editor = Editor::with_reader(obedient, pulling());
        let again = Err((-32802, json!({"retriggerRequest": true})));
        editor.open(URI, "plaintext", "A slow one.");
        let stale = ask(&mut editor, URI, Value::Null);
        editor.change(URI, 2, json!([{"text": "Another slow one."}]));
        assert_eq!(editor.whole_answer(stale), again);
        let cancelled = ask(&mut editor, URI, Value::Null);
        editor.notify("$/cancelRequest", json!({"id": cancelled}));
        assert_eq!(editor.answer(cancelled), Err(-32800));
        let closed = ask(&mut editor, URI, Value::Null);
        editor.close(URI);
        assert_eq!(editor.whole_answer(closed), again);
    }

    #[test]
    fn a_draft_that_cannot_be_read_has_no_findings() {
        let mut editor = Editor::with_reader(obedient, pulling());
        editor.open(URI, "plaintext", &format!("{DRAFT}Don't panic."));
        assert_eq!(found(&mut editor, URI), [""; 0]);
        editor.open("file:///desk/ferry.rs", "rust", DRAFT);
        assert_eq!(found(&mut editor, "file:///desk/ferry.rs"), [""; 0]);
    }

    #[test]
    fn what_changes_the_findings_elsewhere_has_them_fetched_again() {
        let desk = Folder::new();
        let (draft, other) = (desk.uri("ferry.txt"), desk.uri("harbour.txt"));
        let mut editor = Editor::with_folders(&[&desk.uri("")], pulling());
        let passage = "The council has put off the vote on the new sea wall until the spring, for it wants to hear the \
            engineers from Harlow first, and to read what the insurers have written about the winter storms.\n";
        editor.open(&draft, "plaintext", &format!("{DRAFT}\n{passage}"));
        assert_eq!(found(&mut editor, &draft), ["unattributed-quote"]);
        assert!(editor.heard_nothing_else());
        // Whatever it is, the client is told before it has fetched it.
        let until = |editor: &mut Editor, uri: &str, expected: &[&str]| {
            while found(editor, uri) != expected {
                refreshed(editor);
            }
        };
        // The settings,
        desk.write("copydesk.toml", "[rules]\nunattributed-quote = \"off\"\n");
        editor.notify("textDocument/didSave", json!({"textDocument": {"uri": draft}}));
        refreshed(&mut editor);
        until(&mut editor, &draft, &[]);
        // another draft,
        editor.open(&other, "plaintext", passage);
        until(&mut editor, &draft, &["copied-passage"]);
        until(&mut editor, &other, &["copied-passage"]);
        editor.change(&other, 2, json!([{"text": "It rained.\n"}]));
        until(&mut editor, &draft, &[]);
        // a source.
        desk.write("copydesk.toml", "sources = [\"notes\"]\n[rules]\nunattributed-quote = \"off\"\n");
        desk.write(
            "notes/kiosk.txt",
            "We waited.\n\nNobody came to tell us anything, and the kiosk was shut at six.\n",
        );
        editor.notify("textDocument/didSave", json!({"textDocument": {"uri": draft}}));
        until(&mut editor, &draft, &["misquoted-source"]);
    }

    /// What stands in `workspace/diagnostic` for a client that knows `known`.
    fn ask_all(editor: &mut Editor, known: &[(&str, &Value)]) -> i32 {
        let known: Vec<Value> = known.iter().map(|(uri, id)| json!({"uri": uri, "value": id})).collect();
        editor.ask("workspace/diagnostic", json!({"previousResultIds": known}))
    }

    fn all(editor: &mut Editor, asked: i32) -> Vec<Value> {
        let Ok(Value::Array(items)) = editor.answer(asked).map(|mut report| report["items"].take()) else {
            panic!("a report")
        };
        items
    }

    #[test]
    fn open_drafts_and_mistaken_files_are_fetched_together() {
        let desk = Folder::new();
        desk.write("copydesk.toml", "[rules]\nunheard-of = \"off\"\n");
        desk.write("closed.txt", DRAFT);
        let (draft, clean, file) = (desk.uri("ferry.txt"), desk.uri("clean.txt"), desk.uri("copydesk.toml"));
        let mut editor = Editor::with_folders(&[&desk.uri("")], pulling());
        editor.open(&draft, "plaintext", DRAFT);
        editor.open(&clean, "plaintext", "It rained.\n");
        let asked = ask_all(&mut editor, &[]);
        let items = all(&mut editor, asked);
        let told: Vec<_> = items.iter().map(|item| (&item["uri"], &item["kind"], &item["version"])).collect();
        let full = json!("full");
        assert_eq!(told, [(&json!(file), &full, &Value::Null), (&json!(draft), &full, &json!(1))]);
        assert_eq!(items[0]["items"][0]["message"], "There is no rule `unheard-of`.");
        assert_eq!(codes(&items[1]["items"]), ["unattributed-quote"]);
        assert_eq!(pull(&mut editor, &draft, items[1]["resultId"].clone())["kind"], "unchanged");

        // It waits for something new.
        let (mistaken, quote) = (items[0]["resultId"].clone(), items[1]["resultId"].clone());
        let asked = ask_all(&mut editor, &[(&file, &mistaken), (&draft, &quote)]);
        assert!(editor.heard_nothing_else());
        editor.change(&draft, 2, json!([{"text": "It sailed.\n"}]));
        let items = all(&mut editor, asked);
        let told: Vec<_> = items.iter().map(|item| (&item["uri"], &item["kind"])).collect();
        assert_eq!(told, [(&json!(file), &json!("unchanged")), (&json!(draft), &full)]);
        assert_eq!((&items[1]["items"], &items[1]["version"]), (&json!([]), &json!(2)));

        // What was closed, or is mended, is cleared.
        let asked = ask_all(&mut editor, &[(&file, &mistaken), (&draft, &quote), (&clean, &mistaken)]);
        let items = all(&mut editor, asked);
        let told: Vec<_> = items.iter().map(|item| (&item["uri"], &item["kind"], &item["items"])).collect();
        let (none, unchanged) = (json!([]), json!("unchanged"));
        assert_eq!(told[0], (&json!(clean), &full, &none));
        assert_eq!(told[1], (&json!(file), &unchanged, &Value::Null));
        assert_eq!(told[2], (&json!(draft), &full, &none));
        let asked = ask_all(&mut editor, &[(&file, &mistaken)]);
        desk.write("copydesk.toml", "");
        editor.notify("textDocument/didSave", json!({"textDocument": {"uri": draft}}));
        let items = all(&mut editor, asked);
        assert_eq!((&items[0]["uri"], &items[0]["items"]), (&json!(file), &none));
        editor.close(&draft);
        let asked = ask_all(&mut editor, &[(&draft, &quote)]);
        let items = all(&mut editor, asked);
        assert_eq!((&items[0]["uri"], &items[0]["items"], &items[0]["version"]), (&json!(draft), &none, &Value::Null));
    }

    #[test]
    fn a_fetch_that_waits_ends_with_the_session_or_when_it_is_cancelled() {
        let mut editor = Editor::new(pulling());
        let (first, second) = (ask_all(&mut editor, &[]), ask_all(&mut editor, &[]));
        editor.notify("$/cancelRequest", json!({"id": first}));
        assert_eq!(editor.answer(first), Err(-32800));
        assert_eq!(editor.request("shutdown", Value::Null), Ok(Value::Null));
        assert_eq!(editor.whole_answer(second), Err((-32802, json!({"retriggerRequest": false}))));
        editor.notify("exit", Value::Null);
        assert_eq!(editor.ended(), 0);
    }

    /// VS Code, which knows no TOML, opens it as plain text.
    #[test]
    fn mistakes_in_a_file_that_is_open_are_fetched() {
        let desk = Folder::new();
        let file = desk.uri("copydesk.toml");
        let mut editor = Editor::with_folders(&[&desk.uri("")], pulling());
        editor.open(&file, "plaintext", "[rules]\nunheard-of = \"off\"\n");
        let report = pull(&mut editor, &file, Value::Null);
        assert_eq!(report["items"][0]["range"], range((1, 0), (1, 10)));
        editor.change(&file, 2, json!([{"range": range((1, 0), (2, 0)), "text": ""}]));
        assert_eq!(pull(&mut editor, &file, Value::Null)["items"], json!([]));
        assert!(editor.heard_nothing_else());
    }
}

mod caret {
    use super::*;

    const DRAFT: &str = "The ferry did not sail on Friday.\n\nForty people spent the night in the waiting room.\n";

    /// Types `words` at the end of line `line` of `URI`, where `column` characters stand, letter by letter from version
    /// `version` + 1 on; what is found after each of them.
    fn typed(editor: &mut Editor, version: i32, (line, column): (u32, u32), words: &str) -> Vec<Vec<String>> {
        let letters = words.chars().zip(0u32..);
        let found = letters.map(|(letter, index)| {
            let at = (line, column + index);
            let version = version + 1 + index as i32;
            editor.change(URI, version, json!([{"range": range(at, at), "text": letter.to_string()}]));
            codes(&editor.diagnostics(URI, version)).into_iter().map(str::to_owned).collect()
        });
        found.collect()
    }

    fn open(options: Value) -> Editor {
        let mut editor = Editor::with_options(options);
        editor.open(URI, "plaintext", DRAFT);
        assert_eq!(editor.diagnostics(URI, 1), json!([]));
        editor
    }

    const END: (u32, u32) = (2, 49);

    #[test]
    fn a_quote_that_is_being_typed_is_no_mistake_until_the_writer_pauses() {
        let mut editor = open(json!({}));
        let began = Instant::now();
        let words = " “I think it ";
        assert_eq!(typed(&mut editor, 1, END, words).concat(), [""; 0]);
        // What is known of it is known at once.
        let (last, column) = (words.chars().count() as i32 + 1, END.1 + 1);
        let asked = editor.ask_actions(URI, json!(["quickfix"]));
        let actions = editor.answer(asked).expect("actions").to_string();
        assert!(actions.contains("unbalanced-quote"), "{actions}");
        let typed_at = Instant::now();
        let found = editor.diagnostics(URI, last);
        assert!(typed_at.elapsed() < Duration::from_secs(3) && began.elapsed() >= Duration::from_secs(2));
        assert_eq!(codes(&found), ["unbalanced-quote"]);
        assert_eq!(found[0]["range"]["start"], json!({"line": 2, "character": column}));
        // What the pause led to is what there is to say of the text.
        let fresh = "file:///desk/fresh.txt";
        editor.open(fresh, "plaintext", &DRAFT.replace("room.\n", &format!("room.{words}\n")));
        assert_eq!(editor.diagnostics(fresh, 1), found);
        // It stays there when she goes on, until it is mended.
        let more = typed(&mut editor, last, (2, END.1 + words.chars().count() as u32), "was,” ");
        assert_eq!(more[..4].concat(), ["unbalanced-quote"; 4]);
        assert_eq!(more[4..].concat().iter().filter(|code| *code == "unbalanced-quote").count(), 0);
        assert!(editor.heard_nothing_else());
    }

    #[test]
    fn a_quote_that_is_left_unfinished_is_said_when_somebody_types_elsewhere() {
        let mut editor = open(json!({}));
        assert_eq!(typed(&mut editor, 1, END, " “I think").concat(), [""; 0]);
        assert_eq!(typed(&mut editor, 10, (0, 33), " It"), [["unbalanced-quote"]; 3]);
        assert!(editor.heard_nothing_else());
    }

    #[test]
    fn a_speaker_may_be_given_in_the_end() {
        let mut editor = open(json!({}));
        let words = " “Nobody came to tell us anything all night,” said Ines Calloway.";
        assert_eq!(typed(&mut editor, 1, END, words).concat(), [""; 0]);
    }

    #[test]
    fn a_name_that_is_being_typed_is_not_misspelt_yet() {
        let mut editor = Editor::with_options(json!({}));
        editor.open(URI, "plaintext", "Rosalind Sjöqvist shut the shop. Sjöqvist wept.\n\nAt noon \n");
        assert_eq!(editor.diagnostics(URI, 1), json!([]));
        let name = "Sjöquist";
        assert_eq!(typed(&mut editor, 1, (2, 8), name).concat(), [""; 0]);
        // She has gone on.
        assert_eq!(typed(&mut editor, 9, (2, 16), " left"), [["inconsistent-name"]; 5]);
    }

    #[test]
    fn what_stands_elsewhere_or_stood_there_before_is_not_held_back() {
        let mut editor = Editor::with_options(json!({}));
        let draft = "He said “it is late and left.\n\nIt rained.\n\n“Nobody came to tell us anything all night.”\n";
        editor.open(URI, "plaintext", draft);
        let both = ["unbalanced-quote", "unattributed-quote"];
        assert_eq!(codes(&editor.diagnostics(URI, 1)), both);
        for (version, at) in (2..).zip([(0, 29), (4, 44), (0, 0), (0, 3)]) {
            editor.change(URI, version, json!([{"range": range(at, at), "text": " "}]));
            assert_eq!(codes(&editor.diagnostics(URI, version)), both, "{at:?}");
        }
    }

    #[test]
    fn of_what_is_pasted_only_the_end_may_be_unfinished() {
        let mut editor = open(json!({}));
        let pasted = "\n\n“Nobody came to tell us anything, and the kiosk was shut by six.”\n\nIt rained.\n\n“I";
        editor.change(URI, 2, json!([{"range": range(END, END), "text": pasted}]));
        assert_eq!(codes(&editor.diagnostics(URI, 2)), ["unattributed-quote"]);
        assert_eq!(codes(&editor.diagnostics(URI, 2)), ["unattributed-quote", "unbalanced-quote"]);
    }

    #[test]
    fn the_delay_is_a_setting() {
        let mut editor = open(json!({"caretDelay": 0}));
        let found = typed(&mut editor, 1, END, " “I");
        assert_eq!(found[1..].concat(), ["unbalanced-quote"; 2]);
        editor.notify("workspace/didChangeConfiguration", json!({"settings": {"copydesk": {"caretDelay": 50}}}));
        editor.diagnostics(URI, 4);
        editor.change(URI, 5, json!([{"text": DRAFT}]));
        assert_eq!(editor.diagnostics(URI, 5), json!([]));
        editor.change(URI, 6, json!([{"range": range(END, END), "text": " “I"}]));
        // However slow this machine is, this comes.
        let found = editor.notified("textDocument/publishDiagnostics", |said| said["diagnostics"] != json!([]));
        assert_eq!((&found["version"], codes(&found["diagnostics"])), (&json!(6), vec!["unbalanced-quote"]));
    }

    #[test]
    fn a_client_that_fetches_is_told_to_fetch_what_was_held_back() {
        let mut editor = Editor::new(pulling());
        editor.open(URI, "plaintext", DRAFT);
        editor.change(URI, 2, json!([{"range": range(END, END), "text": " “I think"}]));
        let pull = |editor: &mut Editor| {
            editor.request("textDocument/diagnostic", json!({"textDocument": {"uri": URI}})).expect("a report")
        };
        assert_eq!(pull(&mut editor)["items"], json!([]));
        editor.asked("workspace/diagnostic/refresh");
        assert_eq!(codes(&pull(&mut editor)["items"]), ["unbalanced-quote"]);
        assert!(editor.heard_nothing_else());
    }

    #[test]
    fn what_is_closed_is_not_spoken_of_later() {
        let mut editor = open(json!({"caretDelay": 500}));
        typed(&mut editor, 1, END, " “I");
        editor.close(URI);
        assert_eq!(editor.diagnostics(URI, 4), json!([]));
        std::thread::sleep(Duration::from_millis(700));
        assert!(editor.heard_nothing_else());
    }
}

mod resolve {
    use super::*;

    /// Nobody is given for its quote, the name of the baker is written two ways, and a paragraph stands there twice.
    const DRAFT: &str = "Baker Rosalind Sjöqvist shut the shop in Mill Lane, and Sjöqvist wept. Sjöquist left.\n\n\
        “Nobody came to tell us anything, and the kiosk was shut by six.”\n\n\
        The line has put on a second boat for the weekend, and a third one sails when the tide allows it.\n\n\
        The line has put on a second boat for the weekend, and a third one sails when the tide allows it.\n";

    fn resolving() -> Value {
        let lazy = json!({"dataSupport": true, "resolveSupport": {"properties": ["edit"]}});
        json!({"textDocument": {"codeAction": lazy}})
    }

    /// What is offered for all of `uri`, of the kinds `only`.
    fn offered(editor: &mut Editor, uri: &str, only: Value) -> Vec<Value> {
        let asked = editor.ask_actions(uri, only);
        let Ok(Value::Array(actions)) = editor.answer(asked) else { panic!("actions") };
        actions
    }

    #[test]
    fn an_edit_is_made_when_its_action_is_chosen() {
        let desk = Folder::new();
        let draft = desk.uri("baker.txt");
        let folder = json!([{"uri": desk.uri(""), "name": "desk"}]);
        let with = |capabilities: Value| {
            let mut editor = Editor::with_params(json!({"capabilities": capabilities, "workspaceFolders": folder}));
            editor.open(&draft, "plaintext", DRAFT);
            editor
        };
        let (mut lazy, mut plain) = (with(resolving()), with(json!({})));
        for only in [Value::Null, json!(["source.fixAll"])] {
            let inline = offered(&mut plain, &draft, only.clone());
            let actions = offered(&mut lazy, &draft, only.clone());
            assert_eq!(actions.len(), inline.len());
            assert!(actions.len() >= if only.is_null() { 6 } else { 1 }, "{actions:?}");
            for (action, mut whole) in actions.into_iter().zip(inline) {
                assert_eq!(action["edit"], Value::Null);
                assert!(whole["edit"].is_object() && whole["data"].is_null(), "{whole}");
                whole["data"] = action["data"].clone();
                assert_eq!(lazy.request("codeAction/resolve", action), Ok(whole));
            }
        }
    }

    #[test]
    fn only_who_asks_for_edits_is_made_to() {
        let provider = |capabilities: Value| {
            let answer = Editor::silent().greet(capabilities).expect("an answer");
            answer["capabilities"]["codeActionProvider"]["resolveProvider"].clone()
        };
        assert_eq!(provider(resolving()), true);
        assert_eq!(provider(json!({})), Value::Null);
        let other = json!({"dataSupport": true, "resolveSupport": {"properties": ["command"]}});
        assert_eq!(provider(json!({"textDocument": {"codeAction": other}})), Value::Null);
    }

    #[test]
    fn an_action_for_a_draft_that_has_changed_is_refused() {
        let mut editor = Editor::new(resolving());
        editor.open(URI, "plaintext", DRAFT);
        let actions = offered(&mut editor, URI, json!(["quickfix"]));
        for wrong in [json!({"title": "Remove"}), json!({"title": "Remove", "data": 7})] {
            assert_eq!(editor.request("codeAction/resolve", wrong), Err(-32602));
        }
        let mut another = actions[0].clone();
        another["title"] = json!("Something else");
        assert_eq!(editor.request("codeAction/resolve", another), Err(-32801));
        editor.change(URI, 2, json!([{"range": range((0, 0), (0, 0)), "text": " "}]));
        assert_eq!(editor.request("codeAction/resolve", actions[0].clone()), Err(-32801));
        editor.close(URI);
        assert_eq!(editor.request("codeAction/resolve", actions[0].clone()), Err(-32801));
    }
}

mod ends {
    use super::*;

    use std::fs;
    use std::process::{Command, Stdio};

    /// Whatever waits for a draft is answered when it is cancelled, and nobody waits for the draft any more.
    #[test]
    fn every_request_that_waits_can_be_cancelled() {
        let mut editor = Editor::with_reader(obedient, pulling());
        editor.open(URI, "plaintext", "A slow one.");
        let draft = json!({"uri": URI});
        let everything = json!({
            "textDocument": draft, "position": {"line": 0, "character": 3}, "range": range((0, 0), (0, 3)),
            "context": {"diagnostics": [], "includeDeclaration": true}, "newName": "Ines", "query": "Ines",
        });
        let show = json!({"command": "copydesk.showQuotes", "arguments": [{"uri": URI, "person": "Ines"}]});
        let offer = json!({"uri": URI, "range": range((0, 0), (0, 3)), "only": null, "version": 1, "index": 0});
        let document = ["diagnostic", "hover", "codeAction", "documentSymbol", "definition", "references"];
        let more = ["documentHighlight", "prepareRename", "rename", "inlayHint", "codeLens"];
        let mut asked: Vec<i32> = document
            .into_iter()
            .chain(more)
            .map(|method| editor.ask(&format!("textDocument/{method}"), everything.clone()))
            .collect();
        asked.push(editor.ask("workspace/symbol", everything));
        asked.push(editor.ask("workspace/diagnostic", json!({"previousResultIds": []})));
        asked.push(editor.ask("workspace/executeCommand", show));
        asked.push(editor.ask("codeAction/resolve", json!({"title": "Remove", "data": offer})));
        for id in &asked {
            editor.notify("$/cancelRequest", json!({"id": id}));
        }
        for id in asked {
            assert_eq!(editor.answer(id), Err(-32800), "{id}");
        }
        editor.change(URI, 2, json!([{"text": "Quick."}]));
        let report = editor.request("textDocument/diagnostic", json!({"textDocument": draft}));
        assert_eq!(report.expect("a report")["items"], json!([]));
    }

    #[cfg(unix)]
    #[test]
    fn the_server_ends_with_the_process_of_its_client() {
        let start = || Command::new("sleep").arg("600").spawn().expect("a process");
        for shut_down in [false, true] {
            let mut client = start();
            let mut editor = Editor::with_params(json!({"capabilities": {}, "processId": client.id()}));
            editor.open(URI, "plaintext", "It rained.\n");
            editor.diagnostics(URI, 1);
            if shut_down {
                editor.request("shutdown", Value::Null).expect("an answer");
            }
            // The input stays open, and whoever started the client has not heard of its end.
            client.kill().expect("it runs");
            assert_eq!(editor.ended(), i32::from(!shut_down));
            client.wait().expect("it has ended");
        }
    }

    /// It may run where we see no process of its own.
    #[cfg(unix)]
    #[test]
    fn a_client_that_cannot_be_seen_is_served() {
        let mut gone = Command::new("true").spawn().expect("a process");
        let id = gone.id();
        gone.wait().expect("it ends");
        let mut editor = Editor::with_params(json!({"capabilities": {}, "processId": id}));
        std::thread::sleep(Duration::from_millis(1500));
        editor.open(URI, "plaintext", "It rained.\n");
        editor.diagnostics(URI, 1);
        assert_eq!(editor.finish(), 0);
    }

    #[test]
    fn what_the_client_is_told_stands_in_the_log_file_too() {
        let folder = Folder::new();
        folder.write("copydesk.log", "Before.\n");
        let log = folder.path("copydesk.log");
        let mut editor = Editor::running(&["--log-file".as_ref(), log.as_os_str()]);
        editor.greet(json!({})).expect("an answer");
        editor.change(URI, 2, json!([{"text": "x"}]));
        let told = editor.notified("window/logMessage", |_| true)["message"].as_str().expect("a line").to_owned();
        assert_eq!(editor.finish(), 0);
        let written = fs::read_to_string(&log).expect("the log");
        assert!(written.starts_with("Before.\n"), "{written}");
        assert!(written.lines().any(|line| line.ends_with(&told)), "{written}");
        assert!(written.contains("begins") && written.contains("ends") && !written.contains('\u{1b}'), "{written}");
    }

    #[test]
    fn a_log_file_that_cannot_be_written_is_said() {
        let folder = Folder::new();
        let mut server = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        let server = server.args(["server", "--log-file"]).arg(folder.path("none/copydesk.log"));
        let output = server.stdin(Stdio::null()).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(2), [].as_slice()));
        assert!(said.starts_with("copydesk: ") && said.contains("copydesk.log: "), "{said}");
    }
}

mod progress {
    use super::*;

    #[test]
    fn reading_a_long_draft_is_shown_until_it_is_read() {
        let shows = json!({"window": {"workDoneProgress": true}});
        let mut editor = Editor::with_reader(obedient, shows);
        let said = |editor: &mut Editor, token: &Value, kind: &str| {
            editor.notified("$/progress", |said| said["token"] == *token && said["value"]["kind"] == kind)["value"]
                .take()
        };
        for text in ["It is slow to read. ", "Don't panic. "] {
            editor.open(URI, "plaintext", &text.repeat(100_000));
            let token = editor.asked("window/workDoneProgress/create")["token"].take();
            let begin = said(&mut editor, &token, "begin");
            assert_eq!(begin, json!({"kind": "begin", "title": "Reading strike.txt", "cancellable": false}));
            // Nobody wants to read it any more.
            editor.close(URI);
            assert_eq!(said(&mut editor, &token, "end"), json!({"kind": "end"}));
        }
    }

    #[test]
    fn an_edit_of_a_long_draft_is_read_without_a_word() {
        let mut editor = Editor::new(json!({"window": {"workDoneProgress": true}}));
        editor.open(URI, "plaintext", "It is short.\n");
        editor.diagnostics(URI, 1);
        editor.change(URI, 2, json!([{"text": "\n".repeat(2 << 20)}]));
        editor.diagnostics(URI, 2);
        assert!(editor.heard_nothing_else());
    }
}
