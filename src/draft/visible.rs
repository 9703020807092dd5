//! The text that a reader sees, and where in the source each byte of it stands.

use std::sync::Arc;

use crate::text::Span;

/// Visible text with its way back into the source.
///
/// Markup leaves no trace in it; an entity stands as the character it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visible(Text);

/// Long drafts have many blocks, so this is small.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Text {
    /// A stretch of the source as it stands there, from its first byte to the one behind its last.
    Verbatim(Arc<str>, u32, u32),
    /// A text of its own.
    Written(Box<Written>),
}

/// A text whose way back is kept as runs: either verbatim, byte for byte as in the source, or one atom (an entity, a line
/// break with its `> `) that stands for a stretch of source as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Written {
    text: String,
    runs: Vec<Run>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// First byte in the visible text.
    visible: u32,
    /// What it stands for in the source.
    source: (u32, u32),
    /// Whether the bytes are the same on both sides.
    verbatim: bool,
}

impl Run {
    fn new(visible: usize, source: Span, verbatim: bool) -> Self {
        Run { visible: visible as u32, source: (source.start as u32, source.end as u32), verbatim }
    }

    fn visible(&self) -> usize {
        self.visible as usize
    }

    fn source(&self) -> Span {
        Span::new(self.source.0 as usize, self.source.1 as usize)
    }
}

impl Default for Visible {
    fn default() -> Self {
        Visible(Text::Written(Box::default()))
    }
}

impl Visible {
    /// The stretch `span` of `source`, all of it visible.
    pub fn verbatim(source: &Arc<str>, span: Span) -> Self {
        Visible(Text::Verbatim(source.clone(), span.start as u32, span.end as u32))
    }

    /// The text.
    pub fn text(&self) -> &str {
        match &self.0 {
            Text::Verbatim(source, start, end) => &source[*start as usize..*end as usize],
            Text::Written(written) => &written.text,
        }
    }

    /// The stretch that is all of the text.
    pub fn whole(&self) -> Span {
        Span::new(0, self.text().len())
    }

    /// The same text where its source stands `by` bytes further on.
    pub fn shifted(mut self, by: usize) -> Self {
        for run in &mut self.written().runs {
            *run = Run::new(run.visible(), run.source().shifted(by), run.verbatim);
        }
        self
    }

    /// Adds the stretch `span` of `source` as it stands.
    pub fn push(&mut self, source: &str, span: Span) {
        if span.is_empty() {
            return;
        }
        let Written { text, runs } = self.written();
        match runs.last_mut() {
            Some(run) if run.verbatim && run.source().end == span.start => run.source.1 = span.end as u32,
            _ => runs.push(Run::new(text.len(), span, true)),
        }
        text.push_str(span.of(source));
    }

    /// Adds `text` as what the stretch `span` of the source means.
    pub fn push_atom(&mut self, text: &str, span: Span) {
        if text.is_empty() {
            return;
        }
        let written = self.written();
        written.runs.push(Run::new(written.text.len(), span, false));
        written.text.push_str(text);
    }

    /// The stretch of source that the visible stretch `span` stands for: from the source of its first character to the
    /// source of its last, markup between them included. An empty stretch gives an empty one.
    pub fn source(&self, span: Span) -> Span {
        match &self.0 {
            Text::Verbatim(_, start, _) => span.shifted(*start as usize),
            Text::Written(written) => written.source(span),
        }
    }

    /// The first byte of visible text whose source ends after the byte `offset` of the source; the end of the text if
    /// none does.
    pub fn visible(&self, offset: usize) -> usize {
        match &self.0 {
            Text::Verbatim(_, start, end) => offset.clamp(*start as usize, *end as usize) - *start as usize,
            Text::Written(written) => written.visible(offset),
        }
    }

    /// The part `span` of the visible text, with its own way back.
    pub fn slice(&self, span: Span) -> Visible {
        match &self.0 {
            Text::Verbatim(source, start, _) => Visible::verbatim(source, span.shifted(*start as usize)),
            Text::Written(written) => Visible(Text::Written(Box::new(written.slice(span)))),
        }
    }

    /// The stretches of source that make up the visible stretch `span`, in order, each with what is visible of it; the markup
    /// between them is in none.
    pub fn pieces(&self, span: Span) -> Vec<(Span, Span)> {
        match &self.0 {
            Text::Verbatim(..) if span.is_empty() => Vec::new(),
            Text::Verbatim(..) => vec![(span, self.source(span))],
            Text::Written(written) => written.pieces(span),
        }
    }

    /// It as a text of its own, to be written on.
    fn written(&mut self) -> &mut Written {
        if let Text::Verbatim(_, start, end) = self.0 {
            let runs = vec![Run::new(0, Span::new(start as usize, end as usize), true)];
            self.0 = Text::Written(Box::new(Written { text: self.text().to_owned(), runs }));
        }
        match &mut self.0 {
            Text::Written(written) => written,
            Text::Verbatim(..) => unreachable!("it was written just now"),
        }
    }
}

impl Written {
    fn source(&self, span: Span) -> Span {
        if self.runs.is_empty() {
            return Span::default();
        }
        let run = self.run_at(span.start);
        let start = match run.verbatim {
            true => (run.source().start + span.start - run.visible()).min(run.source().end),
            false => run.source().start,
        };
        if span.is_empty() {
            return Span::new(start, start);
        }
        let run = self.run_at(span.end - 1);
        let end = if run.verbatim { run.source().start + span.end - run.visible() } else { run.source().end };
        Span::new(start, end.max(start))
    }

    fn visible(&self, offset: usize) -> usize {
        let index = self.runs.partition_point(|run| run.source().end <= offset);
        match self.runs.get(index) {
            None => self.text.len(),
            Some(run) if run.verbatim && run.source().start <= offset => run.visible() + offset - run.source().start,
            Some(run) => run.visible(),
        }
    }

    fn slice(&self, span: Span) -> Written {
        let mut part = Written { text: span.of(&self.text).to_owned(), runs: Vec::new() };
        if span.is_empty() {
            return part;
        }
        let first = self.index_at(span.start);
        let last = self.index_at(span.end - 1);
        part.runs.reserve_exact(last + 1 - first);
        for (index, run) in self.runs[first..=last].iter().enumerate() {
            let end = self.runs.get(first + index + 1).map_or(self.text.len(), Run::visible);
            let cut = Span::new(run.visible().max(span.start), end.min(span.end));
            let source = if run.verbatim {
                Span::new(cut.start - run.visible(), cut.end - run.visible()).shifted(run.source().start)
            } else {
                run.source()
            };
            part.runs.push(Run::new(cut.start - span.start, source, run.verbatim));
        }
        part
    }

    fn pieces(&self, span: Span) -> Vec<(Span, Span)> {
        let part = self.slice(span);
        let mut pieces: Vec<(Span, Span)> = Vec::new();
        for (index, run) in part.runs.iter().enumerate() {
            let end = part.runs.get(index + 1).map_or(part.text.len(), Run::visible);
            let visible = Span::new(run.visible(), end).shifted(span.start);
            match pieces.last_mut() {
                Some((shown, source)) if source.end == run.source().start => {
                    (*shown, *source) = (shown.join(visible), source.join(run.source()));
                }
                _ => pieces.push((visible, run.source())),
            }
        }
        pieces
    }

    fn index_at(&self, visible: usize) -> usize {
        self.runs.partition_point(|run| run.visible() <= visible).saturating_sub(1)
    }

    fn run_at(&self, visible: usize) -> Run {
        self.runs[self.index_at(visible)]
    }
}

#[cfg(test)]
mod tests {
    use super::Visible;
    use crate::text::Span;

    const SOURCE: &str = "> Tom &amp;\n> *Ann*";

    fn visible() -> Visible {
        let mut visible = Visible::default();
        visible.push(SOURCE, Span::new(2, 4));
        visible.push(SOURCE, Span::new(4, 6));
        visible.push_atom("&", Span::new(6, 11));
        visible.push_atom("\n", Span::new(11, 14));
        visible.push(SOURCE, Span::new(15, 18));
        visible
    }

    /// The source of the stretch of `visible` that reads `text`.
    fn source(visible: &Visible, text: &str) -> &'static str {
        let start = visible.text().find(text).unwrap_or_default();
        visible.source(Span::new(start, start + text.len())).of(SOURCE)
    }

    #[test]
    fn the_way_back() {
        let visible = visible();
        assert_eq!(visible.text(), "Tom &\nAnn");
        assert_eq!(source(&visible, "om"), "om");
        assert_eq!(source(&visible, "&"), "&amp;");
        assert_eq!(source(&visible, "m &\nA"), "m &amp;\n> *A");
        assert_eq!(visible.source(visible.whole()), Span::new(2, 18));
        assert_eq!(visible.source(Span::new(1, 1)), Span::new(3, 3));
        assert_eq!(visible.source(Span::new(9, 9)), Span::new(18, 18));
    }

    #[test]
    fn the_way_there() {
        let visible = visible();
        let places: Vec<usize> = (0..=SOURCE.len()).map(|offset| visible.visible(offset)).collect();
        assert_eq!(places, [0, 0, 0, 1, 2, 3, 4, 4, 4, 4, 4, 5, 5, 5, 6, 6, 7, 8, 9, 9]);
    }

    #[test]
    fn a_part_keeps_its_places() {
        let visible = visible();
        let text = visible.text().to_owned();
        for (start, _) in text.char_indices() {
            for end in (start + 1..=text.len()).filter(|&end| text.is_char_boundary(end)) {
                let part = visible.slice(Span::new(start, end));
                assert_eq!(part.text(), &text[start..end]);
                assert_eq!(part.source(part.whole()), visible.source(Span::new(start, end)));
            }
        }
        assert_eq!(visible.slice(Span::new(3, 3)), Visible::default());
    }

    #[test]
    fn the_pieces_of_a_stretch() {
        let visible = visible();
        let pieces = |start, end| -> Vec<(&str, &str)> {
            let pieces = visible.pieces(Span::new(start, end));
            pieces.into_iter().map(|(shown, source)| (shown.of(visible.text()), source.of(SOURCE))).collect()
        };
        assert_eq!(pieces(0, 9), [("Tom &\n", "Tom &amp;\n> "), ("Ann", "Ann")]);
        assert_eq!(pieces(4, 7), [("&\n", "&amp;\n> "), ("A", "A")]);
        assert_eq!(pieces(3, 3), []);
    }

    #[test]
    fn further_on() {
        let shifted = visible().shifted(100);
        assert_eq!(shifted.source(shifted.whole()), Span::new(102, 118));
        assert_eq!(shifted.visible(115), 6);
    }

    #[test]
    fn nothing() {
        for visible in [Visible::default(), Visible::verbatim(&SOURCE.into(), Span::new(4, 4))] {
            assert_eq!(visible.text(), "");
            assert!(visible.source(visible.whole()).is_empty());
            assert_eq!((visible.visible(2), visible.visible(7)), (0, 0));
        }
    }

    /// A stretch of the source that is told where it stands is no other than one that was written piece by piece.
    #[test]
    fn verbatim_is_as_good_as_written() {
        let verbatim = Visible::verbatim(&SOURCE.into(), Span::new(2, 10));
        let mut written = Visible::default();
        written.push(SOURCE, Span::new(2, 10));
        assert_eq!(verbatim.text(), written.text());
        for offset in 0..=SOURCE.len() {
            assert_eq!(verbatim.visible(offset), written.visible(offset), "{offset}");
        }
        for (start, end) in (0..=8).flat_map(|end| (0..=end).map(move |start| (start, end))) {
            let span = Span::new(start, end);
            assert_eq!(verbatim.source(span), written.source(span));
            assert_eq!(verbatim.pieces(span), written.pieces(span));
            assert_eq!(verbatim.slice(span).text(), written.slice(span).text());
        }
        assert_eq!(verbatim.shifted(5), written.clone().shifted(5));
        let mut longer = Visible::verbatim(&SOURCE.into(), Span::new(2, 9));
        longer.push(SOURCE, Span::new(9, 10));
        assert_eq!(longer, written);
    }
}
