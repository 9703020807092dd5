//! Facts across drafts: who is named in the drafts of a desk.

pub mod person;
pub mod query;
pub mod drafts;

pub use drafts::{Desk, Found};
pub use person::{Person, people};
