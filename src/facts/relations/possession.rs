//! Who owns, founded or belongs to what.
//!
//! Reads: clauses of owning, belonging, founding and being a member or part; nouns for owners and what is owned beside names.
//! Writes: `ownedBy`, `founded`, `memberOf`, `partOf`. Never: takes "his" or "Ana's hope" for ownership.

use crate::discourse::{Entity, EntityId, EntityKind};
use crate::facts::frames::FillerKind;
use crate::facts::reading::Reading;
use crate::facts::{Filler, Relation};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{Clause, Slot};

use super::{entity_of, lemma, objects_of, relation};

/// All relations of this file.
pub(super) fn owners(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for (id, clause) in reading.clauses.iter().enumerate() {
        for (property, subject, object) in pairs(reading, clause) {
            let object = Filler::Entity(object);
            let named = relation(reading, property, subject, object, clause.head, Some(id));
            found.push(named);
        }
    }
    apposed(reading, found);
    belongings(reading, found);
    state_owned(reading, found);
    parents(reading, found);
    titled(reading, found);
    branches(reading, found);
}

/// "Renault's Romanian **subsidiary** Dacia": the owner's name before, its own right behind.
fn branches(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    let belonging = &reading.frames.relations.belonging;
    for id in 0..reading.analysis.tokens.len() {
        let token = reading.token(id);
        let property = belonging.get(&lemma(reading, id));
        let before_name = token.dep == "compound" && id + 1 == first_of_name(reading, token.head);
        if !(before_name && property.is_some_and(|it| it == "ownedBy")) {
            continue;
        }
        let mut owners = reading
            .with(id, &["poss"])
            .chain(reading.with(token.head, &["poss"]));
        let owner = owners.find_map(|word| agent_of(reading, word));
        if let (Some(branch), Some(owner)) = (agent_of(reading, token.head), owner) {
            let owner = Filler::Entity(owner);
            found.push(relation(reading, "ownedBy", branch, owner, id, None));
        }
    }
}

fn first_of_name(reading: &Reading<'_>, head: TokenId) -> TokenId {
    reading.name_at(head).map_or(head, |name| name.tokens.start)
}

/// "Tesmar **owner** Alba": the owner's name right after.
fn titled(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for id in 0..reading.analysis.tokens.len() {
        let token = reading.token(id);
        if token.dep != "compound" || lemma(reading, id) != "owner" {
            continue;
        }
        let mut before = reading.with(id, &["compound", "nmod", "poss"]);
        let thing = before.find_map(|word| {
            let (thing, entity) = reading.entity_at(word)?;
            (entity.named && is_body(entity)).then_some(thing)
        });
        let owner = agent_of(reading, token.head);
        if let (Some(thing), Some(owner)) = (thing, owner) {
            let owner = Filler::Entity(owner);
            found.push(relation(reading, "ownedBy", thing, owner, id, None));
        }
    }
}

/// "Peru's **state-owned** bank Tesmar", "the **state-owned** Peruvian bank".
fn state_owned(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    let rulers = &reading.frames.relations.words.rulers;
    for id in 0..reading.analysis.tokens.len() {
        let token = reading.token(id);
        let mut before = reading.with(id, &["npadvmod"]);
        let by_state = before.any(|owner| rulers.contains(&lemma(reading, owner)));
        if token.text != "owned" || token.dep != "amod" || !by_state {
            continue;
        }
        let name = above_sort(reading, token.head);
        let owned = reading.entity_at(name).filter(|(_, owned)| owned.named);
        let country = country_around(reading, &[token.head, name]);
        if let (Some((owned, _)), Some(country)) = (owned, country) {
            let country = Filler::Entity(country);
            found.push(relation(reading, "ownedBy", owned, country, id, None));
        }
    }
}

/// "the bank **Tesmar**": the name after a noun for its kind.
fn above_sort(reading: &Reading<'_>, noun: TokenId) -> TokenId {
    let token = reading.token(noun);
    if token.dep == "compound" {
        token.head
    } else {
        noun
    }
}

/// The country whose adjective or possessive stands with one of these words.
fn country_around(reading: &Reading<'_>, words: &[TokenId]) -> Option<EntityId> {
    let mut before = words
        .iter()
        .flat_map(|&word| reading.with(word, &["poss", "amod", "compound", "nmod"]));
    before.find_map(|word| entity_of(reading, word, EntityKind::Country))
}

/// Somebody, a body or a platform with a name.
fn agent_of(reading: &Reading<'_>, head: TokenId) -> Option<EntityId> {
    let (id, agent) = reading.entity_at(head)?;
    (agent.named && is_agent(agent)).then_some(id)
}

fn is_agent(entity: &Entity) -> bool {
    entity.kind == EntityKind::Platform || FillerKind::Agent.allows(entity.kind, entity.named)
}

/// "Tesmar's **parent company** Alba".
fn parents(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for id in 0..reading.analysis.tokens.len() {
        let parent = reading
            .with(id, &["compound"])
            .any(|word| lemma(reading, word) == "parent");
        let child = reading.with(id, &["poss"]).next();
        let child = child
            .filter(|_| parent)
            .and_then(|it| agent_of(reading, it));
        if let (Some(child), Some(owner)) = (child, agent_of(reading, id)) {
            let owner = Filler::Entity(owner);
            found.push(relation(reading, "ownedBy", child, owner, id, None));
        }
    }
}

/// "Ana Ruiz's **van**", "the museum's **website**": what people and bodies call their own, where the
/// text says whose it is.
fn belongings(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    let words = &reading.frames.relations.words;
    for id in 0..reading.analysis.tokens.len() {
        let noun = lemma(reading, id);
        let Some(possessor) = reading.with(id, &["poss"]).next() else {
            continue;
        };
        let by_name = reading.token(possessor).pos == "PROPN";
        let person = entity_of(reading, possessor, EntityKind::Person)
            .filter(|_| by_name && words.belongings.contains(&noun));
        let body = entity_of(reading, possessor, EntityKind::Organization)
            .filter(|&body| words.assets.contains(&noun) && reading.discourse.entities[body].named);
        let thing = reading.entity_at(id).filter(|(_, entity)| !entity.named);
        if let (Some(owner), Some((thing, _))) = (person.or(body), thing) {
            let owner = Filler::Entity(owner);
            found.push(relation(reading, "ownedBy", thing, owner, id, None));
        }
    }
}

/// Nobody is owned: who belongs to a party is a member of it.
fn subject_is_human(reading: &Reading<'_>, clause: &Clause) -> bool {
    subject_is(reading, clause, &[EntityKind::Person, EntityKind::Group])
}

fn subject_is(reading: &Reading<'_>, clause: &Clause, kinds: &[EntityKind]) -> bool {
    let mut arguments = clause.arguments.iter();
    let subject = arguments.find(|argument| argument.slot == Slot::Subject);
    let subject = subject.and_then(|argument| reading.entity_at(argument.head));
    subject.is_some_and(|(_, it)| kinds.contains(&it.kind))
}

type Pair<'a> = (&'a str, EntityId, EntityId);

fn oblique(preposition: &str) -> Slot {
    Slot::Oblique(preposition.into())
}

/// What a clause says of each thing that its subject and object name.
fn pairs<'a>(reading: &Reading<'a>, clause: &Clause) -> Vec<Pair<'a>> {
    let founding = &reading.frames.relations.words.founding;
    let (property, subject, object) = match clause.lemma.as_str() {
        "own" => ("ownedBy", Slot::Object, Slot::Subject),
        "belong" if subject_is_human(reading, clause) => return Vec::new(),
        // "Norway belongs to the council"
        "belong" if subject_is(reading, clause, &[EntityKind::Country]) => {
            ("memberOf", Slot::Subject, oblique("to"))
        }
        "belong" => ("ownedBy", Slot::Subject, oblique("to")),
        "be" => return wholes(reading, clause),
        verb if founding.contains(verb) => ("founded", Slot::Subject, Slot::Object),
        _ => return Vec::new(),
    };
    let mut found = Vec::new();
    for &first in &heads(reading, clause, &subject) {
        for &second in &heads(reading, clause, &object) {
            found.extend(pair(reading, clause, property, first, second));
        }
    }
    found
}

/// Everything that stands in a place of a clause.
fn heads(reading: &Reading<'_>, clause: &Clause, slot: &Slot) -> Vec<TokenId> {
    let heads = clause.arguments(slot).map(|argument| argument.head);
    let mut all: Vec<TokenId> = heads.flat_map(|head| reading.listed(head)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn pair(
    reading: &Reading<'_>,
    clause: &Clause,
    property: &'static str,
    subject: TokenId,
    object: TokenId,
) -> Option<Pair<'static>> {
    // "owned by the **Norwegian** state"
    let state = |head: TokenId| {
        let ruler = reading
            .frames
            .relations
            .words
            .rulers
            .contains(&lemma(reading, head));
        ruler && property == "ownedBy"
    };
    if state(object) {
        let (owned, _) = reading.entity_at(subject).filter(|(_, it)| it.named)?;
        return Some((property, owned, country_around(reading, &[object])?));
    }
    // What is Norwegian-owned is not Norway's.
    let adjective = |head: TokenId| reading.token(head).pos == "ADJ";
    let entity = |head: TokenId| reading.entity_at(head).filter(|_| !adjective(head));
    let (subject, subject_entity) = entity(subject)?;
    let (object, object_entity) = entity(object)?;
    let founds = property == "founded";
    let actor = if founds {
        subject_entity
    } else {
        object_entity
    };
    let body = FillerKind::Entity(EntityKind::Organization).allows(object_entity.kind, false);
    // "start a group", "establish a commission": only of what has a name.
    let founded = reading.token(clause.head).lemma.ends_with("found");
    let organised = body && (founded || object_entity.named);
    (is_agent(actor) && (!founds || organised)).then_some((property, subject, object))
}

/// "Norway and Sweden **are members of** NATO", "Sark **is part of** Guernsey".
fn wholes<'a>(reading: &Reading<'a>, clause: &Clause) -> Vec<Pair<'a>> {
    let Some(noun) = clause.argument(&Slot::Attribute) else {
        return Vec::new();
    };
    // "is not a member", "was once a part"
    let denied = reading.with(clause.head, &["neg"]).next().is_some();
    if denied || is_past(reading, clause.head) {
        return Vec::new();
    }
    let subjects = heads(reading, clause, &Slot::Subject).into_iter();
    subjects
        .flat_map(|subject| belongs(reading, subject, noun.head))
        .collect()
}

/// "Sam Dill, a **member of** parliament", "Alba, the **owner of** Tesmar".
fn apposed(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for id in 0..reading.analysis.tokens.len() {
        let token = reading.token(id);
        if token.dep != "appos" {
            continue;
        }
        let mut either = belongs(reading, token.head, id);
        // "Norway and Iceland, **both members** of NATO"
        if token.tag == "NNS" {
            let others = reading.listed(token.head).into_iter().skip(1);
            let others = others.filter(|&other| other < id);
            either.extend(others.flat_map(|other| belongs(reading, other, id)));
        }
        if either.is_empty() {
            either = belongs(reading, id, token.head);
        }
        for (property, subject, object) in either {
            let object = Filler::Entity(object);
            found.push(relation(reading, property, subject, object, id, None));
        }
    }
}

/// "**once** part of Peru", "a **former** member", "no **longer** a member".
fn is_past(reading: &Reading<'_>, head: TokenId) -> bool {
    let past = &reading.frames.relations.words.past;
    let mut around = reading.with(head, &["advmod", "amod"]);
    around.any(|id| {
        let word = lemma(reading, id);
        past.contains(&word) || matches!(word.as_str(), "once" | "longer" | "long")
    })
}

/// What a noun says of something: of everything that "and" adds after "of".
fn belongs<'a>(reading: &Reading<'a>, subject: TokenId, noun: TokenId) -> Vec<Pair<'a>> {
    let word = lemma(reading, noun);
    let belonging = &reading.frames.relations.belonging;
    let property = belonging.get(&word).filter(|_| !is_past(reading, noun));
    let (Some(property), Some((subject, _))) = (property, reading.entity_at(subject)) else {
        return Vec::new();
    };
    let of = objects_of(reading, noun, &["of"]).into_iter().next();
    // "a **NATO** member", "**Alba's** subsidiary"
    let before = || {
        let mut owners = reading.with(noun, &["compound", "nmod", "poss"]);
        owners.find(|&owner| {
            let whole = reading.entity_at(owner);
            word != "part" && whole.is_some_and(|(_, it)| it.named && is_body(it))
        })
    };
    let wholes = match of {
        Some(of) => reading.listed(of),
        None => before().into_iter().collect(),
    };
    let named = wholes
        .into_iter()
        .filter_map(|whole| reading.entity_at(whole));
    let named = named.filter(|(_, whole)| whole.named);
    let pair = |(object, _)| match property.strip_prefix('^') {
        Some(inverse) => (inverse, object, subject),
        None => (property.as_str(), subject, object),
    };
    named.map(pair).collect()
}

fn is_body(entity: &Entity) -> bool {
    entity.kind == EntityKind::Platform
        || FillerKind::Entity(EntityKind::Organization).allows(entity.kind, false)
}
