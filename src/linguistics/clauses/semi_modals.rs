//! Verbs and adjectives that work as modal verbs: "is going to", "has to", "is set to", "used to".
//!
//! Reads: lexicon and tree. Writes: modal, tense and negation of the infinitive; renames the semi-modal.
//! Never: treats "expected to" or "likely to" so: these are predicates with a complement.

use super::builder::Builder;
use super::lexicon::SemiModal;
use super::{ClauseId, PredicateKind, Tense};
use crate::linguistics::TokenId;

/// Gives the semi-modal's name and what it says of time and negation to its infinitive.
pub(super) fn apply(builder: &mut Builder, id: ClauseId) {
    let tree = builder.tree;
    let clause = &builder.clauses[id];
    let head = clause.head;
    let Some(infinitive) = infinitive(builder, head) else {
        return;
    };
    let Some(entry) = entry(builder, head).cloned() else {
        return;
    };
    // "is due to": the copula above the adjective has tense and negation.
    let finite = match clause.kind {
        PredicateKind::Adjective => builder.verb_at(tree.head(head)).unwrap_or(id),
        _ => id,
    };
    let group = builder.features(finite);
    let negator = (entry.negator.as_deref()).and_then(|word| adverb(builder, head, word));
    builder.clauses[id].lemma = entry.name.clone();
    let target = &mut builder.clauses[infinitive];
    target.modal = group.modal.or(Some(entry.name));
    target.tense = if entry.future {
        Tense::Future
    } else {
        group.tense
    };
    target.negation = target.negation.or(negator).or(group.negation);
}

fn infinitive(builder: &Builder, head: TokenId) -> Option<ClauseId> {
    let tree = builder.tree;
    tree.with(head, &["xcomp"])
        .find(|&complement| tree.infinitive_to(complement).is_some())
        .and_then(|complement| builder.verb_at(complement))
}

fn entry<'l>(builder: &'l Builder, head: TokenId) -> Option<&'l SemiModal> {
    let tree = builder.tree;
    let lemma = &tree.token(head).lemma;
    let has_complement = tree.child(head, &["dobj", "attr", "acomp"]).is_some()
        || builder.spelled_out(head).is_some();
    (builder.lexicon.semi_modal.iter()).find(|entry| {
        entry.lemma == *lemma
            && entry.tag.as_deref().is_none_or(|tag| tag == tree.tag(head))
            && (entry.negator.as_deref()).is_none_or(|word| adverb(builder, head, word).is_some())
            && !has_complement
    })
}

fn adverb(builder: &Builder, head: TokenId, word: &str) -> Option<TokenId> {
    let tree = builder.tree;
    tree.with(head, &["advmod"])
        .find(|&adverb| tree.lower(adverb) == word)
}

impl Builder<'_> {
    /// The noun whose content a copula gives: "the **goal** is to win", "the **claim** is that he lied".
    pub(super) fn spelled_out(&self, copula: TokenId) -> Option<ClauseId> {
        let tree = self.tree;
        if tree.token(copula).lemma != "be" {
            return None;
        }
        let noun = tree.child(copula, &["nsubj"])?;
        let goal = self.lexicon.goal_nouns.contains(&tree.token(noun).lemma);
        let that = |clause: TokenId| tree.child(clause, &["mark"]).is_some();
        let fits = goal || tree.with(copula, &["ccomp"]).any(that);
        self.at(noun).filter(|_| fits)
    }

    /// True for the clause of a semi-modal, once [`apply`] has renamed it.
    pub(super) fn is_semi_modal(&self, id: ClauseId) -> bool {
        let lemma = &self.clauses[id].lemma;
        self.lexicon
            .semi_modal
            .iter()
            .any(|entry| entry.name == *lemma)
    }
}
