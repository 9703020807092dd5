//! The formats in which drafts are written.

/// How a draft's source is written, under the names that LSP clients use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text, in any of the shapes in which articles arrive.
    #[default]
    Plain,
    /// CommonMark with tables and front matter.
    Markdown,
    /// HTML, a whole page or a fragment out of a CMS.
    Html,
}

impl Format {
    /// The format that a client calls `id`: `plaintext` or `text`, `markdown`, `html`. `None` for any other.
    pub fn named(id: &str) -> Option<Self> {
        match id {
            "plaintext" | "text" => Some(Format::Plain),
            "markdown" => Some(Format::Markdown),
            "html" => Some(Format::Html),
            _ => None,
        }
    }

    /// The format that a file with this extension (no dot, any case) is in; `None` where it holds no draft.
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Format::Plain),
            "md" | "markdown" | "mdown" | "mkd" => Some(Format::Markdown),
            "html" | "htm" | "xhtml" => Some(Format::Html),
            _ => None,
        }
    }
}
