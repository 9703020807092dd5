//! What the desk knows of one draft.

use super::lifted::Lifted;
use super::origin::Origin;
use super::sources::Sources;
use crate::analysis::Article;

/// What the desk knows of one draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Where each of its quotes was taken from; `None` for one that stands in no source.
    pub origins: Vec<Option<Origin>>,
    /// What it has in common with each of its sources outside quotation marks, the most first.
    pub lifted: Vec<Lifted>,
}

impl Known {
    /// What there is to know of `article`, which is written from `sources`.
    pub fn new(article: &Article, sources: &Sources) -> Self {
        Known { origins: sources.origins(article), lifted: sources.lifted(article) }
    }
}
