//! Places as a client counts them: the judge of those that the server takes and gives.

/// What columns count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Units {
    Utf8,
    Utf16,
    Utf32,
}

impl Units {
    /// All there are.
    #[allow(dead_code, reason = "most tests count as most clients do")]
    pub const ALL: [Units; 3] = [Units::Utf8, Units::Utf16, Units::Utf32];

    /// The name by which a client offers them.
    #[allow(dead_code, reason = "most tests count as most clients do")]
    pub fn name(self) -> &'static str {
        match self {
            Units::Utf8 => "utf-8",
            Units::Utf16 => "utf-16",
            Units::Utf32 => "utf-32",
        }
    }

    /// Line and column of a byte of `text` that is no half of a CRLF.
    pub fn place(self, text: &str, offset: usize) -> (u32, u32) {
        let before = &text[..offset];
        let ends = |at: usize| match before.as_bytes()[at] {
            b'\n' => true,
            b'\r' => text.as_bytes().get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        let last = (0..offset).rev().find(|&at| ends(at));
        let lines = (0..offset).filter(|&at| ends(at)).count();
        let line = &before[last.map_or(0, |at| at + 1)..];
        let column = match self {
            Units::Utf8 => line.len(),
            Units::Utf16 => line.encode_utf16().count(),
            Units::Utf32 => line.chars().count(),
        };
        (lines as u32, column as u32)
    }
}
