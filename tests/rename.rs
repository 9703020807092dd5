//! Giving a person another name. A `‸` in a draft stands for the pointer.

#[path = "support/every.rs"]
mod every;
#[path = "support/pointer.rs"]
mod pointer;

use std::fmt::Write;

use copydesk::config::Settings;
use copydesk::draft::Format;
use copydesk::ide::{Snapshot, renamable, rename};
use copydesk::text::{Edit, Span, edit};
use expect_test::{Expect, expect};
use pointer::pointed;

fn read(text: &str, format: Format) -> Snapshot {
    Snapshot::new(text.into(), format, &Settings::default())
}

/// The draft once the person at the pointer is called `new`, with the edits that are asked about below it; or why nobody is.
fn check(format: Format, draft: &str, new: &str, expected: Expect) {
    let (text, offset) = pointed(draft);
    let answer = match rename(&read(&text, format), offset, new) {
        Err(refusal) => refusal.to_string(),
        Ok(rename) => {
            let mut answer = edit::apply(&text, &rename.edits);
            for Edit { span, text: new, .. } in &rename.quoted {
                let _ = writeln!(answer, "ask: {} -> {new}", span.of(&text));
            }
            answer + &rename.left_alone(&text).unwrap_or_default()
        }
    };
    expected.assert_eq(&answer);
}

#[test]
fn a_person_is_renamed_throughout() {
    check(
        Format::Plain,
        "CALLOWAY LEAVES\n\nMayor Ines Call‸oway met the crews. Ms. Calloway left early; Calloway’s car broke down. “Where is \
         Calloway?” asked Dora Quist, a nurse. The mayor laughed when she heard that Ines was missed. “I am here,” said \
         I. Calloway.\n",
        "Ana Holt",
        expect![[r#"
            HOLT LEAVES

            Mayor Ana Holt met the crews. Ms. Holt left early; Holt’s car broke down. “Where is Calloway?” asked Dora Quist, a nurse. The mayor laughed when she heard that Ana was missed. “I am here,” said I. Holt.
            ask: Calloway -> Holt
            The name was left as it is inside quotation marks, on line 3."#]],
    );
}

/// The backslash before a mark stayed behind when the mark was taken out.
#[test]
fn a_backslash_goes_with_its_mark() {
    check(
        Format::Markdown,
        "Mayor Ines O\\`Da‸re met the crews. O\\`Dare left early.\n",
        "Ana Holt",
        expect![[r#"
            Mayor Ana Holt met the crews. Holt left early.
        "#]],
    );
}

#[test]
fn other_people_of_the_same_surname_stay() {
    check(
        Format::Plain,
        "Mayor Ines Call‸oway met her brother Piet Calloway. “It rains,” said Piet Calloway. Ines Calloway left.\n",
        "Ines Holt",
        expect![[r#"
            Mayor Ines Holt met her brother Piet Calloway. “It rains,” said Piet Calloway. Ines Holt left.
        "#]],
    );
}

#[test]
fn markup_stays_byte_for_byte() {
    check(
        Format::Markdown,
        "# The house of *Berg*\n\nMayor **Anna** Be‸rg and [Anna Berg](https://berg.example/anna_berg). **A**nna Berg’s dog \
         ran off. ***Anna\nBerg*** left.\n\n> Anna\n> Berg stayed, _Berg_ said.\n",
        "Hanna Stein",
        expect![[r#"
            # The house of *Stein*

            Mayor **Hanna** Stein and [Hanna Stein](https://berg.example/anna_berg). **H**anna Stein’s dog ran off. ***Hanna
            Stein*** left.

            > Hanna
            > Stein stayed, _Stein_ said.
        "#]],
    );
}

#[test]
fn entities_and_tags_stay_unless_they_are_the_name() {
    check(
        Format::Html,
        "<p title=\"Müller\">Mayor <b>Ren&eacute;e&nbsp;M&uuml;ll‸er</b> spoke. <span class=\"drop\">M</span>&uuml;ller, she \
         said, would stay. Ren&#233;e <!-- M&uuml;ller -->M&uuml;<wbr>ller left.</p>\n",
        "Renée Holt",
        expect![[r#"
            <p title="Müller">Mayor <b>Ren&eacute;e&nbsp;Holt</b> spoke. <span class="drop">H</span>olt, she said, would stay. Ren&#233;e <!-- M&uuml;ller -->Ho<wbr>lt left.</p>
        "#]],
    );
}

#[test]
fn a_new_name_is_written_as_the_format_writes_it() {
    let text = "Mayor Ines Call‸oway left.\n";
    check(
        Format::Plain,
        text,
        "Ines A<B&C*",
        expect![[r#"
        Mayor Ines A<B&C* left.
    "#]],
    );
    check(
        Format::Markdown,
        text,
        "Ines A<B&C*",
        expect![[r#"
        Mayor Ines A\<B\&C\* left.
    "#]],
    );
    check(
        Format::Html,
        text,
        "Ines A<B&C*",
        expect![[r#"
        Mayor Ines A&lt;B&amp;C* left.
    "#]],
    );
}

/// An apostrophe in the new name ended the string that the old one stood in.
#[test]
fn a_new_name_is_written_as_the_string_around_it_is() {
    check(
        Format::Markdown,
        "---\ntitle: 'Rosa Dell leaves'\ndeck: \"Dell’s last day\"\ncaption: Rosa Dell at noon\n---\n\n\
         Mayor Rosa De‸ll left. ![Dell](a.jpg 'Rosa Dell') <img alt='Rosa Dell'>\n",
        "Rosa O'Dell",
        expect![[r#"
            ---
            title: 'Rosa O''Dell leaves'
            deck: "O'Dell’s last day"
            caption: Rosa O'Dell at noon
            ---

            Mayor Rosa O'Dell left. ![O'Dell](a.jpg 'Rosa O\'Dell') <img alt='Rosa O&#39;Dell'>
        "#]],
    );
    check(
        Format::Markdown,
        "+++\ntitle = 'Rosa Dell leaves'\ndeck = \"Rosa Dell left\"\n+++\nMayor Rosa De‸ll left.\n",
        "Rosa O'D\"ell_",
        expect![[r#"
            +++
            title = 'Rosa O’D"ell_ leaves'
            deck = "Rosa O'D\"ell_ left"
            +++
            Mayor Rosa O'D"ell\_ left.
        "#]],
    );
    check(
        Format::Html,
        "<p>Mayor Rosa De‸ll left.</p><img alt='Rosa Dell'><img alt=\"Rosa Dell\">\n",
        "Rosa O'Dell",
        expect![[r#"
            <p>Mayor Rosa O'Dell left.</p><img alt='Rosa O&#39;Dell'><img alt="Rosa O'Dell">
        "#]],
    );
}

/// The message showed “ferry_man of [the”.
#[test]
fn words_that_are_no_name_are_shown_without_markup() {
    check(
        Format::Markdown,
        "Wen Li, a *ferry* ma‸n of [the old guard](x.html), left.\n",
        "Wen Holt",
        expect!["“ferry man of the old guard” tells of Wen Li but is no name: point at the name to change it."],
    );
}

#[test]
fn both_spellings_of_a_name_are_renamed() {
    check(
        Format::Plain,
        "Behind it stands Oskar Lindq‸vist, 61. Lindqvist bakes. Lindquist sleeps, said Lindqvist.\n",
        "Oskar Sandberg",
        expect![[r#"
            Behind it stands Oskar Sandberg, 61. Sandberg bakes. Sandberg sleeps, said Sandberg.
        "#]],
    );
}

#[test]
fn a_nickname_and_a_suffix_go_with_what_belongs_to_them() {
    let text = "Senator Robert “Bob” Hale‸, Jr., left the town. Hale was tired of it. Robert Hale wept.\n";
    check(
        Format::Plain,
        text,
        "Robert Bob Holt Jr.",
        expect![[r#"
            Senator Robert “Bob” Holt, Jr., left the town. Holt was tired of it. Robert Holt wept.
        "#]],
    );
    check(
        Format::Plain,
        text,
        "Rupert Holt",
        expect![[r#"
            Senator Rupert Holt, left the town. Holt was tired of it. Rupert Holt wept.
        "#]],
    );
}

#[test]
fn particles_go_where_particles_stood() {
    check(
        Format::Plain,
        "On Monday Mayor Oskar van der Be‸rg opened the bridge. Nobody knows why van der Berg left it to the crews.\n",
        "Oskar Lund",
        expect![[r#"
            On Monday Mayor Oskar Lund opened the bridge. Nobody knows why Lund left it to the crews.
        "#]],
    );
    check(
        Format::Plain,
        "Mayor Oskar Lu‸nd came. Lund left. “No,” Lund said.\n",
        "Oskar de Vries",
        expect![[r#"
        Mayor Oskar de Vries came. De Vries left. “No,” de Vries said.
    "#]],
    );
}

#[test]
fn one_word_changes_the_name_pointed_at() {
    check(
        Format::Plain,
        "Mayor Ines Calloway left. Call‸oway slept. Ines snored.\n",
        "Holt",
        expect![[r#"
        Mayor Ines Holt left. Holt slept. Ines snored.
    "#]],
    );
    check(
        Format::Plain,
        "Mayor Ines Calloway left. Calloway slept. Ine‸s snored.\n",
        "Ana",
        expect![[r#"
        Mayor Ana Calloway left. Calloway slept. Ana snored.
    "#]],
    );
}

#[test]
fn what_is_no_speech_is_asked_about_too_inside_quotation_marks() {
    check(
        Format::Plain,
        "Mayor Ines Calloway left. She wrote “The Gift of Ines Calloway” in May. Call‸oway slept.\n",
        "Ines Holt",
        expect![[r#"
            Mayor Ines Holt left. She wrote “The Gift of Ines Calloway” in May. Holt slept.
            ask: Calloway -> Holt
            The name was left as it is inside quotation marks, on line 1."#]],
    );
}

#[test]
fn nobody_is_renamed_where_nobody_stands_or_to_no_name() {
    check(
        Format::Plain,
        "Dora Quist le‸ft.\n",
        "Dora Holt",
        expect!["There is nobody to rename: no person’s name stands here."],
    );
    check(
        Format::Plain,
        "Dora Quist left. “It ra‸ins all day,” Quist said.\n",
        "Dora Holt",
        expect!["There is nobody to rename: no person’s name stands here."],
    );
    check(
        Format::Plain,
        "Mayor Dora Quist left. S‸he slept.\n",
        "Dora Holt",
        expect!["“She” tells of Dora Quist but is no name: point at the name to change it."],
    );
    check(
        Format::Plain,
        "May‸or Dora Quist left.\n",
        "Dora Holt",
        expect!["“Mayor” tells of Dora Quist but is no name: point at the name to change it."],
    );
    check(
        Format::Html,
        "<p>Mayor Dora Quist left. The <b>may‸or</b> slept.</p>\n",
        "Dora Holt",
        expect!["“The mayor” tells of Dora Quist but is no name: point at the name to change it."],
    );
    check(
        Format::Plain,
        "Mayor Dora Qui‸st left.\n",
        " \u{a0}",
        expect!["The new name is empty: there is no letter in it."],
    );
    check(
        Format::Plain,
        "Mayor Dora Qui‸st left.\n",
        "*, 7",
        expect!["The new name is empty: there is no letter in it."],
    );
    check(
        Format::Plain,
        "Mayor Dora Qui‸st left.\n",
        "Dora\nHolt",
        expect!["The new name has a line break or a control character in it."],
    );
    check(
        Format::Plain,
        "Mayor Dora Qui‸st left.\n",
        "Dora\u{2028}Holt",
        expect!["The new name has a line break or a control character in it."],
    );
}

#[test]
fn the_name_pointed_at_can_be_renamed() {
    let (text, offset) = pointed("Mayor **Ines** Call‸oway left. Calloway slept.\n");
    let snapshot = read(&text, Format::Markdown);
    let name = renamable(&snapshot, offset).expect("a name");
    assert_eq!((name.span.of(&text), name.person.name.as_str()), ("Ines** Calloway", "Ines Calloway"));
    assert_eq!(renamable(&snapshot, 0), Err(rename(&snapshot, 0, "Ana Holt").expect_err("a role is no name")));
}

#[test]
fn the_invariants_hold_for_every_name_of_every_draft() {
    for (place, snapshot) in every::drafts() {
        let text: &str = snapshot.text();
        let format = snapshot.article.draft.format;
        let mut done: Vec<Span> = Vec::new();
        for offset in (0..=text.len()).filter(|&offset| text.is_char_boundary(offset)) {
            let place = format!("{place}, byte {offset}");
            let found = renamable(&snapshot, offset);
            let again = rename(&snapshot, offset, "Zora Quill");
            let Ok(name) = found else {
                assert_eq!(again, Err(found.expect_err("no name")), "{place}");
                continue;
            };
            assert!(name.span.touches(offset), "{place}: {name:?}");
            if done.contains(&name.span) {
                continue;
            }
            done.push(name.span);
            let renamed = again.expect("a name can be renamed");
            assert_eq!(Ok(&renamed), rename(&read(text, format), offset, "Zora Quill").as_ref(), "{place}");
            let mut edits = [renamed.edits, renamed.quoted].concat();
            edits.sort_by_key(|edit| edit.span);
            assert!(edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{place}: {edits:?}");
            for Edit { span, .. } in &edits {
                let words = text.get(span.start..span.end).expect("character borders");
                assert!(!words.contains(['<', '>', '*', '[', ']']), "{place}: {words:?} is more than a name");
                let named = name.person.mentions.iter().any(|mention| mention.span.covers(*span));
                let particle = words.chars().all(|c| c.is_lowercase() || c == ' ');
                assert!(named || particle, "{place}: {words:?}");
            }
            stays_the_same_otherwise(&place, &snapshot, &edits);
        }
    }
}

/// With `edits` a reader sees the new name where the old one stood, and nothing else has changed.
fn stays_the_same_otherwise(place: &str, snapshot: &Snapshot, edits: &[Edit]) {
    let draft = &snapshot.article.draft;
    let renamed = read(&edit::apply(&draft.text, edits), draft.format).article.draft;
    assert_eq!(renamed.blocks.len(), draft.blocks.len(), "{place}");
    for (block, after) in draft.blocks.iter().zip(&renamed.blocks) {
        // The words for a picture are a block of their own inside the one that the picture stands in, which shows none.
        let inside = edits.iter().filter(|edit| block.span.covers(edit.span)).filter_map(|edit| {
            let shown = Span::new(block.visible(edit.span.start), block.visible(edit.span.end));
            (!shown.is_empty()).then(|| Edit::replace(shown, edit.text.clone()))
        });
        assert_eq!(edit::apply(block.text(), &inside.collect::<Vec<_>>()), after.text(), "{place}");
    }
}
