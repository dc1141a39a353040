//! Attachments that no reading of the sentence allows, set right before the clauses are read: a finite
//! verb without a subject takes the one that stands before it, a bare infinitive goes on with another,
//! a preposition has one complement, a verb no second object behind a comma, a passive one verb, a list all its
//! members.
//!
//! Reads: tree and the verbs of saying. Writes: heads and relations of the tree. Never: adds or drops a
//! word, leaves a verb with two subjects.

mod happenings;
mod lists;
mod objects;
mod participles;
mod speech;
mod subjects;
mod verbs;

use super::lexicon::ClauseLexicon;
use super::tree::Tree;
use crate::linguistics::TokenId;

const SUBJECTS: [&str; 5] = ["nsubj", "nsubjpass", "csubj", "csubjpass", "expl"];
/// Prepositions that are conjunctions before a clause.
const CONJUNCTIONS: [&str; 4] = ["after", "before", "since", "until"];

/// Mends verb by verb.
pub(super) fn mend(tree: &mut Tree, lexicon: &ClauseLexicon) {
    for word in 0..tree.len() {
        happenings::sort_particle(tree, word);
        participles::make_preposition(tree, lexicon, word);
    }
    for verb in 0..tree.len() {
        let token = tree.token(verb);
        happenings::raise(tree, lexicon, verb);
        happenings::give_subject(tree, verb);
        if token.pos == "VERB" && lexicon.reporting.contains(&token.lemma) {
            speech::give_back_subject(tree, verb);
            speech::part_from_speaker(tree, verb);
        }
        participles::lower_relative(tree, lexicon, verb);
        verbs::free_attribute(tree, verb);
        subjects::unite_subjects(tree, lexicon, verb);
        subjects::give_conjunct(tree, verb);
        verbs::join_passive(tree, verb);
        verbs::lower_conjunct(tree, verb);
        verbs::raise_conjunct(tree, verb);
        verbs::raise_plain_conjunct(tree, verb);
        speech::raise_from_said(tree, lexicon, verb);
        objects::give_object(tree, verb);
        objects::give_result(tree, verb);
        objects::give_state(tree, verb);
        objects::give_judged(tree, lexicon, verb);
        objects::part_named(tree, lexicon, verb);
        objects::part_recipient(tree, lexicon, verb);
        verbs::complete_plea(tree, lexicon, verb);
        objects::set_apart(tree, verb);
        speech::part_from_speech(tree, lexicon, verb);
    }
    for noun in 0..tree.len() {
        verbs::free_participle(tree, noun);
        lists::join_to_noun(tree, noun);
    }
    for noun in 0..tree.len() {
        lists::unite(tree, noun);
    }
}

fn take_subject(tree: &mut Tree, verb: TokenId, subject: TokenId) {
    let passive = tree.child(verb, &["auxpass"]).is_some();
    let relation = if passive { "nsubjpass" } else { "nsubj" };
    tree.attach(subject, verb, relation);
}

fn is_finite(tree: &Tree, token: TokenId) -> bool {
    matches!(tree.tag(token), "VBD" | "VBZ" | "VBP" | "MD")
}

/// The tokens that a token hangs on, nearest first.
fn above<'t>(tree: &'t Tree, token: TokenId) -> impl Iterator<Item = TokenId> + 't {
    let up = move |&at: &TokenId| Some(tree.head(at)).filter(|&head| head != at);
    std::iter::successors(up(&token), up)
}

/// The first token of a phrase.
fn first(tree: &Tree, phrase: TokenId) -> TokenId {
    let below = tree.children(phrase).iter();
    let starts = below.map(|&child| first(tree, child));
    starts.min().unwrap_or(phrase).min(phrase)
}

/// The last token of a phrase.
fn last(tree: &Tree, phrase: TokenId) -> TokenId {
    let below = tree.children(phrase).iter();
    let ends = below.map(|&child| last(tree, child));
    ends.max().unwrap_or(phrase).max(phrase)
}
