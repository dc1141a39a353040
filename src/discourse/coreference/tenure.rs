//! How an office is held: "president", "former president", "vice president", "president-elect".
//!
//! Reads: the words around an office in the phrases of [`Chains`]. Writes: chains of who is named after the office.
//! Never: knows who holds it now.

use smol_str::SmolStr;

use super::chains::{ChainId, Chains, PhraseId};
use super::modifiers;
use crate::discourse::mentions::{Determiner, Phrase};
use crate::discourse::{EntityKind, MentionForm};
use crate::linguistics::TokenId;

/// From least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tenure {
    /// "the **vice** president", "president-**elect**": another office.
    Other,
    /// "the **former** president"
    Past,
    Full,
}

/// Of those whom "the president" may mean, those who are called so without more, before those who were; a vice
/// president is none.
pub(super) fn keep_holders(chains: &Chains<'_>, later: PhraseId, found: &mut Vec<ChainId>) {
    let phrase = &chains.phrases[later];
    if of_word(chains, phrase, phrase.head) != Tenure::Full {
        return;
    }
    let tenure = |id: ChainId| of_chain(chains, id, &phrase.lemma);
    found.retain(|&id| tenure(id) != Some(Tenure::Other));
    let holds = |&id: &ChainId| chains.all[id].is_named() && tenure(id) == Some(Tenure::Full);
    if found.iter().any(holds) {
        found.retain(|&id| tenure(id) != Some(Tenure::Past));
    }
}

/// "The mayor closed the school. ... **Mayor Ann Moss** said": who is named after his office, where nobody else is
/// called by it.
pub(super) fn named_later(chains: &mut Chains<'_>) {
    for id in chains.live() {
        let Some(office) = unnamed_holder(chains, id) else {
            continue;
        };
        let called = |&other: &ChainId| other != id && chains.all[other].lemmas.contains(&office);
        let found: Vec<ChainId> = chains.live().into_iter().filter(called).collect();
        let [holder] = found[..] else {
            continue;
        };
        let later = chains.all[id].phrases[0] < chains.all[holder].phrases[0];
        let named = chains.all[holder].is_named() && has_title(chains, holder, &office);
        if later && named && chains.are_compatible(id, holder) {
            chains.merge(id, holder);
        }
    }
}

/// The noun of a chain that is nothing but "the mayor" and pronouns.
fn unnamed_holder(chains: &Chains<'_>, id: ChainId) -> Option<SmolStr> {
    let chain = &chains.all[id];
    let first = &chains.phrases[*chain.phrases.first()?];
    let plain = |&id: &PhraseId| {
        let phrase = &chains.phrases[id];
        phrase.form == MentionForm::Pronoun
            || phrase.lemma == first.lemma
                && phrase.determiner == Determiner::Definite
                && modifiers::is_bare(chains, id)
    };
    let person = chain.kind == EntityKind::Person && !chain.plural && !chain.is_named();
    let described = first.form == MentionForm::Description;
    (person && described && chain.phrases.iter().all(plain)).then(|| first.lemma.clone())
}

/// "**Mayor** Ann Moss", but "Attorney **General** Ann Moss" is no general.
fn has_title(chains: &Chains<'_>, chain: ChainId, office: &str) -> bool {
    let tokens = &chains.analysis.tokens;
    chains.all[chain].phrases.iter().any(|&id| {
        let phrase = &chains.phrases[id];
        let title = phrase.name.as_ref().map_or(&[][..], |name| &name.title);
        title.iter().enumerate().any(|(at, &token)| {
            let whole = at == 0 || title[at - 1] + 1 != token;
            let own = tokens[token].lemma.eq_ignore_ascii_case(office);
            own && whole && of_word(chains, phrase, token) == Tenure::Full
        })
    })
}

/// The most that any phrase of a chain says; `None` where no phrase names the office.
fn of_chain(chains: &Chains<'_>, chain: ChainId, office: &str) -> Option<Tenure> {
    let phrases = chains.all[chain].phrases.iter();
    let phrases = phrases.map(|&id| &chains.phrases[id]);
    phrases
        .flat_map(|phrase| {
            let named = |&token: &TokenId| {
                let lemma = &chains.analysis.tokens[token].lemma;
                lemma.eq_ignore_ascii_case(office)
            };
            let head = (phrase.form == MentionForm::Description).then_some(phrase.head);
            let title = phrase
                .name
                .iter()
                .flat_map(|name| name.title.iter().copied());
            let words: Vec<TokenId> = head.into_iter().chain(title).filter(named).collect();
            words
                .into_iter()
                .map(move |word| of_word(chains, phrase, word))
        })
        .max()
}

/// What the words before an office within its phrase, and the one behind it, make of it.
fn of_word(chains: &Chains<'_>, phrase: &Phrase, office: TokenId) -> Tenure {
    let (tokens, words) = (&chains.analysis.tokens, &chains.knowledge.pronouns);
    let lower = |token: TokenId| tokens[token].text.to_lowercase();
    let start = phrase.tokens.start.min(office);
    let before = |list: &dyn Fn(&str) -> bool| (start..office).any(|token| list(&lower(token)));
    let behind = tokens[office + 1..]
        .iter()
        .find(|token| token.tag != "HYPH");
    let elect = behind.is_some_and(|token| matches!(token.text.as_str(), "elect" | "Elect"));
    if elect || before(&|word| words.lesser.contains(word)) {
        Tenure::Other
    } else if before(&|word| words.former.contains(word)) {
        Tenure::Past
    } else {
        Tenure::Full
    }
}
