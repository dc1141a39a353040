//! What is used to do something: "**used** drones **to** bomb the base".
//!
//! Reads: clauses of using with their infinitives. Writes: inferred `instrument`.
//! Never: takes people for tools.

use crate::discourse::EntityKind;
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{Clause, Slot, Tense};

use super::Filler;
use super::content::SPEECH;
use super::draft::Draft;
use super::reading::Reading;

/// Adds what an event is done with.
pub(super) fn fill(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut() {
        if draft.family == SPEECH || draft.has("instrument") {
            continue;
        }
        for tool in tools(reading, draft) {
            draft.infer("instrument", tool, "what is used for it");
        }
    }
}

fn tools(reading: &Reading<'_>, draft: &Draft) -> Vec<Filler> {
    let clause = draft.clause.map(|id| &reading.clauses[id]);
    let serves = |clause: &&Clause| clause.tense == Tense::Infinitive;
    let parent = clause
        .filter(serves)
        .and_then(|clause| clause.parent.as_ref());
    let Some(using) = parent.map(|parent| &reading.clauses[parent.clause]) else {
        return Vec::new();
    };
    if !reading.frames.words.using.contains(using.lemma.as_str()) {
        return Vec::new();
    }
    let tools = using.arguments(&Slot::Object).map(|object| object.head);
    tools.filter_map(|head| tool(reading, head)).collect()
}

fn tool(reading: &Reading<'_>, head: TokenId) -> Option<Filler> {
    let (id, entity) = reading.entity_at(head)?;
    let person = matches!(entity.kind, EntityKind::Person | EntityKind::Group);
    (!person).then_some(Filler::Entity(id))
}
