//! What a client is answered when it runs a command, as `docs/commands.md` has it.

#[allow(dead_code, reason = "not everything that an editor does is about commands")]
#[path = "support/editor.rs"]
mod editor;
#[path = "support/folder.rs"]
mod folder;

use std::thread;
use std::time::{Duration, Instant};

use editor::{Editor, obedient};
use folder::Folder;
use serde_json::{Value, json};

const URI: &str = "file:///desk/harbour.txt";

const HARBOUR: &str = "😀 Mayor Ines Calloway met Dora Quist on Tuesday.\n\n\
    😀 “We owe them a dry winter,” Calloway said. “And a dry quay.”\n\n\
    “The water rose twice,” harbour police said.\n\n\
    The rain went on into the night, and on.\n\n\
    “Nobody asked us whether we wanted any of it.”\n";

/// What the command answers for the draft `uri`.
fn run(editor: &mut Editor, command: &str, uri: &str) -> Value {
    let params = json!({"command": command, "arguments": [{"uri": uri}]});
    editor.request("workspace/executeCommand", params).expect("an answer")
}

/// The answer as soon as it is such that `holds`: what stands on disk is read beside all else.
fn awaited(editor: &mut Editor, command: &str, uri: &str, holds: impl Fn(&Value) -> bool) -> Value {
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        let answer = run(editor, command, uri);
        if holds(&answer) {
            return answer;
        }
        assert!(Instant::now() < deadline, "{answer}");
        thread::sleep(Duration::from_millis(5));
    }
}

/// How many units of an encoding words have.
type Units = fn(&str) -> usize;

/// Where `words` first stand in the draft; what columns count is given by `units`.
fn place(words: &str, units: Units) -> Value {
    let start = HARBOUR.find(words).expect("words of the draft");
    let line = HARBOUR[..start].matches('\n').count();
    let before = &HARBOUR[..start][HARBOUR[..start].rfind('\n').map_or(0, |end| end + 1)..];
    let column = units(before);
    json!({
        "start": {"line": line, "character": column},
        "end": {"line": line, "character": column + units(words)},
    })
}

mod speakers {
    use super::*;

    fn speakers(editor: &mut Editor) -> Value {
        run(editor, "copydesk.speakers", URI)
    }

    #[test]
    fn everyone_is_given_with_what_she_says() {
        let counts: [(&str, Units); 3] = [
            ("utf-8", str::len),
            ("utf-16", |words| words.encode_utf16().count()),
            ("utf-32", |words| words.chars().count()),
        ];
        for (encoding, units) in counts {
            let mut editor = Editor::new(json!({"general": {"positionEncodings": [encoding]}}));
            editor.open(URI, "plaintext", HARBOUR);
            let place = |words: &str| place(words, units);
            let quote = |text: &str, words: usize, notes: Value| json!({"range": place(text), "words": words, "text": text, "notes": notes});
            let surname = place("Calloway said");
            let column = surname["start"]["character"].as_u64().expect("a column") + 8;
            let surname = json!({
                "start": surname["start"],
                "end": {"line": 2, "character": column},
            });
            let calloway = json!({
                "name": "Ines Calloway",
                "named": true,
                "roles": ["Mayor"],
                "introduction": place("Ines Calloway"),
                "mentions": [place("Ines Calloway"), surname],
                "words": 10,
                "quotes": [
                    quote("“We owe them a dry winter,”", 6, json!(["by “Calloway said”"])),
                    quote("“And a dry quay.”", 4, json!(["carried on from “Calloway said” on line 3"])),
                ],
            });
            let police = json!({
                "name": "harbour police",
                "named": false,
                "roles": [],
                "introduction": null,
                "mentions": [],
                "words": 4,
                "quotes": [quote("“The water rose twice,”", 4, json!(["by “harbour police said”"]))],
            });
            let quist = json!({
                "name": "Dora Quist",
                "named": true,
                "roles": [],
                "introduction": place("Dora Quist"),
                "mentions": [place("Dora Quist")],
                "words": 0,
                "quotes": [],
            });
            let nobody = quote("“Nobody asked us whether we wanted any of it.”", 9, json!([]));
            let all = json!({"version": 1, "speakers": [calloway, police, quist], "unattributed": [nobody]});
            assert_eq!(speakers(&mut editor), all, "{encoding}");
        }
    }

    #[test]
    fn they_are_those_of_the_draft_as_it_is_when_asked() {
        let mut editor = Editor::new(json!({}));
        editor.open(URI, "plaintext", HARBOUR);
        editor.change(URI, 7, json!([{"text": "Rain fell on Tobias Wren."}]));
        let all = speakers(&mut editor);
        let names: Vec<&Value> = all["speakers"].as_array().expect("a list").iter().map(|one| &one["name"]).collect();
        assert_eq!((&all["version"], names), (&json!(7), vec![&json!("Tobias Wren")]));
    }

    #[test]
    fn a_quote_says_where_in_the_sources_it_stands() {
        let folder = Folder::new();
        folder.write("copydesk.toml", "sources = [\"notes\"]\n");
        folder.write("notes/quay.txt", "Calloway: We owe them a dry winter. And a dry quay.\n");
        let mut editor = Editor::with_folders(&[&folder.uri("")], json!({}));
        let uri = folder.uri("draft.txt");
        editor.open(&uri, "plaintext", HARBOUR);
        let notes = |all: &Value| all["speakers"][0]["quotes"][0]["notes"].clone();
        let all = awaited(&mut editor, "copydesk.speakers", &uri, |all| notes(all)[1] != Value::Null);
        assert_eq!(notes(&all), json!(["by “Calloway said”", "stands in notes/quay.txt, line 1"]));
    }
}

mod status {
    use super::*;

    fn status(editor: &mut Editor, uri: &str) -> Value {
        run(editor, "copydesk.status", uri)
    }

    /// What it says once the drafts are read.
    fn settled(editor: &mut Editor, uri: &str) -> Value {
        awaited(editor, "copydesk.status", uri, |status| status["reading"] == false)
    }

    #[test]
    fn it_counts_the_drafts_that_were_read() {
        let folder = Folder::new();
        folder.write("ferry.txt", "No one is named here.\n");
        folder.write("quay.md", HARBOUR);
        folder.write("ignored.rs", HARBOUR);
        let mut editor = Editor::with_folders(&[&folder.uri("")], json!({}));
        let uri = folder.uri("quay.md");
        assert_eq!(settled(&mut editor, &uri), json!({"drafts": 2, "reading": false, "limits": []}));
    }

    #[test]
    fn there_is_more_to_read_before_the_folders_were_looked_through() {
        let mut editor = Editor::silent();
        let params = json!({"processId": null, "rootUri": null, "capabilities": {}});
        editor.request("initialize", params).expect("an answer");
        assert_eq!(status(&mut editor, URI), json!({"drafts": 0, "reading": true, "limits": []}));
        editor.notify("initialized", json!({}));
        assert_eq!(settled(&mut editor, URI), json!({"drafts": 0, "reading": false, "limits": []}));
    }

    #[test]
    fn it_says_that_there_is_more_to_read() {
        let folder = Folder::new();
        folder.write("ferry.txt", "slow\n");
        let mut editor = Editor::with_reader(obedient, json!({}));
        settled(&mut editor, URI);
        let event = json!({"added": [{"uri": folder.uri(""), "name": "desk"}], "removed": []});
        editor.notify("workspace/didChangeWorkspaceFolders", json!({"event": event}));
        awaited(&mut editor, "copydesk.status", URI, |status| status["reading"] == true);
        assert_eq!(editor.request("shutdown", Value::Null), Ok(Value::Null));
    }

    #[test]
    fn it_says_what_is_limited() {
        let folder = Folder::new();
        folder.write("copydesk.toml", "sources = [\"notes\"]\n");
        folder.write("ferry.txt", HARBOUR);
        folder.write("long.txt", &"Rain fell on the quay. ".repeat(200_000));
        let mut editor = Editor::with_folders(&[&folder.uri("")], json!({}));
        let uri = folder.uri("lluvia.txt");
        editor.open(
            &uri,
            "plaintext",
            &"El alcalde dijo que la lluvia no era culpa de nadie en el puerto. ".repeat(20),
        );
        let limited = |status: &Value| status["limits"].as_array().is_some_and(|limits| limits.len() == 3);
        let status = awaited(&mut editor, "copydesk.status", &uri, limited);
        let limits: Vec<&str> = status["limits"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        let [foreign, sources, long] = limits[..] else { panic!("{status}") };
        assert!(foreign.starts_with("This draft is neither in English nor in German: "), "{foreign}");
        assert_eq!(sources, "not read: notes; there is no such folder of sources");
        assert_eq!(long, format!("not read: {}; a draft may have 4 MB", folder.path("long.txt").display()));

        // The others are what they are, whatever the draft.
        assert_eq!(super::run(&mut editor, "copydesk.status", URI)["limits"], json!([long]));
        editor.change(&uri, 2, json!([{"text": "a".repeat((16 << 20) + 1)}]));
        let limits = &settled(&mut editor, &uri)["limits"];
        assert_eq!(limits[0], "This draft is longer than 16 MB and is not checked.");
    }

    #[test]
    fn a_draft_that_could_not_be_read_is_limited() {
        let mut editor = Editor::with_reader(obedient, json!({}));
        editor.open(URI, "plaintext", "panic");
        let limits = &settled(&mut editor, URI)["limits"];
        assert_eq!(*limits, json!(["This draft could not be read; this is a fault of ours."]));
    }
}

#[test]
fn each_has_a_section_of_its_page() {
    let page = include_str!("../docs/commands.md");
    let sections: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("## `")?.strip_suffix('`')).collect();
    let mut editor = Editor::silent();
    let answer = editor.greet(json!({})).expect("an answer");
    let offered = &answer["capabilities"]["executeCommandProvider"]["commands"];
    let mut offered: Vec<&str> = offered.as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    offered.sort_unstable_by_key(|command| sections.iter().position(|section| section == command));
    assert_eq!(offered, sections);
}

#[test]
fn a_draft_that_is_not_open_has_no_speakers() {
    let mut editor = Editor::new(json!({}));
    assert_eq!(run(&mut editor, "copydesk.speakers", URI), Value::Null);
    editor.open(URI, "rust", HARBOUR);
    assert_eq!(run(&mut editor, "copydesk.speakers", URI), Value::Null);
}

#[test]
fn a_command_without_its_argument_is_refused() {
    let mut editor = Editor::new(json!({}));
    for command in ["copydesk.speakers", "copydesk.status", "copydesk.showQuotes"] {
        for arguments in [Value::Null, json!([]), json!([7]), json!([{"uri": 7}])] {
            let params = json!({"command": command, "arguments": arguments});
            assert_eq!(editor.request("workspace/executeCommand", params), Err(-32602), "{command}");
        }
    }
}
