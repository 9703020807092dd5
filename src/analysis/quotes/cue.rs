//! Cues: the words of a sentence that say that someone speaks, and who does.

use std::ops::Range;

/// Words that give speech a speaker, outside of quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The words: a verb, "according to", a colon.
    pub at: Range<usize>,
    /// The noun phrase that speaks.
    pub subject: Range<usize>,
    /// What sort of words they are.
    pub sort: Sort,
    /// Whether it stands in a clause that only leads up to another: "when Gray spoke, …", "asked to say".
    pub aside: bool,
}

impl Cue {
    /// The tokens from its first to its last word, speaker included.
    pub fn clause(&self) -> Range<usize> {
        self.at.start.min(self.subject.start)..self.at.end.max(self.subject.end)
    }
}

/// The sorts of cues.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A verb that says what someone makes of something: "called", "praised".
    Report,
    /// A verb of speech.
    Speech,
    /// "according to".
    Source,
    /// A colon behind the speaker.
    Label,
}
