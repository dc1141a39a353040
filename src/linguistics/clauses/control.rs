//! Subjects of infinitives, participles and gerunds from the clause above.
//!
//! Reads: tree, lexicon and [`Builder`]. Writes: subjects with [`Via::Control`]. Never: guesses where
//! grammar leaves the subject open (a purpose after an agentless passive).

use super::builder::Builder;
use super::embedding::{self, called_ranked, is_open, is_ranked};
use super::{ClauseId, Embedding, PredicateKind, Slot, Via, utterances};
use crate::linguistics::TokenId;

/// Gives a clause without a subject the one that its construction says.
pub(super) fn find_subject(builder: &mut Builder, id: ClauseId) {
    let tree = builder.tree;
    let head = builder.clauses[id].head;
    if builder.clauses[id].kind == PredicateKind::Noun {
        return;
    }
    let subjects = match tree.dep(head) {
        "xcomp" => complement_subject(builder, tree.head(head)),
        "ccomp" if is_open(builder, id) || tree.infinitive_to(head).is_some() => {
            complement_subject(builder, tree.head(head))
        }
        "acomp" | "oprd" => predicative_subject(builder, id),
        "advcl" => adverbial_subject(builder, id),
        "acl" => return adnominal(builder, id),
        "pcomp" | "pobj" => gerund_subject(builder, head),
        _ => Vec::new(),
    };
    builder.set_subject(id, &subjects, Via::Control);
}

/// The object of "allowed troops to enter" where the parser sees only the subject of "enter".
pub(super) fn raise_object(builder: &mut Builder, id: ClauseId) {
    let tree = builder.tree;
    let head = builder.clauses[id].head;
    let Some(above) = builder.verb_at(tree.head(head)) else {
        return;
    };
    let controls = tree.dep(head) == "ccomp"
        && is_open(builder, id)
        && builder
            .lexicon
            .object_control
            .contains(&builder.clauses[above].lemma)
        && !builder.has(above, &Slot::Object);
    if controls && tree.child(head, &["nsubj", "nsubjpass"]).is_some() {
        for subject in builder.surface_subject(id) {
            builder.add(above, &Slot::Object, subject, Via::Control);
        }
    }
}

/// Who does the infinitive of a verb or adjective: its object, or its subject.
fn complement_subject(builder: &Builder, above: TokenId) -> Vec<TokenId> {
    if let Some(goal) = builder.spelled_out(above) {
        return noun_controller(builder, builder.clauses[goal].head, Controller::Holder);
    }
    let Some(id) = builder.at(above) else {
        return Vec::new();
    };
    let (clause, lexicon) = (&builder.clauses[id], builder.lexicon);
    if clause.kind == PredicateKind::Verb && !lexicon.subject_control.contains(&clause.lemma) {
        let people = ["on", "to", "for", "upon", "with"].map(|name| Slot::Oblique(name.into()));
        let calls_on = lexicon.calling.contains(&clause.lemma);
        let sources = ["from", "of"].map(|name| Slot::Oblique(name.into()));
        let asks_of = lexicon.asking.contains(&clause.lemma);
        let objects = [Slot::Object, Slot::IndirectObject];
        let slots = objects.iter().chain(people.iter().filter(|_| calls_on));
        let slots = slots.chain(sources.iter().filter(|_| asks_of));
        if let Some(slot) = slots.into_iter().find(|slot| builder.has(id, slot)) {
            return builder.heads(id, slot);
        }
    }
    builder.surface_subject(id)
}

/// "The army is **responsible**": the copula's subject, or the object it is said of.
fn predicative_subject(builder: &Builder, id: ClauseId) -> Vec<TokenId> {
    let clause = &builder.clauses[id];
    let Some(above) = builder.verb_at(builder.tree.head(clause.head)) else {
        return Vec::new();
    };
    if builder.tree.dep(clause.head) == "oprd" && builder.has(above, &Slot::Object) {
        return builder.heads(above, &Slot::Object);
    }
    builder.surface_subject(above)
}

/// "**Accused** of fraud, he resigned"; a purpose after a passive belongs to the agent only.
fn adverbial_subject(builder: &Builder, id: ClauseId) -> Vec<TokenId> {
    let head = builder.clauses[id].head;
    let tree = builder.tree;
    let Some(above) = builder.at(tree.head(head)) else {
        return Vec::new();
    };
    if let Some(noun) = event_before(builder, id) {
        return vec![noun];
    }
    let speech = embedding::speech_gone_on(builder, id, above);
    let speech = speech.or_else(|| embedding::introduced(builder, id, tree.head(head)));
    if let Some(speech) = speech {
        return builder.surface_subject(speech);
    }
    // "quoted **Holm** as saying"
    let marker = tree.child(head, &["mark"]).map(|mark| tree.lower(mark));
    let lemma = &builder.clauses[above].lemma;
    if marker.is_some_and(|marker| builder.lexicon.gerund_of_object(lemma, marker))
        && builder.has(above, &Slot::Object)
    {
        return builder.heads(above, &Slot::Object);
    }
    // "was called a farce **by Holm**, saying that": who did it goes on to speak.
    let speaks = builder
        .lexicon
        .going_on
        .contains(&builder.clauses[id].lemma);
    if speaks && builder.clauses[above].passive && builder.has(above, &Slot::Subject) {
        return builder.heads(above, &Slot::Subject);
    }
    let purpose = tree.infinitive_to(head).is_some();
    // "extradited **the gunman** to face charges": nobody else is to go through it.
    let undergoes = builder.lexicon.patient.contains(&builder.clauses[id].lemma);
    if purpose && undergoes && builder.has(above, &Slot::Object) {
        return builder.heads(above, &Slot::Object);
    }
    if purpose && builder.clauses[above].passive {
        return builder.heads(above, &Slot::Subject);
    }
    builder.surface_subject(above)
}

/// "died in the **attack**, carried out by rebels": what is carried out is no person but the noun before.
fn event_before(builder: &Builder, id: ClauseId) -> Option<TokenId> {
    let clause = &builder.clauses[id];
    let tree = builder.tree;
    if !clause.passive || !builder.lexicon.light.contains(&clause.lemma) {
        return None;
    }
    let links = |&at: &TokenId| matches!(tree.pos(at), "PUNCT" | "ADV");
    let before = (0..clause.head).rev().find(|at| !links(at))?;
    (tree.pos(before) == "NOUN" && tree.head(clause.head) < before).then_some(before)
}

/// Clauses after a noun: "a man **shot** by police", "troops **entering** Kyiv", "plans **to build**".
fn adnominal(builder: &mut Builder, id: ClauseId) {
    let tree = builder.tree;
    let head = builder.clauses[id].head;
    let noun = tree.head(head);
    if tree.infinitive_to(head).is_none() || is_ranked(builder, noun) {
        let has_own = tree.child(head, &["nsubj", "nsubjpass", "mark"]).is_some();
        let ranked = called_ranked(builder, head);
        let authors = [ranked, author_of(builder, id, noun)];
        let author = authors.iter().find(|subjects| !subjects.is_empty());
        if let Some(subjects) = author.filter(|_| !has_own) {
            builder.set_subject(id, subjects, Via::Control);
        } else if !has_own {
            builder.set_subject(id, &[noun], Via::Relative);
        }
        return;
    }
    let subjects = noun_controller(builder, noun, Controller::Holder);
    builder.set_subject(id, &subjects, Via::Control);
}

/// "signed an order **banning** imports": what a document does, its author does. It only speaks itself.
fn author_of(builder: &Builder, id: ClauseId, noun: TokenId) -> Vec<TokenId> {
    let clause = &builder.clauses[id];
    if clause.passive || builder.lexicon.saying.contains(&clause.lemma) {
        return Vec::new();
    }
    utterances::author(builder, noun)
}

/// Whose the content of a noun is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Controller {
    /// Of "plans to V": who has the plan.
    Holder,
    /// Of "charges of V-ing": who is charged.
    Target,
}

fn noun_controller(builder: &Builder, noun: TokenId, controller: Controller) -> Vec<TokenId> {
    let Some(id) = builder.at(noun) else {
        return Vec::new();
    };
    // "an invitation to **tourists** to explore": whom it is addressed to is to act.
    let addressee = Slot::Oblique("to".into());
    let asks = builder
        .lexicon
        .asking_nouns
        .contains(&builder.clauses[id].lemma);
    if controller == Controller::Holder && asks && builder.has(id, &addressee) {
        return builder.heads(id, &addressee);
    }
    let own = [
        Slot::Possessor,
        Slot::Subject,
        Slot::Oblique("by".into()),
        Slot::Oblique("for".into()),
    ];
    let offers = (builder.lexicon.offer_nouns).contains(&builder.clauses[id].lemma);
    let from = offers.then(|| Slot::Oblique("from".into()));
    let mut own = own.iter().chain(&from);
    if let Some(slot) = own.find(|slot| builder.has(id, slot)) {
        return builder.heads(id, slot);
    }
    let of = Slot::Oblique("of".into());
    if controller == Controller::Holder && builder.has(id, &of) {
        return builder.heads(id, &of);
    }
    let governing = builder.clauses[id].light.or_else(|| {
        let parent = builder.clauses[id].parent.as_ref()?;
        (parent.relation == Embedding::Nominal).then_some(parent.clause)
    });
    let Some(above) = governing.filter(|&above| builder.clauses[above].kind == PredicateKind::Verb)
    else {
        return Vec::new();
    };
    let is_object = builder.heads(above, &Slot::Object).contains(&noun);
    if controller == Controller::Target && !is_object {
        let targets = builder.heads(above, &Slot::Object);
        if !targets.is_empty() || builder.clauses[above].passive {
            return targets;
        }
    }
    if is_object && builder.has(above, &Slot::IndirectObject) {
        return builder.heads(above, &Slot::IndirectObject);
    }
    let mut subjects = builder.heads(above, &Slot::Subject);
    subjects.retain(|&subject| subject != noun);
    subjects
}

/// "accused him of **lying**", "resigned after **losing**", "on charges of **spying**".
fn gerund_subject(builder: &Builder, head: TokenId) -> Vec<TokenId> {
    let Some(around) = builder.obliques.around(head) else {
        return Vec::new();
    };
    let Some(above) = builder.at(around.owner) else {
        return Vec::new();
    };
    let owner = &builder.clauses[above];
    match owner.kind {
        PredicateKind::Noun => {
            let controller = match around.name.as_str() {
                "of" | "for" | "against" => Controller::Target,
                _ => Controller::Holder,
            };
            noun_controller(builder, around.owner, controller)
        }
        PredicateKind::Verb if builder.lexicon.gerund_of_object(&owner.lemma, &around.name) => {
            builder.heads(above, &Slot::Object)
        }
        PredicateKind::Verb if around.name == "by" && owner.passive => {
            builder.heads(above, &Slot::Subject)
        }
        _ => builder.surface_subject(above),
    }
}
