//! Words by which an article tells what kind of thing a phrase names.
//!
//! Reads: `data/lexicon/kinds.toml`, which explains each list. Writes: [`KindWords`]. Never: looks at a text.

use rustc_hash::FxHashSet;
use serde::Deserialize;
use smol_str::SmolStr;

use crate::discourse::tables::{self, Files};
use crate::error::Diagnostic;

/// The lists by their names in the file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::discourse) struct KindWords {
    pub(in crate::discourse) amounts: FxHashSet<SmolStr>,
    pub(in crate::discourse) ambiguous: FxHashSet<SmolStr>,
    pub(in crate::discourse) towns: FxHashSet<SmolStr>,
    pub(in crate::discourse) regional_offices: FxHashSet<SmolStr>,
    pub(in crate::discourse) reaching: FxHashSet<SmolStr>,
    pub(in crate::discourse) relatives: FxHashSet<SmolStr>,
    landforms: FxHashSet<SmolStr>,
    addresses: FxHashSet<SmolStr>,
    regions: FxHashSet<SmolStr>,
}

impl KindWords {
    /// Reads the lists.
    ///
    /// # Errors
    /// When the file is missing or is not TOML of this shape, with the line.
    pub(in crate::discourse) fn read(files: Files<'_>) -> Result<Self, Diagnostic> {
        tables::toml_file(files, "data/lexicon/kinds.toml")
    }

    /// True for words before a name that only people bear ("Gen.").
    pub(in crate::discourse) fn is_address(&self, word: &str) -> bool {
        self.addresses.contains(word.trim_end_matches('.'))
    }

    /// True for the first word of the name of a mountain or water ("Mount Aso").
    pub(in crate::discourse) fn is_landform(&self, word: &str) -> bool {
        self.landforms.contains(word.to_lowercase().as_str())
    }

    /// True for words beside a name that make a first-level region of it, or of several.
    pub(in crate::discourse) fn is_region(&self, word: &str) -> bool {
        self.regions
            .contains(word.strip_suffix('s').unwrap_or(word))
    }
}
