//! Tokens into vectors that know their neighbours: hash embeddings and a convolutional encoder.
//!
//! Reads: a network file with the layers of spaCy's `Tok2Vec` (`MultiHashEmbed` and
//! `MaxoutWindowEncoder`) and [`Features`]. Writes: a vector per token.
//! Never: lets texts of one batch influence each other: as many rows of padding as the encoder has
//! layers stand between them, and a layer sees one neighbour on each side.

use super::hash_embed::HashEmbed;
use super::lexeme::{FEATURES, Features};
use super::matrix::{Weights, add};
use super::mixer_cache::MixerCache;
use super::model_files::{Network, Node};
use super::vectors::Vectors;
use crate::error::Diagnostic;

/// Features of a token and the number of its word vector (0 without one).
pub(super) type Key = (Features, u64);

/// A trained `Tok2Vec`.
pub(super) struct Tok2Vec {
    /// For each column, the position in [`Features`] and the table.
    columns: Vec<(usize, HashEmbed)>,
    /// Projection of word vectors, which follow the columns.
    static_vectors: Option<Weights>,
    mixer: Maxout,
    encoder: Vec<Maxout>,
    width: usize,
}

/// Vectors of the tokens of a batch, padding included.
pub(super) struct Encoded {
    rows: Vec<f32>,
    width: usize,
    /// Row of the first token of each text, and the number of its tokens.
    texts: Vec<(usize, usize)>,
}

impl Encoded {
    /// The vectors of a text's tokens, row by row.
    pub(super) fn text(&self, number: usize) -> &[f32] {
        let (first, count) = self.texts[number];
        &self.rows[first * self.width..][..count * self.width]
    }
}

impl Tok2Vec {
    /// Reads the layers; those of other networks in the same file are left alone.
    pub(super) fn load(network: &Network<'_>) -> Result<Self, Diagnostic> {
        let names: Vec<String> = network.first("extract_features")?.setting("columns")?;
        let columns = columns(network, &names)?;
        let static_vectors = match network.all("static_vectors").first() {
            Some(node) => Some(Weights::linear(&node.tensor("W", 2)?)),
            None => None,
        };
        let maxouts = network.all("maxout");
        let norms = network.all("layernorm");
        let windows = network.all("expand_window");
        let pairs = maxouts.iter().zip(&norms);
        let mut layers = pairs.map(|(maxout, norm)| Maxout::load(maxout, norm));
        let mixer = layers
            .next()
            .ok_or_else(|| network.complaint("a Tok2Vec without a maxout layer"))??;
        let encoder = layers.collect::<Result<Vec<_>, _>>()?;
        for window in &windows {
            if window.setting::<usize>("window_size")? != 1 {
                return Err(network.complaint("an encoder with a window other than 1"));
            }
        }
        if maxouts.len() != norms.len() || windows.len() != encoder.len() {
            return Err(network.complaint("a Tok2Vec of other layers than MaxoutWindowEncoder's"));
        }
        let tok2vec = Self {
            columns,
            static_vectors,
            width: mixer.width,
            mixer,
            encoder,
        };
        if tok2vec.fits() {
            Ok(tok2vec)
        } else {
            Err(network.complaint("a Tok2Vec whose layers do not fit together"))
        }
    }

    fn fits(&self) -> bool {
        let embedded: usize = self.columns.iter().map(|(_, table)| table.width()).sum();
        let projected = self
            .static_vectors
            .as_ref()
            .map_or(0, |weights| weights.outputs);
        (1..=MAX_WIDTH).contains(&self.width)
            && self.mixer.weights.outputs > 0
            && self.mixer.weights.inputs == embedded + projected
            && self.encoder.iter().all(|layer| {
                layer.width == self.width
                    && layer.weights.outputs > 0
                    && layer.weights.inputs == 3 * self.width
            })
    }

    /// Length of a token's vector.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Length of the word vectors that the network wants, if it wants any.
    pub(super) fn vector_width(&self) -> Option<usize> {
        self.static_vectors.as_ref().map(|weights| weights.inputs)
    }

    /// Encodes several texts at once. What the cache holds changes the speed, not the result.
    pub(super) fn encode(
        &self,
        texts: &[&[Key]],
        vectors: Option<&Vectors>,
        cache: &mut MixerCache,
    ) -> Encoded {
        let padding = self.encoder.len();
        // The outermost rows stay zero: they are what lies beyond the padding.
        let mut next = 1 + padding;
        let mut places = Vec::with_capacity(texts.len());
        for text in texts {
            places.push((next, text.len()));
            next += text.len() + padding;
        }
        let mut rows = vec![0.0; (next + 1) * self.width];
        self.mix(texts, &places, vectors, cache, &mut rows);
        let (mut before, mut product) = (Vec::new(), Vec::new());
        for layer in &self.encoder {
            before.clone_from(&rows);
            layer
                .weights
                .multiply(&before, next - 1, self.width, &mut product);
            let targets = rows[self.width..].chunks_exact_mut(self.width);
            for (pieces, row) in product.chunks_exact(layer.weights.outputs).zip(targets) {
                layer.finish(pieces, |at, value| row[at] += value);
            }
        }
        Encoded {
            rows,
            width: self.width,
            texts: places,
        }
    }

    /// Writes the context-free vector of each token into its row.
    fn mix(
        &self,
        texts: &[&[Key]],
        places: &[(usize, usize)],
        vectors: Option<&Vectors>,
        cache: &mut MixerCache,
        rows: &mut [f32],
    ) {
        let keys = texts
            .iter()
            .flat_map(|text| text.iter().map(|key| self.relevant(key)));
        let numbers = cache.numbers(keys);
        let inputs = self.mixer.weights.inputs;
        let mut input = vec![0.0; cache.missing().len() * inputs];
        for (key, row) in cache.missing().iter().zip(input.chunks_exact_mut(inputs)) {
            self.embed(key, row);
        }
        self.project_vectors(cache.missing(), vectors, &mut input);
        let mut product = Vec::new();
        self.mixer
            .weights
            .multiply(&input, cache.missing().len(), inputs, &mut product);
        for pieces in product.chunks_exact(self.mixer.weights.outputs) {
            let row = cache.push_row(self.width);
            self.mixer.finish(pieces, |at, value| row[at] = value);
        }
        let mut numbers = numbers.into_iter();
        for &(first, count) in places {
            let target =
                rows[first * self.width..][..count * self.width].chunks_exact_mut(self.width);
            for (row, number) in target.zip(&mut numbers) {
                row.copy_from_slice(cache.row(number, self.width));
            }
        }
    }

    /// The key without features that this network does not read.
    fn relevant(&self, key: &Key) -> Key {
        let mut features = [0; FEATURES.len()];
        for (column, _) in &self.columns {
            features[*column] = key.0[*column];
        }
        let vector = if self.static_vectors.is_some() {
            key.1
        } else {
            0
        };
        (features, vector)
    }

    fn embed(&self, key: &Key, mut row: &mut [f32]) {
        for (column, table) in &self.columns {
            let (part, rest) = row.split_at_mut(table.width());
            table.add_to(key.0[*column], part);
            row = rest;
        }
    }

    fn project_vectors(&self, keys: &[Key], vectors: Option<&Vectors>, input: &mut [f32]) {
        let (Some(weights), Some(vectors)) = (&self.static_vectors, vectors) else {
            return;
        };
        let mut found = vec![0.0; keys.len() * weights.inputs];
        for (key, row) in keys.iter().zip(found.chunks_exact_mut(weights.inputs)) {
            if key.1 > 0 {
                row.copy_from_slice(vectors.vector(key.1));
            }
        }
        let mut product = Vec::new();
        weights.multiply(&found, keys.len(), weights.inputs, &mut product);
        let rows = input.chunks_exact_mut(self.mixer.weights.inputs);
        for (row, projected) in rows.zip(product.chunks_exact(weights.outputs)) {
            let start = row.len() - weights.outputs;
            add(&mut row[start..], projected);
        }
    }
}

fn columns(network: &Network<'_>, names: &[String]) -> Result<Vec<(usize, HashEmbed)>, Diagnostic> {
    let tables = network.all("hashembed");
    if tables.len() != names.len() {
        return Err(network.complaint("not one hash table for each feature"));
    }
    let mut columns = Vec::new();
    for (number, (name, node)) in names.iter().zip(tables).enumerate() {
        if node.setting::<usize>("column")? != number {
            return Err(network.complaint("hash tables in another order than the features"));
        }
        let Some(feature) = FEATURES.iter().position(|known| known == name) else {
            let known = FEATURES.join(", ");
            return Err(network.complaint(format!("the feature {name}; supported are {known}")));
        };
        columns.push((feature, HashEmbed::load(node)?));
    }
    Ok(columns)
}

/// A linear layer, the maximum over its pieces, and layer normalisation.
struct Maxout {
    /// Outputs are piece by piece: all first pieces, then all second ones.
    weights: Weights,
    bias: Vec<f32>,
    gain: Vec<f32>,
    shift: Vec<f32>,
    width: usize,
}

impl Maxout {
    fn load(maxout: &Node<'_>, norm: &Node<'_>) -> Result<Self, Diagnostic> {
        let weights = maxout.tensor("W", 3)?;
        let [width, pieces, inputs] = [0, 1, 2].map(|axis| weights.shape[axis]);
        let bias = maxout.tensor_of("b", &[width, pieces])?;
        // Output (piece, unit) comes from row (unit, piece).
        let order = |output: usize| output % width * pieces + output / width;
        Ok(Self {
            weights: Weights::transposed(&weights.data, inputs, width * pieces, order),
            bias: (0..width * pieces)
                .map(|output| bias[order(output)])
                .collect(),
            gain: norm.tensor_of("G", &[width])?,
            shift: norm.tensor_of("b", &[width])?,
            width,
        })
    }

    /// From the product of one row to its normalised maxima.
    fn finish(&self, product: &[f32], mut put: impl FnMut(usize, f32)) {
        let mut row = [0.0; MAX_WIDTH];
        let row = &mut row[..self.width];
        let pieces = product
            .chunks_exact(self.width)
            .zip(self.bias.chunks_exact(self.width));
        for (number, (piece, bias)) in pieces.enumerate() {
            for ((best, value), bias) in row.iter_mut().zip(piece).zip(bias) {
                let value = value + bias;
                *best = if number > 0 && *best > value {
                    *best
                } else {
                    value
                };
            }
        }
        let mean = sum(row, |value| value) / self.width as f32;
        let variance = sum(row, |value| (value - mean) * (value - mean)) / self.width as f32;
        let scale = (variance + 1e-8).sqrt().recip();
        for (at, ((value, gain), shift)) in row.iter().zip(&self.gain).zip(&self.shift).enumerate()
        {
            put(at, (value - mean) * scale * gain + shift);
        }
    }
}

/// Widest layer that fits the stack buffer of [`Maxout::finish`].
const MAX_WIDTH: usize = 512;

/// A sum in eight lanes, so that it vectorises.
fn sum(values: &[f32], term: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0; 8];
    let (chunks, rest) = values.as_chunks::<8>();
    for chunk in chunks {
        for (lane, &value) in lanes.iter_mut().zip(chunk) {
            *lane += term(value);
        }
    }
    lanes.iter().sum::<f32>() + rest.iter().map(|&value| term(value)).sum::<f32>()
}
