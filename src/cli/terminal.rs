//! What may be shown on a terminal.

/// `text` without what a terminal takes for commands.
pub fn harmless(text: &str) -> String {
    text.replace(char::is_control, "·")
}
