//! `copydesk explain`: a rule's page.

use std::io::{self, Write};

use super::outcome::{Outcome, complain};
use crate::rules::{self, RULES};

/// Prints the page of the rule called `code`, or, without one, what they are called, one a line.
pub fn run(code: Option<&str>) -> Outcome {
    let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    let text = match code.map(|code| (code, rules::named(code))) {
        None => codes.join("\n"),
        Some((_, Some(rule))) => rule.page.trim_end().to_owned(),
        Some((code, None)) => {
            complain(code, format!("no such rule; there are {}", codes.join(", ")));
            return Outcome::Failed;
        }
    };
    Outcome::Clean.once(writeln!(io::stdout(), "{text}"))
}
