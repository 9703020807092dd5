//! What an editor asks of a draft: functions of a snapshot and a place in it that return plain values.

pub mod snapshot;
pub mod card;
pub mod hover;
pub mod actions;

pub use actions::{Action, actions};
pub use card::Card;
pub use hover::{Hover, hover};
pub use snapshot::Snapshot;
