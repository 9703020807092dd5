//! Places in a draft: a `‸` stands for the pointer, brackets stand around what is found.

use copydesk::text::Span;

/// `draft` without its pointer, and where that stood.
pub fn pointed(draft: &str) -> (String, usize) {
    let offset = draft.find('‸').expect("a pointer");
    (draft.replacen('‸', "", 1), offset)
}

/// `text` with each of `spans`, which stand in order, in double brackets.
#[allow(dead_code, reason = "not every test of a place finds others")]
pub fn marked(text: &str, spans: &[Span]) -> String {
    let mut out = text.to_owned();
    let mut borders: Vec<(usize, &str)> = spans.iter().flat_map(|span| [(span.end, "⟧"), (span.start, "⟦")]).collect();
    borders.sort_by_key(|&(at, mark)| (std::cmp::Reverse(at), mark == "⟧"));
    for (at, mark) in borders {
        out.insert_str(at, mark);
    }
    out
}
