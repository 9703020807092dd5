//! What becomes of an edition: it is read, what is known is handed to those who wait, and what was found is said.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tower_lsp::gen_lsp_types::{MessageType, ProgressToken};

use super::analyst::{Read, SHORT};
use super::client::Client;
use super::collator::Collator;
use super::documents::{Edition, Reading};
use super::outbox::Outbox;
use super::places;
use super::progress::Progress;
use super::publisher::Publisher;
use crate::ide::Snapshot;
use crate::rules::breakdown::caught;

/// Reads editions for a client.
#[derive(Debug)]
pub struct Reader {
    read: Read,
    client: Client,
    collator: Arc<Collator>,
    publisher: Arc<Publisher>,
    outbox: Arc<Outbox>,
    /// How often the client was told that work begins.
    begun: AtomicUsize,
}

impl Reader {
    /// One that has drafts read by `read`.
    pub fn new(
        read: Read,
        client: Client,
        collator: Arc<Collator>,
        publisher: Arc<Publisher>,
        outbox: Arc<Outbox>,
    ) -> Self {
        Reader { read, client, collator, publisher, outbox, begun: AtomicUsize::new(0) }
    }

    /// Reads `edition`, hands what is known to those who wait and says what was found.
    pub fn read(&self, edition: &Arc<Edition>) {
        let Some(format) = edition.format else { return };
        let last = edition.last();
        // What an edit leaves as it was is not read again.
        let is_long = last.is_none() && edition.buffer.len() > SHORT;
        let progress = (self.client.progress && is_long).then(|| self.begin(edition));
        let unwanted = || edition.is_unwanted();
        let mut broken = Vec::new();
        let mut read = |last: Option<&Snapshot>| {
            let basis = &edition.basis;
            let text = edition.text();
            caught(None, &mut broken, || (self.read)(last, text, format, &basis.settings, &basis.sources, &unwanted))
        };
        let mut snapshot = read(last.as_deref());
        if let Some(last) = last.as_ref().filter(|_| snapshot.is_none()) {
            // It may have broken down over what was kept.
            edition.forget(last);
            snapshot = read(None);
        }
        if let Some(progress) = progress {
            progress.end(None);
        }
        let name = places::name(&edition.uri, &[]);
        self.publisher.report(&name, &broken);
        match snapshot {
            Some(None) => {}
            Some(Some(snapshot)) => {
                self.publisher.report(&name, &snapshot.broken);
                if let Some(last) = last.as_ref().filter(|_| !snapshot.broken.is_empty()) {
                    // So may a rule.
                    edition.forget(last);
                }
                let snapshot = Arc::new(snapshot);
                edition.settle(Reading::Done(snapshot.clone()));
                if let Some(limit) = snapshot.limit.as_ref().filter(|_| edition.is_news()) {
                    self.outbox.show(MessageType::Warning, limit);
                }
                let mut broken = Vec::new();
                if caught(None, &mut broken, || self.collator.publish(edition, &snapshot)).is_none() {
                    self.publisher.clear(edition);
                }
                self.publisher.report(&name, &broken);
            }
            None => {
                edition.settle(Reading::Failed);
                self.publisher.clear(edition);
            }
        }
    }

    fn begin(&self, edition: &Edition) -> Progress<'_> {
        let count = self.begun.fetch_add(1, Ordering::Relaxed);
        let token = ProgressToken::from(format!("copydesk/draft/{count}"));
        Progress::begin(&self.outbox, token, &format!("Reading {}", places::name(&edition.uri, &[])), false)
    }
}
