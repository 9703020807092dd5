//! The quote sheet for a terminal.

use std::fmt::{self, Display, Formatter};

use super::page::{Page, Quote};
use crate::cli::terminal::{harmless, path};
use crate::ide::wording::counted;

/// A page as a person reads it.
pub struct Sheet<'s>(pub &'s Page<'s>);

impl Display for Sheet<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let page = self.0;
        let quotes = if page.is_empty() { "no quotes".to_owned() } else { counted(page.len(), "quote") };
        writeln!(f, "{}: {quotes}", path(page.path))?;
        for speaker in &page.speakers {
            let who = if speaker.named { speaker.name.clone() } else { format!("“{}”", speaker.name) };
            let who = [&[who.as_str()], &speaker.roles[..]].concat().join(", ");
            let (quotes, words) = (counted(speaker.quotes.len(), "quote"), counted(speaker.words, "word"));
            writeln!(f, "\n  {}: {quotes}, {words}", harmless(&who))?;
            speaker.quotes.iter().try_for_each(|quote| line(f, quote))?;
        }
        if !page.unattributed.is_empty() {
            writeln!(f, "\n  Nobody is given for {}:", counted(page.unattributed.len(), "quote"))?;
        }
        page.unattributed.iter().try_for_each(|quote| line(f, quote))
    }
}

fn line(f: &mut Formatter<'_>, quote: &Quote) -> fmt::Result {
    let place = format!("{}:{}", quote.start.line, quote.start.column);
    writeln!(f, "{place:>9}  {}", harmless(&quote.text))?;
    quote.notes.iter().try_for_each(|note| writeln!(f, "{:>9}  {}", "", harmless(note)))
}
