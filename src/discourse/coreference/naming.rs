//! The sieve of naming: "a man called Jon Rask", "police identified the suspect as Jon Rask".
//!
//! Reads: the tree. Writes: [`Chains`]. Never: takes for named who was mistaken for somebody.

use super::chains::{ChainId, Chains};
use super::structure::{families_meet, names_meet};
use crate::discourse::mentions::Determiner;
use crate::discourse::{EntityKind, MentionForm};
use crate::linguistics::TokenId;

/// "a man **identified** as Jon Rask", "a village **called** Kara", "**named** the dead man as Jon Rask".
pub(super) fn namings(chains: &mut Chains<'_>) {
    for verb in 0..chains.analysis.tokens.len() {
        let words = &chains.knowledge.pronouns;
        if !words.naming.contains(&chains.analysis.tokens[verb].lemma) {
            continue;
        }
        let Some((earlier, later)) = described(chains, verb).or_else(|| told(chains, verb)) else {
            continue;
        };
        let (a, b) = (chains.of_phrase[earlier], chains.of_phrase[later]);
        let number = chains.all[a].plural == chains.all[b].plural;
        // "Alan Stone, known as Rick Vale": two names, but the text says that they are one person's.
        let people = || {
            let person = |id: ChainId| chains.all[id].kind == EntityKind::Person;
            person(a) && person(b)
        };
        if number && families_meet(chains, a, b) && (names_meet(chains, a, b) || people()) {
            chains.merge(a, b);
        }
    }
}

/// "a **man** identified as **Jon Rask**"
fn described(chains: &Chains<'_>, verb: TokenId) -> Option<(usize, usize)> {
    let analysis = chains.analysis;
    let token = &analysis.tokens[verb];
    let earlier = chains.phrase_at(token.head)?;
    let direct = analysis.child(verb, &["oprd", "dobj", "attr"]);
    let later = chains.phrase_at(direct.or_else(|| under_as(chains, verb))?)?;
    // "an area of **the city** known as the Docks": the area.
    let phrase = &chains.phrases[earlier];
    let link = &analysis.tokens[analysis.tokens[phrase.head].head];
    let part = link.text == "of" && phrase.determiner == Determiner::Definite;
    let participle = token.dep == "acl" && token.tag == "VBN";
    (participle && !part && is_name(chains, later)).then_some((earlier, later))
}

/// "identified the **suspect** as **Jon Rask**", "the **suspect** was identified as **Jon Rask**": of people.
fn told(chains: &Chains<'_>, verb: TokenId) -> Option<(usize, usize)> {
    let analysis = chains.analysis;
    let words = &chains.knowledge.pronouns;
    let doubted = analysis.children(verb).any(|child| {
        let token = &analysis.tokens[child];
        matches!(token.dep.as_str(), "neg" | "aux")
            && !matches!(token.lemma.as_str(), "have" | "be")
            || words.mistaken.contains(&token.lemma)
    });
    let known = (analysis.child(verb, &["nsubjpass"])).or_else(|| analysis.child(verb, &["dobj"]));
    let earlier = chains.phrase_at(known.filter(|_| !doubted)?)?;
    let later = chains.phrase_at(under_as(chains, verb)?)?;
    let person = |id: usize| chains.phrases[id].kind == EntityKind::Person;
    (person(earlier) && person(later) && is_name(chains, later)).then_some((earlier, later))
}

fn under_as(chains: &Chains<'_>, verb: TokenId) -> Option<TokenId> {
    let analysis = chains.analysis;
    let preposition = (analysis.children(verb)).find(|&child| {
        analysis.tokens[child].dep == "prep" && analysis.tokens[child].text == "as"
    })?;
    analysis.child(preposition, &["pobj"])
}

fn is_name(chains: &Chains<'_>, phrase: usize) -> bool {
    chains.phrases[phrase].form == MentionForm::Name
}
