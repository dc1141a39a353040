//! What the words around the noun that names a match's end tell: "a **2-0** win over Valencia", "**Brazil** went through
//! after a win over Kenya".
//!
//! Reads: drafts with their triggers, the figures before nouns, subjects of the clauses above. Writes: `score`, and
//! the `winner` or `loser` that is missing. Never: adds what the event's own words give.

use crate::discourse::{EntityId, EntityKind};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{Embedding, Slot};

use super::Filler;
use super::draft::Draft;
use super::frames::is_a;
use super::reading::Reading;

/// The class of what has a score.
const RESULT: &str = "MatchResult";

/// The two sides of what is not drawn.
const SIDES: [(&str, &str); 2] = [("winner", "loser"), ("loser", "winner")];

/// Words between what a side does and the match that it comes from.
const THROUGH: [&str; 6] = ["after", "despite", "following", "in", "through", "with"];

/// Adds the scores and the side that the clause above names.
pub(super) fn count(reading: &Reading<'_>, drafts: &mut [Draft]) {
    let results = drafts.iter_mut();
    for draft in results.filter(|draft| draft.event.class == RESULT) {
        let mut nouns = draft.nouns(reading).into_iter();
        let score = nouns.find_map(|noun| score_before(reading, noun));
        if let Some(score) = score.filter(|_| !draft.has("score")) {
            draft.add(
                "score",
                Filler::Text(score.to_owned()),
                "score before the noun",
            );
        }
        if let Some((role, side)) = other_side(reading, draft) {
            draft.infer(role, Filler::Entity(side), "who does what the match led to");
        }
    }
}

/// The figures that stand before a noun and belong to it: "a **2-0** win", "a **6-3, 6-2** win".
fn score_before<'a>(reading: &Reading<'a>, noun: TokenId) -> Option<&'a str> {
    let before = reading.with(noun, &["nummod", "amod", "compound"]);
    let figures = before.filter(|&figure| {
        figure < noun && reading.end_of_number(figure) > figure + 1 && !reading.is_time(figure)
    });
    let figures: Vec<TokenId> = figures.collect();
    let (first, last) = (figures.first()?, figures.last()?);
    Some(reading.words(*first..reading.end_of_number(*last)))
}

/// "**Brazil** reached the final after a win over Kenya": of a match that names one side only, the other. Who praises
/// his players after it need not have played: people play people, teams play teams.
fn other_side(reading: &Reading<'_>, draft: &Draft) -> Option<(&'static str, EntityId)> {
    let (known, missing) = SIDES
        .into_iter()
        .find(|(known, missing)| draft.has(known) && !draft.has(missing))?;
    let noun = &reading.clauses[draft.clause?];
    let parent = noun.parent.as_ref()?;
    let led = match parent.marker.as_deref() {
        Some(marker) => THROUGH.contains(&marker),
        None => reading.clauses[parent.clause]
            .argument(&Slot::Object)
            .is_some_and(|object| object.head == noun.head),
    };
    let told = parent.relation == Embedding::Nominal && led && !reading.is_definite(noun.head);
    let subject = reading.clauses[parent.clause]
        .argument(&Slot::Subject)
        .filter(|_| told)?;
    let (side, entity) = reading.entity_at(subject.head)?;
    let alike = draft.fillers(known).all(|filler| match filler {
        Filler::Entity(id) => {
            let other = &reading.discourse.entities[*id];
            *id != side && is_person(other.kind) == is_person(entity.kind)
        }
        _ => false,
    });
    // "**Holm** scored in a win over Kenya"
    let one_of_them = is_person(entity.kind) && parent.marker.as_deref() == Some("in");
    (alike && plays(entity.kind) && !one_of_them).then_some((missing, side))
}

fn is_person(kind: EntityKind) -> bool {
    kind == EntityKind::Person
}

/// Kinds of those who play: "Brazil", "Leeds", "the side"; fans are a group.
fn plays(kind: EntityKind) -> bool {
    matches!(
        kind,
        EntityKind::Person | EntityKind::Country | EntityKind::City | EntityKind::Region
    ) || is_a(kind, EntityKind::Organization)
}
