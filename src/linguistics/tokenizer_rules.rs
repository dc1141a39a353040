//! The file of tokenizer rules: exceptions, and patterns that must be the English ones.
//!
//! Reads: the file `tokenizer` of the model. Writes: exceptions as lengths and norms.
//! Never: runs a pattern: they are written as code, so that others than the English are refused.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::model_files::{Files, complaint, read, unpack};
use super::strings::{id, murmur_hash_64a};
use crate::error::Diagnostic;

const PATH: &str = "tokenizer";
/// Attribute numbers in the exceptions.
const ORTH: u64 = 65;
const NORM: u64 = 67;

/// Words with a tokenization of their own ("don't", "Inc.", ":-)").
pub(super) type Exceptions = FxHashMap<Box<str>, Vec<Piece>>;

/// A token of an exception.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    /// Length in bytes.
    pub(super) length: usize,
    /// Id of its normal form, or 0.
    pub(super) norm: u64,
}

#[derive(Deserialize)]
struct Rules<'a> {
    prefix_search: Option<&'a str>,
    suffix_search: Option<&'a str>,
    infix_finditer: Option<&'a str>,
    url_match: Option<&'a str>,
    token_match: Option<&'a str>,
    #[serde(borrow)]
    exceptions: BTreeMap<&'a str, Vec<BTreeMap<u64, &'a str>>>,
}

/// Reads the exceptions and makes sure that the patterns are the English ones.
pub(super) fn load(files: Files<'_>) -> Result<Exceptions, Diagnostic> {
    let bytes = read(files, PATH)?;
    let rules: Rules<'_> = unpack(PATH, &bytes)?;
    rules.check_patterns()?;
    let pieces = |(word, pieces): (&&str, &Vec<_>)| Ok(((*word).into(), pieces_of(word, pieces)?));
    rules.exceptions.iter().map(pieces).collect()
}

fn pieces_of(word: &str, pieces: &[BTreeMap<u64, &str>]) -> Result<Vec<Piece>, Diagnostic> {
    let orths: String = pieces
        .iter()
        .filter_map(|piece| piece.get(&ORTH))
        .copied()
        .collect();
    let empty = pieces
        .iter()
        .any(|piece| piece.get(&ORTH).is_none_or(|orth| orth.is_empty()));
    if empty || orths != word {
        return Err(complaint(
            PATH,
            format!("the exception \"{word}\" has other tokens"),
        ));
    }
    let piece = |piece: &BTreeMap<u64, &str>| Piece {
        length: piece[&ORTH].len(),
        norm: piece.get(&NORM).map_or(0, |norm| id(norm)),
    };
    Ok(pieces.iter().map(piece).collect())
}

impl Rules<'_> {
    /// The patterns are implemented in code, so that other ones cannot be honoured.
    fn check_patterns(&self) -> Result<(), Diagnostic> {
        let hash = |pattern: Option<&str>| murmur_hash_64a(pattern.unwrap_or("").as_bytes(), 1);
        for (name, pattern, expected) in [
            (
                "prefix_search",
                self.prefix_search,
                13_676_887_775_574_862_363,
            ),
            (
                "suffix_search",
                self.suffix_search,
                16_292_862_290_510_366_917,
            ),
            (
                "infix_finditer",
                self.infix_finditer,
                6_324_521_875_165_007_120,
            ),
            ("url_match", self.url_match, 15_112_934_558_673_088_307),
        ] {
            if hash(pattern) != expected {
                return Err(complaint(
                    PATH,
                    format!("the pattern {name} is not that of spaCy's English rules"),
                ));
            }
        }
        match self.token_match {
            None => Ok(()),
            Some(_) => Err(complaint(
                PATH,
                "a pattern token_match, which English has not",
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linguistics::testing::model;

    #[test]
    fn other_patterns_are_refused() {
        let mut bytes = model(PATH).unwrap().into_owned();
        let at = bytes
            .windows(5)
            .position(|window| window == &"^§|^%".as_bytes()[..5]);
        bytes[at.unwrap()] = b'_';
        let error = load(&|_| Some(bytes.clone().into())).err().unwrap();
        assert!(error.message.contains("prefix_search"), "{error}");
    }
}
