//! What spellings of a word have in common.

/// `word` in small letters without accents, hyphens or apostrophes: what two spellings that differ in these have in
/// common.
pub fn fold(word: &str) -> String {
    let mut folded = if word.is_ascii() { word.to_owned() } else { deunicode::deunicode(word) };
    folded.make_ascii_lowercase();
    // Most words have nothing else.
    if !folded.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        folded.retain(|c| c.is_ascii_alphanumeric());
    }
    folded
}
