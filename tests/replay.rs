//! Whole sessions at a draft, with the built server: key by key, version by version.
//!
//!     cargo test --release --test replay -- --ignored

#[allow(dead_code, reason = "a writer does not do all that an editor can")]
#[path = "support/editor.rs"]
mod editor;
#[path = "support/units.rs"]
mod units;
#[path = "support/writer.rs"]
mod writer;

use editor::Dice;
use units::Units;
use writer::{Way, Writer};

/// What she types.
const TYPED: [(&str, &str); 3] = [
    (
        "plaintext",
        "The swing bridge at Ottermouth will stay shut 🌉.\n\n“We can’t turn it by hand,” said Renée Vasko, \
         the bridge keeper. “Not in this wind.”\n\nVaskó has asked for a motor. \"Nobody",
    ),
    (
        "markdown",
        "---\ntitle: The bridge\n---\n\n# Shut\n\n“We *can’t* turn it by hand,” said Renée Vasko 🌉, the keeper.\n\n\
         > Nobody came.\n\n- Vaskó has [asked](https://a.example/) for",
    ),
    (
        "html",
        "<h1>Shut</h1>\n<p>&ldquo;We can&rsquo;t <b>turn</b> it by hand,&rdquo; said Ren&eacute;e Vasko 🌉.</p>\n\
         <!-- stet --><p>“Nobody came.”<br>Vaskó",
    ),
];

/// What she pastes.
const PASTED: &str = "\r\n\r\nThe council of Ottermouth votes on the motor in March, and the money is to come from the \
    harbour dues.\r\n\r\n“It was late when they told us, and nobody has said who is going to pay for it.”\r\n";

/// What she puts here and there.
const SCRAPS: [&str; 20] = [
    "e",
    " the",
    "“",
    "”",
    "\"",
    "’s ",
    ". ",
    "\n\n",
    "\r\n",
    "😀",
    "e\u{301}",
    "א",
    "Renée Vasko ",
    "Vasco said. ",
    ", she said. ",
    "<p>",
    "<!-- stet: unattributed-quote -->",
    "> ",
    PASTED,
    "\n\n“Nobody came to turn the bridge, and the boats went home again,” said Olek Thorne, a skipper.\n\n",
];

/// A session: she types, pastes, takes back, saves, renames, closes and opens again, and then does `more` things.
fn session(way: Way, typed: &str, more: usize) {
    let mut dice = Dice(20_261_123);
    let mut writer = Writer::new(way);
    writer.type_on(typed);
    writer.save();
    for _ in 0..2 {
        let end = writer.text().len();
        writer.put(end..end, PASTED);
    }
    writer.save();
    writer.rename("file:///desk/bridge.txt");
    writer.type_at(0, "Late: ");
    (0..8).for_each(|_| writer.undo());
    let name = writer.text().find("Vasko").expect("a name");
    writer.put_all(&[(name + 4..name + 5, ""), (name + 4..name + 4, "ov"), (0..0, "🌉 ")]);
    writer.reopen();
    for _ in 0..more {
        writer.do_something(&mut dice, &SCRAPS);
    }
    writer.save();
    while writer.text().len() > PASTED.len() {
        let middle = (0..=writer.text().len() / 2).rfind(|&at| writer.text().is_char_boundary(at)).unwrap_or(0);
        writer.put(middle..writer.text().len(), "");
    }
    writer.put_anew(String::new());
    writer.save();
    writer.finish();
}

/// The session of the editor that counts in `units`.
fn sessions(units: Units) {
    for ((language, typed), pulls) in TYPED.into_iter().zip([false, true, units == Units::Utf16]) {
        session(Way { units, pulls, language }, typed, 20);
    }
}

#[test]
fn an_editor_that_counts_bytes() {
    sessions(Units::Utf8);
}

#[test]
fn an_editor_that_counts_utf_16_units() {
    sessions(Units::Utf16);
}

#[test]
fn an_editor_that_counts_characters() {
    sessions(Units::Utf32);
}

#[test]
#[ignore = "it takes long; see above"]
fn every_editor_for_a_whole_day() {
    for units in Units::ALL {
        for pulls in [false, true] {
            for (language, typed) in TYPED {
                session(Way { units, pulls, language }, typed, 2_000);
            }
        }
    }
}
