//! What a draft as a whole says of its words.

use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

use crate::draft::{Block, Draft, Kept, Prose, Shape, Token};
use crate::lexicon::Tags;

/// What a draft says of its words, wherever they stand in it.
#[derive(Clone, Debug, Default)]
pub struct Words {
    said: FxHashMap<Fact, Places>,
}

/// Something that a place in a draft may say of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Fact {
    kind: Kind,
    /// The word, or the surname with its particles, as a number: of a capital [`small`], else as it is [`written`].
    word: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    /// It has a capital.
    Capital,
    /// It stands behind a given name.
    Surname,
    /// It is a surname with its particles, and stands behind a given name.
    Particled,
    /// It stands before a word that makes an organisation of it.
    Body,
}

/// In how many places a draft says a thing of a word.
#[derive(Clone, Copy, Debug, Default)]
struct Places {
    /// The places.
    all: u32,
    /// Of a capital: those where the word stands in small letters. There the capital says little.
    small: u32,
    /// The [letters](Token::letters) of the last of the words.
    letters: u32,
}

/// The words of which a draft says something else than before an edit, by their [letters](Token::letters).
#[derive(Debug, Default)]
pub struct Changed {
    letters: FxHashSet<u32>,
    rare: Rare,
}

/// Tells most numbers that are not looked for.
#[derive(Debug, Default)]
struct Rare {
    places: Vec<bool>,
}

impl Words {
    /// Reads the words of `draft`.
    pub fn of(draft: &Draft) -> Self {
        let mut words = Words::default();
        // About as many as a news article has.
        words.said.reserve(224);
        for block in &draft.blocks {
            each_fact(block, |fact, letters| words.said.entry(fact).or_insert(Places::of(letters)).all += 1);
        }
        let capitals = words.said.keys().filter(|fact| fact.kind == Kind::Capital).copied().collect();
        words.count_small(draft, capitals);
        words
    }

    /// Counts again what an edit changed: the draft was `last`, is now `draft`, and the blocks that are `kept` are as they
    /// were. Gives those words too of which it says something else now.
    pub fn next(&self, last: &Draft, draft: &Draft, kept: Kept) -> (Self, Changed) {
        let (gone, come) = (&last.blocks[kept.gone()], &draft.blocks[kept.come()]);
        let mut words = self.clone();
        let mut touched = FxHashMap::default();
        for block in come {
            each_fact(block, |fact, letters| {
                words.said.entry(fact).or_insert(Places::of(letters)).all += 1;
                touched.insert(fact, letters);
            });
        }
        for block in gone {
            each_fact(block, |fact, letters| {
                words.said.entry(fact).and_modify(|places| places.all -= 1);
                touched.insert(fact, letters);
            });
        }
        let new: Vec<Fact> = touched.keys().filter(|fact| !self.said.contains_key(fact)).copied().collect();
        let mut small = |blocks: &[Block], count: fn(&mut u32)| {
            for word in blocks.iter().flat_map(|block| small_words(block, |_| true)) {
                let fact = Fact { kind: Kind::Capital, word };
                if let Some(places) = words.said.get_mut(&fact).filter(|_| self.said.contains_key(&fact)) {
                    count(&mut places.small);
                    touched.insert(fact, places.letters);
                }
            }
        };
        small(come, |places| *places += 1);
        small(gone, |places| *places -= 1);
        words.count_small(draft, new.into_iter().filter(|fact| fact.kind == Kind::Capital).collect());
        touched.retain(|fact, _| self.says(fact) != words.says(fact));
        for fact in touched.keys() {
            if words.said.get(fact).is_some_and(|places| places.all == 0) {
                words.said.remove(fact);
            }
        }
        (words, Changed::new(touched.into_values().collect()))
    }

    /// What the draft says: whether it says `fact` at all, and whether it has the word in small letters too.
    fn says(&self, fact: &Fact) -> (bool, bool) {
        self.said.get(fact).map_or_else(Default::default, |places| (places.all > 0, places.all > 0 && places.small > 0))
    }

    /// Counts the places in `draft` where the words of the facts `capitals` stand in small letters too.
    fn count_small(&mut self, draft: &Draft, capitals: FxHashSet<Fact>) {
        if capitals.is_empty() {
            return;
        }
        let rare = Rare::new(capitals.iter().map(|fact| fact.word));
        // After an edit they are few.
        let may_have = |block: &&Block| {
            capitals.len() > FEW || capitals.iter().any(|fact| block.prose.vocabulary.may_have((fact.word >> 1) as u32))
        };
        for word in draft.blocks.iter().filter(may_have).flat_map(|block| small_words(block, |word| rare.may_be(word)))
        {
            let fact = Fact { kind: Kind::Capital, word };
            if capitals.contains(&fact)
                && let Some(places) = self.said.get_mut(&fact)
            {
                places.small += 1;
            }
        }
    }

    /// Whether the draft has the capital `word` in small letters too.
    pub fn is_small(&self, word: &Token) -> bool {
        self.says(&Fact { kind: Kind::Capital, word: small(word) }).1
    }

    /// Whether `word` stands behind a given name: "Will" may be one, and then it is more than a word.
    pub fn is_surname(&self, word: &str) -> bool {
        self.said.contains_key(&Fact { kind: Kind::Surname, word: written(word) })
    }

    /// Whether `words` are a surname with its particles, as it stands behind a given name: "van der Berg".
    pub fn is_particled(&self, words: &str) -> bool {
        self.said.contains_key(&Fact { kind: Kind::Particled, word: written(words) })
    }

    /// Whether `word` stands before one that makes an organisation, a thing or a branch of it: "Harwell" in a draft that
    /// names the Harwell Group or Harwell Australia.
    pub fn is_body(&self, word: &str) -> bool {
        self.said.contains_key(&Fact { kind: Kind::Body, word: written(word) })
    }
}

impl Places {
    /// None yet of a word of these `letters`.
    fn of(letters: u32) -> Self {
        Places { letters, ..Places::default() }
    }
}

/// For more words than these a glance at a paragraph tells little.
const FEW: usize = 16;

impl Changed {
    fn new(letters: FxHashSet<u32>) -> Self {
        let rare = Rare::new(letters.iter().map(|&letters| letters.into()));
        Changed { letters, rare }
    }

    /// Whether one of them is in `prose`.
    pub fn is_in(&self, prose: &Prose) -> bool {
        let is_one = |token: &Token| self.rare.may_be(token.letters.into()) && self.letters.contains(&token.letters);
        let may_have =
            self.letters.len() > FEW || self.letters.iter().any(|&letters| prose.vocabulary.may_have(letters));
        may_have && prose.tokens.iter().any(is_one)
    }
}

impl Rare {
    /// The places it tells numbers by.
    const PLACES: usize = 1 << 12;

    fn new(numbers: impl Iterator<Item = u64>) -> Self {
        let mut places = vec![false; Rare::PLACES];
        numbers.for_each(|number| places[number as usize % Rare::PLACES] = true);
        Rare { places }
    }

    /// Whether `number` may be one of those that are looked for.
    fn may_be(&self, number: u64) -> bool {
        self.places[number as usize % Rare::PLACES]
    }
}

/// Calls `take` with each fact that `block` says, and the [letters](Token::letters) of its word or the last of its words.
fn each_fact(block: &Block, mut take: impl FnMut(Fact, u32)) {
    let (text, tokens) = (block.text(), &block.prose.tokens[..]);
    for at in (0..tokens.len()).filter(|&at| tokens[at].is_capital()) {
        take(Fact { kind: Kind::Capital, word: small(&tokens[at]) }, tokens[at].letters);
        let others = [
            (Kind::Surname, surname(text, tokens, at)),
            (Kind::Particled, particled_surname(text, tokens, at)),
            (Kind::Body, body(text, tokens, at)),
        ];
        for (kind, word) in others {
            if let Some((word, letters)) = word {
                take(Fact { kind, word }, letters);
            }
        }
    }
}

/// A number for `words`, equal where they are.
fn written(words: &str) -> u64 {
    xxh3_64(words.as_bytes())
}

/// The letters of a word and whether it is an abbreviation: "d." is another word than "D".
fn small(word: &Token) -> u64 {
    u64::from(word.letters) << 1 | u64::from(word.is(Tags::ABBREVIATION))
}

/// Those words of `block` in small letters that `may_be` looked for, as [`small`] writes them.
fn small_words(block: &Block, may_be: impl Fn(u64) -> bool) -> impl Iterator<Item = u64> {
    let lower = block.prose.tokens.iter().filter(move |token| token.shape == Shape::Lower && may_be(small(token)));
    // Not "anti-Vane".
    lower.filter(|word| !word.of(block.text()).bytes().any(|byte| byte.is_ascii_uppercase())).map(small)
}

/// The word behind the capital `at`, if that is a given name.
fn surname(text: &str, tokens: &[Token], at: usize) -> Option<(u64, u32)> {
    let next = tokens.get(at + 1).filter(|next| next.is_capital() && next.spaced)?;
    is_first_name(&tokens[at]).then(|| (written(next.of(text)), next.letters))
}

/// The surname behind the capital `at`, if that is a given name and the surname begins with a particle.
fn particled_surname(text: &str, tokens: &[Token], at: usize) -> Option<(u64, u32)> {
    let particle = tokens.get(at + 1).filter(|next| is_small_particle(next) && is_first_name(&tokens[at]))?;
    let last = tokens[at + 2..].iter().find(|token| !is_small_particle(token)).filter(|last| last.is_capital())?;
    Some((written(&text[particle.start()..last.end()]), last.letters))
}

/// A particle as it stands in a surname: "van".
pub fn is_small_particle(token: &Token) -> bool {
    token.shape == Shape::Lower && token.is(Tags::PARTICLE)
}

/// The capital `at`, if the word behind it makes an organisation of it, or a branch of one.
fn body(text: &str, tokens: &[Token], at: usize) -> Option<(u64, u32)> {
    let next = tokens.get(at + 1).filter(|next| next.is_capital() && next.spaced)?;
    let thing = next.is(Tags::THING | Tags::PLACE) && !next.is(Tags::GIVEN | Tags::SURNAME);
    let of_person = at > 0 && tokens[at - 1].is(Tags::GIVEN) && tokens[at].spaced;
    (thing && !of_person).then(|| (written(tokens[at].of(text)), tokens[at].letters))
}

/// Whether `token` is a given name, and not likelier a word or a place as "Red" and "Boston" are.
pub fn is_first_name(token: &Token) -> bool {
    let doubtful = Tags::COMMON | Tags::PLACE | Tags::THING | Tags::ROLE | Tags::HONORIFIC;
    token.is(Tags::EVERYDAY) || token.is(Tags::GIVEN) && !token.is(doubtful)
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
            assert_eq!(Words::of(&draft).is_small(&draft.blocks[0].prose.tokens[0]), expected, "{word}");
        }
    }
}
