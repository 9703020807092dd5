//! Finding one's way through a draft: the outline, definitions, references, what lights up together.

use tower_lsp::gen_lsp_types::{
    Definition, DefinitionParams, DefinitionResponse, DocumentHighlight, DocumentHighlightParams, DocumentSymbolParams,
    DocumentSymbolResponse, Location, LocationLink, ReferenceParams,
};
use tower_lsp::jsonrpc::Result;

use super::handlers::Handlers;
use super::outline::outline;
use crate::ide;

impl Handlers {
    /// `textDocument/documentSymbol`.
    ///
    /// # Errors
    ///
    /// If the draft could not be read.
    pub async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let Some(asked) = self.asked(&params.text_document.uri).await? else { return Ok(None) };
        let symbols = ide::symbols(&asked.snapshot);
        Ok(Some(outline(symbols, &asked.edition().uri, asked.places(), asked.client.nested_symbols)))
    }

    /// `textDocument/definition`.
    ///
    /// # Errors
    ///
    /// If the draft could not be read.
    pub async fn definition(&self, params: DefinitionParams) -> Result<Option<DefinitionResponse>> {
        let at = params.text_document_position_params;
        let Some(asked) = self.asked(&at.text_document.uri).await? else { return Ok(None) };
        let places = asked.places();
        let definition = ide::definition(&asked.snapshot, places.offset(at.position));
        Ok(definition.map(|definition| {
            let (uri, range) = (asked.edition().uri.clone(), places.range(definition.target));
            match asked.client.links {
                true => vec![LocationLink {
                    origin_selection_range: Some(places.range(definition.origin)),
                    target_uri: uri,
                    target_range: range,
                    target_selection_range: range,
                }]
                .into(),
                false => Definition::from(Location { uri, range }).into(),
            }
        }))
    }

    /// `textDocument/references`.
    ///
    /// # Errors
    ///
    /// If the draft could not be read.
    pub async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let at = params.text_document_position_params;
        let Some(asked) = self.asked(&at.text_document.uri).await? else { return Ok(None) };
        let places = asked.places();
        let offset = places.offset(at.position);
        let found = ide::references(&asked.snapshot, offset, params.context.include_declaration);
        let uri = &asked.edition().uri;
        let locations = found.into_iter().map(|span| Location { uri: uri.clone(), range: places.range(span) });
        Ok(Some(locations.collect()))
    }

    /// `textDocument/documentHighlight`.
    ///
    /// # Errors
    ///
    /// If the draft could not be read.
    pub async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        let at = params.text_document_position_params;
        let Some(asked) = self.asked(&at.text_document.uri).await? else { return Ok(None) };
        let places = asked.places();
        let found = ide::highlight(&asked.snapshot, places.offset(at.position));
        let lit = found.into_iter().map(|span| DocumentHighlight { range: places.range(span), kind: None });
        Ok(Some(lit.collect()))
    }
}
