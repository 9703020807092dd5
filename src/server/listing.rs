//! Additions to the house's list, as the client makes them.

use std::collections::HashMap;

use tower_lsp::gen_lsp_types::{
    CreateFile, CreateFileOptions, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextDocumentIdentifier,
    TextEdit, Uri, WorkspaceEdit,
};

use super::client::Client;
use super::places::Places;
use crate::config::{Addition, listing};
use crate::text::Buffer;

/// The `copydesk.toml` of a draft, into which an action may write.
#[derive(Debug)]
pub struct List {
    /// Its name, whether it is there or not.
    pub uri: Uri,
    /// Its version, if the client has it open.
    pub version: Option<i32>,
    /// Its text; `None` if it is not there.
    pub text: Option<String>,
}

/// `additions` to `list`, as `client` can take them; `None` if nothing can be added to it, or all of it stands there.
pub fn addition(additions: &[Addition], list: &List, client: Client) -> Option<WorkspaceEdit> {
    let text = list.text.as_deref().unwrap_or_default();
    let edits = listing::add(text, additions).filter(|edits| !edits.is_empty())?;
    let buffer = Buffer::new(text);
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
