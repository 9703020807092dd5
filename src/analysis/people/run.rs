//! Runs of capitals in a block, and what the draft says of their words.

use rustc_hash::{FxBuildHasher, FxHashSet};

use crate::draft::{Draft, Shape, Token};
use crate::lexicon::names::{Commonness, Entry};
use crate::lexicon::{Lexicon, Tags};

/// What a draft as a whole says of its words.
pub(super) struct Words<'a> {
    /// Those with a capital that stand in small letters too, as [`small`] writes them: there the capital says little.
    small: FxHashSet<u64>,
    /// Those that stand behind a given name: "Will" may be one, and then it is more than a word.
    pub surnames: FxHashSet<&'a str>,
    /// Surnames with their particles, as they stand behind a given name: "van der Berg".
    pub particled: FxHashSet<&'a str>,
    /// Those before one that makes an organisation, a thing or a branch of it: "Harwell" in a draft that names the Harwell
    /// Group or Harwell Australia.
    pub bodies: FxHashSet<&'a str>,
    /// The lexicon of the draft's language.
    pub lexicon: &'static Lexicon,
}

impl<'a> Words<'a> {
    /// Reads the words of `draft`.
    pub fn of(draft: &'a Draft) -> Self {
        let (mut surnames, mut particled, mut bodies) = <(FxHashSet<_>, FxHashSet<_>, FxHashSet<_>)>::default();
        // About as many as a news article has.
        let mut capitals = FxHashSet::with_capacity_and_hasher(112, FxBuildHasher);
        for block in &draft.blocks {
            let (text, tokens) = (block.text(), &block.prose.tokens[..]);
            for at in (0..tokens.len()).filter(|&at| tokens[at].is_capital()) {
                capitals.insert(small(&tokens[at]));
                surnames.extend(surname(text, tokens, at));
                particled.extend(particled_surname(text, tokens, at));
                bodies.extend(body(text, tokens, at));
            }
        }
        let small = small_words(draft, &capitals);
        Words { small, surnames, particled, bodies, lexicon: Lexicon::of(draft.language) }
    }
}

/// The letters of a word and whether it is an abbreviation: "d." is another word than "D".
fn small(word: &Token) -> u64 {
    u64::from(word.letters) << 1 | u64::from(word.is(Tags::ABBREVIATION))
}

/// Those of `capitals` that stand in small letters too.
fn small_words(draft: &Draft, capitals: &FxHashSet<u64>) -> FxHashSet<u64> {
    // Most words have no capital anywhere, and need no closer look.
    let mut places = [false; 1 << 12];
    let place = |word: u64| word as usize % (1 << 12);
    capitals.iter().for_each(|&word| places[place(word)] = true);
    let mut words = FxHashSet::default();
    for block in &draft.blocks {
        let lower = block.prose.tokens.iter().filter(|token| token.shape == Shape::Lower);
        let known = lower.filter(|word| places[place(small(word))] && capitals.contains(&small(word)));
        // Not "anti-Vane".
        let all_small = |word: &&Token| !word.of(block.text()).bytes().any(|byte| byte.is_ascii_uppercase());
        words.extend(known.filter(all_small).map(small));
    }
    words
}

/// The word behind the capital `at`, if that is a given name.
fn surname<'t>(text: &'t str, tokens: &[Token], at: usize) -> Option<&'t str> {
    let next = tokens.get(at + 1).filter(|next| next.is_capital() && next.spaced)?;
    is_first_name(&tokens[at]).then(|| next.of(text))
}

/// The surname behind the capital `at`, if that is a given name and the surname begins with a particle.
fn particled_surname<'t>(text: &'t str, tokens: &[Token], at: usize) -> Option<&'t str> {
    let particle = tokens.get(at + 1).filter(|next| is_small_particle(next) && is_first_name(&tokens[at]))?;
    let last = tokens[at + 2..].iter().find(|token| !is_small_particle(token)).filter(|last| last.is_capital())?;
    Some(&text[particle.start()..last.end()])
}

/// A particle as it stands in a surname: "van".
fn is_small_particle(token: &Token) -> bool {
    token.shape == Shape::Lower && token.is(Tags::PARTICLE)
}

/// The capital `at`, if the word behind it makes an organisation of it, or a branch of one.
fn body<'t>(text: &'t str, tokens: &[Token], at: usize) -> Option<&'t str> {
    let next = tokens.get(at + 1).filter(|next| next.is_capital() && next.spaced)?;
    let thing = next.is(Tags::THING | Tags::PLACE) && !next.is(Tags::GIVEN | Tags::SURNAME);
    let of_person = at > 0 && tokens[at - 1].is(Tags::GIVEN) && tokens[at].spaced;
    (thing && !of_person).then(|| tokens[at].of(text))
}

/// Whether `token` is a given name, and not likelier a word or a place as "Red" and "Boston" are.
fn is_first_name(token: &Token) -> bool {
    let doubtful = Tags::COMMON | Tags::PLACE | Tags::THING | Tags::ROLE | Tags::HONORIFIC;
    token.is(Tags::EVERYDAY) || token.is(Tags::GIVEN) && !token.is(doubtful)
}

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
    pub words: &'w Words<'d>,
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
                && (self.words.particled.contains(surname(last))
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
            (verb || !token.is(Tags::FUNCTION | Tags::CALENDAR)) && self.words.surnames.contains(self.word(at))
        };
        mere && !surname()
    }

    /// Whether the draft has the word `at` in small letters too.
    pub(super) fn stands_small(&self, at: usize) -> bool {
        self.words.small.contains(&small(&self.tokens[at]))
    }

    /// Whether the token `at` may be a part of a name.
    pub(super) fn is_part(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.is_capital()
                && !is_participle(self.word(at))
                && (!token.is(Tags::CALENDAR) || self.is_surname_may(at))
                // "Maria Brandt Says": a verb with a headline's capital.
                && !(token.is(Tags::FINITE) && !self.is_name(at) && !self.words.surnames.contains(self.word(at)))
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
    use crate::draft::Format;

    #[test]
    fn words_that_stand_small_too() {
        for (word, expected) in
            [("River", true), ("CAMP", true), ("P.M.", true), ("PM", false), ("Anti-Vane", false), ("Marsh", false)]
        {
            let text = format!("{word}\n\nMarsh left the anti-Vane camp at 5 p.m. by river.");
            let draft = Draft::new(text.into(), Format::Plain);
            let block = &draft.blocks[0];
            let reader = Reader { text: block.text(), tokens: &block.prose.tokens, words: &Words::of(&draft) };
            assert_eq!(reader.stands_small(0), expected, "{word}");
        }
    }

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
