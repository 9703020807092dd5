//! The languages that drafts are written in.

/// The language of a draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English, of any country.
    #[default]
    English,
    /// German.
    German,
}

/// How much of a text, in bytes, is read to tell its language.
const SAMPLE: usize = 4_000;

impl Language {
    /// The language that most of the first words of `text` speak for; English if none does.
    pub fn detect(text: &str) -> Self {
        let sample = &text[..text.floor_char_boundary(SAMPLE)];
        let mut english = 0;
        let mut german = 0;
        for word in sample.as_bytes().split(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic()) {
            match word {
                b"the" | b"The" | b"and" | b"of" | b"to" | b"that" | b"is" | b"for" | b"with" | b"he" | b"said"
                | b"it" => english += 1,
                b"der" | b"die" | b"Die" | b"Der" | b"und" | b"das" | b"nicht" | b"von" | b"mit" | b"den" | b"ist"
                | b"zu" | b"sich" | b"ein" | b"eine" | b"auf" | b"er" | b"sie" | b"ich" | b"sagte" | b"es" => {
                    german += 1
                }
                _ => {}
            }
        }
        if german > english { Language::German } else { Language::English }
    }
}
