//! Whom words are aimed at where they do not say so themselves.
//!
//! Reads: speech acts with their themes and contents. Writes: inferred `recipient` of acts for or
//! against somebody's doing, and of allegations; `agent` of what a speaker does by speaking.
//! Never: makes an act.

use crate::discourse::{EntityId, Source};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::Slot;

use super::Filler;
use super::draft::Draft;
use super::frames::FillerKind;
use super::reading::Reading;

/// Acts that strike whoever did what they are about.
const STANCES: [&str; 4] = ["Criticism", "Denial", "Praise", "Rejection"];

/// Acts that a speaker performs with the words themselves: "my thoughts are with them".
const PERFORMED: [&str; 3] = ["Apology", "Condolence", "Praise"];

/// Fills recipients and agents of speech acts.
pub(super) fn fill(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for id in 0..drafts.len() {
        let class = drafts[id].event.class.as_str();
        if STANCES.contains(&class) && !drafts[id].has("recipient") {
            stance(reading, drafts, id);
        } else if class == "Accusation" && !drafts[id].has("recipient") {
            allegation(reading, &mut drafts[id]);
        }
        if PERFORMED.contains(&drafts[id].event.class.as_str()) && !drafts[id].has("agent") {
            perform(&mut drafts[id]);
        }
    }
}

/// "criticised **the mayor's** plan", "rejected the allegations **of the mayor**"
fn stance(reading: &Reading<'_>, drafts: &mut [Draft], id: usize) {
    let Some(clause) = drafts[id].clause.map(|clause| &reading.clauses[clause]) else {
        return;
    };
    let objects = clause
        .arguments
        .iter()
        .filter(|argument| argument.slot == Slot::Object);
    let owner = objects
        .flat_map(|object| owners(reading, object.head))
        .find_map(|head| somebody(reading, head));
    if let Some(owner) = owner.filter(|&owner| is_other(&drafts[id], owner)) {
        drafts[id].infer(
            "recipient",
            Filler::Entity(owner),
            "whose doing it is about",
        );
    }
}

/// Possessors of a noun, and of what it is a quality of: "the tone of **his** letter".
fn owners(reading: &Reading<'_>, noun: TokenId) -> Vec<TokenId> {
    let mut owners: Vec<TokenId> = reading.with(noun, &["poss"]).collect();
    for (_, inner) in reading.objects_of(noun, &["of"]) {
        owners.extend(reading.with(inner, &["poss"]));
    }
    owners
}

/// "alleged that **the mayor** had lied"
fn allegation(reading: &Reading<'_>, draft: &mut Draft) {
    let Some(clause) = draft.clause.map(|clause| &reading.clauses[clause]) else {
        return;
    };
    let contents = clause
        .arguments
        .iter()
        .filter(|argument| argument.slot == Slot::Content);
    let accused = contents
        .filter_map(|content| reading.clause_at(content.head))
        .filter_map(|content| reading.clauses[content].argument(&Slot::Subject))
        .filter(|subject| !reading.is_pronoun(subject.head))
        .find_map(|subject| somebody(reading, subject.head));
    if let Some(accused) = accused.filter(|&accused| is_other(draft, accused)) {
        draft.infer(
            "recipient",
            Filler::Entity(accused),
            "who is said to have done it",
        );
    }
}

/// "Thank you", "My thoughts are with them": whoever says so does so.
fn perform(draft: &mut Draft) {
    if let Source::Entity(speaker) = draft.event.reports[0].source {
        draft.infer("agent", Filler::Entity(speaker), "speaker of the words");
    }
}

fn somebody(reading: &Reading<'_>, head: TokenId) -> Option<EntityId> {
    let (id, entity) = reading.entity_at(head)?;
    FillerKind::Agent
        .allows(entity.kind, entity.named)
        .then_some(id)
}

fn is_other(draft: &Draft, entity: EntityId) -> bool {
    draft
        .fillers("agent")
        .all(|agent| *agent != Filler::Entity(entity))
}
