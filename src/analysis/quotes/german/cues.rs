//! All cues of a German sentence, and who is their subject.

use std::ops::Range;

use super::case::Subject;
use super::cue::{Cue, Sort};
use super::item::ItemKind;
use super::sentence::{Clause, Kind, Sentence};
use super::source;
use crate::lexicon::{Language, Lexicon, Tags};

/// The cues of the sentence, in order.
pub fn cues(sentence: &Sentence) -> Vec<Cue> {
    let mut cues = Vec::new();
    for clause in 0..sentence.clauses.len() {
        cues.extend(of_clause(sentence, clause));
        cues.extend(impersonal(sentence, clause));
        cues.extend(like_so(sentence, clause));
        cues.extend(stems_from(sentence, clause));
    }
    for item in 0..sentence.items.len() {
        cues.extend(source::source(sentence, item));
        cues.extend(source::nominal(sentence, item));
        cues.extend(attributive(sentence, item));
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
        Kind::Dependent if matches!(sentence.word(clause.items.start), "wie" | "Wie") => Sort::Aside,
        _ if opens_with_so(sentence, clause) || in_these_words(sentence, clause) => Sort::Aside,
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
    let quotes = sentence.word(verb).starts_with("zitier") || quoted && !clause.passive;
    let subject = quotes.then(|| quoted_one(sentence, clause, &subject)).flatten().unwrap_or(subject);
    let alone =
        subject.len() == 1 && matches!(sentence.phrases.passage.word(subject.start), "es" | "Es" | "das" | "wer");
    let one = sort != Sort::Speech && subject.len() == 1 && sentence.phrases.passage.word(subject.start) == "man";
    let called = subject.clone().any(|at| {
        ["titel", "name", "motto"].iter().any(|name| sentence.phrases.passage.word(at).to_lowercase().ends_with(name))
    });
    let relative = clause.kind == Kind::Relative;
    // "zeigte sich „enttäuscht“", but not what shows itself in something.
    let shown = sentence.word(verb).starts_with("zeig") && sort == Sort::Report;
    let shown = shown && !sentence.phrases.is_personal(&subject);
    (!alone && !one && !called && !shown).then_some(Cue { at, subject, sort, clause: words, relative })
}

/// Whether the clause is set behind what it is about: "…, so heißt es", "…, so urteilte Gray".
fn opens_with_so(sentence: &Sentence, clause: &Clause) -> bool {
    let start = clause.items.start;
    start > 0
        && sentence.is(start - 1, ItemKind::Comma)
        && sentence.is(start, ItemKind::Word)
        && sentence.word(start) == "so"
        && clause.verb == Some(start + 1)
}

/// „…“ – mit diesen Worten schloss Gray die Sitzung.
fn in_these_words(sentence: &Sentence, clause: &Clause) -> bool {
    let start = clause.items.start;
    let words = ["mit", "diesen", "Worten"];
    (start..).zip(words).all(|(item, word)| sentence.is(item, ItemKind::Word) && sentence.word(item) == word)
}

/// "zitierte die Zeitung Gray": the words are those of the one who is quoted, not of the `subject` that quotes.
fn quoted_one(sentence: &Sentence, clause: &Clause, subject: &Range<usize>) -> Option<Range<usize>> {
    let verb = sentence.items[clause.verb?].end;
    let from = if subject.start >= verb { subject.end } else { verb };
    let limit = sentence.tokens(&clause.items).end;
    let object = sentence.phrases.phrase(from, limit, false)?;
    sentence.phrases.is_personal(&object).then_some(object)
}

/// Who does it in a passive clause: "von der Partei kritisiert".
fn agent(sentence: &Sentence, items: &Range<usize>) -> Option<Range<usize>> {
    // "der von der Sonne kommt und „Wind“ genannt wird": what stands before "und" belongs to another verb.
    let and = items
        .clone()
        .rfind(|&item| item > items.start && sentence.small(item, Tags::CONJUNCTION) && sentence.is_finite(item - 1));
    let von = (and.unwrap_or(items.start)..items.end).filter(|&item| {
        sentence.is(item, ItemKind::Word) && matches!(sentence.word(item), "von" | "vom" | "Von" | "Vom")
    });
    let agents = von.filter_map(|von| sentence.phrases.phrase(sentence.items[von].end, sentence.end(), true));
    let agents: Vec<Range<usize>> = agents.filter(|agent| sentence.phrases.is_personal(agent)).collect();
    agents.iter().find(|agent| sentence.phrases.is_human(agent)).or(agents.last()).cloned()
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
        "ist" | "sind" | "war" | "waren" => has(&["Rede", "lesen", "finden", "hören", "erfahren"]).is_some(),
        "findet" | "fand" => has(&["sich"]).is_some(),
        "verlautet" | "verlautete" => has(&["aus", "Aus"]).is_some(),
        "geht" | "ging" | "gehen" | "gingen" => has(&["hervor"]).is_some(),
        "hervorgeht" | "hervorging" => true,
        _ => false,
    };
    if !says {
        return None;
    }
    let at = sentence.items[verb].at..sentence.items[verb].end;
    let like = clause.kind == Kind::Dependent && matches!(sentence.word(clause.items.start), "wie" | "Wie");
    let sort = if like || opens_with_so(sentence, clause) { Sort::Aside } else { Sort::Speech };
    let cue = |subject| Cue { at, subject, sort, clause: sentence.tokens(&clause.items), relative: false };
    // "das Gesetz, in dem es heißt".
    if clause.kind == Kind::Relative && it.is_some() && sentence.small(clause.items.start, Tags::PREPOSITION) {
        return sentence.antecedent(clause.items.start.checked_sub(1)?).map(cue);
    }
    let place = |&item: &usize| {
        sentence.small(item, Tags::PREPOSITION)
            && matches!(
                sentence.word(item),
                "in" | "im"
                    | "auf"
                    | "aus"
                    | "beim"
                    | "bei"
                    | "In"
                    | "Im"
                    | "Auf"
                    | "Aus"
                    | "Bei"
                    | "Beim"
                    | "vom"
                    | "von"
                    | "seitens"
            )
    };
    // "Auf der ersten Seite des Gutachtens, das …, heißt es".
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
            || sentence.word(verb).starts_with("verlaut")
            || sentence.word(verb).starts_with("hervor")
            || has(&["hervor"]).is_some()
            || phrase
                .clone()
                .any(|at| sentence.phrases.passage.is(at, written) || sentence.phrases.passage.word(at).contains('-'));
        writes.then_some(phrase)
    })?;
    Some(cue(subject))
}

/// What someone meets with from others, who then speak: "Lob gab es von Gray: „…“".
const MET: &[&str] = &[
    "Applaus",
    "Beifall",
    "Dank",
    "Gegenwind",
    "Hilfe",
    "Kritik",
    "Lob",
    "Rückendeckung",
    "Rückhalt",
    "Spott",
    "Unterstützung",
    "Widerspruch",
    "Widerstand",
    "Zuspruch",
    "Zustimmung",
];

/// "Die Worte „…“ stammen von Gray", "Kritik kam von der Partei: „…“".
fn stems_from(sentence: &Sentence, index: usize) -> Option<Cue> {
    let clause = &sentence.clauses[index];
    let has = |says: &dyn Fn(usize) -> bool| sentence.tokens(&clause.items).any(says);
    let uttered = || has(&|at| sentence.phrases.passage.is(at, Tags::UTTERANCE));
    let met = || has(&|at| MET.contains(&sentence.phrases.passage.word(at)));
    let verb = clause.verb.filter(|&verb| match sentence.word(verb) {
        "stammt" | "stammen" | "stammte" | "stammten" => true,
        "kommt" | "kommen" | "kam" | "kamen" => uttered() || met(),
        "gibt" | "gab" | "erhält" | "erhielt" | "erhalten" | "erhielten" | "bekommt" | "bekam" | "bekommen"
        | "bekamen" | "erntet" | "erntete" | "ernten" | "ernteten" | "findet" | "fand" | "hagelt" | "hagelte" => met(),
        _ => false,
    })?;
    let subject = agent(sentence, &(verb..clause.items.end))?;
    let at = sentence.items[verb].at..sentence.items[verb].end;
    let personal = sentence.phrases.is_human(&subject);
    personal.then_some(Cue { at, subject, sort: Sort::Speech, clause: sentence.tokens(&clause.items), relative: false })
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

/// "die von Gray „…“ genannte Weiche", "der als „…“ kritisierte Plan der Partei": a participle right behind the quote, with
/// its agent before it.
fn attributive(sentence: &Sentence, item: usize) -> Option<Cue> {
    let quote = item.checked_sub(1).filter(|&quote| sentence.is(quote, ItemKind::Quote))?;
    if !sentence.is(item, ItemKind::Word) {
        return None;
    }
    let word = sentence.word(item);
    let participle = ["e", "en", "er", "es", "em"].iter().filter_map(|ending| word.strip_suffix(ending));
    let says = |stem: &str| {
        let tags = Lexicon::of(Language::German).tags(stem);
        tags.any(Tags::PARTICIPLE) && tags.any(Tags::SPEECH | Tags::REPORT)
    };
    let clause = &sentence.clauses[sentence.clause_of(item)?];
    if clause.verb == Some(item) || !participle.into_iter().any(says) {
        return None;
    }
    let start = clause.items.start;
    let von = (start..quote)
        .rfind(|&at| sentence.is(at, ItemKind::Word) && matches!(sentence.word(at), "von" | "vom" | "Von" | "Vom"))?;
    let subject = sentence.phrases.phrase(sentence.items[von].end, sentence.items[quote].at, false)?;
    let at = sentence.items[item].at..sentence.items[item].end;
    let words = sentence.items[von].at..at.end;
    Some(Cue { at, subject, sort: Sort::Report, clause: words, relative: false })
}
