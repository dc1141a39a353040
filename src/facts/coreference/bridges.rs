//! Events whose words do not say what they are about: "claimed responsibility".
//!
//! Reads: joined drafts. Writes: roles of such events. Never: overwrites what the words say.

use crate::discourse::Modality;
use crate::facts::draft::Draft;
use crate::facts::frames::Bridge;
use crate::facts::reading::Reading;
use crate::facts::{EventId, Filler};

/// Sentences that lie between at most.
const REACH: usize = 16;

/// Fills the roles that `_coreference.toml` names with the event told last.
pub(in crate::facts) fn complete(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for bridge in &reading.frames.coreference.bridge {
        for id in 0..drafts.len() {
            if !bridge.classes.contains(&drafts[id].event.class) {
                continue;
            }
            let known = drafts[id]
                .event
                .roles
                .iter()
                .find_map(|role| match role.filler {
                    Filler::Event(event) if bridge.roles.contains(&role.name) => Some(event),
                    _ => None,
                });
            let silent = !bridge.roles.iter().any(|role| drafts[id].has(role));
            let about = known.or_else(|| last_told(reading, drafts, bridge, id).filter(|_| silent));
            for role in about.iter().flat_map(|_| &bridge.roles) {
                let Some(event) = about else { continue };
                drafts[id].infer(role, Filler::Event(event), "event told before");
            }
        }
    }
}

fn last_told(
    reading: &Reading<'_>,
    drafts: &[Draft],
    bridge: &Bridge,
    id: EventId,
) -> Option<EventId> {
    let sentence = |id: EventId| reading.analysis.sentence_of(drafts[id].head);
    (0..drafts.len())
        .filter(|&other| drafts[other].clause.is_some() && drafts[other].head < drafts[id].head)
        .filter(|&other| is_of(bridge, &drafts[other]) && happened(&drafts[other]))
        .filter(|&other| sentence(id) - sentence(other) <= REACH)
        .max_by_key(|&other| {
            (
                drafts[other].event.triggers.len() > 1,
                sentence(other),
                std::cmp::Reverse(drafts[other].head),
            )
        })
}

fn is_of(bridge: &Bridge, draft: &Draft) -> bool {
    bridge.of.contains(&draft.event.class) || bridge.of.contains(&draft.family)
}

fn happened(draft: &Draft) -> bool {
    let modality = draft.event.reports[0].modality;
    matches!(modality, Modality::Actual | Modality::Ongoing)
}
