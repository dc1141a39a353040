//! Arguments that stand at the predicate itself, the passive turned round.
//!
//! Reads: [`Builder`]. Writes: direct arguments of verbs, nouns and adjectives. Never: looks at other clauses.

use super::builder::Builder;
use super::measures;
use super::quotations;
use super::tree::Tree;
use super::{ClauseId, PredicateKind, Slot, Via};
use crate::linguistics::TokenId;

const SUBJECTS: [&str; 4] = ["nsubj", "csubj", "nsubjpass", "csubjpass"];

/// Gives a clause the arguments that hang on its head.
pub(super) fn direct(builder: &mut Builder, id: ClauseId) {
    match builder.clauses[id].kind {
        PredicateKind::Verb => verb(builder, id),
        PredicateKind::Noun => noun(builder, id),
        PredicateKind::Adjective => adjective(builder, id),
    }
    obliques(builder, id);
    companions(builder, id);
}

/// "The king met Holm **together with** Reis", "Holm was arrested **along with** Reis": beside the
/// subject, unless there is an object that it may stand beside. Who comes "accompanied by" another is the subject.
fn companions(builder: &mut Builder, id: ClauseId) {
    let clause = &builder.clauses[id];
    let (head, passive) = (clause.head, clause.passive);
    let beside_object = !passive && builder.has(id, &Slot::Object);
    let slot = builder.subject_slot(id);
    if clause.kind != PredicateKind::Verb || !builder.has(id, &slot) {
        return;
    }
    let companions = if beside_object {
        let accompanied = Slot::Oblique("accompanied by".into());
        builder.heads(id, &accompanied)
    } else {
        builder.companions(head)
    };
    for companion in companions {
        builder.add(id, &slot, companion, Via::Conjunct);
    }
}

fn verb(builder: &mut Builder, id: ClauseId) {
    let tree = builder.tree;
    let head = builder.clauses[id].head;
    subjects(builder, id);
    small_clause(builder, id);
    let existential = tree.child(head, &["expl"]).is_some() && builder.clauses[id].lemma != "be";
    for &child in tree.children(head) {
        if tree.dep(child) == "advmod" {
            // "two days later"
            for measure in tree.with(child, &["npadvmod"]) {
                builder.add_phrase(id, &Slot::Temporal, measure, Via::Direct);
            }
        }
        let slot = match tree.dep(child) {
            // "there arose a dispute"
            "dobj" | "attr" if existential => Slot::Subject,
            "dobj" if measures::ends_score(tree, child) => continue,
            "dobj" if quotations::is_inverted_subject(builder, id, child) => Slot::Subject,
            "dobj" => Slot::Object,
            "dative" if tree.pos(child) != "ADP" && tree.child(child, &["pobj"]).is_none() => {
                Slot::IndirectObject
            }
            "attr" => Slot::Attribute,
            "oprd" if !matches!(tree.pos(child), "VERB") => Slot::Attribute,
            "npadvmod" => match measures::slot(tree, builder.lexicon, child) {
                Some(slot) => slot,
                None => continue,
            },
            "poss" => Slot::Subject,
            _ => continue,
        };
        let idiomatic = slot == Slot::Object && is_idiom_object(builder, id, child);
        if slot == Slot::Object && is_reciprocal(tree, child) {
            for subject in builder.heads(id, &Slot::Subject) {
                builder.add(id, &slot, subject, Via::Direct);
            }
        } else if !idiomatic {
            builder.add_phrase(id, &slot, child, Via::Direct);
        }
        for score in tree.with(child, &["nummod"]) {
            // The parser hangs "3-1" on the name before it.
            if score > child && measures::is_score(tree, score) {
                builder.add(id, &Slot::Oblique("by".into()), score, Via::Lifted);
            }
        }
    }
}

/// "accused **each other**": what they do, they do to themselves.
fn is_reciprocal(tree: &Tree, object: TokenId) -> bool {
    let before = object
        .checked_sub(1)
        .map(|before| tree.lower(before).as_str());
    matches!(
        (before, tree.lower(object).as_str()),
        (Some("each"), "other") | (Some("one"), "another")
    )
}

/// "found **Holm guilty**": the parser makes a clause of the object and what is said of it.
fn small_clause(builder: &mut Builder, id: ClauseId) {
    let tree = builder.tree;
    let head = builder.clauses[id].head;
    let bare = |clause: &TokenId| {
        tree.pos(*clause) == "ADJ"
            && tree
                .child(*clause, &["aux", "cop", "mark", "neg"])
                .is_none()
    };
    let complements = tree.with(head, &["ccomp"]).filter(bare);
    let parts: Vec<(TokenId, TokenId)> = complements
        .filter_map(|clause| Some((tree.child(clause, &["nsubj"])?, clause)))
        .filter(|&(object, clause)| head < object && object < clause)
        .collect();
    for (object, attribute) in parts {
        builder.add_phrase(id, &Slot::Object, object, Via::Direct);
        builder.add_phrase(id, &Slot::Attribute, attribute, Via::Direct);
        for preposition in tree.with(attribute, &["prep"]) {
            let slot = Slot::Oblique(tree.lower(preposition).clone());
            for object in tree.with(preposition, &["pobj"]) {
                builder.add_phrase(id, &slot, object, Via::Lifted);
            }
        }
    }
}

fn is_idiom_object(builder: &Builder, id: ClauseId, object: TokenId) -> bool {
    let lemma = &builder.clauses[id].lemma;
    lemma.split_once(' ').is_some_and(|(_, noun)| {
        *noun == *builder.tree.token(object).lemma && builder.lexicon.idioms.contains(lemma)
    })
}

fn subjects(builder: &mut Builder, id: ClauseId) {
    let tree = builder.tree;
    let (head, passive) = (builder.clauses[id].head, builder.clauses[id].passive);
    let slot = builder.subject_slot(id);
    let via = if passive { Via::Passive } else { Via::Direct };
    for subject in tree.with(head, &SUBJECTS) {
        if !is_expletive(builder, head, subject) {
            builder.add_phrase(id, &slot, subject, via);
        }
    }
}

/// "**It** is expected that ...": the clause is what "it" announces.
fn is_expletive(builder: &Builder, verb: TokenId, subject: TokenId) -> bool {
    let tree = builder.tree;
    let announces = |head: TokenId| tree.child(head, &["ccomp", "xcomp", "csubj"]).is_some();
    tree.lower(subject) == "it"
        && (tree.child(verb, &["auxpass", "acomp"]).is_some()
            || tree.pos(verb) == "AUX"
            || matches!(tree.token(verb).lemma.as_str(), "seem" | "appear"))
        && (announces(verb) || tree.with(verb, &["acomp"]).any(announces))
}

fn noun(builder: &mut Builder, id: ClauseId) {
    let tree = builder.tree;
    let head = builder.clauses[id].head;
    for &child in tree.children(head) {
        let slot = match tree.dep(child) {
            "poss" if tree.label(child) == "DATE" => Slot::Temporal,
            "poss" => Slot::Possessor,
            "compound" => Slot::Compound,
            "nmod" if matches!(tree.pos(child), "NOUN" | "PROPN") => Slot::Compound,
            "amod" | "nmod" => Slot::Modifier,
            "npadvmod" => Slot::Temporal,
            "nsubj" | "nsubjpass" => Slot::Subject,
            _ => continue,
        };
        if let Some(partner) = hyphenated(tree, child) {
            builder.add_phrase(id, &slot, partner, Via::Conjunct);
        }
        builder.add_phrase(id, &slot, child, Via::Direct);
    }
}

/// "**China**-Pakistan ties", "**Israeli**-Palestinian talks": the first of two names before a noun.
fn hyphenated(tree: &Tree, second: TokenId) -> Option<TokenId> {
    let first = second.checked_sub(2)?;
    let capital = |id: TokenId| tree.token(id).text.starts_with(char::is_uppercase);
    let joined = tree.head(first) == second
        && matches!(tree.dep(first), "compound" | "amod" | "nmod")
        && matches!(tree.lower(first + 1).as_str(), "-" | "–" | "—" | "/");
    (joined && capital(first) && capital(second)).then_some(first)
}

fn adjective(builder: &mut Builder, id: ClauseId) {
    let tree = builder.tree;
    let head = builder.clauses[id].head;
    let first = tree.first_conjunct(head);
    if tree.dep(first) == "amod" {
        modifier(builder, id, tree.head(first));
    }
    subjects(builder, id);
    for adverbial in tree.with(head, &["npadvmod"]) {
        let agent = builder.clauses[id].passive && tree.lower(head.saturating_sub(1)) == "-";
        let slot = if agent { Slot::Subject } else { Slot::Temporal };
        builder.add_phrase(id, &slot, adverbial, Via::Direct);
    }
}

/// "**injured** people", "**visiting** officials".
fn modifier(builder: &mut Builder, id: ClauseId, noun: TokenId) {
    let passive = builder.clauses[id].passive;
    let (slot, via) = if passive {
        (Slot::Object, Via::Passive)
    } else {
        (Slot::Subject, Via::Direct)
    };
    builder.add(id, &slot, noun, via);
}

fn obliques(builder: &mut Builder, id: ClauseId) {
    let clause = &builder.clauses[id];
    let (head, passive, kind) = (clause.head, clause.passive, clause.kind);
    let gerund = kind == PredicateKind::Verb && is_nominal_gerund(builder, head);
    let found: Vec<_> = builder.obliques.of(head).cloned().collect();
    for oblique in found {
        let is_clause = builder.verb_at(oblique.complement).is_some()
            && builder.tree.dep(oblique.complement) == "pcomp";
        if is_clause || is_bare_gerund(builder, oblique.complement) {
            continue;
        }
        let (slot, via) = match oblique.name.as_str() {
            "by" if (oblique.agent || oblique.lifted)
                && passive
                && !is_time(builder, oblique.complement) =>
            {
                (Slot::Subject, Via::Passive)
            }
            "of" if gerund && !builder.has(id, &Slot::Object) => (Slot::Object, Via::Direct),
            name if oblique.lifted => (Slot::Oblique(name.into()), Via::Lifted),
            name => (Slot::Oblique(name.into()), Via::Direct),
        };
        builder.add_phrase(id, &slot, oblique.complement, via);
    }
}

/// "signed **by Friday**" has no agent.
fn is_time(builder: &Builder, complement: TokenId) -> bool {
    matches!(builder.tree.label(complement), "DATE" | "TIME")
}

/// "charges of **spying**" is content, not a phrase.
fn is_bare_gerund(builder: &Builder, complement: TokenId) -> bool {
    builder.verb_at(complement).is_some()
        && builder.tree.tag(complement) == "VBG"
        && !is_nominal_gerund(builder, complement)
}

/// "the **killing** of two men".
fn is_nominal_gerund(builder: &Builder, head: TokenId) -> bool {
    builder.tree.tag(head) == "VBG" && builder.tree.child(head, &["det", "poss"]).is_some()
}
