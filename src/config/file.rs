//! Reading `copydesk.toml`. What is wrong in it is a [`Mistake`]; the rest of it still counts.

use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::house::{House, Listed, Pronoun};
use super::levels::{CODES, Level, Levels};
use super::settings::Settings;
use crate::text::{Span, line_number};

/// What the file is called.
pub const NAME: &str = "copydesk.toml";

/// The longest file that is read, in bytes.
pub const LONGEST: usize = 4 << 20;

/// What a `copydesk.toml` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// The settings; where the file is silent or mistaken, the defaults.
    pub settings: Settings,
    /// What is wrong with it, in order.
    pub mistakes: Vec<Mistake>,
}

/// Something in the file that cannot be meant so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The key or the value, in the file.
    pub span: Span,
    /// What is wrong with it, in one sentence.
    pub message: String,
}

impl File {
    /// Reads `text`, that of a whole file.
    pub fn read(text: &str) -> File {
        // Some programs on Windows begin a file so.
        let (bom, text) = match text.strip_prefix('\u{feff}') {
            Some(rest) => ('\u{feff}'.len_utf8(), rest),
            None => (0, text),
        };
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut reader = Reader { text, mistakes: Vec::new(), claimed: FxHashMap::default() };
        let settings = reader.settings(table.get_ref());
        let mut mistakes = reader.mistakes;
        // What is no TOML is said once, in the words of its reader.
        let slips: Vec<Mistake> = errors.iter().map(|error| slip(text, error)).collect();
        mistakes.retain(|mistake| {
            !slips.iter().any(|slip| slip.span.start <= mistake.span.end && mistake.span.start <= slip.span.end)
        });
        mistakes.extend(slips);
        for Mistake { span, .. } in &mut mistakes {
            *span = Span::new(span.start + bom, span.end + bom);
        }
        mistakes.sort_by_key(|mistake| mistake.span);
        File { settings, mistakes }
    }
}

/// The folders in which the `copydesk.toml` of a draft in `folder` is looked for, the nearest first: from `folder` upwards
/// to the one that `is_root` holds for, the root of a repository; where there is none, to the one in `workspace`, else to
/// the top.
pub fn folders(folder: &Path, workspace: &[PathBuf], is_root: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    let above: Vec<&Path> = folder.ancestors().collect();
    let last = above.iter().position(|folder| is_root(folder));
    let last = last.or_else(|| above.iter().position(|&folder| workspace.iter().any(|opened| opened == folder)));
    above[..last.map_or(above.len(), |last| last + 1)].iter().map(|folder| folder.to_path_buf()).collect()
}

/// What `error` says of `text`.
fn slip(text: &str, error: &toml::de::Error) -> Mistake {
    let Range { start, end } = error.span().unwrap_or(text.len()..text.len());
    let seen = text[start..end].trim_end_matches(['\r', '\n']).len();
    // Something that is missing is shown by the character before it.
    let before = text[..start].chars().next_back().filter(|_| seen == 0).map_or(0, char::len_utf8);
    let message = error.message();
    let first = message.chars().next().map_or(0, char::len_utf8);
    let message = format!("{}{}.", message[..first].to_uppercase(), &message[first..]);
    Mistake { span: Span::new(start - before, start + seen), message }
}

struct Reader<'t> {
    text: &'t str,
    mistakes: Vec<Mistake>,
    /// The ways of writing a name that stood so far, each with its entry and its place.
    claimed: FxHashMap<String, (usize, usize)>,
}

type Key<'t> = Spanned<DeString<'t>>;
type Value<'t> = Spanned<DeValue<'t>>;

impl Reader<'_> {
    fn mistake(&mut self, span: Range<usize>, message: String) {
        self.mistakes.push(Mistake { span: Span::new(span.start, span.end), message });
    }

    fn unknown(&mut self, key: &Key, known: &str) {
        let name = key.get_ref();
        self.mistake(key.span(), format!("There is no key `{name}` here; there is {known}."));
    }

    fn settings(&mut self, table: &DeTable) -> Settings {
        let mut settings = Settings::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "people" => settings.house = Arc::new(self.house(key, value)),
                "rules" => settings.levels = self.levels(value),
                "sources" => settings.sources = self.folders(value, "sources"),
                "archives" => settings.archives = self.folders(value, "archives"),
                _ => self.unknown(key, "`people`, `rules`, `sources` and `archives`"),
            }
        }
        settings
    }

    fn house(&mut self, key: &Key, value: &Value) -> House {
        let DeValue::Array(entries) = value.get_ref() else {
            self.mistake(key.span(), "An entry of the house's list begins with `[[people]]`.".to_owned());
            return House::default();
        };
        let mut people = Vec::new();
        for entry in entries {
            let listed = self.listed(entry, people.len());
            people.extend(listed);
        }
        House::new(people)
    }

    /// How much each rule weighs.
    fn levels(&mut self, value: &Value) -> Levels {
        let mut levels = Levels::new();
        let DeValue::Table(table) = value.get_ref() else {
            self.mistake(value.span(), "What the rules weigh stands under `[rules]`, a line each.".to_owned());
            return levels;
        };
        for (key, value) in table {
            let code = key.get_ref().as_ref();
            let name = value.get_ref().as_str();
            let level = Level::ALL.into_iter().find(|level| Some(level.name()) == name);
            match (CODES.contains(&code), level) {
                (true, Some(level)) => {
                    levels.insert(code.to_owned(), level);
                }
                (true, None) => {
                    self.mistake(value.span(), format!("`{code}` is \"off\", \"information\" or \"warning\"."));
                }
                (false, _) => self.mistake(key.span(), format!("There is no rule `{code}`.")),
            }
        }
        levels
    }

    /// The folders that stand as the value of `key`, no two the same.
    fn folders(&mut self, value: &Value, key: &str) -> Vec<String> {
        let DeValue::Array(entries) = value.get_ref() else {
            self.mistake(value.span(), format!("`{key}` is a list: [\"one\", \"another\"]."));
            return Vec::new();
        };
        let mut list: Vec<String> = Vec::new();
        for entry in entries {
            let Some(words) = self.words(entry, key) else { continue };
            if !Path::new(&words).components().all(|part| matches!(part, Component::Normal(_))) {
                self.mistake(entry.span(), format!("`{key}` names folders beside this file or below it."));
            } else if !list.contains(&words) {
                list.push(words);
            }
        }
        list
    }

    /// The entry that becomes number `index`; `None` if it gives no name of its own.
    fn listed(&mut self, entry: &Value, index: usize) -> Option<Listed> {
        let DeValue::Table(table) = entry.get_ref() else {
            self.mistake(entry.span(), "An entry of the house's list begins with `[[people]]`.".to_owned());
            return None;
        };
        let mut listed = Listed::default();
        let Some(name) = table.get("name") else {
            self.mistake(entry.span(), "This entry has no `name`.".to_owned());
            return None;
        };
        listed.name = self.words(name, "name").and_then(|form| self.claim(form, name.span(), index))?;
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "name" => {}
                "also" => listed.also = self.also(value, index),
                "role" => listed.role = self.words(value, "role"),
                "pronoun" => listed.pronoun = self.pronoun(value),
                _ => self.unknown(key, "`name`, `also`, `role` and `pronoun`"),
            }
        }
        listed.also.retain(|form| *form != listed.name);
        Some(listed)
    }

    /// The words that stand as the value of `key`, single spaces between them; `None` if there are none.
    fn words(&mut self, value: &Value, key: &str) -> Option<String> {
        let Some(text) = value.get_ref().as_str() else {
            self.mistake(value.span(), format!("`{key}` is text in quotation marks."));
            return None;
        };
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            self.mistake(value.span(), format!("`{key}` is empty."));
        }
        (!words.is_empty()).then_some(words)
    }

    fn also(&mut self, value: &Value, index: usize) -> Vec<String> {
        let DeValue::Array(forms) = value.get_ref() else {
            self.mistake(value.span(), "`also` is a list: [\"one form\", \"another form\"].".to_owned());
            return Vec::new();
        };
        let mut also: Vec<String> = Vec::new();
        for form in forms {
            let words = self.words(form, "also").and_then(|words| self.claim(words, form.span(), index));
            also.extend(words.filter(|words| !also.contains(words)));
        }
        also
    }

    fn pronoun(&mut self, value: &Value) -> Option<Pronoun> {
        let pronoun = value.get_ref().as_str();
        let pronoun = Pronoun::ALL.into_iter().find(|known| Some(known.subject()) == pronoun);
        if pronoun.is_none() {
            self.mistake(value.span(), "`pronoun` is \"she\", \"he\" or \"they\".".to_owned());
        }
        pronoun
    }

    /// `form`, which stands at `span` in the entry `index`, unless another entry has it.
    fn claim(&mut self, form: String, span: Range<usize>, index: usize) -> Option<String> {
        let &mut (other, place) = self.claimed.entry(form.clone()).or_insert((index, span.start));
        if other != index {
            let line = line_number(self.text, place);
            self.mistake(span, format!("“{form}” stands in another entry already, on line {line}."));
            return None;
        }
        Some(form)
    }
}
