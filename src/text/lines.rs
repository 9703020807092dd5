//! Line numbers as a reader counts them.

/// The line, counted from 1, on which the byte `offset` of `text` stands. Lines end at LF, CRLF and CR.
pub fn line_number(text: &str, offset: usize) -> usize {
    let before = &text.as_bytes()[..offset.min(text.len())];
    let breaks = memchr::memchr2_iter(b'\n', b'\r', before);
    1 + breaks.filter(|&at| before[at] == b'\n' || text.as_bytes().get(at + 1) != Some(&b'\n')).count()
}

/// The lines of a text, for one that is asked about often.
#[derive(Clone, Debug)]
pub struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// Finds the lines of `text`.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let breaks = memchr::memchr2_iter(b'\n', b'\r', bytes);
        let breaks = breaks.filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        Lines { starts: breaks.map(|at| at + 1).collect() }
    }

    /// As [`line_number`].
    pub fn number(&self, offset: usize) -> usize {
        1 + self.starts.partition_point(|&start| start <= offset)
    }
}
