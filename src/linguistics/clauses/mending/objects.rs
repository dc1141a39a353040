//! Objects: a preposition has one complement, a verb no second object behind a comma; a score is none, and what
//! harm is done to goes with the verb that says so.
//!
//! Reads and writes: the tree. Never: takes an object away from a verb that has only one.

use super::{first, last};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::lexicon::ClauseLexicon;
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

/// "Chile beat **Peru** 2-1": the parser takes the score for the object and the loser for a measure.
pub(super) fn give_opponent(tree: &mut Tree, verb: TokenId) {
    let digit = |id: TokenId| tree.tag(id) == "CD";
    let score = tree.child(verb, &["dobj"]).filter(|&goals| {
        goals > verb + 3
            && digit(goals)
            && matches!(tree.lower(goals - 1).as_str(), "-" | "–")
            && digit(goals - 2)
    });
    let loser = score.and_then(|goals| {
        let mut before = tree.with(verb, &["npadvmod", "nmod"]);
        before.find(|&name| name + 3 == goals && tree.pos(name) == "PROPN")
    });
    if let (Some(score), Some(loser)) = (score, loser) {
        tree.attach(loser, verb, "dobj");
        let behind: Vec<TokenId> = tree.with(score, &["prep"]).collect();
        for phrase in behind {
            tree.attach(phrase, verb, "prep");
        }
        tree.attach(score, loser, "nummod");
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

/// "killing two and **damaging** homes": the second harm is done to what it stands before, which the first did
/// nothing to.
pub(super) fn part_from_damage(tree: &mut Tree, lexicon: &ClauseLexicon, verb: TokenId) {
    let harms = |form: &str| {
        let stem = form.trim_end_matches("ing");
        let mut verbs = lexicon.harm_verbs.iter();
        form.ends_with("ing") && verbs.any(|harm| harm.trim_end_matches('e') == stem)
    };
    if !harms(tree.lower(verb)) {
        return;
    }
    let Some(victims) = tree.child(verb, &["dobj"]) else {
        return;
    };
    let beside = |&thing: &TokenId| {
        let start = first(tree, thing);
        tree.head(start) == thing && tree.dep(start) == "amod" && harms(tree.lower(start))
    };
    let things: Vec<TokenId> = tree.with(victims, &["conj"]).filter(beside).collect();
    for thing in things {
        tree.attach(thing, verb, "dep");
    }
}
