//! Several threads work on what is checked and analysed, and nobody can tell.

use super::*;

/// Drafts of all lengths, with faults and without, two desks of which one has a mistake in its file, and what is no draft.
fn desk() -> Desk {
    let desk = Desk::new(&[("copydesk.toml", MISTAKEN), ("b/copydesk.toml", "rules.unattributed-quote = \"off\"\n")]);
    for number in 0..30 {
        let text = [UNATTRIBUTED, MISSPELT, CLEAN, HERON][number % 4];
        let text = format!("{}\n{text}", "The tide was late again that day, they say.\n\n".repeat(number * number % 7));
        desk.write(&format!("{}/{number}.md", ["a", "b", "b/c"][number % 3]), text.as_bytes());
    }
    desk.write("a/7.txt", b"\xff");
    desk.write("c/7.txt", b"\xff");
    desk
}

#[test]
fn check_prints_the_same_with_any_number() {
    let desk = desk();
    for arguments in [
        &["--format=text"][..],
        &["--format=json"],
        &["--format=sarif"],
        &["--format=github"],
        &["--across"],
        &["--diff"],
    ] {
        let run = |threads| desk.run(&[&["check", ".", "lost.md", "--threads", threads][..], arguments].concat(), "");
        let one = run("1");
        assert!(
            one.code == 2
                && one.err.contains("a/7.txt: not UTF-8")
                && one.err.ends_with("lost.md: no such file or folder\n")
        );
        for threads in ["2", "5"] {
            assert_eq!(run(threads), one, "{arguments:?}");
        }
        assert_eq!(desk.run(&[&["check", ".", "lost.md"][..], arguments].concat(), ""), one, "{arguments:?}");
    }
}

#[test]
fn analyze_answers_the_same_with_any_number() {
    let texts = (0..100).map(|id| [UNATTRIBUTED, MISSPELT, CLEAN, HERON][id % 4].repeat(1 + id * id % 5));
    let lines = texts.enumerate().map(|(id, text)| match id % 17 {
        16 => "{\n".to_owned(),
        _ => json!({"id": id, "text": text}).to_string() + "\n",
    });
    let lines: String = lines.collect();
    let run = |threads| Desk::new(&[]).run(&["analyze", "--threads", threads], &lines);
    let one = run("1");
    assert_eq!((one.out.lines().count(), one.err.as_str(), one.code), (100, "", 0));
    for threads in ["2", "5"] {
        assert_eq!(run(threads), one);
    }
    assert_eq!(Desk::new(&[]).run(&["analyze", "--threads", "0"], "").code, 2);
}
