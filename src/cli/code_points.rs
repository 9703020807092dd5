//! Offsets in code points, for archives: most languages that read JSON index text by them.

/// Every so many bytes the code points before are noted.
const STEP: usize = 64;

/// Tells for bytes of one text how many code points stand before them, each in constant time.
pub struct CodePoints<'t> {
    text: &'t [u8],
    /// The code points before every [`STEP`]th byte.
    noted: Vec<usize>,
}

impl<'t> CodePoints<'t> {
    /// For `text`; takes time in its length.
    pub fn new(text: &'t str) -> Self {
        let text = text.as_bytes();
        let mut noted = Vec::with_capacity(text.len() / STEP + 1);
        let mut before = 0;
        for chunk in text.chunks(STEP) {
            noted.push(before);
            before += count(chunk);
        }
        noted.push(before);
        CodePoints { text, noted }
    }

    /// How many code points stand before the byte `offset`, which is at most the length of the text.
    pub fn before(&self, offset: usize) -> usize {
        let step = offset / STEP;
        self.noted[step] + count(&self.text[step * STEP..offset])
    }
}

/// How many code points begin in `bytes`, at most [`STEP`] of them: all bytes but those that carry one on (`10xxxxxx`).
fn count(bytes: &[u8]) -> usize {
    let begin: u8 = bytes.iter().map(|byte| u8::from(byte & 0xc0 != 0x80)).sum();
    usize::from(begin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_border_of_a_long_mixed_text() {
        let text = "Zoë said “no” 🗞 — \n".repeat(70);
        let points = CodePoints::new(&text);
        for (count, (offset, _)) in text.char_indices().enumerate() {
            assert_eq!(points.before(offset), count);
        }
        assert_eq!(points.before(text.len()), text.chars().count());
    }

    #[test]
    fn the_end_of_a_text_of_whole_steps() {
        for text in ["", &"a".repeat(STEP), &"é".repeat(STEP)] {
            assert_eq!(CodePoints::new(text).before(text.len()), text.chars().count());
        }
    }
}
