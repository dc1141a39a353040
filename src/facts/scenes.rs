//! Where harm is done whose own words name no place, because the place hangs deeper in the sentence:
//! "crashed through the roof of a bakery **in Tromso**", "killed in a mudslide triggered by rain **in Ancash**",
//! and where officials act: "police **in Lima** arrested two men".
//!
//! Reads: drafts and the tree around their heads. Writes: inferred places. Never: looks into another
//! sentence or a clause that tells of something else; chooses between two places.

use crate::discourse::{EntityId, EntityKind};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{PredicateKind, Slot};

use super::draft::{self, Draft};
use super::frames::is_a;
use super::reading::Reading;
use super::{EventId, Filler};

/// Families of events that take place where the people and things are that they harm.
const HARM: [&str; 3] = ["Hazard", "Protest", "Violence"];
/// The same of other families.
const DEADLY: [&str; 2] = ["Death", "Killing"];

/// Prepositions of a scene; "on" only before islands, roads and the like.
const SCENE: [&str; 9] = [
    "across",
    "at",
    "in",
    "inside",
    "near",
    "off",
    "outside",
    "throughout",
    "within",
];

/// Conjunctions of what happens there and then.
const THERE: [&str; 3] = ["as", "when", "while"];

/// Families of what officials do where they are: "**police in Lima** arrested two men".
const OFFICIAL: [&str; 2] = ["Coercion", "Justice"];

/// Fills the place of events that have none.
pub(super) fn fill(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for id in 0..drafts.len() {
        let has = |role: &&str| drafts[id].has(role);
        if ["place", "origin", "destination"].iter().any(has) {
            continue;
        }
        let (places, because) = if is_harm(&drafts[id]) {
            (scene(reading, drafts, id), "place in the sentence")
        } else if OFFICIAL.contains(&drafts[id].family.as_str()) {
            (post(reading, &drafts[id]), "place of who acts")
        } else {
            continue;
        };
        for place in places {
            drafts[id].infer("place", place, because);
        }
    }
}

/// Where those are posted who do what a draft tells of.
fn post(reading: &Reading<'_>, draft: &Draft) -> Vec<Filler> {
    let clause = draft.clause.map(|clause| &reading.clauses[clause]);
    let arguments = clause.map_or(&[][..], |clause| &clause.arguments[..]);
    let subjects = arguments.iter().filter(|argument| {
        let agent = reading.entity_at(argument.head);
        let acts = agent.is_some_and(|(id, it)| {
            !it.named
                && draft
                    .fillers("agent")
                    .any(|filler| *filler == Filler::Entity(id))
        });
        argument.slot == Slot::Subject && acts
    });
    let places =
        subjects.flat_map(|subject| reading.objects_of(subject.head, &["in", "at", "near"]));
    let places = places.flat_map(|(_, head)| reading.listed(head));
    places
        .filter_map(|head| place_at(reading, head))
        .map(Filler::Entity)
        .collect()
}

fn is_harm(draft: &Draft) -> bool {
    HARM.contains(&draft.family.as_str()) || DEADLY.contains(&draft.event.class.as_str())
}

/// The one place, or the places of one list, that the words around an event name.
fn scene(reading: &Reading<'_>, drafts: &[Draft], id: EventId) -> Vec<Filler> {
    let mut places = Vec::new();
    collect(reading, drafts, top(reading, drafts, id), &mut places);
    let Some(&first) = places.iter().min() else {
        return Vec::new();
    };
    let listed = reading.listed(first);
    let wider = reading.words_below(first);
    let one = places
        .iter()
        .all(|place| listed.contains(place) || wider.contains(place));
    let named = listed
        .into_iter()
        .filter_map(|head| place_at(reading, head));
    let fillers = named.map(Filler::Entity);
    let mut roles = drafts[id].event.roles.iter();
    fillers
        .filter(|filler| one && roles.all(|role| role.filler != *filler))
        .collect()
}

/// The highest word above an event's head that tells of the same harm: the verb of "were **killed** in a
/// **blast**", not that of "condemned the **blast**".
fn top(reading: &Reading<'_>, drafts: &[Draft], id: EventId) -> TokenId {
    let mut top = drafts[id].head;
    let mut at = top;
    loop {
        let token = reading.token(at);
        let stays = token.head == at || is_apart(reading, drafts, at);
        if stays {
            return top;
        }
        at = token.head;
        let harm = draft::at(drafts, at).is_some_and(|event| is_harm(&drafts[event]));
        let verb = reading
            .clause_at(at)
            .map(|clause| reading.clauses[clause].kind);
        if harm {
            top = at;
        } else if verb == Some(PredicateKind::Verb) {
            return top;
        }
    }
}

/// Places in the phrases below a word, clauses that tell of something else left out.
fn collect(reading: &Reading<'_>, drafts: &[Draft], at: TokenId, places: &mut Vec<TokenId>) {
    for &child in reading.dependents(at) {
        if is_apart(reading, drafts, child) {
            continue;
        }
        let token = reading.token(child);
        if token.dep == "prep" {
            let objects = reading.with(child, &["pobj"]);
            let name = token.text.to_lowercase();
            places.extend(objects.filter(|&object| is_scene(reading, &name, object)));
        }
        collect(reading, drafts, child, places);
    }
}

fn is_scene(reading: &Reading<'_>, preposition: &str, object: TokenId) -> bool {
    let Some(place) = place_at(reading, object) else {
        return false;
    };
    let kind = reading.discourse.entities[place].kind;
    let surface = matches!(kind, EntityKind::Facility | EntityKind::Place);
    SCENE.contains(&preposition) || preposition == "on" && surface
}

/// The named place that a word heads.
fn place_at(reading: &Reading<'_>, head: TokenId) -> Option<EntityId> {
    let (id, entity) = reading.entity_at(head)?;
    let place = is_a(entity.kind, EntityKind::Place);
    (place && entity.named && !reading.is_time(head)).then_some(id)
}

/// True for the head of a clause that need not tell of what happens there and then.
fn is_apart(reading: &Reading<'_>, drafts: &[Draft], head: TokenId) -> bool {
    let token = reading.token(head);
    let harm = || draft::at(drafts, head).is_some_and(|event| is_harm(&drafts[event]));
    let own = || reading.with(head, &["nsubj", "nsubjpass"]).next().is_some();
    match token.dep.as_str() {
        "advcl" => {
            let marks = reading.with(head, &["mark", "advmod"]);
            let mut marks = marks.map(|mark| reading.token(mark).text.to_lowercase());
            let there = marks.any(|mark| THERE.contains(&mark.as_str()));
            !there && (!harm() || own())
        }
        "acl" => !harm() && !leads(reading, head),
        "conj" if token.pos == "VERB" => !harm(),
        // "the repression and **its support** for rebels in Chad" names two things.
        "conj" => reading.with(head, &["det", "poss"]).next().is_some(),
        "relcl" | "ccomp" | "xcomp" | "parataxis" | "csubj" => !harm() || own(),
        "poss" | "appos" => true,
        _ => false,
    }
}

/// "a mudslide **triggered** by rain", "a collision **involving** two buses".
fn leads(reading: &Reading<'_>, head: TokenId) -> bool {
    let lemma = reading.token(head).lemma.to_lowercase();
    lemma == "involve"
        || reading
            .frames
            .coreference
            .causes
            .verbs
            .contains_key(lemma.as_str())
}
