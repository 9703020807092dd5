//! Positions and edits: byte spans, the buffer an editor changes, and the position encodings of the protocol.

pub mod span;
pub mod edit;
pub mod buffer;
pub mod lines;
pub mod fold;

pub use buffer::{Buffer, Encoding, Position};
pub use edit::Edit;
pub use fold::{fold, folded_key, folded_length, folded_within};
pub use lines::{Lines, line_number};
pub use span::Span;
