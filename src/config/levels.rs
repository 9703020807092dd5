//! How much a desk lets the findings of a rule weigh.

use std::collections::BTreeMap;

/// The codes of the rules, in the order of the documentation. `rules::RULES` has the same; a test keeps it so.
pub const CODES: [&str; 11] = [
    "duplicate-paragraph",
    "unattributed-quote",
    "inconsistent-name",
    "unbalanced-quote",
    "altered-quote",
    "repeated-quote",
    "conflicting-attribution",
    "unintroduced-name",
    "misquoted-source",
    "copied-passage",
    "needless-stet",
];

/// What a desk wants to hear of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Nothing.
    Off,
    /// Its findings, as something worth knowing.
    Information,
    /// Its findings, as something worth mending.
    Warning,
}

impl Level {
    /// All of them.
    pub const ALL: [Level; 3] = [Level::Off, Level::Information, Level::Warning];

    /// How a `copydesk.toml` writes it.
    pub fn name(self) -> &'static str {
        match self {
            Level::Off => "off",
            Level::Information => "information",
            Level::Warning => "warning",
        }
    }
}

/// What a desk has said of its rules, by their codes. A rule that is not there speaks as it does by itself.
pub type Levels = BTreeMap<String, Level>;
