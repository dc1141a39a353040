//! Subjects: no verb has two side by side, and what goes on with another, nothing joining them, has its own.
//!
//! Reads: names of entities, nouns for people. Writes: the tree. Never: leaves a verb without the subject
//! that it had.

use super::{SUBJECTS, first, is_finite, last, take_subject};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::lexicon::ClauseLexicon;
use crate::linguistics::clauses::tree::Tree;

/// No verb has two subjects side by side: "surveys by Gallo and **Norstat** show", "a merger with the line
/// **Kallistos** failed", "police working with **Chile** said", "the judge, **Ana Reis**, said", "a blast in Lima,
/// **Peru**, killed" have one each.
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
        } else if adjacent && tree.dep(end) == "prep" && tree.children(end).is_empty() {
            tree.attach(other, end, "pobj");
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

/// "resigned as governor of Norland **and Ana Reis was sworn in**": where the "and" before the noun that stands right
/// before a finite verb is all that joins that verb to the one above it, it joins clauses, and the noun is the subject.
pub(super) fn give_conjunct(tree: &mut Tree, verb: TokenId) {
    let above = tree.head(verb);
    let finite = tree.child(verb, &["aux", "auxpass"]).unwrap_or(verb);
    let goes_on = tree.dep(verb) == "conj" && above < verb && is_finite(tree, finite);
    let joins = |cc: TokenId| above < cc && cc < verb;
    if !goes_on || tree.child(verb, &SUBJECTS).is_some() || tree.with(above, &["cc"]).any(joins) {
        return;
    }
    let start = first(tree, verb);
    let mut subject = None;
    let mut at = start.saturating_sub(1);
    while at > above && last(tree, at) + 1 == start {
        let and = first(tree, at).checked_sub(1);
        let and = and.filter(|&and| tree.dep(and) == "cc" && tree.head(and) == tree.head(at));
        let nominal = matches!(tree.pos(at), "NOUN" | "PROPN");
        let member = tree.dep(at) == "conj" && tree.head(at) != above && nominal;
        if let Some(and) = and.filter(|_| member) {
            subject = Some((at, and));
            // "off the roads and **shops and ferries were** closed": several.
            if !matches!(tree.lower(finite).as_str(), "are" | "have" | "were") {
                break;
            }
        }
        at = tree.head(at);
    }
    if let Some((subject, and)) = subject {
        tree.attach(and, above, "cc");
        take_subject(tree, verb, subject);
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
