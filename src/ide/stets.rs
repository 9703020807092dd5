//! What lets a finding stand: a comment in the draft, or an entry in the desk's file.

use crate::draft::{Draft, Format, Kind, Stet, stet};
use crate::rules::{Finding, standing};
use crate::text::{Edit, Span, edit};

/// For so many findings it is told what may be done: the draft is read once more for each.
const MOST: usize = 8;

/// What may be done to let a finding stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing<'f> {
    /// The finding.
    pub finding: &'f Finding,
    /// The edit that writes a mark beside it; `None` where no comment can stand.
    pub comment: Option<Edit>,
    /// What it is about, as a reader sees it: by these words the desk's file knows it.
    pub words: String,
}

/// What may be done to let those of `findings`, which are said of `draft`, stand that `span` touches; in their order, but of no
/// more than the first eight.
pub fn standings<'f>(draft: &Draft, findings: impl IntoIterator<Item = &'f Finding>, span: Span) -> Vec<Standing<'f>> {
    let touched = findings.into_iter().filter(|it| it.span.start <= span.end && span.start <= it.span.end);
    let standing = touched.filter(|finding| finding.code != "needless-stet").take(MOST).map(|finding| Standing {
        finding,
        comment: comment(draft, finding),
        words: standing::words(draft, finding.span),
    });
    standing.collect()
}

/// The edit of `draft` that writes a mark for `finding` behind its block, and above a heading of Markdown, whose end is markup.
fn comment(draft: &Draft, finding: &Finding) -> Option<Edit> {
    let index = stet::at(&draft.blocks, finding.span.start).filter(|_| draft.format != Format::Plain)?;
    let block = &draft.blocks[index];
    let mark = format!("<!-- stet: {} -->", finding.code);
    let line_end = if draft.text.contains("\r\n") { "\r\n" } else { "\n" };
    let edit = match (draft.format, block.kind) {
        (Format::Markdown, Kind::Heading) => (block.span.start, format!("{mark}{line_end}")),
        _ => (block.span.end, format!(" {mark}")),
    };
    let edit = Edit::replace(Span::new(edit.0, edit.0), edit.1);
    // Not every place is one for a comment: inside a link, in what stands for a picture.
    let marked = Draft::new(edit::apply(&draft.text, std::slice::from_ref(&edit)).into(), draft.format);
    let same =
        marked.blocks.iter().map(|it| (it.kind, it.text())).eq(draft.blocks.iter().map(|it| (it.kind, it.text())));
    let means = |stets: &[Stet]| stets.iter().filter(|stet| stet.block == Some(index)).count();
    (same && means(&marked.stets) > means(&draft.stets)).then_some(edit)
}
