//! Which city is the capital of what.
//!
//! Reads: the noun "capital" with what governs it and the city beside it. Writes: `capitalOf`. Never: takes
//! a commercial or former capital for one.

use crate::discourse::{EntityId, EntityKind, MentionForm};
use crate::facts::frames::is_a;
use crate::facts::reading::Reading;
use crate::facts::{Filler, Relation};
use crate::linguistics::TokenId;

use super::{entity_of, lemma, objects_of, relation};

/// "Tehran, the Iranian **capital**", "the **capital** of Peru, Lima", "the Peruvian **capital** of Lima", "Lima is
/// the capital of Peru".
pub(super) fn capitals(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for id in 0..reading.analysis.tokens.len() {
        if lemma(reading, id) != "capital" {
            continue;
        }
        // "the **capital city** of Peru"
        let token = reading.token(id);
        let before = token.dep != "appos" && lemma(reading, token.head) == "city";
        let noun = if before { token.head } else { id };
        if reading.token(noun).pos == "ADJ" || is_another_kind(reading, noun) {
            continue;
        }
        let Some(city) = capital_city(reading, noun) else {
            continue;
        };
        let whole = governed(reading, noun, city).or_else(|| unsaid(reading, noun, city));
        if let Some(whole) = whole {
            let whole = Filler::Entity(whole);
            found.push(relation(reading, "capitalOf", city, whole, id, None));
        }
    }
}

/// "the **commercial** capital", "the **former** capital"
fn is_another_kind(reading: &Reading<'_>, noun: TokenId) -> bool {
    let words = &reading.frames.relations.words;
    let mut before = reading.with(noun, &["amod", "compound", "nmod"]);
    before.any(|id| {
        let word = lemma(reading, id);
        words.other_capitals.contains(&word) || words.past.contains(&word)
    })
}

/// The country or region that the words name: after "of" first ("the capital of Nigeria's **Borno** state").
fn governed(reading: &Reading<'_>, noun: TokenId, city: EntityId) -> Option<EntityId> {
    let owners = objects_of(reading, noun, &["of"]).into_iter();
    let labels = ["amod", "poss", "compound", "nmod"];
    let owners = owners.chain(reading.with(noun, &labels));
    // "the **Peruvian** constitutional capital Lima"
    let token = reading.token(noun);
    let above = matches!(token.dep.as_str(), "compound" | "nmod").then_some(token.head);
    let above = above
        .into_iter()
        .flat_map(|head| reading.with(head, &labels));
    let owners = owners.chain(above.filter(|&id| id < noun));
    let mut wholes = owners.filter_map(|owner| reading.entity_at(owner));
    let whole = wholes.find(|&(id, entity)| {
        let wide = matches!(entity.kind, EntityKind::Country | EntityKind::Region);
        wide && entity.named && id != city
    });
    whole.map(|(id, _)| id)
}

/// "in **the capital**, Lima": of the country that the article names and the city is known to lie in.
fn unsaid(reading: &Reading<'_>, noun: TokenId, city: EntityId) -> Option<EntityId> {
    let bare = reading
        .with(noun, &["amod", "compound", "nmod", "poss", "prep"])
        .next()
        .is_none();
    if !(bare && reading.is_definite(noun)) {
        return None;
    }
    let entities = &reading.discourse.entities;
    let iso = entities[city].country.as_ref()?;
    entities
        .iter()
        .position(|it| it.kind == EntityKind::Country && it.country.as_ref() == Some(iso))
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
    // "the Peruvian **capital of Lima**"
    let of = objects_of(reading, noun, &["of"]).into_iter().next();
    let of = of.filter(|&of| {
        let town = entity_of(reading, of, EntityKind::City).is_some();
        town && reading.token(of).pos == "PROPN"
    });
    [apposed, head, subject, of]
        .into_iter()
        .flatten()
        .find_map(city)
        .or_else(|| city(noun))
        .or_else(|| named_next(reading, noun))
}

/// "in the Peruvian **capital, Lima**, ...": what the parser hangs elsewhere.
fn named_next(reading: &Reading<'_>, noun: TokenId) -> Option<EntityId> {
    let text = |id: TokenId| reading.analysis.tokens.get(id).map(|it| it.text.as_str());
    let mut mentions = reading.discourse.mentions.iter();
    let next = mentions.find(|it| it.tokens.start == noun + 2)?;
    let closed = matches!(text(next.tokens.end), Some("," | "." | "-" | ")"));
    let place = &reading.discourse.entities[next.entity];
    let city = place.named && is_a(place.kind, EntityKind::Place);
    let narrow = !matches!(place.kind, EntityKind::Country | EntityKind::Region);
    let named = next.form == MentionForm::Name && city && narrow;
    (text(noun + 1) == Some(",") && closed && named).then_some(next.entity)
}
