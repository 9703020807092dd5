//! The text of an open draft as the editor changes it, and the positions in which editors speak of it.

use ropey::Rope;

use super::span::Span;

/// What a column counts: the units in which a client and the server agree to speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// 16-bit units, two for a character beyond U+FFFF: what the protocol takes when nothing is agreed.
    #[default]
    Utf16,
    /// Code points.
    Utf32,
}

/// A place as editors give it: line and column from 0, the column in units of an [`Encoding`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Lines before it. Lines end at LF, CRLF or CR, as the protocol has it, and nowhere else.
    pub line: u32,
    /// Units before it in its line.
    pub column: u32,
}

/// The text of a draft as a rope: edits cost the logarithm of its length.
///
/// A copy is cheap and shares the text.
#[derive(Clone, Debug, Default)]
pub struct Buffer {
    rope: Rope,
}

impl Buffer {
    /// A buffer that holds `text`.
    pub fn new(text: &str) -> Self {
        Buffer { rope: Rope::from_str(text) }
    }

    /// How many bytes it holds.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many lines it has; an empty text has one.
    pub fn lines(&self) -> usize {
        self.rope.len_lines()
    }

    /// Puts `text` where `span` stands. A span that runs past the end is cut at the end, one that starts or ends
    /// inside a character begins or ends before it.
    pub fn replace(&mut self, span: Span, text: &str) {
        let end = self.rope.byte_to_char(span.end.min(self.len()));
        let start = self.rope.byte_to_char(span.start.min(self.len())).min(end);
        self.rope.remove(start..end);
        self.rope.insert(start, text);
    }

    /// The byte at `position`. A line past the last gives the end of the text, a column past the end of its line the
    /// end of that line (before its line break), a column inside a character the start of that character.
    pub fn offset(&self, position: Position, encoding: Encoding) -> usize {
        let line = position.line as usize;
        if line >= self.rope.len_lines() {
            return self.len();
        }
        let start = self.rope.line_to_byte(line);
        let slice = self.rope.line(line);
        let column = position.column as usize;
        let mut end = slice.len_chars();
        while end > 0 && matches!(slice.char(end - 1), '\n' | '\r') {
            end -= 1;
        }
        let characters = match encoding {
            Encoding::Utf8 => slice.byte_to_char(column.min(slice.len_bytes())),
            Encoding::Utf16 => slice.utf16_cu_to_char(column.min(slice.len_utf16_cu())),
            Encoding::Utf32 => column,
        };
        start + slice.char_to_byte(characters.min(end))
    }

    /// Where the byte `offset` stands; past the end, the end. [`Buffer::offset`] of it gives `offset` back, except
    /// between the two halves of a CRLF, where no position points.
    pub fn position(&self, offset: usize, encoding: Encoding) -> Position {
        let offset = offset.min(self.len());
        let line = self.rope.byte_to_line(offset);
        let slice = self.rope.line(line);
        let column = offset - self.rope.line_to_byte(line);
        let column = match encoding {
            Encoding::Utf8 => column,
            Encoding::Utf16 => slice.char_to_utf16_cu(slice.byte_to_char(column)),
            Encoding::Utf32 => slice.byte_to_char(column),
        };
        Position { line: line as u32, column: column as u32 }
    }
}

impl std::fmt::Display for Buffer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.rope.chunks().try_for_each(|chunk| f.write_str(chunk))
    }
}
