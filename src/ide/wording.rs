//! Small turns of phrase.

/// `count` things: "1 quote", "2 quotes".
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// `text` on one line, with single spaces between its words.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `text` on one line, cut at a word where it has more than `longest` characters.
pub fn excerpt(text: &str, longest: usize) -> String {
    let line = one_line(text);
    match line.char_indices().nth(longest) {
        None => line,
        Some((cut, _)) => {
            let end = line[..cut].rfind(' ').unwrap_or(cut);
            format!("{} …", &line[..end])
        }
    }
}
