//! Passages that stand twice in a draft.
//!
//! The words are counted ([`tally`]) and compared as fingerprints ([`fingerprint`]); runs of equal ones, found by shingles
//! that stand twice ([`repeats`]), are chained into alignments ([`alignment`]); sentences and blocks say what of them a person would call a passage ([`passages`]), and what
//! the two look like ([`side`]) whether it may stand twice ([`judgement`]). What was changed in a near copy is told word by
//! word ([`rewordings`]).

pub mod fingerprint;
pub mod winnow;
pub mod wanted;
pub mod tally;
pub mod repeats;
pub mod alignment;
pub mod sentences;
pub mod passages;
pub mod side;
pub mod judgement;
pub mod copy;
pub mod rewordings;

pub use copy::{Copy, Rewording};

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::quotes::Quote;
use crate::draft::{Draft, Kept};
use alignment::{Alignment, Chains};
use fingerprint::SHINGLE;
use judgement::Verdict;
use passages::Passage;
use repeats::Repeat;
use sentences::Sentences;
use tally::{Change, Tally};

/// What stands twice in a draft.
#[derive(Clone, Debug, Default)]
pub struct Copies {
    /// In the order of the later ones; no two of these overlap.
    pub copies: Vec<Copy>,
    /// The words by which they were found.
    pub memo: Memo,
}

/// The words of a draft and which of them stand twice, kept for the next edition of it.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    /// The words.
    pub tally: Tally,
    repeats: Vec<Repeat>,
    alignments: Vec<Alignment>,
}

/// The copies in `draft`, whose quotes are `quotes`.
pub fn find(draft: &Draft, quotes: &[Quote]) -> Copies {
    next(draft, quotes, None)
}

/// [`find`] in a draft that was another before an edit: `last` is what was kept of that, and which of its blocks are as they
/// were.
pub fn next(draft: &Draft, quotes: &[Quote], last: Option<(&Memo, Kept)>) -> Copies {
    let (tally, change) = match last {
        Some((before, kept)) => before.tally.next(draft, kept),
        None => (Tally::new(draft), Change::default()),
    };
    let last = last.map(|(last, _)| last);
    let repeats = match last {
        Some(last) => repeats::next(&last.repeats, &last.tally.words, &tally.words, change),
        None => repeats::find(&tally.words),
    };
    let blocks = (0..draft.blocks.len()).map(|block| tally.block(block));
    let blocks = blocks.filter(|words| words.len() >= SHINGLE).map(|words| words.start);
    let chains = Chains::new(&tally.words, &repeats, blocks);
    let alignments = chains.align(&tally.words, tally.starts(), last.map(|last| (&last.alignments[..], change)));
    let copies = copies(Sentences::new(draft, &tally), quotes, &alignments);
    Copies { copies, memo: Memo { tally, repeats, alignments } }
}

/// The copies for which `alignments` speak.
fn copies(sentences: Sentences, quotes: &[Quote], alignments: &[Alignment]) -> Vec<Copy> {
    if alignments.is_empty() {
        return Vec::new();
    }
    let sentences = &sentences;
    let mut passages = passages::find(sentences, alignments);
    let before = stand_before(&mut passages, sentences);
    let verdicts = judgement::verdicts(sentences, quotes, &passages);
    let mut copies = Vec::new();
    for ((passage, before), verdict) in passages.iter().zip(before).zip(verdicts) {
        let display = match verdict {
            Verdict::Fair | Verdict::FairAlone => continue,
            Verdict::Display => true,
            Verdict::Body => false,
        };
        let Passage { later, first, .. } = passage;
        copies.push(Copy {
            span: sentences.span(later),
            first: sentences.span(first),
            before,
            block: sentences.block(later.end - 1),
            sentences: (!sentences.is_whole(later)).then_some(later.len()),
            alike: passage.alike(sentences),
            rewordings: rewordings::find(sentences, passage),
            news: judgement::news(sentences, passage),
            display,
        });
    }
    copies
}

/// Points each copy of a copy at the passage that both repeat, and tells how many times each passage stands before.
fn stand_before(passages: &mut [Passage], sentences: &Sentences) -> Vec<usize> {
    let mut firsts: FxHashMap<Range<usize>, Range<usize>> = FxHashMap::default();
    let mut times: FxHashMap<usize, usize> = FxHashMap::default();
    let before = passages.iter_mut().map(|passage| {
        if let Some(first) = firsts.get(&passage.first) {
            let (from, to) = (sentences.words(&passage.first).start, sentences.words(first).start);
            passage.pairs.iter_mut().for_each(|pair| pair.0 = pair.0 - from + to);
            passage.first = first.clone();
        }
        let (alike, of) = passage.alike(sentences);
        if alike == of {
            firsts.insert(passage.later.clone(), passage.first.clone());
        }
        let times = times.entry(passage.first.start).or_default();
        *times += 1;
        *times
    });
    before.collect()
}

#[cfg(test)]
mod tests {
    use super::{Copy, find};
    use crate::analysis::quotes;
    use crate::draft::{Draft, Format};

    fn copies(text: &str) -> Vec<Copy> {
        let draft = Draft::new(text.into(), Format::Plain);
        find(&draft, &quotes::find(&draft).quotes).copies
    }

    /// What `text` says twice: the first words of the later passage, its sentences, and how much is alike.
    fn check(text: &str, expected: &[&str]) {
        let found = copies(text).into_iter().map(|copy| {
            let words: Vec<&str> = copy.span.of(text).split_whitespace().take(3).collect();
            let sentences = copy.sentences.map_or("all".to_owned(), |sentences| sentences.to_string());
            let display = if copy.display { ", display" } else { "" };
            format!("{}: {sentences}, {}/{}{display}", words.join(" "), copy.alike.0, copy.alike.1)
        });
        assert_eq!(found.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn a_wrapped_line_that_reads_like_a_headline_is_no_border() {
        check(
            "Nobody has told the people of Wick Lane why their road was dug up for the third time by the Water Board.\n\n\
             They have counted the holes.\n\n\
             Nobody has told the people of Wick\nLane why their road was dug up for the third time by the\nWater Board.\n",
            &["Nobody has told: all, 22/22"],
        );
    }

    #[test]
    fn captions_of_a_gallery_by_one_pattern_are_no_copies() {
        let captions =
            ["the crowd waits for the band", "two men carry a drum", "rain falls on the last float", "a child sleeps"];
        let gallery: String = captions
            .iter()
            .enumerate()
            .map(|(index, caption)| {
                format!("Show picture {} of 25 from the carnival in Hollin: {caption}. ", index + 1)
            })
            .collect();
        check(
            &format!("{gallery}\n\nThe carnival will be back.\n\n{gallery}Nobody knows when."),
            &["Show picture 1: 4, 60/60"],
        );
        check(&format!("The carnival was wet.\n\n{gallery}"), &[]);
    }

    #[test]
    fn what_was_added_to_a_copy_is_no_part_of_it() {
        let paragraph = "The weir was built of oak that had lain in the harbour for a winter. It has not moved since.";
        check(
            &format!("{paragraph}\n\nAsh would have rotted.\n\n{paragraph} Nobody knows why."),
            &["The weir was: 2, 20/20"],
        );
        check(
            &format!("{paragraph}\n\nAsh would have rotted.\n\n{paragraph} (Picture: Harbour Archive)"),
            &["The weir was: all, 20/23, display"],
        );
    }

    #[test]
    fn a_post_and_its_words_again_are_no_copy() {
        check(
            "The whole street smells of bread again and I have eaten nothing else all day.— Ada Lim (@adalim) May 4, 2024\n\n\
             The whole street smells of bread again and I have eaten nothing else all day.",
            &[],
        );
    }

    #[test]
    fn words_that_one_of_the_two_puts_in_marks_are_no_copy() {
        check(
            "She adds: 'I cannot see the sea from here and I have stopped asking for it. Nobody says why.\n\n\
             That was in May.\n\n\
             I cannot see the sea from here and I have stopped asking for it. Nobody says why.",
            &[],
        );
    }

    #[test]
    fn an_advertisement_and_its_link_may_come_again() {
        let link =
            "Every tide table of the coast, in one small book that fits your pocket!\nhttps://tides.example/?b=1&s=2";
        check(&format!("The ferry was late.\n\nTides\n{link}\n\nNobody minded.\n\nTides\n{link}\n\nIt came."), &[]);
    }

    #[test]
    fn a_sentence_of_a_caption_is_one_of_a_caption() {
        let body = "The weir was built of oak that had lain in the harbour for a winter.";
        let caption = format!("{body} The keeper's house is seen behind it, with the garden where it all began");
        check(
            &format!("{caption}\n\nIt leaks.\n\n{body}\n\nAsh would have rotted."),
            &["The weir was: all, 15/15, display"],
        );
        check(
            &format!("{body}\n\nIt leaks.\n\nAsh would have rotted.\n\n{caption}"),
            &["The weir was: 1, 15/15, display"],
        );
    }

    #[test]
    fn a_long_paragraph_that_lacks_its_last_stop_is_no_caption() {
        let body = "The weir was built of oak that had lain in the harbour for a winter. It has not moved since.";
        let rest: String = (0..30).map(|year| format!("In year {year} nobody came to see it. ")).collect();
        check(&format!("{body}\n\nIt leaks.\n\n{body} {rest} Nobody knows why"), &["The weir was: 2, 20/20"]);
    }

    #[test]
    fn an_article_that_somebody_wrote_belongs_to_the_story() {
        for text in [
            "Ida Lund wrote an article for the parish magazine in which she counted the empty shops.",
            "Corrections officers at the prison on the island have asked for a boat of their own.",
            "Ida Lund schrieb einen Artikel für das Gemeindeblatt, in dem sie die leeren Läden zählte.",
        ] {
            let copies = copies(&format!("{text}\n\nNobody had done so before.\n\n{text}"));
            assert_eq!(copies.len(), 1, "{text}");
        }
    }

    #[test]
    fn notes_of_a_german_page_may_come_again() {
        let around = "Der Kran steht seit dem Herbst still, und niemand weiß, wer ihn nun bezahlt.";
        for note in [
            "Korrektur: In einer früheren Fassung war der Kran zu hoch angegeben; er misst 40 Meter.",
            "Anmerkung der Redaktion: In einer früheren Fassung war der Kran zu hoch angegeben.",
            "In einer früheren Fassung dieses Textes war der Kran zu hoch angegeben; er misst 40 Meter.",
            "Dieser Artikel erschien zuerst in unserer Beilage zum Tag des offenen Hafens im Mai.",
            "© Larchbote 2024. Alle Rechte vorbehalten, auch die der Vervielfältigung in jeder Form.",
            "Mit unserem Newsletter wissen Sie jeden Morgen, welche Schiffe im Hafen liegen und warum.",
        ] {
            check(&format!("{around}\n\n{note}\n\nSo ist es nicht nur hier.\n\n{note}"), &[]);
        }
    }

    #[test]
    fn what_stands_behind_two_sentences_does_not_hide_them() {
        let copied = "The ferry to Wick has not run since the autumn. Nobody has told people when it will.";
        check(
            &format!("{copied} The captain sits in the café.\n\nIt rained.\n\nA sign stands on the quay. {copied}"),
            &["The ferry to: 2, 17/17"],
        );
    }

    #[test]
    fn headings_of_capitals_go_with_their_sections() {
        let body =
            ["The weir was built of oak that had lain in the harbour.", "Ash would have rotted within ten years."];
        let section = format!("## The Weir\n\n{}\n\n### Wood\n\n{}\n\n", body[0], body[1]);
        let draft = Draft::new(format!("{section}It rained.\n\n{section}Nobody came.").into(), Format::Markdown);
        assert_eq!(find(&draft, &[]).copies.len(), 4);
        let heading = "## The Weir\n\n";
        let draft = Draft::new(format!("{heading}It rained.\n\n{heading}Nobody came.").into(), Format::Markdown);
        assert_eq!(find(&draft, &[]).copies, []);
    }

    #[test]
    fn code_and_lists_of_names_are_no_copies() {
        let code = "(function(d, s) { var js = d.createElement(s); js.id = 'feed'; js.async = true; d.head.append(js); }(document, 'script'));";
        check(&format!("{code}\n\nThe feed was late.\n\n{code}"), &[]);
        let team =
            "Adeyemi, Brandt (Cole 63), Duarte, Eklund, Faraday; Giroud, Haas, Imrie (Jansen 80), Kovac; Lund, Moreau.";
        check(&format!("{team}\n\nIt was enough.\n\n{team}"), &[]);
    }

    #[test]
    fn an_extract_of_what_was_quoted_is_no_copy() {
        check(
            "In her letter she says: “I will not sit in a room with people who count the spoons when I leave it.\n\n\
             “They can send me the minutes, and I shall read them when it rains.”\n\n\
             The letter in full:\n\n\
             I will not sit in a room with people who count the spoons when I leave it.\n\n\
             They can send me the minutes, and I shall read them when it rains.",
            &[],
        );
    }

    #[test]
    fn a_dateline_or_a_label_makes_it_a_deck_or_a_caption() {
        check(
            "The last lamplighter of the old town has handed in his ladder after fifty winters.\n\n\
             By A. Reporter\n\n\
             HOLLIN, March 3 – The last lamplighter of the old town has handed in his ladder after fifty winters.",
            &["HOLLIN, March 3: all, 15/18, display"],
        );
    }

    #[test]
    fn copies_of_copies_point_at_the_first() {
        let text = "The pump in the square gives no water before nine in the morning.\n\n".repeat(40);
        let copies = copies(&text);
        assert_eq!(copies.len(), 39);
        assert!(copies.iter().all(|copy| copy.first.start == 0), "{copies:?}");
    }

    #[test]
    fn long_drafts_take_time_in_proportion_to_their_length() {
        let paragraphs = "The council met on Monday and decided to close the old bridge for a year.\n\n".repeat(10_000);
        assert_eq!(copies(&paragraphs).len(), 9_999);
        let line = "The mayor did not say that he would go there again. He said that he would stay. ".repeat(10_000);
        assert!(copies(&line).len() < 10_000);
        let words: String = (0..100_000).map(|word| format!("w{word} ")).collect();
        assert_eq!(copies(&words), []);
    }
}
