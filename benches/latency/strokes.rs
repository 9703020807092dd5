//! What somebody does in a draft.

use serde_json::{Value, json};

/// What is done, in the order of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    /// A key of a sentence of prose.
    Word,
    /// A key inside a quote.
    Quote,
    /// A key of the name of someone new.
    Name,
    /// Enter, which makes one paragraph two, or the undoing of it.
    Enter,
    /// A paste of [`PASTED`] words.
    Paste,
    /// What was pasted is taken out again.
    Undo,
}

impl Deed {
    /// All of them.
    pub const ALL: [Deed; 6] = [Deed::Word, Deed::Quote, Deed::Name, Deed::Enter, Deed::Paste, Deed::Undo];

    /// Whether it is one key.
    pub fn is_key(self) -> bool {
        self < Deed::Paste
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Deed::Word => "a key in prose",
            Deed::Quote => "a key inside a quote",
            Deed::Name => "a key of a new name",
            Deed::Enter => "Enter, and taken back",
            Deed::Paste => "2,000 words pasted",
            Deed::Undo => "and taken out again",
        }
    }
}

/// How many words are pasted.
pub const PASTED: usize = 2_000;

/// The places in a draft, in the order of the tables.
pub const PLACES: [&str; 3] = ["beginning", "middle", "end"];

/// How often Enter is pressed, and something pasted, at each place.
const ENTERS: usize = 5;
const PASTES: usize = 3;

/// One change.
pub struct Stroke {
    /// What it is.
    pub deed: Deed,
    /// Where, an index into [`PLACES`].
    pub place: usize,
    /// The change as the protocol has it.
    pub change: Value,
}

/// What somebody does at all three places of `draft`, one after the other from the end to the beginning, and pastes
/// `pasted`: so no line moves before something is done there. It may be done over and over.
pub fn strokes(draft: &str, pasted: &str) -> Vec<Stroke> {
    let lines: Vec<&str> = draft.split('\n').collect();
    let prose = |line: &str| !line.contains('“') && line.contains(". ");
    let spoken = |line: &str| line.starts_with('“');
    let mut strokes = Vec::new();
    for place in (0..PLACES.len()).rev() {
        // Where in the draft to look for a line, and which way.
        let find = |fits: &dyn Fn(&str) -> bool| {
            let from = lines.len() * place / 2;
            let after = (from..lines.len()).find(|&line| fits(lines[line]));
            after.or_else(|| (0..from).rfind(|&line| fits(lines[line]))).unwrap_or_default()
        };
        let column = |line: usize, behind: &str| {
            let (before, _) = lines[line].split_once(behind).unwrap_or_default();
            before.chars().count() + behind.chars().count()
        };
        let mut add = |deed, change| strokes.push(Stroke { deed, place, change });
        let (line, quote) = (find(&prose), find(&spoken));
        let behind = column(line, ". ");
        for (deed, text, line, column) in [
            (Deed::Word, "The ferry was late again, as it is whenever the wind turns. ", line, behind),
            (Deed::Name, "Ottoline Brackwater ", line, behind),
            (Deed::Quote, "and nobody told us why, ", quote, column(quote, " ")),
        ] {
            for (typed, key) in text.chars().enumerate() {
                add(deed, insertion(line, column + typed, &key.to_string()));
            }
        }
        let mut put = |deed, undone, text: &str| {
            let change = insertion(line, behind, text);
            let (start, below) = (change["range"]["start"].clone(), text.matches('\n').count());
            let end = json!({"line": line + below, "character": 0});
            add(deed, change);
            add(undone, json!({"range": {"start": start, "end": end}, "text": ""}));
        };
        (0..ENTERS).for_each(|_| put(Deed::Enter, Deed::Enter, "\n\n"));
        (0..PASTES).for_each(|_| put(Deed::Paste, Deed::Undo, pasted));
    }
    strokes
}

fn insertion(line: usize, column: usize, text: &str) -> Value {
    let place = json!({"line": line, "character": column});
    json!({"range": {"start": place, "end": place}, "text": text})
}
