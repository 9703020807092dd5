//! `copydesk check`: the findings in drafts, for people and for tools.

use std::convert::Infallible;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Result, anyhow, ensure};

use super::checked::{Checked, Style};
use super::comparison::{Comparison, key, sketch};
use super::configuration::{Basis, Configurations};
use super::input::{Drafts, File};
use super::outcome::{Outcome, unless_broken};
use super::progress::Progress;
use super::rewrite::rewrite;
use super::sheet::Sheet;
use super::threads::Threads;
use crate::config::Settings;
use crate::desk::Sources;
use crate::draft::Format;
use crate::ide::{Snapshot, actions};
use crate::rules::breakdown::caught;
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
    let printed = check(Arc::new(options), style, colour, Snapshot::from, &mut sheet);
    sheet.outcome().once(printed)
}

/// A draft that is to be checked.
#[derive(Debug)]
struct Task {
    /// The path by which to speak of it.
    name: PathBuf,
    /// The file, or why there is none.
    file: Result<File>,
    basis: Basis,
    archived: bool,
}

/// What reads a draft: [`Snapshot::from`], but in tests.
type Read = fn(Arc<str>, Format, &Settings, &Arc<Sources>) -> Snapshot;

fn check(
    options: Arc<Options>,
    style: Style,
    colour: bool,
    read: Read,
    sheet: &mut Sheet<impl Write>,
) -> io::Result<()> {
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
        let checked = unless_broken(|| {
            let (mut snapshot, mended) = examine(&file?, &options, &basis, read)?;
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
            Ok(checked) => {
                sheet.draft(&checked)?;
                checked.broken.iter().try_for_each(|broken| sheet.failure(&name, &broken.to_string()))
            }
            Err(error) => sheet.failure(&name, &error.to_string()),
        }
    })?;
    sheet.close()
}

/// The drafts of `tasks` by their words. What cannot be read, or breaks down, is left to those who check it.
fn compare(tasks: &[Task], options: &Arc<Options>) -> Comparison {
    // Standard input can be read once only.
    let read = tasks.iter().filter(|task| !task.basis.0.source);
    let drafts: Vec<_> = read
        .filter_map(|task| {
            let file = task.file.as_ref().ok().filter(|file| !file.is_stdin())?.clone();
            Some((key(&task.name), file, task.archived, task.basis.0.longest_draft))
        })
        .collect();
    let mut comparison = Comparison::default();
    let mut progress = Progress::new("Comparing drafts", drafts.len());
    let read = options.clone();
    let work = move |(key, file, archived, longest): (String, File, bool, usize)| {
        let (text, format) = read.drafts.read(&file, longest).ok()?;
        let sketch = caught(None, &mut Vec::new(), || sketch(text, format))?;
        Some((key, sketch, archived))
    };
    let Ok(()) = options.threads.in_groups(drafts, work, |draft| {
        draft.into_iter().for_each(|(key, sketch, archived)| comparison.add(&key, sketch, archived));
        progress.step();
        Ok::<(), Infallible>(())
    });
    comparison
}

/// The draft in `file` and how many findings were mended in it, which are none unless that is asked for.
fn examine(file: &File, options: &Options, (settings, sources): &Basis, read: Read) -> Result<(Snapshot, usize)> {
    let (text, format) = options.drafts.read(file, settings.longest_draft)?;
    let snapshot = read(text, format, settings, sources);
    if !options.fix {
        return Ok((snapshot, 0));
    }
    ensure!(!file.is_stdin(), "--fix needs a file that it can write to");
    let mended = snapshot.findings.iter().filter(|finding| finding.is_mendable()).count();
    if mended == 0 {
        return Ok((snapshot, 0));
    }
    let text = edit::apply(snapshot.text(), &actions::fix_all(&snapshot));
    let written = file.place().and_then(|place| rewrite(&place, snapshot.text(), &text));
    written.map_err(|error| anyhow!("cannot be fixed: {error}"))?;
    Ok((read(text.into(), format, settings, sources), mended))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::rules::Rule;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        options: Options,
    }

    /// Every rule; that of copies breaks down over a trap.
    fn rules() -> Vec<Rule> {
        let mut rules = RULES.to_vec();
        rules[0].check = |article, known| {
            assert!(!article.draft.text.contains("TRAP"), "caught in a trap");
            (RULES[0].check)(article, known)
        };
        rules
    }

    /// The analysis as a whole breaks down over a pit.
    fn breaking(text: Arc<str>, format: Format, settings: &Settings, sources: &Arc<Sources>) -> Snapshot {
        assert!(!text.contains("PIT"), "fallen into a pit");
        Snapshot::by(&rules(), None, text, format, settings, sources, &|| false).expect("nobody cancels it")
    }

    /// What is printed of drafts of these texts, and how the command ends.
    fn checked(style: Style, arguments: &[&str], drafts: [&str; 3]) -> (String, Outcome) {
        let folder = tempfile::tempdir().unwrap();
        let mut line: Vec<&std::ffi::OsStr> = vec!["check".as_ref()];
        let paths: Vec<PathBuf> = (0..3).map(|index| folder.path().join(format!("{index}.txt"))).collect();
        for (path, text) in paths.iter().zip(drafts) {
            std::fs::write(path, text).unwrap();
            line.push(path.as_ref());
        }
        line.extend(arguments.iter().map(std::ffi::OsStr::new));
        let mut out = Vec::new();
        let mut sheet = Sheet::new(&mut out, style);
        check(Arc::new(Line::parse_from(line).options), style, false, breaking, &mut sheet).unwrap();
        let outcome = sheet.outcome();
        (String::from_utf8(out).unwrap().replace(&format!("{}/", folder.path().display()), ""), outcome)
    }

    #[test]
    fn what_breaks_down_costs_neither_other_drafts_nor_other_rules() {
        let nobody = "“It is a quiet place, and nobody comes here twice.”\n\nIt rained.\n";
        let drafts = [&format!("{nobody}\nThe TRAP is open.\n"), "The PIT is open.\n", nobody];
        for threads in ["--threads=1", "--threads=3"] {
            let (out, outcome) = checked(Style::Json, &[threads], drafts);
            assert_eq!(outcome, Outcome::Failed);
            let out: serde_json::Value = serde_json::from_str(&out).unwrap();
            let of = |index: usize| {
                let said = out["drafts"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .filter(|said| said["path"].as_str().unwrap().ends_with(&format!("{index}.txt")));
                said.map(|said| (said["findings"][0]["code"].clone(), said["error"].clone())).collect::<Vec<_>>()
            };
            let [(code, none), (_, error)] = &of(0)[..] else { panic!("{out}") };
            assert_eq!((code.as_str(), none), (Some("unattributed-quote"), &serde_json::Value::Null));
            let error = error.as_str().unwrap();
            assert!(
                error.starts_with("the rule duplicate-paragraph broke down, and the others went on: caught in a trap")
            );
            assert!(error.ends_with("please report it at https://github.com/copydesk/copydesk/issues"), "{error}");
            let [(_, error)] = &of(1)[..] else { panic!("{out}") };
            assert!(error.as_str().unwrap().starts_with("the analysis broke down: fallen into a pit"));
            let [(code, _)] = &of(2)[..] else { panic!("{out}") };
            assert_eq!(code, "unattributed-quote");
        }
        let (out, _) = checked(Style::Sarif, &[], drafts);
        assert!(out.contains("broke down") && out.contains("\"executionSuccessful\":false"), "{out}");
    }

    /// A paragraph of which one is enough.
    #[cfg(unix)]
    const PARAGRAPH: &str = "The weir at Oxley is to be rebuilt in the spring, the county said on Monday. It was damaged by \
                             the flood of last November, and boats have been carried round it on a cart ever since.";

    /// Reads a draft; while it reads one that begins with a folder, there somebody plants links, and a pipe, for drafts.
    #[cfg(unix)]
    fn planting(text: Arc<str>, format: Format, settings: &Settings, sources: &Arc<Sources>) -> Snapshot {
        use std::os::unix::fs::symlink;
        use std::path::Path;

        if let Some(folder) = text.lines().next().map(Path::new).filter(|folder| folder.is_dir()) {
            let (desk, other) = (folder.join("desk"), folder.join("other"));
            for (name, to) in [("a.txt", other.join("a.txt")), ("b.txt", desk.join(".b")), ("c", other.join("c"))] {
                std::fs::rename(desk.join(name), folder.join(name)).unwrap();
                symlink(to, desk.join(name)).unwrap();
            }
            std::fs::remove_file(desk.join("d.txt")).unwrap();
            assert!(std::process::Command::new("mkfifo").arg(desk.join("d.txt")).status().unwrap().success());
        }
        Snapshot::from(text, format, settings, sources)
    }

    /// The file that a planted link led to was read, and rewritten.
    #[cfg(unix)]
    #[test]
    fn what_is_planted_after_the_walk_is_neither_read_nor_rewritten() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path();
        let twice = format!("{PARAGRAPH}\n\n{PARAGRAPH}\n");
        // It is read before the link takes its place.
        let first = format!("{}\n\n{twice}", place.display());
        let files = ["desk/a.txt", "desk/b.txt", "desk/c/c.txt", "desk/d.txt", "desk/e.txt", "desk/.b"];
        for (name, text) in files.map(|name| (name, &twice)).into_iter().chain([
            ("desk/a.txt", &first),
            ("other/a.txt", &first),
            ("other/c/c.txt", &twice),
        ]) {
            std::fs::create_dir_all(place.join(name).parent().unwrap()).unwrap();
            std::fs::write(place.join(name), text).unwrap();
        }
        let mut out = Vec::new();
        let mut sheet = Sheet::new(&mut out, Style::Json);
        let desk = place.join("desk");
        let line = Line::parse_from(["check".as_ref(), "--fix".as_ref(), desk.as_os_str()]);
        check(Arc::new(line.options), Style::Json, false, planting, &mut sheet).unwrap();
        let out: serde_json::Value = serde_json::from_slice(&out).unwrap();
        let said = out["drafts"].as_array().unwrap().iter().map(|draft| draft["error"].as_str());
        let link = "there is a link on the way to it by now";
        let unfixed = format!("cannot be fixed: {link}");
        let expected = [Some(&*unfixed), Some(link), Some(link), Some("it is no plain file"), None];
        assert_eq!(said.collect::<Vec<_>>(), expected);
        for (name, text) in [("other/a.txt", &first), ("desk/.b", &twice), ("other/c/c.txt", &twice), ("a.txt", &first)]
        {
            assert_eq!(&std::fs::read_to_string(place.join(name)).unwrap(), text, "{name}");
        }
        assert_eq!(std::fs::read_to_string(desk.join("e.txt")).unwrap(), format!("{PARAGRAPH}\n"));
    }

    #[test]
    fn what_breaks_down_is_not_written() {
        let drafts = ["The PIT is open.\n\nThe PIT is open.\n", "It rained.\n", "TRAP\n"];
        let (out, outcome) = checked(Style::Text, &["--fix", "--across"], drafts);
        assert_eq!((out.as_str(), outcome), ("No findings in 2 drafts.\n", Outcome::Failed));
    }
}
