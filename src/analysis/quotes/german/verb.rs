//! What the verb of a German clause says, with the participle, infinitive or particle that closes it.

use super::item::ItemKind;
use super::sentence::{Kind, Sentence};
use crate::draft::Shape;
use crate::lexicon::{Language, Lexicon, Tags};

/// Particles that a verb leaves at the end of its clause.
const PARTICLES: &[&str] = &[
    "ab", "an", "auf", "aus", "bei", "bekannt", "dar", "deutlich", "durch", "ein", "entgegen", "fest", "fort", "frei",
    "geltend", "heraus", "hervor", "hin", "hinaus", "hinzu", "klar", "kund", "los", "mit", "nach", "nahe", "offen",
    "statt", "teil", "um", "vor", "weg", "wieder", "zu", "zurück", "zurecht", "zusammen",
];

const SAYING: Tags = Tags::SPEECH.or(Tags::REPORT);

impl Sentence<'_> {
    /// Finds what the clause says, and whether it is passive.
    pub fn find_meaning(&mut self, index: usize) {
        let clause = self.clauses[index].clone();
        let Some(verb) = clause.verb else { return };
        let tags = self.passage().tokens[self.items[verb].at].tags;
        let word = self.word(verb);
        let (mut partner, mut says) = (None, tags.only(SAYING | Tags::THOUGHT | Tags::SUBJUNCTIVE));
        let mut passive = false;
        // "ließ verlauten".
        let lets = matches!(word, "lässt" | "ließ" | "ließen" | "lassen");
        if tags.any(Tags::AUXILIARY) || lets {
            let found = match clause.kind {
                Kind::Main => self.closing(index, verb),
                _ => (clause.items.start..verb).rev().take(2).find(|&item| self.is_partner(item)),
            };
            let becomes = |word: &str| matches!(word, "wird" | "werden" | "wurde" | "wurden" | "werde" | "worden");
            // "wurde angezeigt": a participle that no list knows.
            let last = clause.items.end - 1;
            passive = becomes(word)
                && found.is_none()
                && last > verb
                && !self.small(last, Tags::ADVERB | Tags::FUNCTION | Tags::PREPOSITION)
                && self.is(last, ItemKind::Word)
                && self.passage().shaped(self.items[last].at, Shape::Lower)
                && self.word(last).ends_with(['t', 'n']);
            if let Some(found) = found {
                partner = Some(found);
                let own = self.passage().tokens[self.items[found].at].tags;
                says = says | own.only(SAYING | Tags::THOUGHT);
                // "ließ wissen", "wollte wissen".
                let asks = word.starts_with("woll") && self.word(found) == "wissen";
                if asks || lets && matches!(self.word(found), "wissen" | "erkennen" | "durchblicken" | "anklingen") {
                    says = says | Tags::SPEECH;
                }
                let perfect = found + 1 < self.items.len()
                    && self.is(found + 1, ItemKind::Word)
                    && self.word(found + 1) == "worden";
                passive = own.any(Tags::PARTICIPLE) && (becomes(word) || perfect);
            }
        } else if clause.kind == Kind::Main {
            let last = self.closing_particle(index, verb);
            if let Some(last) = last {
                let joined = Lexicon::of(Language::German).tags(&format!("{}{word}", self.word(last)));
                says = tags.only(Tags::SUBJUNCTIVE) | joined.only(SAYING | Tags::THOUGHT);
                partner = Some(last);
            }
        }
        // "ist der Meinung", "war davon überzeugt"; but "ist nach Meinung von Gray".
        let opinion = |item: usize| {
            matches!(self.word(item), "Meinung" | "Ansicht" | "Auffassung" | "Überzeugung" | "These")
                && item > verb
                && !(verb + 1..item).rev().take(3).any(|before| self.word(before) == "nach")
                || self.word(item) == "überzeugt"
        };
        // "gab zu Protokoll", "kam zu dem Schluss", "zeigte sich".
        let nouns: &[&str] = match word {
            "gibt" | "gab" | "geben" | "gaben" => &["Protokoll", "verstehen", "bedenken", "Bedenken"],
            "bringt" | "brachte" | "bringen" | "brachten" => &["Ausdruck", "Punkt"],
            "erhebt" | "erhob" | "erheben" | "erhoben" => &["Vorwurf", "Vorwürfe", "Anklage", "Forderung"],
            "macht" | "machte" | "machen" | "machten" => &["Vorwurf", "Vorschlag", "Mut", "Hoffnung", "verantwortlich"],
            "stellt" | "stellte" | "stellen" | "stellten" => &["Frage", "Forderung", "These", "Behauptung", "Aussicht"],
            "zieht" | "zog" | "ziehen" | "zogen" => &["Fazit", "Bilanz", "Schluss"],
            "kommt" | "kam" | "kommen" | "kamen" => &["Schluss", "Ergebnis", "Urteil"],
            "nimmt" | "nahm" | "nehmen" | "nahmen" => &["Stellung"],
            "zeigt" | "zeigte" | "zeigen" | "zeigten" => &["sich"],
            "fühlt" | "fühlte" | "fühlen" | "fühlten" => &["sich"],
            _ => &[],
        };
        let has = |found: &dyn Fn(usize) -> bool| {
            clause.items.clone().any(|item| self.is(item, ItemKind::Word) && found(item))
        };
        // "geht davon aus", "geht von einem Fehler aus".
        let starts = partner.is_some_and(|item| self.word(item) == "aus") && has(&|item| self.word(item) == "von");
        let supposes =
            matches!(word, "geht" | "ging" | "gehen" | "gingen") && (starts || has(&|item| self.word(item) == "davon"));
        // "mit diesen Worten eröffnete Gray die Sitzung".
        let in_words =
            |item: usize| self.word(item) == "Worten" && item > 1 && self.word(item - 2).to_lowercase() == "mit";
        if (word.starts_with("zeig") || word.starts_with("fühl")) && has(&|item| nouns.contains(&self.word(item))) {
            says = says | Tags::REPORT;
        } else if supposes
            || has(&|item| item > verb && nouns.contains(&self.word(item)))
            || !passive && has(&in_words)
            || matches!(word, "ist" | "sind" | "war" | "waren" | "sei" | "vertritt" | "vertrat" | "vertreten")
                && has(&opinion)
        {
            says = says | Tags::SPEECH;
        }
        let clause = &mut self.clauses[index];
        (clause.partner, clause.says, clause.passive) = (partner, says, passive);
    }

    fn is_partner(&self, item: usize) -> bool {
        self.small(item, Tags::PARTICIPLE | Tags::BASE) && !self.small(item, Tags::AUXILIARY)
    }

    /// The participle or infinitive that closes the clause of `verb`, which may go on behind clauses set into it.
    fn closing(&self, index: usize, verb: usize) -> Option<usize> {
        let own = self.clauses[index].items.clone();
        if let Some(found) = (verb + 1..own.end).rev().find(|&item| self.is_partner(item)) {
            return Some(found);
        }
        let later = self.clauses[index + 1..].iter().take(4).take_while(|clause| clause.kind != Kind::Main);
        let mut later = later.filter(|clause| clause.kind == Kind::Verbless);
        later.find_map(|clause| {
            [clause.items.end - 1, clause.items.start].into_iter().find(|&item| self.is_partner(item))
        })
    }

    /// The particle of a separable verb, at the end of its clause.
    fn closing_particle(&self, index: usize, verb: usize) -> Option<usize> {
        let is_particle = |item: usize| {
            self.is(item, ItemKind::Word)
                && PARTICLES.contains(&self.word(item))
                && item > verb
                && !self.is_noun(item + 1)
        };
        let end = self.clauses[index].items.end;
        if is_particle(end - 1) {
            return Some(end - 1);
        }
        let later = self.clauses[index + 1..].iter().take(4).take_while(|clause| clause.kind != Kind::Main);
        let mut later = later.filter(|clause| clause.kind == Kind::Verbless);
        later.find_map(|clause| Some(clause.items.end - 1).filter(|&item| clause.items.len() <= 2 && is_particle(item)))
    }
}
