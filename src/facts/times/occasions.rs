//! What happens in the course of a dated event: "**during the rally**, police arrested ten".
//!
//! Reads: the phrases of undated clauses and the events that they name. Writes: missing times.
//! Never: dates by an event that the article does not treat as known, or that took more than a day.

use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::linguistics::clauses::Slot;

use super::{event_at, happened, is_past_day, is_told, leaves_story};

/// Dates what happens during or at a known event.
pub(super) fn share(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for id in 0..drafts.len() {
        let draft = &drafts[id];
        let sentence = reading.analysis.sentence_of(draft.head);
        if draft.event.time.is_some() || !happened(draft) || leaves_story(reading, sentence) {
            continue;
        }
        let Some(clause) = draft.clause.map(|id| &reading.clauses[id]) else {
            continue;
        };
        let time = clause.arguments.iter().filter(|_| is_told(clause)).find_map(|argument| {
            let within = matches!(&argument.slot, Slot::Oblique(word) if word == "during" || word == "at");
            let known = within && reading.is_definite(argument.head);
            let event = event_at(reading, drafts, argument.head).filter(|&event| known && event != id)?;
            drafts[event].event.time.clone().filter(|time| is_past_day(reading, time))
        });
        drafts[id].event.time = time;
    }
}
