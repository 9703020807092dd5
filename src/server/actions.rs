//! Fixes, and additions to the house's list, as the client offers them.

use tower_lsp::gen_lsp_types::{CodeAction, CodeActionKind, CodeActionResponse};

use super::client::{Client, FIX_ALL};
use super::diagnostics::diagnostic;
use super::documents::Edition;
use super::edits::workspace_edit;
use super::listing::{List, addition};
use crate::ide::{self, Snapshot};
use crate::text::Span;

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
            edit: Some(workspace_edit(&action.fix.edits, &[], edition, client)),
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
    let all = |title: String, kind: CodeActionKind| {
        let edits = ide::actions::fix_all(snapshot);
        (!edits.is_empty()).then(|| CodeAction {
            title,
            kind: Some(kind),
            edit: Some(workspace_edit(&edits, &[], edition, client)),
            ..CodeAction::default()
        })
    };
    // One of the two is enough: editors that show quick fixes alone ask for all kinds, too.
    let several = ide::actions::several(snapshot, span).filter(|_| asked("quickfix"));
    if let Some(count) = several {
        answers.extend(all(format!("Remove all {count} repeated paragraphs"), CodeActionKind::QuickFix));
    } else if asked(FIX_ALL) {
        answers.extend(all("Remove every repeated paragraph".to_owned(), FIX_ALL.to_owned().into()));
    }
    answers.into_iter().map(CodeActionResponse::from).collect()
}

/// Whether a client that asks for actions of the kind `asked` means those of `kind` too.
fn covers(asked: &str, kind: &str) -> bool {
    asked.is_empty() || kind.strip_prefix(asked).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

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
