//! What an editor shows beside the text: inlay hints, code lenses, completion. What holds of them at every place of every
//! draft is asked of all that the tests hold.

#[path = "support/every.rs"]
mod every;
#[path = "support/pointer.rs"]
mod pointer;

use std::fmt::Write;
use std::slice;

use copydesk::analysis::MentionKind;
use copydesk::config::{File, Settings};
use copydesk::draft::Format;
use copydesk::ide::{Snapshot, completions, hints, lenses, quote_sheet};
use copydesk::text::Span;
use expect_test::{Expect, expect};
use pointer::pointed;

fn read(format: Format, text: &str) -> Snapshot {
    read_with(&Settings::default(), format, text)
}

fn read_with(settings: &Settings, format: Format, text: &str) -> Snapshot {
    let snapshot = Snapshot::new(text.into(), format, settings);
    hold(&snapshot);
    snapshot
}

/// What holds of every draft.
fn hold(snapshot: &Snapshot) {
    let text: &str = snapshot.text();
    let article = &snapshot.article;

    let whole = Span::new(0, text.len());
    for named in [false, true] {
        let all = hints(snapshot, whole, named);
        assert_eq!(all, hints(snapshot, whole, named));
        assert!(all.is_sorted_by(|one, other| one.offset < other.offset), "{all:?}");
        assert!(all.iter().all(|hint| text.is_char_boundary(hint.offset) && !hint.name.is_empty()), "{all:?}");
        for hint in &all {
            assert_eq!(hints(snapshot, Span::new(hint.offset, hint.offset), named), slice::from_ref(hint));
        }
    }

    let shown = lenses(snapshot);
    assert_eq!(shown, lenses(snapshot));
    let quoted = article.people.iter().filter(|person| !article.first_told(&person.quotes).is_empty());
    assert_eq!(shown.len(), quoted.count());
    for lens in shown {
        let words = text.get(lens.span.start..lens.span.end).expect("a lens is on character borders");
        assert!(!words.is_empty() && !words.contains(['\r', '\n']), "{lens:?}");
        // It once listed copies that it had not counted.
        assert!(lens.title.contains(&format!(": {} quote", lens.quotes.len())), "{lens:?}");
    }

    let sheet = quote_sheet(snapshot);
    let given = sheet.speakers.iter().flat_map(|speaker| &speaker.quotes);
    let mut quotes: Vec<usize> = given.chain(&sheet.unattributed).copied().collect();
    quotes.sort_unstable();
    let all: Vec<usize> = (0..article.quotes.len()).collect();
    assert_eq!(quotes, article.first_told(&all), "each quote stands on the sheet once");

    for offset in 0..=text.len() + 1 {
        let offered = completions(snapshot, offset);
        for name in &offered {
            let begun = text.get(name.span.start..name.span.end).expect("what is replaced is on character borders");
            assert!(name.span.end == offset && !begun.contains(['\r', '\n', ' ']), "{name:?}");
            assert!(name.text != begun && !name.text.is_empty() && !name.filter.is_empty(), "{name:?}");
        }
        let mut texts: Vec<&str> = offered.iter().map(|name| name.text.as_str()).collect();
        texts.sort_unstable();
        texts.dedup();
        assert_eq!(texts.len(), offered.len(), "{offered:?}");
        if !offered.is_empty() {
            assert_eq!(offered, completions(snapshot, offset));
        }
    }
    // A name does not offer itself; the house's list may offer it.
    for person in article.people.iter().filter(|person| person.listed.is_none()) {
        let mut names = person.mentions.iter().filter(|mention| mention.kind == MentionKind::Name);
        if let (Some(only), None) = (names.next(), names.next()) {
            let offered = completions(snapshot, only.span.end);
            let itself = |name: &str| name.split(", ").next() == Some(person.name.as_str());
            assert!(!offered.iter().any(|name| itself(&name.text) || itself(&name.detail)), "{offered:?}");
        }
    }
}

#[test]
fn whatever_the_draft() {
    for (_, snapshot) in every::drafts() {
        hold(&snapshot);
    }
    for format in [Format::Plain, Format::Markdown, Format::Html] {
        for text in
            ["", "M", "Mr.", "Mr. ", "“", "Ines \u{301}", "ẞ Ines", "Ines\u{a0}\u{a0}", "<p>Ines", "😀 Ines 😀 M"]
        {
            read(format, text);
        }
    }
}

/// `draft` with each hint where it is shown, between `[` and `]`.
fn check_hints(format: Format, named: bool, draft: &str, expected: Expect) {
    let snapshot = read(format, draft);
    let mut shown = draft.to_owned();
    for hint in hints(&snapshot, Span::new(0, draft.len()), named).iter().rev() {
        shown.insert_str(hint.offset, &format!("[{}, {}]", hint.name, hint.evidence));
    }
    expected.assert_eq(&shown);
}

const HARBOUR: &str = "Mayor Ines Calloway and port spokeswoman Dora Quist met the crews on Tuesday.\n\n\
    “We owe them a dry winter,” she said. “And a dry quay.”\n\n\
    “The dredging stops on Friday,” Quist said. “Nobody has told us why.”\n\n\
    The mayor thanked them. “It was time,” the mayor said, “and we are late.”\n\n\
    “The water rose twice,” harbour police said. “The third time we left.”\n";

#[test]
fn a_hint_tells_who_is_meant_and_who_goes_on() {
    check_hints(
        Format::Plain,
        false,
        HARBOUR,
        expect![[r#"
        Mayor Ines Calloway and port spokeswoman Dora Quist met the crews on Tuesday.

        “We owe them a dry winter,” she[Ines Calloway, by “she said”] said. “And a dry quay.”[Ines Calloway, carried on from “she said” on line 3]

        “The dredging stops on Friday,” Quist said. “Nobody has told us why.”[Dora Quist, carried on from “Quist said” on line 5]

        The mayor thanked them. “It was time,” the mayor[Ines Calloway, by “the mayor said”] said, “and we are late.”

        “The water rose twice,” harbour police said. “The third time we left.”[harbour police, carried on from “harbour police said” on line 9]
    "#]],
    );
}

#[test]
fn a_hint_tells_on_request_whose_surname_it_is() {
    check_hints(
        Format::Plain,
        true,
        HARBOUR,
        expect![[r#"
        Mayor Ines Calloway and port spokeswoman Dora Quist met the crews on Tuesday.

        “We owe them a dry winter,” she[Ines Calloway, by “she said”] said. “And a dry quay.”[Ines Calloway, carried on from “she said” on line 3]

        “The dredging stops on Friday,” Quist[Dora Quist, by “Quist said”] said. “Nobody has told us why.”[Dora Quist, carried on from “Quist said” on line 5]

        The mayor thanked them. “It was time,” the mayor[Ines Calloway, by “the mayor said”] said, “and we are late.”

        “The water rose twice,” harbour police said. “The third time we left.”[harbour police, carried on from “harbour police said” on line 9]
    "#]],
    );
}

#[test]
fn a_sentence_that_names_the_speaker_needs_no_hint() {
    check_hints(
        Format::Plain,
        false,
        "Mayor Ines Calloway met the crews.\n\nCalloway left early because, she said, “nobody had seen the plans.”\n",
        expect![[r#"
            Mayor Ines Calloway met the crews.

            Calloway left early because, she said, “nobody had seen the plans.”
        "#]],
    );
}

#[test]
fn a_hint_stands_behind_the_paragraph_of_a_long_quote() {
    check_hints(
        Format::Html,
        false,
        "<p>&ldquo;The steel is <b>sound</b>,&rdquo; said engineer Bertil Ackroyd. &ldquo;The bearings are not.</p>\n\
         <p>&ldquo;I would not send a dog across it.&rdquo;</p>\n",
        expect![[r#"
            <p>&ldquo;The steel is <b>sound</b>,&rdquo; said engineer Bertil Ackroyd. &ldquo;The bearings are not.[Bertil Ackroyd, carried on from “said engineer Bertil Ackroyd” on line 1]</p>
            <p>&ldquo;I would not send a dog across it.&rdquo;[Bertil Ackroyd, carried on from “said engineer Bertil Ackroyd” on line 1]</p>
        "#]],
    );
}

#[test]
fn nobody_is_hinted_at_where_nobody_is_known() {
    check_hints(
        Format::Plain,
        false,
        "Rain fell on the quay.\n\n“It never stops,” he said. “Not here.”\n\n“Bring a coat.”\n",
        expect![[r#"
            Rain fell on the quay.

            “It never stops,” he said. “Not here.”

            “Bring a coat.”
        "#]],
    );
}

fn check_lenses(format: Format, draft: &str, expected: Expect) {
    let snapshot = read(format, draft);
    let mut shown = String::new();
    for lens in lenses(&snapshot) {
        let _ = writeln!(shown, "{} [{}]", lens.title, lens.span.of(draft));
    }
    expected.assert_eq(&shown);
}

#[test]
fn a_lens_stands_where_someone_quoted_is_introduced() {
    check_lenses(
        Format::Plain,
        HARBOUR,
        expect![[r#"
        Ines Calloway: 4 quotes · 17 words [Ines Calloway]
        Dora Quist: 2 quotes · 10 words [Dora Quist]
    "#]],
    );
}

#[test]
fn a_lens_stands_at_the_full_name_and_on_one_line() {
    check_lenses(
        Format::Markdown,
        "# Calloway goes\n\nThe crews cheered as **Ines\nCalloway**, the mayor, left.\n\n“It was time,” Calloway said.\n",
        expect![[r#"
            Ines Calloway: 1 quote · 3 words [Ines]
        "#]],
    );
}

const COPIED: &str = "Nora Vance runs the ferry. It sails at six.\n\n\
    “We have never lost a single crate on this crossing,” Vance said on the quay on Monday, and she laughed.\n\n\
    Piet Haan loads it. He has done so for nine years.\n\n\
    “We have never lost a single crate on this crossing,” Vance said on the quay on Monday, and she laughed.\n\n\
    “Nor a sack,” Vance said.\n";

#[test]
fn a_quote_in_a_copied_paragraph_counts_once() {
    check_lenses(
        Format::Plain,
        COPIED,
        expect![[r#"
            Nora Vance: 2 quotes · 13 words [Nora Vance]
        "#]],
    );
    let snapshot = read(Format::Plain, COPIED);
    assert_eq!(snapshot.article.copies.len(), 1);
    assert_eq!(quote_sheet(&snapshot).speakers[0].quotes, [0, 2]);
    // Altered, it is another.
    let altered = read(Format::Plain, &COPIED.replacen("single", "whole", 1));
    assert_eq!(quote_sheet(&altered).speakers[0].quotes, [0, 1, 2]);
}

/// What is offered at the `‸` of `draft`: the name, who that is, and what a client is to hold the word begun against.
fn check_completions(format: Format, draft: &str, expected: Expect) {
    check_completions_with(&Settings::default(), format, draft, expected);
}

fn check_completions_with(settings: &Settings, format: Format, draft: &str, expected: Expect) {
    let (text, offset) = pointed(draft);
    let snapshot = read_with(settings, format, &text);
    let mut shown = String::new();
    for name in completions(&snapshot, offset) {
        let _ = write!(shown, "[{}] {}", name.span.of(&text), name.text);
        if name.filter != name.text {
            let _ = write!(shown, " (as {})", name.filter);
        }
        let _ = writeln!(shown, ": {}", name.detail);
    }
    expected.assert_eq(&shown);
}

#[test]
fn a_capital_offers_the_names_with_its_letter() {
    check_completions(
        Format::Plain,
        &format!("{HARBOUR}\nOn Friday C‸"),
        expect![[r#"
            [C] Calloway: Ines Calloway, Mayor
            [C] Ines Calloway (as Calloway): Mayor
        "#]],
    );
    check_completions(
        Format::Plain,
        &format!("{HARBOUR}\nOn Friday Q‸ left."),
        expect![[r#"
            [Q] Quist: Dora Quist, port spokeswoman
            [Q] Dora Quist (as Quist): port spokeswoman
        "#]],
    );
    check_completions(
        Format::Plain,
        &format!("{HARBOUR}\nOn Friday D‸ left."),
        expect![[r#"
            [D] Dora Quist: port spokeswoman
        "#]],
    );
    check_completions(Format::Plain, &format!("{HARBOUR}\nOn Friday X‸ left."), expect![[""]]);
}

#[test]
fn a_small_letter_and_the_inside_of_a_word_offer_nothing() {
    check_completions(Format::Plain, &format!("{HARBOUR}\nOn Friday c‸"), expect![[""]]);
    check_completions(Format::Plain, &format!("{HARBOUR}\nOn Friday Call‸oway left."), expect![[""]]);
    check_completions(Format::Plain, &format!("{HARBOUR}\nOn Friday ‸"), expect![[""]]);
}

#[test]
fn a_title_offers_surnames() {
    check_completions(
        Format::Plain,
        &format!("{HARBOUR}\nOn Friday Mrs. ‸"),
        expect![[r#"
            [] Quist: Dora Quist, port spokeswoman
            [] Dora Quist: port spokeswoman
            [] Calloway: Ines Calloway, Mayor
            [] Ines Calloway: Mayor
        "#]],
    );
    check_completions(
        Format::Plain,
        &format!("{HARBOUR}\nOn Friday Ms Q‸ left."),
        expect![[r#"
            [Q] Quist: Dora Quist, port spokeswoman
            [Q] Dora Quist (as Quist): port spokeswoman
        "#]],
    );
}

#[test]
fn a_title_offers_those_it_fits_first() {
    check_completions(
        Format::Plain,
        &format!("{HARBOUR}\nOn Friday Piet Haan left. He and Mrs. ‸"),
        expect![[r#"
            [] Quist: Dora Quist, port spokeswoman
            [] Dora Quist: port spokeswoman
            [] Calloway: Ines Calloway, Mayor
            [] Ines Calloway: Mayor
            [] Haan: Piet Haan
            [] Piet Haan: 
        "#]],
    );
    check_completions(
        Format::Plain,
        &format!("{HARBOUR}\nOn Friday Piet Haan left. He and Mr. ‸"),
        expect![[r#"
            [] Haan: Piet Haan
            [] Piet Haan: 
            [] Quist: Dora Quist, port spokeswoman
            [] Dora Quist: port spokeswoman
            [] Calloway: Ines Calloway, Mayor
            [] Ines Calloway: Mayor
        "#]],
    );
}

/// Whoever was named nearest came first, even where nothing told that she is a woman.
#[test]
fn a_title_offers_those_whom_it_is_known_to_fit_first() {
    check_completions(
        Format::Plain,
        "Ms. Tamm closed the shop.\n\nDr. Joon Parrack came in.\n\nOn Friday Ms. ‸",
        expect![[r#"
            [] Tamm: 
            [] Parrack: Joon Parrack
            [] Joon Parrack: 
        "#]],
    );
}

#[test]
fn what_stands_before_the_word_is_not_said_again() {
    check_completions(
        Format::Plain,
        &format!("{HARBOUR}\nOn Friday Mayor Ines C‸"),
        expect![[r#"
            [C] Calloway: Ines Calloway, Mayor
        "#]],
    );
}

#[test]
fn a_name_that_is_only_being_typed_is_not_offered() {
    check_completions(Format::Plain, "Rain fell. Mayor Ines Callow‸ left.\n", expect![[""]]);
    check_completions(
        Format::Plain,
        "Mayor Ines Calloway left. Then Calloway and Piet Cal‸ met.\n",
        expect![[r#"
            [Cal] Calloway: Ines Calloway, Mayor
            [Cal] Ines Calloway (as Calloway): Mayor
        "#]],
    );
}

#[test]
fn whoever_is_named_nearest_and_most_comes_first() {
    let names = "Ana Haan left early. Haan had seen enough. Haan drove.\n\nBo Hildebrand stayed.\n\nCy Hurst stayed. Hurst slept.\n\n\
        Rain fell.\n\n";
    check_completions(
        Format::Plain,
        &format!("{names}Then H‸"),
        expect![[r#"
            [H] Hurst: Cy Hurst
            [H] Cy Hurst (as Hurst): 
            [H] Hildebrand: Bo Hildebrand
            [H] Bo Hildebrand (as Hildebrand): 
            [H] Haan: Ana Haan
            [H] Ana Haan (as Haan): 
        "#]],
    );
    check_completions(
        Format::Plain,
        &names.replace("Rain fell.", "Bo Hildebrand and Cy Hurst left. Then H‸ fell."),
        expect![[r#"
            [H] Hurst: Cy Hurst
            [H] Cy Hurst (as Hurst): 
            [H] Hildebrand: Bo Hildebrand
            [H] Bo Hildebrand (as Hildebrand): 
            [H] Haan: Ana Haan
            [H] Ana Haan (as Haan): 
        "#]],
    );
}

#[test]
fn a_misspelt_form_is_not_offered() {
    check_completions(
        Format::Plain,
        "Rosalind Sjöqvist closed the shop. Sjöqvist had run it since 1988. Then Sjöquist left.\n\nLater S‸",
        expect![[r#"
            [S] Sjöqvist: Rosalind Sjöqvist
            [S] Rosalind Sjöqvist (as Sjöqvist): 
        "#]],
    );
}

/// Only names that stood in the draft already were offered.
#[test]
fn the_list_of_the_house_is_offered_too() {
    let list = "[[people]]\nname = \"Cora Quill\"\nrole = \"harbour master\"\npronoun = \"she\"\n\
        [[people]]\nname = \"Inés Calloway\"\nrole = \"mayor of Port Larch\"\n\
        [[people]]\nname = \"Conrad van Dorn\"\npronoun = \"he\"\n";
    let settings = File::read(list).settings;
    check_completions_with(
        &settings,
        Format::Plain,
        &format!("{HARBOUR}\nOn Friday C‸"),
        expect![[r#"
            [C] Calloway: Inés Calloway, Mayor
            [C] Inés Calloway (as Calloway): Mayor
            [C] Cora Quill: harbour master
            [C] Conrad van Dorn: 
        "#]],
    );
    check_completions_with(
        &settings,
        Format::Plain,
        "Rain fell on Port Larch. On Friday Ms. ‸",
        expect![[r#"
            [] Quill: Cora Quill, harbour master
            [] Cora Quill: harbour master
            [] Calloway: Inés Calloway, mayor of Port Larch
            [] Inés Calloway: mayor of Port Larch
            [] van Dorn: Conrad van Dorn
            [] Conrad van Dorn: 
        "#]],
    );
    // What is being typed is a name on the list, and nothing else names her.
    check_completions_with(
        &settings,
        Format::Plain,
        "Rain fell on Port Larch. On Friday Cora Quil‸",
        expect![[r#"
            [Quil] Quill: Cora Quill, harbour master
        "#]],
    );
}

#[test]
fn particles_accents_and_suffixes() {
    check_completions(
        Format::Markdown,
        "Senator Åsa van der Meulen met Coach Tom Ødegaard Jr. on Monday.\n\nOn **V‸**",
        expect![[r#"
            [V] van der Meulen (as Van der Meulen): Åsa van der Meulen, Senator
            [V] Åsa van der Meulen (as Van der Meulen): Senator
        "#]],
    );
    check_completions(
        Format::Html,
        "<p>Coach Tom &Oslash;degaard met the press.</p><p>On Friday Od‸</p>",
        expect![[r#"
            [Od] Ødegaard (as Odegaard): Tom Ødegaard, Coach
            [Od] Tom Ødegaard (as Odegaard): Coach
        "#]],
    );
}

#[test]
fn two_of_one_surname_are_told_apart() {
    check_completions(
        Format::Plain,
        "Mayor Ines Calloway met her brother Piet Calloway on Monday. Ines Calloway wept. Piet Calloway did not.\n\nOn C‸",
        expect![[r#"
            [C] Calloway: Ines Calloway, Mayor; Piet Calloway, brother
            [C] Ines Calloway (as Calloway): Mayor
            [C] Piet Calloway (as Calloway): brother
        "#]],
    );
}

#[test]
fn in_a_quote_completion_is_plain() {
    check_completions(
        Format::Plain,
        &format!("{HARBOUR}\n“I have seen Q‸” Calloway said.\n"),
        expect![[r#"
            [Q] Quist: Dora Quist, port spokeswoman
            [Q] Dora Quist (as Quist): port spokeswoman
        "#]],
    );
}

#[test]
fn what_is_no_text_offers_nothing() {
    check_completions(
        Format::Html,
        "<p>Mayor Ines Calloway left. Calloway wept.</p><p class=\"C‸\">Rain.</p>",
        expect![[""]],
    );
    check_completions(Format::Markdown, "Mayor Ines Calloway left. Calloway wept.\n\n    let x = C‸\n", expect![[""]]);
}
