//! The table of the settings: what is printed from it stands in the files that show it, and whoever hands settings over, they
//! become the same.
//!
//! `UPDATE=1 cargo test --test settings` rewrites what is printed.

use std::fs;
use std::path::Path;

use copydesk::config::settings::LONGEST_CARET_DELAY;
use copydesk::config::table::{are_handed, read_handed};
use copydesk::config::{File, Kind, Level, Pronoun, SETTINGS, Setting, Settings};
use copydesk::rules::RULES;
use serde_json::{Map, Value, json};
use similar::TextDiff;

/// What may stand as the value of a setting, as a JSON schema has it.
fn schema(kind: Kind) -> Value {
    let text = json!({"type": "string", "pattern": "\\S"});
    let texts = json!({"type": "array", "items": text});
    match kind {
        Kind::Flag => json!({"type": "boolean"}),
        Kind::Delay => json!({"type": "integer", "minimum": 0, "maximum": most()}),
        Kind::Codes => {
            let silent: Vec<&str> = RULES.iter().filter(|rule| !rule.unasked).map(|rule| rule.code).collect();
            json!({"type": "array", "uniqueItems": true, "items": {"type": "string", "enum": silent}})
        }
        Kind::Levels => {
            let level = json!({"enum": Level::ALL.map(Level::name)});
            let rules: Map<String, Value> = RULES.iter().map(|rule| (rule.code.to_owned(), level.clone())).collect();
            json!({"type": "object", "additionalProperties": false, "properties": rules})
        }
        Kind::Folders => texts,
        Kind::Overrides => list(json!({"files": texts, "rules": schema(Kind::Levels)}), &["files"]),
        Kind::People => {
            let pronouns = json!({"enum": Pronoun::ALL.map(Pronoun::subject)});
            list(json!({"name": text, "also": texts, "role": text, "pronoun": pronouns}), &["name"])
        }
    }
}

fn list(properties: Value, required: &[&str]) -> Value {
    let entry =
        json!({"type": "object", "additionalProperties": false, "properties": properties, "required": required});
    json!({"type": "array", "items": entry})
}

fn most() -> u128 {
    LONGEST_CARET_DELAY.as_millis()
}

/// What counts unless somebody says otherwise.
fn default(kind: Kind) -> Value {
    match kind {
        Kind::Flag => json!(false),
        Kind::Delay => json!(most()),
        Kind::Levels => json!({}),
        Kind::Codes | Kind::Folders | Kind::Overrides | Kind::People => json!([]),
    }
}

/// The setting of the extension itself.
const PATH: &str = "A `copydesk` binary of your own. Without it, the one that came with the extension is started.";

fn with(mut schema: Value, more: Value) -> Value {
    let more = more.as_object().expect("an object").clone();
    schema.as_object_mut().expect("an object").extend(more);
    schema
}

/// The settings as the extension for VS Code declares them.
fn declared() -> Value {
    let of = |setting: &Setting| {
        let more = json!({"default": default(setting.kind), "scope": "window", "markdownDescription": setting.meaning});
        (format!("copydesk.{}", setting.in_editors()), with(schema(setting.kind), more))
    };
    let path = json!({"type": "string", "default": "", "scope": "machine", "markdownDescription": PATH});
    let path = [("copydesk.path".to_owned(), path)];
    Value::Object(SETTINGS.iter().map(of).chain(path).collect())
}

/// Has the file at `path` in the repository hold what `print` makes of it.
fn keep(path: &str, print: impl Fn(&str) -> String) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = fs::read_to_string(&file).unwrap_or_default();
    let printed = print(&text);
    if printed != text && std::env::var_os("UPDATE").is_some() {
        fs::write(file, printed).unwrap();
    } else {
        let diff = TextDiff::from_lines(&text, &printed).unified_diff().to_string();
        assert!(diff.is_empty(), "{path}: UPDATE=1 rewrites it\n{diff}");
    }
}

/// `text` with `rows` in the table between its markers, below what the table has as its head.
fn tabled(text: &str, rows: &[String]) -> String {
    let (before, rest) = text.split_once("<!-- settings -->\n").expect("the begin of the settings");
    let (table, behind) = rest.split_once("<!-- end of the settings -->").expect("their end");
    let head: String = table.split_inclusive('\n').take(2).collect();
    let rows = rows.join("\n");
    format!("{before}<!-- settings -->\n{head}{rows}\n<!-- end of the settings -->{behind}")
}

mod printed {
    use super::*;

    #[test]
    fn the_schema_of_copydesk_toml() {
        let property = |setting: &Setting| {
            (setting.key.to_owned(), with(schema(setting.kind), json!({"description": setting.meaning})))
        };
        let schema = json!({
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": "copydesk.toml",
            "type": "object",
            "additionalProperties": false,
            "properties": SETTINGS.iter().map(property).collect::<Map<_, _>>(),
        });
        keep("docs/copydesk.schema.json", |_| serde_json::to_string_pretty(&schema).unwrap() + "\n");
    }

    #[test]
    fn the_settings_of_the_extension() {
        keep("editors/vscode/package.json", |text| {
            let behind = |from: usize, words: &str| from + text[from..].find(words).expect(words) + words.len();
            let start = behind(behind(0, "\"configuration\": {"), "\"properties\": ");
            let mut old = serde_json::Deserializer::from_str(&text[start..]).into_iter::<Value>();
            old.next().expect("the settings").expect("JSON");
            let settings = serde_json::to_string_pretty(&declared()).unwrap().replace('\n', "\n      ");
            format!("{}{settings}{}", &text[..start], &text[start + old.byte_offset()..])
        });
        let rows = SETTINGS.iter().map(|setting| (setting.in_editors(), setting.meaning));
        let rows = rows.chain([("path".to_owned(), PATH)]);
        let rows: Vec<_> = rows.map(|(key, meaning)| format!("| `copydesk.{key}` | {meaning} |")).collect();
        keep("editors/vscode/README.md", |text| tabled(text, &rows));
    }

    #[test]
    fn the_tables_of_the_documentation() {
        let row = |setting: &Setting| {
            let Setting { key, meaning, kind, .. } = setting;
            format!("| `{key}` | `{}` | `{}` | {meaning} |", setting.in_editors(), default(*kind))
        };
        let rows: Vec<_> = SETTINGS.iter().map(row).collect();
        keep("docs/configuration.md", |text| tabled(text, &rows));
        let rows: Vec<_> =
            SETTINGS.iter().map(|Setting { key, meaning, .. }| format!("| `{key}` | {meaning} |")).collect();
        keep("README.md", |text| tabled(text, &rows));
    }
}

#[test]
fn the_extension_has_the_version_of_the_server() {
    let manifest: Value = serde_json::from_str(include_str!("../editors/vscode/package.json")).unwrap();
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
}

#[test]
fn what_an_editor_hands_over_unasked_changes_nothing() {
    let declared = declared();
    let unasked = declared.as_object().unwrap().iter();
    let unasked: Map<_, _> = unasked
        .map(|(key, setting)| (key.strip_prefix("copydesk.").unwrap().to_owned(), setting["default"].clone()))
        .collect();
    let mut settings = Settings::default();
    assert_eq!(read_handed(&unasked.into(), &mut settings), [""; 0]);
    assert_eq!(settings, Settings::default());
}

/// Every setting, none as it is unasked.
const ALL: &str = r#"
enable = ["repeated-quote"]
sources = ["notes"]
archives = ["2023"]
hint-named-speakers = true
caret-delay = 250
[rules]
altered-quote = "warning"
[[overrides]]
files = ["wire/**", "*.html"]
rules = { altered-quote = "off" }
[[people]]
name = "Ann-Kathrin Berg"
also = ["A. K. Berg"]
role = "mayor"
pronoun = "she"
"#;

/// The same as an editor hands it over.
fn all_handed() -> Value {
    json!({
        "enable": ["repeated-quote"],
        "sources": ["notes"],
        "archives": ["2023"],
        "hintNamedSpeakers": true,
        "caretDelay": 250,
        "rules": {"altered-quote": "warning"},
        "overrides": [{"files": ["wire/**", "*.html"], "rules": {"altered-quote": "off"}}],
        "people": [{"name": "Ann-Kathrin Berg", "also": ["A. K. Berg"], "role": "mayor", "pronoun": "she"}],
    })
}

#[test]
fn the_file_and_the_editor_lead_to_the_same_settings() {
    let File { settings, mistakes } = File::read(ALL);
    assert_eq!(mistakes, []);
    let json = all_handed();
    assert_eq!(json.as_object().unwrap().len(), SETTINGS.len(), "this test knows every setting");
    let unasked = Settings::default();
    for json in [json.clone(), json!({"copydesk": json, "other": {"rules": 1}})] {
        assert!(are_handed(&json));
        let mut by_editor = unasked.clone();
        assert_eq!(read_handed(&json, &mut by_editor), [""; 0]);
        assert_eq!(by_editor, settings);
    }
    for (key, value) in json.as_object().unwrap() {
        let mut one = unasked.clone();
        assert_eq!(read_handed(&json!({key: value}), &mut one), [""; 0]);
        assert_ne!(one, unasked, "{key}");
    }
}

#[test]
fn the_file_counts_for_more_than_the_editor() {
    let mut settings = Settings::default();
    let editor = json!({
        "rules": {"altered-quote": "off", "unbalanced-quote": "information"},
        "sources": ["mine"],
        "caretDelay": 500,
        "people": [{"name": "Olga Brandt"}],
    });
    assert_eq!(read_handed(&editor, &mut settings), [""; 0]);
    let file = "sources = [\"ours\"]\ncaret-delay = \"long\"\n[rules]\naltered-quote = \"warning\"\n";
    let File { settings, mistakes } = File::over(&settings, file);
    assert_eq!(mistakes.len(), 1);
    let levels: Vec<_> = settings.levels.iter().map(|(code, level)| (code.as_str(), level.name())).collect();
    assert_eq!(levels, [("altered-quote", "warning"), ("unbalanced-quote", "information")]);
    assert_eq!(settings.sources, ["ours"]);
    // Where the file says nothing, or nothing that can be meant, the editor has decided.
    assert_eq!(settings.caret_delay.as_millis(), 500);
    assert_eq!(settings.house.people()[0].name, "Olga Brandt");
}

#[test]
fn what_is_wrong_with_what_an_editor_hands_over_is_said() {
    let wrong = json!({
        "hintNamedSpeakers": "yes", "caretDelay": 2001, "rules": ["altered-quote"], "enable": ["altered-quotes", 1],
        "overrides": [{"rules": {"altered-quote": "loud"}}], "hint-named-speakers": true, "path": "", "trace": {},
        "people": [{"name": "Olga Brandt"}, {"name": "Olga Brandt"}], "sources": null,
    });
    let mut settings = Settings::default();
    let mistakes = read_handed(&wrong, &mut settings);
    let expected = [
        "`caretDelay` is a number of milliseconds from 0 to 2000.",
        "There is no rule `altered-quotes`.",
        "`enable` is text in quotation marks.",
        "There is no setting `hint-named-speakers`.",
        "`hintNamedSpeakers` is true or false.",
        "`altered-quote` is \"off\", \"information\" or \"warning\".",
        "This entry has no `files`.",
        "“Olga Brandt” stands in another entry already.",
        "What the rules weigh stands under `[rules]`, a line each.",
    ];
    assert_eq!(mistakes, expected);
    assert_eq!(settings.house.people().len(), 1);
    assert_eq!(read_handed(&json!(7), &mut settings), ["Settings are an object."]);
    assert_eq!(read_handed(&Value::Null, &mut settings), [""; 0]);
    for others in [Value::Null, json!({}), json!({"pyright": {"enable": []}}), json!({"copydesk": null}), json!(7)] {
        assert!(!are_handed(&others), "{others}");
    }
    assert!(are_handed(&json!({"copydesk": {}})));
}

mod overrides {
    use super::*;

    const LIST: &str = r#"
[rules]
altered-quote = "warning"
[[overrides]]
files = ["wire/**", "*.html", "sport/", "b?g/[a-c]*.{md,txt}"]
rules = { altered-quote = "off", unbalanced-quote = "off" }
[[overrides]]
files = ["wire/checked/*.md"]
rules = { unbalanced-quote = "warning" }
"#;

    /// What the two rules weigh in the draft at `path`.
    fn levels(path: &str) -> [Option<&'static str>; 2] {
        let File { settings, mistakes } = File::read(LIST);
        assert_eq!(mistakes, []);
        let settings = std::sync::Arc::new(settings).at(Path::new(path));
        ["altered-quote", "unbalanced-quote"].map(|code| settings.levels.get(code).copied().map(Level::name))
    }

    #[test]
    fn a_pattern_is_a_path_from_the_file_or_a_name() {
        for path in ["wire/a.md", "wire/2024/may/a.txt", "a.html", "deep/in/a.html", "sport/cup/a.md", "big/book.md"] {
            assert_eq!(levels(path), [Some("off"), Some("off")], "{path}");
        }
        for path in ["a.md", "old/wire/a.md", "wire", "transport/a.md", "big/deep/book.md", "big/doom.md", "wired/a.md"]
        {
            assert_eq!(levels(path), [Some("warning"), None], "{path}");
        }
    }

    #[test]
    fn the_last_one_counts() {
        assert_eq!(levels("wire/checked/a.md"), [Some("off"), Some("warning")]);
        assert_eq!(levels("wire/checked/deep/a.md"), [Some("off"), Some("off")]);
    }

    #[test]
    fn mistakes_are_said_in_their_places() {
        let text = "[[overrides]]\nfiles = [\"wire/[\", \"*.md\", 3]\nrule = {}\n[[overrides]]\nfiles = \"*\"\n\
            rules = { unheard-of = \"off\" }\n[[overrides]]\nrules = {}\n";
        let File { settings, mistakes } = File::read(text);
        let said: Vec<_> = mistakes.iter().map(|mistake| (mistake.span.of(text), mistake.message.as_str())).collect();
        let expected = [
            ("\"wire/[\"", "This is no pattern: unclosed character class; missing ']'."),
            ("3", "`files` is text in quotation marks."),
            ("rule", "There is no key `rule` here; there is `files` and `rules`."),
            ("\"*\"", "`files` is a list: [\"wire/**\", \"*.html\"]."),
            ("unheard-of", "There is no rule `unheard-of`."),
            ("[[overrides]]", "This entry has no `files`."),
        ];
        assert_eq!(said, expected);
        assert_eq!(settings.overrides.len(), 2);
        assert!(File::read("overrides = 3\n").mistakes[0].message.contains("begins with `[[overrides]]`"));
    }
}
