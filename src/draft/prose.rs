//! The text of a block, read: tokens and sentences.

use std::ops::{Deref, Range};

use super::token::{self, Shape, Token};
use super::vocabulary::Vocabulary;
use crate::lexicon::{Language, Lexicon, Tags};
use crate::text::Span;

/// The tokens and sentences of a stretch of visible text. All spans are relative to that text.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// Its words, numbers and marks, in order.
    pub tokens: Box<[Token]>,
    /// Its sentences; every token is in exactly one.
    pub sentences: Sentences,
    /// Which words it may have.
    pub vocabulary: Vocabulary,
}

/// Sentences as ranges of tokens, in order. Most blocks of a long list are one, which takes no memory of its own.
#[derive(Clone, Debug)]
pub enum Sentences {
    /// Just one.
    One(Range<usize>),
    /// Several, or none.
    Several(Box<[Range<usize>]>),
}

impl Default for Sentences {
    fn default() -> Self {
        Sentences::Several(Box::default())
    }
}

impl Deref for Sentences {
    type Target = [Range<usize>];

    fn deref(&self) -> &[Range<usize>] {
        match self {
            Sentences::One(sentence) => std::slice::from_ref(sentence),
            Sentences::Several(sentences) => sentences,
        }
    }
}

impl Prose {
    /// Reads `text`.
    pub fn new(text: &str, lexicon: &Lexicon) -> Self {
        let tokens = token::scan(text, lexicon);
        let sentences = sentences(text, &tokens, lexicon.language);
        let vocabulary = Vocabulary::of(&tokens);
        Prose { tokens, sentences, vocabulary }
    }

    /// The span of the tokens `range`, which holds at least one.
    pub fn span(&self, range: Range<usize>) -> Span {
        self.tokens[range.start].span().join(self.tokens[range.end - 1].span())
    }

    /// The index of the sentence that holds the token `index`.
    pub fn sentence_of(&self, index: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.end <= index)
    }
}

/// No sentence has more tokens than these; what runs on is cut, so that looking through a sentence never takes long.
const LONGEST_SENTENCE: usize = 256;

/// `range` in stretches that are no longer than a sentence can be.
fn cut(range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let starts = range.clone().step_by(LONGEST_SENTENCE);
    starts.map(move |start| start..range.end.min(start + LONGEST_SENTENCE))
}

/// Sentence borders by the stops: a stop ends a sentence with the closing marks and brackets right behind it, where white
/// space and something that can begin a sentence follow. After a period that belongs to its word, and after an ellipsis that
/// leaves words out, only a word begins one that is nearly always written small inside a sentence.
fn sentences(text: &str, tokens: &[Token], language: Language) -> Sentences {
    let mut sentences = Vec::new();
    let mut first = 0;
    let mut next = 0;
    for (index, token) in tokens.iter().enumerate() {
        if token.shape != Shape::Stop && !token.is(Tags::ABBREVIATION) {
            continue;
        }
        if next <= index {
            next = after_closers(tokens, index + 1);
        }
        if next > first && next < tokens.len() && is_border(text, tokens, index, next, language) {
            sentences.extend(cut(first..next));
            first = next;
        }
    }
    if first == 0 && (1..=LONGEST_SENTENCE).contains(&tokens.len()) {
        return Sentences::One(0..tokens.len());
    }
    sentences.extend(cut(first..tokens.len()));
    Sentences::Several(sentences.into())
}

/// Whether the stop or abbreviation `index` ends a sentence, and the token `next` behind its closing marks begins one.
fn is_border(text: &str, tokens: &[Token], index: usize, next: usize, language: Language) -> bool {
    let (token, follower) = (&tokens[index], &tokens[next]);
    let before = index.checked_sub(1).map(|before| &tokens[before]);
    if token.shape != Shape::Stop {
        let word = token.of(text);
        return follower.spaced
            && match word {
                "a.m." | "p.m." => follower.shape == Shape::Title && !is_time(text, follower),
                _ if token.is(Tags::PREPOSITION) => false,
                _ if token.is(Tags::HONORIFIC) && !token.is(Tags::SUFFIX | Tags::PARTICLE) => false,
                _ => starts_surely(tokens, next),
            };
    }
    if !follower.spaced {
        // "Their train was late.Nobody came."
        let word = before.is_some_and(|before| before.shape == Shape::Lower && before.end() - before.start() > 2);
        return word && next == index + 1 && follower.shape == Shape::Title && follower.end() - follower.start() > 1;
    }
    let stop = token.of(text);
    let period = stop == ".";
    if period && before.is_some_and(|before| is_ordinal(text, before, follower, language)) {
        return starts_surely(tokens, next);
    }
    if stop.starts_with("..") || stop.starts_with('…') {
        let leaves_out = token.spaced || before.is_none_or(|before| before.shape == Shape::Open);
        return if leaves_out { starts_surely(tokens, next) } else { can_start(follower) };
    }
    // In German the verb follows the quote, with a small letter.
    let asks = || language == Language::English && asks(text, tokens, next);
    can_start(follower) && (period || next == index + 1 || !asks())
}

/// The first token from `index` on that is no closing mark or bracket, nor a further stop, right behind the one before.
/// The number of a note in brackets closes too.
fn after_closers(tokens: &[Token], mut index: usize) -> usize {
    while let Some(token) = tokens.get(index).filter(|token| !token.spaced) {
        index += match (token.shape, tokens.get(index + 1..index + 3)) {
            (Shape::Mark | Shape::Close | Shape::Stop, _) => 1,
            (Shape::Open, Some([number, close]))
                if number.shape == Shape::Number && close.shape == Shape::Close && !number.spaced && !close.spaced =>
            {
                3
            }
            _ => break,
        };
    }
    index
}

/// Whether `number` before a period is read as "third", not "three": a day of the month in German, a page of one letter.
fn is_ordinal(text: &str, number: &Token, follower: &Token, language: Language) -> bool {
    let length = number.end() - number.start();
    match number.shape {
        Shape::Number => {
            language == Language::German && length <= 2 && number.of(text).bytes().all(|b| b.is_ascii_digit())
        }
        Shape::Lower => length == 1 && follower.shape == Shape::Number,
        _ => false,
    }
}

/// Whether `follower` goes with the "a.m." before it.
fn is_time(text: &str, follower: &Token) -> bool {
    follower.is(Tags::CALENDAR)
        || matches!(follower.of(text), "Eastern" | "Central" | "Mountain" | "Pacific" | "Moscow" | "London")
}

fn can_start(token: &Token) -> bool {
    match token.shape {
        Shape::Lower => token.is(Tags::CASELESS),
        Shape::Comma | Shape::Stop | Shape::Colon | Shape::Semicolon | Shape::Close | Shape::Clitic => false,
        _ => true,
    }
}

/// Whether a sentence begins at `index` even where there are reasons that none does.
fn starts_surely(tokens: &[Token], mut index: usize) -> bool {
    while tokens.get(index).is_some_and(|token| matches!(token.shape, Shape::Mark | Shape::Open)) {
        index += 1;
    }
    tokens.get(index).is_some_and(|token| token.is_capital() && token.is(Tags::FUNCTION))
}

/// How many words of a name may stand before the verb in `"Why?" Ann B. Lee asked`.
const LONGEST_NAME: usize = 5;

/// Whether a name and a verb of speech stand at `index`, behind a quotation that ends in `?` or `!`: its speaker.
fn asks(text: &str, tokens: &[Token], index: usize) -> bool {
    let rest = &tokens[index..];
    let name = rest.iter().take(LONGEST_NAME).take_while(|token| token.is_capital()).count();
    let verb = rest.get(name).is_some_and(|verb| verb.shape == Shape::Lower && verb.is(Tags::SPEECH));
    name > 0 && verb && (!rest[0].is(Tags::FUNCTION) || rest[0].of(text) == "I")
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_SENTENCE, Prose};
    use crate::lexicon::{Language, Lexicon};

    /// Reads `marked` without its bars and expects sentences to begin exactly where the bars stand.
    fn check(language: Language, marked: &str) {
        let text = marked.replace('|', "");
        let prose = Prose::new(&text, Lexicon::of(language));
        let mut read = text.clone();
        for sentence in prose.sentences.iter().skip(1).rev() {
            read.insert(prose.tokens[sentence.start].start(), '|');
        }
        assert_eq!(read, marked);
    }

    #[test]
    fn english_sentences() {
        for marked in [
            "The council met. |It voted late! |Who knew? |Nobody did.",
            "Mr. Okafor met Dr. Lindqvist and Mrs. Vane. |They left.",
            "Gov. Marsh and Sen. T. R. Oyelaran spoke in St. Aldan. |Nobody else did.",
            "He lives on Quarry St. |He likes it there.",
            "The U.S. Senate and U.S. officials agreed. |So did the U.N. |They signed in the U.S. |Then they left.",
            "Anna J. Marlow wrote it. |Her editor, P.D. Quill, did not read it.",
            "It opens at 9 a.m. Monday. |It closes at 5 p.m. |Visitors pay £3.",
            "The bus left at 6 a.m. |Drivers had asked for that at 10 p.m. Sunday and 11 p.m. ET.",
            "Shares of Harrow Inc. fell 1.5 percent to $4,200.50. |The company had no comment.",
            "She is No. 5 on the list. |He said no. |Marsh said no. 6 was free.",
            "Prices rose vs. Harrow and e.g. Vane. |Bread, milk, etc. |Others fell.",
            "\"I came.\" |\"I saw,\" he said. |\"I left.\"",
            "“It is over.” |He sat down. |(He was tired.) |Then he slept.",
            "“What now?” Ann B. Marsh asked. |“Nothing!” the driver said. |“Why?” |The driver left.",
            "“Who did it?” I asked. |“Me!” said Vane.",
            "\"We waited. |We waited again. |Nobody came,\" she said.",
            "It was ... a long day. |Well... |He paused. |They asked for \"peace ... Peace above all.\"",
            "“It was cold … Winter had come,” he said. |“Go on…” |She went on.",
            "The report [...] |The committee had it. |It said [...] Marsh knew. |Was it he (?) or she (!) who left?",
            "The dam broke.[1] |Water rose.[12] |Nobody drowned.",
            "See https://example.org/a.html?b=C. |Or write to desk@example.org. |Visit example.org. |Thanks.",
            "He left.|Officials stayed. |Read Example.Com or node.js for more. |Prices rose vs. The Harrow's.",
            "In 1999. |In 2015, p. 7 and p. 12 were lost. |5 people noticed.",
            "“I am.” |‘So am I.’ |“Are you?” |—No.",
            "World War I. |King Charles I. |It ended; nobody: not even he, knew.",
            "Martin Vane Jr. spoke. |So did Martin Vane Sr. |He was brief.",
            "What?! |No... |Really!!! |Yes.",
            "Сказал он. |Потом ушёл. |العالم كبير. |مرحبا.",
        ] {
            check(Language::English, marked);
        }
    }

    #[test]
    fn german_sentences() {
        for marked in [
            "„Wir haben gewonnen.“ |Das sagte sie am 3. Oktober.",
            "Am 19. Mai um 8.30 Uhr kamen 1.200 Menschen. |Sie blieben bis 2019. |Dann gingen sie.",
            "»Warum?« fragte Vane. |Niemand antwortete.",
        ] {
            check(Language::German, marked);
        }
    }

    #[test]
    fn a_text_that_never_stops_is_cut() {
        let prose = Prose::new(&"and on ".repeat(LONGEST_SENTENCE), Lexicon::of(Language::English));
        assert_eq!(*prose.sentences, [0..LONGEST_SENTENCE, LONGEST_SENTENCE..2 * LONGEST_SENTENCE]);
    }

    #[test]
    fn a_text_without_stops_is_one_sentence() {
        check(Language::English, "Council to vote on bridge");
        check(Language::English, "");
        check(Language::English, "...");
    }
}
