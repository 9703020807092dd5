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
const SAMPLE: usize = 8_000;

impl Language {
    /// The language that most of the first words of `text` speak for; English if none does.
    pub fn detect(text: &str) -> Self {
        let sample = &text[..text.floor_char_boundary(SAMPLE)];
        let mut english = 0;
        let mut german = 0;
        for word in sample.split(|c: char| !c.is_alphabetic()) {
            match word {
                "the" | "The" | "and" | "of" | "to" | "that" | "is" | "for" | "with" | "he" | "said" | "it" => {
                    english += 1
                }
                "der" | "die" | "Die" | "Der" | "und" | "das" | "nicht" | "von" | "mit" | "den" | "ist" | "zu"
                | "sich" | "ein" | "eine" | "auf" | "er" | "sie" | "ich" | "sagte" | "es" => german += 1,
                _ => {}
            }
        }
        if german > english { Language::German } else { Language::English }
    }
}
