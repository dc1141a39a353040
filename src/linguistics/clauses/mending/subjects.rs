//! Subjects: no verb has two side by side.
//!
//! Reads: names of entities, nouns for people. Writes: the tree. Never: leaves a verb without the subject
//! that it had.

use super::{first, last};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::lexicon::ClauseLexicon;
use crate::linguistics::clauses::tree::Tree;

/// No verb has two subjects side by side: "surveys by Gallo and **Norstat** show", "a merger with the line
/// **Kallistos** failed", "its co-**founder** said", "the judge, **Ana Reis**, said", "a blast in Lima, **Peru**,
/// killed" have one each.
pub(super) fn unite_subjects(tree: &mut Tree, lexicon: &ClauseLexicon, verb: TokenId) {
    let subjects: Vec<TokenId> = (tree.with(verb, &["nsubj", "nsubjpass"]))
        .filter(|&subject| subject < verb && !matches!(tree.tag(subject), "WDT" | "WP" | "PRP"))
        .collect();
    let Some((&one, others)) = subjects.split_first() else {
        return;
    };
    let mut one = one;
    for &other in others {
        let (end, start) = (last(tree, one), first(tree, other));
        let adjacent = end + 1 == start;
        let apart = end + 2 == start && tree.lower(end + 1) == ",";
        let named = |token: TokenId| tree.pos(token) == "PROPN";
        let somebody = end == one || lexicon.people_nouns.contains(&tree.token(one).lemma);
        let person = tree.label(other) == "PERSON" && (somebody || apart);
        let place = matches!(tree.label(other), "GPE" | "LOC");
        if adjacent && is_hyphen(tree, other) {
            tree.attach(other, one, "punct");
        } else if adjacent && is_hyphen(tree, end) && end > one {
            let before = end - 1;
            let dashed = tree.lower(end) == "–" && named(before) && named(other);
            tree.attach(end, before, "punct");
            if dashed {
                tree.attach(other, one, "appos");
            } else {
                replace(tree, before, other, "compound");
            }
        } else if adjacent && tree.dep(end) == "cc" {
            let alike = named(one) == named(other);
            let first = if alike { one } else { tree.head(end) };
            tree.attach(other, first, "conj");
        } else if apart && place && end != one {
            tree.attach(other, end, "appos");
        } else if adjacent && end != one && tree.pos(end) == "NOUN" && named(other) && !person {
            replace(tree, end, other, "appos");
        } else if adjacent && end == one && named(one) && !named(other) {
            tree.attach(one, other, "compound");
            one = other;
        } else if apart && named(one) && !named(other) {
            tree.attach(other, one, "appos");
        } else if (person && apart || adjacent && (person || end == one))
            && named(other)
            && !named(one)
        {
            tree.attach(one, other, "appos");
            one = other;
        } else {
            one = other;
        }
    }
}

/// Puts a word into the place of another, which then hangs on it.
fn replace<'a>(tree: &mut Tree<'a>, old: TokenId, new: TokenId, relation: &'a str) {
    let (host, place) = (tree.head(old), tree.dep(old));
    tree.attach(new, host, place);
    tree.attach(old, new, relation);
}

fn is_hyphen(tree: &Tree, token: TokenId) -> bool {
    matches!(tree.lower(token).as_str(), "-" | "–")
}
