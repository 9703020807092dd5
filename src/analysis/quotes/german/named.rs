//! Names in German quotation marks: papers, ships, films, parties. They are no speech, and may be who speaks.

use super::super::marks::Pair;
use super::super::phrase::Passage;
use super::super::speech;
use crate::draft::Shape;
use crate::lexicon::Tags;

/// A longer stretch is no name, in words.
const LONGEST: usize = 12;

/// The ends of nouns that call what follows by a name.
const CALLERS: &[&str] = &[
    "begriff",
    "devise",
    "formel",
    "grundsatz",
    "hashtag",
    "kürzel",
    "motto",
    "name",
    "namen",
    "namens",
    "prinzip",
    "pseudonym",
    "regel",
    "schlagwort",
    "slogan",
    "stichwort",
    "thema",
    "titel",
    "überschrift",
];

/// The ends of nouns of works, whose titles may be sentences.
const WORKS: &[&str] = &[
    "aktion",
    "artikel",
    "aufsatz",
    "beitrag",
    "essay",
    "kolumne",
    "rubrik",
    "album",
    "buch",
    "drama",
    "enzyklika",
    "film",
    "gedicht",
    "gemälde",
    "hymne",
    "initiative",
    "kampagne",
    "komödie",
    "lied",
    "musical",
    "novelle",
    "oper",
    "operette",
    "podcast",
    "programm",
    "projekt",
    "reihe",
    "roman",
    "sendung",
    "serie",
    "show",
    "single",
    "song",
    "stück",
    "thriller",
];

/// The ends of the first words of laws and the like.
const LAWS: &[&str] = &["gesetz", "richtlinie", "verordnung"];

/// Whether the word is one of `ends` or a compound with it.
fn is_ending(word: &str, ends: &[&str]) -> bool {
    word.starts_with(char::is_alphabetic) && {
        let word = word.to_lowercase();
        ends.iter().any(|end| word.ends_with(end))
    }
}

/// For each stretch in quotation marks of `passage`, whether it is a name.
pub fn named(passage: &Passage) -> Vec<bool> {
    let mut named: Vec<bool> = Vec::with_capacity(passage.pairs.len());
    for (index, pair) in passage.pairs.iter().enumerate() {
        let listed = index > 0 && named[index - 1] && goes_on(passage, &passage.pairs[index - 1], pair);
        named.push(is_named(passage, pair) || listed && !passage.shaped(pair.inner().start, Shape::Lower));
    }
    named
}

/// Whether `pair` stands in one list with `before`: „Nordlicht“, „Seestern“ und „Möwe“.
fn goes_on(passage: &Passage, before: &Pair, pair: &Pair) -> bool {
    let mut brackets = false;
    (before.end..pair.open).all(|at| {
        let token = &passage.tokens[at];
        brackets = token.shape == Shape::Open || brackets && token.shape != Shape::Close;
        brackets
            || matches!(token.shape, Shape::Comma | Shape::Close | Shape::Open)
            || token.is(Tags::CONJUNCTION | Tags::DETERMINER)
    })
}

/// Whether the stretch is a name, as a noun right before it, an article or its own words show.
pub fn is_named(passage: &Passage, pair: &Pair) -> bool {
    let words = speech::words(passage, pair);
    let inner = pair.inner();
    if inner.is_empty() || !pair.closed || words > LONGEST {
        return false;
    }
    // ''Nordlicht'': two apostrophes are italics in some copy.
    let italics = passage.word(pair.open) == "''";
    if italics && words < 5 && !inner.clone().any(|at| passage.is(at, Tags::FINITE)) {
        return true;
    }
    if acts(passage, pair) || is_called_a_name(passage, pair) || is_designation(passage, pair) {
        return true;
    }
    let Some(before) = pair.open.checked_sub(1) else {
        // Who speaks in an interview.
        return words < 4 && passage.shaped(pair.end, Shape::Colon);
    };
    let token = &passage.tokens[before];
    let word = passage.word(before);
    // "nennt sich „…“".
    let reflexive = word == "sich" && (before.saturating_sub(3)..before).any(|at| passage.word(at).starts_with("nenn"));
    if reflexive {
        return true;
    }
    // "Das Motto: „…“", "kurz: „…“".
    let colon = before > 0 && passage.shaped(before, Shape::Colon);
    let caller = passage.word(if colon { before - 1 } else { before });
    if is_called_around(passage, pair) || is_bare_title(passage, pair) {
        return true;
    }
    // "Wie „hafen aktuell“ berichtet".
    let reports = matches!(word, "wie" | "Wie") && passage.shaped(pair.end, Shape::Lower) && words < 5;
    if reports && passage.is(pair.end, Tags::SPEECH) {
        return true;
    }
    // "bekannt als „…“", "der als „…“ bekannte Mann".
    let known = word == "als"
        && (before > 0 && matches!(passage.word(before - 1), "bekannt" | "Bekannt")
            || passage.tokens.get(pair.end).is_some_and(|next| next.of(passage.text).starts_with("bekannt")));
    if known || matches!(caller, "genannt" | "genannte" | "genannten" | "kurz") || is_ending(caller, CALLERS) {
        return true;
    }
    let noun = token.is_capital() && !token.is(Tags::FUNCTION) && word != "Beispiel";
    // Words of the stretch that a name would write with a capital.
    let plain = |at: usize| {
        passage.shaped(at, Shape::Lower)
            && (passage.is(at, Tags::ADVERB) || !passage.is(at, Tags::FUNCTION | Tags::PARTICLE))
    };
    let small = inner.clone().filter(|&at| plain(at)).count();
    // But not "bestimmt der Vorstand „die Höhe der Beiträge“".
    let article = passage.shaped(inner.start, Shape::Lower) && passage.is(inner.start, Tags::DETERMINER);
    let judged = has_two_objects(passage, pair);
    let brand = noun && !judged && token.shape == Shape::Title && token.is(Tags::BODY) && words < 5 && !article;

    let address = |at: usize| {
        let next = passage.tokens.get(at + 1);
        passage.shaped(at, Shape::Address)
            || passage.shaped(at, Shape::Stop) && next.is_some_and(|next| !next.spaced && next.is_word())
    };
    if inner.clone().any(address) && words < 4 {
        return true;
    }
    // "„Black Tide“ („schwarze Flut“)": what a name means.
    let gloss = token.shape == Shape::Open && before > 0 && passage.shaped(before - 1, Shape::Mark);
    if gloss && passage.shaped(pair.end, Shape::Close) && words < 5 {
        return true;
    }
    let ends = passage.tokens[inner.end - 1].shape;
    // "im Lied „Wenn es dunkel wird“", "ein „Gesetz zur Ordnung der Märkte“".
    let work = noun && is_ending(word, WORKS) || is_ending(passage.word(inner.start), LAWS) && words > 2;
    if work && speech::begins_big(passage, pair) && !matches!(ends, Shape::Stop | Shape::Comma) {
        return true;
    }
    // "ein Sprecher der „neuen bühne“".
    if noun_of_people_before(passage, before) && words < 5 && !matches!(ends, Shape::Stop | Shape::Comma) {
        return true;
    }
    if passage.shaped(inner.start, Shape::Lower) && !brand || matches!(ends, Shape::Stop | Shape::Comma) {
        return false;
    }
    if brand {
        return true;
    }
    // "das „Jamaika“-Bündnis".
    if passage.tokens.get(pair.end).is_some_and(|next| !next.spaced && next.shape == Shape::Other) {
        return true;
    }
    // "hatte er dem „Boten“ gesagt".
    let told = matches!(word, "dem" | "der")
        && passage.shaped(pair.end, Shape::Lower)
        && passage.tokens[pair.end].tags.all(Tags::SPEECH.or(Tags::PARTICIPLE));
    if small < 2 && words < 6 && (told || is_bearer(passage, before)) {
        return true;
    }
    let article = is_definite(passage, before);
    // "Der „Hafenblick“ soll im Mai öffnen."
    let subject = matches!(word, "Der" | "Die" | "Das" | "Dem")
        && words == 1
        && passage.shaped(pair.end, Shape::Lower)
        && passage.tokens[pair.end].is(Tags::FINITE)
        && !passage.tokens[pair.end].is(Tags::SUBJUNCTIVE);
    if subject {
        return true;
    }
    let press = |at: usize| passage.is(at, Tags::THING) || words < 4 && passage.is(at, Tags::BODY);
    let paper = small == 0 && inner.clone().any(|at| press(at) && passage.tokens[at].is_capital());
    if paper && !is_object(passage, pair) && (article || noun || !token.is_word() || token.is(Tags::SPEECH)) {
        return true;
    }
    // "die Partei „Neue Mitte“"; but "nannte Gray „Lügner“".
    let said = token.is(Tags::UTTERANCE) && !token.is(Tags::BODY);
    let agent = before > 0 && passage.word(before - 1) == "von";
    let person = token.is(Tags::GIVEN | Tags::SURNAME)
        && before > 0
        && (agent || !passage.shaped(before - 1, Shape::Lower))
        && !passage.is(before - 1, Tags::DETERMINER);
    // "forderten die Schüler „Mehr Lehrer“".
    let speaker = before > 1
        && token.is(Tags::PEOPLE | Tags::ROLE)
        && !token.is(Tags::BODY)
        && passage.is(before - 1, Tags::DETERMINER)
        && passage.shaped(before - 2, Shape::Lower)
        && passage.tokens[before - 2].tags.all(Tags::SPEECH.or(Tags::FINITE));
    if noun && !said && !person && !speaker && !judged && small < 2 {
        return true;
    }
    // "mit seinem „Roten Blitz“", "die gefeierten „Roten Blitze“".
    let attribute = token.shape == Shape::Lower && !token.is(Tags::FUNCTION | Tags::FINITE) && word.ends_with("en");
    let proper = words > 1
        && (token.is(Tags::PREPOSITION | Tags::POSSESSIVE) || attribute)
        && !inner.clone().any(|at| passage.shaped(at, Shape::Lower));
    if proper {
        return true;
    }
    // "Lieder wie „Nordlicht“", "(„Nordlicht“)".
    // "in „Nordschau“ sagte sie".
    let show = matches!(word, "in" | "In" | "aus" | "Aus") && words < 4;
    let example = word == "wie"
        && before > 0
        && passage.tokens[before - 1].is_capital()
        && !passage.is(before - 1, Tags::UTTERANCE);
    let shortened = passage.shaped(pair.end, Shape::Open) && passage.shaped(pair.end + 1, Shape::Upper);
    let verb = inner.clone().any(|at| passage.shaped(at, Shape::Lower) && passage.is(at, Tags::FINITE));
    let bracketed = token.shape == Shape::Open && !verb;
    // "die Gruppe von „Brot und Rosen“", but "sprach von „Brot und Rosen“".
    let about = word == "von" && before > 0 && !passage.tokens[before - 1].is_capital();
    // "beim „Fest der tausend Lichter“".
    let fused = matches!(word, "beim" | "Beim" | "zum" | "Zum" | "zur" | "Zur" | "im" | "Im" | "am" | "Am");
    let action = ["ung", "ion"].iter().any(|ending| passage.word(inner.start).ends_with(ending));
    let occasion = fused && !action && small < 2 && words < 6 && passage.is(inner.start + 1, Tags::DETERMINER);
    occasion
        || shortened
        || small == 0 && (show || example || bracketed || words > 1 && article && !about && !is_object(passage, pair))
}

/// The beginnings of verbs that say something of someone: "warf der Partei „Untätigkeit“ vor", "nannte den Plan „Unsinn“".
const TWO_OBJECTS: &[&str] = &[
    "attestier",
    "bescheinig",
    "nannt",
    "nenn",
    "prophezei",
    "schimpf",
    "unterstell",
    "versprach",
    "versprech",
    "versprich",
    "warf",
    "werf",
    "wirf",
    "wünsch",
];

/// Their participles, and the forms that stand at the end of a clause.
const TWO_OBJECTS_CLOSING: &[&str] = &[
    "attestiert",
    "bescheinigt",
    "geschimpft",
    "genannt",
    "prophezeit",
    "unterstellt",
    "vorgeworfen",
    "vorwarf",
    "vorwirft",
];

/// Whether the stretch is what a verb says of the noun before it, and not the name of that: a verb of that sort stands
/// before the noun or right behind the stretch.
fn has_two_objects(passage: &Passage, pair: &Pair) -> bool {
    /// How far before the stretch the verb may stand, in tokens.
    const REACH: usize = 10;
    // "in einem Gespräch mit dem Sender „…“": the noun hangs on a preposition.
    let mut phrase = pair.open.saturating_sub(1);
    while phrase > 0 && (passage.shaped(phrase - 1, Shape::Lower) && !passage.is(phrase - 1, Tags::FUNCTION)) {
        phrase -= 1;
    }
    if phrase > 0 && passage.is(phrase - 1, Tags::DETERMINER) {
        phrase -= 1;
    }
    if phrase > 1 && passage.is(phrase - 1, Tags::PREPOSITION) {
        // "war für die Lehrer „Wortbruch“".
        let is = matches!(passage.word(phrase - 2), "ist" | "war" | "sei" | "bleibt" | "sind" | "waren");
        return is && passage.word(phrase - 1) == "für";
    }
    let closing = passage.tokens.get(pair.end).is_some_and(|next| next.shape == Shape::Lower);
    let verb = |at: usize| {
        passage.shaped(at, Shape::Lower)
            && passage.is(at, Tags::FINITE)
            && TWO_OBJECTS.iter().any(|verb| passage.word(at).starts_with(verb))
    };
    let before = (pair.open.saturating_sub(REACH)..pair.open).rev();
    // "nennt die Wagen „Nordlicht“ und „Möwe“".
    let listed = passage.is(pair.end, Tags::CONJUNCTION) && passage.shaped(pair.end + 1, Shape::Mark);
    let verb = |at: usize| verb(at) && !(listed && passage.word(at).starts_with("nenn"));
    closing && TWO_OBJECTS_CLOSING.contains(&passage.word(pair.end))
        || before.take_while(|&at| passage.tokens[at].is_word()).any(verb)
}

/// Whether the words up to `at` lead from people to whom they belong to or talk to: "Sprecher der „…“", "Paul Gray von der
/// „…“", "wie die „…“" mitteilte, "sagte der „…“", "im Gespräch mit der „…“".
fn is_bearer(passage: &Passage, at: usize) -> bool {
    let article = matches!(passage.word(at), "der" | "des" | "die" | "das" | "dem");
    let Some(before) = at.checked_sub(usize::from(article)) else { return false };
    if article && matches!(passage.word(before), "wie" | "Wie") {
        return true;
    }
    let link = matches!(passage.word(before), "von" | "vom" | "beim" | "bei" | "mit" | "gegenüber");
    // "sprach Gray von „Irrsinn“", but "sprach mit dem „Elbkurier“".
    let speaks = |at: usize| matches!(passage.word(at), "sprach" | "sprachen" | "spricht" | "sprechen");
    if matches!(passage.word(before), "von" | "vom") && (before.saturating_sub(5)..before).any(speaks) {
        return false;
    }
    let told = passage.shaped(before, Shape::Lower) && passage.is(before, Tags::SPEECH);
    let talks = before > 0 && matches!(passage.word(before - 1), "Interview" | "Gespräch");
    let talks = talks || before > 0 && passage.word(before) == "mit" && passage.is(before - 1, Tags::SPEECH);
    if article && (told || matches!(passage.word(before), "gegenüber" | "Gegenüber") || link && talks) {
        return true;
    }
    let Some(noun) = before.checked_sub(usize::from(link)).filter(|_| article || link) else { return false };
    // "Ida Kruse von der „Aktion Möwe“".
    let full = link && noun > 0 && passage.tokens[noun - 1].is_capital() && passage.is(noun - 1, Tags::GIVEN);
    passage.tokens[noun].is_capital() && (full || passage.is(noun, Tags::ROLE | Tags::PEOPLE | Tags::SURNAME))
}

/// Whether a role stands before the genitive article at `at`: "Sprecher der".
fn noun_of_people_before(passage: &Passage, at: usize) -> bool {
    let role = |at: usize| passage.tokens[at].is_capital() && passage.is(at, Tags::ROLE);
    at > 0 && matches!(passage.word(at), "der" | "des") && role(at - 1)
}

/// Whether the word at `at` is a definite article, with or without a preposition, or an adjective behind one.
pub fn is_definite(passage: &Passage, mut at: usize) -> bool {
    while at > 0
        && passage.shaped(at, Shape::Lower)
        && !passage.is(at, Tags::FUNCTION)
        && passage.word(at).ends_with(['e', 'n', 'r', 's', 'm'])
    {
        at -= 1;
    }
    matches!(
        passage.word(at).to_lowercase().as_str(),
        "der"
            | "die"
            | "das"
            | "dem"
            | "den"
            | "des"
            | "im"
            | "am"
            | "vom"
            | "beim"
            | "zur"
            | "zum"
            | "laut"
            | "von"
            | "in"
    )
}

/// Whether the stretch is the subject of its clause without an article, as only names are: "teilte mit, „Seestern“ habe
/// angelegt", "„Seestern“ legte ab".
fn acts(passage: &Passage, pair: &Pair) -> bool {
    let opens = pair.open.checked_sub(1).is_none_or(|before| {
        matches!(passage.tokens[before].shape, Shape::Comma | Shape::Stop) || passage.word(before) == "dass"
    });
    let verb = |at: usize| passage.shaped(at, Shape::Lower) && passage.is(at, Tags::FINITE);
    let calls = |at: usize| passage.is(at, Tags::SPEECH | Tags::REPORT);
    let joins = |at: usize| {
        matches!(passage.word(at), "sei" | "ist" | "war" | "seien" | "wäre" | "hat" | "hatte" | "haben" | "stand")
    };
    let noun = pair.inner().all(|at| passage.tokens[at].is_capital());
    let next = pair.end;
    // "„Parkplätze“ dürfe es dort nicht geben".
    let object = passage.is(next + 1, Tags::SUBJECT);
    match speech::words(passage, pair) {
        1 => opens && noun && verb(next) && !calls(next) && !joins(next) && !object,
        // "„Ärzte ohne Eile“ kritisierte die Wahl."
        2..5 => opens && is_title_like(passage, pair) && verb(next) && calls(next) && !has_speaker(passage, next + 1),
        _ => false,
    }
}

/// Whether what stands behind the verb before the next mark can be who speaks.
fn has_speaker(passage: &Passage, from: usize) -> bool {
    let person = Tags::ROLE | Tags::PEOPLE | Tags::BODY | Tags::GIVEN | Tags::UTTERANCE;
    let rest = from..passage.tokens.len();
    let mut rest = rest.take_while(|&at| passage.tokens[at].is_word());
    rest.any(|at| {
        let token = &passage.tokens[at];
        let known = token.tags.without(Tags::WORD | Tags::DEMONYM | Tags::SURNAME | Tags::NAME);
        let unknown = token.is_capital() && known == Tags::NONE;
        let bare = !passage.is(at - 1, Tags::DETERMINER | Tags::POSSESSIVE | Tags::PREPOSITION);
        token.is(Tags::SUBJECT) || token.is_capital() && token.is(person) || unknown && bare
    })
}

/// Whether the words on its two sides call the stretch by a name: "heißt „Sturm“", "wird „Sturm“ heißen", "laut „hafen
/// aktuell“", "unter „Heimat“ versteht er".
fn is_called_around(passage: &Passage, pair: &Pair) -> bool {
    let before = pair.open.checked_sub(1).map_or("", |before| passage.word(before));
    let behind = passage.tokens.get(pair.end).map_or("", |next| next.of(passage.text));
    let says = pair.inner().any(|at| passage.shaped(at, Shape::Lower) && passage.is(at, Tags::FINITE));
    let short = speech::words(passage, pair) < 5 && !says;
    let called = matches!(before, "heißt" | "hieß" | "heißen" | "hießen") || matches!(behind, "heißen" | "getauft");
    let source = matches!(before, "laut" | "Laut" | "gegenüber" | "Gegenüber") || behind == "zufolge";
    let meant = matches!(before, "unter" | "Unter") && behind.starts_with("versteh");
    short && (called || source || meant)
}

/// Whether the stretch is a noun with what hangs on it, which a verb of saying in its clause has for an object: "rügte die
/// „Arroganz der Macht“".
fn is_object(passage: &Passage, pair: &Pair) -> bool {
    let mut inner = pair.inner().skip(1);
    let hangs =
        inner.any(|at| passage.shaped(at, Shape::Lower) && passage.is(at, Tags::DETERMINER | Tags::PREPOSITION));
    let clause = (0..pair.open).rev().take_while(|&at| passage.tokens[at].is_word());
    let mut verbs = clause.filter(|&at| passage.shaped(at, Shape::Lower) && passage.is(at, Tags::FINITE));
    // "erklärte der neue „Rat der Weisen“", "die Arbeit von „Hilfe für alle“".
    let subject = |verb: usize| passage.word(verb + 1) == "der";
    let owner = pair.open > 0 && passage.word(pair.open - 1) == "von";
    let says = |verb: usize| passage.is(verb, Tags::SPEECH | Tags::REPORT) && !subject(verb);
    hangs && !owner && verbs.next().is_some_and(says)
}

/// Whether the stretch begins with a capital article or the like in mid-sentence and says nothing: a title. A few words of
/// somebody's would begin with a small letter there.
fn is_bare_title(passage: &Passage, pair: &Pair) -> bool {
    let Some(before) = pair.open.checked_sub(1) else { return false };
    let token = &passage.tokens[before];
    let inner = pair.inner();
    let says = |at: usize| passage.shaped(at, Shape::Lower) && passage.is(at, Tags::FINITE | Tags::SUBJECT);
    let inside = token.shape == Shape::Lower && !token.is(Tags::SPEECH)
        || token.is_capital() && token.is(Tags::ROLE | Tags::PEOPLE | Tags::GIVEN | Tags::SURNAME);
    let ends = !matches!(passage.tokens[inner.end - 1].shape, Shape::Stop | Shape::Mark | Shape::Comma);
    inside
        && ends
        && passage.shaped(inner.start, Shape::Title)
        && passage.is(inner.start, Tags::DETERMINER | Tags::PREPOSITION)
        && speech::words(passage, pair) < 8
        && !inner.clone().any(says)
}

/// Whether the stretch is written like a title: it begins with a capital and has no small word but prepositions and the
/// like.
fn is_title_like(passage: &Passage, pair: &Pair) -> bool {
    let small = |at: usize| passage.shaped(at, Shape::Lower);
    let linking = Tags::PREPOSITION | Tags::DETERMINER | Tags::CONJUNCTION;
    !small(pair.inner().start)
        && pair.inner().all(|at| passage.tokens[at].is_word() && (!small(at) || passage.is(at, linking)))
}

/// Whether the stretch is a lone given name or a noun with a number, as ships, storms and models have: "„Berta“ zog ab",
/// "kündigte „Fenster 9“ an".
fn is_designation(passage: &Passage, pair: &Pair) -> bool {
    let inner = pair.inner();
    let name = |at: usize| passage.tokens[at].shape == Shape::Title;
    let mut tokens = inner.clone();
    match (tokens.next(), tokens.next(), tokens.next()) {
        (Some(only), None, None) => name(only) && passage.is(only, Tags::GIVEN) && !passage.is(only, Tags::WORD),
        (Some(noun), Some(number), None) => name(noun) && passage.shaped(number, Shape::Number),
        _ => false,
    }
}

/// "„Stille Wasser“ ist der Titel ihres Buches."
fn is_called_a_name(passage: &Passage, pair: &Pair) -> bool {
    let next = pair.end;
    let noun = next + 2;
    passage.shaped(next, Shape::Lower)
        && matches!(passage.word(next), "ist" | "war" | "lautet" | "lautete")
        && passage.is(next + 1, Tags::DETERMINER)
        && noun < passage.tokens.len()
        && ["name", "titel", "motto"].iter().any(|name| passage.word(noun).to_lowercase().ends_with(name))
}
