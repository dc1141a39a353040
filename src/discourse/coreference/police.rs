//! A sieve over the police of an article: "the police" are the one force that has a name.
//!
//! Reads and writes: [`Chains`]. Never: joins where two forces have names, or "police" is told apart by a word.

use super::chains::{Chain, Chains, PhraseId};
use crate::discourse::{KindFamily, MentionForm};

/// "**Police** arrested a man. Oslo **Police** said ...": where one force has a name and no other is spoken of,
/// the police are that force, before and behind its name.
pub(super) fn police(chains: &mut Chains<'_>) {
    let called = |chain: &Chain| {
        let mut names = chain.names.iter();
        let body = chain.kind.family() == KindFamily::Organization;
        body && names.any(|name| name.to_lowercase().split(' ').any(|word| word == "police"))
    };
    let live = chains.live();
    let mut forces = live.into_iter().filter(|&id| called(&chains.all[id]));
    let (Some(force), None) = (forces.next(), forces.next()) else {
        return;
    };
    let police: Vec<PhraseId> = (0..chains.phrases.len())
        .filter(|&id| {
            let phrase = &chains.phrases[id];
            let apart = chains.of_phrase[id] != force && !chains.chain_holding(id).is_named();
            apart && phrase.form == MentionForm::Description && phrase.lemma == "police"
        })
        .collect();
    let bare = |&id: &PhraseId| {
        let head = chains.phrases[id].head;
        let mut below = chains.analysis.children(head);
        below.all(|t| {
            matches!(
                chains.analysis.tokens[t].text.to_lowercase().as_str(),
                "the" | ","
            )
        })
    };
    if police.iter().all(bare) {
        for id in police {
            chains.merge(force, chains.of_phrase[id]);
        }
    }
}
