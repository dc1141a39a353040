//! Whether a pattern may name the event of a clause, and why not.
//!
//! Reads: a clause, its arguments, a pattern of a frame. Writes: [`Refusal`]. Never: fills roles.

use std::fmt;

use crate::discourse::EntityKind;
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{Argument, Clause, ClauseId, Embedding, PredicateKind, Slot};

use super::drafting::Filled;
use super::fillers::Fillers;
use super::frames::{Pattern, Place, Restriction};
use super::present;
use super::reading::Reading;

/// Pronouns of somebody.
const PERSONAL: [&str; 10] = [
    "he", "her", "him", "i", "me", "she", "them", "they", "us", "we",
];

/// What came of one pattern at one clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Number of the clause.
    pub clause: ClauseId,
    /// Frame file and line: `data/frames/Visit.toml:10`.
    pub pattern: String,
    /// Why it names no event here; `None` where it may.
    pub refusal: Option<Refusal>,
}

/// The first condition of a pattern that a clause does not meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The other voice.
    Voice,
    /// The simple present, which is taken for a habit.
    Habit,
    /// `when`: the slot is empty.
    Empty(Slot),
    /// `when`: none of the heads in the slot is on the list.
    Other(Slot),
    /// `unless`: a head in the slot is on the list.
    Listed(Slot),
    /// `forbid`: the slot is filled.
    Filled(Slot),
    /// `require`: none of these is there, or nothing in it may fill its role.
    Missing(Vec<Place>),
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Voice => out.write_str("voice"),
            Self::Habit => out.write_str("present: simple present"),
            Self::Empty(slot) => write!(out, "when.{slot}: nothing there"),
            Self::Other(slot) => write!(out, "when.{slot}: not one of the list"),
            Self::Listed(slot) => write!(out, "unless.{slot}: one of the list"),
            Self::Filled(slot) => write!(out, "forbid: {slot}"),
            Self::Missing(places) => {
                let names: Vec<String> = places.iter().map(Place::to_string).collect();
                write!(out, "require: {}", names.join("|"))
            }
        }
    }
}

/// Conditions that need no roles: voice, tense, `when`, `unless`, `forbid`.
pub(super) fn before(
    fillers: &Fillers<'_>,
    id: ClauseId,
    pattern: &Pattern,
) -> Result<(), Refusal> {
    let reading = fillers.reading;
    let clause = &reading.clauses[id];
    if pattern
        .passive
        .is_some_and(|passive| passive != clause.passive)
    {
        return Err(Refusal::Voice);
    }
    let usual = clause.is_simple_present() && !present::is_news(reading, id);
    if usual && (present::recurs(reading, clause) || !pattern.present && !reading.is_scheduled(id))
        || present::serves_habit(reading, id)
    {
        return Err(Refusal::Habit);
    }
    let holds = |slot: &Slot, list: &[Restriction]| {
        heads(clause, slot).any(|argument| is_one_of(fillers, slot, argument.head, list))
    };
    for slot in &pattern.forbid {
        if heads(clause, slot).next().is_some() {
            return Err(Refusal::Filled(slot.clone()));
        }
    }
    for (slot, list) in &pattern.when {
        if !holds(slot, list) {
            let empty = heads(clause, slot).next().is_none();
            let refusal = if empty {
                Refusal::Empty
            } else {
                Refusal::Other
            };
            return Err(refusal(slot.clone()));
        }
    }
    for (slot, list) in &pattern.unless {
        if holds(slot, list) {
            return Err(Refusal::Listed(slot.clone()));
        }
    }
    Ok(())
}

fn heads<'a>(clause: &'a Clause, slot: &'a Slot) -> impl Iterator<Item = &'a Argument> {
    clause
        .arguments
        .iter()
        .filter(move |argument| argument.slot == *slot)
}

fn is_one_of(fillers: &Fillers<'_>, slot: &Slot, head: TokenId, list: &[Restriction]) -> bool {
    let mut heads = fillers.cores(head);
    heads.push(head);
    list.iter().any(|restriction| {
        let mut heads = heads.iter();
        heads.any(|&head| fillers.fulfils(slot, head, restriction))
    })
}

/// Everything that the pattern requires is there. A clause as content counts even without events.
pub(super) fn after(
    reading: &Reading<'_>,
    clause: &Clause,
    roles: &[Filled],
    pattern: &Pattern,
) -> Result<(), Refusal> {
    let there = |place: &Place| match place {
        Place::Slot(Slot::Content) => heads(clause, &Slot::Content).next().is_some(),
        Place::Slot(slot) => {
            roles.iter().any(|filled| filled.slot == *slot) || is_open(reading, clause, slot)
        }
        Place::Sentence => takes(reading, clause, Embedding::Complement),
        Place::Infinitive => takes(reading, clause, Embedding::OpenComplement),
        Place::Definite => reading.is_definite(clause.head),
        Place::Specific => reading.is_specific(clause.head),
        Place::Role(role) => roles.iter().any(|filled| filled.role == *role),
    };
    let mut groups = pattern.require.iter();
    match groups.find(|group| !group.iter().any(there)) {
        Some(group) => Err(Refusal::Missing(group.clone())),
        None => Ok(()),
    }
}

/// "**They** asked for help", "the **locals** rose", "**what** he called a lie": who acts and what is acted
/// upon may be something of which no more is known. "You" may be anybody, "it" is often nothing.
fn is_open(reading: &Reading<'_>, clause: &Clause, slot: &Slot) -> bool {
    let acts = *slot == Slot::Subject;
    let vague = |head: TokenId| {
        let word = reading.token(head);
        if let Some((_, entity)) = reading.entity_at(head) {
            let unsure = matches!(entity.kind, EntityKind::Thing | EntityKind::Topic);
            return unsure && acts && clause.kind == PredicateKind::Verb;
        }
        let asks = !acts && matches!(word.tag.as_str(), "WP" | "WDT");
        asks || PERSONAL.contains(&word.text.to_lowercase().as_str())
    };
    let here = matches!(slot, Slot::Subject | Slot::Object);
    here && clause.arguments(slot).any(|argument| vague(argument.head))
}

/// The content is a clause with a subject of its own, or one that borrows it.
fn takes(reading: &Reading<'_>, clause: &Clause, embedding: Embedding) -> bool {
    let mut arguments = clause.arguments.iter();
    arguments.any(|argument| {
        let content = (argument.slot == Slot::Content).then_some(argument.head);
        let content = content.and_then(|head| reading.clause_at(head));
        let parent = content.and_then(|id| reading.clauses[id].parent.as_ref());
        parent.is_some_and(|parent| parent.relation == embedding)
    })
}
