//! Lists that the parser takes apart: their second member for another name of the first, their last for what
//! goes on with the verb.
//!
//! Reads and writes: the tree. Never: makes a list of what names a thing ("the mayor, a lawyer and father") or
//! tells its parts ("five people, three men and two women").

use super::{first, last};
use crate::linguistics::clauses::tree::Tree;
use crate::linguistics::{TokenId, small_number};

/// "seized 120 rifles, **eight pistols** and two bombs", "the EU, **the US** and others": a phrase behind a comma
/// that goes on with "and" after one of its own sort is the second of a list.
pub(super) fn unite(tree: &mut Tree, second: TokenId) {
    if tree.dep(second) != "appos" || !behind_comma(tree, second) {
        return;
    }
    let one = counted_above(tree, tree.head(second));
    let rest = rest(tree, one, second);
    let nominal = |&id: &TokenId| matches!(tree.pos(id), "NOUN" | "PROPN");
    if rest.len() < 2 || !rest.iter().all(nominal) {
        return;
    }
    let place = |id: TokenId| tree.label(id) == "GPE";
    let alike = if named(tree, one) && named(tree, second) {
        // "in Bern, Switzerland, and Lyon" is no list, "Chile, Peru and Kenya agreed" is one.
        !(place(one) && place(second)) || matches!(tree.dep(one), "nsubj" | "nsubjpass")
    } else {
        is_more(tree, one, &rest)
    };
    if alike {
        tree.attach(second, one, "conj");
    }
}

/// The second of a list and what follows it behind "and".
fn rest(tree: &Tree, one: TokenId, second: TokenId) -> Vec<TokenId> {
    let mut rest = tree.conjuncts(second);
    let late = tree.with(one, &["conj"]).filter(|&id| id > second);
    rest.extend(late.flat_map(|id| tree.conjuncts(id)));
    let and = |&id: &TokenId| tree.with(id, &["cc"]).any(|cc| tree.lower(cc) == "and");
    if rest.iter().chain([&one]).any(and) {
        rest
    } else {
        Vec::new()
    }
}

/// What is counted: in "12 kilos of **coffee**" the kilos.
fn counted_above(tree: &Tree, noun: TokenId) -> TokenId {
    let of = tree.head(noun);
    let measure = tree.head(of);
    let counts = tree.lower(of) == "of" && tree.child(measure, &["nummod"]).is_some();
    if counts && number(tree, noun).is_none() {
        measure
    } else {
        noun
    }
}

/// Things that do not make up the first, as "three men and two women" make up "five people", nor say what it is,
/// as "a lawyer and writer" may say of "a man", but not "two nuns and their driver" or "the captain and players".
fn is_more(tree: &Tree, one: TokenId, rest: &[TokenId]) -> bool {
    let single = tree.tag(one) == "NN" && tree.child(one, &["det", "poss"]).is_some();
    if single && rest.iter().any(|&id| tree.tag(id) == "NNS") {
        return true;
    }
    let parts: Option<usize> = rest.iter().map(|&id| number(tree, id)).sum();
    let counts = number(tree, one).zip(parts);
    counts.is_some_and(|(all, parts)| all != parts)
}

fn behind_comma(tree: &Tree, phrase: TokenId) -> bool {
    let comma = first(tree, phrase).checked_sub(1);
    comma.is_some_and(|comma| tree.token(comma).text == ",")
}

/// "withdrew from Bern **and two other towns**": a noun that the parser joins to the verb goes on with the noun
/// right before it, where the verb has no other that it could go on with. A bare one may be a verb ("and heads
/// home").
pub(super) fn join_to_noun(tree: &mut Tree, noun: TokenId) {
    let verb = tree.head(noun);
    let nominal = matches!(tree.pos(noun), "NOUN" | "PROPN")
        && tree
            .child(
                noun,
                &["nsubj", "nsubjpass", "aux", "auxpass", "cop", "acl"],
            )
            .is_none()
        && first(tree, noun) < noun;
    let joined = tree.dep(noun) == "conj" && tree.pos(verb) == "VERB" && verb < noun;
    if !nominal || !joined {
        return;
    }
    let before = (first(tree, noun).checked_sub(1)).filter(|&and| tree.lower(and) == "and");
    let open: Vec<TokenId> = (tree.with(verb, &["dobj", "prep", "agent", "attr"]))
        .filter(|&child| verb < child && child < noun)
        .filter_map(|child| match tree.dep(child) {
            "dobj" | "attr" => Some(child),
            _ => tree.child(child, &["pobj"]),
        })
        .collect();
    let (Some(and), &[one]) = (before, open.as_slice()) else {
        return;
    };
    let end = last(tree, one);
    let close = end + 1 == and || end + 2 == and && tree.token(end + 1).text == ",";
    // "fired rockets at Bern and the lake port": at which of the two?
    let sure = end == one || named(tree, one) == named(tree, noun);
    if close && sure {
        tree.attach(and, one, "cc");
        tree.attach(noun, one, "conj");
    }
}

fn named(tree: &Tree, id: TokenId) -> bool {
    tree.pos(id) == "PROPN" && !tree.label(id).is_empty()
}

/// "a car", "two cars": of how many things an indefinite noun phrase tells.
fn number(tree: &Tree, noun: TokenId) -> Option<usize> {
    if tree.pos(noun) != "NOUN" {
        return None;
    }
    match tree.child(noun, &["nummod", "det"]) {
        Some(word) if tree.dep(word) == "nummod" => {
            small_number(&tree.lower(word).replace(',', ""))
        }
        Some(article) => matches!(tree.lower(article).as_str(), "a" | "an").then_some(1),
        None => None,
    }
}
