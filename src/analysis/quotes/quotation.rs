//! Block quotations: what is set off as a block, in no quotation marks of its own. Some are speech, some are documents.

use std::cell::OnceCell;
use std::hash::BuildHasher;
use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashSet};

use super::attribution::Given;
use super::marks;
use super::paragraph;
use super::phrase::Passage;
use super::quote::{Attribution, Quote, Source};
use super::reading;
use crate::draft::{Block, Draft, Kind, Shape, Token};
use crate::lexicon::Tags;

/// A pull quote is known by this many words that stand in the draft in the same order.
const PULLED: usize = 5;

/// The quotes of the block quotation that begins with the block `start`, one a block, the first of which will have the
/// index `first`; and the block behind it. It is speech if someone signs it, if the block before it announces it and names
/// someone who speaks, or if it says "I". There are no quotes if it is none, if it repeats the `body` of the draft, or if
/// it has quotation marks that tell what is speech.
pub fn find(draft: &Draft, start: usize, first: usize, body: &Body) -> (Vec<Quote>, usize) {
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut signature = None;
    let mut personal = false;
    let mut marked = false;
    let mut next = start;
    let inside = |block: &&Block| matches!(block.kind, Kind::Quotation | Kind::Label);
    while let Some(block) = draft.blocks.get(next).filter(|block| inside(block) && signature.is_none()) {
        if !block.kind.is_text() {
            next += 1;
            continue;
        }
        let pairs = marks::pair(block.text(), &block.prose.tokens, false);
        let passage = Passage::new(block, &pairs.outer, draft.language);
        marked |= has_own_quotes(passage, block);
        let last = draft.blocks.get(next + 1).is_none_or(|block| block.kind != Kind::Quotation);
        let mut end = block.prose.tokens.len();
        if let Some((line, speaker)) = signed(&passage, block, last && !ends.is_empty()) {
            // The dash, if there is one.
            let cue = (line < speaker.start).then_some(line..line + 1);
            let given = Given { speaker, cue, source: Source::Label, weight: 0 };
            signature = Some(given.placed(block, next));
            end = line;
        }
        // "We" and "you" stand in documents too.
        personal |= (0..end).any(|at| matches!(passage.word(at), "I" | "ich" | "Ich"));
        if (0..end).any(|at| passage.tokens[at].is_word()) {
            ends.push((next, end));
        }
        next += 1;
    }
    if marked {
        return (Vec::new(), next);
    }
    let before = start.checked_sub(1).filter(|&before| draft.blocks[before].kind == Kind::Paragraph);
    let colon = before.is_some_and(|before| draft.blocks[before].text().ends_with(':'));
    let attribution = signature
        .or_else(|| signed_behind(draft, next))
        .or_else(|| before.filter(|_| colon).and_then(|before| announced(draft, before, personal)));
    let attribution = match attribution {
        None if colon || !personal || body.holds(draft, &draft.blocks[start]) => return (Vec::new(), next),
        None => before.and_then(|before| spoken(draft, before)),
        given => given,
    };
    let quotes = ends.iter().enumerate().map(|(at, &(index, end))| {
        let block = &draft.blocks[index];
        let within = block.prose.span(0..end);
        let source = |given: Attribution| match at {
            0 => given,
            _ => Attribution { source: Source::Carried, ..given },
        };
        Quote {
            span: block.source(within),
            block: index,
            within,
            words: words(&block.prose.tokens[..end]).count(),
            marked: false,
            attribution: attribution.clone().map(source),
            continues: at.checked_sub(1).map(|before| first + before),
        }
    });
    (quotes.collect(), next)
}

/// Whether quotation marks say what is speech in this block: it opens with one, or someone speaks in it.
fn has_own_quotes(passage: Passage, block: &Block) -> bool {
    let opens = passage.pairs.first().is_some_and(|pair| pair.open == 0);
    opens || !passage.pairs.is_empty() && reading::speakers(passage, &block.prose).0.iter().any(Option::is_some)
}

/// Where the line of attribution at the end of a block begins, and who signs: "… sleeps. – Ann Gray, Millbrook". The A
/// block may be nothing but a name, with no dash, where it is the `last` of several.
fn signed(passage: &Passage, block: &Block, last: bool) -> Option<(usize, Range<usize>)> {
    let tokens = passage.tokens;
    let dashes = (0..tokens.len())
        .rev()
        .take(paragraph::LONGEST_SIGNATURE)
        .take_while(|&at| !matches!(tokens[at].shape, Shape::Stop | Shape::Mark));
    let names = |range: Range<usize>| range.into_iter().all(|at| passage.is_name_part(at));
    let dash = dashes.filter(|&at| {
        at == 0 || begins_line(passage, at) || ends_sentence(&tokens[at - 1]) || names(at + 1..tokens.len())
    });
    let by_dash = dash.filter_map(|at| Some((at, paragraph::signed(passage, at)?))).last();
    by_dash.or_else(|| {
        let alone = last && block.prose.sentences.len() == 1 && !tokens.last().is_some_and(ends_sentence);
        let name =
            (0..tokens.len()).take_while(|&at| passage.is_name_part(at) || passage.is(at, Tags::PARTICLE)).count();
        let line = tokens.len() <= name || passage.shaped(name, Shape::Comma);
        (alone && line && (2..=5).contains(&name) && !(0..tokens.len()).any(|at| passage.is_verb(at)))
            .then_some((0, 0..name))
    })
}

fn ends_sentence(token: &Token) -> bool {
    matches!(token.shape, Shape::Stop | Shape::Mark | Shape::Close)
}

fn begins_line(passage: &Passage, at: usize) -> bool {
    let before = passage.tokens[at - 1].end();
    passage.text[before..passage.tokens[at].start()].contains(['\n', '\r'])
}

/// Who signs the block quotation in the block `index` behind it.
fn signed_behind(draft: &Draft, index: usize) -> Option<Attribution> {
    let block = draft.blocks.get(index).filter(|block| matches!(block.kind, Kind::Paragraph | Kind::Caption))?;
    let passage = Passage::new(block, &[], draft.language);
    let speaker = paragraph::signed(&passage, 0)?;
    Some(Given { speaker, cue: Some(0..1), source: Source::Label, weight: 0 }.placed(block, index))
}

/// Who is announced by the block `index`, which ends with a colon: someone who speaks, or, if what follows is `personal`,
/// whatever it names.
fn announced(draft: &Draft, index: usize, personal: bool) -> Option<Attribution> {
    let block = &draft.blocks[index];
    let pairs = marks::pair(block.text(), &block.prose.tokens, false);
    let passage = Passage::new(block, &pairs.outer, draft.language);
    let given = reading::announced(&passage, &block.prose)?;
    (personal || reading::is_personal(&passage, &given.speaker)).then(|| given.placed(block, index))
}

/// Who speaks in the last sentence of the block `index`.
fn spoken(draft: &Draft, index: usize) -> Option<Attribution> {
    let block = &draft.blocks[index];
    let pairs = marks::pair(block.text(), &block.prose.tokens, false);
    let passage = Passage::new(block, &pairs.outer, draft.language);
    let clauses = reading::spoken(&passage, block.prose.sentences.last()?.clone());
    let clause = clauses.into_iter().find(|clause| reading::is_personal(&passage, &clause.speaker))?;
    let given = Given { speaker: clause.speaker, cue: Some(clause.cue), source: Source::Announced, weight: 0 };
    Some(given.placed(block, index))
}

/// The words of the paragraphs of a draft, read when they are first asked for.
#[derive(Default)]
pub struct Body {
    runs: OnceCell<FxHashSet<u64>>,
}

impl Body {
    /// Whether `block` begins with words that stand in a paragraph of `draft`, as a pull quote does.
    fn holds(&self, draft: &Draft, block: &Block) -> bool {
        let paragraphs = || draft.blocks.iter().filter(|block| block.kind == Kind::Paragraph);
        let all = self.runs.get_or_init(|| paragraphs().flat_map(runs).collect());
        runs(block).next().is_some_and(|run| all.contains(&run))
    }
}

/// Every run of [`PULLED`] words in `block`, hashed.
fn runs(block: &Block) -> impl Iterator<Item = u64> {
    let words: Vec<&str> = words(&block.prose.tokens).map(|token| token.of(block.text())).collect();
    let runs = words.windows(PULLED).map(|run| FxBuildHasher.hash_one(run.join(" ").to_lowercase()));
    runs.collect::<Vec<_>>().into_iter()
}

/// The words and numbers among `tokens`.
fn words(tokens: &[Token]) -> impl Iterator<Item = &Token> {
    tokens.iter().filter(|token| token.is_word() || token.shape == Shape::Number)
}
