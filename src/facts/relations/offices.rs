//! What a noun phrase says of who holds the post that it names: the post, whom it is held for.
//!
//! Reads: the words around the noun. Writes: `holdsPosition`, `affiliatedWith`, `memberOf`,
//! `citizenOf`. Never: decides whether the noun names a post, or how that is called.

use crate::discourse::{Entity, EntityId, EntityKind};
use crate::facts::frames::is_a;
use crate::facts::reading::Reading;
use crate::facts::{Filler, Relation};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::ClauseId;

use super::origins::is_assembly;
use super::owners::{Owner, is_party, is_serving, owner, party_at, team_of, unnamed_body};
use super::posts::{end_of, is_of_another, is_post, own_words};
use super::{lemma, relation};

/// A person with the noun of the office.
pub(super) struct Holder {
    pub(super) person: EntityId,
    pub(super) post: TokenId,
    pub(super) clause: Option<ClauseId>,
}

/// The words of a post: "German" "deputy **mayor**" "of Bonn".
pub(super) struct Phrase {
    /// Content words before the noun and the noun itself, possessors left out.
    pub(super) words: Vec<TokenId>,
    /// Whose post it is ("Anna Berg's spokesman").
    pub(super) possessor: Option<TokenId>,
    /// Objects of the phrases after the noun with their prepositions.
    pub(super) after: Vec<(String, TokenId)>,
    /// One past the last token.
    pub(super) end: TokenId,
}

impl Phrase {
    /// The phrase that the parser sees.
    pub(super) fn of(reading: &Reading<'_>, post: TokenId) -> Self {
        let prepositions = ["of", "for", "at", "with", "in", "from", "to", "on"];
        let mut after = Vec::new();
        for (preposition, object) in reading.objects_of(post, &prepositions) {
            after.push((preposition.to_string(), object));
        }
        let before_comma = |id: &TokenId| {
            !reading.analysis.tokens[post + 1..=*id]
                .iter()
                .any(|token| token.text == ",")
        };
        let phrases = reading.with(post, &["prep"]);
        let last = phrases
            .filter(|&id| id > post && before_comma(&id))
            .map(|id| reading.last_of_phrase(id))
            .max();
        after.retain(|(_, object)| last.is_some_and(|last| *object <= last));
        let end = end_of(reading, post, last.unwrap_or(post) + 1);
        Self {
            words: words_before(reading, post),
            possessor: reading.with(post, &["poss"]).next(),
            after,
            end,
        }
    }

    /// Words before a name.
    pub(super) fn of_title(reading: &Reading<'_>, words: &[TokenId], post: TokenId) -> Self {
        let end = end_of(reading, post, words.last().unwrap_or(&post) + 1);
        let named = |&id: &TokenId| reading.entity_at(id).is_some();
        let possessor = words
            .iter()
            .rposition(|&id| reading.token(id).dep == "poss");
        let possessor = possessor.filter(|at| at + 1 < words.len());
        Self {
            possessor: possessor.map(|at| words[at]),
            words: words[possessor.map_or(0, |at| at + 1)..].to_vec(),
            after: (post + 1..end)
                .filter(named)
                .map(|id| (String::new(), id))
                .collect(),
            end,
        }
    }

    /// The country stands as an adjective before the noun.
    fn is_adjective(&self, reading: &Reading<'_>, country: EntityId) -> bool {
        self.words.iter().any(|&id| {
            reading.token(id).pos == "ADJ"
                && reading.entity_at(id).is_some_and(|(it, _)| it == country)
        })
    }

    /// The phrase that ends where a name begins.
    pub(super) fn until(reading: &Reading<'_>, post: TokenId, name: TokenId) -> Self {
        let inside = |&id: &TokenId| reading.entity_at(id).is_some();
        let comma = (post..name).find(|&id| reading.token(id).text == ",");
        let name = end_of(reading, post, comma.unwrap_or(name));
        Self {
            words: words_before(reading, post),
            possessor: reading.with(post, &["poss"]).next(),
            after: (post + 1..name)
                .filter(inside)
                .map(|id| (String::new(), id))
                .collect(),
            end: name,
        }
    }
}

/// What stands at a head: the one with a name, where a noun for its kind stands before it ("the law firm **Lind
/// & Berg**").
fn named_after<'a>(reading: &Reading<'a>, head: TokenId) -> Option<(EntityId, &'a Entity)> {
    let (id, entity) = reading.entity_at(head)?;
    let apposed = reading.with(head, &["appos"]).next();
    let apposed = apposed.filter(|&name| !entity.named && reading.token(name).pos == "PROPN");
    let named = apposed.and_then(|name| reading.entity_at(name));
    let named = named.filter(|(_, it)| it.named && is_a(it.kind, EntityKind::Organization));
    named.or(Some((id, entity)))
}

/// Content words that stand before a noun and describe it, and the noun.
fn words_before(reading: &Reading<'_>, post: TokenId) -> Vec<TokenId> {
    let before = reading.with(post, &["compound", "amod", "nmod"]);
    let mut words: Vec<TokenId> = before
        .filter(|&id| id < post)
        .flat_map(|id| reading.words_below(id))
        .filter(|&id| !is_function_word(reading, id))
        .collect();
    words.sort_unstable();
    words.push(post);
    own_words(reading, &mut words, post);
    words
}

/// Words that carry no meaning of their own.
pub(super) fn is_function_word(reading: &Reading<'_>, id: TokenId) -> bool {
    let pos = reading.token(id).pos.as_str();
    matches!(
        pos,
        "DET" | "PUNCT" | "SPACE" | "PART" | "ADP" | "CCONJ" | "SYM"
    )
}

impl Holder {
    /// Writes what a noun says of its holder: a post, or for whom somebody runs.
    pub(super) fn describe_post(
        &self,
        reading: &Reading<'_>,
        phrase: &Phrase,
        found: &mut Vec<Relation>,
    ) {
        let words = &reading.frames.relations.words;
        // Who runs for a party belongs to it without holding a post.
        if words.candidates.contains(&lemma(reading, self.post)) {
            self.affiliate_owners(reading, phrase, found);
        } else if is_post(reading, self.post) && !is_of_another(reading, self.post, phrase.end) {
            self.describe(reading, phrase, found);
        }
    }

    /// Writes the relations of a post.
    fn describe(&self, reading: &Reading<'_>, phrase: &Phrase, found: &mut Vec<Relation>) {
        let owner = owner(reading, phrase);
        self.affiliate_owner(reading, phrase, owner.as_ref(), found);
        self.affiliate_after(reading, phrase, found);
        if !is_party(reading, owner.as_ref()) {
            self.affiliate_party(reading, phrase, found);
        }
        let member = lemma(reading, self.post) == "member";
        if member && phrase.after.is_empty() {
            return;
        }
        let called = self.called(reading, phrase, owner.as_ref());
        if called.name.is_empty() {
            return;
        }
        self.add(reading, "holdsPosition", Filler::Text(called.name), found);
        if let Some(held) = found.last_mut() {
            held.over = called.past;
            held.also.extend(called.also);
        }
    }

    /// Writes whom the person belongs to, without a post.
    fn affiliate_owners(&self, reading: &Reading<'_>, phrase: &Phrase, found: &mut Vec<Relation>) {
        let owner = owner(reading, phrase);
        if let Some(Owner::Body(id, _)) = owner {
            self.affiliate(reading, id, found);
        }
        self.affiliate_after(reading, phrase, found);
    }

    fn affiliate_owner(
        &self,
        reading: &Reading<'_>,
        phrase: &Phrase,
        owner: Option<&Owner>,
        found: &mut Vec<Relation>,
    ) {
        // "Ana Ruiz's spokesman"
        if let Some(&Owner::Person(id, _)) = owner.filter(|_| is_serving(reading, self.post)) {
            self.add(reading, "affiliatedWith", Filler::Entity(id), found);
        }
        let Some(&Owner::Body(id, _)) = owner else {
            // "the **bank's** economist", "**police** director"
            let possessor = phrase.possessor.and_then(|it| reading.entity_at(it));
            let body = possessor.map_or_else(|| unnamed_body(reading, phrase), |(id, _)| Some(id));
            if let Some(body) = body.filter(|_| owner.is_none()) {
                self.affiliate(reading, body, found);
            }
            return;
        };
        let country = reading.discourse.entities[id].kind == EntityKind::Country;
        let words = &reading.frames.relations.words;
        let post = lemma(reading, self.post);
        let place = is_a(reading.discourse.entities[id].kind, EntityKind::Place);
        if place && !country && words.mates.contains(&post) && !phrase.is_adjective(reading, id) {
            // "**Bergen** striker Ana Ruiz": the team of that town.
            self.add(reading, "memberOf", Filler::Entity(id), found);
        } else if country && words.mates.contains(&post) {
            self.enlist(reading, id, phrase, found);
        } else if country && words.ranks.contains(&lemma(reading, self.post)) {
            self.add(reading, "affiliatedWith", Filler::Entity(id), found);
        } else if country && !is_of_state(reading, &phrase.words) {
            self.add(reading, "citizenOf", Filler::Entity(id), found);
        } else {
            self.affiliate(reading, id, found);
        }
    }

    /// "**Peru** captain Ana Ruiz", "**Peruvian** striker": in the team that the article speaks of; else
    /// the country's noun stands for its team, and the adjective for a nationality.
    fn enlist(
        &self,
        reading: &Reading<'_>,
        country: EntityId,
        phrase: &Phrase,
        found: &mut Vec<Relation>,
    ) {
        let adjective = phrase.is_adjective(reading, country);
        let team = team_of(reading, country).or((!adjective).then_some(country));
        if let Some(team) = team {
            self.add(reading, "memberOf", Filler::Entity(team), found);
        }
        if adjective {
            self.add(reading, "citizenOf", Filler::Entity(country), found);
        }
    }

    fn affiliate_after(&self, reading: &Reading<'_>, phrase: &Phrase, found: &mut Vec<Relation>) {
        let speakers = &reading.frames.relations.words.speakers;
        let sent = speakers.contains(&lemma(reading, self.post));
        let serves = is_serving(reading, self.post);
        let serves = |preposition: &str| serves && matches!(preposition, "for" | "of" | "to");
        for (preposition, head) in &phrase.after {
            // "ambassador to the union": sent there by others.
            if sent && preposition == "to" {
                continue;
            }
            let Some((id, entity)) = named_after(reading, *head) else {
                continue;
            };
            // "adviser to Ana Ruiz"
            if entity.kind == EntityKind::Person && entity.named && serves(preposition) {
                self.add(reading, "affiliatedWith", Filler::Entity(id), found);
                continue;
            }
            let from = preposition == "from" && entity.kind == EntityKind::Country;
            if from && !is_of_state(reading, &phrase.words) {
                self.add(reading, "citizenOf", Filler::Entity(id), found);
            } else {
                self.affiliate(reading, id, found);
            }
        }
    }

    /// "**Republican** senator": of the party that the article names.
    fn affiliate_party(&self, reading: &Reading<'_>, phrase: &Phrase, found: &mut Vec<Relation>) {
        let before = phrase.words.iter().filter(|&&id| id < self.post);
        for &word in before {
            if let Some(party) = party_at(reading, word) {
                self.add(reading, "affiliatedWith", Filler::Entity(party), found);
            }
        }
    }

    fn affiliate(&self, reading: &Reading<'_>, id: EntityId, found: &mut Vec<Relation>) {
        let words = &reading.frames.relations.words;
        let entity = &reading.discourse.entities[id];
        // "Secretary of Transportation": a field, not a body.
        let field = entity.link.is_none()
            && !entity.name.contains(' ')
            && matches!(lemma(reading, self.post).as_str(), "secretary" | "minister");
        let house =
            entity.kind == EntityKind::Facility && !reading.knowledge.is_equated(&entity.name);
        // "**Facebook** founder Ana Ruiz"
        let platform = entity.kind == EntityKind::Platform && entity.named;
        if !(house || platform || is_a(entity.kind, EntityKind::Organization)) || field {
            return;
        }
        let post = lemma(reading, self.post);
        // "Senate majority **leader**"
        let seated = words.seated.contains(&post) && is_assembly(reading, entity);
        let member = post == "member" || seated;
        let property = if member || words.mates.contains(&post) {
            "memberOf"
        } else {
            "affiliatedWith"
        };
        self.add(reading, property, Filler::Entity(id), found);
        if matches!(post.as_str(), "founder" | "co-founder" | "cofounder") {
            self.add(reading, "founded", Filler::Entity(id), found);
        }
    }

    fn add(
        &self,
        reading: &Reading<'_>,
        property: &str,
        object: Filler,
        found: &mut Vec<Relation>,
    ) {
        let named = relation(
            reading,
            property,
            self.person,
            object,
            self.post,
            self.clause,
        );
        found.push(named);
    }
}

/// True where some word names an office of a state.
pub(super) fn is_of_state(reading: &Reading<'_>, words: &[TokenId]) -> bool {
    let posts = &reading.frames.relations.words.state_posts;
    words.iter().any(|&id| posts.contains(&lemma(reading, id)))
}
