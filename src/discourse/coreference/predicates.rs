//! Who somebody is said to be: "She is **the first woman to win**".
//!
//! Reads and writes: [`Chains`]. Never: takes an office that one has become for the person.

use super::chains::Chains;
use super::structure::names_meet;
use crate::discourse::mentions::Determiner;
use crate::discourse::{EntityKind, MentionForm};

/// "She is **the first woman to win**", "Hart was **the founder**": who somebody is said to be.
pub(super) fn predicates(chains: &mut Chains<'_>) {
    for later in 0..chains.phrases.len() {
        let Some(earlier) = subject_of_copula(chains, later) else {
            continue;
        };
        let (a, b) = (chains.of_phrase[earlier], chains.of_phrase[later]);
        let person = chains.all[a].kind == EntityKind::Person;
        if person && chains.are_compatible(a, b) && names_meet(chains, a, b) {
            chains.merge(a, b);
        }
    }
}

/// The subject of an affirmed "is" or "was" that has a phrase as definite predicate; of "became" where the
/// predicate holds for good ("the first woman to lead the council"), as no office does.
fn subject_of_copula(chains: &Chains<'_>, predicate: usize) -> Option<usize> {
    let analysis = chains.analysis;
    let phrase = &chains.phrases[predicate];
    let verb = analysis.tokens[phrase.head].head;
    let lasting = || {
        let first = |word: &str| matches!(word, "first" | "second" | "third" | "only");
        let before = phrase.tokens.start..phrase.head;
        let ranked = before.clone().any(|t| {
            let token = &analysis.tokens[t];
            token.tag == "JJS" || token.tag == "RBS" || first(&token.text)
        });
        ranked && analysis.child(phrase.head, &["relcl", "acl"]).is_some()
    };
    let affirmed = match analysis.tokens[verb].text.as_str() {
        "is" | "was" => true,
        "became" => lasting(),
        _ => false,
    } && analysis.child(verb, &["neg", "aux"]).is_none();
    let definite = phrase.form == MentionForm::Description
        && phrase.determiner == Determiner::Definite
        && !phrase.plural;
    let predicative = analysis.tokens[phrase.head].dep == "attr" && affirmed && definite;
    let subject = analysis.child(verb, &["nsubj"]).filter(|_| predicative)?;
    chains.phrase_at(subject)
}
