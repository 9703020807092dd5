//! Whether two wordings are the same words to a reader: "colour" and "color", "twelve" and "12", "don't" and "do not".
//!
//! Both are written out in one way and compared letter by letter. The way is none that anyone would print.

use crate::lexicon::letters::is_apostrophe;
use crate::text::fold;

/// Whether a reader takes `one` and `other` for the same words: joined or apart ("co-operate" and "cooperate", "any more" and
/// "anymore"), in figures or not ("twenty-five per cent" and "25 %"), in British or American spelling, with "ß" or "ss",
/// shortened as people speak or in full ("we're" and "we are"), with an "uh" or without.
pub fn reads_alike(one: &str, other: &str) -> bool {
    one == other || {
        let (one, other) = (readings(one), readings(other));
        one.iter().any(|reading| other.contains(reading))
    }
}

/// How many bytes of `rest`, what stands behind a word, belong to it: "'s", "%", " %".
pub fn tail(rest: &str) -> usize {
    // A bare apostrophe may be a mark that closes.
    let short = rest.strip_prefix(is_apostrophe).filter(|letters| letters.starts_with(char::is_alphabetic));
    if let Some(letters) = short {
        return rest.len() - letters.trim_start_matches(char::is_alphabetic).len();
    }
    let behind = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    behind.strip_prefix('%').map_or(0, |behind| rest.len() - behind.len())
}

/// What "'s" and "'d" may be short for; in the end as they are written.
const SHORT: [[&str; 2]; 4] = [["is", "would"], ["has", "had"], ["es", "es"], ["s", "d"]];

/// `text` written out; in several ways where something in it is short for one or the other.
fn readings(text: &str) -> Vec<String> {
    let several = text.contains(is_apostrophe);
    SHORT.iter().take(if several { SHORT.len() } else { 1 }).map(|short| written_out(text, short)).collect()
}

fn written_out(text: &str, short: &[&str; 2]) -> String {
    let mut words = Vec::new();
    each(text, |word| full(word, short, &mut words));
    numbers(&words)
}

/// Calls `word` with each word and number of `text`, in small letters and with straight apostrophes.
fn each(text: &str, mut word: impl FnMut(&str)) {
    let mut letters = String::new();
    let mut chars = text.chars().peekable();
    let mut digits = false;
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let inside = !letters.is_empty() && next.is_some_and(char::is_alphanumeric);
        let mark = inside && (is_apostrophe(c) || digits && matches!(c, '.' | ','));
        if c.is_alphanumeric() {
            // "2m", "9am"
            if digits && c.is_alphabetic() {
                word(&letters);
                letters.clear();
            }
            digits = c.is_numeric();
            letters.extend(c.to_lowercase());
        } else if mark && (is_apostrophe(c) || next.is_some_and(char::is_numeric)) {
            letters.push(if is_apostrophe(c) { '\'' } else { c });
        } else {
            if !letters.is_empty() {
                word(&letters);
                letters.clear();
            }
            digits = false;
            match c {
                '%' => word("percent"),
                '&' => word("and"),
                _ => {}
            }
        }
    }
    if !letters.is_empty() {
        word(&letters);
    }
}

/// What is said while thinking, and left out where it is quoted.
const FILLERS: [&str; 7] = ["uh", "um", "erm", "uhm", "hmm", "äh", "ähm"];

/// Adds `word` to `words` in full, each of them in one spelling.
fn full(word: &str, [is, would]: &[&str; 2], words: &mut Vec<String>) {
    if FILLERS.contains(&word) {
        return;
    }
    if is_figures(word) {
        words.push(word.to_owned());
        return;
    }
    let (stem, rest) = match word.split_once('\'') {
        Some((stem, "t")) if stem.ends_with('n') => match stem {
            "can" => ("can", "not"),
            "won" => ("will", "not"),
            "shan" => ("shall", "not"),
            _ => (&stem[..stem.len() - 1], "not"),
        },
        Some((stem, "re")) => (stem, "are"),
        Some((stem, "ve")) => (stem, "have"),
        Some((stem, "ll")) => (stem, "will"),
        Some((stem, "m")) => (stem, "am"),
        Some((stem, "s")) => (stem, *is),
        Some((stem, "d")) => (stem, *would),
        Some((stem, rest)) => (stem, rest),
        None => match word {
            "gonna" => ("going", "to"),
            "wanna" => ("want", "to"),
            "gotta" => ("got", "to"),
            "alright" => ("all", "right"),
            "prozent" => ("percent", ""),
            _ => (word, ""),
        },
    };
    words.extend([stem, rest].iter().filter(|word| !word.is_empty()).map(|word| spelt(word)));
}

/// Words that British and American English spell otherwise by no rule, by their beginnings.
const TWO_SPELLINGS: [(&str, &str); 18] = [
    ("afterwards", "afterward"),
    ("ageing", "aging"),
    ("aluminium", "aluminum"),
    ("artefact", "artifact"),
    ("cheque", "check"),
    ("draught", "draft"),
    ("grey", "gray"),
    ("jewellery", "jewelry"),
    ("judgement", "judgment"),
    ("mould", "mold"),
    ("moustache", "mustache"),
    ("plough", "plow"),
    ("practise", "practice"),
    ("pyjama", "pajama"),
    ("sceptic", "skeptic"),
    ("towards", "toward"),
    ("tyre", "tire"),
    ("whiskey", "whisky"),
];

/// Letters for which American English has others, wherever they stand.
const AMERICAN: [(&str, &str); 17] = [
    ("ise", "ize"),
    ("isi", "izi"),
    ("isa", "iza"),
    ("yse", "yze"),
    ("ysi", "yzi"),
    ("ence", "ense"),
    ("ogue", "og"),
    ("mme", "m"),
    ("aem", "em"),
    ("paed", "ped"),
    ("aesth", "esth"),
    ("archae", "arche"),
    ("noeuv", "neuv"),
    ("foet", "fet"),
    ("oestr", "estr"),
    ("rrhoea", "rrhea"),
    ("mediaev", "mediev"),
];

/// Letters for which it has others behind so many: "colour" and not "mourn", "travelling" and not "filling".
const AMERICAN_BEHIND: [(usize, &str, &str); 2] = [(2, "our", "or"), (4, "ll", "l")];

/// The same at the end: "centre", "fibres", "manoeuvred".
const AMERICAN_ENDINGS: [(&str, &str); 3] = [("re", "er"), ("res", "ers"), ("red", "ered")];

/// Shorter words are the same on both sides of the Atlantic: "rise", "four".
const SHORTEST: usize = 5;

/// The last of the letters that Latin alphabets add to A to Z.
const LAST_LATIN: char = '\u{24f}';

/// `word` in one spelling, whichever it has: American, after the German reform, without accents.
fn spelt(word: &str) -> String {
    // What other scripts tell apart has the same letters in Latin ones: 他 and 她.
    if word.chars().any(|c| c > LAST_LATIN) {
        return word.to_owned();
    }
    // A reader of German sees other words there: "schon" and "schön".
    let plain = fold(&word.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue"));
    let two = TWO_SPELLINGS.iter().find_map(|(british, american)| Some((american, plain.strip_prefix(british)?)));
    let mut plain = two.map_or(plain.clone(), |(american, rest)| format!("{american}{rest}"));
    if plain.len() < SHORTEST {
        return plain;
    }
    for (behind, british, american) in AMERICAN_BEHIND {
        plain = format!("{}{}", &plain[..behind], plain[behind..].replace(british, american));
    }
    for (british, american) in AMERICAN {
        plain = plain.replace(british, american);
    }
    for (british, american) in AMERICAN_ENDINGS {
        if let Some(stem) = plain.strip_suffix(british).filter(|stem| stem.ends_with(['b', 't', 'v'])) {
            return format!("{stem}{american}");
        }
    }
    plain
}

/// `words` as one, with figures for numbers.
fn numbers(words: &[String]) -> String {
    let mut written = String::new();
    let mut rest = words;
    while let Some((word, behind)) = rest.split_first() {
        if let Some((number, behind)) = number(rest) {
            written += &(number.value / THOUSANDTHS).to_string();
            if number.value % THOUSANDTHS > 0 {
                written += &format!(".{:03}", number.value % THOUSANDTHS);
            }
            written += if number.ordinal { "th" } else { "" };
            rest = behind;
        } else {
            written += word;
            rest = behind;
        }
    }
    written
}

/// How many, or which one: "two", "second".
#[derive(Clone, Copy)]
struct Number {
    /// In thousandths.
    value: u64,
    ordinal: bool,
}

const THOUSANDTHS: u64 = 1_000;

/// The number with which `words` begin, and the words behind it.
fn number(words: &[String]) -> Option<(Number, &[String])> {
    let scale = |words: &[String], figures: bool| {
        let word = words.first()?;
        let known = SCALES.iter().find(|(names, _)| names.contains(&word.as_str()));
        let short = SHORT_SCALES.iter().find(|(name, _)| figures && name == word);
        known.map(|(_, scale)| *scale).or(short.map(|(_, scale)| *scale))
    };
    let (first, behind) = words.split_first()?;
    let figures = is_figures(first);
    let (mut number, mut rest) = match small(first) {
        Some(value) => (Number { value: value * THOUSANDTHS, ordinal: false }, behind),
        None if figures => (Number { value: fraction(first)?, ordinal: false }, behind),
        None if ONE.contains(&first.as_str()) && scale(behind, false).is_some() => {
            (Number { value: THOUSANDTHS, ordinal: false }, behind)
        }
        None => (Number { value: ordinal(first)? * THOUSANDTHS, ordinal: true }, behind),
    };
    let tens = 10 * THOUSANDTHS;
    if !figures && (2 * tens..10 * tens).contains(&number.value) && number.value % tens == 0 && !number.ordinal {
        let unit = rest.first().and_then(|word| Some((small(word).or(ordinal(word))?, ordinal(word).is_some())));
        if let Some((unit @ 1..=9, ordinal)) = unit.filter(|_| !is_figures(&rest[0])) {
            number = Number { value: number.value + unit * THOUSANDTHS, ordinal };
            rest = &rest[1..];
        }
    }
    while let Some(scale) = scale(rest, figures) {
        number.value = number.value.saturating_mul(scale);
        rest = &rest[1..];
    }
    if figures && rest.first().is_some_and(|word| ["st", "nd", "rd", "th"].contains(&word.as_str())) {
        number.ordinal = true;
        rest = &rest[1..];
    }
    Some((number, rest))
}

/// The number that `word` says by itself, in figures or not.
fn small(word: &str) -> Option<u64> {
    if is_figures(word) {
        let mut groups = word.split([',', '.']);
        groups.next();
        // "1,000"
        let whole = groups.all(|group| group.len() == 3);
        return whole.then(|| word.replace([',', '.'], "").parse().ok()).flatten().filter(|_| word.len() < 16);
    }
    let at = |list: &[[&str; 2]], word: &str| list.iter().position(|names| names.contains(&word)).map(|at| at as u64);
    at(&NUMBERS, word).or_else(|| Some(10 * (at(&TENS, word)? + 2))).or_else(|| {
        // "zweitausend", "fuenfundzwanzig"
        let scaled = [("hundert", 100), ("tausend", 1_000)]
            .iter()
            .find_map(|(name, scale)| Some(at(&NUMBERS, word.strip_suffix(name)?)? * scale));
        if scaled.is_some() {
            return scaled;
        }
        let (unit, ten) = word.split_once("und")?;
        let unit = if unit == "ein" { 1 } else { at(&NUMBERS, unit).filter(|unit| (1..10).contains(unit))? };
        Some(unit + 10 * (at(&TENS, ten)? + 2))
    })
}

/// The thousandths that "1.5" or "0,75" says.
fn fraction(word: &str) -> Option<u64> {
    let (whole, part) = word.split_once([',', '.']).filter(|(whole, part)| whole.len() < 13 && part.len() < 3)?;
    let part: u64 = format!("{part:0<3}").parse().ok()?;
    Some(whole.parse::<u64>().ok()? * THOUSANDTHS + part)
}

fn is_figures(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

fn ordinal(word: &str) -> Option<u64> {
    ORDINALS.iter().position(|ordinal| *ordinal == word).map(|at| at as u64 + 1)
}

const ORDINALS: [&str; 12] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
];

const SCALES: [([&str; 3], u64); 4] = [
    (["hundred", "hundert", "hundred"], 100),
    (["thousand", "tausend", "thousand"], 1_000),
    (["million", "millionen", "mio"], 1_000_000),
    (["billion", "milliarden", "mrd"], 1_000_000_000),
];

/// What stands behind figures: "2m", "3bn".
const SHORT_SCALES: [(&str, u64); 3] = [("m", 1_000_000), ("mn", 1_000_000), ("bn", 1_000_000_000)];

/// What may stand for one before a hundred or more.
const ONE: [&str; 4] = ["a", "an", "ein", "eine"];

/// In English and in German, [spelt] in one way.
const NUMBERS: [[&str; 2]; 20] = [
    ["zero", "null"],
    ["one", "eins"],
    ["two", "zwei"],
    ["three", "drei"],
    ["four", "vier"],
    ["five", "fuenf"],
    ["six", "sechs"],
    ["seven", "sieben"],
    ["eight", "acht"],
    ["nine", "neun"],
    ["ten", "zehn"],
    ["eleven", "elf"],
    ["twelve", "zwoelf"],
    ["thirteen", "dreizehn"],
    ["fourteen", "vierzehn"],
    ["fifteen", "fuenfzehn"],
    ["sixteen", "sechzehn"],
    ["seventeen", "siebzehn"],
    ["eighteen", "achtzehn"],
    ["nineteen", "neunzehn"],
];

const TENS: [[&str; 2]; 8] = [
    ["twenty", "zwanzig"],
    ["thirty", "dreissig"],
    ["forty", "vierzig"],
    ["fifty", "fuenfzig"],
    ["sixty", "sechzig"],
    ["seventy", "siebzig"],
    ["eighty", "achtzig"],
    ["ninety", "neunzig"],
];

#[cfg(test)]
mod tests {
    use super::{reads_alike, tail};

    #[test]
    fn a_closing_mark_is_no_part_of_a_word() {
        for (rest, belongs) in
            [("'s shop", "'s"), ("’re late", "’re"), ("' he said", ""), ("’,” she", ""), (" % of", " %")]
        {
            assert_eq!(&rest[..tail(rest)], belongs, "{rest}");
        }
    }

    #[test]
    fn some_words_are_written_in_two_ways() {
        for (one, other) in [
            ("co-operate", "cooperate"),
            ("any more", "anymore"),
            ("Twenty-five per cent", "25 percent"),
            ("100%", "a hundred percent"),
            ("twenty", "20"),
            ("nineteen ninety", "1990"),
            ("the twenty-first", "the 21st"),
            ("1,000 boats", "one thousand boats"),
            ("£2m", "2 million"),
            ("1.5 million", "1.5m"),
            ("fünfundzwanzig Prozent", "25 %"),
            ("2.000 Euro", "zweitausend Euro"),
            ("uh, the bridge", "the bridge"),
            ("um", ""),
            ("red,green boats", "red green boats"),
            ("7/9 boats", "7 9 boats"),
            ("salt & pepper", "salt and pepper"),
            ("colours of our neighbours", "colors of our neighbors"),
            ("realised", "realized"),
            ("the theatre centred on travelling sceptics", "the theater centered on traveling skeptics"),
            ("leukaemia", "leukemia"),
            ("manoeuvre", "maneuver"),
            ("defence programme", "defense program"),
            ("Straße", "Strasse"),
            ("daß", "dass"),
            ("über", "ueber"),
            ("café", "cafe"),
            ("we’re here", "we are here"),
            ("don't", "do not"),
            ("can't", "cannot"),
            ("won’t", "will not"),
            ("it's a pity", "it is a pity"),
            ("it's been", "it has been"),
            ("he'd seen", "he had seen"),
            ("he'd see", "he would see"),
            ("teacher’s", "teachers’"),
            ("geht's", "geht es"),
            ("gonna", "going to"),
        ] {
            assert!(reads_alike(one, other), "{one} / {other}");
            assert!(reads_alike(other, one), "{other} / {one}");
        }
        for (one, other) in [
            ("five", "four"),
            ("twenty one", "201"),
            ("1.5 million", "15 million"),
            ("one bridge", "two bridges"),
            ("the", ""),
            ("he is gone", "he has gone"),
            ("do", "do not"),
            ("morning", "mourning"),
            ("filled", "filed"),
            ("schon", "schön"),
            ("他", "她"),
            ("Michel", "Michael"),
            ("second", "2"),
        ] {
            assert!(!reads_alike(one, other), "{one} / {other}");
        }
    }
}
