//! What whoever writes decides for her own editor.

use serde::Deserialize;

/// What an editor hands over when it starts the server, as `initializationOptions`. The defaults need none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Preferences {
    /// `hintNamedSpeakers`: whether inlay hints give the full names of speakers whom a sentence calls by a part of their
    /// names, too. Without it there are hints where a sentence does not name its speaker.
    pub hint_named_speakers: bool,
    /// `enable`: the codes of the rules to check by that are silent unless asked for.
    pub enable: Vec<String>,
}
