//! The facts of one draft, together.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashSet;

use super::duplicates::sentences::Sentences;
use super::duplicates::tally::Tally;
use super::duplicates::{self, Copies, Copy};
use super::echoes::{self, Echo, Echoes};
use super::people::{self, Mention, MentionKind, People, Person, Spelling, Unintroduced};
use super::quotes::{self, Quote, Quotes, Unbalanced};
use crate::config::House;
use crate::draft::{Draft, Kept, Kind};
use crate::text::{Lines, Span};

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
    /// Whether each quote stands, word for word, in the passage too that its own is a later copy of.
    pub retold: Vec<bool>,
    /// The quotes that it gives twice, in the order of the later one.
    pub echoes: Vec<Echo>,
    lines: OnceLock<Lines>,
    memo: Memo,
}

/// What is kept for the next edition of the draft.
#[derive(Clone, Debug, Default)]
struct Memo {
    quotes: quotes::Memo,
    people: people::Memo,
    copies: duplicates::Memo,
    echoes: echoes::Memo,
}

impl Article {
    /// Finds the facts of `draft` by the list of `house`; `None` as soon as `cancelled` says so, which is asked between the steps.
    pub fn new(draft: Draft, house: &Arc<House>, cancelled: &dyn Fn() -> bool) -> Option<Self> {
        Article::read(draft, None, house, cancelled)
    }

    /// [`Article::new`] of `text`, which its draft has become by an edit. What that leaves as it was is not looked at again.
    pub fn next(&self, text: Arc<str>, house: &Arc<House>, cancelled: &dyn Fn() -> bool) -> Option<Self> {
        let (draft, kept) = self.draft.next(text);
        Article::read(draft, Some((self, kept)), house, cancelled)
    }

    /// The facts of `draft`, which was the `last` one before an edit that kept some of its blocks.
    fn read(
        draft: Draft,
        last: Option<(&Article, Kept)>,
        house: &Arc<House>,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Self> {
        let check = || (!cancelled()).then_some(());
        check()?;
        let Quotes { quotes, unbalanced, memo: told } =
            quotes::next(&draft, last.map(|(last, kept)| (&last.memo.quotes, kept)));
        check()?;
        let before = last.map(|(last, kept)| people::Last {
            draft: &last.draft,
            house: &last.house,
            memo: &last.memo.people,
            kept,
        });
        let People { people, speakers, spellings, unintroduced, memo } = people::find(&draft, &quotes, house, before);
        check()?;
        let Copies { copies, memo: counted } =
            duplicates::next(&draft, &quotes, last.map(|(last, kept)| (&last.memo.copies, kept)));
        check()?;
        let retold = retold(&draft, &quotes, &copies);
        let last = last.map(|(last, kept)| {
            let Article { quotes, echoes, memo: Memo { echoes: memo, .. }, .. } = last;
            echoes::Last { quotes, echoes, memo, kept }
        });
        let Echoes { echoes, memo: said } = echoes::find(&draft, &quotes, last);
        let house = house.clone();
        Some(Article {
            draft,
            house,
            quotes,
            unbalanced,
            speakers,
            people,
            spellings,
            unintroduced,
            copies,
            retold,
            echoes,
            lines: OnceLock::new(),
            memo: Memo { quotes: told, people: memo, copies: counted, echoes: said },
        })
    }

    /// The lines of the draft, found when they are first asked for.
    pub fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::new(&self.draft.text))
    }

    /// The words of the draft that count.
    pub fn tally(&self) -> &Tally {
        &self.memo.copies.tally
    }

    /// The sentences of the draft.
    pub fn sentences(&self) -> Sentences<'_> {
        Sentences::new(&self.draft, self.tally())
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
        quotes.iter().copied().filter(|&quote| !self.retold[quote]).collect()
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

/// Whether each of `quotes` stands, word for word, in the first passage of the one of `copies` that holds it.
fn retold(draft: &Draft, quotes: &[Quote], copies: &[Copy]) -> Vec<bool> {
    let wording = |quote: &Quote| -> Vec<u32> {
        let tokens = &draft.blocks[quote.block].prose.tokens;
        let first = tokens.partition_point(|token| token.start() < quote.within.start);
        let inside = tokens[first..].iter().take_while(|token| token.end() <= quote.within.end);
        inside.map(|token| token.letters).filter(|&letters| letters != 0).collect()
    };
    let inside = |span: Span| {
        let first = quotes.partition_point(|quote| quote.span.start < span.start);
        let count = quotes[first..].iter().take_while(|quote| quote.span.end <= span.end).count();
        first..first + count
    };
    let mut retold = vec![false; quotes.len()];
    for copy in copies {
        let told: FxHashSet<Vec<u32>> = quotes[inside(copy.first)].iter().map(wording).collect();
        for index in inside(copy.span) {
            retold[index] = told.contains(&wording(&quotes[index]));
        }
    }
    retold
}
