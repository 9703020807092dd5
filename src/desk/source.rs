//! A text that drafts are written from.

use std::sync::Arc;

use super::sketch::Sketch;
use crate::analysis::likeness::Words;
use crate::analysis::quotes::{self, Quote};
use crate::analysis::wording::tail;
use crate::draft::{Block, Draft, Format, Kind, Shape, Token};
use crate::lexicon::Tags;
use crate::text::{Lines, Span};

/// A transcript, a note, a release: its words, each with its place. Of the text itself only what a reader sees is kept.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its path or URI.
    pub key: Arc<str>,
    /// What people call it: its path from the folder of those who write.
    pub name: Arc<str>,
    pub(super) words: Words,
    /// Whose each of them is.
    pub(super) voices: Vec<Voice>,
    /// The same words, to be found in drafts that copy them.
    pub(super) sketch: Arc<Sketch>,
    shown: String,
    /// Where each word stands in what is shown, from its first byte to the one behind its last.
    spans: Vec<(u32, u32)>,
    /// The first word of each line that has words, and the number of the line.
    lines: Vec<(u32, u32)>,
}

/// Whose words a source gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// Those of whoever it quotes.
    Quoted,
    /// The writer's, who tells what somebody said: "She said that the weir was loud."
    Reported,
    /// The writer's, or those of whoever speaks in a transcript.
    Own,
}

impl Source {
    /// Reads `text`.
    pub fn new(key: &str, name: &str, text: &str, format: Format) -> Self {
        let (text, lines) = (Arc::<str>::from(text), Lines::new(text));
        let draft = Draft::new(text, format);
        let mut source = Source {
            key: key.into(),
            name: name.into(),
            words: Words::default(),
            voices: Vec::new(),
            sketch: Arc::default(),
            shown: String::new(),
            spans: Vec::new(),
            lines: Vec::new(),
        };
        let quotes = quotes::find(&draft).quotes;
        let voices = Voices { draft: &draft, quotes: &quotes, tells: tells(&draft, &quotes) };
        let mut interruptions = interruptions(&draft, &quotes).into_iter().peekable();
        for (index, block) in draft.blocks.iter().enumerate().filter(|(_, block)| block.kind != Kind::Label) {
            let base = source.shown.len();
            let mut from = label(block);
            while let Some((_, between)) = interruptions.next_if(|(block, _)| *block == index) {
                source.add(&voices, index, Span::new(from, between.start.max(from)), base, &lines);
                from = between.end;
            }
            source.add(&voices, index, Span::new(from, block.text().len()), base, &lines);
            source.shown.push_str(block.text());
            source.shown.push('\n');
        }
        source.sketch = Sketch::new(&draft, &quotes).into();
        source
    }

    fn add(&mut self, voices: &Voices, index: usize, within: Span, base: usize, lines: &Lines) {
        let block = &voices.draft.blocks[index];
        let mut around = (usize::MAX, Voice::Own);
        self.words.add(block, within, |token| {
            let span = block.prose.tokens[token].span();
            let sentence = block.prose.sentence_of(token);
            if around.0 != sentence {
                around = (sentence, voices.around(index, sentence));
            }
            self.voices.push(if voices.quotes(index, span) { Voice::Quoted } else { around.1 });
            let line = lines.number(block.source(span).start) as u32;
            if self.lines.last().is_none_or(|&(_, last)| last != line) {
                self.lines.push((self.spans.len() as u32, line));
            }
            self.spans.push(((base + span.start) as u32, (base + span.end) as u32));
        });
    }

    /// The line, counted from 1, on which its word `index` stands.
    pub(super) fn line(&self, index: usize) -> usize {
        let after = self.lines.partition_point(|&(first, _)| first as usize <= index);
        after.checked_sub(1).map_or(1, |line| self.lines[line].1 as usize)
    }

    /// What a reader sees of its words `range`, single spaces between; without what is no part of them: what stands in brackets,
    /// an attribution, the label of a speaker.
    pub(super) fn of(&self, range: Span) -> String {
        let mut words = String::new();
        for index in range.start..range.end {
            if index > range.start {
                let (tail, between) = self.between(index).split_at(tail(self.between(index)));
                let skipped = self.words.gaps[index] || between.contains(char::is_alphanumeric);
                words.push_str(tail);
                words.push_str(if skipped { " " } else { between });
            }
            let (start, end) = self.spans[index];
            words.push_str(&self.shown[start as usize..end as usize]);
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The same with what [belongs](tail) to the last of them.
    pub(super) fn with_tail(&self, range: Span) -> String {
        let behind = self.between(range.end);
        self.of(range) + &behind[..if range.is_empty() { 0 } else { tail(behind) }]
    }

    /// Whether it quotes its word `index` but not the one before.
    pub(super) fn opens(&self, index: usize) -> bool {
        let is_quoted = |index: usize| self.voices.get(index) == Some(&Voice::Quoted);
        is_quoted(index) && !index.checked_sub(1).is_some_and(is_quoted)
    }

    /// What stands between its word `index` and the one before.
    pub(super) fn between(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(0, |before| self.spans[before].1);
        let end = self.spans.get(index).map_or(self.shown.len(), |&(start, _)| start as usize);
        &self.shown[start as usize..end]
    }
}

/// A text with so many words for each quote that it attributes tells who said what.
const TELLS: usize = 200;

/// Whether `draft` tells who said what, as articles and releases do; in a transcript, too, somebody quotes somebody at times.
fn tells(draft: &Draft, quotes: &[Quote]) -> bool {
    let words: usize = draft.blocks.iter().map(|block| block.prose.tokens.len()).sum();
    words < TELLS * quotes.iter().filter(|quote| quote.attribution.is_some()).count()
}

/// Who says what in a source.
struct Voices<'s> {
    draft: &'s Draft,
    quotes: &'s [Quote],
    /// Whether it [tells] who said what.
    tells: bool,
}

impl Voices<'_> {
    /// Whose the words are that stand outside of quotes in a sentence of the block `index`.
    fn around(&self, index: usize, sentence: usize) -> Voice {
        let prose = &self.draft.blocks[index].prose;
        let mut tokens = prose.tokens[prose.sentences[sentence].clone()].iter();
        let says = self.tells && tokens.any(|token| token.is(Tags::SPEECH) && !self.quotes(index, token.span()));
        if says { Voice::Reported } else { Voice::Own }
    }

    /// Whether `span` of the text of the block `index` stands in a quote.
    fn quotes(&self, index: usize, span: Span) -> bool {
        let quote = self.quotes.partition_point(|quote| (quote.block, quote.within.end) < (index, span.end));
        self.quotes.get(quote).is_some_and(|quote| quote.block == index && quote.within.start <= span.start)
    }
}

/// How many words the name of a speaker has at most.
const LABEL: usize = 4;

/// Where what is said begins in a paragraph of a transcript, behind "Q:" or "MARTA HOLM:"; 0 in any other.
fn label(block: &Block) -> usize {
    let tokens = &block.prose.tokens;
    let words = tokens.iter().take(LABEL).take_while(|token| token.is_capital()).count();
    let colon = tokens.get(words).filter(|token| words > 0 && token.shape == Shape::Colon);
    colon.map_or(0, Token::end)
}

/// What stands inside a paragraph between two parts of one quote, each with its block: `…,” she said, “…`.
fn interruptions(draft: &Draft, quotes: &[Quote]) -> Vec<(usize, Span)> {
    let between = quotes.iter().filter_map(|quote| {
        let before = &quotes[quote.continues?];
        let same = before.block == quote.block && before.within.end <= quote.within.start;
        let inside = same && draft.blocks[quote.block].kind != Kind::Label;
        inside.then(|| (quote.block, Span::new(before.within.end, quote.within.start)))
    });
    between.collect()
}
