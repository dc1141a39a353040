//! From a `[[pattern]]` of a file to patterns: inherited slots, nouns projected from verbs.
//!
//! Reads: [`Block`]s and families. Writes: [`Pattern`]s. Never: reads a file.

use std::collections::{BTreeMap, BTreeSet};

use crate::linguistics::clauses::{PredicateKind, Slot};

use super::families::Family;
use super::{FillerKind, Frame, Pattern, Place, Restriction};

/// One `[[pattern]]` before it is spread over kinds of words.
#[derive(Default)]
pub(super) struct Block {
    pub(super) line: usize,
    pub(super) verbs: Vec<String>,
    pub(super) nouns: Vec<String>,
    pub(super) adjectives: Vec<String>,
    pub(super) slots: BTreeMap<Slot, Vec<String>>,
    pub(super) require: Vec<Vec<Place>>,
    pub(super) forbid: Vec<Place>,
    pub(super) when: BTreeMap<Slot, Vec<Restriction>>,
    pub(super) unless: BTreeMap<Slot, Vec<Restriction>>,
    pub(super) passive: Option<bool>,
    pub(super) fixed: BTreeMap<String, String>,
    pub(super) present: Option<bool>,
    pub(super) also: bool,
    pub(super) instead: Vec<String>,
    pub(super) priority: i64,
}

/// Kinds of the frame's roles: its own, those that its patterns name, and the inherited ones.
pub(super) fn roles(
    frame: &Frame,
    family: &Family,
    blocks: &[Block],
) -> BTreeMap<String, Vec<FillerKind>> {
    let inherited = family.slots.values().flatten().map(String::as_str);
    let mut names: BTreeSet<&str> = inherited.collect();
    for block in blocks {
        names.extend(block.slots.values().flatten().map(String::as_str));
        names.extend(block.fixed.keys().map(String::as_str));
    }
    let mut roles = frame.roles.clone();
    for name in names {
        if let Some(kinds) = family.roles.get(name) {
            roles
                .entry(name.to_owned())
                .or_insert_with(|| kinds.clone());
        }
    }
    roles
}

/// A block becomes one pattern for each kind of word that it names.
pub(super) fn patterns(
    block: &Block,
    base: &BTreeMap<Slot, Vec<String>>,
    family: &Family,
    roles: &BTreeMap<String, Vec<FillerKind>>,
) -> Vec<Pattern> {
    let own_base = if block.verbs.is_empty() {
        base
    } else {
        &block.slots
    };
    let noun_slots = project(own_base, block);
    let make = |kind, words: &[String], slots: &BTreeMap<Slot, Vec<String>>| {
        let mut all = family.slots.clone();
        all.extend(slots.clone());
        for fillers in all.values_mut() {
            fillers.retain(|role| roles.contains_key(role));
        }
        all.retain(|_, fillers| !fillers.is_empty());
        Pattern {
            line: block.line,
            kind,
            lemmas: words.iter().map(Into::into).collect(),
            slots: all,
            require: block.require.clone(),
            forbid: block.forbid.clone(),
            when: block.when.clone(),
            unless: block.unless.clone(),
            passive: block.passive,
            fixed: block.fixed.clone(),
            present: block.present.unwrap_or(family.present),
            also: block.also,
            instead: block.instead.clone(),
            priority: block.priority,
        }
    };
    [
        (PredicateKind::Verb, &block.verbs, &block.slots),
        (PredicateKind::Noun, &block.nouns, &noun_slots),
        (PredicateKind::Adjective, &block.adjectives, &block.slots),
    ]
    .into_iter()
    .filter(|(_, words, _)| !words.is_empty())
    .map(|(kind, words, slots)| make(kind, words, slots))
    .collect()
}

/// The slots of a noun, projected from those of the verb; what the block itself says goes first.
fn project(verb: &BTreeMap<Slot, Vec<String>>, block: &Block) -> BTreeMap<Slot, Vec<String>> {
    let mut slots = verb.clone();
    slots.remove(&Slot::Attribute);
    let subject = verb.get(&Slot::Subject).cloned().unwrap_or_default();
    let object = verb.get(&Slot::Object).unwrap_or(&subject).clone();
    for slot in [
        Slot::Possessor,
        Slot::Oblique("by".into()),
        Slot::Compound,
        Slot::Modifier,
    ] {
        slots.entry(slot).or_insert_with(|| subject.clone());
    }
    slots.entry(Slot::Oblique("of".into())).or_insert(object);
    if block.verbs.is_empty() {
        slots.extend(block.slots.clone());
    }
    slots
}
