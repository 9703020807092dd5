//! Whose name is this: full names that are one person's, and the bare surnames and given names that mean her.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::candidate::{Candidate, Placed};
use super::givens::{Givens, givens};
use super::name::{Bare, Known, Name};
use super::parts::{joined, may_be_particle};
use super::person::Gender;
use super::roster::{Fit, Roster};
use super::variant::{self, Difference, Glance};
use crate::lexicon::names::{Commonness, Entry};
use crate::lexicon::{Language, Tags};
use crate::text::{fold, folded_key, folded_length};

/// A person as far as names tell.
#[derive(Clone, Debug, Default)]
pub struct Identity {
    /// The fullest form of the name; `None` where the draft has only a part of what the house's list says.
    pub name: Option<Arc<Name>>,
    /// The candidates that name her, by index, in order.
    pub candidates: Vec<usize>,
    /// What the words beside her names show.
    pub gender: Option<Gender>,
    /// The entry of the house's list that is about her, by index.
    pub listed: Option<usize>,
}

impl Identity {
    /// The parts of the fullest form of the name, suffix left out.
    pub fn parts(&self) -> &[Box<str>] {
        self.name.as_ref().map_or(&[], |name| name.core())
    }
}

/// What speaks for a person outweighs this where a full name is taken for one.
const ENOUGH: i32 = 3;

/// What speaks for a person outweighs this where a single name is taken for one.
const ENOUGH_ALONE: i32 = 5;

/// A sentence is one breath for no more tokens than these: captions run on.
pub const BREATH: usize = 40;

/// In a list, as in a line-up, a name this long is no other player's, in bytes.
const LONG: usize = 7;

/// A name is held against no more people of the same surname or given name than these, those who are named most. No article
/// has so many.
const CROWD: usize = 64;

/// The people behind `candidates`, in the order in which they are first named.
pub fn identify(candidates: &[Placed], language: Language, roster: Roster) -> Vec<Identity> {
    let owner = vec![None; candidates.len()];
    let particled = particled(candidates);
    let (people, listed, holders) = Default::default();
    let mut desk = Desk { candidates, particled, language, roster, people, listed, holders, owner };
    desk.full_names();
    desk.single_names();
    let mut people = desk.people;
    for person in &mut people {
        person.candidates.sort_unstable();
        person.gender = person.gender.or_else(|| person.candidates.iter().find_map(|&index| candidates[index].gender));
    }
    people.sort_by_key(|person| person.candidates[0]);
    people
}

/// A map for `many` entries.
fn room_for<K, V>(many: usize) -> FxHashMap<K, V> {
    FxHashMap::with_capacity_and_hasher(many, FxBuildHasher)
}

/// The surnames of two words or more in `candidates` that begin with a particle, [`joined`].
fn particled(candidates: &[Placed]) -> FxHashSet<u64> {
    let mut found = FxHashSet::default();
    for core in candidates.iter().map(|candidate| candidate.name.core()) {
        let last = core.len().saturating_sub(1);
        for at in (1..last).rev().take_while(|&at| may_be_particle(&core[at])) {
            found.insert(joined(&core[at..]));
        }
    }
    found
}

/// A full name in all its places.
struct Form<'a> {
    /// The most that speaks for a person in any of them.
    weight: i32,
    candidates: Vec<usize>,
    /// The entry of the house's list that it means.
    listed: Option<(Fit, usize)>,
    /// The offices that the words before it say its bearer holds.
    offices: FxHashSet<&'a str>,
}

struct Desk<'a, 'c> {
    candidates: &'a [Placed<'c>],
    /// Surnames that begin with a particle, whatever its case, [`joined`].
    particled: FxHashSet<u64>,
    /// In German every noun has a capital.
    language: Language,
    roster: Roster<'a>,
    people: Vec<Identity>,
    /// The people who are on the house's list, by their entries.
    listed: FxHashMap<usize, usize>,
    /// The given names that stand behind an office, by the person and the office.
    holders: FxHashMap<(usize, &'a str), FxHashSet<&'a str>>,
    /// Whose each candidate is.
    owner: Vec<Option<usize>>,
}

impl<'a> Desk<'a, '_> {
    /// Joins full names to people: first those that agree, then those that are spelt nearly alike.
    fn full_names(&mut self) {
        let mut forms: Vec<Form> = Vec::new();
        let mut known: FxHashMap<(Option<usize>, u64), usize> = FxHashMap::default();
        let candidates: &'a [Placed] = self.candidates;
        for (index, candidate) in candidates.iter().enumerate() {
            let name = &candidate.name;
            if self.is_bare(name) {
                continue;
            }
            // The house may know two people whose names differ in an accent.
            let own = self.roster.literal(name.core());
            let form = *known.entry((own, name.form)).or_insert_with(|| {
                let listed = self.roster.full(name.core());
                forms.push(Form { weight: i32::MIN, candidates: Vec::new(), listed, offices: FxHashSet::default() });
                forms.len() - 1
            });
            forms[form].weight = forms[form].weight.max(candidate.weight);
            forms[form].candidates.push(index);
            forms[form].offices.extend(candidate.office.as_deref());
        }
        // "Tomba Verrick …. Verrick said": a bare last word further on is a surname's.
        let alone = self.alone(&forms);
        for form in &mut forms {
            let first = &self.candidates[form.candidates[0]];
            form.weight += match alone[&first.name.spelt] {
                0 => 0,
                3.. if !first.tags.any(Tags::GIVEN) => 4,
                _ => 2,
            };
        }
        // What the house knows first, then the commonest forms, of those that are equally common the ones of the text: the
        // others may be misspelt.
        forms.sort_by_cached_key(|form| {
            let fit = std::cmp::Reverse(form.listed.map(|(fit, _)| fit));
            let display = form.candidates.iter().all(|&index| self.candidates[index].heading);
            (fit, form.weight < ENOUGH, std::cmp::Reverse(form.candidates.len()), display, form.candidates[0])
        });
        let mut by_surname: FxHashMap<u64, Bearers> = room_for(forms.len());
        let mut by_given: FxHashMap<u64, Bearers> = room_for(forms.len());
        // By all the letters of the name: where gaps and particles differ.
        let mut by_letters: FxHashMap<u64, usize> = room_for(3 * forms.len());
        // Of the last word of each of the people; most pairs of people are told apart by it.
        let mut glances: Vec<Glance> = Vec::with_capacity(forms.len());
        for form in &forms {
            let listed = self.listed(form);
            if form.weight < -8 && listed.is_none() {
                continue;
            }
            let name = &self.candidates[form.candidates[0]].candidate.name;
            let parts = name.core();
            let (surname, given) = (name.surname, folded_key([&parts[0]]));
            let same_surname = by_surname.get(&surname).into_iter().flat_map(Bearers::all);
            let agreeing = same_surname.clone().find(|&person| self.givens(person, name) == Some(Givens::Agree));
            let person = listed.or(agreeing).or_else(|| {
                let same_given = by_given.get(&given).into_iter().flat_map(Bearers::all);
                let same_letters = name.letters.iter().flatten().filter_map(|letters| by_letters.get(letters).copied());
                let near = same_surname.filter(|&person| {
                    self.givens(person, name) == Some(Givens::Nearly) || self.in_one_office(person, form)
                });
                let near_surname = same_given
                    .filter(|&person| !glances[person].tells_apart(name.glance) && self.surnames_nearly(person, parts));
                same_letters
                    .chain(near)
                    .chain(near_surname)
                    .find(|&person| !self.in_one_breath(person, &form.candidates))
            });
            let person = match person {
                Some(person) => person,
                None if form.weight < ENOUGH => continue,
                None => {
                    self.people.push(Identity::default());
                    self.people.len() - 1
                }
            };
            glances.resize(self.people.len(), Glance::default());
            for (map, key) in [(&mut by_surname, surname), (&mut by_given, given)] {
                let bearers = map.entry(key).or_default();
                if !bearers.all().any(|bearer| bearer == person) {
                    bearers.add(person);
                }
            }
            for letters in name.letters.into_iter().flatten() {
                by_letters.entry(letters).or_insert(person);
            }
            let identity = &mut self.people[person];
            if parts.len() > identity.parts().len() {
                identity.name = Some(name.clone());
                glances[person] = name.glance;
            }
            identity.candidates.extend(&form.candidates);
            for &office in &form.offices {
                self.holders.entry((person, office)).or_default().insert(&candidates[form.candidates[0]].name.parts[0]);
            }
            for &index in &form.candidates {
                self.owner[index] = Some(person);
            }
        }
    }

    /// The person on the house's list whose name `form` is. Nearly that name counts only where it may be hers: the draft
    /// takes it for a person's, and no sentence names both.
    fn listed(&mut self, form: &Form) -> Option<usize> {
        let (fit, entry) = form.listed?;
        let known = self.listed.get(&entry).copied();
        let other = |person: usize| self.in_one_breath(person, &form.candidates);
        if fit == Fit::Near && (form.weight < -2 || known.is_some_and(other)) {
            return None;
        }
        Some(self.bearer_of(entry))
    }

    /// The person who is the house's `entry`, from now on one of the draft's.
    fn bearer_of(&mut self, entry: usize) -> usize {
        *self.listed.entry(entry).or_insert_with(|| {
            let gender = self.roster.gender(entry);
            self.people.push(Identity { gender, listed: Some(entry), ..Identity::default() });
            self.people.len() - 1
        })
    }

    /// Whether `name` is one name, a surname with its particles or a given name.
    fn is_bare(&self, name: &Name) -> bool {
        match name.bare {
            Bare::Yes => true,
            Bare::Perhaps(letters) => self.particled.contains(&letters),
            Bare::No => false,
        }
    }

    /// How many single words that stand where a person's name stands, and are no known word, place or thing, are spelt as
    /// the surname of each of the full names `forms` or have a letter more.
    fn alone(&self, forms: &[Form]) -> FxHashMap<u64, usize> {
        let mut alone: FxHashMap<u64, usize> = room_for(forms.len());
        alone.extend(forms.iter().map(|form| (self.candidates[form.candidates[0]].name.spelt, 0)));
        let mut single: FxHashMap<u64, (&Name, usize)> = FxHashMap::default();
        for candidate in self.candidates.iter().filter(|candidate| candidate.name.parts.len() == 1) {
            let known = candidate.tags.any(NO_PERSON.or(Tags::CALENDAR).or(Tags::WORD));
            if candidate.weight >= 0 && !known && !candidate.heading {
                single.entry(candidate.name.written).or_insert((&candidate.name, 0)).1 += 1;
            }
        }
        for (name, times) in single.into_values() {
            for key in name.near() {
                if let Some(all) = alone.get_mut(key) {
                    *all += times;
                }
            }
        }
        alone
    }

    /// How the given names of `person` and those of `name` stand to each other, if she has a full name.
    fn givens(&self, person: usize, name: &Name) -> Option<Givens> {
        Some(givens(self.people[person].name.as_ref()?, name))
    }

    /// Whether the surname of `person` and that of the full name `parts` are one name if one of the two is misspelt.
    fn surnames_nearly(&self, person: usize, parts: &[Box<str>]) -> bool {
        match (self.people[person].parts().last(), parts.last()) {
            (Some(a), Some(b)) => variant::difference(a, b).is_some(),
            _ => false,
        }
    }

    /// Whether `person` and the one whom `form` names hold the same office, and their given names are a slip apart.
    fn in_one_office(&self, person: usize, form: &Form) -> bool {
        // All places of a form have one given name.
        let given = &self.candidates[form.candidates[0]].name.parts[0];
        let givens = form.offices.iter().filter_map(|&office| self.holders.get(&(person, office))).flatten();
        givens.copied().any(|other| variant::is_slip(other, given))
    }

    /// Whether one sentence names `person` and one of `others`: then they are two.
    fn in_one_breath(&self, person: usize, others: &[usize]) -> bool {
        others.iter().any(|&index| {
            let other = &self.candidates[index];
            let near = |&near: &usize| {
                let candidate = &self.candidates[near];
                (candidate.block, candidate.sentence) == (other.block, other.sentence)
                    && candidate.tokens.start.abs_diff(other.tokens.start) < BREATH
            };
            let before = (0..index).rev().take_while(near);
            let behind = (index + 1..self.candidates.len()).take_while(near);
            before.chain(behind).any(|near| self.owner[near] == Some(person))
        })
    }

    /// Joins bare surnames and given names to the people who bear them, and takes those that much speaks for as people of
    /// their own.
    fn single_names(&mut self) {
        let mut names = Names::default();
        // Most surnames have so many keys.
        names.near.reserve(8 * self.people.len());
        for (index, person) in self.people.iter().enumerate() {
            // "Robert Kilby-Sands" and "Robert Kilby Sands".
            let mut forms: Vec<&Name> = Vec::new();
            for &candidate in &person.candidates {
                let name = &*self.candidates[candidate].candidate.name;
                // Most often the one before.
                if forms.last() != Some(&name) {
                    forms.push(name);
                }
            }
            forms.sort_unstable_by_key(|name| name.written);
            forms.dedup();
            forms.into_iter().for_each(|name| names.add(index, name));
            if let Some(entry) = person.listed {
                names.add(index, &Known::default().name(self.roster.parts(entry).into_iter()));
            }
        }
        let repeated = self.repeated();
        let mut named = Named::default();
        for index in 0..self.candidates.len() {
            let candidate = &self.candidates[index];
            if let Some(person) = self.owner[index] {
                named.note(person, index);
                continue;
            }
            let name = &candidate.candidate.name;
            let core = name.core();
            let Some((last, before)) = core.split_last() else { continue };
            if !self.is_bare(name) {
                continue;
            }
            let (key, length) = match before {
                [] => (name.surname, folded_length(name.last())),
                _ => (joined(core), core.iter().map(|part| folded_length(part)).sum()),
            };
            let listed = self.roster.literal(&name.parts).filter(|_| candidate.weight > -4);
            // The house may know somebody who writes the name to the letter where the draft's own bearer does not.
            let bearer = self.bearer(index, key, length, &names, &named);
            // "Lafayette" and "de Lafayette".
            let bearer = bearer.or_else(|| {
                let own = Some(folded_key([last])).filter(|&own| own != key)?;
                self.bearer(index, own, folded_length(last), &names, &named)
            });
            let bearer = bearer.filter(|&bearer| listed.is_none() || self.people[bearer].parts().contains(last));
            let person = bearer.or_else(|| listed.map(|entry| self.bearer_of(entry))).or_else(|| {
                let short = candidate.weight < 2 && folded_length(last) < 5;
                let plausible = candidate.weight >= -2
                    && !short
                    && (candidate.titled
                        || self.language != Language::German
                        || Entry::of(last).surname() >= Commonness::Known)
                    && (!candidate.listed || last.len() >= LONG)
                    && !candidate.tags.any(NO_PERSON.or(Tags::CALENDAR))
                    && (!candidate.tags.any(Tags::ROLE) || candidate.tags.any(Tags::SURNAME))
                    && (candidate.titled || Entry::of(last).word() == Commonness::Never)
                    && !self.roster.house.knows(last);
                plausible.then(|| self.nearly(name, candidate, &names, &named)).flatten()
            });
            let person = person.or_else(|| {
                let often = repeated.get(&key).copied().unwrap_or_default();
                let weight = candidate.weight + often;
                let strong = weight >= ENOUGH_ALONE && !candidate.heading && length > 1;
                strong.then(|| {
                    names.add(self.people.len(), name);
                    let identity =
                        Identity { name: Some(name.clone()), gender: candidate.gender, ..Identity::default() };
                    self.people.push(identity);
                    self.people.len() - 1
                })
            });
            if let Some(person) = person {
                self.owner[index] = Some(person);
                self.people[person].candidates.push(index);
                named.note(person, index);
            }
        }
    }

    /// How much it speaks for a name of a single word that it stands in the draft again and again and is known as a name.
    fn repeated(&self) -> FxHashMap<u64, i32> {
        let mut counts: FxHashMap<u64, i32> = FxHashMap::default();
        for (index, candidate) in self.candidates.iter().enumerate() {
            let known = candidate.tags.any(Tags::GIVEN | Tags::SURNAME) && !candidate.tags.any(NO_PERSON);
            let first_name =
                || candidate.name.parts.last().map(|last| Entry::of(last).given()) == Some(Commonness::Common);
            if self.owner[index].is_none()
                && candidate.weight >= 0
                && known
                && (!candidate.tags.any(Tags::COMMON) || first_name())
            {
                *counts.entry(candidate.name.surname).or_default() += 1;
            }
        }
        counts.values_mut().for_each(|count| *count = (*count - 1).clamp(0, 2));
        counts
    }

    /// The person whose surname or given name the single name with this `key` is, which has `length` letters.
    fn bearer(&self, index: usize, key: u64, length: usize, names: &Names, named: &Named) -> Option<usize> {
        let candidate = &self.candidates[index];
        let doubtful = candidate.tags.any(NO_PERSON) && candidate.weight < -4 || candidate.weight < -7;
        let fits = |person: &usize| match (candidate.gender, self.people[*person].gender) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        if doubtful {
            return None;
        }
        let of_surname = names.by_surname.get(&key).into_iter().flat_map(Bearers::all).filter(fits);
        let of_given = names.by_given.get(&key).filter(|_| length > 1 && !candidate.titled);
        named.foremost(of_surname).or_else(|| named.foremost(of_given.into_iter().flat_map(Bearers::all)))
    }

    /// The person whose surname differs from `name` in spelling, if there is but one such surname.
    fn nearly(&self, name: &Name, candidate: &Candidate, names: &Names, named: &Named) -> Option<usize> {
        let last = name.core().last().map_or("", |last| last);
        // With its article: "al-Nasri" is no slip for Nusri.
        let keys = if last == name.last() { Cow::Borrowed(name.near()) } else { variant::keys(&fold(last)).into() };
        let near = keys.iter().filter_map(|key| names.near.get(key)).flat_map(Bearers::all);
        let other =
            |person: usize| self.people[person].name.as_ref().is_none_or(|own| own.glance.tells_apart(name.glance));
        let mut near: Vec<usize> = near.filter(|&person| !other(person)).collect();
        near.sort_unstable();
        near.dedup();
        near.retain(|&person| {
            let person = &self.people[person];
            let fits = candidate.gender.is_none() || person.gender.is_none() || candidate.gender == person.gender;
            let surname = person.parts().last().map_or("", |last| last);
            // "Mr. Rubby" is not misspelt for a Ruby without a surname.
            let first_name = person.parts().len() == 1 && Entry::of(surname).given() == Commonness::Common;
            fits && !first_name
                && variant::difference(last, surname).is_some_and(|difference| difference != Difference::Glyph)
        });
        // Husband and wife have one surname.
        let surname = |person: usize| self.people[person].parts().last();
        match near[..] {
            [person, ..] if near.iter().all(|&other| surname(other) == surname(person)) => {
                named.foremost(near.into_iter())
            }
            _ => None,
        }
    }
}

/// How often the draft has named each person so far, and by which candidate last.
#[derive(Default)]
struct Named {
    people: Vec<(usize, Option<usize>)>,
}

impl Named {
    /// Notes that the candidate `index` names `person`.
    fn note(&mut self, person: usize, index: usize) {
        if self.people.len() <= person {
            self.people.resize(person + 1, (0, None));
        }
        self.people[person] = (self.people[person].0 + 1, Some(index));
    }

    /// Of several people with one name the one whom the draft has named most so far, or else last.
    fn foremost(&self, among: impl Iterator<Item = usize>) -> Option<usize> {
        let named = |person: usize| self.people.get(person).copied().unwrap_or_default();
        among.max_by_key(|&person| (named(person), std::cmp::Reverse(person)))
    }
}

/// Words that name no person unless something speaks for it.
const NO_PERSON: Tags = Tags::PLACE.or(Tags::DEMONYM).or(Tags::THING);

/// The people of one name: most often one.
#[derive(Default)]
struct Bearers {
    first: Option<usize>,
    others: Vec<usize>,
}

impl Bearers {
    /// In the order in which they were added.
    fn all(&self) -> impl Iterator<Item = usize> + Clone {
        self.first.into_iter().chain(self.others.iter().copied())
    }

    /// Adds `person`, unless they are a crowd or she was added last.
    fn add(&mut self, person: usize) {
        match self.first {
            None => self.first = Some(person),
            Some(first) if self.others.last().unwrap_or(&first) == &person => {}
            Some(_) if self.others.len() + 1 < CROWD => self.others.push(person),
            Some(_) => {}
        }
    }
}

/// People by the [keys](folded_key) of the words of their names.
#[derive(Default)]
struct Names {
    by_surname: FxHashMap<u64, Bearers>,
    by_given: FxHashMap<u64, Bearers>,
    /// By the [keys](variant::keys) of their surnames.
    near: FxHashMap<u64, Bearers>,
}

impl Names {
    fn add(&mut self, person: usize, name: &Name) {
        let parts = name.core();
        if parts.len() > 1 {
            self.by_given.entry(folded_key([&parts[0]])).or_default().add(person);
        }
        for &key in name.near() {
            self.near.entry(key).or_default().add(person);
        }
        let last = folded_key([name.last()]);
        if last != name.surname {
            self.by_surname.entry(last).or_default().add(person);
        }
        for at in (1..parts.len().saturating_sub(1)).rev().take_while(|&at| may_be_particle(&parts[at])) {
            let particled = joined(&parts[at..]);
            if particled != name.surname {
                self.by_surname.entry(particled).or_default().add(person);
            }
        }
        self.by_surname.entry(name.surname).or_default().add(person);
    }
}
