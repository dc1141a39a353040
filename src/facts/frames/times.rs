//! How events come to their times: `_times.toml`.
//!
//! Reads: that file. Writes: [`TimeWords`]. Never: looks at a text.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::error::{Diagnostic, Place};

use super::families::Families;
use super::nodes;

/// Words and classes by which events have the time of others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeWords {
    /// Adverbs that take a sentence out of the order of the story.
    pub elsewhen: BTreeSet<String>,
    /// Adverbs of what happens again and again.
    pub habits: BTreeSet<String>,
    /// Units of time after which something happens again.
    pub rates: BTreeSet<String>,
    /// Verbs of what lasts, also in the present of news.
    pub lasting: BTreeSet<String>,
    /// Families and classes that do not move a story on.
    pub untold: BTreeSet<String>,
    /// Nouns of what is said at one time.
    pub occasions: BTreeSet<String>,
    /// Events that an article tells of in pieces.
    pub episode: Vec<Episode>,
}

/// Events that an article tells of in pieces.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Episode {
    /// Their classes or families.
    pub events: BTreeSet<String>,
    /// Roles of those who go through it.
    pub victims: Vec<String>,
    /// What names no place was where the whole was.
    #[serde(default)]
    pub at_one_place: bool,
}

impl TimeWords {
    /// Reads the file.
    pub(super) fn read(path: &str, text: &str, families: &Families) -> Result<Self, Diagnostic> {
        let words: Self = nodes::values(path, text)?;
        let pieces = words.episode.iter().flat_map(|episode| &episode.events);
        let mut names = words.untold.iter().chain(pieces);
        if let Some(name) = names.find(|name| !families.knows(name)) {
            let message = format!("unknown class or family \"{name}\"");
            return Err(Diagnostic::new(Place::file(path), message));
        }
        Ok(words)
    }
}
