//! Static relations: positions, places within places, families, owners.
//!
//! Reads: [`Reading`]. Writes: [`Relation`]s that count entities as the discourse does.
//! Never: reads event frames: what happens is an event.

use super::Relation;
use super::reading::Reading;

/// All relations of an article, each once.
pub(super) fn find(reading: &Reading<'_>) -> Vec<Relation> {
    let _ = reading;
    Vec::new()
}
