//! `copydesk quotes`: the quote sheet, who said what.

pub mod page;
pub mod text;
pub mod markdown;
pub mod table;

use std::io::{self, BufWriter, Write};

use anyhow::{Result, anyhow};
use page::Page;

use super::configuration::{Basis, Configurations};
use super::frame::{Failure, Frame};
use super::input::{Drafts, File};
use super::outcome::{Outcome, complain, unless_broken};
use crate::ide::Snapshot;

/// What `copydesk quotes` is asked to do.
pub type Options = Drafts<Style>;

/// How quotes are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Style {
    /// For people
    #[default]
    Text,
    /// For tools: one JSON object, described in docs/json.md
    Json,
    /// For spreadsheets: a row for each quote
    Csv,
    /// For notes and tickets
    Markdown,
}

/// Prints who said what in drafts. What cannot be read is said on standard error, and the others still are.
pub fn run(options: &Options) -> Outcome {
    let mut outcome = Outcome::Clean;
    let printed = print(options, BufWriter::new(io::stdout().lock()), &mut outcome);
    outcome.once(printed)
}

fn print(options: &Options, mut out: impl Write, outcome: &mut Outcome) -> io::Result<()> {
    let mut configurations = Configurations::default();
    let mut frame = Frame::default();
    match options.format {
        Style::Json => frame.open(&mut out)?,
        Style::Csv => table::open(&mut out)?,
        Style::Text | Style::Markdown => {}
    }
    let mut border = "";
    let mut met = false;
    for (name, file) in options.files() {
        met = true;
        let (basis, faults) = configurations.of(&name);
        for (path, faults) in &faults {
            *outcome = Outcome::Failed;
            for error in faults.iter().filter(|_| options.format == Style::Json) {
                frame.add(&mut out, &Failure { path: &path.to_string_lossy(), error: &error.to_string() })?;
            }
        }
        let path = &name.to_string_lossy();
        let snapshot = match unless_broken(|| read(&file?, options, &basis)) {
            Ok(snapshot) => snapshot,
            Err(error) => {
                *outcome = Outcome::Failed;
                complain(path, &error);
                if options.format == Style::Json {
                    frame.add(&mut out, &Failure { path, error: &error.to_string() })?;
                }
                continue;
            }
        };
        let page = Page::new(path, &snapshot);
        match options.format {
            Style::Json => frame.add(&mut out, &page)?,
            Style::Csv => table::write(&mut out, &page)?,
            Style::Text => write!(out, "{border}{}", text::Sheet(&page))?,
            Style::Markdown => write!(out, "{border}{}", markdown::Sheet(&page))?,
        }
        border = "\n";
    }
    if options.format == Style::Json {
        frame.close(&mut out)?;
    }
    out.flush()?;
    if !met {
        complain("quotes", "there is no draft to read");
    }
    Ok(())
}

fn read(file: &File, options: &Options, (settings, sources): &Basis) -> Result<Snapshot> {
    let (text, format) = options.read(file, settings.longest_draft)?;
    let snapshot = Snapshot::from(text, format, settings, sources);
    match &snapshot.limit {
        Some(limit) => Err(anyhow!("{limit}")),
        None => Ok(snapshot),
    }
}
