//! What the client can do, and what it is offered.

use tower_lsp::gen_lsp_types::{
    ChangeNotifications, ClientCapabilities, CodeActionKind, CodeActionOptions, CodeLensOptions, CompletionOptions,
    DiagnosticOptions, DiagnosticTag, DiagnosticsCapabilities, ExecuteCommandOptions, InitializeResult, MarkupKind,
    PositionEncodingKind, RenameOptions, ResourceOperationKind, ServerCapabilities, ServerInfo, TextDocumentSyncKind,
    TextDocumentSyncOptions, WorkspaceFoldersServerCapabilities, WorkspaceOptions,
};

use crate::text::Encoding;

/// The kind of the code action that makes every safe fix.
pub const FIX_ALL: &str = "source.fixAll.copydesk";

/// The command of the lens over a person's introduction. A client that knows it lists the places that come with it; any
/// other hands it back, and the server shows the person's card.
pub const SHOW_QUOTES: &str = "copydesk.showQuotes";

/// The command that gives the people of a draft with what they say.
pub const SPEAKERS: &str = "copydesk.speakers";

/// The command that gives what was read, and what is limited.
pub const STATUS: &str = "copydesk.status";

/// What the client can take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Client {
    /// What columns count.
    pub encoding: Encoding,
    /// Whether it fetches what is found, and can be told to fetch it again; else it is sent. One that cannot be told would not
    /// learn what other drafts and the settings have changed.
    pub pulls: bool,
    /// Whether a diagnostic may point at other places.
    pub related: bool,
    /// Whether it shows superfluous text faded.
    pub unnecessary: bool,
    /// Whether a hover may be Markdown.
    pub markdown: bool,
    /// Whether it asks for the edit of an action once that is chosen.
    pub resolves: bool,
    /// Whether an edit may name the version of the text that it is for.
    pub versioned_edits: bool,
    /// Whether an edit may have a blank for the writer to fill in.
    pub snippets: bool,
    /// Whether it asks the writer about an edit that wants to be asked about.
    pub annotations: bool,
    /// Whether it asks what can be renamed.
    pub prepares_rename: bool,
    /// Whether an outline may have entries in entries.
    pub nested_symbols: bool,
    /// Whether a definition may say which words lead to it.
    pub links: bool,
    /// Whether an edit may create files.
    pub creates: bool,
    /// Whether it can be asked to watch files.
    pub watches: bool,
    /// Whether it can be asked for its settings.
    pub configures: bool,
    /// Whether it can be asked to tell of settings that change.
    pub registers_settings: bool,
    /// Whether it shows work that takes its time.
    pub progress: bool,
    /// Whether it can be told to ask for code lenses again.
    pub refreshes_lenses: bool,
    /// Whether it can be told to ask for inlay hints again.
    pub refreshes_hints: bool,
}

impl Client {
    /// What a client with `capabilities` can take.
    pub fn new(capabilities: &ClientCapabilities) -> Self {
        let offered = capabilities.general.as_ref().and_then(|general| general.position_encodings.as_deref());
        let document = capabilities.text_document.as_ref();
        let published = document.and_then(|document| document.publish_diagnostics.as_ref());
        let pulled = document.and_then(|document| document.diagnostic.as_ref());
        let shown = [
            published.map(|published| &published.diagnostics_capabilities),
            pulled.map(|pulled| &pulled.diagnostics_capabilities),
        ];
        let shows = |able: fn(&DiagnosticsCapabilities) -> bool| shown.into_iter().flatten().any(able);
        let hover = document.and_then(|document| document.hover.as_ref()?.content_format.as_deref());
        let symbols = document.and_then(|document| document.document_symbol.as_ref());
        let definition = document.and_then(|document| document.definition.as_ref());
        let action = document.and_then(|document| document.code_action.as_ref());
        let rename = document.and_then(|document| document.rename.as_ref());
        let workspace = capabilities.workspace.as_ref();
        let edits = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        let versioned_edits = edits.and_then(|edits| edits.document_changes).unwrap_or_default();
        let creates = edits.and_then(|edits| edits.resource_operations.as_deref());
        let watches = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
        let refreshes = workspace.and_then(|workspace| workspace.diagnostics.as_ref());
        let settings = workspace.and_then(|workspace| workspace.did_change_configuration.as_ref());
        let lenses = workspace.and_then(|workspace| workspace.code_lens.as_ref());
        let hints = workspace.and_then(|workspace| workspace.inlay_hint.as_ref());
        let window = capabilities.window.as_ref();
        Client {
            encoding: encoding(offered.unwrap_or_default()),
            pulls: pulled.is_some() && refreshes.and_then(|refreshes| refreshes.refresh_support).unwrap_or_default(),
            related: shows(|shown| shown.related_information.unwrap_or_default()),
            unnecessary: shows(|shown| {
                shown.tag_support.as_ref().is_some_and(|tags| tags.value_set.contains(&DiagnosticTag::Unnecessary))
            }),
            markdown: hover.and_then(|formats| formats.first()) == Some(&MarkupKind::Markdown),
            resolves: action.is_some_and(|action| {
                let lazy = action.resolve_support.as_ref();
                action.data_support == Some(true)
                    && lazy.is_some_and(|lazy| lazy.properties.iter().any(|it| it == "edit"))
            }),
            versioned_edits,
            snippets: versioned_edits && edits.and_then(|edits| edits.snippet_edit_support).unwrap_or_default(),
            annotations: versioned_edits && edits.is_some_and(|edits| edits.change_annotation_support.is_some()),
            prepares_rename: rename.and_then(|rename| rename.prepare_support) == Some(true),
            nested_symbols: symbols.and_then(|symbols| symbols.hierarchical_document_symbol_support) == Some(true),
            links: definition.and_then(|definition| definition.link_support) == Some(true),
            creates: versioned_edits && creates.is_some_and(|kinds| kinds.contains(&ResourceOperationKind::Create)),
            watches: watches.and_then(|watches| watches.dynamic_registration).unwrap_or_default(),
            configures: workspace.and_then(|workspace| workspace.configuration).unwrap_or_default(),
            registers_settings: settings.and_then(|settings| settings.dynamic_registration).unwrap_or_default(),
            progress: window.and_then(|window| window.work_done_progress).unwrap_or_default(),
            refreshes_lenses: lenses.and_then(|lenses| lenses.refresh_support).unwrap_or_default(),
            refreshes_hints: hints.and_then(|hints| hints.refresh_support).unwrap_or_default(),
        }
    }

    /// The answer to its `initialize`.
    pub fn welcome(&self) -> InitializeResult {
        let encoding = match self.encoding {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        };
        let sync = TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::Incremental),
            save: Some(true.into()),
            ..TextDocumentSyncOptions::default()
        };
        let actions = CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QuickFix, FIX_ALL.to_owned().into()]),
            resolve_provider: self.resolves.then_some(true),
            ..CodeActionOptions::default()
        };
        // Without an identifier, what is fetched by file and by workspace is one.
        let diagnostics = self.pulls.then(|| DiagnosticOptions {
            inter_file_dependencies: true,
            workspace_diagnostics: true,
            ..DiagnosticOptions::default()
        });
        let folders = WorkspaceFoldersServerCapabilities {
            supported: Some(true),
            change_notifications: Some(ChangeNotifications::Bool(true)),
        };
        // What begins a name in the languages of Europe.
        let capitals = ('A'..='Z').chain('À'..='Ž').filter(|letter| letter.is_uppercase());
        let completion = CompletionOptions {
            trigger_characters: Some(capitals.map(String::from).collect()),
            ..CompletionOptions::default()
        };
        let commands = ExecuteCommandOptions {
            commands: [SHOW_QUOTES, SPEAKERS, STATUS].map(str::to_owned).to_vec(),
            ..ExecuteCommandOptions::default()
        };
        // A client that never asks what can be renamed may not know the options.
        let rename = match self.prepares_rename {
            true => RenameOptions { prepare_provider: Some(true), ..RenameOptions::default() }.into(),
            false => true.into(),
        };
        let version = env!("CARGO_PKG_VERSION").to_owned();
        InitializeResult {
            capabilities: ServerCapabilities {
                position_encoding: Some(encoding),
                text_document_sync: Some(sync.into()),
                hover_provider: Some(true.into()),
                diagnostic_provider: diagnostics.map(Into::into),
                code_action_provider: Some(actions.into()),
                document_symbol_provider: Some(true.into()),
                workspace_symbol_provider: Some(true.into()),
                definition_provider: Some(true.into()),
                references_provider: Some(true.into()),
                document_highlight_provider: Some(true.into()),
                rename_provider: Some(rename),
                inlay_hint_provider: Some(true.into()),
                code_lens_provider: Some(CodeLensOptions::default()),
                completion_provider: Some(completion),
                execute_command_provider: Some(commands),
                workspace: Some(WorkspaceOptions { workspace_folders: Some(folders), ..WorkspaceOptions::default() }),
                ..ServerCapabilities::default()
            },
            server_info: Some(ServerInfo { name: env!("CARGO_PKG_NAME").to_owned(), version: Some(version) }),
        }
    }
}

/// UTF-8 where it is offered, for it is what the text is in; else UTF-16, which every client must know, unless only
/// UTF-32 is offered.
fn encoding(offered: &[PositionEncodingKind]) -> Encoding {
    if offered.contains(&PositionEncodingKind::UTF8) {
        Encoding::Utf8
    } else if offered.contains(&PositionEncodingKind::UTF32) && !offered.contains(&PositionEncodingKind::UTF16) {
        Encoding::Utf32
    } else {
        Encoding::Utf16
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn client(capabilities: Value) -> Client {
        Client::new(&serde_json::from_value(capabilities).expect("capabilities"))
    }

    #[test]
    fn the_encoding_is_the_best_that_the_client_offers() {
        let agreed = |offered: Value| client(json!({"general": {"positionEncodings": offered}})).encoding;
        assert_eq!(client(json!({})).encoding, Encoding::Utf16);
        assert_eq!(agreed(json!([])), Encoding::Utf16);
        assert_eq!(agreed(json!(["utf-7"])), Encoding::Utf16);
        assert_eq!(agreed(json!(["utf-16", "utf-8"])), Encoding::Utf8);
        assert_eq!(agreed(json!(["utf-32", "utf-16"])), Encoding::Utf16);
        assert_eq!(agreed(json!(["utf-32"])), Encoding::Utf32);
    }

    #[test]
    fn a_client_that_says_nothing_gets_nothing_fancy() {
        assert_eq!(client(json!({})), Client::default());
        assert_eq!(client(json!({"textDocument": {"hover": {}, "publishDiagnostics": {}}})), Client::default());
    }

    #[test]
    fn a_client_gets_what_it_asks_for() {
        let able = client(json!({
            "workspace": {
                "workspaceEdit": {
                    "documentChanges": true, "snippetEditSupport": true, "changeAnnotationSupport": {},
                    "resourceOperations": ["create", "rename"],
                },
                "didChangeWatchedFiles": {"dynamicRegistration": true},
                "configuration": true,
                "didChangeConfiguration": {"dynamicRegistration": true},
                "diagnostics": {"refreshSupport": true},
                "codeLens": {"refreshSupport": true},
                "inlayHint": {"refreshSupport": true},
            },
            "window": {"workDoneProgress": true},
            "textDocument": {
                "codeAction": {"dataSupport": true, "resolveSupport": {"properties": ["edit", "command"]}},
                "diagnostic": {},
                "rename": {"prepareSupport": true},
                "hover": {"contentFormat": ["markdown", "plaintext"]},
                "publishDiagnostics": {"relatedInformation": true, "tagSupport": {"valueSet": [1, 2, 9]}},
                "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
                "definition": {"linkSupport": true},
            },
        }));
        let all = Client {
            pulls: true,
            related: true,
            unnecessary: true,
            markdown: true,
            resolves: true,
            versioned_edits: true,
            snippets: true,
            annotations: true,
            prepares_rename: true,
            nested_symbols: true,
            links: true,
            creates: true,
            watches: true,
            configures: true,
            registers_settings: true,
            progress: true,
            refreshes_lenses: true,
            refreshes_hints: true,
            ..able
        };
        assert_eq!(able, all);
        assert!(!client(json!({"textDocument": {"hover": {"contentFormat": ["plaintext", "markdown"]}}})).markdown);
        assert!(!client(json!({"workspace": {"workspaceEdit": {"snippetEditSupport": true}}})).snippets);
        let lazy = json!({"properties": ["edit"]});
        for action in
            [json!({"resolveSupport": lazy}), json!({"dataSupport": true, "resolveSupport": {"properties": []}})]
        {
            assert!(!client(json!({"textDocument": {"codeAction": action}})).resolves);
        }
    }
}
