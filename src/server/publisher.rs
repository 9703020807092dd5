//! What is said of open drafts: sent to a client that waits for it, kept for one that fetches it.
//!
//! What is unfinished where somebody types is not said at once, but when she has typed elsewhere, or not at all for a while:
//! then a thread of its own says it.

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::watch;
use tower_lsp::gen_lsp_types::{
    DiagnosticRefreshRequest, MessageType, PublishDiagnosticsNotification, PublishDiagnosticsParams, Uri,
};

use super::client::Client;
use super::diagnostics::diagnostics;
use super::documents::Edition;
use super::outbox::Outbox;
use crate::ide::{Snapshot, Unfinished};
use crate::rules::{Breakdown, Finding};

/// Says what is found.
#[derive(Debug)]
pub struct Publisher {
    client: Client,
    outbox: Arc<Outbox>,
    held: Mutex<Held>,
    changed: Condvar,
    /// How often something was said.
    news: watch::Sender<u64>,
    /// The rules of which the client was told that they broke down; `None` for the analysis as a whole.
    broken: Mutex<BTreeSet<Option<&'static str>>>,
}

/// What is not said yet.
#[derive(Debug, Default)]
struct Held {
    drafts: HashMap<Uri, Whole>,
    /// Whether nobody wants to know any more.
    over: bool,
}

/// All that is to be said of an edition once it is due.
#[derive(Debug)]
struct Whole {
    edition: Arc<Edition>,
    findings: Arc<[Finding]>,
    due: Instant,
}

impl Publisher {
    /// Starts the thread. `client` is told by `outbox`.
    ///
    /// # Errors
    ///
    /// If the system gives no thread.
    pub fn start(client: Client, outbox: Arc<Outbox>) -> io::Result<Arc<Self>> {
        let (held, changed, news) = (Mutex::default(), Condvar::new(), watch::Sender::new(0));
        let publisher = Arc::new(Publisher { client, outbox, held, changed, news, broken: Mutex::default() });
        let work = publisher.clone();
        thread::Builder::new().name("publisher".to_owned()).spawn(move || {
            while let Some(due) = work.next() {
                due.into_iter().for_each(|whole| work.say(&whole.edition, whole.findings));
            }
        })?;
        Ok(publisher)
    }

    /// Says the findings of `snapshot`, that of `edition`, and those `across` drafts, in order, but what is let stand.
    pub fn publish(&self, edition: &Arc<Edition>, snapshot: &Snapshot, across: &[Finding]) {
        let findings: Arc<[Finding]> = snapshot.findings_beside(across, &edition.basis.settings).into();
        let typed = edition.caret.map(|caret| (caret.offset, caret.at + edition.basis.settings.caret_delay));
        let typed = typed.filter(|(_, due)| Instant::now() < *due);
        let unfinished = typed.map(|(caret, _)| Unfinished::at(snapshot, caret));
        let waits = |finding: &Finding| {
            unfinished.as_ref().is_some_and(|unfinished| unfinished.concerns(finding)) && !edition.is_shown(finding)
        };
        let whole = typed.filter(|_| findings.iter().any(waits)).map(|(_, due)| Whole {
            edition: edition.clone(),
            findings: findings.clone(),
            due,
        });
        // Most often nothing waits.
        let said = match whole {
            Some(_) => findings.iter().filter(|finding| !waits(finding)).cloned().collect(),
            None => findings,
        };
        self.say(edition, said);
        let mut held = self.held();
        match whole.filter(|_| !edition.is_superseded()) {
            Some(whole) => {
                held.drafts.insert(edition.uri.clone(), whole);
                self.changed.notify_all();
            }
            None => {
                // What is held of another edition is for that to say.
                let own = held.drafts.get(&edition.uri).is_some_and(|whole| Arc::ptr_eq(&whole.edition, edition));
                if own {
                    held.drafts.remove(&edition.uri);
                }
            }
        }
    }

    /// Says what broke down over `draft`, each rule once in a session: most break down with every key.
    pub fn report(&self, draft: &str, broken: &[Breakdown]) {
        for breakdown in broken {
            let told = &mut self.broken.lock().unwrap_or_else(PoisonError::into_inner);
            if told.insert(breakdown.rule) {
                self.outbox.log(MessageType::Error, format!("{draft}: {breakdown}"));
                self.outbox.show(MessageType::Error, format!("Copydesk, in {draft}: {breakdown}"));
            }
        }
    }

    /// Says that nothing was found in `edition`.
    pub fn clear(&self, edition: &Arc<Edition>) {
        self.say(edition, Arc::default());
    }

    /// The draft whose last edition is `edition` is open no more.
    pub fn close(&self, edition: &Edition) {
        self.held().drafts.remove(&edition.uri);
        if edition.format.is_some() && !self.client.pulls {
            self.outbox.notify::<PublishDiagnosticsNotification>(publication(edition, &[], self.client));
        }
        self.ring();
    }

    /// Has a client that fetches findings fetch them again.
    pub fn refresh(&self) {
        if self.client.pulls {
            self.outbox.ask::<DiagnosticRefreshRequest>(());
        }
        self.ring();
    }

    /// Says something about files that are no drafts.
    pub fn tell(&self, publications: Vec<PublishDiagnosticsParams>) {
        if publications.is_empty() {
            return;
        }
        if !self.client.pulls {
            publications.into_iter().for_each(|said| self.outbox.notify::<PublishDiagnosticsNotification>(said));
        }
        self.ring();
    }

    /// What changes whenever there may be something else to fetch.
    pub fn news(&self) -> watch::Receiver<u64> {
        self.news.subscribe()
    }

    /// Lets the thread end.
    pub fn end(&self) {
        self.held().over = true;
        self.changed.notify_all();
        self.ring();
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ring(&self) {
        self.news.send_modify(|count| *count += 1);
    }

    fn say(&self, edition: &Arc<Edition>, findings: Arc<[Finding]>) {
        let changed = edition.say(findings.clone());
        if !self.client.pulls {
            let publication = publication(edition, &findings, self.client);
            self.outbox.notify_about::<PublishDiagnosticsNotification>(edition, publication);
        } else if changed && !edition.is_superseded() {
            self.outbox.ask::<DiagnosticRefreshRequest>(());
        }
        self.ring();
    }

    /// What is due, once something is; `None` if nobody wants to know any more.
    fn next(&self) -> Option<Vec<Whole>> {
        let mut held = self.held();
        loop {
            held.drafts.retain(|_, whole| !whole.edition.is_superseded());
            let now = Instant::now();
            let due: Vec<Uri> =
                held.drafts.iter().filter(|(_, it)| it.due <= now).map(|(uri, _)| uri.clone()).collect();
            let due: Vec<Whole> = due.iter().filter_map(|uri| held.drafts.remove(uri)).collect();
            if held.over {
                return None;
            }
            if !due.is_empty() {
                return Some(due);
            }
            let wait = held.drafts.values().map(|whole| whole.due - now).min().unwrap_or(Duration::MAX);
            let woken = self.changed.wait_timeout(held, wait.min(Duration::from_secs(3600)));
            held = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

fn publication(edition: &Edition, findings: &[Finding], client: Client) -> PublishDiagnosticsParams {
    let diagnostics = diagnostics(findings, edition, client);
    PublishDiagnosticsParams { uri: edition.uri.clone(), version: Some(edition.version), diagnostics }
}
