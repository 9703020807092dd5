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

/// `text` without what a terminal takes for commands.
pub fn harmless(text: &str) -> String {
    text.replace(char::is_control, "·")
}
