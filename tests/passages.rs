//! Passages across the drafts of a desk, in memory and in an editor.

#[allow(dead_code, reason = "not everything that an editor does is about passages")]
#[path = "support/editor.rs"]
mod editor;
#[path = "support/folder.rs"]
mod folder;

use std::fs;
use std::time::{Duration, Instant};

use copydesk::config::Settings;
use copydesk::desk::{Answers, Filed, Passages, Shared, Shelf, Sketch};
use copydesk::draft::Format;
use copydesk::ide::Snapshot;
use copydesk::rules;

const CRANE: &str = "The old crane on Quay Nine has lifted timber since 1931 and will be taken down in May. Nobody \
                     knows yet what is to become of the cabin in which the Odum family drank their tea.";
const LAMPS: &str = "The reading room of the old library has forty lamps, of which eleven burn, and a stove that the \
                     caretaker lights at five in the morning from October to Easter.";
const BOATS: &str = "Three boats were counted in the harbour on Sunday, one of them under water, and the clerk wrote \
                     down two and a half because the form had room for it.";

fn filed(text: &str) -> Filed {
    let snapshot = Snapshot::new(text.into(), Format::Plain, &Settings::default());
    Filed { name: "it".into(), shelf: Shelf::Drafts, sketch: Sketch::of(&snapshot.article).into() }
}

fn desk(drafts: &[(&str, &str)]) -> Passages {
    let mut desk = Passages::default();
    drafts.iter().for_each(|(key, text)| desk.put(key, filed(text)));
    desk
}

/// What `text`, the draft `key`, shares with the drafts of `desk`: the first words of each passage, the other draft and the
/// lines there.
fn shared(desk: &Passages, key: &str, text: &str) -> Vec<String> {
    let snapshot = Snapshot::new(text.into(), Format::Plain, &Settings::default());
    let sketch = Sketch::of(&snapshot.article);
    let shared = desk.shared(key, &sketch, &mut Answers::default());
    let mut broken = Vec::new();
    let across = rules::across(&snapshot.article, &shared, &Settings::default(), &mut broken);
    assert_eq!(broken, []);
    let row = |(shared, finding): (&Shared, &rules::Finding)| {
        let words: Vec<&str> = finding.span.of(text).split_whitespace().take(3).collect();
        format!("{}: {} {}-{}", words.join(" "), shared.draft, shared.lines.0, shared.lines.1)
    };
    shared.iter().zip(&across).map(row).collect()
}

#[test]
fn each_draft_is_told_of_the_other() {
    let (ferry, crane) = (format!("Ferry\n\nIt rained.\n\n{CRANE}\n"), format!("{CRANE}\n\nIt is blue.\n"));
    let desk = desk(&[("ferry", &ferry), ("crane", &crane)]);
    assert_eq!(shared(&desk, "ferry", &ferry), ["The old crane: crane 1-1"]);
    assert_eq!(shared(&desk, "crane", &crane), ["The old crane: ferry 5-5"]);
}

#[test]
fn a_draft_is_not_compared_with_itself() {
    let text = format!("{CRANE}\n\nIt rained.\n\n{CRANE}\n");
    assert_eq!(shared(&desk(&[("ferry", &text)]), "ferry", &text), [""; 0]);
}

#[test]
fn neighbours_are_one_passage_and_others_are_not() {
    let here = format!("{CRANE}\n\n{LAMPS}\n\nIt rained.\n\n{BOATS}\n");
    let there = format!("{CRANE}\n{LAMPS}\n\nNobody came, and nobody had been asked.\n\n{BOATS}\n");
    let desk = desk(&[("there", &there)]);
    assert_eq!(shared(&desk, "here", &here), ["The old crane: there 1-2", "Three boats were: there 6-6"]);
    let swapped = format!("{LAMPS}\n\n{CRANE}\n");
    assert_eq!(shared(&desk, "here", &swapped), ["The reading room: there 2-2", "The old crane: there 1-1"]);
}

#[test]
fn neither_wrapping_nor_marks_nor_capitals_hide_a_passage() {
    let wrapped = CRANE.replace(". ", ".\n").replace("drank", "drank\u{a0}").replace("Quay Nine", "quay\nnine");
    let desk = desk(&[("there", &wrapped)]);
    assert_eq!(shared(&desk, "here", &format!("It rained.\n\n{CRANE}")), ["The old crane: there 1-3"]);
}

#[test]
fn a_passage_with_changes_is_found_and_what_differs_too_much_is_none() {
    let desk = desk(&[("there", CRANE)]);
    let changed = CRANE.replace("1931", "1932").replace("yet what is to become", "what will become");
    assert_eq!(shared(&desk, "here", &changed), ["The old crane: there 1-1"]);
    let other = "The old crane on Quay Nine has lifted timber since before anybody who is alive was born, and it is to stay \
                 where it is, the harbour master said.";
    assert_eq!(shared(&desk, "here", other), [""; 0]);
}

#[test]
fn what_stands_in_three_drafts_is_boilerplate_until_one_goes() {
    let here = format!("It rained.\n\n{LAMPS}\n");
    let mut desk = desk(&[("a", LAMPS), ("b", &format!("{CRANE}\n\n{LAMPS}")), ("here", &here)]);
    assert_eq!(shared(&desk, "here", &here), [""; 0]);
    desk.remove("a");
    assert_eq!(shared(&desk, "here", &here), ["The reading room: b 3-3"]);
    desk.put("b", filed(CRANE));
    assert_eq!(shared(&desk, "here", &here), [""; 0]);
    desk.remove("a");
    desk.put("a", filed(LAMPS));
    assert_eq!(shared(&desk, "here", &here), ["The reading room: a 1-1"]);
}

#[test]
fn what_the_other_quotes_is_a_quote() {
    let quoted = format!("“{LAMPS}” That is what the report says.");
    assert_eq!(shared(&desk(&[("there", &quoted)]), "here", LAMPS), [""; 0]);
    assert_eq!(shared(&desk(&[("there", LAMPS)]), "here", &quoted), [""; 0]);
}

/// The order in which drafts are read, and what they were before, leave no trace.
#[test]
fn what_was_put_and_taken_away_leaves_no_trace() {
    let texts = [
        format!("{CRANE}\n\n{LAMPS}"),
        format!("{LAMPS}\n\nIt rained.\n\n{BOATS}"),
        format!("It snowed.\n\n{CRANE}"),
        "Nobody came.".to_owned(),
    ];
    let keys = ["a", "b", "c", "d"];
    let fresh = desk(&keys.iter().zip(&texts).map(|(key, text)| (*key, text.as_str())).collect::<Vec<_>>());
    let mut used = Passages::default();
    for turn in 0..40 {
        let (key, text) = (keys[turn * 7 % 4], &texts[turn * 5 % 3]);
        if turn % 3 == 0 { used.remove(key) } else { used.put(key, filed(text)) }
    }
    keys.iter().zip(&texts).rev().for_each(|(key, text)| used.put(key, filed(text)));
    for (key, text) in keys.iter().zip(&texts) {
        assert_eq!(shared(&used, key, text), shared(&fresh, key, text), "{key}");
        assert_eq!(used.get(key), fresh.get(key));
    }
    assert_eq!(shared(&fresh, "b", &texts[1]), ["The reading room: a 3-3"]);
}

/// The words of a sentence were sought all over the other draft, and the passage was said to stand on all lines between.
#[test]
fn a_sentence_that_is_put_together_from_two_places_is_none() {
    let (one, other) =
        ("The reading room of the old library has forty lamps", "the caretaker lights at five in the morning");
    let there = format!("{one}.\n\n{BOATS}\n\n{CRANE}\n\nEvery day {other}.\n");
    let here = format!("{one}, and {other}.");
    assert_eq!(shared(&desk(&[("there", &there)]), "here", &here), [""; 0]);
}

/// The opening was found in the first place alone, and was missing from the sentence in the second.
#[test]
fn a_sentence_that_begins_as_another_of_the_draft_is_found() {
    let other = CRANE.replace("has lifted timber since 1931", "was painted green by somebody who had no other colour");
    let here = format!("It rained. {CRANE}");
    for there in [format!("{other}\n\n{CRANE}\n"), format!("{BOATS} {other} {CRANE}\n")] {
        let lines = if there.contains("\n\n") { "3-3" } else { "1-1" };
        assert_eq!(shared(&desk(&[("there", &there)]), "here", &here), [format!("The old crane: there {lines}")]);
    }
}

#[test]
fn short_and_empty_drafts_share_nothing() {
    let desk = desk(&[("empty", ""), ("short", "It rained."), ("there", CRANE)]);
    for text in ["", "It rained.", "The old crane on Quay Nine has lifted timber since 1931."] {
        assert_eq!(shared(&desk, "here", text), [""; 0], "{text}");
    }
}

#[test]
fn drafts_that_say_one_thing_over_and_over_take_no_longer() {
    let refrain = "The mayor did not say that he would go there again. ".repeat(10_000);
    let desk = desk(&[("a", &refrain), ("b", &refrain), ("c", &"ha ".repeat(100_000))]);
    let sketches = [filed(&refrain).sketch, filed(&"ha ".repeat(100_000)).sketch];
    let start = Instant::now();
    for sketch in &sketches {
        assert!(desk.shared("here", sketch, &mut Answers::default()).len() < 20_000);
    }
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

/// Of the drafts that have a run of words only so many are looked at, and those that came first were.
#[test]
fn what_few_drafts_share_is_found_beside_what_all_have() {
    let footer = "The Ferry Letter comes out every Monday and is written by people who live within sight of the water, \
                  most of them for nothing.";
    // Half of this sentence stands in every draft, too.
    let tide = "The tide will be high at noon and at midnight, the harbour office says, and whoever has a boat at the long \
                pier is asked to look after the ropes before supper.";
    let half = "The tide will be high at noon and at midnight, the harbour office says, and nobody has asked for more.";
    let mut drafts: Vec<(String, String)> = (0..40)
        .map(|number| (format!("{number:02}"), format!("On day {number} it rained.\n\n{half}\n\n{footer}\n")))
        .collect();
    drafts.push(("there".to_owned(), format!("{footer}\n\n{CRANE}\n\n{tide}\n\n{footer}\n")));
    let here = format!("It was Monday.\n\n{footer} {CRANE}\n\n{half}\n\n{tide}\n\n{footer}\n");
    let found = ["The old crane: there 3-3", "The tide will: there 5-5"];
    for turn in [0, 20, 40] {
        drafts.rotate_left(turn);
        let texts: Vec<_> = drafts.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
        assert_eq!(shared(&desk(&texts), "here", &here), found);
    }
}

mod chance {
    use super::*;

    use std::collections::BTreeMap;

    use proptest::prelude::*;

    /// Sentences that a draft may hold. Of three parts of twelve words two may stand in another one.
    fn sentence(number: usize) -> String {
        const OPENINGS: [&str; 3] = [
            "The harbour office says that the tide will be high and that",
            "Whoever came to the long pier before supper on Sunday was told",
            "Nobody at the meeting of the town council was able to say",
        ];
        const MIDDLES: [&str; 3] = [
            "how the old crane which had lifted timber there since the war",
            "why a stove that some caretaker lights at five every single morning",
            "when one of three boats that lie deep under water out yonder",
        ];
        const ENDINGS: [&str; 3] = [
            "is to be taken down once somebody has found money for it.",
            "belongs to a family that drinks its tea in cabins far above.",
            "was counted twice by every clerk because their forms had enough room.",
        ];
        format!("{} {} {}", OPENINGS[number % 3], MIDDLES[number / 3 % 3], ENDINGS[number / 9 % 3])
    }

    /// A draft with the sentences `numbers`, a paragraph each or all in one.
    fn draft(numbers: &[usize]) -> String {
        let sentences: Vec<String> = numbers.iter().map(|&number| sentence(number)).collect();
        sentences.join(if numbers.len().is_multiple_of(2) { " " } else { "\n\n" })
    }

    fn drafts(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Vec<usize>>> {
        prop::collection::vec(prop::collection::vec(0..27usize, 0..4), count)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// However many drafts there are, and in whatever order they come: what stands in one other is found, as if each of the
        /// others were there alone, and nothing else is.
        #[test]
        fn what_stands_in_one_other_draft_is_found(texts in drafts(1..60), here in prop::collection::vec(0..27usize, 1..4)) {
            let texts: Vec<(String, String)> =
                texts.iter().enumerate().map(|(number, text)| (number.to_string(), draft(text))).collect();
            let mut all = desk(&[]);
            texts.iter().for_each(|(key, text)| all.put(key, filed(text)));
            let mut backwards = desk(&[]);
            texts.iter().rev().for_each(|(key, text)| backwards.put(key, filed(text)));
            let sketch = filed(&draft(&here)).sketch;
            let found = all.shared("here", &sketch, &mut Answers::default());
            prop_assert_eq!(&backwards.shared("here", &sketch, &mut Answers::default()), &found);
            let mut standing: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
            for (key, text) in &texts {
                for shared in desk(&[(key, text)]).shared("here", &sketch, &mut Answers::default()) {
                    shared.sentences.for_each(|sentence| standing.entry(sentence).or_default().push(key));
                }
            }
            let expected: Vec<(usize, &str)> =
                standing.iter().filter(|(_, keys)| keys.len() == 1).map(|(sentence, keys)| (*sentence, keys[0])).collect();
            let found: Vec<(usize, &str)> = found
                .iter()
                .flat_map(|shared| shared.sentences.clone().map(|sentence| (sentence, &*shared.draft)))
                .collect();
            prop_assert_eq!(found, expected);
        }

        /// Who brings along what was answered before is told what a desk would say that knows nothing but the drafts.
        #[test]
        fn asking_again_is_asking_afresh(
            mut texts in drafts(24..25),
            edits in prop::collection::vec((0..24usize, 0..8usize, prop::collection::vec(0..27usize, 0..2)), 1..40),
        ) {
            let key = |number: usize| format!("draft {number}");
            let mut filed: Vec<Option<Filed>> = texts.iter().map(|text| Some(super::filed(&draft(text)))).collect();
            let desk = |filed: &[Option<Filed>]| {
                let mut desk = Passages::default();
                let there = filed.iter().enumerate().filter_map(|(number, filed)| Some((number, filed.as_ref()?)));
                there.for_each(|(number, filed)| desk.put(&key(number), filed.clone()));
                desk
            };
            let mut used = desk(&filed);
            let mut answers = vec![Answers::default(); texts.len()];
            for (edited, place, sentences) in edits {
                let text = &mut texts[edited];
                let place = place.min(text.len());
                text.splice(place..text.len().min(place + 1), sentences.iter().copied());
                // Whoever types asks before the others hear of it.
                let sketch = super::filed(&draft(text)).sketch;
                let fresh = desk(&filed);
                let expected = fresh.shared(&key(edited), &sketch, &mut Answers::default());
                prop_assert_eq!(used.shared(&key(edited), &sketch, &mut answers[edited]), expected);
                filed[edited] = (place != 3).then(|| super::filed(&draft(text)));
                match &filed[edited] {
                    Some(filed) => used.put(&key(edited), filed.clone()),
                    None => used.remove(&key(edited)),
                }
                let fresh = desk(&filed);
                for (number, filed) in filed.iter().enumerate().skip(edited % 5).step_by(5) {
                    let Some(Filed { sketch, .. }) = filed else { continue };
                    let expected = fresh.shared(&key(number), sketch, &mut Answers::default());
                    prop_assert_eq!(used.shared(&key(number), sketch, &mut answers[number]), expected);
                }
            }
        }
    }
}

mod editors {
    use super::*;

    use editor::Editor;
    use folder::Folder;
    use serde_json::{Value, json};

    /// An editor that has opened `folder` and shows what findings lean on.
    fn editor(folder: &Folder) -> Editor {
        let shows = json!({"textDocument": {"publishDiagnostics": {"relatedInformation": true}}});
        Editor::with_folders(&[&folder.uri("")], shows)
    }

    /// Waits until `version` of `uri` has as many copied passages as `count`, and gives them.
    #[track_caller]
    fn becomes(editor: &mut Editor, uri: &str, version: i32, count: usize) -> Vec<Value> {
        let copied = |said: &Value| -> Vec<Value> {
            let all = said["diagnostics"].as_array().expect("diagnostics").iter();
            all.filter(|found| found["code"] == "copied-passage").cloned().collect()
        };
        let said = editor.notified("textDocument/publishDiagnostics", |said| {
            said["uri"] == uri && said["version"] == version && copied(said).len() == count
        });
        copied(&said)
    }

    #[test]
    fn what_stands_in_a_draft_on_disk_is_found_in_the_one_that_is_open() {
        let folder = Folder::new();
        folder.write("news/crane 2.txt", &format!("It rained.\n\n{CRANE}\n"));
        folder.write("weir.txt", LAMPS);
        let mut editor = editor(&folder);
        let here = folder.uri("here.txt");
        editor.open(&here, "plaintext", &format!("{CRANE}\n\nIt is blue.\n"));
        let found = becomes(&mut editor, &here, 1, 1);
        assert_eq!(found[0]["severity"], 3);
        assert_eq!(found[0]["message"], "This paragraph stands in “news/crane 2.txt” too, on line 3.");
        let related = &found[0]["relatedInformation"][0];
        assert_eq!(related["location"]["uri"], folder.uri("news/crane 2.txt"));
        let range = json!({"start": {"line": 2, "character": 0}, "end": {"line": 3, "character": 0}});
        assert_eq!(related["location"]["range"], range);
        // What is typed is compared at once.
        editor.change(&here, 2, json!([{"text": format!("{LAMPS}\n\n{CRANE}\n")}]));
        assert_eq!(becomes(&mut editor, &here, 2, 2).len(), 2);
        editor.change(&here, 3, json!([{"text": "It is blue.\n"}]));
        assert_eq!(editor.diagnostics(&here, 3), json!([]));
        assert_eq!(editor.finish(), 0);
    }

    #[test]
    fn what_is_not_saved_counts_while_it_is_open() {
        let folder = Folder::new();
        folder.write("there.txt", CRANE);
        let mut editor = editor(&folder);
        let (here, there) = (folder.uri("here.txt"), folder.uri("there.txt").replace(".txt", "%2Etxt"));
        editor.open(&here, "plaintext", CRANE);
        becomes(&mut editor, &here, 1, 1);
        // The other is opened and rewritten: this one hears of it, though nobody has touched it.
        editor.open(&there, "plaintext", &format!("It rained.\n\n{CRANE}"));
        let found = becomes(&mut editor, &here, 1, 1);
        assert_eq!(found[0]["relatedInformation"][0]["location"]["uri"], there, "as the client calls it");
        editor.change(&there, 2, json!([{"text": "It rained.\n"}]));
        becomes(&mut editor, &here, 1, 0);
        editor.change(&there, 3, json!([{"text": CRANE}]));
        becomes(&mut editor, &here, 1, 1);
        editor.change(&there, 4, json!([{"text": LAMPS}]));
        becomes(&mut editor, &here, 1, 0);
        // Closed, it is what stands on disk.
        editor.close(&there);
        becomes(&mut editor, &here, 1, 1);
        // A draft without a file counts as long as it is open, and makes boilerplate of it.
        editor.open("untitled:Untitled-1", "plaintext", CRANE);
        becomes(&mut editor, &here, 1, 0);
        editor.close("untitled:Untitled-1");
        becomes(&mut editor, &here, 1, 1);
        assert_eq!(editor.finish(), 0);
    }

    /// What an open source shared with a draft stood in another draft.
    #[test]
    fn sources_are_no_drafts() {
        let folder = Folder::new();
        folder.write("copydesk.toml", "sources = [\"notes\"]\n");
        folder.write("notes/crane.txt", CRANE);
        folder.write("there.txt", CRANE);
        let mut editor = editor(&folder);
        let (note, here) = (folder.uri("notes/crane.txt"), folder.uri("here.txt"));
        editor.open(&note, "plaintext", CRANE);
        assert_eq!(editor.diagnostics(&note, 1), json!([]));
        editor.open(&here, "plaintext", &format!("It rained.\n\n{CRANE}"));
        let told = |said: &Value| {
            let all = said["diagnostics"].as_array().expect("diagnostics");
            said["uri"] == here
                && all.iter().any(|found| found["message"].as_str().is_some_and(|it| it.contains("too")))
        };
        let said = editor.notified("textDocument/publishDiagnostics", told).to_string();
        assert!(said.contains("“there.txt” too") && !said.contains("“notes/crane.txt” too"), "{said}");
        // It is one once the desk says so, and boilerplate with it.
        folder.write("copydesk.toml", "");
        editor.notify("textDocument/didSave", json!({"textDocument": {"uri": folder.uri("copydesk.toml")}}));
        becomes(&mut editor, &here, 1, 0);
        assert_eq!(editor.finish(), 0);
    }

    /// Tells the server what has become of files: 1 is new, 2 was written, 3 is gone.
    fn watched(editor: &mut Editor, events: &[(String, u8)]) {
        let changes: Vec<Value> = events.iter().map(|(uri, kind)| json!({"uri": uri, "type": kind})).collect();
        editor.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    }

    #[test]
    fn what_becomes_of_other_files_is_seen() {
        let folder = Folder::new();
        folder.write("there.txt", CRANE);
        folder.write("new/.gitkeep", "");
        let mut editor = editor(&folder);
        let here = folder.uri("here.txt");
        editor.open(&here, "plaintext", &format!("{CRANE}\n\n{LAMPS}\n"));
        becomes(&mut editor, &here, 1, 1);
        // Written.
        folder.write("there.txt", LAMPS);
        watched(&mut editor, &[(folder.uri("there.txt"), 2)]);
        let found = becomes(&mut editor, &here, 1, 1);
        assert_eq!(found[0]["range"]["start"]["line"], 2);
        // Moved into a folder.
        fs::rename(folder.path("there.txt"), folder.path("new/name.txt")).expect("it was there");
        watched(&mut editor, &[(folder.uri("there.txt"), 3), (folder.uri("new/name.txt"), 1)]);
        let moved = |found: &Value| found["message"].as_str().is_some_and(|message| message.contains("“new/name.txt”"));
        while !moved(&becomes(&mut editor, &here, 1, 1)[0]) {}
        // New.
        folder.write("crane.txt", CRANE);
        watched(&mut editor, &[(folder.uri("crane.txt"), 1)]);
        becomes(&mut editor, &here, 1, 2);
        // One file more, and it is boilerplate.
        folder.write("third.txt", CRANE);
        watched(&mut editor, &[(folder.uri("third.txt"), 1)]);
        becomes(&mut editor, &here, 1, 1);
        // Left out, and one that is gone with its folder.
        folder.write(".gitignore", "third.txt\n");
        watched(&mut editor, &[(folder.uri(".gitignore"), 1)]);
        becomes(&mut editor, &here, 1, 2);
        fs::remove_dir_all(folder.path("new")).expect("it was there");
        watched(&mut editor, &[(folder.uri("new"), 3)]);
        becomes(&mut editor, &here, 1, 1);
        fs::remove_file(folder.path("crane.txt")).expect("it was there");
        watched(&mut editor, &[(folder.uri("crane.txt"), 3)]);
        becomes(&mut editor, &here, 1, 0);
        assert_eq!(editor.finish(), 0);
    }

    /// What the editor has of a draft lies where the file does.
    #[test]
    fn what_is_open_may_be_printed_too() {
        let folder = Folder::new();
        folder.write("old/there.txt", CRANE);
        let mut editor = editor(&folder);
        let (here, there) = (folder.uri("here.txt"), folder.uri("old/there.txt"));
        editor.open(&there, "plaintext", CRANE);
        editor.open(&here, "plaintext", CRANE);
        becomes(&mut editor, &here, 1, 1);
        let mut says = |list: &str, words: &str| {
            folder.write("copydesk.toml", list);
            watched(&mut editor, &[(folder.uri("copydesk.toml"), 2)]);
            let said = |found: &Value| found["message"].as_str().is_some_and(|message| message.contains(words));
            while !said(&becomes(&mut editor, &here, 1, 1)[0]) {}
        };
        says("archives = [\"old\"]\n", "was printed in “old/there.txt”");
        says("", "stands in “old/there.txt” too");
        assert_eq!(editor.finish(), 0);
    }

    #[test]
    fn what_was_printed_is_told_as_such() {
        let folder = Folder::new();
        folder.write("old/there.txt", CRANE);
        folder.write("copydesk.toml", "archives = [\"old\"]\nrules.copied-passage = \"warning\"\n");
        let mut editor = editor(&folder);
        let here = folder.uri("here.txt");
        editor.open(&here, "plaintext", CRANE);
        let found = becomes(&mut editor, &here, 1, 1);
        assert_eq!(found[0]["message"], "This paragraph was printed in “old/there.txt”, on line 1.");
        assert_eq!(found[0]["severity"], 3);
        // The same draft is one of those that are being written, once the desk says so.
        folder.write("copydesk.toml", "rules.copied-passage = \"warning\"\n");
        editor.notify("textDocument/didSave", json!({"textDocument": {"uri": folder.uri("copydesk.toml")}}));
        while becomes(&mut editor, &here, 1, 1)[0]["severity"] != 2 {}
        assert_eq!(editor.finish(), 0);
    }

    #[test]
    fn a_desk_says_what_it_wants_to_hear() {
        let folder = Folder::new();
        folder.write("there.txt", CRANE);
        let mut editor = editor(&folder);
        let here = folder.uri("here.txt");
        editor.open(&here, "plaintext", CRANE);
        assert_eq!(becomes(&mut editor, &here, 1, 1)[0]["severity"], 3);
        let mut weighs = |level: &str, count: usize| {
            folder.write("copydesk.toml", &format!("rules.copied-passage = \"{level}\"\n"));
            editor.notify("textDocument/didSave", json!({"textDocument": {"uri": folder.uri("copydesk.toml")}}));
            becomes(&mut editor, &here, 1, count)
        };
        assert_eq!(weighs("off", 0), [Value::Null; 0]);
        assert_eq!(weighs("warning", 1)[0]["severity"], 2);
        assert_eq!(editor.finish(), 0);
    }
}
