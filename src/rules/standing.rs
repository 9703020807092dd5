//! What the editor lets stand, by a [mark](Stet) in the draft or by an entry in the [desk's file](Stets).

use rustc_hash::FxHashSet;

use super::breakdown::Breakdown;
use super::finding::{Finding, Severity};
use super::needless_stet;
use crate::config::Stets;
use crate::config::levels::CODES;
use crate::draft::{Draft, Stet, stet};
use crate::text::Span;

/// What the rules say of a draft, once the editor's marks and entries are heeded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// What is to be said, in the order of the spans: also of marks and entries that let nothing
    /// stand.
    pub said: Vec<Finding>,
    /// What is let stand.
    pub stood: Vec<Finding>,
    /// What is not known because rules broke down.
    pub broken: Vec<Breakdown>,
}

impl Review {
    /// Sorts out which of `findings`, all that the rules say of `draft`, stand by its marks and by `entries`. `heard` tells
    /// which rules have spoken: what names another one is not judged. `needless` is what a needless mark or entry weighs;
    /// `None` if nobody wants to know.
    pub fn of(
        draft: &Draft,
        findings: Vec<Finding>,
        entries: &Stets,
        heard: impl Fn(&str) -> bool,
        needless: Option<Severity>,
    ) -> Self {
        let marks: FxHashSet<Meant> = draft.stets.iter().flat_map(|stet| meant(draft, stet)).collect();
        let mut used = FxHashSet::default();
        let mut used_entries = vec![false; entries.entries.len()];
        let (stood, mut said): (Vec<_>, Vec<_>) = findings.into_iter().partition(|finding| {
            let block = if marks.is_empty() { None } else { stet::at(&draft.blocks, finding.span.start) };
            let named = [Some(finding.code), None].map(|code| block.map(|block| (block, code)));
            let heeded: Vec<Meant> = named.into_iter().flatten().filter(|meant| marks.contains(meant)).collect();
            let mut stands = !heeded.is_empty();
            used.extend(heeded);
            let about = if used_entries.is_empty() { String::new() } else { words(draft, finding.span) };
            for (entry, used) in entries.entries.iter().zip(&mut used_entries) {
                let lets = entry.lets_stand(finding.code, &about);
                *used |= lets;
                stands |= lets;
            }
            stands
        });
        for stet in &draft.stets {
            let Some(severity) = needless else { break };
            let used = meant(draft, stet).any(|meant| used.contains(&meant));
            let is_known = |code: &Span| CODES.contains(&draft.slice(*code));
            let unknown = stet.codes.iter().filter(|code| !is_known(code));
            said.extend(unknown.map(|code| needless_stet::finding(draft, stet, Some(*code), severity)));
            if !used && stet.codes.iter().all(|code| is_known(code) && heard(draft.slice(*code))) {
                said.push(needless_stet::finding(draft, stet, None, severity));
            }
        }
        for (entry, used) in entries.entries.iter().zip(used_entries) {
            if let Some(severity) = needless.filter(|_| !used && heard(&entry.rule)) {
                said.extend(needless_stet::of_entry(draft, &entries.file, entry, severity));
            }
        }
        said.sort_by_key(|finding| (finding.span, finding.code));
        Review { said, stood, broken: Vec::new() }
    }
}

/// What a mark means: the findings that begin in a block, given by its index, of the rule with this code or of all.
type Meant<'d> = (usize, Option<&'d str>);

/// What `stet` means.
fn meant<'d>(draft: &'d Draft, stet: &'d Stet) -> impl Iterator<Item = Meant<'d>> {
    let all = stet.codes.is_empty().then_some(None);
    let codes = all.into_iter().chain(stet.codes.iter().map(|code| Some(draft.slice(*code))));
    stet.block.into_iter().flat_map(move |block| codes.clone().map(move |code| (block, code)))
}

/// What a finding at `span` is about, as a reader sees it: its words, or where it has none, as a quotation mark, those of its
/// sentence.
pub fn words(draft: &Draft, span: Span) -> String {
    let next = draft.blocks.partition_point(|block| block.span.start <= span.start);
    // A label may stand inside the block before it.
    let first = draft.blocks[..next].iter().rposition(|block| block.kind.is_text()).unwrap_or(0);
    let near = draft.blocks[first..].iter().take_while(|block| block.span.start < span.end);
    let touched = near.filter(|block| block.span.overlaps(span));
    // A label inside a block is shown by itself.
    let whole = touched.clone().any(|block| block.kind.is_text() && !block.shown(span).trim().is_empty());
    let shown = touched.filter(|block| block.kind.is_text() || !whole).map(|block| block.shown(span));
    let words = shown.collect::<Vec<_>>().join(" ");
    if words.contains(char::is_alphanumeric) {
        return words;
    }
    let Some(block) = draft.block_at(span.start).map(|index| &draft.blocks[index]) else { return words };
    let (prose, at) = (&block.prose, block.visible(span.start));
    let token = prose.tokens.partition_point(|token| token.end() <= at);
    let sentence = prose.sentences.get(prose.sentence_of(token)).filter(|sentence| !sentence.is_empty());
    sentence.map_or(block.text(), |sentence| prose.span(sentence.clone()).of(block.text())).to_owned()
}
