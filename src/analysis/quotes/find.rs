//! The quotes of a draft: each stretch in quotation marks with its speaker, within its paragraph and across them.

use std::ops::Range;

use super::attribution::{self, Given};
use super::cue::{self, Cue};
use super::marks::{self, Pair, Pairs};
use super::phrase::Passage;
use super::quote::{Attribution, Quote, Source};
use super::speech;
use crate::draft::{Block, Draft, Kind, Shape};
use crate::lexicon::Tags;

/// A quote of this many words or more is speech even where nobody is given for it.
const SURELY_SPEECH: usize = 6;

/// The quotes of `draft`, in order.
pub fn find(draft: &Draft) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    let mut before: Option<Before> = None;
    for (index, block) in draft.blocks.iter().enumerate() {
        let mut pairs = marks::pair(block.text(), &block.prose.tokens);
        carry_open_mark(block, &mut pairs, before.as_ref());
        let passage = Passage { text: block.text(), tokens: &block.prose.tokens, pairs: &pairs.outer };
        let given = read(block, &passage);
        let open = pairs.outer.last().is_some_and(|pair| !pair.closed && pair.end == passage.tokens.len());
        let start = quotes.len();
        for (pair, given) in pairs.outer.iter().zip(given) {
            let words = speech::words(&passage, pair);
            if words == 0 {
                continue;
            }
            let mut speaker = given.map(|given| placed(block, index, &passage, given));
            let mut continues = None;
            let opens_block = pair.open == 0 || pair.open == 1 && !passage.tokens[0].is_word();
            if let Some(before) = before.as_ref().filter(|_| start == quotes.len() && opens_block) {
                if before.open {
                    continues = before.quote;
                }
                speaker = speaker.or_else(|| before.passes_on());
            }
            let surely =
                words >= SURELY_SPEECH && speech::is_sentence(&passage, pair) && !speech::is_title(&passage, pair);
            if speaker.is_none() && (!surely || block.kind == Kind::Heading) {
                continue;
            }
            if continues.is_none()
                && quotes.len() > start
                && speaker.as_ref().is_some_and(|speaker| speaker.source == Source::Carried)
            {
                continues = Some(quotes.len() - 1);
            }
            if let Some(speaker) = &speaker {
                give_back(&mut quotes, continues, speaker);
            }
            let within = block.prose.span(pair.open..pair.end);
            quotes.push(Quote {
                span: block.source(within),
                block: index,
                within,
                words,
                attribution: speaker,
                continues,
            });
        }
        let colon = passage.tokens.last().is_some_and(|token| token.shape == Shape::Colon);
        let last = quotes[start..].last().filter(|quote| open || ends_block(block, quote));
        let speaker = match colon && !open {
            true => announcer(block, index, &passage),
            false => last.and_then(|quote| quote.attribution.clone()),
        };
        before = Some(Before { open, colon, speaker, quote: (quotes.len() > start).then(|| quotes.len() - 1) });
    }
    quotes
}

/// Whether the quote stands in the last sentence of its block: then a block that is nothing but a quote carries it on.
fn ends_block(block: &Block, quote: &Quote) -> bool {
    let last = block.prose.tokens.partition_point(|token| token.start() < quote.within.end);
    last > 0 && block.prose.sentence_of(last - 1) + 1 == block.prose.sentences.len()
}

/// What a block leaves for the next.
struct Before {
    /// Its last quote was not closed.
    open: bool,
    /// It ends in a colon.
    colon: bool,
    /// Who speaks its last quote, or whom it announces.
    speaker: Option<Attribution>,
    /// Its last quote, by its index.
    quote: Option<usize>,
}

impl Before {
    /// The speaker of a quote that opens the next block and has none of its own.
    fn passes_on(&self) -> Option<Attribution> {
        let source = if !self.colon { Source::Carried } else { Source::Announced };
        let speaker = self.speaker.clone()?;
        Some(Attribution { source, ..speaker })
    }
}

/// Gives the speaker of a quote to the paragraphs of it that stand before, where only the last says who speaks.
fn give_back(quotes: &mut [Quote], mut continues: Option<usize>, speaker: &Attribution) {
    while let Some(index) = continues.filter(|&index| quotes[index].attribution.is_none()) {
        quotes[index].attribution = Some(Attribution { source: Source::Carried, ..speaker.clone() });
        continues = quotes[index].continues;
    }
}

/// A block that begins inside a quote that the one before left open, without a mark of its own: the stray closing mark
/// ends it.
fn carry_open_mark(block: &Block, pairs: &mut Pairs, before: Option<&Before>) {
    let Some(&stray) = pairs.strays.first() else { return };
    let first = pairs.outer.first().map_or(block.prose.tokens.len(), |pair| pair.open);
    if before.is_some_and(|before| before.open) && stray < first {
        let pair = Pair { open: 0, end: stray + 1, opened: false, closed: true, single: false };
        pairs.outer.insert(0, pair);
        pairs.strays.remove(0);
    }
}

fn placed(block: &Block, index: usize, passage: &Passage, given: Given) -> Attribution {
    let mut speaker = given.speaker;
    while speaker.len() > 1 && passage.shaped(speaker.end - 1, Shape::Comma) {
        speaker.end -= 1;
    }
    let within = block.prose.span(speaker);
    let cue = given.cue.map(|cue| block.source(block.prose.span(cue)));
    Attribution { speaker: block.source(within), block: index, within, cue, source: given.source }
}

/// The speaker of each pair of one block, as far as the block itself tells.
fn read(block: &Block, passage: &Passage) -> Vec<Option<Given>> {
    let mut given: Vec<Option<Given>> = Vec::with_capacity(passage.pairs.len());
    if passage.pairs.is_empty() {
        return given;
    }
    let sentences = &block.prose.sentences;
    let cues: Vec<Vec<Cue>> = sentences.iter().map(|sentence| cue::cues(passage, sentence.clone())).collect();
    for pair in passage.pairs {
        let first = block.prose.sentence_of(pair.open);
        let last = block.prose.sentence_of(pair.end - 1);
        let mut near: Vec<Cue> = cues[first].iter().filter(|cue| cue.at.end <= pair.open).cloned().collect();
        near.extend(cues[last].iter().filter(|cue| cue.at.start >= pair.end).cloned());
        let mut sentence = sentences[first].start..sentences[last].end;
        // “Why?” Smith asked: the mark ends the quote's sentence, not the one that it stands in.
        if pair.end == sentence.end
            && let Some(next) = sentences.get(last + 1)
        {
            let joined = cues[last + 1].iter().filter(|cue| cue.clause().start == pair.end);
            if speech::asks(passage, pair) {
                near.extend(joined.cloned());
                sentence.end = next.end;
            }
        }
        let mut own = attribution::in_sentence(passage, pair, &near, &sentence);
        if own.is_none() {
            own = label(passage, pair, &sentence);
        }
        if own.is_none() && pair.open <= sentences[first].start + 1 {
            own = carried(block, passage, first, &cues, &given);
        }
        given.push(own);
    }
    // What stands before the first attributed quote of its paragraph without a speaker of its own.
    for index in (0..given.len().saturating_sub(1)).rev() {
        let (pair, next) = (&passage.pairs[index], &passage.pairs[index + 1]);
        let apart = (pair.end..next.open).filter(|&at| passage.tokens[at].is_word()).count();
        if given[index].is_none()
            && apart <= 8
            && speech::is_sentence(passage, pair)
            && let Some(following) = &given[index + 1]
        {
            given[index] = Some(Given { source: Source::Paragraph, weight: 20, ..following.clone() });
        }
    }
    given
}

/// `Smith: “…”`: what stands between the start of the sentence and a colon, or the subject of its verb.
fn label(passage: &Passage, pair: &Pair, sentence: &Range<usize>) -> Option<Given> {
    let colon = pair.open.checked_sub(1).filter(|&colon| passage.shaped(colon, Shape::Colon))?;
    let speaker = subject(passage, sentence.start, colon)?;
    Some(Given { speaker, cue: Some(colon..colon + 1), source: Source::Label, weight: 40 })
}

/// The subject of the first verb between `start` and `end`, or the noun phrase before `end` where there is no verb.
fn subject(passage: &Passage, start: usize, end: usize) -> Option<Range<usize>> {
    let verb = (start..end).find(|&at| {
        passage.pair_at(at).is_none() && passage.is_verb(at) && passage.subject_before(at, start).is_some()
    });
    match verb {
        Some(verb) => passage.subject_before(verb, start),
        None => passage.phrase_before(end, start),
    }
}

/// The speaker of the sentence before, where an editor would read on: a quote that is a sentence of its own behind one
/// that has a speaker, or behind a sentence about someone.
fn carried(
    block: &Block,
    passage: &Passage,
    sentence: usize,
    cues: &[Vec<Cue>],
    given: &[Option<Given>],
) -> Option<Given> {
    let index = given.len();
    let previous = sentence.checked_sub(1)?;
    let range = block.prose.sentences[previous].clone();
    // Who speaks in the sentence before, or whose it is.
    let quote_before = index.checked_sub(1).map(|before| (&passage.pairs[before], &given[before]));
    if let Some((before, Some(given))) = quote_before
        && before.end > range.start
    {
        return Some(Given { source: Source::Carried, weight: 50, ..given.clone() });
    }
    let earlier = quote_before.and_then(|(_, given)| given.clone()).map(|given| Given {
        source: Source::Carried,
        weight: 30,
        ..given
    });
    let speech = cues[previous].iter().rfind(|cue| cue.sort != cue::Sort::Report && passage.is_personal(&cue.subject));
    let speech = speech.map(|cue| (cue.subject.clone(), Some(cue.at.clone())));
    let subject = speech.or_else(|| Some((subject(passage, range.start, range.end)?, None)));
    match (subject, earlier) {
        // "… said Smith. He has worked there for years. “…”"
        (Some((subject, _)), Some(earlier))
            if passage.is(subject.start, Tags::SUBJECT) || !passage.is_personal(&subject) =>
        {
            Some(earlier)
        }
        (Some((speaker, cue)), _) if passage.is_personal(&speaker) => {
            Some(Given { speaker, cue, source: Source::Paragraph, weight: 20 })
        }
        (_, earlier) => earlier,
    }
}

/// The speaker whom a paragraph that ends in a colon announces.
fn announcer(block: &Block, index: usize, passage: &Passage) -> Option<Attribution> {
    let sentence = block.prose.sentences.last()?.clone();
    let cues = cue::cues(passage, sentence.clone());
    let colon = passage.tokens.len() - 1;
    let (speaker, cue) = match cues.last() {
        Some(cue) => (cue.subject.clone(), cue.at.clone()),
        None => (subject(passage, sentence.start, colon)?, colon..colon + 1),
    };
    let given = Given { speaker, cue: Some(cue), source: Source::Announced, weight: 0 };
    Some(placed(block, index, passage, given))
}
