//! What lies where: places within places, organisations and buildings in places, capitals.
//!
//! Reads: "Bishkek, Kyrgyzstan", "a mosque in Urumqi", "Iraqi air base". Writes: `locatedIn`, `partOf`,
//! `capitalOf`, `ownedBy` (of embassies). Never: adds from the gazetteer what no sentence names.

use crate::discourse::{Entity, EntityId, EntityKind, MentionForm, MentionId, Modality, Polarity};
use crate::facts::frames::is_a;
use crate::facts::reading::Reading;
use crate::facts::{Filler, Relation};
use crate::linguistics::TokenId;

use super::{entity_of, lemma, objects_of, relation};

/// Everything within something.
pub(super) fn within(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for mention in &reading.discourse.mentions {
        let inner = &reading.discourse.entities[mention.entity];
        if may_not_exist(reading, mention.head, inner) {
            continue;
        }
        let outer = next_after_comma(reading, mention.tokens.end, inner)
            .into_iter()
            .chain(prepositional(reading, mention.head, inner))
            .chain(modifiers(reading, mention.head, inner));
        for (property, outer, at) in outer {
            if is_told(reading, mention.head, inner, outer, at) {
                let outer = Filler::Entity(outer);
                found.push(relation(reading, property, mention.entity, outer, at, None));
            }
        }
    }
}

/// A named thing lies in what has a name. One without a name ("a mosque in Urumqi") lies there only
/// if it is a thing of its own and the place is called by name: not "buildings in the city", "its
/// airspace", "miles south of Urumqi".
fn is_told(
    reading: &Reading<'_>,
    head: TokenId,
    inner: &Entity,
    outer: EntityId,
    at: TokenId,
) -> bool {
    let words = &reading.frames.relations.words;
    let by_name = reading
        .discourse
        .mention_at
        .get(&at)
        .is_some_and(|&id| reading.discourse.mentions[id].form == MentionForm::Name);
    let bare = reading.token(head).tag == "NN" && reading.dependents(head).is_empty();
    reading.discourse.entities[outer].named
        && !words.distances.contains(&lemma(reading, head))
        && (inner.named || by_name && !bare)
}

/// "plans to build **a school** in Oslo": what is only planned, denied or possible lies nowhere yet.
fn may_not_exist(reading: &Reading<'_>, head: TokenId, inner: &Entity) -> bool {
    if inner.named || reading.is_definite(head) {
        return false;
    }
    let told = reading.clauses.iter().zip(&reading.discourse.perspectives);
    let mut about = told.filter(|(clause, _)| clause.arguments.iter().any(|it| it.head == head));
    about.any(|(_, perspective)| {
        !matches!(perspective.modality, Modality::Actual | Modality::Ongoing)
            || perspective.polarity == Polarity::Negative
    })
}

type Outer = (&'static str, EntityId, TokenId);

/// "Bishkek, **Kyrgyzstan**": the wider place right after a comma.
fn next_after_comma(reading: &Reading<'_>, end: TokenId, inner: &Entity) -> Option<Outer> {
    let tokens = &reading.analysis.tokens;
    let text = |id: TokenId| tokens.get(id).map_or("", |token| token.text.as_str());
    let comma = text(end) == ",";
    // "Aden, in southern Yemen"
    let inside = text(end + 1) == "in";
    let narrow = inner.named
        && matches!(
            inner.kind,
            EntityKind::City | EntityKind::Place | EntityKind::Facility | EntityKind::Region
        );
    if !(comma && narrow) {
        return None;
    }
    let mentions = &reading.discourse.mentions;
    let next = mentions
        .iter()
        .find(|mention| mention.tokens.start == end + 1 + usize::from(inside))?;
    let outer = &reading.discourse.entities[next.entity];
    let wider = outer.named && width(outer.kind) > width(inner.kind);
    let joined = matches!(
        reading.token(next.head).dep.as_str(),
        "appos" | "npadvmod" | "nmod" | "conj"
    );
    let listed = reading.token(next.head).dep == "conj" && !is_known_within(inner, outer);
    (wider && (joined && !listed || inside)).then_some(("locatedIn", next.entity, next.head))
}

/// The gazetteer has both in one country: "Kano, Nigeria" is no list.
fn is_known_within(inner: &Entity, outer: &Entity) -> bool {
    let both = inner.link.is_some() && outer.link.is_some();
    both && inner.country.is_some() && inner.country == outer.country
}

/// How far a kind of place reaches.
fn width(kind: EntityKind) -> u8 {
    match kind {
        EntityKind::Country => 4,
        EntityKind::Region => 3,
        EntityKind::City => 2,
        EntityKind::Place => 1,
        _ => 0,
    }
}

/// "a mosque **in Urumqi**", "the city **of Xinjiang**".
fn prepositional(reading: &Reading<'_>, head: TokenId, inner: &Entity) -> Vec<Outer> {
    if !lies_somewhere(inner) || reading.is_pronoun(head) {
        return Vec::new();
    }
    let mut prepositions = vec!["in"];
    // "a suburb of Oslo", but "the province of Viken" is Viken itself.
    let equated = &reading.frames.relations.words.equated;
    let narrow = matches!(
        inner.kind,
        EntityKind::City | EntityKind::Region | EntityKind::Place
    );
    if narrow && (inner.named || !equated.contains(&lemma(reading, head))) {
        prepositions.push("of");
    }
    let objects = objects_of(reading, head, &prepositions).into_iter();
    let places = objects.flat_map(|object| reading.listed(object));
    let places = places.filter_map(|object| {
        let outer = entity_of(reading, object, EntityKind::Place)?;
        let kind = reading.discourse.entities[outer].kind;
        (width(kind) > width(inner.kind)).then_some(("locatedIn", outer, object))
    });
    let wholes = objects_of(reading, head, &["of"]).into_iter();
    let wholes = wholes.filter_map(|object| {
        let whole = entity_of(reading, object, EntityKind::Organization)?;
        let named = inner.named && reading.discourse.entities[whole].named;
        let part = inner.kind == EntityKind::Facility || is_a(inner.kind, EntityKind::Organization);
        (named && part).then_some(("partOf", whole, object))
    });
    places.chain(wholes).collect()
}

/// Places other than countries, and named organisations.
fn lies_somewhere(entity: &Entity) -> bool {
    is_a(entity.kind, EntityKind::Place) && entity.kind != EntityKind::Country
        || (entity.named && is_a(entity.kind, EntityKind::Organization))
        || (entity.named && entity.kind == EntityKind::Happening)
}

/// "**Iraqi** air base", "**Baghdad** airport", "**Tunisia's** parliament".
fn modifiers(reading: &Reading<'_>, head: TokenId, inner: &Entity) -> Vec<Outer> {
    let words = &reading.frames.relations.words;
    let noun = lemma(reading, head);
    let body = is_a(inner.kind, EntityKind::Organization);
    if words.rulers.contains(&noun) || !(body || is_a(inner.kind, EntityKind::Place)) {
        return Vec::new();
    }
    let town = matches!(inner.kind, EntityKind::City | EntityKind::Region);
    let labels = ["amod", "compound", "poss", "nmod"];
    // "**Iranian** airline Mahan Air"
    let kind = reading.with(head, &["compound"]);
    let above_kind = kind.filter(|&id| reading.token(id).pos == "NOUN");
    let outer = above_kind.flat_map(|id| reading.with(id, &["amod", "compound"]));
    let before = reading.with(head, &labels).chain(outer.filter(|_| body));
    let owners = before.filter_map(|owner| {
        let outer = entity_of(reading, owner, EntityKind::Place)?;
        let kind = reading.discourse.entities[outer].kind;
        let of_state = body && kind == EntityKind::Country && words.state_bodies.contains(&noun);
        let property = match kind {
            EntityKind::Country if words.missions.contains(&noun) => "ownedBy",
            _ if of_state => "partOf",
            _ => "locatedIn",
        };
        // "the American Society for Chemistry" says by its name alone where it is: not surely.
        let within_name = (body || town)
            && inner.named
            && property == "locatedIn"
            && is_in_name(reading, owner, inner);
        let wider = width(kind) > width(inner.kind) && inner.kind != EntityKind::Country;
        (wider && !within_name).then_some((property, outer, owner))
    });
    owners.collect()
}

/// The word is a part of the name, and not "'s" before it.
fn is_in_name(reading: &Reading<'_>, word: TokenId, named: &Entity) -> bool {
    let token = reading.token(word);
    token.dep != "poss" && named.name.split([' ', '-']).any(|part| part == token.text)
}

/// "Protests went on in **Kano**, though **Nigeria** had banned them": a place and its country, both
/// named by one sentence.
pub(super) fn countries(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    let mentions = &reading.discourse.mentions;
    let entity = |id: MentionId| &reading.discourse.entities[mentions[id].entity];
    let named: Vec<MentionId> = (0..mentions.len())
        .filter(|&id| mentions[id].form == MentionForm::Name && entity(id).link.is_some())
        .collect();
    let sentence = |id: MentionId| reading.analysis.sentence_of(mentions[id].head);
    for group in named.chunk_by(|&a, &b| sentence(a) == sentence(b)) {
        for &inner in group {
            let place = entity(inner);
            let narrow = matches!(place.kind, EntityKind::City | EntityKind::Region);
            let country = group.iter().copied().find(|&outer| {
                let country = entity(outer);
                country.kind == EntityKind::Country && country.country == place.country
            });
            if let Some(outer) = country.filter(|_| narrow && place.country.is_some()) {
                let country = Filler::Entity(mentions[outer].entity);
                let at = mentions[inner].head;
                let subject = mentions[inner].entity;
                found.push(relation(reading, "locatedIn", subject, country, at, None));
            }
        }
    }
}

/// "**southern Yemen**" lies in Yemen.
pub(super) fn parts(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for mention in &reading.discourse.mentions {
        let inner = &reading.discourse.entities[mention.entity];
        let part = inner.name.split_once(' ').filter(|(first, _)| {
            first.starts_with(char::is_lowercase) && is_a(inner.kind, EntityKind::Place)
        });
        let Some((_, rest)) = part.filter(|_| mention.form == MentionForm::Name) else {
            continue;
        };
        let mut entities = reading.discourse.entities.iter();
        let whole = entities.position(|outer| {
            outer.named && is_a(outer.kind, EntityKind::Place) && outer.name == rest
        });
        if let Some(whole) = whole {
            let whole = Filler::Entity(whole);
            found.push(relation(
                reading,
                "locatedIn",
                mention.entity,
                whole,
                mention.head,
                None,
            ));
        }
    }
}

/// "Tehran, the Iranian **capital**", "the **capital** of Peru, Lima", "Lima is the capital of Peru".
pub(super) fn capitals(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for id in 0..reading.analysis.tokens.len() {
        if lemma(reading, id) != "capital" || reading.token(id).pos == "ADJ" {
            continue;
        }
        let city = capital_city(reading, id);
        let country = reading
            .with(id, &["amod", "poss", "compound", "nmod"])
            .chain(objects_of(reading, id, &["of"]))
            .find_map(|owner| entity_of(reading, owner, EntityKind::Country));
        if let (Some(city), Some(country)) = (city, country) {
            let country = Filler::Entity(country);
            found.push(relation(reading, "capitalOf", city, country, id, None));
        }
    }
}

/// The city that a noun "capital" describes.
fn capital_city(reading: &Reading<'_>, noun: TokenId) -> Option<EntityId> {
    let token = reading.token(noun);
    let city = |id: TokenId| {
        let city = entity_of(reading, id, EntityKind::Place)?;
        let entity = &reading.discourse.entities[city];
        (entity.named && entity.kind != EntityKind::Country).then_some(city)
    };
    let apposed = reading.with(noun, &["appos"]).next();
    let head = matches!(token.dep.as_str(), "appos" | "compound" | "nmod").then_some(token.head);
    let subject = (token.dep == "attr")
        .then(|| reading.with(token.head, &["nsubj"]).next())
        .flatten();
    [apposed, head, subject]
        .into_iter()
        .flatten()
        .find_map(city)
        .or_else(|| city(noun))
}
