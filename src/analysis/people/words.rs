//! What a draft as a whole says of its words.

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

use crate::draft::{Draft, Kept, Shape, Token};
use crate::lexicon::Tags;

/// What a draft says of its words, wherever they stand in it.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Those with a capital that stand in small letters too, as [`small`] writes them: there the capital says little.
    small: FxHashSet<u64>,
    surnames: Written,
    particled: Written,
    bodies: Written,
}

/// Words as they are written, as numbers, each with the [letters](Token::letters) of the last of them.
type Written = FxHashMap<u64, u32>;

impl Words {
    /// Reads the words of `draft`.
    pub fn of(draft: &Draft) -> Self {
        Words::read(draft, |_| true)
    }

    /// Reads those words of `draft` anew of which an edit may have changed what it says: it was `last`, and the blocks that
    /// are `kept` are as they were. Gives the [letters](Token::letters) of those too of which it says something else now.
    pub fn next(&self, last: &Draft, draft: &Draft, kept: Kept) -> (Self, FxHashSet<u32>) {
        let edited = last.blocks[kept.gone()].iter().chain(&draft.blocks[kept.come()]);
        let edited: FxHashSet<u32> = edited.flat_map(|block| &block.prose.tokens).map(|token| token.letters).collect();
        let is_asked = |letters: u32| edited.contains(&letters);
        let again = Words::read(draft, is_asked);
        let mut changed = FxHashSet::default();
        let mut written = |last: &Written, again: Written| -> Written {
            let (asked, mut words): (Written, Written) =
                last.iter().map(|(&word, &letters)| (word, letters)).partition(|&(_, letters)| is_asked(letters));
            let differ = asked.iter().filter(|(word, _)| !again.contains_key(word));
            let differ = differ.chain(again.iter().filter(|(word, _)| !asked.contains_key(word)));
            changed.extend(differ.map(|(_, letters)| letters));
            words.extend(again);
            words
        };
        let surnames = written(&self.surnames, again.surnames);
        let particled = written(&self.particled, again.particled);
        let bodies = written(&self.bodies, again.bodies);
        let (asked, mut small): (FxHashSet<u64>, FxHashSet<u64>) =
            self.small.iter().partition(|&&word| is_asked((word >> 1) as u32));
        changed.extend(asked.symmetric_difference(&again.small).map(|&word| (word >> 1) as u32));
        small.extend(again.small);
        (Words { small, surnames, particled, bodies }, changed)
    }

    /// Reads those words of `draft` whose letters are `asked` for.
    fn read(draft: &Draft, is_asked: impl Fn(u32) -> bool) -> Self {
        let (mut surnames, mut particled, mut bodies) = <(Written, Written, Written)>::default();
        // About as many as a news article has.
        let mut capitals = FxHashSet::with_capacity_and_hasher(112, FxBuildHasher);
        for block in &draft.blocks {
            let (text, tokens) = (block.text(), &block.prose.tokens[..]);
            for at in (0..tokens.len()).filter(|&at| tokens[at].is_capital()) {
                if is_asked(tokens[at].letters) {
                    capitals.insert(small(&tokens[at]));
                    bodies.extend(body(text, tokens, at));
                }
                let behind = [surname(text, tokens, at), particled_surname(text, tokens, at)];
                for (surnames, word) in [&mut surnames, &mut particled].into_iter().zip(behind) {
                    surnames.extend(word.filter(|&(_, letters)| is_asked(letters)));
                }
            }
        }
        let small = small_words(draft, &capitals);
        Words { small, surnames, particled, bodies }
    }

    /// Whether the draft has the capital `word` in small letters too.
    pub fn is_small(&self, word: &Token) -> bool {
        self.small.contains(&small(word))
    }

    /// Whether `word` stands behind a given name: "Will" may be one, and then it is more than a word.
    pub fn is_surname(&self, word: &str) -> bool {
        self.surnames.contains_key(&written(word))
    }

    /// Whether `words` are a surname with its particles, as it stands behind a given name: "van der Berg".
    pub fn is_particled(&self, words: &str) -> bool {
        self.particled.contains_key(&written(words))
    }

    /// Whether `word` stands before one that makes an organisation, a thing or a branch of it: "Harwell" in a draft that
    /// names the Harwell Group or Harwell Australia.
    pub fn is_body(&self, word: &str) -> bool {
        self.bodies.contains_key(&written(word))
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
