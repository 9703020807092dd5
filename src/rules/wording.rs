//! How rules say what differs between two quotes, and other turns of phrase.

/// How there the words of a quote differ from those here, given as pairs of both: “has “five” for “four” and lacks “very””.
pub fn changes(changes: impl Iterator<Item = (String, String)>) -> String {
    let mut told = String::new();
    let mut last = "";
    for (there, here) in changes {
        let (verb, said) = match (there.is_empty(), here.is_empty()) {
            (false, true) => ("adds", format!("“{there}”")),
            (true, _) => ("lacks", format!("“{here}”")),
            (false, false) => ("has", format!("“{there}” for “{here}”")),
        };
        let and = if told.is_empty() { "" } else { " and " };
        told += &if verb == last { format!("{and}{said}") } else { format!("{and}{verb} {said}") };
        last = verb;
    }
    told
}

/// `text` with single spaces between its words.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `count` things: "1 sentence", "2 sentences".
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// So many words show which passage is meant.
const BEGINNING: usize = 6;

/// The first words of `text`, with an ellipsis where there are more.
pub fn beginning(text: &str) -> String {
    let mut words = text.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(BEGINNING).collect();
    first.join(" ") + if words.next().is_some() { " …" } else { "" }
}
