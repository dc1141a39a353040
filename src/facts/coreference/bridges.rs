//! Events whose words do not say what they are about: "claimed responsibility".
//!
//! Reads: joined drafts. Writes: inferred roles of such events. Never: overwrites what the words say.

use crate::facts::draft::Draft;
use crate::facts::frames::Bridge;
use crate::facts::reading::Reading;
use crate::facts::{EventId, Filler};

/// Characters of a year.
const YEAR: usize = 4;

/// Sentences that lie between at most.
const REACH: usize = 16;

/// Fills the roles that `_coreference.toml` names with the event told before that the article tells of most.
pub(in crate::facts) fn complete(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for bridge in &reading.frames.coreference.bridge {
        for id in 0..drafts.len() {
            if !takes(reading, bridge, &drafts[id]) {
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
            let about = known.or_else(|| most_told(reading, drafts, bridge, id).filter(|_| silent));
            for role in about.iter().flat_map(|_| &bridge.roles) {
                let Some(event) = about else { continue };
                drafts[id].infer(role, Filler::Event(event), "event told before");
            }
        }
    }
}

/// True for an event that the bridge completes.
fn takes(reading: &Reading<'_>, bridge: &Bridge, draft: &Draft) -> bool {
    let needed = bridge.having.as_deref();
    let word = draft.clause.map(|id| reading.clauses[id].lemma.as_str());
    let worded = bridge.words.is_empty() || word.is_some_and(|word| bridge.words.contains(word));
    bridge.classes.contains(&draft.event.class)
        && worded
        && needed.is_none_or(|role| draft.has(role))
        && !bridge.lacking.iter().any(|role| draft.has(role))
}

/// Of the events told before the one that is told of most, of several the first: what the article begins with.
fn most_told(
    reading: &Reading<'_>,
    drafts: &[Draft],
    bridge: &Bridge,
    id: EventId,
) -> Option<EventId> {
    let sentence = |id: EventId| reading.analysis.sentence_of(drafts[id].head);
    (0..drafts.len())
        .filter(|&other| drafts[other].clause.is_some() && drafts[other].head < drafts[id].head)
        .filter(|&other| is_of(bridge, &drafts[other]) && happened(&drafts[other]))
        .filter(|&other| !is_apart(&drafts[id], &drafts[other]))
        .filter(|&other| {
            let back = drafts[other].sentences_back(reading, sentence(id));
            back.is_some_and(|back| back <= bridge.reach.unwrap_or(REACH))
        })
        .max_by_key(|&other| {
            (
                drafts[other].event.reports.len(),
                std::cmp::Reverse(drafts[other].head),
            )
        })
}

/// The text dates it before the event that it would be about, in another year, or only by a year.
fn is_apart(draft: &Draft, other: &Draft) -> bool {
    let Some(own) = &draft.event.time else {
        return false;
    };
    let Some(other) = &other.event.time else {
        return own.begin.len() == YEAR;
    };
    let length = own.begin.len().min(other.begin.len());
    own.begin.get(..YEAR) != other.begin.get(..YEAR)
        || own.begin.get(..length) < other.begin.get(..length)
}

fn is_of(bridge: &Bridge, draft: &Draft) -> bool {
    bridge.of.contains(&draft.event.class) || bridge.of.contains(&draft.family)
}

fn happened(draft: &Draft) -> bool {
    draft.event.reports[0].modality.is_real()
}
