//! Runs of capitals in a block.

use super::words::{Words, is_first_name, is_small_particle};
use crate::draft::{Shape, Token};
use crate::lexicon::names::{Commonness, Entry};
use crate::lexicon::{Lexicon, Tags};

/// Whether `word` has a capital where names of people have none: "PowerBook", but not "McDonald", "LaToya", "FitzRoy".
pub(super) fn is_camel(word: &str) -> bool {
    // Most words have no other capital than the first.
    if word.bytes().skip(1).all(|byte| byte.is_ascii_lowercase()) {
        return false;
    }
    word.split(|c: char| !c.is_alphanumeric()).any(|part| {
        let mut inner =
            part.char_indices().zip(part.chars().skip(1)).filter(|((_, a), b)| a.is_lowercase() && b.is_uppercase());
        let first = inner.next().map_or(0, |((at, a), _)| at + a.len_utf8());
        inner.next().is_some() || first > 3 && !part.starts_with("Fitz")
    })
}

/// Whether `word` is put together as an adjective is: "London-based", "prize-winning".
pub(super) fn is_participle(word: &str) -> bool {
    let ending = ["ing", "ed", "-born", "-built", "-run"].into_iter().any(|ending| word.ends_with(ending));
    ending && word.rsplit_once('-').is_some_and(|(_, last)| last.len() > 2 && last.starts_with(char::is_lowercase))
}

/// Reads the names of one block.
pub(super) struct Reader<'w, 'd> {
    /// The block's text.
    pub text: &'d str,
    /// Its tokens.
    pub tokens: &'d [Token],
    /// What the draft says of its words.
    pub words: &'w Words,
    /// The lexicon of its language.
    pub lexicon: &'static Lexicon,
}

impl<'d> Reader<'_, 'd> {
    /// The token `at`, as written.
    pub(super) fn word(&self, at: usize) -> &'d str {
        self.tokens[at].of(self.text)
    }

    /// Whether there is a token `at`, of one of the classes `tags`.
    pub(super) fn is(&self, at: usize, tags: Tags) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(tags))
    }

    /// Whether there is a token `at`, of this shape.
    pub(super) fn shaped(&self, at: usize, shape: Shape) -> bool {
        self.tokens.get(at).is_some_and(|token| token.shape == shape)
    }

    /// Whether a capital on the token `at` may be only that of a sentence.
    pub(super) fn begins_sentence(&self, at: usize) -> bool {
        at == 0
            || matches!(self.tokens[at - 1].shape, Shape::Stop | Shape::Mark | Shape::Colon | Shape::Dash | Shape::Open)
    }

    /// A capital that is not only that of a sentence's first word, or the particle of a surname.
    pub(super) fn starts_run(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        match token.shape {
            Shape::Title | Shape::Upper => {
                !self.is_mere_word(at) && !is_participle(self.word(at))
                    || token.is(Tags::PARTICLE) && token.shape == Shape::Title && self.is_part(at + 1)
            }
            Shape::Lower => token.is(Tags::PARTICLE) && self.starts_particled(at),
            _ => false,
        }
    }

    /// Whether a surname of the draft begins with the particle `at`.
    fn starts_particled(&self, at: usize) -> bool {
        let last = (at..self.tokens.len()).find(|&last| !is_small_particle(&self.tokens[last]));
        let surname = |last: usize| &self.text[self.tokens[at].start()..self.tokens[last].end()];
        last.is_some_and(|last| {
            self.tokens[last].is_capital()
                && (self.words.is_particled(surname(last))
                    || !self.is(at, Tags::FUNCTION) && self.is_spoken_for(at, last + 1))
        })
    }

    /// “…,” de Vries said: whether a verb of speech stands beside the run `start..end`.
    pub(super) fn is_spoken_for(&self, start: usize, end: usize) -> bool {
        let speech =
            |at: usize| self.shaped(at, Shape::Lower) && self.is(at, Tags::SPEECH) && self.is(at, Tags::FINITE);
        start.checked_sub(1).is_some_and(speech) || speech(end)
    }

    /// A month, or a word with the capital of its sentence.
    fn is_mere_word(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let mere = token.is(Tags::CALENDAR) && !(token.is(Tags::GIVEN) && self.is(at + 1, Tags::SURNAME))
            || token.shape == Shape::Title
                && token.is(Tags::FUNCTION)
                && !(self.is_first_name(at)
                    && self.word(at).bytes().all(|byte| byte.is_ascii_alphabetic())
                    && !self.begins_sentence(at)
                    && self.is_part(at + 1))
            || self.begins_sentence(at)
                && !token.is(Tags::GIVEN | Tags::HONORIFIC | Tags::ROLE | Tags::PLACE | Tags::DEMONYM)
                && (token.is(Tags::SPEECH | Tags::REPORT | Tags::VERB | Tags::ADVERB | Tags::PEOPLE | Tags::GERUND)
                    || self.stands_small(at));
        // "Will wrote", "Black said", where the draft names a Peter Will and a Nora Black.
        let surname = || {
            let verb = self.shaped(at + 1, Shape::Lower) && self.is(at + 1, Tags::FINITE);
            (verb || !token.is(Tags::FUNCTION | Tags::CALENDAR)) && self.words.is_surname(self.word(at))
        };
        mere && !surname()
    }

    /// Whether the draft has the word `at` in small letters too.
    pub(super) fn stands_small(&self, at: usize) -> bool {
        self.words.is_small(&self.tokens[at])
    }

    /// Whether the token `at` may be a part of a name.
    pub(super) fn is_part(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.is_capital()
                && !is_participle(self.word(at))
                && (!token.is(Tags::CALENDAR) || self.is_surname_may(at))
                // "Maria Brandt Says": a verb with a headline's capital.
                && !(token.is(Tags::FINITE) && !self.is_name(at) && !self.words.is_surname(self.word(at)))
                && (!token.is(Tags::FUNCTION)
                    || token.shape != Shape::Title
                    || token.is(Tags::ABBREVIATION)
                    || self.is_surname_may(at))
        })
    }

    /// Known as a name, and if it is a word as well, then as a common one: "Waters", but not "Tells".
    pub(super) fn is_name(&self, at: usize) -> bool {
        if !self.is(at, Tags::COMMON) {
            return self.is(at, Tags::GIVEN | Tags::SURNAME | Tags::NAME);
        }
        Entry::of(self.word(at)).as_name() == Commonness::Common
    }

    /// "Ruth May", but not "Ruth, May 3".
    fn is_surname_may(&self, at: usize) -> bool {
        self.is(at, Tags::CALENDAR)
            && self.is(at, Tags::SURNAME)
            && at > 0
            && self.tokens[at - 1].is_capital()
            && self.is(at - 1, Tags::GIVEN)
            && !self.shaped(at + 1, Shape::Number)
    }

    /// The token behind the run of capitals that starts at `start`, particles and nicknames inside it included.
    pub(super) fn run_end(&self, start: usize) -> usize {
        let mut end = start + 1;
        loop {
            let Some(token) = self.tokens.get(end) else { return end };
            // "Bill de Vries", but not "the Tour de France".
            let particle = is_small_particle(token)
                && (!self.is(end - 1, Tags::THING) || self.is_first_name(end - 1))
                && (self.is_part(end + 1) || self.is(end + 1, Tags::PARTICLE) && self.is_part(end + 2));
            let nickname = token.shape == Shape::Mark
                && token.spaced
                && (end + 2..=end + 3).find(|&close| self.shaped(close, Shape::Mark)).is_some_and(|close| {
                    self.is_part(end + 1)
                        && !self.tokens[close].spaced
                        && self.tokens.get(close + 1).is_some_and(|token| token.spaced)
                        && self.is_part(close + 1)
                });
            if nickname {
                let close = (end + 2..=end + 3).find(|&close| self.shaped(close, Shape::Mark)).unwrap_or(end);
                end = close + 2;
            } else if particle
                || self.is_part(end) && token.spaced && !self.begins_sentence(end) && !self.is_label(start, end)
            {
                end += 1;
            } else if token.shape == Shape::Comma && self.is(end + 1, Tags::SUFFIX) && !self.is(end + 1, Tags::PARTICLE)
            {
                end += 2;
            } else {
                return end;
            }
        }
    }

    /// Whether the token `at`, in a run from `start` on, is a word that a colon makes a label: "To: Jane Orme Sent: May 2".
    fn is_label(&self, start: usize, at: usize) -> bool {
        // "Rosa Field: “We …".
        at - start > 1
            && self.shaped(at + 1, Shape::Colon)
            && self.is(at, Tags::COMMON | Tags::WORD | Tags::VERB)
            && !self.is_name(at)
    }

    /// Whether the token `at` is a given name, and not likelier a word or a place.
    pub(super) fn is_first_name(&self, at: usize) -> bool {
        is_first_name(&self.tokens[at])
    }

    /// A word that is no part of a person's name when a given name follows: "State", "French", "UN".
    pub(super) fn is_no_name(&self, at: usize) -> bool {
        self.is(at, Tags::THING | Tags::PLACE | Tags::DEMONYM | Tags::ROLE)
            || self.is_common(at)
            || self.is_shouted(at)
            || is_camel(self.word(at))
    }

    /// Whether the token `at` is all capitals and the next is not: "UN", the end of a shouted headline.
    pub(super) fn is_shouted(&self, at: usize) -> bool {
        self.shaped(at, Shape::Upper) && self.shaped(at + 1, Shape::Title)
    }

    /// A common word, not known as a name.
    pub(super) fn is_common(&self, at: usize) -> bool {
        self.is(at, Tags::COMMON) && !self.is(at, Tags::GIVEN | Tags::SURNAME)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_inside_a_word() {
        for word in ["PowerBook", "SkyLineTV", "Ann-GreenHouse"] {
            assert!(is_camel(word), "{word}");
        }
        for word in ["McDonald", "LaToya", "FitzRoy", "O’Brien", "Marsh", "NATO", "Smith-Lowe"] {
            assert!(!is_camel(word), "{word}");
        }
    }

    #[test]
    fn words_put_together_as_adjectives() {
        for word in ["London-based", "prize-winning", "Danish-born", "UN-led", "Soviet-built"] {
            assert!(is_participle(word), "{word}");
        }
        for word in ["Ahmed", "Beijing", "Abu-Ed", "reborn", "Ruth-Ed", "al-ed", "Smith-Lowe", "Yong-Ling"] {
            assert!(!is_participle(word), "{word}");
        }
    }
}
