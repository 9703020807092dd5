//! What spellings of a word have in common.

/// `word` in small letters without accents, hyphens or apostrophes: what two spellings that differ in these have in
/// common.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    each_letter(word, |letter| folded.push(letter.into()));
    folded
}

/// `word`, [folded](fold), in the first bytes of `room`; `None` if it is longer than that.
pub fn folded_within<'r>(word: &str, room: &'r mut [u8]) -> Option<&'r [u8]> {
    let mut length = 0;
    each_letter(word, |letter| {
        if let Some(place) = room.get_mut(length) {
            *place = letter;
        }
        length += 1;
    });
    room.get(..length)
}

/// How many letters `word` has when it is [folded](fold).
pub fn folded_length(word: &str) -> usize {
    if word.is_ascii() {
        return word.bytes().filter(u8::is_ascii_alphanumeric).count();
    }
    let mut length = 0;
    each_letter(word, |_| length += 1);
    length
}

/// A number for `words` written as one, [folded](fold): equal where that is. (FNV-1a.)
pub fn folded_key<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> u64 {
    let mut key = 0xcbf2_9ce4_8422_2325;
    for word in words {
        each_letter(word.as_ref(), |letter| key = (key ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3));
    }
    key
}

/// Calls `take` with each letter and digit that `word` has when it is folded.
fn each_letter(word: &str, mut take: impl FnMut(u8)) {
    let mut take = |byte: u8| {
        if byte.is_ascii_alphanumeric() {
            take(byte.to_ascii_lowercase());
        }
    };
    if word.is_ascii() {
        word.bytes().for_each(take);
    } else {
        word.chars().filter_map(deunicode::deunicode_char).flat_map(str::bytes).for_each(&mut take);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_tell_what_folding_tells() {
        let words = ["O’Brien", "obrien", "Strauß", "Strauss", "Müller", "Mueller", "", "…", "Ann 2"];
        for a in words {
            assert_eq!(folded_length(a), fold(a).len(), "{a}");
            let folded = |room: usize| folded_within(a, &mut vec![b'-'; room]).map(<[u8]>::to_vec);
            assert_eq!(folded(9), Some(fold(a).into_bytes()), "{a}");
            assert_eq!(folded(fold(a).len()), folded(9), "{a}");
            assert!(fold(a).is_empty() || folded(fold(a).len() - 1).is_none(), "{a}");
            for b in words {
                assert_eq!(folded_key([a]) == folded_key([b]), fold(a) == fold(b), "{a} {b}");
            }
        }
        assert_eq!(folded_key(["de", "la Cruz"]), folded_key(["Delacruz"]));
    }
}
