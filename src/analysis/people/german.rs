//! German nouns that are no names, and names in the genitive: every noun has a capital there, and no apostrophe stands
//! before the "s" of a name.

use rustc_hash::{FxHashMap, FxHashSet};

use super::candidate::{Candidate, Placed};
use super::identity::Identity;
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
    name: Called<'d>,
    quoted: bool,
}

/// A surname, and the given name if it stands right before it.
type Called<'d> = (Option<&'d str>, &'d str);

/// A noun is held against no more surnames of one [key](variant::keys) than these. No article
/// has so many.
const CROWD: usize = 64;

/// Leaves what names a person among the `candidates` of a German draft: no lone noun that the draft writes with an article
/// elsewhere or that nobody bears, unless it is the surname in a full name or a slip for one.
/// Gives back the names in the genitive. `quoted` holds the spans of the source that stand in quotation marks, in order.
pub fn leave_names<'d>(draft: &'d Draft, candidates: &mut Vec<Placed>, quoted: &[Span]) -> Vec<Genitive<'d>> {
    let genitives = take_genitives(draft, candidates, quoted);
    let nouns = common_nouns(draft);
    let surnames = surnames(candidates);
    let mut near: FxHashMap<u64, Vec<&str>> = FxHashMap::default();
    for surname in &surnames {
        for key in variant::keys(&fold(surname)) {
            let crowd = near.entry(key).or_default();
            if crowd.len() < CROWD {
                crowd.push(surname);
            }
        }
    }
    let is_borne = |noun: &str| {
        Entry::of(noun).as_name() > Commonness::Never
            || variant::keys(&fold(noun))
                .iter()
                .filter_map(|key| near.get(key))
                .flatten()
                .any(|surname| variant::difference(noun, surname).is_some())
    };
    candidates.retain(|candidate| match &candidate.candidate.name.parts[..] {
        [noun] => candidate.titled || surnames.contains(&**noun) || !nouns.contains(&fold(noun)) && is_borne(noun),
        _ => true,
    });
    genitives
}

/// The name of `candidate` if it has a given name and a surname and nothing else.
fn called<'c>(candidate: &'c Candidate) -> Option<Called<'c>> {
    match &candidate.name.parts[..] {
        [given, last] => Some((Some(given), last)),
        _ => None,
    }
}

/// The last words of the `candidates` that are full names or stand behind a title.
fn surnames<'c>(candidates: &[Placed<'c>]) -> FxHashSet<&'c str> {
    let full = candidates.iter().map(|placed| placed.candidate);
    let full = full.filter(|candidate| candidate.name.parts.len() > 1 || candidate.titled);
    full.filter_map(|candidate| candidate.name.parts.last()).map(|last| &**last).collect()
}

/// Finds the genitives of the names that the `candidates` give in full or with a title, and takes the candidates that begin
/// with one: "Petersens Hund". `quoted` holds the spans of the source that stand in quotation marks, in order.
fn take_genitives<'d>(draft: &'d Draft, candidates: &mut Vec<Placed>, quoted: &[Span]) -> Vec<Genitive<'d>> {
    let names: FxHashSet<Called> = candidates.iter().filter_map(|candidate| called(candidate.candidate)).collect();
    let surnames = surnames(candidates);
    let mut genitives = Vec::new();
    let mut taken: FxHashSet<(usize, usize)> = FxHashSet::default();
    for (index, block) in draft.blocks.iter().enumerate() {
        let tokens = &block.prose.tokens;
        for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.is_capital()) {
            let word = token.of(block.text());
            let Some(stem) = word.strip_suffix('s').filter(|stem| surnames.contains(stem)) else { continue };
            // "Ole Petersens Hund".
            let given = at.checked_sub(1).filter(|&given| tokens[given].is_capital());
            let full = given.map(|given| (Some(tokens[given].of(block.text())), stem));
            let full = full.filter(|name| names.contains(name));
            // "Peters" may be a name of its own.
            if full.is_none() && surnames.contains(word) {
                continue;
            }
            let first = if full.is_some() { at - 1 } else { at };
            let within = block.prose.span(first..at + 1);
            let span = block.source(Span::new(within.start, within.end - 1));
            let near = quoted.partition_point(|quote| quote.end <= span.start);
            let inside = quoted.get(near).is_some_and(|quote| quote.covers(span));
            let name = full.unwrap_or((None, stem));
            genitives.push(Genitive { block: index, span, name, quoted: inside });
            taken.insert((index, at));
        }
    }
    candidates.retain(|candidate| !candidate.tokens.clone().any(|at| taken.contains(&(candidate.block, at))));
    genitives
}

/// The mentions that the genitives are, each with its person by index: the only one who bears the name.
pub fn mentions(genitives: &[Genitive], candidates: &[Placed], people: &[Identity]) -> Vec<(usize, Mention)> {
    // `None` where several people are called so.
    let mut bearers: FxHashMap<Called, Option<usize>> = FxHashMap::default();
    let named = people
        .iter()
        .enumerate()
        .flat_map(|(person, identity)| identity.candidates.iter().map(move |&at| (person, at)));
    for (person, at) in named.filter(|_| !genitives.is_empty()) {
        let candidate = candidates[at].candidate;
        let alone = candidate.name.parts.last().map(|last| (None, &**last));
        for name in called(candidate).into_iter().chain(alone) {
            let bearer = bearers.entry(name).or_insert(Some(person));
            *bearer = bearer.filter(|&bearer| bearer == person);
        }
    }
    let mention = |genitive: &Genitive| {
        let &Genitive { block, span, name, quoted } = genitive;
        Some(((*bearers.get(&name)?)?, Mention { span, block, kind: MentionKind::Name, quoted }))
    };
    genitives.iter().filter_map(mention).collect()
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
