//! `.copydesk/stet.toml`: what a desk lets stand in drafts that hold no comments, or shall hold none.

use toml::de::DeTable;

use super::file;
use super::levels::CODES;
use super::listing::quoted;
use super::node::{Key, Node, Value};
use super::reader::{Mistake, Reader};
use super::stet::{Entry, Stets, plain};
use crate::text::{Edit, Span, line_number};

/// What the file is called, from the folder in which drafts go by it.
pub const NAME: &str = ".copydesk/stet.toml";

/// What stands in a new file before its first entry.
const OPENING: &str = "# What the copy desk lets stand. A comment above an entry may say why.";

/// Reads `text`, that of the whole file at the path `file`, and tells what is wrong with it, in order.
pub fn read(file: &str, text: &str) -> (Stets, Vec<Mistake>) {
    let mut entries = Vec::new();
    let mistakes = file::read(text, |reader, node, text| {
        let Value::Table(keys) = &node.value else { return };
        for (key, node) in keys {
            match &node.value {
                Value::List(listed) if key.name == "stet" => {
                    entries.extend(listed.iter().filter_map(|node| entry(reader, node, text)));
                }
                _ if key.name == "stet" => reader.mistake(key.span, "An entry begins with `[[stet]]`."),
                _ => reader.unknown(key, "`stet`"),
            }
        }
    });
    (Stets { file: file.to_owned(), entries }, mistakes)
}

/// The entry that `node` is, in the file `text`; `None` if something in it is missing.
fn entry(reader: &mut Reader, node: &Node, text: &str) -> Option<Entry> {
    let Value::Table(keys) = &node.value else {
        reader.mistake(node.span, "An entry begins with `[[stet]]`.");
        return None;
    };
    let [mut draft, mut rule, mut words] = [const { None }; 3];
    for (key, node) in keys {
        let place = match key.name.as_str() {
            "draft" => &mut draft,
            "rule" => &mut rule,
            "words" => &mut words,
            _ => {
                reader.unknown(key, "`draft`, `rule` and `words`");
                continue;
            }
        };
        *place = Some(value(reader, key, node));
    }
    for (name, value) in [("draft", &draft), ("rule", &rule), ("words", &words)] {
        if value.is_none() {
            reader.mistake(node.span, format!("This entry has no `{name}`."));
        }
    }
    let line = line_number(text, node.span.start);
    Some(Entry { draft: draft??, rule: rule??, words: words??, line })
}

/// What stands behind `key`, one of those of an entry.
fn value(reader: &mut Reader, key: &Key, node: &Node) -> Option<String> {
    let words = reader.words(node, &key.name)?;
    let fault = match key.name.as_str() {
        "rule" if !CODES.contains(&words.as_str()) => format!("There is no rule `{words}`."),
        "words" if plain(&words).is_empty() => "`words` has no words.".to_owned(),
        _ => return Some(words),
    };
    reader.mistake(node.span, fault);
    None
}

/// The edits of `text`, that of the file, that add `entry` behind all others; `None` where that cannot be done without harm:
/// it is no TOML, or its entries are written between brackets.
pub fn add(text: &str, entry: &Entry) -> Option<Vec<Edit>> {
    let (_, bare) = file::unmarked(text);
    let table = DeTable::parse(bare).ok()?.into_inner();
    if table.get("stet").is_some_and(|entries| !bare[entries.span()].starts_with("[[")) {
        return None;
    }
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let opening = if bare.is_empty() { OPENING } else { "" };
    let missing = if opening.is_empty() && bare.ends_with('\n') { "" } else { line_end };
    let lines = [("draft", &entry.draft), ("rule", &entry.rule), ("words", &entry.words)];
    let lines = lines.map(|(key, value)| format!("{key} = {}{line_end}", quoted(value)));
    let new = format!("{opening}{missing}{line_end}[[stet]]{line_end}{}", lines.concat());
    Some(vec![Edit::replace(Span::new(text.len(), text.len()), new)])
}
