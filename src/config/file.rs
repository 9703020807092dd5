//! Reading `copydesk.toml`. What is wrong in it is a [`Mistake`]; the rest of it still counts.

use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::de::DeTable;

use super::node::Node;
use super::reader::{Mistake, Reader};
use super::settings::Settings;
use super::table;
use crate::text::Span;

/// What the file is called.
pub const NAME: &str = "copydesk.toml";

/// The longest file that is read, in bytes.
pub const LONGEST: usize = 4 << 20;

/// What a `copydesk.toml` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// The settings; where the file is silent, those that count without it.
    pub settings: Settings,
    /// What is wrong with it, in order.
    pub mistakes: Vec<Mistake>,
}

impl File {
    /// Reads `text`, that of a whole file.
    pub fn read(text: &str) -> File {
        File::over(&Settings::default(), text)
    }

    /// The same where the file is silent about what `settings` say already.
    pub fn over(settings: &Settings, text: &str) -> File {
        let mut settings = settings.clone();
        let mistakes = read(text, |reader, file, _| table::read_file(reader, file, &mut settings));
        File { settings, mistakes }
    }
}

/// Has `keys` read the keys of a file of TOML, `text`, and gives what is wrong with it, in order. The text that `keys` is
/// handed is that which the spans count in.
pub(super) fn read<'t>(text: &'t str, keys: impl FnOnce(&mut Reader, &Node, &'t str)) -> Vec<Mistake> {
    let (bom, text) = unmarked(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader::of_file(text);
    keys(&mut reader, &Node::file(table.get_ref()), text);
    let mut mistakes = reader.mistakes;
    // What is no TOML is said once, in the words of its reader.
    let slips: Vec<Mistake> = errors.iter().map(|error| slip(text, error)).collect();
    mistakes.retain(|mistake| {
        !slips.iter().any(|slip| slip.span.start <= mistake.span.end && mistake.span.start <= slip.span.end)
    });
    mistakes.extend(slips);
    for Mistake { span, .. } in &mut mistakes {
        *span = Span::new(span.start + bom, span.end + bom);
    }
    mistakes.sort_by_key(|mistake| mistake.span);
    mistakes
}

/// `text` without the byte order mark that some programs on Windows begin a file with, and where that begins, in bytes.
pub(super) fn unmarked(text: &str) -> (usize, &str) {
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    (text.len() - bare.len(), bare)
}

/// The folders in which the `copydesk.toml` of a draft in `folder` is looked for, the nearest first: from `folder` upwards
/// to the one that `is_root` holds for, the root of a repository; where there is none, to the one in `workspace`, else to
/// the top.
pub fn folders(folder: &Path, workspace: &[PathBuf], is_root: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    let above: Vec<&Path> = folder.ancestors().collect();
    let last = above.iter().position(|folder| is_root(folder));
    let last = last.or_else(|| above.iter().position(|&folder| workspace.iter().any(|opened| opened == folder)));
    above[..last.map_or(above.len(), |last| last + 1)].iter().map(|folder| folder.to_path_buf()).collect()
}

/// What `error` says of `text`.
fn slip(text: &str, error: &toml::de::Error) -> Mistake {
    let Range { start, end } = error.span().unwrap_or(text.len()..text.len());
    let seen = text[start..end].trim_end_matches(['\r', '\n']).len();
    // Something that is missing is shown by the character before it.
    let before = text[..start].chars().next_back().filter(|_| seen == 0).map_or(0, char::len_utf8);
    let message = error.message();
    let first = message.chars().next().map_or(0, char::len_utf8);
    let message = format!("{}{}.", message[..first].to_uppercase(), &message[first..]);
    Mistake { span: Span::new(start - before, start + seen), message }
}
