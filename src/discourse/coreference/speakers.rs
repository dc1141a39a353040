//! The sieve of who speaks: "I" and "we" inside a quotation.
//!
//! Reads and writes: [`Chains`]. Never: resolves "you", or "we" where one person speaks who speaks for
//! no body and no side.

use super::chains::{ChainId, Chains, PhraseId};
use crate::discourse::{EntityKind, KindFamily, MentionForm};

/// "I", "me", "my" inside a quotation: its speaker; "we", "us", "our", if that is not one person.
pub(super) fn resolve(chains: &mut Chains<'_>) {
    for pronoun in 0..chains.phrases.len() {
        let phrase = &chains.phrases[pronoun];
        let word = chains.analysis.tokens[phrase.head].text.to_lowercase();
        let plural = match word.as_str() {
            "i" | "me" | "my" | "mine" | "myself" => false,
            "we" | "us" | "our" | "ours" | "ourselves" => true,
            _ => continue,
        };
        let quote = chains.quotes.at(phrase.head);
        let speaker = quote.and_then(|quote| quote.speaker);
        let Some(speaker) = speaker.and_then(|token| chains.phrase_at(token)) else {
            continue;
        };
        let chain = chains.of_phrase[speaker];
        // "how the attack unfolded, stating": a slip over who spoke. "The ministry's letter": whose it is.
        let written = plural && chains.all[chain].kind.family() == KindFamily::Text;
        if !speaks(chains, chain) && !written {
            continue;
        }
        let several = chains.all[chain].plural
            || matches!(
                chains.all[chain].kind.family(),
                KindFamily::Organization | KindFamily::Group
            );
        let meant = if several == plural && !written {
            Some(chain)
        } else {
            body_of(chains, chain).filter(|_| plural)
        };
        let own = chains.of_phrase[pronoun];
        let pronouns = |&id: &PhraseId| chains.phrases[id].form == MentionForm::Pronoun;
        if let Some(meant) = meant.filter(|_| chains.all[own].phrases.iter().all(pronouns)) {
            chains.merge(meant, own);
        }
    }
}

/// "**Baltic Airlines** spokeswoman Ann Moss", "Ann Moss, director of **the museum**": the one body that
/// a person speaks for.
fn body_of(chains: &Chains<'_>, person: ChainId) -> Option<ChainId> {
    let analysis = chains.analysis;
    let object = |child: usize| {
        let token = &analysis.tokens[child];
        let links = matches!(token.text.as_str(), "of" | "for" | "from" | "at");
        let object = analysis.child(child, &["pobj"]);
        object.filter(|_| token.dep == "prep" && links)
    };
    let phrases = &chains.all[person].phrases;
    let plays = phrases.iter().any(|&id| is_player(chains, id));
    if phrases
        .iter()
        .any(|&id| is_former(chains, id) || is_scholar(chains, id))
    {
        return None;
    }
    let nouns = phrases.iter().flat_map(|&id| {
        let phrase = &chains.phrases[id];
        let before = phrase.tokens.start..phrase.head;
        before.chain(analysis.children(phrase.head).filter_map(object))
    });
    let mut bodies: Vec<ChainId> = nouns
        .filter_map(|noun| Some(chains.of_phrase[chains.phrase_at(noun)?]))
        .filter(|&id| is_known_body(chains, id) || plays && is_side(chains, id))
        .collect();
    bodies.sort_unstable();
    bodies.dedup();
    match bodies[..] {
        [one] => Some(one),
        _ => None,
    }
}

/// "the **former** director of the museum" speaks for it no longer.
fn is_former(chains: &Chains<'_>, id: PhraseId) -> bool {
    let analysis = chains.analysis;
    let head = chains.phrases[id].head;
    let mut words = chains.phrases[id]
        .tokens
        .clone()
        .chain(analysis.children(head));
    let former = &chains.knowledge.pronouns.former;
    words.any(|t| former.contains(analysis.tokens[t].lemma.to_lowercase().as_str()))
}

/// "Berg University **professor** Ann Moss" speaks for herself, or for us all.
fn is_scholar(chains: &Chains<'_>, id: PhraseId) -> bool {
    let analysis = chains.analysis;
    let head = chains.phrases[id].head;
    let mut words = chains.phrases[id].tokens.clone().chain([head]);
    let scholars = &chains.knowledge.pronouns.scholars;
    words.any(|t| scholars.contains(analysis.tokens[t].lemma.to_lowercase().as_str()))
}

/// "Norway **coach** Jan Dale": whose "we" is the side.
fn is_player(chains: &Chains<'_>, id: PhraseId) -> bool {
    let tokens = &chains.analysis.tokens[chains.phrases[id].tokens.clone()];
    let players = &chains.knowledge.pronouns.players;
    let mut tokens = tokens.iter();
    tokens.any(|token| players.contains(token.lemma.to_lowercase().as_str()))
}

/// A country or a team that plays.
fn is_side(chains: &Chains<'_>, chain: ChainId) -> bool {
    let chain = &chains.all[chain];
    chain.is_named() && matches!(chain.kind, EntityKind::Country | EntityKind::SportsTeam)
}

/// A named body, known as one by more than the recogniser's label ("**Home** Secretary").
fn is_known_body(chains: &Chains<'_>, chain: ChainId) -> bool {
    let chain = &chains.all[chain];
    chain.kind.family() == KindFamily::Organization && chain.is_named() && chain.kind_rank >= 3
}

/// Somebody, or a body of people.
fn speaks(chains: &Chains<'_>, chain: ChainId) -> bool {
    let chain = &chains.all[chain];
    matches!(
        chain.kind.family(),
        KindFamily::Person | KindFamily::Organization | KindFamily::Group
    ) || chain.kind_rank <= 1
        || chain.kind == EntityKind::Country
}
