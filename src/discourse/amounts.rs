//! Nouns that count others: "dozens of people", "a series of strikes", "the state of the roads".
//!
//! Reads: lemmas and trees of [`Analysis`]. Writes: nothing. Never: knows how many.

use crate::linguistics::{Analysis, TokenId};

/// "dozens", "a number", "members": what counts is the noun after "of".
pub(super) fn is_amount(lemma: &str) -> bool {
    matches!(
        lemma,
        "dozen"
            | "hundred"
            | "thousand"
            | "million"
            | "number"
            | "score"
            | "majority"
            | "handful"
            | "couple"
            | "pair"
            | "series"
            | "spate"
            | "string"
            | "wave"
            | "lot"
            | "rest"
            | "some"
            | "many"
            | "most"
            | "all"
    )
}

/// Amounts that are something besides: a wave of the sea.
pub(super) fn has_own_sense(amount: &str) -> bool {
    matches!(
        amount,
        "number" | "score" | "series" | "spate" | "string" | "wave"
    )
}

/// "of" a common noun: no state is called so.
pub(super) fn is_condition(analysis: &Analysis, state: TokenId) -> bool {
    counted_noun(analysis, state).is_some_and(|of| analysis.tokens[of].pos == "NOUN")
}

pub(super) fn counted_noun(analysis: &Analysis, head: TokenId) -> Option<TokenId> {
    let of = analysis.child(head, &["prep"])?;
    (analysis.tokens[of].text == "of").then(|| analysis.child(of, &["pobj"]))?
}
