//! What the lexicon says of a word.

use std::ops::BitOr;

/// A set of word classes; a word may be in several ("call" is a verb of speech and a noun).
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Tags(u64);

/// Declares each class once: its constant, its section in the data files, and what it means.
macro_rules! classes {
    ($($(#[doc = $doc:literal])+ $name:ident = $section:literal;)+) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Class { $($name),+ }

        impl Tags {
            $($(#[doc = $doc])+ pub const $name: Tags = Tags(1 << Class::$name as u64);)+

            /// The class whose words stand under `[section]` in a data file.
            pub(super) fn of_section(section: &str) -> Option<Tags> {
                match section {
                    $($section => Some(Tags::$name),)+
                    _ => None,
                }
            }
        }

        const NAMES: &[(&str, Tags)] = &[$(($section, Tags::$name)),+];
    };
}

classes! {
    /// A verb that can introduce speech: "said", "told", "argues".
    SPEECH = "speech";
    /// A verb that reports what someone says of something, with words of his in it: "called", "accused", "praised".
    REPORT = "report";
    /// A verb of thought, which says of someone's words only that she has them in mind: "hoped", "believes".
    THOUGHT = "thought";
    /// A verb that gives a thing its name: "called", "dubbed", "titled".
    NAMING = "naming";
    /// A noun for something said or written: "statement", "email", "remark".
    UTTERANCE = "utterance";
    /// A thing with writing on it: "banner", "hat".
    SIGN = "sign";
    /// A noun that looks like a verb of speech: "remarks", "counsel".
    NOUN = "noun";
    /// A finite form of a common verb that is no verb of speech; tells where a clause has its verb.
    VERB = "verb";
    /// A verb in a form that says when: "said", "says"; for regular verbs the participle too.
    FINITE = "finite";
    /// A verb in its plain form, which may be a noun as well: "report", "say".
    BASE = "base";
    /// A verb in "-ing".
    GERUND = "gerund";
    /// A past participle, where the language tells it from the finite form: "gesagt".
    PARTICIPLE = "participle";
    /// A verb in the mood of reported speech: "sei", "habe".
    SUBJUNCTIVE = "subjunctive";
    /// A form of "be", "have", "do", or a modal verb.
    AUXILIARY = "auxiliary";
    /// A personal pronoun as a subject: "he", "they".
    SUBJECT = "subject";
    /// A personal pronoun as an object, or a reflexive: "him", "herself".
    OBJECT = "object";
    /// A possessive: "his", "their".
    POSSESSIVE = "possessive";
    /// An article or another determiner.
    DETERMINER = "determiner";
    /// A preposition.
    PREPOSITION = "preposition";
    /// "and", "or", "but".
    CONJUNCTION = "conjunction";
    /// A word that opens a dependent clause: "that", "because", "while".
    SUBORDINATOR = "subordinator";
    /// A word that ends no phrase: "the", "of", "and".
    LEADING = "leading";
    /// "who", "whose", "which".
    RELATIVE = "relative";
    /// An adverb that may stand between a subject and its verb: "also", "later".
    ADVERB = "adverb";
    /// A title written before a name, with or without a period: "Mr.", "Dr.", "Sen.".
    HONORIFIC = "honorific";
    /// A noun for what a person is or does: "minister", "spokeswoman", "coach".
    ROLE = "role";
    /// A noun for several people: "officials", "police", "critics".
    PEOPLE = "people";
    /// A noun for a body that speaks: "company", "ministry", "court", "party".
    BODY = "body";
    /// A part of a surname written small: "von", "de", "bin".
    PARTICLE = "particle";
    /// What stands behind a surname: "Jr.", "III".
    SUFFIX = "suffix";
    /// A given name.
    GIVEN = "given";
    /// A surname.
    SURNAME = "surname";
    /// A given name that is met every day, whatever else the word may be: "Will", "Paris".
    EVERYDAY = "everyday";
    /// A name of people of which no more is known.
    NAME = "name";
    /// A name that is an everyday word too: "Will", "Rose".
    WORD = "word";
    /// A common word of English, whatever else it may be: "vision", "brown".
    COMMON = "common";
    /// A month or a day of the week.
    CALENDAR = "calendar";
    /// A country, a state, a city, a continent.
    PLACE = "place";
    /// What belongs to a place or a faith: "Russian", "Catholic".
    DEMONYM = "demonym";
    /// A word that shows a run of capitals to be an organisation, a place or a thing: "Inc.", "University", "Street".
    THING = "thing";
    /// A word that takes a period and goes on in the same sentence.
    ABBREVIATION = "abbreviation";
    /// A word of a male person: "he", "Mr.", "spokesman", "father".
    MALE = "male";
    /// A word of a female person.
    FEMALE = "female";
    /// A word of several people: "they".
    PLURAL = "plural";
    /// The first or the second person: "I", "we", "you".
    SPEAKER = "speaker";
    /// A word of letters without case, as in Arabic or Chinese.
    CASELESS = "caseless";
    /// A word that opens, or "this" before it opens, what belongs to the page and not to the story: "Correction".
    FURNITURE = "furniture";
    /// The surname or only name of someone whom readers know by it alone: "Obama", "Pelé".
    PUBLIC = "public";
    /// A word so common that a capital on it means only that a sentence begins.
    FUNCTION = "function";
}

impl Tags {
    /// No class.
    pub const NONE: Tags = Tags(0);

    /// Whether it has a class of `other`.
    pub fn any(self, other: Tags) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it has every class of `other`.
    pub fn all(self, other: Tags) -> bool {
        self.0 & other.0 == other.0
    }

    /// It, but for the classes of `other`.
    pub fn without(self, other: Tags) -> Tags {
        Tags(self.0 & !other.0)
    }

    /// Its classes that `other` has too.
    pub fn only(self, other: Tags) -> Tags {
        Tags(self.0 & other.0)
    }

    /// The classes of either; as [`BitOr`], for constants.
    pub const fn or(self, other: Tags) -> Tags {
        Tags(self.0 | other.0)
    }
}

impl BitOr for Tags {
    type Output = Tags;

    fn bitor(self, other: Tags) -> Tags {
        self.or(other)
    }
}

impl std::fmt::Debug for Tags {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names = NAMES.iter().filter(|(_, tag)| self.any(*tag)).map(|(name, _)| name);
        f.debug_set().entries(names).finish()
    }
}
