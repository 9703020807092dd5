//! Small turns of phrase.

pub use crate::rules::wording::{counted, one_line};

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
