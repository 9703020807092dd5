//! Whether a word that may be a verb of speech is one where it stands.

use super::phrase::Passage;
use super::speaker::is_plural;
use crate::draft::Shape;
use crate::lexicon::Tags;

/// How many words from `at` are a verb of speech together: "[wanted to] know,", "used the words".
pub fn phrasal(passage: &Passage, at: usize, end: usize) -> Option<usize> {
    let word = |at: usize| if at < end { passage.word(at) } else { "" };
    match passage.word(at) {
        "know" => {
            let wanted = at > 1 && word(at - 1) == "to" && matches!(word(at - 2), "wanted" | "wants" | "want");
            let asks = passage.tokens.get(at + 1).is_some_and(|next| !next.is_word());
            (wanted && asks).then_some(1)
        }
        "used" | "uses" | "use" => {
            let words = matches!(word(at + 2), "word" | "words" | "phrase" | "term" | "expression" | "slogan");
            (words && passage.is(at + 1, Tags::DETERMINER)).then_some(3)
        }
        _ => None,
    }
}

/// Whether a word that may be a verb of speech is a noun or an adjective behind the token `previous`: "the claim", "his
/// stated aim", "in response", "pep talks", "Gray's remarks".
pub fn is_noun_here(passage: &Passage, previous: usize, at: usize, floor: usize) -> bool {
    let before = &passage.tokens[previous];
    let token = &passage.tokens[at];
    let determined = before.is(Tags::DETERMINER | Tags::POSSESSIVE) && !before.is(Tags::SUBJECT | Tags::RELATIVE);
    let governed = before.is(Tags::PREPOSITION) && before.shape == Shape::Lower && passage.word(previous) != "to";
    let counted = token.is(Tags::NOUN) && before.is(Tags::DETERMINER);
    if (determined || governed || counted) && !token.is(Tags::GERUND) {
        return true;
    }
    if !token.is(Tags::NOUN) {
        return false;
    }
    // "“…,” the owners state in their letter": nothing but the subject stands between the quote and the verb.
    let behind_quote = floor > 0
        && passage.shaped(floor - 1, Shape::Mark)
        && is_plural(passage, &(floor..at))
        && at - floor <= 4
        && passage.is(floor, Tags::DETERMINER);
    // "“…,” claims writer Ann Gray", "“…,” quips Gray"
    let inverted = before.shape == Shape::Mark
        && (passage.is(at + 1, Tags::ROLE | Tags::PEOPLE | Tags::HONORIFIC) || passage.is_name_part(at + 1));
    if behind_quote || inverted {
        return false;
    }
    let beside_speaker =
        before.is(Tags::SUBJECT | Tags::ROLE | Tags::PEOPLE | Tags::BODY | Tags::ADVERB | Tags::RELATIVE)
            || before.is(Tags::AUXILIARY | Tags::CONJUNCTION)
            || passage.word(previous) == "to"
            || before.is_capital()
            || !before.is_word() && before.shape != Shape::Clitic;
    let goes_on = passage.tokens.get(at + 1).is_some_and(|next| {
        matches!(next.shape, Shape::Mark | Shape::Comma | Shape::Colon | Shape::Stop)
            || next.is(Tags::SUBORDINATOR | Tags::DETERMINER | Tags::SUBJECT | Tags::OBJECT | Tags::POSSESSIVE)
            // "Gray calls Holt", "Gray blasts Holt"
            || token.is(Tags::REPORT) && next.is_capital()
    });
    !beside_speaker || !goes_on && !before.is(Tags::SUBJECT)
}
