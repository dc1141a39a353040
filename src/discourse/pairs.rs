//! Two names that the recogniser took for one, "Reed and Moss", and one that it took for two, "CNN Philippines".
//!
//! Reads: [`Context`], whose names know each half apart, and the tree. Writes: its names. Never: splits the name
//! of a firm of which no half is known, or joins a body to a place that only stands before another noun.

use std::ops::Range;

use smol_str::SmolStr;

use super::context::Context;
use super::mentions::words_of;
use crate::linguistics::{Name, TokenId};

impl Context<'_> {
    /// "**CNN Philippines** said", "sued **Shell Nigeria**": a body that stands before a place in one phrase is
    /// its branch there, unlike in "the Reuters Kabul bureau".
    pub(super) fn join_branches(&mut self) {
        let tokens = &self.analysis.tokens;
        let branch = |pair: &[Name]| {
            let [body, place] = pair else { return None };
            let (last, head) = (
                body.tokens.end.checked_sub(1)?,
                place.tokens.end.checked_sub(1)?,
            );
            let labels = body.label == "ORG" && place.label == "GPE";
            let one = body.tokens.end == place.tokens.start && tokens[last].head == head;
            let stands = !matches!(
                tokens[head].dep.as_str(),
                "amod" | "compound" | "nmod" | "poss"
            );
            (labels && one && tokens[last].dep == "compound" && stands).then(|| Name {
                tokens: body.tokens.start..place.tokens.end,
                label: body.label.clone(),
            })
        };
        let branches: Vec<Name> = self.names.windows(2).filter_map(branch).collect();
        for name in branches {
            self.insert(name);
        }
    }

    /// "**Reed and Moss**'s firm" after "Ana Reed" and "Tom Moss": two names that the article knows apart are
    /// no third one.
    pub(super) fn split_pairs(&mut self) {
        let pairs: Vec<[Name; 2]> = (self.names.iter())
            .filter_map(|name| {
                let and = name
                    .tokens
                    .clone()
                    .find(|&t| self.analysis.tokens[t].text == "and")?;
                let halves = [name.tokens.start..and, and + 1..name.tokens.end];
                let known = |half: &Range<TokenId>| {
                    let label = self.label_elsewhere(name, half)?;
                    Some(Name {
                        tokens: half.clone(),
                        label,
                    })
                };
                Some([known(&halves[0])?, known(&halves[1])?])
            })
            .collect();
        for half in pairs.into_iter().flatten() {
            let whole = |name: &Name| {
                name.tokens.len() > half.tokens.len() && name.tokens.contains(&half.tokens.start)
            };
            self.names.retain(|name| !whole(name));
            self.insert(half);
        }
    }

    /// What some words of a name are called where they stand alone, or as somebody's surname.
    fn label_elsewhere(&self, whole: &Name, words: &Range<TokenId>) -> Option<SmolStr> {
        if words.len() == 1
            && self
                .surnames
                .contains(&self.analysis.tokens[words.start].text)
        {
            return Some("PERSON".into());
        }
        let text = words_of(self.analysis, words);
        let mut others = self
            .names
            .iter()
            .filter(|other| other.tokens != whole.tokens);
        let same = others.find(|other| words_of(self.analysis, &other.tokens) == text);
        same.map(|other| other.label.clone())
    }
}
