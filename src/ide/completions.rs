//! Completion: the names that the draft or the house's list knows, where one is begun.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use super::snapshot::Snapshot;
use super::wording::one_line;
use crate::analysis::{Article, Gender, Mention, MentionKind};
use crate::config::{Listed, Pronoun};
use crate::draft::Token;
use crate::lexicon::{Language, Lexicon, Tags};
use crate::text::{Span, fold};

/// A name that can stand where one is begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The word begun, in the source: what `text` takes the place of. It ends at the caret and is on one line.
    pub span: Span,
    /// The name, or what is left of it where its first words stand before the word begun.
    pub text: String,
    /// What the word begun is a beginning of: the part of `text` that begins like it, with accents where it has them.
    pub filter: String,
    /// Who that is and what she is; empty where `text` is all that is known.
    pub detail: String,
}

/// The names that may stand at the byte `offset`, the likeliest first: where a word with a capital is begun, those with a
/// word that begins with the same letter, and all behind a title such as "Mrs.". None inside a word. Whom only the house's
/// list knows comes last.
///
/// More letters lead to no more names, so that a client may choose among these as the writer types on. What stands at
/// `offset` is no evidence of a person.
pub fn completions(snapshot: &Snapshot, offset: usize) -> Vec<Completion> {
    let article = &snapshot.article;
    let Some(begun) = Begun::at(article, offset) else { return Vec::new() };
    let people = 0..article.people.len();
    let mut known: Vec<Known> = people.filter_map(|index| Known::new(article, index, &begun, offset)).collect();
    let named: FxHashSet<usize> = known.iter().filter_map(|person| article.people[person.index].listed).collect();
    let listed = article.house.people().iter().enumerate().filter(|(entry, _)| !named.contains(entry));
    known.extend(listed.map(|(entry, listed)| Known::listed(article, entry, listed, &begun)));
    known.sort_by_key(|person| (person.fit, person.distance, Reverse(person.count), person.index));

    let mut found: Vec<Completion> = Vec::new();
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    for person in &known {
        let full = begun.rest(&person.full);
        let short = person.short.as_deref().filter(|&short| short != full);
        let mut texts = vec![full];
        texts.extend(short);
        // The full name introduces a person; further on she is called in short.
        if person.introduced || begun.title.is_some() {
            texts.reverse();
        }
        for text in texts {
            let Some(filter) = begun.filter(text) else { continue };
            let detail = person.detail(text);
            // Two people may have the same surname.
            if let Some(&place) = places.get(text) {
                let others = &mut found[place].detail;
                *others = [others.as_str(), &detail]
                    .into_iter()
                    .filter(|told| !told.is_empty())
                    .collect::<Vec<_>>()
                    .join("; ");
                continue;
            }
            places.insert(text, found.len());
            found.push(Completion { span: begun.span, text: text.to_owned(), filter, detail });
        }
    }
    found
}

/// How well a title fits a person, the better the less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Fits,
    Unknown,
    Unlikely,
}

/// The word begun at a caret.
struct Begun<'a> {
    /// Where it stands, in the source; empty right behind a title.
    span: Span,
    /// Its letters.
    word: &'a str,
    /// The block it stands in.
    block: usize,
    /// The words right before it, in order.
    before: Vec<&'a str>,
    /// What the lexicon says of the title right before it, if there is one.
    title: Option<Tags>,
}

/// No more words than these before the word begun are looked at.
const BEFORE: usize = 8;

impl<'a> Begun<'a> {
    /// The word that ends at the byte `offset`, if a name may begin so.
    fn at(article: &'a Article, offset: usize) -> Option<Self> {
        let source = &article.draft.text;
        let (behind, ahead) = (source.get(..offset)?, source.get(offset..)?);
        if ahead.chars().next().is_some_and(char::is_alphanumeric) {
            return None;
        }
        let end = behind.trim_end_matches([' ', '\t', '\u{a0}']).len();
        let index = article.draft.block_at(end)?;
        let block = &article.draft.blocks[index];
        let text = block.text();
        let tokens = &block.prose.tokens;
        // The last token that does not begin behind the caret.
        let last = tokens.partition_point(|token| block.source(token.span()).start < end).checked_sub(1)?;
        let place = block.source(tokens[last].span());
        if place.end != end {
            return None;
        }
        let title = |token: &Token| token.is(Tags::HONORIFIC).then_some(token.tags);
        let (first, span, word) = if end == offset {
            let capital = tokens[last].is_capital() && !place.of(source).contains(['\n', '\r']);
            let word = tokens[last].of(text);
            (last, place, capital.then_some(word)?)
        } else {
            title(&tokens[last])?;
            (last + 1, Span::new(offset, offset), "")
        };
        let words = tokens[..first].iter().rev().take(BEFORE).take_while(|token| token.is_word());
        let mut before: Vec<&str> = words.map(|token| token.of(text)).collect();
        before.reverse();
        let title = first.checked_sub(1).and_then(|before| title(&tokens[before]));
        Some(Begun { span, word, block: index, before, title })
    }

    /// How well the title before the word begun fits people of `gender`.
    fn fit(&self, gender: Option<Gender>) -> Fit {
        let title = self.title.unwrap_or(Tags::NONE);
        let fits = match gender {
            _ if !title.any(Tags::MALE | Tags::FEMALE) => true,
            Some(Gender::Male) => title.any(Tags::MALE),
            Some(Gender::Female) => title.any(Tags::FEMALE),
            Some(Gender::Neither) => false,
            None => return Fit::Unknown,
        };
        if fits { Fit::Fits } else { Fit::Unlikely }
    }

    /// What is left of `name` where its first words stand right before the word begun.
    fn rest<'n>(&self, name: &'n str) -> &'n str {
        let mut rest = name;
        for (at, _) in name.match_indices(' ') {
            let mut said = name[..at].split(' ').rev();
            let mut before = self.before.iter().rev();
            if said.all(|word| before.next().is_some_and(|other| fold(other) == fold(word))) {
                rest = &name[at + 1..];
            }
        }
        rest
    }

    /// The part of `text` that begins with the word begun; where none does, with its first letter. `None` where nothing does
    /// or where nothing is left to complete.
    fn filter(&self, text: &str) -> Option<String> {
        if text == self.word {
            return None;
        }
        let begun = fold(self.word);
        let starts = || std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1));
        let begins = |with: &str| starts().find(|&at| fold(&text[at..]).starts_with(with));
        let letter = begun.get(..1).unwrap_or_default();
        let start = begins(&begun).or_else(|| begins(letter))?;
        let part = &text[start..];
        // "Od" begins "Ödegaard", but a client holds letter against letter.
        let same = part.starts_with(self.word) || !fold(part).starts_with(&begun);
        let rest = part.chars().skip(self.word.chars().count());
        Some(if same { part.to_owned() } else { self.word.chars().chain(rest).collect() })
    }
}

/// A person as far as the draft knows her without what stands at the caret, or the house's list does.
struct Known<'a> {
    /// Her place among the people of the draft, and behind them on the list.
    index: usize,
    /// What she is.
    role: Option<&'a str>,
    /// The fullest form of her name.
    full: String,
    /// The form for every further time, if that is another.
    short: Option<String>,
    /// How well the title before the word begun fits her.
    fit: Fit,
    /// How many blocks away she is named.
    distance: usize,
    /// How often she is named.
    count: usize,
    /// Whether she is named before the caret.
    introduced: bool,
}

impl<'a> Known<'a> {
    fn new(article: &'a Article, index: usize, begun: &Begun, offset: usize) -> Option<Self> {
        let person = &article.people[index];
        let here = |span: Span| span.touches(offset);
        let names: Vec<&Mention> =
            person.mentions.iter().filter(|mention| mention.kind == MentionKind::Name && !here(mention.span)).collect();
        let distance = names.iter().map(|mention| mention.block.abs_diff(begun.block)).min()?;
        let misspelt: Vec<&str> = article
            .spellings
            .iter()
            .filter(|spelling| spelling.person == index && !spelling.others.iter().all(|&other| here(other)))
            .map(|spelling| spelling.written.as_str())
            .collect();
        let mut forms: Vec<(String, usize)> = Vec::new();
        let mut places: FxHashMap<String, usize> = FxHashMap::default();
        for mention in &names {
            let form = one_line(article.draft.blocks[mention.block].shown(mention.span));
            let place = *places.entry(form).or_insert_with_key(|form| {
                forms.push((form.clone(), 0));
                forms.len() - 1
            });
            forms[place].1 += 1;
        }
        let right = |form: &str| !form.split(' ').any(|word| misspelt.contains(&word));
        let listed = person.listed.map(|entry| &article.house.people()[entry]);
        if listed.is_some() || forms.iter().any(|(form, _)| right(form)) {
            forms.retain(|(form, _)| right(form));
        }
        // The commonest first.
        forms.sort_by_key(|&(_, count)| Reverse(count));
        let length = |form: &str| form.split(' ').count();
        // Her name may be the fullest for what stands at the caret only.
        let whole = forms.iter().map(|(form, _)| form).find(|&form| *form == person.name);
        let full = match listed {
            Some(listed) => &listed.name,
            None => whole.or_else(|| forms.iter().rev().map(|(form, _)| form).max_by_key(|form| length(form)))?,
        };
        let short = forms.iter().map(|(form, _)| form).find(|form| length(form) < length(full));
        Some(Known {
            index,
            role: person.roles.first().map(|role| role.text.as_str()).or_else(|| listed?.role.as_deref()),
            full: full.clone(),
            short: short.cloned().or_else(|| surname(full, article.draft.language)),
            fit: begun.fit(person.gender),
            distance,
            count: names.len(),
            introduced: names[0].span.end < offset,
        })
    }

    /// Someone whom only the house's list knows, by her `entry` there.
    fn listed(article: &Article, entry: usize, listed: &'a Listed, begun: &Begun) -> Self {
        let gender = listed.pronoun.map(|pronoun| match pronoun {
            Pronoun::She => Gender::Female,
            Pronoun::He => Gender::Male,
            Pronoun::They => Gender::Neither,
        });
        Known {
            index: article.people.len() + entry,
            role: listed.role.as_deref(),
            full: listed.name.clone(),
            short: surname(&listed.name, article.draft.language),
            fit: begun.fit(gender),
            distance: usize::MAX,
            count: 0,
            introduced: false,
        }
    }

    /// Who that is where she is called `text`.
    fn detail(&self, text: &str) -> String {
        let name = (self.full != text).then_some(self.full.as_str());
        [name, self.role].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// The surname in `name`, a full name of somebody who is nowhere called in short: the last word, with the particles before
/// it and without "Jr." behind it.
fn surname(name: &str, language: Language) -> Option<String> {
    let lexicon = Lexicon::of(language);
    let words: Vec<&str> = name.split(' ').collect();
    let suffix = |word: &&str| lexicon.tags(word).any(Tags::SUFFIX) && !lexicon.tags(word).any(Tags::PARTICLE);
    let end = words.len() - words.iter().rev().take_while(|word| suffix(word)).count();
    let particles = words[..end.checked_sub(1)?].iter().rev();
    let start = end - 1 - particles.take_while(|word| word.starts_with(char::is_lowercase)).count();
    (start > 0).then(|| words[start..end].join(" "))
}
