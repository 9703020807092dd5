//! What drafts are written from, in an editor: sources are read beside all else, and again when they change.

#[allow(dead_code, reason = "not everything that an editor does is about sources")]
#[path = "support/editor.rs"]
mod editor;
#[path = "support/folder.rs"]
mod folder;

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use editor::Editor;
use folder::Folder;
use serde_json::{Value, json};

const CONFIGURATION: &str = "sources = [\"notes\"]\n";
const TALK: &str = "Talk with Hanneke Obi\n\nWe have kept bees on this roof since the brewery closed.\n";
const DRAFT: &str = "“We have kept bees on the roof since the brewery closed,” said Hanneke Obi.\n";

/// A desk with a talk and the draft that is written from it.
fn desk() -> Folder {
    let folder = Folder::new();
    folder.write("copydesk.toml", CONFIGURATION);
    folder.write("notes/talk.txt", TALK);
    folder.write("bees.txt", DRAFT);
    folder
}

/// Waits until what is said of `uri` is `expected`, a message each.
#[track_caller]
fn becomes(editor: &mut Editor, uri: &str, expected: &[&str]) -> Value {
    let said = |params: &Value| {
        let messages: Vec<&str> = params["diagnostics"].as_array().map_or(Vec::new(), |found| {
            found.iter().map(|finding| finding["message"].as_str().unwrap_or_default()).collect()
        });
        params["uri"] == uri && messages == expected
    };
    editor.notified("textDocument/publishDiagnostics", said)
}

/// Waits until the hover over the quote of `uri` has the line `expected`.
#[track_caller]
fn hovers(editor: &mut Editor, uri: &str, expected: &str) {
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        let asked = editor.ask_hover(uri, 0, 5);
        let hover = editor.answer(asked).expect("an answer");
        let text = hover["contents"]["value"].as_str().unwrap_or_default().to_owned();
        if text.lines().any(|line| line.trim() == expected) {
            return;
        }
        assert!(Instant::now() < deadline, "{text}");
        thread::sleep(Duration::from_millis(5));
    }
}

const THIS: &str = "On line 3 of notes/talk.txt the same quote has “this” for “the”.";

#[test]
fn a_quote_is_held_against_a_source_that_names_the_place() {
    let folder = desk();
    let mut editor = Editor::with_folders(
        &[&folder.uri("")],
        json!({"textDocument": {"publishDiagnostics": {"relatedInformation": true}}}),
    );
    let draft = folder.uri("bees.txt");
    editor.open(&draft, "plaintext", DRAFT);
    let found = becomes(&mut editor, &draft, &[THIS]);
    let line = json!({"start": {"line": 2, "character": 0}, "end": {"line": 3, "character": 0}});
    assert_eq!(
        found["diagnostics"][0]["relatedInformation"],
        json!([{"location": {"uri": folder.uri("notes/talk.txt"), "range": line}, "message": "The source."}])
    );
    hovers(&mut editor, &draft, "nearly stands in notes/talk.txt, line 3");
    assert_eq!(editor.finish(), 0);
}

#[test]
fn a_source_that_changes_is_read_again() {
    let folder = desk();
    let mut editor = Editor::with_folders(&[&folder.uri("")], json!({}));
    let draft = folder.uri("bees.txt");
    editor.open(&draft, "plaintext", DRAFT);
    becomes(&mut editor, &draft, &[THIS]);
    // Watched.
    folder.write("notes/talk.txt", &TALK.replace("this roof", "the roof"));
    let changes = json!([{"uri": folder.uri("notes/talk.txt"), "type": 2}]);
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    becomes(&mut editor, &draft, &[]);
    hovers(&mut editor, &draft, "stands in notes/talk.txt, line 3");
    // Saved, where nobody watches.
    folder.write("notes/talk.txt", &TALK.replace("bees", "hens"));
    editor.notify("textDocument/didSave", json!({"textDocument": {"uri": draft}}));
    becomes(
        &mut editor,
        &draft,
        &["On line 3 of notes/talk.txt the same quote has “hens” for “bees” and “this” for “the”."],
    );
    fs::remove_file(folder.path("notes/talk.txt")).expect("it was there");
    folder.write("notes/empty.txt", "Nothing was said.\n");
    editor.notify("textDocument/didSave", json!({"textDocument": {"uri": draft}}));
    becomes(&mut editor, &draft, &[]);
    hovers(&mut editor, &draft, "stands in no source");
    // No sources, nothing said.
    folder.write("copydesk.toml", "");
    editor.notify("textDocument/didSave", json!({"textDocument": {"uri": folder.uri("copydesk.toml")}}));
    hovers(&mut editor, &draft, "speaks here, by “said Hanneke Obi”");
    assert_eq!(editor.finish(), 0);
}

#[test]
fn a_source_that_is_opened_is_no_draft() {
    let folder = desk();
    let mut editor = Editor::with_folders(&[&folder.uri("")], json!({}));
    let unattributed = "“Nobody came to tell us anything, and the kiosk was shut by six.”\n\nIt was a long night.\n";
    let (note, draft) = (folder.uri("notes/night.txt"), folder.uri("night.txt"));
    editor.open(&note, "plaintext", unattributed);
    becomes(&mut editor, &note, &[]);
    editor.open(&draft, "plaintext", unattributed);
    becomes(&mut editor, &draft, &["Nobody is given for this quote."]);
    assert_eq!(editor.finish(), 0);
}

#[test]
fn what_a_draft_has_from_a_source_is_told_with_its_places() {
    const PARAGRAPHS: [&str; 2] = [
        "The bees of the old brewery fly as far as the cemetery and come home with what the dead are given, which is mostly lilac.",
        "Nobody has been stung on the stairs since the hives were turned to face the railway, whose drivers keep their windows shut.",
    ];
    let folder = desk();
    folder.write("notes/release.md", &format!("# Bees\n\n{}\n\nThey hum.\n\n{}\n", PARAGRAPHS[0], PARAGRAPHS[1]));
    let mut editor = Editor::with_folders(
        &[&folder.uri("")],
        json!({"textDocument": {"publishDiagnostics": {"relatedInformation": true}}}),
    );
    let draft = folder.uri("roof.txt");
    editor.open(&draft, "plaintext", &format!("{}\n\nWe have been there.\n\n{}\n", PARAGRAPHS[0], PARAGRAPHS[1]));
    let told = "2 paragraphs here are word for word from “notes/release.md”: 94 % of it, and 92 % of this draft outside \
                quotation marks.";
    let found = becomes(&mut editor, &draft, &[told]);
    assert_eq!(found["diagnostics"][0]["severity"], 3);
    let place = |line: u32, message: &str| {
        let range = json!({"start": {"line": line, "character": 0}, "end": {"line": line + 1, "character": 0}});
        json!({"location": {"uri": folder.uri("notes/release.md"), "range": range}, "message": message})
    };
    assert_eq!(
        found["diagnostics"][0]["relatedInformation"],
        json!([
            place(2, "Line 1 here: “The bees of the old brewery …”"),
            place(6, "Line 5 here: “Nobody has been stung on the …”")
        ])
    );
    hovers(&mut editor, &draft, "This stands in notes/release.md word for word");
    folder.write("copydesk.toml", &format!("{CONFIGURATION}[rules]\ncopied-passage = \"off\"\n"));
    editor.notify("textDocument/didSave", json!({"textDocument": {"uri": folder.uri("copydesk.toml")}}));
    becomes(&mut editor, &draft, &[]);
    assert_eq!(editor.finish(), 0);
}

#[test]
fn what_is_not_read_is_said() {
    let folder = desk();
    folder.write("copydesk.toml", "sources = [\"gone\", \"notes\"]\n");
    let mut editor = Editor::with_folders(&[&folder.uri("")], json!({}));
    let draft = folder.uri("bees.txt");
    editor.open(&draft, "plaintext", DRAFT);
    let told = "not read: gone; there is no such folder of sources";
    editor.notified("window/logMessage", |params| params["message"] == told);
    becomes(&mut editor, &draft, &[THIS]);
    assert_eq!(editor.finish(), 0);
}

/// What the rules weigh was heard on the command line alone.
#[test]
fn a_desk_that_wants_no_warnings_has_none() {
    let folder = desk();
    folder.write("copydesk.toml", &format!("{CONFIGURATION}[rules]\nmisquoted-source = \"off\"\n"));
    let mut editor = Editor::with_folders(&[&folder.uri("")], json!({}));
    let draft = folder.uri("bees.txt");
    editor.open(&draft, "plaintext", DRAFT);
    hovers(&mut editor, &draft, "nearly stands in notes/talk.txt, line 3");
    becomes(&mut editor, &draft, &[]);
    assert_eq!(editor.finish(), 0);
}
