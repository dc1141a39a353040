//! Sieves that need to know whose country is meant: "the Kenyan leader", "my country".
//!
//! Reads and writes: [`Chains`]. Never: decides between two people of one country.

use std::collections::BTreeSet;

use super::chains::{ChainId, Chains, PhraseId};
use crate::discourse::mentions::Determiner;
use crate::discourse::{EntityKind, KindFamily, MentionForm};

/// How many sentences back somebody may have been named.
const REACH: usize = 6;

/// "The Kenyan **leader**" after "Kenya's president, Ruth Wambui": the one person of that country whom the
/// noun fits.
pub(super) fn leaders(chains: &mut Chains<'_>) {
    for later in 0..chains.phrases.len() {
        let Some(country) = only_country(chains, later) else {
            continue;
        };
        let phrase = &chains.phrases[later];
        let fits = |&id: &ChainId| {
            let chain = &chains.all[id];
            let before = chain.phrases.iter().filter(|&&p| p < later).max();
            let near =
                before.is_some_and(|&p| phrase.sentence - chains.phrases[p].sentence <= REACH);
            let called = |old: &smol_str::SmolStr| {
                *old == phrase.lemma || chains.knowledge.is_a(old, &phrase.lemma)
            };
            near && chain.kind.family() == KindFamily::Person
                && chain.is_named()
                && chain.lemmas.iter().any(called)
                && countries(chains, id).contains(&country)
        };
        let found: Vec<ChainId> = chains.live().into_iter().filter(fits).collect();
        if let [one] = found[..] {
            chains.merge(one, chains.of_phrase[later]);
        }
    }
}

/// "**my country**" in a quotation: the one country of its speaker.
pub(super) fn of_speakers(chains: &mut Chains<'_>) {
    for id in 0..chains.phrases.len() {
        let phrase = &chains.phrases[id];
        let land = matches!(phrase.lemma.as_str(), "country" | "nation" | "homeland");
        let owner = chains.analysis.child(phrase.head, &["poss"]);
        let own = owner.is_some_and(|token| {
            let word = chains.analysis.tokens[token].text.to_lowercase();
            matches!(word.as_str(), "my" | "our")
        });
        let bare = phrase.tokens.len() == 2 && !phrase.plural;
        let speaker = chains
            .quotes
            .at(phrase.head)
            .and_then(|quote| quote.speaker);
        let Some(speaker) = speaker.and_then(|token| chains.phrase_at(token)) else {
            continue;
        };
        let known = countries(chains, chains.of_phrase[speaker]);
        if let Some(&country) = known
            .first()
            .filter(|_| land && own && bare && known.len() == 1)
        {
            chains.merge(country, chains.of_phrase[id]);
        }
    }
}

/// The country of "the Kenyan leader", where no other word tells who is meant.
fn only_country(chains: &Chains<'_>, id: PhraseId) -> Option<ChainId> {
    let phrase = &chains.phrases[id];
    let analysis = chains.analysis;
    let person = phrase.kind == EntityKind::Person && !phrase.plural;
    let definite = phrase.determiner == Determiner::Definite;
    let new = phrase.form == MentionForm::Description && chains.chain_holding(id).phrases == [id];
    let [word] = (phrase.tokens.start..phrase.head)
        .filter(|&token| analysis.tokens[token].dep != "det")
        .collect::<Vec<_>>()[..]
    else {
        return None;
    };
    let restricted = analysis.child(phrase.head, &["relcl", "acl", "prep", "appos"]);
    let country = chains.of_phrase[chains.phrase_at(word)?];
    let known = chains.all[country].kind == EntityKind::Country;
    (person && definite && new && known && restricted.is_none()).then_some(country)
}

/// Countries that stand before or behind the words for what somebody is: "**Kenya's** president", "president of
/// **Kenya**".
fn countries(chains: &Chains<'_>, person: ChainId) -> BTreeSet<ChainId> {
    let analysis = chains.analysis;
    let nouns = chains.all[person].phrases.iter().flat_map(|&id| {
        let phrase = &chains.phrases[id];
        let behind = analysis.children(phrase.head).filter_map(|child| {
            let of = matches!(analysis.tokens[child].text.as_str(), "of" | "from");
            analysis.child(child, &["pobj"]).filter(|_| of)
        });
        (phrase.tokens.start..phrase.head).chain(behind)
    });
    let found = nouns.filter_map(|noun| Some(chains.of_phrase[chains.phrase_at(noun)?]));
    found
        .filter(|&id| chains.all[id].kind == EntityKind::Country && chains.all[id].entry.is_some())
        .collect()
}
