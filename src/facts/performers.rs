//! Who does what nobody is named for: what a speaker does by speaking ("my thoughts are with them"),
//! what one says or does something in ("said **in an interview**"); and who hears it.
//!
//! Reads: drafts with their sources and the clauses that hold them. Writes: inferred `agent`, `recipient`.
//! Never: makes an act.

use crate::discourse::{EntityKind, Source};
use crate::linguistics::clauses::{Embedding, Slot, Tense};

use super::content::SPEECH;
use super::draft::{self, Draft};
use super::frames::is_a;
use super::reading::Reading;
use super::{EventId, Filler};

/// Acts that a speaker performs with the words themselves.
const PERFORMED: [&str; 3] = ["Apology", "Condolence", "Praise"];

/// Acts that are addressed to somebody.
const ADDRESSED: [&str; 8] = [
    "Apology",
    "Appeal",
    "Condolence",
    "Demand",
    "Invitation",
    "Pledge",
    "Statement",
    "Threat",
];

/// Prepositions of what goes on while its doer says or does something else.
const WHILE: [&str; 2] = ["during", "in"];

/// Families of what people do by being in it; who dies in an attack attacks nobody.
const ENGAGED: [&str; 2] = [SPEECH, "Encounter"];

/// Fills the agents of acts that nobody is named for, and those to whom one goes on to speak.
pub(super) fn fill(reading: &Reading<'_>, drafts: &mut [Draft]) {
    by_words(drafts);
    for draft in drafts.iter_mut() {
        let alone = ["agent", "participant", "organizer"];
        if !alone.iter().any(|role| draft.has(role))
            && let Some(doer) = doer_meanwhile(reading, draft)
        {
            draft.infer("agent", doer, "who acts in it");
        }
    }
    for id in 0..drafts.len() {
        if let Some(hearer) = hearer(reading, drafts, id) {
            drafts[id].infer("recipient", hearer, "whom one meets or speaks to");
        }
    }
}

/// "met **the minister** and apologised", "told **her** so, promising help": whom one meets or tells hears
/// what one goes on to say, unless somebody else is named; whom one sends away does not.
fn hearer(reading: &Reading<'_>, drafts: &[Draft], id: EventId) -> Option<Filler> {
    let draft = &drafts[id];
    if !ADDRESSED.contains(&draft.event.class.as_str()) || draft.has("recipient") {
        return None;
    }
    let clause = &reading.clauses[draft.clause?];
    let parent = clause.parent.as_ref()?;
    let goes_on = match parent.relation {
        Embedding::Conjunct => true,
        Embedding::Adverbial => clause.tense == Tense::Participle && parent.marker.is_none(),
        _ => false,
    };
    let before = reading.clauses[parent.clause].head;
    let source = draft::at(drafts, before).filter(|_| goes_on && before < draft.head)?;
    let role = match &drafts[source] {
        met if met.family == "Encounter" => "participant",
        told if told.event.class == "Statement" => "recipient",
        _ => return None,
    };
    let mut others = (drafts[source].fillers(role))
        .filter(|&other| !draft.fillers("agent").any(|agent| agent == other));
    let only = others.next()?;
    (others.next().is_none() && draft.has("agent")).then(|| only.clone())
}

/// "**Ana Reis** said in an interview", "**he** apologised during his trial".
fn doer_meanwhile(reading: &Reading<'_>, draft: &Draft) -> Option<Filler> {
    let frame = reading.frames.of_class(&draft.event.class)?;
    if !ENGAGED.contains(&frame.family.as_str()) {
        return None;
    }
    let clause = &reading.clauses[draft.clause?];
    let above = &reading.clauses[clause.parent.as_ref()?.clause];
    let meanwhile = above.arguments.iter().any(|argument| {
        let Slot::Oblique(preposition) = &argument.slot else {
            return false;
        };
        argument.head == clause.head && WHILE.contains(&preposition.as_str())
    });
    let subject = above.argument(&Slot::Subject).filter(|_| meanwhile)?;
    let (id, entity) = reading.entity_at(subject.head)?;
    let acts = is_a(entity.kind, EntityKind::Person) || is_a(entity.kind, EntityKind::Group);
    (acts && frame.roles.contains_key("agent")).then_some(Filler::Entity(id))
}

fn by_words(drafts: &mut [Draft]) {
    let open = drafts
        .iter_mut()
        .filter(|draft| PERFORMED.contains(&draft.event.class.as_str()) && !draft.has("agent"));
    for draft in open {
        if let Source::Entity(speaker) = draft.event.reports[0].source {
            draft.infer("agent", Filler::Entity(speaker), "speaker of the words");
        }
    }
}
