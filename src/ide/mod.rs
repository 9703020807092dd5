//! What an editor asks of a draft: functions of a snapshot and a place in it that return plain values.

pub mod snapshot;
pub mod wording;
pub mod under;
pub mod card;
pub mod copy_card;
pub mod evidence;
pub mod origin;
pub mod hover;
pub mod actions;
pub mod listings;
pub mod quote_sheet;
pub mod symbols;
pub mod definition;
pub mod references;
pub mod highlight;
pub mod new_name;
pub mod rename;
pub mod hints;
pub mod lenses;
pub mod completions;
pub mod unfinished;

pub use actions::{Action, actions};
pub use card::Card;
pub use completions::{Completion, completions};
pub use definition::{Definition, definition};
pub use highlight::highlight;
pub use hints::{Hint, hints};
pub use hover::{Hover, hover};
pub use lenses::{Lens, lenses};
pub use listings::{Listing, listings};
pub use quote_sheet::{QuoteSheet, Speaker, quote_sheet};
pub use references::references;
pub use rename::{Refusal, Renamable, Rename, renamable, rename};
pub use snapshot::Snapshot;
pub use symbols::{Symbol, SymbolKind, symbols};
pub use unfinished::is_unfinished;
