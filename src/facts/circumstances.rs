//! Time and place that an event shares with the one it goes on from or was caused by.
//!
//! Reads: drafts with their clauses and causes. Writes: inferred places, missing times, and the larger
//! event that one is part of.
//! Never: overwrites what an event's own words say; touches speech acts.

use crate::discourse::Modality;
use crate::linguistics::clauses::Slot;

use super::content::SPEECH;
use super::draft::{self, Draft};
use super::reading::Reading;
use super::{EventId, Filler};

/// Shares time and place.
pub(super) fn share(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for id in 0..drafts.len() {
        if drafts[id].family == SPEECH {
            continue;
        }
        drafts[id].event.part_of = whole(reading, drafts, id);
        let belongs_to = [cause(drafts, id), drafts[id].event.part_of];
        for source in belongs_to.into_iter().flatten() {
            take_time(drafts, id, source);
            take_place(reading, drafts, id, source);
        }
        if let Some(source) = goes_on_from(reading, drafts, id) {
            take_time(drafts, id, source);
            // "was freed from prison, but **the authorities** shut his station": perhaps elsewhere.
            let clause = drafts[id].clause;
            if clause.is_some_and(|clause| !reading.has_own_doer(clause)) {
                take_place(reading, drafts, id, source);
            }
        }
    }
    for id in 0..drafts.len() {
        give_back(drafts, id);
    }
}

/// "the strike **that killed** him at the airport": where the victims died, they were hit.
fn give_back(drafts: &mut [Draft], id: EventId) {
    let at_once = |cause: EventId| draft::told_together(&drafts[cause], &drafts[id]);
    let cause = cause(drafts, id).filter(|&cause| at_once(cause) && !drafts[cause].has("place"));
    let Some(cause) = cause else { return };
    let places: Vec<Filler> = drafts[id].fillers("place").cloned().collect();
    for place in places {
        drafts[cause].infer("place", place, "place of what it caused");
    }
}

fn take_time(drafts: &mut [Draft], id: EventId, source: EventId) {
    if drafts[id].event.time.is_none() {
        let time = drafts[source].event.time.clone();
        drafts[id].event.time = time;
    }
}

fn take_place(reading: &Reading<'_>, drafts: &mut [Draft], id: EventId, source: EventId) {
    if drafts[source].has("place") {
        let roles = &mut drafts[id].event.roles;
        roles.retain(|role| role.name != "place" || !is_the_scene(reading, &role.filler));
    }
    if !drafts[id].has("place") {
        for place in places(reading, &drafts[source], &drafts[id]) {
            drafts[id].infer("place", place, "place of the event it belongs to");
        }
    }
}

/// Where an event was, as far as another was there too: what another sentence tells of was in the same town,
/// not in the same "house".
fn places(reading: &Reading<'_>, source: &Draft, other: &Draft) -> Vec<Filler> {
    let together = draft::told_together(source, other);
    let named = |place: &&Filler| match place {
        Filler::Entity(id) => reading.discourse.entities[*id].named,
        _ => false,
    };
    let shared = source
        .fillers("place")
        .filter(|place| together || named(place));
    shared.cloned().collect()
}

/// "died at **the scene**": where it happened.
fn is_the_scene(reading: &Reading<'_>, place: &Filler) -> bool {
    let Filler::Entity(id) = place else {
        return false;
    };
    let entity = &reading.discourse.entities[*id];
    !entity.named && entity.name == "scene"
}

/// "**during** his visit he met ...", "**on the sidelines of** the summit".
fn whole(reading: &Reading<'_>, drafts: &[Draft], id: EventId) -> Option<EventId> {
    let clause = &reading.clauses[drafts[id].clause?];
    let during = clause.arguments.iter().filter(|argument| {
        let Slot::Oblique(name) = &argument.slot else {
            return false;
        };
        matches!(
            name.as_str(),
            "during" | "as part of" | "in the course of" | "on the sidelines of"
        )
    });
    let mut events = during.filter_map(|argument| draft::at(drafts, argument.head));
    events.find(|&event| event != id && drafts[event].family != SPEECH)
}

/// The violence or accident behind a death.
fn cause(drafts: &[Draft], id: EventId) -> Option<EventId> {
    let deadly = drafts[id].tells_of_harm();
    drafts[id].causes().next().filter(|_| deadly)
}

/// "stormed a shop in Leeds **and grabbed** a knife", "attacked the base in Kano, **killing** ten".
fn goes_on_from(reading: &Reading<'_>, drafts: &[Draft], id: EventId) -> Option<EventId> {
    let above = reading.goes_on_from(drafts[id].clause?)?;
    let source = draft::at(drafts, reading.clauses[above].head)?;
    let real = |id: EventId| match drafts[id].event.reports[0].modality {
        Modality::Ongoing => Modality::Actual,
        modality => modality,
    };
    let alike = real(source) == real(id);
    (alike && drafts[source].family != SPEECH).then_some(source)
}
