//! A name as it is written, and what follows from its letters alone.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::Xxh3Default;

use super::parts::{core, is_particle, joined, may_be_particle, surname, turned, unparticled, without_article};
use super::variant::{self, Glance};
use crate::text::{fold, folded_key};

/// A name as it is written. Every candidate that is written so shares it, in this edition of the draft and in the next.
#[derive(Debug)]
pub struct Name {
    /// Its parts, without white space: "de", "la", "Cruz".
    pub parts: Box<[Box<str>]>,
    /// A number for the parts as they are written, equal where they are.
    pub written: u64,
    /// A number for the [core] word by word, each [folded](fold): "Jan Vanden Berg" is another form than "Jan Van Denberg".
    pub form: u64,
    /// The [key](folded_key) of its [surname].
    pub surname: u64,
    /// The [key](variant::key) of its surname as one word.
    pub spelt: u64,
    /// Whether it is one name, a surname with its particles or a given name.
    pub bare: Bare,
    /// The [keys](folded_key) of its letters, with its gaps and particles apart, or turned around; of full names.
    pub letters: [Option<u64>; 3],
    /// The last word of its [core] at a glance.
    pub glance: Glance,
    first: OnceLock<Glance>,
    near: OnceLock<Box<[u64]>>,
}

/// Whether a name is a single one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bare {
    /// It has but one word, and perhaps particles in small letters.
    Yes,
    /// If the draft has a surname of these letters, [joined], that begins with a particle.
    Perhaps(u64),
    /// It is a full name.
    No,
}

impl Name {
    fn new(parts: Box<[Box<str>]>, written: u64) -> Self {
        let core = core(&parts);
        let before = &core[..core.len().saturating_sub(1)];
        let bare = match before {
            _ if before.iter().all(|part| is_particle(part)) => Bare::Yes,
            _ if before.iter().all(|part| may_be_particle(part)) => Bare::Perhaps(joined(core)),
            _ => Bare::No,
        };
        let letters = match bare {
            Bare::Yes => [None; 3],
            Bare::Perhaps(_) | Bare::No => [Some(joined(core)), unparticled(core), turned(core)],
        };
        Name {
            written,
            form: core.iter().fold(0, |key: u64, part| key.rotate_left(1) ^ folded_key([&**part])),
            surname: folded_key(surname(core)),
            spelt: variant::key(&surname(core).map(fold).collect::<String>()),
            bare,
            letters,
            glance: core.last().map(|last| Glance::of(last)).unwrap_or_default(),
            first: OnceLock::new(),
            near: OnceLock::new(),
            parts,
        }
    }

    /// Its parts without "Jr." and the like.
    pub fn core(&self) -> &[Box<str>] {
        core(&self.parts)
    }

    /// The first word of its core at a glance.
    pub fn first(&self) -> Glance {
        *self.first.get_or_init(|| self.core().first().map(|first| Glance::of(first)).unwrap_or_default())
    }

    /// The last word of its core, behind an Arabic article.
    pub fn last(&self) -> &str {
        self.core().last().map_or("", |last| without_article(last))
    }

    /// The [keys](variant::keys) of its [last word](Name::last).
    pub fn near(&self) -> &[u64] {
        self.near.get_or_init(|| variant::keys(&fold(self.last())).into())
    }

    /// It as one string, single spaces between its parts.
    pub fn text(&self) -> String {
        self.parts.join(" ")
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}

/// Names that were met before.
#[derive(Default)]
pub struct Known {
    names: FxHashMap<u64, Arc<Name>>,
}

impl Known {
    /// The name that has these `parts`.
    pub fn name<'p>(&mut self, parts: impl Iterator<Item = &'p str> + Clone) -> Arc<Name> {
        let mut written = Xxh3Default::new();
        for part in parts.clone() {
            written.update(part.as_bytes());
            // No word has a space in it.
            written.update(b" ");
        }
        let written = written.digest();
        let name = self.names.entry(written);
        name.or_insert_with(|| Arc::new(Name::new(parts.map(Box::from).collect(), written))).clone()
    }
}
