//! Whom people work for, study with, play for and speak for.
//!
//! Reads: verbs ("works for the bank"), nouns for unnamed people ("a Navy spokesman"), possessors ("her
//! party"). Writes: `affiliatedWith`, `memberOf`. Never: reads what is planned, denied or only possible.

use crate::discourse::{EntityId, EntityKind, MentionForm};
use crate::facts::frames::is_a;
use crate::facts::reading::Reading;
use crate::facts::{Filler, Relation};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{Clause, Slot};

use super::origins::is_assembly;
use super::{entity_of, is_so, lemma, objects_of, relation};

/// "Ana Ruiz **works for** the bank", "was **employed by** the city council".
pub(super) fn verbs(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    let lexicon = &reading.frames.relations;
    for (id, clause) in reading.clauses.iter().enumerate() {
        let Some(slots) = lexicon.affiliations.get(clause.lemma.as_str()) else {
            continue;
        };
        if !is_so(reading, id) {
            continue;
        }
        let employed = lexicon.words.employing.contains(clause.lemma.as_str());
        let who = if employed {
            Slot::Object
        } else {
            Slot::Subject
        };
        let person = argument(clause, &who).find_map(|head| person(reading, head));
        let bodies = slots
            .iter()
            .flat_map(|slot| argument(clause, &slot_named(slot)));
        let bodies = bodies.flat_map(|head| reading.listed(head));
        // "the first woman **to lead** the bank" does so wherever that is told.
        let verb = reading.token(clause.head);
        if verb.tag == "VB" && verb.dep == "relcl" {
            continue;
        }
        let Some(person) = person else { continue };
        let member = lexicon.words.joining.contains(clause.lemma.as_str());
        // "**served in** the Senate"
        let seated = matches!(clause.lemma.as_str(), "serve" | "sit");
        for body in bodies.filter_map(|head| named_body(reading, head)) {
            let assembly = is_assembly(reading, &reading.discourse.entities[body]);
            let member = member || seated && assembly;
            let property = if member { "memberOf" } else { "affiliatedWith" };
            let body = Filler::Entity(body);
            found.push(relation(
                reading,
                property,
                person,
                body,
                clause.head,
                Some(id),
            ));
        }
    }
}

fn slot_named(name: &str) -> Slot {
    match name {
        "subject" => Slot::Subject,
        "object" => Slot::Object,
        preposition => Slot::Oblique(preposition.into()),
    }
}

fn argument<'a>(clause: &'a Clause, slot: &Slot) -> impl Iterator<Item = TokenId> + use<'a> {
    let slot = slot.clone();
    let arguments = clause.arguments.iter();
    arguments
        .filter(move |it| it.slot == slot)
        .map(|it| it.head)
}

fn person(reading: &Reading<'_>, head: TokenId) -> Option<EntityId> {
    entity_of(reading, head, EntityKind::Person)
}

fn named_body(reading: &Reading<'_>, head: TokenId) -> Option<EntityId> {
    let (id, body) = reading.entity_at(head)?;
    let house = body.kind == EntityKind::Facility;
    (body.named && (house || is_a(body.kind, EntityKind::Organization))).then_some(id)
}

/// "**a Navy spokesman**", "**five Army personnel**", "**one member** of the Coast Guard": people without
/// a name and the body that they act for.
pub(super) fn staff(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    let words = &reading.frames.relations.words;
    for mention in &reading.discourse.mentions {
        let people = &reading.discourse.entities[mention.entity];
        let unnamed = mention.form == MentionForm::Description && !people.named;
        let human = matches!(people.kind, EntityKind::Person | EntityKind::Group);
        let noun = lemma(reading, mention.head);
        let member = words.enlisted.contains(&noun);
        let counted = reading.with(mention.head, &["nummod"]).next().is_some();
        let token = reading.token(mention.head);
        // "was elected a member", "served as a member": what somebody is, who stands elsewhere.
        let described = matches!(token.dep.as_str(), "attr" | "appos" | "oprd" | "dobj")
            || lemma(reading, token.head) == "as";
        let acts = member && counted && !described
            || words.agents.contains(&noun)
            || words.speakers.contains(&noun);
        if !(unnamed && human && acts && reading.is_specific(mention.head)) {
            continue;
        }
        let of = objects_of(reading, mention.head, &["of"]).into_iter();
        let one = token.tag == "NN";
        let before = reading.with(mention.head, &["compound", "nmod", "poss"]);
        let bodies = before.chain(of.filter(|_| member && one));
        let property = if member { "memberOf" } else { "affiliatedWith" };
        let bodies =
            bodies.filter(|&head| entity_of(reading, head, EntityKind::Organization).is_some());
        for body in bodies.filter_map(|head| named_body(reading, head)) {
            let body = Filler::Entity(body);
            let trigger = mention.head;
            found.push(relation(
                reading,
                property,
                mention.entity,
                body,
                trigger,
                None,
            ));
        }
    }
}

/// "**her** party", "**Ana Ruiz's** government", "the **Ruiz** administration"; "the **Ruiz** campaign" serves her.
pub(super) fn own(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    let words = &reading.frames.relations.words;
    for mention in &reading.discourse.mentions {
        let head = mention.head;
        let body = &reading.discourse.entities[mention.entity];
        // "his **movements**" are steps.
        let one = reading.token(head).tag != "NNS";
        let noun = lemma(reading, head);
        let listed = one && (words.fellowships.contains(&noun) || words.retinues.contains(&noun));
        let party = matches!(body.kind, EntityKind::Party | EntityKind::Government);
        if !(is_a(body.kind, EntityKind::Organization) && (listed || party && body.named)) {
            continue;
        }
        let owner = reading.with(head, &["poss"]).next();
        let owner = owner.and_then(|owner| person(reading, owner)).or_else(|| {
            let before = reading.with(head, &["compound"]).next()?;
            // "the **parent** company", "a **student** organization" is no student's.
            let named = |&id: &EntityId| reading.discourse.entities[id].named;
            let owner = person(reading, before).filter(named);
            owner.or_else(|| called(reading, before))
        });
        // "the **Lind** movement" is called so; "the **Lind** administration" is his.
        let rules = words.rulers.contains(&noun);
        let called = |owner: EntityId| {
            body.named
                && !rules
                && body
                    .name
                    .starts_with(&reading.discourse.entities[owner].name)
        };
        if let Some(owner) = owner.filter(|&owner| !called(owner)) {
            let serves = words.retinues.contains(&noun);
            let (subject, object) = if serves {
                (mention.entity, owner)
            } else {
                (owner, mention.entity)
            };
            let object = Filler::Entity(object);
            found.push(relation(
                reading,
                "affiliatedWith",
                subject,
                object,
                head,
                None,
            ));
        }
    }
}

/// Somebody whose surname this is.
fn called(reading: &Reading<'_>, word: TokenId) -> Option<EntityId> {
    let word = reading.token(word).text.as_str();
    let mut entities = reading.discourse.entities.iter();
    entities.position(|it| {
        let last = it.name.rsplit_once(' ').map(|(_, last)| last);
        it.named && it.kind == EntityKind::Person && last == Some(word)
    })
}
