//! Places in a text, as the client and as the rest of the house speak of them.

use std::path::PathBuf;

use tower_lsp::gen_lsp_types::{Position, Range, Uri};

use crate::text::{self, Buffer, Encoding, Span};

/// The path of the file `uri`; `None` if it is none.
pub fn path(uri: &Uri) -> Option<PathBuf> {
    (uri.scheme() == "file").then(|| uri.to_file_path().ok()).flatten()
}

/// Turns byte spans of one text into ranges and back, each in the logarithm of its length.
#[derive(Clone, Copy, Debug)]
pub struct Places<'t> {
    /// The text.
    pub buffer: &'t Buffer,
    /// What columns count.
    pub encoding: Encoding,
}

impl Places<'_> {
    /// The byte at `position`; a place past the end of a line or of the text is that end.
    pub fn offset(self, position: Position) -> usize {
        let position = text::Position { line: position.line, column: position.character };
        self.buffer.offset(position, self.encoding)
    }

    /// The bytes of `range`, which may run backwards.
    pub fn span(self, range: Range) -> Span {
        let (one, other) = (self.offset(range.start), self.offset(range.end));
        Span::new(one.min(other), one.max(other))
    }

    /// Where the byte `offset` stands.
    pub fn position(self, offset: usize) -> Position {
        let position = self.buffer.position(offset, self.encoding);
        Position { line: position.line, character: position.column }
    }

    /// Where `span` stands.
    pub fn range(self, span: Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end) }
    }
}
