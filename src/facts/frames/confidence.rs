//! What makes a filled role sure: `_confidence.toml`.
//!
//! Reads: that file. Writes: [`Weights`]. Never: looks at a text.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Weights of a logistic model: their sum is the logarithm of the odds that a role is right.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// Of every role.
    pub base: f32,
    /// Where it is the only role of its event.
    pub alone: f32,
    /// For each further passage that tells the event, two at most.
    pub again: f32,
    /// Where no word at the trigger names the filler.
    pub inferred: f32,
    /// Where the filler has a name.
    pub named: f32,
    /// Where a source tells it.
    pub told: f32,
    /// Where it did not simply happen.
    pub unreal: f32,
    /// By family of the filler's kind; `event` and `words` for what is no entity.
    pub filler: BTreeMap<String, f32>,
    /// By name of the role.
    pub role: BTreeMap<String, f32>,
    /// By grammatical slot; `rule` for what no slot gives.
    pub slot: BTreeMap<String, f32>,
    /// By construction that leads to the slot.
    pub via: BTreeMap<String, f32>,
    /// Right ones of a hundred relations, by the rule that reads them; `other` for those without a line.
    pub relation: BTreeMap<String, u8>,
}
