//! The facts of one draft, together.

use std::sync::Arc;

use super::duplicates::{self, Copy};
use super::echoes::{self, Echo};
use super::people::{self, Mention, MentionKind, People, Person, Spelling, Unintroduced};
use super::quotes::{self, Quote, Quotes, Unbalanced};
use crate::config::House;
use crate::draft::{Draft, Kind};
use crate::text::Span;

/// What is known of a draft.
#[derive(Clone, Debug)]
pub struct Article {
    /// The draft.
    pub draft: Draft,
    /// The house's list, which it is read by.
    pub house: Arc<House>,
    /// Its quotes, in order.
    pub quotes: Vec<Quote>,
    /// The quotation marks that have no partner, in order.
    pub unbalanced: Vec<Unbalanced>,
    /// The person who speaks each quote, an index into `people`; `None` where nobody is known.
    pub speakers: Vec<Option<usize>>,
    /// The people it names, in the order in which they are first named.
    pub people: Vec<Person>,
    /// The spellings of names that are at odds, in order.
    pub spellings: Vec<Spelling>,
    /// The people who are not introduced where the text first names them, in the order of these places.
    pub unintroduced: Vec<Unintroduced>,
    /// The passages that stand twice, in order.
    pub copies: Vec<Copy>,
    /// The quotes that it gives twice, in the order of the later one.
    pub echoes: Vec<Echo>,
}

impl Article {
    /// Finds the facts of `draft` by the list of `house`; `None` as soon as `cancelled` says so, which is asked between the steps.
    pub fn new(draft: Draft, house: &Arc<House>, cancelled: &dyn Fn() -> bool) -> Option<Self> {
        let check = || (!cancelled()).then_some(());
        check()?;
        let Quotes { quotes, unbalanced } = quotes::find(&draft);
        check()?;
        let People { people, speakers, spellings, unintroduced } = people::find(&draft, &quotes, house);
        check()?;
        let copies = duplicates::find(&draft, &quotes);
        check()?;
        let echoes = echoes::find(&draft, &quotes);
        let house = house.clone();
        Some(Article { draft, house, quotes, unbalanced, speakers, people, spellings, unintroduced, copies, echoes })
    }

    /// What stands in `quote`, marks included, as a reader sees it.
    pub fn said(&self, quote: &Quote) -> &str {
        quote.within.of(self.draft.blocks[quote.block].text())
    }

    /// What a reader sees of the stretch `span` of the source, which lies in one block.
    pub fn shown(&self, span: Span) -> &str {
        let block = self.draft.block_at(span.start).map(|index| &self.draft.blocks[index]);
        block.map_or("", |block| block.shown(span))
    }

    /// Those of `quotes`, given by their indexes, that are told for the first time: a quote that stands again in a later copy
    /// of its passage, word for word, is the same quote.
    pub fn first_told(&self, quotes: &[usize]) -> Vec<usize> {
        quotes.iter().copied().filter(|&quote| !self.is_told_again(quote)).collect()
    }

    fn is_told_again(&self, quote: usize) -> bool {
        let span = self.quotes[quote].span;
        let near = self.copies.partition_point(|copy| copy.span.end < span.end);
        self.copies.get(near).filter(|copy| copy.span.covers(span)).is_some_and(|copy| {
            let first = self.quotes.partition_point(|quote| quote.span.start < copy.first.start);
            let inside = (first..quote).take_while(|&other| self.quotes[other].span.end <= copy.first.end);
            inside.into_iter().any(|other| self.wording(other).eq(self.wording(quote)))
        })
    }

    /// The words of a quote, as numbers.
    fn wording(&self, quote: usize) -> impl Iterator<Item = u32> {
        let Quote { block, within, .. } = self.quotes[quote];
        let tokens = &self.draft.blocks[block].prose.tokens;
        let first = tokens.partition_point(|token| token.start() < within.start);
        let inside = tokens[first..].iter().take_while(move |token| token.end() <= within.end);
        inside.map(|token| token.letters).filter(|&letters| letters != 0)
    }

    /// How many words stand in `quotes`, given by their indexes.
    pub fn words(&self, quotes: &[usize]) -> usize {
        quotes.iter().map(|&quote| self.quotes[quote].words).sum()
    }

    /// Where the draft introduces `person`: where it first gives her name in full, if it does, and rather in its body and
    /// outside quotes than in front matter, a heading, a caption or a quote. `None` if the draft does not name her.
    pub fn introduction(&self, person: &Person) -> Option<Mention> {
        let names = person.mentions.iter().filter(|mention| mention.kind == MentionKind::Name).copied();
        names.min_by_key(|mention| {
            let block = self.draft.blocks.get(mention.block);
            let in_part = block.is_none_or(|block| block.shown(mention.span).split_whitespace().count() < 2);
            let beside = block.is_none_or(|block| matches!(block.kind, Kind::Heading | Kind::Caption | Kind::Label));
            (in_part, beside || mention.quoted)
        })
    }
}
