//! What somebody may plant in a folder of drafts, or in a draft: it is not read, does not hang, and shows as what it is.

#[allow(dead_code, reason = "not everything that an editor does is about what is planted")]
#[path = "support/editor.rs"]
mod editor;
#[path = "support/folder.rs"]
mod folder;
#[path = "support/repeatable.rs"]
mod repeatable;

mod cards {
    use super::*;

    use copydesk::config::Settings;
    use copydesk::draft::Format;
    use copydesk::ide::card::{Card, Changes, Part, escape};
    use copydesk::ide::{Snapshot, hover};
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};
    use repeatable::repeatable;

    /// What Markdown is made of, and what goes between.
    const SCRAPS: [&str; 64] = [
        "[",
        "]",
        "(",
        ")",
        "![",
        "](",
        "][",
        "]:",
        "[^",
        "[[",
        "]]",
        "<",
        ">",
        "<!--",
        "</b>",
        "<img src=x>",
        "`",
        "```",
        "~~~",
        "~~",
        "*",
        "**",
        "***",
        "_",
        "__",
        "#",
        "# ",
        "=",
        "===",
        "-",
        "---",
        "- ",
        "+ ",
        "1. ",
        "7) ",
        "|",
        "|-|",
        "\\",
        "&",
        "&lt;",
        "&#60;",
        "&colon;",
        ":",
        "//",
        "http://",
        "https:",
        "HTTPS://x.org",
        "www.",
        "WWW",
        ".",
        "@",
        "mailto:a@b.org",
        "command:x",
        "javascript:x",
        "\n",
        "\r\n",
        "\n\n",
        "\t",
        "    ",
        " ",
        "\u{a0}",
        "a",
        "9",
        "\u{1b}",
    ];

    fn planted() -> impl Strategy<Value = String> {
        let scraps = prop::collection::vec(prop::sample::select(SCRAPS.as_slice()), 0..12);
        prop_oneof![9 => scraps.prop_map(|scraps| scraps.concat()), 1 => any::<String>()]
    }

    /// What `markdown` has that is none of ours: emphasis, lists and line breaks are.
    fn foreign(markdown: &str) -> Vec<Event<'_>> {
        let options = Options::ENABLE_GFM
            | Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_WIKILINKS;
        let ours = |event: &Event| match event {
            Event::Start(tag) => matches!(
                tag,
                Tag::Paragraph | Tag::Strong | Tag::Emphasis | Tag::Strikethrough | Tag::List(None) | Tag::Item
            ),
            Event::End(_) | Event::Text(_) | Event::SoftBreak | Event::HardBreak => true,
            _ => false,
        };
        Parser::new_ext(markdown, options).filter(|event| !ours(event)).collect()
    }

    /// Whether `markdown` has an address that editors make a link of by themselves.
    fn has_address(markdown: &str) -> bool {
        let lower = markdown.to_lowercase();
        let mail = markdown.match_indices('@').any(|(at, _)| !markdown[..at].ends_with('\\'));
        mail || lower.replace("\\://", "").contains("://") || lower.contains("www.")
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4_000, ..repeatable() })]

        #[test]
        fn a_card_has_no_markup_but_its_own(
            title in planted().prop_filter("a card has a title", |title| title.contains(char::is_alphanumeric)),
            lines in prop::collection::vec(planted(), 0..4),
            quotes in prop::collection::vec(planted(), 0..3),
            changes in prop::collection::vec((0..3usize, planted()), 0..6),
        ) {
            let quotes = quotes.into_iter().map(|quote| (7, quote)).collect();
            let part = |(kind, words): (usize, String)| match kind {
                0 => Part::Both(words),
                1 => Part::First(words),
                _ => Part::Later(words),
            };
            let mut parts: Vec<Part> = changes.into_iter().map(part).collect();
            parts.dedup_by(|next, last| matches!((next, last), (Part::Both(_), Part::Both(_))));
            let changes = (!parts.is_empty()).then_some(Changes { line: 3, parts });
            let markdown = Card { title, lines, quotes, changes }.markdown();
            prop_assert_eq!(foreign(&markdown), vec![], "{}", markdown);
            prop_assert!(!has_address(&markdown), "{}", markdown);
        }

        #[test]
        fn escaped_text_is_read_as_what_it_is(text in planted()) {
            let seen = |text: &str| text.split(|c: char| c.is_whitespace() || c.is_control()).collect::<String>();
            let markdown = format!("x {}", escape(&text));
            let read: String = Parser::new_ext(&markdown, Options::ENABLE_GFM).filter_map(|event| match event {
                Event::Text(text) => Some(text.into_string()),
                _ => None,
            }).collect();
            prop_assert_eq!(seen(&read), seen(&format!("x {text}")).replace('\0', "\u{fffd}"), "{}", markdown);
        }

        #[test]
        fn a_hover_over_a_planted_draft_has_none_either(
            said in planted(), role in planted(), again in planted(), at in 0..200usize,
        ) {
            let text = format!("“{said} the {again} weir,” said {role} Ines Calloway, the [x](y) {role} of Mole.\n");
            for format in [Format::Plain, Format::Markdown, Format::Html] {
                let snapshot = Snapshot::new(text.as_str().into(), format, &Settings::default());
                let at = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default();
                if let Some(hover) = hover(&snapshot, at) {
                    let markdown = hover.card.markdown();
                    prop_assert_eq!(foreign(&markdown), vec![], "{}", markdown);
                    prop_assert!(!has_address(&markdown), "{}", markdown);
                }
            }
        }
    }

    /// A role of equals signs under a name was an underline: both became a heading.
    #[test]
    fn a_line_of_a_card_makes_no_heading_or_list_of_the_one_before() {
        for line in ["===", "---", "# Mayor", "1. Mayor", "\u{1}    mayor", "[x", "7) Mayor"] {
            let lines = vec!["a nurse".to_owned(), line.to_owned(), line.to_owned()];
            let markdown = Card { title: "Ines Calloway".to_owned(), lines, ..Card::default() }.markdown();
            assert_eq!(foreign(&markdown), [], "{markdown}");
        }
    }
}

mod messages {
    use super::*;

    use editor::Editor;
    use serde_json::json;

    /// VS Code makes a link of it, which may run any of its commands.
    #[test]
    fn a_message_cannot_plant_links() {
        let mut editor = Editor::new(json!({}));
        let draft = "“See [the plan](command:workbench.action.quit) first,” said Ines Calloway, a nurse.\n";
        editor.open("file:///weir.txt", "plaintext", draft);
        let arguments = json!([{"uri": "file:///weir.txt", "person": "Ines Calloway"}]);
        editor.ask("workspace/executeCommand", json!({"command": "copydesk.showQuotes", "arguments": arguments}));
        let shown = editor.notified("window/showMessage", |_| true);
        let message = shown["message"].as_str().expect("a message");
        assert!(message.contains("[the plan] (command:"), "{message}");
        assert_eq!(editor.finish(), 0);
    }
}

#[cfg(unix)]
mod files {
    use super::*;

    use std::fs;
    use std::os::unix::fs::symlink;
    use std::path::Path;
    use std::process::Command;

    use copydesk::server::scan::{Bounds, Changes, Extent, Scan};
    use copydesk::server::source_files::SourceFiles;
    use editor::Editor;
    use folder::Folder;
    use serde_json::{Value, json};

    const WEIR: &str = "“It is a quiet place,” Ines Calloway said.\n";

    fn look(folder: &Folder) -> Changes {
        let scan = Scan::new(Bounds::default(), None);
        scan.look(&[folder.path("")], &Extent::everywhere(), |_| Default::default(), &|| false)
    }

    fn names(changes: &Changes, folder: &Folder) -> Vec<String> {
        let name = |path: &Path| path.strip_prefix(folder.path("")).expect("inside").display().to_string();
        changes.written.iter().map(|draft| name(&draft.path)).collect()
    }

    /// A pipe at which nobody writes: who opens it to read waits for ever.
    fn pipe(folder: &Folder, name: &str) {
        let made = Command::new("mkfifo").arg(folder.path(name)).status().expect("mkfifo runs");
        assert!(made.success());
    }

    #[test]
    fn links_chains_and_loops_of_them_pipes_and_devices_are_no_drafts() {
        let (folder, other) = (Folder::new(), Folder::new());
        other.write("far.txt", WEIR);
        folder.write("near/near.txt", WEIR);
        for (name, to) in [
            ("out", other.path("")),
            ("out.txt", other.path("far.txt")),
            ("chain.txt", folder.path("out.txt")),
            ("chain", folder.path("out")),
            ("near/round", folder.path("")),
            ("a", folder.path("b")),
            ("b", folder.path("a")),
            ("self.txt", folder.path("self.txt")),
            ("near/up", "..".into()),
            ("zero.md", "/dev/zero".into()),
        ] {
            symlink(to, folder.path(name)).expect("a link");
        }
        pipe(&folder, "pipe.md");
        let changes = look(&folder);
        assert_eq!(names(&changes, &folder), ["near/near.txt"]);
        assert!(changes.left_out.is_empty(), "{:?}", changes.left_out);
    }

    #[test]
    fn a_link_that_is_planted_after_the_scan_is_not_followed() {
        let (folder, other) = (Folder::new(), Folder::new());
        other.write("far.txt", "Nobody’s business.\n");
        for name in ["four.txt", "one.txt", "pipe.txt", "sub/two.txt", "sub/three.txt", ".hidden.txt"] {
            folder.write(name, WEIR);
        }
        let changes = look(&folder);
        assert_eq!(names(&changes, &folder), ["four.txt", "one.txt", "pipe.txt", "sub/three.txt", "sub/two.txt"]);
        other.write("sub/two.txt", "Nobody’s business.\n");
        for gone in ["four.txt", "one.txt", "pipe.txt"] {
            fs::remove_file(folder.path(gone)).expect("it was there");
        }
        fs::remove_dir_all(folder.path("sub")).expect("it was there");
        symlink(other.path("far.txt"), folder.path("one.txt")).expect("a link");
        symlink(other.path("sub"), folder.path("sub")).expect("a link");
        symlink(folder.path(".hidden.txt"), folder.path("four.txt")).expect("a link");
        pipe(&folder, "pipe.txt");
        let said: Vec<String> =
            changes.written.iter().map(|draft| draft.text().expect_err("not read").to_string()).collect();
        let link = "there is a link on the way to it by now";
        assert_eq!(said, [link, link, "it is no plain file", "No such file or directory (os error 2)", link]);
    }

    /// Whoever unpacked such a folder had a server that took all memory, or waited for ever.
    #[test]
    fn rules_of_what_is_ignored_that_never_end_are_not_read() {
        let folder = Folder::new();
        folder.write("a.txt", WEIR);
        folder.write("b/b.txt", WEIR);
        folder.write("c/c.txt", WEIR);
        folder.write("c/.gitignore", "d.txt\n");
        folder.write("c/d.txt", WEIR);
        folder.write(".git/HEAD", "ref: refs/heads/main\n");
        fs::create_dir_all(folder.path(".git/info")).expect("a folder");
        symlink("/dev/zero", folder.path(".gitignore")).expect("a link");
        pipe(&folder, "b/.ignore");
        pipe(&folder, ".git/info/exclude");
        assert_eq!(names(&look(&folder), &folder), ["a.txt", "b/b.txt", "c/c.txt"]);
    }

    #[test]
    fn rules_of_a_folder_above_count_and_those_of_the_repository_too() {
        let folder = Folder::new();
        folder.write(".gitignore", "old*\n!older.txt\n");
        folder.write(".git/info/exclude", "mine.txt\n");
        for name in ["news/old.txt", "news/older.txt", "news/mine.txt", "news/new.txt"] {
            folder.write(name, WEIR);
        }
        let scan = Scan::new(Bounds::default(), None);
        let news = folder.path("news");
        let changes = scan.look(&[news], &Extent::everywhere(), |_| Default::default(), &|| false);
        assert_eq!(names(&changes, &folder), ["news/new.txt", "news/older.txt"]);
    }

    /// Whoever keeps the files of a home folder in git, and ignores all others, had no drafts.
    #[test]
    fn a_gitignore_above_a_repository_does_not_hide_its_drafts() {
        let folder = Folder::new();
        folder.write(".gitignore", "*\n");
        folder.write(".git/info/exclude", "weir.txt\n");
        folder.write(".ignore", "note.txt\n");
        folder.write("paper/.git/HEAD", "ref: refs/heads/main\n");
        folder.write("paper/.gitignore", "/old\n");
        for name in ["weir.txt", "note.txt", "old/weir.txt", "news/weir.txt"] {
            folder.write(&format!("paper/{name}"), WEIR);
        }
        let scan = Scan::new(Bounds::default(), None);
        for (opened, drafts) in
            [("paper", &["paper/news/weir.txt", "paper/weir.txt"][..]), ("paper/news", &["paper/news/weir.txt"])]
        {
            let opened = folder.path(opened);
            let changes = scan.look(&[opened], &Extent::everywhere(), |_| Default::default(), &|| false);
            assert_eq!(names(&changes, &folder), drafts);
        }
        // The repository above ignores it.
        assert!(names(&look(&folder), &folder).is_empty());
    }

    #[test]
    fn one_above_a_repository_within_another_does_not_either() {
        let folder = Folder::new();
        folder.write(".git/info/exclude", "mine.txt\n");
        folder.write(".gitignore", "weir.txt\n");
        // That of a submodule or of another working tree is a file.
        folder.write("inner/.git", "gitdir: ../.git/modules/inner\n");
        for name in ["weir.txt", "mine.txt", "lock.txt", "inner/weir.txt", "inner/deep/mine.txt"] {
            folder.write(name, WEIR);
        }
        assert_eq!(names(&look(&folder), &folder), ["inner/deep/mine.txt", "inner/weir.txt", "lock.txt"]);
    }

    #[test]
    fn sources_are_read_from_their_folder_alone() {
        let (folder, other) = (Folder::new(), Folder::new());
        other.write("far.txt", WEIR);
        folder.write("notes/near.txt", WEIR);
        folder.write("alone.txt", WEIR);
        for (name, to) in [
            ("linked", other.path("")),
            ("linked.txt", other.path("far.txt")),
            ("notes/linked.txt", other.path("far.txt")),
            ("notes/deep", other.path("")),
            ("notes/round", folder.path("notes")),
            ("notes/zero.txt", "/dev/zero".into()),
        ] {
            symlink(to, folder.path(name)).expect("a link");
        }
        pipe(&folder, "notes/pipe.txt");
        pipe(&folder, "pipe.txt");
        let far = other.path("").display().to_string();
        let up = format!("../{}", other.path("").file_name().expect("a name").to_string_lossy());
        let names = ["notes", "alone.txt", "linked", "linked.txt", "pipe.txt", &far, &up, "..", "/etc"];
        let mut files = SourceFiles::default();
        let left_out = files.look(&folder.path(""), &names.map(str::to_owned));
        assert_eq!(
            left_out,
            ["not read: linked and 5 more; sources stand beside the copydesk.toml that names them, or below"]
        );
        assert_eq!(files.sources().len(), 2);
    }

    /// What a link leads to was shown: it is no TOML, and each of its lines stood in what was said of that.
    #[test]
    fn lists_that_are_links_are_followed_no_further_than_their_folder() {
        let (folder, other) = (Folder::new(), Folder::new());
        other.write("secret", "token = \"hunter2\"\n");
        other.write(".copydesk/stet.toml", "token = \"hunter2\"\n");
        folder.write("house/list.toml", "[rules]\nunattributed-quote = \"off\"\n");
        folder.write("in/copydesk.toml", "");
        fs::remove_file(folder.path("in/copydesk.toml")).expect("it was there");
        folder.write("in/list.toml", "[rules]\nunattributed-quote = \"off\"\n");
        symlink(folder.path("in/list.toml"), folder.path("in/copydesk.toml")).expect("a link");
        fs::create_dir(folder.path("out")).expect("a folder");
        symlink(other.path("secret"), folder.path("out/copydesk.toml")).expect("a link");
        fs::create_dir(folder.path("far")).expect("a folder");
        symlink(other.path(".copydesk"), folder.path("far/.copydesk")).expect("a link");
        fs::create_dir(folder.path("pipe")).expect("a folder");
        pipe(&folder, "pipe/copydesk.toml");

        let mut editor = Editor::with_folders(&[&folder.uri("")], json!({}));
        let nobody = "“It is a quiet place.”\n\nIt rained all day.\n";
        let found = |editor: &mut Editor, name: &str| {
            let uri = folder.uri(name);
            editor.open(&uri, "plaintext", nobody);
            let said = editor.notified("textDocument/publishDiagnostics", |said| said["uri"] == uri.as_str());
            said["diagnostics"].as_array().map_or(0, Vec::len)
        };
        let mistake = |editor: &mut Editor, name: &str| {
            let uri = folder.uri(name);
            let said = |said: &Value| said["uri"] == uri.as_str() && said["diagnostics"] != json!([]);
            editor.notified("textDocument/publishDiagnostics", said)["diagnostics"].clone()
        };
        assert_eq!(found(&mut editor, "in/a.txt"), 0, "a link inside its folder counts");
        assert_eq!(found(&mut editor, "pipe/a.txt"), 1, "a pipe is no list");
        for (draft, list) in [("out/a.txt", "out/copydesk.toml"), ("far/a.txt", "far/.copydesk/stet.toml")] {
            assert_eq!(found(&mut editor, draft), 1);
            let said = mistake(&mut editor, list);
            assert_eq!(said[0]["message"], "This file cannot be read: a link leads out of its folder.");
            assert!(!said.to_string().contains("hunter2"), "{said}");
        }
        assert_eq!(editor.finish(), 0);
    }

    /// Edits are the editor's to make.
    #[test]
    fn a_server_at_work_writes_nothing() {
        let folder = Folder::new();
        folder.write("copydesk.toml", "sources = [\"notes\"]\n");
        folder.write("notes/near.txt", WEIR);
        let twice = format!("{0}{0}", "The weir was rebuilt in 1974 with stone from the quarry behind the mill.\n\n");
        folder.write("twice.txt", &twice);
        let stands = |folder: &Folder| {
            let walked = copydesk::server::walk::Walk::all(&folder.path(""));
            walked
                .map(|file| file.map(|path| (fs::read(&path).expect("a file"), path)).expect("a file"))
                .collect::<Vec<_>>()
        };
        let before = stands(&folder);
        assert_eq!(before.len(), 3);
        let mut editor = Editor::with_folders(&[&folder.uri("")], json!({}));
        let draft = folder.uri("twice.txt");
        editor.open(&draft, "plaintext", &twice);
        editor.notified("textDocument/publishDiagnostics", |said| said["diagnostics"] != json!([]));
        let asked = editor.ask_actions(&draft, Value::Null);
        let offered = editor.answer(asked).expect("an answer").to_string();
        assert!(offered.contains("stet.toml") && offered.contains("Remove this copy"), "{offered}");
        assert_eq!(editor.finish(), 0);
        assert_eq!(stands(&folder), before);
        assert_eq!(fs::read_dir(folder.path("")).expect("a folder").count(), 3);
    }

    /// On Linux a process shows what it has open.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_server_at_work_has_no_connection_open() {
        let folder = Folder::new();
        folder.write("copydesk.toml", "sources = [\"notes\"]\n");
        folder.write("notes/near.txt", WEIR);
        let mut editor = Editor::with_folders(&[&folder.uri("")], json!({}));
        editor.open(&folder.uri("a.txt"), "plaintext", WEIR);
        editor.notified("textDocument/publishDiagnostics", |said| said["uri"] == folder.uri("a.txt").as_str());
        let opened = fs::read_dir(format!("/proc/{}/fd", editor.process().expect("a process"))).expect("a folder");
        let opened = opened.map(|file| fs::read_link(file.expect("a file").path()).unwrap_or_default());
        let opened: Vec<String> = opened.map(|to| to.display().to_string()).collect();
        assert!(opened.iter().any(|to| to.starts_with("pipe:")), "{opened:?}");
        assert!(!opened.iter().any(|to| to.starts_with("socket:")), "{opened:?}");
        assert_eq!(editor.finish(), 0);
    }
}
