//! Proof of a fix: what stands around it is read again with the fix made.
//!
//! Where marks are garbled, one that is put in or taken out can be read as another than it was meant for. A fix is offered
//! only if its finding is gone behind it and no other of its rule has come. That takes time, and most fixes are never asked
//! for, so they are proven when they are.

use std::ops::Range;
use std::sync::Arc;

use super::finding::{Finding, Fix};
use crate::analysis::quotes::{self, Quotes};
use crate::analysis::{Article, Quote, Unbalanced};
use crate::draft::{Draft, Format, Shape};
use crate::text::{Edit, Span, edit};

/// However many findings a draft has, no more of it is read again than these bytes …
const LEAST: usize = 1 << 16;

/// … and this many times its length.
const MOST: usize = 8;

/// No more blocks than these are read again on each side.
const NEAR: usize = 4;

/// No blank line is looked for further off, in bytes.
const CLOSE: usize = 1 << 10;

/// Where a rule finds something among quotes and marks without a partner, in order.
pub type Found = fn(&[Quote], &[Unbalanced]) -> Vec<usize>;

/// Reads the fixes of one draft.
pub struct Proof<'a> {
    article: &'a Article,
    /// The bytes that may still be read.
    left: usize,
}

impl<'a> Proof<'a> {
    /// Nothing read yet of `article`.
    pub fn new(article: &'a Article) -> Self {
        Proof { article, left: LEAST + MOST * article.draft.text.len() }
    }

    /// The fixes of `finding` that mend it, as far as they could be read. Its rule finds something where `found` says.
    pub fn read(&mut self, finding: &Finding, found: Found) -> Vec<Fix> {
        if finding.fixes.is_empty() {
            return Vec::new();
        }
        self.proven_around(finding, found).or_else(|| self.proven_in_all(finding, found)).unwrap_or_default()
    }

    fn proven_around(&mut self, finding: &Finding, found: Found) -> Option<Vec<Fix>> {
        let (around, blocks) = (self.left > 0).then(|| self.around(finding))?;
        self.spend(around.len())?;
        let before = places(&self.article.draft.blocks_alone(blocks.clone()), found);
        self.proven(finding, found, around, before, Some(blocks.len()))
    }

    /// The same in the whole draft: some stretches read otherwise when they stand alone.
    fn proven_in_all(&mut self, finding: &Finding, found: Found) -> Option<Vec<Fix>> {
        let Article { draft, quotes, unbalanced, .. } = self.article;
        let all = Span::new(draft.body, draft.text.len());
        let before = (self.left > all.len()).then(|| found(quotes, unbalanced))?;
        self.proven(finding, found, all, before, None)
    }

    /// The fixes that mend `finding` in `stretch`, where the rule finds something at the places `before` of the draft; `None`
    /// if `finding` is in none of them, or there is no time to look. A stretch that is cut out of the draft has so many
    /// `blocks` there; one that has others when it stands alone proves nothing.
    fn proven(
        &mut self,
        finding: &Finding,
        found: Found,
        stretch: Span,
        mut before: Vec<usize>,
        blocks: Option<usize>,
    ) -> Option<Vec<Fix>> {
        let &Draft { ref text, format, language, .. } = &self.article.draft;
        let source = stretch.of(text);
        before.remove(before.binary_search(&finding.span.start).ok()?);
        let mut proven = Vec::new();
        for fix in &finding.fixes {
            let edit = |edit: &Edit| Edit {
                span: Span::new(edit.span.start - stretch.start, edit.span.end - stretch.start),
                ..edit.clone()
            };
            let edits: Vec<Edit> = fix.edits.iter().map(edit).collect();
            let after = edit::apply(source, &edits);
            self.spend(after.len())?;
            let after = Draft::part(Arc::from(after), format, language);
            if blocks.is_some_and(|blocks| after.blocks.len() != blocks) {
                return None;
            }
            let after = places(&after, found);
            let others: Vec<usize> = before.iter().map(|&other| edit::moved(other - stretch.start, &edits)).collect();
            if after.iter().all(|place| others.binary_search(place).is_ok()) {
                proven.push(fix.clone());
            }
        }
        Some(proven)
    }

    /// Takes `bytes` of those that may still be read; `None` if there are not so many.
    fn spend(&mut self, bytes: usize) -> Option<()> {
        let left = self.left.checked_sub(bytes);
        self.left = left.unwrap_or_default();
        left.map(|_| ())
    }

    /// The blocks of `finding` and its fixes, and on each side those up to the second that has a quotation mark: its own quote
    /// may go on there, through one that has but an apostrophe. In plain text lines are paragraphs by the lines around them, up to a blank one. In the source and by
    /// their indexes.
    fn around(&self, finding: &Finding) -> (Span, Range<usize>) {
        let Draft { text, blocks, format, body, .. } = &self.article.draft;
        let edits = finding.fixes.iter().flat_map(|fix| &fix.edits);
        let reach = edits.fold(finding.span, |reach, edit| reach.join(edit.span));
        let first = blocks.partition_point(|block| block.span.end <= reach.start);
        let behind = blocks.partition_point(|block| block.span.start <= reach.end);
        let is_marked = |at: &usize| blocks[*at].prose.tokens.iter().any(|token| token.shape == Shape::Mark);
        let near = |at: usize| at.saturating_sub(NEAR)..blocks.len().min(at + NEAR);
        let mut from = (near(first).start..first).rev().filter(is_marked).nth(1).unwrap_or(near(first).start);
        let mut to = (behind..near(behind).end).filter(is_marked).nth(1).map_or(near(behind).end, |at| at + 1);
        if *format == Format::Plain {
            let is_apart = |at: &usize| {
                let between = &text[blocks[at - 1].span.end..blocks[*at].span.start];
                ['\n', '\r'].into_iter().any(|end| between.matches(end).count() > 1)
            };
            let is_close = |at: &usize| blocks[from].span.start.abs_diff(blocks[*at].span.start) < CLOSE;
            let first = (near(from).start + 1..=from).rev().take_while(is_close).find(is_apart);
            let last = (to..near(to).end).take_while(is_close).find(is_apart);
            (from, to) = (first.unwrap_or(from), last.unwrap_or(to));
        }
        let Span { start, end } = blocks[from..to].iter().fold(reach, |around, block| around.join(block.span));
        // The marker of a list item or block quotation stands before it.
        let line = || text[..start].rfind(['\n', '\r']).map_or(0, |end| end + 1).max(*body);
        (Span::new(if *format == Format::Markdown { line() } else { start }, end), from..to)
    }
}

/// Where the rule that `found` speaks for finds something in `draft`.
fn places(draft: &Draft, found: Found) -> Vec<usize> {
    let Quotes { quotes, unbalanced, .. } = quotes::find(draft);
    found(&quotes, &unbalanced)
}
