//! Fixes, and additions to the house's list, as the client offers them.

use std::collections::HashMap;

use tower_lsp::gen_lsp_types::{
    self as lsp, CodeAction, CodeActionKind, CodeActionResponse, CreateFile, CreateFileOptions,
    OptionalVersionedTextDocumentIdentifier, SnippetTextEdit, StringValue, TextDocumentEdit, TextDocumentIdentifier,
    TextEdit, Uri, WorkspaceEdit,
};

use super::client::{Client, FIX_ALL};
use super::diagnostics::diagnostic;
use super::documents::Edition;
use super::places::Places;
use crate::config::{Addition, listing};
use crate::ide::{self, Snapshot};
use crate::text::{Buffer, Edit, Span};

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

/// What can be done at `span`, of the kinds in `only` where it is given. Where there is no `list`, nothing is written into
/// one.
pub fn actions(
    snapshot: &Snapshot,
    span: Span,
    only: Option<&[CodeActionKind]>,
    edition: &Edition,
    list: Option<&List>,
    client: Client,
) -> Vec<CodeActionResponse> {
    let asked =
        |kind: &str| only.is_none_or(|only| only.iter().any(|asked| covers(&String::from(asked.clone()), kind)));
    let mut answers = Vec::new();
    if asked("quickfix") {
        answers.extend(ide::actions(snapshot, span).into_iter().map(|action| CodeAction {
            title: action.fix.title.clone(),
            kind: Some(CodeActionKind::QuickFix),
            diagnostics: Some(vec![diagnostic(action.finding, edition, client)]),
            is_preferred: Some(action.preferred),
            edit: Some(edit(&action.fix.edits, edition, client)),
            ..CodeAction::default()
        }));
        let listings =
            list.into_iter().flat_map(|list| ide::listings(snapshot, span).into_iter().map(move |it| (list, it)));
        answers.extend(listings.filter_map(|(list, listing)| {
            Some(CodeAction {
                edit: Some(addition(&listing.additions, list, client)?),
                title: listing.title,
                kind: Some(CodeActionKind::QuickFix),
                diagnostics: Some(vec![diagnostic(listing.finding, edition, client)]),
                ..CodeAction::default()
            })
        }));
    }
    if asked(FIX_ALL) {
        let edits = ide::actions::fix_all(snapshot);
        answers.extend((!edits.is_empty()).then(|| CodeAction {
            title: "Make every safe fix".to_owned(),
            kind: Some(FIX_ALL.to_owned().into()),
            edit: Some(edit(&edits, edition, client)),
            ..CodeAction::default()
        }));
    }
    answers.into_iter().map(CodeActionResponse::from).collect()
}

/// Whether a client that asks for actions of the kind `asked` means those of `kind` too.
fn covers(asked: &str, kind: &str) -> bool {
    asked.is_empty() || kind.strip_prefix(asked).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// `edits` in `edition`, as `client` can take them.
fn edit(edits: &[Edit], edition: &Edition, client: Client) -> WorkspaceEdit {
    let places = Places { buffer: &edition.buffer, encoding: client.encoding };
    if !client.versioned_edits {
        return plain(edits, edition.uri.clone(), places);
    }
    let edits = edits.iter().map(|edit| match snippet(edit).filter(|_| client.snippets) {
        Some(value) => {
            let snippet = StringValue { value };
            lsp::Edit::from(SnippetTextEdit { range: places.range(edit.span), snippet, annotation_id: None })
        }
        None => text_edit(edit, places).into(),
    });
    let change = versioned(edition.uri.clone(), Some(edition.version), edits.collect());
    WorkspaceEdit { document_changes: Some(vec![change.into()]), ..WorkspaceEdit::default() }
}

/// `additions` to `list`, as `client` can take them; `None` if nothing can be added to it, or all of it stands there.
fn addition(additions: &[Addition], list: &List, client: Client) -> Option<WorkspaceEdit> {
    let text = list.text.as_deref().unwrap_or_default();
    let edits = listing::add(text, additions).filter(|edits| !edits.is_empty())?;
    let buffer = Buffer::new(text);
    let places = Places { buffer: &buffer, encoding: client.encoding };
    if !client.versioned_edits || list.text.is_none() && !client.creates {
        return Some(plain(&edits, list.uri.clone(), places));
    }
    let options = Some(CreateFileOptions { overwrite: None, ignore_if_exists: Some(true) });
    let create = CreateFile { uri: list.uri.clone(), options, annotation_id: None };
    let edits = edits.iter().map(|edit| text_edit(edit, places).into()).collect();
    let change = versioned(list.uri.clone(), list.version, edits);
    let create = list.text.is_none().then(|| create.into());
    let changes = create.into_iter().chain([change.into()]).collect();
    Some(WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() })
}

fn text_edit(edit: &Edit, places: Places) -> TextEdit {
    TextEdit { range: places.range(edit.span), new_text: edit.text.clone() }
}

/// `edits` of the text `uri`, without its version.
fn plain(edits: &[Edit], uri: Uri, places: Places) -> WorkspaceEdit {
    let edits = edits.iter().map(|edit| text_edit(edit, places)).collect();
    WorkspaceEdit { changes: Some(HashMap::from([(uri, edits)])), ..WorkspaceEdit::default() }
}

fn versioned(uri: Uri, version: Option<i32>, edits: Vec<lsp::Edit>) -> TextDocumentEdit {
    let text_document_identifier = TextDocumentIdentifier { uri };
    TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { version, text_document_identifier },
        edits,
    }
}

/// The text of `edit` in the syntax of snippets, if it has a blank to fill in.
fn snippet(edit: &Edit) -> Option<String> {
    let blank = edit.blank.clone()?;
    let (before, within) = (edit.text.get(..blank.start)?, edit.text.get(blank.clone())?);
    let after = edit.text.get(blank.end..)?;
    Some(format!("{}${{1:{}}}{}", escape(before), escape(within), escape(after)))
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '$' | '}') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_becomes_a_placeholder() {
        let edit = |text: &str, blank| Edit { span: Span::new(0, 0), text: text.to_owned(), blank };
        assert_eq!(snippet(&edit(", said NAME.", Some(7..11))).as_deref(), Some(", said ${1:NAME}."));
        assert_eq!(snippet(&edit(r"a $5 {tip} \o/", Some(0..1))).as_deref(), Some(r"${1:a} \$5 {tip\} \\o/"));
        assert_eq!(snippet(&edit("NAME", None)), None);
        assert_eq!(snippet(&edit("é", Some(1..2))), None);
    }

    #[test]
    fn a_kind_covers_the_kinds_below_it() {
        for asked in ["", "source", "source.fixAll", "source.fixAll.copydesk"] {
            assert!(covers(asked, FIX_ALL), "{asked}");
        }
        for asked in ["quickfix", "source.fix", "source.organizeImports", "source.fixAll.copydesk.more"] {
            assert!(!covers(asked, FIX_ALL), "{asked}");
        }
    }
}
