//! Copydesk reads an article draft and says what a good copy editor would say.
//!
//! The modules, from the ground up; each uses only those above it in this list:
//!
//! | module | what it is |
//! |---|---|
//! | [`text`] | byte spans, the buffer an editor changes, edits, position encodings |
//! | [`config`] | the settings, each documented where it is declared |
//! | [`lexicon`] | word data per language: cues, roles, honorifics, names |
//! | [`draft`] | a format becomes blocks, sentences, words |
//! | [`analysis`] | facts: quotes with their speakers, people, duplicates |
//! | [`desk`] | facts across drafts: the people of a workspace, the passages that its drafts share |
//! | [`rules`] | facts become findings with fixes; one file a rule |
//! | [`ide`] | hover, code actions …: functions of a [`Snapshot`](ide::Snapshot) and a place in it |
//! | [`server`] | the LSP edge |
//! | [`cli`] | the same snapshot, printed |
//!
//! # Invariants
//!
//! 1. Below [`server`] there is one kind of position: a byte span into the source as the editor has it.
//! 2. What an incremental edit leads to equals what opening the edited text afresh leads to.
//! 3. A result never mixes two versions of a draft; a stale one is dropped.
//! 4. No input makes it panic, hang or grow without bound; a limit that is hit is said.
//! 5. Same input, same output, order included.
//! 6. A fix makes its finding go away and leaves everything else byte for byte as it was.
//! 7. Every finding says why in one sentence, and every rule has a page that is also its test.
//! 8. Nothing leaves the machine.
//!
//! No position of the protocol stands below [`server`], nothing below [`ide`] returns a `Result` (odd text is not an
//! error), and only [`server`], [`cli`] and `main.rs` know files and processes. `tests/house.rs` keeps these walls.

pub mod text;
pub mod config;
pub mod lexicon;
pub mod draft;
pub mod analysis;
pub mod desk;
pub mod rules;
pub mod ide;
pub mod server;
pub mod cli;
