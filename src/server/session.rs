//! What lasts from `initialize` to the end.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tower_lsp::gen_lsp_types::{ConfigurationItem, ConfigurationParams, ConfigurationRequest, Uri};

use super::analyst::Analyst;
use super::clerk::Clerk;
use super::client::Client;
use super::collator::Collator;
use super::configurations::{Configurations, Place};
use super::documents::{Basis, Documents, Edition};
use super::librarian::Librarian;
use super::listing::List;
use super::outbox::Outbox;
use super::publisher::Publisher;
use super::scan::Extent;
use super::settings::Handed;
use crate::config::table::SECTION;

/// All that the server knows of a client and its drafts.
#[derive(Debug)]
pub struct Session {
    /// What the client can take.
    pub client: Client,
    /// What waits to be sent to it.
    pub outbox: Arc<Outbox>,
    /// The settings that it handed over.
    pub handed: Mutex<Handed>,
    /// The `copydesk.toml` files.
    pub configurations: Mutex<Configurations>,
    /// The drafts that it has open.
    pub documents: Mutex<Documents>,
    /// Reads them.
    pub analyst: Analyst,
    /// Reads those on disk.
    pub clerk: Clerk,
    /// Reads what drafts are written from.
    pub librarian: Librarian,
    /// Compares drafts.
    pub collator: Arc<Collator>,
    /// Says what is found in those that are open.
    pub publisher: Arc<Publisher>,
}

impl Session {
    /// Asks the client for its settings, if it can be asked.
    pub fn ask_for_settings(&self) {
        if self.client.configures {
            let item = ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) };
            let asked = self.outbox.ask::<ConfigurationRequest>(ConfigurationParams { items: vec![item] });
            self.handed().ask(asked);
        }
    }

    /// To be locked first.
    pub fn handed(&self) -> MutexGuard<'_, Handed> {
        self.handed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// To be locked after [`handed`](Session::handed).
    pub fn configurations(&self) -> MutexGuard<'_, Configurations> {
        self.configurations.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The file called `name` by which the draft `uri` goes, as the client has it if it is open there.
    pub fn list(&self, uri: &Uri, name: &str) -> Option<List> {
        let mut configurations = self.configurations();
        let (file, text) = configurations.list(uri, name)?;
        let uri = Uri::from_file_path(file).ok()?;
        let documents = self.documents();
        Some(match documents.newest(&uri) {
            Some(edition) => {
                let text = Some(edition.buffer.to_string());
                List { version: Some(edition.version), uri, text }
            }
            None => List { version: None, uri, text: text.map(str::to_owned) },
        })
    }

    /// What the draft `uri` is read by.
    pub fn basis(&self, uri: &Uri) -> Basis {
        self.basis_by(&mut self.configurations(), uri)
    }

    fn basis_by(&self, configurations: &mut Configurations, uri: &Uri) -> Basis {
        let (settings, place) = configurations.and_place(uri);
        Basis { settings, sources: place.map(|place| self.librarian.sources(&place)).unwrap_or_default() }
    }

    /// Has the open drafts read again that are to be read by something else; whether there are some.
    pub fn renew(&self) -> bool {
        let mut configurations = self.configurations();
        let changed = self.documents().configure(|uri| self.basis_by(&mut configurations, uri));
        let concerned = !changed.is_empty();
        changed.into_iter().for_each(|edition| self.read(edition));
        if concerned {
            self.publisher.refresh();
        }
        concerned
    }

    /// Has the sources of the open drafts looked at.
    pub fn look_at_sources(&self) {
        let mut configurations = self.configurations();
        let names: Vec<Uri> = self.documents().names().cloned().collect();
        let places: BTreeSet<Place> = names.iter().filter_map(|uri| configurations.and_place(uri).1).collect();
        self.librarian.look(places);
    }

    /// To be locked after [`configurations`](Session::configurations).
    pub fn documents(&self) -> MutexGuard<'_, Documents> {
        self.documents.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has the drafts in `extent` looked at on disk.
    pub fn look(&self, extent: Extent) {
        self.clerk.look(extent, self.configurations().saved());
    }

    /// Has all drafts looked at where nobody tells of those that are written outside the editor.
    pub fn look_around(&self) {
        if !self.client.watches {
            let paths = self.configurations().workspace().iter().cloned().collect();
            self.look(Extent { paths, ..Extent::default() });
        }
    }

    /// Has `edition` read, if it is in a format that we read.
    pub fn read(&self, edition: Arc<Edition>) {
        if edition.format.is_some() {
            self.analyst.take(edition);
        }
    }
}
