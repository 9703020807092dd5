//! Edits as the client makes them.

use std::collections::HashMap;

use tower_lsp::gen_lsp_types::{
    self as lsp, AnnotatedTextEdit, ChangeAnnotation, OptionalVersionedTextDocumentIdentifier, SnippetTextEdit,
    StringValue, TextDocumentEdit, TextDocumentIdentifier, TextEdit, WorkspaceEdit,
};

use super::client::Client;
use super::documents::Edition;
use super::places::Places;
use crate::text::Edit;

/// What edits inside quotation marks are called.
const QUOTED: &str = "quoted";

/// `edits` in `edition`, as `client` can take them, and with them those inside quotation marks, `quoted`: only if it can ask
/// the writer first.
pub fn workspace_edit(edits: &[Edit], quoted: &[Edit], edition: &Edition, client: Client) -> WorkspaceEdit {
    let places = Places { buffer: &edition.buffer, encoding: client.encoding };
    let plain = |edit: &Edit| TextEdit { range: places.range(edit.span), new_text: edit.text.clone() };
    if !client.versioned_edits {
        let edits = edits.iter().map(plain).collect();
        return WorkspaceEdit {
            changes: Some(HashMap::from([(edition.uri.clone(), edits)])),
            ..WorkspaceEdit::default()
        };
    }
    let sure = edits.iter().map(|edit| match snippet(edit).filter(|_| client.snippets) {
        Some(value) => {
            let snippet = StringValue { value };
            lsp::Edit::from(SnippetTextEdit { range: places.range(edit.span), snippet, annotation_id: None })
        }
        None => lsp::Edit::from(plain(edit)),
    });
    let asked = quoted
        .iter()
        .filter(|_| client.annotations)
        .map(|edit| lsp::Edit::from(AnnotatedTextEdit { annotation_id: QUOTED.to_owned(), text_edit: plain(edit) }));
    let text_document = OptionalVersionedTextDocumentIdentifier {
        version: Some(edition.version),
        text_document_identifier: TextDocumentIdentifier { uri: edition.uri.clone() },
    };
    let edits: Vec<lsp::Edit> = sure.chain(asked).collect();
    let annotation = ChangeAnnotation {
        label: "Inside quotation marks".to_owned(),
        needs_confirmation: Some(true),
        description: Some("Whoever is quoted said it as it stands".to_owned()),
    };
    let asks = client.annotations && !quoted.is_empty();
    WorkspaceEdit {
        document_changes: Some(vec![TextDocumentEdit { text_document, edits }.into()]),
        change_annotations: asks.then(|| HashMap::from([(QUOTED.to_owned(), annotation)])),
        ..WorkspaceEdit::default()
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
    use crate::text::Span;

    #[test]
    fn a_blank_becomes_a_placeholder() {
        let edit = |text: &str, blank| Edit { span: Span::new(0, 0), text: text.to_owned(), blank };
        assert_eq!(snippet(&edit(", said NAME.", Some(7..11))).as_deref(), Some(", said ${1:NAME}."));
        assert_eq!(snippet(&edit(r"a $5 {tip} \o/", Some(0..1))).as_deref(), Some(r"${1:a} \$5 {tip\} \\o/"));
        assert_eq!(snippet(&edit("NAME", None)), None);
        assert_eq!(snippet(&edit("é", Some(1..2))), None);
    }
}
