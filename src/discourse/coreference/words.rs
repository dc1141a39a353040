//! Words by which an article says whom a pronoun or a description means.
//!
//! Reads: `data/lexicon/coreference.toml`, which explains each list. Writes: [`PronounWords`]. Never: looks at
//! a text.

use rustc_hash::FxHashSet;
use serde::Deserialize;
use smol_str::SmolStr;

use super::confidence::Confidence;
use crate::discourse::tables::{self, Files};
use crate::error::Diagnostic;

const PATH: &str = "data/lexicon/coreference.toml";

/// The lists by their names in the file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::discourse) struct PronounWords {
    pub(super) judging: FxHashSet<SmolStr>,
    pub(super) asking: FxHashSet<SmolStr>,
    pub(super) charging: FxHashSet<SmolStr>,
    pub(super) barring: FxHashSet<SmolStr>,
    pub(super) urging: FxHashSet<SmolStr>,
    pub(super) telling: FxHashSet<SmolStr>,
    pub(super) calling: FxHashSet<SmolStr>,
    pub(super) seizing: FxHashSet<SmolStr>,
    pub(super) being: FxHashSet<SmolStr>,
    pub(super) anybody: FxHashSet<SmolStr>,
    pub(super) generic: FxHashSet<SmolStr>,
    pub(super) sorts: FxHashSet<SmolStr>,
    pub(super) shares: FxHashSet<SmolStr>,
    pub(super) storms: FxHashSet<SmolStr>,
    pub(super) ruling: FxHashSet<SmolStr>,
    pub(super) distributive: FxHashSet<SmolStr>,
    pub(super) partitive: FxHashSet<SmolStr>,
    pub(super) passing: FxHashSet<SmolStr>,
    pub(super) decades: FxHashSet<SmolStr>,
    pub(super) doers: FxHashSet<SmolStr>,
    pub(super) deeds: FxHashSet<SmolStr>,
    pub(super) striking: FxHashSet<SmolStr>,
    pub(super) occasions: FxHashSet<SmolStr>,
    pub(super) spans: FxHashSet<SmolStr>,
    pub(in crate::discourse) equated: FxHashSet<SmolStr>,
    pub(super) lands: FxHashSet<SmolStr>,
    pub(super) deciding: FxHashSet<SmolStr>,
    pub(super) former: FxHashSet<SmolStr>,
    pub(super) naming: FxHashSet<SmolStr>,
    pub(super) mistaken: FxHashSet<SmolStr>,
    pub(super) lesser: FxHashSet<SmolStr>,
    pub(super) scholars: FxHashSet<SmolStr>,
    pub(super) players: FxHashSet<SmolStr>,
    pub(super) either: FxHashSet<SmolStr>,
    pub(super) speaking: FxHashSet<SmolStr>,
    pub(super) colouring: FxHashSet<SmolStr>,
    pub(super) parting: FxHashSet<SmolStr>,
    pub(in crate::discourse) confidence: Confidence,
    undergone: FxHashSet<SmolStr>,
    states: FxHashSet<SmolStr>,
}

impl PronounWords {
    /// "those **killed**": what is done to people.
    pub(in crate::discourse) fn is_undergone(&self, verb: &str) -> bool {
        self.undergone.contains(verb)
    }

    /// "those **responsible**": what people are.
    pub(in crate::discourse) fn is_state(&self, adjective: &str) -> bool {
        self.states.contains(adjective)
    }

    /// Reads the lists.
    ///
    /// # Errors
    /// When the file is missing or is not TOML of this shape, with the line.
    pub(in crate::discourse) fn read(files: Files<'_>) -> Result<Self, Diagnostic> {
        tables::toml_file(files, PATH)
    }
}
