//! How sure each role, event and relation is.
//!
//! Reads: finished [`Facts`], the [`Weights`] of `data/frames/_confidence.toml`. Writes: percentages.
//! Never: drops what is unsure.
//!
//! `tests/quality/confidence.py` fits the weights to annotated articles, with the same features.

use std::collections::BTreeMap;

use crate::discourse::{KindFamily, Source};

use super::frames::Weights;
use super::{Event, Facts, Filler, Relation, Role};

/// Slots that have a weight; any other reason for a filler is a rule.
const SLOTS: [&str; 9] = [
    "attribute",
    "compound",
    "content",
    "iobj",
    "modifier",
    "obl",
    "object",
    "possessor",
    "subject",
];

/// A role is as sure as its weights say, an event as its least sure role, a relation as its rule; and nothing is surer than
/// that its words mean what they are taken for.
pub(super) fn rate(facts: &mut Facts, weights: &Weights) {
    for id in 0..facts.events.len() {
        let event = &facts.events[id];
        let roles = event.roles.iter();
        let percents: Vec<u8> = roles
            .map(|role| percent(log_odds(facts, event, role, weights)).min(role.reference))
            .collect();
        let event = &mut facts.events[id];
        let least = percents.iter().copied().min();
        for (role, percent) in event.roles.iter_mut().zip(percents) {
            role.confidence = percent;
        }
        for report in &mut event.reports {
            report.confidence = least.unwrap_or_else(|| percent(weights.base));
        }
    }
    for relation in &mut facts.relations {
        rate_relation(relation, weights);
    }
}

fn rate_relation(relation: &mut Relation, weights: &Weights) {
    for report in &mut relation.reports {
        let shares = &weights.relation;
        let share = shares.get(&report.derivation.rule);
        let share = share.or_else(|| shares.get("other")).copied();
        report.confidence = share.unwrap_or_default().min(report.reference);
    }
}

fn log_odds(facts: &Facts, event: &Event, role: &Role, weights: &Weights) -> f32 {
    let (slot, via) = way(&role.because);
    let (filler, named) = sort(facts, &role.filler);
    let of = |table: &BTreeMap<String, f32>, key: &str| table.get(key).copied().unwrap_or_default();
    let when = |holds: bool, weight: f32| if holds { weight } else { 0.0 };
    let report = event.reports.first();
    let unreal = report.is_some_and(|report| !report.modality.is_real());
    let told = report.is_some_and(|report| report.source != Source::Narrator);
    let again = event.reports.len().clamp(1, 3) - 1;
    weights.base
        + of(&weights.role, &role.name)
        + of(&weights.slot, slot)
        + of(&weights.via, via)
        + of(&weights.filler, filler)
        + when(named, weights.named)
        + when(role.inferred, weights.inferred)
        + when(unreal, weights.unreal)
        + when(told, weights.told)
        + when(event.roles.len() == 1, weights.alone)
        + weights.again * again as f32
}

/// Slot and construction: "obl:in of the object via control" is "obl" via "control".
fn way(because: &str) -> (&str, &str) {
    let slot = because.split([' ', ':']).next().unwrap_or_default();
    let slot = if SLOTS.contains(&slot) { slot } else { "rule" };
    let via = because.split_once(" via ").map(|(_, via)| via);
    let via = via.and_then(|via| via.split(' ').next());
    (slot, via.unwrap_or("direct"))
}

/// Of what sort a filler is, and whether it has a name.
fn sort(facts: &Facts, filler: &Filler) -> (&'static str, bool) {
    match filler {
        Filler::Event(_) => ("event", false),
        Filler::Text(_) => ("words", false),
        Filler::Entity(id) => {
            let entity = &facts.entities[*id].entity;
            let family = match entity.kind.family() {
                KindFamily::Person => "person",
                KindFamily::Group => "group",
                KindFamily::Organization => "organization",
                KindFamily::Place => "place",
                KindFamily::Happening => "happening",
                KindFamily::Text => "text",
                KindFamily::Platform => "platform",
                KindFamily::Topic => "topic",
                KindFamily::Other => "other",
            };
            (family, entity.named)
        }
    }
}

/// The share, rounded.
fn percent(log_odds: f32) -> u8 {
    let share = 100.0 / (1.0 + (-log_odds).exp());
    let below = |&percent: &u8| f32::from(percent) <= share + 0.5;
    (0..=100).rev().find(below).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_is_a_slot_and_a_construction() {
        assert_eq!(way("subject"), ("subject", "direct"));
        assert_eq!(way("obl:in of the object via control"), ("obl", "control"));
        assert_eq!(way("who does what is said"), ("rule", "direct"));
    }

    #[test]
    fn log_odds_are_shares() {
        assert_eq!(percent(0.0), 50);
        assert_eq!(percent(2.2), 90);
        assert_eq!(percent(-90.0), 0);
        assert_eq!(percent(90.0), 100);
    }
}
