//! What `check --format sarif` prints: a log in the Static Analysis Results Interchange Format, version 2.1.0, which code
//! hosts and editors read.

use std::io::{self, Write};
use std::path::Path;

use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use xxhash_rust::xxh3::xxh3_64;

use super::fault::Fault;
use super::place::slashed;
use crate::ide::Snapshot;
use crate::rules::{Elsewhere, Finding, Fix, RULES, Related, Rule, Severity};
use crate::text::{Buffer, Encoding, Span};

/// The schema that the log is valid against.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The log of one run, written as drafts come, a line for each finding. Each step fails where `out` takes no more.
#[derive(Debug, Default)]
pub struct Log {
    /// Whether there is a finding in it.
    begun: bool,
    /// What could not be read, or not as it was meant.
    notifications: Vec<Value>,
}

impl Log {
    /// Opens the log.
    pub fn open(&self, out: &mut impl Write) -> io::Result<()> {
        let schema = json!(SCHEMA);
        let tool = json!({"driver": {
            "name": "Copydesk",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "informationUri": env!("CARGO_PKG_REPOSITORY"),
            "rules": RULES.iter().map(descriptor).collect::<Vec<_>>(),
        }});
        let lines = json!(["\r\n", "\n", "\r"]);
        write!(
            out,
            "{{\"$schema\":{schema},\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{tool},\"columnKind\":\"utf16CodeUnits\",\
             \"newlineSequences\":{lines},\"results\":["
        )
    }

    /// Adds a finding, one of [`results`].
    pub fn add(&mut self, out: &mut impl Write, result: &str) -> io::Result<()> {
        let border = if std::mem::replace(&mut self.begun, true) { ",\n" } else { "\n" };
        write!(out, "{border}{result}")
    }

    /// Notes that what is at `path` has a `fault`.
    pub fn note(&mut self, path: &Path, fault: &Fault) {
        let mut location = json!({"artifactLocation": {"uri": uri(path)}});
        if let Some(place) = fault.place {
            location["region"] = json!({"startLine": place.line});
        }
        self.notifications.push(json!({
            "level": "error",
            "message": {"text": fault.message},
            "locations": [{"physicalLocation": location}],
        }));
    }

    /// Closes the log.
    pub fn close(&self, out: &mut impl Write) -> io::Result<()> {
        let invocation = json!({
            "executionSuccessful": self.notifications.is_empty(),
            "toolExecutionNotifications": self.notifications,
        });
        writeln!(out, "\n],\"invocations\":[{invocation}]}}]}}")
    }
}

/// The findings of `snapshot`, the draft at `path`, as they stand in a log.
pub fn results(path: &Path, snapshot: &Snapshot) -> Vec<String> {
    let places = Places::new(path, snapshot.text());
    let mut met = FxHashMap::default();
    let results = snapshot.findings.iter().map(|finding| {
        let times = met.entry((finding.code, finding.span.of(snapshot.text()))).or_insert(0);
        *times += 1;
        places.result(finding, *times).to_string()
    });
    results.collect()
}

/// The places of one draft.
struct Places<'d> {
    uri: String,
    text: &'d str,
    buffer: Buffer,
}

impl<'d> Places<'d> {
    fn new(path: &Path, text: &'d str) -> Self {
        Places { uri: uri(path), text, buffer: Buffer::new(text) }
    }

    /// `finding`, which says so of the same words for the `time`th time.
    fn result(&self, finding: &Finding, time: usize) -> Value {
        let words = finding.span.of(self.text);
        // It stays the same where lines move.
        let fingerprint = xxh3_64(format!("{}\0{words}\0{time}", finding.code).as_bytes());
        let related = finding.related.iter().enumerate().map(|(id, related)| self.related(id, related));
        json!({
            "ruleId": finding.code,
            "ruleIndex": RULES.iter().position(|rule| rule.code == finding.code),
            "level": level(finding.severity),
            "message": {"text": finding.message},
            "locations": [{"physicalLocation": self.location(finding.span)}],
            "relatedLocations": related.collect::<Vec<_>>(),
            "partialFingerprints": {"words/v1": format!("{fingerprint:016x}")},
            "fixes": finding.fixes.iter().map(|fix| self.fix(fix)).collect::<Vec<_>>(),
        })
    }

    fn related(&self, id: usize, related: &Related) -> Value {
        let location = match &related.elsewhere {
            None => self.location(related.span),
            Some(Elsewhere { key, lines: [first, last] }) => json!({
                "artifactLocation": {"uri": uri(Path::new(&**key))},
                "region": {"startLine": first, "endLine": last},
            }),
        };
        json!({"id": id + 1, "physicalLocation": location, "message": {"text": related.message}})
    }

    fn fix(&self, fix: &Fix) -> Value {
        let replacements = fix.edits.iter().map(|edit| {
            let mut replacement = json!({"deletedRegion": self.region(edit.span)});
            if !edit.text.is_empty() {
                replacement["insertedContent"] = json!({"text": edit.text});
            }
            replacement
        });
        json!({
            "description": {"text": fix.title},
            "artifactChanges": [{
                "artifactLocation": {"uri": self.uri},
                "replacements": replacements.collect::<Vec<_>>(),
            }],
        })
    }

    fn location(&self, span: Span) -> Value {
        json!({"artifactLocation": {"uri": self.uri}, "region": self.region(span)})
    }

    /// Lines and columns from 1, the end behind the last character.
    fn region(&self, span: Span) -> Value {
        let [(line, column), (end_line, end_column)] = [span.start, span.end].map(|offset| {
            let position = self.buffer.position(offset, Encoding::Utf16);
            // A byte order mark says how the text is encoded and is no part of it.
            let mark = position.line == 0 && position.column > 0 && self.text.starts_with('\u{feff}');
            (position.line + 1, position.column + 1 - u32::from(mark))
        });
        json!({"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column})
    }
}

/// What a reader is told of `rule` without the web.
fn descriptor(rule: &Rule) -> Value {
    let (_, page) = rule.page.split_once("\n\n").unwrap_or_default();
    let end = ["\n\n## ", "\n\n```"].iter().filter_map(|next| page.find(next)).min().unwrap_or(page.len());
    let introduction = &page[..end];
    let summary = introduction.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    let short = summary.split_inclusive(". ").next().unwrap_or_default().trim_end();
    let address = rule.address();
    json!({
        "id": rule.code,
        "shortDescription": {"text": short},
        "fullDescription": {"text": summary},
        "help": {"text": introduction, "markdown": format!("{}\n\n[Examples]({address})", rooted(introduction, &address))},
        "helpUri": address,
        "defaultConfiguration": {"enabled": rule.unasked, "level": level(rule.severity)},
    })
}

/// `markdown` from the page at `address`, with links that lead somewhere from anywhere.
fn rooted(markdown: &str, address: &str) -> String {
    let folder = address.rsplit_once('/').map_or(address, |(folder, _)| folder);
    let below = format!("]({folder}/");
    markdown.replace("](", &below).replace(&format!("{below}https://"), "](https://")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Warning => "warning",
        Severity::Information => "note",
    }
}

/// The file at `path` as a URI: relative to where the command runs if `path` is.
fn uri(path: &Path) -> String {
    let mut uri = if path.is_absolute() { "file://".to_owned() } else { String::new() };
    let path = slashed(path);
    if !uri.is_empty() && !path.starts_with('/') {
        uri.push('/');
    }
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            _ => uri += &format!("%{byte:02X}"),
        }
    }
    uri
}
