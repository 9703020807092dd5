//! What is found, for clients that fetch it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::time::Duration;

use serde_json::json;
use tokio::time::sleep;
use tower_lsp::gen_lsp_types::{
    Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport, FullDocumentDiagnosticReport, LspErrorCodes,
    PublishDiagnosticsParams, RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport, Uri, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport,
    WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use xxhash_rust::xxh3::xxh3_64;

use super::configurations;
use super::diagnostics::diagnostics;
use super::handlers::Handlers;
use super::session::Session;

/// How long something new may wait for more.
const LEISURE: Duration = Duration::from_millis(200);

/// What a client knows of a file already is not sent again.
enum Report {
    Full(FullDocumentDiagnosticReport),
    Unchanged(UnchangedDocumentDiagnosticReport),
}

impl Report {
    /// `items` for a client that had the result `previous` last.
    fn new(items: Vec<Diagnostic>, previous: Option<&str>) -> Self {
        // The same findings have the same name, whichever version they are of.
        let result_id = serde_json::to_vec(&items).map(|json| format!("{:016x}", xxh3_64(&json))).ok();
        match result_id {
            Some(result_id) if previous == Some(&*result_id) => {
                Report::Unchanged(UnchangedDocumentDiagnosticReport { result_id })
            }
            result_id => Report::Full(FullDocumentDiagnosticReport { result_id, items }),
        }
    }
}

impl From<Report> for DocumentDiagnosticReport {
    fn from(report: Report) -> Self {
        match report {
            Report::Full(full_document_diagnostic_report) => {
                RelatedFullDocumentDiagnosticReport { related_documents: None, full_document_diagnostic_report }.into()
            }
            Report::Unchanged(unchanged_document_diagnostic_report) => {
                let related_documents = None;
                RelatedUnchangedDocumentDiagnosticReport { related_documents, unchanged_document_diagnostic_report }
                    .into()
            }
        }
    }
}

impl Handlers {
    /// `textDocument/diagnostic`: what is found in the text as the client sent it last.
    ///
    /// # Errors
    ///
    /// If the text has changed before it was read: the client may ask again.
    pub async fn document_diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReport> {
        let (uri, previous) = (&params.text_document.uri, params.previous_result_id.as_deref());
        let items = match self.session.get() {
            Some(session) if configurations::list(uri).is_some() => mistakes(session, uri),
            Some(session) => found(session, uri).await?,
            None => Vec::new(),
        };
        Ok(Report::new(items, previous).into())
    }

    /// `workspace/diagnostic`: what is found in the drafts that are open, and what is wrong with `copydesk.toml` files. It is
    /// answered once there is something that the client does not know, about the drafts as they are then. Other drafts are for
    /// those who open them: in an archive, whoever looks for a fault of hers would find those of years.
    ///
    /// # Errors
    ///
    /// If the server is shut down meanwhile.
    pub async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReport> {
        let Some(session) = self.session.get() else { return Ok(WorkspaceDiagnosticReport::default()) };
        let known: HashMap<Uri, String> = params.previous_result_ids.into_iter().map(|it| (it.uri, it.value)).collect();
        let mut news = session.publisher.news();
        while !self.is_shut_down() {
            news.mark_unchanged();
            if let Some(items) = changed(session, &known).await {
                return Ok(WorkspaceDiagnosticReport { items });
            }
            if news.changed().await.is_err() {
                break;
            }
            // What is typed is fetched draft by draft.
            sleep(LEISURE).await;
        }
        Err(cancelled(false))
    }
}

/// What is found in the draft `uri`, which may be open.
async fn found(session: &Session, uri: &Uri) -> Result<Vec<Diagnostic>> {
    let edition = session.documents().newest(uri).filter(|edition| edition.format.is_some()).cloned();
    let Some(edition) = edition else { return Ok(Vec::new()) };
    match edition.findings().await {
        Some(findings) if !edition.is_superseded() => Ok(diagnostics(&findings, &edition, session.client)),
        _ => Err(cancelled(true)),
    }
}

/// What is wrong with the file `uri`, by which drafts go.
fn mistakes(session: &Session, uri: &Uri) -> Vec<Diagnostic> {
    let path = configurations::list(uri);
    let all = session.configurations().publications(session.client.encoding);
    let own = all.into_iter().find(|said| configurations::list(&said.uri) == path);
    own.map(|said| said.diagnostics).unwrap_or_default()
}

/// What is to be said of all files to a client that knows the results `known`; `None` if it is nothing new.
async fn changed(session: &Session, known: &HashMap<Uri, String>) -> Option<Vec<WorkspaceDocumentDiagnosticReport>> {
    let mut all: BTreeMap<String, (Uri, Option<i32>, Vec<Diagnostic>)> = BTreeMap::new();
    let mut changing = HashSet::new();
    let files = session.configurations().publications(session.client.encoding);
    for PublishDiagnosticsParams { uri, version, diagnostics } in files {
        all.insert(uri.to_string(), (uri, version, diagnostics));
    }
    let open: Vec<_> = session.documents().editions().filter(|edition| edition.format.is_some()).cloned().collect();
    for edition in open {
        match edition.findings().await {
            Some(findings) => {
                let diagnostics = diagnostics(&findings, &edition, session.client);
                all.insert(edition.uri.to_string(), (edition.uri.clone(), Some(edition.version), diagnostics));
            }
            // It is told of when the next edition is read.
            None => {
                changing.insert(edition.uri.clone());
            }
        }
    }
    for uri in known.keys().filter(|uri| !changing.contains(uri)) {
        // What is there no more has no findings.
        all.entry(uri.to_string()).or_insert_with(|| (uri.clone(), None, Vec::new()));
    }
    let mut news = false;
    let reports = all.into_values().filter_map(|(uri, version, items)| {
        let previous = known.get(&uri);
        if items.is_empty() && previous.is_none() {
            return None;
        }
        Some(match Report::new(items, previous.map(String::as_str)) {
            Report::Full(full_document_diagnostic_report) => {
                news = true;
                WorkspaceFullDocumentDiagnosticReport { uri, version, full_document_diagnostic_report }.into()
            }
            Report::Unchanged(unchanged_document_diagnostic_report) => {
                WorkspaceUnchangedDocumentDiagnosticReport { uri, version, unchanged_document_diagnostic_report }.into()
            }
        })
    });
    let reports = reports.collect();
    news.then_some(reports)
}

/// The error of a request that is broken off: the client may ask `again`.
fn cancelled(again: bool) -> Error {
    Error {
        code: ErrorCode::ServerError(i64::from(i32::from(LspErrorCodes::ServerCancelled))),
        message: "what was asked about has changed".into(),
        data: Some(json!({"retriggerRequest": again})),
    }
}
