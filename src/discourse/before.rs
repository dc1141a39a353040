//! What the word right before a name tells of its kind.
//!
//! Reads: tags and tree, [`Knowledge`]. Writes: nothing. Never: reads titles of people; see `proper`.

use super::knowledge::Knowledge;
use super::proper::ProperName;
use super::{EntityKind, KindFamily};
use crate::linguistics::{Analysis, TokenId};

/// "the album **Karin**", "the airline **Norwing**": a noun for another kind of thing right before a name
/// that the recogniser takes for a person's or a place's.
pub(super) fn named_by_noun(
    analysis: &Analysis,
    knowledge: &Knowledge,
    name: &ProperName,
) -> Option<EntityKind> {
    if !matches!(name.label.as_str(), "PERSON" | "GPE" | "LOC") {
        return None;
    }
    let at = name.tokens.start.checked_sub(1)?;
    let noun = &analysis.tokens[at];
    let one = noun.tag == "NN" && noun.text.starts_with(char::is_lowercase);
    // "the film | Reed made" names nothing.
    let below = |token: TokenId| name.tokens.contains(&token);
    let named = match noun.dep.as_str() {
        "compound" | "nmod" => below(noun.head),
        _ => (name.tokens.clone()).any(|token| {
            let word = &analysis.tokens[token];
            word.head == at && word.dep == "appos"
        }),
    };
    let kind = knowledge.noun_kind(&noun.lemma.to_lowercase());
    kind.filter(|kind| {
        let family = kind.family();
        let thing = matches!(
            family,
            KindFamily::Organization | KindFamily::Place | KindFamily::Text
        );
        one && named && thing
    })
}

/// "news agency", "airline" right before a name.
pub(super) fn follows_body(analysis: &Analysis, knowledge: &Knowledge, start: TokenId) -> bool {
    let before = start.checked_sub(1).map(|t| &analysis.tokens[t]);
    before.is_some_and(|token| {
        let kind = knowledge.noun_kind(&token.lemma.to_lowercase());
        let firm = matches!(
            kind,
            Some(EntityKind::MediaOrganization | EntityKind::Company)
        );
        token.tag == "NN" && (firm || token.lemma == "agency")
    })
}

pub(super) fn follows_place_word(analysis: &Analysis, start: TokenId) -> bool {
    start > 0
        && matches!(
            analysis.tokens[start - 1].text.to_lowercase().as_str(),
            "in" | "at" | "near" | "from" | "to" | "outside"
        )
}
