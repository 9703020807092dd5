//! Reading values of the kinds that settings have. What is wrong is a [`Mistake`]; the rest still counts.

use std::path::{Component, Path};
use std::time::Duration;

use rustc_hash::FxHashMap;

use super::house::{House, Listed, Pronoun};
use super::levels::{CODES, Level, Levels};
use super::node::{Key, Node, Value};
use super::patterns::{self, Patterns};
use super::settings::Override;
use crate::text::{Span, line_number};

/// Something in the settings that cannot be meant so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The key or the value, in the file.
    pub span: Span,
    /// What is wrong with it, in one sentence.
    pub message: String,
}

/// Reads values and collects what is wrong with them.
#[derive(Debug, Default)]
pub struct Reader<'t> {
    /// The file, if the values stand in one.
    text: Option<&'t str>,
    /// What is wrong so far.
    pub mistakes: Vec<Mistake>,
    /// The ways of writing a name that stood so far, each with its entry and its place.
    claimed: FxHashMap<String, (usize, usize)>,
}

impl<'t> Reader<'t> {
    /// A reader of values that stand in the file `text`.
    pub fn of_file(text: &'t str) -> Self {
        Reader { text: Some(text), ..Reader::default() }
    }

    /// Notes that there is something wrong at `span`.
    pub fn mistake(&mut self, span: Span, message: impl Into<String>) {
        self.mistakes.push(Mistake { span, message: message.into() });
    }

    /// Notes that nobody knows `key`, where there is `known`.
    pub fn unknown(&mut self, key: &Key, known: &str) {
        self.mistake(key.span, format!("There is no key `{}` here; there is {known}.", key.name));
    }

    /// Yes or no.
    pub fn flag(&mut self, key: &Key, node: &Node) -> Option<bool> {
        let Value::Flag(flag) = node.value else {
            self.mistake(node.span, format!("`{}` is true or false.", key.name));
            return None;
        };
        Some(flag)
    }

    /// Some milliseconds, not more than `most`.
    pub fn duration(&mut self, key: &Key, node: &Node, most: Duration) -> Option<Duration> {
        let given = match node.value {
            Value::Number(number) => u64::try_from(number).ok().map(Duration::from_millis),
            _ => None,
        };
        let given = given.filter(|given| *given <= most);
        if given.is_none() {
            let most = most.as_millis();
            self.mistake(node.span, format!("`{}` is a number of milliseconds from 0 to {most}.", key.name));
        }
        given
    }

    /// The codes of rules.
    pub fn codes(&mut self, key: &Key, node: &Node) -> Vec<String> {
        let Value::List(entries) = &node.value else {
            self.mistake(node.span, format!("`{}` is a list: [\"unintroduced-name\"].", key.name));
            return Vec::new();
        };
        let mut codes = Vec::new();
        for entry in entries {
            let Some(code) = self.words(entry, &key.name) else { continue };
            if CODES.contains(&code.as_str()) {
                codes.push(code);
            } else {
                self.mistake(entry.span, format!("There is no rule `{code}`."));
            }
        }
        codes
    }

    /// How much each rule weighs.
    pub fn levels(&mut self, key: &Key, node: &Node) -> Levels {
        let mut levels = Levels::new();
        let Value::Table(entries) = &node.value else {
            let message = format!("What the rules weigh stands under `[{}]`, a line each.", key.name);
            self.mistake(node.span, message);
            return levels;
        };
        for (key, node) in entries {
            let code = &key.name;
            let level = Level::ALL.into_iter().find(|level| Some(level.name()) == node.text());
            match (CODES.contains(&code.as_str()), level) {
                (true, Some(level)) => {
                    levels.insert(code.clone(), level);
                }
                (true, None) => {
                    self.mistake(node.span, format!("`{code}` is \"off\", \"information\" or \"warning\"."));
                }
                (false, _) => self.mistake(key.span, format!("There is no rule `{code}`.")),
            }
        }
        levels
    }

    /// What rules weigh in some drafts.
    pub fn overrides(&mut self, key: &Key, node: &Node) -> Vec<Override> {
        let Value::List(entries) = &node.value else {
            self.mistake(key.span, format!("An exception begins with `[[{}]]`.", key.name));
            return Vec::new();
        };
        entries.iter().filter_map(|entry| self.exception(&key.name, entry)).collect()
    }

    fn exception(&mut self, name: &str, entry: &Node) -> Option<Override> {
        let Value::Table(table) = &entry.value else {
            self.mistake(entry.span, format!("An exception begins with `[[{name}]]`."));
            return None;
        };
        let mut files = None;
        let mut levels = Levels::new();
        for (key, node) in table {
            match key.name.as_str() {
                "files" => files = Some(self.patterns(key, node)),
                "rules" => levels = self.levels(key, node),
                _ => self.unknown(key, "`files` and `rules`"),
            }
        }
        if files.is_none() {
            self.mistake(entry.span, "This entry has no `files`.");
        }
        Some(Override { files: files?, levels })
    }

    fn patterns(&mut self, key: &Key, node: &Node) -> Patterns {
        let Value::List(entries) = &node.value else {
            self.mistake(node.span, format!("`{}` is a list: [\"wire/**\", \"*.html\"].", key.name));
            return Patterns::default();
        };
        let mut written = Vec::new();
        for entry in entries {
            let Some(pattern) = self.words(entry, &key.name) else { continue };
            match patterns::fault(&pattern) {
                None => written.push(pattern),
                Some(fault) => self.mistake(entry.span, format!("This is no pattern: {fault}.")),
            }
        }
        Patterns::new(written)
    }

    /// Folders, no two the same.
    pub fn folders(&mut self, key: &Key, node: &Node) -> Vec<String> {
        let key = &key.name;
        let Value::List(entries) = &node.value else {
            self.mistake(node.span, format!("`{key}` is a list: [\"one\", \"another\"]."));
            return Vec::new();
        };
        let mut list: Vec<String> = Vec::new();
        for entry in entries {
            let Some(words) = self.words(entry, key) else { continue };
            if !Path::new(&words).components().all(|part| matches!(part, Component::Normal(_))) {
                self.mistake(entry.span, format!("`{key}` names folders beside this file or below it."));
            } else if !list.contains(&words) {
                list.push(words);
            }
        }
        list
    }

    /// The house's list.
    pub fn house(&mut self, key: &Key, node: &Node) -> House {
        let Value::List(entries) = &node.value else {
            self.mistake(key.span, "An entry of the house's list begins with `[[people]]`.");
            return House::default();
        };
        let mut people = Vec::new();
        for entry in entries {
            let listed = self.listed(entry, people.len());
            people.extend(listed);
        }
        House::new(people)
    }

    /// The entry that becomes number `index`; `None` if it gives no name of its own.
    fn listed(&mut self, entry: &Node, index: usize) -> Option<Listed> {
        let Value::Table(table) = &entry.value else {
            self.mistake(entry.span, "An entry of the house's list begins with `[[people]]`.");
            return None;
        };
        let mut listed = Listed::default();
        let Some((_, name)) = table.iter().find(|(key, _)| key.name == "name") else {
            self.mistake(entry.span, "This entry has no `name`.");
            return None;
        };
        listed.name = self.words(name, "name").and_then(|form| self.claim(form, name.span, index))?;
        for (key, node) in table {
            match key.name.as_str() {
                "name" => {}
                "also" => listed.also = self.also(node, index),
                "role" => listed.role = self.words(node, "role"),
                "pronoun" => listed.pronoun = self.pronoun(node),
                _ => self.unknown(key, "`name`, `also`, `role` and `pronoun`"),
            }
        }
        listed.also.retain(|form| *form != listed.name);
        Some(listed)
    }

    /// The words that stand as the value of `key`, single spaces between them; `None` if there are none.
    pub(super) fn words(&mut self, node: &Node, key: &str) -> Option<String> {
        let Some(text) = node.text() else {
            self.mistake(node.span, format!("`{key}` is text in quotation marks."));
            return None;
        };
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            self.mistake(node.span, format!("`{key}` is empty."));
        }
        (!words.is_empty()).then_some(words)
    }

    fn also(&mut self, node: &Node, index: usize) -> Vec<String> {
        let Value::List(forms) = &node.value else {
            self.mistake(node.span, "`also` is a list: [\"one form\", \"another form\"].");
            return Vec::new();
        };
        let mut also: Vec<String> = Vec::new();
        for form in forms {
            let words = self.words(form, "also").and_then(|words| self.claim(words, form.span, index));
            also.extend(words.filter(|words| !also.contains(words)));
        }
        also
    }

    fn pronoun(&mut self, node: &Node) -> Option<Pronoun> {
        let pronoun = Pronoun::ALL.into_iter().find(|known| Some(known.subject()) == node.text());
        if pronoun.is_none() {
            self.mistake(node.span, "`pronoun` is \"she\", \"he\" or \"they\".");
        }
        pronoun
    }

    /// `form`, which stands at `span` in the entry `index`, unless another entry has it.
    fn claim(&mut self, form: String, span: Span, index: usize) -> Option<String> {
        let &mut (other, place) = self.claimed.entry(form.clone()).or_insert((index, span.start));
        if other != index {
            let line = self.text.map(|text| format!(", on line {}", line_number(text, place)));
            let line = line.unwrap_or_default();
            self.mistake(span, format!("“{form}” stands in another entry already{line}."));
            return None;
        }
        Some(form)
    }
}
