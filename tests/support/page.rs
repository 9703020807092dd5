//! A page of Markdown as a run of fences with the text between them.

use std::fmt;

/// A page: `fences` in order, each with the text before it, and the text behind the last.
#[derive(Debug, Default)]
pub struct Page {
    pub fences: Vec<Fence>,
    pub rest: String,
}

/// A fenced block.
#[derive(Clone, Debug)]
pub struct Fence {
    /// The text between the fence before it and this one.
    pub before: String,
    /// What stands behind its backticks.
    pub info: String,
    /// What it holds, the last line break included.
    pub text: String,
    /// The line of the page on which it opens, from 1.
    pub line: usize,
}

impl Page {
    /// Reads `page`. A fence closes at the first line that holds nothing but at least as many backticks.
    pub fn read(page: &str) -> Page {
        let mut read = Page::default();
        let mut open: Option<(usize, Fence)> = None;
        for (index, line) in page.split_inclusive('\n').enumerate() {
            let words = line.trim_end_matches('\n').trim_start_matches('`');
            let ticks = line.trim_end_matches('\n').len() - words.len();
            match &mut open {
                Some((opened, _)) if ticks >= *opened && words.is_empty() => {
                    read.fences.extend(open.take().map(|(_, fence)| fence));
                }
                Some((_, fence)) => fence.text.push_str(line),
                None if ticks >= 3 => {
                    let before = std::mem::take(&mut read.rest);
                    open = Some((ticks, Fence { before, info: words.into(), text: String::new(), line: index + 1 }));
                }
                None => read.rest.push_str(line),
            }
        }
        assert!(open.is_none(), "a fence of the page never closes: {open:?}");
        read
    }
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Fence { before, info, text, .. } in &self.fences {
            let longest = text.lines().map(|line| line.len() - line.trim_start_matches('`').len()).max().unwrap_or(0);
            let ticks = "`".repeat(if longest < 3 { 3 } else { longest + 1 });
            write!(f, "{before}{ticks}{info}\n{text}{ticks}\n")?;
        }
        f.write_str(&self.rest)
    }
}
