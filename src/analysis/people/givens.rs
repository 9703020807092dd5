//! Whether two people of one surname are one, as their given names tell.

use super::name::Name;
use super::variant;
use crate::lexicon::names::Relation;
use crate::text::fold;

/// How the given names of two full names with the same surname stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Givens {
    /// They are one person's: equal, an initial, a short form, a name in the middle.
    Agree,
    /// They are one name if one of the two is misspelt.
    Nearly,
    /// They are two names.
    Differ,
}

/// How the given names of the full names `a` and `b`, which have one surname, stand to each other.
pub fn givens(a: &Name, b: &Name) -> Givens {
    let (first, other) = (a.first(), b.first());
    let (a, b) = (a.core(), b.core());
    // Most people of one surname.
    if a.len() == 2 && b.len() == 2 && !first.is_letter() && !other.is_letter() && first.tells_apart(other) {
        return Givens::Differ;
    }
    let initial = |short: &str, long: &str| short.len() == 1 && long.starts_with(short);
    let (first_a, first_b) = (fold(&a[0]), fold(&b[0]));
    let short_form = matches!(Relation::between(&a[0], &b[0]), Some(Relation::Same | Relation::Nickname));
    let middle = |name: &str, parts: &[Box<str>]| {
        name.len() > 1 && parts[1..parts.len() - 1].iter().any(|part| fold(part) == name)
    };
    if first_a == first_b
        || initial(&first_a, &first_b)
        || initial(&first_b, &first_a)
        || short_form
        || middle(&first_a, b)
        || middle(&first_b, a)
    {
        Givens::Agree
    } else if variant::difference(&a[0], &b[0]).is_some() {
        Givens::Nearly
    } else {
        Givens::Differ
    }
}
