//! For whom people speak who speak for others.
//!
//! Reads: speech acts, words around a speaker's office, relations. Writes: inferred `onBehalfOf`.
//! Never: takes an expert's employer for a principal: only those whose office is to speak, who
//! tell what their own government does, or who are said to write or speak for somebody.

use std::collections::BTreeMap;

use crate::discourse::{EntityId, EntityKind};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{Embedding, Slot, Tense};

use super::content::SPEECH;
use super::draft::Draft;
use super::frames::{FillerKind, is_a};
use super::reading::Reading;
use super::{Filler, Relation};

/// Sentences back to the organisation that a bare "spokesperson" speaks for.
const REACH: usize = 3;

/// What people do for others with words: "**writing** for the court, she said".
const PLEADING: [&str; 4] = ["act", "argue", "speak", "write"];

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
        if drafts[id].has("agent") && !drafts[id].has("onBehalfOf") {
            for principal in stated(reading, &drafts[id]) {
                drafts[id].infer("onBehalfOf", principal, "words beside the speaker");
            }
        }
    }
}

fn principals(
    reading: &Reading<'_>,
    drafts: &[Draft],
    id: usize,
    speaker: &Filler,
    offices: &BTreeMap<EntityId, Vec<EntityId>>,
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
        found.extend(office.iter().copied().map(Filler::Entity));
        if office.is_empty() {
            found.extend(last_organization(reading, drafts, id).map(Filler::Entity));
        }
    }
    found
}

/// "**Writing for the court**, Reis said".
fn stated(reading: &Reading<'_>, act: &Draft) -> Vec<Filler> {
    let pleads = reading.clauses.iter().filter(|beside| {
        let parent = beside.parent.as_ref();
        parent.is_some_and(|parent| {
            Some(parent.clause) == act.clause && parent.relation == Embedding::Adverbial
        }) && beside.tense == Tense::Participle
            && PLEADING.contains(&beside.lemma.as_str())
    });
    let by = Slot::Oblique("for".into());
    let heads = pleads.flat_map(|beside| beside.arguments(&by).map(|argument| argument.head));
    let found = heads.filter_map(|head| reading.entity_at(head));
    let agents = found.filter(|(_, entity)| FillerKind::Agent.allows(entity.kind, entity.named));
    agents.map(|(id, _)| Filler::Entity(id)).collect()
}

/// The speaker's name, description or office says that it speaks for others.
fn speaks(reading: &Reading<'_>, affiliation: &Relation, relations: &[Relation]) -> bool {
    let words = &reading.frames.relations.words;
    // "a member of the House of Representatives" speaks for himself, a former ambassador too.
    let says = |text: &str| {
        let own = text.split(|c: char| !c.is_alphanumeric());
        let untitled = own.filter(|word| !words.titled.contains(word.trim_end_matches('s')));
        let own: Vec<String> = untitled.map(str::to_lowercase).collect();
        let past = own.iter().any(|word| words.past.contains(word.as_str()));
        let mut own = own
            .iter()
            .flat_map(|word| [word.as_str(), word.trim_end_matches('s')]);
        !past && own.any(|word| words.speakers.contains(word))
    };
    let entity = reading.discourse.entities.get(affiliation.subject);
    let named = entity
        .is_some_and(|entity| says(&entity.name) || entity.aliases.iter().any(|alias| says(alias)));
    let mut offices = relations
        .iter()
        .filter(|relation| relation.subject == affiliation.subject);
    named
        || offices.any(|relation| match &relation.object {
            Filler::Text(office) => {
                relation.property == "holdsPosition" && !relation.over && says(office)
            }
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
fn offices(reading: &Reading<'_>) -> BTreeMap<EntityId, Vec<EntityId>> {
    let words = &reading.frames.relations.words;
    let mut offices: BTreeMap<EntityId, Vec<EntityId>> = BTreeMap::new();
    for noun in 0..reading.analysis.tokens.len() {
        let token = reading.token(noun);
        let titled = words.titled.contains(token.text.trim_end_matches('s'));
        let speaks = words.speakers.contains(&token.lemma.to_lowercase());
        if !speaks || titled || is_past(reading, noun) {
            continue;
        }
        for holder in holders(reading, noun) {
            let mut principals = named_principals(reading, noun);
            principals.retain(|&id| id != holder);
            let known = offices.entry(holder).or_default();
            if known.is_empty() {
                *known = principals;
            }
        }
    }
    offices
}

fn is_past(reading: &Reading<'_>, noun: TokenId) -> bool {
    let mut modifiers = reading.with(noun, &["amod", "compound"]);
    let past = &reading.frames.relations.words.past;
    modifiers.any(|word| past.contains(&reading.token(word).text.to_lowercase()))
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

/// "**the minister's** spokesman", "envoys of **Norway and Chile**", "**army** spokesman"
fn named_principals(reading: &Reading<'_>, noun: TokenId) -> Vec<EntityId> {
    let phrases = reading
        .objects_of(noun, &["for", "of", "from", "to"])
        .into_iter();
    let phrases = phrases.map(|(_, object)| object);
    let before = reading.with(noun, &["poss", "compound", "nmod", "amod"]);
    let agent = |head: TokenId| {
        let (id, entity) = reading.entity_at(head)?;
        FillerKind::Agent
            .allows(entity.kind, entity.named)
            .then_some(id)
    };
    let first = phrases.chain(before).find(|&head| agent(head).is_some());
    let all = first.map(|head| reading.listed(head)).unwrap_or_default();
    all.into_iter().filter_map(agent).collect()
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
