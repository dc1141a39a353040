//! Posts that several people hold: lists with one noun for all of them.
//!
//! Reads: lists after "including", counted lists, plural titles. Writes: `holdsPosition`, `affiliatedWith`,
//! `memberOf`. Never: gives everybody a wide word such as "officials" as a post.

use crate::discourse::EntityKind;
use crate::facts::reading::Reading;
use crate::facts::{Filler, Relation};
use crate::linguistics::TokenId;

use super::members::list_at;
use super::posts::{is_role, names_people};
use super::{entity_of, lemma, relation};

/// "two **senators**, Ana Ruiz and Tom Lind", "**governors** including Ana Ruiz", "**ministers** Ana Ruiz and
/// Tom Lind": the office of each of them.
pub(super) fn several(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    let words = &reading.frames.relations.words;
    let office = |noun: TokenId| {
        let post = one_of(reading, noun);
        // "officials", "leaders" tell little of each.
        let wide = matches!(post.as_str(), "official" | "leader" | "chief");
        (!wide && !words.candidates.contains(&post)).then_some(post)
    };
    // "artists including Ana Ruiz" tells of artists.
    let among = |id: TokenId| {
        let list = list_at(reading, id);
        list.filter(|&(noun, _)| words.state_posts.contains(&one_of(reading, noun)))
    };
    for id in 0..reading.analysis.tokens.len() {
        let body_of = |noun: TokenId| {
            let mut before = reading.with(noun, &["compound", "nmod", "poss"]);
            let body = before.find_map(|id| entity_of(reading, id, EntityKind::Organization));
            body.filter(|&body| reading.discourse.entities[body].named)
        };
        // "two **Tesmar** engineers, Ana Ruiz and Tom Lind"
        let staff = || {
            let list = list_at(reading, id).filter(|&(noun, _)| is_role(reading, noun));
            list.filter(|&(noun, _)| noun == id && body_of(noun).is_some())
        };
        let list = among(id)
            .or_else(|| titled_list(reading, id))
            .or_else(staff);
        let Some((noun, post, people)) = list.map(|(noun, people)| (noun, office(noun), people))
        else {
            continue;
        };
        // "**Reuters** journalists Ana Ruiz and Tom Lind"
        let body = body_of(noun);
        for name in people {
            let person = entity_of(reading, name, EntityKind::Person);
            let person = person.filter(|&person| {
                let named = reading.discourse.entities[person].named;
                named && reading.token(name).pos == "PROPN" && !has_title(reading, noun, name)
            });
            let Some(person) = person else { continue };
            if let Some(post) = &post {
                let post = Filler::Text(post.clone());
                found.push(relation(reading, "holdsPosition", person, post, noun, None));
            }
            let member = words.mates.contains(&one_of(reading, noun));
            let property = if member { "memberOf" } else { "affiliatedWith" };
            let body = body.map(Filler::Entity);
            found.extend(body.map(|it| relation(reading, property, person, it, noun, None)));
        }
    }
}

/// "senators including **minister** Ana Ruiz": an office of her own.
fn has_title(reading: &Reading<'_>, noun: TokenId, name: TokenId) -> bool {
    let first = reading.with(name, &["compound", "nmod"]).min();
    let before = first.unwrap_or(name).checked_sub(1);
    let mut titles = first.into_iter().chain(before);
    titles.any(|id| id != noun && names_people(reading, id))
}

/// "**ministers** Ana Ruiz and Tom Lind": a noun for several right before their names.
fn titled_list(reading: &Reading<'_>, noun: TokenId) -> Option<(TokenId, Vec<TokenId>)> {
    let token = reading.token(noun);
    let several = matches!(token.tag.as_str(), "NNS" | "NNPS");
    let above = matches!(token.dep.as_str(), "compound" | "nmod").then_some(token.head);
    // Without a comma: "envoys | Ana Ruiz and Tom Lind".
    let right_after = |&name: &TokenId| {
        let first = reading.with(name, &["compound"]).min().unwrap_or(name);
        first == noun + 1
    };
    let apposed = || reading.with(noun, &["appos"]).find(right_after);
    let first = above.filter(|&name| name > noun).or_else(apposed)?;
    let people = reading.listed(first);
    (several && is_role(reading, noun) && people.len() > 1).then_some((noun, people))
}

/// "Congressmen" as "congressman".
fn one_of(reading: &Reading<'_>, noun: TokenId) -> String {
    let word = lemma(reading, noun);
    match word.strip_suffix("men") {
        Some(stem) => format!("{stem}man"),
        None => word.strip_suffix('s').map_or(word.clone(), str::to_owned),
    }
}
