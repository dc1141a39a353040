//! What happened, where the parser takes its verb for a participle that describes the subject: "killed when a bus
//! **overturned**", "a truck carrying workers **crashed**".
//!
//! Reads: verbs that have no object. Writes: the tree. Never: touches a participle that can be passive.

use super::{CONJUNCTIONS, SUBJECTS, is_finite, last, take_subject};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::lexicon::ClauseLexicon;
use crate::linguistics::clauses::predicates;
use crate::linguistics::clauses::tree::Tree;

/// Makes a participle the verb of the noun that it stands behind.
pub(super) fn raise(tree: &mut Tree, lexicon: &ClauseLexicon, verb: TokenId) {
    let form = tree.token(verb);
    let participle =
        form.pos == "VERB" && tree.dep(verb) == "acl" && matches!(tree.tag(verb), "VBN" | "VBD");
    // "sunk" and "fallen" are participles, "crashed" may be the past.
    if !participle || !form.text.ends_with("ed") || tree.child(verb, &["agent"]).is_some() {
        return;
    }
    let noun = subject(tree, verb);
    let (above, relation) = (tree.head(noun), tree.dep(noun));
    let when = tree
        .with(noun, &["advmod", "mark"])
        .find(|&word| matches!(tree.lower(word).as_str(), "as" | "when" | "while"));
    if let ("advcl", Some(when)) = (relation, when) {
        tree.attach(when, verb, tree.dep(when));
        tree.attach(verb, above, "advcl");
    } else if !happens(tree, lexicon, verb) {
        return;
    } else if relation == "pobj" && CONJUNCTIONS.contains(&tree.lower(above).as_str()) {
        tree.attach(verb, tree.head(above), "advcl");
        tree.attach(above, verb, "mark");
    } else if above == noun {
        tree.attach(verb, verb, relation);
        for child in tree.children(noun).to_vec() {
            if child > verb {
                tree.attach(child, verb, tree.dep(child));
            }
        }
    } else {
        return;
    }
    take_subject(tree, verb, noun);
}

/// "resigned after **a fire** at a hospital **killed** twelve": a finite verb without a subject that comes right behind
/// a phrase with such a preposition, nothing joining them, has its subject there.
pub(super) fn give_subject(tree: &mut Tree, verb: TokenId) {
    const LOOSE: [&str; 5] = ["advcl", "ccomp", "conj", "dep", "parataxis"];
    let main = tree.head(verb);
    let finite = tree.child(verb, &["aux", "auxpass"]).unwrap_or(verb);
    let bare = tree.child(verb, &SUBJECTS).is_none() && tree.child(verb, &["mark"]).is_none();
    if main >= verb || !LOOSE.contains(&tree.dep(verb)) || !bare || !is_finite(tree, finite) {
        return;
    }
    let before = |&phrase: &TokenId| {
        let start = last(tree, phrase) + 1;
        // "after a raid **overnight** hurt two"
        let mut between = (start..finite).filter(|&word| !tree.is_below(word, verb));
        let joined = (start..finite).any(|word| matches!(tree.dep(word), "punct" | "cc"));
        main < phrase && phrase < verb && start <= finite && between.next().is_none() && !joined
    };
    let conjunction = |&phrase: &TokenId| CONJUNCTIONS.contains(&tree.lower(phrase).as_str());
    let found = tree
        .with(main, &["prep"])
        .filter(before)
        .find(conjunction)
        .and_then(|phrase| Some((phrase, tree.child(phrase, &["pobj"])?)));
    if let Some((phrase, noun)) = found {
        tree.attach(verb, main, "advcl");
        tree.attach(phrase, verb, "mark");
        take_subject(tree, verb, noun);
    }
}

/// The noun behind which a participle stands, or that has what it stands behind as a part: "a **truck** carrying
/// workers overturned".
fn subject(tree: &Tree, verb: TokenId) -> TokenId {
    let near = tree.head(verb);
    let carrying = tree.head(near);
    let described = tree.dep(near) == "dobj"
        && tree.dep(carrying) == "acl"
        && tree.tag(carrying) == "VBG"
        && last(tree, carrying) == last(tree, verb);
    if described { tree.head(carrying) } else { near }
}

fn happens(tree: &Tree, lexicon: &ClauseLexicon, verb: TokenId) -> bool {
    let lemma = predicates::lemma(tree, lexicon, verb);
    lexicon.befalling.contains(&lemma) || lexicon.intransitive.contains(&lemma)
}

/// "capsized **off** Libya", "caved **in** on Friday": with a complement it is a preposition, without one a particle.
/// The complement of a conjunction is the subject of its clause: "**after** rebels took the town".
pub(super) fn sort_particle(tree: &mut Tree, word: TokenId) {
    let complement = tree.child(word, &["pobj"]);
    match tree.dep(word) {
        "prt" if complement.is_some() => tree.attach(word, tree.head(word), "prep"),
        "mark" if tree.child(tree.head(word), &SUBJECTS).is_none() => {
            if let Some(subject) = complement.filter(|_| is_finite(tree, tree.head(word))) {
                take_subject(tree, tree.head(word), subject);
            }
        }
        "prep" if tree.tag(word) == "RP" && tree.children(word).is_empty() => {
            tree.attach(word, tree.head(word), "prt");
        }
        _ => {}
    }
}
