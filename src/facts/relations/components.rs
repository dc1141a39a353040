//! What is a part of what: bodies within bodies, parts of buildings and machines, of laws and of contests.
//!
//! Reads: possessors, names and prepositions around nouns for parts. Writes: `partOf`. Never: makes a part of what
//! merely stands beside something.

use crate::discourse::{EntityId, EntityKind, MentionForm};
use crate::facts::frames::is_a;
use crate::facts::reading::Reading;
use crate::facts::{Filler, Relation};
use crate::linguistics::TokenId;

use super::members::{head_words, named_bodies};
use super::{entity_of, lemma, objects_of, relation};

/// "the university's **Institute for Peace**": a body with a name within another one.
pub(super) fn bodies(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    let words = &reading.frames.relations.words;
    for (mention, inner) in named_bodies(reading) {
        let owner = reading.with(mention.head, &["poss"]).next();
        let owner = owner.filter(|&owner| owner < mention.head);
        // "the **UN** refugee agency, UNHCR"
        let described = mention.form == MentionForm::Description;
        let before = || {
            let mut words = reading.with(mention.head, &["compound", "nmod", "amod"]);
            words.find(|&word| {
                let body = entity_of(reading, word, EntityKind::Organization);
                body.is_some_and(|it| reading.discourse.entities[it].named)
            })
        };
        let owner = owner.or_else(|| described.then(before)?);
        let within = |word: String| {
            words.parts.contains(&word)
                || words.state_bodies.contains(&word)
                || words.institutes.contains(&word)
        };
        let inside = head_words(&inner.name).any(within)
            || described && within(lemma(reading, mention.head));
        // "the Institute for Peace **at the University of Bergen**"
        let at = objects_of(reading, mention.head, &["at"]).first().copied();
        let at = at.filter(|_| mention.form == MentionForm::Name);
        let body = owner
            .or(at)
            .and_then(|owner| entity_of(reading, owner, EntityKind::Organization))
            .filter(|&body| reading.discourse.entities[body].named || at.is_none());
        if let Some(body) = body.filter(|_| inside) {
            let body = Filler::Entity(body);
            let trigger = mention.head;
            found.push(relation(
                reading,
                "partOf",
                mention.entity,
                body,
                trigger,
                None,
            ));
        }
    }
}

/// "the ministry's **press office**": a body without a name within a named one.
pub(super) fn offices(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    let words = &reading.frames.relations.words;
    for mention in &reading.discourse.mentions {
        let inner = &reading.discourse.entities[mention.entity];
        let body = !inner.named && is_a(inner.kind, EntityKind::Organization);
        if !(body && words.parts.contains(&lemma(reading, mention.head))) {
            continue;
        }
        let owner = reading.with(mention.head, &["poss"]).next();
        // "its department" may be itself.
        let told = reading
            .with(mention.head, &["amod", "compound", "nmod", "prep"])
            .next();
        let owner = owner.filter(|&it| !reading.is_pronoun(it) || told.is_some());
        let owner = owner.and_then(|owner| entity_of(reading, owner, EntityKind::Organization));
        if let Some(owner) = owner.filter(|&it| reading.discourse.entities[it].named) {
            let (owner, noun) = (Filler::Entity(owner), mention.head);
            let entity = mention.entity;
            found.push(relation(reading, "partOf", entity, owner, noun, None));
        }
    }
}

/// "the Second **Amendment** to the constitution", "**Article** 5 of the treaty".
pub(super) fn articles(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    let words = &reading.frames.relations.words;
    for mention in &reading.discourse.mentions {
        // "Article | 5": the number may be the head.
        let first = lemma(reading, mention.tokens.start);
        let noun = lemma(reading, mention.head);
        let part = [first, noun]
            .iter()
            .any(|word| words.articles.contains(word));
        // "under **provisions** of the act"
        let bare = reading.token(mention.head).tag == "NNS" && mention.tokens.len() == 1;
        if !part || bare || reading.is_pronoun(mention.head) {
            continue;
        }
        let owners = reading.with(mention.head, &["poss"]);
        let wholes = objects_of(reading, mention.head, &["of", "to", "in"]).into_iter();
        let law = owners.chain(wholes).find_map(|whole| {
            let (id, law) = reading.entity_at(whole)?;
            let text = is_a(law.kind, EntityKind::Work);
            (law.named && (text || words.codes.contains(&lemma(reading, whole)))).then_some(id)
        });
        if let Some(law) = law {
            let (law, head) = (Filler::Entity(law), mention.head);
            let entity = mention.entity;
            found.push(relation(reading, "partOf", entity, law, head, None));
        }
    }
}

/// "the **spire** of the cathedral", "the jet's **engine**".
pub(super) fn pieces(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    let words = &reading.frames.relations.words;
    let whole = |part: &str, head: TokenId| {
        let (id, whole) = reading.entity_at(head)?;
        // Bodies have seats, and no walls.
        let seat = words.seats.contains(part) && is_a(whole.kind, EntityKind::Organization);
        let made = words.components.contains(part) && is_a(whole.kind, EntityKind::Thing);
        ((seat || made) && !whole.plural).then_some(id)
    };
    parts(reading, found, &["of", "from"], whole);
}

/// "the **final** of the Nordic Cup", "the first **match** of the series".
pub(super) fn rounds(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    let words = &reading.frames.relations.words;
    let whole = |part: &str, head: TokenId| {
        let (id, whole) = reading
            .entity_at(head)
            .filter(|_| words.rounds.contains(part))?;
        let contest = words.contests.contains(&lemma(reading, head));
        (contest || whole.named && whole.kind == EntityKind::Happening).then_some(id)
    };
    parts(reading, found, &["of", "at", "in"], whole);
}

/// Nouns for parts with what possesses them or what a preposition says they belong to.
fn parts(
    reading: &Reading<'_>,
    found: &mut Vec<Relation>,
    prepositions: &[&str],
    whole: impl Fn(&str, TokenId) -> Option<EntityId>,
) {
    for mention in &reading.discourse.mentions {
        let head = mention.head;
        if reading.is_pronoun(head) {
            continue;
        }
        let noun = lemma(reading, head);
        // "a car park" is no part of a car.
        let called = |id: &TokenId| {
            let it = reading.entity_at(*id);
            reading.token(*id).dep == "poss" || it.is_some_and(|(_, entity)| entity.named)
        };
        let owners = reading
            .with(head, &["poss", "compound", "nmod"])
            .filter(called);
        let mut owners = owners.chain(objects_of(reading, head, prepositions));
        if let Some(whole) = owners.find_map(|owner| whole(&noun, owner)) {
            let whole = Filler::Entity(whole);
            found.push(relation(
                reading,
                "partOf",
                mention.entity,
                whole,
                head,
                None,
            ));
        }
    }
}
