//! Findings for code hosts: SARIF and GitHub's annotations. `.ci/sarif` has a validator look at the former too.

use super::*;

/// Every mark and line break that can mislead a column: a byte order mark, a character beyond U+FFFF, CRLF, a lone CR.
fn hard_to_count() -> String {
    let paragraph = "The weir at Oxley is to be rebuilt in the spring, the county said on Monday, as the last flood took half of it.";
    let misspelt = MISSPELT.replace('\n', "\r\n").replace("At the end", "🗞\rAt the end");
    format!(
        "\u{feff}{paragraph}\r\n\r\n{misspelt}\r\n🗞 {paragraph}\r\n\r\n“Nobody counts 🗞 twice around here, or not in my hearing.”"
    )
}

fn log(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.out))
}

/// The bytes of `text` that `region` is about, by the standard: lines end where the run says, columns count 16-bit units,
/// and a byte order mark does not count.
fn bytes(text: &str, region: &Value) -> [usize; 2] {
    ["start", "end"].map(|end| {
        let number = |what: &str| region[format!("{end}{what}")].as_u64().unwrap() as usize;
        let mut start = text.len() - text.trim_start_matches('\u{feff}').len();
        for _ in 1..number("Line") {
            let rest = &text[start..];
            let at = rest.find(['\r', '\n']).expect("a line break before the line");
            start += at + if rest[at..].starts_with("\r\n") { 2 } else { 1 };
        }
        let mut units = number("Column") - 1;
        for c in text[start..].chars() {
            if units == 0 {
                break;
            }
            units = units.checked_sub(c.len_utf16()).expect("a border between characters");
            start += c.len_utf8();
        }
        start
    })
}

/// The bytes that stand at `start` and `end` in JSON; for SARIF nothing stands before a byte order mark.
fn offsets(place: &Value) -> [usize; 2] {
    ["start", "end"].map(|end| (place[end]["byte"].as_u64().unwrap() as usize).max('\u{feff}'.len_utf8()))
}

#[test]
fn sarif_says_what_json_says() {
    let text = hard_to_count();
    let desk = Desk::new(&[("a b/weir#1.md", &text), ("clean.txt", CLEAN)]);
    let json = log(&desk.run(&["check", "--format=json"], ""));
    let ran = desk.run(&["check", "--format=sarif"], "");
    assert_eq!((ran.err.as_str(), ran.code), ("", 1));
    let run = &log(&ran)["runs"][0];
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    assert_eq!(run["newlineSequences"], json!(["\r\n", "\n", "\r"]));
    assert_eq!(run["invocations"], json!([{"executionSuccessful": true, "toolExecutionNotifications": []}]));

    let findings = json["drafts"][0]["findings"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    let codes: Vec<&Value> = findings.iter().map(|finding| &finding["code"]).collect();
    assert_eq!(codes, ["inconsistent-name", "duplicate-paragraph", "unattributed-quote"], "{json:#}");
    assert_eq!(results.len(), findings.len());
    for (result, finding) in results.iter().zip(findings) {
        let place = |location: &Value| {
            assert_eq!(location["artifactLocation"]["uri"], "a%20b/weir%231.md");
            bytes(&text, &location["region"])
        };
        let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!((&result["ruleId"], &rule["id"]), (&finding["code"], &finding["code"]));
        assert_eq!((&result["level"], &result["message"]["text"]), (&json!("warning"), &finding["message"]));
        assert_eq!(place(&result["locations"][0]["physicalLocation"]), offsets(finding));
        let related = result["relatedLocations"].as_array().unwrap().iter();
        let related: Vec<_> =
            related.map(|related| (place(&related["physicalLocation"]), &related["message"]["text"])).collect();
        let expected = finding["related"].as_array().unwrap().iter();
        assert_eq!(related, expected.map(|related| (offsets(related), &related["message"])).collect::<Vec<_>>());

        let fixes: Vec<_> = result["fixes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|fix| {
                let [change] = &fix["artifactChanges"].as_array().unwrap()[..] else { panic!("{fix}") };
                assert_eq!(change["artifactLocation"]["uri"], "a%20b/weir%231.md");
                let edits = change["replacements"].as_array().unwrap().iter();
                let edits: Vec<_> = edits
                    .map(|edit| {
                        let text = edit["insertedContent"]["text"].as_str().unwrap_or_default();
                        (bytes(&text_of(&desk), &edit["deletedRegion"]), text.to_owned())
                    })
                    .collect();
                (&fix["description"]["text"], edits)
            })
            .collect();
        let expected: Vec<_> = finding["fixes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|fix| {
                let edits = fix["edits"].as_array().unwrap().iter();
                (
                    &fix["title"],
                    edits.map(|edit| (offsets(edit), edit["text"].as_str().unwrap().to_owned())).collect::<Vec<_>>(),
                )
            })
            .collect();
        assert_eq!(fixes, expected);
    }
}

fn text_of(desk: &Desk) -> String {
    desk.read("a b/weir#1.md")
}

#[test]
fn sarif_tells_the_rules_without_the_web() {
    let ran = Desk::new(&[]).run(&["check", "--format=sarif"], "");
    let rules = log(&ran)["runs"][0]["tool"]["driver"]["rules"].clone();
    let rules = rules.as_array().unwrap();
    assert_eq!(rules.len(), copydesk::rules::RULES.len());
    for rule in rules {
        let text = |key: &str, form: &str| rule[key][form].as_str().unwrap().to_owned();
        let (short, full) = (text("shortDescription", "text"), text("fullDescription", "text"));
        assert!(short.ends_with('.') && short.len() > 20 && full.starts_with(&short), "{rule}");
        let help = text("help", "text");
        assert!(help.replace('\n', " ").starts_with(&full) && !help.contains("```") && !help.contains("## "), "{help}");
        // What is relative to the page leads nowhere from a log.
        let links = text("help", "markdown");
        assert!(links.split("](").skip(1).all(|link| link.starts_with("https://")), "{links}");
    }
    let quote = rules.iter().find(|rule| rule["id"] == "repeated-quote").unwrap();
    assert_eq!(quote["defaultConfiguration"], json!({"enabled": false, "level": "note"}));
    assert_eq!(
        quote["shortDescription"]["text"],
        "The same quote given twice in running text, word for word, each time as if it were new."
    );
}

#[test]
fn a_fingerprint_outlives_edits_elsewhere() {
    let name = "Sjöquist locked the door.\n\nSjöquist had no key.\n";
    let prints = |before: &str| -> Vec<Value> {
        let desk = Desk::new(&[("bakery.md", &format!("{before}{MISSPELT}\n{name}"))]);
        let log = log(&desk.run(&["check", "--format=sarif"], ""));
        let results = log["runs"][0]["results"].as_array().unwrap().iter();
        results.map(|result| result["partialFingerprints"]["words/v1"].clone()).collect()
    };
    let prints_of_all = prints("");
    assert_eq!(prints_of_all.len(), 3);
    assert!(prints_of_all[0] != prints_of_all[1] && prints_of_all[1] != prints_of_all[2], "{prints_of_all:?}");
    assert_eq!(prints("Bread\n\nIt rained in Mill Lane, as it does.\n\n"), prints_of_all);
}

#[test]
fn what_cannot_be_read_stands_in_the_log() {
    let desk = Desk::new(&[("ferry.txt", UNATTRIBUTED), ("copydesk.toml", "[[people]]\nname = \"\"\n")]);
    let arguments = ["check", "lost.txt", "ferry.txt", "--format"];
    let ran = desk.run(&[&arguments[..], &["sarif"]].concat(), "");
    assert_eq!(ran.code, 2);
    let run = &log(&ran)["runs"][0];
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let notes = run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap();
    let places: Vec<&Value> = notes.iter().map(|note| &note["locations"][0]["physicalLocation"]).collect();
    assert_eq!(places[0], &json!({"artifactLocation": {"uri": "copydesk.toml"}, "region": {"startLine": 2}}));
    assert_eq!(places[1], &json!({"artifactLocation": {"uri": "lost.txt"}}));
    assert_eq!(notes[1]["message"]["text"], "no such file or folder");
    assert_eq!(run["results"].as_array().unwrap().len(), 1);

    let ran = desk.run(&[&arguments[..], &["github"]].concat(), "");
    expect![[r#"
        ::error file=copydesk.toml,line=2,endLine=2,col=8,endColumn=8,title=copydesk::`name` is empty.
        ::error file=lost.txt,title=copydesk::no such file or folder
        ::warning file=ferry.txt,line=3,endLine=3,col=1,endColumn=66,title=unattributed-quote::Nobody is given for this quote.
        1 finding in 1 draft.
    "#]]
    .assert_eq(&ran.out);
    assert_eq!(ran.code, 2);
}

#[test]
fn what_stands_elsewhere_is_a_related_location() {
    let desk = Desk::new(&SOURCED);
    let log = log(&desk.run(&["check", "--format=sarif"], ""));
    let related = &log["runs"][0]["results"][0]["relatedLocations"][0]["physicalLocation"];
    let expected = json!({"artifactLocation": {"uri": "notes/toll.txt"}, "region": {"startLine": 3, "endLine": 3}});
    assert_eq!(related, &expected);
}

/// A draft can be called what it wants, and say what it wants, without ending an annotation early or giving a command.
#[test]
fn annotations_are_escaped() {
    let text = "The weir at Oxley is to be rebuilt, 100 % of it, in the spring, and nobody knows who is to pay for all of that.\n\n";
    let name = if cfg!(windows) { "100%,a.md" } else { "100%,a::b.md" };
    let desk = Desk::new(&[(name, &format!("{text}{}", text.replace("nobody", "no one")))]);
    let ran = desk.run(&["check", "--format=github"], "");
    let file = name.replace('%', "%25").replace(',', "%2C").replace(':', "%3A");
    assert_eq!(
        ran.out,
        format!(
            "::warning file={file},line=3,endLine=3,col=1,endColumn=112,title=duplicate-paragraph::Nearly the same \
             paragraph already stands on line 1 (92 %25 of the words).\n1 finding in 1 draft, 1 of them mendable with --fix.\n"
        )
    );
    assert_eq!((ran.err.as_str(), ran.code), ("", 1));
}

#[test]
fn an_annotation_over_several_lines_has_no_columns() {
    let text = "The weir at Oxley is to be rebuilt\nin the spring, and nobody knows\nwho is to pay for it.\n\n";
    let desk =
        Desk::new(&[("weir.txt", &text.repeat(2)), ("copydesk.toml", "rules.duplicate-paragraph = \"information\"\n")]);
    let ran = desk.run(&["check", "--format=github"], "");
    assert!(
        ran.out.starts_with("::notice file=weir.txt,line=5,endLine=7,title=duplicate-paragraph::This "),
        "{}",
        ran.out
    );
}
