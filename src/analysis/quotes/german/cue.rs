//! German cues: what in a sentence says that someone speaks, and who does.

use std::ops::Range;

use super::item::ItemKind;
use super::phrase::Subject;
use super::sentence::{Kind, Sentence};
use crate::draft::Shape;
use crate::lexicon::Tags;

/// Words that give speech a speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The words, in tokens: "sagte", "laut", "so".
    pub at: Range<usize>,
    /// The noun phrase that speaks.
    pub subject: Range<usize>,
    /// What sort of words they are.
    pub sort: Sort,
    /// The clause that they stand in, in tokens.
    pub clause: Range<usize>,
    /// Whether that is a relative clause, which says nothing of what stands around it.
    pub relative: bool,
}

/// The sorts of cues, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A verb that says nothing of speech; its subject may speak all the same.
    Plain,
    /// A verb of speech that is itself reported: "der Minister habe gesagt".
    Reported,
    /// "laut Gray", "nach Angaben der Polizei", "für Gray ist".
    Source,
    /// A verb of thought: "glaubt".
    Thought,
    /// A verb that says what someone makes of something: "nannte".
    Report,
    /// A verb of speech.
    Speech,
    /// What speaks of its whole sentence: "so Gray", "wie Gray sagte".
    Aside,
}

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

/// The cues of the sentence, in order.
pub fn cues(sentence: &Sentence) -> Vec<Cue> {
    let mut cues = Vec::new();
    for clause in 0..sentence.clauses.len() {
        cues.extend(of_clause(sentence, clause));
        cues.extend(impersonal(sentence, clause));
        cues.extend(like_so(sentence, clause));
    }
    for item in 0..sentence.items.len() {
        cues.extend(source(sentence, item));
    }
    cues.sort_by_key(|cue| cue.at.start);
    cues
}

/// The cue that the verb of a clause is.
fn of_clause(sentence: &Sentence, index: usize) -> Option<Cue> {
    let clause = &sentence.clauses[index];
    let verb = clause.verb?;
    let words = sentence.tokens(&clause.items);
    let said = clause.says;
    let reported = said.any(Tags::SUBJUNCTIVE) && clause.kind != Kind::Relative;
    let sort = match clause.kind {
        _ if !said.any(Tags::SPEECH | Tags::REPORT) => Sort::Plain,
        _ if reported => Sort::Reported,
        Kind::Dependent if sentence.word(clause.items.start) == "wie" || sentence.word(clause.items.start) == "Wie" => {
            Sort::Aside
        }
        _ if said.any(Tags::THOUGHT) => Sort::Thought,
        _ if said.any(Tags::SPEECH) => Sort::Speech,
        _ => Sort::Report,
    };
    let at = match clause.partner.filter(|_| sort > Sort::Plain) {
        Some(partner) if partner == verb + 1 => sentence.items[verb].at..sentence.items[partner].end,
        Some(partner) if sentence.small(verb, Tags::AUXILIARY) => {
            sentence.items[partner].at..sentence.items[partner].end
        }
        _ => sentence.items[verb].at..sentence.items[verb].end,
    };
    let quoted = clause.items.clone().any(|item| sentence.is(item, ItemKind::Word) && sentence.word(item) == "zitiert");
    let subject = match clause.passive && !quoted && sort > Sort::Plain {
        true => agent(sentence, &clause.items).or_else(|| medium(sentence, &clause.items))?,
        false => clause.subject.clone()?,
    };
    let by_one = quoted_by_one(sentence, &subject, verb).filter(|_| sentence.word(verb).starts_with("zitier"));
    let subject = by_one.unwrap_or(subject);
    let alone =
        subject.len() == 1 && matches!(sentence.phrases.passage.word(subject.start), "es" | "Es" | "das" | "wer");
    let one = sort != Sort::Speech && subject.len() == 1 && sentence.phrases.passage.word(subject.start) == "man";
    let called = subject.clone().any(|at| matches!(sentence.phrases.passage.word(at), "Titel" | "Name" | "Motto"));
    let relative = clause.kind == Kind::Relative;
    (!alone && !one && !called).then_some(Cue { at, subject, sort, clause: words, relative })
}

/// "zitierte man Gray": whom one quotes.
fn quoted_by_one(sentence: &Sentence, subject: &Range<usize>, verb: usize) -> Option<Range<usize>> {
    let one = subject.len() == 1
        && sentence.phrases.passage.word(subject.start) == "man"
        && sentence.items[verb].end == subject.start;
    one.then(|| sentence.phrases.phrase(subject.end, sentence.end(), false)).flatten()
}

/// Who does it in a passive clause: "von der Partei kritisiert".
fn agent(sentence: &Sentence, items: &Range<usize>) -> Option<Range<usize>> {
    let von = items.clone().find(|&item| {
        sentence.is(item, ItemKind::Word) && matches!(sentence.word(item), "von" | "vom" | "Von" | "Vom")
    })?;
    sentence.phrases.phrase(sentence.items[von].end, sentence.end(), false)
}

/// Where it is done in a passive clause without an agent: "wurde in der Zeitung kritisiert".
fn medium(sentence: &Sentence, items: &Range<usize>) -> Option<Range<usize>> {
    let written = Tags::UTTERANCE | Tags::BODY | Tags::PEOPLE | Tags::THING;
    let place =
        |&item: &usize| sentence.is(item, ItemKind::Word) && matches!(sentence.word(item), "in" | "im" | "In" | "Im");
    items.clone().filter(place).find_map(|item| {
        let phrase = sentence.phrases.phrase(sentence.items[item].end, sentence.end(), false)?;
        phrase.clone().any(|at| sentence.phrases.passage.is(at, written)).then_some(phrase)
    })
}

/// "heißt es in dem Schreiben", "auf dem Plakat stand": what is written says it.
fn impersonal(sentence: &Sentence, index: usize) -> Option<Cue> {
    let clause = &sentence.clauses[index];
    let verb = clause.verb?;
    let has = |words: &[&str]| {
        clause.items.clone().find(|&item| sentence.is(item, ItemKind::Word) && words.contains(&sentence.word(item)))
    };
    let it = has(&["es", "Es"]);
    let says = match sentence.word(verb) {
        "heißt" | "hieß" | "heiße" => it.is_some(),
        "hat" | "hatte" => it.is_some() && has(&["geheißen"]).is_some(),
        "steht" | "stand" | "stehe" => true,
        "ist" | "sind" | "war" | "waren" => has(&["Rede", "lesen", "finden"]).is_some(),
        "findet" | "fand" => has(&["sich"]).is_some(),
        _ => false,
    };
    if !says {
        return None;
    }
    let place = |&item: &usize| {
        sentence.small(item, Tags::PREPOSITION)
            && matches!(
                sentence.word(item),
                "in" | "im" | "auf" | "aus" | "beim" | "bei" | "In" | "Im" | "Auf" | "Aus" | "Bei" | "vom" | "von"
            )
    };
    // "Im letzten Satz der Anordnung, die …, heißt es".
    let mut from = index;
    while from > 0
        && verb == sentence.clauses[from].items.start.max(clause.items.start)
        && sentence.clauses[from - 1].kind != Kind::Main
    {
        from -= 1;
    }
    let around = sentence.clauses[from].items.start..clause.items.end;
    let subject = around.filter(place).find_map(|item| {
        let phrase = sentence.phrases.phrase(sentence.items[item].end, sentence.end(), false)?;
        let written = Tags::UTTERANCE | Tags::BODY | Tags::THING;
        let says_it = it.is_some()
            && sentence.word(verb) != "stehe"
            && !phrase.clone().any(|at| sentence.phrases.passage.is(at, Tags::CALENDAR));
        let writes = says_it
            || phrase
                .clone()
                .any(|at| sentence.phrases.passage.is(at, written) || sentence.phrases.passage.word(at).contains('-'));
        writes.then_some(phrase)
    })?;
    let at = sentence.items[verb].at..sentence.items[verb].end;
    Some(Cue { at, subject, sort: Sort::Speech, clause: sentence.tokens(&clause.items), relative: false })
}

/// "so Gray", "so der Minister weiter".
fn like_so(sentence: &Sentence, index: usize) -> Option<Cue> {
    let clause = &sentence.clauses[index];
    let so = clause.items.clone().find(|&item| {
        sentence.is(item, ItemKind::Word)
            && matches!(sentence.word(item), "so" | "So")
            && (item == clause.items.start || sentence.is(item - 1, ItemKind::Quote))
    })?;
    if clause.verb.is_some() || so + 1 >= clause.items.end {
        return None;
    }
    let passage = sentence.phrases.passage;
    let from = sentence.items[so].end;
    let subject = sentence.phrases.phrase(from, sentence.end(), false)?;
    let fits = sentence.phrases.subject(from, subject.end) != Subject::No && !passage.is(from, Tags::OBJECT);
    let at = sentence.items[so].at..from;
    fits.then_some(Cue { at, subject, sort: Sort::Aside, clause: sentence.tokens(&clause.items), relative: false })
}

/// "laut Gray", "nach Angaben der Polizei", "dem Bericht zufolge".
fn source(sentence: &Sentence, item: usize) -> Option<Cue> {
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
            let Some(noun) = noun else { return following(sentence, item).map(|subject| cue(it.at..it.end, subject)) };
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
            let opens = sentence.clauses[clause].items.start == item;
            let is = matches!(sentence.word(verb), "ist" | "sind" | "war" | "waren" | "sei" | "bleibt" | "bedeutet");
            let subject = sentence.phrases.phrase(it.end, limit, false)?;
            (opens && is && sentence.phrases.is_personal(&subject)).then(|| cue(it.at..it.end, subject))
        }
        _ => None,
    }
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
    let end = sentence.items[item].at;
    let passage = sentence.phrases.passage;
    let clause = &sentence.clauses[sentence.clause_of(item)?];
    let first = sentence.items[clause.items.start].at;
    // The longest phrase that ends right here.
    let start = (first..end).find(|&at| {
        let opens = sentence.phrases.is_noun(at)
            || sentence.phrases.small(at, Tags::DETERMINER | Tags::POSSESSIVE)
            || passage.shaped(at, Shape::Lower) && !passage.is(at, Tags::FUNCTION);
        opens
            && passage.pair_at(at).is_none_or(|pair| pair.open == at)
            && sentence.phrases.phrase(at, end, false).is_some_and(|phrase| phrase.end == end)
    })?;
    Some(start..end)
}
