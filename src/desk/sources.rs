//! Where the quotes of a draft stand in what it was written from.
//!
//! Runs of words that a quote shares with a source vote for where in it the quote begins; at the best of these places the
//! two are compared word by word.

use std::sync::Arc;

use super::lifted::{Lifted, lifted};
use super::origin::{Misquoted, Origin};
use super::passages::{Filed, Passages, Shelf};
use super::sketch::Sketch;
use super::source::{Source, Voice};
use crate::analysis::duplicates::fingerprint::shingle;
use crate::analysis::likeness::{self, Alike, RUN, Words, alike};
use crate::analysis::wording::{reads_alike, tail};
use crate::analysis::{Article, Quote};
use crate::draft::Block;
use crate::lexicon::Tags;
use crate::text::Span;

/// A run that stands in more places is looked up in the first of them.
const COMMON: usize = 512;

/// In so many places a quote is compared.
const TRIALS: usize = 8;

/// So many words may differ at an end of a quote.
const END: usize = 2;

/// A shorter quote that is only nearly there was said elsewhere: "it is one of the" begins what anyone may say.
const SURE: usize = 8;

/// The texts that drafts are written from, with an index of their words.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    texts: Vec<Arc<Source>>,
    /// The number of the first word of each text, where the words of all are counted on.
    firsts: Vec<usize>,
    /// Which of `places` have the runs of each bucket: from its number here to the next.
    buckets: Vec<u32>,
    /// The numbers of the words at which runs begin.
    places: Vec<u32>,
    /// Their passages.
    passages: Passages,
}

impl Sources {
    /// An index of `texts`; of two places where a quote stands alike, the first is found.
    pub fn new(texts: Vec<Arc<Source>>) -> Self {
        let mut firsts = Vec::with_capacity(texts.len());
        let mut all = 0;
        for text in &texts {
            firsts.push(all);
            all += text.words.words.len();
        }
        let mut passages = Passages::default();
        for text in &texts {
            let filed = Filed { name: text.name.clone(), shelf: Shelf::default(), sketch: text.sketch.clone() };
            passages.put(&text.key, filed);
        }
        let buckets = vec![0; all.next_power_of_two() + 1];
        let mut sources = Sources { buckets, texts, firsts, places: Vec::new(), passages };
        let mut runs = Vec::with_capacity(all);
        for (text, first) in sources.texts.iter().zip(&sources.firsts) {
            runs.extend(
                text.words.all().runs().enumerate().map(|(at, run)| (sources.bucket(run), (first + at) as u32)),
            );
        }
        for &(bucket, _) in &runs {
            sources.buckets[bucket + 1] += 1;
        }
        let mut sum = 0;
        for count in &mut sources.buckets {
            sum += *count;
            *count = sum;
        }
        let mut next = sources.buckets.clone();
        sources.places = vec![0; runs.len()];
        for (bucket, place) in runs {
            sources.places[next[bucket] as usize] = place;
            next[bucket] += 1;
        }
        sources
    }

    fn bucket(&self, run: &[u32; RUN]) -> usize {
        (shingle(run) >> 32) as usize & (self.buckets.len() - 2)
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Where each quote of `article` was taken from; `None` for one that stands nowhere. A quote that an attribution
    /// interrupts is looked for as a whole if not all of its parts stand somewhere as they are.
    pub fn origins(&self, article: &Article) -> Vec<Option<Origin>> {
        let mut origins = vec![None; article.quotes.len()];
        if self.is_empty() {
            return origins;
        }
        let mut first = 0;
        while first < origins.len() {
            let rest = &article.quotes[first..];
            let parts = 1 + rest.windows(2).zip(first..).take_while(|(pair, index)| goes_on(pair, *index)).count();
            let block = &article.draft.blocks[rest[0].block];
            let origins = &mut origins[first..first + parts];
            for (origin, quote) in origins.iter_mut().zip(rest) {
                *origin = self.origins_of(block, std::slice::from_ref(quote)).pop().flatten();
            }
            if parts > 1 && !origins.iter().all(|origin| origin.as_ref().is_some_and(Origin::is_exact)) {
                let whole = self.origins_of(block, &rest[..parts]);
                if whole.iter().any(Option::is_some) {
                    origins.clone_from_slice(&whole);
                }
            }
            first += parts;
        }
        origins
    }

    /// What `article` has in common with each text outside quotation marks, the most first.
    pub fn lifted(&self, article: &Article) -> Vec<Lifted> {
        match self.is_empty() {
            true => Vec::new(),
            false => lifted(&Sketch::of(article), &self.texts, &self.passages),
        }
    }

    /// Where each of `quotes`, the parts of one in `block`, was taken from; `None` for one that stands nowhere.
    fn origins_of(&self, block: &Block, quotes: &[Quote]) -> Vec<Option<Origin>> {
        let mut said = Said { block, words: Words::default(), spans: Vec::new() };
        let mut ends = Vec::new();
        for quote in quotes {
            if !said.spans.is_empty() {
                said.words.gap();
            }
            said.words.add(block, quote.within, |token| said.spans.push(block.prose.tokens[token].span()));
            ends.push(said.spans.len());
        }
        let Some((source, alike)) = self.nearest(&said.words) else { return vec![None; quotes.len()] };
        let changes: Vec<[Span; 2]> =
            alike.changes.iter().copied().filter(|change| !said.is_fair(source, &alike, *change)).collect();
        let voices = &source.voices[alike.reach[0].start..alike.reach[0].end];
        if !changes.is_empty() && voices.iter().all(|voice| *voice == Voice::Reported) {
            return vec![None; quotes.len()];
        }
        let lines = [alike.reach[0].start, alike.reach[0].end - 1].map(|word| source.line(word));
        let mut start = 0;
        let origins = ends.into_iter().map(|end| {
            let own = Span::new(start, end);
            start = end;
            let own_changes = changes.iter().filter(|[_, here]| (own.start..own.end).contains(&here.start));
            let changed: usize = own_changes.clone().map(|[_, here]| here.len()).sum();
            let changes = own_changes.map(|change| said.misquoted(source, *change)).collect();
            // A part of which most stands elsewhere was said elsewhere.
            (2 * changed < own.len()).then(|| Origin {
                key: source.key.clone(),
                name: source.name.clone(),
                lines,
                changes,
            })
        });
        origins.collect()
    }

    /// The source in which `quote` stands most nearly, and how.
    fn nearest(&self, quote: &Words) -> Option<(&Source, Alike)> {
        let mut nearest: Option<(&Source, Alike)> = None;
        for (text, there, here) in self.trials(quote) {
            let source = &self.texts[text];
            let Some(alike) = whole(source, quote, alike(source.words.all(), there, quote.all(), here)) else {
                continue;
            };
            if nearest.as_ref().is_none_or(|(_, nearest)| alike.changed() < nearest.changed()) {
                nearest = Some((source, alike));
            }
        }
        nearest
    }

    /// Where `quote` may stand, the likeliest place first: the text, and a word there and here at which a run begins that
    /// the two share.
    fn trials(&self, quote: &Words) -> Vec<(usize, usize, usize)> {
        let mut votes = Vec::new();
        for (here, run) in quote.all().runs().enumerate() {
            let bucket = self.bucket(run);
            let places = &self.places[self.buckets[bucket] as usize..self.buckets[bucket + 1] as usize];
            for &place in places.iter().take(COMMON) {
                let text = self.firsts.partition_point(|&first| first <= place as usize) - 1;
                let there = place as usize - self.firsts[text];
                if self.texts[text].words.words[there..there + RUN] == quote.words[here..here + RUN] {
                    // Where the quote would begin.
                    votes.push((place as usize + quote.words.len() - here, (text, there, here)));
                }
            }
        }
        votes.sort_unstable();
        let mut trials: Vec<_> = votes.chunk_by(|one, other| one.0 == other.0).collect();
        trials.sort_by_key(|votes| std::cmp::Reverse(votes.len()));
        trials.into_iter().take(TRIALS).map(|votes| votes[0].1).collect()
    }
}

/// Whether the second of two neighbouring quotes, the first of which has this index, goes on with it behind an attribution.
fn goes_on(pair: &[Quote], first: usize) -> bool {
    pair[0].block == pair[1].block && pair[1].continues == Some(first)
}

/// `alike` with the ends of `quote` that it does not reach as changes; `None` if they are long, or if the whole is not near.
fn whole(source: &Source, quote: &Words, mut alike: Alike) -> Option<Alike> {
    let [there, here] = alike.reach;
    let (before, behind) = (here.start, quote.words.len() - here.end);
    if before > END || behind > END {
        return None;
    }
    // What stands in its place does so in the same sentence, on the same side of a quotation mark.
    let is_quoted = |word: usize| source.voices[word] == Voice::Quoted;
    let runs_on = |word: usize| {
        // A colon stands behind the name of whoever speaks.
        let stops = source.between(word).contains(['.', '!', '?', '…', ':', '\n']);
        !stops && (word == 0 || is_quoted(word) == is_quoted(word - 1))
    };
    if before > 0 {
        let fits = if quote.gaps[here.start] { 0 } else { before };
        let words = (0..fits).take_while(|back| there.start > *back && runs_on(there.start - back)).count();
        alike.changes.insert(0, [Span::new(there.start - words, there.start), Span::new(0, before)]);
    }
    if behind > 0 {
        let fits = if quote.gaps[here.end] { 0 } else { behind };
        let all = source.words.words.len();
        let words = (0..fits).take_while(|ahead| there.end + ahead < all && runs_on(there.end + ahead)).count();
        alike.changes.push([Span::new(there.end, there.end + words), Span::new(here.end, here.end + behind)]);
    }
    (alike.changes.is_empty() || alike.same >= SURE && alike.is_near()).then_some(alike)
}

/// The words of a quote, or of its parts.
struct Said<'d> {
    block: &'d Block,
    words: Words,
    /// Where each stands in the text of the block.
    spans: Vec<Span>,
}

impl Said<'_> {
    /// Whether the words may differ so from those of `source`, to which they are `alike`: they read alike, or the source does
    /// not quote what it has there.
    fn is_fair(&self, source: &Source, alike: &Alike, change: [Span; 2]) -> bool {
        let [there, here] = change;
        let quoted =
            |range: Span| source.voices[range.start..range.end].iter().filter(|it| **it == Voice::Quoted).count();
        if !there.is_empty() && quoted(there) == 0 && 2 * quoted(alike.reach[0]) > alike.reach[0].len() {
            return true;
        }
        // "But we shall wait" of which the source has "we shall wait".
        let begins = here.start == 0 || self.words.gaps[here.start];
        if there.is_empty() && here.len() == 1 && begins && source.opens(there.start) {
            let tokens = &self.block.prose.tokens;
            let first = tokens.partition_point(|token| token.start() < self.spans[here.start].start);
            return tokens[first].is(Tags::FUNCTION);
        }
        let ours = self.text(here);
        let same = |there: Span| {
            reads_alike(&ours, &source.of(there)) || {
                let wide = [source.words.around(there), self.words.around(here)];
                reads_alike(&self.text(wide[1]), &source.with_tail(wide[0]))
            }
        };
        // At an end nobody knows how many words stand for those here.
        match (here.start == 0, here.end == self.spans.len()) {
            (true, _) => (0..=2 * END).any(|words| there.end >= words && same(Span::new(there.end - words, there.end))),
            (_, true) => {
                let most = source.words.words.len() - there.start;
                (0..=most.min(2 * END)).any(|words| same(Span::new(there.start, there.start + words)))
            }
            _ => same(there),
        }
    }

    /// What is told of a change: with the "'s" that only one of the two ends in, and with the word before where only one
    /// has it there ("it's happy" for "it is glad").
    fn misquoted(&self, source: &Source, [mut there, mut here]: [Span; 2]) -> Misquoted {
        let text = self.block.text();
        let tail_of = |word: usize| tail(&text[self.spans[word].end..]);
        let before = [source.words.around(there).start, self.words.around(here).start];
        if before[0] < there.start && before[1] < here.start {
            let tails = [tail(source.between(there.start)), tail_of(before[1])];
            if (tails[0] > 0) != (tails[1] > 0) {
                (there.start, here.start) = (before[0], before[1]);
            }
        }
        let words = likeness::stretch(self.spans.iter().copied(), here, self.spans.last().map_or(0, |last| last.end));
        let tail = if here.is_empty() { 0 } else { tail_of(here.end - 1) };
        let (bare, with_tail) = (source.of(there), source.with_tail(there));
        let differs = (tail > 0) != (with_tail.len() > bare.len());
        Misquoted {
            here: if differs { Span::new(words.start, words.end + tail) } else { words },
            there: if differs { with_tail } else { bare },
            set_off: source.between(there.start).contains(|c: char| !c.is_whitespace()),
        }
    }

    /// What a reader sees of its words `range`, with what [belongs](tail) to the last of them.
    fn text(&self, range: Span) -> String {
        let spans = &self.spans[range.start..range.end];
        let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return String::new() };
        let text = self.block.text();
        text[first.start..last.end + tail(&text[last.end..])].to_owned()
    }
}
