//! `check --fix`, and `check --diff`, which says beforehand what it would do.

use super::*;

/// A paragraph of which one is enough.
const PARAGRAPH: &str = "The weir at Oxley is to be rebuilt in the spring, the county said on Monday. It was damaged by the \
                         flood of last November, and boats have been carried round it on a cart ever since.";

#[test]
fn fix_leaves_what_no_fix_is_safe_for() {
    let desk = Desk::new(&[("ferry.txt", UNATTRIBUTED)]);
    let ran = desk.run(&["check", "--fix"], "");
    assert_eq!(ran.code, 1);
    assert_eq!(desk.read("ferry.txt"), UNATTRIBUTED);
    let ran = desk.run(&["check", "--fix", "-"], UNATTRIBUTED);
    assert_eq!(ran.err, "copydesk: -: --fix needs a file that it can write to\n");
    assert_eq!(ran.code, 2);
}

#[test]
fn fix_takes_copies_out_and_nothing_else() {
    let between = "The lock beside it stays open. It is worked by hand, as it was in the year in which it was built.";
    let before = format!("\u{feff}{PARAGRAPH}\r\n\r\n{between}\r\n\r\n{PARAGRAPH}\r\n\r\nHikers  may cross.");
    let after = format!("\u{feff}{PARAGRAPH}\r\n\r\n{between}\r\n\r\nHikers  may cross.");
    let desk = Desk::new(&[("weir.txt", &before), ("ferry.txt", UNATTRIBUTED)]);
    let ran = desk.run(&["check", "--fix"], "");
    assert_eq!(desk.read("weir.txt"), after);
    assert_eq!(desk.read("ferry.txt"), UNATTRIBUTED);
    assert!(ran.out.starts_with("ferry.txt:3:1: warning[unattributed-quote]"), "{}", ran.out);
    assert!(ran.out.ends_with("1 finding mended. 1 finding in 2 drafts.\n"), "{}", ran.out);
    assert_eq!((ran.err.as_str(), ran.code), ("", 1));
    desk.check(
        &["--fix", "weir.txt"],
        0,
        expect![[r#"
        No findings in 1 draft.
    "#]],
    );
    let mut left: Vec<_> = fs::read_dir(desk.folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["ferry.txt", "weir.txt"]);
}

#[cfg(unix)]
#[test]
fn fix_keeps_permissions_and_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let twice = format!("{PARAGRAPH}\n\n{PARAGRAPH}\n");
    let desk = Desk::new(&[("desk/weir.txt", &twice), ("locked.txt", &twice)]);
    fs::set_permissions(desk.path("desk/weir.txt"), fs::Permissions::from_mode(0o640)).unwrap();
    fs::set_permissions(desk.path("locked.txt"), fs::Permissions::from_mode(0o440)).unwrap();
    symlink("desk/weir.txt", desk.path("link.txt")).unwrap();
    let ran = desk.run(&["check", "--fix", "link.txt", "locked.txt"], "");
    assert_eq!(ran.err, "copydesk: locked.txt: cannot be fixed: write-protected\n");
    assert_eq!(ran.code, 2);
    assert_eq!(desk.read("locked.txt"), twice);
    assert_eq!(desk.read("desk/weir.txt"), format!("{PARAGRAPH}\n"));
    assert_eq!(fs::read_link(desk.path("link.txt")).unwrap(), Path::new("desk/weir.txt"));
    assert_eq!(fs::metadata(desk.path("desk/weir.txt")).unwrap().permissions().mode() & 0o777, 0o640);
}

#[cfg(unix)]
#[test]
fn fix_leaves_files_with_two_names_alone() {
    let twice = format!("{PARAGRAPH}\n\n{PARAGRAPH}\n");
    let desk = Desk::new(&[("weir.txt", &twice)]);
    fs::hard_link(desk.path("weir.txt"), desk.path("lock.txt")).unwrap();
    let ran = desk.run(&["check", "--fix", "weir.txt"], "");
    let error = "cannot be fixed: has another name by a hard link, which would keep the old text";
    assert_eq!((ran.err, ran.code), (format!("copydesk: weir.txt: {error}\n"), 2));
    assert_eq!((desk.read("weir.txt"), desk.read("lock.txt")), (twice.clone(), twice));
}

#[test]
fn fix_mends_a_draft_that_is_named_twice_once() {
    let desk = Desk::new(&[("weir.txt", &format!("{PARAGRAPH}\n\n{PARAGRAPH}\n"))]);
    let ran = desk.run(&["check", "--fix", "weir.txt", "./weir.txt"], "");
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("1 finding mended. No findings in 2 drafts.\n", ""));
    assert_eq!(desk.read("weir.txt"), format!("{PARAGRAPH}\n"));
}

#[test]
fn diff_is_a_patch() {
    let text = format!(
        "Weirs\n\n{PARAGRAPH}\n\nThe lock stays open.\n\n{PARAGRAPH}\n\nIt is worked by hand.\n\nIt always was.\n"
    );
    let desk = Desk::new(&[("weir.txt", &text), ("ferry.txt", UNATTRIBUTED)]);
    let expected = format!(
        "--- weir.txt\n+++ weir.txt\n@@ -4,8 +4,6 @@\n \n The lock stays open.\n \n-{PARAGRAPH}\n-\n It is worked by \
         hand.\n \n It always was.\n"
    );
    let ran = desk.run(&["check", "--diff"], "");
    assert_eq!((ran.out.as_str(), ran.err.as_str(), ran.code), (expected.as_str(), "", 1));
    assert_eq!(desk.read("weir.txt"), text);
    let ran = desk.run(&["check", "--diff", "ferry.txt"], "");
    assert_eq!((ran.out.as_str(), ran.err.as_str(), ran.code), ("", "", 0));
    let ran = desk.run(&["check", "--diff", "-", "lost.txt"], &text);
    assert_eq!(ran.out, expected.replace("weir.txt", "-"));
    assert_eq!((ran.err.as_str(), ran.code), ("copydesk: lost.txt: no such file or folder\n", 2));
    for other in ["--fix", "--across", "--format=json"] {
        let ran = desk.run(&["check", "--diff", other], "");
        assert_eq!((ran.out.as_str(), ran.code), ("", 2));
    }
}

/// Whatever the lines of a draft end in, and whatever it is called.
#[cfg(unix)]
#[test]
fn a_patch_does_what_fix_does() {
    applied(&["git", "apply", "-p0"]);
}

#[cfg(unix)]
#[test]
#[ignore = "not everyone has `patch`; `.ci/run` installs it and asks for this"]
fn a_patch_does_by_patch_what_fix_does() {
    applied(&["patch", "-p0"]);
}

/// What the program `apply` makes of drafts by `--diff` is what `--fix` makes of them.
#[cfg(unix)]
fn applied(apply: &[&str]) {
    let other = "The lock beside it stays open. It is worked by hand, as it was in the year in which it was built.";
    let drafts = [
        ("no end.txt", format!("{PARAGRAPH}\n\n{other}\n\n{PARAGRAPH}")),
        ("windows/crlf.md", format!("\u{feff}{PARAGRAPH}\r\n\r\n{other}\r\n\r\n{PARAGRAPH}\r\n\r\n🗞 ends")),
        ("cr.txt", format!("{PARAGRAPH}\r\r{other}\r\r{PARAGRAPH}\r")),
        ("mixed.txt", format!("{PARAGRAPH}\n\n{other}\r\r{other}\n\n{PARAGRAPH}\r\n\r\n{PARAGRAPH}\r")),
        ("a\"b\\c\td.txt", format!("{PARAGRAPH}\n\n{PARAGRAPH}\n")),
        ("Übergrößen/q & a.txt", format!("{other}\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n\n{other}\n")),
    ];
    let drafts = drafts.each_ref().map(|(name, text)| (*name, text.as_str()));
    let fixed = Desk::new(&drafts);
    let ran = fixed.run(&["check", "--fix"], "");
    assert_eq!((ran.err.as_str(), ran.code), ("", 0), "{}", ran.out);
    let desk = Desk::new(&drafts);
    let patch = desk.run(&["check", "--diff"], "");
    assert_eq!(patch.err, "");
    let mut child = spawn(Command::new(apply[0]).args(&apply[1..]).current_dir(desk.folder.path()));
    child.stdin.take().unwrap().write_all(patch.out.as_bytes()).unwrap();
    let ran = Ran::from(child.wait_with_output().unwrap());
    assert_eq!(ran.code, 0, "{apply:?}: {}{}\n{}", ran.out, ran.err, patch.out);
    for (name, before) in drafts {
        assert_ne!(fixed.read(name), before, "{name:?}");
        assert_eq!(desk.read(name), fixed.read(name), "{apply:?} {name:?}");
    }
}

/// GNU patch refuses to write through a link, and git to patch one.
#[cfg(unix)]
#[test]
fn a_patch_names_the_file_that_a_link_leads_to() {
    let desk = Desk::new(&[("desk/weir.txt", &format!("{PARAGRAPH}\n\n{PARAGRAPH}\n"))]);
    std::os::unix::fs::symlink("desk/weir.txt", desk.path("link.txt")).unwrap();
    let ran = desk.run(&["check", "--diff", "link.txt"], "");
    assert!(ran.out.starts_with("--- desk/weir.txt\n+++ desk/weir.txt\n"), "{}", ran.out);
}
