//! Where the places of events lie, as far as the same words say: "ran in Vienna, **Austria**", "stolen from
//! a palace in **Kent**".
//!
//! Reads: drafts with their reports, relations of places. Writes: the wider places in the roles of the
//! narrower ones, as inferred. Never: adds a place that another sentence names, or the gazetteer knows.

use crate::discourse::EntityId;

use super::draft::Draft;
use super::reading::Reading;
use super::{Filler, Relation, Report};

/// Roles that places fill.
const PLACES: [&str; 3] = ["origin", "destination", "place"];

/// Adds to every place the wider ones that are named after it.
pub(super) fn widen(reading: &Reading<'_>, drafts: &mut [Draft], relations: &[Relation]) {
    for draft in drafts {
        for role in PLACES {
            let mut inner = told(draft, role);
            while let Some(place) = inner.pop() {
                for wider in around(reading, relations, place, &draft.event.reports) {
                    let filler = Filler::Entity(wider);
                    let known = |role: &&str| draft.fillers(role).any(|known| *known == filler);
                    if !PLACES.iter().any(known) {
                        draft.infer(role, filler, "where the place lies");
                        inner.push(wider);
                    }
                }
            }
        }
    }
}

/// The places in a role that words at the event give.
fn told(draft: &Draft, role: &str) -> Vec<EntityId> {
    let roles = draft.event.roles.iter();
    let told = roles.filter(|filled| filled.name == role && !filled.inferred);
    told.filter_map(|filled| match filled.filler {
        Filler::Entity(place) => Some(place),
        _ => None,
    })
    .collect()
}

/// The places in which a place lies by the words that follow it where the event is told, not by a mere
/// adjective ("the **Serbian** capital").
fn around(
    reading: &Reading<'_>,
    relations: &[Relation],
    place: EntityId,
    reports: &[Report],
) -> Vec<EntityId> {
    let mentions = &reading.discourse.mentions;
    let follows = |told: &Report| {
        let mut own = mentions.iter().filter(|mention| mention.entity == place);
        own.any(|mention| {
            let head = reading.token(mention.head).range;
            told.evidence.start <= head.start && head.end <= told.trigger.start
        })
    };
    let beside = |relation: &&Relation| {
        let mut told = relation.reports.iter();
        relation.property == "locatedIn"
            && relation.subject == place
            && told.any(|told| {
                follows(told)
                    && reports
                        .iter()
                        .any(|report| report.evidence == told.evidence)
            })
    };
    let wider = relations.iter().filter(beside);
    wider
        .filter_map(|relation| match relation.object {
            Filler::Entity(wider) => Some(wider),
            _ => None,
        })
        .collect()
}
