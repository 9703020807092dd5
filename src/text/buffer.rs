//! The text of an open draft as the editor changes it, and the positions in which editors speak of it.

use std::sync::Arc;

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

    /// All that it holds, in one piece.
    pub fn text(&self) -> Arc<str> {
        let mut text = String::with_capacity(self.len());
        text.extend(self.rope.chunks());
        text.into()
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

#[cfg(test)]
mod tests {
    use super::{Buffer, Encoding, Position};
    use crate::text::span::Span;

    const TEXT: &str = "aé😀z\r\n\n\u{2028}x";

    fn offset(line: u32, column: u32, encoding: Encoding) -> usize {
        Buffer::new(TEXT).offset(Position { line, column }, encoding)
    }

    #[test]
    fn columns_count_units() {
        for (encoding, columns) in
            [(Encoding::Utf8, [0, 1, 3, 7, 8]), (Encoding::Utf16, [0, 1, 2, 4, 5]), (Encoding::Utf32, [0, 1, 2, 3, 4])]
        {
            let offsets = columns.map(|column| offset(0, column, encoding));
            assert_eq!(offsets, [0, 1, 3, 7, 8], "{encoding:?}");
        }
    }

    #[test]
    fn a_column_inside_a_character_is_its_start() {
        assert_eq!(offset(0, 3, Encoding::Utf16), 3);
        assert_eq!(offset(0, 2, Encoding::Utf8), 1);
    }

    #[test]
    fn positions_that_do_not_exist() {
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            assert_eq!(offset(0, 99, encoding), 8, "past the end of a line is before its line break");
            assert_eq!(offset(1, u32::MAX, encoding), 10);
            assert_eq!(offset(2, 99, encoding), TEXT.len());
            assert_eq!(offset(3, 0, encoding), TEXT.len());
            assert_eq!(offset(u32::MAX, u32::MAX, encoding), TEXT.len());
        }
    }

    #[test]
    fn places() {
        let buffer = Buffer::new(TEXT);
        assert_eq!(buffer.position(7, Encoding::Utf16), Position { line: 0, column: 4 });
        assert_eq!(buffer.position(11, Encoding::Utf8), Position { line: 2, column: 0 });
        assert_eq!(buffer.position(999, Encoding::Utf32), Position { line: 2, column: 2 });
    }

    #[test]
    fn replacements() {
        let mut buffer = Buffer::new(TEXT);
        buffer.replace(Span::new(5, 8), "b");
        assert_eq!(buffer.to_string(), "aéb\r\n\n\u{2028}x", "a span that starts in a character starts before it");
        buffer.replace(Span::new(10, 999), "");
        buffer.replace(Span::new(999, 1000), "end");
        assert_eq!(buffer.to_string(), "aéb\r\n\n\u{2028}end");
        buffer.replace(Span::new(0, buffer.len()), "");
        assert!(buffer.is_empty() && buffer.lines() == 1);
    }
}
