//! Who takes part in what a noun tells, where only the words above the noun say it: "announced **sanctions**",
//! "wants **ties** with Chile", "left after **talks** with Chile", "was the target of an **attack**", "an **ally** of Chile",
//! "convicted him of the **murder**", "a series of **strikes** in Kano".
//!
//! Reads: lexicon, tree and completed clauses above. Writes: arguments of nouns with [`Via::Control`] or [`Via::Shared`].
//! Never: adds a subject to a noun that names its own.

use super::builder::Builder;
use super::lexicon::HolderRole;
use super::{ClauseId, Embedding, PredicateKind, Slot, Tense, Via};
use crate::linguistics::TokenId;

/// Completes a noun from the clauses above it.
pub(super) fn complete(builder: &mut Builder, id: ClauseId) {
    if builder.clauses[id].kind != PredicateKind::Noun {
        return;
    }
    spell_out(builder, id);
    count(builder, id);
    if builder.clauses[id].light.is_none() && !names_its_own(builder, id) {
        let doers = undertakers(builder, id).into_iter();
        let doers = doers.chain(companions(builder, id));
        let doers = doers.chain(culprits(builder, id));
        let doers = doers.chain(travellers(builder, id));
        let doers = doers.chain(raiders(builder, id));
        let doers = doers.chain(involved(builder, id));
        for doer in doers.chain(partners(builder, id)).collect::<Vec<_>>() {
            builder.add(id, &Slot::Subject, doer, Via::Control);
        }
    }
}

/// "was the **target** of an attack", "Kano, the **scene** of the blast", "is an **ally** of Chile".
fn spell_out(builder: &mut Builder, id: ClauseId) {
    let lemma = &builder.clauses[id].lemma;
    let lexicon = builder.lexicon;
    let role = lexicon.holder_role(lemma);
    let events = match role {
        Some(_) => named(builder, id, &Slot::Oblique("of".into())),
        None if lexicon.person_nouns.contains(lemma) => vec![id],
        None => return,
    };
    let slot = match role {
        Some(HolderRole::Object) => Slot::Object,
        Some(HolderRole::Place) => Slot::Oblique("in".into()),
        Some(HolderRole::Subject) | None => Slot::Subject,
    };
    let holders = holders(builder, id);
    for event in events {
        for &holder in &holders {
            builder.add(event, &slot, holder, Via::Control);
        }
    }
}

/// "a series of strikes **in Kano**": what follows stands at the counting noun and belongs to what it counts.
fn count(builder: &mut Builder, id: ClauseId) {
    let around = builder.obliques.around(builder.clauses[id].head);
    let Some(counting) = around
        .filter(|around| around.name == "of")
        .map(|of| of.owner)
    else {
        return;
    };
    if !(builder.lexicon.counting_nouns).contains(&builder.tree.token(counting).lemma) {
        return;
    }
    let phrases = builder.obliques.of(counting);
    let phrases = phrases.filter(|phrase| phrase.name != "of" && !phrase.lifted);
    let phrases: Vec<_> = phrases
        .flat_map(|phrase| {
            let all = builder.tree.conjuncts(phrase.complement).into_iter();
            all.map(|complement| (Slot::Oblique(phrase.name.clone()), complement))
        })
        .collect();
    for (slot, complement) in phrases {
        builder.add(id, &slot, complement, Via::Shared);
    }
}

/// "restrictions **introduced by Chile**", "sanctions that Chile **proposed**": the verb that describes a noun says who
/// does what it names.
pub(super) fn undertake(builder: &mut Builder, verb: ClauseId) {
    let clause = &builder.clauses[verb];
    let describes = matches!(builder.tree.dep(clause.head), "acl" | "relcl");
    if !describes || !builder.lexicon.undertaking.contains(&clause.lemma) {
        return;
    }
    let noun = builder.tree.head(clause.head);
    let Some(id) = builder.at(noun).filter(|&id| {
        builder.clauses[id].kind == PredicateKind::Noun
            && builder.clauses[id].light.is_none()
            && builder.heads(verb, &Slot::Object).contains(&noun)
            && !names_its_own(builder, id)
    }) else {
        return;
    };
    for doer in builder.heads(verb, &Slot::Subject) {
        builder.add(id, &Slot::Subject, doer, Via::Control);
    }
}

/// Clauses of the nouns in a slot.
fn named(builder: &Builder, id: ClauseId, slot: &Slot) -> Vec<ClauseId> {
    let heads = builder.heads(id, slot).into_iter();
    heads.filter_map(|head| builder.at(head)).collect()
}

/// Who is said to be the noun: by a copula, or as what the noun renames.
fn holders(builder: &Builder, id: ClauseId) -> Vec<TokenId> {
    let tree = builder.tree;
    let first = tree.first_conjunct(builder.clauses[id].head);
    let above = tree.head(first);
    match tree.dep(first) {
        "attr" => builder
            .verb_at(above)
            .map_or_else(Vec::new, |verb| builder.surface_subject(verb)),
        "appos" => vec![above],
        _ => Vec::new(),
    }
}

/// The noun says itself whose act it is: "**Norway's** bid", "the **US** ban", "a vote **by** members".
fn names_its_own(builder: &Builder, id: ClauseId) -> bool {
    let named = |head: &TokenId| matches!(builder.tree.label(*head), "GPE" | "NORP" | "ORG");
    let before = [Slot::Compound, Slot::Modifier];
    let own = [
        Slot::Subject,
        Slot::Possessor,
        Slot::Oblique("by".into()),
        Slot::Oblique("between".into()),
        Slot::Oblique("among".into()),
        Slot::Oblique("from".into()),
    ];
    own.iter().any(|slot| builder.has(id, slot))
        || before
            .iter()
            .any(|slot| builder.heads(id, slot).iter().any(named))
}

/// The subject of the verb that the noun is the object of, where such verbs work on what their subject
/// does or wants.
fn undertakers(builder: &Builder, id: ClauseId) -> Vec<TokenId> {
    let parent = builder.clauses[id].parent.as_ref();
    let Some(parent) = parent.filter(|parent| parent.relation == Embedding::Nominal) else {
        return Vec::new();
    };
    let verb = &builder.clauses[parent.clause];
    let lexicon = builder.lexicon;
    let shared = builder.has(id, &Slot::Oblique("with".into()));
    let subjects = builder.heads(parent.clause, &Slot::Subject);
    let works = lexicon.undertaking.contains(&verb.lemma)
        || (lexicon.lifting.contains(&verb.lemma)
            && lexicon.measures.contains(&builder.clauses[id].lemma))
        || (lexicon.partaking.contains(&verb.lemma) && (shared || subjects.len() > 1));
    let is_object = verb.kind == PredicateKind::Verb
        && builder
            .heads(parent.clause, &Slot::Object)
            .contains(&builder.clauses[id].head);
    // "ordered the **plant** to shut": what is told to do something is nothing that is done.
    let told =
        lexicon.object_control.contains(&verb.lemma) && builder.has(parent.clause, &Slot::Content);
    if works && is_object && !told {
        subjects
    } else {
        Vec::new()
    }
}

/// The preposition before a noun and the verb that its phrase stands beside.
fn beside<'a>(builder: &Builder<'a>, id: ClauseId) -> Option<(&'a str, ClauseId)> {
    let around = builder.obliques.around(builder.clauses[id].head)?;
    let verb = builder.verb_at(around.owner)?;
    Some((around.name.as_str(), verb))
}

/// "convicted Holm of the **murder**", "jailed for the **attack**": who is found guilty of it has done it. Who
/// is only accused need not have.
fn culprits(builder: &Builder, id: ClauseId) -> Vec<TokenId> {
    match beside(builder, id) {
        Some(("for" | "of", verb))
            if (builder.lexicon.verdicts).contains(&builder.clauses[verb].lemma) =>
        {
            builder.heads(verb, &Slot::Object)
        }
        _ => Vec::new(),
    }
}

/// "left after a **quarrel** with Chile", "flew out for **talks** with Chile": the subject is the other side;
/// "barred him from talks with Chile" has an object to be that.
fn partners(builder: &Builder, id: ClauseId) -> Vec<TokenId> {
    let meets = builder
        .lexicon
        .partner_nouns
        .contains(&builder.clauses[id].lemma)
        && builder.has(id, &Slot::Oblique("with".into()));
    let Some((name, verb)) = beside(builder, id).filter(|_| meets) else {
        return Vec::new();
    };
    let shared = match name {
        "after" | "amid" | "at" | "before" | "during" | "following" | "in" => true,
        "for" => moves(builder, verb),
        "from" | "into" | "out of" => !builder.has(verb, &Slot::Object),
        _ => false,
    };
    active_subject(builder, verb, shared)
}

/// "during a **visit** to Chile he said", "arrived for a **visit**", "after a **search** of the house police
/// left": what stands beside a verb without saying whose it is, is the subject's. "**The** visit" may be
/// another's, and of a passive nobody knows.
fn travellers(builder: &Builder, id: ClauseId) -> Vec<TokenId> {
    let clause = &builder.clauses[id];
    let own = builder.lexicon.own_nouns.contains(&clause.lemma)
        && is_new(builder, id)
        && (builder.tree)
            .child(clause.head, &["det", "nummod"])
            .is_some();
    let Some((name, verb)) = beside(builder, id).filter(|_| own) else {
        return Vec::new();
    };
    let shared = match name {
        "after" | "as part of" | "at" | "before" | "during" | "following" | "in" | "on" => true,
        "for" | "from" => moves(builder, verb),
        _ => false,
    };
    active_subject(builder, verb, shared)
}

/// "killed ten in an **airstrike**", "retaliated with **airstrikes**": who does the harm, or strikes back, does it
/// in what is his. "**The** attack" may be that of the one who is killed.
fn raiders(builder: &Builder, id: ClauseId) -> Vec<TokenId> {
    let lexicon = builder.lexicon;
    let Some((name, verb)) = beside(builder, id).filter(|_| is_new(builder, id)) else {
        return Vec::new();
    };
    let above = &builder.clauses[verb].lemma;
    let harms = matches!(name, "during" | "in" | "through" | "with")
        && lexicon.raiding.contains(above)
        && lexicon.raids.contains(&builder.clauses[id].lemma);
    let answers = name == "with" && lexicon.reacting.contains(above);
    active_subject(builder, verb, harms || answers)
}

/// "was involved in an **attack**", which took place whether or not somebody had a part in it: nobody has by
/// "was not involved" or "may be involved".
fn involved(builder: &Builder, id: ClauseId) -> Vec<TokenId> {
    let Some(("in", verb)) = beside(builder, id) else {
        return Vec::new();
    };
    let clause = &builder.clauses[verb];
    let told = clause.negation.is_none() && clause.modal.is_none();
    let over = clause.tense != Tense::Infinitive || clause.perfect;
    if clause.lemma == "involve" && clause.passive && told && over {
        builder.heads(verb, &Slot::Object)
    } else {
        Vec::new()
    }
}

fn active_subject(builder: &Builder, verb: ClauseId, shared: bool) -> Vec<TokenId> {
    if shared && !builder.clauses[verb].passive {
        builder.heads(verb, &Slot::Subject)
    } else {
        Vec::new()
    }
}

fn moves(builder: &Builder, verb: ClauseId) -> bool {
    builder
        .lexicon
        .motion
        .contains(&builder.clauses[verb].lemma)
}

/// "**a** visit", "**another** visit", "airstrikes": told of for the first time.
fn is_new(builder: &Builder, id: ClauseId) -> bool {
    let tree = builder.tree;
    let mut determiners = tree.with(builder.clauses[id].head, &["det"]);
    determiners.all(|det| matches!(tree.lower(det).as_str(), "a" | "an" | "another"))
}

/// "**Norway**, in **cooperation** with Chile, held a drill": who stands beside whom.
fn companions(builder: &Builder, id: ClauseId) -> Vec<TokenId> {
    let clause = &builder.clauses[id];
    let shared = builder.has(id, &Slot::Oblique("with".into()));
    let beside = builder.obliques.around(clause.head);
    let beside = beside.filter(|around| around.name == "in" && shared);
    let Some(around) = beside.filter(|_| builder.lexicon.companion_nouns.contains(&clause.lemma))
    else {
        return Vec::new();
    };
    builder.verb_at(around.owner).map_or_else(
        || builder.tree.conjuncts(around.owner),
        |verb| builder.heads(verb, &Slot::Subject),
    )
}
