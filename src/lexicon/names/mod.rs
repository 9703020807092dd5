//! The names of people and places: what a copy editor knows of a name before reading the draft.
//!
//! [`Entry::of`] says what is known of one word (a given name, a surname, of which gender, how common, also a common word,
//! a place, what makes an organisation), [`Relation::between`] what is known of two (one spelling of the other, short for
//! the other, two names). Both fold accents, case, hyphens and apostrophes away, take some hundred nanoseconds and
//! allocate nothing. They know only Latin letters.
//!
//! What is known is a sign, never a proof: most surnames of the world are in no list, "Paris" is a given name too, and
//! Davis and Davies are two families.
//!
//! The data is made by `data/names/make.py` from public lists and from our own; `data/names/LICENCES.md` names them.

pub mod key;
mod data;
pub mod entry;
pub mod relation;

pub use entry::{Commonness, Entry, Gender, Place};
pub use key::Key;
pub use relation::Relation;
