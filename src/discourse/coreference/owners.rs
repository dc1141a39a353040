//! Sieves over what belongs to somebody: "his wife" and "her husband's wife", "Iran's government"
//! and "the Iranian government"; "the plan", then "his plan".
//!
//! Reads and writes: [`Chains`]. Never: joins what has different owners, other modifiers or number.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::chains::{ChainId, Chains, PhraseId};
use super::modifiers;
use crate::discourse::mentions::{Determiner, Phrase};
use crate::discourse::{KindFamily, MentionForm};

/// How many sentences back something may have been spoken of that gets an owner.
const REACH: usize = 6;

/// What tells one thing of an owner from another.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Belonging {
    modifiers: BTreeSet<String>,
    chain: ChainId,
}

/// A noun, its number, and whose it is.
type Owned = (String, bool, BTreeSet<ChainId>);

/// The same noun of the same owner with the same modifiers ("her mother ... her mother"), or with fewer where
/// there is one only ("his family home ... his home").
pub(super) fn same_owner(chains: &mut Chains<'_>) {
    let mut known: FxHashMap<Owned, Vec<Belonging>> = FxHashMap::default();
    for id in 0..chains.phrases.len() {
        let Some((owned, modifiers)) = belonging(chains, id) else {
            continue;
        };
        let own = chains.of_phrase[id];
        let all = known.entry(owned).or_default();
        let one = all.len() == 1;
        let same = all.iter_mut().find(|other| {
            other.modifiers == modifiers || one && other.modifiers.is_superset(&modifiers)
        });
        match same {
            Some(earlier)
                if chains.are_compatible(earlier.chain, own)
                    && !(chains.all[earlier.chain].is_named() && chains.all[own].is_named()) =>
            {
                chains.merge(earlier.chain, own);
                earlier.chain = chains.of_phrase[id];
            }
            Some(earlier) => earlier.chain = own,
            None => all.push(Belonging {
                modifiers,
                chain: own,
            }),
        }
    }
}

/// Owners and modifiers of a description that may point back.
fn belonging(chains: &Chains<'_>, id: PhraseId) -> Option<(Owned, BTreeSet<String>)> {
    let phrase = &chains.phrases[id];
    if phrase.form == MentionForm::Name {
        return named(chains, phrase).map(|owned| (owned, BTreeSet::new()));
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
        let owns = |&chain: &ChainId| {
            let again = token.dep == "poss" && chains.all[chain].phrases.len() > 1;
            again || is_somebody(chains, chain)
        };
        match chain.filter(owns) {
            Some(chain) => _ = owners.insert(chain),
            None => _ = modifiers.insert(analysis.tokens[owner].lemma.to_lowercase()),
        }
    }
    let noun = phrase.lemma.to_string();
    (!owners.is_empty()).then_some(((noun, phrase.plural, owners), modifiers))
}

/// "Parliament of Norway" as what "the Norwegian parliament" is: the word for a kind, and an owner.
fn named(chains: &Chains<'_>, phrase: &Phrase) -> Option<Owned> {
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
    (begins && kind && chains.phrases[owner].entry.is_some()).then(|| {
        let owners = BTreeSet::from([chains.of_phrase[owner]]);
        (text(noun).to_lowercase(), phrase.plural, owners)
    })
}

/// "the proposal ... **his proposal**": what has been spoken of gets an owner, where there is one such thing only.
pub(super) fn new_owner(chains: &mut Chains<'_>) {
    for later in 0..chains.phrases.len() {
        let own = chains.of_phrase[later];
        if !gets_owner(chains, later) || chains.all[own].phrases[0] != later {
            continue;
        }
        let lemma = &chains.phrases[later].lemma;
        let called = |&id: &ChainId| {
            let chain = &chains.all[id];
            id != own && chain.phrases[0] < later && chain.lemmas.contains(lemma)
        };
        let found: Vec<ChainId> = chains.live().into_iter().filter(called).collect();
        let [earlier] = found[..] else {
            continue;
        };
        if is_nobodys(chains, earlier, later) && chains.are_compatible(earlier, own) {
            chains.merge(earlier, own);
        }
    }
}

/// "his proposal", and nothing else is said of it; "his wife", "her party" are not those spoken of before.
fn gets_owner(chains: &Chains<'_>, id: PhraseId) -> bool {
    let phrase = &chains.phrases[id];
    let thing = !matches!(
        phrase.kind.family(),
        KindFamily::Person | KindFamily::Group | KindFamily::Organization
    );
    let owned = phrase.determiner == Determiner::Possessive;
    let described = phrase.form == MentionForm::Description;
    described && owned && thing && !phrase.plural && modifiers::is_bare(chains, id)
}

/// "a proposal", "the proposal", not long ago: whose, has not been said.
fn is_nobodys(chains: &Chains<'_>, chain: ChainId, later: PhraseId) -> bool {
    let before = chains.all[chain].phrases.iter().filter(|&&p| p < later);
    let Some(&last) = before.max() else {
        return false;
    };
    let mut phrases = chains.all[chain]
        .phrases
        .iter()
        .map(|&p| &chains.phrases[p]);
    let near = chains.phrases[later].sentence - chains.phrases[last].sentence <= REACH;
    near && phrases.all(|phrase| {
        let open = !matches!(phrase.determiner, Determiner::None | Determiner::Possessive);
        phrase.form == MentionForm::Pronoun || phrase.form == MentionForm::Description && open
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
