//! What a folder of drafts may hold that is aimed at whoever checks it.

use super::*;

/// A file name with a command for a terminal that turns its text red, and a mark that turns the letters behind it round.
#[cfg(unix)]
const NAME: &str = "weir\u{1b}[31m\u{9b}31m\u{202e}.txt";

#[cfg(unix)]
#[test]
fn neither_names_nor_words_command_the_terminal() {
    let list = "[rules]\n\"a\\u001b[31m\\u009b31m\\u202eb\" = \"off\"\n";
    let said = UNATTRIBUTED.replace("Nobody came", "Nobody \u{1b}]0;x\u{7} \u{9b}31m came");
    let desk = Desk::new(&[(NAME, &said), ("copydesk.toml", list)]);
    for arguments in [["check", "."], ["quotes", "."], ["check", "--format=github"], ["quotes", "--format=markdown"]] {
        let ran = desk.run(&arguments, "");
        for printed in [&ran.out, &ran.err] {
            let commands: Vec<char> = printed.chars().filter(|&c| c != '\n' && c.is_control()).collect();
            assert!(commands.is_empty(), "{arguments:?}: {printed:?}");
        }
        if arguments[1] == "." {
            assert!(!ran.out.contains('\u{202e}') && !ran.err.contains('\u{202e}'), "{ran:?}");
        }
        assert!(ran.out.contains("weir"), "{ran:?}");
    }
}

/// The runner takes a line that begins with colons for a command, in any format and on standard error too.
#[cfg(unix)]
#[test]
fn names_do_not_command_a_runner() {
    let desk =
        Desk::new(&[("::stop-commands::x/weir.txt", UNATTRIBUTED), ("::stop-commands::x/copydesk.toml", "x = 1\n")]);
    for arguments in [["check", "."], ["quotes", "."], ["check", "--format=github"], ["check", "--across"]] {
        let ran = desk.run(&arguments, "");
        for line in ran.out.lines().chain(ran.err.lines()) {
            let commands = line.trim_start().starts_with("::")
                && !line.starts_with("::warning file=%3A%3Astop")
                && !line.starts_with("::error file=%3A%3Astop");
            assert!(!commands, "{arguments:?}: {line}");
        }
        assert!(ran.out.contains("stop-commands"), "{ran:?}");
    }
}

/// A pull request with such a link had whatever it leads to printed in the log of the run that checked it.
#[cfg(unix)]
#[test]
fn a_list_that_is_a_link_out_of_its_folder_is_not_read() {
    let desk = Desk::new(&[("news/weir.txt", UNATTRIBUTED), ("secret", "token = \"hunter2\"\n")]);
    for list in ["copydesk.toml", ".copydesk/stet.toml"] {
        let link = desk.path("news").join(list);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(desk.path("secret"), &link).unwrap();
        for format in ["text", "json", "sarif", "github"] {
            let ran = desk.run(&["check", "--format", format, "news"], "");
            assert_eq!(ran.err, format!("copydesk: news/{list}: a link leads out of its folder\n"));
            assert_eq!(ran.code, 2);
            assert!(!ran.out.contains("hunter2") && ran.out.contains("unattributed-quote"), "{}", ran.out);
        }
        fs::remove_file(link).unwrap();
    }
    // One that somebody names is read wherever it is.
    let ran = desk.run(&["analyze", "--config", "secret"], "");
    assert!(ran.err.contains("hunter2"), "{ran:?}");
}

/// The check ended when nobody had any memory left.
#[cfg(unix)]
#[test]
fn rules_of_what_is_ignored_that_never_end_are_not_read() {
    let desk = Desk::new(&[("news/weir.txt", UNATTRIBUTED), ("weir.txt", UNATTRIBUTED)]);
    std::os::unix::fs::symlink("/dev/zero", desk.path(".gitignore")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", desk.path("news/.ignore")).unwrap();
    let ran = desk.run(&["check"], "");
    assert_eq!((ran.out.lines().last(), ran.err.as_str()), (Some("2 findings in 2 drafts."), ""));
}
