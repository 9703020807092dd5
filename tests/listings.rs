//! What may be written into the house's list where a name is flagged. That it makes its finding go away is asked of every
//! page of a rule.

use copydesk::config::{File, listing};
use copydesk::draft::Format;
use copydesk::ide::{Snapshot, listings};
use copydesk::text::{Span, edit};
use expect_test::{Expect, expect};

/// What is offered for the names that `draft` flags for a house with `list`: each title with the list that it leads to.
fn check(list: &str, draft: &str, expected: Expect) {
    let snapshot = Snapshot::new(draft.into(), Format::Plain, &File::read(list).settings);
    let offered = listings(&snapshot, Span::new(0, draft.len())).into_iter().map(|listing| {
        let edits = listing::add(list, &listing.additions).expect("the list can be added to");
        format!("{}\n\n{}\n", listing.title, edit::apply(list, &edits))
    });
    expected.assert_eq(&offered.collect::<String>());
}

#[test]
fn a_spelling_of_the_draft_may_be_that_of_the_house() {
    check(
        "",
        "Rufus Kilbride sang. Killbride bowed, and Kilbride bowed again.",
        expect![[r#"
        “Rufus Killbride” is the house spelling

        [[people]]
        name = "Rufus Killbride"

        “Rufus Kilbride” and “Killbride” are two people

        [[people]]
        name = "Rufus Kilbride"

        [[people]]
        name = "Killbride"

    "#]],
    );
}

#[test]
fn two_people_whose_names_differ_in_a_gap_are_two_entries() {
    check(
        "",
        "Daiana de Luca paints it. Daiana DeLuca left, and Daiana DeLuca slept.",
        expect![[r#"
        “Daiana de Luca” is the house spelling

        [[people]]
        name = "Daiana de Luca"

        “Daiana DeLuca” and “Daiana de Luca” are two people

        [[people]]
        name = "Daiana DeLuca"

        [[people]]
        name = "Daiana de Luca"

    "#]],
    );
}

#[test]
fn a_full_name_may_be_somebody_elses() {
    check(
        "# Ours.\n",
        "Rufus Kilbride sang, and Rufus Kilbride bowed.\n\nIn the evening Rufus Killbride came to sweep the stage.",
        expect![[r#"
            “Rufus Killbride” is the house spelling

            # Ours.

            [[people]]
            name = "Rufus Killbride"

            “Rufus Kilbride” and “Rufus Killbride” are two people

            # Ours.

            [[people]]
            name = "Rufus Kilbride"

            [[people]]
            name = "Rufus Killbride"

        "#]],
    );
}

#[test]
fn the_house_may_learn() {
    let list = "[[people]]\nname = \"Rufus Kilbride\"\nrole = \"baritone\"\n";
    check(
        list,
        "Rufus Kilbride sang. Killbride bowed.",
        expect![[r#"
        The house writes “Rufus Killbride” too

        [[people]]
        name = "Rufus Kilbride"
        also = ["Rufus Killbride"]
        role = "baritone"

        “Rufus Kilbride” and “Killbride” are two people

        [[people]]
        name = "Rufus Kilbride"
        role = "baritone"

        [[people]]
        name = "Killbride"

    "#]],
    );
}

#[test]
fn nothing_is_offered_where_nothing_is_flagged() {
    check("", "Rufus Kilbride sang. Kilbride bowed.", expect![""]);
}
