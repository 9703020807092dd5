//! Writing into the house's list: edits of `copydesk.toml` that leave everything else in it as it is.

use toml::de::{DeTable, DeValue};

use super::file::{self, File};
use crate::text::{Edit, Span};

/// What is to be written into the house's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Addition {
    /// A person of this name.
    Person(String),
    /// Another way to write a name.
    Also {
        /// The name, as the list has it.
        of: String,
        /// The other way.
        form: String,
    },
}

/// The edits of `text`, that of a `copydesk.toml`, that make `additions`; what it says already is left out. `None` where
/// the file is such that nothing can be added without harm: it is no TOML, or its list is written between brackets.
pub fn add(text: &str, additions: &[Addition]) -> Option<Vec<Edit>> {
    let (start, bare) = file::unmarked(text);
    let table = DeTable::parse(bare).ok()?.into_inner();
    let entries = match table.get("people").map(|people| (people.span(), people.get_ref())) {
        None => None,
        Some((span, DeValue::Array(entries))) if bare[span.clone()].starts_with("[[") => Some(entries),
        Some(_) => return None,
    };
    let known = File::read(text).settings.house;
    let known = |form: &str| known.literal(form).is_some();
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut edits = Vec::new();
    let mut end = String::new();
    for addition in additions {
        match addition {
            Addition::Person(name) if !known(name) => {
                let gap = if bare.is_empty() && end.is_empty() { "" } else { line_end };
                end += &format!("{gap}[[people]]{line_end}name = {}{line_end}", quoted(name));
            }
            Addition::Also { of, form } if !known(form) => {
                let entry = entries?.iter().find_map(|entry| {
                    let DeValue::Table(entry) = entry.get_ref() else { return None };
                    (entry.get("name")?.get_ref().as_str()?.split_whitespace().eq(of.split(' '))).then_some(entry)
                });
                edits.push(also(bare, start, entry?, form, line_end)?);
            }
            Addition::Person(_) | Addition::Also { .. } => {}
        }
    }
    if !end.is_empty() {
        let missing = if bare.is_empty() || bare.ends_with('\n') { "" } else { line_end };
        edits.push(Edit::replace(Span::new(text.len(), text.len()), format!("{missing}{end}")));
    }
    Some(edits)
}

/// Puts `form` into `entry`, which stands in `text`, at the end of what it accepts; `start` bytes stand before `text`.
fn also(text: &str, start: usize, entry: &DeTable, form: &str, line_end: &str) -> Option<Edit> {
    let insert = |at: usize, words: String| Edit::replace(Span::new(start + at, start + at), words);
    let Some(also) = entry.get("also") else {
        let name = entry.get("name")?.span().end;
        let line = &text[name..];
        let rest = line.find(['\r', '\n']).unwrap_or(line.len());
        return Some(insert(name + rest, format!("{line_end}also = [{}]", quoted(form))));
    };
    let DeValue::Array(forms) = also.get_ref() else { return None };
    Some(match forms.iter().last() {
        Some(last) => insert(last.span().end, format!(", {}", quoted(form))),
        None => insert(also.span().start + 1, quoted(form)),
    })
}

/// `text` as a string of TOML.
pub(super) fn quoted(text: &str) -> String {
    let escape = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}
