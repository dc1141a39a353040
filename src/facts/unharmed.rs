//! Attacks and accidents that hurt nobody: "the blast caused **no casualties**", "**No injuries** were reported",
//! "**nobody** was hurt".
//!
//! Reads: clauses with such words and the drafts. Writes: `killed` and `injured` of zero on the event that might
//! have hurt people. Never: counts where the event is not told in the same sentence or the one before.

use crate::discourse::Polarity;
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{Clause, Slot};

use super::draft::{self, Draft};
use super::reading::Reading;
use super::{EventId, Filler, casualties, coreference};

/// Sentences between the event and what is said of it.
const REACH: usize = 1;

/// Adds the zeros.
pub(super) fn count(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for clause in reading.clauses {
        let unhurt = unhurt(reading, clause);
        for (noun, roles) in none(reading, clause).into_iter().chain(unhurt) {
            let Some(event) = harmless(reading, drafts, clause, noun) else {
                continue;
            };
            for role in roles {
                if !drafts[event].has(role) {
                    let none = Filler::Text("0".to_owned());
                    drafts[event].infer(role, none, "nobody was hurt");
                }
            }
        }
    }
}

/// "**no** casualties", "did **not** cause any injuries": the noun, with the roles that count it.
fn none<'a>(reading: &Reading<'a>, clause: &Clause) -> Vec<(TokenId, &'a [String])> {
    let words = &reading.frames.coreference.harm.nobody;
    let arguments = clause.arguments.iter();
    let found = arguments.filter_map(|argument| {
        let placed = matches!(
            argument.slot,
            Slot::Subject | Slot::Object | Slot::Attribute
        );
        let roles = words.get(reading.token(argument.head).lemma.as_str())?;
        let mut determiners = reading.with(argument.head, &["det"]);
        let none = determiners.any(|word| match &*reading.token(word).lemma {
            "no" => true,
            "any" => clause.negation.is_some(),
            _ => false,
        });
        // "no further injuries": there were some before.
        let counted = reading.with(argument.head, &["amod", "compound"]).next();
        (placed && none && counted.is_none()).then_some((argument.head, roles.as_slice()))
    });
    found.collect()
}

/// "**nobody** was hurt", "**no one** died": the word for nobody, with the role that counts whom that befell. "No one
/// else was hurt" tells of some who were.
fn unhurt<'a>(reading: &Reading<'a>, clause: &Clause) -> Option<(TokenId, &'a [String])> {
    let harm = &reading.frames.coreference.harm;
    let role = harm.words.get(clause.lemma.as_str())?;
    let mut victims = clause
        .arguments
        .iter()
        .filter(|argument| match argument.slot {
            Slot::Object => true,
            Slot::Subject => harm.dying.contains(clause.lemma.as_str()),
            _ => false,
        });
    let nobody = victims.find(|argument| {
        let words = reading.words(reading.leftmost(argument.head)..argument.head + 1);
        let alone = reading
            .with(argument.head, &["advmod", "amod", "prep"])
            .next()
            .is_none();
        alone && harm.none.contains(words.to_lowercase().as_str())
    });
    nobody.map(|nobody| (nobody.head, std::slice::from_ref(role)))
}

/// The event that hurt nobody: what the clause or the one that it goes on from names, or what was told right before.
fn harmless(
    reading: &Reading<'_>,
    drafts: &[Draft],
    clause: &Clause,
    noun: TokenId,
) -> Option<EventId> {
    let may_hurt = |id: &EventId| {
        let draft = &drafts[*id];
        let told = &draft.event.reports[0];
        casualties::is_harmful(draft)
            && told.modality.is_real()
            && told.polarity == Polarity::Positive
    };
    let others = clause.arguments.iter().map(|argument| argument.head);
    let mut named = others
        .filter(|&head| head != noun)
        .filter_map(|head| coreference::event_of(reading, drafts, head))
        .filter(may_hurt);
    let from = clause.gone_on_from();
    let above = || draft::told_by(reading, drafts, from?).filter(may_hurt);
    named.next().or_else(above).or_else(|| {
        let here = reading.analysis.sentence_of(noun);
        let near = |id: &EventId| {
            let head = drafts[*id].head;
            head < noun && here - reading.analysis.sentence_of(head) <= REACH
        };
        let before = (0..drafts.len()).filter(near).filter(may_hurt);
        before.max_by_key(|&id| drafts[id].head)
    })
}
