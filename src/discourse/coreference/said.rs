//! What a clause says a pronoun is: "It is a long fight", "making it the worst storm".
//!
//! Reads: trees and [`Chains`]. Writes: nothing. Never: chooses an antecedent.

use super::chains::{ChainId, Chains, PhraseId};
use crate::discourse::{EntityKind, KindFamily};
use crate::linguistics::Analysis;

/// What a pronoun is said to be: "It is **a long fight**", "making it **the worst storm**".
pub(super) fn said_of(chains: &Chains<'_>, pronoun: PhraseId) -> Option<PhraseId> {
    let analysis = chains.analysis;
    let token = &analysis.tokens[chains.phrases[pronoun].head];
    let verb = &analysis.tokens[token.head];
    let said = match token.dep.as_str() {
        "nsubj" if verb.lemma == "be" => analysis.child(token.head, &["attr"]),
        _ => made_into(analysis, chains.phrases[pronoun].head),
    };
    chains.phrase_at(said?)
}

/// "making it **the worst storm**"
fn made_into(analysis: &Analysis, pronoun: usize) -> Option<usize> {
    let token = &analysis.tokens[pronoun];
    let verb = &analysis.tokens[token.head];
    match token.dep.as_str() {
        "nsubj" if verb.pos == "NOUN" && verb.dep == "ccomp" => {
            (analysis.tokens[verb.head].lemma == "make").then_some(token.head)
        }
        "dobj" if verb.lemma == "make" => analysis.child(token.head, &["oprd"]),
        _ => None,
    }
}

/// "It is a long fight": what a pronoun is said to be, its antecedent can be.
pub(super) fn is_what_is_said(chains: &Chains<'_>, chain: ChainId, pronoun: PhraseId) -> bool {
    let analysis = chains.analysis;
    let Some(said) = said_of(chains, pronoun) else {
        return true;
    };
    // "Rain fell for a week, making **it** the worst storm in years": what went on, unless a storm was told of.
    let thing = chains.all[chain].kind.family() != KindFamily::Person;
    if thing && made_into(analysis, chains.phrases[pronoun].head).is_some() {
        return chains.all[chain]
            .lemmas
            .contains(&chains.phrases[said].lemma);
    }
    let known = |kind: EntityKind| kind != EntityKind::Thing;
    // "It is **the first prize** awarded to": no committee is a prize.
    let thing = chains.knowledge.noun_kind(&chains.phrases[said].lemma) == Some(EntityKind::Thing);
    let ranked = analysis.children(chains.phrases[said].head).any(|word| {
        matches!(
            analysis.tokens[word].lemma.as_str(),
            "first" | "second" | "third" | "last" | "latest"
        )
    });
    if thing && ranked && chains.all[chain].kind.family() == KindFamily::Organization {
        return false;
    }
    let (said, kind) = (chains.phrases[said].kind, chains.all[chain].kind);
    !known(said) || !known(kind) || said.family().meets(kind.family())
}
