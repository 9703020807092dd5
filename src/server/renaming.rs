//! Renaming a person.

use tower_lsp::gen_lsp_types::{
    MessageType, PrepareRenameParams, PrepareRenamePlaceholder, PrepareRenameResult, RenameParams, WorkspaceEdit,
};
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};

use super::edits::workspace_edit;
use super::handlers::Handlers;
use crate::ide::{self, Refusal};

impl Handlers {
    /// `textDocument/prepareRename`.
    ///
    /// # Errors
    ///
    /// If no name stands there, in words for the writer; if the draft could not be read.
    pub async fn prepare_rename(&self, params: PrepareRenameParams) -> Result<Option<PrepareRenameResult>> {
        let at = params.text_document_position_params;
        let Some(asked) = self.asked(&at.text_document.uri).await? else { return Ok(None) };
        let places = asked.places();
        let name = ide::renamable(&asked.snapshot, places.offset(at.position)).map_err(refused)?;
        let placeholder = name.person.name.clone();
        Ok(Some(PrepareRenamePlaceholder { range: places.range(name.span), placeholder }.into()))
    }

    /// `textDocument/rename`. A client that cannot ask the writer gets no edit inside quotation marks, and the writer is told.
    ///
    /// # Errors
    ///
    /// If no name stands there or the new one is none, in words for the writer; if the draft could not be read.
    pub async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let at = params.text_document_position_params;
        let Some(asked) = self.asked(&at.text_document.uri).await? else { return Ok(None) };
        let offset = asked.places().offset(at.position);
        let rename = ide::rename(&asked.snapshot, offset, &params.new_name).map_err(refused)?;
        if !asked.client.annotations
            && let Some(message) = rename.left_alone(asked.snapshot.text())
        {
            self.outbox.show(MessageType::Info, message);
        }
        Ok(Some(workspace_edit(&rename.edits, &rename.quoted, asked.edition(), asked.client)))
    }
}

/// The code that the protocol has for a request that is right in itself and cannot be done.
const REQUEST_FAILED: ErrorCode = ErrorCode::ServerError(-32803);

fn refused(refusal: Refusal) -> Error {
    Error { code: REQUEST_FAILED, message: refusal.to_string().into(), data: None }
}
