//! What belongs to which group or body: named examples, member states, parts of states.
//!
//! Reads: "including", "such as", compounds, names that hold another name. Writes: `memberOf`,
//! `partOf`, `locatedIn`, `ownedBy`. Never: reads a list after "including" that names nothing.

use crate::discourse::{Entity, EntityId, EntityKind};
use crate::facts::frames::is_a;
use crate::facts::reading::Reading;
use crate::facts::{Filler, Relation};
use crate::linguistics::TokenId;

use super::{entity_of, lemma, objects_of, relation};

/// "neighbours **including** Peru and Chile", "critics **such as** Ana Ruiz".
pub(super) fn examples(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for id in 0..reading.analysis.tokens.len() {
        let Some(first) = first_example(reading, id) else {
            continue;
        };
        let Some(head) = group_of(reading, id) else {
            continue;
        };
        for example in reading.listed(first) {
            let belonging = reading.entity_at(example).filter(|(_, it)| is_member(it));
            let told = belonging.and_then(|(member, _)| Some((member, whole(reading, head)?)));
            if let Some((member, (property, whole))) = told {
                let whole = Filler::Entity(whole);
                found.push(relation(reading, property, member, whole, id, None));
            }
        }
    }
}

/// What somebody belongs to who is named as an example: the country of "**German** firms", else the
/// group, where more than its bare noun is said of it ("nations including Peru" says nothing).
fn whole(reading: &Reading<'_>, head: TokenId) -> Option<(&'static str, EntityId)> {
    let (group, people) = reading.entity_at(head)?;
    let before = || reading.with(head, &["amod", "compound", "nmod", "poss", "nummod"]);
    let country = before().find_map(|id| entity_of(reading, id, EntityKind::Country));
    match country {
        Some(country) if is_a(people.kind, EntityKind::Organization) => {
            Some(("locatedIn", country))
        }
        _ => {
            let several = people.plural && !people.named && before().next().is_some();
            let kind = people.kind;
            let members = kind == EntityKind::Group
                || is_a(kind, EntityKind::Organization)
                || is_a(kind, EntityKind::Place);
            (several && members).then_some(("memberOf", group))
        }
    }
}

fn is_member(entity: &Entity) -> bool {
    entity.named && !entity.plural && is_member_kind(entity)
}

fn is_member_kind(entity: &Entity) -> bool {
    matches!(entity.kind, EntityKind::Person | EntityKind::Country)
        || is_a(entity.kind, EntityKind::Organization)
}

/// The first thing after "including", "such as", "which include".
fn first_example(reading: &Reading<'_>, id: TokenId) -> Option<TokenId> {
    let token = reading.token(id);
    match (token.text.as_str(), token.lemma.as_str()) {
        ("including", _) => reading.with(id, &["pobj", "dobj"]).next(),
        ("as", _) => {
            let such = reading
                .with(id, &["amod"])
                .any(|it| lemma(reading, it) == "such");
            such.then(|| reading.with(id, &["pobj"]).next())?
        }
        (_, "include") => reading.with(id, &["dobj"]).next(),
        _ => None,
    }
}

/// The noun that the examples are examples of.
fn group_of(reading: &Reading<'_>, id: TokenId) -> Option<TokenId> {
    let token = reading.token(id);
    match token.dep.as_str() {
        "prep" | "acl" | "relcl" => Some(token.head),
        _ => None,
    }
}

/// "AU **member states**", "the **member states** of the AU".
pub(super) fn states(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for mention in &reading.discourse.mentions {
        let head = mention.head;
        let before = || reading.with(head, &["compound", "nmod", "poss"]);
        let members = before().any(|id| lemma(reading, id).trim_end_matches('s') == "member")
            || lemma(reading, head) == "member" && reading.token(head).tag == "NNS";
        // "AU members" of no number are whoever they are.
        let several = lemma(reading, head) != "member"
            || reading.with(head, &["nummod", "prep"]).next().is_some();
        if !(members && several) {
            continue;
        }
        let body = before()
            .chain(objects_of(reading, head, &["of"]))
            .find_map(|id| entity_of(reading, id, EntityKind::Organization));
        let named = body.filter(|&id| reading.discourse.entities[id].named);
        if let Some(body) = named {
            let body = Filler::Entity(body);
            found.push(relation(
                reading,
                "memberOf",
                mention.entity,
                body,
                head,
                None,
            ));
        }
    }
}

/// "the **AU** secretariat", "the **Norwegian** Air Force", "the Fishing Office of **Peru**": bodies
/// whose names begin or end with another one's.
pub(super) fn bodies(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    let words = &reading.frames.relations.words;
    for mention in &reading.discourse.mentions {
        let inner = &reading.discourse.entities[mention.entity];
        if !inner.named || !is_a(inner.kind, EntityKind::Organization) {
            continue;
        }
        let Some((whole, outer)) = named_within(reading, inner) else {
            continue;
        };
        let (property, listed) = match outer.kind {
            EntityKind::Country => ("partOf", &words.state_bodies),
            kind if is_a(kind, EntityKind::Place) => ("locatedIn", &words.state_bodies),
            _ => ("partOf", &words.parts),
        };
        if head_words(&inner.name).any(|word| listed.contains(&word)) {
            let whole = Filler::Entity(whole);
            found.push(relation(
                reading,
                property,
                mention.entity,
                whole,
                mention.head,
                None,
            ));
        }
    }
}

/// The word that says what a body is: its last one, and the last one before "of" or "for".
fn head_words(name: &str) -> impl Iterator<Item = String> {
    let before = name.split(" of ").next().unwrap_or(name);
    let before = before.split(" for ").next().unwrap_or(before);
    let words = [name, before].map(|part| part.rsplit(' ').next().unwrap_or(part).to_lowercase());
    words.into_iter()
}

/// The country or organisation whose name begins a name, or ends it after "of".
fn named_within<'a>(reading: &Reading<'a>, inner: &Entity) -> Option<(EntityId, &'a Entity)> {
    let fits = |name: &str| {
        let starts = inner
            .name
            .strip_prefix(name)
            .is_some_and(|rest| rest.starts_with(' '));
        let ends = inner
            .name
            .strip_suffix(name)
            .is_some_and(|rest| rest.ends_with(" of ") || rest.ends_with(" of the "));
        !name.is_empty() && (starts || ends)
    };
    let entities = reading.discourse.entities.iter().enumerate();
    let mut found = entities.filter(|(_, outer)| {
        let body = matches!(
            outer.kind,
            EntityKind::Country | EntityKind::City | EntityKind::Region
        ) || is_a(outer.kind, EntityKind::Organization);
        let names = outer.aliases.iter().chain([&outer.name]);
        body && outer.named
            && outer.name != inner.name
            && names
                .filter(|name| name.starts_with(char::is_uppercase))
                .any(|name| fits(name))
    });
    // A ministry is a part of its country rather than of what it is named for.
    let first = found.next()?;
    let country = |(_, outer): &(EntityId, &Entity)| outer.kind == EntityKind::Country;
    Some(
        [first]
            .into_iter()
            .chain(found)
            .find(country)
            .unwrap_or(first),
    )
}
