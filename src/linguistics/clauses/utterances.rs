//! What an utterance shares with the verb of saying beside it: "**speaking to** Channel Five, he said",
//! "in **a letter to** the king they wrote", "issued **a statement** condemning".
//!
//! Reads: lexicon, tree and completed clauses above. Writes: addressees of verbs of saying.
//! Never: makes an addressee of somebody who is only spoken about.

use super::builder::Builder;
use super::{ClauseId, Embedding, PredicateKind, Slot, Tense, Via};
use crate::linguistics::TokenId;

/// Shares addressees with the verb of saying that a clause belongs to.
pub(super) fn share_addressee(builder: &mut Builder, id: ClauseId) {
    if builder.clauses[id].kind == PredicateKind::Verb {
        from_participle(builder, id);
        from_noun(builder, id);
    }
}

/// "**Speaking to** Channel Five, he said", "he said, **addressing** the crowd".
fn from_participle(builder: &mut Builder, id: ClauseId) {
    let clause = &builder.clauses[id];
    let parent = clause.parent.as_ref();
    let Some(parent) = parent.filter(|parent| parent.relation == Embedding::Adverbial) else {
        return;
    };
    let above = parent.clause;
    let slots = builder.lexicon.addressing.get(&clause.lemma);
    if clause.tense != Tense::Participle || clause.passive || !says(builder, above) {
        return;
    }
    let slots: Vec<Slot> = slots.into_iter().flatten().map(|name| slot(name)).collect();
    let heads = slots.iter().flat_map(|slot| builder.heads(id, slot));
    address(builder, above, heads.collect());
}

/// "said **in an interview with** Channel Five", "wrote **in a letter to** the king".
fn from_noun(builder: &mut Builder, id: ClauseId) {
    if !says(builder, id) {
        return;
    }
    let frames = ["in", "during", "at"].map(|name| Slot::Oblique(name.into()));
    let nouns = frames.iter().flat_map(|slot| builder.heads(id, slot));
    let mut addressees = Vec::new();
    for noun in nouns.filter_map(|head| builder.at(head)) {
        let slots = builder.lexicon.utterances.get(&builder.clauses[noun].lemma);
        for name in slots.into_iter().flatten() {
            addressees.extend(builder.heads(noun, &slot(name)));
        }
    }
    address(builder, id, addressees);
}

fn says(builder: &Builder, id: ClauseId) -> bool {
    builder.lexicon.saying.contains(&builder.clauses[id].lemma)
}

fn slot(name: &str) -> Slot {
    match name {
        "object" => Slot::Object,
        preposition => Slot::Oblique(preposition.into()),
    }
}

/// Adds addressees to a verb of saying that has none of its own.
fn address(builder: &mut Builder, id: ClauseId, addressees: Vec<TokenId>) {
    let to = Slot::Oblique("to".into());
    if builder.has(id, &to) || builder.has(id, &Slot::IndirectObject) {
        return;
    }
    for addressee in addressees {
        builder.add(id, &to, addressee, Via::Shared);
    }
}

/// Who writes, issues or passes the document that a participle after it belongs to: "issued **a
/// statement** condemning", "**the bishops' letter** urging".
pub(super) fn author(builder: &Builder, document: TokenId) -> Vec<TokenId> {
    let lexicon = builder.lexicon;
    let Some(id) = builder.at(document) else {
        return Vec::new();
    };
    if !lexicon.documents.contains(&builder.clauses[id].lemma) {
        return Vec::new();
    }
    let own = [
        Slot::Subject,
        Slot::Possessor,
        Slot::Oblique("by".into()),
        Slot::Oblique("from".into()),
    ];
    if let Some(slot) = own.iter().find(|slot| builder.has(id, slot)) {
        return builder.heads(id, slot);
    }
    let parent = builder.clauses[id].parent.as_ref();
    let above = parent.filter(|parent| parent.relation == Embedding::Nominal);
    let writes = above.map(|parent| parent.clause).filter(|&verb| {
        lexicon.authoring.contains(&builder.clauses[verb].lemma)
            && builder.heads(verb, &Slot::Object).contains(&document)
    });
    writes.map_or_else(Vec::new, |verb| builder.heads(verb, &Slot::Subject))
}
