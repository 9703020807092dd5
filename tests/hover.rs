//! What a hover says. A `‸` in the draft stands for the pointer.

#[path = "support/pointer.rs"]
mod pointer;

use std::path::Path;
use std::sync::Arc;

use copydesk::config::{File, Settings};
use copydesk::desk::{Source, Sources};
use copydesk::draft::Format;
use copydesk::ide::{Snapshot, hover};
use expect_test::{Expect, expect};
use pointer::pointed;

fn check(format: Format, draft: &str, expected: Expect) {
    check_with(&Settings::default(), format, draft, expected);
}

fn check_with(settings: &Settings, format: Format, draft: &str, expected: Expect) {
    check_from(&[], settings, format, draft, expected);
}

/// The same for a draft that is written from `sources`, each with its name.
fn check_from(sources: &[(&str, &str)], settings: &Settings, format: Format, draft: &str, expected: Expect) {
    let (text, offset) = pointed(draft);
    let source = |&(name, text): &(&str, &str)| {
        Arc::new(Source::new(name, name, text, Format::of_file(Path::new(name)).expect("a format")))
    };
    let sources = Arc::new(Sources::new(sources.iter().map(source).collect()));
    let snapshot = Snapshot::from(text.as_str().into(), format, settings, &sources);
    let answer = match hover(&snapshot, offset) {
        None => "nothing".to_owned(),
        Some(hover) => {
            assert!(hover.span.touches(offset), "{:?} is not about {offset}", hover.span);
            format!("[{}]\n{}", hover.span.of(&text), hover.card.plain())
        }
    };
    expected.assert_eq(&answer);
}

const HARBOUR: &str = "Harbour officials and Mayor Ines Calloway met in Port Larch on Tuesday, port spokeswoman Dora Quist said.\n\
    Calloway thanked the crews. “We owe them a\ndry winter,” she said.\n\n\
    According to the mayor’s spokeswoman, the talks were \"long and completely clear.\"\n\n\
    “The dredging stops on Friday,” Quist said. “Nobody has told us why.”\n";

fn at(before: &str) -> String {
    let offset = HARBOUR.find(before).expect("the words stand in the draft") + before.len();
    format!("{}‸{}", &HARBOUR[..offset], &HARBOUR[offset..])
}

#[test]
fn a_name_tells_who_it_is() {
    check(
        Format::Plain,
        &at("\nCallo"),
        expect![[r#"
        [Calloway]
        Ines Calloway
        Mayor
        first named on line 1
        3 mentions, 1 quote (6 words)
          line 2: “We owe them a dry winter,”
    "#]],
    );
}

#[test]
fn words_are_told_without_their_markup() {
    check(
        Format::Html,
        "<p>Mayor Ines Calloway left. The <b>may‸or</b> slept.</p>",
        expect![[r#"
            [The <b>mayor]
            Ines Calloway
            meant by “The mayor”
            Mayor
            first named on line 1
            2 mentions, no quote
        "#]],
    );
}

#[test]
fn a_name_in_front_matter_tells_who_it_is() {
    check(
        Format::Markdown,
        "---\ntitle: 'Calloway: no'\nhero: {alt: \"In\\u0065s Callo‸way\"}\n---\n\n\
         Mayor Ines Calloway met the crews. ![Calloway](a.jpg) Calloway thanked them.\n",
        expect![[r#"
            [In\u0065s Calloway]
            Ines Calloway
            Mayor
            first named on line 2
            5 mentions, no quote
        "#]],
    );
}

#[test]
fn a_pronoun_tells_whom_it_means() {
    check(
        Format::Plain,
        &at("winter,” s"),
        expect![[r#"
        [she]
        Ines Calloway
        meant by “she”
        Mayor
        first named on line 1
        3 mentions, 1 quote (6 words)
          line 2: “We owe them a dry winter,”
    "#]],
    );
}

#[test]
fn a_role_tells_whom_it_means() {
    check(
        Format::Plain,
        &at("the mayor’s spokes"),
        expect![[r#"
        [the mayor’s spokeswoman]
        Dora Quist
        meant by “the mayor’s spokeswoman”
        port spokeswoman
        first named on line 1
        3 mentions, 3 quotes (14 words)
          line 5: "long and completely clear."
          line 7: “The dredging stops on Friday,”
          line 7: “Nobody has told us why.”
    "#]],
    );
}

#[test]
fn a_quote_tells_who_speaks_and_by_which_words() {
    check(
        Format::Plain,
        &at("We owe"),
        expect![[r#"
        [“We owe them a
        dry winter,”]
        Ines Calloway
        speaks here, by “she said”
        Mayor
        first named on line 1
        3 mentions, 1 quote (6 words)
          line 2: “We owe them a dry winter,”
    "#]],
    );
}

#[test]
fn a_quote_that_carries_on_tells_from_where() {
    check(
        Format::Plain,
        &at("Nobody has"),
        expect![[r#"
        [“Nobody has told us why.”]
        Dora Quist
        speaks here, carried on from “Quist said” on line 7
        port spokeswoman
        first named on line 1
        3 mentions, 3 quotes (14 words)
          line 5: "long and completely clear."
          line 7: “The dredging stops on Friday,”
          line 7: “Nobody has told us why.”
    "#]],
    );
}

#[test]
fn a_german_quote_tells_who_speaks() {
    check(
        Format::Plain,
        "„Der Anleger bleibt zu“, teilte Kapitänin Ida Kruse am Montag mit. „Und zwar ‸bis zum Frühjahr.“\n",
        expect![[r#"
            [„Und zwar bis zum Frühjahr.“]
            Ida Kruse
            speaks here, carried on from “teilte Kapitänin Ida Kruse” on line 1
            Kapitänin
            first named on line 1
            1 mention, 2 quotes (9 words)
              line 1: „Der Anleger bleibt zu“
              line 1: „Und zwar bis zum Frühjahr.“
        "#]],
    );
}

#[test]
fn german_reported_speech_tells_from_where() {
    check(
        Format::Plain,
        "Kapitänin Ida Kruse sagte, der Anleger bleibe zu.\n\nDer Steg sei „morsch ‸wie ein alter Kahn“.\n",
        expect![[r#"
            [„morsch wie ein alter Kahn“]
            Ida Kruse
            speaks here, carried on from “Kapitänin Ida Kruse sagte” on line 1
            Kapitänin
            first named on line 1
            1 mention, 1 quote (5 words)
              line 3: „morsch wie ein alter Kahn“
        "#]],
    );
}

#[test]
fn german_nouns_are_no_people() {
    let draft = "Bürgermeisterin Trude Ohlsen kam spät. Das Holz sei morsch, sagte sie. „Holz ist Holz“, sagte die Bürger‸meisterin.\n";
    check(
        Format::Plain,
        draft,
        expect![[r#"
        [die Bürgermeisterin]
        Trude Ohlsen
        meant by “die Bürgermeisterin”
        Bürgermeisterin
        first named on line 1
        3 mentions, 1 quote (3 words)
          line 1: „Holz ist Holz“
    "#]],
    );
    check(Format::Plain, "Der Müller kam. Das alte Holz brach. Holz ‸ist teuer.\n", expect!["nothing"]);
}

#[test]
fn a_possessive_does_not_speak() {
    let draft =
        "Paul Jessen wohnt in der Mühle. Sein Anwalt sagte, das sei „nicht ‸wahr und nicht einmal gut erfunden“.\n";
    check(
        Format::Plain,
        draft,
        expect![[r#"
        [„nicht wahr und nicht einmal gut erfunden“]
        Sein Anwalt
        speaks here, by “Sein Anwalt sagte”
        7 words
    "#]],
    );
}

#[test]
fn nobody_is_nobody() {
    check(
        Format::Plain,
        "Rain fell.\n\n“It will ‸never stop in this town, not ever.”\n",
        expect![[r#"
        [“It will never stop in this town, not ever.”]
        Nobody is given for this quote
        9 words
    "#]],
    );
}

#[test]
fn other_words_say_nothing() {
    check(Format::Plain, &at("met in Port La"), expect!["nothing"]);
}

#[test]
fn markup_is_no_part_of_a_name() {
    check(
        Format::Markdown,
        "Mayor **Ines** Cal‸loway spoke. “[Enough](https://example.org) is enough,” Calloway said.\n",
        expect![[r#"
        [Ines** Calloway]
        Ines Calloway
        Mayor
        first named on line 1
        2 mentions, 1 quote (3 words)
          line 1: “Enough is enough,”
    "#]],
    );
}

#[test]
fn a_card_cannot_plant_links() {
    let text = "“[see](https://example.org) ![](x.png) <b>this</b>,” said Ines Calloway, a nurse.\n";
    let snapshot = Snapshot::new(text.into(), Format::Plain, &Settings::default());
    let card = hover(&snapshot, 30).expect("a quote").card.markdown();
    expect![[r#"
        **Ines Calloway**

        speaks here, by “said Ines Calloway”  
        nurse  
        first named on line 1  
        1 mention, 1 quote (5 words)  

        - line 1: “[see\](https\://example.org) ![\](x.png) \<b\>this\</b\>,”"#]]
    .assert_eq(&card);
}

#[test]
fn a_role_beside_a_name_tells_who_has_it() {
    check(
        Format::Plain,
        "Port spokes‸woman Dora Quist left.\n",
        expect![[r#"
            [Port spokeswoman]
            Dora Quist
            Port spokeswoman
            first named on line 1
            1 mention, no quote
        "#]],
    );
}

#[test]
fn a_name_in_a_role_tells_both() {
    let draft = "Mayor Ines Calloway and her spokesman Piet Haan met the crews. According to ‸Calloway’s spokesman, all went home.\n";
    check(
        Format::Plain,
        draft,
        expect![[r#"
        [Calloway]
        Ines Calloway
        Mayor
        first named on line 1
        2 mentions, no quote
        “Calloway’s spokesman” is Piet Haan, spokesman
    "#]],
    );
}

#[test]
fn the_words_that_tell_who_speaks_are_shown_without_markup() {
    let draft = "<p>&ldquo;The ‸steel is sound,&rdquo; said engineer <b>Bertil&nbsp;Ackroyd</b>, a nurse.</p>\n";
    check(
        Format::Html,
        draft,
        expect![[r#"
        [&ldquo;The steel is sound,&rdquo;]
        Bertil Ackroyd
        speaks here, by “said engineer Bertil Ackroyd”
        engineer
        first named on line 1
        1 mention, 1 quote (4 words)
          line 1: “The steel is sound,”
    "#]],
    );
}

#[test]
fn a_card_shows_no_needless_backslash() {
    let text = "“It was [about the] crews of R&D #4 for $5,” said Ines Calloway.\n";
    let snapshot = Snapshot::new(text.into(), Format::Plain, &Settings::default());
    let card = hover(&snapshot, 10).expect("a quote").card.markdown();
    assert!(card.contains("“It was [about the] crews of R&D #4 for $5,”"), "{card}");
}

#[test]
fn a_name_that_no_list_knows_is_a_persons_behind_said() {
    check(
        Format::Plain,
        "“It ‸is late,” said Klaartje Brouwer.\n",
        expect![[r#"
        [“It is late,”]
        Klaartje Brouwer
        speaks here, by “said Klaartje Brouwer”
        first named on line 1
        1 mention, 1 quote (3 words)
          line 1: “It is late,”
    "#]],
    );
}

#[test]
fn a_trade_before_a_name_is_no_part_of_it() {
    check(
        Format::Plain,
        "Watchmaker Ilse Brand‸vold took it apart. Brandvold needed two winters.\n",
        expect![[r#"
        [Ilse Brandvold]
        Ilse Brandvold
        Watchmaker
        first named on line 1
        2 mentions, no quote
    "#]],
    );
}

#[test]
fn a_nickname_in_marks_stands_inside_the_name() {
    check(
        Format::Plain,
        "The senator was Robert “Bob” Ha‸le of Port Larch. Hale left.\n",
        expect![[r#"
        [Robert “Bob” Hale]
        Robert Bob Hale
        first named on line 1
        2 mentions, no quote
    "#]],
    );
}

/// What the hover says of `draft` for a house with a list.
fn check_house(draft: &str, expected: Expect) {
    let list = "[[people]]\nname = \"Ines Calloway\"\nalso = [\"Inez Calloway\"]\nrole = \"harbour master\"\npronoun = \"she\"\n\
        [[people]]\nname = \"Robin Aske\"\npronoun = \"they\"\n";
    check_with(&File::read(list).settings, Format::Plain, draft, expected);
}

#[test]
fn the_house_says_who_it_is() {
    check_house(
        "Inez ‸Calloway met Tom Reddy on Tuesday.",
        expect![[r#"
        [Inez Calloway]
        Ines Calloway
        first named on line 1
        1 mention, no quote
        also written Inez Calloway (1)
        House list: Ines Calloway; also Inez Calloway; harbour master; she
    "#]],
    );
}

#[test]
fn the_house_says_whom_a_role_means() {
    check_house(
        "Ines Calloway met Tom Reddy on Tuesday. The harbour ‸master thanked the crews.",
        expect![[r#"
        [The harbour master]
        Ines Calloway
        meant by “The harbour master”
        first named on line 1
        2 mentions, no quote
        House list: Ines Calloway; also Inez Calloway; harbour master; she
    "#]],
    );
}

#[test]
fn the_house_says_whom_a_pronoun_means() {
    check_house(
        "Robin Aske met Ines Calloway, but ‸she left early.",
        expect![[r#"
        [she]
        Ines Calloway
        meant by “she”
        first named on line 1
        2 mentions, no quote
        House list: Ines Calloway; also Inez Calloway; harbour master; she
    "#]],
    );
    check_house("Robin Aske left early, but first ‸she sang.", expect!["nothing"]);
}

/// The first word of the name stood there twice, as if it were the dash.
#[test]
fn a_line_of_attribution_without_a_dash() {
    check(
        Format::Html,
        "<blockquote><p>The bridge de‸served better.</p><footer>Wen Li, historian</footer></blockquote>",
        expect![[r#"
            [The bridge deserved better.]
            Wen Li
            speaks here, by the label “Wen Li”
            historian
            first named on line 1
            1 mention, 1 quote (4 words)
              line 1: The bridge deserved better.
        "#]],
    );
}

/// An age hid what she is, and a verb was taken for a part of it.
#[test]
fn a_role_stands_behind_an_age_and_not_behind_a_verb() {
    check(
        Format::Plain,
        "Callum Dea‸ne, 58, the owner of Harrow Mill, will sell. Deane told the mayor so.\n",
        expect![[r#"
            [Callum Deane]
            Callum Deane
            owner of Harrow Mill
            first named on line 1
            3 mentions, no quote
        "#]],
    );
    check(
        Format::Plain,
        "Callum Dea‸ne, 58, told the mayor of the town so.\n",
        expect![[r#"
            [Callum Deane]
            Callum Deane
            first named on line 1
            1 mention, no quote
        "#]],
    );
    check(
        Format::Plain,
        "Der Leiter des Bades, Jörg Peter‸sen, widersprach der Bürgermeisterin und den Leuten vom Verein.\n",
        expect![[r#"
            [Jörg Petersen]
            Jörg Petersen
            first named on line 1
            1 mention, no quote
        "#]],
    );
}

#[test]
fn a_card_has_the_spelling_that_the_findings_prefer() {
    check(
        Format::Plain,
        "Mayor Tomasz Wilc came late. Wilk left. “No,” Wilk said. Wi‸lk wept.",
        expect![[r#"
            [Wilk]
            Tomasz Wilk
            Mayor
            first named on line 1
            4 mentions, 1 quote (1 word)
            also written Tomasz Wilc (1)
              line 1: “No,”
        "#]],
    );
}

#[test]
fn a_card_does_not_say_a_role_and_a_part_of_it() {
    check(
        Format::Plain,
        "Owner Nadia Ferro retires\n\nNadia Ferro, owner of the Blue Anchor, shut it. Fer‸ro wept.",
        expect![[r#"
            [Ferro]
            Nadia Ferro
            owner of the Blue Anchor
            first named on line 1
            3 mentions, no quote
        "#]],
    );
}

const MILL: &str = "The mill was sold to a dentist who wanted to grind his own flour and never did, because the wheel had lost its \
    water to the canal. It stands empty.\n\nNobody minds.\n\n";

fn mill(copies: &str) -> String {
    format!("{MILL}{copies}\n")
}

#[test]
fn a_copy_tells_where_it_stands_first_and_where_else() {
    let copy = MILL.lines().next().expect("a paragraph");
    check(
        Format::Plain,
        &mill(&format!("‸{copy}\n\nThe wheel turns.\n\n{copy}")),
        expect![[r#"
            [The mill was sold to a dentist who wanted to grind his own flour and never did, because the wheel had lost its water to the canal. It stands empty.]
            This stands on line 1 too, word for word
            and on line 9
        "#]],
    );
}

#[test]
fn what_was_changed_in_a_near_copy_is_told_word_by_word() {
    check(
        Format::Plain,
        &mill(
            "The mill was at last sold to a den‸tist who wanted to grind his flour and never did, because the wheel had \
             lost its water to the river. It stands empty today.",
        ),
        expect![[r#"
            [The mill was at last sold to a dentist who wanted to grind his flour and never did, because the wheel had lost its water to the river. It stands empty today.]
            Nearly the same stands on line 1
            28 of 32 words alike
            The mill was {+at last+} sold to a dentist who wanted to grind his [-own-] flour and never did, because the wheel had lost its water to the [-canal-] {+river+}. It stands empty {+today+}.
            [-…-] line 1, {+…+} here
        "#]],
    );
}

#[test]
fn what_stands_in_both_versions_is_cut_far_from_a_change() {
    check(
        Format::Html,
        "<p>The mill was sold to a dentist who wanted to grind his own flour and never did, because the wheel had lost \
         its water to the canal.</p>\n<p>Nobody minds.</p>\n<p>The <i>old mi‸ll</i> was sold to a dentist who wanted \
         to grind his own flour and never did, because the wheel had lost its water.</p>",
        expect![[r#"
            [<p>The <i>old mill</i> was sold to a dentist who wanted to grind his own flour and never did, because the wheel had lost its water.</p>]
            Nearly the same stands on line 1
            24 of 27 words alike
            The {+old+} mill was sold to a dentist … because the wheel had lost its water [-to the canal-].
            [-…-] line 1, {+…+} here
        "#]],
    );
}

#[test]
fn a_quote_in_a_near_copy_tells_of_both() {
    check(
        Format::Plain,
        "“It has been a mill without a wheel for longer than it has been a mill,” said Vera Holm, who lives in it.\n\n\
         Nobody minds.\n\n\
         “It has been a mill with no ‸wheel for longer than it has been a mill,” said Vera Holm, who now lives in it.\n",
        expect![[r#"
            [“It has been a mill with no wheel for longer than it has been a mill,”]
            Vera Holm
            speaks here, by “said Vera Holm”
            first named on line 1
            2 mentions, 2 quotes (32 words)
              line 1: “It has been a mill without a wheel for longer than it has been a mill,”
              line 5: “It has been a mill with no wheel for longer than it has been a mill,”
            “It has been a mill [-without a-] {+with no+} wheel for longer than it has been a mill,” said Vera Holm, who {+now+} lives in it.
            [-…-] line 1, {+…+} here
        "#]],
    );
}

#[test]
fn changes_are_struck_out_or_bold_in_markdown() {
    let (text, offset) = pointed(&mill(
        "The mill was sold to a den‸tist who wanted to grind his *fine* flour and never did, because the wheel had lost \
         its water to the canal. It stands empty.",
    ));
    let snapshot = Snapshot::new(text.as_str().into(), Format::Markdown, &Settings::default());
    let hover = hover(&snapshot, offset).expect("a copy");
    expect![[r#"
        **Nearly the same stands on line 1**

        29 of 30 words alike  

        The mill was sold to a dentist who wanted to grind his ~~own~~ **fine** flour and never did, because the …

        *struck out: line 1; bold: here*"#]]
    .assert_eq(&hover.card.markdown());
}

mod sources {
    use super::*;

    const RELEASE: &str = "# The dairy warms the bath\n\n*For release on 2 May*\n\n\
        The pool is heated by the dairy next door, which has so far let its warm\nwater run into the ditch behind the \
        cemetery.\n\n> “We have found the **crack**, and it was\n> not where anybody had looked,” said Bojan Achterberg.\n";
    const TALK: &str = "<h1>Talk</h1>\n<p>Q: Who swims there?</p>\n<p>A: Two herons &amp; a dog.<br>\nThe herons came first, \
        and they have never paid for a ticket.</p>\n<p>We asked them twice.</p>\n";

    fn check(draft: &str, expected: Expect) {
        check_from(
            &[("release.md", RELEASE), ("talk.html", TALK)],
            &Settings::default(),
            Format::Plain,
            draft,
            expected,
        );
    }

    #[test]
    fn a_quote_tells_the_source_and_its_lines() {
        check(
            "“We have found the crack, and it was not ‸where anybody had looked,” said Bojan Achterberg.",
            expect![[r#"
                [“We have found the crack, and it was not where anybody had looked,”]
                Bojan Achterberg
                speaks here, by “said Bojan Achterberg”
                stands in release.md, lines 8–9
                first named on line 1
                1 mention, 1 quote (13 words)
                  line 1: “We have found the crack, and it was not where anybody had looked,”
            "#]],
        );
    }

    #[test]
    fn a_part_of_a_sentence_is_found_from_three_words_on() {
        check(
            "The herons, Bojan Achterberg said, “never paid ‸for” anything.",
            expect![[r#"
                [“never paid for”]
                Bojan Achterberg
                speaks here, by “Bojan Achterberg said”
                stands in talk.html, line 4
                first named on line 1
                1 mention, 1 quote (3 words)
                  line 1: “never paid for”
            "#]],
        );
        check(
            "The herons, Bojan Achterberg said, have “never ‸paid” for anything.",
            expect![[r#"
                [“never paid”]
                Bojan Achterberg
                speaks here, by “Bojan Achterberg said”
                is too short to be looked for in the sources
                first named on line 1
                1 mention, 1 quote (2 words)
                  line 1: “never paid”
            "#]],
        );
    }

    #[test]
    fn each_paragraph_of_a_quote_has_its_place() {
        let quote = "“Two herons and a dog,” Bojan Achterberg said. “The herons came first, and they have never paid for a \
            ticket.\n\n“We asked ‸them twice.”\n";
        check(
            quote,
            expect![[r#"
                [“We asked them twice.”]
                Bojan Achterberg
                speaks here, carried on from “Bojan Achterberg said” on line 1
                stands in talk.html, line 5
                first named on line 1
                1 mention, 3 quotes (21 words)
                  line 1: “Two herons and a dog,”
                  line 1: “The herons came first, and they have never paid for a ticket.
                  line 3: “We asked them twice.”
            "#]],
        );
    }

    #[test]
    fn a_passage_tells_where_it_was_taken_from() {
        check(
            "The pool is heated by the dairy next door, which ‸has so far let its warm water run into the ditch behind the \
             cemetery.",
            expect![[r#"
                [The pool is heated by the dairy next door, which has so far let its warm water run into the ditch behind the cemetery.]
                This stands in release.md word for word
                lines 5–6
                in all 48 % of it stands in this draft
            "#]],
        );
    }
}
