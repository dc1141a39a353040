//! Words of articles, by the places that the graph gives.
//!
//! Reads: the texts kept beside the store, each once for a page. Writes: the words.
//! Never: shows a text where the server may not.

use std::collections::BTreeMap;

use super::report::{Report, Span};
use crate::serve::app::App;

/// Texts that are quoted, as code points.
pub(super) struct Quotes<'a> {
    app: &'a App,
    read: BTreeMap<String, Option<Vec<char>>>,
}

impl<'a> Quotes<'a> {
    /// For a page.
    pub(super) fn new(app: &'a App) -> Self {
        Self {
            app,
            read: BTreeMap::new(),
        }
    }

    /// The text of a segment; `None` where it is not there or not shown.
    pub(super) fn of(&mut self, segment: &str) -> Option<&[char]> {
        let app = self.app;
        let text = self.read.entry(segment.to_owned()).or_insert_with(|| {
            let kept = app
                .shows_texts()
                .then(|| app.texts().read(segment).ok().flatten());
            kept.flatten().map(|text| text.chars().collect())
        });
        text.as_deref()
    }

    /// The first sentence that a report rests on, on one line.
    pub(super) fn sentence(&mut self, report: &Report) -> Option<String> {
        let Span { begin, end } = *report.evidence.first()?;
        let article = report.article.as_ref()?.as_str();
        let text = self.of(article.rsplit('/').next()?)?;
        let words: String = text.get(begin..end.min(text.len()))?.iter().collect();
        Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}
