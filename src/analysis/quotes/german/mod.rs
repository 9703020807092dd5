//! German: who speaks each quote of one block.
//!
//! German says by the place of the verb and by articles what English says by the order of words, and writes every noun with
//! a capital ([`noun`], [`case`]). So a sentence is cut into clauses ([`sentence`]), each with what its verb says ([`verb`])
//! and the noun phrase ([`phrase`]) that is its subject ([`subject`]); those that say that someone speaks are cues ([`cues`]),
//! as are sources without a verb ([`source`]), and each quote takes the one that fits it best ([`reader`]), or what the
//! sentences before it say ([`speakers`]). Names in quotation marks are sorted out before all that ([`named`]).

pub mod named;
pub mod noun;
pub mod case;
pub mod phrase;
pub mod item;
pub mod sentence;
pub mod verb;
pub mod subject;
pub mod cue;
pub mod source;
pub mod cues;
pub mod reader;
pub mod speakers;

pub use named::is_named;
pub use speakers::{Speakers, announced, is_personal, speakers, spoken};
