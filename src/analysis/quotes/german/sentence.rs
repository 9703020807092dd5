//! German sentences, cut into clauses by their marks and by the places of their verbs.

use std::ops::Range;

use super::super::phrase::Passage;
use super::item::{self, Item, ItemKind};
use super::noun::Phrases;
use crate::draft::Shape;
use crate::lexicon::Tags;

/// How a clause hangs together with the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Its verb comes second: "Gray sagte".
    Main,
    /// It has its verb at the end: "wie Gray sagte", "dass es regne".
    Dependent,
    /// It has its verb at the end and says more of the noun before it: "der das sagte".
    Relative,
    /// It has no verb.
    Verbless,
}

/// A clause, or a stretch between two commas.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Its items, without the marks around them.
    pub items: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// Its finite verb, as an item.
    pub verb: Option<usize>,
    /// Its participle or infinitive, or the particle of its verb, as an item.
    pub partner: Option<usize>,
    /// The classes of what it says: of "gesagt" in "hatte gesagt", of "mitteilte" in "teilte mit".
    pub says: Tags,
    /// Whether something is done to its subject: "wurde kritisiert".
    pub passive: bool,
    /// Its subject, in tokens.
    pub subject: Option<Range<usize>>,
}

/// A sentence cut into clauses.
pub struct Sentence<'a> {
    /// Reads its phrases.
    pub phrases: Phrases<'a>,
    /// Its words and marks.
    pub items: Vec<Item>,
    /// Its clauses in order.
    pub clauses: Vec<Clause>,
}

impl<'a> Sentence<'a> {
    /// Cuts the tokens `range` of the passage of `phrases`; what its clauses say and their subjects stay open.
    pub fn new(phrases: Phrases<'a>, range: Range<usize>) -> Self {
        let items = item::items(&phrases, range);
        let mut sentence = Sentence { phrases, items, clauses: Vec::new() };
        sentence.cut();
        sentence
    }

    /// The block it stands in.
    pub fn passage(&self) -> &'a Passage<'a> {
        self.phrases.passage
    }

    /// The letters of a word item.
    pub fn word(&self, item: usize) -> &'a str {
        self.passage().word(self.items[item].at)
    }

    /// Whether the item is a word with one of `tags` that is written small.
    pub fn small(&self, item: usize, tags: Tags) -> bool {
        self.items.get(item).is_some_and(|it| it.kind == ItemKind::Word && self.phrases.small(it.at, tags))
    }

    /// Whether the item is of this kind.
    pub fn is(&self, item: usize, kind: ItemKind) -> bool {
        self.items.get(item).is_some_and(|it| it.kind == kind)
    }

    /// Whether the item is a noun or a name.
    pub fn is_noun(&self, item: usize) -> bool {
        self.items.get(item).is_some_and(|it| {
            it.kind == ItemKind::Word && (self.phrases.is_noun(it.at) || self.passage().shaped(it.at, Shape::Mark))
        })
    }

    /// The tokens of `items`, which are not none.
    pub fn tokens(&self, items: &Range<usize>) -> Range<usize> {
        match self.items.get(items.clone()) {
            Some([first, .., last]) => first.at..last.end,
            Some([only]) => only.at..only.end,
            _ => 0..0,
        }
    }

    /// The token behind the sentence.
    pub fn end(&self) -> usize {
        self.items.last().map_or(0, |item| item.end)
    }

    /// The clause that holds the item.
    pub fn clause_of(&self, item: usize) -> Option<usize> {
        self.clauses.iter().position(|clause| clause.items.contains(&item))
    }

    /// Cuts it into clauses and finds their verbs.
    fn cut(&mut self) {
        let mut start = 0;
        while start < self.items.len() {
            if !matches!(self.items[start].kind, ItemKind::Word | ItemKind::Quote) {
                start += 1;
                continue;
            }
            let mut end = self.segment_end(start);
            let opener = self.opener(start, end);
            if let Some(kind) = opener {
                // "wie der Richter, Paul Gray, sagte": the verb comes behind the commas.
                for _ in 0..3 {
                    if self.last_verb(start..end).is_some()
                        || !self.is(end, ItemKind::Comma)
                        || self.is(end - 1, ItemKind::Quote)
                        || self.opener(end + 1, self.segment_end(end + 1)).is_some()
                    {
                        break;
                    }
                    end = self.segment_end(end + 1);
                }
                if let Some(verb) = self.last_verb(start..end) {
                    let double = verb > start
                        && self.is_finite(verb - 1)
                        && self.small(verb - 1, Tags::AUXILIARY)
                        && !self.small(verb, Tags::AUXILIARY);
                    let (end, verb) = if double { (verb, verb - 1) } else { (end, verb) };
                    self.add(start..end, kind, Some(verb));
                    start = end;
                    continue;
                }
                end = self.segment_end(start);
            }
            self.cut_main(start, end);
            start = end;
        }
    }

    fn add(&mut self, items: Range<usize>, kind: Kind, verb: Option<usize>) {
        let clause = Clause { items, kind, verb, partner: None, says: Tags::NONE, passive: false, subject: None };
        self.clauses.push(clause);
    }

    /// Adds the stretch, which is no dependent clause, cut where "und" goes on with another verb.
    fn cut_main(&mut self, start: usize, end: usize) {
        let mut verbs: Vec<usize> = (start..end).filter(|&item| self.is_finite(item)).collect();
        if verbs.is_empty() {
            verbs.extend((start..end).find(|&item| self.is_verb_by_place(start, item)));
        }
        let Some(&first) = verbs.first() else { return self.add(start..end, Kind::Verbless, None) };
        // "die staatlich kontrollierten Medien haben": what looks like a verb before the auxiliary is a participle.
        let auxiliary = verbs.iter().copied().find(|&verb| self.small(verb, Tags::AUXILIARY)).filter(|&verb| {
            verb > first && (first..verb).all(|item| !matches!(self.word(item), "und" | "aber" | "oder" | "sowie"))
        });
        let first = auxiliary.unwrap_or(first);
        let verbs: Vec<usize> = verbs.into_iter().filter(|&verb| verb >= first).collect();
        // The participle of the clause before, set off by an apposition: "hat der Chef, Paul Gray, …, erklärt".
        let waits = self.clauses.last().is_some_and(|clause| clause.kind == Kind::Verbless)
            && self
                .clauses
                .iter()
                .rev()
                .find_map(|clause| clause.verb)
                .is_some_and(|verb| self.small(verb, Tags::AUXILIARY));
        if waits && first + 1 == end && self.small(first, Tags::PARTICIPLE) && first > start {
            return self.add(start..end, Kind::Verbless, None);
        }
        let mut from = start;
        let mut verb = first;
        for &next in &verbs[1..] {
            let ends = next + 1 == end || !self.is(next + 1, ItemKind::Word);
            let partner = self.small(verb, Tags::AUXILIARY) && ends && self.small(next, Tags::PARTICIPLE | Tags::BASE);
            let and = (verb + 1..next).rev().find(|&item| {
                self.small(item, Tags::CONJUNCTION) && !matches!(self.word(item), "beziehungsweise" | "sowohl")
            });
            let and = and.or_else(|| Some(next).filter(|&next| self.is(next - 1, ItemKind::Quote)));
            if let Some(and) = and.filter(|_| !partner) {
                self.add(from..and, Kind::Main, Some(verb));
                from = and;
                verb = next;
            }
        }
        self.add(from..end, Kind::Main, Some(verb));
    }

    /// Whether the item is a verb that no list knows, by its ending and its place: right behind a quote (`„…“, sehnt sich
    /// der Wirt`) or behind the noun with which the sentence begins ("Ida Kruse schläft").
    fn is_verb_by_place(&self, start: usize, item: usize) -> bool {
        if !self.is(item, ItemKind::Word) {
            return false;
        }
        let token = &self.passage().tokens[self.items[item].at];
        let word = self.word(item);
        let unknown = token.shape == Shape::Lower && token.tags == Tags::NONE && word.ends_with('t');
        let behind_quote =
            item == start && item > 1 && self.is(item - 1, ItemKind::Comma) && self.is(item - 2, ItemKind::Quote);
        let second = start == 0 && item > start && self.is_noun(item - 1) && !word.starts_with("ge");
        unknown && (behind_quote || second) && !self.is_noun(item + 1)
    }

    /// The item behind the stretch without a comma or the like that starts at `start`.
    fn segment_end(&self, start: usize) -> usize {
        let inside = |item: &usize| matches!(self.items[*item].kind, ItemKind::Word | ItemKind::Quote);
        (start..self.items.len()).find(|item| !inside(item)).unwrap_or(self.items.len())
    }

    /// What sort of dependent clause the stretch opens like, if it does.
    fn opener(&self, start: usize, end: usize) -> Option<Kind> {
        let mut at = start;
        while at < end && self.small(at, Tags::CONJUNCTION | Tags::ADVERB) && !self.small(at, Tags::SUBORDINATOR) {
            at += 1;
        }
        if at >= end || !self.is(at, ItemKind::Word) {
            return None;
        }
        if self.small(at, Tags::SUBORDINATOR) {
            // "Als „Unfug“ hat Gray den Plan bezeichnet."
            if self.is(at + 1, ItemKind::Quote) && self.is_finite(at + 2) {
                return None;
            }
            let compares = matches!(self.word(at).to_lowercase().as_str(), "als" | "wie" | "damit" | "da" | "wo")
                && self.closing_verb(at..end).is_none()
                && self.last_verb(at..end).is_some() | !self.is(end, ItemKind::Comma);
            return (!compares).then_some(Kind::Dependent);
        }
        // "während Gray schwieg", but "während der Sitzung".
        if matches!(self.word(at), "während" | "Während") && self.closing_verb(at..end).is_some() {
            return Some(Kind::Dependent);
        }
        let behind_comma = start > 0 && self.is(start - 1, ItemKind::Comma);
        let relative = |at: usize| {
            at < end
                && self.is(at, ItemKind::Word)
                && matches!(
                    self.word(at),
                    "der"
                        | "die"
                        | "das"
                        | "den"
                        | "dem"
                        | "dessen"
                        | "deren"
                        | "denen"
                        | "welcher"
                        | "welche"
                        | "welches"
                        | "welchem"
                        | "welchen"
                )
        };
        let pronoun = relative(at) || self.small(at, Tags::PREPOSITION) && relative(at + 1);
        let last = self.closing_verb(at..end);
        (behind_comma && pronoun && last.is_some()).then_some(Kind::Relative)
    }

    /// The finite verb of `items`, if it comes last as in a dependent clause, or right before what goes on behind "und".
    fn closing_verb(&self, items: Range<usize>) -> Option<usize> {
        let last = self.last_verb(items.clone())?;
        let closes = last + 1 == items.end || matches!(self.word(last + 1), "und" | "oder" | "sowie");
        // "die Kritik müsse hingenommen werden": the last is an infinitive, and the clause no dependent one.
        let infinitive = self.word(last).ends_with("en")
            && items.clone().any(|item| item + 1 < last && self.is_finite(item) && self.small(item, Tags::AUXILIARY));
        (closes && !infinitive).then_some(last)
    }

    fn last_verb(&self, items: Range<usize>) -> Option<usize> {
        let mut found = items.clone().rev();
        found.find(|&item| self.is_finite(item)).or_else(|| {
            // "was sie unterscheide,": a verb that no list knows, at the end.
            let last = items.end.checked_sub(1).filter(|&last| last > items.start && self.is(last, ItemKind::Word))?;
            let token = &self.passage().tokens[self.items[last].at];
            let guessed =
                token.shape == Shape::Lower && token.tags == Tags::NONE && self.word(last).ends_with(['e', 't', 'n']);
            (guessed && self.small(items.start, Tags::SUBORDINATOR)).then_some(last)
        })
    }

    /// Whether the item is a verb in a form that says when.
    pub fn is_finite(&self, item: usize) -> bool {
        let Some(it) = self.items.get(item).filter(|it| it.kind == ItemKind::Word) else { return false };
        let passage = self.passage();
        let token = &passage.tokens[it.at];
        if token.shape != Shape::Lower {
            return false;
        }
        let word = self.word(item);
        let listed = token.is(Tags::FINITE);
        let guessed = !listed
            && !token.is(Tags::FUNCTION | Tags::PARTICIPLE)
            && word.len() > 4
            && (word.ends_with("te") || word.ends_with("ten"));
        if !listed && !guessed {
            return false;
        }
        let before = item.checked_sub(1).filter(|&before| self.is(before, ItemKind::Word));
        let noun_behind = self.is_noun(item + 1);
        // "Die als „Unfug“ bezeichneten Pläne ruhen."
        let quoted = item > 1
            && self.is(item - 1, ItemKind::Quote)
            && self.is(item - 2, ItemKind::Word)
            && self.word(item - 2).eq_ignore_ascii_case("als");
        if quoted && noun_behind && word.ends_with("ten") {
            let rest = (item + 1..self.items.len()).take_while(|&rest| self.is(rest, ItemKind::Word));
            return !rest.into_iter().any(|rest| self.is_finite(rest));
        }
        let Some(before) = before else { return listed || !noun_behind };
        // "meinen" is a possessive too.
        if self.word(before) == "zu" && !token.is(Tags::AUXILIARY) || token.is(Tags::POSSESSIVE) {
            return false;
        }
        if token.is(Tags::AUXILIARY) {
            return true;
        }
        let inflected = word.ends_with("te") || word.ends_with("ten") || word.ends_with("en");
        let determined = self.small(before, Tags::DETERMINER | Tags::POSSESSIVE | Tags::PREPOSITION)
            && !((listed || self.items.get(item + 1).is_some_and(|next| self.phrases.is_name(next.at)))
                && matches!(
                    self.word(before),
                    "Das" | "Dies" | "das" | "dies" | "Diese" | "Viele" | "Alle" | "Einige" | "Beide"
                ));
        let adjective = self.is(before, ItemKind::Word)
            && passage.shaped(self.items[before].at, Shape::Lower)
            && !passage.is(self.items[before].at, Tags::FUNCTION | Tags::ADVERB | Tags::FINITE)
            && ["e", "en", "er", "es", "em"].iter().any(|ending| self.word(before).ends_with(ending));
        let modifier =
            inflected && (noun_behind || guessed && self.is(item + 1, ItemKind::Word)) && (determined || adjective);
        !(modifier || guessed && (determined || noun_behind && adjective))
    }
}
