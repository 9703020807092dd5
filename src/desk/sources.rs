//! Where the quotes of a draft stand in what it was written from.
//!
//! Runs of words that a quote shares with a source vote for where in it the quote begins; at the best of these places the
//! two are compared word by word.

use std::sync::Arc;

use super::origin::{Misquoted, Origin};
use super::source::Source;
use crate::analysis::likeness::{self, Alike, RUN, Words, alike};
use crate::analysis::{Article, Quote};
use crate::draft::{Block, Shape};
use crate::lexicon::letters::is_apostrophe;
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
        let mut sources = Sources { buckets: vec![0; all.next_power_of_two() + 1], texts, firsts, places: Vec::new() };
        let mut runs = Vec::with_capacity(all);
        for (text, first) in sources.texts.iter().zip(&sources.firsts) {
            runs.extend(text.words.runs().enumerate().map(|(at, run)| (sources.bucket(run), (first + at) as u32)));
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

    fn bucket(&self, run: u64) -> usize {
        (run >> 32) as usize & (self.buckets.len() - 2)
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
                *origin = self.origins_of(block, std::slice::from_ref(quote)).pop();
            }
            if parts > 1 && !origins.iter().all(|origin| origin.as_ref().is_some_and(Origin::is_exact)) {
                let whole = self.origins_of(block, &rest[..parts]);
                origins.iter_mut().zip(whole).for_each(|(origin, of_whole)| *origin = Some(of_whole));
            }
            first += parts;
        }
        origins
    }

    /// Where `quotes`, the parts of one in `block`, were taken from; nothing if they stand nowhere.
    fn origins_of(&self, block: &Block, quotes: &[Quote]) -> Vec<Origin> {
        let (mut words, mut spans, mut ends) = (Words::default(), Vec::new(), Vec::new());
        for quote in quotes {
            if !spans.is_empty() {
                words.gap();
            }
            words.add(block, quote.within, |token| spans.push(block.prose.tokens[token].span()));
            ends.push(spans.len());
        }
        let Some((source, alike)) = self.nearest(&words) else { return Vec::new() };
        let lines = [alike.reach[0].start, alike.reach[0].end - 1].map(|word| source.line(word));
        let mut start = 0;
        let origins = ends.into_iter().map(|end| {
            let own = start..end;
            start = end;
            let changes = alike.changes.iter().filter(|[_, here]| own.contains(&here.start));
            let changes = changes.filter_map(|&[there, here]| {
                let before = source.between(there.start);
                let change = Misquoted {
                    here: likeness::stretch(spans.iter().copied(), here, spans.last().map_or(0, |last| last.end)),
                    there: source.of(there),
                    set_off: before.contains(|c: char| !c.is_whitespace()),
                };
                (!is_fair(&change, block, before)).then_some(change)
            });
            Origin { key: source.key.clone(), name: source.name.clone(), lines, changes: changes.collect() }
        });
        origins.collect()
    }

    /// The source in which `quote` stands most nearly, and how.
    fn nearest(&self, quote: &Words) -> Option<(&Source, Alike)> {
        let mut nearest: Option<(&Source, Alike)> = None;
        for (text, there, here) in self.trials(quote) {
            let source = &self.texts[text];
            let Some(alike) = whole(source, quote, alike(&source.words, there, quote, here)) else { continue };
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
        for (here, run) in quote.runs().enumerate() {
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
    // What stands in its place does so in the same sentence.
    let runs_on = |word: usize| !source.between(word).contains(['.', '!', '?', '…', '\n']);
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

/// Whether words may be written otherwise so in `block`: a number in figures, "it's" for "it is". Those of the source stand
/// behind `before`.
fn is_fair(change: &Misquoted, block: &Block, before: &str) -> bool {
    let here = change.here.of(block.text());
    let verb = |word: &str| word.eq_ignore_ascii_case("is") || word.eq_ignore_ascii_case("has");
    if here.is_empty() && verb(&change.there) {
        let tokens = &block.prose.tokens;
        let next = tokens.partition_point(|token| token.start() < change.here.start);
        return next > 0 && tokens[next - 1].shape == Shape::Clitic;
    }
    let contracted = change.there.is_empty() && verb(here) && before.starts_with(is_apostrophe);
    contracted || likeness::reads_alike(here, &change.there)
}
