//! Objects: a preposition has one complement, a verb no second object behind a comma; what becomes
//! of an object is none.
//!
//! Reads and writes: the tree. Never: takes an object away from a verb that has only one.

use super::{first, last};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::tree::Tree;

/// "expects from Iran **an apology**": of two complements of a preposition the second is the object of
/// its verb.
pub(super) fn give_object(tree: &mut Tree, verb: TokenId) {
    const FULL: [&str; 4] = ["dobj", "ccomp", "xcomp", "auxpass"];
    if tree.pos(verb) != "VERB" || tree.child(verb, &FULL).is_some() {
        return;
    }
    let second = tree.with(verb, &["prep"]).find_map(|preposition| {
        let mut complements = tree.with(preposition, &["pobj"]);
        let governed = complements.next()?;
        let second = complements.next()?;
        let common = tree.pos(second) == "NOUN" && tree.label(second).is_empty();
        (common && last(tree, governed) + 1 == first(tree, second)).then_some(second)
    });
    if let Some(second) = second {
        tree.attach(second, verb, "dobj");
    }
}

/// "cleared him to run, **a move** that surprised many": what stands behind a comma is no second object,
/// but goes on with a list or is an aside.
pub(super) fn set_apart(tree: &mut Tree, verb: TokenId) {
    let objects: Vec<TokenId> = tree.with(verb, &["dobj"]).collect();
    let &[object, late, ..] = objects.as_slice() else {
        return;
    };
    let comma = first(tree, late).checked_sub(1);
    if comma.is_none_or(|comma| tree.token(comma).text != ",") {
        return;
    }
    let lists = tree.child(late, &["conj", "cc"]).is_some();
    if lists && last(tree, object) < first(tree, late) {
        tree.attach(late, object, "conj");
    } else {
        tree.attach(late, verb, "dep");
    }
}

/// "left two men **dead**": the adjective behind what is left says how it is left.
pub(super) fn give_state(tree: &mut Tree, verb: TokenId) {
    let left = |object: &TokenId| tree.token(verb).lemma == "leave" && *object > verb;
    let Some(object) = tree.child(verb, &["dobj"]).filter(left) else {
        return;
    };
    let state = tree
        .with(object, &["amod"])
        .find(|&state| state == object + 1);
    if let Some(state) = state.filter(|&state| tree.pos(state) == "ADJ") {
        tree.attach(state, verb, "oprd");
    }
}

/// "shot **dead** two men": what stands between a verb and its object says what becomes of the object.
pub(super) fn give_result(tree: &mut Tree, verb: TokenId) {
    let Some(object) = tree.child(verb, &["dobj"]).filter(|&it| it > verb + 1) else {
        return;
    };
    let result = verb + 1;
    let below = tree.dep(result) == "amod"
        && tree.head(result) == object
        && tree
            .with(object, &["nummod", "det", "poss"])
            .any(|word| result < first(tree, word));
    let beside = tree.dep(result) == "acomp" && tree.head(result) == verb;
    if tree.pos(result) == "ADJ" && (below || beside) {
        tree.attach(result, verb, "oprd");
    }
}
