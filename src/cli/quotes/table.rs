//! The quote sheet for a spreadsheet: a row for each quote.

use std::io::{self, Write};

use csv::WriterBuilder;

use super::page::{Page, Quote, Speaker};

/// The columns.
const HEADER: [&str; 13] = [
    "path",
    "line",
    "column",
    "person",
    "roles",
    "speaker",
    "cue",
    "how",
    "words",
    "quote",
    "source",
    "source_line",
    "exact",
];

/// Writes the names of the columns. Fails where `out` takes no more.
pub fn open(out: &mut impl Write) -> io::Result<()> {
    let mut table = WriterBuilder::new().from_writer(out);
    table.write_record(HEADER)?;
    table.flush()
}

/// Writes the quotes of `page`: speaker by speaker, those that nobody is given for last. Fails where `out` takes no more.
pub fn write(out: &mut impl Write, page: &Page) -> io::Result<()> {
    let mut table = WriterBuilder::new().from_writer(out);
    let given = page.speakers.iter().flat_map(|speaker| speaker.quotes.iter().map(move |quote| (Some(speaker), quote)));
    for (speaker, quote) in given.chain(page.unattributed.iter().map(|quote| (None, quote))) {
        table.write_record(row(page.path, speaker, quote))?;
    }
    table.flush()
}

fn row(path: &str, speaker: Option<&Speaker>, quote: &Quote) -> [String; HEADER.len()] {
    let named = speaker.filter(|speaker| speaker.named);
    let source = quote.source.as_ref();
    [
        cell(path),
        quote.start.line.to_string(),
        quote.start.column.to_string(),
        named.map_or(String::new(), |speaker| cell(&speaker.name)),
        speaker.map_or(String::new(), |speaker| cell(&speaker.roles.join("; "))),
        cell(quote.speaker.as_deref().unwrap_or_default()),
        cell(quote.cue.as_deref().unwrap_or_default()),
        quote.how.unwrap_or_default().to_owned(),
        quote.words.to_string(),
        cell(&quote.text),
        cell(source.map_or("", |source| &source.path)),
        source.map_or(String::new(), |source| source.lines[0].to_string()),
        source.map_or("", |source| if source.exact { "yes" } else { "no" }).to_owned(),
    ]
}

/// `text` as a cell that no spreadsheet takes for a formula: one that begins like one begins with an apostrophe instead.
/// https://owasp.org/www-community/attacks/CSV_Injection
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if formula { format!("'{text}") } else { text.to_owned() }
}
