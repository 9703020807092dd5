//! The people a draft names: every mention, form, role and quote of each.
//!
//! What the draft says of its words as a whole ([`words`]) helps to tell names from them. Runs of capitals (`run`), without
//! German articles (`articles`), are weighed (`weight`), with the roles beside them (`role`), for being a person's name
//! ([`candidate`]). The [names](name) are joined by their [`parts`] to people ([`identity`]), whose pronouns and roles are
//! then found ([`spot`], [`reference`]), whose spellings are compared ([`spelling`], [`variant`]) and whose introductions may be
//! missing ([`introduction`]). In German, where every noun has a capital, common nouns are left out first ([`german`]). The
//! house's list has a say in all of it ([`roster`]). What an edit leaves as it was is kept ([`memo`]).

pub mod person;
pub mod words;
mod run;
mod role;
mod weight;
mod articles;
pub mod variant;
pub mod parts;
pub mod name;
mod givens;
pub mod candidate;
pub mod spot;
pub mod roster;
pub mod identity;
pub mod german;
pub mod spelling;
pub mod introduction;
pub mod reference;
pub mod memo;
pub mod find;

pub use find::{People, find};
pub use introduction::Unintroduced;
pub use memo::{Last, Memo};
pub use person::{Gender, Mention, MentionKind, Person, Role};
pub use spelling::Spelling;
pub use variant::Difference;
