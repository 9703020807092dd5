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

/// Fewer words than these may be a headline or a list of names in any language.
const FEW: usize = 100;

/// Of so many words at least one speaks for its language; in running text every fourth does.
const RARE: usize = 12;

/// Where more than so many letters in ten are beyond ASCII, another script is written.
const SCRIPT: usize = 3;

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

    /// The language that most of the first words of `text` speak for, English if it is too short to tell; `None` if that is
    /// none that we know.
    pub fn detect(text: &str) -> Option<Self> {
        let sample = &text[..text.floor_char_boundary(SAMPLE)];
        // How many words more are English than German, how many speak for one of them, and how many there are.
        let mut lead = 0i32;
        let (mut spoken, mut words) = (0, 0);
        let mut before = "";
        // Quotation marks stand apart from words, whichever they are.
        for word in sample.split(|c: char| !c.is_alphabetic()) {
            // "Anna von der Heide", "van den Berg": names.
            let particle = matches!(before, "van" | "von") && matches!(word, "der" | "den" | "dem");
            before = word;
            words += usize::from(!word.is_empty());
            let was = lead;
            match word {
                _ if particle || word.len() > LONGEST => continue,
                "the" | "The" | "and" | "of" | "to" | "that" | "is" | "for" | "with" | "he" | "said" | "it" | "He"
                | "She" | "she" | "his" | "by" | "from" | "a" | "on" | "at" | "has" | "their" | "are" | "have"
                | "be" | "they" | "but" | "not" | "this" | "which" | "who" | "been" => lead += 1,
                "der" | "die" | "Die" | "Der" | "und" | "das" | "nicht" | "von" | "mit" | "den" | "ist" | "zu"
                | "sich" | "ein" | "eine" | "auf" | "er" | "sie" | "ich" | "sagte" | "es" | "dem" | "des" | "im"
                | "dass" | "nach" | "bei" | "einem" | "einen" | "einer" | "wird" | "sagt" | "Das" => lead -= 1,
                _ => continue,
            }
            spoken += usize::from(lead != was);
            if lead.abs() >= CLEAR && RARE * spoken >= words {
                return Some(Self::leading(lead));
            }
        }
        let (mut letters, mut beyond) = (0, 0);
        for letter in sample.chars().filter(|c| c.is_alphabetic()) {
            letters += 1;
            beyond += usize::from(!letter.is_ascii());
        }
        let foreign = words >= FEW && RARE * spoken < words || 10 * beyond > SCRIPT * letters;
        (!foreign).then_some(Self::leading(lead))
    }

    /// The language that leads by so many words.
    fn leading(lead: i32) -> Self {
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
            ("„Der“ oder „das“ – the", German),
            ("“Öl?” — “Öfen!” — “Ärger.”", English),
            ("", English),
        ] {
            assert_eq!(Language::detect(text), Some(language), "{text:?}");
        }
        let terse = "Harbour master Ida Falk invites us aboard her crane, sharing the most rusty bolts in its jib before \
                     lifting Port Larch’s oldest ferry. ";
        assert_eq!(Language::detect(&terse.repeat(4)), Some(English), "too short to tell");
        let quoted = "Die Fähre kam nicht, und auf der Insel ist das Brot aus. ".repeat(9);
        assert_eq!(Language::detect(&format!("{quoted} “{}”", "That is the end of it. ".repeat(5))), Some(German));
    }

    #[test]
    fn a_language_that_is_not_read() {
        for text in [
            "Le bac n’est pas venu, et sur l’île il n’y a plus de pain, dit la boulangère. ".repeat(9),
            "Паром опоздал, и никто не сказал, что так будет.".to_owned(),
            "渡船晚点了，没有人说过会这样。".to_owned(),
            "De veerboot kwam niet en op het eiland was geen brood meer te krijgen, zei de bakker. ".repeat(9),
            "A barca atrasou e ninguém disse nada a respeito disso na ilha, contou o padeiro. ".repeat(9),
        ] {
            assert_eq!(Language::detect(&text), None, "{text:?}");
        }
        let quoted = "The ferry was late, and nobody said that it would be. ".repeat(9);
        assert_eq!(Language::detect(&format!("{quoted} “Паром опоздал”")), Some(English));
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
