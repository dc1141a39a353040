//! Objects: a preposition has one complement, a verb no second object behind a comma; what becomes
//! of an object is none; a noun does not begin with the name of who gets it or is called so.
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

/// "denounced as illegal **the arrest**", "dismissed as baseless **reports** that": what a verb of judging has behind its
/// judgement is its object.
pub(super) fn give_judged(tree: &mut Tree, lexicon: &ClauseLexicon, verb: TokenId) {
    let critic = tree.pos(verb) == "VERB" && lexicon.judging.contains(&tree.token(verb).lemma);
    if !critic || tree.child(verb, &["dobj", "auxpass", "ccomp"]).is_some() {
        return;
    }
    let judged = tree.with(verb, &["prep"]).find_map(|link| {
        let noun = tree.child(link, &["pobj"])?;
        let judgement = link + 1;
        let plain = tree.pos(judgement) == "ADJ" && tree.dep(judgement) == "amod";
        (tree.lower(link) == "as" && plain && judgement < noun).then_some((link, judgement, noun))
    });
    let Some((link, judgement, noun)) = judged else {
        return;
    };
    let opens = |&word: &TokenId| judgement < word && matches!(tree.dep(word), "det" | "poss");
    let determined = tree.children(noun).iter().any(opens);
    let explained = tree.child(noun, &["acl", "relcl"]).is_some();
    if determined || explained && tree.tag(noun) == "NNS" {
        tree.attach(judgement, link, "amod");
        tree.attach(noun, verb, "dobj");
    }
}

/// "elected **Peter Reis** president": who is made what the noun says, which without an article is a post.
pub(super) fn part_named(tree: &mut Tree, lexicon: &ClauseLexicon, verb: TokenId) {
    if tree.pos(verb) != "VERB" || !lexicon.naming.contains(&tree.token(verb).lemma) {
        return;
    }
    let post = tree
        .child(verb, &["dobj"])
        .filter(|&it| tree.tag(it) == "NN");
    if let Some((name, post)) = post.and_then(|post| Some((name_before(tree, post)?, post)))
        && tree.label(name) == "PERSON"
    {
        tree.attach(name, verb, "dobj");
        tree.attach(post, verb, "oprd");
    }
}

/// "fined **Meta** 1.2 billion euros": what one gives does not begin with a name before its number.
pub(super) fn part_recipient(tree: &mut Tree, lexicon: &ClauseLexicon, verb: TokenId) {
    const NAMES: [&str; 5] = ["", "GPE", "NORP", "ORG", "PERSON"];
    let gives = tree.pos(verb) == "VERB"
        && lexicon.giving.contains(&*tree.token(verb).verb_lemma())
        && tree.child(verb, &["dative"]).is_none();
    let Some(object) = tree.child(verb, &["dobj"]).filter(|_| gives) else {
        return;
    };
    let number = tree.child(object, &["nummod"]);
    let number = number.map(|number| first(tree, number));
    let name = name_before(tree, object).filter(|&name| Some(name + 1) == number);
    if let Some(name) = name.filter(|&name| NAMES.contains(&tree.label(name))) {
        tree.attach(name, verb, "dative");
    }
}

/// The name right behind the verb with which the parser lets a noun begin, by its last word.
fn name_before(tree: &Tree, noun: TokenId) -> Option<TokenId> {
    let start = first(tree, noun);
    let behind = tree.head(noun) + 1 == start;
    let mut words = tree.with(noun, &["compound", "nmod"]);
    let name = words.find(|&it| tree.pos(it) == "PROPN" && first(tree, it) == start)?;
    let whole = (start..name).all(|word| tree.is_below(word, name));
    (behind && whole).then_some(name)
}
