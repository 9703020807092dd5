//! What is shown beside the text: inlay hints, code lenses, names to complete.

use std::time::Duration;

use serde_json::json;
use tokio::time::timeout;
use tower_lsp::gen_lsp_types::{
    CodeLens, CodeLensParams, Command, CompletionItem, CompletionItemKind, CompletionList, CompletionParams, InlayHint,
    InlayHintParams, TextEdit,
};
use tower_lsp::jsonrpc::Result;

use super::client::SHOW_QUOTES;
use super::handlers::{Asked, Handlers};
use crate::ide::{self, Completion, Lens};

/// How long a writer may wait for names; a draft that takes longer to read is asked about again at the next letter.
const PATIENCE: Duration = Duration::from_millis(200);

impl Handlers {
    /// `textDocument/inlayHint`.
    ///
    /// # Errors
    ///
    /// If the draft could not be read.
    pub async fn inlay_hint(&self, params: InlayHintParams) -> Result<Vec<InlayHint>> {
        let Some(asked) = self.asked(&params.text_document.uri).await? else { return Ok(Vec::new()) };
        let places = asked.places();
        let hints =
            ide::hints(&asked.snapshot, places.span(params.range), asked.edition().basis.settings.hint_named_speakers);
        let hints = hints.into_iter().map(|hint| InlayHint {
            position: places.position(hint.offset),
            label: hint.name.into(),
            kind: None,
            text_edits: None,
            tooltip: Some(hint.evidence.into()),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        });
        Ok(hints.collect())
    }

    /// `textDocument/codeLens`.
    ///
    /// # Errors
    ///
    /// If the draft could not be read.
    pub async fn code_lens(&self, params: CodeLensParams) -> Result<Vec<CodeLens>> {
        let Some(asked) = self.asked(&params.text_document.uri).await? else { return Ok(Vec::new()) };
        Ok(ide::lenses(&asked.snapshot).into_iter().map(|lens| code_lens(lens, &asked)).collect())
    }

    /// `textDocument/completion`.
    ///
    /// # Errors
    ///
    /// If the draft could not be read.
    pub async fn completion(&self, params: CompletionParams) -> Result<CompletionList> {
        let at = params.text_document_position_params;
        let Ok(asked) = timeout(PATIENCE, self.asked(&at.text_document.uri)).await else {
            return Ok(CompletionList { is_incomplete: true, ..CompletionList::default() });
        };
        let Some(asked) = asked? else { return Ok(CompletionList::default()) };
        let places = asked.places();
        let names = ide::completions(&asked.snapshot, places.offset(at.position));
        let items = names.into_iter().enumerate().map(|(rank, name)| item(rank, name, &asked));
        Ok(CompletionList { items: items.collect(), ..CompletionList::default() })
    }
}

fn code_lens(lens: Lens, asked: &Asked) -> CodeLens {
    let places = asked.places();
    let quotes = lens.quotes.iter().map(|&quote| places.range(asked.snapshot.article.quotes[quote].span));
    let quotes: Vec<_> = quotes.collect();
    let range = places.range(lens.span);
    let argument =
        json!({"uri": asked.edition().uri, "person": lens.person.name, "introduction": range, "quotes": quotes});
    let command = Command {
        title: lens.title,
        command: SHOW_QUOTES.to_owned(),
        arguments: Some(vec![argument]),
        ..Command::default()
    };
    CodeLens { range, command: Some(command), data: None }
}

fn item(rank: usize, name: Completion, asked: &Asked) -> CompletionItem {
    // Neovim cuts the text of an edit at its first space. Where the word begun is the same to every client, it does without.
    let plain = name.span.of(asked.snapshot.text()).chars().all(char::is_alphabetic);
    let edit = TextEdit { range: asked.places().range(name.span), new_text: name.text.clone() };
    let edit = (!plain || !name.text.contains(' ')).then(|| edit.into());
    CompletionItem {
        kind: Some(CompletionItemKind::Text),
        detail: (!name.detail.is_empty()).then_some(name.detail),
        sort_text: Some(format!("{rank:06}")),
        filter_text: Some(name.filter),
        insert_text: edit.is_none().then(|| name.text.clone()),
        text_edit: edit,
        label: name.text,
        ..CompletionItem::default()
    }
}
