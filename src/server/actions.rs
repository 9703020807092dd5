//! Fixes as the client offers them.

use std::collections::HashMap;

use tower_lsp::gen_lsp_types::{
    self as lsp, CodeAction, CodeActionKind, CodeActionResponse, OptionalVersionedTextDocumentIdentifier,
    SnippetTextEdit, StringValue, TextDocumentEdit, TextDocumentIdentifier, TextEdit, WorkspaceEdit,
};

use super::client::{Client, FIX_ALL};
use super::diagnostics::diagnostic;
use super::documents::Edition;
use super::places::Places;
use crate::ide::{self, Snapshot};
use crate::text::{Edit, Span};

/// What can be done at `span`, of the kinds in `only` where it is given.
pub fn actions(
    snapshot: &Snapshot,
    span: Span,
    only: Option<&[CodeActionKind]>,
    edition: &Edition,
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
    let plain = |edit: &Edit| TextEdit { range: places.range(edit.span), new_text: edit.text.clone() };
    if !client.versioned_edits {
        let edits = edits.iter().map(plain).collect();
        return WorkspaceEdit {
            changes: Some(HashMap::from([(edition.uri.clone(), edits)])),
            ..WorkspaceEdit::default()
        };
    }
    let edits = edits.iter().map(|edit| match snippet(edit).filter(|_| client.snippets) {
        Some(value) => {
            let snippet = StringValue { value };
            lsp::Edit::from(SnippetTextEdit { range: places.range(edit.span), snippet, annotation_id: None })
        }
        None => lsp::Edit::from(plain(edit)),
    });
    let text_document = OptionalVersionedTextDocumentIdentifier {
        version: Some(edition.version),
        text_document_identifier: TextDocumentIdentifier { uri: edition.uri.clone() },
    };
    let change = TextDocumentEdit { text_document, edits: edits.collect() };
    WorkspaceEdit { document_changes: Some(vec![change.into()]), ..WorkspaceEdit::default() }
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
