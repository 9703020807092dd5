//! Whose name is this: full names that are one person's, and the bare surnames and given names that mean her.

use rustc_hash::FxHashMap;

use super::name::{Candidate, fold};
use super::person::Gender;
use super::variant::{self, Difference};
use crate::lexicon::Tags;

/// A person as far as names tell.
#[derive(Clone, Debug, Default)]
pub struct Identity {
    /// The parts of the fullest form of the name, suffix left out.
    pub parts: Vec<String>,
    /// The candidates that name her, by index, in order.
    pub candidates: Vec<usize>,
    /// What the words beside her names show.
    pub gender: Option<Gender>,
}

impl Identity {
    /// The surname with its particles, folded; the only name where there is but one.
    pub fn surname(&self) -> String {
        surname(&self.parts)
    }

    /// The first name, folded; empty where only a surname is given.
    pub fn given(&self) -> String {
        if self.parts.len() > 1 { fold(&self.parts[0]) } else { String::new() }
    }
}

/// What speaks for a person outweighs this where a full name is taken for one.
const ENOUGH: i32 = 3;

/// What speaks for a person outweighs this where a single name is taken for one.
const ENOUGH_ALONE: i32 = 5;

/// The people behind `candidates`, in the order of their first full name.
pub fn identify(candidates: &[Candidate], tags: &dyn Fn(&str) -> Tags) -> Vec<Identity> {
    let mut people: Vec<Identity> = Vec::new();
    let mut taken = vec![false; candidates.len()];
    full_names(candidates, &mut people, &mut taken);
    single_names(candidates, &mut people, &mut taken, tags);
    for person in &mut people {
        person.candidates.sort_unstable();
        person.gender = person.gender.or_else(|| person.candidates.iter().find_map(|&index| candidates[index].gender));
    }
    people.sort_by_key(|person| person.candidates[0]);
    people
}

/// The name without "Jr." and the like.
fn core(parts: &[String]) -> &[String] {
    match parts {
        [core @ .., last] if core.len() > 1 && is_suffix(last) => core,
        _ => parts,
    }
}

fn is_suffix(part: &str) -> bool {
    matches!(part.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV" | "Esq")
}

fn is_particle(part: &str) -> bool {
    part.chars().next().is_some_and(char::is_lowercase)
}

fn surname(parts: &[String]) -> String {
    let Some((last, before)) = parts.split_last() else { return String::new() };
    let mut folded: Vec<String> = vec![fold(last)];
    for part in before.iter().rev().take_while(|part| is_particle(part)) {
        folded.push(fold(part));
    }
    folded.reverse();
    folded.concat()
}

/// Whether two full names with the same surname can be one person's: the first names are equal, or one is the other's
/// initial.
fn givens_agree(a: &[String], b: &[String]) -> bool {
    let (a, b) = (fold(&a[0]), fold(&b[0]));
    let initial = |short: &str, long: &str| short.len() == 1 && long.starts_with(short);
    a == b || initial(&a, &b) || initial(&b, &a)
}

fn full_names(candidates: &[Candidate], people: &mut Vec<Identity>, taken: &mut [bool]) {
    // Every form of a full name with the most that speaks for it anywhere.
    let mut forms: FxHashMap<String, (i32, Vec<usize>)> = FxHashMap::default();
    let mut order: Vec<String> = Vec::new();
    for (index, candidate) in candidates.iter().enumerate() {
        let core = core(&candidate.parts);
        if core.len() < 2 {
            continue;
        }
        let key = core.iter().map(|part| fold(part)).collect::<Vec<_>>().join(" ");
        let form = forms.entry(key.clone()).or_insert_with(|| {
            order.push(key);
            (i32::MIN, Vec::new())
        });
        form.0 = form.0.max(candidate.weight);
        form.1.push(index);
    }
    let mut by_surname: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for key in &order {
        let (weight, indices) = &forms[key];
        if *weight < ENOUGH {
            continue;
        }
        let parts = core(&candidates[indices[0]].parts);
        let surname = surname(parts);
        let same = by_surname.entry(surname).or_default();
        let person = same.iter().copied().find(|&person| givens_agree(&people[person].parts, parts));
        let person = person.unwrap_or_else(|| {
            same.push(people.len());
            people.push(Identity::default());
            people.len() - 1
        });
        let identity = &mut people[person];
        if parts.len() > identity.parts.len() {
            identity.parts = parts.to_vec();
        }
        for &index in indices {
            taken[index] = true;
            identity.candidates.push(index);
        }
    }
    // A full name that nothing else speaks for, but that is spelt nearly like one that is a person's.
    for key in &order {
        let (weight, indices) = &forms[key];
        if taken[indices[0]] || *weight < -2 {
            continue;
        }
        let parts = core(&candidates[indices[0]].parts);
        if let Some(person) = people.iter_mut().find(|person| nearly(&person.parts, parts)) {
            for &index in indices {
                taken[index] = true;
                person.candidates.push(index);
            }
        }
    }
}

/// Whether two full names differ in the spelling of one part only.
fn nearly(a: &[String], b: &[String]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut differing = a.iter().zip(b).filter(|(a, b)| fold(a) != fold(b));
    match (differing.next(), differing.next()) {
        (Some((a, b)), None) => variant::difference(a, b).is_some(),
        _ => false,
    }
}

fn single_names(candidates: &[Candidate], people: &mut Vec<Identity>, taken: &mut [bool], tags: &dyn Fn(&str) -> Tags) {
    let mut by_surname: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut by_given: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (index, person) in people.iter().enumerate() {
        by_surname.entry(person.surname()).or_default().push(index);
        let last = fold(person.parts.last().map_or("", String::as_str));
        if last != person.surname() {
            by_surname.entry(last).or_default().push(index);
        }
        by_given.entry(person.given()).or_default().push(index);
    }
    // Who was named last before a candidate, to choose between two of one surname.
    let last_before = |people: &[Identity], among: &[usize], index: usize| {
        among.iter().copied().max_by_key(|&person| {
            let before = people[person].candidates.iter().copied().filter(|&other| other < index).max();
            (before, std::cmp::Reverse(person))
        })
    };
    for index in 0..candidates.len() {
        let candidate = &candidates[index];
        let core = core(&candidate.parts);
        if taken[index]
            || core.is_empty()
            || core.len() > 1 && !core[..core.len() - 1].iter().all(|part| is_particle(part))
        {
            continue;
        }
        let key = surname(core);
        let known = tags(&core[core.len() - 1]);
        let place = known.any(Tags::PLACE | Tags::DEMONYM | Tags::THING);
        let doubtful = place && candidate.weight < -4 || candidate.weight < -7;
        let fits = |person: &usize| match (candidate.gender, people[*person].gender) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        let found = by_surname.get(&key).map(|same| same.iter().copied().filter(fits).collect::<Vec<_>>());
        let person = match found.filter(|found| !found.is_empty()) {
            Some(found) if !doubtful => last_before(people, &found, index),
            Some(_) => None,
            None if candidate.titled || doubtful => None,
            None => by_given.get(&key).filter(|_| key.len() > 1).and_then(|same| last_before(people, same, index)),
        };
        // Nobody's surname, but nearly somebody's.
        let person = person.or_else(|| {
            let plausible =
                candidate.weight >= -2 && !known.any(Tags::PLACE | Tags::DEMONYM | Tags::THING | Tags::CALENDAR);
            plausible.then(|| nearly_surname(people, &core[core.len() - 1], candidate.gender)).flatten()
        });
        let person = person.or_else(|| {
            let strong = candidate.weight >= ENOUGH_ALONE && !candidate.heading && key.len() > 1;
            strong.then(|| {
                by_surname.entry(key.clone()).or_default().push(people.len());
                people.push(Identity { parts: core.to_vec(), candidates: Vec::new(), gender: candidate.gender });
                people.len() - 1
            })
        });
        if let Some(person) = person {
            taken[index] = true;
            people[person].candidates.push(index);
        }
    }
}

/// The only person whose surname differs from `name` in spelling.
fn nearly_surname(people: &[Identity], name: &str, gender: Option<Gender>) -> Option<usize> {
    let mut near = people.iter().enumerate().filter(|(_, person)| {
        let fits = gender.is_none() || person.gender.is_none() || gender == person.gender;
        let surname = person.parts.last().map_or("", String::as_str);
        fits && variant::difference(name, surname).is_some_and(|difference| difference != Difference::Glyph)
    });
    let (index, _) = near.next()?;
    near.next().is_none().then_some(index)
}
