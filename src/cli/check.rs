//! `copydesk check`: the findings in drafts, for people and for tools.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, ensure};

use super::input;
use super::outcome::Outcome;
use super::rewrite::rewrite;
use super::sheet::{Sheet, Style};
use crate::config::Settings;
use crate::draft::Format;
use crate::ide::{Snapshot, actions};
use crate::text::edit;

/// What `copydesk check` is asked to do.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Drafts, or folders of drafts; - is standard input [default: the current folder]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// How to print the findings
    #[arg(long, value_enum, default_value_t)]
    format: Style,

    /// What the drafts are written in: plaintext (or text), markdown, html [default: as file names say, else plaintext]
    #[arg(long, value_parser = input::language)]
    language: Option<Format>,

    /// Make the fixes that are safe to make unasked, and print what is left
    #[arg(long)]
    fix: bool,
}

/// Checks drafts and prints what is found. What cannot be checked is said on standard error, and the others still are.
pub fn run(options: &Options) -> Outcome {
    let out = io::stdout().lock();
    // https://no-color.org
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let colour = out.is_terminal() && !plain;
    let mut sheet = Sheet::new(out, options.format, colour);
    let printed = check(options, &mut sheet);
    sheet.outcome().once(printed)
}

fn check(options: &Options, sheet: &mut Sheet<impl Write>) -> io::Result<()> {
    let settings = Settings::default();
    let here = [PathBuf::from(".")];
    let paths = if options.paths.is_empty() { &here[..] } else { &options.paths };
    sheet.open()?;
    for path in paths {
        for file in input::files(path) {
            let name = file.as_ref().unwrap_or(path).clone();
            match file.and_then(|file| examine(&file, options, &settings)) {
                Ok((snapshot, mended)) => sheet.draft(&name, &snapshot, mended)?,
                Err(error) => sheet.failure(&name, &error.to_string())?,
            }
        }
    }
    sheet.close()
}

/// The draft at `path` and how many findings were mended in it, which are none unless that is asked for.
fn examine(path: &Path, options: &Options, settings: &Settings) -> Result<(Snapshot, usize)> {
    let text = input::read(path, settings.longest_draft)?;
    let format = options.language.or_else(|| input::format(path)).unwrap_or_default();
    let snapshot = Snapshot::new(text, format, settings);
    if !options.fix {
        return Ok((snapshot, 0));
    }
    ensure!(path != Path::new(input::STDIN), "--fix needs a file that it can write to");
    let mended = snapshot.findings.iter().filter(|finding| finding.is_mendable()).count();
    if mended == 0 {
        return Ok((snapshot, 0));
    }
    let text = edit::apply(snapshot.text(), &actions::fix_all(&snapshot));
    rewrite(path, &text).map_err(|error| anyhow!("cannot be fixed: {error}"))?;
    Ok((Snapshot::new(text.into(), format, settings), mended))
}
