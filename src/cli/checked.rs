//! A draft that was checked, as `check` prints it.

use std::path::Path;

use super::annotation::Annotation;
use super::excerpt::Excerpts;
use super::patch::Patch;
use super::report::Report;
use super::sarif;
use crate::ide::Snapshot;
use crate::rules::Breakdown;
use crate::text::Buffer;

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Style {
    /// For people: the lines in question, the words marked
    #[default]
    Text,
    /// For tools: one JSON object, described in docs/json.md
    Json,
    /// For code hosts and other tools that take findings: a log in SARIF 2.1.0
    Sarif,
    /// For a job of GitHub Actions: annotations of the lines in question
    Github,
    /// What could be mended, as a patch
    #[value(skip)]
    Patch,
}

/// What there is to print of one draft, and to count.
#[derive(Debug)]
pub struct Checked {
    /// What the sheet has an element for each of, as it stands there: the findings, or the draft as a whole.
    pub shown: Vec<String>,
    /// How many findings it has.
    pub findings: usize,
    /// How many of them can be mended without being asked.
    pub mendable: usize,
    /// How many more have just been mended.
    pub mended: usize,
    /// What is not known because rules broke down.
    pub broken: Vec<Breakdown>,
}

impl Checked {
    /// The draft at `path`, where `mended` findings more have just been mended, in `style`, in colour if `colour` is set.
    ///
    /// # Errors
    ///
    /// What cannot be written as JSON, which nothing is.
    pub fn new(
        path: &Path,
        snapshot: &Snapshot,
        mended: usize,
        style: Style,
        colour: bool,
    ) -> serde_json::Result<Self> {
        let (findings, name) = (&snapshot.findings, path.to_string_lossy());
        let shown = match style {
            Style::Json => vec![serde_json::to_string(&Report::new(&name, snapshot))?],
            _ if findings.is_empty() => Vec::new(),
            Style::Sarif => sarif::results(path, snapshot),
            Style::Github => {
                let buffer = Buffer::new(snapshot.text());
                findings.iter().map(|finding| Annotation::of(finding, path, &buffer).to_string()).collect()
            }
            Style::Patch => vec![Patch::new(path, snapshot).to_string()],
            Style::Text => {
                let excerpts = Excerpts::new(&name, snapshot.text(), colour);
                findings.iter().map(|finding| excerpts.of(finding)).collect()
            }
        };
        let mendable = findings.iter().filter(|finding| finding.is_mendable()).count();
        Ok(Checked { shown, findings: findings.len(), mendable, mended, broken: snapshot.broken.clone() })
    }
}
