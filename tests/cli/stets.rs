//! What an editor lets stand.

use super::*;

/// A paragraph of which one is enough.
const PARAGRAPH: &str = "The mill at Oxley grinds on Tuesdays only, the miller said. On all other days the wheel turns for the \
                         visitors, who pay to see it turn.";

#[test]
fn check_fixes_nothing_that_stands() {
    let marked = format!("{PARAGRAPH}\n\n<!-- stet -->\n{PARAGRAPH}\n");
    let desk = Desk::new(&[("mill.md", &format!("{marked}\n{PARAGRAPH}\n")), ("mill.txt", &marked)]);
    let ran = desk.run(&["check", "--fix"], "");
    assert_eq!(desk.read("mill.md"), marked);
    // In plain text it is no comment.
    assert_eq!(desk.read("mill.txt"), format!("{PARAGRAPH}\n\n<!-- stet -->\n"));
    assert_eq!((ran.out.as_str(), ran.code), ("2 findings mended. No findings in 2 drafts.\n", 0));
    desk.check(
        &["mill.md"],
        0,
        expect![[r#"
        No findings in 1 draft.
    "#]],
    );
}

#[test]
fn check_tells_of_a_mark_that_lets_nothing_stand() {
    let copied = format!("<!-- stet: copied-passage -->\n{PARAGRAPH}\n");
    let desk = Desk::new(&[("one.md", &copied), ("two.html", &format!("<p>{PARAGRAPH}</p> <!-- stet -->"))]);
    // Whether the first does is not looked at.
    desk.check(
        &["one.md"],
        0,
        expect![[r#"
        No findings in 1 draft.
    "#]],
    );
    desk.check(
        &["two.html"],
        1,
        expect![[r#"
        two.html:1:144: info[needless-stet]: This stet lets nothing stand.
          |
        1 | … who pay to see it turn.</p> <!-- stet -->
          |                               ^^^^^^^^^^^^^

        1 finding in 1 draft.
    "#]],
    );
    desk.check(
        &["--across"],
        0,
        expect![[r#"
        No findings in 2 drafts.
    "#]],
    );
    desk.check(
        &["--across", "one.md"],
        1,
        expect![[r#"
        one.md:1:1: info[needless-stet]: This stet lets nothing stand: nothing is said here by copied-passage.
          |
        1 | <!-- stet: copied-passage -->
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

        1 finding in 1 draft.
    "#]],
    );
    let line = json!({"id": 1, "text": format!("{PARAGRAPH}\n\n<!-- stet -->\n{PARAGRAPH}\n"), "language": "markdown"});
    assert_eq!(analyze(&line.to_string())[0]["findings"], json!([]));
}

#[test]
fn check_goes_by_the_file_of_the_desk() {
    let words = "The mill at Oxley grinds on […] to see it turn.";
    let entry =
        |draft: &str| format!("[[stet]]\ndraft = \"{draft}\"\nrule = \"duplicate-paragraph\"\nwords = \"{words}\"\n");
    let file = format!("{}{}", entry("news/mill.txt"), entry("clean.txt"));
    let twice = format!("{PARAGRAPH}\n\n{PARAGRAPH}\n");
    let desk = Desk::new(&[
        ("news/mill.txt", twice.as_str()),
        ("clean.txt", PARAGRAPH),
        ("other.txt", &twice),
        (".copydesk/stet.toml", &file),
    ]);
    desk.check(
        &["news/mill.txt"],
        0,
        expect![[r#"
        No findings in 1 draft.
    "#]],
    );
    desk.check(&["clean.txt"], 1, expect![[r#"
        clean.txt:1:1: info[needless-stet]: A stet for this draft lets nothing stand: duplicate-paragraph says nothing of “The mill at Oxley grinds on […] to see it turn.”.
          |
        1 | The mill at Oxley grinds on …
          | ^^^
        .copydesk/stet.toml:5: note: The entry.

        1 finding in 1 draft.
    "#]]);
    let ran = desk.run(&["check", "--fix"], "");
    assert_eq!((desk.read("news/mill.txt"), desk.read("other.txt")), (twice, format!("{PARAGRAPH}\n")), "{}", ran.out);
    desk.write(".copydesk/stet.toml", b"[[stet]]\ndraft = \"clean.txt\"\n");
    let ran = desk.run(&["check", "clean.txt", "--format", "json"], "");
    assert_eq!(ran.code, 2, "{}", ran.err);
    expect![[r#"
        .copydesk/stet.toml:1:1: error: This entry has no `rule`.
          |
        1 | [[stet]]
          | ^^^^^^^^

        .copydesk/stet.toml:1:1: error: This entry has no `words`.
          |
        1 | [[stet]]
          | ^^^^^^^^

    "#]]
    .assert_eq(&ran.err);
    assert!(ran.out.contains("This entry has no `rule`."), "{}", ran.out);
}
