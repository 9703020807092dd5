//! What a desk lets stand in its drafts, whatever a rule says of it.

/// Stands for words that are left out.
const GAP: &str = "[…]";

/// Of a longer stretch only so many words of each end are written down.
const END: usize = 12;

/// What is let stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stets {
    /// The path of the file.
    pub file: String,
    /// Its entries, in order.
    pub entries: Vec<Entry>,
}

/// One thing that is let stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The path of the draft, from the folder in which drafts go by the file, with `/` between its parts.
    pub draft: String,
    /// The code of the rule.
    pub rule: String,
    /// What the rule speaks of, as a reader sees it; of a long stretch the beginning and the end, with `[…]` between.
    pub words: String,
    /// The line of the file on which the entry begins, counted from 1; 0 if it stands in none yet.
    pub line: usize,
}

impl Entry {
    /// The entry that lets stand what `rule` says of `words` in `draft`.
    pub fn new(draft: String, rule: &str, words: &str) -> Self {
        let all: Vec<&str> = words.split_whitespace().collect();
        let words = match all.len() {
            count if count > 2 * END => format!("{} {GAP} {}", all[..END].join(" "), all[count - END..].join(" ")),
            _ => all.join(" "),
        };
        Entry { draft, rule: rule.to_owned(), words, line: 0 }
    }

    /// Whether it lets stand what `rule` says of `words`, however they are wrapped, set and pointed.
    pub fn lets_stand(&self, rule: &str, words: &str) -> bool {
        if self.rule != rule {
            return false;
        }
        let (front, back) = self.words.split_once(GAP).unwrap_or((&self.words, ""));
        let (front, back, words) = (plain(front), plain(back), plain(words));
        match self.words.contains(GAP) {
            true => words.len() >= front.len() + back.len() && words.starts_with(&front) && words.ends_with(&back),
            false => words == front,
        }
    }
}

/// The words of `text` without marks and capitals.
pub(super) fn plain(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

impl Stets {
    /// Those of the draft at `path`.
    pub fn of(&self, path: &str) -> Stets {
        let entries = self.entries.iter().filter(|entry| entry.draft == path);
        Stets { file: self.file.clone(), entries: entries.cloned().collect() }
    }
}
