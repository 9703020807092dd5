//! What an editor asks of a draft: functions of a snapshot and a place in it that return plain values.

pub mod snapshot;
pub mod wording;
pub mod card;
pub mod evidence;
pub mod hover;
pub mod actions;
pub mod quote_sheet;

pub use actions::{Action, actions};
pub use card::Card;
pub use hover::{Hover, hover};
pub use quote_sheet::{QuoteSheet, Speaker, quote_sheet};
pub use snapshot::Snapshot;
