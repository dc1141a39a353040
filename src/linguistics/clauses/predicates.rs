//! Which words predicate, what kind of predicate each is, and its lemma.
//!
//! Reads: [`Tree`], [`Obliques`] and the lexicon. Writes: kind and lemma by token.
//! Never: decides whether a noun is an event: every common noun may be one.

use smol_str::{SmolStr, StrExt, format_smolstr};

use super::PredicateKind;
use super::lexicon::ClauseLexicon;
use super::obliques::Obliques;
use super::tree::Tree;
use crate::linguistics::TokenId;

/// Labels of words that only serve another word.
const SERVING: [&str; 19] = [
    "aux", "auxpass", "prep", "agent", "mark", "cc", "det", "predet", "punct", "case", "compound",
    "nmod", "advmod", "prt", "intj", "neg", "preconj", "expl", "quantmod",
];
/// Names that are never the name of an event.
const NO_EVENT_NAMES: [&str; 6] = ["PERSON", "NORP", "GPE", "LOC", "LANGUAGE", "PRODUCT"];
/// Times and amounts.
const AMOUNTS: [&str; 7] = [
    "DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL",
];

/// Kind of predicate of every token, `None` for those that predicate nothing.
pub(super) fn kinds(
    tree: &Tree,
    obliques: &Obliques,
    lexicon: &ClauseLexicon,
) -> Vec<Option<PredicateKind>> {
    let mut kinds: Vec<Option<PredicateKind>> = vec![None; tree.len()];
    for id in tree.top_down() {
        let serves = SERVING.contains(&tree.dep(id)) || obliques.in_group(id);
        kinds[id] = match tree.pos(id) {
            _ if serves => None,
            "VERB" | "AUX" => Some(verb_kind(tree, id)).flatten(),
            "NOUN" => is_predicating_noun(tree, lexicon, id).then_some(PredicateKind::Noun),
            "PROPN" => is_event_name(tree, id).then_some(PredicateKind::Noun),
            "ADJ" => {
                let beside = tree.dep(id) == "conj"
                    && kinds[tree.head(id)] == Some(PredicateKind::Adjective)
                    && tree.dep(tree.first_conjunct(id)) != "amod";
                (beside || is_predicating_adjective(tree, lexicon, id))
                    .then_some(PredicateKind::Adjective)
            }
            _ => None,
        };
    }
    kinds
}

fn verb_kind(tree: &Tree, id: TokenId) -> Option<PredicateKind> {
    if tree.dep(tree.first_conjunct(id)) != "amod" {
        return Some(PredicateKind::Verb);
    }
    matches!(tree.tag(id), "VBN" | "VBG" | "VBD").then_some(PredicateKind::Adjective)
}

fn is_predicating_noun(tree: &Tree, lexicon: &ClauseLexicon, id: TokenId) -> bool {
    !matches!(tree.dep(id), "amod" | "npadvmod")
        && !AMOUNTS.contains(&tree.label(id))
        && !is_idiom_object(tree, lexicon, id)
}

fn is_event_name(tree: &Tree, id: TokenId) -> bool {
    let label = tree.label(id);
    !matches!(tree.dep(id), "amod" | "npadvmod")
        && !NO_EVENT_NAMES.contains(&label)
        && !AMOUNTS.contains(&label)
}

fn is_predicating_adjective(tree: &Tree, lexicon: &ClauseLexicon, id: TokenId) -> bool {
    match tree.dep(id) {
        "acomp" | "oprd" | "ccomp" | "xcomp" | "relcl" | "advcl" | "acl" | "ROOT" => true,
        "amod" => {
            lexicon.participles.contains_key(tree.lower(id))
                || (id > tree.head(id) && tree.child(id, &["prep", "xcomp"]).is_some())
        }
        _ => false,
    }
}

/// "part" in "take part".
pub(super) fn is_idiom_object(tree: &Tree, lexicon: &ClauseLexicon, id: TokenId) -> bool {
    let verb = tree.head(id);
    tree.dep(id) == "dobj" && lexicon.idioms.contains(&idiom(tree, verb, id))
}

fn idiom(tree: &Tree, verb: TokenId, object: TokenId) -> SmolStr {
    format_smolstr!("{} {}", tree.token(verb).lemma, tree.token(object).lemma)
}

/// Lemma of a predicate: a verb with its particle or idiomatic object, a noun in lower case.
pub(super) fn lemma(tree: &Tree, lexicon: &ClauseLexicon, id: TokenId) -> SmolStr {
    let lemma = tree.token(id).lemma.to_lowercase_smolstr();
    match tree.pos(id) {
        "ADJ" => lexicon
            .participles
            .get(tree.lower(id))
            .cloned()
            .unwrap_or(lemma),
        "VERB" => {
            let lemma = tree.token(id).verb_lemma();
            let particle = tree
                .children(id)
                .iter()
                .copied()
                .find(|&child| tree.dep(child) == "prt" || is_particle(tree, child));
            if let Some(particle) = particle {
                return format_smolstr!("{lemma} {}", tree.lower(particle));
            }
            tree.child(id, &["dobj"])
                .map(|object| idiom(tree, id, object))
                .filter(|idiom| lexicon.idioms.contains(idiom))
                .unwrap_or(lemma)
        }
        _ => lemma,
    }
}

fn is_particle(tree: &Tree, id: TokenId) -> bool {
    tree.tag(id) == "RP" && tree.dep(id) == "advmod" && tree.children(id).is_empty()
}
