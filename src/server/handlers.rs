//! What the server does on each message.
//!
//! A handler touches the open drafts before its first await only: [`inbox`](super::inbox) polls each once, in the order of
//! the messages, and that is what keeps them in order.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::{env, process};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tower_lsp::gen_lsp_types::{
    CodeLensRefreshRequest, DidChangeConfigurationParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams, Hover, HoverParams,
    InitializeParams, InitializeResult, InitializedParams, InlayHintRefreshRequest, MarkupContent, MarkupKind,
    MessageType, Range, RegistrationParams, RegistrationRequest, Uri, VersionedTextDocumentIdentifier,
    WorkDoneProgressCancelParams,
};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::{LanguageServer, LspService};

use super::analyst::{Analyst, Read};
use super::clerk::{Clerk, Stock};
use super::client::Client;
use super::client_process;
use super::collator::Collator;
use super::configurations::{self, Configurations};
use super::documents::{Change, Edition, Reading, Ticket};
use super::librarian::Librarian;
use super::outbox::Outbox;
use super::places::{self, Places};
use super::publisher::Publisher;
use super::reader::Reader;
use super::scan::{Bounds, Extent, Scan};
use super::session::Session;
use super::settings::{self, Handed};
use super::{watch, wire};
use crate::desk::Desk;
use crate::ide::{self, Snapshot};
use crate::rules::Breakdown;

/// The service that hands each message to its handler, minding the order of a session (`initialize` first, nothing after
/// `shutdown`), cancellation and unknown methods.
pub fn service(handlers: Handlers) -> LspService<Handlers> {
    let (service, _) = LspService::build_with_lifecycle_methods(|_| handlers)
        .custom_method("textDocument/didOpen", Handlers::did_open)
        .custom_method("textDocument/didChange", Handlers::did_change)
        .custom_method("textDocument/didSave", Handlers::did_save)
        .custom_method("textDocument/didClose", Handlers::did_close)
        .custom_method("workspace/didChangeWatchedFiles", Handlers::did_change_watched_files)
        .custom_method("workspace/didChangeWorkspaceFolders", Handlers::did_change_workspace_folders)
        .custom_method("workspace/didChangeConfiguration", Handlers::did_change_configuration)
        .custom_method(wire::ANSWERED, Handlers::answered)
        .custom_method("textDocument/hover", Handlers::hover)
        .custom_method("textDocument/diagnostic", Handlers::document_diagnostic)
        .custom_method("workspace/diagnostic", Handlers::workspace_diagnostic)
        .custom_method("textDocument/codeAction", Handlers::code_action)
        .custom_method("codeAction/resolve", Handlers::resolve_code_action)
        .custom_method("textDocument/documentSymbol", Handlers::document_symbol)
        .custom_method("textDocument/definition", Handlers::definition)
        .custom_method("textDocument/references", Handlers::references)
        .custom_method("textDocument/documentHighlight", Handlers::document_highlight)
        .custom_method("textDocument/prepareRename", Handlers::prepare_rename)
        .custom_method("textDocument/rename", Handlers::rename)
        .custom_method("textDocument/inlayHint", Handlers::inlay_hint)
        .custom_method("textDocument/codeLens", Handlers::code_lens)
        .custom_method("textDocument/completion", Handlers::completion)
        .custom_method("workspace/symbol", Handlers::workspace_symbol)
        .custom_method("window/workDoneProgress/cancel", Handlers::cancel_progress)
        .custom_method("workspace/executeCommand", Handlers::execute_command)
        .finish();
    service
}

/// The server: what it answers to each message.
#[derive(Debug)]
pub struct Handlers {
    pub(super) outbox: Arc<Outbox>,
    read: Read,
    pub(super) session: Arc<OnceLock<Session>>,
    shut_down: Arc<AtomicBool>,
}

/// The parameters of `textDocument/didChange`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DidChange {
    text_document: VersionedTextDocumentIdentifier,
    content_changes: Vec<Change>,
}

impl Handlers {
    /// A server that has not met its client yet.
    pub fn new(outbox: Arc<Outbox>, read: Read) -> Self {
        Handlers { outbox, read, session: Arc::default(), shut_down: Arc::default() }
    }

    /// Whether the client asked it to shut down, now and later.
    pub fn shut_down(&self) -> Arc<AtomicBool> {
        self.shut_down.clone()
    }

    /// Whether the client asked it to shut down.
    pub fn is_shut_down(&self) -> bool {
        self.shut_down.load(Ordering::SeqCst)
    }

    /// `textDocument/didOpen`.
    pub async fn did_open(&self, params: Value) {
        let Some(session) = self.session.get() else { return };
        let Some(DidOpenTextDocumentParams { text_document: draft }) = self.parse("textDocument/didOpen", params)
        else {
            return;
        };
        let (language, basis) = (String::from(draft.language_id), session.basis(&draft.uri));
        let edition = session.documents().open(draft.uri, &language, draft.version, &draft.text, basis);
        session.configurations().open(&edition.uri, edition.version, &edition.buffer);
        session.read(edition);
        self.configure(session);
        session.look_around();
    }

    /// `textDocument/didSave`.
    pub async fn did_save(&self, params: Value) {
        let Some(session) = self.session.get() else { return };
        let Some(DidSaveTextDocumentParams { text_document: saved, .. }) = self.parse("textDocument/didSave", params)
        else {
            return;
        };
        let list = configurations::list(&saved.uri).is_some();
        if list {
            session.configurations().forget();
        }
        self.configure(session);
        if list {
            session.look(Extent::everywhere());
        }
        session.look_around();
    }

    /// `workspace/didChangeWatchedFiles`.
    pub async fn did_change_watched_files(&self, params: Value) {
        let Some(session) = self.session.get() else { return };
        let method = "workspace/didChangeWatchedFiles";
        let Some(DidChangeWatchedFilesParams { changes }) = self.parse(method, params) else { return };
        let extent = watch::extent(&changes);
        if extent.everywhere {
            session.configurations().forget();
            self.configure(session);
        } else {
            session.look_at_sources();
        }
        session.look(extent);
    }

    /// `workspace/didChangeWorkspaceFolders`.
    pub async fn did_change_workspace_folders(&self, params: Value) {
        let Some(session) = self.session.get() else { return };
        let Some(DidChangeWorkspaceFoldersParams { event }) = self.parse("workspace/didChangeWorkspaceFolders", params)
        else {
            return;
        };
        session.configurations().change_folders(&event.added, &event.removed);
        self.configure(session);
        session.look(Extent::everywhere());
    }

    /// `workspace/didChangeConfiguration`.
    pub async fn did_change_configuration(&self, params: Value) {
        let Some(session) = self.session.get() else { return };
        let method = "workspace/didChangeConfiguration";
        let Some(DidChangeConfigurationParams { settings }) = self.parse(method, params) else { return };
        if session.handed().say(settings) {
            self.apply(session);
        } else {
            session.ask_for_settings();
        }
    }

    /// An answer of the client.
    pub async fn answered(&self, params: Value) {
        let Some(session) = self.session.get() else { return };
        // What it says to other questions is of no account.
        if serde_json::from_value(params).is_ok_and(|answer| session.handed().hear(answer)) {
            self.apply(session);
        }
    }

    /// The settings that the client handed over count from now on.
    fn apply(&self, session: &Session) {
        let settings = session.handed().settings(&self.outbox);
        if session.configurations().set_settings(settings) {
            self.configure(session);
        }
    }

    /// `window/workDoneProgress/cancel`.
    pub async fn cancel_progress(&self, params: Value) {
        let Some(session) = self.session.get() else { return };
        let method = "window/workDoneProgress/cancel";
        let Some(WorkDoneProgressCancelParams { token }) = self.parse(method, params) else { return };
        session.clerk.cancel(&token);
    }

    /// `textDocument/didChange`.
    pub async fn did_change(&self, params: Value) {
        let Some(session) = self.session.get() else { return };
        let Some(DidChange { text_document, content_changes }) = self.parse("textDocument/didChange", params) else {
            return;
        };
        let VersionedTextDocumentIdentifier { version, text_document_identifier: draft } = text_document;
        let changed = session.documents().change(&draft.uri, version, &content_changes, session.client.encoding);
        match changed {
            Some(edition) => {
                let list = session.configurations().open(&edition.uri, version, &edition.buffer);
                session.read(edition);
                if list {
                    self.reconfigure(session);
                }
            }
            None => self.outbox.log(MessageType::Warning, format!("{} was changed but is not open", draft.uri)),
        }
    }

    /// `textDocument/didClose`.
    pub async fn did_close(&self, params: Value) {
        let Some(session) = self.session.get() else { return };
        let Some(DidCloseTextDocumentParams { text_document: draft }) = self.parse("textDocument/didClose", params)
        else {
            return;
        };
        let closed = session.documents().close(&draft.uri);
        session.collator.close(&draft.uri);
        match closed {
            Some(last) => session.publisher.close(&last),
            None => self.outbox.log(MessageType::Warning, format!("{} was closed but is not open", draft.uri)),
        }
        if session.configurations().close(&draft.uri) {
            self.reconfigure(session);
        }
        // Not every client tells of what was saved meanwhile.
        if let Some(file) = places::path(&draft.uri) {
            session.look(Extent::at(file));
        }
    }

    /// `textDocument/hover`.
    ///
    /// # Errors
    ///
    /// If the draft could not be read.
    pub async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let at = params.text_document_position_params;
        let Some(asked) = self.asked(&at.text_document.uri).await? else { return Ok(None) };
        let hover = ide::hover(&asked.snapshot, asked.places().offset(at.position));
        Ok(hover.map(|hover| {
            let content = match asked.client.markdown {
                true => MarkupContent { kind: MarkupKind::Markdown, value: hover.card.markdown() },
                false => MarkupContent { kind: MarkupKind::PlainText, value: hover.card.plain() },
            };
            Hover { contents: content.into(), range: Some(asked.places().range(hover.span)) }
        }))
    }

    /// Reads what was written into the `copydesk.toml` files since, says what is wrong with them, and has the drafts read
    /// again that are concerned.
    fn configure(&self, session: &Session) {
        // What is said of one draft may be said of all.
        if self.reconfigure(session) {
            session.look(Extent::everywhere());
        }
    }

    /// The same for the open drafts alone: those on disk go by what is saved. Returns whether one is concerned.
    fn reconfigure(&self, session: &Session) -> bool {
        let concerned = session.renew();
        session.publisher.tell(session.configurations().check(session.client.encoding));
        session.look_at_sources();
        if !concerned {
            return false;
        }
        // To the client, the texts are as they were.
        if session.client.refreshes_lenses {
            self.outbox.ask::<CodeLensRefreshRequest>(());
        }
        if session.client.refreshes_hints {
            self.outbox.ask::<InlayHintRefreshRequest>(());
        }
        true
    }

    /// Shows the writer a message.
    pub(super) fn show(&self, message: impl Into<String>) {
        self.outbox.show(MessageType::Info, message);
    }

    /// Says what broke down over the draft `uri`.
    pub(super) fn report(&self, uri: &Uri, broken: &[Breakdown]) {
        if let Some(session) = self.session.get() {
            session.publisher.report(&places::name(uri, &[]), broken);
        }
    }

    /// The parameters of the notification `method`, or a line in the log.
    fn parse<P: DeserializeOwned>(&self, method: &str, params: Value) -> Option<P> {
        match serde_json::from_value(params) {
            Ok(params) => Some(params),
            Err(error) => {
                self.outbox
                    .log(MessageType::Error, format!("{method} was left out, for its parameters are wrong: {error}"));
                None
            }
        }
    }

    /// All drafts; `None` before `initialize`.
    pub(super) fn drafts(&self) -> Option<Drafts> {
        let session = self.session.get()?;
        let workspace = session.configurations().workspace().to_owned();
        let (desk, open) = (session.clerk.desk(), session.documents().tickets());
        Some(Drafts { client: session.client, workspace, desk, open })
    }

    /// What was read of the drafts on disk, and whether there is more to be read; `None` before `initialize`.
    pub(super) fn stock(&self) -> Option<(Stock, bool)> {
        Some(self.session.get()?.clerk.stock())
    }

    /// What was left out of the sources of the draft `uri`, and why.
    pub(super) fn sources_left_out(&self, uri: &Uri) -> Vec<String> {
        let Some(session) = self.session.get() else { return Vec::new() };
        let place = session.configurations().and_place(uri).1;
        place.map(|place| session.librarian.left_out(&place)).unwrap_or_default()
    }

    /// The draft `uri` as it is when the request arrives, once it is read; `None` if it is not open or in no format that we
    /// read.
    ///
    /// # Errors
    ///
    /// If the draft could not be read.
    pub(super) async fn asked(&self, uri: &Uri) -> Result<Option<Asked>> {
        let Some(session) = self.session.get() else { return Ok(None) };
        let Some(ticket) = session.documents().ticket(uri) else { return Ok(None) };
        match ticket.reading().await {
            Some(Reading::Done(snapshot)) => Ok(Some(Asked { client: session.client, snapshot, ticket })),
            Some(Reading::Failed) => Err(Error::internal_error()),
            None => Ok(None),
        }
    }
}

/// The drafts of the desk as they are when a request arrives.
pub(super) struct Drafts {
    /// Who asks.
    pub client: Client,
    /// The folders that the client has opened.
    pub workspace: Vec<PathBuf>,
    /// The drafts on disk, as far as they are read.
    pub desk: Arc<Desk<Range>>,
    /// The drafts that are open. What is not saved counts, not what stands on disk.
    pub open: Vec<Ticket>,
}

/// A draft that a request asks about.
pub(super) struct Asked {
    /// Who asks.
    pub client: Client,
    /// All that is known of the draft.
    pub snapshot: Arc<Snapshot>,
    ticket: Ticket,
}

impl Asked {
    /// The edition that was open when the request arrived.
    pub fn edition(&self) -> &Edition {
        self.ticket.edition()
    }

    /// Places in it, as the client speaks of them.
    pub fn places(&self) -> Places<'_> {
        Places { buffer: &self.edition().buffer, encoding: self.client.encoding }
    }
}

impl LanguageServer for Handlers {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let client = Client::new(&params.capabilities);
        let (outbox, read) = (self.outbox.clone(), self.read);
        let publisher = Publisher::start(client, outbox.clone()).map_err(|_| Error::internal_error())?;
        let collator = Collator::start(publisher.clone()).map_err(|_| Error::internal_error())?;
        let reader = Reader::new(read, client, collator.clone(), publisher.clone(), outbox);
        let analyst = Analyst::start(move |edition| reader.read(edition));
        let analyst = analyst.map_err(|_| Error::internal_error())?;
        let mut handed = Handed::new(params.initialization_options.clone());
        let configurations = Mutex::new(Configurations::new(&params, handed.settings(&self.outbox)));
        let scan = Scan::new(Bounds::default(), env::home_dir());
        let clerk = Clerk::start(scan, read, client, self.outbox.clone(), collator.clone(), publisher.clone())
            .map_err(|_| Error::internal_error())?;
        let session = self.session.clone();
        let renew = move || {
            session.get().map(Session::renew);
        };
        let librarian = Librarian::start(self.outbox.clone(), renew).map_err(|_| Error::internal_error())?;
        let session = Session {
            client,
            outbox: self.outbox.clone(),
            handed: Mutex::new(handed),
            configurations,
            documents: Mutex::default(),
            analyst,
            clerk,
            librarian,
            collator,
            publisher,
        };
        self.session.set(session).map_err(|_| Error::invalid_request())?;
        if let Some(id) = params.process_id {
            let shut_down = self.shut_down.clone();
            let end = move || process::exit(i32::from(!shut_down.load(Ordering::SeqCst)));
            client_process::watch(id, end).map_err(|_| Error::internal_error())?;
        }
        Ok(client.welcome())
    }

    async fn initialized(&self, _: InitializedParams) {
        let Some(session) = self.session.get() else { return };
        let watch = session.client.watches.then(watch::watch);
        let tell = session.client.registers_settings.then(settings::tell);
        let registrations: Vec<_> = watch.into_iter().chain(tell).collect();
        if !registrations.is_empty() {
            self.outbox.ask::<RegistrationRequest>(RegistrationParams { registrations });
        }
        session.ask_for_settings();
        self.configure(session);
        session.look(Extent::everywhere());
    }

    async fn shutdown(&self) -> Result<()> {
        self.shut_down.store(true, Ordering::SeqCst);
        if let Some(session) = self.session.get() {
            session.documents().close_all();
            session.clerk.end();
            session.librarian.end();
            session.collator.end();
            session.publisher.end();
        }
        Ok(())
    }
}
