//! Findings and fixes that stand in their draft, and fixes that come to an end.

use copydesk::ide::{Snapshot, actions};
use copydesk::rules::{self, Finding};
use copydesk::text::{Edit, Span, edit};

/// What is fixed may put two passages side by side that belong together, but not for long.
const ROUNDS: usize = 3;

/// `finding` stands in `text`, and so do its fixes.
pub fn well_formed(place: &str, text: &str, finding: &Finding) {
    assert!(rules::named(finding.code).is_some(), "{place}: no rule is called {}", finding.code);
    assert!(!finding.span.is_empty(), "{place}: {finding:?} is about nothing");
    assert!(!finding.message.is_empty() && !finding.message.contains('\n'), "{place}: {:?}", finding.message);
    let related = finding.related.iter().map(|related| related.span);
    for span in related.chain([finding.span]) {
        assert!(text.get(span.start..span.end).is_some(), "{place}: {span:?} is not on character borders of the draft");
    }
    assert!(
        finding.fixes.iter().filter(|fix| fix.automatic.is_some()).count() <= 1,
        "{place}: two automatic fixes: {finding:?}"
    );
    for fix in &finding.fixes {
        assert!(!fix.edits.is_empty(), "{place}: `{}` changes nothing", fix.title);
        apart(place, text, &fix.edits);
    }
}

/// Edits stand inside `text` and none overlaps another.
fn apart(place: &str, text: &str, edits: &[Edit]) {
    let mut spans: Vec<Span> = edits.iter().map(|edit| edit.span).collect();
    spans.sort();
    assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{place}: edits overlap: {edits:?}");
    for edit in edits {
        assert!(text.get(edit.span.start..edit.span.end).is_some(), "{place}: {edit:?} cuts a character");
        let blank = edit.blank.clone();
        assert!(
            blank.is_none_or(|blank| edit.text.get(blank).is_some()),
            "{place}: {edit:?} has a blank outside its text"
        );
    }
}

/// Made again and again, the fixes that need not be asked for come to an end.
pub fn fixed_for_good(place: &str, snapshot: &Snapshot, analyse: &dyn Fn(&str) -> Snapshot) {
    assert_eq!(snapshot.broken, [], "{place}: a rule broke down");
    let mut edits = actions::fix_all(snapshot);
    let mut text = snapshot.text().to_string();
    apart(place, &text, &edits);
    for _ in 0..=ROUNDS {
        if edits.is_empty() {
            return;
        }
        text = edit::apply(&text, &edits);
        edits = actions::fix_all(&analyse(&text));
    }
    panic!("{place}: fixed {ROUNDS} times, there is still something left to fix without being asked\n{text}");
}

/// Each fix of `snapshot` makes its finding go away.
pub fn mended(place: &str, snapshot: &Snapshot, analyse: &dyn Fn(&str) -> Snapshot) {
    let (text, findings): (&str, _) = (snapshot.text(), &snapshot.findings);
    for finding in findings {
        for fix in &finding.fixes {
            let fixed = analyse(&edit::apply(text, &fix.edits));
            // Another finding may have the same words, or lean on the same place.
            let gone = [false, true].into_iter().any(|related| {
                let count = |findings: &[Finding], text: &str, of: (&Finding, &str)| {
                    let wanted = said(of.0, of.1, related);
                    findings.iter().filter(|other| said(other, text, related) == wanted).count()
                };
                count(&fixed.findings, fixed.text(), (finding, text)) < count(findings, text, (finding, text))
            });
            // What was taken out may stand in a third place.
            let places = finding.related.iter().map(|related| related.span).chain([finding.span]);
            let taken = places.into_iter().any(|span| fix.edits.iter().any(|edit| edit.span.covers(span)));
            assert!(gone || taken, "{place}: `{}` leaves its finding\n{finding:#?}\nin\n{}", fix.title, fixed.text());
        }
    }
}

/// What `finding` is about: its rule, its words in `text` and, where asked for, those of the places that it leans on.
fn said<'t>(finding: &'t Finding, text: &'t str, related: bool) -> (&'t str, &'t str, Vec<&'t str>) {
    let places = finding.related.iter().filter(|_| related).map(|place| place.span.of(text));
    (finding.code, finding.span.of(text), places.collect())
}
