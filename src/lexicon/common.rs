//! The common words of English: a capital on one of them is seldom a name's.

use super::table::{Buckets, Table};

/// Words in small letters, each with its level in SCOWL; made by `data/words/make.py`.
const WORDS: Table = Table(&Buckets(*include_bytes!("common.table")));

/// Whether `small`, in small letters, is one of the forty thousand commonest words of English that are not names only.
pub fn is_common(small: &[u8]) -> bool {
    WORDS.get(small).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_words_and_no_names() {
        for word in ["motors", "vision", "endless", "participants", "evil"] {
            assert!(is_common(word.as_bytes()), "{word}");
        }
        for word in ["kowalski", "siobhan", "toyota", "blorptag", ""] {
            assert!(!is_common(word.as_bytes()), "{word}");
        }
    }
}
