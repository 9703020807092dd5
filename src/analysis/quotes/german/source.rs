//! German sources that need no verb: "laut Gray", "nach Angaben der Polizei", "der Vorwurf der Partei, …".

use std::ops::Range;

use super::cue::{Cue, Sort};
use super::item::ItemKind;
use super::sentence::{Kind, Sentence};
use crate::draft::Shape;
use crate::lexicon::Tags;

/// Nouns behind "nach" and "aus" that make a source of what follows: "nach Angaben der Polizei".
const SOURCES: &[&str] = &[
    "Angabe",
    "Angaben",
    "Ansicht",
    "Meinung",
    "Worten",
    "Auffassung",
    "Aussage",
    "Aussagen",
    "Einschätzung",
    "Überzeugung",
    "Darstellung",
    "Information",
    "Informationen",
    "Bericht",
    "Berichten",
    "Sicht",
    "Ankündigung",
    "Auskunft",
    "Schilderung",
    "Schilderungen",
    "Darstellungen",
    "Bewertung",
    "Bekunden",
    "Vorstellung",
    "Vorstellungen",
    "Plänen",
    "Erkenntnis",
    "Erkenntnissen",
    "Mitteilung",
    "Urteil",
    "Idee",
    "Lesart",
    "Erklärung",
    "Recherche",
    "Recherchen",
    "Berechnung",
    "Berechnungen",
    "Schätzung",
    "Schätzungen",
    "Prognose",
    "Prognosen",
    "Analyse",
    "Umfrage",
    "Untersuchung",
    "Untersuchungen",
    "Beobachtung",
    "Beobachtungen",
    "Beschreibung",
    "Erfahrung",
    "Erinnerung",
    "Meldung",
    "Meldungen",
    "Dafürhalten",
    "Verständnis",
    "Definition",
    "Wahrnehmung",
    "Augen",
];

/// The ends of compounds that name the source themselves: "nach Polizeiangaben".
const OWN_SOURCES: &[&str] =
    &["angaben", "aussagen", "berichten", "informationen", "kreisen", "meldungen", "schätzungen"];

/// What "nach" makes a source too, and never a time: the ends of their names.
const DOCUMENTS: &[&str] = &[
    "artikel",
    "paragraf",
    "paragraph",
    "gesetz",
    "gesetzbuch",
    "verfassung",
    "verordnung",
    "vorschrift",
    "richtlinie",
    "satzung",
    "vertrag",
    "studie",
    "gutachten",
    "statistik",
    "prognose",
];

/// "laut Gray", "nach Angaben der Polizei", "dem Bericht zufolge".
pub fn source(sentence: &Sentence, item: usize) -> Option<Cue> {
    if !sentence.small(item, Tags::PREPOSITION) {
        return None;
    }
    let passage = sentence.phrases.passage;
    let it = sentence.items[item];
    let limit = sentence.end();
    let clause = sentence.clause_of(item)?;
    let words = sentence.tokens(&sentence.clauses[clause].items);
    let cue = |at: Range<usize>, subject: Range<usize>| Cue {
        at,
        subject,
        sort: Sort::Source,
        clause: words.clone(),
        relative: false,
    };
    let word = sentence.word(item).to_lowercase();
    match &word[..] {
        "laut" => {
            let subject = sentence.phrases.phrase(it.end, limit, false)?;
            Some(cue(it.at..it.end, subject))
        }
        "zufolge" => {
            let subject = before(sentence, item)?;
            Some(cue(it.at..it.end, subject))
        }
        "nach" | "aus" | "in" => {
            let first = (it.end..limit.min(it.end + 4)).find(|&at| sentence.phrases.is_noun(at));
            // "in den Augen der Partei".
            let noun = first
                .filter(|&at| SOURCES.contains(&passage.word(at)))
                .filter(|&at| (passage.word(at) == "Augen") == (word == "in"));
            if word == "in" && noun.is_none() {
                return None;
            }
            let compound = first.filter(|&at| word == "nach" && is_own_source(passage.word(at)));
            if let Some(noun) = compound {
                return Some(cue(it.at..it.end, it.end..noun + 1));
            }
            // "nach Grays Worten".
            let owned = (it.end + 1..limit.min(it.end + 4))
                .find(|&at| SOURCES.contains(&passage.word(at)))
                .filter(|&at| (it.end..at).all(|at| sentence.phrases.is_noun(at)));
            if let Some(noun) = owned {
                return Some(cue(it.at..noun + 1, it.end..noun));
            }
            let Some(noun) = noun else {
                let subject = following(sentence, item).or_else(|| document(sentence, it.end));
                return subject.map(|subject| cue(it.at..it.end, subject));
            };
            let own = (it.end..noun).find(|&at| {
                matches!(passage.word(at), "eigenen" | "eigener" | "eigenem" | "seinen" | "seiner" | "ihren" | "ihrer")
            });
            if let Some(own) = own {
                let subject = if passage.word(own).starts_with("eigen") {
                    sentence.clauses[clause].subject.clone()?
                } else {
                    own..own + 1
                };
                return Some(cue(it.at..noun + 1, subject));
            }
            let from = if matches!(passage.tokens.get(noun + 1)?.of(passage.text), "von" | "vom" | "aus" | "beim") {
                noun + 2
            } else {
                noun + 1
            };
            let genitive = from > noun + 1
                || passage.is(from, Tags::DETERMINER | Tags::POSSESSIVE)
                || sentence.phrases.is_noun(from);
            let subject = sentence.phrases.phrase(from, limit, false).filter(|_| genitive)?;
            Some(cue(it.at..noun + 1, subject))
        }
        "für" => {
            let verb = sentence.clauses[clause].verb?;
            let start = sentence.clauses[clause].items.start;
            // "Für Gray ist", "das ist für Gray", "was für Gray …".
            let what = item == start + 1 && matches!(sentence.word(start), "was" | "Was");
            let opens = item == start || item == verb + 1 || what;
            let is = matches!(
                sentence.word(verb),
                "ist" | "sind" | "war" | "waren" | "sei" | "bleibt" | "bedeutet" | "steht" | "stand" | "gilt"
            );
            let subject = sentence.phrases.phrase(it.end, limit, false)?;
            (opens && is && sentence.phrases.is_personal(&subject)).then(|| cue(it.at..it.end, subject))
        }
        _ => None,
    }
}

/// Whether the noun is a compound that names its own source: "Polizeiangaben", but not "Angaben".
fn is_own_source(noun: &str) -> bool {
    OWN_SOURCES.iter().any(|end| noun.ends_with(end))
}

/// "nach dem Gesetz": the phrase at `from`, if it is a document.
fn document(sentence: &Sentence, from: usize) -> Option<Range<usize>> {
    let phrase = sentence.phrases.phrase(from, sentence.end(), false)?;
    let noun = phrase.clone().find(|&at| sentence.phrases.is_noun(at))?;
    let word = sentence.phrases.passage.word(noun).to_lowercase();
    DOCUMENTS.iter().any(|name| word.ends_with(name)).then_some(phrase)
}

/// "Angaben der Polizei nach" and the like: what stands between a noun of saying and the word behind it.
fn following(sentence: &Sentence, item: usize) -> Option<Range<usize>> {
    let noun = item.checked_sub(1).filter(|&noun| sentence.is_noun(noun) && SOURCES.contains(&sentence.word(noun)))?;
    let own =
        noun.checked_sub(1).filter(|&own| matches!(sentence.word(own), "seiner" | "ihrer" | "Seiner" | "Ihrer"))?;
    Some(sentence.items[own].at..sentence.items[noun].end)
}

/// The noun phrase that ends before the item, in its clause.
fn before(sentence: &Sentence, item: usize) -> Option<Range<usize>> {
    let clause = &sentence.clauses[sentence.clause_of(item)?];
    let first = sentence.items[clause.items.start].at;
    sentence.phrases.ending_at(sentence.items[item].at, first)
}

/// Nouns of saying that a clause with the words hangs on: "der Vorwurf der Partei, es handele sich um „…“".
const SAYINGS: &[&str] = &[
    "Angabe",
    "Angaben",
    "Ankündigung",
    "Annahme",
    "Anschuldigung",
    "Ansicht",
    "Antwort",
    "Appell",
    "Argument",
    "Auffassung",
    "Aufforderung",
    "Aufruf",
    "Aussage",
    "Aussagen",
    "Äußerung",
    "Äußerungen",
    "Befürchtung",
    "Befürchtungen",
    "Begründung",
    "Behauptung",
    "Behauptungen",
    "Bemerkung",
    "Beschwerde",
    "Beteuerung",
    "Bitte",
    "Drohung",
    "Drohungen",
    "Eingeständnis",
    "Einlassung",
    "Einschätzung",
    "Einwand",
    "Empfehlung",
    "Erklärung",
    "Erwartung",
    "Feststellung",
    "Forderung",
    "Forderungen",
    "Frage",
    "Hinweis",
    "Hinweise",
    "Hoffnung",
    "Klage",
    "Klagen",
    "Kritik",
    "Mahnung",
    "Meinung",
    "Mitteilung",
    "Prognose",
    "Ruf",
    "Sorge",
    "Sorgen",
    "Standpunkt",
    "These",
    "Überzeugung",
    "Unterstellung",
    "Verdacht",
    "Vermutung",
    "Versicherung",
    "Versprechen",
    "Versprechungen",
    "Vorhaltung",
    "Vorschlag",
    "Vorwurf",
    "Vorwürfe",
    "Warnung",
    "Warnungen",
    "Worte",
    "Wunsch",
    "Zusage",
    "Zusicherung",
];

/// "der Vorwurf der Partei, es handele sich um „…“": a noun of saying with its genitive, for the clause behind its comma.
pub fn nominal(sentence: &Sentence, item: usize) -> Option<Cue> {
    let passage = sentence.phrases.passage;
    let noun = sentence.items[item].at;
    if !sentence.is(item, ItemKind::Word) || !SAYINGS.contains(&passage.word(noun)) {
        return None;
    }
    let before = || owner_before(sentence, item).map(|owner| (owner, noun + 1));
    let behind = owner_behind(sentence, item).filter(|(owner, _)| sentence.phrases.is_human(owner));
    let (subject, end) = behind.or_else(before)?;
    let comma = sentence.items.partition_point(|item| item.at < end);
    let index = sentence.clauses.partition_point(|clause| clause.items.start <= comma);
    let clause = sentence.clauses.get(index).filter(|clause| clause.items.start == comma + 1)?;
    if !sentence.is(comma, ItemKind::Comma) || clause.kind == Kind::Relative {
        return None;
    }
    // With what hangs on that clause in its turn.
    let inner = sentence.clauses[index + 1..].iter().take_while(|clause| clause.kind == Kind::Relative);
    let last = inner.last().unwrap_or(clause);
    let words = noun..sentence.tokens(&last.items).end;
    Some(Cue { at: noun..noun + 1, subject, sort: Sort::Source, clause: words, relative: false })
}

/// The genitive behind the noun of saying, with the token behind it: "der Vorwurf der Partei".
fn owner_behind(sentence: &Sentence, item: usize) -> Option<(Range<usize>, usize)> {
    let next = item + 1;
    let from = sentence.items.get(next).filter(|_| sentence.is(next, ItemKind::Word))?;
    let owner = match sentence.word(next) {
        "von" | "vom" => from.end,
        "der" | "des" | "eines" | "einer" | "vieler" | "mehrerer" | "einiger" => from.at,
        _ => return None,
    };
    let owner = sentence.phrases.phrase(owner, sentence.end(), false)?;
    let end = owner.end;
    Some((owner, end))
}

/// Whose the noun of saying is, before it: "Grays Vorwurf", "seine Forderung".
fn owner_before(sentence: &Sentence, item: usize) -> Option<Range<usize>> {
    let mut at = sentence.items[item].at.checked_sub(1)?;
    let passage = sentence.phrases.passage;
    let adjective = |at: usize| passage.shaped(at, Shape::Lower) && !passage.is(at, Tags::FUNCTION);
    while at > 0 && adjective(at) {
        at -= 1;
    }
    if passage.is(at, Tags::POSSESSIVE) {
        return Some(at..at + 1);
    }
    // "Grays", "Petersens".
    let unknown = passage.tokens[at].tags.without(Tags::WORD | Tags::DEMONYM) == Tags::NONE;
    let name = sentence.phrases.is_name(at) || sentence.phrases.is_noun(at) && unknown;
    let genitive = name && passage.word(at).ends_with(['s', 'x', 'z', '’', '\'']);
    let mut start = at;
    while start > 0 && sentence.phrases.is_name(start - 1) {
        start -= 1;
    }
    genitive.then_some(start..at + 1)
}
