//! Voice, tense, aspect, modality and negation of a predicate from its auxiliaries.
//!
//! Reads: [`Tree`] and the lexicon. Writes: [`Features`]. Never: looks at other clauses.

use smol_str::SmolStr;

use super::lexicon::ClauseLexicon;
use super::obliques::Obliques;
use super::tree::Tree;
use super::{PredicateKind, Tense};
use crate::linguistics::TokenId;

/// What the verb group says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Features {
    pub(super) passive: bool,
    pub(super) tense: Tense,
    pub(super) progressive: bool,
    pub(super) perfect: bool,
    pub(super) negation: Option<TokenId>,
    pub(super) modal: Option<SmolStr>,
}

/// Features that stand at the predicate itself.
pub(super) fn of(
    tree: &Tree,
    obliques: &Obliques,
    lexicon: &ClauseLexicon,
    id: TokenId,
    kind: PredicateKind,
) -> Features {
    let negation = negation(tree, obliques, lexicon, id);
    if kind == PredicateKind::Verb {
        verbal(tree, lexicon, id, negation)
    } else {
        Features {
            passive: kind == PredicateKind::Adjective && is_passive_modifier(tree, lexicon, id),
            negation,
            ..Features::default()
        }
    }
}

fn is_passive_modifier(tree: &Tree, lexicon: &ClauseLexicon, id: TokenId) -> bool {
    matches!(tree.tag(id), "VBN" | "VBD")
        || (tree.pos(id) == "ADJ" && lexicon.participles.contains_key(tree.lower(id)))
}

fn verbal(
    tree: &Tree,
    lexicon: &ClauseLexicon,
    id: TokenId,
    negation: Option<TokenId>,
) -> Features {
    let auxiliaries: Vec<TokenId> = tree.with(id, &["aux", "auxpass"]).collect();
    let has = |lemma: &str| {
        auxiliaries
            .iter()
            .any(|&aux| tree.dep(aux) == "aux" && tree.token(aux).lemma == lemma)
    };
    let had = |aux: TokenId| is_contracted_had(tree, id, aux);
    let modal = auxiliaries
        .iter()
        .find(|&&aux| tree.tag(aux) == "MD" && !had(aux))
        .map(|&aux| modal_lemma(tree.lower(aux)));
    let perfect = has("have")
        || auxiliaries
            .iter()
            .any(|&aux| is_perfect_contraction(tree, aux) || had(aux));
    Features {
        passive: is_passive(tree, id, &auxiliaries),
        tense: tense(tree, lexicon, id, &auxiliaries, modal.as_deref()),
        progressive: (tree.tag(id) == "VBG" && has("be"))
            || tree
                .with(id, &["auxpass"])
                .any(|aux| tree.tag(aux) == "VBG"),
        perfect,
        negation,
        modal,
    }
}

fn is_perfect_contraction(tree: &Tree, aux: TokenId) -> bool {
    tree.dep(aux) == "aux" && matches!(tree.lower(aux).as_str(), "'ve" | "’ve")
}

/// "they**'d** arrived" by its participle; "they'd arrive" is "would".
fn is_contracted_had(tree: &Tree, verb: TokenId, aux: TokenId) -> bool {
    let perfect = matches!(tree.tag(verb), "VBN" | "VBD")
        && tree
            .with(verb, &["aux", "auxpass"])
            .filter(|&other| other > aux)
            .all(|other| tree.lower(other) == "been");
    perfect && matches!(tree.lower(aux).as_str(), "'d" | "’d")
}

fn modal_lemma(form: &str) -> SmolStr {
    match form {
        "wo" | "'ll" | "’ll" => "will",
        "ca" => "can",
        "'d" | "’d" => "would",
        other => other,
    }
    .into()
}

/// Passive by auxiliary, by label, or a bare past participle that no auxiliary makes perfect.
fn is_passive(tree: &Tree, id: TokenId, auxiliaries: &[TokenId]) -> bool {
    if tree
        .child(id, &["auxpass", "nsubjpass", "csubjpass"])
        .is_some()
    {
        return true;
    }
    let active = ["VBZ", "VBP", "VB", "VBG"];
    if !auxiliaries.is_empty() || active.contains(&tree.tag(id)) {
        return false;
    }
    let participle = tree.tag(id) == "VBN";
    match tree.dep(id) {
        "acl" => tree.child(id, &["nsubj"]).is_none(),
        "advcl" | "xcomp" | "ccomp" | "ROOT" | "pcomp" => {
            participle
                && tree
                    .child(id, &["dobj", "nsubj"])
                    .is_none_or(|child| tree.dep(child) == "nsubj" && tree.dep(id) == "ccomp")
        }
        _ => participle && tree.child(id, &["agent"]).is_some(),
    }
}

fn tense(
    tree: &Tree,
    lexicon: &ClauseLexicon,
    id: TokenId,
    auxiliaries: &[TokenId],
    modal: Option<&str>,
) -> Tense {
    match modal {
        Some("will" | "shall") => return Tense::Future,
        Some(_) => return Tense::Present,
        None => {}
    }
    let finite = auxiliaries.first().copied().unwrap_or(id);
    match tree.tag(finite) {
        "VBD" | "MD" => Tense::Past, // "'d": had
        "VB" | "VBP" if finite == id && is_unmarked_past(tree, lexicon, id) => Tense::Past,
        "VBZ" | "VBP" => Tense::Present,
        "VBN" if finite == id && tree.child(id, &["nsubj"]).is_some() => Tense::Past,
        "VBG" | "VBN" => Tense::Participle,
        _ => Tense::Infinitive,
    }
}

/// "Chile **cut** rates", "hit crops and **cost** millions": a past that looks like the present, where the subject would
/// ask for "cuts", or where the verb goes on with a past. "demanded that Chile cut rates" is none.
fn is_unmarked_past(tree: &Tree, lexicon: &ClauseLexicon, id: TokenId) -> bool {
    let form = tree.lower(id);
    if lexicon.pasts.get(form) != Some(form) {
        return false;
    }
    if let Some(subject) = tree.child(id, &["nsubj"]) {
        let singular = match tree.tag(subject) {
            "NN" | "NNP" => tree.child(subject, &["conj"]).is_none(),
            "PRP" => matches!(tree.lower(subject).as_str(), "he" | "she" | "it"),
            _ => false,
        };
        return singular && subject < id && tree.dep(id) != "ccomp";
    }
    let before = tree.head(id);
    let goes_on = tree.dep(id) == "conj" && tree.tag(before) == "VBD";
    goes_on && tree.child(before, &["aux", "auxpass"]).is_none()
}

/// The negating word of a predicate: at it, on an adverb, in an argument, or the preposition "without".
fn negation(
    tree: &Tree,
    obliques: &Obliques,
    lexicon: &ClauseLexicon,
    id: TokenId,
) -> Option<TokenId> {
    let negates = |&child: &TokenId| is_negator(tree, lexicon, child);
    let own = tree.children(id).iter().copied().find(negates);
    own.or_else(|| no_longer(tree, id))
        .or_else(|| without(tree, obliques, lexicon, id))
        .or_else(|| {
            tree.with(id, &["nsubj", "nsubjpass", "dobj", "attr"])
                .filter(|&argument| !belongs_to_content(tree, id, argument))
                .find_map(|argument| in_argument(tree, lexicon, argument))
        })
        .or_else(|| nor(tree, id))
}

fn is_negator(tree: &Tree, lexicon: &ClauseLexicon, child: TokenId) -> bool {
    let focus = child + 1 < tree.len() && lexicon.focus_adverbs.contains(tree.lower(child + 1));
    let alternative = child > 0 && tree.lower(child - 1) == "or";
    match tree.dep(child) {
        _ if focus || alternative => false, // "not only", "whether or not"
        "neg" => true,
        "advmod" | "preconj" => lexicon.negators.contains(tree.lower(child)),
        "det" => tree.lower(child) == "no",
        _ => false,
    }
}

/// "no longer", "no more".
fn no_longer(tree: &Tree, id: TokenId) -> Option<TokenId> {
    tree.with(id, &["advmod"])
        .filter(|&adverb| matches!(tree.lower(adverb).as_str(), "longer" | "more"))
        .find_map(|adverb| {
            tree.children(adverb)
                .iter()
                .copied()
                .find(|&child| tree.lower(child) == "no")
        })
}

/// "**without** paying", "**instead of** paying".
fn without(
    tree: &Tree,
    obliques: &Obliques,
    lexicon: &ClauseLexicon,
    id: TokenId,
) -> Option<TokenId> {
    let around = obliques.around(tree.first_conjunct(id))?;
    let denies = lexicon.negative_prepositions.contains(&around.name);
    denies.then_some(around.preposition)
}

/// "said **no talks** took place": the subject of what is said, though the parser makes it the object
/// of the verb of saying.
fn belongs_to_content(tree: &Tree, verb: TokenId, object: TokenId) -> bool {
    let content = tree.child(verb, &["ccomp"]);
    let headless = |content: TokenId| {
        tree.child(content, &["nsubj", "nsubjpass", "expl"])
            .is_none()
    };
    tree.dep(object) == "dobj"
        && content.is_some_and(|content| object < content && headless(content))
}

/// "**no** one", "**nobody**", "**none** of them", "**neither** Kyiv nor Moscow".
fn in_argument(tree: &Tree, lexicon: &ClauseLexicon, argument: TokenId) -> Option<TokenId> {
    if lexicon.negative_pronouns.contains(tree.lower(argument)) {
        return Some(argument);
    }
    tree.with(argument, &["det", "neg", "preconj"])
        .find(|&child| matches!(tree.lower(child).as_str(), "no" | "neither"))
        .or_else(|| hardly_any(tree, lexicon, argument))
        .or_else(|| not_all(tree, argument))
}

/// "**not** everyone", "**not** all members", "**not** many soldiers": some did not; "**not** a single one".
fn not_all(tree: &Tree, argument: TokenId) -> Option<TokenId> {
    let is_all = |&word: &TokenId| {
        matches!(
            tree.lower(word).as_str(),
            "all"
                | "each"
                | "every"
                | "everybody"
                | "everyone"
                | "everything"
                | "many"
                | "much"
                | "single"
        )
    };
    let own = std::iter::once(argument).chain(tree.with(argument, &["amod", "det", "predet"]));
    let all = own.into_iter().find(is_all)?;
    [argument, all].into_iter().find_map(|word| {
        let mut before = tree.with(word, &["advmod", "neg", "preconj"]);
        before.find(|&not| tree.lower(not) == "not" && not < all)
    })
}

/// "**few** banks", "**hardly** any voters"; not "a few banks".
fn hardly_any(tree: &Tree, lexicon: &ClauseLexicon, argument: TokenId) -> Option<TokenId> {
    let mut few = tree.with(argument, &["amod", "quantmod"]);
    few.find(|&word| lexicon.negative_quantifiers.contains(tree.lower(word)))
        .filter(|_| tree.child(argument, &["det", "poss"]).is_none())
        .or_else(|| {
            let determiner = tree.child(argument, &["det"])?;
            tree.with(determiner, &["advmod"])
                .find(|&adverb| lexicon.negators.contains(tree.lower(adverb)))
        })
}

/// "nor" before a conjunct.
fn nor(tree: &Tree, id: TokenId) -> Option<TokenId> {
    if tree.dep(id) != "conj" {
        return None;
    }
    tree.with(tree.head(id), &["cc"])
        .find(|&cc| tree.lower(cc) == "nor" && cc < id)
}
