//! German nouns that are no names, and names in the genitive: every noun has a capital there, and no apostrophe stands
//! before the "s" of a name.

use rustc_hash::FxHashSet;

use super::identity::Identity;
use super::name::Candidate;
use super::person::{Mention, MentionKind};
use super::variant;
use crate::draft::{Draft, Shape};
use crate::lexicon::Tags;
use crate::lexicon::names::{Commonness, Entry};
use crate::text::{Span, fold};

/// A name in the genitive: "Petersens".
pub struct Genitive<'d> {
    block: usize,
    /// Without the "s".
    span: Span,
    parts: Vec<&'d str>,
    quoted: bool,
}

/// Leaves what names a person among the `candidates` of a German draft: no articles in them, and no lone noun that the
/// draft writes with an article elsewhere or that nobody bears, unless it is the surname in a full name or a slip for one.
/// Gives back the names in the genitive. `quoted` holds the spans of the source that stand in quotation marks, in order.
pub fn leave_names<'d>(draft: &'d Draft, candidates: &mut Vec<Candidate<'d>>, quoted: &[Span]) -> Vec<Genitive<'d>> {
    candidates.retain_mut(|candidate| cut_articles(draft, candidate));
    let genitives = take_genitives(draft, candidates, quoted);
    let nouns = common_nouns(draft);
    let full = candidates.iter().filter(|candidate| candidate.parts.len() > 1 || candidate.titled);
    let surnames: FxHashSet<&str> = full.filter_map(|candidate| candidate.parts.last().copied()).collect();
    let is_borne = |noun: &str| {
        Entry::of(noun).as_name() > Commonness::Never
            || surnames.iter().any(|surname| variant::difference(noun, surname).is_some())
    };
    candidates.retain(|candidate| match &candidate.parts[..] {
        [noun] => candidate.titled || surnames.contains(noun) || !nouns.contains(&fold(noun)) && is_borne(noun),
        _ => true,
    });
    genitives
}

/// Finds the genitives of the names that the `candidates` give in full or with a title, and takes the candidates that begin
/// with one: "Petersens Hund". `quoted` holds the spans of the source that stand in quotation marks, in order.
fn take_genitives<'d>(draft: &'d Draft, candidates: &mut Vec<Candidate<'d>>, quoted: &[Span]) -> Vec<Genitive<'d>> {
    let names: FxHashSet<Vec<&str>> = candidates.iter().map(|candidate| candidate.parts.clone()).collect();
    let full = candidates.iter().filter(|candidate| candidate.parts.len() > 1 || candidate.titled);
    let surnames: FxHashSet<&str> = full.filter_map(|candidate| candidate.parts.last().copied()).collect();
    let mut genitives = Vec::new();
    let mut taken: FxHashSet<(usize, usize)> = FxHashSet::default();
    for (index, block) in draft.blocks.iter().enumerate() {
        let tokens = &block.prose.tokens;
        for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.is_capital()) {
            let word = token.of(block.text());
            let Some(stem) = word.strip_suffix('s').filter(|stem| surnames.contains(stem)) else { continue };
            // "Ole Petersens Hund".
            let given = at.checked_sub(1).filter(|&given| tokens[given].is_capital());
            let full = given.map(|given| vec![tokens[given].of(block.text()), stem]);
            let full = full.filter(|parts| names.contains(parts));
            // "Peters" may be a name of its own.
            if full.is_none() && surnames.contains(word) {
                continue;
            }
            let first = if full.is_some() { at - 1 } else { at };
            let within = block.prose.span(first..at + 1);
            let span = block.source(Span::new(within.start, within.end - 1));
            let near = quoted.partition_point(|quote| quote.end <= span.start);
            let inside = quoted.get(near).is_some_and(|quote| quote.covers(span));
            let parts = full.unwrap_or_else(|| vec![stem]);
            genitives.push(Genitive { block: index, span, parts, quoted: inside });
            taken.insert((index, at));
        }
    }
    candidates.retain(|candidate| !candidate.tokens.clone().any(|at| taken.contains(&(candidate.block, at))));
    genitives
}

/// The mentions that the genitives are, each with its person by index: the only one who bears the name.
pub fn mentions(genitives: &[Genitive], candidates: &[Candidate], people: &[Identity]) -> Vec<(usize, Mention)> {
    let bears = |person: &Identity, parts: &[&str]| {
        person.candidates.iter().any(|&candidate| {
            let name = &candidates[candidate].parts;
            name == parts || parts.len() == 1 && name.last() == parts.last()
        })
    };
    let only = |genitive: &Genitive| {
        let mut found = (0..people.len()).filter(|&person| bears(&people[person], &genitive.parts));
        found.next().filter(|_| found.next().is_none())
    };
    let mention = |genitive: &Genitive| {
        let &Genitive { block, span, quoted, .. } = genitive;
        Some((only(genitive)?, Mention { span, block, kind: MentionKind::Name, quoted }))
    };
    genitives.iter().filter_map(mention).collect()
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
fn cut_articles<'d>(draft: &'d Draft, candidate: &mut Candidate<'d>) -> bool {
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
        candidate.parts = (first..end).filter(|&at| tokens[at].is_word()).map(word).collect();
        candidate.tokens = first..end;
        // "Nach Angaben von Petersen": what was cut off says nothing of the name.
        if candidate.parts.len() == 1 && first > start {
            candidate.weight = if tokens[first].is(Tags::GIVEN | Tags::SURNAME) { 3 } else { 0 };
        }
    }
    true
}

/// The words with a capital that stand behind an article or an adjective anywhere in the draft, folded: "Häfen" is out with
/// "der Hafen".
fn common_nouns(draft: &Draft) -> FxHashSet<String> {
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
                nouns.insert(fold(word));
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
