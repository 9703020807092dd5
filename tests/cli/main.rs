//! The command line as people, scripts and archives use it: the binary run over invented drafts.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use expect_test::{Expect, expect};
use serde_json::{Value, json};
use tempfile::TempDir;

mod formats;
mod mending;
mod packaging;
mod planted;
mod stets;
mod threads;

/// Nobody is given for the quote of its second paragraph.
const UNATTRIBUTED: &str = "\
The ferry to Sandholm did not sail on Friday. Some forty people spent the night in the waiting room.

“Nobody came to tell us anything, and the kiosk was shut by six.”

The line has put on a second boat for the weekend.
";

/// The name of the baker is written two ways.
const MISSPELT: &str = "\
Baker Rosalind Sjöqvist closed the last shop in Mill Lane on Sunday. She had run it since 1988.

Neighbours queued from six in the morning. Sjöqvist said that every loaf was sold by nine. At the end of the day Sjöquist
locked the door and gave the key to her daughter.
";

/// There is nothing to say about it.
const CLEAN: &str = "\
The weir at Oxley is to be rebuilt in the spring. It was damaged by the flood of last November.

“We have had the drawings for years,” said Tobias Wren, who keeps the lock. “What we did not have was the flood.”
";

/// A folder of drafts to run the binary in.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new(drafts: &[(&str, &str)]) -> Desk {
        let desk = Desk { folder: tempfile::tempdir().unwrap() };
        for (name, text) in drafts {
            desk.write(name, text.as_bytes());
        }
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        command.args(arguments).current_dir(self.folder.path());
        command
    }

    fn run(&self, arguments: &[&str], input: &str) -> Ran {
        let mut child = spawn(&mut self.command(arguments));
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_owned();
        let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
        let ran = Ran::from(child.wait_with_output().unwrap());
        // A command that reads no input closes it.
        let _ = writer.join().unwrap();
        ran
    }

    /// What `check` with these arguments prints, which ends with `code` and says nothing on standard error.
    #[track_caller]
    fn check(&self, arguments: &[&str], code: i32, printed: Expect) {
        let ran = self.run(&[&["check"], arguments].concat(), "");
        printed.assert_eq(&ran.out);
        assert_eq!((ran.err.as_str(), ran.code), ("", code));
    }
}

fn spawn(command: &mut Command) -> Child {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// What a run left.
#[derive(Debug, PartialEq, Eq)]
struct Ran {
    out: String,
    err: String,
    code: i32,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Ran {
        let code = output.status.code().expect("it ended by itself");
        Ran { out: String::from_utf8(output.stdout).unwrap(), err: String::from_utf8(output.stderr).unwrap(), code }
    }
}

/// What `analyze` answers to `lines`.
fn analyze(lines: &str) -> Vec<Value> {
    let ran = Desk::new(&[]).run(&["analyze"], lines);
    assert_eq!((ran.err.as_str(), ran.code), ("", 0));
    ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn slice(text: &str, stretch: &Value) -> String {
    let place = |end: &str| usize::try_from(stretch[end].as_u64().unwrap()).unwrap();
    text.chars().skip(place("start")).take(place("end") - place("start")).collect()
}

#[test]
fn check_shows_findings_and_exits_with_1() {
    let desk = Desk::new(&[("ferry.txt", UNATTRIBUTED), ("bakery.md", MISSPELT), ("weir.txt", CLEAN)]);
    desk.check(
        &["ferry.txt", "bakery.md"],
        1,
        expect![[r#"
            ferry.txt:3:1: warning[unattributed-quote]: Nobody is given for this quote.
              |
            3 | “Nobody came to tell us anything, and the kiosk was shut by six.”
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

            bakery.md:3:114: warning[inconsistent-name]: “Sjöquist” is spelt “Sjöqvist” elsewhere in this draft (twice).
              |
            3 | … nine. At the end of the day Sjöquist
              |                               ^^^^^^^^
            bakery.md:1:16: note: “Sjöqvist” stands here first, twice in all
              |
            1 | Baker Rosalind Sjöqvist closed the last shop in Mill …
              |                --------

            2 findings in 2 drafts.
        "#]],
    );
}

#[test]
fn check_enables_a_rule_that_is_silent_unasked() {
    let text = "Arkwright said the strike would go on.\n\nTomas Arkwright leads the union.\n";
    let desk = Desk::new(&[("strike.txt", text)]);
    assert_eq!(desk.run(&["check"], "").code, 0);
    let ran = desk.run(&["check", "--enable", "unintroduced-name"], "");
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("strike.txt:1:1: info[unintroduced-name]"), "{}", ran.out);
    let ran = desk.run(&["check", "--enable", "no-such-rule"], "");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("no such rule; there are duplicate-paragraph"), "{}", ran.err);
}

#[test]
fn check_is_silent_on_clean_copy_and_exits_with_0() {
    let desk = Desk::new(&[("weir.txt", CLEAN), ("empty.txt", "")]);
    desk.check(
        &["weir.txt"],
        0,
        expect![[r#"
        No findings in 1 draft.
    "#]],
    );
    desk.check(
        &["weir.txt", "empty.txt"],
        0,
        expect![[r#"
        No findings in 2 drafts.
    "#]],
    );
}

#[test]
fn check_walks_folders_in_order_and_respects_gitignore() {
    let desk = Desk::new(&[
        ("b/two.txt", UNATTRIBUTED),
        ("b/ten.MD", UNATTRIBUTED),
        ("a.html", UNATTRIBUTED),
        ("c.rs", UNATTRIBUTED),
        (".hidden.txt", UNATTRIBUTED),
        ("spiked/old.txt", UNATTRIBUTED),
        ("b/.gitignore", "left-*\n"),
        ("b/left-out.txt", UNATTRIBUTED),
        (".gitignore", "spiked/\n"),
    ]);
    let named = |ran: Ran| -> Vec<String> {
        let lines = ran.out.lines().filter(|line| line.contains("[unattributed-quote]"));
        lines.map(|line| line.split(':').next().unwrap().to_owned()).collect()
    };
    assert_eq!(named(desk.run(&["check"], "")), ["a.html", "b/ten.MD", "b/two.txt"]);
    assert_eq!(named(desk.run(&["check", "b", "a.html"], "")), ["b/ten.MD", "b/two.txt", "a.html"]);
    // What is named is checked, whatever it is called and whoever ignores it.
    assert_eq!(named(desk.run(&["check", "c.rs", "spiked/old.txt"], "")), ["c.rs", "spiked/old.txt"]);
}

#[test]
fn check_reads_standard_input() {
    let desk = Desk::new(&[]);
    let html =
        "<p>The pier at Oxley is shut.</p><p>&ldquo;Nobody has told us for how long, or why, or what to do.&rdquo;</p>";
    let ran = desk.run(&["check", "-", "--language", "html"], html);
    expect![[r#"
        -:1:37: warning[unattributed-quote]: Nobody is given for this quote.
          |
        1 | … pier at Oxley is shut.</p><p>&ldquo;Nobody has told us for how long, or why, or what to do.&rdquo;</p>
          |                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

        1 finding in 1 draft.
    "#]]
    .assert_eq(&ran.out);
    assert_eq!((ran.err.as_str(), ran.code), ("", 1));
    let ran = desk.run(&["check", "-", "--language", "latex"], html);
    assert_eq!((ran.out.as_str(), ran.code), ("", 2));
    assert!(ran.err.contains("there are plaintext (or text), markdown and html"), "{}", ran.err);
}

#[test]
fn check_goes_on_past_what_it_cannot_read() {
    let desk = Desk::new(&[("ferry.txt", UNATTRIBUTED)]);
    desk.write("latin.txt", b"Headline\n\nCaf\xe9 au lait.\n");
    let ran = desk.run(&["check", "lost.txt", "latin.txt", "ferry.txt"], "");
    expect![[r#"
        copydesk: lost.txt: no such file or folder
        copydesk: latin.txt: not UTF-8 text: byte 13, on line 3, is not
    "#]]
    .assert_eq(&ran.err);
    assert!(ran.out.contains("ferry.txt:3:1: warning[unattributed-quote]"), "{}", ran.out);
    assert!(ran.out.ends_with("1 finding in 1 draft.\n"), "{}", ran.out);
    assert_eq!(ran.code, 2);

    let ran = desk.run(&["check", "lost.txt", "ferry.txt", "--format", "json"], "");
    let sheet: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(sheet["drafts"][0], json!({"path": "lost.txt", "error": "no such file or folder"}));
    assert_eq!(sheet["drafts"][1]["findings"].as_array().unwrap().len(), 1);
    assert_eq!(ran.code, 2);
}

#[test]
fn check_of_an_empty_folder_says_that_there_was_no_draft() {
    Desk::new(&[]).check(
        &[],
        0,
        expect![[r#"
        No draft checked.
    "#]],
    );
}

#[test]
fn check_prints_json_with_places() {
    let text = format!("“Zoë” 🗞\r\n\r\n{}", MISSPELT.replace('\n', "\r\n"));
    let desk = Desk::new(&[("a/bakery.txt", &text), ("a/weir.txt", CLEAN)]);
    let ran = desk.run(&["check", "--format=json", "a"], "");
    assert_eq!((ran.err.as_str(), ran.code), ("", 1));
    let sheet: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(sheet["version"], 1);
    assert_eq!(sheet["drafts"][1], json!({"path": "a/weir.txt", "findings": []}));
    assert_eq!(sheet["drafts"][0]["path"], "a/bakery.txt");
    let findings = sheet["drafts"][0]["findings"].as_array().unwrap();
    let [finding] = &findings[..] else { panic!("{findings:#?}") };
    assert_eq!((&finding["code"], &finding["severity"]), (&json!("inconsistent-name"), &json!("warning")));

    let byte = text.find("Sjöquist").unwrap();
    let line = text[..byte].lines().count();
    let column = 1 + text[..byte].lines().last().unwrap().chars().count();
    assert_eq!(finding["start"], json!({"byte": byte, "line": line, "column": column}));
    assert_eq!(finding["end"], json!({"byte": byte + 9, "line": line, "column": column + 8}));
    let edit = &finding["fixes"][0]["edits"][0];
    assert_eq!((&edit["start"], &edit["end"], &edit["text"]), (&finding["start"], &finding["end"], &json!("Sjöqvist")));
    assert!(finding["related"][0]["message"].is_string());
}

#[test]
fn check_writes_no_colour_into_a_pipe() {
    let desk = Desk::new(&[("ferry.txt", UNATTRIBUTED)]);
    assert!(!desk.run(&["check"], "").out.contains('\u{1b}'));
}

#[test]
fn analyze_answers_each_line_in_its_place() {
    let lines = [
        json!({"id": "a", "text": CLEAN}).to_string(),
        "{\"id\": 7, \"text\": ".to_owned(),
        json!({"id": 7, "text": 7}).to_string(),
        json!({"id": {"no": 1}}).to_string(),
        json!({"text": ""}).to_string(),
        json!(["d", "text"]).to_string(),
        String::new(),
        json!({"id": "e", "text": "", "language": "latex"}).to_string(),
        json!({"id": null, "text": UNATTRIBUTED, "language": "text", "source": {"more": [1]}}).to_string() + "\r",
        "\u{feff}".to_owned() + &json!({"id": 1.5, "text": CLEAN, "language": "markdown"}).to_string(),
    ];
    let answers = analyze(&lines.join("\n"));
    let ids: Vec<&Value> = answers.iter().map(|answer| &answer["id"]).collect();
    let null = json!(null);
    assert_eq!(
        ids,
        [&json!("a"), &null, &json!(7), &json!({"no": 1}), &null, &null, &null, &json!("e"), &null, &json!(1.5)]
    );
    let failed: Vec<usize> = (0..answers.len()).filter(|&index| answers[index]["error"].is_string()).collect();
    assert_eq!(failed, [1, 2, 3, 5, 6, 7]);
    for index in failed {
        assert_eq!(answers[index].as_object().unwrap().len(), 2, "{}", answers[index]);
    }
    assert_eq!(answers[4], json!({"id": null, "quotes": [], "people": [], "findings": []}));
}

#[test]
fn analyze_counts_in_code_points() {
    let text = format!("🗞🗞 Zoë’s paper, naïve and free\n\n{CLEAN}\n{MISSPELT}");
    let answers = analyze(&(json!({"id": 1, "text": text}).to_string() + "\n"));
    let article = &answers[0];
    let quotes = article["quotes"].as_array().unwrap();
    let words: Vec<String> = quotes.iter().map(|quote| slice(&text, quote)).collect();
    assert_eq!(words, ["“We have had the drawings for years,”", "“What we did not have was the flood.”"]);
    let quote = &quotes[0];
    assert_eq!(
        (&quote["speaker"], &quote["person"], &quote["cue"]),
        (&json!("Tobias Wren"), &json!("Tobias Wren"), &json!("said"))
    );
    let speaker = json!({"start": quote["speaker_start"], "end": quote["speaker_end"]});
    assert_eq!(slice(&text, &speaker), "Tobias Wren");

    let people = article["people"].as_array().unwrap();
    let wren = people.iter().find(|person| person["name"] == "Tobias Wren").unwrap();
    assert_eq!(wren["quotes"], json!([0, 1]));
    assert!(wren["roles"].is_array());
    assert_eq!(wren["mentions"][0]["kind"], "name");
    assert_eq!(slice(&text, &wren["mentions"][0]), "Tobias Wren");

    let finding = &article["findings"][0];
    assert_eq!((&finding["code"], &finding["severity"]), (&json!("inconsistent-name"), &json!("warning")));
    assert_eq!(slice(&text, finding), "Sjöquist");
    assert_eq!(slice(&text, &finding["related"][0]), "Sjöqvist");
    assert_eq!(slice(&text, &finding["fixes"][0]["edits"][0]), "Sjöquist");
    assert_eq!(finding["fixes"][0]["edits"][0]["text"], "Sjöqvist");
}

/// One passage as two desks have it: set differently, among other words.
#[test]
fn analyze_gives_fingerprints_that_articles_with_a_passage_in_common_share() {
    let line = |text: &str, language: &str| json!({"id": 1, "text": text, "language": language}).to_string() + "\n";
    let plain = "Très bien. “The ferry—so Ms. Ōta’s list has it—makes 1,200 trips a year,\nand not one of them pays.”";
    let page = "<p>Nobody asked.</p><table><tr><td>A table of words and then two more</td></tr></table><p>THE <b>ferry</b> \
                – so Ms O\u{304}ta's list has it – makes 1,200 trips a year, and not one of&nbsp;them pays: so it ends.</p>";
    let lines = line(plain, "plaintext") + &line(page, "html") + &line("Only six words in a text.", "markdown");
    let ran = Desk::new(&[]).run(&["analyze", "--fingerprints"], &lines);
    let answers: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let fingerprints = |answer: usize, text: &str| -> Vec<(u64, String)> {
        let text: Vec<char> = text.chars().collect();
        let list = answers[answer]["fingerprints"].as_array().unwrap().iter().map(|fingerprint| {
            let [hash, start, end] = [0, 1, 2].map(|part| fingerprint[part].as_u64().unwrap());
            assert!(hash < 1 << 53);
            (hash, text[start as usize..end as usize].iter().collect())
        });
        list.collect()
    };
    let (one, other) = (fingerprints(0, plain), fingerprints(1, page));
    let shared: Vec<_> = one.iter().filter(|(hash, _)| other.iter().any(|(other, _)| other == hash)).collect();
    assert!(!shared.is_empty(), "{one:?} {other:?}");
    // Seven words in a row, of which a table has none.
    let behind = other.iter().all(|(_, words)| !words.starts_with("A table") && !words.ends_with("two more"));
    assert!(behind, "{other:?}");
    assert_eq!(answers[2]["fingerprints"], json!([]));
    assert!(analyze(&lines).iter().all(|answer| answer.get("fingerprints").is_none()));
}

/// An archive that one version has read can be joined with what another reads: docs/json.md promises it.
#[test]
fn analyze_gives_the_same_fingerprints_in_every_version() {
    let text = "HOLLIN – The incomprehensibilities of the harbour's 1,200-page budget won’t be read aloud, said Ms. Zoë \
                Łukasik.\n\nDie „Fähre nach Groß Wieck“ fährt seit 1987 nicht mehr; die Straßenbahnhaltestellenverordnung \
                gilt trotzdem weiter.\n\nНикто не знает, сколько стоит новый паром и когда он придёт в порт.";
    let ran = Desk::new(&[]).run(&["analyze", "--fingerprints"], &json!({"id": 1, "text": text}).to_string());
    let answer: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        answer["fingerprints"],
        json!([
            [1_711_307_934_897_627u64, 35, 78],
            [1_392_945_425_539_971u64, 42, 89],
            [321_545_403_342_824u64, 76, 111],
            [126_502_550_333_468u64, 100, 140],
            [1_685_930_978_203_877u64, 130, 168],
            [1_191_316_202_333_774u64, 153, 221],
            [265_491_855_614_405u64, 174, 245],
            [226_939_860_795_970u64, 213, 260],
            [4_901_907_900_662_560u64, 231, 272],
            [4_671_573_346_896_487u64, 255, 290],
            [3_002_389_726_289_674u64, 261, 292],
        ])
    );
}

#[test]
fn analyze_compares_an_article_with_the_desk_that_comes_with_it() {
    let passage = "The lift in the old signal tower was built for coal, and for forty years it has carried nothing but the keeper’s \
                   dog, who will not take the stairs.";
    let text = format!("Zoë’s dog\n\n{passage}\n\nIt is a patient dog.");
    let other = format!("<p>Lifts</p>\n<p>{passage}</p>");
    let line = |desk: Value| json!({"id": "dog", "text": text, "desk": desk}).to_string() + "\n";
    let desk = json!([{"id": "rain", "text": "It rained."}, {"id": "lift", "text": other, "language": "html"}]);
    let three = json!([{"id": "a", "text": passage}, {"id": "b", "text": passage}]);
    let itself = json!([{"id": "dog", "text": text}]);
    let mistaken = json!([{"id": "a", "text": passage, "language": "latin"}]);
    let answers = analyze(&(line(desk) + &line(three) + &line(itself) + &line(mistaken)));
    let [finding] = &answers[0]["findings"].as_array().unwrap()[..] else { panic!("{answers:?}") };
    assert_eq!((&finding["code"], slice(&text, finding).as_str()), (&json!("copied-passage"), passage));
    assert_eq!(finding["related"][0]["elsewhere"], json!({"path": "lift", "lines": [2, 2]}));
    assert_eq!((&answers[1]["findings"], &answers[2]["findings"]), (&json!([]), &json!([])));
    assert_eq!(answers[3], json!({"id": "dog", "error": "no such language: latin"}));
}

#[test]
fn analyze_gives_null_where_nobody_is_known() {
    let answers = analyze(&json!({"id": 1, "text": UNATTRIBUTED}).to_string());
    let mut quote = answers[0]["quotes"][0].clone();
    assert_eq!(slice(UNATTRIBUTED, &quote), "“Nobody came to tell us anything, and the kiosk was shut by six.”");
    for key in ["speaker", "speaker_start", "speaker_end", "person", "cue"] {
        assert_eq!(quote.as_object_mut().unwrap().remove(key), Some(Value::Null), "{key}");
    }
}

#[test]
fn analyze_answers_before_its_input_ends() {
    let mut child = spawn(&mut Desk::new(&[]).command(&["analyze"]));
    let mut input = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    for id in 0..3 {
        writeln!(input, "{}", json!({"id": id, "text": CLEAN})).unwrap();
        let answer: Value = serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap();
        assert_eq!(answer["id"], id);
    }
    drop(input);
    assert!(answers.next().is_none());
    assert!(child.wait().unwrap().success());
}

#[test]
fn analyze_ends_quietly_when_its_reader_goes_away() {
    let mut child = spawn(&mut Desk::new(&[]).command(&["analyze"]));
    let mut input = child.stdin.take().unwrap();
    drop(child.stdout.take());
    let line = json!({"text": CLEAN}).to_string() + "\n";
    while input.write_all(line.as_bytes()).is_ok() {}
    let ran = Ran::from(child.wait_with_output().unwrap());
    assert_eq!(ran, Ran { out: String::new(), err: String::new(), code: 0 });
}

#[test]
fn explain_prints_the_page_of_a_rule() {
    let desk = Desk::new(&[]);
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let codes = desk.run(&["explain"], "").out;
    assert!(codes.lines().count() >= 3, "{codes}");
    for code in codes.lines() {
        let ran = desk.run(&["explain", code], "");
        let page = fs::read_to_string(pages.join(format!("{code}.md"))).unwrap();
        assert_eq!(ran, Ran { out: page.trim_end().to_owned() + "\n", err: String::new(), code: 0 });
    }
    let ran = desk.run(&["explain", "comma-splice"], "");
    assert_eq!((ran.out.as_str(), ran.code), ("", 2));
    for code in codes.lines() {
        assert!(ran.err.contains(code), "{}", ran.err);
    }
}

#[test]
fn a_wrong_command_exits_with_2() {
    let desk = Desk::new(&[]);
    for arguments in [&[][..], &["chekc"], &["check", "--format", "yaml"], &["analyze", "draft.txt"]] {
        let ran = desk.run(arguments, "");
        assert_eq!((ran.out.as_str(), ran.code), ("", 2), "{arguments:?}");
        assert!(!ran.err.is_empty());
    }
}

/// A chain of quotes: a person who is named, one who is meant, somebody who is not named, nobody.
const TOLL: &str = "\
Bridge warden Edda Fairlie opened the gate on Monday. “The toll is gone,” she said. “Nobody will miss it.”

“We were not asked,” police said.

The gate was sold for scrap in the afternoon.

“It was a good toll, and it paid for every plank of the bridge.”
";

#[test]
fn quotes_are_printed_by_who_speaks() {
    let ran = Desk::new(&[("toll.txt", TOLL), ("empty.md", "")]).run(&["quotes", "toll.txt", "empty.md"], "");
    expect![[r#"
        toll.txt: 4 quotes

          Edda Fairlie, Bridge warden: 2 quotes, 8 words
             1:55  “The toll is gone,”
                   by “she said”
             1:85  “Nobody will miss it.”
                   carried on from “she said” on line 1

          “police”: 1 quote, 4 words
              3:1  “We were not asked,”
                   by “police said”

          Nobody is given for 1 quote:
              7:1  “It was a good toll, and it paid for every plank of the bridge.”

        empty.md: no quotes
    "#]]
    .assert_eq(&ran.out);
    assert_eq!((ran.err.as_str(), ran.code), ("", 0));
}

#[test]
fn quotes_as_markdown_hold_no_markup_of_the_draft() {
    let draft = "“I *mean* it <b>now</b>,” said Edda Fairlie, the ferry_master. [More](https://gate.example)\n";
    let ran = Desk::new(&[("a_b_c.txt", draft)]).run(&["quotes", "--format", "markdown", "a_b_c.txt"], "");
    expect![[r#"
        # a\_b\_c.txt

        ## Edda Fairlie

        1 quote, 6 words

        - 1:1 “I \*mean\* it \<b\>now\</b\>,”\
          by “said Edda Fairlie”
    "#]]
    .assert_eq(&ran.out);
}

#[test]
fn quotes_are_a_table_in_which_nothing_is_a_formula() {
    let draft =
        "The log is kept in the hut.\n\n> =2+5 is what they paid us,\n> and so I wrote it down.\n> — Edda Fairlie\n";
    let desk = Desk::new(&[("=toll.md", draft), ("toll.txt", TOLL)]);
    let ran = desk.run(&["quotes", "--format=csv", "=toll.md", "toll.txt"], "");
    expect![[r#"
        path,line,column,person,roles,speaker,cue,how,words,quote,source,source_line,exact
        '=toll.md,3,3,Edda Fairlie,,Edda Fairlie,—,label,13,"'=2+5 is what they paid us, and so I wrote it down.",,,
        toll.txt,1,55,Edda Fairlie,Bridge warden,she,said,sentence,4,"“The toll is gone,”",,,
        toll.txt,1,85,Edda Fairlie,Bridge warden,she,said,carried,4,“Nobody will miss it.”,,,
        toll.txt,3,1,,,police,said,sentence,4,"“We were not asked,”",,,
        toll.txt,7,1,,,,,,14,"“It was a good toll, and it paid for every plank of the bridge.”",,,
    "#]]
    .assert_eq(&ran.out);
}

#[test]
fn quotes_as_json_stand_where_they_say() {
    let desk = Desk::new(&[("toll.txt", TOLL)]);
    let ran = desk.run(&["quotes", "--format=json", "lost.txt", "toll.txt"], "");
    assert_eq!((ran.err.as_str(), ran.code), ("copydesk: lost.txt: no such file or folder\n", 2));
    let sheet: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(sheet["version"], 1);
    assert_eq!(sheet["drafts"][0], json!({"path": "lost.txt", "error": "no such file or folder"}));
    let draft = &sheet["drafts"][1];
    let speakers = draft["speakers"].as_array().unwrap();
    let told: Vec<Value> =
        speakers.iter().map(|of| json!([of["name"], of["named"], of["roles"], of["words"]])).collect();
    assert_eq!(told, [json!(["Edda Fairlie", true, ["Bridge warden"], 8]), json!(["police", false, [], 4])]);
    let carried = &speakers[0]["quotes"][1];
    let byte = TOLL.find("“Nobody").unwrap();
    let (start, end) = (&carried["start"], &carried["end"]);
    assert_eq!(start, &json!({"byte": byte, "line": 1, "column": TOLL[..byte].chars().count() + 1}));
    assert_eq!(&TOLL[byte..end["byte"].as_u64().unwrap() as usize], carried["text"]);
    assert_eq!(
        [&carried["words"], &carried["speaker"], &carried["cue"], &carried["how"]],
        [&json!(4), &json!("she"), &json!("said"), &json!("carried")]
    );
    let nobody = &draft["unattributed"][0];
    assert_eq!([&nobody["speaker"], &nobody["cue"], &nobody["how"]], [&Value::Null; 3]);
}

#[test]
fn quotes_reads_standard_input() {
    let html = "<p>&ldquo;The gate is <em>open</em>,&rdquo; said Edda Fairlie.</p>";
    let ran = Desk::new(&[]).run(&["quotes", "-", "--language", "html"], html);
    expect![[r#"
        -: 1 quote

          Edda Fairlie: 1 quote, 4 words
              1:4  “The gate is open,”
                   by “said Edda Fairlie”
    "#]]
    .assert_eq(&ran.out);
    assert_eq!(ran.code, 0);
}

/// It printed nothing at all.
#[test]
fn quotes_of_an_empty_folder_says_that_there_is_no_draft() {
    let desk = Desk::new(&[("notes/ferry.log", TOLL)]);
    let said = "copydesk: quotes: there is no draft to read\n";
    assert_eq!(desk.run(&["quotes"], ""), Ran { out: String::new(), err: said.to_owned(), code: 0 });
    let ran = desk.run(&["quotes", "--format=json", "notes"], "");
    assert_eq!((ran.err.as_str(), ran.code), (said, 0));
    assert_eq!(serde_json::from_str::<Value>(&ran.out).unwrap()["drafts"], json!([]));
    // What cannot be read is said already.
    let ran = desk.run(&["quotes", "lost.txt"], "");
    assert_eq!((ran.err.as_str(), ran.code), ("copydesk: lost.txt: no such file or folder\n", 2));
}

#[test]
fn quotes_send_no_command_to_the_terminal() {
    let draft = "“The gate\u{1b}]0;gone\u{7} is \u{9b}31mopen,” said Edda Fairlie.\n";
    let ran = Desk::new(&[]).run(&["quotes", "-"], draft);
    assert!(ran.out.contains("gate") && !ran.out.contains(|c: char| c.is_control() && c != '\n'), "{:?}", ran.out);
}

/// A name is written two ways, the first of them twice.
const HERON: &str = "\
The engineer Miriam Haldane counted the herons on Friday. There were nine of them. Haldane had hoped for more.

Haldaine will count them again in May.
";

/// The house spells her otherwise, and everything else in it is wrong.
const MISTAKEN: &str = "[[people]]\nname = \"Miriam Haldayne\"\nalias = \"Mim\"\n\n[[people]]\nname = \"\"\n";

/// File names were printed as they are.
#[test]
#[cfg(unix)]
fn a_file_name_cannot_command_the_terminal() {
    let desk = Desk::new(&[("re\u{1b}[31md\u{9b}.txt", UNATTRIBUTED)]);
    desk.write("bla\u{1b}[30mck.txt", b"\xff");
    for arguments in [
        ["check", "."],
        ["quotes", "."],
        ["quotes", "--format=markdown"],
        ["check", "none\u{7}.txt"],
        ["explain", "\u{7}"],
    ] {
        let ran = desk.run(&arguments, "");
        let printed = ran.out + &ran.err;
        assert!(!printed.contains(|c: char| c.is_control() && c != '\n'), "{printed:?}");
    }
}

#[test]
fn check_spells_names_as_the_house_of_each_draft_does() {
    let house = |name: &str| format!("[[people]]\nname = \"{name}\"\n");
    let desk = Desk::new(&[
        ("copydesk.toml", &house("Miriam Haldaine")),
        ("heron.txt", HERON),
        ("sport/copydesk.toml", &house("Miriam Haldane")),
        ("sport/heron.txt", HERON),
        // A repository of its own, without a list.
        ("guest/.git/HEAD", ""),
        ("guest/heron.txt", HERON),
    ]);
    let said = |arguments: &[&str], folder: &str| -> Vec<String> {
        let mut command = desk.command(arguments);
        let output = command.current_dir(desk.path(folder)).stdin(Stdio::null()).output().unwrap();
        let ran = Ran::from(output);
        assert_eq!(ran.err, "");
        let lines = ran.out.lines().filter(|line| line.contains("[inconsistent-name]"));
        lines.map(|line| line.replace("warning[inconsistent-name]: ", "")).collect()
    };
    let (ours, theirs) = ("not “Haldane”.", "The house spells this name “Miriam Haldane”, not “Haldaine”.");
    assert_eq!(
        said(&["check"], ""),
        [
            "guest/heron.txt:3:1: “Haldaine” is spelt “Haldane” elsewhere in this draft (twice).".to_owned(),
            format!("heron.txt:1:21: The house spells this name “Miriam Haldaine”, {ours}"),
            format!("heron.txt:1:84: The house spells this name “Miriam Haldaine”, {ours}"),
            format!("sport/heron.txt:3:1: {theirs}"),
        ]
    );
    assert_eq!(said(&["check", "heron.txt"], "sport"), [format!("heron.txt:3:1: {theirs}")]);
    assert_eq!(said(&["check", "../sport/heron.txt"], "guest"), [format!("../sport/heron.txt:3:1: {theirs}")]);
    assert_eq!(said(&["check", "../heron.txt"], "guest").len(), 2);
}

#[test]
fn check_weighs_rules_as_each_draft_has_it() {
    let file = "[[overrides]]\nfiles = [\"wire/**\"]\nrules = { unattributed-quote = \"off\" }\n\
        [[overrides]]\nfiles = [\"*.md\"]\nrules = { unattributed-quote = \"information\" }\n";
    let desk = Desk::new(&[
        ("copydesk.toml", file),
        ("ferry.txt", UNATTRIBUTED),
        ("ferry.md", UNATTRIBUTED),
        ("wire/may/ferry.txt", UNATTRIBUTED),
    ]);
    let ran = desk.run(&["check"], "");
    let lines = ran.out.lines().filter(|line| line.contains("[unattributed-quote]"));
    let told: Vec<_> = lines.map(|line| line.split('[').next().unwrap()).collect();
    assert_eq!(told, ["ferry.md:3:1: info", "ferry.txt:3:1: warning"]);
}

#[test]
fn check_says_what_is_wrong_in_copydesk_toml_and_goes_on() {
    let desk = Desk::new(&[("copydesk.toml", MISTAKEN), ("desk/heron.txt", HERON), ("desk/weir.txt", CLEAN)]);
    let ran = desk.run(&["check", "desk"], "");
    expect![[r#"
        copydesk.toml:3:1: error: There is no key `alias` here; there is `name`, `also`, `role` and `pronoun`.
          |
        3 | alias = "Mim"
          | ^^^^^

        copydesk.toml:6:8: error: `name` is empty.
          |
        6 | name = ""
          |        ^^

    "#]]
    .assert_eq(&ran.err);
    assert_eq!(ran.out.matches("The house spells this name “Miriam Haldayne”").count(), 3, "{}", ran.out);
    assert_eq!(ran.code, 2);

    let ran = desk.run(&["check", "--format", "json", "desk"], "");
    let sheet: Value = serde_json::from_str(&ran.out).unwrap();
    let mistake = json!({"path": "copydesk.toml", "error": "3:1: There is no key `alias` here; there is `name`, `also`, `role` and `pronoun`."});
    assert_eq!((&sheet["drafts"][0], ran.code), (&mistake, 2));

    desk.write("copydesk.toml", b"\xff");
    let ran = desk.run(&["check", "desk/weir.txt"], "");
    assert_eq!(
        (ran.err.as_str(), ran.code),
        ("copydesk: copydesk.toml: not UTF-8 text: byte 0, on line 1, is not\n", 2)
    );
}

#[test]
fn analyze_reads_by_the_configuration_that_it_is_given() {
    let house = "[[people]]\nname = \"Miriam Haldayne\"\n";
    let desk = Desk::new(&[("copydesk.toml", house), ("mistaken.toml", MISTAKEN)]);
    let line = json!({"id": 1, "text": HERON}).to_string();
    let findings = |arguments: &[&str]| {
        let ran = desk.run(arguments, &line);
        assert_eq!((ran.err.as_str(), ran.code), ("", 0));
        let record: Value = serde_json::from_str(&ran.out).unwrap();
        (record["findings"].as_array().unwrap().len(), record["people"][0]["name"].clone())
    };
    assert_eq!(findings(&["analyze"]), (1, "Miriam Haldane".into()));
    assert_eq!(findings(&["analyze", "--config", "copydesk.toml"]), (3, "Miriam Haldayne".into()));

    let ran = desk.run(&["analyze", "--config", "mistaken.toml"], &line);
    assert!(ran.err.starts_with("mistaken.toml:3:1: error: There is no key `alias` here"), "{}", ran.err);
    assert_eq!((ran.out.as_str(), ran.code), ("", 2));
    let ran = desk.run(&["analyze", "--config", "lost.toml"], &line);
    assert_eq!(ran.err, "copydesk: lost.toml: no such file or folder\n");
    assert_eq!((ran.out.as_str(), ran.code), ("", 2));
}

#[test]
fn quotes_are_by_whom_the_house_says() {
    let draft = "“The gate is open,” said Eda Fairlie. “It stays open,” she said.\n";
    let desk = Desk::new(&[("copydesk.toml", "[[people]]\nname = \"Edda Fairlie\"\n"), ("gate.txt", draft)]);
    let ran = desk.run(&["quotes", "gate.txt"], "");
    assert!(ran.out.contains("\n  Edda Fairlie: 2 quotes, 7 words\n"), "{}", ran.out);
    assert_eq!((ran.err.as_str(), ran.code), ("", 0));

    desk.write("copydesk.toml", b"people = 1\n");
    let ran = desk.run(&["quotes", "--format=json", "gate.txt"], "");
    let sheet: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(sheet["drafts"][0]["path"], "copydesk.toml");
    assert!(sheet["drafts"][1]["speakers"].is_array());
    assert!(ran.err.starts_with("copydesk.toml:1:1: error: "), "{}", ran.err);
    assert_eq!(ran.code, 2);
}

/// A transcript, and a draft that quotes it with another word, word for word, and from elsewhere.
const SOURCED: [(&str, &str); 3] = [
    (
        "notes/toll.txt",
        "Fairlie, by telephone\n\nFAIRLIE: We count every cart that crosses the bridge, and every goose.\n\
         Nobody has ever paid for a goose.\n",
    ),
    (
        "desk/toll.txt",
        "“We count every cart that crosses this bridge, and every goose,” said Edda Fairlie.\n\n\
         “Nobody has ever paid for a goose,” she said.\n\n\
         “The geese know it,” she said.\n",
    ),
    ("copydesk.toml", "sources = [\"notes\"]\n"),
];

#[test]
fn quotes_are_held_against_the_sources() {
    let desk = Desk::new(&SOURCED);
    desk.write(".gitignore", b"notes\n");
    let ran = desk.run(&["check"], "");
    expect![[r#"
        desk/toll.txt:1:1: warning[misquoted-source]: On line 3 of notes/toll.txt the same quote has “the” for “this”.
          |
        1 | “We count every cart that crosses this bridge, and every goose,” said Edda Fairlie.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        notes/toll.txt:3: note: The source.

        1 finding in 1 draft.
    "#]]
    .assert_eq(&ran.out);
    assert_eq!((ran.err.as_str(), ran.code), ("", 1));
    let json: Value = serde_json::from_str(&desk.run(&["check", "--format=json"], "").out).unwrap();
    let related = &json["drafts"][0]["findings"][0]["related"][0];
    assert_eq!(related["elsewhere"], json!({"path": "notes/toll.txt", "lines": [3, 3]}));
    let line = json!({"id": 1, "text": SOURCED[1].1}).to_string();
    let record: Value = serde_json::from_str(&desk.run(&["analyze", "--config=copydesk.toml"], &line).out).unwrap();
    assert_eq!(record["findings"][0]["code"], "misquoted-source");
}

#[test]
fn the_quote_sheet_names_the_sources() {
    let desk = Desk::new(&SOURCED);
    expect![[r#"
        desk/toll.txt: 3 quotes

          Edda Fairlie: 3 quotes, 22 words
              1:1  “We count every cart that crosses this bridge, and every goose,”
                   by “said Edda Fairlie”
                   nearly stands in notes/toll.txt, line 3
              3:1  “Nobody has ever paid for a goose,”
                   by “she said”
                   stands in notes/toll.txt, line 4
              5:1  “The geese know it,”
                   by “she said”
                   stands in no source
    "#]]
    .assert_eq(&desk.run(&["quotes", "desk"], "").out);
    let json: Value = serde_json::from_str(&desk.run(&["quotes", "--format=json", "desk"], "").out).unwrap();
    let sources = [0, 1, 2].map(|quote| &json["drafts"][0]["speakers"][0]["quotes"][quote]["source"]);
    let source = |line, exact| json!({"path": "notes/toll.txt", "lines": [line, line], "exact": exact});
    assert_eq!(sources, [&source(3, false), &source(4, true), &Value::Null]);
    let table = desk.run(&["quotes", "--format=csv", "desk"], "").out;
    assert!(table.contains("goose,”\",notes/toll.txt,3,no\n"), "{table}");
    let markdown = desk.run(&["quotes", "--format=markdown", "desk"], "").out;
    assert!(markdown.contains("  by “she said”\\\n  stands in notes/toll.txt, line 4\n"), "{markdown}");
}

#[test]
fn sources_are_no_drafts() {
    let desk = Desk::new(&SOURCED);
    desk.write("notes/loose.md", UNATTRIBUTED.as_bytes());
    let ran = desk.run(&["check", "notes"], "");
    assert_eq!((ran.out.as_str(), ran.code), ("No findings in 2 drafts.\n", 0));
}

#[cfg(unix)]
#[test]
fn sources_stand_in_the_folder_of_their_file() {
    let desk = Desk::new(&[("desk/copydesk.toml", "sources = [\"notes\", \"linked\", \"gone\"]\n")]);
    desk.write("elsewhere/toll.txt", SOURCED[0].1.as_bytes());
    desk.write("desk/toll.txt", SOURCED[1].1.as_bytes());
    desk.write("desk/notes/other.txt", b"The bridge is shut on Sundays.\n");
    std::os::unix::fs::symlink(desk.path("elsewhere"), desk.path("desk/linked")).unwrap();
    std::os::unix::fs::symlink(desk.path("elsewhere/toll.txt"), desk.path("desk/notes/toll.txt")).unwrap();
    let ran = desk.run(&["quotes", "desk/toll.txt"], "");
    assert_eq!(ran.out.matches("stands in no source\n").count(), 3, "{}", ran.out);
    assert_eq!(
        ran.err,
        "copydesk: desk/copydesk.toml: not read: gone; there is no such folder of sources\n\
         copydesk: desk/copydesk.toml: not read: linked; sources stand beside the copydesk.toml that names them, or below\n"
    );
}

mod across {
    use super::*;

    const CRANE: &str = "The old crane on Quay Nine has lifted timber since 1931 and will be taken down in May. Nobody knows \
                         yet what is to become of the cabin in which the Odum family drank their tea.\n";

    fn desk() -> Desk {
        let ferry = format!("The ferry sails again.\n\n{CRANE}");
        Desk::new(&[("crane.txt", CRANE), ("news/ferry.md", &ferry), ("weir.txt", CLEAN)])
    }

    #[test]
    fn what_two_drafts_share_is_printed_where_it_is_asked_for() {
        let desk = desk();
        desk.check(
            &[],
            0,
            expect![[r#"
            No findings in 3 drafts.
        "#]],
        );
        desk.check(
            &["--across"],
            1,
            expect![[r#"
                crane.txt:1:1: info[copied-passage]: This paragraph stands in “news/ferry.md” too, on line 3.
                  |
                1 | The old crane on Quay Nine has lifted timber since 1931 and will be taken down in May. Nobody knows …
                  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                news/ferry.md:3: note: The same passage.

                news/ferry.md:3:1: info[copied-passage]: This paragraph stands in “crane.txt” too, on line 1.
                  |
                3 | The old crane on Quay Nine has lifted timber since 1931 and will be taken down in May. Nobody knows …
                  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                crane.txt:1: note: The same passage.

                2 findings in 3 drafts.
            "#]],
        );
    }

    #[test]
    fn tools_are_told_the_other_draft_and_its_lines() {
        let ran = desk().run(&["check", "--across", "--format", "json", "news", "crane.txt"], "");
        let sheet: Value = serde_json::from_str(&ran.out).unwrap();
        let related = |draft: usize| sheet["drafts"][draft]["findings"][0]["related"][0]["elsewhere"].clone();
        assert_eq!(related(0), json!({"path": "crane.txt", "lines": [1, 1]}));
        assert_eq!(related(1), json!({"path": "news/ferry.md", "lines": [3, 3]}));
        assert_eq!((ran.err.as_str(), ran.code), ("", 1));
    }

    /// Named twice, a draft was a copy of itself.
    #[test]
    fn a_draft_is_no_copy_of_itself() {
        let desk = desk();
        desk.check(
            &["--across", "crane.txt", "./crane.txt", "news/../crane.txt"],
            0,
            expect![[r#"
            No findings in 3 drafts.
        "#]],
        );
        let ran = desk.run(&["check", "--across", "-", "weir.txt"], CRANE);
        assert_eq!((ran.out.as_str(), ran.code), ("No findings in 2 drafts.\n", 0));
    }

    /// A source counted as a draft of its own: what it shared with two drafts was boilerplate.
    #[test]
    fn a_source_is_none_of_the_drafts_that_are_compared() {
        let desk = desk();
        desk.write("copydesk.toml", b"sources = [\"notes\"]\n");
        desk.write("notes/talk.txt", CRANE.as_bytes());
        let ran = desk.run(&["check", "--across"], "");
        for said in ["stands in “news/ferry.md” too", "stands in “crane.txt” too"] {
            assert!(ran.out.contains(said), "{}", ran.out);
        }
        assert!(!ran.out.contains("“notes/talk.txt” too"), "{}", ran.out);
    }

    #[test]
    fn a_desk_says_what_it_wants_to_hear() {
        let desk = desk();
        let severity = |desk: &Desk, draft: usize| {
            let ran = desk.run(&["check", "--across", "--format", "json"], "");
            let sheet: Value = serde_json::from_str(&ran.out).unwrap();
            sheet["drafts"][draft]["findings"][0]["severity"].as_str().map(str::to_owned)
        };
        assert_eq!(severity(&desk, 0).as_deref(), Some("information"));
        desk.write("copydesk.toml", b"archives = [\"news\"]\n[rules]\ncopied-passage = \"warning\"\n");
        assert_eq!(severity(&desk, 0).as_deref(), Some("information"), "it was printed");
        assert_eq!(severity(&desk, 1).as_deref(), Some("warning"));
        desk.write("copydesk.toml", b"rules.copied-passage = \"off\"\n");
        assert_eq!(severity(&desk, 0), None);
    }

    #[test]
    fn what_cannot_be_read_is_said_once() {
        let desk = desk();
        desk.write("odd.txt", b"\xff");
        desk.write("copydesk.toml", b"rules.copied-pasage = \"off\"\n");
        let ran = desk.run(&["check", "--across"], "");
        assert_eq!(ran.code, 2);
        assert_eq!(ran.err.matches("odd.txt").count(), 1, "{}", ran.err);
        assert_eq!(ran.err.matches("copied-pasage").count(), 2, "the message and its line: {}", ran.err);
        assert!(ran.out.contains("2 findings in 3 drafts"), "{}", ran.out);
    }
}
