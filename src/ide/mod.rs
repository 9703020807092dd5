//! What an editor asks of a draft: functions of a snapshot and a place in it that return plain values.

pub mod snapshot;
pub mod wording;
pub mod under;
pub mod card;
pub mod evidence;
pub mod hover;
pub mod actions;
pub mod listings;
pub mod quote_sheet;
pub mod symbols;
pub mod definition;
pub mod references;
pub mod highlight;

pub use actions::{Action, actions};
pub use card::Card;
pub use definition::{Definition, definition};
pub use highlight::highlight;
pub use hover::{Hover, hover};
pub use listings::{Listing, listings};
pub use quote_sheet::{QuoteSheet, Speaker, quote_sheet};
pub use references::references;
pub use snapshot::Snapshot;
pub use symbols::{Symbol, SymbolKind, symbols};
