//! Who speaks in a draft, as a test writes it down.

use std::fmt::Write;

use copydesk::config::Settings;
use copydesk::draft::Format;
use copydesk::ide::Snapshot;
use expect_test::Expect;

/// Expects the quotes of `draft`, one a line, each with the words that name its speaker.
pub fn check(draft: &str, expected: Expect) {
    let snapshot = Snapshot::new(draft.into(), Format::Plain, &Settings::default());
    let article = &snapshot.article;
    let mut answer = String::new();
    for quote in &article.quotes {
        let speaker = quote.attribution.as_ref().map_or("nobody", |given| given.speaker.of(draft));
        let _ = writeln!(answer, "{} <- {speaker}", quote.span.of(draft));
    }
    expected.assert_eq(&answer);
}
