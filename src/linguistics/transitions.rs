//! What parser and name recogniser share: a network that scores the next action of a state.
//!
//! Reads: `parser/model`, `parser/moves` and the like; token vectors. Writes: scores.
//! Never: knows which actions a state allows.
//!
//! After Kiperwasser and Goldberg, "Simple and Accurate Dependency Parsing Using Bidirectional LSTM
//! Feature Representations" (2016): a state is the sum of what its tokens contribute in their slots,
//! which is computed once per token.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use smol_str::SmolStr;

use super::matrix::{Weights, add};
use super::model_files::{Files, Network, complaint, parse_json, read, unpack};
use crate::error::Diagnostic;

/// A token in a slot of a state, or none.
pub(super) type Slot = Option<usize>;

/// A trained scorer with `SLOTS` tokens of a state.
pub(super) struct Scorer<const SLOTS: usize> {
    projection: Weights,
    projection_bias: Vec<f32>,
    lower: Weights,
    lower_bias: Vec<f32>,
    /// What a missing token contributes in each slot.
    missing: Vec<f32>,
    upper: Weights,
    upper_bias: Vec<f32>,
    hidden: usize,
    pieces: usize,
}

/// What each token of a text contributes in each slot.
pub(super) struct Contributions(Vec<f32>);

impl<const SLOTS: usize> Scorer<SLOTS> {
    /// Reads the layers; `width` is that of the token vectors, `actions` the number of scores.
    pub(super) fn load(
        network: &Network<'_>,
        width: usize,
        actions: usize,
    ) -> Result<Self, Diagnostic> {
        if !network
            .first("parser_model")?
            .setting::<bool>("has_upper")?
        {
            return Err(network.complaint("a transition model without an upper layer"));
        }
        let lower_node = network.first("precomputable_affine")?;
        let lower = lower_node.tensor("W", 4)?;
        let [slots, hidden, pieces, inner] = [0, 1, 2, 3].map(|axis| lower.shape[axis]);
        if slots != SLOTS {
            let message = format!("{slots} state features where newsgraph knows {SLOTS}");
            return Err(network.complaint(message));
        }
        let units = hidden * pieces;
        if !(1..=MAX_UNITS).contains(&units) || inner == 0 {
            let message = format!("a hidden layer of {units} units over {inner} inputs");
            return Err(network.complaint(message));
        }
        // Output (slot, piece, unit) comes from row (slot, unit, piece).
        let order = |output: usize| {
            let (slot, piece, unit) = (output / units, output % units / hidden, output % hidden);
            slot * units + unit * pieces + piece
        };
        let reorder = |values: &[f32]| (0..values.len()).map(|o| values[order(o)]).collect();
        // Breadth-first, the upper layer of the model comes before the projection of its tok2vec.
        let &[upper, projection] = network.all("linear").as_slice() else {
            return Err(network.complaint("not two linear layers"));
        };
        let linear = |matrix: &[f32], inputs, outputs| {
            Weights::transposed(matrix, inputs, outputs, |output| output)
        };
        Ok(Self {
            projection: linear(&projection.tensor_of("W", &[inner, width])?, width, inner),
            projection_bias: projection.tensor_of("b", &[inner])?,
            lower: Weights::transposed(&lower.data, inner, SLOTS * units, order),
            lower_bias: reorder(&lower_node.tensor_of("b", &[hidden, pieces])?),
            missing: reorder(&lower_node.tensor_of("pad", &[1, SLOTS, hidden, pieces])?),
            upper: linear(&upper.tensor_of("W", &[actions, hidden])?, hidden, actions),
            upper_bias: upper.tensor_of("b", &[actions])?,
            hidden,
            pieces,
        })
    }

    /// Prepares a text.
    pub(super) fn contributions(&self, vectors: &[f32]) -> Contributions {
        let width = self.projection.inputs;
        let tokens = vectors.len() / width;
        let (mut projected, mut out) = (Vec::new(), Vec::new());
        self.projection
            .multiply(vectors, tokens, width, &mut projected);
        for row in projected.chunks_exact_mut(self.projection.outputs) {
            add(row, &self.projection_bias);
        }
        self.lower
            .multiply(&projected, tokens, self.lower.inputs, &mut out);
        Contributions(out)
    }

    /// Scores all actions in a state.
    pub(super) fn score(&self, text: &Contributions, slots: [Slot; SLOTS], scores: &mut Vec<f32>) {
        let units = self.hidden * self.pieces;
        let mut state = [0.0; MAX_UNITS];
        let state = &mut state[..units];
        state.copy_from_slice(&self.lower_bias);
        for (number, slot) in slots.into_iter().enumerate() {
            let (table, row) = slot.map_or((&self.missing, 0), |token| (&text.0, token * SLOTS));
            add(state, &table[(row + number) * units..][..units]);
        }
        let (best, others) = state.split_at_mut(self.hidden);
        for piece in others.chunks_exact(self.hidden) {
            for (best, &value) in best.iter_mut().zip(piece) {
                *best = if value > *best { value } else { *best };
            }
        }
        scores.clone_from(&self.upper_bias);
        for (input, &value) in best.iter().enumerate() {
            for (score, weight) in scores.iter_mut().zip(self.upper.row(input)) {
                *score += value * weight;
            }
        }
    }
}

/// Largest hidden layer that fits the stack buffer of [`Scorer::score`].
const MAX_UNITS: usize = 512;

/// The actions of a transition system in the order of their scores.
pub(super) struct Actions {
    /// Scores of each kind of action.
    pub(super) kinds: Vec<Range<usize>>,
    /// Label of each action, empty without one.
    pub(super) labels: Vec<SmolStr>,
}

#[derive(Deserialize)]
struct Moves {
    moves: String,
}

impl Actions {
    /// Reads a file of moves with so many kinds of actions.
    pub(super) fn load(files: Files<'_>, path: &str, kinds: usize) -> Result<Self, Diagnostic> {
        let bytes = read(files, path)?;
        let packed: Moves = unpack(path, &bytes)?;
        let by_kind: BTreeMap<usize, BTreeMap<SmolStr, i64>> =
            parse_json(path, packed.moves.as_bytes())?;
        if by_kind.keys().any(|&kind| kind >= kinds) {
            return Err(complaint(
                path,
                "an action that spaCy's transition system has not",
            ));
        }
        let mut actions = Self {
            kinds: vec![0..0; kinds],
            labels: Vec::new(),
        };
        for (kind, labels) in by_kind {
            let mut labels: Vec<(i64, SmolStr)> = labels
                .into_iter()
                .map(|(label, frequency)| (frequency, label))
                .collect();
            if labels.iter().any(|(frequency, _)| *frequency < 0) {
                return Err(complaint(path, "labels that were added after training"));
            }
            labels.sort_unstable_by(|a, b| b.cmp(a));
            let start = actions.labels.len();
            actions
                .labels
                .extend(labels.into_iter().map(|(_, label)| label));
            actions.kinds[kind] = start..actions.labels.len();
        }
        Ok(actions)
    }
}

/// The best action so far.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Best(Option<(usize, f32)>);

impl Best {
    /// Considers all actions of a kind; an earlier action wins a draw.
    pub(super) fn among(&mut self, scores: &[f32], range: &Range<usize>) {
        for action in range.clone() {
            self.consider(action, scores[action]);
        }
    }

    /// Considers one action.
    pub(super) fn consider(&mut self, action: usize, score: f32) {
        if self.0.is_none_or(|(_, best)| score > best) {
            self.0 = Some((action, score));
        }
    }

    /// The number of the best action; `None` where none was considered.
    pub(super) fn action(self) -> Option<usize> {
        self.0.map(|(action, _)| action)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moves(json: &str) -> Result<Actions, Diagnostic> {
        let packed = rmp_serde::to_vec_named(&BTreeMap::from([("moves", json)])).unwrap();
        Actions::load(&|_| Some(packed.clone().into()), "parser/moves", 4)
    }

    #[test]
    fn frequent_labels_come_first_and_later_names_win_a_draw() {
        let actions = moves(r#"{"0": {"": 9}, "3": {"a": 1, "b": 2, "c": 1}}"#).unwrap();
        assert_eq!(actions.labels, ["", "b", "c", "a"]);
        assert_eq!(actions.kinds, [0..1, 0..0, 0..0, 1..4]);
    }

    #[test]
    fn other_actions_are_refused() {
        let error = moves(r#"{"4": {"": 1}}"#).err().unwrap();
        assert!(error.message.contains("transition system"), "{error}");
        assert!(moves(r#"{"3": {"a": -1}}"#).is_err());
        assert!(moves("[]").is_err());
    }

    #[test]
    fn the_first_of_equal_actions_wins() {
        let mut best = Best::default();
        best.among(&[1.0, 2.0, 2.0, 9.0], &(0..3));
        assert_eq!(best.action(), Some(1));
    }
}
