//! Named entities: spaCy's BILUO transition system over its own token vectors.
//!
//! Reads: `ner/model`, `ner/moves`; sentence starts of the parser. Writes: spans with labels.
//! Never: lets a name cross a sentence start or begin with white space.
//!
//! After Lample and others, "Neural Architectures for Named Entity Recognition" (2016).

use smol_str::SmolStr;

use super::model_files::{Files, Network, read};
use super::tok2vec::Tok2Vec;
use super::transitions::{Actions, Best, Contributions, Scorer};
use crate::error::Diagnostic;

const PATH: &str = "ner/model";
const BEGIN: usize = 1;
const IN: usize = 2;
const LAST: usize = 3;
const UNIT: usize = 4;
const OUT: usize = 5;

/// A trained recogniser.
pub(super) struct Recogniser {
    /// Its own token vectors.
    pub(super) tok2vec: Tok2Vec,
    scorer: Scorer<3>,
    actions: Actions,
}

/// First token, one past the last token, label.
pub(super) type Span<'a> = (usize, usize, &'a SmolStr);

impl Recogniser {
    pub(super) fn load(files: Files<'_>) -> Result<Self, Diagnostic> {
        let actions = Actions::load(files, "ner/moves", OUT + 1)?;
        let bytes = read(files, PATH)?;
        let network = Network::read(PATH, &bytes)?;
        let tok2vec = Tok2Vec::load(&network)?;
        let scorer = Scorer::load(&network, tok2vec.width(), actions.labels.len())?;
        Ok(Self {
            tok2vec,
            scorer,
            actions,
        })
    }

    /// What each token contributes to states.
    pub(super) fn contributions(&self, vectors: &[f32]) -> Contributions {
        self.scorer.contributions(vectors)
    }

    /// The names of a text, left to right.
    pub(super) fn find(
        &self,
        text: &Contributions,
        sentence_starts: &[bool],
        blank: &[bool],
    ) -> Vec<Span<'_>> {
        let mut spans = Vec::new();
        let mut open: Option<(usize, &SmolStr)> = None;
        let mut scores = Vec::new();
        for (token, &is_blank) in blank.iter().enumerate() {
            let slots = [
                Some(token),
                open.map(|(start, _)| start),
                open.map(|_| token - 1),
            ];
            self.scorer.score(text, slots, &mut scores);
            let may_go_on = sentence_starts.get(token + 1).is_some_and(|starts| !starts);
            let best = match open {
                Some((_, label)) => self.best_inside(&scores, label, may_go_on),
                None => self.best_outside(&scores, may_go_on, is_blank),
            };
            let Some(action) = best.action() else {
                break;
            };
            let label = &self.actions.labels[action];
            match (self.kind(action), open) {
                (BEGIN, _) => open = Some((token, label)),
                (LAST, Some((start, label))) => {
                    spans.push((start, token + 1, label));
                    open = None;
                }
                (UNIT, _) => spans.push((token, token + 1, label)),
                _ => {}
            }
        }
        spans
    }

    fn kind(&self, action: usize) -> usize {
        let kinds = &self.actions.kinds;
        kinds
            .iter()
            .position(|range| range.contains(&action))
            .unwrap_or(OUT)
    }

    /// A name goes on or ends, with its own label.
    fn best_inside(&self, scores: &[f32], label: &str, may_go_on: bool) -> Best {
        let mut best = Best::default();
        for kind in [IN, LAST] {
            if kind == LAST || may_go_on {
                self.consider(&mut best, scores, kind, |other| other == label);
            }
        }
        best
    }

    fn best_outside(&self, scores: &[f32], may_go_on: bool, is_blank: bool) -> Best {
        let mut best = Best::default();
        for kind in [BEGIN, UNIT] {
            if !is_blank && (kind == UNIT || may_go_on) {
                self.consider(&mut best, scores, kind, |label| !label.is_empty());
            }
        }
        self.consider(&mut best, scores, OUT, |_| true);
        best
    }

    fn consider(&self, best: &mut Best, scores: &[f32], kind: usize, fits: impl Fn(&str) -> bool) {
        for action in self.actions.kinds[kind].clone() {
            if fits(&self.actions.labels[action]) {
                best.consider(action, scores[action]);
            }
        }
    }
}
