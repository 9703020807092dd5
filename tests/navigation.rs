//! Finding one's way through a draft: the outline, definitions, references, what lights up together. A `‸` in a draft stands
//! for the pointer; what is found stands in double brackets.

#[path = "support/every.rs"]
mod every;
#[path = "support/pointer.rs"]
mod pointer;

use std::fmt::Write;

use copydesk::config::Settings;
use copydesk::draft::Format;
use copydesk::ide::{Snapshot, Symbol, definition, highlight, references, symbols};
use copydesk::text::Span;
use expect_test::{Expect, expect};
use pointer::{marked, pointed};

fn read(text: &str, format: Format) -> Snapshot {
    Snapshot::new(text.into(), format, &Settings::default())
}

/// What `find` finds at the pointer in `draft`.
fn check(draft: &str, find: impl Fn(&Snapshot, usize) -> Vec<Span>, expected: Expect) {
    let (text, offset) = pointed(draft);
    expected.assert_eq(&marked(&text, &find(&read(&text, Format::Markdown), offset)));
}

fn target(snapshot: &Snapshot, offset: usize) -> Vec<Span> {
    definition(snapshot, offset).map(|definition| definition.target).into_iter().collect()
}

mod outline {
    use super::*;

    fn check(format: Format, text: &str, expected: Expect) {
        fn write(symbols: &[Symbol], depth: usize, text: &str, out: &mut String) {
            for symbol in symbols {
                let detail = symbol.detail.as_ref().map(|detail| format!(" ({detail})")).unwrap_or_default();
                let last = symbol.span.of(text).lines().last().unwrap_or_default();
                let last = if symbol.span == symbol.selection { String::new() } else { format!(" … {last}") };
                let _ = writeln!(out, "{}{:?} {}{detail}{last}", "  ".repeat(depth), symbol.kind, symbol.name);
                write(&symbol.children, depth + 1, text, out);
            }
        }
        let mut out = String::new();
        write(&symbols(&read(text, format)), 0, text, &mut out);
        expected.assert_eq(&out);
    }

    #[test]
    fn sections_hold_the_people_they_introduce_and_their_quotes() {
        check(
            Format::Markdown,
            "Before any heading stands Mayor Ines Calloway.\n\n# The *ferry* strike\n\n“Nobody sails,” said Dora Quist, a \
             mate. “Nobody at all.”\n\n## The board\n\n“We shall wait until the very last day,” Calloway said.\n\n\
             It rained.\n\n### Its money\n\nNone.\n\nThe crews\n---------\n\n“It is a long way from here to the next \
             harbour.”\n",
            expect![[r#"
                Person Ines Calloway (Mayor)
                Section The ferry strike … “It is a long way from here to the next harbour.”
                  Quote Dora Quist: “Nobody sails,”
                  Person Dora Quist
                  Section The board … None.
                    Quote Ines Calloway: “We shall wait until the very last day,” (Mayor)
                    Section Its money … None.
                  Section The crews … “It is a long way from here to the next harbour.”
                    Quote “It is a long way from here to the next harbour.” (nobody is given)
            "#]],
        );
    }

    #[test]
    fn a_page_has_the_sections_of_its_headings() {
        check(
            Format::Html,
            "<H1>Rain &amp; wind</H1><p>It rained.</p><h3>By night</h3><p>Piet Haan, a baker, slept.</p><h2>By \
             day</h2><p>“It never <b>rained</b> like this,” Haan said.</p>",
            expect![[r#"
                Section Rain & wind … <H1>Rain &amp; wind</H1><p>It rained.</p><h3>By night</h3><p>Piet Haan, a baker, slept.</p><h2>By day</h2><p>“It never <b>rained</b> like this,” Haan said.</p>
                  Section By night … <h3>By night</h3><p>Piet Haan, a baker, slept.</p>
                    Person Piet Haan (baker)
                  Section By day … <h2>By day</h2><p>“It never <b>rained</b> like this,” Haan said.</p>
                    Quote Piet Haan: “It never rained like this,” (baker)
            "#]],
        );
    }

    #[test]
    fn headings_are_marks_lines_or_tags() {
        check(
            Format::Markdown,
            "Rain\n====\n\nIt rained.\n\n### By night ###\n\nIt rained.\n\n<h2 class=\"day\">By day</h2>\n\nIt \
             rained.\n\n> ## A quote\n>\n> It rained.\n\nAt last\n---\n",
            expect![[r#"
                Section Rain … ---
                  Section By night … It rained.
                  Section By day … It rained.
                  Section A quote … > It rained.
                  Section At last … ---
            "#]],
        );
    }

    #[test]
    fn a_headline_is_the_section_of_a_plain_draft() {
        check(
            Format::Plain,
            "Ferry crews walk out\n\nThe crews walked out on Monday, said Dora Quist, a mate.\n\nWHAT COMES NEXT\n\nNobody \
             knows what comes next.\n",
            expect![[r#"
                Section Ferry crews walk out … Nobody knows what comes next.
                  Person Dora Quist
                  Section WHAT COMES NEXT … Nobody knows what comes next.
            "#]],
        );
    }

    #[test]
    fn a_byline_is_no_section() {
        check(
            Format::Plain,
            "Ferry crews walk out\n\nBy Nora Ekdal and Bo Quist\n\nIt rained.\n\nBy the river\n\nIt rained.\n",
            expect![[r#"
                Section Ferry crews walk out … It rained.
                  Person Nora Ekdal
                  Person Bo Quist
                  Section By the river … It rained.
            "#]],
        );
    }

    #[test]
    fn nothing_is_the_outline_of_nothing() {
        for format in [Format::Plain, Format::Markdown, Format::Html] {
            assert_eq!(symbols(&read("", format)), []);
            assert_eq!(symbols(&read("It rained.\n", format)), []);
        }
    }

    #[test]
    fn a_headline_introduces_nobody_who_is_introduced_below_it() {
        check(
            Format::Markdown,
            "# Ines Calloway resigns\n\n## The day\n\nMayor Ines Calloway resigned. Her deputy Piet Haan stayed.\n",
            expect![[r#"
                Section Ines Calloway resigns … Mayor Ines Calloway resigned. Her deputy Piet Haan stayed.
                  Section The day … Mayor Ines Calloway resigned. Her deputy Piet Haan stayed.
                    Person Ines Calloway (Mayor)
                    Person Piet Haan (deputy)
            "#]],
        );
    }
}

mod definitions {
    use super::*;

    const DRAFT: &str = "# Calloway waits\n\n“We owe them a dry winter,” said Mayor Ines Calloway. She left.\n\n\
        The mayor came back. “It is over,” Calloway said.\n";

    fn at(before: &str) -> String {
        let offset = DRAFT.find(before).expect("the words stand in the draft") + before.len();
        format!("{}‸{}", &DRAFT[..offset], &DRAFT[offset..])
    }

    #[test]
    fn a_mention_leads_to_the_place_where_the_person_is_introduced() {
        let expected = DRAFT.replace("Ines Calloway", "⟦Ines Calloway⟧");
        for before in ["# Call", "Ines C", "She", "The may", "Mayor Ines Calloway", "over,” C"] {
            let (text, offset) = pointed(&at(before));
            assert_eq!(marked(&text, &target(&read(&text, Format::Markdown), offset)), expected, "{before}");
        }
    }

    #[test]
    fn a_quote_leads_to_the_words_that_give_its_speaker() {
        check(
            &at("We owe"),
            target,
            expect![[r#"
            # Calloway waits

            “We owe them a dry winter,” said ⟦Mayor Ines Calloway⟧. She left.

            The mayor came back. “It is over,” Calloway said.
        "#]],
        );
        check(
            &at("It is"),
            target,
            expect![[r#"
            # Calloway waits

            “We owe them a dry winter,” said Mayor Ines Calloway. She left.

            The mayor came back. “It is over,” ⟦Calloway⟧ said.
        "#]],
        );
    }

    #[test]
    fn a_copy_leads_to_the_passage_that_stands_first() {
        let passage = "The weir was built of oak that had lain in the harbour for a winter. It has not moved since.";
        check(
            &format!("{passage}\n\nAsh would have rotted.\n\n{}\n", passage.replace("oak", "o‸ak")),
            target,
            expect![[r#"
                ⟦The weir was built of oak that had lain in the harbour for a winter. It has not moved since.⟧

                Ash would have rotted.

                The weir was built of oak that had lain in the harbour for a winter. It has not moved since.
            "#]],
        );
    }

    #[test]
    fn what_leads_nowhere() {
        check(
            "It rained ‸all day.\n",
            target,
            expect![[r#"
            It rained all day.
        "#]],
        );
        check(
            "It rained.\n\n“It will ‸never stop in this town, not ever.”\n",
            target,
            expect![[r#"
            It rained.

            “It will never stop in this town, not ever.”
        "#]],
        );
    }

    #[test]
    fn the_words_that_lead_there_are_those_pointed_at() {
        let origin = |snapshot: &Snapshot, offset: usize| {
            definition(snapshot, offset).map(|definition| definition.origin).into_iter().collect()
        };
        check(
            &at("Sh"),
            origin,
            expect![[r#"
            # Calloway waits

            “We owe them a dry winter,” said Mayor Ines Calloway. ⟦She⟧ left.

            The mayor came back. “It is over,” Calloway said.
        "#]],
        );
        check(
            &at("It is"),
            origin,
            expect![[r#"
            # Calloway waits

            “We owe them a dry winter,” said Mayor Ines Calloway. She left.

            The mayor came back. ⟦“It is over,”⟧ Calloway said.
        "#]],
        );
    }
}

mod places {
    use super::*;

    const DRAFT: &str = "Mayor Ines Calloway met the *crews*. “We owe them a dry winter,” said the mayor. She left.\n\n\
        “Nobody asked us,” said Dora Quist, a mate. “Calloway never asks.” Calloway’s spokesman smiled.\n\n\
        “It is over,” Calloway said.\n";

    fn at(before: &str) -> String {
        let offset = DRAFT.find(before).expect("the words stand in the draft") + before.len();
        format!("{}‸{}", &DRAFT[..offset], &DRAFT[offset..])
    }

    #[test]
    fn the_references_of_a_person_are_her_mentions() {
        check(
            &at("She"),
            |snapshot, offset| references(snapshot, offset, true),
            expect![[r#"
            Mayor ⟦Ines Calloway⟧ met the *crews*. “We owe them a dry winter,” said ⟦the mayor⟧. ⟦She⟧ left.

            “Nobody asked us,” said Dora Quist, a mate. “⟦Calloway⟧ never asks.” ⟦Calloway⟧’s spokesman smiled.

            “It is over,” ⟦Calloway⟧ said.
        "#]],
        );
        check(
            &at("She"),
            |snapshot, offset| references(snapshot, offset, false),
            expect![[r#"
            Mayor Ines Calloway met the *crews*. “We owe them a dry winter,” said ⟦the mayor⟧. ⟦She⟧ left.

            “Nobody asked us,” said Dora Quist, a mate. “⟦Calloway⟧ never asks.” ⟦Calloway⟧’s spokesman smiled.

            “It is over,” ⟦Calloway⟧ said.
        "#]],
        );
    }

    #[test]
    fn the_references_of_a_quote_are_the_quotes_of_its_speaker() {
        check(
            &at("We owe"),
            |snapshot, offset| references(snapshot, offset, true),
            expect![[r#"
            Mayor Ines Calloway met the *crews*. ⟦“We owe them a dry winter,”⟧ said ⟦the mayor⟧. She left.

            “Nobody asked us,” said Dora Quist, a mate. “Calloway never asks.” Calloway’s spokesman smiled.

            ⟦“It is over,”⟧ Calloway said.
        "#]],
        );
        check(
            &at("We owe"),
            |snapshot, offset| references(snapshot, offset, false),
            expect![[r#"
            Mayor Ines Calloway met the *crews*. ⟦“We owe them a dry winter,”⟧ said the mayor. She left.

            “Nobody asked us,” said Dora Quist, a mate. “Calloway never asks.” Calloway’s spokesman smiled.

            ⟦“It is over,”⟧ Calloway said.
        "#]],
        );
    }

    #[test]
    fn the_references_of_a_quote_that_nobody_speaks_are_itself() {
        check(
            "It rained.\n\n“It will ‸never stop in this town, not ever.”\n",
            |snapshot, offset| references(snapshot, offset, true),
            expect![[r#"
                It rained.

                ⟦“It will never stop in this town, not ever.”⟧
            "#]],
        );
    }

    #[test]
    fn the_references_of_a_copy_are_all_copies() {
        let passage = "The weir was built of oak that had lain in the harbour for a winter.";
        let draft = format!("{passage}\n\nAsh rots.\n\n{passage}\n\nElm rots.\n\n{}\n", passage.replace("oak", "o‸ak"));
        check(
            &draft,
            |snapshot, offset| references(snapshot, offset, true),
            expect![[r#"
            ⟦The weir was built of oak that had lain in the harbour for a winter.⟧

            Ash rots.

            ⟦The weir was built of oak that had lain in the harbour for a winter.⟧

            Elm rots.

            ⟦The weir was built of oak that had lain in the harbour for a winter.⟧
        "#]],
        );
        check(
            &draft,
            |snapshot, offset| references(snapshot, offset, false),
            expect![[r#"
            The weir was built of oak that had lain in the harbour for a winter.

            Ash rots.

            ⟦The weir was built of oak that had lain in the harbour for a winter.⟧

            Elm rots.

            ⟦The weir was built of oak that had lain in the harbour for a winter.⟧
        "#]],
        );
    }

    #[test]
    fn a_person_lights_up_wherever_she_is_meant() {
        check(
            &at("Mayor Ines"),
            highlight,
            expect![[r#"
            Mayor ⟦Ines Calloway⟧ met the *crews*. “We owe them a dry winter,” said ⟦the mayor⟧. ⟦She⟧ left.

            “Nobody asked us,” said Dora Quist, a mate. “⟦Calloway⟧ never asks.” ⟦Calloway⟧’s spokesman smiled.

            “It is over,” ⟦Calloway⟧ said.
        "#]],
        );
    }

    #[test]
    fn a_quote_lights_up_with_the_words_that_give_its_speaker() {
        check(
            &at("We owe"),
            highlight,
            expect![[r#"
            Mayor Ines Calloway met the *crews*. ⟦“We owe them a dry winter,”⟧ said ⟦the mayor⟧. She left.

            “Nobody asked us,” said Dora Quist, a mate. “Calloway never asks.” Calloway’s spokesman smiled.

            “It is over,” Calloway said.
        "#]],
        );
        check(
            &at("Nobody as"),
            highlight,
            expect![[r#"
            Mayor Ines Calloway met the *crews*. “We owe them a dry winter,” said the mayor. She left.

            ⟦“Nobody asked us,”⟧ said ⟦Dora Quist⟧, a mate. “Calloway never asks.” Calloway’s spokesman smiled.

            “It is over,” Calloway said.
        "#]],
        );
    }

    #[test]
    fn other_words_light_nothing_up() {
        check(
            &at("the *cre"),
            highlight,
            expect![[r#"
            Mayor Ines Calloway met the *crews*. “We owe them a dry winter,” said the mayor. She left.

            “Nobody asked us,” said Dora Quist, a mate. “Calloway never asks.” Calloway’s spokesman smiled.

            “It is over,” Calloway said.
        "#]],
        );
        check(
            &at("the *cre"),
            |snapshot, offset| references(snapshot, offset, true),
            expect![[r#"
            Mayor Ines Calloway met the *crews*. “We owe them a dry winter,” said the mayor. She left.

            “Nobody asked us,” said Dora Quist, a mate. “Calloway never asks.” Calloway’s spokesman smiled.

            “It is over,” Calloway said.
        "#]],
        );
    }
}

mod invariants {
    use super::*;

    /// `spans` stand in order, each on character borders of `text` and about something.
    fn sound(place: &str, text: &str, spans: &[Span]) {
        assert!(spans.is_sorted() && spans.windows(2).all(|pair| pair[0] != pair[1]), "{place}: {spans:?}");
        for span in spans {
            assert!(text.get(span.start..span.end).is_some_and(|words| !words.is_empty()), "{place}: {span:?}");
        }
    }

    fn sound_outline(place: &str, text: &str, symbols: &[Symbol], within: Span) {
        for symbol in symbols {
            sound(place, text, &[symbol.span]);
            sound(place, text, &[symbol.selection]);
            assert!(within.covers(symbol.span) && symbol.span.covers(symbol.selection), "{place}: {symbol:?}");
            assert!(!symbol.name.trim().is_empty() && !symbol.name.contains('\n'), "{place}: {symbol:?}");
            sound_outline(place, text, &symbol.children, symbol.span);
        }
        assert!(symbols.is_sorted_by_key(|symbol| symbol.span.start), "{place}: {symbols:?}");
    }

    #[test]
    fn hold_at_every_place_of_every_draft() {
        for (place, snapshot) in every::drafts() {
            let text: &str = snapshot.text();
            let again = read(text, snapshot.article.draft.format);
            let outline = symbols(&snapshot);
            assert_eq!(outline, symbols(&again), "{place}: read again, the same draft has the same outline");
            sound_outline(&place, text, &outline, Span::new(0, text.len()));
            for offset in (0..=text.len()).filter(|&offset| text.is_char_boundary(offset)) {
                let place = format!("{place}, byte {offset}");
                let found = definition(&snapshot, offset);
                assert_eq!(found, definition(&again, offset), "{place}");
                if let Some(found) = found {
                    sound(&place, text, &[found.origin]);
                    sound(&place, text, &[found.target]);
                    assert!(found.origin.touches(offset), "{place}: {found:?}");
                }
                let (all, others) = (references(&snapshot, offset, true), references(&snapshot, offset, false));
                assert_eq!(all, references(&again, offset, true), "{place}");
                sound(&place, text, &all);
                assert!(others.iter().all(|span| all.contains(span)), "{place}: {others:?} are not in {all:?}");
                assert_eq!(all.len() - others.len(), usize::from(found.is_some()), "{place}: one place introduces");
                let lit = highlight(&snapshot, offset);
                assert_eq!(lit, highlight(&again, offset), "{place}");
                sound(&place, text, &lit);
            }
        }
    }
}

/// The lens and the definition stood in the front matter, which few look at.
#[test]
fn nobody_is_introduced_in_front_matter() {
    check(
        "---\ntitle: Callum Deane sells\n---\n\n![Callum Deane](deane.jpg)\n\nCallum Deane, a miller, sells. “Yes,” De‸ane said.\n",
        target,
        expect![[r#"
            ---
            title: Callum Deane sells
            ---

            ![Callum Deane](deane.jpg)

            ⟦Callum Deane⟧, a miller, sells. “Yes,” Deane said.
        "#]],
    );
}
