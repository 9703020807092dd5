//! What an editor lets stand: marks in the draft, entries in `.copydesk/stet.toml`, and the actions that write them.

#[allow(dead_code, reason = "not everything that an editor does is about what stands")]
#[path = "support/editor.rs"]
mod editor;
#[path = "support/folder.rs"]
mod folder;

use std::fs;

use copydesk::config::stet::Entry;
use copydesk::config::{Settings, stet_file};
use copydesk::draft::{Draft, Format, Stet};
use copydesk::ide::{Snapshot, standings};
use copydesk::text::{Span, edit};
use editor::Editor;
use expect_test::{Expect, expect};
use folder::Folder;
use serde_json::{Value, json};

/// Each mark of `source`: the codes that it names, and how the block begins that it means.
fn marks(source: &str, format: Format) -> Vec<String> {
    let draft = Draft::new(source.into(), format);
    let mark = |stet: &Stet| {
        let codes: Vec<&str> = stet.codes.iter().map(|code| code.of(source)).collect();
        let block = stet.block.map_or("", |block| draft.blocks[block].text());
        let first = block.split_whitespace().next().unwrap_or("nothing");
        [vec![first], codes].concat().join(" ")
    };
    draft.stets.iter().map(mark).collect()
}

#[test]
fn a_mark_means_the_block_that_it_stands_behind_or_else_the_next() {
    for (source, expected) in [
        ("<!-- stet -->\nOne.\n\nTwo.\n", vec!["One."]),
        ("One.\n\n<!-- stet -->\n\n\nTwo.\n", vec!["Two."]),
        ("One. <!-- stet -->\n\nTwo.\n", vec!["One."]),
        ("One\nline.\n<!-- stet -->\n\nTwo.\n", vec!["Two."]),
        ("One <!-- stet --> goes on.\n\nTwo.\n", vec!["One"]),
        ("# One <!-- stet -->\n\nTwo.\n", vec!["One"]),
        ("- one\n- two <!-- stet -->\n- three\n", vec!["two"]),
        ("> <!-- stet -->\n> One.\n", vec!["One."]),
        ("<div>\n<!-- stet -->\n<p>One.</p>\n</div>\n", vec!["One."]),
        ("One went. Two went. <!-- stet -->\nThree went. Four went.\n", vec!["One"]),
        ("One went. Two went.\nThree went. Four went. <!-- stet -->\n", vec!["Three"]),
        ("One.\n\n<!-- stet -->\n", vec!["nothing"]),
        ("`<!-- stet -->`\n\n    <!-- stet -->\n\n```\n<!-- stet -->\n```\nOne.\n", vec![]),
    ] {
        assert_eq!(marks(source, Format::Markdown), expected, "{source:?}");
    }
    for (source, expected) in [
        ("<!-- stet -->\n<p>One.</p>\n<p>Two.</p>", vec!["One."]),
        ("<p>One. <!-- stet --></p>\n<p>Two.</p>", vec!["One."]),
        ("<p>One.</p><!-- stet --><p>Two.</p>", vec!["One."]),
        ("<p>One.</p>\n<!-- stet --><p>Two.</p>", vec!["Two."]),
        ("<p>\n<!-- stet -->\nOne.</p>", vec!["One."]),
        ("<p>A <img alt=quay> one.</p> <!-- stet -->", vec!["A"]),
        ("<script><!-- stet --></script><nav><!-- stet --></nav><title><!-- stet --></title>One.", vec![]),
    ] {
        assert_eq!(marks(source, Format::Html), expected, "{source:?}");
    }
    assert_eq!(marks("<!-- stet -->\nOne.\n", Format::Plain), [""; 0]);
}

#[test]
fn a_mark_may_name_rules() {
    for (comment, expected) in [
        ("<!--STET-->", vec!["One."]),
        ("<!-- stet: -->", vec!["One."]),
        ("<!-- Stet : duplicate-paragraph-->", vec!["One. duplicate-paragraph"]),
        ("<!--\nstet:\n  altered-quote,,\n  no such rule\n-->", vec!["One. altered-quote no such rule"]),
        ("<!-- stet this -->", vec![]),
        ("<!-- see stet: altered-quote -->", vec![]),
        ("<!-- stet", vec![]),
    ] {
        assert_eq!(marks(&format!("{comment}\n\nOne."), Format::Markdown), expected, "{comment:?}");
        assert_eq!(marks(&format!("{comment}\n\nOne."), Format::Html), expected, "{comment:?}");
    }
}

/// What `list`, a `.copydesk/stet.toml`, leaves to be said of `text`, the draft `bakers.txt`: the codes and the messages.
fn left(list: &str, text: &str) -> Vec<String> {
    let (stets, mistakes) = stet_file::read("stet.toml", list);
    assert_eq!(mistakes, [], "{list}");
    let settings = Settings { stets: stets.of("bakers.txt"), ..Settings::default() };
    let snapshot = Snapshot::new(text.into(), Format::Plain, &settings);
    snapshot.findings.iter().map(|finding| format!("{}: {}", finding.code, finding.message)).collect()
}

/// An entry for each finding in `text`, the draft `bakers.txt`, as the action writes it.
fn written(text: &str) -> String {
    let snapshot = Snapshot::new(text.into(), Format::Plain, &Settings::default());
    let all = standings(&snapshot.article.draft, &snapshot.findings, Span::new(0, text.len()));
    all.iter().fold(String::new(), |list, standing| {
        let entry = Entry::new("bakers.txt".to_owned(), standing.finding.code, &standing.words);
        edit::apply(&list, &stet_file::add(&list, &entry).expect("the file can be added to"))
    })
}

/// A long paragraph twice, a quote of nobody and a mark without a partner.
const BAKERS: &str = "The ovens of the quarter are lit at two in the morning, and by four the first carts stand at the gate to be \
                      loaded with bread for the schools.\n\nThe street is quiet by then,” said Hollis Grant, who drives the first of them.\n\n“An oven is not a wardrobe. \
                      You cannot just carry it across the road.”\n\nIt rained all week.\n\nThe ovens of the quarter are lit at two in \
                      the morning, and by four the first carts stand at the gate to be loaded with bread for the schools.\n";

#[test]
fn an_entry_says_in_short_what_it_lets_stand() {
    let list = written(BAKERS);
    expect![[r##"
        # What the copy desk lets stand. A comment above an entry may say why.

        [[stet]]
        draft = "bakers.txt"
        rule = "unbalanced-quote"
        words = "The street is quiet by then,” said Hollis Grant, who drives the first of them."

        [[stet]]
        draft = "bakers.txt"
        rule = "unattributed-quote"
        words = "“An oven is not a wardrobe. You cannot just carry it across the road.”"

        [[stet]]
        draft = "bakers.txt"
        rule = "duplicate-paragraph"
        words = "The ovens of the quarter are lit at two in the morning, […] stand at the gate to be loaded with bread for the schools."
    "##]].assert_eq(&list);
    assert_eq!(left(&list, BAKERS), [""; 0]);
}

#[test]
fn an_entry_survives_edits_elsewhere() {
    let list = written(BAKERS);
    let edited = BAKERS
        .replace("It rained all week.", "It snowed.\n\nIt froze.")
        .replace("two in the morning", "two in\nthe Morning");
    assert_eq!(left(&list, &format!("Bread\n\n{edited}")), [""; 0]);
    let mended = BAKERS.replace("The street", "“The street");
    let said = left(&list, &mended);
    expect![[r#"
        needless-stet: A stet for this draft lets nothing stand: unbalanced-quote says nothing of “The street is quiet by then,” said Hollis Grant, who drives the first of them.”.
        needless-stet: A stet for this draft lets nothing stand: unattributed-quote says nothing of “An oven is not a wardrobe. You cannot just carry it across the road.”."#]].assert_eq(&said.join("\n"));
    // It is an entry of that draft alone.
    let other = list.replace("bakers.txt", "news/bakers.txt");
    assert_eq!(left(&other, BAKERS).len(), 3);
}

#[test]
fn what_is_wrong_with_an_entry_is_said_in_its_place() {
    let check = |text: &str, expected: Expect| {
        let (_, mistakes) = stet_file::read("stet.toml", text);
        let lines = mistakes.iter().map(|mistake| format!("{} <- {}\n", mistake.span.of(text), mistake.message));
        expected.assert_eq(&lines.collect::<String>());
    };
    check("# Nothing yet.\n", expect![[""]]);
    check(
        "stet = 1\nstets = 2\n[[stet]]\n",
        expect![[r#"
        stet <- An entry begins with `[[stet]]`.
        stets <- There is no key `stets` here; there is `stet`.
        stet <- Duplicate key.
    "#]],
    );
    check(
        "stet = [1]\nrule = 'x'\n",
        expect![[r#"
        1 <- An entry begins with `[[stet]]`.
        rule <- There is no key `rule` here; there is `stet`.
    "#]],
    );
    check(
        "[[stet]]\ndraft = \"a.txt\"\nrule = \"duplicate-paragraf\"\nwords = \"…\"\nwhy = \"\"\n[[stet]]\ndraft = 3\n",
        expect![[r#"
            "duplicate-paragraf" <- There is no rule `duplicate-paragraf`.
            "…" <- `words` has no words.
            why <- There is no key `why` here; there is `draft`, `rule` and `words`.
            [[stet]] <- This entry has no `rule`.
            [[stet]] <- This entry has no `words`.
            3 <- `draft` is text in quotation marks.
        "#]],
    );
}

#[test]
fn an_entry_is_added_behind_all_others() {
    let entry = Entry::new("a.txt".to_owned(), "altered-quote", "“Yes,\nand\t\"no\"”");
    let add = |text: &str| stet_file::add(text, &entry).map(|edits| edit::apply(text, &edits));
    let new = "[[stet]]\ndraft = \"a.txt\"\nrule = \"altered-quote\"\nwords = \"“Yes, and \\\"no\\\"”\"\n";
    assert_eq!(add("# Ours.").unwrap(), format!("# Ours.\n\n{new}"));
    assert_eq!(add("# Ours.\r\n").unwrap(), format!("# Ours.\n\n{new}").replace('\n', "\r\n"));
    assert!(add("").unwrap().ends_with(&format!("\n\n{new}")));
    assert_eq!((add("stet = []"), add("[[stet]\n")), (None, None));
    let (stets, mistakes) = stet_file::read("stet.toml", &add(&add("").unwrap()).unwrap());
    assert_eq!((stets.entries.len(), stets.entries[1].line, mistakes.len()), (2, 8, 0));
}

/// The actions in `uri` that let something stand, each with its edit.
fn offered(editor: &mut Editor, uri: &str) -> Vec<(String, Value)> {
    let asked = editor.ask_actions(uri, json!(["quickfix"]));
    let mut actions = editor.answer(asked).expect("actions");
    let actions = actions.as_array_mut().expect("a list").iter_mut();
    let stets = actions.filter(|action| action["title"].as_str().is_some_and(|title| title.starts_with("Stet")));
    stets.map(|action| (action["title"].as_str().unwrap().to_owned(), action["edit"].take())).collect()
}

fn codes(diagnostics: &Value) -> Vec<&str> {
    diagnostics.as_array().expect("a list").iter().map(|it| it["code"].as_str().expect("a code")).collect()
}

const UNATTRIBUTED: &str = "“Nobody has asked the lamplighters of Hollin what they think of it.”\n\nIt rained.\n";

#[test]
fn an_action_writes_an_entry_that_counts_at_once() {
    let desk = Folder::new();
    let (draft, file) = (desk.uri("news/lamps.txt"), desk.uri(".copydesk/stet.toml"));
    let capabilities =
        json!({"workspace": {"workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]}}});
    let mut editor = Editor::with_folders(&[&desk.uri("")], capabilities);
    editor.open(&draft, "plaintext", UNATTRIBUTED);
    assert_eq!(codes(&editor.diagnostics(&draft, 1)), ["unattributed-quote"]);
    let offered = offered(&mut editor, &draft);
    let [(title, edit)] = offered.as_slice() else { panic!("{offered:?}") };
    assert_eq!(title, "Stet: let this stand (in .copydesk/stet.toml)");
    let changes = &edit["documentChanges"];
    assert_eq!((&changes[0]["kind"], &changes[0]["uri"]), (&json!("create"), &json!(file)));
    let text = changes[1]["edits"][0]["newText"].as_str().expect("a text");
    expect![[r##"
        # What the copy desk lets stand. A comment above an entry may say why.

        [[stet]]
        draft = "news/lamps.txt"
        rule = "unattributed-quote"
        words = "“Nobody has asked the lamplighters of Hollin what they think of it.”"
    "##]]
    .assert_eq(text);
    // As it stands in the editor, not saved yet.
    editor.open(&file, "toml", text);
    assert_eq!(codes(&editor.diagnostics(&draft, 1)), [""; 0]);
    // It lets nothing stand any more once the quote is gone.
    editor.change(&draft, 2, json!([{"text": "It rained.\n"}]));
    let said = editor.diagnostics(&draft, 2);
    assert_eq!(codes(&said), ["needless-stet"]);
    editor.change(&draft, 3, json!([{"text": UNATTRIBUTED}]));
    assert_eq!(codes(&editor.diagnostics(&draft, 3)), [""; 0]);
    // What is wrong in it is said there.
    editor.change(&file, 2, json!([{"text": "[[stet]]\nrule = \"unheard-of\"\n"}]));
    assert_eq!(codes(&editor.diagnostics(&draft, 3)), ["unattributed-quote"]);
    let said = editor.notified("textDocument/publishDiagnostics", |said| said["uri"] == json!(file));
    assert_eq!(said["diagnostics"].as_array().map(Vec::len), Some(3), "{said}");
    assert_eq!(editor.finish(), 0);
}

#[test]
fn a_file_that_is_saved_elsewhere_counts() {
    let desk = Folder::new();
    fs::create_dir(desk.path(".git")).unwrap();
    let draft = desk.uri("news/bakers.txt");
    let mut editor = Editor::new(json!({}));
    editor.open(&draft, "plaintext", BAKERS);
    assert_eq!(codes(&editor.diagnostics(&draft, 1)).len(), 3);
    desk.write(".copydesk/stet.toml", &written(BAKERS).replace("bakers.txt", "news/bakers.txt"));
    let events = json!({"changes": [{"uri": desk.uri(".copydesk/stet.toml"), "type": 1}]});
    editor.notify("workspace/didChangeWatchedFiles", events);
    assert_eq!(codes(&editor.diagnostics(&draft, 1)), [""; 0]);
    assert_eq!(editor.finish(), 0);
}

#[test]
fn an_action_writes_a_mark_where_comments_can_stand() {
    let check = |language: &str, text: &str, expected: &str| {
        let mut editor = Editor::new(json!({}));
        editor.open("untitled:lamps", language, text);
        assert_eq!(codes(&editor.diagnostics("untitled:lamps", 1)), ["unattributed-quote"]);
        // Nobody knows where a file would stand.
        let offered = offered(&mut editor, "untitled:lamps");
        let [(title, edit)] = offered.as_slice() else { panic!("{offered:?}") };
        assert_eq!(title, "Stet: let this stand (in a comment)");
        let changes = edit["changes"]["untitled:lamps"].as_array().expect("edits");
        let [edit] = changes.as_slice() else { panic!("{changes:?}") };
        editor.change("untitled:lamps", 2, json!([{"range": edit["range"], "text": edit["newText"]}]));
        assert_eq!(codes(&editor.diagnostics("untitled:lamps", 2)), [""; 0]);
        let marked =
            format!("{}{}{}", &text[..expected.len()], edit["newText"].as_str().unwrap(), &text[expected.len()..]);
        let snapshot = Snapshot::new(marked.as_str().into(), Format::named(language).unwrap(), &Settings::default());
        assert_eq!(snapshot.stood.len(), 1, "{marked}");
        assert_eq!(editor.finish(), 0);
    };
    let quote = "“Nobody has asked the lamplighters of Hollin what they think of it.”";
    check("markdown", &format!("- {quote}\n- It rained.\n"), &format!("- {quote}"));
    check("html", &format!("<p>{quote}</p><p>It rained.</p>"), &format!("<p>{quote}</p>"));
}

#[test]
fn a_passage_of_another_draft_may_stand() {
    let desk = Folder::new();
    let passage = "The lamps of Hollin were lit by hand until Friday, by four men and a boy with a ladder, and each evening it took them \
                   an hour and a half to walk from the harbour to the church.";
    desk.write("one.md", &format!("{passage}\n"));
    let mut editor = Editor::with_folders(&[&desk.uri("")], json!({}));
    let draft = desk.uri("two.md");
    editor.open(&draft, "markdown", &format!("It rained.\n\n{passage}\n"));
    let said = |editor: &mut Editor, version: i32, expected: &[&str]| {
        editor.notified("textDocument/publishDiagnostics", |said| {
            said["uri"] == json!(draft) && said["version"] == version && codes(&said["diagnostics"]) == expected
        });
    };
    said(&mut editor, 1, &["copied-passage"]);
    let titles: Vec<String> = offered(&mut editor, &draft).into_iter().map(|(title, _)| title).collect();
    assert_eq!(titles, ["Stet: let this stand (in a comment)", "Stet: let this stand (in .copydesk/stet.toml)"]);
    editor.change(&draft, 2, json!([{"text": format!("It rained.\n\n{passage} <!-- stet -->\n")}]));
    said(&mut editor, 2, &[]);
    editor.change(&draft, 3, json!([{"text": "It rained.\n\n<!-- stet: copied-passage -->\nThe lamps are out.\n"}]));
    said(&mut editor, 3, &["needless-stet"]);
    assert_eq!(editor.finish(), 0);
}
