//! The events that an entity takes part in, and as what.
//!
//! Reads: the roles of the ontology, the triples that lead from events to the entity.
//! Writes: [`Part`]s, the latest first. Never: reads what the events' reports say.

use std::collections::BTreeMap;

use oxigraph::model::{NamedNode, NamedNodeRef, Term};
use rustc_hash::FxHashSet;
use serde::Serialize;

use crate::graph::vocab;
use crate::serve::pages::dates;
use crate::serve::pages::look::Look;
use crate::serve::problem::Problem;

/// Triples that are looked at: more than any entity of a sensible store has.
const READ: usize = 50_000;

/// An event with the roles that the entity has in it.
pub(super) struct Part {
    pub(super) event: NamedNode,
    pub(super) roles: Vec<NamedNode>,
    pub(super) when: When,
}

/// When something happens, as exactly as it is told.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(in crate::serve) struct When {
    /// ISO 8601, for sorting; empty where nothing is known.
    pub day: String,
    /// "6 May 2025", "by 6 May 2025".
    pub words: String,
}

/// The events of an entity, the latest first; those without any date last.
pub(super) fn read(look: &Look<'_>, entity: NamedNodeRef<'_>) -> Result<Vec<Part>, Problem> {
    let roles = roles(look)?;
    let mut events: BTreeMap<NamedNode, Vec<NamedNode>> = BTreeMap::new();
    for (property, event) in look.mentions(entity, READ)? {
        if roles.contains(&property) {
            events.entry(event).or_default().push(property);
        }
    }
    let part = |(event, roles): (NamedNode, Vec<NamedNode>)| {
        let when = when(look, event.as_ref())?;
        Ok(Part { event, roles, when })
    };
    let mut parts = events
        .into_iter()
        .map(part)
        .collect::<Result<Vec<_>, Problem>>()?;
    parts.sort_by(|one, other| {
        let by_day = other.when.day.cmp(&one.when.day);
        by_day.then_with(|| one.event.cmp(&other.event))
    });
    Ok(parts)
}

/// The properties by which events name those who take part.
pub(super) fn roles(look: &Look<'_>) -> Result<FxHashSet<NamedNode>, Problem> {
    let roles = look.subjects(vocab::SUB_PROPERTY_OF, vocab::ROLE)?;
    Ok(roles.into_iter().collect())
}

/// When an event happens or a relation holds.
pub(super) fn when(look: &Look<'_>, event: NamedNodeRef<'_>) -> Result<When, Problem> {
    let stamp = |property: NamedNodeRef<'_>| -> Result<Option<String>, Problem> {
        let values = look.values(event, property)?;
        Ok(values.into_iter().find_map(|value| match value {
            Term::Literal(stamp) => Some(stamp.value().to_owned()),
            _ => None,
        }))
    };
    if let Some(day) = stamp(vocab::HAS_TIME_STAMP)? {
        let words = dates::words(&day);
        return Ok(When { day, words });
    }
    let (begin, end) = (
        stamp(vocab::HAS_BEGIN_TIME_STAMP)?,
        stamp(vocab::HAS_END_TIME_STAMP)?,
    );
    match (begin, end) {
        (Some(begin), Some(end)) => {
            let words = format!("{} to {}", dates::words(&begin), dates::words(&end));
            return Ok(When { day: begin, words });
        }
        (Some(begin), None) => return Ok(When::bound("from", begin)),
        (None, Some(end)) => return Ok(When::bound("until", end)),
        (None, None) => {}
    }
    for (property, word) in [
        (vocab::HAS_LATEST_END_TIME_STAMP, "by"),
        (vocab::HAS_EARLIEST_BEGIN_TIME_STAMP, "after"),
        (vocab::HAS_LATEST_BEGIN_TIME_STAMP, "as of"),
    ] {
        if let Some(day) = stamp(property)? {
            return Ok(When::bound(word, day));
        }
    }
    Ok(When::default())
}

impl When {
    fn bound(word: &str, day: String) -> Self {
        let words = format!("{word} {}", dates::words(&day));
        Self { day, words }
    }
}
