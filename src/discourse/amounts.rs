//! Nouns that count others: "dozens of people", "a series of strikes", "the state of the roads".
//!
//! Reads: lemmas and trees of [`Analysis`]. Writes: nothing. Never: knows how many.

use crate::linguistics::{Analysis, TokenId};

/// "of" a common noun: no state is called so.
pub(super) fn is_condition(analysis: &Analysis, state: TokenId) -> bool {
    counted_noun(analysis, state).is_some_and(|of| analysis.tokens[of].pos == "NOUN")
}

pub(super) fn counted_noun(analysis: &Analysis, head: TokenId) -> Option<TokenId> {
    let of = analysis.child(head, &["prep"])?;
    (analysis.tokens[of].text == "of").then(|| analysis.child(of, &["pobj"]))?
}
