//! The quote sheet as Markdown.

use std::fmt::{self, Display, Formatter};

use super::page::{Page, Quote};
use crate::ide::card::escape;
use crate::ide::wording::counted;

/// A page as Markdown, without anything from the draft that would become markup.
pub struct Sheet<'s>(pub &'s Page<'s>);

impl Display for Sheet<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let page = self.0;
        writeln!(f, "# {}", escape(page.path))?;
        if page.is_empty() {
            writeln!(f, "\nNo quotes.")?;
        }
        for speaker in &page.speakers {
            let name = escape(&speaker.name);
            let name = if speaker.named { name } else { format!("“{name}”") };
            let roles: Vec<String> = speaker.roles.iter().map(|role| escape(role)).collect();
            let counts = [counted(speaker.quotes.len(), "quote"), counted(speaker.words, "word")];
            writeln!(f, "\n## {name}\n\n{}\n", [&roles[..], &counts].concat().join(", "))?;
            speaker.quotes.iter().try_for_each(|quote| item(f, quote))?;
        }
        if !page.unattributed.is_empty() {
            writeln!(f, "\n## Nobody is given for\n")?;
        }
        page.unattributed.iter().try_for_each(|quote| item(f, quote))
    }
}

fn item(f: &mut Formatter<'_>, quote: &Quote) -> fmt::Result {
    write!(f, "- {}:{} {}", quote.start.line, quote.start.column, escape(&quote.text))?;
    quote.notes.iter().try_for_each(|note| write!(f, "\\\n  {}", escape(note)))?;
    writeln!(f)
}
