//! All that is known of a draft is sound, whatever stands in it.

#[path = "sound.rs"]
mod sound;

use copydesk::config::Settings;
use copydesk::draft::Format;
use copydesk::ide::{Snapshot, hover};
use copydesk::text::Span;

/// Panics where what is known of `text` does not stand on character borders, is not the same again, or is never fixed.
pub fn sound(text: &str, format: Format) {
    let settings = Settings { enabled: vec!["unintroduced-name".to_owned()], ..Settings::default() };
    let read = |text: &str| Snapshot::new(text.into(), format, &settings);
    let (snapshot, again) = (read(text), read(text));
    let (article, same) = (&snapshot.article, &again.article);
    assert_eq!(snapshot.findings, again.findings, "{format:?} {text:?}");
    assert_eq!((&article.quotes, &article.speakers), (&same.quotes, &same.speakers), "{format:?} {text:?}");
    assert_eq!((&article.people, &article.spellings), (&same.people, &same.spellings), "{format:?} {text:?}");
    let mut spans: Vec<Span> = Vec::new();
    for quote in &article.quotes {
        let within = article.draft.blocks[quote.block].text().get(quote.within.start..quote.within.end);
        assert!(within.is_some(), "{format:?} {text:?}: {quote:?}");
        spans.push(quote.span);
        spans.extend(quote.attribution.iter().flat_map(|given| given.cue.into_iter().chain([given.speaker])));
    }
    for person in &article.people {
        spans.extend(person.mentions.iter().map(|mention| mention.span));
        spans.extend(person.roles.iter().map(|role| role.span));
    }
    for finding in &snapshot.findings {
        sound::well_formed(text, text, finding);
        spans.push(finding.span);
    }
    for span in spans {
        assert!(text.get(span.start..span.end).is_some_and(|words| !words.is_empty()), "{format:?} {text:?}: {span:?}");
        assert_eq!(hover(&snapshot, span.start), hover(&again, span.start), "{format:?} {text:?}: {span:?}");
    }
    sound::mended(text, &snapshot, &read);
    sound::fixed_for_good(text, &snapshot, &read);
}
