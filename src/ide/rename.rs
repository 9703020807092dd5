//! Giving a person another name throughout a draft.

use std::fmt;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::new_name::NewName;
use super::snapshot::Snapshot;
use super::under::{Under, under};
use super::wording::one_line;
use crate::analysis::quotes::marks::{self, Pair};
use crate::analysis::{Mention, MentionKind, Person};
use crate::draft::{Block, Shape, Token, Writing};
use crate::text::{Edit, Lines, Span};

/// A name that can be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamable<'s> {
    /// The words pointed at.
    pub span: Span,
    /// Whose name it is.
    pub person: &'s Person,
}

/// What gives a person another name. All edits change bytes of her name and no others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rename {
    /// The edits outside quotation marks, in order, none overlapping another.
    pub edits: Vec<Edit>,
    /// Those inside, likewise: to be made by who is asked and agrees, for others said these words.
    pub quoted: Vec<Edit>,
}

/// Why nobody is renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No person's name stands there.
    Nobody,
    /// The words tell of a person and are not her name.
    NoName {
        /// The words.
        words: String,
        /// Her name.
        name: String,
    },
    /// The new name is empty, or no name: there is no letter in it.
    Empty,
    /// The new name has a line break, or another character that shows nothing.
    Unprintable,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Nobody => f.write_str("There is nobody to rename: no person’s name stands here."),
            Refusal::NoName { words, name } => {
                write!(f, "“{words}” tells of {name} but is no name: point at the name to change it.")
            }
            Refusal::Empty => f.write_str("The new name is empty: there is no letter in it."),
            Refusal::Unprintable => f.write_str("The new name has a line break or a control character in it."),
        }
    }
}

impl Rename {
    /// What to say where the edits inside quotation marks of `text` are not made; `None` if there are none.
    pub fn left_alone(&self, text: &str) -> Option<String> {
        let places = Lines::new(text);
        let mut lines: Vec<usize> = self.quoted.iter().map(|edit| places.number(edit.span.start)).collect();
        lines.dedup();
        let lines: Vec<String> = lines.iter().map(usize::to_string).collect();
        let (last, before) = lines.split_last()?;
        let lines =
            if before.is_empty() { format!("line {last}") } else { format!("lines {} and {last}", before.join(", ")) };
        Some(format!("The name was left as it is inside quotation marks, on {lines}."))
    }
}

/// The name at the byte `offset`.
///
/// # Errors
///
/// If no name stands there.
pub fn renamable(snapshot: &Snapshot, offset: usize) -> Result<Renamable<'_>, Refusal> {
    let Some(Under::Person { named, .. }) = under(&snapshot.article, offset) else { return Err(Refusal::Nobody) };
    if named.kind != Some(MentionKind::Name) {
        let words = one_line(snapshot.article.shown(named.span));
        return Err(Refusal::NoName { words, name: named.person.name.clone() });
    }
    Ok(Renamable { span: named.span, person: named.person })
}

/// Calls the person whose name stands at the byte `offset` `new`, wherever the draft names her.
///
/// Each form of her name gets the like part of the new one: the surname where a bare surname stood, the given name where a
/// bare given name stood, an initial for an initial; misspelt ones too. A single word in place of a full name is a new
/// surname, or a new given name if that is what is pointed at. Titles, possessives, roles and pronouns stay.
///
/// # Errors
///
/// If no name stands there, or the new name is empty or has a line break or a control character.
pub fn rename(snapshot: &Snapshot, offset: usize, new: &str) -> Result<Rename, Refusal> {
    let Renamable { span, person } = renamable(snapshot, offset)?;
    if !new.contains(char::is_alphabetic) {
        return Err(Refusal::Empty);
    }
    if new.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
        return Err(Refusal::Unprintable);
    }
    let draft = &snapshot.article.draft;
    let mut pairs: FxHashMap<usize, Vec<Pair>> = FxHashMap::default();
    let names = person.mentions.iter().filter(|mention| mention.kind == MentionKind::Name);
    let forms = names.map(|mention| {
        let block = &draft.blocks[mention.block];
        let form = Form::new(block, mention);
        let pairs =
            pairs.entry(mention.block).or_insert_with(|| marks::pair(block.text(), &block.prose.tokens, false).outer);
        let quoted = mention.quoted || form.is_in(pairs);
        (form, quoted)
    });
    let forms: Vec<(Form, bool)> = forms.collect();
    let from = forms.iter().find(|(form, _)| form.mention.span == span).map(|(form, _)| form.words());
    let name = NewName::new(&person.name, new, &from.unwrap_or_default());
    let mut rename = Rename::default();
    for (form, quoted) in forms {
        let edits = if quoted { &mut rename.quoted } else { &mut rename.edits };
        let writing = draft.writing(form.block);
        form.with(name.particles()).rename(&name, writing, edits);
    }
    Ok(rename)
}

/// A name where it stands.
struct Form<'a> {
    mention: &'a Mention,
    block: &'a Block,
    /// Its tokens in the block.
    range: Range<usize>,
}

impl<'a> Form<'a> {
    fn new(block: &'a Block, mention: &'a Mention) -> Self {
        let (start, end) = (block.visible(mention.span.start), block.visible(mention.span.end));
        let tokens = &block.prose.tokens;
        let first = tokens.partition_point(|token| token.start() < start);
        let behind = tokens.partition_point(|token| token.end() <= end).max(first);
        Form { mention, block, range: first..behind }
    }

    /// The same with the `particles` of the surname, where they stand before it: a capital begins a mention.
    fn with(mut self, particles: &[String]) -> Self {
        let tokens = &self.block.prose.tokens;
        let Some(start) = self.range.start.checked_sub(particles.len()) else { return self };
        let before = tokens[start..self.range.start].iter().map(|token| token.of(self.block.text()));
        if before.eq(particles.iter().map(String::as_str)) {
            self.range.start = start;
        }
        self
    }

    fn tokens(&self) -> &'a [Token] {
        &self.block.prose.tokens[self.range.clone()]
    }

    /// Its words, without the marks of a nickname and the comma before "Jr.".
    fn words(&self) -> Vec<&'a str> {
        self.tokens().iter().filter(|token| token.is_word()).map(|token| token.of(self.block.text())).collect()
    }

    /// Whether it stands between two quotation marks, speech or not; `pairs` are those of its block.
    fn is_in(&self, pairs: &[Pair]) -> bool {
        let after = pairs.partition_point(|pair| pair.open <= self.range.start);
        pairs[..after].last().is_some_and(|pair| pair.closed && self.range.end <= pair.end)
    }

    /// Whether it begins a sentence, behind an opening mark too.
    fn begins(&self) -> bool {
        let prose = &self.block.prose;
        let sentence = prose.sentences.get(prose.sentence_of(self.range.start));
        let before = sentence.map(|sentence| &prose.tokens[sentence.start..self.range.start]);
        before.is_some_and(|before| before.iter().all(|token| token.shape == Shape::Mark))
    }

    /// Adds the edits that change it to `name`.
    fn rename(&self, name: &NewName, writing: Writing, edits: &mut Vec<Edit>) {
        let tokens = self.tokens();
        let places: Vec<usize> = (0..tokens.len()).filter(|&at| tokens[at].is_word()).collect();
        // Where the last word ends, and whether one has been kept.
        let (mut end, mut kept) = (tokens.first().map_or(0, Token::start), false);
        for (number, (new, &at)) in name.words(&self.words(), self.begins()).iter().zip(&places).enumerate() {
            let token = &tokens[at];
            if !new.is_empty() {
                edits.extend(writing.replace(self.block, token.span(), new));
                (end, kept) = (token.end(), true);
                continue;
            }
            // It goes with what stands between it and a neighbour: white space, a comma, the marks of a nickname.
            let marked = |at: usize| tokens.get(at).is_some_and(|token| token.shape == Shape::Mark);
            let start = end;
            end = match places.get(number + 1) {
                Some(&next) if !kept => tokens[next].start(),
                _ if at > 0 && marked(at - 1) && marked(at + 1) => tokens[at + 1].end(),
                _ => token.end(),
            };
            edits.extend(writing.replace(self.block, Span::new(start, end), ""));
        }
    }
}
