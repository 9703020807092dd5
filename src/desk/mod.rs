//! Facts across drafts: who is named in the drafts of a desk, what they were written from, and which passages stand in several.

pub mod person;
pub mod query;
pub mod drafts;
pub mod bits;
pub mod unmoved;
pub mod sketch;
pub mod runs;
pub mod passages;
pub mod source;
pub mod origin;
pub mod lifted;
pub mod sources;
pub mod known;

pub use drafts::{Desk, Found};
pub use known::Known;
pub use lifted::{Lifted, LiftedPassage};
pub use origin::{Misquoted, Origin};
pub use passages::{Filed, Passages, Shared, Shelf};
pub use person::{Person, people};
pub use runs::Answers;
pub use sketch::Sketch;
pub use source::Source;
pub use sources::Sources;
