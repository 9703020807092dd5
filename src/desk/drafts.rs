//! The drafts of a desk, and the people whom they name.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::person::Person;
use super::query::Query;

/// What is known of the drafts of a desk: of each the people, nothing more. A draft goes by a key, its path or URI.
///
/// A copy is cheap and shares the people.
#[derive(Clone, Debug)]
pub struct Desk<P> {
    drafts: BTreeMap<Arc<str>, Arc<[Person<P>]>>,
}

/// Those whom a query means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'d, P> {
    /// The people, each with the key of the draft that names her: those whose names answer best first, of these those whom
    /// their drafts name most often.
    pub people: Vec<(&'d str, &'d Person<P>)>,
    /// How many more there are.
    pub left_out: usize,
}

impl<P> Default for Desk<P> {
    fn default() -> Self {
        Desk { drafts: BTreeMap::new() }
    }
}

impl<P> Desk<P> {
    /// The draft `key` names `people` now.
    pub fn put(&mut self, key: &str, people: Vec<Person<P>>) {
        if people.is_empty() {
            self.remove(key);
        } else {
            self.drafts.insert(key.into(), people.into());
        }
    }

    /// The draft `key` is no more.
    pub fn remove(&mut self, key: &str) {
        self.drafts.remove(key);
    }

    /// The `most` people whom `query` means best: a part of a name, or its letters in their order, without regard to accents
    /// and capitals. Someone whom several drafts name is found once for each. A query without letters means everyone.
    pub fn find(&self, query: &str, most: usize) -> Found<'_, P> {
        let query = Query::new(query);
        let all = self.drafts.iter().flat_map(|(key, people)| people.iter().map(|person| (key.as_ref(), person)));
        let mut found: Vec<_> =
            all.filter_map(|(key, person)| Some((query.likeness(&person.words)?, key, person))).collect();
        found.sort_by_key(|&(likeness, key, person)| {
            (likeness, Reverse(person.mentions), Reverse(person.quotes), &person.words, key)
        });
        let left_out = found.len().saturating_sub(most);
        let people = found.into_iter().take(most).map(|(_, key, person)| (key, person)).collect();
        Found { people, left_out }
    }
}
