//! What holds for every draft, whatever is found in it.

#[path = "sound.rs"]
mod sound;

use copydesk::config::{File, Settings, listing};
use copydesk::ide::{Listing, Snapshot, listings, standings};
use copydesk::rules::Finding;
use copydesk::text::{Span, edit};
pub use sound::well_formed;
use sound::{fixed_for_good, mended};

/// Panics, naming the draft as `place`, where `snapshot` breaks an invariant.
pub fn hold(place: &str, snapshot: &Snapshot) {
    let text: &str = snapshot.text();
    let format = snapshot.article.draft.format;
    // A rule that spoke was asked to.
    let enabled = snapshot.findings.iter().map(|finding| finding.code.to_owned()).collect();
    let settings = Settings { enabled, house: snapshot.article.house.clone(), ..Settings::default() };
    let analyse = |text: &str| Snapshot::from(text.into(), format, &settings, &snapshot.sources);
    let findings = &snapshot.findings;
    assert_eq!(&analyse(text).findings, findings, "{place}: read again, the same draft gives the same findings");
    assert!(findings.is_sorted_by_key(|finding| finding.span), "{place}: the findings are in order");
    for finding in findings {
        well_formed(place, text, finding);
    }
    mended(place, snapshot, &analyse);
    listed(place, snapshot);
    stood(place, snapshot, &analyse);
    fixed_for_good(place, snapshot, &analyse);
    line_ends(place, snapshot, &analyse);
}

/// A mark that is written for a finding lets it stand, and changes nothing else that is said.
fn stood(place: &str, snapshot: &Snapshot, analyse: &dyn Fn(&str) -> Snapshot) {
    let text: &str = snapshot.text();
    for standing in standings(&snapshot.article.draft, &snapshot.findings, Span::new(0, text.len())) {
        let Some(comment) = standing.comment else { continue };
        let marked = analyse(&edit::apply(text, &[comment]));
        let of = |findings: &[Finding]| findings.iter().filter(|it| it.code == standing.finding.code).count();
        let (before, after) = (of(&snapshot.findings), of(&marked.findings));
        assert!(after < before, "{place}: a mark lets nothing stand in\n{}", marked.text());
        let all = |snapshot: &Snapshot| snapshot.findings.len() + snapshot.stood.len();
        assert_eq!(all(&marked), all(snapshot), "{place}: a mark changes what is found in\n{}", marked.text());
    }
}

/// What may be written into the house's list makes its finding go away.
fn listed(place: &str, snapshot: &Snapshot) {
    let text: &str = snapshot.text();
    let people = snapshot.article.house.people().iter();
    let people = people.map(|listed| format!("[[people]]\nname = {:?}\nalso = {:?}\n", listed.name, listed.also));
    let list = people.collect::<String>();
    for Listing { finding, title, additions } in listings(snapshot, Span::new(0, text.len())) {
        let edits = listing::add(&list, &additions).expect("the list can be added to");
        let list = edit::apply(&list, &edits);
        let File { settings, mistakes } = File::read(&list);
        assert_eq!(mistakes, [], "{place}: {title}");
        let read = Snapshot::from(text.into(), snapshot.article.draft.format, &settings, &snapshot.sources);
        let left = read.findings.iter().find(|other| other.code == finding.code && other.span == finding.span);
        assert_eq!(left, None, "{place}: `{title}` leaves its finding, with\n{list}");
    }
}

/// With CRLF line ends the draft says the same, and its fixes leave CRLF line ends.
fn line_ends(place: &str, snapshot: &Snapshot, analyse: &dyn Fn(&str) -> Snapshot) {
    let text: &str = snapshot.text();
    assert!(!text.contains('\r'), "{place}: drafts on pages have LF line ends");
    let crlf = analyse(&text.replace('\n', "\r\n"));
    let moved = |offset: usize| offset + memchr::memchr_iter(b'\n', &text.as_bytes()[..offset]).count();
    let moved = |span: Span| Span::new(moved(span.start), moved(span.end));
    let said = |finding: &Finding, moved: &dyn Fn(Span) -> Span| {
        let related: Vec<_> =
            finding.related.iter().map(|related| (moved(related.span), related.message.clone())).collect();
        (finding.code, finding.severity, moved(finding.span), finding.message.clone(), related)
    };
    let expected: Vec<_> = snapshot.findings.iter().map(|finding| said(finding, &moved)).collect();
    let found: Vec<_> = crlf.findings.iter().map(|finding| said(finding, &|span| span)).collect();
    assert_eq!(found, expected, "{place}: CRLF line ends change what is found");
    for (finding, same) in snapshot.findings.iter().zip(&crlf.findings) {
        let fixed = |text: &str, finding: &Finding| -> Vec<(String, String)> {
            finding.fixes.iter().map(|fix| (fix.title.clone(), edit::apply(text, &fix.edits))).collect()
        };
        let expected = fixed(text, finding).into_iter().map(|(title, text)| (title, text.replace('\n', "\r\n")));
        assert_eq!(fixed(crlf.text(), same), expected.collect::<Vec<_>>(), "{place}: CRLF line ends change a fix");
    }
}
