//! An attack, an accident, a contest that an article tells of in pieces: deaths, fires, medals.
//!
//! Reads: the episodes of `_times.toml` and dated events. Writes: missing times and places of their pieces.
//! Never: takes what names another time, place or victim for a piece.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::discourse::{EntityId, TimeValue};
use crate::facts::draft::Draft;
use crate::facts::frames::Episode;
use crate::facts::reading::Reading;
use crate::facts::{EventId, Filler};
use crate::linguistics::clauses::{Clause, Embedding, PredicateKind, Tense};

use super::{happened, is_of, is_past_day, leaves_story};

/// Days for which an event is news.
const NEWS: i32 = 10;

/// Sentences at the head of an article that tell what it is about.
const LEAD: usize = 3;

/// Roles that say where something was.
const WHERE: [&str; 3] = ["destination", "origin", "place"];

/// Dates the pieces of each episode that an article begins with, and tells where they were.
pub(super) fn share(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for episode in &reading.frames.times.episode {
        let Some(whole) = whole(reading, drafts, episode) else {
            continue;
        };
        let verb = drafts[whole]
            .clause
            .is_some_and(|id| reading.clauses[id].kind == PredicateKind::Verb);
        if drafts[whole].event.time.is_none() && verb {
            drafts[whole].event.time = dated_later(reading, drafts, episode);
        }
        let pieces: Vec<EventId> = (0..drafts.len())
            .filter(|&id| id != whole && is_piece(reading, drafts, episode, whole, id))
            .collect();
        let day = drafts[whole].event.time.clone();
        // Where the aircraft came down, "in **a field**", is not where its engines failed.
        let places = named(reading, &drafts[whole], "place");
        for piece in pieces {
            if day.is_some() {
                drafts[piece].event.time.clone_from(&day);
            }
            let somewhere = WHERE.iter().any(|role| drafts[piece].has(role));
            for &place in places.iter().filter(|_| episode.at_one_place && !somewhere) {
                drafts[piece].infer("place", Filler::Entity(place), "place of the whole");
            }
        }
    }
}

/// The event of an episode that the article begins with, a dated one before others.
fn whole(reading: &Reading<'_>, drafts: &[Draft], episode: &Episode) -> Option<EventId> {
    let told = |&id: &EventId| {
        let draft = &drafts[id];
        is_of(draft, &episode.events)
            && happened(draft)
            && reading.analysis.sentence_of(draft.head) < LEAD
            && (draft.event.time.as_ref()).is_none_or(|time| is_past_day(reading, time))
    };
    (0..drafts.len()).filter(told).min_by_key(|&id| {
        (
            drafts[id].event.time.is_none(),
            drafts[id].event.triggers[0],
        )
    })
}

/// "A jet was shot down ... The jet crashed **on Wednesday**": the only day of late on which such things
/// happened.
fn dated_later(reading: &Reading<'_>, drafts: &[Draft], episode: &Episode) -> Option<TimeValue> {
    let mut days: Vec<&TimeValue> = (drafts.iter())
        .filter(|draft| is_of(draft, &episode.events) && happened(draft))
        .filter_map(|draft| draft.event.time.as_ref())
        .filter(|time| is_news(reading, time))
        .collect();
    days.dedup();
    match days[..] {
        [day] => Some(day.clone()),
        _ => None,
    }
}

/// A day of the week or so before publication.
fn is_news(reading: &Reading<'_>, time: &TimeValue) -> bool {
    let day = |value: &str| value.get(..10)?.parse::<Date>().ok();
    let written = reading.article.published.as_deref().and_then(day);
    let age = day(&time.begin)
        .zip(written)
        .and_then(|(day, written)| written.since(day).ok());
    is_past_day(reading, time) && age.is_some_and(|age| age.get_days() <= NEWS)
}

fn is_piece(
    reading: &Reading<'_>,
    drafts: &[Draft],
    episode: &Episode,
    whole: EventId,
    id: EventId,
) -> bool {
    let draft = &drafts[id];
    let caused_else = |cause: EventId| drafts[cause].event.time != drafts[whole].event.time;
    (draft.event.time.is_none() || draft.event.time == drafts[whole].event.time)
        && is_of(draft, &episode.events)
        && happened(draft)
        && draft
            .clause
            .is_some_and(|clause| is_told(reading, &reading.clauses[clause]))
        && !leaves_story(reading, reading.analysis.sentence_of(draft.head))
        && !draft.causes().any(caused_else)
        && is_same_place(reading, &drafts[whole], draft)
        && is_same_victim(reading, episode, &drafts[whole], draft)
}

/// Told as done: in the past, or as a noun that a clause so told has; in words of others also in the
/// tenses before.
fn is_told(reading: &Reading<'_>, clause: &Clause) -> bool {
    if clause.kind == PredicateKind::Noun && clause.light.is_none() {
        let host = clause
            .parent
            .as_ref()
            .map(|parent| &reading.clauses[parent.clause]);
        let several = reading.token(clause.head).tag.ends_with('S');
        return reading.token(clause.head).pos == "NOUN"
            && host.is_some_and(|host| host.tense == Tense::Past && host.modal.is_none())
            && reading.is_specific(clause.head)
            && !(several && reading.is_definite(clause.head));
    }
    let said = clause
        .parent
        .as_ref()
        .is_some_and(|parent| parent.relation == Embedding::Complement);
    let past = matches!(clause.tense, Tense::Past | Tense::Participle);
    clause.modal.is_none() && if clause.perfect { said } else { past }
}

/// Known places, where both have some, are not all different.
fn is_same_place(reading: &Reading<'_>, whole: &Draft, piece: &Draft) -> bool {
    let places = |draft: &Draft| -> BTreeSet<EntityId> {
        let named = named(reading, draft, "place").into_iter();
        named
            .filter(|&id| reading.discourse.entities[id].link.is_some())
            .collect()
    };
    let (there, here) = (places(whole), places(piece));
    there.is_empty() || here.is_empty() || !there.is_disjoint(&here)
}

/// Named people whom it happens to are those of the whole.
fn is_same_victim(reading: &Reading<'_>, episode: &Episode, whole: &Draft, piece: &Draft) -> bool {
    let all: BTreeSet<EntityId> = (whole.event.roles.iter())
        .flat_map(|role| named(reading, whole, &role.name))
        .collect();
    let mut victims = episode
        .victims
        .iter()
        .flat_map(|role| named(reading, piece, role));
    victims.all(|victim| all.contains(&victim))
}

/// Named fillers of a role that the text itself gives.
fn named(reading: &Reading<'_>, draft: &Draft, role: &str) -> BTreeSet<EntityId> {
    let roles = draft.event.roles.iter();
    let said = roles.filter(|filled| filled.name == role && !filled.inferred);
    said.filter_map(|filled| match filled.filler {
        Filler::Entity(id) => Some(id),
        _ => None,
    })
    .filter(|&id| (reading.discourse.entities.get(id)).is_some_and(|entity| entity.named))
    .collect()
}
