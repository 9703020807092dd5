//! The LSP edge: convert, call, convert.
//!
//! Messages are handled in the order in which they arrive: [`inbox`] reads them one by one and polls each handler once
//! before it reads on. A handler changes the open drafts, or takes its [`Ticket`](documents::Ticket) for the one it asks
//! about, before its first await; so every request sees exactly the edits that were sent before it. The texts are read
//! by [`analyst`] on threads of its own, one [`Edition`](documents::Edition) at a time, and what is sent waits in the
//! [`outbox`], which leaves out what a newer edition has made stale.
//!
//! The drafts of the workspace that are not open are found by [`scan`] and read by the [`clerk`], on a thread of its own; on
//! another the [`librarian`] reads what drafts are written from. What drafts share is found by the [`collator`]. What is found
//! in those that are open is said by the [`publisher`], or [`pulled`] by the client.
//!
//! [`files`] and [`walk`] know nothing of the protocol: the command line reads folders by them too, so that both find the same
//! drafts and follow the same links.
//!
//! The transport is our own: that of tower-lsp-server ends with the first message that is no JSON.

pub mod wire;
pub mod client;
pub mod client_process;
pub mod places;
pub mod files;
pub mod configurations;
pub mod documents;
pub mod outbox;
pub mod walk;
pub mod scan;
pub mod source_files;
pub mod librarian;
pub mod analyst;
pub mod watch;
pub mod progress;
pub mod diagnostics;
pub mod publisher;
pub mod collator;
pub mod reader;
pub mod clerk;
pub mod edits;
pub mod listing;
pub mod outline;
pub mod settings;
pub mod session;
pub mod handlers;
pub mod actions;
pub mod navigation;
pub mod across;
pub mod renaming;
pub mod views;
pub mod pulled;
pub mod speakers;
pub mod commands;
pub mod inbox;
pub mod run;

pub use run::run;
