//! What events are said to come from: "fired rockets **in response to** a raid", "the vote **led to** protests".
//!
//! Reads: clauses whose arguments are events, and the words of `_coreference.toml`. Writes: `cause`.
//! Never: takes what merely comes later for a result, but for answers to violence and disasters.

use std::collections::BTreeSet;

use crate::linguistics::TokenId;
use crate::linguistics::clauses::{Clause, Slot};

use super::coreference;
use super::draft::{self, Draft};
use super::reading::Reading;
use super::{EventId, Filler};

/// Links events to those that they come from.
pub(super) fn link(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for id in 0..drafts.len() {
        let Some(clause) = drafts[id].clause.map(|clause| &reading.clauses[clause]) else {
            continue;
        };
        if let Some(cause) = answered(reading, drafts, clause).filter(|&cause| cause != id) {
            drafts[id].add("cause", Filler::Event(cause), "what it answers");
        }
        if let Some(cause) = comes_after(reading, drafts, id).filter(|_| !drafts[id].has("cause")) {
            drafts[id].add("cause", Filler::Event(cause), "what it follows");
        }
    }
    for clause in reading.clauses {
        for (cause, result) in results(reading, drafts, clause) {
            drafts[result].add("cause", Filler::Event(cause), "what leads to it");
        }
    }
}

/// "**in response to** the raid", "**in retaliation for** the raid", "**as a result of** the raid".
fn answered(reading: &Reading<'_>, drafts: &[Draft], clause: &Clause) -> Option<EventId> {
    let words = &reading.frames.coreference.causes;
    let mut obliques = clause.arguments.iter().filter(|argument| {
        let noun = reading.token(argument.head).lemma.as_str();
        matches!(argument.slot, Slot::Oblique(_)) && words.answers.contains(noun)
    });
    obliques.find_map(|argument| {
        let objects = reading.objects_of(argument.head, &["to", "for", "of"]);
        objects
            .iter()
            .find_map(|&(_, head)| draft::at(drafts, head))
    })
}

/// "**After** the bombing, a law was proposed".
fn comes_after(reading: &Reading<'_>, drafts: &[Draft], id: EventId) -> Option<EventId> {
    let words = &reading.frames.coreference.causes;
    let is_of = |draft: &Draft, names: &BTreeSet<String>| {
        names.contains(&draft.event.class) || names.contains(&draft.family)
    };
    if !is_of(&drafts[id], &words.reactions) {
        return None;
    }
    let clause = &reading.clauses[drafts[id].clause?];
    let mut after = clause.arguments.iter().filter(|argument| {
        matches!(&argument.slot, Slot::Oblique(word) if matches!(word.as_str(), "after" | "following"))
    });
    after.find_map(|argument| {
        let event = draft::at(drafts, argument.head)?;
        is_of(&drafts[event], &words.shocks).then_some(event)
    })
}

/// Pairs of what "**led to**", "**sparked**", "**caused**" and what it led to.
fn results(reading: &Reading<'_>, drafts: &[Draft], clause: &Clause) -> Vec<(EventId, EventId)> {
    let words = &reading.frames.coreference.causes;
    let Some(preposition) = words.verbs.get(clause.lemma.as_str()) else {
        return Vec::new();
    };
    if clause.negation.is_some() || clause.modal.is_some() {
        return Vec::new();
    }
    let result = if preposition.is_empty() {
        Slot::Object
    } else {
        Slot::Oblique(preposition.as_str().into())
    };
    let events = |slot: &Slot| -> Vec<EventId> {
        let heads = clause.arguments(slot).map(|argument| argument.head);
        heads
            .filter_map(|head| event_of(reading, drafts, head))
            .collect()
    };
    let causes = events(&Slot::Subject);
    let results = events(&result);
    let pairs = causes
        .iter()
        .flat_map(|&cause| results.iter().map(move |&result| (cause, result)));
    pairs.filter(|(cause, result)| cause != result).collect()
}

/// The event that a noun names or stands for.
fn event_of(reading: &Reading<'_>, drafts: &[Draft], head: TokenId) -> Option<EventId> {
    draft::at(drafts, head).or_else(|| {
        let stands = coreference::is_anaphor(reading, head);
        stands
            .then(|| coreference::antecedent(reading, drafts, head))
            .flatten()
    })
}
