//! German sources that need no verb: "laut Gray", "nach Angaben der Polizei", "der Vorwurf der Partei, …".

use std::ops::Range;

use super::cue::{Cue, Sort};
use super::item::ItemKind;
use super::sentence::{Kind, Sentence};
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
    "Polizeiangaben",
    "Medienberichten",
    "Erkenntnis",
    "Erkenntnissen",
    "Mitteilung",
    "Urteil",
    "Idee",
    "Lesart",
    "Erklärung",
];

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
        "nach" | "aus" => {
            let noun = (it.end..limit.min(it.end + 4))
                .find(|&at| sentence.phrases.is_noun(at))
                .filter(|&at| SOURCES.contains(&passage.word(at)));
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
            let is = matches!(sentence.word(verb), "ist" | "sind" | "war" | "waren" | "sei" | "bleibt" | "bedeutet");
            let subject = sentence.phrases.phrase(it.end, limit, false)?;
            (opens && is && sentence.phrases.is_personal(&subject)).then(|| cue(it.at..it.end, subject))
        }
        _ => None,
    }
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
    "Ansicht",
    "Antwort",
    "Argument",
    "Auffassung",
    "Aussage",
    "Äußerung",
    "Begründung",
    "Behauptung",
    "Bemerkung",
    "Drohung",
    "Einschätzung",
    "Einwand",
    "Erklärung",
    "Feststellung",
    "Forderung",
    "Frage",
    "Hinweis",
    "Klage",
    "Kritik",
    "Meinung",
    "Ruf",
    "These",
    "Überzeugung",
    "Versprechen",
    "Vorwurf",
    "Warnung",
    "Worte",
];

/// "der Vorwurf der Partei, es handele sich um „…“": a noun of saying with its genitive, for the clause behind its comma.
pub fn nominal(sentence: &Sentence, item: usize) -> Option<Cue> {
    let passage = sentence.phrases.passage;
    let noun = sentence.items[item].at;
    if !sentence.is(item, ItemKind::Word) || !SAYINGS.contains(&passage.word(noun)) {
        return None;
    }
    let from = match sentence.is(item + 1, ItemKind::Word) && matches!(sentence.word(item + 1), "von" | "vom") {
        true => noun + 2,
        false => noun + 1,
    };
    let genitive =
        from > noun + 1 || matches!(passage.tokens.get(from)?.of(passage.text), "der" | "des" | "eines" | "einer");
    let subject = sentence.phrases.phrase(from, sentence.end(), false).filter(|_| genitive)?;
    let comma = sentence.items.partition_point(|item| item.at < subject.end);
    let index = sentence.clauses.partition_point(|clause| clause.items.start <= comma);
    let clause = sentence.clauses.get(index).filter(|clause| clause.items.start == comma + 1)?;
    if !sentence.is(comma, ItemKind::Comma) || !sentence.phrases.is_human(&subject) || clause.kind == Kind::Relative {
        return None;
    }
    // With what hangs on that clause in its turn.
    let inner = sentence.clauses[index + 1..].iter().take_while(|clause| clause.kind == Kind::Relative);
    let last = inner.last().unwrap_or(clause);
    let words = noun..sentence.tokens(&last.items).end;
    Some(Cue { at: noun..noun + 1, subject, sort: Sort::Source, clause: words, relative: false })
}
