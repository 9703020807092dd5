//! What a writer points at.

use crate::analysis::{Article, Copy, MentionKind, Person};
use crate::text::Span;

/// What stands at a place of a draft.
#[derive(Clone, Debug)]
pub enum Under<'a> {
    /// Words that name or mean a person, or say what she is; of several the shortest.
    Person {
        /// The words.
        named: Named<'a>,
        /// Longer words around them that are about another: "Gray's spokesman" names one person and means another.
        others: Vec<Named<'a>>,
    },
    /// A quote, by its index.
    Quote(usize),
    /// A passage that stands earlier in the draft too.
    Copy(&'a Copy),
}

/// Words that name or mean a person, or say what she is.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// The person.
    pub person: &'a Person,
    /// The words, in the source.
    pub span: Span,
    /// How they mean her; `None` for a role beside her name.
    pub kind: Option<MentionKind>,
}

impl Named<'_> {
    /// Whether the words take the place of a name.
    pub fn is_meant(&self) -> bool {
        matches!(self.kind, Some(MentionKind::Role | MentionKind::Pronoun))
    }
}

/// What stands at the byte `offset`, or ends there: a person before a quote, a quote before a copy. `None` where there is
/// nothing but text.
pub fn under(article: &Article, offset: usize) -> Option<Under<'_>> {
    let mut people: Vec<Named> =
        article.people.iter().flat_map(named).filter(|named| named.span.touches(offset)).collect();
    people.sort_by_key(|named| (named.span.len(), named.is_meant()));
    if let Some((&named, rest)) = people.split_first() {
        let others = rest.iter().filter(|other| !std::ptr::eq(other.person, named.person)).copied().collect();
        return Some(Under::Person { named, others });
    }
    if let Some(quote) = last(&article.quotes, offset, |quote| quote.span) {
        return Some(Under::Quote(quote));
    }
    copy_at(article, offset).map(Under::Copy)
}

/// The copy that stands at the byte `offset`, or ends there.
pub fn copy_at(article: &Article, offset: usize) -> Option<&Copy> {
    last(&article.copies, offset, |copy| copy.span).map(|copy| &article.copies[copy])
}

/// Every place where `person` is named or meant, or is said to be something.
fn named(person: &Person) -> impl Iterator<Item = Named<'_>> {
    let mentions = person.mentions.iter().map(|mention| (mention.span, Some(mention.kind)));
    let roles = person.roles.iter().map(|role| (role.span, None));
    mentions.chain(roles).map(move |(span, kind)| Named { person, span, kind })
}

/// The index of the last of `items`, which stand in order and apart, that begins at `offset` or before, if it reaches as far.
fn last<T>(items: &[T], offset: usize, span: impl Fn(&T) -> Span) -> Option<usize> {
    let after = items.partition_point(|item| span(item).start <= offset);
    after.checked_sub(1).filter(|&index| span(&items[index]).touches(offset))
}
