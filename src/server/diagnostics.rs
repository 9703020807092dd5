//! Findings as the client shows them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use tower_lsp::gen_lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location, Position,
    Range, Uri,
};

use super::client::Client;
use super::documents::Edition;
use super::places::Places;
use crate::rules::{self, Elsewhere, Finding, RULES, Severity};

/// The address of each rule's page.
static PAGES: LazyLock<FxHashMap<&'static str, Uri>> =
    LazyLock::new(|| RULES.iter().filter_map(|rule| Some((rule.code, rule.address().parse().ok()?))).collect());

/// `finding` in `edition`, as `client` can take it.
pub fn diagnostic(finding: &Finding, edition: &Edition, client: Client) -> Diagnostic {
    let places = Places { buffer: &edition.buffer, encoding: client.encoding };
    let superfluous = rules::named(finding.code).is_some_and(|rule| rule.unnecessary);
    let related = finding.related.iter().filter_map(|related| {
        let location = match &related.elsewhere {
            Some(place) => elsewhere(place),
            None => Some(Location { uri: edition.uri.clone(), range: places.range(related.span) }),
        };
        let location = location?;
        Some(DiagnosticRelatedInformation { location, message: related.message.clone() })
    });
    Diagnostic {
        range: places.range(finding.span),
        severity: Some(match finding.severity {
            Severity::Information => DiagnosticSeverity::Information,
            Severity::Warning => DiagnosticSeverity::Warning,
        }),
        code: Some(finding.code.to_owned().into()),
        code_description: PAGES.get(finding.code).map(|page| CodeDescription { href: page.clone() }),
        source: Some(env!("CARGO_PKG_NAME").to_owned()),
        message: finding.message.as_str().into(),
        tags: (client.unnecessary && superfluous).then(|| vec![DiagnosticTag::Unnecessary]),
        related_information: (client.related && !finding.related.is_empty()).then(|| related.collect()),
        data: None,
    }
}

/// The lines of another text; `None` if its key is neither a path nor a URI.
fn elsewhere(place: &Elsewhere) -> Option<Location> {
    let line = |line: usize| Position { line: u32::try_from(line).unwrap_or(u32::MAX), character: 0 };
    let [first, last] = place.lines;
    let range = Range { start: line(first.saturating_sub(1)), end: line(last) };
    let uri = Uri::from_file_path(&*place.key).ok().or_else(|| Uri::parse(&place.key).ok())?;
    Some(Location { uri, range })
}

/// All that was found in `edition`, as `client` can take it.
pub fn diagnostics(findings: &[Finding], edition: &Edition, client: Client) -> Vec<Diagnostic> {
    findings.iter().map(|finding| diagnostic(finding, edition, client)).collect()
}
