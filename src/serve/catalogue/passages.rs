//! The paragraphs of all texts, searched by words.
//!
//! Reads: the kept texts. Writes: places in them. Never: fails for a text that cannot be read: it is
//! left out.

use rayon::prelude::*;

use super::Article;
use super::lines::{Lines, Question};
use crate::ingest;
use crate::store::Texts;
use crate::text::TextRange;

/// An index of paragraphs.
#[derive(Default)]
pub(super) struct Passages(Lines<Passage>);

/// A paragraph that holds all words of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::serve) struct Passage {
    /// Number of the article in its list.
    pub article: u32,
    /// Number of the paragraph in the text, from 1.
    pub paragraph: u32,
    /// The paragraph, in bytes of the text.
    pub range: TextRange,
}

impl Passages {
    /// Indexes the texts of articles, in the order of the list.
    pub(super) fn read(texts: &Texts, articles: &[Article]) -> Self {
        let texts: Vec<Option<String>> = articles
            .par_iter()
            .map(|article| texts.read(article.segment()).ok().flatten())
            .collect();
        let mut lines = Lines::default();
        for (article, text) in (0..).zip(&texts) {
            let Some(text) = text else { continue };
            for (paragraph, range) in (1..).zip(ingest::paragraphs(text)) {
                let passage = Passage {
                    article,
                    paragraph,
                    range,
                };
                lines.add(range.of(text), passage);
            }
        }
        Self(lines)
    }

    /// The paragraphs that hold all words.
    pub(super) fn search(&self, question: &Question) -> Vec<Passage> {
        let hits = self.0.search(question).into_iter();
        hits.map(|hit| hit.key).collect()
    }
}
