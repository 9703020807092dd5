//! The desk: people across drafts, in memory, on disk and in an editor.

#[allow(dead_code, reason = "not everything that an editor does is about the desk")]
#[path = "support/editor.rs"]
mod editor;
#[path = "support/folder.rs"]
mod folder;

use copydesk::config::Settings;
use copydesk::desk::{self, Desk};
use copydesk::draft::Format;
use copydesk::ide::Snapshot;
use editor::{Editor, obedient};
use folder::Folder;
use serde_json::{Value, json};

const FERRY: &str = "Nobody will sail, mayor Ines Calloway said on Monday.\n\n“We shall wait,” Calloway said.\n";
const BAKERY: &str = "The baker Åse-Marie Lindqvist met Ines Calloway in March. “It was warm,” Lindqvist said.\n";

mod people {
    use super::*;

    use std::fmt::Write;

    use copydesk::text::Span;
    use expect_test::{Expect, expect};

    fn put(desk: &mut Desk<Span>, key: &str, text: &str) {
        let snapshot = Snapshot::new(text.into(), Format::Plain, &Settings::default());
        desk.put(key, desk::people(&snapshot.article, |span| span));
    }

    fn two() -> Desk<Span> {
        let mut desk = Desk::default();
        put(&mut desk, "ferry", FERRY);
        put(&mut desk, "bakery", BAKERY);
        desk
    }

    fn names<'d>(desk: &'d Desk<Span>, query: &str) -> Vec<(&'d str, &'d str)> {
        let found = desk.find(query, usize::MAX).people.into_iter();
        found.map(|(key, person)| (key, person.name.as_str())).collect()
    }

    const LINDQVIST: (&str, &str) = ("bakery", "Åse-Marie Lindqvist");
    const BOTH: [(&str, &str); 2] = [("ferry", "Ines Calloway"), ("bakery", "Ines Calloway")];

    #[test]
    fn a_desk_knows_of_a_person_what_each_draft_says() {
        fn check(desk: &Desk<Span>, expected: Expect) {
            let mut out = String::new();
            for (key, person) in desk.find("", usize::MAX).people {
                let desk::Person { name, role, introduced, mentions, quotes, .. } = person;
                let words = introduced.of(if key == "ferry" { FERRY } else { BAKERY });
                let _ = writeln!(out, "{key}: {name}, {role:?}, {words:?}, {mentions} mentions, {quotes} quotes");
            }
            expected.assert_eq(&out);
        }
        check(
            &two(),
            expect![[r#"
            bakery: Åse-Marie Lindqvist, Some("baker"), "Åse-Marie Lindqvist", 2 mentions, 1 quotes
            ferry: Ines Calloway, Some("mayor"), "Ines Calloway", 2 mentions, 1 quotes
            bakery: Ines Calloway, None, "Ines Calloway", 1 mentions, 0 quotes
        "#]],
        );
    }

    #[test]
    fn a_part_of_a_name_finds_whoever_has_it() {
        let desk = two();
        for query in
            ["calloway", "Calloway", "call", "ines", "Ines Callow", "calloway ines", "INES", "IC", "icy", "clwy"]
        {
            assert_eq!(names(&desk, query), BOTH, "{query}");
        }
        for query in ["Lindqvist", "åse", "ase-marie", "marie lind", "asemarie", "aml", "quist"] {
            let found = if query == "quist" { vec![] } else { vec![LINDQVIST] };
            assert_eq!(names(&desk, query), found, "{query}");
        }
        assert_eq!(names(&desk, "Calloway Lindqvist"), []);
        assert_eq!(names(&desk, "…"), names(&desk, ""));
        assert_eq!(names(&desk, "").len(), 3);
    }

    #[test]
    fn whole_words_stand_before_beginnings_and_these_before_letters() {
        let mut desk = Desk::default();
        put(
            &mut desk,
            "one",
            "Dr. Karl Stone, Dr. Karl Stone and Dr. Karl Stone met Dr. Maria Karlsen and Dr. Kathryn Arlen.\n",
        );
        put(&mut desk, "two", "Dr. Karl Ode met nobody.\n");
        let found = [("one", "Karl Stone"), ("two", "Karl Ode"), ("one", "Maria Karlsen"), ("one", "Kathryn Arlen")];
        assert_eq!(names(&desk, "karl"), found);
        assert_eq!(names(&desk, "karls"), [("one", "Maria Karlsen"), ("one", "Karl Stone")]);
    }

    #[test]
    fn the_order_is_that_of_the_drafts_in_whatever_order_they_were_read() {
        let mut desk = Desk::default();
        put(&mut desk, "bakery", BAKERY);
        put(&mut desk, "ferry", FERRY);
        for query in ["", "a", "calloway"] {
            assert_eq!(desk.find(query, 10), two().find(query, 10));
        }
    }

    #[test]
    fn answers_are_bounded_and_say_so() {
        let desk = two();
        let found = desk.find("calloway", 1);
        assert_eq!((found.people.len(), found.left_out), (1, 1));
        assert_eq!(found.people[0].0, "ferry", "who is named most often");
        assert_eq!(desk.find("calloway", 2).left_out, 0);
    }

    #[test]
    fn a_draft_is_written_anew_and_taken_away() {
        let mut desk = two();
        put(&mut desk, "ferry", "Mayor Tomas Reddy said so.\n");
        assert_eq!(names(&desk, "calloway"), BOTH[1..]);
        assert_eq!(names(&desk, "reddy"), [("ferry", "Tomas Reddy")]);
        desk.remove("ferry");
        assert_eq!(names(&desk, "reddy"), []);
        put(&mut desk, "bakery", "Nobody was there.\n");
        assert_eq!(names(&desk, ""), []);
    }
}

mod scan {
    use super::*;

    use std::fs;
    use std::path::{Path, PathBuf};
    use std::sync::Arc;

    use copydesk::server::scan::{Bounds, Changes, Extent, Scan};

    /// The names of what `scan` wants read in `extent`, and of what is gone, in `folder`; what is read is kept.
    fn look(scan: &mut Scan, folder: &Folder, extent: &Extent) -> (Vec<String>, Vec<String>, Vec<String>) {
        let folders = [folder.path("")];
        let Changes { written, gone, left_out } = scan.look(&folders, extent, |_| Arc::default(), &|| false);
        let name = |path: &Path| path.strip_prefix(&folders[0]).expect("in the folder").display().to_string();
        let names = written.iter().map(|draft| name(&draft.path)).collect();
        written.into_iter().for_each(|draft| scan.keep(draft));
        gone.iter().for_each(|path| scan.forget(path));
        let without_folder = |message: String| message.replace(&folders[0].display().to_string(), "");
        (names, gone.iter().map(|path| name(path)).collect(), left_out.into_iter().map(without_folder).collect())
    }

    fn at(paths: &[PathBuf]) -> Extent {
        Extent { everywhere: false, paths: paths.iter().cloned().collect() }
    }

    fn everything() -> Scan {
        Scan::new(Bounds::default(), None)
    }

    #[test]
    fn drafts_are_told_by_their_extensions_and_what_is_ignored_or_hidden_is_none() {
        let folder = Folder::new();
        folder.write(".gitignore", "old/\n*.html\n");
        folder.write("news/.ignore", "wire.md\n");
        for name in
            ["b.txt", "a.MD", "notes.rs", "old/c.txt", "page.html", ".hidden.txt", "news/wire.md", "news/x.text"]
        {
            folder.write(name, FERRY);
        }
        fs::create_dir(folder.path("folder.txt")).expect("a folder");
        let (written, gone, left_out) = look(&mut everything(), &folder, &Extent::everywhere());
        assert_eq!(written, ["a.MD", "b.txt", "news/x.text"]);
        assert!(gone.is_empty() && left_out.is_empty(), "{gone:?} {left_out:?}");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let (folder, other) = (Folder::new(), Folder::new());
        other.write("far.txt", FERRY);
        folder.write("near.txt", FERRY);
        for (to, name) in [(other.path(""), "all"), (other.path("far.txt"), "one.txt"), (folder.path(""), "round")] {
            std::os::unix::fs::symlink(to, folder.path(name)).expect("a link");
        }
        let mut scan = everything();
        assert_eq!(look(&mut scan, &folder, &Extent::everywhere()).0, ["near.txt"]);
        let named = at(&[folder.path("all/far.txt"), folder.path("one.txt"), other.path("far.txt")]);
        assert_eq!(look(&mut scan, &folder, &named).0, [""; 0]);
    }

    #[test]
    fn only_what_was_written_since_is_read_again() {
        let folder = Folder::new();
        ["a.txt", "b.txt", "news/c.txt"].iter().for_each(|name| folder.write(name, FERRY));
        let mut scan = everything();
        assert_eq!(look(&mut scan, &folder, &Extent::everywhere()).0, ["a.txt", "b.txt", "news/c.txt"]);
        assert_eq!(look(&mut scan, &folder, &Extent::everywhere()), Default::default());
        // Longer than before, another, and one that is gone.
        folder.write("a.txt", BAKERY);
        folder.write("news/d.txt", FERRY);
        fs::remove_file(folder.path("b.txt")).expect("it was there");
        let (written, gone, _) = look(&mut scan, &folder, &at(&[folder.path("news")]));
        assert_eq!((written, gone), (vec!["news/d.txt".to_owned()], vec![]));
        let (written, gone, _) = look(&mut scan, &folder, &Extent::everywhere());
        assert_eq!((written, gone), (vec!["a.txt".to_owned()], vec!["b.txt".to_owned()]));
        // What is named is read again, as if nobody could tell.
        assert_eq!(look(&mut scan, &folder, &at(&[folder.path("a.txt")])).0, ["a.txt"]);
        assert_eq!(look(&mut scan, &folder, &at(&[folder.path("a.txt")]).join(Extent::everywhere())).0, ["a.txt"]);
        // What is ignored from now on is none of the drafts.
        folder.write(".gitignore", "news\n");
        let (written, gone, _) = look(&mut scan, &folder, &at(&[folder.path("")]));
        assert_eq!((written, gone), (vec![], vec!["news/c.txt".to_owned(), "news/d.txt".to_owned()]));
    }

    #[test]
    fn other_settings_are_a_reason_to_read_again() {
        let folder = Folder::new();
        folder.write("a.txt", FERRY);
        let mut scan = everything();
        look(&mut scan, &folder, &Extent::everywhere());
        let other = Arc::new(Settings { longest_draft: 7, ..Settings::default() });
        let changes = scan.look(&[folder.path("")], &Extent::everywhere(), |_| other.clone(), &|| false);
        assert_eq!(changes.written.len(), 1);
    }

    /// Transcripts were read as drafts: their people stood on the desk, and they filled its bounds.
    #[test]
    fn sources_are_no_drafts() {
        let folder = Folder::new();
        folder.write("a.txt", FERRY);
        folder.write("notes/talk.txt", FERRY);
        let (drafts, sources) = (Arc::default(), Arc::new(Settings { source: true, ..Settings::default() }));
        let settings = |path: &Path| if path.ends_with("talk.txt") { &sources } else { &drafts }.clone();
        let scan = Scan::new(Bounds { drafts: 1, ..Bounds::default() }, None);
        let changes = scan.look(&[folder.path("")], &Extent::everywhere(), settings, &|| false);
        assert_eq!((changes.written.len(), changes.left_out), (1, vec![]));
        assert_eq!(changes.written[0].path, folder.path("a.txt"));
        // What was a draft until the desk named its folder is gone.
        let mut scan = everything();
        assert_eq!(look(&mut scan, &folder, &Extent::everywhere()).0.len(), 2);
        let changes = scan.look(&[folder.path("")], &Extent::everywhere(), settings, &|| false);
        assert_eq!(changes.gone, [folder.path("notes/talk.txt")]);
    }

    #[test]
    fn folders_that_are_closed_are_forgotten() {
        let (one, other) = (Folder::new(), Folder::new());
        one.write("a.txt", FERRY);
        let mut scan = everything();
        look(&mut scan, &one, &Extent::everywhere());
        let changes = scan.look(&[other.path("")], &Extent::everywhere(), |_| Arc::default(), &|| false);
        assert_eq!(changes.gone, [one.path("a.txt")]);
    }

    #[test]
    fn a_bound_that_is_hit_is_said() {
        let folder = Folder::new();
        for name in ["a.txt", "b.txt", "c.txt", "d.txt"] {
            folder.write(name, &"x".repeat(1 << 20));
        }
        folder.write("e.txt", "short");
        let check = |bounds: Bounds, read: &[&str], said: &[&str]| {
            let mut scan = Scan::new(bounds, None);
            let (written, _, left_out) = look(&mut scan, &folder, &Extent::everywhere());
            assert_eq!(
                (written, left_out),
                (
                    read.iter().map(|name| name.to_string()).collect(),
                    said.iter().map(|said| said.to_string()).collect()
                )
            );
            // It holds for what comes later, too.
            let (written, _, left_out) = look(&mut scan, &folder, &at(&[folder.path("d.txt")]));
            assert!(written.is_empty() && left_out.len() == 1, "{written:?} {left_out:?}");
        };
        let wide = Bounds::default();
        check(
            Bounds { drafts: 2, ..wide },
            &["a.txt", "b.txt"],
            &["not read: c.txt and 2 more; a workspace may have 2 drafts of 256 MB together"],
        );
        check(
            Bounds { bytes: 2 << 20, ..wide },
            &["a.txt", "b.txt"],
            &["not read: c.txt and 2 more; a workspace may have 20000 drafts of 2 MB together"],
        );
        check(
            Bounds { longest: (1 << 20) - 1, ..wide },
            &["e.txt"],
            &["not read: a.txt and 3 more; a draft may have 0 MB"],
        );
    }

    #[test]
    fn nobody_means_her_own_folder_nor_all_there_is() {
        let home = Folder::new();
        home.write("desk/a.txt", FERRY);
        let mut scan = Scan::new(Bounds::default(), Some(home.path("")));
        let wide = [home.path(""), home.path("").parent().expect("a folder").to_owned(), PathBuf::from("/")];
        let changes = scan.look(&wide, &Extent::everywhere(), |_| Arc::default(), &|| false);
        assert!(changes.written.is_empty());
        assert_eq!(changes.left_out.len(), 1);
        assert!(changes.left_out[0].ends_with(" and 2 more; it is no folder of drafts alone; open one inside it"));
        let desk = [home.path("desk")];
        let changes = scan.look(&desk, &Extent::everywhere(), |_| Arc::default(), &|| false);
        assert_eq!(changes.written.len(), 1);
        changes.written.into_iter().for_each(|draft| scan.keep(draft));
    }
}

mod editors {
    use super::*;

    use std::fs;
    use std::thread;
    use std::time::{Duration, Instant};

    /// Name, draft, and line and column of the introduction.
    type Row = (String, String, u64, u64);

    fn row(name: &str, draft: &str, line: u64, column: u64) -> Row {
        (name.to_owned(), draft.to_owned(), line, column)
    }

    fn ask(editor: &mut Editor, query: &str) -> Vec<Row> {
        let answer = editor.request("workspace/symbol", json!({"query": query})).expect("an answer");
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        let row = |symbol: &Value| {
            assert_eq!(symbol["kind"], 5);
            let uri = text(&symbol["location"]["uri"]);
            let draft = text(&symbol["containerName"]);
            let path = uri.replace("%20", " ").replace("%2E", ".");
            assert!(path.ends_with(&draft), "{uri} is called {draft}");
            let start = &symbol["location"]["range"]["start"];
            let number = |key: &str| start[key].as_u64().expect("a number");
            (text(&symbol["name"]), draft, number("line"), number("character"))
        };
        answer.as_array().expect("symbols").iter().map(row).collect()
    }

    /// Waits until `holds` does: what stands on disk is read beside all else.
    #[track_caller]
    fn wait(mut holds: impl FnMut() -> bool) {
        let deadline = Instant::now() + Duration::from_secs(60);
        while !holds() {
            assert!(Instant::now() < deadline, "waited in vain");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until the answer to `query` is `expected`.
    #[track_caller]
    fn becomes(editor: &mut Editor, query: &str, expected: &[Row]) {
        let mut found = Vec::new();
        let deadline = Instant::now() + Duration::from_secs(60);
        while Instant::now() < deadline {
            found = ask(editor, query);
            if found == expected {
                return;
            }
            thread::sleep(Duration::from_millis(5));
        }
        panic!("{query}: {found:?}");
    }

    fn watched(editor: &mut Editor, uris: &[String]) {
        let changes: Vec<Value> = uris.iter().map(|uri| json!({"uri": uri, "type": 2})).collect();
        editor.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    }

    const CALLOWAY: &str = "Ines Calloway, mayor";

    #[test]
    fn people_are_found_in_every_draft_of_the_workspace() {
        let folder = Folder::new();
        folder.write("ferry.txt", FERRY);
        folder.write("news/bakery.md", &format!("# 🗞 Åse\n\n🗞 {BAKERY}"));
        folder.write("page.html", "\u{feff}<p>Mayor Ines Calloway came.</p>");
        folder.write("secret/talks.txt", FERRY);
        folder.write(".gitignore", "secret\n");
        let mut editor = Editor::with_folders(&[&folder.uri("")], json!({}));
        let expected = [
            row(CALLOWAY, "ferry.txt", 0, 24),
            row("Ines Calloway", "news/bakery.md", 2, 37),
            row("Ines Calloway, Mayor", "page.html", 0, 9),
        ];
        becomes(&mut editor, "calloway", &expected);
        assert_eq!(editor.finish(), 0);
    }

    /// Whoever spoke in an interview was found there, too, and opened as a draft.
    #[test]
    fn people_in_sources_are_not_on_the_desk() {
        let folder = Folder::new();
        folder.write("copydesk.toml", "sources = [\"notes\"]\n");
        folder.write("ferry.txt", FERRY);
        folder.write("notes/talk.txt", FERRY);
        let mut editor = Editor::with_folders(&[&folder.uri("")], json!({}));
        let expected = [row(CALLOWAY, "ferry.txt", 0, 24)];
        becomes(&mut editor, "calloway", &expected);
        editor.open(&folder.uri("notes/talk.txt"), "plaintext", FERRY);
        assert_eq!(ask(&mut editor, "calloway"), expected);
        assert_eq!(editor.finish(), 0);
    }

    /// A client that watches no files saw nothing of the drafts that were written beside it.
    #[test]
    fn what_is_written_beside_an_editor_that_watches_nothing_is_seen_as_a_draft_is_opened_or_saved() {
        let folder = Folder::new();
        folder.write("ferry.txt", FERRY);
        let mut editor = Editor::with_folders(&[&folder.uri("")], json!({}));
        let row = |draft: &str| row(CALLOWAY, draft, 0, 24);
        becomes(&mut editor, "calloway", &[row("ferry.txt")]);
        folder.write("pier.txt", FERRY);
        let other = folder.uri("other.txt");
        editor.open(&other, "plaintext", "Nobody was there.\n");
        becomes(&mut editor, "calloway", &[row("ferry.txt"), row("pier.txt")]);
        folder.write("quay.txt", FERRY);
        fs::remove_file(folder.path("ferry.txt")).expect("it was there");
        editor.notify("textDocument/didSave", json!({"textDocument": {"uri": other}}));
        becomes(&mut editor, "calloway", &[row("pier.txt"), row("quay.txt")]);
        assert_eq!(editor.finish(), 0);
    }

    #[test]
    fn what_is_not_saved_counts_while_it_is_open() {
        let folder = Folder::new();
        folder.write("ferry pier.txt", FERRY);
        let mut editor = Editor::with_folders(&[&folder.uri("")], json!({}));
        let on_line = |line: u64| [row(CALLOWAY, "ferry pier.txt", line, 24)];
        becomes(&mut editor, "calloway", &on_line(0));
        // Every change that was sent is seen by the next question. This client escapes more than it must.
        let ferry = folder.uri("ferry pier.txt").replace(".txt", "%2Etxt");
        editor.open(&ferry, "plaintext", &format!("\n{FERRY}"));
        for version in 2..20 {
            let start = json!({"line": 0, "character": 0});
            editor.change(&ferry, version, json!([{"range": {"start": start, "end": start}, "text": "\n"}]));
            let answer = editor.request("workspace/symbol", json!({"query": "calloway"})).expect("an answer");
            assert_eq!(answer.as_array().map(Vec::len), Some(1));
            assert_eq!(answer[0]["location"]["range"]["start"]["line"], version);
            assert_eq!(answer[0]["location"]["uri"], ferry, "as the client calls it");
        }
        editor.change(&ferry, 20, json!([{"text": "Nobody was there.\n"}]));
        assert_eq!(ask(&mut editor, "calloway"), []);
        // A draft without a file is one of the desk while it is open.
        let untitled = "untitled:Untitled-1";
        editor.open(untitled, "plaintext", "Pilot Dora Quist left.\n");
        assert_eq!(ask(&mut editor, "quist"), [row("Dora Quist, Pilot", "Untitled-1", 0, 6)]);
        editor.close(untitled);
        assert_eq!(ask(&mut editor, "quist"), []);
        // Closed, the draft is what stands on disk, also if it was saved meanwhile and nobody said so.
        editor.close(&ferry);
        assert_eq!(ask(&mut editor, "calloway"), on_line(0));
        editor.open(&ferry, "plaintext", "Nobody.");
        folder.write("ferry pier.txt", &format!("\n\n{FERRY}"));
        assert_eq!(ask(&mut editor, "calloway"), []);
        editor.close(&ferry);
        becomes(&mut editor, "calloway", &on_line(2));
        assert_eq!(editor.finish(), 0);
    }

    #[test]
    fn what_changes_on_disk_is_seen() {
        let folder = Folder::new();
        folder.write("ferry.txt", FERRY);
        let mut editor = Editor::with_folders(&[&folder.uri("")], json!({}));
        becomes(&mut editor, "calloway", &[row(CALLOWAY, "ferry.txt", 0, 24)]);
        // As long as before.
        folder.write("ferry.txt", &FERRY.replace("Calloway", "Hathaway"));
        folder.write("new.txt", BAKERY);
        watched(&mut editor, &[folder.uri("ferry.txt"), folder.uri("new.txt")]);
        becomes(&mut editor, "hathaway", &[row("Ines Hathaway, mayor", "ferry.txt", 0, 24)]);
        becomes(&mut editor, "calloway", &[row("Ines Calloway", "new.txt", 0, 34)]);
        fs::remove_file(folder.path("ferry.txt")).expect("it was there");
        folder.write(".gitignore", "new.txt\n");
        watched(&mut editor, &[folder.uri("ferry.txt"), folder.uri(".gitignore")]);
        becomes(&mut editor, "", &[]);
        assert_eq!(editor.finish(), 0);
    }

    #[test]
    fn the_houses_list_counts_on_the_whole_desk() {
        let folder = Folder::new();
        folder.write("ferry.txt", FERRY);
        let mut editor = Editor::with_folders(&[&folder.uri("")], json!({}));
        becomes(&mut editor, "calloway", &[row(CALLOWAY, "ferry.txt", 0, 24)]);
        folder.write("copydesk.toml", "[[people]]\nname = \"Inès Calloway\"\n");
        watched(&mut editor, &[folder.uri("copydesk.toml")]);
        becomes(&mut editor, "calloway", &[row("Inès Calloway, mayor", "ferry.txt", 0, 24)]);
        // Nobody tells of it, but it is noticed when a draft is saved.
        let untitled = "untitled:Untitled-1";
        editor.open(untitled, "plaintext", "It rained.\n");
        assert_eq!(editor.diagnostics(untitled, 1), json!([]));
        folder.write("copydesk.toml", "");
        editor.notify("textDocument/didSave", json!({"textDocument": {"uri": untitled}}));
        becomes(&mut editor, "calloway", &[row(CALLOWAY, "ferry.txt", 0, 24)]);
        assert_eq!(editor.finish(), 0);
    }

    #[test]
    fn folders_come_and_go() {
        let (one, other) = (Folder::new(), Folder::new());
        one.write("ferry.txt", FERRY);
        other.write("bakery.txt", BAKERY);
        let mut editor = Editor::with_folders(&[&one.uri("")], json!({}));
        becomes(&mut editor, "calloway", &[row(CALLOWAY, "ferry.txt", 0, 24)]);
        let folder = |folder: &Folder| json!([{"uri": folder.uri(""), "name": "desk"}]);
        let event = json!({"event": {"added": folder(&other), "removed": folder(&one)}});
        editor.notify("workspace/didChangeWorkspaceFolders", event);
        becomes(&mut editor, "calloway", &[row("Ines Calloway", "bakery.txt", 0, 34)]);
        assert_eq!(editor.finish(), 0);
    }

    #[test]
    fn what_is_left_out_is_said() {
        let folder = Folder::new();
        folder.write("ferry.txt", FERRY);
        fs::write(folder.path("binary.txt"), b"\xff\xfe\x00").expect("the file can be written");
        let long = fs::File::create(folder.path("long.txt")).expect("a file");
        long.set_len((4 << 20) + 1).expect("a long one");
        let mut editor = Editor::with_folders(&[&folder.uri(""), "file:///"], json!({}));
        let mut told = || editor.notified("window/logMessage", |_| true)["message"].as_str().expect("text").to_owned();
        assert_eq!(told(), "not read: /; it is no folder of drafts alone; open one inside it");
        let long = folder.path("long.txt");
        assert_eq!(told(), format!("not read: {}; a draft may have 4 MB", long.display()));
        assert!(told().starts_with(&format!("not read: {}; ", folder.path("binary.txt").display())));
        becomes(&mut editor, "calloway", &[row(CALLOWAY, "ferry.txt", 0, 24)]);
        assert_eq!(editor.finish(), 0);
    }

    #[test]
    fn more_people_than_a_list_can_show_are_said() {
        let folder = Folder::new();
        (0..=200).for_each(|number| folder.write(&format!("{number}.txt"), FERRY));
        let mut editor = Editor::with_folders(&[&folder.uri("")], json!({}));
        wait(|| ask(&mut editor, "calloway").len() == 200 && !editor.heard_nothing_else());
        let said = editor.notified("window/logMessage", |_| true);
        assert_eq!(said["message"], "201 people answer to “calloway”; 200 are shown");
        assert_eq!(editor.finish(), 0);
    }

    fn shows_progress() -> Value {
        json!({"window": {"workDoneProgress": true}})
    }

    #[test]
    fn reading_many_drafts_shows_how_far_it_has_come() {
        let folder = Folder::new();
        folder.write("ferry.txt", FERRY);
        folder.write("bakery.txt", BAKERY);
        let mut editor = Editor::with_folders(&[&folder.uri("")], shows_progress());
        let token = editor.asked("window/workDoneProgress/create")["token"].clone();
        let mut said = |kind: &str| {
            editor.notified("$/progress", |said| said["token"] == token && said["value"]["kind"] == kind)["value"]
                .clone()
        };
        assert_eq!(
            said("begin"),
            json!({"kind": "begin", "title": "Reading the drafts", "cancellable": true, "percentage": 0})
        );
        assert_eq!(said("end"), json!({"kind": "end", "message": "2 drafts"}));
        // A busy machine takes so long that the first of them is reported.
        editor.pass_over("$/progress");
        assert_eq!(ask(&mut editor, "calloway").len(), 2);
        // One draft is not worth showing.
        watched(&mut editor, &[folder.uri("ferry.txt")]);
        folder.write("ferry.txt", BAKERY);
        watched(&mut editor, &[folder.uri("ferry.txt")]);
        becomes(
            &mut editor,
            "lindqvist",
            &[
                row("Åse-Marie Lindqvist, baker", "bakery.txt", 0, 10),
                row("Åse-Marie Lindqvist, baker", "ferry.txt", 0, 10),
            ],
        );
        assert!(editor.heard_nothing_else());
        assert_eq!(editor.finish(), 0);
    }

    fn open_folder(editor: &mut Editor, folder: &Folder) {
        let added = json!([{"uri": folder.uri(""), "name": "desk"}]);
        editor.notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": added, "removed": []}}));
    }

    #[test]
    fn reading_can_be_cancelled_and_what_was_read_counts() {
        let folder = Folder::new();
        folder.write("a.txt", FERRY);
        folder.write("b.txt", "slow");
        folder.write("c.txt", BAKERY);
        let mut capabilities = shows_progress();
        capabilities["workspace"] = json!({"didChangeWatchedFiles": {"dynamicRegistration": true}});
        let mut editor = Editor::with_reader(obedient, capabilities);
        open_folder(&mut editor, &folder);
        let token = editor.asked("window/workDoneProgress/create")["token"].clone();
        let first = [row(CALLOWAY, "a.txt", 0, 24)];
        becomes(&mut editor, "calloway", &first);
        // Meanwhile drafts are read that are open.
        editor.open("untitled:Untitled-1", "plaintext", "Pilot Dora Quist left.\n");
        assert_eq!(editor.diagnostics("untitled:Untitled-1", 1), json!([]));
        assert_eq!(ask(&mut editor, "quist").len(), 1);
        // Another's token changes nothing.
        editor.notify("window/workDoneProgress/cancel", json!({"token": "copydesk/drafts/7"}));
        editor.notify("window/workDoneProgress/cancel", json!({"token": 1}));
        becomes(&mut editor, "calloway", &first);
        editor.notify("window/workDoneProgress/cancel", json!({"token": token}));
        let end = editor.notified("$/progress", |said| said["token"] == token && said["value"]["kind"] == "end");
        assert_eq!(end["value"]["message"], "1 of 3 drafts");
        assert_eq!(ask(&mut editor, "calloway"), first);
        // What changes later is read all the same.
        folder.write("b.txt", BAKERY);
        watched(&mut editor, &[folder.uri("b.txt")]);
        becomes(&mut editor, "calloway", &[first[0].clone(), row("Ines Calloway", "b.txt", 0, 34)]);
    }

    #[test]
    fn a_draft_that_makes_the_reader_panic_costs_only_itself() {
        let folder = Folder::new();
        folder.write("a.txt", "panic");
        folder.write("b.txt", FERRY);
        let mut editor = Editor::with_reader(obedient, json!({}));
        open_folder(&mut editor, &folder);
        becomes(&mut editor, "calloway", &[row(CALLOWAY, "b.txt", 0, 24)]);
        let said = editor.notified("window/logMessage", |_| true);
        let said = said["message"].as_str().unwrap_or_default();
        let fault = format!("{}: the analysis broke down: ", folder.path("a.txt").display());
        assert!(said.starts_with(&fault) && said.contains("please report it at"), "{said}");
        assert!(
            editor.notified("window/showMessage", |_| true)["message"].as_str().is_some_and(|it| it.contains(said))
        );
    }
}
