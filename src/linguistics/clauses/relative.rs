//! Relative clauses without pronoun in an argument slot: zero relatives, "where", "when", stranded prepositions.
//!
//! Reads: tree and [`Builder`]. Writes: the antecedent in the gap's slot. Never: touches clauses with a filled gap.

use super::builder::Builder;
use super::embedding::called_ranked;
use super::{Clause, ClauseId, PredicateKind, Slot, Via};
use crate::linguistics::TokenId;

/// Puts the antecedent of a relative clause where the clause lacks it.
pub(super) fn fill_gap(builder: &mut Builder, id: ClauseId) {
    let tree = builder.tree;
    let head = builder.clauses[id].head;
    let antecedent = tree.head(head);
    if let Some(adverb) = relative_adverb(builder, head) {
        let slot = match tree.lower(adverb).as_str() {
            "where" | "whereby" => Slot::Oblique("in".into()),
            "when" => Slot::Temporal,
            _ => return,
        };
        builder.add(id, &slot, antecedent, Via::Relative);
        return;
    }
    let ranked = called_ranked(builder, head);
    if !ranked.is_empty() {
        builder.set_subject(id, &ranked, Via::Control);
    } else if !is_filled(builder, id, antecedent) {
        zero_relative(builder, id, antecedent);
    }
}

fn relative_adverb(builder: &Builder, head: TokenId) -> Option<TokenId> {
    let tree = builder.tree;
    tree.with(head, &["advmod"])
        .find(|&adverb| tree.tag(adverb) == "WRB" && adverb < head)
}

/// Some clause inside the relative clause has the antecedent already.
fn is_filled(builder: &Builder, id: ClauseId, antecedent: TokenId) -> bool {
    let head = builder.clauses[id].head;
    let relative = |clause: &Clause| {
        clause
            .arguments
            .iter()
            .any(|argument| argument.head == antecedent && argument.via == Via::Relative)
    };
    let inside = builder.clauses[id..]
        .iter()
        .take_while(|clause| builder.tree.is_below(clause.head, head));
    inside.into_iter().any(relative) || has_relative_word(builder, head)
}

/// "whose", "of which": the antecedent is inside an argument.
fn has_relative_word(builder: &Builder, head: TokenId) -> bool {
    let tree = builder.tree;
    tree.before_in_subtree(head).any(|token| {
        matches!(tree.tag(token), "WP$")
            || (matches!(tree.tag(token), "WDT" | "WP")
                && matches!(tree.dep(token), "pobj" | "poss"))
    })
}

fn zero_relative(builder: &mut Builder, id: ClauseId, antecedent: TokenId) {
    let lemma = &builder.tree.token(antecedent).lemma;
    let (head, slot) = (builder.clauses[id].head, builder.subject_slot(id));
    if !builder.has(id, &slot) {
        builder.add(id, &slot, antecedent, Via::Relative);
    } else if builder.lexicon.time_nouns.contains(lemma) {
        builder.add(id, &Slot::Temporal, antecedent, Via::Relative);
    } else if builder.lexicon.place_nouns.contains(lemma) {
        builder.add(id, &Slot::Oblique("in".into()), antecedent, Via::Relative);
    } else if !builder.lexicon.manner_nouns.contains(lemma) {
        object_gap(builder, id, head, antecedent);
    }
}

/// The gap lies in the clause itself, at a stranded preposition, or in a complement of it.
fn object_gap(builder: &mut Builder, id: ClauseId, head: TokenId, antecedent: TokenId) {
    let tree = builder.tree;
    let stranded = tree
        .with(head, &["prep"])
        .find(|&preposition| tree.children(preposition).is_empty());
    if let Some(preposition) = stranded {
        let slot = Slot::Oblique(tree.lower(preposition).clone());
        builder.add(id, &slot, antecedent, Via::Relative);
        return;
    }
    if let Some(complement) = tree.child(head, &["xcomp", "ccomp"]) {
        if let Some(inner) = builder.verb_at(complement) {
            let slot = builder.subject_slot(inner);
            if tree.dep(complement) == "ccomp" && !builder.has(inner, &slot) {
                builder.add(inner, &slot, antecedent, Via::Relative);
            } else {
                object_gap(builder, inner, complement, antecedent);
            }
        }
        return;
    }
    let clause = &builder.clauses[id];
    let open = clause.kind == PredicateKind::Verb
        && !clause.passive
        && !builder.has(id, &Slot::Object)
        && !builder.lexicon.intransitive.contains(&clause.lemma);
    if open {
        builder.add(id, &Slot::Object, antecedent, Via::Relative);
    }
}

/// The word that a relative pronoun refers to: "who" skips a noun that names no person for one
/// that does, between it and the pronoun: "disagreements with **Holm, who** left".
pub(super) fn antecedent_of(builder: &Builder, pronoun: TokenId, noun: TokenId) -> TokenId {
    let tree = builder.tree;
    let is_person = |id: TokenId| {
        builder.lexicon.people_nouns.contains(&tree.token(id).lemma)
            || matches!(tree.label(id), "PERSON" | "NORP")
    };
    let is_head = |&id: &TokenId| !matches!(tree.dep(id), "compound" | "poss" | "nmod" | "amod");
    let misplaced = tree.lower(pronoun) == "who" && tree.pos(noun) == "NOUN" && !is_person(noun);
    (noun + 1..pronoun)
        .rev()
        .filter(is_head)
        .find(|&id| misplaced && is_person(id) && tree.is_below(id, noun))
        .unwrap_or(noun)
}
