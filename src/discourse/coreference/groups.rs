//! Groups of things named one by one: "two ministers, Ann Moss and Jan Dale", "the two countries", "they" after
//! "Buhari and Talon".
//!
//! Reads and writes: [`Chains`]. Never: guesses members: as many as the number word says must
//! have been named, or a coordination must stand close before.

use super::chains::{ChainId, Chains, PhraseId};
use crate::discourse::mentions::Role;
use crate::discourse::{EntityKind, KindFamily, MentionForm};
use crate::linguistics::small_number;

/// How many sentences back members may have been named.
const REACH: usize = 4;

/// "two ministers, Ann Moss and Jan Dale": as many names as the phrase counts, or all that it is said to be.
pub(super) fn lists(chains: &mut Chains<'_>) {
    for id in 0..chains.phrases.len() {
        let phrase = &chains.phrases[id];
        let own = chains.of_phrase[id];
        if phrase.form == MentionForm::Description
            && phrase.plural
            && chains.all[own].members.is_empty()
        {
            chains.all[own].members = listed(chains, id).unwrap_or_default();
        }
    }
}

/// Chains of the names that a phrase is followed by.
fn listed(chains: &Chains<'_>, id: PhraseId) -> Option<Vec<ChainId>> {
    let analysis = chains.analysis;
    let head = chains.phrases[id].head;
    let number = (analysis.child(head, &["nummod"]))
        .and_then(|number| small_number(&analysis.tokens[number].lemma.to_lowercase()));
    let end = analysis.subtree(head).end;
    // The parser may hang the names on the verb: "has tried two ministers, Ann Moss and ...".
    let beside = |name: &PhraseId| {
        let phrase = &chains.phrases[*name];
        let token = &analysis.tokens[phrase.head];
        let comma = |at: usize| matches!(analysis.tokens[at].text.as_str(), "," | "—" | "–" | ":");
        token.dep == "npadvmod" && phrase.tokens.start == end + 1 && comma(end)
    };
    let apposed = analysis.child(head, &["appos"]);
    let counted = || analysis.child(head, &["conj"]).filter(|_| number.is_some());
    let first = (apposed
        .or_else(counted)
        .and_then(|name| chains.phrase_at(name)))
    .or_else(|| (id + 1..chains.phrases.len()).find(beside))?;
    let mut names = vec![first];
    while let Some(next) = analysis.child(chains.phrases[*names.last()?].head, &["conj"]) {
        names.push(chains.phrase_at(next)?);
    }
    let single = |&name: &PhraseId| {
        let phrase = &chains.phrases[name];
        phrase.form == MentionForm::Name && !phrase.plural
    };
    let all = names.len() > 1
        && number.is_none_or(|number| number == names.len())
        && (number.is_some() || apposed.is_some());
    let mut members: Vec<ChainId> = names.iter().map(|&name| chains.of_phrase[name]).collect();
    members.sort_unstable();
    members.dedup();
    (all && names.iter().all(single) && members.len() == names.len()).then_some(members)
}

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

/// "they", "both" after "Buhari and Talon": those of the last coordination.
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

/// Those that the nearest coordination before a phrase joins, in its sentence or the one before: people, or
/// named bodies and countries that do something together.
fn last_coordination(chains: &Chains<'_>, id: PhraseId) -> Option<Vec<ChainId>> {
    let here = &chains.phrases[id];
    for first in (0..id).rev() {
        let phrase = &chains.phrases[first];
        if here.sentence - phrase.sentence > 1 {
            return None;
        }
        // The first of the row stands for all: "Moss, Dale and **Holm** met. They ...".
        let token = &chains.analysis.tokens[phrase.head];
        if token.dep == "conj" && chains.phrase_at(token.head).is_some() {
            continue;
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
        let bodies = |&chain: &ChainId| {
            let chain = &chains.all[chain];
            let body = chain.kind.family() == KindFamily::Organization
                || chain.kind == EntityKind::Country;
            body && chain.is_named() && !chain.phrases.is_empty()
        };
        // "Chad and Niger agreed. Chad will move **their** camp": whose?
        let near = phrase.sentence == here.sentence || here.role == Role::Subject;
        let subject = phrase.role == Role::Subject;
        let together = subject && near && members.iter().all(bodies);
        let before = head < here.head;
        if members.len() > 1 && before && (together || members.iter().all(people)) {
            return Some(members);
        }
        // "Moss and Dale ran. The parties chose **their** candidates": others are nearer.
        let nearer = phrase.sentence == here.sentence
            && phrase.plural
            && phrase.role == Role::Subject
            && phrase.form != MentionForm::Pronoun;
        if nearer {
            return None;
        }
    }
    None
}
