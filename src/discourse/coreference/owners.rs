//! A sieve over what belongs to somebody: "his wife" and "her husband's wife", "Iran's government"
//! and "the Iranian government".
//!
//! Reads and writes: [`Chains`]. Never: joins what has different owners, other modifiers or number.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::chains::{ChainId, Chains, PhraseId};
use crate::discourse::mentions::{Determiner, Phrase};
use crate::discourse::{KindFamily, MentionForm};

/// What tells one thing of an owner from another.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Belonging {
    noun: String,
    plural: bool,
    owners: BTreeSet<ChainId>,
    modifiers: BTreeSet<String>,
}

/// The same noun of the same owner with the same modifiers: "her mother ... her mother".
pub(super) fn same_owner(chains: &mut Chains<'_>) {
    let mut known: FxHashMap<Belonging, ChainId> = FxHashMap::default();
    for id in 0..chains.phrases.len() {
        let Some(belonging) = belonging(chains, id) else {
            continue;
        };
        let own = chains.of_phrase[id];
        match known.get(&belonging).copied() {
            Some(earlier)
                if chains.are_compatible(earlier, own)
                    && !(chains.all[earlier].is_named() && chains.all[own].is_named()) =>
            {
                chains.merge(earlier, own);
                known.insert(belonging, chains.of_phrase[id]);
            }
            _ => {
                known.insert(belonging, own);
            }
        }
    }
}

/// Owners and modifiers of a description that may point back.
fn belonging(chains: &Chains<'_>, id: PhraseId) -> Option<Belonging> {
    let phrase = &chains.phrases[id];
    if phrase.form == MentionForm::Name {
        return named(chains, phrase);
    }
    if phrase.form != MentionForm::Description || phrase.determiner == Determiner::Indefinite {
        return None;
    }
    let analysis = chains.analysis;
    let mut owners = BTreeSet::new();
    let mut modifiers = BTreeSet::new();
    for child in analysis.children(phrase.head) {
        let token = &analysis.tokens[child];
        let owner = match token.dep.as_str() {
            "poss" | "amod" | "compound" | "nmod" | "nummod" => Some(child),
            "prep" if token.text == "of" => analysis.child(child, &["pobj"]),
            // "her house in Oslo", "his son who fled": told apart by more than the owner.
            "prep" | "relcl" | "acl" => return None,
            _ => continue,
        };
        let owner = owner?;
        let chain = (chains.phrase_at(owner)).map(|phrase| chains.of_phrase[phrase]);
        match chain.filter(|&chain| is_somebody(chains, chain)) {
            Some(chain) => _ = owners.insert(chain),
            None => _ = modifiers.insert(analysis.tokens[owner].lemma.to_lowercase()),
        }
    }
    let belonging = Belonging {
        noun: phrase.lemma.to_string(),
        plural: phrase.plural,
        owners,
        modifiers,
    };
    (!belonging.owners.is_empty()).then_some(belonging)
}

/// "Parliament of Norway" as what "the Norwegian parliament" is: the word for a kind, and an owner.
fn named(chains: &Chains<'_>, phrase: &Phrase) -> Option<Belonging> {
    let name = phrase.name.as_ref()?;
    let text = |token: usize| chains.analysis.tokens[token].text.as_str();
    let (first, last) = (name.tokens.start, name.tokens.end - 1);
    let of = first + 1 < last && text(first + 1) == "of";
    let (noun, place) = if of {
        (first, last)
    } else {
        (last, last.checked_sub(1)?)
    };
    let owner = chains.phrase_at(place).filter(|_| noun != place)?;
    let start = chains.phrases[owner].tokens.start;
    let begins = start == first || of && start <= first + 3;
    let kind = chains.knowledge.name_head(text(noun)).is_some();
    (begins && kind && chains.phrases[owner].entry.is_some()).then(|| Belonging {
        noun: text(noun).to_lowercase(),
        plural: phrase.plural,
        owners: BTreeSet::from([chains.of_phrase[owner]]),
        modifiers: BTreeSet::new(),
    })
}

/// Somebody who acts, or a place: not what a thing is made of or meant for ("gun violence").
fn is_somebody(chains: &Chains<'_>, chain: ChainId) -> bool {
    let chain = &chains.all[chain];
    let described = |&id: &PhraseId| chains.phrases[id].form != MentionForm::Pronoun;
    let acts = matches!(
        chain.kind.family(),
        KindFamily::Person | KindFamily::Group | KindFamily::Organization | KindFamily::Place
    );
    acts && chain.phrases.iter().any(described)
}
