//! German nouns that are no names: every noun has a capital there, but a common one stands behind an article somewhere.

use rustc_hash::FxHashSet;

use super::name::Candidate;
use crate::draft::{Draft, Shape};
use crate::lexicon::Tags;
use crate::lexicon::names::{Commonness, Entry};

/// Leaves what names a person among the `candidates` of a German draft: no articles in them, and no lone noun that the
/// draft writes with an article elsewhere, unless it is the surname in a full name.
pub fn leave_names(draft: &Draft, candidates: &mut Vec<Candidate>) {
    candidates.retain_mut(|candidate| cut_articles(draft, candidate));
    let nouns = common_nouns(draft);
    let full = candidates.iter().filter(|candidate| candidate.parts.len() > 1 || candidate.titled);
    let surnames: FxHashSet<String> = full.filter_map(|candidate| candidate.parts.last().cloned()).collect();
    candidates.retain(|candidate| match &candidate.parts[..] {
        [noun] => candidate.titled || surnames.contains(noun) || !nouns.contains(noun.as_str()),
        _ => true,
    });
}

/// Whether a word is an article, or a preposition with one in it: no name has it but behind "von" and the like.
fn is_article(word: &str) -> bool {
    matches!(
        word,
        "der"
            | "die"
            | "das"
            | "den"
            | "dem"
            | "des"
            | "Der"
            | "Die"
            | "Das"
            | "Den"
            | "Dem"
            | "Des"
            | "Zur"
            | "Zum"
            | "Im"
            | "Am"
    )
}

/// Cuts "Jan Berg der Zeitung" to "Jan Berg" and "Der Schweizer Jan Berg" to "Jan Berg"; `false` where no name is left, as
/// of "Der Müller".
fn cut_articles(draft: &Draft, candidate: &mut Candidate) -> bool {
    let block = &draft.blocks[candidate.block];
    let tokens = &block.prose.tokens;
    let word = |at: usize| tokens[at].of(block.text());
    let (start, end) = (candidate.tokens.start, candidate.tokens.end);
    let first = match is_article(word(start)) {
        true => (start + 1..end - 1).find(|&at| tokens[at].is(Tags::GIVEN)),
        false => Some(start),
    };
    let Some(first) = first else { return false };
    // "Nach Angaben von Petersen": what stands before "von" is a given name, or belongs to no name.
    let is_given = |at: usize| {
        // An initial is one too.
        let word = word(at);
        tokens[at].is(Tags::GIVEN) || Entry::of(word).given() > Commonness::Never || word.chars().count() <= 2
    };
    let von = (first + 1..end - 1).find(|&at| word(at) == "von");
    let first = von.filter(|&von| !(first..von).any(is_given)).map_or(first, |von| von + 1);
    let article = (first + 1..end)
        .find(|&at| tokens[at].shape == Shape::Lower && is_article(word(at)) && !tokens[at - 1].is(Tags::PARTICLE));
    let end = article.unwrap_or(end);
    if (first, end) != (start, candidate.tokens.end) {
        candidate.parts = (first..end).filter(|&at| tokens[at].is_word()).map(|at| word(at).to_owned()).collect();
        candidate.tokens = first..end;
    }
    true
}

/// The words with a capital that stand behind an article, or an adjective behind one, anywhere in the draft.
fn common_nouns(draft: &Draft) -> FxHashSet<&str> {
    let mut nouns = FxHashSet::default();
    for block in &draft.blocks {
        let tokens = &block.prose.tokens;
        let mut articled = false;
        for token in tokens {
            let word = token.of(block.text());
            if token.is(Tags::DETERMINER | Tags::POSSESSIVE)
                || matches!(word, "im" | "am" | "zum" | "zur" | "vom" | "beim" | "ins")
            {
                articled = true;
            } else if articled && token.is_capital() {
                nouns.insert(word);
                articled = false;
            } else {
                // "das morsche Holz".
                let adjective = token.shape == Shape::Lower && word.ends_with(['e', 'n', 'r', 's', 'm']);
                articled &= adjective && !token.is(Tags::FUNCTION);
            }
        }
    }
    nouns
}
