//! What the networks know of a word form: six numbers.
//!
//! Reads: a token's text, `vocab/lookups.bin`. Writes: [`Features`]. Never: looks at neighbours.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::characters::{is_blank, is_capital, is_digit, is_letter};
use super::model_files::{Files, read, unpack};
use super::strings::id;
use crate::error::Diagnostic;

/// Norms that spaCy sets in code; the file says how to read it.
const BASE_NORMS: &str = include_str!("../../data/lexicon/spacy/base_norms.txt");

/// Values of the features of a token, in the order of [`FEATURES`].
pub(super) type Features = [u64; FEATURES.len()];

/// Names of the features in spaCy: id of the normal form, of the first character, of the last three
/// characters, of the shape; followed by a space; nothing but white space.
pub(super) const FEATURES: [&str; 6] = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"];

/// Normal forms of word forms.
pub(super) struct Lexicon {
    /// Id of the normal form by id of the form.
    norms: FxHashMap<u64, u64>,
}

#[derive(Deserialize)]
struct Lookups<'a> {
    #[serde(borrow)]
    lexeme_norm: BTreeMap<u64, &'a str>,
}

impl Lexicon {
    pub(super) fn load(files: Files<'_>) -> Result<Self, Diagnostic> {
        let path = "vocab/lookups.bin";
        let bytes = read(files, path)?;
        let lookups: Lookups<'_> = unpack(path, &bytes)?;
        let mut norms = FxHashMap::default();
        for line in BASE_NORMS.lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split(' ');
            let norm = words.next().map_or(0, id);
            norms.extend(words.map(|form| (id(form), norm)));
        }
        norms.extend(
            lookups
                .lexeme_norm
                .iter()
                .map(|(&form, norm)| (form, id(norm))),
        );
        Ok(Self { norms })
    }

    /// The features of a token. `lower` is its text in lower case; `norm` is the id of a normal form
    /// that the tokenizer knows, 0 without one.
    pub(super) fn features(
        &self,
        text: &str,
        lower: &str,
        norm: u64,
        space_after: bool,
    ) -> Features {
        let norm = match norm {
            0 => self
                .norms
                .get(&id(text))
                .copied()
                .unwrap_or_else(|| id(lower)),
            known => known,
        };
        let second = text.char_indices().nth(1).map_or(text.len(), |(at, _)| at);
        let third_last = text.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
        [
            norm,
            id(&text[..second]),
            id(&text[third_last..]),
            id(&shape(text)),
            u64::from(space_after),
            u64::from(is_blank(text)),
        ]
    }
}

/// `Mr.` → `Xx.`, `Kakar` → `Xxxxx`, `2023` → `dddd`: runs of one class end after four.
fn shape(text: &str) -> String {
    if text.chars().count() >= 100 {
        return "LONG".to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let (mut last, mut run) = (None, 0);
    for c in text.chars() {
        let class = match c {
            _ if is_capital(c) => 'X',
            _ if is_letter(c) => 'x',
            _ if is_digit(c) => 'd',
            other => other,
        };
        run = if last == Some(class) { run + 1 } else { 0 };
        last = Some(class);
        if run < 4 {
            out.push(class);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_stop_after_four_of_a_kind() {
        for (text, expected) in [
            ("Mr.", "Xx."),
            ("n't", "x'x"),
            ("Kakar", "Xxxxx"),
            ("international", "xxxx"),
            ("2023", "dddd"),
            ("m²", "xd"),
            ("I", "X"),
        ] {
            assert_eq!(shape(text), expected, "{text}");
        }
        assert_eq!(shape(&"é".repeat(100)), "LONG");
    }

    #[test]
    fn reserved_names_are_features_too() {
        let lexicon = Lexicon {
            norms: FxHashMap::default(),
        };
        assert_eq!(
            lexicon.features("X", "x", 0, true),
            [id("x"), 101, 101, 101, 1, 0]
        );
    }
}
