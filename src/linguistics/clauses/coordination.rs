//! Conjoined predicates: what the second shares with the first, and the first with the second.
//!
//! Reads: tree and [`Builder`]. Writes: shared subjects, objects, adverbials and auxiliaries.
//! Never: shares into a clause that has a subject of its own.

use smol_str::SmolStr;

use super::builder::Builder;
use super::{ClauseId, PredicateKind, Slot, Tense, Via};
use crate::linguistics::TokenId;

const AUXILIARIES: [&str; 2] = ["aux", "auxpass"];
/// Prepositions of nouns that follow all conjuncts, beside those of place and time.
const NOMINAL: [&str; 5] = ["of", "by", "against", "between", "with"];
const SUBJECTS: [&str; 5] = ["nsubj", "nsubjpass", "csubj", "csubjpass", "expl"];

/// Completes a conjunct from the clause it is joined to.
pub(super) fn share(builder: &mut Builder, id: ClauseId) {
    let head = builder.clauses[id].head;
    let Some(first) = builder.at(builder.tree.head(head)) else {
        return;
    };
    match (builder.clauses[first].kind, builder.clauses[id].kind) {
        (PredicateKind::Noun, PredicateKind::Noun) => share_nominal(builder, first, id),
        (PredicateKind::Adjective, PredicateKind::Adjective) => {
            let subjects = builder.surface_subject(first);
            builder.set_subject(id, &subjects, Via::Shared);
        }
        (PredicateKind::Noun, _) | (_, PredicateKind::Noun) => {}
        _ => {
            let first = result_of(builder, first, id).unwrap_or(first);
            share_verbal(builder, first, id);
        }
    }
}

/// "**left** ten dead and injured twenty": a finite verb goes on from the verb, not from its result.
fn result_of(builder: &Builder, first: ClauseId, id: ClauseId) -> Option<ClauseId> {
    let tree = builder.tree;
    let (result, head) = (builder.clauses[first].head, builder.clauses[id].head);
    let verb = builder.verb_at(tree.head(result))?;
    let results = matches!(tree.dep(result), "oprd" | "acomp") && tree.tag(result) != "VBN";
    let goes_on = tree.tag(head) == tree.tag(builder.clauses[verb].head);
    let object = tree.child(head, &["dobj"]).is_some();
    (results && goes_on && object).then_some(verb)
}

/// "looted shops and **set** fire to cars": a form that is both present and past, taken for a present.
fn share_past(builder: &mut Builder, first: ClauseId, id: ClauseId) {
    let tree = builder.tree;
    let head = builder.clauses[id].head;
    let bare = tree.child(head, &["aux", "auxpass", "mark"]).is_none();
    let unchanged = *tree.lower(head) == tree.token(head).lemma;
    let untold = matches!(
        builder.clauses[id].tense,
        Tense::Present | Tense::Infinitive
    );
    if bare && unchanged && untold && builder.clauses[first].tense == Tense::Past {
        builder.clauses[id].tense = Tense::Past;
    }
}

fn share_verbal(builder: &mut Builder, first: ClauseId, id: ClauseId) {
    let head = builder.clauses[id].head;
    if is_gapped(builder, first, id) {
        turn_passive(builder, id);
        share_late_scene(builder, first, id);
        return;
    }
    if builder.tree.child(head, &SUBJECTS).is_some() {
        return;
    }
    share_auxiliaries(builder, first, id);
    share_copula(builder, first, id);
    share_past(builder, first, id);
    let sharer = speaker_goes_on(builder, first, id).unwrap_or(first);
    let subjects = builder.surface_subject(sharer);
    builder.set_subject(id, &subjects, Via::Shared);
    share_fronted(builder, first, id);
    share_late_object(builder, first, id);
    share_late_scene(builder, first, id);
}

/// "said there was no hope and **urged** them to leave": what there is does nothing further, but who
/// said so does. The verb of saying.
pub(super) fn speaker_goes_on(
    builder: &Builder,
    first: ClauseId,
    id: ClauseId,
) -> Option<ClauseId> {
    let tree = builder.tree;
    let (said, head) = (builder.clauses[first].head, builder.clauses[id].head);
    let speech = builder.at(tree.head(said))?;
    let existential = tree.dep(said) == "ccomp" && tree.child(said, &["expl"]).is_some();
    let reports = (builder.lexicon.reporting).contains(&builder.clauses[speech].lemma);
    let as_told = tree.tag(head) == tree.tag(builder.clauses[speech].head);
    let open = tree.child(head, &SUBJECTS).is_none();
    (existential && reports && as_told && open).then_some(speech)
}

/// "killed twelve and injured twenty **in Kabul**": both happen where and when the last does.
fn share_late_scene(builder: &mut Builder, first: ClauseId, id: ClauseId) {
    let lexicon = builder.lexicon;
    let is_scene = |slot: &Slot| {
        *slot == Slot::Temporal
            || matches!(slot, Slot::Oblique(name) if lexicon.scene_prepositions.contains(name))
    };
    let local = |clause: ClauseId| lexicon.local_verbs.contains(&builder.clauses[clause].lemma);
    let has_own = (builder.clauses[first].arguments.iter()).any(|own| is_scene(&own.slot));
    if !has_own && local(first) && local(id) {
        let head = builder.clauses[id].head;
        copy(builder, id, first, |slot, at| is_scene(slot) && at > head);
    }
}

/// "two people were killed and **five injured**": the auxiliary is left out. A form that may be a past as well
/// is one, unless its subject only tells how many.
fn is_gapped(builder: &Builder, first: ClauseId, id: ClauseId) -> bool {
    let tree = builder.tree;
    let clause = &builder.clauses[id];
    let mut subjects = tree.with(clause.head, &["nsubj", "nsubjpass"]);
    builder.clauses[first].passive
        && matches!(tree.tag(clause.head), "VBD" | "VBN")
        && !clause.passive
        && tree.child(clause.head, &["aux", "dobj"]).is_none()
        && !builder.lexicon.intransitive.contains(&clause.lemma)
        && subjects.any(|subject| {
            let counts = tree.tag(subject) == "CD" || tree.child(subject, &["nummod"]).is_some();
            counts || tree.tag(clause.head) == "VBN"
        })
}

fn turn_passive(builder: &mut Builder, id: ClauseId) {
    let clause = &mut builder.clauses[id];
    clause.passive = true;
    for argument in &mut clause.arguments {
        if argument.slot == Slot::Subject {
            argument.slot = Slot::Object;
            argument.via = Via::Passive;
        }
    }
}

/// "will visit Kyiv and **meet** Zelensky", "was arrested and **charged**".
fn share_auxiliaries(builder: &mut Builder, first: ClauseId, id: ClauseId) {
    let tree = builder.tree;
    let (head, first_head) = (builder.clauses[id].head, builder.clauses[first].head);
    let bare =
        tree.child(head, &AUXILIARIES).is_none() && builder.clauses[id].kind == PredicateKind::Verb;
    let same_form = match tree.tag(head) {
        "VB" | "VBP" => tree.tag(first_head) == "VB",
        "VBN" => tree.tag(first_head) == "VBN",
        "VBG" => tree.tag(first_head) == "VBG",
        "VBD" => {
            tree.tag(first_head) == "VBN"
                && builder.clauses[first].passive
                && match tree.child(head, &["dobj"]) {
                    Some(object) => is_fine(builder, id, object),
                    None => tree.child(head, &["agent"]).is_some(),
                }
        }
        _ => false,
    };
    if !bare || !same_form {
        return;
    }
    let shared = builder.features(first);
    let but = tree
        .with(first_head, &["cc"])
        .any(|cc| tree.lower(cc) == "but");
    let negates_verb = shared
        .negation
        .filter(|&negation| tree.head(negation) == first_head && !but);
    let clause = &mut builder.clauses[id];
    clause.passive = shared.passive;
    clause.tense = shared.tense;
    clause.progressive = shared.progressive;
    clause.perfect = shared.perfect;
    clause.modal = shared.modal;
    clause.negation = clause.negation.or(negates_verb);
}

/// "was unhurt and **taken** home": the copula is the auxiliary of a participle.
fn share_copula(builder: &mut Builder, first: ClauseId, id: ClauseId) {
    let tree = builder.tree;
    let head = builder.clauses[id].head;
    let copula = builder.clauses[first].light.unwrap_or(first);
    let bare = tree.tag(head) == "VBN" && tree.child(head, &["aux", "auxpass", "dobj"]).is_none();
    if !bare || builder.clauses[copula].lemma != "be" {
        return;
    }
    let shared = builder.features(copula);
    let clause = &mut builder.clauses[id];
    clause.passive = true;
    clause.tense = shared.tense;
    clause.perfect = shared.perfect;
    clause.modal = shared.modal;
}

/// "was sentenced to five years and **fined 200,000 euros**"
fn is_fine(builder: &Builder, id: ClauseId, object: TokenId) -> bool {
    let counted = builder.tree.child(object, &["nummod"]).is_some();
    counted && builder.lexicon.fining.contains(&builder.clauses[id].lemma)
}

/// "**On Monday** he flew to Kyiv and met Zelensky".
fn share_fronted(builder: &mut Builder, first: ClauseId, id: ClauseId) {
    let start = builder.surface_subject(first).into_iter().min();
    let Some(start) = start.filter(|&start| start < builder.clauses[first].head) else {
        return;
    };
    let fronted: Vec<_> = (builder.clauses[first].arguments.iter())
        .filter(|argument| matches!(argument.slot, Slot::Oblique(_) | Slot::Temporal))
        .filter(|argument| argument.head < start && argument.via != Via::Relative)
        .cloned()
        .collect();
    for argument in fronted {
        builder.add(id, &argument.slot, argument.head, Via::Shared);
    }
}

/// "arrested and jailed **two men**": both verbs side by side, one object after them.
fn share_late_object(builder: &mut Builder, first: ClauseId, id: ClauseId) {
    let (a, b) = (builder.clauses[first].head, builder.clauses[id].head);
    let adjacent = b == a + 2 && matches!(builder.tree.lower(a + 1).as_str(), "and" | "or");
    let transitive = |clause: ClauseId| {
        !builder.clauses[clause].passive
            && !builder
                .lexicon
                .intransitive
                .contains(&builder.clauses[clause].lemma)
    };
    if !adjacent || !transitive(first) || !transitive(id) {
        return;
    }
    for (from, to) in [(first, id), (id, first)] {
        let objects: Vec<TokenId> = builder.heads(from, &Slot::Object);
        if !builder.has(to, &Slot::Object) && objects.iter().all(|&object| object > b) {
            for object in objects {
                builder.add(to, &Slot::Object, object, Via::Shared);
            }
        }
    }
}

/// "**his** arrest and trial", "**Peruvian** raids and arrests", "the arrest and trial **of the banker**".
fn share_nominal(builder: &mut Builder, first: ClauseId, id: ClauseId) {
    let tree = builder.tree;
    let (a, b) = (builder.clauses[first].head, builder.clauses[id].head);
    let determined = tree.child(b, &["det", "poss", "nummod"]).is_some();
    if !determined {
        let national = |head: TokenId| matches!(tree.label(head), "GPE" | "NORP");
        let another = tree.with(b, &["amod", "compound", "nmod"]).any(national);
        copy(builder, first, id, |slot, head| match slot {
            Slot::Possessor => true,
            Slot::Modifier | Slot::Compound => national(head) && !another,
            _ => false,
        });
    }
    let between = builder.obliques.of(a).any(|oblique| oblique.complement < b);
    if !between {
        let scenes = &builder.lexicon.scene_prepositions;
        let is_late = |slot: &Slot, head: TokenId| {
            let shared = |name: &SmolStr| NOMINAL.contains(&name.as_str()) || scenes.contains(name);
            matches!(slot, Slot::Oblique(name) if shared(name)) && head > b
        };
        copy(builder, first, id, is_late);
        if !determined {
            copy(builder, id, first, is_late);
        }
    }
}

fn copy(
    builder: &mut Builder,
    from: ClauseId,
    to: ClauseId,
    wanted: impl Fn(&Slot, TokenId) -> bool,
) {
    let copied: Vec<_> = (builder.clauses[from].arguments.iter())
        .filter(|argument| wanted(&argument.slot, argument.head))
        .cloned()
        .collect();
    for argument in copied {
        builder.add(to, &argument.slot, argument.head, Via::Shared);
    }
}
