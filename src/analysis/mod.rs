//! Facts about one draft: who speaks, who is named, what stands twice. No rule, no message, no fix.

pub mod quotes;
pub mod people;
pub mod duplicates;
pub mod likeness;
pub mod wording;
pub mod echoes;
pub mod article;

pub use article::Article;
pub use duplicates::{Copy, Rewording};
pub use echoes::{Change, Echo};
pub use people::{Difference, Gender, Mention, MentionKind, Person, Role, Spelling, Unintroduced};
pub use quotes::{Attribution, Quote, Source, Unbalanced};
