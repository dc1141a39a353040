//! Words in a noun's place that mention nothing: "each other", "co-", what an office is for.
//!
//! Reads: trees of [`Analysis`], titles and kinds of nouns of [`Knowledge`]. Writes: nothing.
//! Never: looks at what the rest of the text says.

use super::KindFamily;
use super::knowledge::Knowledge;
use crate::linguistics::{Analysis, TokenId};

/// True for a word that is no mention of anything, whatever its part of speech.
pub(super) fn mentions_nothing(analysis: &Analysis, knowledge: &Knowledge, at: TokenId) -> bool {
    is_prefix(analysis, at) || is_reciprocal(analysis, at) || is_field(analysis, knowledge, at)
}

/// "**co**-author", "**ex**-minister": half a word.
fn is_prefix(analysis: &Analysis, at: TokenId) -> bool {
    let token = &analysis.tokens[at];
    let hyphen = analysis.tokens.get(at + 1);
    let joined = !token.space_after && hyphen.is_some_and(|next| next.text == "-");
    joined
        && matches!(
            token.text.to_lowercase().as_str(),
            "co" | "ex" | "half" | "non" | "vice"
        )
}

/// "each **other**", "one **another**": nobody besides those who act.
fn is_reciprocal(analysis: &Analysis, at: TokenId) -> bool {
    let text = |t: TokenId| analysis.tokens[t].text.to_lowercase();
    at > 0
        && matches!(
            (text(at - 1).as_str(), text(at).as_str()),
            ("each", "other") | ("one", "another")
        )
}

/// "Secretary of **State**", "Minister of **Education**": what an office is for; "Mayor of **Fort Lee**" is a place.
fn is_field(analysis: &Analysis, knowledge: &Knowledge, at: TokenId) -> bool {
    let tokens = &analysis.tokens;
    let preposition = &tokens[tokens[at].head];
    let office = &tokens[preposition.head];
    let kind = || knowledge.noun_kind(&tokens[at].lemma.to_lowercase());
    tokens[at].dep == "pobj"
        && matches!(preposition.text.as_str(), "of" | "for")
        && knowledge.is_title(&office.lemma)
        && analysis.children(at).next().is_none()
        && kind().is_some_and(|kind| matches!(kind.family(), KindFamily::Topic | KindFamily::Place))
}
