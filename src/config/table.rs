//! The table of all settings: what they are called, what they mean, and how they are read. The documentation, the schema of
//! `copydesk.toml` and the settings of the extension for VS Code are printed from it; `tests/settings.rs` does.

use std::sync::Arc;

use super::node::{Key, Node, Value};
use super::reader::Reader;
use super::settings::{LONGEST_CARET_DELAY, Settings};

/// A setting.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// What `copydesk.toml` calls it.
    pub key: &'static str,
    /// What it decides.
    pub meaning: &'static str,
    /// What may stand there.
    pub kind: Kind,
    /// Reads a value into the settings.
    read: fn(&mut Reader, &Key, &Node, &mut Settings),
}

/// What kinds of values settings have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// True or false; false unless it is said.
    Flag,
    /// Milliseconds from 0 to [`LONGEST_CARET_DELAY`], and so many unless it is said.
    Delay,
    /// The codes of rules that are silent unless asked for.
    Codes,
    /// Each rule with its [`Level`](super::Level).
    Levels,
    /// Patterns of files, with what rules weigh there.
    Overrides,
    /// Folders.
    Folders,
    /// The entries of the house's list.
    People,
}

/// Every setting, in the order of the documentation.
pub const SETTINGS: &[Setting] = &[
    Setting {
        key: "rules",
        meaning: "What rules weigh: `\"off\"`, `\"information\"` or `\"warning\"`, behind the code of each.",
        kind: Kind::Levels,
        read: |reader, key, node, settings| settings.levels.extend(reader.levels(key, node)),
    },
    Setting {
        key: "enable",
        meaning: "The rules to check by that are silent unless asked for.",
        kind: Kind::Codes,
        read: |reader, key, node, settings| settings.enabled = reader.codes(key, node),
    },
    Setting {
        key: "overrides",
        meaning: "What rules weigh in some drafts only: `files`, patterns of their paths, and `rules`.",
        kind: Kind::Overrides,
        read: |reader, key, node, settings| settings.overrides = reader.overrides(key, node),
    },
    Setting {
        key: "people",
        meaning: "The house's list: people whose names are written one way in every draft.",
        kind: Kind::People,
        read: |reader, key, node, settings| settings.house = Arc::new(reader.house(key, node)),
    },
    Setting {
        key: "sources",
        meaning: "Folders of what drafts are written from: transcripts, notes, releases.",
        kind: Kind::Folders,
        read: |reader, key, node, settings| settings.sources = reader.folders(key, node),
    },
    Setting {
        key: "archives",
        meaning: "Folders of drafts that were printed.",
        kind: Kind::Folders,
        read: |reader, key, node, settings| settings.archives = reader.folders(key, node),
    },
    Setting {
        key: "hint-named-speakers",
        meaning: "Whether inlay hints give the full names of speakers whom a sentence calls by their surnames, too.",
        kind: Kind::Flag,
        read: |reader, key, node, settings| {
            settings.hint_named_speakers = reader.flag(key, node).unwrap_or(settings.hint_named_speakers);
        },
    },
    Setting {
        key: "caret-delay",
        meaning: "How many milliseconds what is unfinished where somebody types (a quote, a name) is not spoken of.",
        kind: Kind::Delay,
        read: |reader, key, node, settings| {
            let delay = reader.duration(key, node, LONGEST_CARET_DELAY);
            settings.caret_delay = delay.unwrap_or(settings.caret_delay);
        },
    },
];

/// What editors that serve several servers call these settings.
pub const SECTION: &str = "copydesk";

/// What editors keep among the settings that is not the server's.
const FOREIGN: [&str; 2] = ["path", "trace"];

impl Setting {
    /// What editors call it: `caretDelay` for `caret-delay`.
    pub fn in_editors(&self) -> String {
        let mut words = self.key.split('-');
        let first = words.next().unwrap_or_default().to_owned();
        words.fold(first, |name, word| name + &word[..1].to_uppercase() + &word[1..])
    }
}

/// Reads the keys of `copydesk.toml` that stand in `node` over `settings`.
pub fn read_file(reader: &mut Reader, node: &Node, settings: &mut Settings) {
    read(
        reader,
        node,
        |setting, name| setting.key == name,
        settings,
        |reader, key| {
            let keys: Vec<String> = SETTINGS.iter().map(|setting| format!("`{}`", setting.key)).collect();
            let (last, others) = keys.split_last().map(|(last, others)| (last.as_str(), others)).unwrap_or_default();
            reader.unknown(key, &format!("{} and {last}", others.join(", ")));
        },
    );
}

/// Whether an editor that hands over `json` says something of these settings, be it nothing but that all are as they are
/// unasked.
pub fn are_handed(json: &serde_json::Value) -> bool {
    let is_ours = |key: &String| SETTINGS.iter().any(|setting| setting.in_editors() == *key);
    match json.get(SECTION) {
        Some(ours) => ours.is_object(),
        None => json.as_object().is_some_and(|all| all.keys().any(is_ours)),
    }
}

/// Reads what an editor hands over, `json`, over `settings`, and gives what is wrong with it, a sentence each. What stands
/// behind [`SECTION`] is meant where there is such a key: some editors hand over the settings of all servers.
pub fn read_handed(json: &serde_json::Value, settings: &mut Settings) -> Vec<String> {
    let json = json.get(SECTION).unwrap_or(json);
    let mut reader = Reader::default();
    let node = Node::handed(json);
    read(
        &mut reader,
        &node,
        |setting, name| setting.in_editors() == name,
        settings,
        |reader, key| {
            if !FOREIGN.contains(&key.name.as_str()) {
                reader.mistake(key.span, format!("There is no setting `{}`.", key.name));
            }
        },
    );
    if !matches!(node.value, Value::Table(_)) && !json.is_null() {
        reader.mistake(node.span, "Settings are an object.");
    }
    reader.mistakes.into_iter().map(|mistake| mistake.message).collect()
}

fn read(
    reader: &mut Reader,
    node: &Node,
    is: impl Fn(&Setting, &str) -> bool,
    settings: &mut Settings,
    unknown: impl Fn(&mut Reader, &Key),
) {
    let Value::Table(entries) = &node.value else { return };
    for (key, node) in entries {
        match SETTINGS.iter().find(|setting| is(setting, &key.name)) {
            Some(setting) => (setting.read)(reader, key, node, settings),
            None => unknown(reader, key),
        }
    }
}
