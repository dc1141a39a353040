//! Who does what nobody is named for, as a speaker does it by speaking ("my thoughts are with them"), and
//! who hears what somebody goes on to say.
//!
//! Reads: drafts with their sources and the clauses that hold them. Writes: inferred `agent`, `recipient`.
//! Never: makes an act.

use crate::discourse::{Modality, Source};
use crate::linguistics::clauses::{Embedding, Tense};

use super::draft::{self, Draft};
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

/// Fills the agents of acts that nobody is named for, and those to whom one goes on to speak.
pub(super) fn fill(reading: &Reading<'_>, drafts: &mut [Draft]) {
    by_words(drafts);
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
