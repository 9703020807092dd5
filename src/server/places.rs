//! Places in a text, as the client and as the rest of the house speak of them.

use std::path::{Path, PathBuf};

use tower_lsp::gen_lsp_types::{Position, Range, Uri};

use crate::text::{self, Buffer, Encoding, Span};

/// The path of the file `uri`; `None` if it is none.
pub fn path(uri: &Uri) -> Option<PathBuf> {
    (uri.scheme() == "file").then(|| uri.to_file_path().ok()).flatten()
}

/// The key of the draft `uri` on the desk: whatever the client escapes, a file has one.
pub fn key(uri: &Uri) -> String {
    let file = path(uri).and_then(|path| Uri::from_file_path(path).ok());
    file.as_ref().unwrap_or(uri).to_string()
}

/// What the draft `uri` is called: its path in the folder of `workspace` that holds it, else its last part.
pub fn name(uri: &Uri, workspace: &[PathBuf]) -> String {
    let Some(path) = path(uri) else { return uri.path().rsplit('/').next().unwrap_or_default().to_owned() };
    let within = workspace.iter().filter_map(|folder| path.strip_prefix(folder).ok());
    let shortest = within.min_by_key(|path| path.components().count());
    let name = shortest.or(path.file_name().map(Path::new)).unwrap_or(&path);
    name.display().to_string()
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
