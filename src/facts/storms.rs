//! Named storms that do harm: "**Hurricane Ines** killed ten", "the death toll from **Typhoon Ewa**".
//!
//! Reads: entities whose names begin with a word for a storm, and drafts with causes. Writes: the disaster that such a
//! storm is, and `cause` that names it. Never: takes a storm for an event that nothing is said to come from.

use crate::discourse::{Entity, EntityId, EntityKind};
use crate::linguistics::TokenId;

use super::draft::Draft;
use super::reading::Reading;
use super::{Derivation, Event, EventId, Filler};

/// The class of storms, and its family.
const DISASTER: (&str, &str) = ("NaturalDisaster", "Hazard");

/// Makes events of the storms that others come from.
pub(super) fn name(reading: &Reading<'_>, drafts: &mut Vec<Draft>) {
    let known = &reading.discourse.entities;
    let storms = (0..known.len()).filter(|&id| is_storm(reading, &known[id]));
    for storm in storms.collect::<Vec<_>>() {
        let Some(result) = drafts.iter().position(|draft| comes_from(draft, storm)) else {
            continue;
        };
        let told = drafts.iter().position(|draft| is_about(draft, storm));
        let disaster = told.or_else(|| {
            drafts.push(disaster(reading, storm, &drafts[result])?);
            Some(drafts.len() - 1)
        });
        if let Some(disaster) = disaster {
            name_cause(drafts, storm, disaster);
        }
    }
}

/// "**Hurricane** Ines", "Tropical **Storm** Ana", but neither "the Storm", who play, nor "Hurricane Holdings".
fn is_storm(reading: &Reading<'_>, entity: &Entity) -> bool {
    let storms = &reading.frames.words.storms;
    let named = entity.name.rsplit_once(' ');
    let kind = named.map(|(kind, _)| kind.rsplit(' ').next().unwrap_or(kind).to_lowercase());
    entity.kind == EntityKind::Happening && kind.is_some_and(|kind| storms.contains(&kind))
}

/// The waves and floods that come with a storm are the same disaster.
fn comes_from(draft: &Draft, storm: EntityId) -> bool {
    let mut causes = draft.fillers("cause");
    draft.event.class != DISASTER.0 && causes.any(|cause| *cause == Filler::Entity(storm))
}

/// "Hurricane Ines **struck** Tarn": the verb has told of it.
fn is_about(draft: &Draft, storm: EntityId) -> bool {
    let mut themes = draft.fillers("theme");
    draft.event.class == DISASTER.0 && themes.any(|theme| *theme == Filler::Entity(storm))
}

/// The storm as an event, presented as what comes from it.
fn disaster(reading: &Reading<'_>, storm: EntityId, result: &Draft) -> Option<Draft> {
    let head = word_beside(reading, storm, result.head)?;
    let mut report = result.event.reports.first()?.clone();
    report.trigger = reading.token(head).range;
    report.derivation = Derivation {
        rule: "storms::name".to_owned(),
        ..report.derivation
    };
    let mut draft = Draft {
        event: Event {
            class: DISASTER.0.to_owned(),
            triggers: vec![report.trigger],
            roles: Vec::new(),
            time: None,
            reports: vec![report],
            part_of: None,
        },
        family: DISASTER.1.to_owned(),
        head,
        clause: reading.clause_at(head),
    };
    draft.add("theme", Filler::Entity(storm), "name of a storm");
    Some(draft)
}

/// The last word of the storm's name in the sentence of a token.
fn word_beside(reading: &Reading<'_>, storm: EntityId, token: TokenId) -> Option<TokenId> {
    let sentence = |token: TokenId| reading.analysis.sentence_of(token);
    let mentions = reading.discourse.mentions.iter();
    let mut heads = mentions
        .filter(|mention| mention.entity == storm)
        .map(|mention| mention.head);
    heads.find(|&head| sentence(head) == sentence(token) && !reading.is_pronoun(head))
}

fn name_cause(drafts: &mut [Draft], storm: EntityId, disaster: EventId) {
    let results = drafts.iter_mut().filter(|draft| comes_from(draft, storm));
    let roles = results.flat_map(|draft| &mut draft.event.roles);
    for role in roles.filter(|role| role.name == "cause" && role.filler == Filler::Entity(storm)) {
        role.filler = Filler::Event(disaster);
    }
}
