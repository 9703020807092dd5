//! Proof of a fix: what stands around it is read again with the fix made.
//!
//! Where marks are garbled, one that is put in or taken out can be read as another than it was meant for. A fix is offered
//! only if its finding is gone behind it and no other of its rule has come.

use std::sync::Arc;

use super::finding::{Finding, Fix};
use crate::analysis::Article;
use crate::analysis::quotes::{self, Quotes};
use crate::draft::{Draft, Format, Shape};
use crate::text::{Edit, Span, edit};

/// However many findings a draft has, no more of it is read again than these bytes …
const LEAST: usize = 1 << 16;

/// … and this many times its length.
const MOST: usize = 8;

/// No more blocks than these are read again on each side.
const NEAR: usize = 16;

/// Reads the fixes of one rule in one draft.
pub struct Proof<'a> {
    article: &'a Article,
    /// Where the rule finds something among quotes, in order.
    found: fn(&Quotes) -> Vec<usize>,
    /// The bytes that may still be read.
    left: usize,
}

impl<'a> Proof<'a> {
    /// Nothing read yet of `article`, for the rule that has findings where `found` says, in order.
    pub fn new(article: &'a Article, found: fn(&Quotes) -> Vec<usize>) -> Self {
        Proof { article, found, left: LEAST + MOST * article.draft.text.len() }
    }

    /// `finding` without the fixes that do not mend it, or that could not be read.
    pub fn read(&mut self, finding: Finding) -> Finding {
        let whole = Span::new(self.article.draft.body, self.article.draft.text.len());
        let mut fixes = None;
        // Some stretches read otherwise when they stand alone.
        for stretch in [self.around(&finding), whole] {
            fixes = fixes.or_else(|| self.proven(&finding, stretch));
        }
        Finding { fixes: fixes.unwrap_or_default(), ..finding }
    }

    /// The fixes that mend `finding` in `stretch`; `None` if it is not found there, or there is no time to look.
    fn proven(&mut self, finding: &Finding, stretch: Span) -> Option<Vec<Fix>> {
        let source = stretch.of(&self.article.draft.text);
        let place = finding.span.start - stretch.start;
        let mut before = self.places(source)?;
        before.remove(before.binary_search(&place).ok()?);
        let mut proven = Vec::new();
        for fix in &finding.fixes {
            let edit = |edit: &Edit| Edit {
                span: Span::new(edit.span.start - stretch.start, edit.span.end - stretch.start),
                ..edit.clone()
            };
            let edits: Vec<Edit> = fix.edits.iter().map(edit).collect();
            let after = self.places(&edit::apply(source, &edits))?;
            let others: Vec<usize> = before.iter().map(|&other| edit::moved(other, &edits)).collect();
            if after.iter().all(|place| others.binary_search(place).is_ok()) {
                proven.push(fix.clone());
            }
        }
        Some(proven)
    }

    /// Where the rule finds something in `source`, a part of the draft; `None` if there is no time to look.
    fn places(&mut self, source: &str) -> Option<Vec<usize>> {
        self.left = self.left.checked_sub(source.len())?;
        let Draft { format, language, .. } = self.article.draft;
        Some((self.found)(&quotes::find(&Draft::part(Arc::from(source), format, language))))
    }

    /// The blocks of `finding` and its fixes, and on each side those up to the next that has a quotation mark: its own quote
    /// may go on there. In plain text lines are paragraphs by the lines around them, up to a blank one.
    fn around(&self, finding: &Finding) -> Span {
        let Draft { text, blocks, format, body, .. } = &self.article.draft;
        let edits = finding.fixes.iter().flat_map(|fix| &fix.edits);
        let reach = edits.fold(finding.span, |reach, edit| reach.join(edit.span));
        let first = blocks.partition_point(|block| block.span.end <= reach.start);
        let behind = blocks.partition_point(|block| block.span.start <= reach.end);
        let is_marked = |at: &usize| blocks[*at].prose.tokens.iter().any(|token| token.shape == Shape::Mark);
        let near = |at: usize| at.saturating_sub(NEAR)..blocks.len().min(at + NEAR);
        let mut from = (near(first).start..first).rev().find(is_marked).unwrap_or(near(first).start);
        let mut to = (behind..near(behind).end).find(is_marked).map_or(near(behind).end, |at| at + 1);
        if *format == Format::Plain {
            let is_apart = |at: &usize| {
                let between = &text[blocks[at - 1].span.end..blocks[*at].span.start];
                between.replace("\r\n", "\n").matches(['\n', '\r']).count() > 1
            };
            from = (near(from).start + 1..=from).rev().find(is_apart).unwrap_or(near(from).start);
            to = (to..near(to).end).find(is_apart).unwrap_or(near(to).end);
        }
        let Span { start, end } = blocks[from..to].iter().fold(reach, |around, block| around.join(block.span));
        // The marker of a list item or block quotation stands before it.
        let line = || text[..start].rfind(['\n', '\r']).map_or(0, |end| end + 1).max(*body);
        Span::new(if *format == Format::Markdown { line() } else { start }, end)
    }
}
