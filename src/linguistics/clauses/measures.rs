//! Bare nominals beside a verb: times and amounts, scores, and names and things that the parser took for times.
//!
//! Reads: tree and lexicon. Writes: the slot of a bare nominal. Never: reads a date.

use super::Slot;
use super::lexicon::ClauseLexicon;
use super::tree::Tree;
use crate::linguistics::TokenId;

/// Labels of times and amounts.
const MEASURES: [&str; 5] = ["DATE", "TIME", "PERCENT", "QUANTITY", "MONEY"];

/// Slot of a nominal without preposition: "**yesterday**", "beat **United**", "beat United **3-1**".
/// `None` for what is no argument: "the president **himself**".
pub(super) fn slot(tree: &Tree, lexicon: &ClauseLexicon, nominal: TokenId) -> Option<Slot> {
    if is_score(tree, nominal) {
        return Some(Slot::Oblique("by".into()));
    }
    if MEASURES.contains(&tree.label(nominal))
        || lexicon.time_nouns.contains(&tree.token(nominal).lemma)
    {
        return Some(Slot::Temporal);
    }
    match tree.pos(nominal) {
        "PRON" => None,
        _ if is_listed(tree, nominal) => Some(Slot::Object),
        "PROPN" => {
            let has_object = tree.child(tree.head(nominal), &["dobj"]).is_some();
            let behind = nominal > tree.head(nominal) && !has_object;
            behind.then_some(Slot::Object)
        }
        _ => Some(Slot::Temporal),
    }
}

/// "seized 126 skins, **eight tails** and two coats": the second of several objects.
fn is_listed(tree: &Tree, nominal: TokenId) -> bool {
    let objects = tree.child(tree.head(nominal), &["dobj"]);
    let follows = objects.is_some_and(|object| object < nominal);
    let counted = |id: TokenId| tree.child(id, &["nummod"]).is_some();
    let last = tree.child(nominal, &["conj"]);
    follows && counted(nominal) && last.is_some_and(counted)
}

/// "3-1": figures of two numbers, by how much a match was won.
pub(super) fn is_score(tree: &Tree, id: TokenId) -> bool {
    let figure = |id: TokenId| {
        id < tree.len() && tree.tag(id) == "CD" && tree.lower(id).parse::<u8>().is_ok()
    };
    figure(id)
        && id + 2 < tree.len()
        && matches!(tree.lower(id + 1).as_str(), "-" | "–")
        && figure(id + 2)
        && !MEASURES.contains(&tree.label(id))
}

/// "1" of "3-1".
pub(super) fn ends_score(tree: &Tree, id: TokenId) -> bool {
    id >= 2 && is_score(tree, id - 2)
}
