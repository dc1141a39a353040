//! Places that are named from the narrow to the wide: "died in Fort Lauderdale, **Florida**".
//!
//! Reads: drafts and the names after the places of each. Writes: the wider places that its sentence gives.
//! Never: adds from the gazetteer what no sentence names.

use crate::discourse::EntityId;

use super::Filler;
use super::draft::Draft;
use super::reading::Reading;
use super::relations;

/// Roles whose fillers are places.
const WHERE: [&str; 3] = ["destination", "origin", "place"];

/// Adds to each place what lies around it, step by step.
pub(super) fn widen(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for draft in drafts {
        for role in WHERE {
            let mut known: Vec<EntityId> = (draft.fillers(role))
                .filter_map(|filler| match filler {
                    Filler::Entity(place) => Some(*place),
                    _ => None,
                })
                .collect();
            let mut at = 0;
            while let Some(&place) = known.get(at) {
                at += 1;
                let outer = around(reading, draft, place).filter(|outer| !known.contains(outer));
                if let Some(outer) = outer {
                    draft.infer(role, Filler::Entity(outer), "place around it");
                    known.push(outer);
                }
            }
        }
    }
}

/// The place that the sentence of an event names right after one of its places.
fn around(reading: &Reading<'_>, draft: &Draft, place: EntityId) -> Option<EntityId> {
    let here = reading.analysis.sentence_of(draft.head);
    let mut mentions = reading.discourse.mentions.iter();
    mentions.find_map(|mention| {
        let told = mention.entity == place && reading.analysis.sentence_of(mention.head) == here;
        let end = mention.tokens.end;
        told.then(|| relations::wider_place(reading, place, end))?
    })
}
