//! Whose a body is: "**India**'s Supreme Court", "the **Kenyan** Senate", "Foreign Ministry of **Iran**".
//!
//! Reads: [`Chains`], the tree. Writes: nothing. Never: looks at bodies whose name no other body bears.

use std::collections::BTreeSet;

use super::chains::{ChainId, Chains, PhraseId};
use super::structure::of_object;
use crate::discourse::kinds;
use crate::discourse::mentions::Phrase;
use crate::discourse::{EntityKind, KindFamily, MentionForm};

/// False where two bodies of one name have other countries or regions.
pub(super) fn owners_meet(chains: &Chains<'_>, a: ChainId, b: ChainId) -> bool {
    let first = of_chain(chains, a);
    if first.is_empty() {
        return true;
    }
    let second = of_chain(chains, b);
    second.is_empty() || !first.is_disjoint(&second)
}

/// Countries and regions of a body that is called by the word for its kind.
fn of_chain(chains: &Chains<'_>, id: ChainId) -> BTreeSet<String> {
    let phrases = chains.all[id].phrases.iter();
    let bodies = phrases.filter(|&&id| is_body(chains, &chains.phrases[id]));
    bodies.flat_map(|&id| of_phrase(chains, id)).collect()
}

/// "Supreme **Court**", "Health **Ministry**"
fn is_body(chains: &Chains<'_>, phrase: &Phrase) -> bool {
    let knowledge = chains.knowledge;
    let name = phrase.name.as_ref();
    let made = || {
        name.is_some_and(|name| {
            let head = kinds::head_word(knowledge, &name.text);
            knowledge.name_head(head).is_some()
        })
    };
    phrase.form == MentionForm::Name && phrase.kind.family() == KindFamily::Organization && made()
}

fn of_phrase(chains: &Chains<'_>, id: PhraseId) -> Vec<String> {
    let (analysis, phrase) = (chains.analysis, &chains.phrases[id]);
    let gazetteer = &chains.knowledge.gazetteer;
    let before = analysis.children(phrase.head).filter(|&child| {
        let dep = analysis.tokens[child].dep.as_str();
        child < phrase.head && matches!(dep, "poss" | "amod" | "compound" | "nmod")
    });
    let nouns = before.chain(of_object(chains, phrase));
    let owners = nouns.filter_map(|noun| {
        let owner = &chains.phrases[chains.phrase_at(noun)?];
        let entry = gazetteer.entry(owner.entry?);
        match entry.kind {
            EntityKind::Country => entry.iso.as_ref().map(ToString::to_string),
            EntityKind::Region => Some(entry.name.to_string()),
            _ => None,
        }
    });
    // "the U.S. Supreme Court", which the gazetteer knows.
    let known = phrase.entry.and_then(|id| gazetteer.entry(id).iso.as_ref());
    owners.chain(known.map(ToString::to_string)).collect()
}
