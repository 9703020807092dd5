//! A text that drafts are written from.

use std::sync::Arc;

use crate::analysis::likeness::Words;
use crate::analysis::quotes;
use crate::draft::{Draft, Format, Kind};
use crate::text::{Lines, Span};

/// A transcript, a note, a release: its words, each with its place. Of the text itself only what a reader sees is kept.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its path or URI.
    pub key: Arc<str>,
    /// What people call it: its path from the folder of those who write.
    pub name: Arc<str>,
    pub(super) words: Words,
    shown: String,
    /// Where each word stands in what is shown, from its first byte to the one behind its last.
    spans: Vec<(u32, u32)>,
    /// The first word of each line that has words, and the number of the line.
    lines: Vec<(u32, u32)>,
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
            shown: String::new(),
            spans: Vec::new(),
            lines: Vec::new(),
        };
        let mut interruptions = interruptions(&draft).into_iter().peekable();
        for (index, block) in draft.blocks.iter().enumerate().filter(|(_, block)| block.kind != Kind::Label) {
            let base = source.shown.len();
            let mut from = 0;
            while let Some((_, between)) = interruptions.next_if(|(block, _)| *block == index) {
                source.add(&draft, index, Span::new(from, between.start), base, &lines);
                source.words.gap();
                from = between.end;
            }
            source.add(&draft, index, Span::new(from, block.text().len()), base, &lines);
            source.shown.push_str(block.text());
            source.shown.push('\n');
        }
        source
    }

    fn add(&mut self, draft: &Draft, block: usize, within: Span, base: usize, lines: &Lines) {
        let block = &draft.blocks[block];
        self.words.add(block, within, |token| {
            let span = block.prose.tokens[token].span();
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

    /// What a reader sees of its words `range`, single spaces between; without what stands in brackets among them.
    pub(super) fn of(&self, range: Span) -> String {
        let mut words = String::new();
        for index in range.start..range.end {
            if index > range.start {
                let between = if self.words.gaps[index] { " " } else { self.between(index) };
                words.push_str(between);
            }
            let (start, end) = self.spans[index];
            words.push_str(&self.shown[start as usize..end as usize]);
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What stands between its word `index` and the one before.
    pub(super) fn between(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(0, |before| self.spans[before].1);
        let end = self.spans.get(index).map_or(self.shown.len(), |&(start, _)| start as usize);
        &self.shown[start as usize..end]
    }
}

/// What stands inside a paragraph between two parts of one quote, each with its block: `…,” she said, “…`.
fn interruptions(draft: &Draft) -> Vec<(usize, Span)> {
    let quotes = quotes::find(draft).quotes;
    let between = quotes.iter().filter_map(|quote| {
        let before = &quotes[quote.continues?];
        let same = before.block == quote.block && before.within.end <= quote.within.start;
        let inside = same && draft.blocks[quote.block].kind != Kind::Label;
        inside.then(|| (quote.block, Span::new(before.within.end, quote.within.start)))
    });
    between.collect()
}
