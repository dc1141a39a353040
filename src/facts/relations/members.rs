//! What belongs to which group or body: named examples, member states, parts of states.
//!
//! Reads: "including", "such as", counted lists, compounds, names that hold another name, verbs of consisting. Writes:
//! `memberOf`, `partOf`, `locatedIn`. Never: reads a list after "including" that names nothing.

use crate::discourse::{Entity, EntityId, EntityKind, Mention};
use crate::facts::frames::is_a;
use crate::facts::reading::Reading;
use crate::facts::{Filler, Relation};
use crate::linguistics::clauses::Slot;
use crate::linguistics::{TokenId, small_number};

use super::origins::is_assembly;
use super::{entity_of, is_so, lemma, objects_of, relation};

/// "neighbours **including** Peru and Chile", "critics **such as** Ana Ruiz", "three officials, **Ana
/// Ruiz, Tom Hill and Sue Day**".
pub(super) fn examples(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for id in 0..reading.analysis.tokens.len() {
        // "his children, including Ana": relatives, of whom others tell.
        let kin = &reading.frames.relations.kin;
        let list = list_at(reading, id);
        let Some((head, named)) =
            list.filter(|(head, _)| !kin.contains_key(&lemma(reading, *head)))
        else {
            continue;
        };
        for example in named {
            // "three Poles" are people, whose word names their country.
            let people = reading
                .name_at(example)
                .is_some_and(|name| name.label == "NORP");
            let belonging = reading
                .entity_at(example)
                .filter(|(_, it)| is_member(it) && !people);
            let told =
                belonging.and_then(|(member, it)| Some((member, whole(reading, head, it.kind)?)));
            if let Some((member, (property, whole))) = told {
                let whole = Filler::Entity(whole);
                found.push(relation(reading, property, member, whole, id, None));
            }
        }
    }
}

/// The noun for several and the things that a word tells to be among them: "including", or the number
/// of names.
pub(super) fn list_at(reading: &Reading<'_>, id: TokenId) -> Option<(TokenId, Vec<TokenId>)> {
    let named = first_example(reading, id).map(|first| reading.listed(first));
    let list = named.and_then(|named| Some((group_of(reading, id)?, named)));
    list.or_else(|| all_of_them(reading, id))
}

/// What somebody belongs to who is named as an example: the country of "**German** firms", the place of
/// "towns in **Kent**", else the group, where more than its bare noun is said of it ("nations including
/// Peru" says nothing).
fn whole(
    reading: &Reading<'_>,
    head: TokenId,
    example: EntityKind,
) -> Option<(&'static str, EntityId)> {
    let (group, people) = reading.entity_at(head)?;
    let before = || reading.with(head, &["amod", "compound", "nmod", "poss", "nummod"]);
    let inside = objects_of(reading, head, &["in", "across", "of"]);
    let wide = |id: TokenId| {
        let (id, it) = reading.entity_at(id)?;
        (it.named && is_a(it.kind, EntityKind::Place)).then_some(id)
    };
    let country = before().find_map(|id| entity_of(reading, id, EntityKind::Country));
    let town = is_a(people.kind, EntityKind::Place)
        && is_a(example, EntityKind::Place)
        && example != EntityKind::Country;
    if let Some(body) = body_described(reading, head).or_else(|| body_before(reading, head)) {
        return Some(("memberOf", body));
    }
    if let Some(place) = before().chain(inside).find_map(wide).filter(|_| town) {
        return Some(("locatedIn", place));
    }
    match country {
        Some(country) if is_a(people.kind, EntityKind::Organization) => {
            Some(("locatedIn", country))
        }
        _ => {
            let several = people.plural && !people.named && before().next().is_some();
            let kind = people.kind;
            // No hospital is among "the victims".
            let members = kind == EntityKind::Group && !is_within(example)
                || is_a(kind, EntityKind::Organization)
                || is_a(kind, EntityKind::Place);
            (several && members).then_some(("memberOf", group))
        }
    }
}

/// Such things lie in countries and regions.
fn is_within(kind: EntityKind) -> bool {
    kind != EntityKind::Country && is_a(kind, EntityKind::Place)
}

/// "**the Nordic Council** is a group of five countries, ...": the body that consists of them.
fn body_described(reading: &Reading<'_>, members: TokenId) -> Option<EntityId> {
    let of = reading.token(members).head;
    let token = reading.token(reading.token(of).head);
    let described = reading.token(of).text == "of";
    let body = match token.dep.as_str() {
        "appos" => Some(token.head),
        "attr" => reading.with(token.head, &["nsubj"]).next(),
        _ => None,
    };
    let body = body.filter(|_| described)?;
    let body = entity_of(reading, body, EntityKind::Organization)?;
    reading.discourse.entities[body].named.then_some(body)
}

/// "**six counties**, Mayo, Clare and so on": as many names as the group counts.
fn all_of_them(reading: &Reading<'_>, head: TokenId) -> Option<(TokenId, Vec<TokenId>)> {
    let token = reading.token(head);
    if token.tag != "NNS" || token.pos != "NOUN" {
        return None;
    }
    let number = reading.with(head, &["nummod"]).next()?;
    let first = reading.with(head, &["appos", "conj"]).next()?;
    let beside =
        reading.token(first - 1).text == "," || reading.with(first, &["compound"]).next().is_some();
    let named = reading.listed(first);
    let all = small_number(&lemma(reading, number)) == Some(named.len());
    let proper = named.iter().all(|&id| reading.token(id).pos == "PROPN");
    (beside && all && proper).then_some((head, named))
}

fn is_member(entity: &Entity) -> bool {
    entity.named && !entity.plural && is_member_kind(entity)
}

fn is_member_kind(entity: &Entity) -> bool {
    entity.kind == EntityKind::Person
        || is_a(entity.kind, EntityKind::Place)
        || is_a(entity.kind, EntityKind::Organization)
}

/// The first thing after "including", "such as", "which include".
fn first_example(reading: &Reading<'_>, id: TokenId) -> Option<TokenId> {
    let token = reading.token(id);
    match (token.text.as_str(), token.lemma.as_str()) {
        ("including", _) => reading.with(id, &["pobj", "dobj"]).next(),
        ("like", _) if is_kind(reading, token.head) => reading.with(id, &["pobj"]).next(),
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

/// "clubs like Arsenal": of the kind, where "the clubs look like" or "a club like it" compare.
fn is_kind(reading: &Reading<'_>, noun: TokenId) -> bool {
    let token = reading.token(noun);
    token.tag == "NNS" && token.pos == "NOUN" && !reading.is_definite(noun)
}

/// The noun that the examples are examples of: the nearest of several things, be it over the noun that
/// the parser takes ("**artists** of the time including Ana Ruiz").
fn group_of(reading: &Reading<'_>, id: TokenId) -> Option<TokenId> {
    let token = reading.token(id);
    let several = |noun: TokenId| reading.entity_at(noun).is_some_and(|(_, it)| it.plural);
    let participants = |verb: TokenId| {
        let mut nouns = reading.with(verb, &["dobj", "nsubjpass", "nsubj"]).rev();
        nouns.find(|&noun| noun < id && several(noun))
    };
    match token.dep.as_str() {
        "prep" if reading.token(token.head).pos != "VERB" => {}
        // "four people **died**, including Ana Ruiz"
        "prep" => return participants(token.head),
        "acl" | "relcl" => {}
        // "the guests **included** Ana Ruiz"
        _ if token.lemma == "include" => return participants(id),
        _ => return None,
    }
    let mut noun = token.head;
    while !several(noun) && reading.token(noun).dep == "pobj" {
        let phrase = reading.token(noun).head;
        noun = reading.token(phrase).head;
    }
    Some(noun)
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
        // "Norway and Iceland are **members**": who they are stands elsewhere.
        let said = matches!(reading.token(head).dep.as_str(), "attr" | "appos");
        if !(members && several) || said {
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

/// "**NATO** allies", "other **Arab League** members": the body whose members such a noun stands for.
fn body_before(reading: &Reading<'_>, noun: TokenId) -> Option<EntityId> {
    let fellows = &reading.frames.relations.words.fellows;
    let token = reading.token(noun);
    if token.tag != "NNS" || !fellows.contains(&lemma(reading, noun)) {
        return None;
    }
    // "**former** members of the council"
    let past = &reading.frames.relations.words.past;
    if (reading.with(noun, &["amod"])).any(|id| past.contains(&lemma(reading, id))) {
        return None;
    }
    let before = reading.with(noun, &["compound", "nmod", "poss"]);
    let words = before.chain(objects_of(reading, noun, &["of"]));
    let mut bodies = words.filter_map(|id| entity_of(reading, id, EntityKind::Organization));
    bodies.find(|&id| reading.discourse.entities[id].named)
}

/// "**NATO allies** Norway and Iceland", "Norway, Iceland and the other **NATO members**".
pub(super) fn fellows(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for id in 0..reading.analysis.tokens.len() {
        let Some(body) = body_before(reading, id) else {
            continue;
        };
        let token = reading.token(id);
        let titled = matches!(token.dep.as_str(), "compound" | "nmod") && token.head > id;
        let other = |word: TokenId| matches!(reading.token(word).text.as_str(), "other" | "fellow");
        let named = if titled {
            reading.listed(token.head)
        } else if token.dep == "conj" && reading.with(id, &["amod"]).any(other) {
            let mut first = id;
            while reading.token(first).dep == "conj" {
                first = reading.token(first).head;
            }
            reading.listed(first)
        } else {
            let apposed = reading.with(id, &["appos"]).next();
            apposed.map_or(Vec::new(), |first| reading.listed(first))
        };
        for name in named.into_iter().filter(|&name| name != id) {
            let member = reading.entity_at(name).filter(|(_, it)| is_member(it));
            if let Some((member, _)) = member.filter(|&(member, _)| member != body) {
                let body = Filler::Entity(body);
                found.push(relation(reading, "memberOf", member, body, id, None));
            }
        }
    }
}

/// "the council, **made up of** Norway and Iceland", "the bloc **comprises** Peru and Chile".
pub(super) fn consisting(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for (id, clause) in reading.clauses.iter().enumerate() {
        let of = Slot::Oblique("of".into());
        let (whole, parts) = match clause.lemma.as_str() {
            "make up" | "compose" | "comprise" if clause.argument(&of).is_some() => {
                (Slot::Object, of)
            }
            "consist" => (Slot::Subject, of),
            "comprise" | "group" | "unite" => (Slot::Subject, Slot::Object),
            _ => continue,
        };
        let body = clause.argument(&whole).map(|it| it.head);
        let body = body.and_then(|head| entity_of(reading, head, EntityKind::Organization));
        let body = body.filter(|&body| reading.discourse.entities[body].named);
        let Some(body) = body.filter(|_| is_so(reading, id)) else {
            continue;
        };
        for part in clause.arguments(&parts) {
            let member = reading.entity_at(part.head).filter(|(_, it)| is_member(it));
            if let Some((member, _)) = member {
                let (body, verb) = (Filler::Entity(body), clause.head);
                found.push(relation(reading, "memberOf", member, body, verb, Some(id)));
            }
        }
    }
}

/// "was **elected** to the Senate".
pub(super) fn elected(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    let to = Slot::Oblique("to".into());
    for (id, clause) in reading.clauses.iter().enumerate() {
        if !matches!(clause.lemma.as_str(), "elect" | "re-elect" | "reelect") || !is_so(reading, id)
        {
            continue;
        }
        let head = |slot: &Slot| Some(clause.argument(slot)?.head);
        let person = head(&Slot::Object).and_then(|it| entity_of(reading, it, EntityKind::Person));
        let body = head(&to).and_then(|it| entity_of(reading, it, EntityKind::Organization));
        let seated = body.filter(|&body| {
            let body = &reading.discourse.entities[body];
            body.named && is_assembly(reading, body)
        });
        if let (Some(person), Some(body)) = (person, seated) {
            let body = Filler::Entity(body);
            let trigger = clause.head;
            found.push(relation(
                reading,
                "memberOf",
                person,
                body,
                trigger,
                Some(id),
            ));
        }
    }
}

/// Mentions of bodies with a name.
pub(super) fn named_bodies<'a>(
    reading: &Reading<'a>,
) -> impl Iterator<Item = (&'a Mention, &'a Entity)> {
    let discourse = reading.discourse;
    let mentions = discourse.mentions.iter();
    let with_entity = mentions.map(|mention| (mention, &discourse.entities[mention.entity]));
    with_entity.filter(|(_, body)| body.named && is_a(body.kind, EntityKind::Organization))
}

/// "the **AU** secretariat", "the **Norwegian** Air Force", "the Fishing Office of **Peru**": bodies
/// whose names begin or end with another one's.
pub(super) fn bodies(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    let words = &reading.frames.relations.words;
    for (mention, inner) in named_bodies(reading) {
        let Some((whole, outer)) = named_within(reading, inner) else {
            continue;
        };
        let (property, listed) = match outer.kind {
            EntityKind::Country => ("partOf", &words.state_bodies),
            kind if is_a(kind, EntityKind::Place) => ("locatedIn", &words.state_bodies),
            _ => ("partOf", &words.parts),
        };
        let government = inner.kind == EntityKind::Government && outer.kind == EntityKind::Country;
        let part = government || head_words(&inner.name).any(|word| listed.contains(&word));
        let property = if part { property } else { "locatedIn" };
        if part || is_named_for_place(reading, mention, inner, outer) {
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
pub(super) fn head_words(name: &str) -> impl Iterator<Item = String> {
    let before = name.split(" of ").next().unwrap_or(name);
    let before = before.split(" for ").next().unwrap_or(before);
    let before = before.split(" on ").next().unwrap_or(before);
    let words = [name, before].map(|part| part.rsplit(' ').next().unwrap_or(part).to_lowercase());
    words.into_iter()
}

/// "the Labour Party **of Peru**" is in Peru, unless the text says where in it. Not "citizens of Peru", whom
/// the recogniser may take for a body, nor "the Front for the Freedom of Peru", nor "the Permanent Mission of Peru".
fn is_named_for_place(
    reading: &Reading<'_>,
    mention: &Mention,
    body: &Entity,
    place: &Entity,
) -> bool {
    let after = reading.analysis.tokens.get(mention.tokens.end);
    let told = after.is_some_and(|next| matches!(next.text.as_str(), "in" | "," | "at"));
    let Some((sort, _)) = body.name.split_once(" of ") else {
        return false;
    };
    let noun = sort.rsplit(' ').next().unwrap_or(sort).to_lowercase();
    let noun = noun.strip_suffix('s').unwrap_or(&noun);
    let people = reading.knowledge.noun_kind(noun) == Some(EntityKind::Person);
    let abroad = reading.frames.relations.words.missions.contains(noun);
    let mut names = place.aliases.iter().chain([&place.name]);
    let begins = names.any(|name| body.name.starts_with(name.as_str()));
    let other = told || people || abroad || begins || sort.contains(" for ");
    is_a(place.kind, EntityKind::Place) && !other
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
