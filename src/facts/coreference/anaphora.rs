//! Nouns that name no event of their own but stand for one told before: "the incident", "this move".
//!
//! Reads: definite nouns and the drafts before them. Writes: nothing. Never: makes events.

use crate::facts::EventId;
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::linguistics::TokenId;

use super::mention;

/// Sentences that a noun reaches back over.
const REACH: usize = 6;

/// True for a definite noun that may stand for an event told before.
pub(in crate::facts) fn is_anaphor(reading: &Reading<'_>, head: TokenId) -> bool {
    let token = reading.token(head);
    let nouns = &reading.frames.coreference.nouns;
    token.pos == "NOUN"
        && nouns.contains_key(token.lemma.as_str())
        && mention::is_definite(reading, head)
}

/// The event that a noun stands for: of the nearest sentence, the one that is told first.
pub(in crate::facts) fn antecedent(
    reading: &Reading<'_>,
    drafts: &[Draft],
    head: TokenId,
) -> Option<EventId> {
    let lexicon = &reading.frames.coreference;
    let noun = reading.token(head).lemma.as_str();
    let here = reading.analysis.sentence_of(head);
    (0..drafts.len())
        .filter(|&id| {
            let draft = &drafts[id];
            draft.clause.is_some() && lexicon.takes_up(noun, &draft.event.class, &draft.family)
        })
        .filter(|&id| drafts[id].head < head && !governs(reading, &drafts[id], head))
        .map(|id| (here - reading.analysis.sentence_of(drafts[id].head), id))
        .filter(|&(sentences, _)| sentences <= REACH)
        .min_by_key(|&(sentences, id)| (sentences, drafts[id].head))
        .map(|(_, id)| id)
}

/// The noun stands inside the clause of the event.
fn governs(reading: &Reading<'_>, draft: &Draft, head: TokenId) -> bool {
    let mut token = head;
    while token != draft.head {
        let above = reading.token(token).head;
        if above == token {
            return false;
        }
        token = above;
    }
    true
}
