//! What a hover shows: a few lines that read well in Markdown and in plain text.

/// A card about a person, a quote or a copy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// The heading: a name.
    pub title: String,
    /// One line each.
    pub lines: Vec<String>,
    /// Quotations, each with the line it stands on (from 1).
    pub quotes: Vec<(usize, String)>,
    /// What was changed in a near copy, word by word.
    pub changes: Option<Changes>,
}

/// Two versions of a passage in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// The line on which the first version stands (from 1).
    pub line: usize,
    /// The passage, in order.
    pub parts: Vec<Part>,
}

/// Words of a passage that stands in two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// They stand in both.
    Both(String),
    /// They stand in the first version only.
    First(String),
    /// They stand in the later version only.
    Later(String),
}

impl Card {
    /// The card as Markdown; what comes from the draft is escaped, so that it cannot plant links or images.
    pub fn markdown(&self) -> String {
        let mut out = format!("**{}**\n", escape(&self.title));
        for line in &self.lines {
            out.push_str(&format!("\n{}  ", escape(line).trim_start()));
        }
        if !self.quotes.is_empty() {
            out.push('\n');
        }
        for (line, quote) in &self.quotes {
            out.push_str(&format!("\n- line {line}: {}", escape(quote)));
        }
        if let Some(Changes { line, parts }) = &self.changes {
            let words = parts.iter().map(|part| {
                let (mark, words) = match part {
                    Part::Both(words) => ("", escape(words)),
                    Part::First(words) => ("~~", escape(words)),
                    Part::Later(words) => ("**", escape(words)),
                };
                // Around nothing, a mark would be a fence or a rule.
                if words.trim().is_empty() { words } else { format!("{mark}{words}{mark}") }
            });
            let words = words.collect::<String>();
            out.push_str(&format!("\n\n{}\n\n*struck out: line {line}; bold: here*", words.trim_start()));
        }
        out
    }

    /// The card as plain text.
    pub fn plain(&self) -> String {
        let mut out = format!("{}\n", self.title);
        for line in &self.lines {
            out.push_str(&format!("{line}\n"));
        }
        for (line, quote) in &self.quotes {
            out.push_str(&format!("  line {line}: {quote}\n"));
        }
        if let Some(Changes { line, parts }) = &self.changes {
            let words = parts.iter().map(|part| match part {
                Part::Both(words) => words.clone(),
                Part::First(words) => format!("[-{words}-]"),
                Part::Later(words) => format!("{{+{words}+}}"),
            });
            out.push_str(&format!("{}\n[-…-] line {line}, {{+…+}} here\n", words.collect::<String>()));
        }
        out
    }
}

/// `text` with everything escaped that would become a link, an image, emphasis, a heading, a list or a tag, bare addresses
/// included. Some editors show the backslashes, so nothing else is: a bracket, an ampersand or a number sign among words stays
/// as it is.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let before = text[..at].trim_start_matches(|c: char| c.is_whitespace() || c.is_control());
        let rest = &text[at + c.len_utf8()..];
        let numbered = || !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit());
        let markup = match c {
            '\\' | '`' | '*' | '_' | '<' | '>' | '|' | '~' | '@' => true,
            '[' => rest.starts_with(['^', '[']),
            ']' => rest.starts_with(['(', '[', ':', ']']),
            '#' | '-' | '+' | '=' => before.is_empty(),
            ')' => numbered(),
            '.' => {
                numbered() || before.len() >= 3 && before.as_bytes()[before.len() - 3..].eq_ignore_ascii_case(b"www")
            }
            '&' => {
                rest.starts_with('#')
                    || rest.find(';').is_some_and(|end| rest[..end].bytes().all(|byte| byte.is_ascii_alphanumeric()))
            }
            ':' => rest.starts_with("//"),
            _ => false,
        };
        if markup {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}
