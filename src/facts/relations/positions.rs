//! Positions that people hold, and the organisations that these tie them to.
//!
//! Reads: titles before names, appositions, copulas. Writes: `holdsPosition`, `affiliatedWith`,
//! `memberOf`, `citizenOf` (from a nationality in an occupation). Never: takes a relative or a mere
//! "man" for a position.

use crate::discourse::{EntityId, EntityKind, MentionForm};
use crate::facts::frames::is_a;
use crate::facts::reading::Reading;
use crate::facts::{Filler, Relation};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{ClauseId, Slot};

use super::{entity_of, lemma, objects_of, relation};

/// "**Caretaker Prime Minister** Anna Berg".
pub(super) fn titles(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for mention in &reading.discourse.mentions {
        let entity = &reading.discourse.entities[mention.entity];
        if mention.form != MentionForm::Name || entity.kind != EntityKind::Person {
            continue;
        }
        let Some(name) = first_of_name(reading, mention.tokens.clone(), &entity.name) else {
            continue;
        };
        let start = mention.tokens.start;
        let mut words: Vec<TokenId> = (start..name).collect();
        words.retain(|&id| !is_function_word(reading, id));
        let Some(post) = post_among(reading, &words) else {
            continue;
        };
        if is_post(reading, post) {
            let holder = Holder {
                person: mention.entity,
                post,
                clause: None,
            };
            holder.with_modifiers(reading, &words, &[], found);
        }
    }
}

/// First token of the name itself within a mention.
fn first_of_name(
    reading: &Reading<'_>,
    tokens: std::ops::Range<TokenId>,
    name: &str,
) -> Option<TokenId> {
    let words: Vec<&str> = name.split([' ', '-']).collect();
    let is_name = |&id: &TokenId| {
        let token = reading.token(id);
        token.pos == "PROPN" && words.contains(&token.text.as_str())
    };
    tokens.into_iter().find(is_name)
}

/// The noun of the office: the last word, or the one before "of" ("**Secretary** of State").
fn post_among(reading: &Reading<'_>, words: &[TokenId]) -> Option<TokenId> {
    let mut links = words.windows(2);
    let before_of =
        links.find(|pair| pair[1] - pair[0] == 2 && reading.token(pair[0] + 1).text == "of");
    before_of.map(|pair| pair[0]).or(words.last().copied())
}

fn is_function_word(reading: &Reading<'_>, id: TokenId) -> bool {
    let pos = reading.token(id).pos.as_str();
    matches!(
        pos,
        "DET" | "PUNCT" | "SPACE" | "PART" | "ADP" | "CCONJ" | "SYM"
    )
}

/// "Anna Berg, **president of the Alpine Club**", "the president of the club, Anna Berg".
pub(super) fn appositions(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for id in 0..reading.analysis.tokens.len() {
        if reading.token(id).dep != "appos" {
            continue;
        }
        let head = reading.token(id).head;
        for (name, post) in [(head, id), (id, head)] {
            let person = entity_of(reading, name, EntityKind::Person);
            let named = reading.token(name).pos == "PROPN";
            if let Some(person) = person.filter(|_| named && is_post(reading, post)) {
                describe(reading, person, post, None, found);
                break;
            }
        }
    }
}

/// "Anna Berg **is the mayor of Oslo**"; also "Anna Berg, who is the mayor of Oslo".
pub(super) fn copulas(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for (id, clause) in reading.clauses.iter().enumerate() {
        if !matches!(
            clause.lemma.as_str(),
            "be" | "become" | "remain" | "serve as"
        ) {
            continue;
        }
        let head = |slot: Slot| {
            let argument = clause
                .arguments
                .iter()
                .find(|argument| argument.slot == slot);
            argument.map(|argument| argument.head)
        };
        let (Some(subject), Some(post)) = (head(Slot::Subject), head(Slot::Attribute)) else {
            continue;
        };
        let person = entity_of(reading, subject, EntityKind::Person);
        if let Some(person) = person.filter(|_| is_post(reading, post) && is_human(reading, post)) {
            describe(reading, person, post, Some(id), found);
        }
    }
}

fn is_human(reading: &Reading<'_>, post: TokenId) -> bool {
    entity_of(reading, post, EntityKind::Person).is_some()
}

/// A noun that names an office or an occupation.
fn is_post(reading: &Reading<'_>, post: TokenId) -> bool {
    let lexicon = &reading.frames.relations;
    let lemma = lemma(reading, post);
    let token = reading.token(post);
    let is_thing = reading.entity_at(post).is_some_and(|(_, entity)| {
        !matches!(
            entity.kind,
            EntityKind::Person | EntityKind::Post | EntityKind::Thing
        )
    });
    matches!(token.pos.as_str(), "NOUN" | "PROPN")
        && matches!(token.tag.as_str(), "NN" | "NNP")
        && !is_thing
        && !reading.is_time(post)
        && (token.pos == "NOUN" || is_office(reading, post))
        && !lexicon.kin.contains_key(&lemma)
        && !lexicon.words.no_post.contains(&lemma)
        && !lexicon.words.honorifics.contains(&lemma)
}

/// A capitalised noun counts as an office only where it is no name: "President", not "Smith".
fn is_office(reading: &Reading<'_>, post: TokenId) -> bool {
    let is_name = reading
        .name_at(post)
        .is_some_and(|name| matches!(name.label.as_str(), "PERSON" | "GPE" | "LOC" | "FAC"));
    !is_name
        || reading
            .frames
            .relations
            .words
            .state_posts
            .contains(&lemma(reading, post))
}

/// Takes a noun phrase that describes a person apart.
fn describe(
    reading: &Reading<'_>,
    person: EntityId,
    post: TokenId,
    clause: Option<ClauseId>,
    found: &mut Vec<Relation>,
) {
    let holder = Holder {
        person,
        post,
        clause,
    };
    let before = reading.with(post, &["compound", "amod", "nmod", "poss"]);
    let mut words: Vec<TokenId> = before
        .filter(|&id| id < post)
        .flat_map(|id| reading.words_below(id))
        .filter(|&id| !is_function_word(reading, id))
        .collect();
    words.sort_unstable();
    words.push(post);
    let after = objects_of(
        reading,
        post,
        &["of", "for", "at", "with", "in", "from", "to"],
    );
    holder.with_modifiers(reading, &words, &after, found);
}

/// A person with the noun of the office.
struct Holder {
    person: EntityId,
    post: TokenId,
    clause: Option<ClauseId>,
}

impl Holder {
    /// Writes the relations of a post with the words before it and the phrases after it.
    fn with_modifiers(
        &self,
        reading: &Reading<'_>,
        words: &[TokenId],
        after: &[TokenId],
        found: &mut Vec<Relation>,
    ) {
        let mut words = words.to_vec();
        let lexicon = &reading.frames.relations.words;
        let of_state = words
            .iter()
            .any(|&id| lexicon.state_posts.contains(&lemma(reading, id)));
        let mut country = None;
        if let Some((id, count)) = leading_owner(reading, &words) {
            let kind = reading.discourse.entities[id].kind;
            words.drain(..count);
            match kind {
                EntityKind::Country if !of_state => {
                    self.add(reading, "citizenOf", Filler::Entity(id), found);
                }
                kind => {
                    country = Some(id);
                    self.affiliate(reading, id, kind, found);
                }
            }
        }
        for &head in after {
            if let Some((id, entity)) = reading.entity_at(head) {
                self.affiliate(reading, id, entity.kind, found);
            }
        }
        if lemma(reading, self.post) == "member" && after.is_empty() {
            return;
        }
        let text = self.text(reading, &words, country, !after.is_empty());
        self.add(reading, "holdsPosition", Filler::Text(text), found);
    }

    /// "president of France": the words before the noun, the noun, and whom it is held for.
    fn text(
        &self,
        reading: &Reading<'_>,
        words: &[TokenId],
        country: Option<EntityId>,
        with_phrase: bool,
    ) -> String {
        let text = &reading.article.text;
        let last = if with_phrase {
            reading.last_of_phrase(self.post)
        } else {
            *words.last().unwrap_or(&self.post)
        };
        let first = *words.first().unwrap_or(&self.post);
        let own = reading
            .analysis
            .range(&(first..last + 1))
            .of(text)
            .to_owned();
        match country {
            Some(id) if !with_phrase => {
                let name = plain_name(reading, id);
                let article = if takes_article(reading, id, name) {
                    "the "
                } else {
                    ""
                };
                format!("{own} of {article}{name}")
            }
            _ => own,
        }
    }

    fn affiliate(
        &self,
        reading: &Reading<'_>,
        id: EntityId,
        kind: EntityKind,
        found: &mut Vec<Relation>,
    ) {
        if is_a(kind, EntityKind::Organization) {
            self.add(reading, "affiliatedWith", Filler::Entity(id), found);
        }
    }

    fn add(
        &self,
        reading: &Reading<'_>,
        property: &str,
        object: Filler,
        found: &mut Vec<Relation>,
    ) {
        found.push(relation(
            reading,
            property,
            self.person,
            object,
            self.post,
            self.clause,
        ));
    }
}

/// "the United Kingdom": by the list, or because the text says so.
fn takes_article(reading: &Reading<'_>, id: EntityId, name: &str) -> bool {
    let listed = reading.frames.relations.words.with_article.contains(name);
    let mentions = &reading.discourse.mentions;
    let named = mentions
        .iter()
        .filter(|mention| mention.entity == id && mention.form == MentionForm::Name);
    let mut first = named.map(|mention| reading.token(mention.tokens.start));
    let country = reading.discourse.entities[id].kind == EntityKind::Country;
    listed || (!country && first.any(|word| word.text.eq_ignore_ascii_case("the")))
}

/// What people call it: of a country the gazetteer's label ("Iran"), else the name.
pub(super) fn plain_name<'a>(reading: &Reading<'a>, id: EntityId) -> &'a str {
    let entity = &reading.discourse.entities[id];
    let label = entity.link.as_ref().map(|link| link.label.as_str());
    label
        .filter(|_| entity.kind == EntityKind::Country)
        .unwrap_or(&entity.name)
}

/// Whom the words before the office name as its owner ("**Nigerian** President", "**Japan's** prime
/// minister", "**US** president", "**NATO** commander") and how many words that takes. A country's
/// noun stays in the text where more than the bare office follows ("US Secretary of State").
fn leading_owner(reading: &Reading<'_>, words: &[TokenId]) -> Option<(EntityId, usize)> {
    let (at, id) = words
        .iter()
        .enumerate()
        .find_map(|(at, &word)| Some((at, reading.entity_at(word)?.0)))?;
    let entity = &reading.discourse.entities[id];
    let token = reading.token(words[at]);
    let adjective = token.pos == "ADJ" || token.dep == "poss";
    let organisation = entity.named && is_a(entity.kind, EntityKind::Organization);
    let posts = &reading.frames.relations.words.state_posts;
    let country = entity.kind == EntityKind::Country
        && words.len() - at == 2
        && words
            .last()
            .is_some_and(|&post| posts.contains(&lemma(reading, post)));
    let place = is_a(entity.kind, EntityKind::Place);
    let owns = organisation || country || (adjective && place);
    (owns && at + 1 < words.len()).then_some((id, at + 1))
}
