//! Finding one's way across drafts: the people of the desk.

use std::path::PathBuf;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tower_lsp::gen_lsp_types::{
    BaseSymbolInformation, Location, MessageType, Range, Uri, WorkspaceSymbol, WorkspaceSymbolParams,
    WorkspaceSymbolResponse,
};
use tower_lsp::jsonrpc::Result;

use super::clerk;
use super::documents::Reading;
use super::handlers::{Drafts, Handlers};
use super::outline::PERSON;
use super::places::{self, Places};
use crate::desk::{Found, Person};

/// How many people a client is given at once.
const MOST: usize = 200;

impl Handlers {
    /// `workspace/symbol`: the people whom the drafts name.
    ///
    /// # Errors
    ///
    /// None.
    pub async fn workspace_symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        let Some(Drafts { client, workspace, desk, open }) = self.drafts() else { return Ok(None) };
        let mut desk = Arc::unwrap_or_clone(desk);
        let mut names: FxHashMap<String, &Uri> = FxHashMap::default();
        for ticket in &open {
            let edition = ticket.edition();
            let Some(reading) = ticket.reading().await else { continue };
            let places = Places { buffer: &edition.buffer, encoding: client.encoding };
            let people = match reading {
                Reading::Done(snapshot) if !edition.basis.settings.source => clerk::people(&snapshot, places),
                Reading::Done(_) | Reading::Failed => Vec::new(),
            };
            let key = places::key(&edition.uri);
            desk.put(&key, people);
            names.insert(key, &edition.uri);
        }
        let Found { people, left_out } = desk.find(&params.query, MOST);
        if left_out > 0 {
            let (all, asked) = (left_out + people.len(), &params.query);
            self.outbox.log(MessageType::Info, format!("{all} people answer to “{asked}”; {MOST} are shown"));
        }
        let symbols = people.into_iter().filter_map(|(key, person)| {
            let uri = match names.get(key) {
                Some(&uri) => uri.clone(),
                None => Uri::parse(key).ok()?,
            };
            Some(symbol(person, uri, &workspace))
        });
        Ok(Some(symbols.collect::<Vec<_>>().into()))
    }
}

/// `person`, whom the draft `uri` names.
fn symbol(person: &Person<Range>, uri: Uri, workspace: &[PathBuf]) -> WorkspaceSymbol {
    let name = match &person.role {
        Some(role) => format!("{}, {role}", person.name),
        None => person.name.clone(),
    };
    let draft = places::name(&uri, workspace);
    let location = Location { uri, range: person.introduced };
    WorkspaceSymbol::new(location.into(), None, BaseSymbolInformation::new(name, PERSON, None, Some(draft)))
}
