//! The quotes of a draft: each stretch in quotation marks with its speaker, across paragraphs.

use std::sync::Arc;

use super::attribution::Given;
use super::balance::{Balance, Unbalanced};
use super::marks::{self, Pair};
use super::paragraph;
use super::phrase::Passage;
use super::quotation::{self, Body};
use super::quote::{Attribution, Quote, Source};
use super::reading::{self, Last};
use super::told::{Beside, Stretch, Told};
use crate::draft::{Block, Draft, Format, Kept, Kind, Shape};

/// The quotes of a draft.
#[derive(Clone, Debug, Default)]
pub struct Quotes {
    /// In order.
    pub quotes: Vec<Quote>,
    /// The quotation marks that have no partner, in order.
    pub unbalanced: Vec<Unbalanced>,
    /// What its blocks say by themselves.
    pub memo: Memo,
}

/// What the blocks of a draft say by themselves, kept for the next edition of it.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    short_paragraphs: bool,
    blocks: Vec<Arc<Told>>,
}

/// The quotes of `draft`.
pub fn find(draft: &Draft) -> Quotes {
    next(draft, None)
}

/// [`find`] in a draft that was another before an edit: `last` is what was kept of that, and which of its blocks are as they
/// were.
pub fn next(draft: &Draft, last: Option<(&Memo, Kept)>) -> Quotes {
    let mut quotes: Vec<Quote> = Vec::new();
    let mut before: Option<Before> = None;
    let mut balance = Balance::new(draft.language);
    let short_paragraphs = has_short_paragraphs(draft);
    let body = Body::default();
    let mut quotation = 0..0;
    let last = last.filter(|(last, _)| last.short_paragraphs == short_paragraphs);
    let nothing = Arc::new(Told::nothing());
    let mut blocks: Vec<Arc<Told>> = Vec::with_capacity(draft.blocks.len());
    for (index, block) in draft.blocks.iter().enumerate() {
        if !block.kind.is_text() {
            blocks.push(nothing.clone());
            continue;
        }
        let next = draft.blocks[index + 1..].iter().find(|next| next.kind.is_text());
        let single = next.is_some_and(|next| marks::opens_with_single(next.text(), &next.prose.tokens));
        let beside = Beside { open: before.as_ref().is_some_and(|before| before.open), single };
        let known = last.and_then(|(last, kept)| last.blocks.get(kept.was(index)?)).filter(|told| told.holds(beside));
        let told = known.cloned().unwrap_or_else(|| {
            let told = Told::new(block, beside, draft.language);
            let passage = Passage::new(block, &[], draft.language);
            // Most blocks; they need no memory of their own.
            let is_silent = beside == Beside::default()
                && told.is_quiet()
                && !told.stands_between
                && told.announced(block, &passage).is_none()
                && !(short_paragraphs && told.reported(block, &passage).is_some());
            if is_silent { nothing.clone() } else { Arc::new(told) }
        });
        blocks.push(told.clone());
        balance.read(block, &told.pairs);
        if block.kind == Kind::Quotation && index >= quotation.end {
            let (found, end) = quotation::find(draft, index, quotes.len(), &body);
            quotation = if found.is_empty() { end..end } else { index..end };
            quotes.extend(found);
        }
        if quotation.contains(&index) {
            before = None;
            continue;
        }
        let passage = Passage::new(block, &told.pairs.outer, draft.language);
        sign(&mut quotes, before.as_ref(), index, block, &passage);
        let place = Place { index, block, passage: &passage };
        let start = quotes.len();
        if !told.pairs.outer.is_empty() {
            let spoken = told.spoken(block, &passage);
            let goes_on = (!spoken.goes_on.is_empty()).then(|| spoke_last(draft, index)).flatten();
            for (at, (pair, stretch)) in told.pairs.outer.iter().zip(&spoken.stretches).enumerate() {
                let given = stretch.given.clone().map(|given| given.placed(block, index));
                let given = given.or_else(|| goes_on.clone().filter(|_| spoken.goes_on.binary_search(&at).is_ok()));
                let before = before.as_ref().filter(|_| start == quotes.len());
                read(&mut quotes, place, pair, stretch, given, before);
            }
        }
        // A picture may stand between two paragraphs of a quote.
        let between = match block.kind {
            Kind::Caption => before.as_ref().is_some_and(|before| before.open),
            Kind::Paragraph => before.as_ref().is_some_and(|before| !before.open) && told.stands_between,
            // In plain text a caption looks like a heading.
            Kind::Heading if draft.format == Format::Plain => told.stands_between,
            _ => false,
        };
        if !between {
            before = Some(Before::new(place, &told, &quotes[start..], start, short_paragraphs));
        }
    }
    Quotes { quotes, unbalanced: balance.finish(), memo: Memo { short_paragraphs, blocks } }
}

/// Who speaks last before the block `index` of `draft`, for reported speech that goes on there.
fn spoke_last(draft: &Draft, index: usize) -> Option<Attribution> {
    /// No speech is reported over more paragraphs than these.
    const REACH: usize = 4;
    /// Nor over more blocks, list items and all.
    const FAR: usize = 32;
    let before = draft.blocks[..index].iter().enumerate().rev().take(FAR);
    for (at, block) in before.filter(|(_, block)| block.kind == Kind::Paragraph).take(REACH) {
        let pairs = marks::pair(block.text(), &block.prose.tokens, false);
        match reading::last(&Passage::new(block, &pairs.outer, draft.language), &block.prose) {
            Last::Speaker(given) => return Some(Given { source: Source::Carried, ..given }.placed(block, at)),
            Last::Before => continue,
            Last::Nobody => break,
        }
    }
    None
}

/// Whether most paragraphs of `draft` are one sentence, as the BBC and others write: there a quote that is a paragraph of its
/// own belongs to whoever spoke in the paragraph before.
fn has_short_paragraphs(draft: &Draft) -> bool {
    let paragraphs = || draft.blocks.iter().filter(|block| block.kind == Kind::Paragraph);
    let short = paragraphs().filter(|block| block.prose.sentences.len() == 1).count();
    short * 2 > paragraphs().count()
}

/// A block and where it stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    index: usize,
    block: &'a Block,
    passage: &'a Passage<'a>,
}

/// Adds the stretch `pair` to `quotes` if it is speech. `before` tells of the block before, if this is the first quote of
/// its own.
fn read(
    quotes: &mut Vec<Quote>,
    place: Place,
    pair: &Pair,
    stretch: &Stretch,
    given: Option<Attribution>,
    before: Option<&Before>,
) {
    let Place { index, block, .. } = place;
    let &Stretch { within, words, opens_block, is_title, is_speech, .. } = stretch;
    if words == 0 {
        return;
    }
    let mut speaker = given;
    let mut continues = None;
    if let Some(before) = before.filter(|_| opens_block) {
        if before.open {
            continues = before.quote;
        }
        speaker = speaker.or_else(|| before.next.clone());
    }
    // The mark before was forgotten, or the quote goes on behind nothing at all.
    if let Some((last, quote)) = quotes.iter().enumerate().next_back().filter(|(_, quote)| quote.block == index)
        && speaker.is_none()
        && quote.within.end <= within.start
        && (pair.open == 0 || block.prose.tokens[pair.open - 1].end() <= quote.within.end)
    {
        continues = Some(last);
        speaker = quote.attribution.clone().map(|speaker| Attribution { source: Source::Carried, ..speaker });
    }
    if is_title {
        speaker = speaker
            .filter(|speaker| !matches!(speaker.source, Source::Carried | Source::Announced | Source::Paragraph));
    }
    if speaker.is_none() && !is_speech {
        return;
    }
    let carried = speaker.as_ref().is_some_and(|speaker| speaker.source == Source::Carried);
    if carried && before.is_none() {
        continues = continues.or(quotes.len().checked_sub(1));
    }
    if let Some(speaker) = &speaker {
        give_back(quotes, continues, speaker);
    }
    quotes.push(Quote {
        span: block.source(within),
        block: index,
        within,
        words,
        marked: true,
        attribution: speaker,
        continues,
    });
}

/// What a block leaves for the next.
struct Before {
    /// Its last quote was not closed.
    open: bool,
    /// The speaker of a quote that opens the next block and has none of its own.
    next: Option<Attribution>,
    /// Its last quote, by its index.
    quote: Option<usize>,
}

impl Before {
    /// Reads what the block leaves, whose quotes are `quotes`, the first of them with the index `start`.
    fn new(place: Place, told: &Told, quotes: &[Quote], start: usize, short_paragraphs: bool) -> Self {
        let Place { index, block, passage } = place;
        let open = passage.pairs.last().is_some_and(|pair| !pair.closed && pair.end == passage.tokens.len());
        let colon = || passage.tokens.last().is_some_and(|token| token.shape == Shape::Colon);
        let carried = quotes.last().filter(|quote| open || !colon() && told.ends_with(quote.within));
        let next = match carried {
            Some(quote) => quote.attribution.clone().map(|speaker| Attribution { source: Source::Carried, ..speaker }),
            None => {
                let carries = short_paragraphs && quotes.is_empty();
                let reported = || carries.then(|| told.reported(block, passage)).flatten();
                let given = told.announced(block, passage).or_else(reported);
                given.map(|given| given.clone().placed(block, index))
            }
        };
        let quote = (!quotes.is_empty()).then(|| start + quotes.len() - 1);
        Before { open, next, quote }
    }
}

/// Gives the speaker of a quote to the paragraphs of it that stand before, where only the last says who speaks.
fn give_back(quotes: &mut [Quote], mut continues: Option<usize>, speaker: &Attribution) {
    while let Some(index) = continues.filter(|&index| quotes[index].attribution.is_none()) {
        quotes[index].attribution = Some(Attribution { source: Source::Carried, ..speaker.clone() });
        continues = quotes[index].continues;
    }
}

/// Gives the name on a line of attribution ("– Ann Gray, Millbrook") to the quote that ends the block before it.
fn sign(quotes: &mut [Quote], before: Option<&Before>, index: usize, block: &Block, passage: &Passage) {
    let Some(last) = before.and_then(|before| before.quote) else { return };
    if quotes[last].attribution.as_ref().is_some_and(|given| given.source != Source::Carried) {
        return;
    }
    if let Some(speaker) = paragraph::signed(passage, 0) {
        let given = Given { speaker, cue: Some(0..1), source: Source::Label, weight: 0 };
        quotes[last].attribution = Some(given.placed(block, index));
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use expect_test::{Expect, expect};

    use super::{find, next};
    use crate::draft::{Draft, Format};

    /// The quotes of `source`, one a line: the words, who speaks, and `+` where the line carries on the one before.
    fn check(format: Format, source: &str, expected: Expect) {
        let draft = Draft::new(source.into(), format);
        let mut out = String::new();
        for quote in find(&draft).quotes {
            let text = |block: usize| draft.blocks[block].text();
            let words = quote.within.of(text(quote.block));
            let speaker = quote.attribution.map_or("nobody", |given| given.within.of(text(given.block)));
            let carried = if quote.continues.is_some() { "+" } else { "" };
            let _ = writeln!(out, "{carried}{words} <- {speaker}");
        }
        expected.assert_eq(&out);
    }

    #[test]
    fn a_signature_tells_who_speaks() {
        check(
            Format::Markdown,
            "The lamps go out.\n\n> A lit street is a promise.\n>\n> It says that someone is still up.\n>\n\
             > — Greta Molnar, in a letter\n\nThe council met.\n\n> Darkness is cheaper.\n> — Ivo Brandt\n\n\
             > The stars are free.\n\n— Sunniva Thorne, astronomer\n\n> Leave one on. – Piet Oost\n",
            expect![[r#"
                A lit street is a promise. <- Greta Molnar
                +It says that someone is still up. <- Greta Molnar
                Darkness is cheaper. <- Ivo Brandt
                The stars are free. <- Sunniva Thorne
                Leave one on. <- Piet Oost
            "#]],
        );
    }

    #[test]
    fn a_colon_tells_who_speaks() {
        check(
            Format::Markdown,
            "Mayor Greta Molnar wrote to the shops:\n\n> The lamps stay on until eleven.\n\nThey stayed on.\n",
            expect![[r#"
                The lamps stay on until eleven. <- Mayor Greta Molnar
            "#]],
        );
    }

    #[test]
    fn a_sentence_before_tells_who_says_i() {
        check(
            Format::Markdown,
            "Greta Molnar answered on the same evening, as she always says she does.\n\n> I never saw a lamp that bright.\n",
            expect![[r#"
                I never saw a lamp that bright. <- Greta Molnar
            "#]],
        );
    }

    #[test]
    fn a_document_is_no_speech() {
        check(
            Format::Markdown,
            "The notice reads as follows:\n\n> Lamps are to be put out at ten.\n\nThe law of 1904 is shorter.\n\n\
             > No lamp shall burn.\n\nThe recipe:\n\n> Two eggs, a lemon.\n\n> We ask our guests to leave by ten.\n",
            expect![""],
        );
    }

    #[test]
    fn who_says_i_speaks_even_where_nobody_is_given() {
        check(
            Format::Markdown,
            "It was dark.\n\n> I have lit these lamps for thirty years.\n",
            expect![[r#"
            I have lit these lamps for thirty years. <- nobody
        "#]],
        );
    }

    #[test]
    fn a_pull_quote_is_no_quote_of_its_own() {
        check(
            Format::Markdown,
            "“I have lit these lamps for thirty years,” said Ivo Brandt.\n\n> I have lit these lamps for thirty years\n",
            expect![[r#"
                “I have lit these lamps for thirty years,” <- Ivo Brandt
            "#]],
        );
    }

    #[test]
    fn marks_in_a_block_quotation_count_as_ever() {
        check(
            Format::Markdown,
            "> “I light them,” said Ivo Brandt. “Nobody else would do it for that money.”\n\n\
             > The mayor said “no” twice, and I heard it.\n",
            expect![[r#"
                “I light them,” <- Ivo Brandt
                +“Nobody else would do it for that money.” <- Ivo Brandt
                “no” <- The mayor
            "#]],
        );
    }

    #[test]
    fn a_block_quotation_of_a_page() {
        check(
            Format::Html,
            "<p>Nobody asked him.</p><blockquote><p>I light &amp; put out <b>every</b> lamp.</p><p>So did my father.</p>\
             <footer><cite>Ivo Brandt</cite>, lamplighter</footer></blockquote><p>He left.</p>\
             <blockquote>It was a good street.<br>— Greta Molnar</blockquote>",
            expect![[r#"
                I light & put out every lamp. <- Ivo Brandt
                +So did my father. <- Ivo Brandt
                It was a good street. <- Greta Molnar
            "#]],
        );
    }

    #[test]
    fn a_question_or_a_caption_between_two_quotes_changes_no_speaker() {
        check(
            Format::Plain,
            "“I sleep badly,” Ann Gray said.\n\nWhat does she do about it?\n\n“I count the lamps in our street.”\n\n\
             Ann Gray on her balcony, above the square\n\n“It takes me until four.”\n\nThe street has forty lamps.\n\n\
             “It is far too bright.”\n",
            expect![[r#"
                “I sleep badly,” <- Ann Gray
                “I count the lamps in our street.” <- Ann Gray
                “It takes me until four.” <- Ann Gray
                “It is far too bright.” <- nobody
            "#]],
        );
    }

    /// A block without quotes was taken to have none whatever stands beside it.
    #[test]
    fn how_the_next_block_opens_counts_in_the_one_before() {
        let text = |mark: &str| {
            format!(
                "‘The ferry is late,’ Captain Howe said. ‘The passengers’ Eda Krull, the mayor,\n\n‘T- he ferry wil\n\n\
                 {mark}l not sail in this wind, and nobody should pretend it could.’\n"
            )
        };
        let before = Draft::new(text("").into(), Format::Plain);
        let memo = find(&before).memo;
        let (draft, kept) = before.next(text("’").into());
        assert_eq!(next(&draft, Some((&memo, kept))).quotes, find(&draft).quotes);
    }
}
