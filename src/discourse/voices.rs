//! Whose word a document is: "a statement **from the ministry**", "a **UN** report".
//!
//! Reads: the tree, [`Discourse`], [`Cues`]. Writes: the issuer. Never: guesses one that is not named at the
//! document's noun.

use super::perspective::cues::Cues;
use super::{Discourse, EntityId, KindFamily};
use crate::linguistics::{Analysis, TokenId};

/// Whoever speaks through the thing that this token names: of a document its issuer, where told.
pub(super) fn voice(
    analysis: &Analysis,
    discourse: &Discourse,
    cues: &Cues,
    token: TokenId,
) -> Option<EntityId> {
    let entity = discourse.entity_at(token)?;
    let document = &discourse.entities[entity];
    if document.kind.family() != KindFamily::Text || document.named {
        return Some(entity);
    }
    let issuer = analysis
        .children(token)
        .filter_map(|child| beside(analysis, cues, child))
        .filter_map(|noun| discourse.entity_at(noun))
        .find(|&issuer| speaks(discourse, issuer));
    issuer.or(Some(entity))
}

/// The noun that a child of a document's noun stands for: an owner, or what follows "by" or "from".
fn beside(analysis: &Analysis, cues: &Cues, child: TokenId) -> Option<TokenId> {
    let token = &analysis.tokens[child];
    match token.dep.as_str() {
        "poss" | "compound" | "nmod" | "amod" => Some(child),
        "prep" if matches!(token.text.as_str(), "by" | "from" | "of") => {
            analysis.child(child, &["pobj"])
        }
        "acl" if cues.words().issuing.contains(&token.lemma) => {
            let by = analysis.child(child, &["agent"])?;
            analysis.child(by, &["pobj"])
        }
        _ => None,
    }
}

fn speaks(discourse: &Discourse, entity: EntityId) -> bool {
    let entity = &discourse.entities[entity];
    let body = entity.kind.family() == KindFamily::Organization;
    let named = entity.named && entity.kind == super::EntityKind::Country;
    body || named || entity.kind.family() == KindFamily::Person
}
