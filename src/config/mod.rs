//! The settings, and `copydesk.toml`, the file in which a desk writes them; `docs/configuration.md` says what may stand in it.

pub mod preferences;
pub mod house;
pub mod levels;
pub mod settings;
pub mod file;
pub mod listing;

pub use file::{File, Mistake};
pub use house::{House, Listed, Pronoun};
pub use levels::{Level, Levels};
pub use listing::Addition;
pub use preferences::Preferences;
pub use settings::Settings;
