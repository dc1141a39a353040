//! Whose office it is: the body, place or person that the words around its noun name.
//!
//! Reads: a [`Phrase`]. Writes: an [`Owner`]. Never: makes up a body that the article does not speak of
//! elsewhere.

use std::ops::Range;

use crate::discourse::{EntityId, EntityKind};
use crate::facts::frames::is_a;
use crate::facts::reading::Reading;
use crate::linguistics::TokenId;

use super::lemma;
use super::offices::Phrase;

/// Whose post it is.
pub(super) enum Owner {
    /// A country, place or organisation, named by so many of the words.
    Body(EntityId, usize),
    /// A person ("Anna Berg's spokesman", "**Berg** adviser"), named by so many of the words.
    Person(EntityId, usize),
}

pub(super) fn is_party(reading: &Reading<'_>, owner: Option<&Owner>) -> bool {
    let Some(&Owner::Body(id, _)) = owner else {
        return false;
    };
    reading.discourse.entities[id].kind == EntityKind::Party
}

/// The party that a word names: "**Republican** senator".
pub(super) fn party_at(reading: &Reading<'_>, word: TokenId) -> Option<EntityId> {
    let named = reading
        .entity_at(word)
        .filter(|(_, it)| it.kind == EntityKind::Party);
    let named = named.map(|(party, _)| party);
    named.or_else(|| party_called(reading, &reading.token(word).text))
}

/// The party whose name an adjective begins: "Republican", "Conservative".
pub(super) fn party_called(reading: &Reading<'_>, adjective: &str) -> Option<EntityId> {
    let begins = |name: &String| {
        let rest = name.strip_prefix(adjective);
        rest.is_some_and(|rest| matches!(rest, "s" | " Party" | " party"))
    };
    let mut entities = reading.discourse.entities.iter();
    entities.position(|it| {
        let party = it.kind == EntityKind::Party;
        party && (begins(&it.name) || it.aliases.iter().any(begins))
    })
}

/// "the **Peruvian** team": called by a name of the country.
pub(super) fn team_of(reading: &Reading<'_>, country: EntityId) -> Option<EntityId> {
    let country = &reading.discourse.entities[country];
    let mut entities = reading.discourse.entities.iter();
    entities.position(|team| {
        let mut names = country.aliases.iter().chain([&country.name]);
        let last = team.name.rsplit(' ').next().unwrap_or_default();
        let side = matches!(last, "team" | "side" | "squad");
        side && names.any(|name| team.name.starts_with(name.as_str()))
    })
}

/// Whose post it is: the possessor, or what the words before the noun name.
pub(super) fn owner(reading: &Reading<'_>, phrase: &Phrase) -> Option<Owner> {
    let Some(possessor) = phrase.possessor else {
        let words = &phrase.words;
        return leading_owner(reading, words).or_else(|| leading_person(reading, words));
    };
    let (id, entity) = reading.entity_at(possessor)?;
    let body = is_a(entity.kind, EntityKind::Organization) || is_a(entity.kind, EntityKind::Place);
    match entity.kind {
        EntityKind::Person if entity.named => Some(Owner::Person(id, 0)),
        _ if body && entity.named => Some(Owner::Body(id, 0)),
        _ => None,
    }
}

/// Whom the words before the office name as its owner ("**Nigerian** President", "**US** president",
/// "**NATO** commander") and how many words that takes. A country's noun stays in the text where
/// more than the bare office follows ("US Secretary of State").
fn leading_owner(reading: &Reading<'_>, words: &[TokenId]) -> Option<Owner> {
    let owned = |at: usize| owner_at(reading, words, at, body_at(reading, words, at)?);
    (0..words.len().saturating_sub(1)).find_map(owned)
}

/// "**Berg** adviser": somebody whom people serve in such posts.
fn leading_person(reading: &Reading<'_>, words: &[TokenId]) -> Option<Owner> {
    let &[.., name, post] = words else {
        return None;
    };
    let (id, entity) = reading.entity_at(name)?;
    let named = entity.kind == EntityKind::Person && entity.named;
    (named && is_serving(reading, post) && reading.token(name).dep == "compound")
        .then_some(Owner::Person(id, words.len() - 1))
}

/// A post in which people serve or speak for somebody: "lawyer", "spokesman", but not "president".
pub(super) fn is_serving(reading: &Reading<'_>, post: TokenId) -> bool {
    let words = &reading.frames.relations.words;
    let noun = lemma(reading, post);
    words.serving.contains(&noun) || words.speakers.contains(&noun)
}

/// The entity that the words up to one of them name as the owner, if such things own offices.
fn owner_at(reading: &Reading<'_>, words: &[TokenId], at: usize, id: EntityId) -> Option<Owner> {
    let entity = &reading.discourse.entities[id];
    let token = reading.token(words[at]);
    // "**Republican** governor": the party has members and no governor; "**Green Party** leader".
    let party = |&word: &TokenId| lemma(reading, word) == "party";
    if entity.kind == EntityKind::Party && !words.iter().any(party) {
        return None;
    }
    let lists = &reading.frames.relations.words;
    let office = |&post: &TokenId| {
        let post = lemma(reading, post);
        let office = lists.state_posts.contains(&post) && !lists.country_first.contains(&post);
        office || lists.mates.contains(&post)
    };
    // "US **Secretary** of State": a field, not a body, may follow.
    let last = words.len() - 1;
    let field = reading.entity_at(words[last]);
    let field = field.is_none_or(|(_, it)| it.kind == EntityKind::Topic);
    let of = words[last] > words[last - 1] + 1 && reading.token(words[last] - 1).text == "of";
    let portfolio = at + 3 == words.len() && of && field && office(&words[at + 1]);
    let bare = at + 2 == words.len() && office(&words[last])
        || portfolio
        || words.len() - at == 3 && is_double(reading, words);
    // "**Facebook** founder"
    let body = is_a(entity.kind, EntityKind::Organization) || entity.kind == EntityKind::Platform;
    let organisation = entity.named && body;
    let place =
        is_a(entity.kind, EntityKind::Place) && matches!(token.dep.as_str(), "amod" | "poss");
    let country = bare
        && matches!(
            entity.kind,
            EntityKind::Country | EntityKind::Region | EntityKind::City
        );
    // "**House of Commons** Speaker": all of its name.
    let end = reading.name_at(words[at]).map_or(0, |name| name.tokens.end);
    let rest = words[at + 1..words.len() - 1].iter();
    let count = at + 1 + rest.take_while(|&&word| word < end).count();
    (organisation || country || place).then_some(Owner::Body(id, count))
}

/// "Prime Minister", "Vice President", "Attorney General": an office of two words.
fn is_double(reading: &Reading<'_>, words: &[TokenId]) -> bool {
    let [.., first, last] = words else {
        return false;
    };
    let pair = (lemma(reading, *first), lemma(reading, *last));
    matches!(
        (pair.0.as_str(), pair.1.as_str()),
        (_, "minister") | ("vice", "president") | ("attorney", "general")
    )
}

/// The body or country of this name in the article, be it "AU" or the end of a longer name ("**US**
/// State Department").
fn body_called(reading: &Reading<'_>, range: Range<TokenId>) -> Option<EntityId> {
    let text = reading.analysis.range(&range).of(&reading.article.text);
    let longer = |name: &str| {
        let rest = name.strip_suffix(text);
        text.contains(' ') && rest.is_some_and(|rest| rest.ends_with(' '))
    };
    let mut entities = reading.discourse.entities.iter();
    let body = entities.position(|entity| {
        let body = is_a(entity.kind, EntityKind::Organization);
        let mut names = entity.aliases.iter().chain([&entity.name]);
        (body || entity.kind == EntityKind::Country) && names.any(|name| name == text)
            || body && entity.named && longer(&entity.name)
    });
    body.filter(|_| text.starts_with(char::is_uppercase))
}

/// "**police** director": a body without a name that the article speaks of.
pub(super) fn unnamed_body(reading: &Reading<'_>, phrase: &Phrase) -> Option<EntityId> {
    let (&post, before) = phrase.words.split_last()?;
    let words = &reading.frames.relations.words;
    let body = lemma(reading, *before.last()?);
    if !(words.state_bodies.contains(&body) || words.body_nouns.contains(&body)) {
        return None;
    }
    // "fire service" is no service of another kind.
    let begins = |&first: &TokenId| {
        let before = first
            .checked_sub(1)
            .map(|id| reading.token(id).pos.as_str());
        !matches!(before, Some("NOUN" | "PROPN"))
    };
    before.iter().copied().filter(begins).find_map(|first| {
        let text = reading
            .analysis
            .range(&(first..post))
            .of(&reading.article.text);
        let text = text.trim().to_lowercase();
        let mut entities = reading.discourse.entities.iter();
        entities.position(|entity| {
            let body = !entity.named && is_a(entity.kind, EntityKind::Organization);
            body && entity.name.to_lowercase() == text
        })
    })
}

/// The entity that the words up to one of them name: by a mention, by the recogniser's name that
/// they end, or by what it is called elsewhere ("AU").
fn body_at(reading: &Reading<'_>, words: &[TokenId], at: usize) -> Option<EntityId> {
    let last = words[at];
    let named = || {
        let name = reading.name_at(last)?;
        let ends = name.tokens.end == last + 1;
        let inside = name.tokens.clone().find_map(|id| reading.entity_at(id));
        inside.filter(|_| ends).map(|(id, _)| id)
    };
    let called = || {
        words[..=at]
            .iter()
            .find_map(|&first| body_called(reading, first..last + 1))
    };
    let mentioned = reading.entity_at(last).map(|(id, _)| id);
    mentioned.or_else(named).or_else(called)
}
