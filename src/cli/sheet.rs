//! What `check` prints, draft by draft, and the count of it.

use std::io::{self, Write};
use std::path::Path;

use super::annotation::Annotation;
use super::configuration::Faults;
use super::excerpt::Excerpts;
use super::fault::Fault;
use super::frame::{Failure, Frame};
use super::outcome::{Outcome, complain};
use super::patch::Patch;
use super::report::Report;
use super::sarif::Log;
use crate::ide::Snapshot;
use crate::ide::wording::counted;
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

/// Findings as they are printed, from [`open`](Sheet::open) to [`close`](Sheet::close). Each step fails where `out` takes
/// no more.
pub struct Sheet<W> {
    out: W,
    style: Style,
    colour: bool,
    outcome: Outcome,
    frame: Frame,
    log: Log,
    drafts: usize,
    findings: usize,
    mendable: usize,
    mended: usize,
}

impl<W: Write> Sheet<W> {
    /// Prints to `out` in `style`, in colour if `colour` is set.
    pub fn new(out: W, style: Style, colour: bool) -> Self {
        let (outcome, frame, log) = (Outcome::Clean, Frame::default(), Log::default());
        Sheet { out, style, colour, outcome, frame, log, drafts: 0, findings: 0, mendable: 0, mended: 0 }
    }

    /// What the drafts so far amount to.
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// Opens the sheet.
    pub fn open(&mut self) -> io::Result<()> {
        match self.style {
            Style::Text | Style::Github | Style::Patch => Ok(()),
            Style::Json => self.frame.open(&mut self.out),
            Style::Sarif => self.log.open(&mut self.out),
        }
    }

    /// Adds the draft at `path`, where `mended` findings more have just been mended.
    pub fn draft(&mut self, path: &Path, snapshot: &Snapshot, mended: usize) -> io::Result<()> {
        let findings = &snapshot.findings;
        let mendable = findings.iter().filter(|finding| finding.is_mendable()).count();
        self.drafts += 1;
        self.findings += findings.len();
        self.mendable += mendable;
        self.mended += mended;
        let said = if self.style == Style::Patch { mendable } else { findings.len() };
        if said > 0 {
            self.outcome = self.outcome.max(Outcome::Findings);
        }
        match self.style {
            Style::Json => self.frame.add(&mut self.out, &Report::new(&path.to_string_lossy(), snapshot)),
            Style::Sarif => self.log.add(&mut self.out, path, snapshot),
            Style::Github => {
                let buffer = Buffer::new(snapshot.text());
                findings.iter().try_for_each(|finding| writeln!(self.out, "{}", Annotation::of(finding, path, &buffer)))
            }
            Style::Patch => write!(self.out, "{}", Patch::new(path, snapshot)),
            Style::Text => {
                let path = path.to_string_lossy();
                let excerpts = Excerpts::new(&path, snapshot.text(), self.colour);
                findings.iter().try_for_each(|finding| writeln!(self.out, "{}", excerpts.of(finding)))
            }
        }
    }

    /// Adds that what is at `path` could not be checked, and says so on standard error.
    pub fn failure(&mut self, path: &Path, error: &str) -> io::Result<()> {
        self.outcome = Outcome::Failed;
        complain(path.display(), error);
        self.element(path, &Fault { place: None, message: error.to_owned() })
    }

    /// Adds what is wrong with a `copydesk.toml`, which standard error has been told.
    pub fn faults(&mut self, (path, faults): &Faults) -> io::Result<()> {
        self.outcome = Outcome::Failed;
        faults.iter().try_for_each(|fault| self.element(path, fault))
    }

    /// Closes the sheet.
    pub fn close(&mut self) -> io::Result<()> {
        match self.style {
            Style::Json => self.frame.close(&mut self.out)?,
            Style::Sarif => self.log.close(&mut self.out)?,
            Style::Patch => {}
            Style::Text | Style::Github => writeln!(self.out, "{}", self.summary())?,
        }
        self.out.flush()
    }

    /// Says on the sheet too, for those who do not read standard error, what is wrong at `path`.
    fn element(&mut self, path: &Path, fault: &Fault) -> io::Result<()> {
        match self.style {
            Style::Json => {
                let failure = Failure { path: &path.to_string_lossy(), error: &fault.to_string() };
                self.frame.add(&mut self.out, &failure)
            }
            Style::Sarif => {
                self.log.note(path, fault);
                Ok(())
            }
            Style::Github => writeln!(self.out, "{}", Annotation::error(fault, path)),
            Style::Text | Style::Patch => Ok(()),
        }
    }

    fn summary(&self) -> String {
        let mut summary = match (self.findings, self.drafts) {
            (_, 0) => "No draft checked".to_owned(),
            (0, drafts) => format!("No findings in {}", counted(drafts, "draft")),
            (findings, drafts) => format!("{} in {}", counted(findings, "finding"), counted(drafts, "draft")),
        };
        if self.mended > 0 {
            summary = format!("{} mended. {summary}", counted(self.mended, "finding"));
        }
        if self.mendable > 0 {
            summary += &format!(", {} of them mendable with --fix", self.mendable);
        }
        summary + "."
    }
}
