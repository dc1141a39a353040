//! Fillers of one event that rule each other out.
//!
//! Reads: the roles that a pattern filled, [`Reading`]. Writes: fewer roles. Never: fills one.

use crate::linguistics::TokenId;
use crate::linguistics::clauses::{Clause, PredicateKind, Slot};

use super::drafting::Filled;
use super::fillers::Found;
use super::reading::Reading;

/// Drops what other roles rule out; `lent` are heads that another clause lends as the doer.
pub(super) fn drop_ruled_out(
    reading: &Reading<'_>,
    clause: &Clause,
    roles: &mut Vec<Filled>,
    lent: &[TokenId],
) {
    drop_lent(clause, roles, lent);
    drop_self(reading, roles, lent);
    drop_parts(reading, roles);
    drop_bearings(reading, roles);
}

/// "sentenced to **five years in prison**": what words fill a role as they are, their parts fill none.
fn drop_parts(reading: &Reading<'_>, roles: &mut Vec<Filled>) {
    let texts = roles
        .iter()
        .filter(|filled| matches!(filled.filler, Found::Text(_)));
    let ranges: Vec<_> = texts
        .map(|filled| filled.head + 1..reading.last_of_phrase(filled.head) + 1)
        .collect();
    roles.retain(|filled| !ranges.iter().any(|range| range.contains(&filled.head)));
}

/// "in Bara, **near Kano**": what is near a named place only tells where that place lies.
fn drop_bearings(reading: &Reading<'_>, roles: &mut Vec<Filled>) {
    let beside = |filled: &Filled, names: &[&str]| {
        filled.role == "place"
            && matches!(&filled.slot, Slot::Oblique(name) if names.contains(&name.as_str()))
    };
    let named = |filled: &Filled| {
        let entity = reading.entity_at(filled.head);
        entity.is_some_and(|(_, entity)| entity.named)
    };
    if roles
        .iter()
        .any(|filled| beside(filled, &["in", "at"]) && named(filled))
    {
        roles.retain(|filled| !beside(filled, &["near", "close to"]));
    }
}

/// "her **family** announced the death of Holm": who announces what a noun names does it only where the noun itself names
/// nobody.
fn drop_lent(clause: &Clause, roles: &mut Vec<Filled>, lent: &[TokenId]) {
    let acts = |filled: &Filled| filled.role == "agent" && clause.kind == PredicateKind::Noun;
    let borrowed = |filled: &Filled| acts(filled) && lent.contains(&filled.head);
    let mut told = roles.iter();
    if told.any(|filled| acts(filled) && !lent.contains(&filled.head)) {
        roles.retain(|filled| !borrowed(filled));
    }
}

/// "prove it by **voting** for me": nobody does it to himself whom another clause lends as the doer, unless
/// the words say so ("threatened to shoot **himself**").
fn drop_self(reading: &Reading<'_>, roles: &mut Vec<Filled>, lent: &[TokenId]) {
    let reflexive = |head: TokenId| {
        let word = reading.token(head).text.to_lowercase();
        word.ends_with("self") || word.ends_with("selves")
    };
    // "became the first woman to lead it": who becomes it is nothing that she gains.
    let agents: Vec<Found> = (roles.iter())
        .filter(|filled| filled.role == "agent" && matches!(filled.filler, Found::Entity(_)))
        .map(|filled| filled.filler.clone())
        .collect();
    roles.retain(|filled| {
        filled.slot != Slot::Attribute || !agents.contains(&filled.filler) || filled.role == "agent"
    });
    let undergoing: Vec<(TokenId, Found)> = (roles.iter())
        .filter(|filled| matches!(filled.role.as_str(), "recipient" | "theme"))
        .filter(|filled| matches!(filled.filler, Found::Entity(_)) && !reflexive(filled.head))
        .map(|filled| (filled.head, filled.filler.clone()))
        .collect();
    roles.retain(|filled| {
        let open = filled.role == "agent" && lent.contains(&filled.head);
        // One word in both roles is "each other".
        let mut others = undergoing.iter().filter(|(head, _)| *head != filled.head);
        !(open && others.any(|(_, filler)| *filler == filled.filler))
    });
}
