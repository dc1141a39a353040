//! Which fact stands beside which paragraph, and once where it is told twice there.
//!
//! Reads: the marks of the paragraphs. Writes: the facts of each. Never: joins what different people
//! say, or what is presented differently.

use std::collections::BTreeMap;

use super::{Fact, Passage};

/// Puts each fact to the paragraph in which it is told.
pub(super) fn place(passages: &mut [Passage], facts: Vec<Fact>) {
    let paragraphs = paragraphs(passages);
    let mut last = 0;
    for fact in facts {
        // What has no words of its own in the text follows what is told before it.
        last = paragraphs.get(&fact.report.id).copied().unwrap_or(last);
        let Some(passage) = passages.get_mut(last) else {
            continue;
        };
        match passage.facts.iter_mut().find(|known| known.says(&fact)) {
            Some(known) => known.take(fact),
            None => passage.facts.push(fact),
        }
    }
}

/// The first paragraph with words of each report, by its id.
fn paragraphs(passages: &[Passage]) -> BTreeMap<String, usize> {
    let mut paragraphs = BTreeMap::new();
    for (at, passage) in passages.iter().enumerate() {
        let sentences = passage.sentences.iter();
        for piece in sentences.flat_map(|sentence| &sentence.pieces) {
            for id in piece.facts.split(' ') {
                paragraphs.entry(id.to_owned()).or_insert(at);
            }
        }
    }
    paragraphs
}

impl Fact {
    fn says(&self, other: &Self) -> bool {
        self.what.link == other.what.link
            && self.report.presented == other.report.presented
            && self.report.sources == other.report.sources
    }

    fn take(&mut self, other: Self) {
        for span in other.spans.split(' ') {
            if !self.spans.split(' ').any(|known| known == span) {
                self.spans.push(' ');
                self.spans.push_str(span);
            }
        }
        self.words.extend(other.words);
        self.also.push(other.report.id);
    }
}
