//! Additions to the files that drafts go by, as the client makes them.

use std::collections::HashMap;

use tower_lsp::gen_lsp_types::{
    CreateFile, CreateFileOptions, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextDocumentIdentifier,
    TextEdit, Uri, WorkspaceEdit,
};

use super::client::Client;
use super::places::Places;
use crate::text::{Buffer, Edit};

/// A file by which a draft goes, into which an action may write.
#[derive(Debug)]
pub struct List {
    /// Its name, whether it is there or not.
    pub uri: Uri,
    /// Its version, if the client has it open.
    pub version: Option<i32>,
    /// Its text; `None` if it is not there.
    pub text: Option<String>,
}

impl List {
    /// Its text, which is empty if it is not there.
    pub fn text(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }
}

/// The `edits` of `list` that add something to it, as `client` can take them; `None` if there are none, for nothing can be
/// added to it or all of it stands there.
pub fn addition(edits: Option<Vec<Edit>>, list: &List, client: Client) -> Option<WorkspaceEdit> {
    let edits = edits.filter(|edits| !edits.is_empty())?;
    let buffer = Buffer::new(list.text());
    let places = Places { buffer: &buffer, encoding: client.encoding };
    let edits = edits.into_iter().map(|edit| TextEdit { range: places.range(edit.span), new_text: edit.text });
    let (uri, is_new) = (list.uri.clone(), list.text.is_none());
    if !client.versioned_edits || is_new && !client.creates {
        let changes = HashMap::from([(uri, edits.collect())]);
        return Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() });
    }
    let options = Some(CreateFileOptions { overwrite: None, ignore_if_exists: Some(true) });
    let create = CreateFile { uri: uri.clone(), options, annotation_id: None };
    let text_document_identifier = TextDocumentIdentifier { uri };
    let text_document = OptionalVersionedTextDocumentIdentifier { version: list.version, text_document_identifier };
    let change = TextDocumentEdit { text_document, edits: edits.map(Into::into).collect() };
    let changes = is_new.then(|| create.into()).into_iter().chain([change.into()]).collect();
    Some(WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() })
}
