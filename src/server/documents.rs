//! The open drafts. Each edit makes a new [`Edition`], which never changes.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use rustc_hash::FxHashMap;
use serde::Deserialize;
use tokio::sync::watch;
use tower_lsp::gen_lsp_types::{Range, Uri};

use super::configurations;
use super::places::Places;
use crate::config::Settings;
use crate::desk::Sources;
use crate::draft::Format;
use crate::ide::Snapshot;
use crate::rules::Finding;
use crate::text::{Buffer, Edit, Encoding, Span, edit};

/// One version of an open draft.
#[derive(Debug)]
pub struct Edition {
    /// The name of the draft.
    pub uri: Uri,
    /// Its version, as the client counts.
    pub version: i32,
    /// How it is written; `None` if in no format that we read.
    pub format: Option<Format>,
    /// Its text.
    pub buffer: Buffer,
    /// What it is read by.
    pub basis: Basis,
    /// Where somebody typed last, if that is known.
    pub caret: Option<Caret>,
    /// What the client was shown as this edition came: the codes of findings and where they begin in it.
    shown: Vec<(&'static str, usize)>,
    superseded: watch::Sender<bool>,
    tickets: AtomicUsize,
    reading: watch::Sender<Option<Reading>>,
    said: watch::Sender<Option<Arc<[Finding]>>>,
    told: Arc<AtomicBool>,
    last: Arc<Mutex<Option<Arc<Snapshot>>>>,
}

/// Where somebody typed last.
#[derive(Clone, Copy, Debug)]
pub struct Caret {
    /// The place behind what she typed, in the edition.
    pub offset: usize,
    /// When.
    pub at: Instant,
}

/// What a draft is read by.
#[derive(Clone, Debug, Default)]
pub struct Basis {
    /// The settings that count for it.
    pub settings: Arc<Settings>,
    /// What it is written from.
    pub sources: Arc<Sources>,
}

impl PartialEq for Basis {
    fn eq(&self, other: &Self) -> bool {
        let none = self.sources.is_empty() && other.sources.is_empty();
        self.settings == other.settings && (none || Arc::ptr_eq(&self.sources, &other.sources))
    }
}

/// What the analysis of an edition led to.
#[derive(Clone, Debug)]
pub enum Reading {
    /// All that is known of it.
    Done(Arc<Snapshot>),
    /// Nothing: the analysis failed.
    Failed,
}

impl Edition {
    fn new(uri: Uri, version: i32, format: Option<Format>, buffer: Buffer, basis: Basis) -> Self {
        Edition {
            uri,
            version,
            format,
            buffer,
            basis,
            caret: None,
            shown: Vec::new(),
            superseded: watch::Sender::new(false),
            tickets: AtomicUsize::new(0),
            reading: watch::Sender::new(None),
            said: watch::Sender::new(None),
            told: Arc::default(),
            last: Arc::default(),
        }
    }

    /// The edition that comes after it where nobody has typed.
    fn next(&self, version: i32, buffer: Buffer, basis: Basis) -> Self {
        let shown = match &*self.said.borrow() {
            Some(said) => said.iter().map(|finding| (finding.code, finding.span.start)).collect(),
            None => self.shown.clone(),
        };
        let next = Edition::new(self.uri.clone(), version, self.format, buffer, basis);
        Edition { caret: self.caret, shown, told: self.told.clone(), last: self.last.clone(), ..next }
    }

    /// Puts `text` where `span` stands, as its client does.
    fn replace(&mut self, span: Span, text: &str) {
        self.buffer.replace(span, text);
        self.caret = Some(Caret { offset: span.start + text.len(), at: Instant::now() });
        let edit = [Edit::replace(span, text)];
        self.shown.retain_mut(|(_, start)| {
            let stays = *start < span.start || span.end <= *start;
            if stays {
                *start = edit::moved(*start, &edit);
            }
            stays
        });
    }

    /// Puts `text` in the place of all.
    fn replace_all(&mut self, text: &str) {
        (self.buffer, self.caret) = (Buffer::new(text), None);
        self.shown.clear();
    }

    /// Whether the client has shown `finding` since before this edition came.
    pub fn is_shown(&self, finding: &Finding) -> bool {
        self.shown.contains(&(finding.code, finding.span.start))
    }

    /// What is to be said of it, once it is known; `None` as soon as it is superseded, and if it is in no format that we read.
    pub async fn findings(&self) -> Option<Arc<[Finding]>> {
        self.format?;
        let (mut superseded, mut said) = (self.superseded.subscribe(), self.said.subscribe());
        tokio::select! {
            biased;
            _ = superseded.wait_for(|superseded| *superseded) => None,
            said = said.wait_for(Option::is_some) => said.ok()?.clone(),
        }
    }

    /// `findings` are what is to be said of it now. Returns whether something else was said of it before.
    pub fn say(&self, findings: Arc<[Finding]>) -> bool {
        let before = self.said.send_replace(Some(findings.clone()));
        before.is_some_and(|before| before != findings)
    }

    /// What was said of it last; `None` if nothing was yet.
    pub fn said(&self) -> Option<Arc<[Finding]>> {
        self.said.borrow().clone()
    }

    /// Whether a newer edition is open, or none.
    pub fn is_superseded(&self) -> bool {
        *self.superseded.borrow()
    }

    /// Whether its analysis is for nobody: a newer edition is open and no request asks about this one. It stays so.
    pub fn is_unwanted(&self) -> bool {
        self.is_superseded() && self.tickets.load(Ordering::SeqCst) == 0
    }

    /// Its source in one piece.
    pub fn text(&self) -> Arc<str> {
        self.buffer.text()
    }

    /// The edition of its draft that was read last and that the next one may go on from, if there is any.
    pub fn last(&self) -> Option<Arc<Snapshot>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Has no edition go on from `broken`, over which something broke down. What another edition has put in its place by
    /// now is kept.
    pub fn forget(&self, broken: &Arc<Snapshot>) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.take_if(|last| Arc::ptr_eq(last, broken));
    }

    /// Hands what is known of it to those who wait. The next edition may go on from it, unless a rule broke down over it.
    pub fn settle(&self, reading: Reading) {
        if let Reading::Done(snapshot) = &reading
            && snapshot.broken.is_empty()
        {
            *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(snapshot.clone());
        }
        self.reading.send_replace(Some(reading));
    }

    /// Whether this is the first time that the client is told of trouble with this draft since it was opened.
    pub fn is_news(&self) -> bool {
        !self.told.swap(true, Ordering::SeqCst)
    }
}

/// A request's hold on the edition that was open when it arrived. While it is held the edition is analysed to the end,
/// newer ones or not.
#[derive(Debug)]
pub struct Ticket(Arc<Edition>);

impl Ticket {
    /// The edition.
    pub fn edition(&self) -> &Edition {
        &self.0
    }

    /// What is known of the edition, once it is known; `None` if it is in no format that we read.
    pub async fn reading(&self) -> Option<Reading> {
        self.0.format?;
        let mut reading = self.0.reading.subscribe();
        let settled = reading.wait_for(Option::is_some).await.ok()?;
        settled.clone()
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.0.tickets.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A replacement of a stretch of a draft, or of the whole.
#[derive(Debug, Deserialize)]
pub struct Change {
    /// What is replaced; `None` for everything. A range that is given and is none must not be taken for everything, as
    /// the library's own untagged type takes it.
    pub range: Option<Range>,
    /// What stands there afterwards.
    pub text: String,
}

/// The drafts that are open, each in its newest edition.
#[derive(Debug, Default)]
pub struct Documents {
    open: FxHashMap<Uri, Arc<Edition>>,
}

impl Documents {
    /// Opens a draft in the language that the client calls `language`, to be read by `basis`. The house's list is none,
    /// though an editor that knows no TOML calls it plain text.
    pub fn open(&mut self, uri: Uri, language: &str, version: i32, text: &str, basis: Basis) -> Arc<Edition> {
        let format = Format::named(language).filter(|_| configurations::list(&uri).is_none());
        self.put(Edition::new(uri, version, format, Buffer::new(text), basis))
    }

    /// Has each draft read by its `basis`; those of which it has changed, each in a new edition.
    pub fn configure(&mut self, mut basis: impl FnMut(&Uri) -> Basis) -> Vec<Arc<Edition>> {
        let drafts = self.open.values().filter(|edition| edition.format.is_some());
        let next = drafts.filter_map(|last| {
            let basis = basis(&last.uri);
            (basis != last.basis).then(|| last.next(last.version, last.buffer.clone(), basis))
        });
        let next: Vec<Edition> = next.collect();
        next.into_iter().map(|edition| self.put(edition)).collect()
    }

    /// Makes `changes`, one after the other; `None` if the draft is not open.
    pub fn change(&mut self, uri: &Uri, version: i32, changes: &[Change], encoding: Encoding) -> Option<Arc<Edition>> {
        let last = self.open.get(uri)?;
        let mut next = last.next(version, last.buffer.clone(), last.basis.clone());
        for change in changes {
            match change.range {
                None => next.replace_all(&change.text),
                Some(range) => {
                    let span: Span = Places { buffer: &next.buffer, encoding }.span(range);
                    next.replace(span, &change.text);
                }
            }
        }
        Some(self.put(next))
    }

    /// Closes a draft and gives its last edition; `None` if it is not open.
    pub fn close(&mut self, uri: &Uri) -> Option<Arc<Edition>> {
        let last = self.open.remove(uri)?;
        last.superseded.send_replace(true);
        Some(last)
    }

    /// Closes all.
    pub fn close_all(&mut self) {
        for (_, last) in self.open.drain() {
            last.superseded.send_replace(true);
        }
    }

    /// The newest edition of `uri`; `None` if it is not open.
    pub fn newest(&self, uri: &Uri) -> Option<&Arc<Edition>> {
        self.open.get(uri)
    }

    /// The newest edition of each draft.
    pub fn editions(&self) -> impl Iterator<Item = &Arc<Edition>> {
        self.open.values()
    }

    /// The names of all.
    pub fn names(&self) -> impl Iterator<Item = &Uri> {
        self.open.keys()
    }

    /// A hold on the newest edition of a draft; `None` if it is not open.
    pub fn ticket(&self, uri: &Uri) -> Option<Ticket> {
        let edition = self.open.get(uri)?.clone();
        edition.tickets.fetch_add(1, Ordering::SeqCst);
        Some(Ticket(edition))
    }

    /// A hold on the newest edition of each draft.
    pub fn tickets(&self) -> Vec<Ticket> {
        self.open.keys().filter_map(|uri| self.ticket(uri)).collect()
    }

    fn put(&mut self, edition: Edition) -> Arc<Edition> {
        let edition = Arc::new(edition);
        if let Some(last) = self.open.insert(edition.uri.clone(), edition.clone()) {
            last.superseded.send_replace(true);
        }
        edition
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RULES;

    fn read(text: &str, breaks: bool) -> Arc<Snapshot> {
        let mut rules = RULES.to_vec();
        if breaks {
            rules[0].check = |_, _| panic!("caught in a trap");
        }
        let (settings, sources) = Default::default();
        let snapshot = Snapshot::by(&rules, None, text.into(), Format::Plain, &settings, &sources, &|| false);
        Arc::new(snapshot.expect("nobody cancels it"))
    }

    /// Between the two steps in which it was kept and forgotten, an edition on another thread could take it; and what that
    /// one had kept was forgotten in its place.
    #[test]
    fn what_a_rule_broke_down_over_is_never_kept_and_costs_no_newer_one() {
        let uri: Uri = "file:///desk/weir.txt".parse().expect("a name");
        let mut documents = Documents::default();
        let first = documents.open(uri.clone(), "plaintext", 1, "The weir", Basis::default());
        let kept = read("The weir", false);
        first.settle(Reading::Done(kept.clone()));
        let mut next = |version| documents.change(&uri, version, &[], Encoding::Utf8).expect("it is open");
        let (older, newer) = (next(2), next(3));
        older.settle(Reading::Done(read("The weir is", true)));
        assert!(newer.last().is_some_and(|last| Arc::ptr_eq(&last, &kept)));
        let whole = read("The weir is open.", false);
        newer.settle(Reading::Done(whole.clone()));
        older.forget(&kept);
        assert!(newer.last().is_some_and(|last| Arc::ptr_eq(&last, &whole)));
        older.forget(&whole);
        assert!(newer.last().is_none());
    }
}
