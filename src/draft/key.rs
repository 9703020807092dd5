//! The keys under which a page or its front matter keeps what it says of itself: `title`, `og:description`, `author`.

/// What a value means by the keys that it stands below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Meaning {
    /// Nothing that is read.
    #[default]
    Other,
    /// Words of the draft.
    Words,
    /// People, by name or as tables that hold one.
    People,
    /// The language of the draft.
    Language,
}

impl Meaning {
    /// What stands below `key`, which itself stands in a table that means `outer`; `None` is the outermost table.
    ///
    /// Only the last words of a key count: `image_alt`, `seoTitle` and `og:description` are as good as any.
    pub fn of(key: &str, outer: Option<Meaning>) -> Meaning {
        let mut words: Vec<String> = vec![String::new()];
        for c in key.chars() {
            if !c.is_alphanumeric()
                || c.is_uppercase() && words.last().is_some_and(|word| word.ends_with(char::is_lowercase))
            {
                words.push(String::new());
            }
            if c.is_alphanumeric()
                && let Some(word) = words.last_mut()
            {
                word.extend(c.to_lowercase());
            }
        }
        let last = words.pop().unwrap_or_default();
        match (&last[..], words.last().map_or("", String::as_str)) {
            ("lang" | "language" | "locale", _) if outer.is_none() => Meaning::Language,
            ("name", _) if outer == Some(Meaning::People) => Meaning::Words,
            ("text", "alt") | ("line", "by" | "tag") | ("head", "sub") => Meaning::Words,
            (
                "title" | "headline" | "subtitle" | "subheadline" | "subhead" | "subheading" | "heading" | "deck"
                | "dek" | "standfirst" | "lede" | "lead" | "teaser" | "kicker" | "strapline" | "tagline" | "blurb"
                | "intro" | "description" | "summary" | "excerpt" | "abstract" | "caption" | "alt" | "legend"
                | "pullquote" | "titel" | "untertitel" | "dachzeile" | "vorspann" | "anreißer" | "beschreibung"
                | "bildunterschrift" | "zusammenfassung",
                _,
            ) => Meaning::Words,
            (
                "author" | "authors" | "byline" | "bylines" | "by" | "writer" | "writers" | "reporter" | "reporters"
                | "editor" | "editors" | "contributor" | "contributors" | "photographer" | "photographers"
                | "illustrator" | "credit" | "credits" | "people" | "person" | "persons" | "interviewee" | "translator"
                | "autor" | "autorin" | "autoren" | "fotograf" | "fotografin",
                _,
            ) => Meaning::People,
            _ => Meaning::Other,
        }
    }
}
