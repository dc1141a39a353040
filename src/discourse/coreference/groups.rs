//! Groups of things named one by one: "the two countries", "they" after "Buhari and Talon".
//!
//! Reads and writes: [`Chains`]. Never: guesses members: as many as the number word says must
//! have been named, or a coordination must stand close before.

use super::chains::{ChainId, Chains, PhraseId};
use crate::discourse::{EntityKind, KindFamily, MentionForm};

/// How many sentences back members may have been named.
const REACH: usize = 4;

/// "the two countries", "both leaders": the two that were named last.
pub(super) fn pairs(chains: &mut Chains<'_>) {
    for id in 0..chains.phrases.len() {
        let Some(wanted) = wanted(chains, id) else {
            continue;
        };
        let own = chains.of_phrase[id];
        let members = last_named(chains, id, wanted);
        if let [a, b] = members[..] {
            let known = chains
                .live()
                .into_iter()
                .find(|&group| group != own && chains.all[group].members == [a.min(b), a.max(b)]);
            match known {
                Some(group) => chains.merge(group, own),
                None => chains.all[own].members = vec![a.min(b), a.max(b)],
            }
        }
    }
}

/// The kind of the members of a phrase that means two named things.
fn wanted(chains: &Chains<'_>, id: PhraseId) -> Option<Wanted> {
    let phrase = &chains.phrases[id];
    let mut before =
        (phrase.tokens.start..phrase.head).map(|t| chains.analysis.tokens[t].text.to_lowercase());
    let dual = before.any(|word| matches!(word.as_str(), "two" | "both"));
    if !dual
        || !phrase.plural
        || phrase.form != MentionForm::Description
        || !chains.all[chains.of_phrase[id]].members.is_empty()
    {
        return None;
    }
    let definite = (phrase.tokens.start..phrase.head).any(|t| {
        matches!(
            chains.analysis.tokens[t].text.to_lowercase().as_str(),
            "the" | "both" | "these" | "those"
        )
    });
    let knowledge = chains.knowledge;
    let wanted = match knowledge.noun_kind(&phrase.lemma)? {
        _ if knowledge.stands_for(&phrase.lemma, EntityKind::Country) => Wanted::Countries,
        _ if knowledge.stands_for(&phrase.lemma, EntityKind::Region) => Wanted::Places,
        EntityKind::Person => Wanted::People,
        _ => return None,
    };
    definite.then_some(wanted)
}

/// What kind of members a group has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Countries,
    Places,
    People,
}

/// The two named chains that were mentioned last before a phrase, if there are exactly two in reach
/// or two that stand closest.
fn last_named(chains: &Chains<'_>, id: PhraseId, wanted: Wanted) -> Vec<ChainId> {
    let here = chains.phrases[id].sentence;
    let fits = |chain: ChainId| {
        let chain = &chains.all[chain];
        chain.is_named()
            && !chain.plural
            && match wanted {
                Wanted::Countries => chain.kind == EntityKind::Country,
                Wanted::Places => matches!(chain.kind, EntityKind::Country | EntityKind::Region),
                Wanted::People => chain.kind.family() == KindFamily::Person,
            }
    };
    let mut recent: Vec<(PhraseId, ChainId)> = chains
        .live()
        .into_iter()
        .filter(|&chain| fits(chain))
        .filter_map(|chain| {
            let before = chains.all[chain]
                .phrases
                .iter()
                .copied()
                .filter(|&p| p < id);
            let last = before.max()?;
            (here - chains.phrases[last].sentence <= REACH).then_some((last, chain))
        })
        .collect();
    recent.sort_unstable_by(|a, b| b.cmp(a));
    // A third one in the same sentence as the second leaves it open who is meant.
    let sentence = |place: usize| {
        recent
            .get(place)
            .map(|(last, _)| chains.phrases[*last].sentence)
    };
    if recent.len() < 2 || sentence(2).is_some() && sentence(2) == sentence(1) {
        return Vec::new();
    }
    recent.into_iter().take(2).map(|(_, chain)| chain).collect()
}

/// "they", "both" after "Buhari and Talon": the people of the last coordination.
pub(super) fn coordinations(chains: &mut Chains<'_>) {
    for id in 0..chains.phrases.len() {
        let phrase = &chains.phrases[id];
        let word = chains.analysis.tokens[phrase.head].text.to_lowercase();
        let plural = matches!(word.as_str(), "they" | "them" | "their" | "both" | "who");
        if !plural || chains.sieves[id] != "new" || phrase.form != MentionForm::Pronoun {
            continue;
        }
        let Some(members) = last_coordination(chains, id) else {
            continue;
        };
        let own = chains.of_phrase[id];
        let known = chains
            .live()
            .into_iter()
            .find(|&group| group != own && chains.all[group].members == members);
        match known {
            Some(group) => chains.merge(group, own),
            None => chains.all[own].members = members,
        }
        chains.all[chains.of_phrase[id]].plural = true;
        chains.all[chains.of_phrase[id]].kind = EntityKind::Group;
        chains.sieves[id] = chains.running;
    }
}

/// The people that the nearest coordination before a phrase joins, in its sentence or the one before.
fn last_coordination(chains: &Chains<'_>, id: PhraseId) -> Option<Vec<ChainId>> {
    let here = &chains.phrases[id];
    for first in (0..id).rev() {
        let phrase = &chains.phrases[first];
        if here.sentence - phrase.sentence > 1 {
            return None;
        }
        let mut members = vec![chains.of_phrase[first]];
        let mut head = phrase.head;
        while let Some(next) = chains.analysis.child(head, &["conj"]) {
            members.extend(chains.phrase_at(next).map(|p| chains.of_phrase[p]));
            head = next;
        }
        let people = |&chain: &ChainId| {
            let chain = &chains.all[chain];
            chain.kind.family() == KindFamily::Person && !chain.phrases.is_empty()
        };
        members.sort_unstable();
        members.dedup();
        let before = head < here.head;
        if members.len() > 1 && before && members.iter().all(people) {
            return Some(members);
        }
    }
    None
}
