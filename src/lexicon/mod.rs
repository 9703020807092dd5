//! Word data per language: what a copy editor knows of words before reading. Data, not logic.
//!
//! Each language is one file beside this one, `english.txt` …; adding a language is adding a file. [`names`] is of all
//! languages: the names of people and places.

pub mod tags;
pub mod language;
pub mod letters;
pub mod lately;
mod table;
pub mod names;
mod common;
pub mod words;

pub use language::Language;
pub use lately::Lately;
pub use tags::Tags;
pub use words::Lexicon;
