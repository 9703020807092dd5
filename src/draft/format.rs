//! The formats in which drafts are written.

use std::path::Path;

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

    /// What the names of the files that hold drafts end in, without the dot.
    pub const EXTENSIONS: [(&str, Format); 9] = [
        ("txt", Format::Plain),
        ("text", Format::Plain),
        ("md", Format::Markdown),
        ("markdown", Format::Markdown),
        ("mdown", Format::Markdown),
        ("mkd", Format::Markdown),
        ("html", Format::Html),
        ("htm", Format::Html),
        ("xhtml", Format::Html),
    ];

    /// The format that the extension of `file`, in any case, tells; `None` where it holds no draft.
    pub fn of_file(file: &Path) -> Option<Self> {
        let extension = file.extension()?.to_str()?;
        let mut known = Format::EXTENSIONS.into_iter();
        known.find_map(|(known, format)| known.eq_ignore_ascii_case(extension).then_some(format))
    }
}
