//! Nouns that a light, aspectual or existential verb carries: "held talks", "there was an attack".
//!
//! Reads: lexicon and completed verbs. Writes: the noun's link to the verb and the verb's arguments at the noun.
//! Never: decides whether the noun is an event.

use super::builder::Builder;
use super::lexicon::Role;
use super::{ClauseId, PredicateKind, Slot, Via};
use crate::linguistics::TokenId;

/// Gives the nouns that a complete verb clause carries what the verb has.
pub(super) fn carry(builder: &mut Builder, verb: ClauseId) {
    if builder.clauses[verb].kind != PredicateKind::Verb {
        return;
    }
    carry_adjectives(builder, verb);
    for (noun, role) in carried(builder, verb) {
        for counted in [vec![noun], counted(builder, noun)].concat() {
            if let Some(noun) = builder.at(counted) {
                carry_noun(builder, verb, noun, role);
            }
        }
    }
}

/// "held a **round of** talks", "a **series of** attacks took place": what is held or takes place.
fn counted(builder: &Builder, noun: TokenId) -> Vec<TokenId> {
    let counts = &builder.lexicon.counting_nouns;
    if !counts.contains(&builder.tree.token(noun).lemma) {
        return Vec::new();
    }
    let of = builder
        .obliques
        .of(noun)
        .filter(|phrase| phrase.name == "of");
    of.flat_map(|phrase| builder.tree.conjuncts(phrase.complement))
        .collect()
}

/// Gives predicative adjectives ("is ready", "was found guilty") the verb's tense, modality and negation.
fn carry_adjectives(builder: &mut Builder, verb: ClauseId) {
    let head = builder.clauses[verb].head;
    let found: Vec<_> = builder.tree.with(head, &["acomp", "oprd"]).collect();
    for first in found {
        for adjective in builder.tree.conjuncts(first) {
            let Some(id) = builder.at(adjective) else {
                continue;
            };
            if builder.clauses[id].kind == PredicateKind::Adjective {
                link(builder, verb, id);
            }
        }
    }
}

fn link(builder: &mut Builder, verb: ClauseId, carried: ClauseId) {
    let source = builder.features(verb);
    let target = &mut builder.clauses[carried];
    target.light = Some(verb);
    target.tense = source.tense;
    target.progressive = source.progressive;
    target.perfect = source.perfect;
    target.modal = source.modal;
    target.negation = target.negation.or(source.negation);
}

/// The nouns with the role that the verb's subject has in them.
fn carried(builder: &Builder, verb: ClauseId) -> Vec<(TokenId, Option<Role>)> {
    let lexicon = builder.lexicon;
    let clause = &builder.clauses[verb];
    let all = |slot: Slot, role: Option<Role>| {
        (builder.heads(verb, &slot).into_iter())
            .map(|noun| (noun, role))
            .collect::<Vec<_>>()
    };
    if clause.lemma == "be" {
        let mut found = all(Slot::Attribute, None);
        found.extend(carried_obliques(builder, verb));
        return found;
    }
    if builder.has(verb, &Slot::Attribute) {
        return Vec::new(); // "made the report public"
    }
    let objects = builder.has(verb, &Slot::Object);
    let phase =
        lexicon.aspectual.contains(&clause.lemma) || lexicon.terminal.contains(&clause.lemma);
    if lexicon.occurrence.contains(&clause.lemma) || (phase && !objects) {
        return all(Slot::Subject, None);
    }
    if lexicon.terminal.contains(&clause.lemma) {
        return all(Slot::Object, None);
    }
    if lexicon.light.contains(&clause.lemma) || lexicon.aspectual.contains(&clause.lemma) {
        return all(Slot::Object, Some(Role::Subject));
    }
    let carries =
        |noun: &TokenId| lexicon.carries_object(&clause.lemma, &builder.tree.token(*noun).lemma);
    let mut objects = builder.heads(verb, &Slot::Object);
    objects.retain(carries);
    if !objects.is_empty() {
        let supported = objects.into_iter();
        return supported.map(|noun| (noun, Some(Role::Subject))).collect();
    }
    if lexicon.patient.contains(&clause.lemma) || lexicon.averted.contains(&clause.lemma) {
        return all(Slot::Object, Some(Role::Object));
    }
    carried_obliques(builder, verb)
}

fn carried_obliques(builder: &Builder, verb: ClauseId) -> Vec<(TokenId, Option<Role>)> {
    let clause = &builder.clauses[verb];
    let mut found = Vec::new();
    for entry in &builder.lexicon.light_oblique {
        if !entry.verbs.contains(&clause.lemma) {
            continue;
        }
        for noun in builder.heads(verb, &Slot::Oblique(entry.preposition.clone())) {
            if entry.nouns.is_empty() || entry.nouns.contains(&builder.tree.token(noun).lemma) {
                found.push((noun, Some(entry.role)));
            }
        }
    }
    found
}

fn carry_noun(builder: &mut Builder, verb: ClauseId, noun: ClauseId, role: Option<Role>) {
    if builder.clauses[noun].kind != PredicateKind::Noun || builder.clauses[noun].light.is_some() {
        return;
    }
    let source = builder.clauses[verb].clone();
    // What was averted is not told by the verb: it keeps the modality that the verb gives it from above.
    if !builder.lexicon.averted.contains(&source.lemma) {
        link(builder, verb, noun);
    }
    let head = builder.clauses[noun].head;
    for argument in &source.arguments {
        let slot = match (&argument.slot, role) {
            (Slot::Subject, Some(Role::Subject)) => Slot::Subject,
            (Slot::Subject, Some(Role::Object)) => Slot::Object,
            (Slot::IndirectObject | Slot::Oblique(_) | Slot::Temporal, _) => argument.slot.clone(),
            _ => continue,
        };
        if argument.head != head && !is_carrier(builder, &source.lemma, &argument.slot, role) {
            builder.add(noun, &slot, argument.head, Via::Light);
        }
    }
}

/// The prepositional phrase of "take part in talks and exercises" is no argument of "talks".
fn is_carrier(builder: &Builder, verb: &str, slot: &Slot, role: Option<Role>) -> bool {
    role.is_some()
        && builder.lexicon.light_oblique.iter().any(|entry| {
            entry.verbs.contains(verb) && *slot == Slot::Oblique(entry.preposition.clone())
        })
}
