//! Quotes and who speaks them.
//!
//! Quotation marks are paired block by block ([`marks`]). Cues outside of them ([`cue`], [`cues`]) say who speaks
//! ([`speaker`]), by the noun phrases beside their verbs ([`phrase`], `subject`); each stretch takes the cue that fits it
//! best ([`attribution`]), or carries on what its paragraph ([`paragraph`]) or the one before ([`find`]) said; what a block
//! says by itself is kept while others are edited ([`told`]). Marks without a
//! partner are kept account of on the way ([`balance`]), and a block quotation may be speech without marks ([`quotation`]).
//! German has its own ways ([`german`]); [`reading`] takes those of the draft's language.

pub mod quote;
pub mod marks;
pub mod phrase;
mod subject;
pub mod speech;
pub mod cue;
pub mod speaker;
pub mod verb;
pub mod cues;
pub mod attribution;
pub mod paragraph;
pub mod german;
pub mod reading;
pub mod balance;
pub mod told;
pub mod quotation;
pub mod find;

pub use balance::Unbalanced;
pub use find::{Memo, Quotes, find, next};
pub use quote::{Attribution, Quote, Source};
