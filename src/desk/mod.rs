//! Facts across drafts: who is named in the drafts of a desk, and which passages stand in several.

pub mod person;
pub mod query;
pub mod drafts;
pub mod sketch;
pub mod passages;

pub use drafts::{Desk, Found};
pub use passages::{Filed, Passages, Shared, Shelf};
pub use person::{Person, people};
pub use sketch::Sketch;
