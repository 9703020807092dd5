//! What `check` prints, draft by draft, and the count of it.

use std::io::{self, Write};
use std::path::Path;

use super::annotation::Annotation;
use super::checked::{Checked, Style};
use super::configuration::Faults;
use super::fault::Fault;
use super::frame::{Failure, Frame};
use super::outcome::{Outcome, complain};
use super::sarif::Log;
use crate::ide::wording::counted;

/// Findings as they are printed, from [`open`](Sheet::open) to [`close`](Sheet::close). Each step fails where `out` takes
/// no more.
pub struct Sheet<W> {
    out: W,
    style: Style,
    outcome: Outcome,
    frame: Frame,
    log: Log,
    drafts: usize,
    findings: usize,
    mendable: usize,
    mended: usize,
}

impl<W: Write> Sheet<W> {
    /// Prints to `out` in `style`.
    pub fn new(out: W, style: Style) -> Self {
        let (outcome, frame, log) = (Outcome::Clean, Frame::default(), Log::default());
        Sheet { out, style, outcome, frame, log, drafts: 0, findings: 0, mendable: 0, mended: 0 }
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

    /// Adds a draft.
    pub fn draft(&mut self, draft: &Checked) -> io::Result<()> {
        self.drafts += 1;
        self.findings += draft.findings;
        self.mendable += draft.mendable;
        self.mended += draft.mended;
        let said = if self.style == Style::Patch { draft.mendable } else { draft.findings };
        if said > 0 {
            self.outcome = self.outcome.max(Outcome::Findings);
        }
        draft.shown.iter().try_for_each(|shown| match self.style {
            Style::Json => self.frame.add_written(&mut self.out, shown),
            Style::Sarif => self.log.add(&mut self.out, shown),
            Style::Text | Style::Github => writeln!(self.out, "{shown}"),
            Style::Patch => write!(self.out, "{shown}"),
        })
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
