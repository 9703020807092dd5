//! Fixes, additions to the house's list and what lets something stand, as the client offers them.

use serde::{Deserialize, Serialize};
use tower_lsp::gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, CodeActionResponse, Range, Uri, WorkspaceEdit,
};
use tower_lsp::jsonrpc::{Error, Result};

use super::client::{Client, FIX_ALL};
use super::configurations::stet_draft;
use super::diagnostics::diagnostic;
use super::documents::Edition;
use super::edits::workspace_edit;
use super::handlers::{Asked, Handlers};
use super::listing::{List, addition};
use super::places;
use crate::config::stet::Entry;
use crate::config::{file, listing, stet_file};
use crate::ide::{self, Standing};
use crate::rules::Breakdown;

/// What was asked where actions were offered.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Question {
    uri: Uri,
    range: Range,
    only: Option<Vec<CodeActionKind>>,
}

/// What comes with an action that is offered without its edit: which it is.
#[derive(Debug, Serialize, Deserialize)]
struct Offer {
    #[serde(flatten)]
    question: Question,
    /// The version of the draft.
    version: i32,
    /// Its place among the actions.
    index: usize,
}

impl Handlers {
    /// `textDocument/codeAction`. A client that asks for the edit of the action that is chosen is not sent those of all.
    ///
    /// # Errors
    ///
    /// If the draft could not be read.
    pub async fn code_action(&self, params: CodeActionParams) -> Result<Vec<CodeActionResponse>> {
        let question = Question { uri: params.text_document.uri, range: params.range, only: params.context.only };
        let Some((asked, mut actions)) = self.actions(&question).await? else { return Ok(Vec::new()) };
        if asked.client.resolves {
            for (index, action) in actions.iter_mut().enumerate() {
                let offer = Offer { question: question.clone(), version: asked.edition().version, index };
                action.data = serde_json::to_value(offer).ok();
                action.edit = None;
            }
        }
        Ok(actions.into_iter().map(CodeActionResponse::from).collect())
    }

    /// `codeAction/resolve`: the edit of an action.
    ///
    /// # Errors
    ///
    /// If the action is none that was offered, or the draft is another than it was then.
    pub async fn resolve_code_action(&self, action: CodeAction) -> Result<CodeAction> {
        let offer = action.data.clone().and_then(|data| serde_json::from_value(data).ok());
        let Some(Offer { question, version, index }) = offer else {
            return Err(Error::invalid_params("this action was not offered here"));
        };
        let Some((asked, mut actions)) = self.actions(&question).await? else { return Err(Error::content_modified()) };
        let same = asked.edition().version == version && index < actions.len() && actions[index].title == action.title;
        match same {
            true => Ok(CodeAction { edit: actions.swap_remove(index).edit, ..action }),
            false => Err(Error::content_modified()),
        }
    }

    /// The answer to `question`, with the draft that it is about; `None` if that is not open.
    async fn actions(&self, question: &Question) -> Result<Option<(Asked, Vec<CodeAction>)>> {
        let list = |name| self.session.get().and_then(|session| session.list(&question.uri, name));
        let lists = Lists { house: list(file::NAME), stets: list(stet_file::NAME) };
        let asked = self.asked(&question.uri).await?;
        Ok(asked.map(|asked| {
            let mut broken = Vec::new();
            let actions = actions(&asked, question, &lists, &mut broken);
            self.report(&question.uri, &broken);
            (asked, actions)
        }))
    }
}

/// The files into which an action may write; none for a draft that has no folder.
struct Lists {
    house: Option<List>,
    stets: Option<List>,
}

/// What can be done where `question` asks about `draft`. What breaks down is added to `broken`.
fn actions(
    draft: &Asked,
    Question { range, only, .. }: &Question,
    lists: &Lists,
    broken: &mut Vec<Breakdown>,
) -> Vec<CodeAction> {
    let (snapshot, client, edition) = (&draft.snapshot, draft.client, draft.edition());
    let span = draft.places().span(*range);
    let asked = |kind: &str| match only {
        Some(only) => only.iter().any(|asked| covers(&String::from(asked.clone()), kind)),
        None => true,
    };
    let mut answers = Vec::new();
    if asked("quickfix") {
        answers.extend(ide::actions(snapshot, span, broken).into_iter().map(|action| CodeAction {
            title: action.fix.title.clone(),
            kind: Some(CodeActionKind::QuickFix),
            diagnostics: Some(vec![diagnostic(action.finding, edition, client)]),
            is_preferred: Some(action.preferred),
            edit: Some(workspace_edit(&action.fix.edits, &[], edition, client)),
            ..CodeAction::default()
        }));
        let listings =
            lists.house.iter().flat_map(|list| ide::listings(snapshot, span).into_iter().map(move |it| (list, it)));
        answers.extend(listings.filter_map(|(list, listing)| {
            Some(CodeAction {
                edit: Some(addition(listing::add(list.text(), &listing.additions), list, client)?),
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
    // Mending comes first.
    if asked("quickfix") {
        // What others share with it may come and go, and no action may take the place of one that was offered.
        let said = edition.said().unwrap_or_default();
        let across = said.iter().filter(|finding| !snapshot.findings.contains(finding));
        let standings = ide::standings(&snapshot.article.draft, snapshot.findings.iter().chain(across), span);
        answers.extend(standings.iter().flat_map(|standing| stets(standing, edition, client, lists.stets.as_ref())));
    }
    answers
}

/// What lets a finding stand: a comment in the draft, an entry in `list`.
fn stets(standing: &Standing, edition: &Edition, client: Client, list: Option<&List>) -> Vec<CodeAction> {
    let Standing { finding, comment, words } = standing;
    let comment = comment.as_ref().map(|comment| {
        ("Stet: let this stand (in a comment)", workspace_edit(std::slice::from_ref(comment), &[], edition, client))
    });
    let entry = list.and_then(|list| {
        let draft = stet_draft(&edition.uri, &places::path(&list.uri)?)?;
        let entry = Entry::new(draft, finding.code, words);
        let title = "Stet: let this stand (in .copydesk/stet.toml)";
        Some((title, addition(stet_file::add(list.text(), &entry), list, client)?))
    });
    let action = |(title, edit): (&str, WorkspaceEdit)| CodeAction {
        title: title.to_owned(),
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![diagnostic(finding, edition, client)]),
        edit: Some(edit),
        ..CodeAction::default()
    };
    comment.into_iter().chain(entry).map(action).collect()
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
