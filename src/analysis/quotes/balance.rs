//! Quotation marks that have no partner, and where it would stand.

use super::marks::{Pair, Pairs};
use super::phrase::Passage;
use super::reading;
use crate::draft::{Block, Kind, Shape};
use crate::lexicon::Language;
use crate::text::Span;

/// A quotation mark that has no partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unbalanced {
    /// The mark, in the source.
    pub mark: Span,
    /// Whether it opens, and nothing closes it.
    pub opens: bool,
    /// The mark that it lacks, and where that one would stand in the source; `None` where no place is better than another.
    pub partner: Option<(&'static str, usize)>,
    /// The mark that opens another quote before this one is closed, in the source.
    pub next: Option<Span>,
    /// Whether it carries on a quote that was left open before: then it cannot go.
    pub carries: bool,
}

/// A quote may run over this many blocks that have no marks until one closes it.
const LONGEST: usize = 12;

/// No more marks and brackets than these close right behind a stop.
const CLOSERS: usize = 16;

/// Keeps account of the marks of a draft, block by block.
///
/// A quote over several paragraphs is balanced where each opens it again and the last closes it, and also where its only
/// marks are one at its start and one at its end. Single marks are left alone: too many of them are apostrophes.
pub struct Balance {
    language: Language,
    /// A mark that its block left open, and how many blocks without marks stand behind that one.
    open: Option<(Unbalanced, usize)>,
    unbalanced: Vec<Unbalanced>,
}

impl Balance {
    /// Nothing read yet of a draft in `language`.
    pub fn new(language: Language) -> Self {
        Balance { language, open: None, unbalanced: Vec::new() }
    }

    /// Reads the marks of the next block.
    pub fn read(&mut self, block: &Block, pairs: &Pairs) {
        // Most blocks.
        if pairs.outer.is_empty() && pairs.strays.is_empty() && self.open.is_none() {
            return;
        }
        // The attributes of a tag are no quotes.
        if block.text().contains("=\"") || block.text().contains("\">") {
            return;
        }
        let mut double = pairs.outer.iter().filter(|pair| !pair.single).peekable();
        let mut strays = &pairs.strays[..];
        let Some(first) = double.peek().map(|pair| pair.open).into_iter().chain(strays.first().copied()).min() else {
            if let Some((_, behind)) = &mut self.open {
                // A picture or a headline may stand between two paragraphs of a quote.
                *behind += usize::from(!matches!(block.kind, Kind::Caption | Kind::Heading));
            }
            return;
        };
        let passage = Passage::new(block, &pairs.outer, self.language);
        let place = Place { block, passage: &passage };
        // The mark that carries on a quote.
        let mut carrying = None;
        if let Some((open, behind)) = self.open.take() {
            let opens = (0..first).all(|at| !passage.tokens[at].is_word());
            if strays.first() == Some(&first) && behind <= LONGEST {
                strays = &strays[1..];
            } else if opens && behind == 0 {
                carrying = Some(first);
            } else {
                self.unbalanced.push(open);
            }
        }
        for pair in double.filter(|pair| pair.opened && !pair.closed) {
            let unclosed = Unbalanced { carries: carrying == Some(pair.open), ..place.unclosed(pair) };
            match place.fate(pair) {
                Fate::GoesOn => self.open = Some((unclosed, 0)),
                Fate::BreaksOff => carrying = Some(pair.end),
                Fate::Lost => self.unbalanced.push(unclosed),
            }
        }
        let mut floor = 0;
        for &stray in strays {
            self.unbalanced.push(place.unopened(floor, stray));
            floor = stray + 1;
        }
    }

    /// The marks without a partner, in order.
    pub fn finish(mut self) -> Vec<Unbalanced> {
        self.unbalanced.extend(self.open.map(|(open, _)| open));
        self.unbalanced.sort_by_key(|unbalanced| unbalanced.mark);
        self.unbalanced
    }
}

/// Ends each unclosed quote of `pairs` before the words that can only say who speaks: “…, said Ann Gray.
pub fn cut(block: &Block, pairs: &mut Pairs, language: Language) {
    let passage = Passage::new(block, &[], language);
    for pair in pairs.outer.iter_mut().filter(|pair| pair.opened && !pair.closed && !pair.single) {
        pair.end = attribution(block, &passage, pair).map_or(pair.end, |comma| comma + 1);
    }
}

/// The comma before words inside the unclosed quote `pair` that can only say who speaks.
fn attribution(block: &Block, passage: &Passage, pair: &Pair) -> Option<usize> {
    let sentences = &block.prose.sentences[block.prose.sentence_of(pair.open)..];
    sentences.iter().take_while(|sentence| sentence.start < pair.end).find_map(|sentence| {
        let inside = sentence.start.max(pair.open + 1)..sentence.end.min(pair.end);
        reading::spoken(passage, inside.clone()).iter().find_map(|clause| {
            let comma = clause.words.start.checked_sub(1).filter(|&comma| comma > inside.start)?;
            (clause.is_bare() && clause.is_over(passage) && passage.shaped(comma, Shape::Comma)).then_some(comma)
        })
    })
}

/// What becomes of a quote that its block does not close.
enum Fate {
    /// It may go on in the next block.
    GoesOn,
    /// Another one begins where a sentence of it ends, as where the border between two paragraphs of a quote was lost.
    BreaksOff,
    /// Nothing can close it any more.
    Lost,
}

/// A block with its marks.
struct Place<'a> {
    block: &'a Block,
    passage: &'a Passage<'a>,
}

impl Place<'_> {
    fn fate(&self, pair: &Pair) -> Fate {
        let reach = self.reach(pair);
        let at_end = reach == self.passage.tokens.len();
        if self.is_arrow(pair) {
            Fate::BreaksOff
        } else if pair.inner().is_empty() || self.is_cut(pair) {
            Fate::Lost
        } else if at_end {
            Fate::GoesOn
        } else if self.stops_before(reach) || self.begins_line(reach) {
            Fate::BreaksOff
        } else {
            Fate::Lost
        }
    }

    /// Whether the unclosed quote ends before its attribution.
    fn is_cut(&self, pair: &Pair) -> bool {
        self.passage.tokens.get(pair.end).is_some_and(|next| next.shape != Shape::Mark)
    }

    /// Whether the mark is an arrow of a page, "Read more »", or one of those that Russian closes together.
    fn is_arrow(&self, pair: &Pair) -> bool {
        let guillemet = |at: usize| matches!(self.passage.word(at), "«" | "»" | "‹" | "›");
        let others = || (pair.open + 1..self.passage.tokens.len()).any(guillemet);
        guillemet(pair.open) && (others() || !self.stops_before(self.passage.tokens.len()))
    }

    /// Whether the token `at` is the first of its line.
    fn begins_line(&self, at: usize) -> bool {
        let before = self.passage.tokens[at - 1].end();
        self.passage.text[before..self.passage.tokens[at].start()].contains('\n')
    }

    /// The mark that opens the next quote that is not one within the unclosed quote `pair`, or the end of the block.
    fn reach(&self, pair: &Pair) -> usize {
        let within = |other: &Pair| {
            let before = &self.passage.tokens[other.open - 1];
            other.closed && (before.is_word() || before.shape == Shape::Clitic)
        };
        let behind = &self.passage.pairs[self.passage.pairs.partition_point(|other| other.open < pair.end)..];
        let next = behind.iter().find(|other| !other.single && !within(other));
        next.map_or(self.passage.tokens.len(), |next| next.open)
    }

    /// Whether a sentence ends right before the token `at`.
    fn stops_before(&self, at: usize) -> bool {
        let closers = |at: &usize| matches!(self.passage.tokens[*at].shape, Shape::Mark | Shape::Close);
        let last = (0..at).rev().take(CLOSERS).find(|at| !closers(at));
        last.is_some_and(|last| self.passage.shaped(last, Shape::Stop))
    }

    fn unclosed(&self, pair: &Pair) -> Unbalanced {
        let reach = self.reach(pair);
        let mark = self.source(pair.open);
        let next = (reach < self.passage.tokens.len()).then(|| self.source(reach));
        if pair.inner().is_empty() {
            return Unbalanced { mark, opens: true, partner: None, next: None, carries: false };
        }
        let german = self.passage.language == Language::German;
        let place = match self.is_cut(pair) {
            // „Niemand hat uns gewarnt“, sagte Brandt.
            true if german => self.source(pair.end - 1).start,
            true => self.source(pair.end - 1).end,
            false => self.end_of_speech(pair, reach),
        };
        let partner = Some((closing(self.passage.word(pair.open)), place));
        Unbalanced { mark, opens: true, partner, next, carries: false }
    }

    /// Where an unclosed quote up to `reach` ends: one that begins with a sentence with the last one, one within a sentence
    /// with that sentence.
    fn end_of_speech(&self, pair: &Pair, reach: usize) -> usize {
        let sentences = &self.block.prose.sentences;
        let first = &sentences[self.block.prose.sentence_of(pair.open)];
        let whole = pair.open == first.start || self.passage.shaped(pair.open - 1, Shape::Colon);
        let last = match whole && self.stops_before(reach) {
            true => reach - 1,
            false => first.end.min(self.passage.tokens.len()) - 1,
        };
        // A few words belong to the sentence around them, and so does its stop where marks follow logic.
        match !whole && self.passage.language == Language::German && self.passage.shaped(last, Shape::Stop) {
            true => self.source(last).start,
            false => self.source(last).end,
        }
    }

    /// The closing mark `stray`; another one that nothing opened stands right before `floor`.
    fn unopened(&self, floor: usize, stray: usize) -> Unbalanced {
        let glyph = opening(self.passage.word(stray));
        let partner = self.start_of_speech(floor, stray).map(|start| (glyph, self.source(start).start));
        Unbalanced { mark: self.source(stray), opens: false, partner, next: None, carries: false }
    }

    /// Where a quote begins that `stray` closes: behind "Gray said," or with its sentence, if no other one ends in that.
    fn start_of_speech(&self, floor: usize, stray: usize) -> Option<usize> {
        let sentence = &self.block.prose.sentences[self.block.prose.sentence_of(stray)];
        if sentence.start < floor {
            return None;
        }
        let cue = reading::spoken(self.passage, sentence.start..stray).last().map(|clause| clause.words.end);
        let colon = (sentence.start..stray).rev().find(|&at| self.passage.shaped(at, Shape::Colon));
        let start = match (colon, cue) {
            (Some(colon), _) => colon + 1,
            (None, None) => sentence.start,
            // The verb is the last word of the quote itself.
            (None, Some(end)) if end + 1 >= stray => sentence.start,
            (None, Some(end)) => self.passage.shaped(end, Shape::Comma).then_some(end + 1)?,
        };
        let words = start..stray;
        let free = words.clone().all(|at| self.passage.pair_at(at).is_none_or(|pair| pair.single));
        (free && words.into_iter().any(|at| self.passage.tokens[at].is_word())).then_some(start)
    }

    fn source(&self, token: usize) -> Span {
        self.block.source(self.passage.tokens[token].span())
    }
}

fn closing(opening: &str) -> &'static str {
    match opening {
        "“" | "‟" | "”" => "”",
        "„" => "“",
        "«" => "»",
        "»" => "«",
        "‹" => "›",
        "›" => "‹",
        "''" => "''",
        "``" => "''",
        "‘‘" => "’’",
        "’’" => "’’",
        "´´" => "´´",
        "＂" => "＂",
        _ => "\"",
    }
}

fn opening(closing: &str) -> &'static str {
    match closing {
        "“" => "„",
        "”" => "“",
        "»" => "«",
        "«" => "»",
        "›" => "‹",
        "‹" => "›",
        "''" => "''",
        "’’" => "‘‘",
        "´´" => "´´",
        "＂" => "＂",
        _ => "\"",
    }
}
