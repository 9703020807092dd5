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
pub const SAMPLE: usize = 8_000;

/// The longest of the words that speak for a language, in bytes.
const LONGEST: usize = 5;

/// By how many words a language has to lead to be told before that.
const CLEAR: i32 = 20;

impl Language {
    /// The language that `tag` names, as BCP 47 has it ("de-AT", also "de_AT"); `None` for one that we do not know.
    pub fn tagged(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        match primary.trim().to_ascii_lowercase().as_str() {
            "en" | "eng" | "english" => Some(Language::English),
            "de" | "deu" | "ger" | "german" | "deutsch" => Some(Language::German),
            _ => None,
        }
    }

    /// The language that most of the first words of `text` speak for; English if none does.
    pub fn detect(text: &str) -> Self {
        let sample = &text[..text.floor_char_boundary(SAMPLE)];
        // How many words more are English than German.
        let mut lead = 0i32;
        let mut before: &[u8] = b"";
        for word in sample.as_bytes().split(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic()) {
            // "Anna von der Heide", "van den Berg": names.
            let particle = matches!(before, b"van" | b"von") && matches!(word, b"der" | b"den" | b"dem");
            before = word;
            match word {
                _ if particle || word.len() > LONGEST => continue,
                b"the" | b"The" | b"and" | b"of" | b"to" | b"that" | b"is" | b"for" | b"with" | b"he" | b"said"
                | b"it" | b"He" | b"She" | b"she" | b"his" | b"by" | b"from" | b"a" => lead += 1,
                b"der" | b"die" | b"Die" | b"Der" | b"und" | b"das" | b"nicht" | b"von" | b"mit" | b"den" | b"ist"
                | b"zu" | b"sich" | b"ein" | b"eine" | b"auf" | b"er" | b"sie" | b"ich" | b"sagte" | b"es" | b"dem"
                | b"des" | b"im" | b"dass" | b"nach" | b"bei" | b"einem" | b"einen" | b"einer" | b"wird" | b"sagt"
                | b"Das" => lead -= 1,
                _ => continue,
            }
            if lead.abs() >= CLEAR {
                break;
            }
        }
        if lead < 0 { Language::German } else { Language::English }
    }
}

#[cfg(test)]
mod tests {
    use super::Language::{self, English, German};

    #[test]
    fn the_words_tell() {
        for (text, language) in [
            ("The ferry was late, and nobody said that it would be.", English),
            ("Die Fähre war spät, und niemand sagte, dass sie es sein würde.", German),
            ("Ferry strike", English),
            ("Mayor Oskar van der Berg came. He sat down. Ilse van den Berg left.", English),
            ("", English),
        ] {
            assert_eq!(Language::detect(text), language, "{text:?}");
        }
        let quoted = "Die Fähre kam nicht, und auf der Insel ist das Brot aus. ".repeat(9);
        assert_eq!(Language::detect(&format!("{quoted} “{}”", "That is the end of it. ".repeat(5))), German);
    }

    #[test]
    fn tags() {
        for (tag, language) in [
            ("de", Some(German)),
            ("de-CH", Some(German)),
            (" EN_gb ", Some(English)),
            ("deu", Some(German)),
            ("fr", None),
            ("den", None),
            ("", None),
        ] {
            assert_eq!(Language::tagged(tag), language, "{tag:?}");
        }
    }
}
