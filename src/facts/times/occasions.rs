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
        let clause = draft.clause.map(|id| &reading.clauses[id]);
        let Some(clause) = clause.filter(|clause| is_told(clause)) else {
            continue;
        };
        let within = [Slot::Oblique("during".into()), Slot::Oblique("at".into())];
        let mut occasions = clause.arguments.iter().filter(|argument| {
            within.contains(&argument.slot) && reading.is_definite(argument.head)
        });
        let time = occasions.find_map(|occasion| {
            let event = event_at(reading, drafts, occasion.head).filter(|&event| event != id)?;
            let time = drafts[event].event.time.clone();
            time.filter(|time| is_past_day(reading, time))
        });
        drafts[id].event.time = time;
    }
}
