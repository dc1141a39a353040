//! Chains that no pronoun of the third person means: "nobody", "any member", "it" of nothing, what somebody is said to be.
//!
//! Reads: [`Chains`]. Writes: nothing. Never: looks at the pronoun.

use super::chains::{ChainId, Chains, PhraseId};
use super::expletives::is_pleonastic;
use crate::discourse::mentions::Determiner;
use crate::discourse::{KindFamily, MentionForm};

/// True where a chain is no antecedent, whatever the pronoun.
pub(super) fn is_nobody(chains: &Chains<'_>, chain: ChainId) -> bool {
    is_indefinite(chains, chain)
        || is_speech_role(chains, chain)
        || is_predicate(chains, chain)
        || is_nothing(chains, chain)
        || is_free_relative(chains, chain)
        || is_said_of_somebody(chains, chain)
}

/// "**It** is clear that": no antecedent, as it means nothing.
fn is_nothing(chains: &Chains<'_>, chain: ChainId) -> bool {
    let [only] = chains.all[chain].phrases[..] else {
        return false;
    };
    let phrase = &chains.phrases[only];
    phrase.form == MentionForm::Pronoun
        && is_pleonastic(chains.analysis, &chains.knowledge.pronouns, phrase.head)
}

/// "did **what** anybody would and put a stop to it": no antecedent.
fn is_free_relative(chains: &Chains<'_>, chain: ChainId) -> bool {
    let [only] = chains.all[chain].phrases[..] else {
        return false;
    };
    chains.analysis.tokens[chains.phrases[only].head]
        .text
        .eq_ignore_ascii_case("what")
}

/// "became **leader** of the party": a word for what somebody is, and nobody by itself.
fn is_predicate(chains: &Chains<'_>, chain: ChainId) -> bool {
    let [only] = chains.all[chain].phrases[..] else {
        return false;
    };
    let phrase = &chains.phrases[only];
    let dep = chains.analysis.tokens[phrase.head].dep.as_str();
    let open = matches!(phrase.determiner, Determiner::None | Determiner::Indefinite);
    phrase.form == MentionForm::Description && open && matches!(dep, "attr" | "oprd")
}

/// "nobody", "anything", "no member", "those present": what picks out nobody in particular is no antecedent.
fn is_indefinite(chains: &Chains<'_>, chain: ChainId) -> bool {
    let first = chains.all[chain].phrases.first();
    first.is_some_and(|&phrase| {
        let phrase = &chains.phrases[phrase];
        let head = &chains.analysis.tokens[phrase.head];
        // "longer than **any other member**"
        let first = chains.analysis.tokens[phrase.tokens.start]
            .text
            .to_lowercase();
        !phrase.plural && matches!(first.as_str(), "any" | "no")
            || head.morph.contains("PronType=Ind")
            || phrase.lemma == "those"
            || head.tag == "CD" && head.lemma == "one" && !is_one_of(chains, phrase.head)
    })
}

/// "**one of** their daughters"
fn is_one_of(chains: &Chains<'_>, one: usize) -> bool {
    let of = chains.analysis.child(one, &["prep"]);
    of.is_some_and(|of| chains.analysis.tokens[of].text == "of")
}

/// "Ana is **a member of the club**": says what she is and is nobody beside her.
fn is_said_of_somebody(chains: &Chains<'_>, chain: ChainId) -> bool {
    let analysis = chains.analysis;
    let [only] = chains.all[chain].phrases[..] else {
        return false;
    };
    let token = &analysis.tokens[predicate_above(chains, chains.phrases[only].head)];
    let subject = (token.dep == "attr").then(|| analysis.child(token.head, &["nsubj"]));
    subject.flatten().is_some_and(|subject| {
        let subject = &analysis.tokens[subject];
        let named = subject.pos == "PROPN" || matches!(subject.lemma.as_str(), "he" | "she");
        named && analysis.tokens[token.head].lemma == "be"
    })
}

/// "Ana is a member of the club, **the manager** of its shop": the parser hangs what else she is on a
/// noun for something that is nobody.
fn predicate_above(chains: &Chains<'_>, head: usize) -> usize {
    let tokens = &chains.analysis.tokens;
    let apposed = tokens[head].dep == "appos";
    let beside = chains.phrase_at(tokens[head].head);
    let person = |phrase: PhraseId| chains.phrases[phrase].kind.family() == KindFamily::Person;
    let mut at = head;
    if apposed && !beside.is_some_and(person) {
        while matches!(tokens[at].dep.as_str(), "appos" | "pobj" | "prep") {
            at = tokens[at].head;
        }
    }
    at
}

/// "I", "you", "us" of whom nothing else is known: whoever speaks or listens, and nobody told of.
fn is_speech_role(chains: &Chains<'_>, chain: ChainId) -> bool {
    let role = |&id: &PhraseId| {
        let head = &chains.analysis.tokens[chains.phrases[id].head];
        let third = head.morph.contains("Person=3") || !head.tag.starts_with("PRP");
        chains.phrases[id].form == MentionForm::Pronoun && !third
    };
    chains.all[chain].phrases.iter().all(role)
}
