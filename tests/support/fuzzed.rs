//! What a fuzzer asks of any bytes: that reading them does not panic, hang or grow, and that what it leads to is sound.
//!
//! `fuzz/` has a program for each; `tests/fuzzed.rs` asks the same of the inputs that were kept.

use std::io::BufReader;

use copydesk::config::{Addition, File, Settings, listing, stet, stet_file, table};
use copydesk::draft::Format;
use copydesk::server::wire;
use copydesk::text::{Edit, Encoding, edit};
use tower_lsp::gen_lsp_types::{Position, Range};

#[path = "edited.rs"]
#[allow(dead_code, reason = "a fuzzer knows nothing of spans")]
mod edited;
#[path = "exact.rs"]
mod exact;
#[path = "talk.rs"]
mod talk;
#[path = "whole.rs"]
mod whole;

/// The first byte tells the format; the rest is a draft, which is read.
pub fn formats(input: &[u8]) {
    if let Some((format, _, text)) = draft(input) {
        exact::read_exactly(&text, format);
    }
}

/// The first byte tells the format; the rest is a draft, of which all is found and every fix is made.
pub fn analysis(input: &[u8]) {
    if let Some((format, _, text)) = draft(input) {
        whole::sound(&text, format);
    }
}

/// The first byte tells the format and what columns count; the rest is a draft, and behind every byte 255 an edit of it:
/// four bytes for where it begins and how many lines and columns it holds, and what comes there. Where the first of them is
/// 254, that is the whole draft; where it is 253, another desk reads it first.
pub fn editing(input: &[u8]) {
    let mut parts = input.split(|&byte| byte == 255);
    let Some((format, encoding, text)) = parts.next().and_then(draft) else { return };
    let mut draft = edited::Edited::open(&text, format, encoding);
    for part in parts {
        let Some((&[line, character, lines, columns], text)) = part.split_first_chunk() else { continue };
        if line == 253 {
            draft.turn_over();
        }
        let start = Position { line: line.into(), character: character.into() };
        let end = match lines {
            0 => Position { character: start.character + u32::from(columns), ..start },
            lines => Position { line: start.line + u32::from(lines), character: columns.into() },
        };
        let range = (line != 254).then_some(Range { start, end });
        draft.change(range, &String::from_utf8_lossy(text));
    }
}

/// The text of a `copydesk.toml`, or of the file in which a desk lets things stand, or settings of an editor.
pub fn settings(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let File { settings, mistakes } = File::read(&text);
    let (stets, more) = stet_file::read("stet.toml", &text);
    for mistake in mistakes.iter().chain(&more) {
        assert!(text.get(mistake.span.start..mistake.span.end).is_some(), "{text:?}: {mistake:?} cuts a character");
    }
    let name = "Edda \"Krull\"";
    let additions = [Addition::Person(name.to_owned())];
    if let Some(edits) = listing::add(&text, &additions) {
        let read = File::read(&added(&text, &edits));
        assert_eq!(read.mistakes.len(), mistakes.len(), "{text:?} has no place for a name: {:?}", read.mistakes);
        let people = settings.house.people().len() + usize::from(settings.house.literal(name).is_none());
        assert_eq!(read.settings.house.people().len(), people, "{text:?}");
    }
    let entry = stet::Entry::new("a\\b.txt".to_owned(), "unattributed-quote", "“It \u{7f}rained,” she said.");
    if let Some(edits) = stet_file::add(&text, &entry) {
        let (read, mistakes) = stet_file::read("stet.toml", &added(&text, &edits));
        assert_eq!(
            (read.entries.len(), mistakes.len()),
            (stets.entries.len() + 1, more.len()),
            "{text:?}: {mistakes:?}"
        );
    }
    if let Ok(json) = serde_json::from_slice(input) {
        table::are_handed(&json);
        table::read_handed(&json, &mut Settings::default());
    }
}

/// What a client sends.
pub fn frames(input: &[u8]) {
    let read = |size: usize| -> Vec<String> {
        let messages = wire::messages(BufReader::with_capacity(size, input));
        messages.map(|message| message.map_or_else(|error| error.to_string(), |request| request.to_string())).collect()
    };
    let messages = read(1 << 16);
    assert!(messages.len() <= input.len());
    assert_eq!(messages, read(1), "it counts how the bytes arrive");
}

/// Messages of a client that the server knows, one a line.
pub fn session(input: &[u8]) {
    talk::talk(input.split(|&byte| byte == b'\n'));
}

/// The draft that `input` is.
fn draft(input: &[u8]) -> Option<(Format, Encoding, String)> {
    let (&first, text) = input.split_first()?;
    let format = [Format::Plain, Format::Markdown, Format::Html][usize::from(first) % 3];
    let encoding = [Encoding::Utf16, Encoding::Utf8, Encoding::Utf32][usize::from(first) / 3 % 3];
    Some((format, encoding, String::from_utf8_lossy(text).into_owned()))
}

/// `text` with `edits` made.
fn added(text: &str, edits: &[Edit]) -> String {
    for Edit { span, .. } in edits {
        assert!(text.get(span.start..span.end).is_some(), "{text:?}: {span:?} cuts a character");
    }
    edit::apply(text, edits)
}
