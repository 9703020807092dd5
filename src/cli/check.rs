//! `copydesk check`: the findings in drafts, for people and for tools.

use std::convert::Infallible;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, anyhow, ensure};

use super::checked::{Checked, Style};
use super::comparison::{Comparison, key, sketch};
use super::configuration::{Basis, Configurations};
use super::input::{self, Drafts};
use super::outcome::Outcome;
use super::progress::Progress;
use super::rewrite::rewrite;
use super::sheet::Sheet;
use super::threads::Threads;
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

    #[command(flatten)]
    threads: Threads,
}

fn rule(code: &str) -> Result<String> {
    let codes = || RULES.iter().map(|rule| rule.code).collect::<Vec<_>>().join(", ");
    ensure!(rules::named(code).is_some(), "no such rule; there are {}", codes());
    Ok(code.to_owned())
}

/// Checks drafts and prints what is found. What cannot be checked is said on standard error, and the others still are.
pub fn run(options: Options) -> Outcome {
    let out = io::stdout().lock();
    // https://no-color.org
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let colour = out.is_terminal() && !plain;
    let style = if options.diff { Style::Patch } else { options.drafts.format };
    let mut sheet = Sheet::new(out, style);
    let printed = check(Arc::new(options), style, colour, &mut sheet);
    sheet.outcome().once(printed)
}

/// A draft that is to be checked.
#[derive(Debug)]
struct Task {
    /// The path by which to speak of it.
    name: PathBuf,
    /// Where it is, or why it cannot be read.
    file: Result<PathBuf>,
    basis: Basis,
    archived: bool,
}

fn check(options: Arc<Options>, style: Style, colour: bool, sheet: &mut Sheet<impl Write>) -> io::Result<()> {
    sheet.open()?;
    let mut configurations = Configurations::new(&options.enable);
    let mut tasks = Vec::new();
    for (name, file) in options.drafts.files() {
        let (basis, faults) = configurations.of(&name);
        faults.iter().try_for_each(|faults| sheet.faults(faults))?;
        let archived = options.across && configurations.is_archived(&name);
        tasks.push(Task { name, file, basis, archived });
    }
    let comparison = options.across.then(|| compare(&tasks, &options));
    // What a file holds that is named twice depends on whether it is mended yet.
    let threads = if options.fix { Threads::ONE } else { options.threads };
    let work = move |Task { name, file, basis, .. }: Task| {
        let checked = file.and_then(|file| {
            let (mut snapshot, mended) = examine(&file, &options, &basis)?;
            if let Some(comparison) = &comparison {
                comparison.complete(&key(&name), &mut snapshot, &basis.0);
            }
            Ok(Checked::new(&name, &snapshot, mended, style, colour)?)
        });
        (name, checked)
    };
    // To people on a terminal what is found shows how far it has come.
    let watched = style == Style::Text || io::stdout().is_terminal();
    let mut progress = (!watched).then(|| Progress::new("Checking drafts", tasks.len()));
    threads.in_groups(tasks, work, |(name, checked)| {
        progress.iter_mut().for_each(Progress::step);
        match checked {
            Ok(checked) => sheet.draft(&checked),
            Err(error) => sheet.failure(&name, &error.to_string()),
        }
    })?;
    sheet.close()
}

/// The drafts of `tasks` by their words. What cannot be read is left to those who check it.
fn compare(tasks: &[Task], options: &Arc<Options>) -> Comparison {
    // Standard input can be read once only.
    let is_read = |file: &PathBuf| file != Path::new(input::STDIN);
    let read = tasks.iter().filter(|task| !task.basis.0.source && task.file.as_ref().is_ok_and(is_read));
    let drafts: Vec<_> =
        read.map(|task| (key(&task.name), task.name.clone(), task.archived, task.basis.0.longest_draft)).collect();
    let mut comparison = Comparison::default();
    let mut progress = Progress::new("Comparing drafts", drafts.len());
    let read = options.clone();
    let work = move |(key, file, archived, longest): (String, PathBuf, bool, usize)| {
        let (text, format) = read.drafts.read(&file, longest).ok()?;
        Some((key, sketch(text, format), archived))
    };
    let Ok(()) = options.threads.in_groups(drafts, work, |draft| {
        draft.into_iter().for_each(|(key, sketch, archived)| comparison.add(&key, sketch, archived));
        progress.step();
        Ok::<(), Infallible>(())
    });
    comparison
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
