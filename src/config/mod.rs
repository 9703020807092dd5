//! The settings, and what they are read from: `copydesk.toml`, the file in which a desk writes them, and what editors hand
//! over. `docs/configuration.md` says what may stand there.

pub mod house;
pub mod levels;
pub mod patterns;
pub mod stet;
pub mod settings;
pub mod node;
pub mod reader;
pub mod table;
pub mod file;
pub mod listing;
pub mod stet_file;

pub use file::File;
pub use house::{House, Listed, Pronoun};
pub use levels::{Level, Levels};
pub use listing::Addition;
pub use reader::Mistake;
pub use settings::{Override, Settings};
pub use stet::Stets;
pub use table::{Kind, SETTINGS, Setting};
