//! Participles that the parser takes for what they are not: a preposition for a verb, what describes a subject for
//! its verb.
//!
//! Reads: participles that are prepositions, nouns for people. Writes: the tree. Never: touches a verb with an
//! auxiliary.

use super::{CONJUNCTIONS, SUBJECTS, first, is_finite, last, take_subject};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::lexicon::ClauseLexicon;
use crate::linguistics::clauses::tree::Tree;

/// "arrested him **following** a raid": nobody follows a raid. "arrested a man following a woman home" stays.
pub(super) fn make_preposition(tree: &mut Tree, lexicon: &ClauseLexicon, word: TokenId) {
    let participle = matches!(tree.dep(word), "acl" | "advcl")
        && lexicon.participle_prepositions.contains(tree.lower(word));
    if !participle || tree.child(word, &["aux", "nsubj", "mark"]).is_some() {
        return;
    }
    let Some(object) = tree.child(word, &["dobj"]).filter(|&it| it > word) else {
        return;
    };
    let person = tree.label(object) == "PERSON" || tree.pos(object) == "PRON";
    if person || lexicon.people_nouns.contains(&tree.token(object).lemma) {
        return;
    }
    let noun = tree.head(word);
    let behind_object = tree.dep(word) == "acl" && tree.dep(noun) == "dobj";
    let host = if behind_object { tree.head(noun) } else { noun };
    tree.attach(word, host, "prep");
    tree.attach(object, word, "pobj");
}

/// "residents **evacuated** from the village returned", "officers **working** for Chile left": of two verbs behind a
/// subject that nothing joins or parts, the first describes the subject.
pub(super) fn lower_relative(tree: &mut Tree, lexicon: &ClauseLexicon, verb: TokenId) {
    const OWN: [&str; 5] = ["aux", "auxpass", "mark", "cc", "ccomp"];
    let lemma = &tree.token(verb).lemma;
    let participle = match tree.tag(verb) {
        "VBG" => true,
        "VBN" => tree.child(verb, &["dobj"]).is_none() && !lexicon.intransitive.contains(lemma),
        _ => false,
    };
    // "resigned **after a fire** killed twelve"
    let open = |phrase: TokenId| CONJUNCTIONS.contains(&tree.lower(phrase).as_str());
    let told = lexicon.reporting.contains(lemma) || tree.with(verb, &["prep"]).any(open);
    if !participle || told || tree.pos(verb) != "VERB" || tree.child(verb, &OWN).is_some() {
        return;
    }
    let subject = tree
        .child(verb, &SUBJECTS)
        .filter(|&it| last(tree, it) + 1 == verb && matches!(tree.pos(it), "NOUN" | "PROPN"));
    let Some((subject, main)) = subject.zip(main_behind(tree, verb)) else {
        return;
    };
    let (head, relation) = (tree.head(verb), tree.dep(verb));
    let behind: Vec<TokenId> = tree.children(verb).to_vec();
    tree.attach(main, if head == verb { main } else { head }, relation);
    for late in behind.into_iter().filter(|&late| late > main) {
        tree.attach(late, main, tree.dep(late));
    }
    tree.attach(verb, subject, "acl");
    take_subject(tree, main, subject);
}

/// The finite verb without a subject that comes right behind the phrase of another.
fn main_behind(tree: &Tree, verb: TokenId) -> Option<TokenId> {
    let mut loose = tree.with(verb, &["advcl", "conj", "dep", "parataxis"]);
    loose.find(|&main| {
        let finite = tree.child(main, &["aux", "auxpass"]).unwrap_or(main);
        let bare = tree.child(main, &SUBJECTS).is_none() && tree.child(main, &["mark"]).is_none();
        let start = first(tree, main);
        let mut between = verb + 1..start;
        let joined = between.any(|it| !tree.is_below(it, verb) || tree.dep(it) == "punct");
        verb + 1 < start && bare && start == finite && is_finite(tree, finite) && !joined
    })
}
