//! `copydesk check`: the findings in drafts, for people and for tools.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, ensure};

use super::comparison::{Comparison, key};
use super::configuration::{Basis, Configurations};
use super::input::{self, Drafts};
use super::outcome::Outcome;
use super::progress::Progress;
use super::rewrite::rewrite;
use super::sheet::{Sheet, Style};
use crate::ide::{Snapshot, actions};
use crate::rules::{self, RULES};
use crate::text::edit;

/// What `copydesk check` is asked to do.
#[derive(Debug, clap::Args)]
pub struct Options {
    #[command(flatten)]
    drafts: Drafts<Style>,

    /// A rule to check by that is silent unless asked for, such as unintroduced-name; may be given more than once
    #[arg(long, value_name = "RULE", value_parser = rule)]
    enable: Vec<String>,

    /// Compare the drafts with each other too, and report passages that stand in two of them
    #[arg(long)]
    across: bool,

    /// Remove repeated paragraphs from the files where that is safe, and print the findings that are left
    #[arg(long)]
    fix: bool,

    /// Print what --fix would do as a patch, and change nothing; exits with 1 if there is something to do
    #[arg(long, conflicts_with_all = ["fix", "across", "format"])]
    diff: bool,
}

fn rule(code: &str) -> Result<String> {
    let codes = || RULES.iter().map(|rule| rule.code).collect::<Vec<_>>().join(", ");
    ensure!(rules::named(code).is_some(), "no such rule; there are {}", codes());
    Ok(code.to_owned())
}

/// Checks drafts and prints what is found. What cannot be checked is said on standard error, and the others still are.
pub fn run(options: &Options) -> Outcome {
    let out = io::stdout().lock();
    // https://no-color.org
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let colour = out.is_terminal() && !plain;
    let style = if options.diff { Style::Patch } else { options.drafts.format };
    let mut sheet = Sheet::new(out, style, colour);
    let printed = check(options, &mut sheet);
    sheet.outcome().once(printed)
}

fn check(options: &Options, sheet: &mut Sheet<impl Write>) -> io::Result<()> {
    let mut configurations = Configurations::default();
    sheet.open()?;
    let files: Vec<_> = options.drafts.files().collect();
    let comparison = match options.across {
        true => Some(compare(&files, options, &mut configurations, sheet)?),
        false => None,
    };
    // To people on a terminal what is found shows how far it has come.
    let watched = options.drafts.format == Style::Text || io::stdout().is_terminal();
    let mut progress = (!watched).then(|| Progress::new("Checking drafts", files.len()));
    for (name, file) in files {
        let ((mut settings, sources), faults) = configurations.of(&name);
        settings.enabled.extend_from_slice(&options.enable);
        let basis = (settings, sources);
        faults.iter().try_for_each(|faults| sheet.faults(faults))?;
        match file.and_then(|file| examine(&file, options, &basis)) {
            Ok((mut snapshot, mended)) => {
                if let Some(comparison) = &comparison {
                    comparison.complete(&key(&name), &mut snapshot, &basis.0);
                }
                sheet.draft(&name, &snapshot, mended)?;
            }
            Err(error) => sheet.failure(&name, &error.to_string())?,
        }
        progress.iter_mut().for_each(Progress::step);
    }
    sheet.close()
}

/// The drafts `files` by their words. What cannot be read is left to those who check it.
fn compare(
    files: &[(PathBuf, Result<PathBuf>)],
    options: &Options,
    configurations: &mut Configurations,
    sheet: &mut Sheet<impl Write>,
) -> io::Result<Comparison> {
    let mut comparison = Comparison::default();
    let mut progress = Progress::new("Comparing drafts", files.len());
    for (name, file) in files {
        let ((settings, _), faults) = configurations.of(name);
        faults.iter().try_for_each(|faults| sheet.faults(faults))?;
        // Standard input can be read once only.
        let file = file.as_ref().ok().filter(|file| *file != Path::new(input::STDIN) && !settings.source);
        if let Some(Ok((text, format))) = file.map(|file| options.drafts.read(file, settings.longest_draft)) {
            comparison.add(&key(name), text, format, configurations.is_archived(name));
        }
        progress.step();
    }
    Ok(comparison)
}

/// The draft at `path` and how many findings were mended in it, which are none unless that is asked for.
fn examine(path: &Path, options: &Options, (settings, sources): &Basis) -> Result<(Snapshot, usize)> {
    let (text, format) = options.drafts.read(path, settings.longest_draft)?;
    let snapshot = Snapshot::from(text, format, settings, sources);
    if !options.fix {
        return Ok((snapshot, 0));
    }
    ensure!(path != Path::new(input::STDIN), "--fix needs a file that it can write to");
    let mended = snapshot.findings.iter().filter(|finding| finding.is_mendable()).count();
    if mended == 0 {
        return Ok((snapshot, 0));
    }
    let text = edit::apply(snapshot.text(), &actions::fix_all(&snapshot));
    rewrite(path, snapshot.text(), &text).map_err(|error| anyhow!("cannot be fixed: {error}"))?;
    Ok((Snapshot::from(text.into(), format, settings, sources), mended))
}
