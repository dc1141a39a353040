//! Whether a pattern may name the event of a clause, and why not.
//!
//! Reads: a clause, its arguments, a pattern of a frame. Writes: [`Refusal`]. Never: fills roles.

use std::cell::LazyCell;
use std::fmt;

use crate::discourse::EntityKind;
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{Argument, Clause, ClauseId, Embedding, PredicateKind, Slot};

use super::drafting::{self, Filled, Match};
use super::fillers::{Fillers, measured};
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
    /// `forbid`: this is there.
    Forbidden(Place),
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
            Self::Forbidden(place) => write!(out, "forbid: {place}"),
            Self::Missing(places) => {
                let names: Vec<String> = places.iter().map(Place::to_string).collect();
                write!(out, "require: {}", names.join("|"))
            }
        }
    }
}

/// Conditions that need no roles: voice, tense, `when`, `unless`, `forbid`.
pub(super) fn before(fillers: &Fillers<'_>, found: &Match) -> Result<(), Refusal> {
    let (reading, id) = (fillers.reading, found.clause);
    let clause = &reading.clauses[id];
    let (_, pattern) = reading.frames.pattern(found.pattern);
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
    let mut forbidden = pattern.forbid.iter();
    if let Some(place) = forbidden.find(|place| stands(reading, clause, place)) {
        return Err(Refusal::Forbidden(place.clone()));
    }
    let named = LazyCell::new(|| drafting::of_named(reading, found));
    let of_named = |slot: &Slot| {
        let arguments = named.iter().filter(|it| it.slot == *slot);
        arguments.map(|it| it.head).collect::<Vec<TokenId>>()
    };
    let holds = |slot: &Slot, list: &[Restriction]| {
        let fits = |head: TokenId| is_one_of(fillers, slot, head, list);
        heads(clause, slot).any(|own| fits(own.head)) || of_named(slot).into_iter().any(fits)
    };
    for (slot, list) in &pattern.when {
        if !holds(slot, list) {
            let empty = heads(clause, slot).next().is_none() && of_named(slot).is_empty();
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
    let counted: Vec<TokenId> = (heads.iter())
        .filter_map(|&head| measured(fillers.reading, head))
        .collect();
    heads.extend(counted);
    list.iter().any(|restriction| {
        let mut heads = heads.iter();
        heads.any(|&head| fillers.meets(slot, head, restriction))
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
        Place::Slot(slot) if *slot != Slot::Content => {
            roles.iter().any(|filled| filled.slot == *slot) || is_open(reading, clause, slot)
        }
        Place::Role(role) => roles.iter().any(|filled| filled.role == *role),
        place => stands(reading, clause, place),
    };
    let mut groups = pattern.require.iter();
    match groups.find(|group| !group.iter().any(there)) {
        Some(group) => Err(Refusal::Missing(group.clone())),
        None => Ok(()),
    }
}

/// It is there, whatever it may fill.
fn stands(reading: &Reading<'_>, clause: &Clause, place: &Place) -> bool {
    match place {
        Place::Slot(slot) => heads(clause, slot).next().is_some(),
        Place::Sentence => takes(reading, clause, Embedding::Complement),
        Place::Infinitive => takes(reading, clause, Embedding::OpenComplement),
        Place::Definite => reading.is_definite(clause.head),
        Place::Specific => reading.is_specific(clause.head),
        Place::Predicate => is_predicate(reading, clause.head),
        Place::Name => reading.token(clause.head).pos == "PROPN",
        Place::Role(_) => false,
    }
}

/// "became **a hurricane**", "strengthened into **a hurricane**", "making it **a hurricane**": says of something
/// what it is; "there was **a hurricane**" tells of one.
fn is_predicate(reading: &Reading<'_>, head: TokenId) -> bool {
    let subject = |verb: TokenId| reading.with(verb, &["nsubj"]).next().is_some();
    let above = reading.token(head).head;
    match reading.token(head).dep.as_str() {
        "attr" | "oprd" => {
            let gives = reading.token(above).lemma != "be";
            gives || subject(above)
        }
        "ccomp" => subject(head) && reading.with(head, &["cop"]).next().is_none(),
        "pobj" => {
            let verb = reading.token(reading.token(above).head);
            let turns = matches!(reading.token(above).lemma.as_str(), "from" | "into" | "to");
            turns && reading.frames.words.turning.contains(verb.lemma.as_str())
        }
        _ => false,
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
