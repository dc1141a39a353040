//! What hangs on each word, where the clauses have not given it to another.
//!
//! Reads: tree and clauses. Writes: lists of dependents. Never: gives a word a new head.

use rustc_hash::FxHashSet;

use crate::linguistics::clauses::{Clause, Slot, Via};
use crate::linguistics::{Analysis, TokenId};

/// The direct dependents of every token, left to right. What a clause begins or ends with is part of no noun:
/// "governor of Norland and **Ana Reis** was sworn in", "charged with theft **by the police**", "elected **Ana Reis** chief".
pub(super) fn of_all(analysis: &Analysis, clauses: &[Clause]) -> Vec<Vec<TokenId>> {
    let words = |slots: [Slot; 2], vias: &[Via]| -> FxHashSet<TokenId> {
        let arguments = clauses.iter().flat_map(|clause| &clause.arguments);
        let own = arguments.filter(|it| slots.contains(&it.slot) && vias.contains(&it.via));
        own.map(|it| it.head).collect()
    };
    let own = words([Slot::Subject, Slot::Object], &[Via::Direct, Via::Passive]);
    let objects = words([Slot::Object, Slot::IndirectObject], &[Via::Direct]);
    let mut dependents = vec![Vec::new(); analysis.tokens.len()];
    for (id, token) in analysis.tokens.iter().enumerate() {
        let moved = match (token.dep.as_str(), token.text.as_str()) {
            ("compound" | "nmod", _) => objects.contains(&id),
            ("conj", _) => own.contains(&id),
            ("prep", "by") => (analysis.child(id, &["pobj"])).is_some_and(|it| own.contains(&it)),
            _ => false,
        };
        if token.head != id && !moved {
            dependents[token.head].push(id);
        }
    }
    dependents
}
