//! Verbs in the wrong place: as the attribute of their object, as a clause beside their auxiliary, as the
//! conjunct of a verb that they do not go on with, as what describes their subject, as the aim of a plea.
//!
//! Reads and writes: the tree. Never: makes a verb of another word.

use super::{SUBJECTS, above, is_finite};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::lexicon::ClauseLexicon;
use crate::linguistics::clauses::tree::Tree;

/// "Canada **opens** consulates": what has a subject is no attribute of the noun behind it, but its verb.
pub(super) fn free_attribute(tree: &mut Tree, verb: TokenId) {
    let noun = tree.head(verb);
    let finite = matches!(tree.tag(verb), "VBD" | "VBZ" | "VBP");
    let subject = tree.child(verb, &["nsubj"]);
    let stands = subject.is_some_and(|subject| subject < verb) && verb < noun;
    if tree.dep(verb) != "amod" || !finite || !stands {
        return;
    }
    let (above, relation) = (tree.head(noun), tree.dep(noun));
    tree.attach(verb, if above == noun { verb } else { above }, relation);
    for child in tree.children(noun).to_vec() {
        if child < verb {
            tree.attach(child, verb, tree.dep(child));
        }
    }
    tree.attach(noun, verb, "dobj");
}

/// "**was** on Monday **shot** in Bern": the parser takes a participle behind an adverbial for a clause of
/// its own.
pub(super) fn join_passive(tree: &mut Tree, verb: TokenId) {
    const OWN: [&str; 4] = ["mark", "aux", "auxpass", "cc"];
    let auxiliary = tree.head(verb);
    let participle = tree.dep(verb) == "advcl" && matches!(tree.tag(verb), "VBN" | "VBD");
    let bare = tree.child(verb, &SUBJECTS).is_none() && tree.child(verb, &OWN).is_none();
    let empty = tree
        .child(auxiliary, &["attr", "acomp", "expl", "ccomp", "xcomp"])
        .is_none();
    let passive = tree.token(auxiliary).lemma == "be" && participle && bare && empty;
    if !passive || auxiliary > verb || (auxiliary..verb).any(|token| tree.token(token).text == ",")
    {
        return;
    }
    let place = (tree.head(auxiliary), tree.dep(auxiliary));
    tree.attach(
        verb,
        if place.0 == auxiliary { verb } else { place.0 },
        place.1,
    );
    for child in tree.children(auxiliary).to_vec() {
        let relation = tree.dep(child);
        tree.attach(
            child,
            verb,
            if relation == "nsubj" {
                "nsubjpass"
            } else {
                relation
            },
        );
    }
    tree.attach(auxiliary, verb, "auxpass");
}

/// "two were killed and **several others injured**": the parser joins the noun to the passive verb and hangs the
/// participle, which is what is joined, on the noun.
pub(super) fn free_participle(tree: &mut Tree, noun: TokenId) {
    let verb = tree.head(noun);
    let joined = tree.dep(noun) == "conj"
        && matches!(tree.pos(noun), "NOUN" | "PROPN" | "ADJ" | "NUM" | "PRON")
        && tree.child(verb, &["auxpass"]).is_some();
    let participle = tree
        .with(noun, &["acl"])
        .find(|&it| it == noun + 1 && matches!(tree.tag(it), "VBN" | "VBD"));
    if let Some(participle) = participle.filter(|_| joined) {
        tree.attach(participle, verb, "conj");
        tree.attach(noun, participle, "nsubj");
    }
}

/// "ordered to attack the town, **seize** the bank": a bare infinitive goes on with the infinitive before it,
/// not with a verb that is none.
pub(super) fn lower_conjunct(tree: &mut Tree, verb: TokenId) {
    let above = tree.head(verb);
    let bare = tree.dep(verb) == "conj"
        && tree.tag(verb) == "VB"
        && tree.child(verb, &["aux", "auxpass", "mark"]).is_none()
        && tree.child(verb, &SUBJECTS).is_none();
    let takes_bare = matches!(tree.tag(above), "VB" | "VBP")
        || tree.with(above, &["aux"]).any(|aux| tree.tag(aux) == "MD");
    if !bare || takes_bare {
        return;
    }
    let infinitive = {
        let mut complements = tree.with(above, &["xcomp", "advcl", "ccomp"]);
        complements.find(|&it| {
            let to = tree.child(it, &["aux"]);
            it < verb && tree.tag(it) == "VB" && to.is_some_and(|to| tree.tag(to) == "TO")
        })
    };
    if let Some(infinitive) = infinitive {
        tree.attach(verb, infinitive, "conj");
    }
}

/// "accuses Arland of spying and **suspends** talks": a finite verb goes on with the finite verb above it, not
/// with a gerund or an infinitive.
pub(super) fn raise_conjunct(tree: &mut Tree, verb: TokenId) {
    let open = tree.head(verb);
    let told = matches!(tree.tag(verb), "VBD" | "VBZ");
    // A past participle may be what the tagger takes for a past tense: "tried and held".
    let untold = matches!(tree.tag(open), "VB" | "VBG")
        || tree.tag(open) == "VBN" && tree.tag(verb) == "VBZ";
    if !is_bare_conjunct(tree, verb) || !told || !untold || is_helped(tree, open, is_finite) {
        return;
    }
    let host = above(tree, open).find(|&it| is_finite(tree, it));
    if let Some(host) = host.filter(|&host| tree.tag(host) == tree.tag(verb)) {
        raise(tree, verb, host);
    }
}

/// "kill a rebel that shot two guards and **arrest** others", "to arrest those who are accused and **try** them":
/// a verb without an ending goes on with one such, not with one that has an ending.
pub(super) fn raise_plain_conjunct(tree: &mut Tree, verb: TokenId) {
    let ended = tree.head(verb);
    let plain = |tree: &Tree, it: TokenId| matches!(tree.tag(it), "VB" | "VBP");
    let takes_plain = |tree: &Tree, aux: TokenId| {
        tree.tag(aux) == "MD" || matches!(&*tree.token(aux).lemma, "do" | "to")
    };
    let apart = is_bare_conjunct(tree, verb)
        && plain(tree, verb)
        && tree.child(verb, &["aux", "auxpass", "mark"]).is_none()
        && matches!(tree.tag(ended), "VBD" | "VBZ" | "VBN");
    if !apart || is_helped(tree, ended, takes_plain) {
        return;
    }
    let host = above(tree, ended).find(|&it| plain(tree, it));
    if let Some(host) = host {
        raise(tree, verb, host);
    }
}

/// A second verb without a subject.
fn is_bare_conjunct(tree: &Tree, verb: TokenId) -> bool {
    tree.dep(verb) == "conj" && tree.child(verb, &SUBJECTS).is_none()
}

/// Has an auxiliary of this kind.
fn is_helped(tree: &Tree, verb: TokenId, kind: impl Fn(&Tree, TokenId) -> bool) -> bool {
    let mut auxiliaries = tree.with(verb, &["aux", "auxpass"]);
    auxiliaries.any(|auxiliary| kind(tree, auxiliary))
}

/// Makes a conjunct, with the word that joins it, one of a verb above.
fn raise(tree: &mut Tree, verb: TokenId, host: TokenId) {
    let open = tree.head(verb);
    let joins = tree
        .with(open, &["cc"])
        .filter(|&cc| open < cc && cc < verb)
        .last();
    if let Some(cc) = joins {
        tree.attach(cc, host, "cc");
    }
    tree.attach(verb, host, "conj");
}

/// "petitioned the court **to free** him", "pleaded with the rebels **to free** them": the infinitive is no aim of the
/// begging, but what is begged for.
pub(super) fn complete_plea(tree: &mut Tree, lexicon: &ClauseLexicon, verb: TokenId) {
    let begs = tree.pos(verb) == "VERB" && lexicon.pleading.contains(&tree.token(verb).lemma);
    if !begs || tree.child(verb, &["xcomp", "ccomp"]).is_some() {
        return;
    }
    let asked = tree.child(verb, &["dobj", "prep", "nsubjpass"]);
    let plea = tree.with(verb, &["advcl"]).find(|&it| {
        let open = tree.child(it, &["mark"]).is_none() && tree.infinitive_to(it).is_some();
        open && it > verb && asked.is_some()
    });
    if let Some(plea) = plea {
        tree.attach(plea, verb, "xcomp");
    }
}
