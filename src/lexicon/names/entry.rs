//! What is known of one name.

use super::data;
use super::key::Key;
use crate::lexicon::letters::is_shown_hyphen;

/// What the gazetteer knows of a word. All of it may hold at once: "Jordan" is a given name, a surname and a country.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Entry {
    known: bool,
    facts: u16,
}

/// How common a word is, as a given name, as a surname, or as a word of English.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Commonness {
    /// It is not known as one.
    #[default]
    Never,
    /// Seldom met, or guessed from how it is written elsewhere.
    Rare,
    /// Borne by some thousands, or in a list of its country.
    Known,
    /// Met every day.
    Common,
}

/// Whom a given name is given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    /// Nine times of ten or more to men.
    Male,
    /// Nine times of ten or more to women.
    Female,
    /// To both.
    Both,
}

/// What kind of place is called so; the widest, where several are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A city of 100,000 or more (50,000 where English or German is spoken).
    City,
    /// A capital, a city of a million, a place that stands for what sits there: Geneva, Hollywood, Kremlin.
    Capital,
    /// A state of the United States.
    State,
    /// A region, a province, a sea, mountains: Bavaria, Donbas, Mediterranean.
    Region,
    /// A country, now or of old.
    Country,
    /// A continent or a large part of one: Europe, Middle East.
    Continent,
}

impl Entry {
    /// What is known of `word`, as written: one word of a name, or the several of a place ("New York").
    ///
    /// A hyphenated name that is not known as a whole is put together: "Al-Masri" is Masri, "Anna-Karin Wood-Lee" has the
    /// given name of Anna and the surname of Lee.
    pub fn of(word: &str) -> Self {
        let Some(key) = Key::of(word) else { return Entry::default() };
        if let Some(entry) = Entry::of_key(&key) {
            return entry;
        }
        let Some((first, rest)) = word.split_once(is_shown_hyphen) else { return Entry::default() };
        if is_article(first) {
            return Entry::of(rest);
        }
        let last = rest.rsplit_once(is_shown_hyphen).map_or(rest, |(_, last)| last);
        let (first, last) = (Entry::of(first), Entry::of(last));
        let facts = first.facts & (GIVEN | GENDER) | last.facts & SURNAME;
        Entry { known: first.known && last.known, facts }
    }

    /// What is known of the name of `key` as a whole, if anything is.
    pub fn of_key(key: &Key) -> Option<Self> {
        data::facts(key).map(|facts| Entry { known: true, facts })
    }

    /// Whether it is in the gazetteer at all. A name that is, but neither as a given name nor as a surname, nor as
    /// anything else, is a name of people of which no more is known.
    pub fn is_known(self) -> bool {
        self.known
    }

    /// How common it is as a given name.
    pub fn given(self) -> Commonness {
        commonness(self.facts)
    }

    /// How common it is as a surname.
    pub fn surname(self) -> Commonness {
        commonness(self.facts >> 2)
    }

    /// How common it is as a name of people, a given one or a surname.
    pub fn as_name(self) -> Commonness {
        self.given().max(self.surname())
    }

    /// Whom it is given to, if it is a given name and that is known.
    pub fn gender(self) -> Option<Gender> {
        match (self.facts & GENDER) >> 4 {
            _ if self.given() == Commonness::Never => None,
            0 => None,
            1 => Some(Gender::Male),
            2 => Some(Gender::Female),
            _ => Some(Gender::Both),
        }
    }

    /// How common it is as a word of English that is no name, in small letters: `Common` for "will" and "may", `Known` for
    /// "grant" and "rose", `Rare` for "warden". Words that are no names, nor anything else here, are never common.
    pub fn word(self) -> Commonness {
        commonness(self.facts >> 6)
    }

    /// What kind of place is called so.
    pub fn place(self) -> Option<Place> {
        match self.facts >> 8 & 7 {
            1 => Some(Place::City),
            2 => Some(Place::Capital),
            3 => Some(Place::State),
            4 => Some(Place::Region),
            5 => Some(Place::Country),
            6 => Some(Place::Continent),
            _ => None,
        }
    }

    /// Whether it says to which country, part of the world, people, faith or party someone or something belongs: "Dutch",
    /// "Londoners", "Catholic", "Tory".
    pub fn is_demonym(self) -> bool {
        self.facts & 1 << 11 != 0
    }

    /// Whether it shows a run of capitals to name an organisation, a building, a street, an event: "Ministry", "GmbH",
    /// "Stadium", "Boulevard".
    pub fn makes_organisation(self) -> bool {
        self.facts & 1 << 12 != 0
    }
}

const GIVEN: u16 = 3;
const SURNAME: u16 = 3 << 2;
const GENDER: u16 = 3 << 4;

fn commonness(bits: u16) -> Commonness {
    match bits & 3 {
        0 => Commonness::Never,
        1 => Commonness::Rare,
        2 => Commonness::Known,
        _ => Commonness::Common,
    }
}

/// Whether `word` is the Arabic article as it stands before a surname; before some letters its `l` changes.
fn is_article(word: &str) -> bool {
    ["al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ul"]
        .iter()
        .any(|article| word.eq_ignore_ascii_case(article))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Commonness::*;

    /// Each line: a word, and what is known of it.
    #[test]
    fn what_is_known_of_words() {
        let told = |word: &str| {
            let entry = Entry::of(word);
            let mut told = Vec::new();
            let mut tell = |what: &str, how: Commonness| match how {
                Never => {}
                how => told.push(format!("{how:?} {what}").to_lowercase()),
            };
            tell("given", entry.given());
            tell("surname", entry.surname());
            tell("word", entry.word());
            told.extend(entry.gender().map(|gender| format!("{gender:?}").to_lowercase()));
            told.extend(entry.place().map(|place| format!("{place:?}").to_lowercase()));
            told.extend(entry.is_demonym().then(|| "demonym".to_owned()));
            told.extend(entry.makes_organisation().then(|| "organisation".to_owned()));
            if told.is_empty() { entry.is_known().to_string() } else { told.join(", ") }
        };
        let words = "
            Maria Jonas Aoife Sergei Priyanka Jean-Luc Taylor Robin
            Smith Weber Nguyen Kowalski Papadopoulos Okafor
            Will Grant Rose Young Warden The Tuesday Blorptag
            Norway Oslo Ohio Donbas Europe Leeds Paris
            Norwegian Catholic Ministry GmbH Stadium";
        let told: String = words.split_whitespace().map(|word| format!("{word}: {}\n", told(word))).collect();
        expect_test::expect![[r#"
            Maria: common given, rare surname, female
            Jonas: common given, known surname, male
            Aoife: common given, female
            Sergei: common given, male
            Priyanka: common given, female
            Jean-Luc: common given, male
            Taylor: common given, common surname, both, city
            Robin: common given, known surname, both
            Smith: known given, common surname, known word, male
            Weber: common surname
            Nguyen: rare given, common surname, both
            Kowalski: common surname
            Papadopoulos: known surname
            Okafor: common surname
            Will: common given, known surname, known word, male
            Grant: common given, common surname, known word, male
            Rose: common given, common surname, known word, female
            Young: known given, common surname, known word, both
            Warden: rare given, common surname, rare word, male
            The: false
            Tuesday: false
            Blorptag: false
            Norway: rare surname, country
            Oslo: capital
            Ohio: state
            Donbas: region
            Europe: continent
            Leeds: known surname, city
            Paris: common given, common surname, both, capital
            Norwegian: demonym
            Catholic: known word, demonym
            Ministry: rare word, organisation
            GmbH: organisation
            Stadium: organisation
        "#]]
        .assert_eq(&told);
    }

    #[test]
    fn hyphenated_names_are_put_together() {
        let entry = Entry::of("Gudrun-Priyanka");
        assert_eq!(
            (entry.is_known(), entry.given(), entry.gender()),
            (true, Entry::of("Gudrun").given(), Some(Gender::Female))
        );
        assert!(!Entry::of("Blorptag-Smith").is_known());
        assert_eq!(Entry::of("Hutchinson-Weber").surname(), Common);
        assert_eq!(Entry::of("al-Masri"), Entry::of("Masri"));
        assert_eq!(Entry::of("-"), Entry::default());
    }

    #[test]
    fn places_of_several_words() {
        assert_eq!(Entry::of("New York").place(), Some(Place::State));
        assert_eq!(Entry::of("Saudi Arabia").place(), Some(Place::Country));
        assert_eq!(Entry::of("South Carolina").place(), Some(Place::State));
        assert!(!Entry::of("New Blorptag").is_known());
    }
}
