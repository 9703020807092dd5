//! What may be shown on a terminal, and what it is told.

use std::io::{self, IsTerminal, Write};

/// What a terminal takes for: begin the line anew.
pub const CLEAR: &str = "\r\x1b[K";

/// Says `text` on standard error, in the place of a line there that tells of progress. Where nobody listens, nobody is told.
pub fn say(text: &str) {
    let mut error = io::stderr();
    let clear = if error.is_terminal() { CLEAR } else { "" };
    let _ = writeln!(error, "{clear}{text}");
}

/// `text` without what a terminal takes for commands, and without what would turn round the letters behind it.
pub fn harmless(text: &str) -> String {
    let turns = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.replace(|c: char| c.is_control() || turns(c), "·")
}

/// `path` to begin a line with. One that begins with colons would be a command to GitHub, whatever the format.
pub fn path(path: &str) -> String {
    format!("{}{}", if path.starts_with("::") { "./" } else { "" }, harmless(path))
}
