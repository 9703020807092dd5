//! `copydesk.toml`: what is read of it, and what is said to be wrong.

use std::path::{Path, PathBuf};

use copydesk::config::{Addition, File, Level, Listed, Pronoun, file, levels, listing};
use copydesk::draft::Format;
use copydesk::ide::Snapshot;
use copydesk::rules::RULES;
use copydesk::text::edit;
use expect_test::{Expect, expect};

/// What is wrong with `text`: each mistake with its line and the words in question.
fn check(text: &str, expected: Expect) -> File {
    let file = File::read(text);
    let lines = file.mistakes.iter().map(|mistake| {
        let line = 1 + text[..mistake.span.start].matches('\n').count();
        format!("{line}: {} <- {}\n", mistake.span.of(text).escape_debug(), mistake.message)
    });
    expected.assert_eq(&lines.collect::<String>());
    file
}

fn names(file: &File) -> Vec<&str> {
    file.settings.house.people().iter().map(|listed| listed.name.as_str()).collect()
}

#[test]
fn an_entry_says_all_of_a_person() {
    let file = check(
        "# The house.\n[[people]]\nname = \"Ann-Kathrin  Berg\" # sic\nalso = ['AKB', \"A. K. Berg\", 'AKB']\nrole = \"mayor\"\n\
         pronoun = \"she\"\n\n[[people]]\nname = \"Pelle\"\n",
        expect![""],
    );
    let berg = Listed {
        name: "Ann-Kathrin Berg".to_owned(),
        also: vec!["AKB".to_owned(), "A. K. Berg".to_owned()],
        role: Some("mayor".to_owned()),
        pronoun: Some(Pronoun::She),
    };
    let pelle = Listed { name: "Pelle".to_owned(), ..Listed::default() };
    assert_eq!(file.settings.house.people(), [berg, pelle]);
}

#[test]
fn an_empty_file_says_nothing() {
    for text in ["", "\n", "\u{feff}", "# Nothing yet.\r\n"] {
        assert_eq!(File::read(text), File::default(), "{text:?}");
    }
}

#[test]
fn keys_that_nobody_knows_are_mistakes() {
    let file = check(
        "peple = 1\n\n[[people]]\nname = \"Olga Brandt\"\nalias = \"Olly\"\n\n[desk]\nx = 1\n",
        expect![[r#"
            1: peple <- There is no key `peple` here; there is `rules`, `enable`, `overrides`, `people`, `sources`, `archives`, `hint-named-speakers` and `caret-delay`.
            5: alias <- There is no key `alias` here; there is `name`, `also`, `role` and `pronoun`.
            7: desk <- There is no key `desk` here; there is `rules`, `enable`, `overrides`, `people`, `sources`, `archives`, `hint-named-speakers` and `caret-delay`.
        "#]],
    );
    assert_eq!(names(&file), ["Olga Brandt"]);
}

#[test]
fn a_desk_says_what_its_rules_weigh_and_where_its_sources_stand() {
    let file = check(
        "sources = [\"sources\", \"notes\", \"notes\"]\narchives = [\"printed\"]\n[rules]\nunbalanced-quote = \"off\"\n\
         altered-quote = \"warning\"\ninconsistent-nam = \"off\"\nunintroduced-name = \"on\"\n",
        expect![[r#"
            6: inconsistent-nam <- There is no rule `inconsistent-nam`.
            7: \"on\" <- `unintroduced-name` is "off", "information" or "warning".
        "#]],
    );
    assert_eq!(file.settings.sources, ["sources", "notes"]);
    assert_eq!(file.settings.archives, ["printed"]);
    let levels: Vec<_> = file.settings.levels.iter().map(|(code, &level)| (code.as_str(), level)).collect();
    assert_eq!(levels, [("altered-quote", Level::Warning), ("unbalanced-quote", Level::Off)]);
    check(
        "sources = \"sources\"\nrules = 3\n",
        expect![[r#"
            1: \"sources\" <- `sources` is a list: ["one", "another"].
            2: 3 <- What the rules weigh stands under `[rules]`, a line each.
        "#]],
    );
    check(
        "sources = [\"../notes\", \"notes/old\"]\narchives = [\".\"]\n",
        expect![[r#"
            1: \"../notes\" <- `sources` names folders beside this file or below it.
            2: \".\" <- `archives` names folders beside this file or below it.
        "#]],
    );
}

#[test]
fn a_rule_speaks_as_loud_as_the_desk_wants() {
    assert_eq!(RULES.iter().map(|rule| rule.code).collect::<Vec<_>>(), levels::CODES);
    let text = "“We will not go,” she said.\n\n“We will not go back to the old pier, whatever they offer.”\n\nIt rained.\n\n\
                “Nobody has asked the lamplighters of Hollin what they think of it.”\n";
    let severities = |toml: &str| -> Vec<&str> {
        let settings = File::read(toml).settings;
        let snapshot = Snapshot::new(text.into(), Format::Plain, &settings);
        snapshot.findings.iter().map(|finding| finding.severity.name()).collect()
    };
    assert_eq!(severities(""), ["warning"]);
    assert_eq!(severities("[rules]\nunattributed-quote = \"information\"\n"), ["information"]);
    assert_eq!(severities("[rules]\nunattributed-quote = \"off\"\n"), [""; 0]);
}

#[test]
fn values_of_another_kind_are_mistakes() {
    let file = check(
        "[[people]]\nname = 7\n[[people]]\nname = \" \"\n[[people]]\nrole = \"mayor\"\n[[people]]\nname = \"Tomas Reddy\"\n\
         also = \"Tom\"\nrole = [\"spokesman\"]\npronoun = \"it\"\n[[people]]\nname = \"Ines Calloway\"\nalso = [\"\", 3]\n",
        expect![[r#"
            2: 7 <- `name` is text in quotation marks.
            4: \" \" <- `name` is empty.
            5: [[people]] <- This entry has no `name`.
            9: \"Tom\" <- `also` is a list: ["one form", "another form"].
            10: [\"spokesman\"] <- `role` is text in quotation marks.
            11: \"it\" <- `pronoun` is "she", "he" or "they".
            14: \"\" <- `also` is empty.
            14: 3 <- `also` is text in quotation marks.
        "#]],
    );
    assert_eq!(names(&file), ["Tomas Reddy", "Ines Calloway"]);
}

#[test]
fn a_list_that_is_none_is_a_mistake() {
    check(
        "people = \"Olga Brandt\"\n",
        expect![[r#"
            1: people <- An entry of the house's list begins with `[[people]]`.
        "#]],
    );
    check(
        "people = [\"Olga Brandt\"]\n",
        expect![[r#"
            1: \"Olga Brandt\" <- An entry of the house's list begins with `[[people]]`.
        "#]],
    );
    let file = check("people = [{ name = \"Olga Brandt\" }]\n", expect![""]);
    assert_eq!(names(&file), ["Olga Brandt"]);
}

#[test]
fn two_entries_do_not_claim_one_form() {
    let file = check(
        "[[people]]\nname = \"Olga Brandt\"\nalso = [\"Olga Brandt\", \"Olly\"]\n[[people]]\nname = \"Olga Brand\"\n\
         also = [\"Olly\", \"O. Brand\"]\n[[people]]\nname = \"Olga  Brandt\"\n",
        expect![[r#"
            6: \"Olly\" <- “Olly” stands in another entry already, on line 3.
            8: \"Olga  Brandt\" <- “Olga Brandt” stands in another entry already, on line 2.
        "#]],
    );
    assert_eq!(names(&file), ["Olga Brandt", "Olga Brand"]);
    assert_eq!(file.settings.house.people()[0].also, ["Olly"]);
    assert_eq!(file.settings.house.people()[1].also, ["O. Brand"]);
}

#[test]
fn a_slip_in_one_entry_leaves_the_others() {
    let file = check(
        "[[people]]\nname = \"Olga Brandt\n\n[[people]]\nname = \"Tomas Reddy\"\nname = \"Tom Reddy\"\n",
        expect![[r#"
            2: t <- Invalid basic string, expected `"`.
            6: name <- Duplicate key.
        "#]],
    );
    assert_eq!(names(&file), ["Olga Brandt", "Tomas Reddy"]);
    let file = check(
        "\u{feff}[[people]]\r\nname = Tomas\r\n",
        expect![[r#"
        2: Tomas <- Invalid boolean, expected `true`.
    "#]],
    );
    assert_eq!(names(&file), [""; 0]);
    let file = check(
        "[[people]",
        expect![[r#"
        1: [[ <- This entry has no `name`.
        1: ] <- Unclosed array table, expected `]`.
    "#]],
    );
    assert_eq!(names(&file), [""; 0]);
}

/// Whatever is typed, it is read without a panic, and mistakes stand on borders of characters.
#[test]
fn half_typed_files_are_read() {
    let whole = "# Häuser\r\n[[people]]\r\nname = \"Ann-Kåthrin Berg\" # é\r\nalso = ['ÅKB', \"\\u00e9\"]\r\npronoun = \"she\"\r\n";
    let cut = (0..=whole.len()).filter(|&end| whole.is_char_boundary(end)).map(|end| whole[..end].to_owned());
    let without = whole.char_indices().map(|(at, c)| format!("{}{}", &whole[..at], &whole[at + c.len_utf8()..]));
    for text in cut.chain(without).chain(["[".repeat(5_000), "a.".repeat(5_000), "\u{0}".to_owned()]) {
        for mistake in File::read(&text).mistakes {
            assert!(text.get(mistake.span.start..mistake.span.end).is_some(), "{mistake:?} in {text:?}");
        }
    }
}

#[test]
fn the_file_is_looked_for_upwards() {
    let folders = |folder: &str, workspace: &[&str], root: &str| -> Vec<String> {
        let workspace: Vec<PathBuf> = workspace.iter().map(PathBuf::from).collect();
        let found = file::folders(Path::new(folder), &workspace, |folder| folder == Path::new(root));
        found.iter().map(|folder| folder.to_string_lossy().into_owned()).collect()
    };
    assert_eq!(folders("/desk/news/may", &["/desk/news"], "/desk"), ["/desk/news/may", "/desk/news", "/desk"]);
    assert_eq!(folders("/desk/news/may", &["/desk/sport", "/desk/news"], "?"), ["/desk/news/may", "/desk/news"]);
    assert_eq!(folders("/desk/news", &[], "?"), ["/desk/news", "/desk", "/"]);
}

mod additions {
    use super::*;

    fn person(name: &str) -> Addition {
        Addition::Person(name.to_owned())
    }

    fn also(of: &str, form: &str) -> Addition {
        Addition::Also { of: of.to_owned(), form: form.to_owned() }
    }

    /// The file that `text` becomes, which says what was to be added and is TOML as good as before.
    fn check(text: &str, additions: &[Addition], expected: Expect) {
        let added = |text: &str| {
            let edits = listing::add(text, additions).expect("something can be added");
            let written = edit::apply(text, &edits);
            let file = File::read(&written);
            assert_eq!(file.mistakes, [], "{written}");
            let forms: Vec<&str> = file.settings.house.people().iter().flat_map(Listed::forms).collect();
            for addition in additions {
                let (Addition::Person(form) | Addition::Also { form, .. }) = addition;
                assert!(forms.contains(&form.as_str()), "{form} in {written}");
            }
            assert_eq!(listing::add(&written, additions), Some(Vec::new()), "what is said is not said again");
            written
        };
        let written = added(text);
        expected.assert_eq(&written);
        assert_eq!(added(&format!("\u{feff}{text}")), format!("\u{feff}{written}"));
        if text.contains('\n') {
            assert_eq!(added(&text.replace('\n', "\r\n")), written.replace('\n', "\r\n"));
        }
    }

    #[test]
    fn the_first_entry_of_a_new_file() {
        check(
            "",
            &[person("Olga Brandt"), person("Olga \"Olly\" Brand\\")],
            expect![[r#"
            [[people]]
            name = "Olga Brandt"

            [[people]]
            name = "Olga \"Olly\" Brand\\"
        "#]],
        );
    }

    #[test]
    fn an_entry_stands_behind_all_others() {
        let text = "# The house.\n[[people]]\nname = \"Olga Brandt\" # sic\n\n# Nobody else.";
        check(
            text,
            &[person("Olga Brandt"), person("Olga Brand")],
            expect![[r##"
            # The house.
            [[people]]
            name = "Olga Brandt" # sic

            # Nobody else.

            [[people]]
            name = "Olga Brand"
        "##]],
        );
        check(
            "# The house.\n",
            &[person("Olga Brand")],
            expect![[r##"
            # The house.

            [[people]]
            name = "Olga Brand"
        "##]],
        );
    }

    #[test]
    fn another_way_to_write_stands_in_the_entry() {
        let text = "[[people]]\nname = \"Olga  Brandt\" # sic\nrole = \"carpenter\"\n[[people]]\nname = 'Tomas Reddy'\nalso = []\n\
            [[people]]\nalso = [\n  'Ines C.', # 2019\n]\nname = \"Ines Calloway\"";
        let additions = [
            also("Olga Brandt", "Olga Brand"),
            also("Tomas Reddy", "Tom Reddy"),
            also("Ines Calloway", "Inez Calloway"),
        ];
        check(
            text,
            &additions,
            expect![[r#"
            [[people]]
            name = "Olga  Brandt" # sic
            also = ["Olga Brand"]
            role = "carpenter"
            [[people]]
            name = 'Tomas Reddy'
            also = ["Tom Reddy"]
            [[people]]
            also = [
              'Ines C.', "Inez Calloway", # 2019
            ]
            name = "Ines Calloway""#]],
        );
    }

    #[test]
    fn a_file_that_cannot_be_added_to_is_left_alone() {
        for text in ["[[people]]\nname = \"Olga", "people = []\n", "people = [{ name = \"Ines\" }]\n", "people = 1\n"] {
            assert_eq!(listing::add(text, &[person("Olga Brand")]), None, "{text}");
        }
        let text = "[[people]]\nname = \"Olga Brandt\"\nalso = 1\n";
        assert_eq!(listing::add(text, &[also("Olga Brandt", "Olly")]), None);
        assert_eq!(listing::add(text, &[also("Ines Calloway", "Inez")]), None);
    }
}
