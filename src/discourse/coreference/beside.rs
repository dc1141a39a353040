//! Antecedents that the construction around a pronoun names: "Syria and its neighbours", "thanked them for their help".
//!
//! Reads: trees of [`Chains`]. Writes: nothing. Never: weighs one antecedent against another.

use super::chains::{ChainId, Chains, PhraseId};
use crate::discourse::{EntityKind, KindFamily};

/// Says whether a pronoun can mean a chain.
type Fits<'a> = dyn Fn(ChainId) -> bool + 'a;

/// Whom the words beside a pronoun tell that it means.
pub(super) fn by_construction(
    chains: &Chains<'_>,
    pronoun: PhraseId,
    fits: &Fits<'_>,
) -> Option<ChainId> {
    owner_beside(chains, pronoun, fits)
        .or_else(|| somebody_of_an_age(chains, pronoun, fits))
        .or_else(|| whom_one_judges(chains, pronoun, fits))
        .or_else(|| what_carries(chains, pronoun, fits))
}

/// "**Syria** and **its** neighbours", "the **junta**'s repression and **its** support for": what is joined belongs to
/// what it is joined to, or has the same owner.
fn owner_beside(chains: &Chains<'_>, pronoun: PhraseId, fits: &Fits<'_>) -> Option<ChainId> {
    let analysis = chains.analysis;
    let token = &analysis.tokens[chains.phrases[pronoun].head];
    let owned = (token.dep == "poss").then(|| &analysis.tokens[token.head])?;
    let first =
        (owned.dep == "conj" && analysis.tokens[owned.head].pos != "VERB").then_some(owned.head)?;
    let chain = |noun: usize| Some(chains.of_phrase[chains.phrase_at(noun)?]);
    let owns = |chain: &ChainId| {
        let chain = &chains.all[*chain];
        chain.kind == EntityKind::Country
            || matches!(
                chain.kind.family(),
                KindFamily::Person | KindFamily::Group | KindFamily::Organization
            )
    };
    if let Some(first) = chain(first).filter(owns) {
        return Some(first).filter(|&chain| fits(chain));
    }
    analysis
        .child(first, &["poss"])
        .and_then(chain)
        .filter(|&chain| fits(chain))
}

/// "a woman in **her** thirties", "the man was in **his** 20s": whose age it is.
fn somebody_of_an_age(chains: &Chains<'_>, pronoun: PhraseId, fits: &Fits<'_>) -> Option<ChainId> {
    let analysis = chains.analysis;
    let token = &analysis.tokens[chains.phrases[pronoun].head];
    let decade = (token.dep == "poss").then(|| &analysis.tokens[token.head])?;
    let in_it = &analysis.tokens[decade.head];
    if in_it.text != "in" || !is_decade(chains, &decade.text) {
        return None;
    }
    let above = in_it.head;
    let somebody = match analysis.child(above, &["nsubj", "nsubjpass"]) {
        Some(subject) => subject,
        None => above,
    };
    let somebody = chains.of_phrase[chains.phrase_at(somebody)?];
    fits(somebody).then_some(somebody)
}

/// "thanked **the workers** for **their** help", "asked **her** about **her** past": what somebody is judged for or asked
/// about is their own.
fn whom_one_judges(chains: &Chains<'_>, pronoun: PhraseId, fits: &Fits<'_>) -> Option<ChainId> {
    let analysis = chains.analysis;
    let token = &analysis.tokens[chains.phrases[pronoun].head];
    let owned = (token.dep == "poss").then(|| &analysis.tokens[token.head])?;
    let link = &analysis.tokens[owned.head];
    let verb = &analysis.tokens[link.head];
    let words = &chains.knowledge.pronouns;
    let judges = match link.text.as_str() {
        "for" | "over" => words.judging.contains(&verb.verb_lemma()),
        "about" | "on" => words.asking.contains(&verb.verb_lemma()),
        _ => false,
    };
    if !judges || link.dep != "prep" || owned.dep != "pobj" {
        return None;
    }
    let whom = if verb.tag == "VBN" && analysis.child(link.head, &["nsubjpass"]).is_some() {
        analysis.child(link.head, &["nsubjpass"])
    } else {
        analysis.child(link.head, &["dobj"])
    };
    let chain = chains.of_phrase[chains.phrase_at(whom?)?];
    fits(chain).then_some(chain)
}

/// "**a bag** with a bomb inside **it**": what has the other on or in it.
fn what_carries(chains: &Chains<'_>, pronoun: PhraseId, fits: &Fits<'_>) -> Option<ChainId> {
    let tokens = &chains.analysis.tokens;
    let token = &tokens[chains.phrases[pronoun].head];
    let inside = &tokens[token.head];
    let place = matches!(inside.text.as_str(), "on" | "in" | "inside" | "under");
    let with = &tokens[tokens[inside.head].head];
    if token.dep != "pobj" || !place || with.text != "with" || with.dep != "prep" {
        return None;
    }
    let chain = chains.of_phrase[chains.phrase_at(with.head)?];
    fits(chain).then_some(chain)
}

/// "thirties", "mid-30s", "teens"
fn is_decade(chains: &Chains<'_>, word: &str) -> bool {
    let word = word.to_lowercase();
    let word = word.rsplit('-').next().unwrap_or_default();
    let digits = word.trim_end_matches(['s', '\'', '’']);
    let named = chains.knowledge.pronouns.decades.contains(word);
    named || digits.len() == 2 && digits.parse::<u8>().is_ok()
}
