//! spaCy's files of a trained pipeline: msgpack maps, arrays of numbers, JSON.
//!
//! Reads: the bytes of a model directory. Writes: typed values and [`Tensor`]s.
//! Never: panics on a file that is not what its name says; it names the file instead.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_bytes::Bytes;

use crate::error::{Diagnostic, Place};

/// Gives the content of a file by its path in the model directory (`tok2vec/model`).
pub(super) type Files<'f> = &'f dyn Fn(&str) -> Option<Cow<'static, [u8]>>;

/// What to do about any file that cannot be used.
const HINT: &str = "newsgraph runs spaCy 3 pipelines for English of the architecture of \
                    en_core_web_sm and en_core_web_md";

/// A complaint about a file of the model.
pub(super) fn complaint(path: &str, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Place::file(path), message).hint(HINT)
}

/// The content of a file.
pub(super) fn read(files: Files<'_>, path: &str) -> Result<Cow<'static, [u8]>, Diagnostic> {
    files(path).ok_or_else(|| complaint(path, "the language model lacks this file"))
}

/// A value from msgpack; borrows strings and bytes from the file.
pub(super) fn unpack<'a, T: Deserialize<'a>>(path: &str, bytes: &'a [u8]) -> Result<T, Diagnostic> {
    rmp_serde::from_slice(bytes)
        .map_err(|error| complaint(path, format!("not the msgpack that spaCy writes: {error}")))
}

/// A value from JSON.
pub(super) fn parse_json<T: DeserializeOwned>(path: &str, bytes: &[u8]) -> Result<T, Diagnostic> {
    serde_json::from_slice(bytes)
        .map_err(|error| complaint(path, format!("not the JSON that spaCy writes: {error}")))
}

/// Numbers in C order with the length of each axis.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tensor {
    pub(super) shape: Vec<usize>,
    pub(super) data: Vec<f32>,
}

/// The layers of a network file (`tok2vec/model`), in breadth-first order.
pub(super) struct Network<'a> {
    path: &'a str,
    nodes: Vec<Node<'a>>,
}

/// One layer: its name in the thinc library, its settings and weights.
pub(super) struct Node<'a> {
    path: &'a str,
    pub(super) name: String,
    settings: BTreeMap<String, &'a Bytes>,
    weights: BTreeMap<&'a Bytes, Option<PackedTensor<'a>>>,
}

#[derive(Deserialize)]
struct PackedNetwork<'a> {
    nodes: Vec<PackedNode>,
    #[serde(borrow)]
    attrs: Vec<BTreeMap<String, &'a Bytes>>,
    #[serde(borrow)]
    params: Vec<BTreeMap<&'a Bytes, Option<PackedTensor<'a>>>>,
}

#[derive(Deserialize)]
struct PackedNode {
    name: String,
}

/// An array as the msgpack-numpy library writes it.
#[derive(Deserialize)]
struct PackedTensor<'a> {
    #[serde(rename = "type", borrow)]
    kind: &'a Bytes,
    shape: Vec<usize>,
    #[serde(borrow)]
    data: &'a Bytes,
}

impl<'a> Network<'a> {
    pub(super) fn read(path: &'a str, bytes: &'a [u8]) -> Result<Self, Diagnostic> {
        let packed: PackedNetwork<'a> = unpack(path, bytes)?;
        if packed.nodes.len() != packed.attrs.len() || packed.nodes.len() != packed.params.len() {
            return Err(complaint(path, "lists of layers of different lengths"));
        }
        let parts = packed
            .nodes
            .into_iter()
            .zip(packed.attrs)
            .zip(packed.params);
        let nodes = parts
            .map(|((node, settings), weights)| Node {
                path,
                name: node.name,
                settings,
                weights,
            })
            .collect();
        Ok(Self { path, nodes })
    }

    /// All layers of a kind, in order.
    pub(super) fn all(&self, name: &str) -> Vec<&Node<'a>> {
        self.nodes.iter().filter(|node| node.name == name).collect()
    }

    /// The first layer of a kind.
    pub(super) fn first(&self, name: &str) -> Result<&Node<'a>, Diagnostic> {
        self.nodes
            .iter()
            .find(|node| node.name == name)
            .ok_or_else(|| self.complaint(format!("a network without a layer \"{name}\"")))
    }

    pub(super) fn complaint(&self, message: impl Into<String>) -> Diagnostic {
        complaint(self.path, message)
    }
}

impl Node<'_> {
    /// A setting of the layer.
    pub(super) fn setting<T: DeserializeOwned>(&self, name: &str) -> Result<T, Diagnostic> {
        let packed = self.settings.get(name).ok_or_else(|| {
            complaint(
                self.path,
                format!("layer \"{}\" without setting \"{name}\"", self.name),
            )
        })?;
        rmp_serde::from_slice(packed)
            .map_err(|error| complaint(self.path, format!("setting \"{name}\": {error}")))
    }

    /// Weights of the layer with so many axes.
    pub(super) fn tensor(&self, name: &str, axes: usize) -> Result<Tensor, Diagnostic> {
        let wrong = |what: String| {
            complaint(
                self.path,
                format!("weights \"{name}\" of layer \"{}\" {what}", self.name),
            )
        };
        let packed = self
            .weights
            .get(Bytes::new(name.as_bytes()))
            .and_then(Option::as_ref)
            .ok_or_else(|| wrong("are missing".to_owned()))?;
        if &packed.kind[..] != b"<f4" {
            return Err(wrong("are not 32-bit floats".to_owned()));
        }
        let size = packed
            .shape
            .iter()
            .try_fold(4usize, |size, &n| size.checked_mul(n));
        if packed.shape.len() != axes || size != Some(packed.data.len()) {
            return Err(wrong(format!("have the shape {:?}", packed.shape)));
        }
        Ok(Tensor {
            shape: packed.shape.clone(),
            data: floats(packed.data),
        })
    }

    /// Weights of exactly this shape.
    pub(super) fn tensor_of(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, Diagnostic> {
        let tensor = self.tensor(name, shape.len())?;
        if tensor.shape == shape {
            return Ok(tensor.data);
        }
        let (layer, found) = (&self.name, &tensor.shape);
        Err(complaint(
            self.path,
            format!(
                "weights \"{name}\" of layer \"{layer}\" have the shape {found:?}, not {shape:?}"
            ),
        ))
    }
}

/// Little-endian 32-bit floats.
pub(super) fn floats(bytes: &[u8]) -> Vec<f32> {
    let (words, _) = bytes.as_chunks::<4>();
    words.iter().map(|word| f32::from_le_bytes(*word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_no_network_is_named() {
        let error = Network::read("tok2vec/model", b"\x01nonsense")
            .err()
            .unwrap();
        assert_eq!(error.place.path, "tok2vec/model");
        assert!(error.message.starts_with("not the msgpack"), "{error}");
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = read(&|_| None, "parser/moves").unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("parser/moves: the language model lacks")
        );
    }

    #[test]
    fn floats_are_little_endian() {
        assert_eq!(floats(&[0, 0, 128, 63, 0, 0, 0, 192]), [1.0, -2.0]);
    }
}
