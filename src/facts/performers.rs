//! Who does what nobody is named for, as a speaker does it by speaking ("my thoughts are with them"), and
//! who hears what somebody goes on to say.
//!
//! Reads: drafts with their sources and the clauses that hold them. Writes: inferred `agent`, `recipient`.
//! Never: makes an act.

use crate::discourse::{Modality, Source};
use crate::linguistics::clauses::Embedding;

use super::draft::{self, Draft};
use super::reading::Reading;
use super::{EventId, Filler};

/// Acts that a speaker performs with the words themselves.
const PERFORMED: [&str; 3] = ["Apology", "Condolence", "Praise"];

/// Sentences between two acts of one doer who is named with the first.
const JUST: usize = 2;

/// Families of what several do to several, each on their own.
const MANY_HANDED: [&str; 2] = ["Justice", "Violence"];

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

/// Fills the agents of acts that nobody is named for, and those to whom one goes on to speak.
pub(super) fn fill(reading: &Reading<'_>, drafts: &mut [Draft]) {
    by_words(drafts);
    for id in 0..drafts.len() {
        if let Some(doer) = doer_before(reading, drafts, id) {
            drafts[id].infer("agent", doer, "who did the same just before");
        }
    }
    for id in 0..drafts.len() {
        if let Some(hearer) = hearer(reading, drafts, id) {
            drafts[id].infer("recipient", hearer, "whom one meets or speaks to");
        }
    }
}

/// "The agency **issued** alerts ... A warning **was issued** for the coast": whoever is told to do such a thing
/// just before, where the passive names nobody. Violence and justice have many hands.
fn doer_before(reading: &Reading<'_>, drafts: &[Draft], id: EventId) -> Option<Filler> {
    let draft = &drafts[id];
    let clause = &reading.clauses[draft.clause?];
    let passive = reading.with(draft.head, &["nsubjpass"]).next().is_some();
    let others = MANY_HANDED.contains(&draft.family.as_str()) || draft.tells_of_harm();
    if !passive || others || draft.has("agent") {
        return None;
    }
    let here = reading.analysis.sentence_of(draft.head);
    let report = |draft: &Draft| {
        let report = &draft.event.reports[0];
        (report.modality, report.polarity, report.source)
    };
    let same = |other: &&Draft| {
        let lemma = other.clause.map(|id| &reading.clauses[id].lemma);
        other.event.class == draft.event.class
            && lemma == Some(&clause.lemma)
            && other.head < draft.head
            && here - reading.analysis.sentence_of(other.head) <= JUST
            && report(other) == report(draft)
    };
    let before = drafts.iter().filter(same).max_by_key(|other| other.head)?;
    let mut doers = before.fillers("agent");
    let only = doers.next()?;
    let new = draft.event.roles.iter().all(|role| role.filler != *only);
    (doers.next().is_none() && new).then(|| only.clone())
}

/// "met **the minister** and apologised", "told **her** so, promising help": whom one meets or tells hears
/// what one goes on to say, unless somebody else is named; whom one sends away does not.
fn hearer(reading: &Reading<'_>, drafts: &[Draft], id: EventId) -> Option<Filler> {
    let draft = &drafts[id];
    if !ADDRESSED.contains(&draft.event.class.as_str()) || draft.has("recipient") {
        return None;
    }
    let clause = &reading.clauses[draft.clause?];
    let parent = clause.parent.as_ref();
    let joined = parent.filter(|parent| parent.relation == Embedding::Conjunct);
    let joined = joined.map(|parent| parent.clause);
    let above = joined.or_else(|| clause.gone_on_from())?;
    let before = reading.clauses[above].head;
    let source = draft::at(drafts, before).filter(|_| before < draft.head)?;
    let role = match &drafts[source] {
        met if met.family == "Encounter" => "participant",
        told if matches!(told.event.class.as_str(), "Speech" | "Statement") => "recipient",
        _ => return None,
    };
    let mut others = (drafts[source].fillers(role))
        .filter(|&other| !draft.fillers("agent").any(|agent| agent == other));
    let only = others.next()?;
    (others.next().is_none() && draft.has("agent")).then(|| only.clone())
}

fn by_words(drafts: &mut [Draft]) {
    let open = drafts
        .iter_mut()
        .filter(|draft| PERFORMED.contains(&draft.event.class.as_str()) && !draft.has("agent"));
    for draft in open {
        let report = &draft.event.reports[0];
        let asked = matches!(report.modality, Modality::Requested | Modality::Expected);
        if let (Source::Entity(speaker), false) = (report.source, asked) {
            draft.infer("agent", Filler::Entity(speaker), "speaker of the words");
        }
    }
}
