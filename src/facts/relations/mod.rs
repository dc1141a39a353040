//! Static relations: positions, families, places within places, owners and members.
//!
//! Reads: [`Reading`]. Writes: [`Relation`]s that count entities as the discourse does.
//! Never: reads event frames: what happens is an event.

use crate::discourse::{EntityId, EntityKind, Polarity};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::ClauseId;

use super::drafting::report;
use super::frames::is_a;
use super::reading::Reading;
use super::{Derivation, Filler, Relation};

mod affiliation;
mod capitals;
mod components;
mod members;
mod offices;
mod origins;
mod owners;
mod people;
mod places;
mod positions;
mod possession;
mod posts;
mod several;
#[cfg(test)]
mod tests;
mod unnamed;
mod wording;

/// A reader of relations.
type Extractor = fn(&Reading<'_>, &mut Vec<Relation>);

/// All readers of relations with the names that derivations give.
const EXTRACTORS: [(&str, Extractor); 36] = [
    ("relations::positions::titles", positions::titles),
    ("relations::positions::appositions", positions::appositions),
    ("relations::positions::offices", positions::offices),
    ("relations::positions::copulas", positions::copulas),
    ("relations::positions::terms", positions::terms),
    ("relations::several::several", several::several),
    ("relations::unnamed::posts", unnamed::posts),
    ("relations::people::ages", people::ages),
    ("relations::people::kin", people::kin),
    ("relations::people::survivors", people::survivors),
    ("relations::people::marriages", people::marriages),
    ("relations::people::siblings", people::siblings),
    ("relations::origins::citizens", origins::citizens),
    ("relations::origins::nationality", origins::nationality),
    ("relations::origins::nationals", origins::nationals),
    ("relations::origins::origins", origins::origins),
    ("relations::affiliation::verbs", affiliation::verbs),
    ("relations::affiliation::staff", affiliation::staff),
    ("relations::affiliation::own", affiliation::own),
    ("relations::places::within", places::within),
    ("relations::places::verbs", places::verbs),
    ("relations::places::among", places::among),
    ("relations::capitals::capitals", capitals::capitals),
    ("relations::places::parts", places::parts),
    ("relations::members::examples", members::examples),
    ("relations::members::states", members::states),
    ("relations::members::fellows", members::fellows),
    ("relations::members::consisting", members::consisting),
    ("relations::members::elected", members::elected),
    ("relations::members::bodies", members::bodies),
    ("relations::components::bodies", components::bodies),
    ("relations::components::offices", components::offices),
    ("relations::components::pieces", components::pieces),
    ("relations::components::articles", components::articles),
    ("relations::components::rounds", components::rounds),
    ("relations::possession::owners", possession::owners),
];

/// All relations of an article, each once with all its reports.
pub(super) fn find(reading: &Reading<'_>) -> Vec<Relation> {
    let mut all: Vec<Relation> = Vec::new();
    for (name, extractor) in EXTRACTORS {
        let mut found = Vec::new();
        extractor(reading, &mut found);
        for mut relation in found {
            name.clone_into(&mut relation.reports[0].derivation.rule);
            keep(&mut all, relation);
        }
    }
    drop_implied(&mut all);
    all
}

/// "Orlando, Florida, in the United States": what lies in a part lies in the whole without saying so
/// again.
fn drop_implied(all: &mut Vec<Relation>) {
    let located = all.iter().filter(|it| it.property == "locatedIn");
    let known: Vec<(EntityId, Filler)> =
        located.map(|it| (it.subject, it.object.clone())).collect();
    let lies = |inner: EntityId, outer: EntityId| known.contains(&(inner, Filler::Entity(outer)));
    all.retain(|it| {
        let mut parts = known.iter().filter(|(_, whole)| *whole == it.object);
        it.property != "locatedIn"
            || !parts.any(|&(part, _)| part != it.subject && lies(it.subject, part))
    });
}

fn keep(all: &mut Vec<Relation>, relation: Relation) {
    if Filler::Entity(relation.subject) == relation.object {
        return;
    }
    let known = all.iter_mut().find(|known| {
        known.property == relation.property
            && known.subject == relation.subject
            && same_object(&known.object, &relation.object)
    });
    match known {
        Some(known) => {
            known.object = fuller(&known.object, &relation.object).clone();
            known.over |= relation.over;
            known.also.extend(relation.also);
            known.reports.extend(relation.reports);
        }
        None => all.push(relation),
    }
}

/// "prime minister" says less than "caretaker prime minister of Peru", but nothing else.
fn same_object(a: &Filler, b: &Filler) -> bool {
    match (a, b) {
        (Filler::Text(a), Filler::Text(b)) => {
            let (a, b) = (a.to_lowercase(), b.to_lowercase());
            a.contains(&b) || b.contains(&a)
        }
        _ => a == b,
    }
}

fn fuller<'a>(a: &'a Filler, b: &'a Filler) -> &'a Filler {
    match (a, b) {
        (Filler::Text(short), Filler::Text(long)) if long.len() > short.len() => b,
        _ => a,
    }
}

/// A relation that a token names, told as the clause tells it (by the narrator without one).
fn relation(
    reading: &Reading<'_>,
    property: &str,
    subject: EntityId,
    object: Filler,
    trigger: TokenId,
    clause: Option<ClauseId>,
) -> Relation {
    let mut report = report(reading, trigger, clause, Derivation::default());
    report.reference = reading.reference_beside(trigger, subject);
    if let Filler::Entity(object) = object {
        let beside = reading.reference_beside(trigger, object);
        report.reference = report.reference.min(beside);
    }
    Relation {
        property: property.to_owned(),
        subject,
        object,
        time: None,
        over: false,
        also: Vec::new(),
        reports: vec![report],
    }
}

/// What a clause says is so, or was: not planned, denied or only possible.
fn is_so(reading: &Reading<'_>, clause: ClauseId) -> bool {
    let perspective = &reading.discourse.perspectives[clause];
    perspective.modality.is_real() && perspective.polarity == Polarity::Positive
}

/// The entity at a head, if it is of this kind.
fn entity_of(reading: &Reading<'_>, head: TokenId, kind: EntityKind) -> Option<EntityId> {
    let (id, entity) = reading.entity_at(head)?;
    is_a(entity.kind, kind).then_some(id)
}

/// Lemma of a token in lower case.
fn lemma(reading: &Reading<'_>, token: TokenId) -> String {
    reading.token(token).lemma.to_lowercase()
}

/// Objects of the prepositional phrases that hang on a token.
fn objects_of(reading: &Reading<'_>, token: TokenId, prepositions: &[&str]) -> Vec<TokenId> {
    let objects = reading.objects_of(token, prepositions).into_iter();
    objects.map(|(_, object)| object).collect()
}
