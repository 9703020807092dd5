//! Line numbers as a reader counts them.

/// The line, counted from 1, on which the byte `offset` of `text` stands. Lines end at LF, CRLF and CR.
pub fn line_number(text: &str, offset: usize) -> usize {
    let before = &text.as_bytes()[..offset.min(text.len())];
    let breaks = memchr::memchr2_iter(b'\n', b'\r', before);
    1 + breaks.filter(|&at| before[at] == b'\n' || text.as_bytes().get(at + 1) != Some(&b'\n')).count()
}
