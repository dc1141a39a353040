//! How an office is held: "president", "former president", "vice president", "president-elect".
//!
//! Reads: the words around an office in the phrases of [`Chains`]. Writes: which chains it may mean.
//! Never: knows who holds it now.

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::chains::{ChainId, Chains, PhraseId};
use crate::discourse::MentionForm;
use crate::discourse::mentions::Phrase;
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
    let before = |list: &FxHashSet<SmolStr>| {
        (start..office).any(|token| list.contains(lower(token).as_str()))
    };
    let behind = tokens[office + 1..]
        .iter()
        .find(|token| token.tag != "HYPH");
    let elect = behind.is_some_and(|token| matches!(token.text.as_str(), "elect" | "Elect"));
    if elect || before(&words.lesser) {
        Tenure::Other
    } else if before(&words.former) {
        Tenure::Past
    } else {
        Tenure::Full
    }
}
