//! For whom people speak who speak for others.
//!
//! Reads: speech acts, words around a speaker's office, relations. Writes: inferred `onBehalfOf`.
//! Never: takes an expert's employer for a principal: only those whose office is to speak, or
//! who tell what their own government does.

use std::collections::BTreeMap;

use crate::discourse::{EntityId, EntityKind};
use crate::linguistics::TokenId;

use super::content::SPEECH;
use super::draft::Draft;
use super::frames::{FillerKind, is_a};
use super::reading::Reading;
use super::{Filler, Relation};

/// Sentences back to the organisation that a bare "spokesperson" speaks for.
const REACH: usize = 3;

/// "spokesman Jon Dale **of the ministry** said", "representatives **from Iran** acknowledged".
pub(super) fn speak_for(reading: &Reading<'_>, drafts: &mut [Draft], relations: &[Relation]) {
    let offices = offices(reading);
    for id in 0..drafts.len() {
        if drafts[id].family != SPEECH {
            continue;
        }
        let speakers: Vec<Filler> = drafts[id].fillers("agent").cloned().collect();
        for speaker in speakers {
            for principal in principals(reading, drafts, id, &speaker, &offices, relations) {
                if principal != speaker {
                    drafts[id].infer("onBehalfOf", principal, "office of the speaker");
                }
            }
        }
    }
}

fn principals(
    reading: &Reading<'_>,
    drafts: &[Draft],
    id: usize,
    speaker: &Filler,
    offices: &BTreeMap<EntityId, Option<EntityId>>,
    relations: &[Relation],
) -> Vec<Filler> {
    let Filler::Entity(entity) = speaker else {
        return Vec::new();
    };
    let related = relations.iter().filter(|relation| {
        relation.subject == *entity
            && relation.property == "affiliatedWith"
            && (speaks(reading, relation, relations) || acts(drafts, id, &relation.object))
    });
    let mut found: Vec<Filler> = related.map(|relation| relation.object.clone()).collect();
    if found.is_empty()
        && let Some(office) = offices.get(entity)
    {
        let principal = office.or_else(|| last_organization(reading, drafts, id));
        found.extend(principal.map(Filler::Entity));
    }
    found
}

/// The speaker's name, description or office says that it speaks for others.
fn speaks(reading: &Reading<'_>, affiliation: &Relation, relations: &[Relation]) -> bool {
    let words = &reading.frames.relations.words.speakers;
    let says = |text: &str| {
        let text = text.to_lowercase();
        text.split(|c: char| !c.is_alphanumeric())
            .any(|word| words.contains(word) || words.contains(word.trim_end_matches('s')))
    };
    let entity = reading.discourse.entities.get(affiliation.subject);
    let named = entity
        .is_some_and(|entity| says(&entity.name) || entity.aliases.iter().any(|alias| says(alias)));
    let mut offices = relations
        .iter()
        .filter(|relation| relation.subject == affiliation.subject);
    named
        || offices.any(|relation| match &relation.object {
            Filler::Text(office) => relation.property == "holdsPosition" && says(office),
            _ => false,
        })
}

/// "**Brazil** will withdraw", its president said: what the speech tells is done by the one spoken for.
fn acts(drafts: &[Draft], act: usize, principal: &Filler) -> bool {
    drafts[act].fillers("content").any(|content| match content {
        Filler::Event(event) => drafts[*event]
            .fillers("agent")
            .any(|agent| agent == principal),
        _ => false,
    })
}

/// Everybody whom a noun such as "spokesperson" describes, with whom the words beside it name.
fn offices(reading: &Reading<'_>) -> BTreeMap<EntityId, Option<EntityId>> {
    let words = &reading.frames.relations.words.speakers;
    let mut offices: BTreeMap<EntityId, Option<EntityId>> = BTreeMap::new();
    for noun in 0..reading.analysis.tokens.len() {
        if !words.contains(&reading.token(noun).lemma.to_lowercase()) || is_past(reading, noun) {
            continue;
        }
        for holder in holders(reading, noun) {
            let principal = named_principal(reading, noun).filter(|&id| id != holder);
            let known = offices.entry(holder).or_insert(principal);
            *known = known.or(principal);
        }
    }
    offices
}

/// "**former** ambassador"
fn is_past(reading: &Reading<'_>, noun: TokenId) -> bool {
    let mut modifiers = reading.with(noun, &["amod", "compound"]);
    modifiers.any(|word| {
        matches!(
            reading.token(word).text.to_lowercase().as_str(),
            "former" | "ex" | "then"
        )
    })
}

/// "**spokesman** Jon Dale", "Jon Dale, a **spokesman**", "a **spokesman**"
fn holders(reading: &Reading<'_>, noun: TokenId) -> Vec<EntityId> {
    let token = reading.token(noun);
    let mut heads = vec![noun];
    if matches!(token.dep.as_str(), "compound" | "appos" | "nmod") {
        heads.push(token.head);
    }
    heads.extend(reading.with(noun, &["appos"]));
    let mut found: Vec<EntityId> = heads
        .into_iter()
        .filter_map(|head| reading.entity_at(head).map(|(id, _)| id))
        .collect();
    found.dedup();
    found
}

/// "**the minister's** spokesman", "a spokesman **for the governor**", "**army** spokesman"
fn named_principal(reading: &Reading<'_>, noun: TokenId) -> Option<EntityId> {
    let phrases = reading
        .objects_of(noun, &["for", "of", "from", "to"])
        .into_iter();
    let phrases = phrases.map(|(_, object)| object);
    let before = reading.with(noun, &["poss", "compound", "nmod", "amod"]);
    phrases.chain(before).find_map(|head| {
        let (id, entity) = reading.entity_at(head)?;
        FillerKind::Agent
            .allows(entity.kind, entity.named)
            .then_some(id)
    })
}

/// The organisation that last spoke before an act, a few sentences back at most.
fn last_organization(reading: &Reading<'_>, drafts: &[Draft], act: usize) -> Option<EntityId> {
    let sentence = |id: usize| reading.analysis.sentence_of(drafts[id].head);
    let head = drafts[act].head;
    let near = (0..drafts.len()).filter(|&id| {
        drafts[id].family == SPEECH
            && drafts[id].head < head
            && sentence(id) + REACH >= sentence(act)
    });
    let last = near.max_by_key(|&id| drafts[id].head)?;
    drafts[last].fillers("agent").find_map(|agent| match agent {
        Filler::Entity(id) => {
            let entity = reading.discourse.entities.get(*id)?;
            (entity.named && is_a(entity.kind, EntityKind::Organization)).then_some(*id)
        }
        _ => None,
    })
}
