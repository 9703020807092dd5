//! What may be written into the house's list where a name is flagged: "These are two people".

use rustc_hash::FxHashMap;

use super::snapshot::Snapshot;
use crate::analysis::Spelling;
use crate::config::Addition;
use crate::rules::Finding;
use crate::text::Span;

/// Something to be written into the house's list, which makes a finding go away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing<'s> {
    /// The finding.
    pub finding: &'s Finding,
    /// What it says, as the editor's menu says it.
    pub title: String,
    /// What is written.
    pub additions: Vec<Addition>,
}

/// What may be written where `span` touches a name at odds with others, in the order of the names.
pub fn listings(snapshot: &Snapshot, span: Span) -> Vec<Listing<'_>> {
    let article = &snapshot.article;
    let flagged = snapshot.findings.iter().filter(|finding| finding.code == "inconsistent-name");
    let touched = flagged.filter(|finding| finding.span.start <= span.end && span.start <= finding.span.end);
    // Of two at one place the first counts.
    let placed = article.spellings.iter().rev();
    let spellings: FxHashMap<Span, &Spelling> =
        placed.flat_map(|spelling| spelling.places.iter().map(move |place| (*place, spelling))).collect();
    let spelt = touched.filter_map(|finding| Some((finding, *spellings.get(&finding.span)?)));
    spelt.flat_map(|(finding, spelling)| listings_of(snapshot, finding, spelling)).collect()
}

fn listings_of<'s>(snapshot: &'s Snapshot, finding: &'s Finding, spelling: &Spelling) -> [Listing<'s>; 2] {
    let Spelling { written, elsewhere, .. } = spelling;
    let person = &snapshot.article.people[spelling.person];
    // As it would be in full, and as far as the draft gives it.
    let full = if written.contains(' ') { written.clone() } else { with(&person.name, elsewhere, written) };
    let given = person.forms.iter().map(|(form, _)| form).find(|form| form.contains(' ') && has(form, written));
    let given = given.unwrap_or(written).clone();
    let own = match spelling.listed {
        // The fullest form may be the one at odds.
        None if written.contains(' ') => elsewhere.clone(),
        _ => with(&person.name, written, elsewhere),
    };
    let right = match spelling.listed {
        None => (format!("“{full}” is the house spelling"), Addition::Person(full)),
        Some(_) => (format!("The house writes “{full}” too"), Addition::Also { of: own.clone(), form: full }),
    };
    let two = format!("“{own}” and “{given}” are two people");
    let listing = |title, additions| Listing { finding, title, additions };
    [listing(right.0, vec![right.1]), listing(two, vec![Addition::Person(own), Addition::Person(given)])]
}

/// Whether `word` is one of the words of `name`.
fn has(name: &str, word: &str) -> bool {
    name == word || name.split(' ').any(|other| other == word)
}

/// `name` with `new` for its word `old`.
fn with(name: &str, old: &str, new: &str) -> String {
    name.split(' ').map(|word| if word == old { new } else { word }).collect::<Vec<_>>().join(" ")
}
