//! Word and class lists that all frames share: the lists of `_families.toml`.
//!
//! Reads: that file. Writes: [`FrameWords`]. Never: looks at its tables, which are families.

use std::collections::BTreeSet;

use serde::Deserialize;

/// The lists by their names in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct FrameWords {
    /// Names of all roles.
    pub roles: BTreeSet<String>,
    /// All prepositions that may stand as a slot.
    pub prepositions: BTreeSet<String>,
    /// Lemmas and signs that make a sum of money of a number ("dollar", "$").
    pub currencies: BTreeSet<String>,
    /// Nouns that say no more than what follows them ("importance").
    pub transparent: BTreeSet<String>,
    /// Nouns that by themselves say nothing ("the situation").
    pub hollow: BTreeSet<String>,
    /// Adjectives that leave a hollow noun hollow.
    pub pale: BTreeSet<String>,
    /// Nouns that by themselves are no charge, penalty or post ("took **office**").
    pub wordless: BTreeSet<String>,
    /// Classes whose recipient is whoever owns or does their theme ("suspended **Holm's** licence").
    pub owned: BTreeSet<String>,
    /// Classes whose recipient is whoever does their content ("alleged that **Holm** lied").
    pub answerable: BTreeSet<String>,
    /// Classes whose recipient is that of the event which they undo.
    pub undoing: BTreeSet<String>,
    /// Classes of what holds where those rule who do it ("**Ruvia's** premier declared an emergency").
    pub ruled: BTreeSet<String>,
    /// Classes whose size is the number of those whom they concern.
    pub sized: BTreeSet<String>,
    /// Nouns that measure or count what follows them ("tons of rice").
    pub quantities: BTreeSet<String>,
    /// Nouns that are numbers ("**dozens** of people").
    pub numbers: BTreeSet<String>,
    /// Nouns before a noun that say of what sort it is, not where ("a **road** accident").
    pub sorts: BTreeSet<String>,
    /// Verbs whose object serves what their infinitive says ("**used** drones to bomb").
    pub using: BTreeSet<String>,
    /// Words before the name of a storm ("**Hurricane** Ines").
    pub storms: BTreeSet<String>,
    /// Verbs of talking about what is their object ("met to **discuss** the treaty").
    pub discussing: BTreeSet<String>,
    /// Verbs of turning into what stands behind "into" or "to".
    pub turning: BTreeSet<String>,
}
