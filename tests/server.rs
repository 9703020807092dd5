//! The language server, driven as an editor drives it.

#[allow(dead_code, reason = "not every reader is slow in the same way")]
#[path = "support/editor.rs"]
mod editor;
#[path = "support/folder.rs"]
mod folder;
#[path = "support/units.rs"]
mod units;

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use copydesk::config::Settings;
use copydesk::desk::Sources;
use copydesk::draft::Format;
use copydesk::ide::Snapshot;
use copydesk::rules::{Finding, Fix, Related, Severity};
use copydesk::text::{Edit, Span};
use editor::{Dice, Editor, obey};
use folder::Folder;
use serde_json::{Value, json};
use units::Units;

const URI: &str = "file:///desk/harbour.txt";

/// Reads a draft as the tests of the transport need it, whatever the rules find: one finding whose message is the whole
/// text, and one for each "mistake", which leans on the first of them.
///
/// It is slow where the text says "slow", for as long as somebody wants it, and panics where it says "panic".
fn proof(
    _: Option<&Snapshot>,
    text: Arc<str>,
    _: Format,
    settings: &Settings,
    _: &Arc<Sources>,
    cancelled: &dyn Fn() -> bool,
) -> Option<Snapshot> {
    obey(&text, cancelled)?;
    let whole = Span::new(0, text.len());
    let finding = |span: Span, message: &str| Finding {
        code: "duplicate-paragraph",
        severity: Severity::Warning,
        span,
        message: message.to_owned(),
        related: Vec::new(),
        fixes: Vec::new(),
    };
    let mut snapshot = Snapshot::new(Arc::from(""), Format::Plain, settings);
    snapshot.findings.push(finding(whole, &text));
    for (at, mistake) in text.match_indices("mistake") {
        let first = text.find(mistake).unwrap_or(at);
        let span = Span::new(at, at + mistake.len());
        let mut edit = Edit::replace(span, "the right {word}");
        edit.blank = Some(10..16);
        snapshot.findings.push(Finding {
            related: vec![Related {
                span: Span::new(first, first + mistake.len()),
                message: "the first".to_owned(),
                elsewhere: None,
            }],
            fixes: vec![
                Fix { title: "Fill in".to_owned(), edits: vec![edit], automatic: None },
                Fix {
                    title: "Remove".to_owned(),
                    edits: vec![Edit::remove(span)],
                    automatic: Some(vec![Edit::remove(span)]),
                },
            ],
            ..finding(span, "a mistake")
        });
    }
    Some(snapshot)
}

fn encodings(offered: Value) -> Value {
    json!({"general": {"positionEncodings": offered}})
}

fn range(start: (u32, u32), end: (u32, u32)) -> Value {
    let place = |(line, character): (u32, u32)| json!({"line": line, "character": character});
    json!({"start": place(start), "end": place(end)})
}

mod session {
    use super::*;

    #[test]
    fn the_server_says_who_it_is_and_what_it_can_do() {
        let mut editor = Editor::silent();
        let answer = editor.greet(json!({})).expect("an answer");
        assert_eq!(answer["serverInfo"], json!({"name": "copydesk", "version": env!("CARGO_PKG_VERSION")}));
        let letters = &answer["capabilities"]["completionProvider"]["triggerCharacters"];
        let asks = |letter: &str| letters.as_array().is_some_and(|letters| letters.contains(&json!(letter)));
        assert!(["A", "Z", "Ö", "Š"].into_iter().all(asks) && !["a", "ö", "×", "."].into_iter().any(asks));
        let offered = json!({
            "positionEncoding": "utf-16",
            "textDocumentSync": {"openClose": true, "change": 2, "save": true},
            "hoverProvider": true,
            "codeActionProvider": {"codeActionKinds": ["quickfix", "source.fixAll.copydesk"]},
            "workspace": {"workspaceFolders": {"supported": true, "changeNotifications": true}},
            "documentSymbolProvider": true,
            "workspaceSymbolProvider": true,
            "definitionProvider": true,
            "referencesProvider": true,
            "documentHighlightProvider": true,
            "renameProvider": true,
            "inlayHintProvider": true,
            "codeLensProvider": {},
            "completionProvider": {"triggerCharacters": letters},
            "executeCommandProvider": {"commands": ["copydesk.showQuotes", "copydesk.speakers", "copydesk.status"]},
        });
        assert_eq!(answer["capabilities"], offered);
        assert_eq!(editor.finish(), 0);
    }

    #[test]
    fn the_best_encoding_is_chosen() {
        let offers = [
            (json!({}), "utf-16"),
            (encodings(json!(["utf-16", "utf-32", "utf-8"])), "utf-8"),
            (encodings(json!(["utf-32", "utf-16"])), "utf-16"),
            (encodings(json!(["utf-32"])), "utf-32"),
        ];
        for (capabilities, chosen) in offers {
            let answer = Editor::silent().greet(capabilities).expect("an answer");
            assert_eq!(answer["capabilities"]["positionEncoding"], chosen);
        }
    }

    #[test]
    fn requests_out_of_turn_are_refused() {
        let mut editor = Editor::silent();
        let early = editor.ask_hover(URI, 0, 0);
        assert_eq!(editor.answer(early), Err(-32002));
        editor.open(URI, "plaintext", "Too early.");
        assert!(editor.request("initialize", json!({"capabilities": 7})).is_err());
        editor.greet(json!({})).expect("an answer");
        assert_eq!(editor.greet(json!({})), Err(-32600));
        assert_eq!(editor.request("textDocument/formatting", json!({})), Err(-32601));
        assert_eq!(editor.request("$/unheardOf", json!({})), Err(-32601));
        assert_eq!(editor.request("shutdown", Value::Null), Ok(Value::Null));
        let late = editor.ask_hover(URI, 0, 0);
        assert_eq!(editor.answer(late), Err(-32600));
        editor.notify("exit", Value::Null);
        assert_eq!(editor.ended(), 0);
    }

    #[test]
    fn everything_may_be_sent_in_one_breath() {
        let messages = [
            json!({"id": 1, "method": "initialize", "params": {"processId": null, "rootUri": null, "capabilities": {}}}),
            json!({"method": "initialized", "params": {}}),
            json!({"method": "textDocument/didOpen", "params": {"textDocument":
                {"uri": URI, "languageId": "text", "version": 1, "text": "The ferry sailed."}}}),
            json!({"id": 2, "method": "textDocument/hover", "params":
                {"textDocument": {"uri": URI}, "position": {"line": 0, "character": 5}}}),
        ];
        let mut bytes = Vec::new();
        for mut message in messages {
            message["jsonrpc"] = "2.0".into();
            let message = message.to_string();
            bytes.extend(format!("Content-Length: {}\r\n\r\n{message}", message.len()).into_bytes());
        }
        let mut editor = Editor::silent();
        editor.send(&bytes);
        assert!(editor.answer(1).is_ok() && editor.answer(2).is_ok());
        editor.diagnostics(URI, 1);
    }

    #[test]
    fn exit_without_shutdown_is_a_failure() {
        let mut editor = Editor::new(json!({}));
        editor.notify("exit", Value::Null);
        assert_eq!(editor.ended(), 1);
        let mut editor = Editor::silent();
        editor.notify("exit", Value::Null);
        assert_eq!(editor.ended(), 1);
    }

    #[test]
    fn the_server_ends_with_its_input() {
        let mut editor = Editor::new(json!({}));
        editor.hang_up();
        assert_eq!(editor.ended(), 1);
        let mut editor = Editor::new(json!({}));
        editor.send(b"Content-Length: 100\r\n\r\n{\"jsonrpc\"");
        editor.hang_up();
        assert_eq!(editor.ended(), 1);
    }
}

mod order {
    use super::*;

    /// What stands in a draft, as a client keeps it: the judge of what the server makes of its changes.
    struct Model {
        text: String,
        version: i32,
    }

    const WORDS: &[&str] =
        &["harbour ", "é", "😀", "\n", "\r\n", "\r", "the council said ", "“", "mistake ", "", "\u{2028}x", "👩‍🚒 "];

    impl Model {
        fn place(&self, offset: usize) -> (u32, u32) {
            Units::Utf16.place(&self.text, offset)
        }

        /// Makes one random change; the change as it is sent.
        fn edit(&mut self, dice: &mut Dice) -> Value {
            let new = dice.pick(WORDS);
            if dice.roll(200) == 0 {
                self.text = format!("Begun again. {new}");
                return json!({"text": self.text});
            }
            let mut border = || {
                let mut offset = dice.roll(self.text.len() + 1);
                while !self.text.is_char_boundary(offset) || self.text[..offset].ends_with('\r') {
                    offset -= 1;
                }
                offset
            };
            let (one, other) = (border(), border());
            let (start, end) = (one.min(other), one.max(other).min(one.min(other) + 40));
            let end =
                (start..=end).rev().find(|&at| self.text.is_char_boundary(at) && !self.text[..at].ends_with('\r'));
            let end = end.unwrap_or(start);
            let change = json!({"range": range(self.place(start), self.place(end)), "text": new});
            self.text.replace_range(start..end, new);
            change
        }
    }

    /// Two thousand changes to each of three drafts, one of them in several steps at a time, with requests and
    /// cancellations in between.
    fn burst(
        editor: &mut Editor,
        drafts: &[&str],
        mut meanwhile: impl FnMut(&mut Editor, &mut Dice, &str, &Model),
    ) -> Vec<Model> {
        let mut dice = Dice(20_260_117);
        let start = "The harbour board met on Monday to hear what the new sea wall will cost the town.\n\n\
            “It will cost too much,” said Marta Lindqvist, who leads the council. “We shall wait for spring.”\n\n"
            .repeat(8);
        let mut models: Vec<Model> = drafts.iter().map(|_| Model { text: start.clone(), version: 1 }).collect();
        drafts.iter().for_each(|uri| editor.open(uri, "plaintext", &start));
        for _ in 0..2_000 {
            for (index, uri) in drafts.iter().enumerate() {
                let model = &mut models[index];
                model.version += 1;
                let changes: Vec<Value> = (0..=dice.roll(index + 1)).map(|_| model.edit(&mut dice)).collect();
                editor.change(uri, model.version, changes.into());
                meanwhile(editor, &mut dice, uri, &models[index]);
            }
        }
        models
    }

    const DRAFTS: &[&str] = &["file:///desk/a.txt", "file:///desk/b.txt", "untitled:Untitled-1"];

    #[test]
    fn after_a_burst_the_text_is_what_the_client_sent() {
        let mut editor = Editor::with_reader(proof, json!({}));
        let models = burst(&mut editor, DRAFTS, |_, _, _, _| {});
        for (uri, model) in DRAFTS.iter().zip(models) {
            assert_eq!(editor.diagnostics(uri, model.version)[0]["message"], model.text);
        }
    }

    #[test]
    fn a_request_sees_the_edits_sent_before_it_and_no_other() {
        let mut editor = Editor::with_reader(proof, json!({}));
        let (mut asked, mut cancelled) = (Vec::new(), Vec::new());
        let models = burst(&mut editor, DRAFTS, |editor, dice, uri, model| match dice.roll(12) {
            0 => asked.push((
                editor.ask_actions(uri, Value::Null),
                model.text.matches("mistake").count(),
                model.text.clone(),
            )),
            1 => {
                let id = editor.ask_actions(uri, Value::Null);
                editor.notify("$/cancelRequest", json!({"id": id}));
                cancelled.push(id);
            }
            _ => {}
        });
        assert!(asked.len() > 300 && cancelled.len() > 300);
        for (id, mistakes, text) in asked {
            let actions = editor.answer(id).expect("actions");
            let actions = actions.as_array().expect("a list");
            let mending =
                actions.iter().filter(|action| !action["title"].as_str().unwrap().starts_with("Stet")).count();
            assert_eq!(mending, 2 * mistakes + usize::from(mistakes > 0));
            for (action, (at, _)) in actions[..2 * mistakes].iter().step_by(2).zip(text.match_indices("mistake")) {
                let edits =
                    &action["edit"]["changes"].as_object().expect("changes").values().next().expect("a draft")[0];
                let model = Model { text: text.clone(), version: 0 };
                assert_eq!(edits["range"], range(model.place(at), model.place(at + "mistake".len())));
            }
        }
        for id in cancelled {
            assert!(matches!(editor.answer(id), Ok(_) | Err(-32800)));
        }
        for (uri, model) in DRAFTS.iter().zip(models) {
            assert_eq!(editor.diagnostics(uri, model.version)[0]["message"], model.text);
        }
    }

    #[test]
    fn after_a_burst_the_built_server_says_what_it_says_of_the_text_opened_afresh() {
        let mut editor = Editor::with_options(json!({"caretDelay": 0}));
        let mut asked = Vec::new();
        let models = burst(&mut editor, DRAFTS, |editor, dice, uri, _| {
            if dice.roll(20) == 0 {
                asked.push(editor.ask_hover(uri, 2, 5));
            }
        });
        for id in asked {
            editor.answer(id).expect("a hover or null");
        }
        for (index, (uri, model)) in DRAFTS.iter().zip(models).enumerate() {
            let fresh = format!("file:///desk/fresh-{index}.txt");
            editor.open(&fresh, "plaintext", &model.text);
            assert_eq!(editor.diagnostics(uri, model.version), editor.diagnostics(&fresh, 1));
        }
        assert_eq!(editor.finish(), 0);
    }

    #[test]
    fn a_client_that_does_not_read_before_it_has_written_all_gets_all() {
        let mut editor = Editor::silent();
        let mut bytes = Vec::new();
        let mut say = |message: Value| {
            let message = message.to_string();
            bytes.extend(format!("Content-Length: {}\r\n\r\n{message}", message.len()).into_bytes());
        };
        say(json!({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {"capabilities": {}}}));
        say(json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument":
            {"uri": URI, "languageId": "plaintext", "version": 1, "text": "The tide came in."}}}));
        for id in 1..=3_000 {
            say(json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params":
                {"textDocument": {"uri": URI, "version": id + 1}, "contentChanges": [{"text": format!("Tide {id}.")}]}}));
            say(json!({"jsonrpc": "2.0", "id": id, "method": "textDocument/codeAction", "params":
                {"textDocument": {"uri": URI}, "range": range((0, 0), (0, 0)), "context": {"diagnostics": []}}}));
        }
        editor.send(&bytes);
        for id in 0..=3_000 {
            editor.answer(id).expect("an answer");
        }
        editor.diagnostics(URI, 3_001);
    }
}

mod liveness {
    use super::*;

    #[test]
    fn a_cancelled_request_is_answered_at_once() {
        let mut editor = Editor::with_reader(proof, json!({}));
        editor.open(URI, "plaintext", "A slow draft.");
        let asked = editor.ask_hover(URI, 0, 0);
        editor.notify("$/cancelRequest", json!({"id": asked}));
        assert_eq!(editor.answer(asked), Err(-32800));
        editor.notify("$/cancelRequest", json!({"id": asked}));
        editor.notify("$/cancelRequest", json!({"id": "never asked"}));
        assert!(editor.heard_nothing_else());
    }

    #[test]
    fn a_newer_version_cancels_the_work_on_an_older_one() {
        let mut editor = Editor::with_reader(proof, json!({}));
        editor.open(URI, "plaintext", "A slow draft.");
        for version in 2..20 {
            editor.change(URI, version, json!([{"text": "Still slow."}]));
            thread::sleep(Duration::from_millis(2));
        }
        editor.change(URI, 20, json!([{"text": "Quick."}]));
        assert_eq!(editor.diagnostics(URI, 20)[0]["message"], "Quick.");
        assert!(editor.heard_nothing_else());
    }

    #[test]
    fn long_drafts_do_not_hold_up_a_short_one() {
        let mut editor = Editor::with_reader(proof, json!({}));
        let long: Vec<String> = (0..6).map(|index| format!("file:///desk/long-{index}.txt")).collect();
        long.iter().for_each(|uri| editor.open(uri, "plaintext", &"slow and long ".repeat(80_000)));
        let waits = editor.ask_hover(&long[5], 0, 0);
        editor.open(URI, "plaintext", "Short.");
        assert_eq!(editor.diagnostics(URI, 1)[0]["message"], "Short.");
        editor.notify("$/cancelRequest", json!({"id": waits}));
        assert_eq!(editor.answer(waits), Err(-32800));
        long.iter().for_each(|uri| editor.close(uri));
        editor.open("file:///desk/quick.txt", "plaintext", &"quick but long ".repeat(80_000));
        editor.diagnostics("file:///desk/quick.txt", 1);
    }

    #[test]
    fn a_panic_while_a_draft_is_read_costs_only_its_findings() {
        let mut editor = Editor::with_reader(proof, json!({}));
        editor.open(URI, "plaintext", "Read without trouble.");
        assert_eq!(editor.diagnostics(URI, 1)[0]["message"], "Read without trouble.");
        editor.change(URI, 2, json!([{"text": "Don't panic."}]));
        let asked = editor.ask_hover(URI, 0, 0);
        assert_eq!(editor.answer(asked), Err(-32603));
        assert_eq!(editor.diagnostics(URI, 2), json!([]));
        // Once, whatever comes.
        let fault = "harbour.txt: the analysis broke down: a panic that a test asked for; this is a fault of ours, please report \
                     it at https://github.com/copydesk/copydesk/issues";
        let told = editor.notified("window/logMessage", |_| true);
        assert_eq!(told, json!({"type": 1, "message": fault}));
        let shown = editor.notified("window/showMessage", |_| true);
        assert_eq!(shown, json!({"type": 1, "message": format!("Copydesk, in {fault}")}));
        for version in 3..20 {
            editor.change(URI, version, json!([{"text": "Still panic."}]));
            assert_eq!(editor.diagnostics(URI, version), json!([]));
        }
        editor.change(URI, 20, json!([{"text": "Calm again."}]));
        assert_eq!(editor.diagnostics(URI, 20)[0]["message"], "Calm again.");
        assert!(editor.heard_nothing_else());
    }

    #[test]
    fn the_server_ends_while_a_draft_is_being_read() {
        let mut editor = Editor::new(json!({}));
        editor.open(URI, "plaintext", &"The ferry sailed at nine, the mayor said. ".repeat(200_000));
        editor.ask_hover(URI, 0, 0);
        assert_eq!(editor.finish(), 0);
    }
}

mod drafts {
    use super::*;

    #[test]
    fn positions_are_in_the_units_agreed() {
        let text = "é😀\r\n“😀” 👩‍🚒 mistake, he said\r";
        for (offered, column) in [(json!([]), 11), (json!(["utf-8"]), 23), (json!(["utf-32"]), 8)] {
            let mut editor = Editor::with_reader(proof, encodings(offered));
            editor.open(URI, "markdown", text);
            let found = editor.diagnostics(URI, 1);
            assert_eq!(found[0]["range"], range((0, 0), (2, 0)));
            assert_eq!(found[1]["range"], range((1, column), (1, column + 7)));
            editor.change(URI, 2, json!([{"range": range((1, column), (1, column + 7)), "text": "right"}]));
            assert_eq!(editor.diagnostics(URI, 2)[0]["message"], text.replace("mistake", "right"));
        }
    }

    #[test]
    fn the_built_server_speaks_in_the_units_agreed() {
        let text = "The council met on Monday.\n\n😀 “We will not pay for the sea wall again this year.”\n\nIt ended at nine.\n";
        for (offered, column, length) in [(json!([]), 3, 51), (json!(["utf-8"]), 5, 55), (json!(["utf-32"]), 2, 51)] {
            let mut editor = Editor::new(encodings(offered));
            editor.open(URI, "text", text);
            let found = editor.diagnostics(URI, 1);
            assert_eq!(found[0]["code"], "unattributed-quote");
            assert_eq!(found[0]["range"], range((2, column), (2, column + length)));
            let asked = editor.ask_actions(URI, json!(["quickfix"]));
            let actions = editor.answer(asked).expect("actions");
            let edit = &actions[0]["edit"]["changes"][URI][0];
            editor.change(URI, 2, json!([{"range": edit["range"], "text": edit["newText"]}]));
            assert_eq!(editor.diagnostics(URI, 2), json!([]));
        }
    }

    #[test]
    fn diagnostics_say_all_that_the_client_can_take() {
        let able = json!({"textDocument": {"publishDiagnostics": {"relatedInformation": true}}});
        let mut editor = Editor::with_reader(proof, able);
        editor.open(URI, "plaintext", "A mistake,\na mistake.");
        let expected = json!({
            "range": range((1, 2), (1, 9)),
            "severity": 2,
            "code": "duplicate-paragraph",
            "codeDescription":
                {"href": "https://github.com/copydesk/copydesk/blob/main/tests/rules/duplicate-paragraph.md"},
            "source": "copydesk",
            "message": "a mistake",
            "relatedInformation": [{"location": {"uri": URI, "range": range((0, 2), (0, 9))}, "message": "the first"}],
        });
        assert_eq!(editor.diagnostics(URI, 1)[2], expected);
        let mut editor = Editor::with_reader(proof, json!({}));
        editor.open(URI, "plaintext", "A mistake,\na mistake.");
        assert_eq!(editor.diagnostics(URI, 1)[2]["relatedInformation"], Value::Null);
    }

    #[test]
    fn closing_clears_the_diagnostics() {
        let mut editor = Editor::with_reader(proof, json!({}));
        editor.open(URI, "plaintext", "A mistake.");
        assert_eq!(editor.diagnostics(URI, 1).as_array().map(Vec::len), Some(2));
        editor.close(URI);
        assert_eq!(editor.diagnostics(URI, 1), json!([]));
        let asked = editor.ask_hover(URI, 0, 0);
        assert_eq!(editor.answer(asked), Ok(Value::Null));
        editor.open(URI, "plaintext", "Another mistake.");
        assert_eq!(editor.diagnostics(URI, 1).as_array().map(Vec::len), Some(2));
    }

    #[test]
    fn a_draft_in_an_unknown_language_is_kept_but_not_read() {
        let mut editor = Editor::with_reader(proof, json!({}));
        editor.open(URI, "rust", "fn mistake() {}");
        let asked = editor.ask_actions(URI, Value::Null);
        assert_eq!(editor.answer(asked), Ok(json!([])));
        editor.change(URI, 2, json!([{"range": range((0, 0), (0, 2)), "text": "pub fn"}]));
        assert!(editor.heard_nothing_else());
        for language in ["plaintext", "text", "markdown", "html"] {
            let uri = format!("file:///desk/{language}");
            editor.open(&uri, language, "Read.");
            assert_eq!(editor.diagnostics(&uri, 1)[0]["message"], "Read.");
        }
    }

    #[test]
    fn a_draft_that_is_not_open_cannot_be_changed() {
        let mut editor = Editor::with_reader(proof, json!({}));
        editor.change(URI, 2, json!([{"text": "x"}]));
        let told = editor.notified("window/logMessage", |_| true);
        assert_eq!(told, json!({"type": 2, "message": format!("{URI} was changed but is not open")}));
        editor.close(URI);
        let told = editor.notified("window/logMessage", |_| true);
        assert_eq!(told, json!({"type": 2, "message": format!("{URI} was closed but is not open")}));
        let asked = editor.ask_actions(URI, Value::Null);
        assert_eq!(editor.answer(asked), Ok(json!([])));
        assert!(editor.heard_nothing_else());
    }

    #[test]
    fn places_outside_the_text_are_its_borders() {
        let mut editor = Editor::with_reader(proof, json!({}));
        editor.open(URI, "plaintext", "One.\n😀Two.\n");
        let steps = [
            (range((9, 9), (9, 9)), "Three.", "One.\n😀Two.\nThree."),
            (range((0, 99), (0, 4)), "!", "One.!\n😀Two.\nThree."),
            (range((1, 1), (1, 1)), "|", "One.!\n|😀Two.\nThree."),
            (range((2, 3), (1, 1)), "-", "One.!\n|-ee."),
            (range((4_000_000_000, 0), (0, 4_000_000_000)), "", "One.!"),
            (range((0, 0), (4_294_967_295, 4_294_967_295)), "", ""),
            (range((5, 5), (7, 7)), "End.", "End."),
        ];
        for (version, (range, new, text)) in (2..).zip(steps) {
            editor.change(URI, version, json!([{"range": range, "text": new}]));
            assert_eq!(editor.diagnostics(URI, version)[0]["message"], text);
            let asked = editor.ask_hover(URI, 4_294_967_295, 4_294_967_295);
            assert!(editor.answer(asked).is_ok());
        }
    }

    /// The library's own type for a change takes one with a broken range for a change of the whole text.
    #[test]
    fn a_change_with_a_broken_range_does_not_replace_the_whole_text() {
        let mut editor = Editor::with_reader(proof, json!({}));
        editor.open(URI, "plaintext", "All of this stays.");
        let broken = json!({"start": {"line": -1, "character": 0}, "end": {"line": 0, "character": 0}});
        editor.change(URI, 2, json!([{"range": broken, "text": "x"}]));
        let told = editor.notified("window/logMessage", |_| true)["message"].to_string();
        assert!(told.contains("textDocument/didChange was left out"), "{told}");
        editor.change(URI, 3, json!([{"range": range((0, 0), (0, 0)), "text": ">"}]));
        assert_eq!(editor.diagnostics(URI, 3)[0]["message"], ">All of this stays.");
        editor.change(URI, 4, json!([{"range": null, "text": "New."}]));
        assert_eq!(editor.diagnostics(URI, 4)[0]["message"], "New.");
    }

    #[test]
    fn wrong_parameters_get_a_clear_answer_or_a_line_in_the_log() {
        let mut editor = Editor::with_reader(proof, json!({}));
        for params in [json!({}), json!([1]), json!({"textDocument": {"uri": "no uri"}}), Value::Null] {
            for asked in [
                "hover",
                "codeAction",
                "documentSymbol",
                "definition",
                "references",
                "documentHighlight",
                "prepareRename",
                "rename",
            ] {
                let answer = editor.request(&format!("textDocument/{asked}"), params.clone());
                assert_eq!(answer, Err(-32602), "{asked}");
            }
            for method in ["textDocument/didOpen", "textDocument/didChange", "textDocument/didClose"] {
                editor.notify(method, params.clone());
                let told = editor.notified("window/logMessage", |_| true)["message"].to_string();
                assert!(told.contains(method), "{told}");
            }
        }
        editor.open(URI, "plaintext", "Still there.");
        assert_eq!(editor.diagnostics(URI, 1)[0]["message"], "Still there.");
    }

    #[test]
    fn what_is_no_json_is_answered_and_costs_nothing_else() {
        let mut editor = Editor::new(json!({}));
        editor.open(URI, "plaintext", "Still there.");
        editor.diagnostics(URI, 1);
        editor.send(b"Content-Length: 9\r\n\r\n{\"jsonrpc");
        editor.send(b"Content-Length: 2\r\n\r\n[]");
        editor.send(b"garbage\r\n\r\n");
        assert_eq!(editor.refusals(3), [-32700, -32600, -32700]);
        let asked = editor.ask_hover(URI, 0, 0);
        assert!(editor.answer(asked).is_ok());
        assert_eq!(editor.finish(), 0);
    }

    #[test]
    fn half_an_emoji_loses_no_edit() {
        let mut editor = Editor::with_reader(proof, json!({}));
        editor.open(URI, "plaintext", "ab");
        let change = format!(
            r#"{{"jsonrpc":"2.0","method":"textDocument/didChange","params":{{"textDocument":{{"uri":"{URI}","version":2}},
            "contentChanges":[{{"range":{},"text":"\ud83d"}}]}}}}"#,
            range((0, 1), (0, 1))
        );
        editor.send(format!("Content-Length: {}\r\n\r\n{change}", change.len()).as_bytes());
        assert_eq!(editor.diagnostics(URI, 2)[0]["message"], "a\u{FFFD}b");
        editor.change(URI, 3, json!([{"range": range((0, 1), (0, 2)), "text": "😀"}]));
        assert_eq!(editor.diagnostics(URI, 3)[0]["message"], "a😀b");
    }

    #[test]
    fn a_binary_file_is_just_a_text() {
        let mut dice = Dice(7);
        let odd: String = (0..20_000).filter_map(|_| char::from_u32(dice.roll(0x3000) as u32)).collect();
        let mut editor = Editor::new(json!({}));
        for language in ["plaintext", "markdown", "html"] {
            let uri = format!("file:///desk/{language}.bin");
            editor.open(&uri, language, &odd);
            editor.diagnostics(&uri, 1);
            let asked = editor.ask_hover(&uri, 3, 3);
            assert!(editor.answer(asked).is_ok());
        }
        assert_eq!(editor.finish(), 0);
    }

    #[test]
    fn a_draft_of_50_mb_holds_up_nothing() {
        let mut editor = Editor::new(json!({}));
        // Written as JSON by hand: the library takes long without optimization.
        let text = "The ferry sailed at nine, the mayor said, and nobody minded.\\n".repeat((50 << 20) / 62);
        let document = r#"{"uri":"file:///desk/huge.txt","languageId":"plaintext","version":1,"text":"#;
        let open = format!(
            r#"{{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{{"textDocument":{document}"{text}"}}}}}}"#
        );
        editor.send(format!("Content-Length: {}\r\n\r\n{open}", open.len()).as_bytes());
        let end = range((1_000_000, 0), (1_000_000, 0));
        for version in 2..50 {
            editor.change("file:///desk/huge.txt", version, json!([{"range": end, "text": "More.\n"}]));
        }
        editor.open(URI, "plaintext", "A short one.");
        editor.diagnostics(URI, 1);
        editor.change("file:///desk/huge.txt", 50, json!([{"text": "Short now."}]));
        editor.diagnostics("file:///desk/huge.txt", 50);
        assert_eq!(editor.finish(), 0);
    }

    #[test]
    fn a_rule_that_is_silent_unasked_is_enabled_as_the_session_begins() {
        let text = "Arkwright said the strike would go on.\n\nTomas Arkwright leads the union.";
        for (options, codes) in [
            (json!({"enable": ["unintroduced-name"]}), json!(["unintroduced-name"])),
            (json!({"enable": []}), json!([])),
            (json!({"other": 1}), json!([])),
            (Value::Null, json!([])),
        ] {
            let mut editor = Editor::with_options(options.clone());
            editor.open(URI, "plaintext", text);
            let found = editor.diagnostics(URI, 1);
            let found: Vec<&Value> = found.as_array().expect("a list").iter().map(|found| &found["code"]).collect();
            assert_eq!(json!(found), codes, "{options}");
            assert_eq!(editor.finish(), 0);
        }
        for options in [json!({"enable": "unintroduced-name"}), json!({"enable": ["no-such-rule"]})] {
            let mut editor = Editor::with_options(options);
            let told = editor.notified("window/logMessage", |_| true);
            assert_eq!(told["type"], 2, "{told}");
            editor.open(URI, "plaintext", text);
            editor.diagnostics(URI, 1);
            assert_eq!(editor.finish(), 0);
        }
    }

    #[test]
    fn a_draft_over_the_limit_is_said_once_to_be_unchecked() {
        fn limited(
            last: Option<&Snapshot>,
            text: Arc<str>,
            format: Format,
            settings: &Settings,
            sources: &Arc<Sources>,
            cancelled: &dyn Fn() -> bool,
        ) -> Option<Snapshot> {
            let settings = Settings { longest_draft: 10, ..settings.clone() };
            Snapshot::unless(last, text, format, &settings, sources, cancelled)
        }
        let mut editor = Editor::with_reader(limited, json!({}));
        editor.open(URI, "plaintext", "Longer than that.");
        editor.diagnostics(URI, 1);
        let told = editor.notified("window/showMessage", |_| true);
        assert_eq!(told["type"], 2);
        assert!(told["message"].as_str().is_some_and(|message| message.contains("not checked")), "{told}");
        for version in 2..5 {
            editor.change(URI, version, json!([{"text": "Still longer than that."}]));
            editor.diagnostics(URI, version);
        }
        let asked = editor.ask_hover(URI, 0, 20);
        assert_eq!(editor.answer(asked), Ok(Value::Null));
        assert!(editor.heard_nothing_else());
    }
}

mod actions {
    use super::*;

    fn actions(capabilities: Value, only: Value) -> Vec<Value> {
        let mut editor = Editor::with_reader(proof, capabilities);
        editor.open(URI, "plaintext", "A mistake, 😀 a mistake.");
        let asked = editor.ask_actions(URI, only);
        let Ok(Value::Array(actions)) = editor.answer(asked) else { panic!("a list") };
        actions
    }

    fn titles(only: Value) -> Vec<String> {
        actions(json!({}), only).iter().map(|action| action["title"].as_str().expect("a title").to_owned()).collect()
    }

    #[test]
    fn only_the_kinds_asked_for_are_offered() {
        let stet = "Stet: let this stand (in .copydesk/stet.toml)";
        let quick = ["Fill in", "Remove", "Fill in", "Remove", "Remove all 2 repeated paragraphs", stet, stet, stet];
        let all = "Remove every repeated paragraph";
        for only in [Value::Null, json!([""]), json!(["quickfix"])] {
            assert_eq!(titles(only), quick);
        }
        for only in ["source", "source.fixAll", "source.fixAll.copydesk"] {
            assert_eq!(titles(json!([only])), [all]);
        }
        assert_eq!(titles(json!(["refactor", "source.organizeImports", "source.fix"])), [""; 0]);
        assert_eq!(titles(json!([])), [""; 0]);
    }

    #[test]
    fn an_action_shows_what_it_mends() {
        let offered = actions(json!({}), json!(["quickfix"]));
        assert_eq!(offered[2]["kind"], "quickfix");
        assert_eq!(offered[2]["isPreferred"], true);
        assert_eq!(offered[3]["isPreferred"], false);
        assert_eq!(offered[2]["diagnostics"][0]["range"], range((0, 16), (0, 23)));
        assert_eq!(offered[2]["diagnostics"][0]["message"], "a mistake");
    }

    #[test]
    fn an_edit_is_what_the_client_can_take() {
        let place = range((0, 16), (0, 23));
        let plain = json!({"range": place, "newText": "the right {word}"});
        let offered = actions(json!({}), json!(["quickfix"]));
        assert_eq!(offered[2]["edit"], json!({"changes": {URI: [plain]}}));
        let versioned = json!({"workspace": {"workspaceEdit": {"documentChanges": true}}});
        let offered = actions(versioned, json!(["quickfix"]));
        let changes =
            |edit: &Value| json!({"documentChanges": [{"textDocument": {"uri": URI, "version": 1}, "edits": [edit]}]});
        assert_eq!(offered[2]["edit"], changes(&plain));
        let able = json!({"workspace": {"workspaceEdit": {"documentChanges": true, "snippetEditSupport": true}}});
        let offered = actions(able, json!(["quickfix"]));
        let snippet = json!({"range": place, "snippet": {"kind": "snippet", "value": r"the right ${1:{word\}}"}});
        assert_eq!(offered[2]["edit"], changes(&snippet));
        assert_eq!(offered[3]["edit"], changes(&json!({"range": place, "newText": ""})));
    }

    #[test]
    fn fix_all_makes_every_safe_fix() {
        let offered = actions(json!({}), json!(["source.fixAll"]));
        let edits = json!([
            {"range": range((0, 2), (0, 9)), "newText": ""},
            {"range": range((0, 16), (0, 23)), "newText": ""},
        ]);
        assert_eq!(offered[0]["edit"], json!({"changes": {URI: edits}}));
        assert_eq!(offered[0]["kind"], "source.fixAll.copydesk");
    }
}

mod navigation {
    use super::*;

    const STRIKE: &str = "file:///desk/strike.md";
    const DRAFT: &str = "# 😀 Strike\n\n“Nobody sails,” said Dora Quist. Quist left.\n";

    fn ask(editor: &mut Editor, method: &str, character: u32) -> Value {
        let at = json!({"textDocument": {"uri": STRIKE}, "position": {"line": 2, "character": character},
            "context": {"includeDeclaration": true}});
        editor.request(method, at).expect("an answer")
    }

    fn range(line: u32, start: u32, end: u32) -> Value {
        json!({"start": {"line": line, "character": start}, "end": {"line": line, "character": end}})
    }

    #[test]
    fn a_client_that_knows_little_gets_plain_answers() {
        let mut editor = Editor::new(json!({}));
        editor.open(STRIKE, "markdown", DRAFT);
        let location = |range: Value| json!({"uri": STRIKE, "range": range});
        assert_eq!(ask(&mut editor, "textDocument/definition", 33), location(range(2, 21, 31)));
        assert_eq!(
            ask(&mut editor, "textDocument/references", 33),
            json!([location(range(2, 21, 31)), location(range(2, 33, 38))])
        );
        assert_eq!(
            ask(&mut editor, "textDocument/documentHighlight", 3),
            json!([{"range": range(2, 0, 15)}, {"range": range(2, 21, 31)}])
        );
        let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 2, "character": 44}});
        let outline = ask(&mut editor, "textDocument/documentSymbol", 0);
        assert_eq!(
            outline,
            json!([
                {"name": "😀 Strike", "kind": 2, "location": location(whole)},
                {"name": "Dora Quist: “Nobody sails,”", "kind": 15, "location": location(range(2, 0, 15)),
                    "containerName": "😀 Strike"},
                {"name": "Dora Quist", "kind": 5, "location": location(range(2, 21, 31)), "containerName": "😀 Strike"},
            ])
        );
    }

    #[test]
    fn a_client_gets_what_it_can_show() {
        let mut editor = Editor::new(json!({"textDocument": {
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "definition": {"linkSupport": true},
        }}));
        editor.open(STRIKE, "markdown", DRAFT);
        let link = json!({"originSelectionRange": range(2, 33, 38), "targetUri": STRIKE,
            "targetRange": range(2, 21, 31), "targetSelectionRange": range(2, 21, 31)});
        assert_eq!(ask(&mut editor, "textDocument/definition", 33), json!([link]));
        let outline = ask(&mut editor, "textDocument/documentSymbol", 0);
        assert_eq!(outline[0]["name"], "😀 Strike");
        assert_eq!(outline[0]["selectionRange"], range(0, 2, 11));
        assert_eq!(outline[0]["children"][1]["name"], "Dora Quist");
        assert_eq!(outline.as_array().map(Vec::len), Some(1));
    }

    #[test]
    fn where_there_is_nothing_nothing_is_found() {
        let mut editor = Editor::new(json!({}));
        for method in ["definition", "references", "documentHighlight", "documentSymbol"] {
            assert_eq!(ask(&mut editor, &format!("textDocument/{method}"), 0), Value::Null, "no draft is open");
        }
        editor.open(STRIKE, "markdown", "It rained.\n");
        assert_eq!(ask(&mut editor, "textDocument/definition", 3), Value::Null);
        for method in ["references", "documentHighlight", "documentSymbol"] {
            assert_eq!(ask(&mut editor, &format!("textDocument/{method}"), 3), json!([]));
        }
    }
}

mod views {
    use super::*;

    const DRAFT: &str =
        "😀 Mayor Ines Calloway met the crews.\n\n😀 “We owe them a dry winter,” she said. “And a dry quay.”\n";

    fn open(capabilities: Value) -> Editor {
        let mut editor = Editor::new(capabilities);
        editor.open(URI, "plaintext", DRAFT);
        editor
    }

    fn hints(editor: &mut Editor, range: Value) -> Vec<Value> {
        let hints = editor.request("textDocument/inlayHint", json!({"textDocument": {"uri": URI}, "range": range}));
        let Ok(Value::Array(hints)) = hints else { panic!("a list, not {hints:?}") };
        hints
    }

    #[test]
    fn hints_stand_in_the_range_asked_about() {
        for (offered, she, end) in [(json!([]), 34, 58), (json!(["utf-8"]), 40, 68), (json!(["utf-32"]), 33, 57)] {
            let mut editor = open(encodings(offered));
            let all = hints(&mut editor, range((0, 0), (9, 0)));
            let told: Vec<_> = all.iter().map(|hint| json!([hint["position"], hint["label"]])).collect();
            let place = |character: u32| json!([{"line": 2, "character": character}, "Ines Calloway"]);
            assert_eq!(told, [place(she), place(end)]);
            assert_eq!(all[1]["tooltip"], "carried on from “she said” on line 3");
            assert_eq!(hints(&mut editor, range((2, 0), (2, she))), all[..1]);
            assert_eq!(hints(&mut editor, range((0, 0), (1, 0))), [Value::Null; 0]);
        }
    }

    #[test]
    fn hints_at_named_speakers_are_a_preference() {
        let draft = "Mayor Ines Calloway met the crews.\n\n“We owe them a dry winter,” Calloway said.\n";
        for (preferences, shown) in
            [(Value::Null, 0), (json!({"other": 1}), 0), (json!({"hintNamedSpeakers": true}), 1)]
        {
            let mut editor = Editor::silent();
            let params =
                json!({"processId": null, "rootUri": null, "capabilities": {}, "initializationOptions": preferences});
            editor.request("initialize", params).expect("an answer");
            editor.notify("initialized", json!({}));
            editor.open(URI, "plaintext", draft);
            assert_eq!(hints(&mut editor, range((0, 0), (9, 0))).len(), shown, "{preferences}");
        }
    }

    #[test]
    fn preferences_that_are_none_are_said_and_left_out() {
        let mut editor = Editor::silent();
        let options = json!({"hintNamedSpeakers": "yes"});
        let params = json!({"processId": null, "rootUri": null, "capabilities": {}, "initializationOptions": options});
        editor.request("initialize", params).expect("an answer");
        let told = editor.notified("window/logMessage", |_| true)["message"].to_string();
        assert!(told.contains("initializationOptions: `hintNamedSpeakers` is true or false."), "{told}");
        editor.open(URI, "plaintext", DRAFT);
        editor.diagnostics(URI, 1);
    }

    #[test]
    fn a_lens_shows_the_quotes_of_a_person() {
        let mut editor = open(json!({}));
        let lenses = editor.request("textDocument/codeLens", json!({"textDocument": {"uri": URI}})).expect("lenses");
        let argument = json!({
            "uri": URI,
            "person": "Ines Calloway",
            "introduction": range((0, 9), (0, 22)),
            "quotes": [range((2, 3), (2, 30)), range((2, 41), (2, 58))],
        });
        let command = json!({
            "title": "Ines Calloway: 2 quotes · 10 words",
            "command": "copydesk.showQuotes",
            "arguments": [argument],
        });
        assert_eq!(lenses, json!([{"range": range((0, 9), (0, 22)), "command": command}]));

        let run = |editor: &mut Editor, command: &Value| {
            let params = json!({"command": command["command"], "arguments": command["arguments"]});
            editor.request("workspace/executeCommand", params)
        };
        assert_eq!(run(&mut editor, &command), Ok(Value::Null));
        let shown = editor.notified("window/showMessage", |_| true);
        assert_eq!(shown["type"], 3);
        assert!(
            shown["message"].as_str().is_some_and(|message| message.starts_with("Ines Calloway\nMayor\n")),
            "{shown}"
        );

        // The draft goes on; the lens may be an old one.
        editor.change(URI, 2, json!([{"text": "Rain fell."}]));
        assert_eq!(run(&mut editor, &command), Ok(Value::Null));
        let shown = editor.notified("window/showMessage", |_| true);
        assert_eq!(shown["message"], "The draft does not name Ines Calloway any more.");
        editor.close(URI);
        assert_eq!(run(&mut editor, &command), Ok(Value::Null));
        for wrong in [json!({"command": "copydesk.other"}), json!({"command": "copydesk.showQuotes", "arguments": [7]})]
        {
            assert_eq!(run(&mut editor, &wrong), Err(-32602));
        }
    }

    fn complete(editor: &mut Editor, line: u32, character: u32) -> Value {
        let position = json!({"line": line, "character": character});
        let params = json!({"textDocument": {"uri": URI}, "position": position});
        editor.request("textDocument/completion", params).expect("names")
    }

    #[test]
    fn a_name_is_completed_in_the_units_agreed() {
        for (offered, column) in [(json!([]), 3), (json!(["utf-8"]), 5), (json!(["utf-32"]), 2)] {
            let mut editor = open(encodings(offered));
            editor.change(URI, 2, json!([{"range": range((3, 0), (3, 0)), "text": "😀 C"}]));
            let place = range((3, column), (3, column + 1));
            let short = json!({
                "label": "Calloway",
                "kind": 1,
                "detail": "Ines Calloway, Mayor",
                "sortText": "000000",
                "filterText": "Calloway",
                "textEdit": {"range": place, "newText": "Calloway"},
            });
            let full = json!({
                "label": "Ines Calloway",
                "kind": 1,
                "detail": "Mayor",
                "sortText": "000001",
                "filterText": "Calloway",
                "insertText": "Ines Calloway",
            });
            let items = [short, full];
            assert_eq!(complete(&mut editor, 3, column + 1), json!({"isIncomplete": false, "items": items}));
            assert_eq!(complete(&mut editor, 3, column), json!({"isIncomplete": false, "items": []}));
        }
    }

    /// Neovim inserts no more of a text edit than its first word.
    #[test]
    fn several_words_are_an_edit_only_where_clients_differ_on_the_word_begun() {
        let mut editor = Editor::new(json!({}));
        editor.open(URI, "plaintext", "Mayor Ines O’Calloway met the crews.\n\nO’C");
        let items = complete(&mut editor, 2, 3)["items"].clone();
        let edits: Vec<&Value> = items.as_array().expect("a list").iter().map(|item| &item["textEdit"]).collect();
        let edit = |text: &str| json!({"range": range((2, 0), (2, 3)), "newText": text});
        assert_eq!(edits, [&edit("O’Calloway"), &edit("Ines O’Calloway")]);
    }

    #[test]
    fn completion_does_not_wait_for_a_slow_draft() {
        let mut editor = Editor::with_reader(proof, json!({}));
        editor.open(URI, "plaintext", "A slow draft.");
        assert_eq!(complete(&mut editor, 0, 1), json!({"isIncomplete": true, "items": []}));
        editor.change(URI, 2, json!([{"text": "Quick."}]));
        assert_eq!(complete(&mut editor, 0, 1), json!({"isIncomplete": false, "items": []}));
    }
}

mod renaming {
    use super::*;

    const DRAFT: &str = "😀 Mayor Ines Calloway left.\n“Calloway is late,” she said.\n";

    fn ask(editor: &mut Editor, method: &str, (line, character): (u32, u32), new: &str) -> Value {
        let position = json!({"line": line, "character": character});
        let params = json!({"textDocument": {"uri": URI}, "position": position, "newName": new});
        editor.request(method, params).unwrap_or_else(Value::from)
    }

    fn able(capabilities: Value) -> Editor {
        let mut editor = Editor::new(capabilities);
        editor.open(URI, "plaintext", DRAFT);
        editor
    }

    #[test]
    fn a_client_that_cannot_ask_gets_no_edit_inside_quotation_marks_and_the_writer_is_told() {
        let mut editor = able(json!({}));
        let edit = json!({"range": range((0, 14), (0, 22)), "newText": "Holt"});
        assert_eq!(ask(&mut editor, "textDocument/rename", (0, 15), "Ines Holt"), json!({"changes": {URI: [edit]}}));
        let told = editor.notified("window/showMessage", |_| true);
        let message = "The name was left as it is inside quotation marks, on line 2.";
        assert_eq!(told, json!({"type": 3, "message": message}));
    }

    #[test]
    fn a_client_that_asks_gets_them_with_the_question() {
        let capabilities = json!({"documentChanges": true, "changeAnnotationSupport": {"groupsOnLabel": true}});
        let mut editor = able(json!({"workspace": {"workspaceEdit": capabilities}}));
        let expected = json!({
            "documentChanges": [{
                "textDocument": {"uri": URI, "version": 1},
                "edits": [
                    {"range": range((0, 14), (0, 22)), "newText": "Holt"},
                    {"range": range((1, 1), (1, 9)), "newText": "Holt", "annotationId": "quoted"},
                ],
            }],
            "changeAnnotations": {"quoted": {
                "label": "Inside quotation marks",
                "needsConfirmation": true,
                "description": "Whoever is quoted said it as it stands",
            }},
        });
        assert_eq!(ask(&mut editor, "textDocument/rename", (0, 15), "Ines Holt"), expected);
        editor.diagnostics(URI, 1);
        assert!(editor.heard_nothing_else());
    }

    #[test]
    fn a_client_learns_what_can_be_renamed() {
        let mut editor = Editor::silent();
        let offered = editor.greet(json!({"textDocument": {"rename": {"prepareSupport": true}}})).expect("an answer");
        assert_eq!(offered["capabilities"]["renameProvider"], json!({"prepareProvider": true}));
        editor.open(URI, "plaintext", DRAFT);
        let name = json!({"range": range((0, 9), (0, 22)), "placeholder": "Ines Calloway"});
        assert_eq!(ask(&mut editor, "textDocument/prepareRename", (0, 9), ""), name);
    }

    #[test]
    fn what_cannot_be_renamed_is_refused() {
        let mut editor = able(json!({}));
        let refused = json!(-32803);
        assert_eq!(ask(&mut editor, "textDocument/prepareRename", (0, 24), ""), refused);
        assert_eq!(ask(&mut editor, "textDocument/prepareRename", (1, 20), ""), refused);
        assert_eq!(ask(&mut editor, "textDocument/rename", (0, 24), "Ines Holt"), refused);
        assert_eq!(ask(&mut editor, "textDocument/rename", (0, 15), " "), refused);
        assert_eq!(ask(&mut editor, "textDocument/rename", (0, 15), "Ines\nHolt"), refused);
    }
}

mod house {
    use super::*;

    use std::fs;

    const DRAFT: &str = "The bridge will open in May, Ann-Katrin Berg said.\n";
    const LIST: &str = "[[people]]\nname = \"Ann-Kathrin Berg\"\npronoun = \"she\"\n";
    const FINDING: &str = "The house spells her “Ann-Kathrin Berg”, not “Ann-Katrin”.";

    /// The messages about the newest version of `uri` that the editor is told next.
    fn messages(editor: &mut Editor, uri: &str) -> Vec<String> {
        let said = editor.notified("textDocument/publishDiagnostics", |said| said["uri"] == uri);
        let diagnostics = said["diagnostics"].as_array().expect("diagnostics");
        diagnostics.iter().map(|said| said["message"].as_str().expect("a message").to_owned()).collect()
    }

    fn saved(editor: &mut Editor, uri: &str) {
        editor.notify("textDocument/didSave", json!({"textDocument": {"uri": uri}}));
    }

    fn watched(editor: &mut Editor, uri: &str) {
        editor.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri, "type": 2}]}));
    }

    #[test]
    fn a_draft_goes_by_the_list_above_it() {
        let desk = Folder::new();
        desk.write("copydesk.toml", LIST);
        desk.write("sport/copydesk.toml", "");
        let mut editor = Editor::with_folders(&[&desk.uri("")], json!({}));
        for (draft, found) in [
            (desk.uri("news/may/bridge.txt"), vec![FINDING]),
            (desk.uri("sport/bridge.txt"), vec![]),
            ("untitled:Untitled-1".to_owned(), vec![FINDING]),
        ] {
            editor.open(&draft, "plaintext", DRAFT);
            assert_eq!(messages(&mut editor, &draft), found, "{draft}");
        }
        assert_eq!(editor.finish(), 0);
    }

    #[test]
    fn a_list_outside_the_folder_of_the_editor_does_not_count() {
        let desk = Folder::new();
        desk.write("copydesk.toml", LIST);
        let draft = desk.uri("news/bridge.txt");
        let mut editor = Editor::with_folders(&[&desk.uri("news")], json!({}));
        editor.open(&draft, "plaintext", DRAFT);
        assert_eq!(messages(&mut editor, &draft), [""; 0]);
        // But the repository is one desk, whatever part of it is opened.
        desk.write(".git/HEAD", "");
        saved(&mut editor, &draft);
        assert_eq!(messages(&mut editor, &draft), [FINDING]);
    }

    #[test]
    fn a_list_that_changes_is_read_again_and_so_are_the_drafts() {
        let desk = Folder::new();
        let (list, draft, other) = (desk.uri("copydesk.toml"), desk.uri("bridge.txt"), desk.uri("clean.txt"));
        let mut editor = Editor::with_folders(&[&desk.uri("")], json!({}));
        editor.open(&draft, "plaintext", DRAFT);
        editor.open(&other, "plaintext", DRAFT);
        for draft in [&draft, &other] {
            assert_eq!(messages(&mut editor, draft), [""; 0]);
        }
        // Told by the client,
        desk.write("copydesk.toml", LIST);
        watched(&mut editor, &list);
        for draft in [&draft, &other] {
            assert_eq!(messages(&mut editor, draft), [FINDING]);
        }
        // saved in the editor,
        desk.write("copydesk.toml", &LIST.replace("she", "he"));
        saved(&mut editor, &list);
        for draft in [&draft, &other] {
            assert_eq!(messages(&mut editor, draft), [FINDING.replace("her", "him")]);
        }
        // seen when a draft is saved,
        desk.write("copydesk.toml", "# Nobody.");
        saved(&mut editor, &other);
        for draft in [&draft, &other] {
            assert_eq!(messages(&mut editor, draft), [""; 0]);
        }
        // or when one is opened.
        desk.write("copydesk.toml", LIST);
        let third = desk.uri("third.txt");
        editor.open(&third, "plaintext", DRAFT);
        for draft in [&draft, &other, &third] {
            assert_eq!(messages(&mut editor, draft), [FINDING]);
        }
        fs::remove_file(desk.path("copydesk.toml")).expect("it was there");
        watched(&mut editor, &list);
        for draft in [&draft, &other, &third] {
            assert_eq!(messages(&mut editor, draft), [""; 0]);
        }
        // What has not changed is not said again.
        watched(&mut editor, &list);
        saved(&mut editor, &draft);
        assert!(editor.heard_nothing_else());
        assert_eq!(editor.finish(), 0);
    }

    /// Seen in VS Code: the lens of somebody stood there whom the list had made two people.
    #[test]
    fn a_list_that_changes_changes_lenses_and_hints() {
        let able = json!({"codeLens": {"refreshSupport": true}, "inlayHint": {"refreshSupport": true}});
        let desk = Folder::new();
        let draft = desk.uri("bridge.txt");
        let mut editor = Editor::with_folders(&[&desk.uri("")], json!({"workspace": able}));
        editor.open(&draft, "plaintext", DRAFT);
        assert_eq!(messages(&mut editor, &draft), [""; 0]);
        assert!(editor.heard_nothing_else());
        desk.write("copydesk.toml", LIST);
        watched(&mut editor, &desk.uri("copydesk.toml"));
        assert_eq!(editor.asked("workspace/codeLens/refresh"), Value::Null);
        assert_eq!(editor.asked("workspace/inlayHint/refresh"), Value::Null);
        assert_eq!(messages(&mut editor, &draft), [FINDING]);
        assert!(editor.heard_nothing_else());
    }

    #[test]
    fn edits_go_by_the_list_too() {
        let desk = Folder::new();
        desk.write("copydesk.toml", LIST);
        let draft = desk.uri("bridge.txt");
        let mut editor = Editor::with_folders(&[&desk.uri("")], json!({}));
        editor.open(&draft, "plaintext", "The bridge will open in May.\n");
        assert_eq!(editor.diagnostics(&draft, 1), json!([]));
        editor.change(&draft, 2, json!([{"text": DRAFT}]));
        assert_eq!(editor.diagnostics(&draft, 2)[0]["message"], FINDING);
    }

    #[test]
    fn a_mistake_in_the_list_is_said_in_its_place() {
        let desk = Folder::new();
        desk.write("copydesk.toml", &format!("# “Åse” 🗞\n{LIST}alias = \"Anka\" # 🗞\n"));
        let (list, draft) = (desk.uri("copydesk.toml"), desk.uri("bridge.txt"));
        let mut editor = Editor::with_folders(&[&desk.uri("")], json!({}));
        let said = editor.notified("textDocument/publishDiagnostics", |said| said["uri"] == list);
        let message = "There is no key `alias` here; there is `name`, `also`, `role` and `pronoun`.";
        assert_eq!(said["diagnostics"][0]["range"], range((4, 0), (4, 5)));
        assert_eq!(said["diagnostics"][0]["message"], message);
        assert_eq!(said["diagnostics"].as_array().map(Vec::len), Some(1));
        // The rest of the file counts.
        editor.open(&draft, "plaintext", DRAFT);
        assert_eq!(messages(&mut editor, &draft), [FINDING]);
        // It is said until it is mended.
        editor.open(&list, "toml", &fs::read_to_string(desk.path("copydesk.toml")).expect("it is there"));
        assert_eq!(messages(&mut editor, &list), [message]);
        editor.close(&list);
        assert_eq!(messages(&mut editor, &list), [message]);
        saved(&mut editor, &draft);
        assert!(editor.heard_nothing_else());
        desk.write("copydesk.toml", LIST);
        watched(&mut editor, &list);
        assert_eq!(messages(&mut editor, &list), [""; 0]);
        desk.write("copydesk.toml", "[[people]");
        watched(&mut editor, &list);
        assert_eq!(messages(&mut editor, &list).len(), 2);
        fs::write(desk.path("copydesk.toml"), b"\xff").expect("the file can be written");
        watched(&mut editor, &list);
        assert!(messages(&mut editor, &list)[0].starts_with("This file cannot be read: "));
        fs::remove_file(desk.path("copydesk.toml")).expect("it was there");
        watched(&mut editor, &list);
        assert_eq!(messages(&mut editor, &list), [""; 0]);
        assert_eq!(editor.finish(), 0);
    }

    /// A list that was open and not saved was left out of account until it was.
    #[test]
    fn a_list_counts_as_the_editor_has_it() {
        let desk = Folder::new();
        desk.write("copydesk.toml", LIST);
        let (list, draft) = (desk.uri("copydesk.toml"), desk.uri("bridge.txt"));
        let mut editor = Editor::with_folders(&[&desk.uri("")], json!({}));
        editor.open(&draft, "plaintext", DRAFT);
        assert_eq!(messages(&mut editor, &draft), [FINDING]);
        editor.open(&list, "toml", LIST);
        editor.change(&list, 2, json!([{"text": LIST.replace("she", "he")}]));
        assert_eq!(messages(&mut editor, &draft), [FINDING.replace("her", "him")]);
        editor.change(&list, 3, json!([{"text": format!("{LIST}alias = 1\n")}]));
        let said = editor.diagnostics(&list, 3);
        assert_eq!(said.as_array().map(Vec::len), Some(1), "{said}");
        assert_eq!(messages(&mut editor, &draft), [FINDING]);
        // Closed unsaved, it is as it stands on disk.
        editor.close(&list);
        assert_eq!(messages(&mut editor, &list), [""; 0]);
        // One that is nowhere but in the editor counts, too.
        let (list, draft) = (desk.uri("sport/copydesk.toml"), desk.uri("sport/bridge.txt"));
        editor.open(&list, "toml", "# Nobody.\n");
        editor.open(&draft, "plaintext", DRAFT);
        assert_eq!(messages(&mut editor, &draft), [""; 0]);
        editor.close(&list);
        assert_eq!(messages(&mut editor, &draft), [FINDING]);
        assert_eq!(editor.finish(), 0);
    }

    /// VS Code knows no TOML.
    #[test]
    fn a_list_that_is_opened_as_plain_text_is_no_draft() {
        let desk = Folder::new();
        desk.write("copydesk.toml", "[[people]");
        let list = desk.uri("copydesk.toml");
        let mut editor = Editor::with_folders(&[&desk.uri("")], json!({}));
        assert_eq!(messages(&mut editor, &list).len(), 2);
        editor.open(&list, "plaintext", "[[people]");
        assert_eq!(messages(&mut editor, &list).len(), 2);
        assert!(editor.heard_nothing_else());
    }

    #[test]
    fn what_the_editor_asks_for_counts_beside_the_list() {
        let desk = Folder::new();
        desk.write("copydesk.toml", LIST);
        let draft = desk.uri("bridge.txt");
        let mut editor = Editor::with_options(json!({"enable": ["unintroduced-name"]}));
        let text = format!("Arkwright said it would be late.\n\nTomas Arkwright builds bridges. {DRAFT}");
        editor.open(&draft, "plaintext", &text);
        let found = messages(&mut editor, &draft);
        assert!(found.len() == 2 && found[1] == FINDING, "{found:?}");
        // Taken away and put back, the list leaves it at that.
        for list in ["", LIST] {
            desk.write("copydesk.toml", list);
            saved(&mut editor, &draft);
            assert_eq!(messages(&mut editor, &draft), found[..if list.is_empty() { 1 } else { 2 }]);
        }
    }

    #[test]
    fn folders_come_and_go() {
        let (desk, other) = (Folder::new(), Folder::new());
        other.write("copydesk.toml", LIST);
        let mut editor = Editor::with_folders(&[&desk.uri("")], json!({}));
        let draft = "untitled:Untitled-1";
        editor.open(draft, "plaintext", DRAFT);
        assert_eq!(messages(&mut editor, draft), [""; 0]);
        let folder = |desk: &Folder| json!([{"uri": desk.uri(""), "name": "desk"}]);
        let event = json!({"event": {"added": folder(&other), "removed": folder(&desk)}});
        editor.notify("workspace/didChangeWorkspaceFolders", event);
        assert_eq!(messages(&mut editor, draft), [FINDING]);
    }

    /// What `uri` offers to write into the house's list, by its titles.
    fn listings(editor: &mut Editor, uri: &str) -> Vec<(String, Value)> {
        let asked = editor.ask_actions(uri, json!(["quickfix"]));
        let mut actions = editor.answer(asked).expect("actions");
        let actions = actions.as_array_mut().expect("actions").iter_mut();
        let offered =
            actions.map(|action| (action["title"].as_str().expect("a title").to_owned(), action["edit"].take()));
        offered.filter(|(title, _)| !title.starts_with("Change ") && !title.starts_with("Stet")).collect()
    }

    const TWO_WAYS: &str = "Rufus Kilbride sang, and Kilbride bowed.\n\nKillbride came to sweep the stage.\n";

    fn creating() -> Value {
        json!({"workspace": {"workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]}}})
    }

    #[test]
    fn two_people_are_written_into_a_new_list() {
        let desk = Folder::new();
        desk.write(".git/HEAD", "");
        let (list, draft) = (desk.uri("copydesk.toml"), desk.uri("news/stage.txt"));
        let text = "[[people]]\nname = \"Rufus Kilbride\"\n\n[[people]]\nname = \"Killbride\"\n";
        let insertion = json!([{"range": range((0, 0), (0, 0)), "newText": text}]);
        for (capabilities, expected) in [
            (json!({}), json!({"changes": {&list: insertion}})),
            (
                creating(),
                json!({"documentChanges": [
                    {"kind": "create", "uri": list, "options": {"ignoreIfExists": true}},
                    {"textDocument": {"uri": list, "version": null}, "edits": insertion},
                ]}),
            ),
        ] {
            let mut editor = Editor::with_folders(&[&desk.uri("news")], capabilities);
            editor.open(&draft, "plaintext", TWO_WAYS);
            assert_eq!(messages(&mut editor, &draft).len(), 1);
            let offered = listings(&mut editor, &draft);
            assert_eq!(offered[0].0, "“Rufus Killbride” is the house spelling");
            assert_eq!(offered[1], ("“Rufus Kilbride” and “Killbride” are two people".to_owned(), expected));
            assert_eq!(offered.len(), 2);
            // Written and saved, it makes the finding go away.
            desk.write("copydesk.toml", text);
            watched(&mut editor, &list);
            assert_eq!(messages(&mut editor, &draft), [""; 0]);
            assert_eq!(listings(&mut editor, &draft), []);
            fs::remove_file(desk.path("copydesk.toml")).expect("it was there");
        }
    }

    #[test]
    fn what_the_house_accepts_is_written_into_the_list_that_is_there() {
        let desk = Folder::new();
        desk.write("copydesk.toml", &format!("# 🗞\n{LIST}"));
        let (list, draft) = (desk.uri("copydesk.toml"), desk.uri("bridge.txt"));
        let mut editor = Editor::with_folders(&[&desk.uri("")], creating());
        editor.open(&draft, "plaintext", DRAFT);
        let expected = |version: Value, line: u32| {
            let at = (line, 25);
            let edit = json!({"range": range(at, at), "newText": "\nalso = [\"Ann-Katrin Berg\"]"});
            json!({"documentChanges": [{"textDocument": {"uri": list, "version": version}, "edits": [edit]}]})
        };
        let title = "The house writes “Ann-Katrin Berg” too".to_owned();
        assert_eq!(listings(&mut editor, &draft)[0], (title.clone(), expected(Value::Null, 2)));
        // What is open in the editor is changed as it is there.
        editor.open(&list, "toml", &format!("# 🗞\n\n\n{LIST}"));
        assert_eq!(listings(&mut editor, &draft)[0], (title.clone(), expected(json!(1), 4)));
        // Nothing is written into a list that is broken.
        editor.change(&list, 2, json!([{"text": "[[people]"}]));
        assert_eq!(listings(&mut editor, &draft), []);
        // A draft without a folder has no list.
        editor.close(&list);
        fs::remove_file(desk.path("copydesk.toml")).expect("it was there");
        let mut editor = Editor::new(creating());
        editor.open("untitled:Untitled-1", "plaintext", TWO_WAYS);
        assert_eq!(messages(&mut editor, "untitled:Untitled-1").len(), 1);
        assert_eq!(listings(&mut editor, "untitled:Untitled-1"), []);
    }

    #[test]
    fn a_client_that_watches_files_is_asked_to() {
        let able = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}});
        let mut editor = Editor::new(able);
        let asked = editor.asked("client/registerCapability");
        let watchers = json!({"watchers": [
            {"globPattern": "**/copydesk.toml"},
            {"globPattern": "**/.copydesk/stet.toml"},
            {"globPattern": "**/*.{txt,text,md,markdown,mdown,mkd,html,htm,xhtml}"},
            {"globPattern": "**/{.gitignore,.ignore}"},
        ]});
        assert_eq!(asked["registrations"][0]["method"], "workspace/didChangeWatchedFiles");
        assert_eq!(asked["registrations"][0]["registerOptions"], watchers);
        assert_eq!(editor.finish(), 0);
        assert!(Editor::new(json!({})).heard_nothing_else());
    }
}
