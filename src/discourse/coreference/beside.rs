//! Antecedents that the construction around a pronoun names: "Syria and its neighbours", "thanked them for their help".
//!
//! Reads: trees of [`Chains`]. Writes: nothing. Never: weighs one antecedent against another.

use super::chains::{ChainId, Chains, PhraseId};
use super::salience::object_that_does;
use crate::discourse::mentions::{Determiner, Phrase};
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
        .or_else(|| {
            chain_at(
                chains,
                whom_one_judges(chains, chains.phrases[pronoun].head)?,
                fits,
            )
        })
        .or_else(|| whoever_is_made_to(chains, pronoun, fits))
        .or_else(|| anybody(chains, pronoun))
        .or_else(|| what_carries(chains, pronoun, fits))
}

fn chain_at(chains: &Chains<'_>, noun: usize, fits: &Fits<'_>) -> Option<ChainId> {
    let chain = chains.of_phrase[chains.phrase_at(noun)?];
    fits(chain).then_some(chain)
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
    if let Some(owner) = analysis.child(first, &["poss"]) {
        return chain(owner).filter(|&chain| fits(chain));
    }
    // "rejects **the report** and **its** method"; not "the centre of Oslo and its port".
    let definite = |&phrase: &PhraseId| {
        let phrase = &chains.phrases[phrase];
        let told = matches!(
            phrase.kind.family(),
            KindFamily::Happening | KindFamily::Topic | KindFamily::Place
        );
        let part = analysis.child(first, &["prep"]).is_some();
        phrase.determiner == Determiner::Definite && !phrase.plural && !told && !part
    };
    let thing = chains.phrase_at(first).filter(definite);
    let thing = thing.map(|phrase| chains.of_phrase[phrase]);
    thing.filter(|&chain| fits(chain))
}

/// "fined **the club** for hiding **its** losses", "leave for **the pilot** to land **his** plane": who does what has no
/// time of its own is near enough.
fn whoever_is_made_to(chains: &Chains<'_>, pronoun: PhraseId, fits: &Fits<'_>) -> Option<ChainId> {
    let analysis = chains.analysis;
    let tokens = &analysis.tokens;
    let mut at = chains.phrases[pronoun].head;
    if tokens[at].dep != "poss" {
        return None;
    }
    while !matches!(tokens[at].pos.as_str(), "VERB" | "AUX") {
        if tokens[at].head == at {
            return None;
        }
        at = tokens[at].head;
    }
    // "to lay down arms and **leave** its towns"
    while tokens[at].dep == "conj" && analysis.child(at, &["nsubj", "nsubjpass"]).is_none() {
        at = tokens[at].head;
    }
    let doer = match analysis.child(at, &["nsubj", "nsubjpass"]) {
        Some(subject) => {
            let mut words = analysis.children(at);
            words
                .any(|word| tokens[word].tag == "TO")
                .then_some(subject)
        }
        None => object_that_does(chains, at),
    };
    let here = &tokens[chains.phrases[pronoun].head];
    let doer = doer.filter(|&doer| doer < chains.phrases[pronoun].head)?;
    // "told **its** army to leave **its** posts": whose the one is, his the other is.
    let owner = analysis.child(doer, &["poss"]);
    let same = owner.filter(|&owner| tokens[owner].text.eq_ignore_ascii_case(&here.text));
    chain_at(chains, same.unwrap_or(doer), fits)
}

/// "**Nobody** said **they** would", "if **someone** calls, **they**": whoever it is, where no others are told of since.
fn anybody(chains: &Chains<'_>, pronoun: PhraseId) -> Option<ChainId> {
    let analysis = chains.analysis;
    let here = &chains.phrases[pronoun];
    if !here.plural {
        return None;
    }
    let any = &chains.knowledge.pronouns.anybody;
    let is_any = |phrase: &Phrase| {
        let word = analysis.tokens[phrase.head].text.to_lowercase();
        let no =
            || (phrase.tokens.clone()).any(|t| analysis.tokens[t].text.eq_ignore_ascii_case("no"));
        any.contains(word.as_str()) || word == "one" && no()
    };
    let before = (0..pronoun)
        .rev()
        .take_while(|&id| chains.phrases[id].sentence == here.sentence);
    let last = before
        .into_iter()
        .find(|&id| chains.phrases[id].plural || is_any(&chains.phrases[id]))?;
    is_any(&chains.phrases[last]).then(|| chains.of_phrase[last])
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
pub(super) fn whom_one_judges(chains: &Chains<'_>, pronoun: usize) -> Option<usize> {
    let analysis = chains.analysis;
    let token = &analysis.tokens[pronoun];
    let owned = (token.dep == "poss").then(|| &analysis.tokens[token.head])?;
    let link = &analysis.tokens[owned.head];
    let verb = &analysis.tokens[link.head];
    let words = &chains.knowledge.pronouns;
    let judges = match link.text.as_str() {
        "for" | "over" => words.judging.contains(&verb.verb_lemma()),
        "of" => words.charging.contains(&verb.verb_lemma()),
        "about" | "on" => words.asking.contains(&verb.verb_lemma()),
        _ => false,
    };
    if !judges || link.dep != "prep" || owned.dep != "pobj" {
        return None;
    }
    let passive = analysis.child(link.head, &["nsubjpass"]);
    passive
        .filter(|_| verb.tag == "VBN")
        .or_else(|| analysis.child(link.head, &["dobj"]))
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
