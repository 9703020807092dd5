//! A writer at work. Whatever she does to her draft, what the built server says of each version is what a fresh reading of its
//! text says.

use std::io::Write;
use std::ops::Range;
use std::process::{Command, Stdio};

use copydesk::config::Settings;
use copydesk::draft::Format;
use copydesk::ide::Snapshot;
use copydesk::rules::Severity;
use copydesk::text::Span;
use serde_json::{Value, json};

use super::editor::{Dice, Editor};
use super::units::Units;

/// How she works.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    /// What her editor counts.
    pub units: Units,
    /// Whether it fetches what is found, or has it sent.
    pub pulls: bool,
    /// What she writes in, as the editor calls it.
    pub language: &'static str,
}

/// A writer with one draft open.
pub struct Writer {
    way: Way,
    editor: Editor,
    uri: String,
    text: String,
    version: i32,
    /// What the text was before each change.
    past: Vec<String>,
    /// What was said last, and the name of that for an editor that fetches.
    said: Value,
    result: Value,
}

impl Writer {
    /// One who begins with an empty page.
    pub fn new(way: Way) -> Self {
        let published = json!({"relatedInformation": true});
        let document = match way.pulls {
            true => json!({"diagnostic": published}),
            false => json!({"publishDiagnostics": published}),
        };
        let capabilities = json!({
            "general": {"positionEncodings": [way.units.name()]},
            "textDocument": document,
            "workspace": {"diagnostics": {"refreshSupport": true}},
        });
        // Nothing is held back until she pauses.
        let options = json!({"caretDelay": 0});
        let editor = Editor::with_params(json!({"capabilities": capabilities, "initializationOptions": options}));
        let (uri, text, past) = ("untitled:Untitled-1".to_owned(), String::new(), Vec::new());
        let (said, result) = (Value::Null, Value::Null);
        let mut writer = Writer { way, editor, uri, text, version: 1, past, said, result };
        writer.open();
        writer
    }

    /// Her text as it stands.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Puts `new` in the place of a stretch.
    pub fn put(&mut self, old: Range<usize>, new: &str) {
        self.put_all(&[(old, new)]);
    }

    /// Puts something in the place of several stretches, each counted in what those before it led to, as one change.
    pub fn put_all(&mut self, edits: &[(Range<usize>, &str)]) {
        self.past.push(self.text.clone());
        let changes = edits.iter().map(|(old, new)| {
            let change = json!({"range": self.range(old.clone()), "text": new});
            self.text.replace_range(old.clone(), new);
            change
        });
        let changes = changes.collect();
        self.changed(changes);
    }

    /// Puts `new` in the place of everything.
    pub fn put_anew(&mut self, new: String) {
        self.past.push(std::mem::replace(&mut self.text, new));
        self.changed(json!([{"text": self.text}]));
    }

    /// Types `keys` at the byte `at`, one by one.
    pub fn type_at(&mut self, mut at: usize, keys: &str) {
        let mut buffer = [0; 4];
        for key in keys.chars() {
            self.put(at..at, key.encode_utf8(&mut buffer));
            at += key.len_utf8();
            // A CR before an LF makes one line break with it, within which nobody stands.
            at += usize::from(self.text[..at].ends_with('\r') && self.text[at..].starts_with('\n'));
        }
    }

    /// Types `keys` at the end.
    pub fn type_on(&mut self, keys: &str) {
        self.type_at(self.text.len(), keys);
    }

    /// Takes the last change back; nothing if there is none. What it put there is taken out again, and no more.
    pub fn undo(&mut self) {
        let Some(before) = self.past.pop() else { return };
        let same = |pair: &((usize, char), char)| pair.0.1 == pair.1;
        let start = self.text.char_indices().zip(before.chars()).take_while(same).last();
        let mut start = start.map_or(0, |((at, letter), _)| at + letter.len_utf8());
        // A place between CR and LF is none.
        start -= usize::from(self.text[..start].ends_with('\r'));
        let rest = (&self.text[start..], &before[start..]);
        let ends = rest.0.chars().rev().zip(rest.1.chars().rev());
        let mut end: usize = ends.take_while(|(one, other)| one == other).map(|(letter, _)| letter.len_utf8()).sum();
        end -= usize::from(self.text[self.text.len() - end..].starts_with('\n'));
        let change = json!([{
            "range": self.range(start..self.text.len() - end),
            "text": before[start..before.len() - end],
        }]);
        self.text = before;
        self.changed(change);
    }

    /// Saves: the command line finds in the file what the server has said.
    pub fn save(&mut self) {
        self.editor.notify("textDocument/didSave", json!({"textDocument": {"uri": self.uri}}));
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        let command = command.args(["check", "-", "--format", "json", "--language", self.way.language]);
        let mut check = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the command starts");
        check.stdin.take().expect("piped").write_all(self.text.as_bytes()).expect("the command reads");
        let found: Value = serde_json::from_slice(&check.wait_with_output().expect("an end").stdout).expect("JSON");
        let found = found["drafts"][0]["findings"].as_array().expect("findings").iter().map(|finding| {
            let at = |end: &str| finding[end]["byte"].as_u64().expect("a place") as usize;
            json!([finding["code"], finding["message"], self.range(at("start")..at("end"))])
        });
        let said = self.said.as_array().expect("diagnostics").iter();
        let said = said.map(|said| json!([said["code"], said["message"], said["range"]]));
        assert_eq!(said.collect::<Vec<_>>(), found.collect::<Vec<_>>(), "{:?}: {:?}", self.way, self.text);
    }

    /// Gives the draft another name: to the server that is another draft.
    pub fn rename(&mut self, uri: &str) {
        self.close();
        self.uri = uri.to_owned();
        self.open();
    }

    /// Closes the draft and opens it again.
    pub fn reopen(&mut self) {
        self.close();
        self.open();
    }

    /// Does something, as chance will have it.
    pub fn do_something(&mut self, dice: &mut Dice, scraps: &[&str]) {
        let (one, other, scrap) = (self.border(dice), self.border(dice), *dice.pick::<&str>(scraps));
        let some = one.min(other)..one.max(other);
        match dice.roll(16) {
            0..=4 => self.type_at(one, scrap),
            5..=7 => self.put(one..one, scrap),
            8 => self.put(some.start..self.border_from(some.start + 1), ""),
            9 => self.put(some.start..self.border_from(some.end.min(some.start + 60)), scrap),
            // She copies, or moves, what stands elsewhere.
            10 => {
                let copy = self.text[some.start..self.border_from(some.end.min(some.start + 200))].to_owned();
                let at = self.border(dice);
                self.put(at..at, &copy);
            }
            11 => {
                let end = self.border_from(some.end.min(some.start + 200));
                let cut = self.text[some.start..end].to_owned();
                self.put_all(&[(some.start..end, ""), (0..0, &cut)]);
            }
            12 => (0..=dice.roll(6)).for_each(|_| self.undo()),
            13 if dice.roll(3) == 0 => self.put_anew(match self.text.contains("\r\n") {
                true => self.text.replace("\r\n", "\n"),
                false => self.text.replace('\n', "\r\n"),
            }),
            14 if dice.roll(4) == 0 => self.rename(&format!("file:///desk/renamed-{}.txt", dice.roll(9))),
            15 if dice.roll(4) == 0 => self.reopen(),
            _ => self.put(one..one, "\n\n"),
        }
    }

    /// Ends the session.
    pub fn finish(mut self) {
        assert!(self.way.pulls || self.editor.heard_nothing_else());
        assert_eq!(self.editor.finish(), 0);
    }

    /// A place in the text where something may begin or end.
    fn border(&self, dice: &mut Dice) -> usize {
        self.border_from(dice.roll(self.text.len() + 1))
    }

    /// The next such place from `at` on.
    fn border_from(&self, at: usize) -> usize {
        let is_border = |at: &usize| self.text.is_char_boundary(*at) && !self.text[..*at].ends_with('\r');
        (at..self.text.len()).find(is_border).unwrap_or(self.text.len())
    }

    fn open(&mut self) {
        (self.version, self.result) = (1, Value::Null);
        self.editor.open(&self.uri, self.way.language, &self.text);
        self.hold();
    }

    fn close(&mut self) {
        self.editor.close(&self.uri);
        if !self.way.pulls {
            assert_eq!(self.editor.diagnostics(&self.uri, self.version), json!([]));
        }
    }

    fn changed(&mut self, changes: Value) {
        self.version += 1;
        self.editor.change(&self.uri, self.version, changes);
        self.hold();
    }

    /// Holds what is said of this version against a fresh reading.
    fn hold(&mut self) {
        self.said = if self.way.pulls { self.fetched() } else { self.editor.diagnostics(&self.uri, self.version) };
        for said in self.said.as_array_mut().expect("diagnostics") {
            said.as_object_mut().expect("a diagnostic").retain(|key, _| key != "codeDescription" && key != "source");
        }
        assert_eq!(self.said, self.found(), "{:?}, version {}: {:?}", self.way, self.version, self.text);
    }

    fn fetched(&mut self) -> Value {
        let params = json!({"textDocument": {"uri": self.uri}, "previousResultId": self.result});
        let mut report = self.editor.request("textDocument/diagnostic", params).expect("a report");
        let last = std::mem::replace(&mut self.result, report["resultId"].take());
        if report["kind"] == "unchanged" {
            assert_eq!(self.result, last);
            return self.said.take();
        }
        assert_ne!(self.result, last);
        report["items"].take()
    }

    /// What a fresh reading finds, as her editor counts.
    fn found(&self) -> Value {
        let format = Format::named(self.way.language).expect("a format");
        let fresh = Snapshot::new(self.text.as_str().into(), format, &Settings::default());
        let range = |span: Span| self.range(span.start..span.end);
        let found = fresh.findings.iter().map(|finding| {
            let related = finding.related.iter();
            let related = related.map(|related| {
                json!({"location": {"uri": self.uri, "range": range(related.span)}, "message": related.message})
            });
            let related: Vec<Value> = related.collect();
            let mut found = json!({
                "range": range(finding.span),
                "severity": if finding.severity == Severity::Warning { 2 } else { 3 },
                "code": finding.code,
                "message": finding.message,
            });
            if !related.is_empty() {
                found["relatedInformation"] = related.into();
            }
            found
        });
        found.collect()
    }

    fn range(&self, stretch: Range<usize>) -> Value {
        let place = |offset: usize| {
            let (line, character) = self.way.units.place(&self.text, offset);
            json!({"line": line, "character": character})
        };
        json!({"start": place(stretch.start), "end": place(stretch.end)})
    }
}
