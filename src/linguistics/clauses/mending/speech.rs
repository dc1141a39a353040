//! Speech and what is said: whose subject is whose, and what stands beside a speech.
//!
//! Reads: verbs of saying. Writes: the tree. Never: decides who speaks.

use super::{SUBJECTS, above, is_finite, last, take_subject};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::lexicon::ClauseLexicon;
use crate::linguistics::clauses::quotations;
use crate::linguistics::clauses::tree::Tree;

/// "stated **the firm** owed him money": without "that" the parser takes the subject of what is said for
/// the object of the verb of saying.
pub(super) fn give_back_subject(tree: &mut Tree, verb: TokenId) {
    let Some(object) = tree.with(verb, &["dobj"]).find(|&object| object > verb) else {
        return;
    };
    let Some(said) = finite_after(tree, object) else {
        return;
    };
    let subject = tree.child(said, &SUBJECTS);
    if tree.head(said) == verb && tree.dep(said) == "ccomp" && subject.is_none() {
        take_subject(tree, said, object);
    } else if let Some(subject) = subject.filter(|&subject| subject < verb && verb < said) {
        hang_below(tree, verb, said, subject, object);
    }
}

/// The parser gave what is said the subject of another verb: in "the report stating the firm **owed** him
/// money **was lost**" that of the finite verb after it, in "with officials stating the plot **began**" that
/// of the participle.
fn hang_below(tree: &mut Tree, verb: TokenId, said: TokenId, subject: TokenId, object: TokenId) {
    let place = (tree.head(said), tree.dep(said));
    if !above(tree, verb).any(|token| token == subject) {
        return;
    }
    let upper = if let Some(main) = second_finite(tree, said) {
        take_subject(tree, main, subject);
        let after: Vec<TokenId> = tree.children(said).to_vec();
        for late in after.into_iter().filter(|&late| late > main) {
            tree.attach(late, main, tree.dep(late));
        }
        main
    } else if place.1 == "pcomp" && tree.head(verb) == subject {
        take_subject(tree, verb, subject);
        verb
    } else {
        return;
    };
    let head = if place.0 == said { upper } else { place.0 };
    tree.attach(upper, head, place.1);
    tree.attach(said, verb, "ccomp");
    take_subject(tree, said, object);
}

/// "the firm, **chief executive Ana Reis** announced, will pay": who says it is no other name of who
/// does it.
pub(super) fn part_from_speaker(tree: &mut Tree, verb: TokenId) {
    let done = tree.head(verb);
    let between = tree.dep(verb) == "parataxis" && verb < done;
    if !between || tree.child(done, &SUBJECTS).is_some() {
        return;
    }
    let Some(subject) = tree.child(verb, &["nsubj"]).filter(|&it| it < verb) else {
        return;
    };
    let Some(speaker) = tree.child(subject, &["appos"]) else {
        return;
    };
    let aside = tree.token(verb + 1).text == "," && last(tree, speaker) + 1 == verb;
    if aside {
        take_subject(tree, done, subject);
        tree.attach(speaker, verb, "nsubj");
    }
}

/// "said the talks had failed, **while the union says** they go on", "**while praising** them": who speaks
/// against or beyond a speech does so beside it, not in it.
pub(super) fn part_from_speech(tree: &mut Tree, lexicon: &ClauseLexicon, verb: TokenId) {
    let mark = tree.child(verb, &["mark"]);
    let mark = mark.filter(|&mark| matches!(tree.lower(mark).as_str(), "while" | "whereas"));
    let (Some(mark), "advcl") = (mark, tree.dep(verb)) else {
        return;
    };
    let lemma = &tree.token(verb).lemma;
    let speaks = lexicon.reporting.contains(lemma) || lexicon.answering.contains(lemma);
    let apart = mark > 0 && tree.token(mark - 1).text == "," && tree.tag(verb) == "VBG";
    if !(speaks && tree.child(verb, &SUBJECTS).is_some() || apart) {
        return;
    }
    let says = |&at: &TokenId| {
        let speech = tree.head(at);
        tree.dep(at) == "ccomp"
            && speech < at
            && lexicon.reporting.contains(&tree.token(speech).lemma)
    };
    let speech = above(tree, verb)
        .filter(says)
        .last()
        .map(|said| tree.head(said));
    if let Some(speech) = speech {
        tree.attach(verb, speech, "advcl");
    }
}

/// "said the plan \"is dead\" and **left**", "says two firms have agreed and **warns** others": a verb without a subject
/// goes on with the speech before it, not with what is said there, if marks close between them, or if it is of speech
/// and of another tense than what is said.
pub(super) fn raise_from_said(tree: &mut Tree, lexicon: &ClauseLexicon, verb: TokenId) {
    let said = tree.head(verb);
    let speech = tree.head(said);
    let goes_on = tree.dep(verb) == "conj"
        && tree.dep(said) == "ccomp"
        && speech < said
        && matches!(tree.tag(verb), "VBD" | "VBZ")
        && tree.tag(verb) == tree.tag(speech)
        && lexicon.reporting.contains(&tree.token(speech).lemma);
    if !goes_on || tree.child(verb, &SUBJECTS).is_some() {
        return;
    }
    let lemma = &tree.token(verb).lemma;
    let closed = quotations::is_inside(tree, said) && !quotations::is_inside(tree, verb);
    let finite = tree.child(said, &["aux", "auxpass"]).unwrap_or(said);
    let shifts = tree.tag(verb) == "VBZ" && matches!(tree.tag(finite), "VBD" | "VBP" | "MD");
    let lists = [
        &lexicon.reporting,
        &lexicon.answering,
        &lexicon.object_control,
    ];
    let acts = lists.iter().any(|list| list.contains(lemma));
    if !(closed || shifts && acts) {
        return;
    }
    let joins = |&cc: &TokenId| said < cc && cc < verb;
    if let Some(cc) = tree.with(said, &["cc"]).filter(joins).last() {
        tree.attach(cc, speech, "cc");
    }
    tree.attach(verb, speech, "conj");
}

/// The finite verb that begins right after a phrase, adverbs left out.
fn finite_after(tree: &Tree, phrase: TokenId) -> Option<TokenId> {
    let mut next = last(tree, phrase) + 1;
    while next < tree.len() && tree.pos(next) == "ADV" {
        next += 1;
    }
    (next < tree.len() && is_finite(tree, next)).then(|| match tree.dep(next) {
        "aux" | "auxpass" => tree.head(next),
        _ => next,
    })
}

/// A finite verb after another that nothing joins to it.
fn second_finite(tree: &Tree, first: TokenId) -> Option<TokenId> {
    let mut below = tree.with(first, &["ccomp", "advcl", "conj"]);
    let second = below.find(|&verb| {
        let finite = tree.child(verb, &["aux", "auxpass"]).unwrap_or(verb);
        let bare = tree.child(verb, &SUBJECTS).is_none() && tree.child(verb, &["mark"]).is_none();
        verb > first && bare && is_finite(tree, finite)
    })?;
    tree.child(first, &["cc"]).is_none().then_some(second)
}
