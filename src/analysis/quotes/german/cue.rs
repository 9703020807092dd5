//! Words in a German sentence that say that someone speaks.

use std::ops::Range;

/// Words that give speech a speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The words, in tokens: "sagte", "laut", "so".
    pub at: Range<usize>,
    /// The noun phrase that speaks.
    pub subject: Range<usize>,
    /// What sort of words they are.
    pub sort: Sort,
    /// The clause that they stand in, in tokens.
    pub clause: Range<usize>,
    /// Whether that is a relative clause, which says nothing of what stands around it.
    pub relative: bool,
}

/// The sorts of cues, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A verb that says nothing of speech; its subject may speak all the same.
    Plain,
    /// A verb of speech that is itself reported: "der Minister habe gesagt".
    Reported,
    /// "laut Gray", "nach Angaben der Polizei", "für Gray ist".
    Source,
    /// A verb of thought: "glaubt".
    Thought,
    /// A verb that says what someone makes of something: "nannte".
    Report,
    /// A verb of speech.
    Speech,
    /// What speaks of its whole sentence: "so Gray", "wie Gray sagte".
    Aside,
}
