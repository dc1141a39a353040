//! The shape of `data/lexicon/cues.toml`, table by table; the file explains its fields.
//!
//! Reads: TOML. Writes: plain tables. Never: interprets an effect.

use rustc_hash::FxHashSet;
use serde::Deserialize;
use smol_str::SmolStr;

use crate::discourse::{Certainty, Modality};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) class: Vec<ClassTable>,
    pub(super) modal: Vec<MarkTable>,
    pub(super) adverb: Vec<MarkTable>,
    pub(super) adjective: Vec<MarkTable>,
    pub(super) marker: Vec<MarkTable>,
    pub(super) words: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClassTable {
    pub(super) name: String,
    #[serde(rename = "about")]
    pub(super) _about: String,
    #[serde(default)]
    pub(super) source: bool,
    pub(super) unsourced: Option<Modality>,
    pub(super) certainty: Option<Certainty>,
    pub(super) finite: Option<String>,
    pub(super) subjunctive: Option<String>,
    pub(super) infinitive: Option<String>,
    pub(super) others: Option<String>,
    pub(super) gerund: Option<String>,
    pub(super) nominal: Option<String>,
    #[serde(default)]
    pub(super) verbs: Vec<SmolStr>,
    #[serde(default)]
    pub(super) nouns: Vec<SmolStr>,
    #[serde(default)]
    pub(super) adjectives: Vec<SmolStr>,
    #[serde(default)]
    pub(super) objects: Vec<SmolStr>,
    #[serde(default)]
    pub(super) ahead: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MarkTable {
    pub(super) effect: String,
    pub(super) certainty: Option<Certainty>,
    pub(super) words: Vec<SmolStr>,
}

/// Short word lists of the lexicon; their purpose stands in the file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::discourse) struct Words {
    pub(in crate::discourse) according: FxHashSet<SmolStr>,
    pub(in crate::discourse) uncontrolled: FxHashSet<SmolStr>,
    pub(in crate::discourse) done: FxHashSet<SmolStr>,
    pub(in crate::discourse) future: FxHashSet<SmolStr>,
    pub(in crate::discourse) cotemporal: FxHashSet<SmolStr>,
    pub(in crate::discourse) links: FxHashSet<SmolStr>,
    pub(in crate::discourse) achieved: FxHashSet<SmolStr>,
    pub(in crate::discourse) anyone: FxHashSet<SmolStr>,
    pub(in crate::discourse) inverting: FxHashSet<SmolStr>,
    pub(in crate::discourse) exhort: FxHashSet<SmolStr>,
    pub(in crate::discourse) manner: FxHashSet<SmolStr>,
    pub(in crate::discourse) carriers: FxHashSet<SmolStr>,
    pub(in crate::discourse) involuntary: FxHashSet<SmolStr>,
    pub(in crate::discourse) listing: FxHashSet<SmolStr>,
    pub(in crate::discourse) victories: FxHashSet<SmolStr>,
    pub(in crate::discourse) prizes: FxHashSet<SmolStr>,
    pub(in crate::discourse) gathering: FxHashSet<SmolStr>,
    pub(in crate::discourse) assembled: FxHashSet<SmolStr>,
    pub(in crate::discourse) bounding: FxHashSet<SmolStr>,
    pub(in crate::discourse) drafts: FxHashSet<SmolStr>,
    pub(in crate::discourse) enacting: FxHashSet<SmolStr>,
    pub(in crate::discourse) ranking: FxHashSet<SmolStr>,
    pub(in crate::discourse) lasting: FxHashSet<SmolStr>,
    pub(in crate::discourse) known: FxHashSet<SmolStr>,
    pub(in crate::discourse) ending: FxHashSet<SmolStr>,
    pub(in crate::discourse) asking_from: FxHashSet<SmolStr>,
    pub(in crate::discourse) noticing: FxHashSet<SmolStr>,
    pub(in crate::discourse) lasting_adverbs: FxHashSet<SmolStr>,
    pub(in crate::discourse) held: FxHashSet<SmolStr>,
    pub(in crate::discourse) performative: FxHashSet<SmolStr>,
    pub(in crate::discourse) polite: FxHashSet<SmolStr>,
    pub(in crate::discourse) instrumental: FxHashSet<SmolStr>,
    pub(in crate::discourse) impersonal: FxHashSet<SmolStr>,
    pub(in crate::discourse) issuing: FxHashSet<SmolStr>,
    pub(in crate::discourse) untrue: FxHashSet<SmolStr>,
    pub(in crate::discourse) degrees: FxHashSet<SmolStr>,
}
