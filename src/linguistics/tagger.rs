//! Penn Treebank tags from token vectors: one linear layer.
//!
//! Reads: `tagger/model`, `tagger/cfg`. Writes: tags. Never: looks at words.

use serde::Deserialize;
use smol_str::SmolStr;

use super::matrix::{Weights, add, first_maximum};
use super::model_files::{Files, Network, complaint, parse_json, read};
use crate::error::Diagnostic;

/// A trained tagger.
pub(super) struct Tagger {
    labels: Vec<SmolStr>,
    weights: Weights,
    bias: Vec<f32>,
}

#[derive(Deserialize)]
struct Settings {
    labels: Vec<SmolStr>,
}

impl Tagger {
    /// Reads the layer; its inputs must be as wide as the shared token vectors.
    pub(super) fn load(files: Files<'_>, width: usize) -> Result<Self, Diagnostic> {
        let (path, labels_path) = ("tagger/model", "tagger/cfg");
        let settings: Settings = parse_json(labels_path, &read(files, labels_path)?)?;
        let bytes = read(files, path)?;
        let network = Network::read(path, &bytes)?;
        let layer = network.first("softmax")?;
        let count = settings.labels.len();
        if count == 0 {
            return Err(complaint(labels_path, "a tagger without labels"));
        }
        let weights = layer.tensor_of("W", &[count, width])?;
        Ok(Self {
            weights: Weights::transposed(&weights, width, count, |output| output),
            bias: layer.tensor_of("b", &[count])?,
            labels: settings.labels,
        })
    }

    /// The tags of some tokens.
    pub(super) fn tags(&self, vectors: &[f32]) -> impl Iterator<Item = &SmolStr> {
        let width = self.weights.inputs;
        let mut scores = Vec::new();
        self.weights
            .multiply(vectors, vectors.len() / width, width, &mut scores);
        let best: Vec<usize> = scores
            .chunks_exact_mut(self.labels.len())
            .map(|row| {
                add(row, &self.bias);
                first_maximum(row)
            })
            .collect();
        best.into_iter().map(|label| &self.labels[label])
    }
}
