//! Speech that goes on in a sentence of its own: "The bank said it would close. Clients **would be** paid."
//!
//! Reads: clauses, tree, quotations and [`Cues`](super::cues::Cues). Writes: the verb of saying.
//! Never: takes a condition for speech, or a speech over the end of a paragraph.

use super::Sources;
use super::cues::Kind;
use super::wording::has_condition;
use crate::linguistics::clauses::{Clause, ClauseId, PredicateKind, Slot, Tense};

/// Future of the past.
const WOULD: &str = "would";

/// The verb of saying, in the sentences before, whose words a main clause with "would" goes on with.
pub(super) fn speech(sources: &Sources, clause: &Clause) -> Option<ClauseId> {
    let analysis = sources.analysis;
    let goes_on = clause.modal.as_deref() == Some(WOULD)
        && !clause.perfect
        && analysis.tokens[clause.head].dep == "ROOT"
        && sources.quotes.at(clause.head).is_none()
        && !has_condition(sources, clause);
    let here = analysis.sentence_of(clause.head);
    let before = analysis.sentences.get(here.checked_sub(1)?)?;
    if !goes_on || before.paragraph != analysis.sentences[here].paragraph {
        return None;
    }
    let mut roots = before.tokens.clone();
    let root = roots.find(|&token| analysis.tokens[token].dep == "ROOT")?;
    let id = sources.clause_at(root)?;
    let above = &sources.clauses.clauses[id];
    if tells_of_future(sources, above) {
        return Some(id);
    }
    speech(sources, above)
}

/// "said that it **would** close"
fn tells_of_future(sources: &Sources, clause: &Clause) -> bool {
    let clauses = &sources.clauses.clauses;
    let future = |head| {
        let said = sources.clause_at(head).map(|id| &clauses[id]);
        said.is_some_and(|said| said.modal.as_deref() == Some(WOULD))
    };
    clause.kind == PredicateKind::Verb
        && clause.tense == Tense::Past
        && clause.negation.is_none()
        && sources.cues.speaks(&clause.lemma, Kind::Verb)
        && clause
            .arguments(&Slot::Content)
            .any(|content| future(content.head))
}
