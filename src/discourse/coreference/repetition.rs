//! Sieves over groups and bodies that are spoken of in the same words again: "officials", "police".
//!
//! Reads and writes: [`Chains`]. Never: joins people at large, or a part of a group to the whole.

use rustc_hash::FxHashMap;

use super::chains::{Chain, Chains, PhraseId};
use crate::discourse::mentions::{Phrase, words_of};
use crate::discourse::{EntityKind, KindFamily, MentionForm};

/// "**Officials** in Kent said ... **officials** said", the "**security forces**" of which a heading speaks as
/// "Security Forces": the same words once more, of a group without an article or number, or of a name.
pub(super) fn repeated(chains: &mut Chains<'_>) {
    let mut groups: FxHashMap<String, PhraseId> = FxHashMap::default();
    let mut names: FxHashMap<String, PhraseId> = FxHashMap::default();
    for id in 0..chains.phrases.len() {
        let phrase = &chains.phrases[id];
        let words = own_words(chains, phrase);
        let name = phrase.form == MentionForm::Name && words.contains(' ');
        let known = if name {
            groups.get(&words)
        } else if is_bare_group(chains, phrase) {
            groups.get(&words).or_else(|| names.get(&words))
        } else {
            None
        };
        if let Some(&known) = known {
            chains.merge(chains.of_phrase[known], chains.of_phrase[id]);
        }
        if name {
            names.insert(words, id);
        } else if is_group(chains, phrase) {
            groups.insert(words, id);
        }
    }
}

/// The words of a name, or those of a description without its article, in lower case.
fn own_words(chains: &Chains<'_>, phrase: &Phrase) -> String {
    let described = || {
        let tokens = &chains.analysis.tokens;
        let start = phrase.tokens.clone().find(|&t| tokens[t].dep != "det");
        words_of(
            chains.analysis,
            &(start.unwrap_or(phrase.head)..phrase.tokens.end),
        )
    };
    let name = phrase.name.as_ref().map(|name| name.text.clone());
    name.unwrap_or_else(described).to_lowercase()
}

/// "officials", "Kentish security forces": a sort of people who act in the article as one body; not people at
/// large, nor some of them ("other officials", "ten officials").
fn is_group(chains: &Chains<'_>, phrase: &Phrase) -> bool {
    let loose = matches!(
        phrase.lemma.as_str(),
        "people" | "man" | "woman" | "child" | "person" | "other" | "member" | "source" | "victim"
    );
    let analysis = chains.analysis;
    let part = |t: usize| {
        let token = &analysis.tokens[t];
        let some = ["few", "many", "more", "other", "several", "some"];
        let own = ["amod", "cc", "compound", "conj", "nmod", "punct"];
        some.contains(&token.lemma.as_str()) || !own.contains(&token.dep.as_str())
    };
    let mut before = analysis.children(phrase.head).filter(|&t| t < phrase.head);
    let people = phrase.kind == EntityKind::Group && analysis.tokens[phrase.head].tag == "NNS";
    people && phrase.form == MentionForm::Description && !loose && !before.any(part)
}

/// The same, and nothing behind the noun tells which of them: "officials **in Kent**".
fn is_bare_group(chains: &Chains<'_>, phrase: &Phrase) -> bool {
    let tells = ["acl", "appos", "prep", "relcl"];
    is_group(chains, phrase) && chains.analysis.child(phrase.head, &tells).is_none()
}

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
