//! What the words around a noun tell of it: whether a later phrase may mean what an earlier one meant.
//!
//! Reads: trees of [`Chains`]. Writes: nothing. Never: looks at the nouns themselves.

use super::chains::{ChainId, Chains, PhraseId};
use crate::discourse::mentions::{Determiner, Phrase};
use crate::discourse::{EntityKind, KindFamily};
use crate::linguistics::{Analysis, TokenId, small_number};

/// How many sentences back "this shameful attack" reaches.
const BESIDE: usize = 2;

/// Words between determiner and head, and "of" phrases, may repeat earlier ones but not differ.
pub(super) fn agree(chains: &Chains<'_>, earlier: ChainId, later: PhraseId) -> bool {
    added(chains, earlier, later).is_empty()
}

/// "the **injured** child" after "a child", "the **crane** accident" after a crane has fallen: what a later phrase
/// adds tells the thing from no other.
pub(super) fn only_add(chains: &Chains<'_>, earlier: ChainId, later: PhraseId) -> bool {
    let phrase = &chains.phrases[later];
    let definite = matches!(
        phrase.determiner,
        Determiner::Definite | Determiner::Demonstrative
    );
    let body = chains.all[earlier].kind.family() == KindFamily::Organization;
    let sorted = chains.all[earlier].phrases.iter().any(|&p| {
        let old = modifiers(chains, chains.phrases[p].head);
        old.into_iter().any(|token| !colours(chains, token))
    });
    let chain = &chains.all[earlier];
    let named_place = chain.is_named() && chain.kind.family() == KindFamily::Place;
    // "the Iowa caucuses" are some of the caucuses, "the same places" not all places.
    let one = !phrase.plural;
    let told = |&p: &PhraseId| chains.phrases[p].determiner == Determiner::Definite;
    definite
        && (one || chains.all[earlier].phrases.iter().any(told))
        && !body
        && added(chains, earlier, later).into_iter().all(|token| {
            let known = || one && !sorted && is_known(chains, later, token);
            // "the Baptist church" after Lowell Church
            let place = || named_place && is_plain_adjective(chains, token);
            colours(chains, token) || known() || place()
        })
}

/// "**this shameful** attack": whatever is said of it, what is pointed at was just spoken of.
pub(super) fn are_pointed_at(chains: &Chains<'_>, last: PhraseId, later: PhraseId) -> bool {
    let (last, phrase) = (&chains.phrases[last], &chains.phrases[later]);
    let mut words = modifiers(chains, phrase.head).into_iter();
    phrase.determiner == Determiner::Demonstrative
        && phrase.sentence - last.sentence <= BESIDE
        && words.all(|token| is_plain_adjective(chains, token))
}

/// Tokens that modify a phrase as none modified the phrases of a chain.
fn added(chains: &Chains<'_>, earlier: ChainId, later: PhraseId) -> Vec<TokenId> {
    let tokens = &chains.analysis.tokens;
    let mut new = modifiers(chains, chains.phrases[later].head);
    if !new.is_empty() {
        let phrases = chains.all[earlier].phrases.iter();
        let old: Vec<TokenId> = phrases.flat_map(|&p| words(chains, p)).collect();
        let lower = |token: TokenId| tokens[token].lemma.to_lowercase();
        let old: Vec<String> = old.into_iter().map(lower).collect();
        new.retain(|&token| !old.contains(&lower(token)));
    }
    new
}

/// True where nothing is said of a noun.
pub(super) fn is_bare(chains: &Chains<'_>, id: PhraseId) -> bool {
    modifiers(chains, chains.phrases[id].head).is_empty()
}

/// The words of a phrase and what modifies it.
fn words(chains: &Chains<'_>, phrase: PhraseId) -> Vec<TokenId> {
    let phrase: &Phrase = &chains.phrases[phrase];
    let around = modifiers(chains, phrase.head);
    phrase.tokens.clone().chain(around).collect()
}

/// "the **injured** child", "the **tragic** accident": how something is, and not which.
fn colours(chains: &Chains<'_>, token: TokenId) -> bool {
    let (words, tokens) = (&chains.knowledge.pronouns, &chains.analysis.tokens);
    let lower = tokens[token].text.to_lowercase();
    let filled = matches!(lower.as_str(), "laden" | "stricken");
    let how = tokens[token].dep == "amod"
        && (words.colouring.contains(lower.as_str())
            || matches!(tokens[token].tag.as_str(), "VBN" | "VBG")
                && !words.parting.contains(lower.as_str()));
    filled || how || measure(chains.analysis, token).is_some()
}

/// "the **12-year-old** girl", "the **40-page** report": number and unit.
fn measure(analysis: &Analysis, token: TokenId) -> Option<(&str, Vec<&str>)> {
    let tokens = &analysis.tokens;
    let mut start = token;
    while start > 1 && tokens[start - 1].tag == "HYPH" {
        start -= 2;
    }
    let unit = tokens[start + 1..=token].iter();
    let unit = unit.map(|token| token.text.as_str()).collect();
    let number = start < token && tokens[start].tag == "CD";
    number.then_some((tokens[start].text.as_str(), unit))
}

/// "the **6-magnitude** quake" is not "the **4-magnitude** quake".
pub(super) fn measures_agree(chains: &Chains<'_>, earlier: ChainId, later: PhraseId) -> bool {
    let analysis = chains.analysis;
    let measures = |phrase: PhraseId| {
        let head = chains.phrases[phrase].head;
        // "the **16-year-old**"
        let words = modifiers(chains, head).into_iter().chain([head]);
        words.filter_map(|word| measure(analysis, word))
    };
    let all = chains.all[earlier].phrases.iter();
    let old: Vec<_> = all.flat_map(|&phrase| measures(phrase)).collect();
    measures(later).all(|(number, unit)| {
        let mut known = old.iter().filter(|(_, other)| *other == unit).peekable();
        known.peek().is_none() || known.any(|(other, _)| *other == number)
    })
}

/// "the **Baptist** church": an adjective that is no superlative, and not one by which things are told apart.
fn is_plain_adjective(chains: &Chains<'_>, token: TokenId) -> bool {
    let token = &chains.analysis.tokens[token];
    let adjective = token.tag == "JJ" || token.dep == "amod" && token.tag == "NNP";
    let parts = &chains.knowledge.pronouns.parting;
    adjective && !parts.contains(token.text.to_lowercase().as_str())
}

/// A noun or name of which the text has spoken before the thing is called so.
fn is_known(chains: &Chains<'_>, later: PhraseId, token: TokenId) -> bool {
    let tokens = &chains.analysis.tokens;
    let word = &tokens[token];
    let mut before = tokens[..chains.phrases[later].tokens.start].iter();
    matches!(word.dep.as_str(), "compound" | "nmod")
        && before.any(|known| known.lemma.eq_ignore_ascii_case(&word.lemma))
}

/// Adjectives, numbers, nouns, "of" objects and gerunds at a noun.
pub(super) fn modifiers(chains: &Chains<'_>, head: TokenId) -> Vec<TokenId> {
    let analysis = chains.analysis;
    let mut found = Vec::new();
    for child in analysis.children(head) {
        let token = &analysis.tokens[child];
        match token.dep.as_str() {
            "amod" | "compound" | "nummod" | "nmod" => {
                found.push(child);
                // "the **appeals** court ruling", "the **second** largest party"
                found.extend(analysis.children(child).filter(|&at| {
                    let inner = &analysis.tokens[at];
                    let ranks = || {
                        let mut names = analysis.names.iter();
                        names.any(|name| name.label == "ORDINAL" && name.tokens.contains(&at))
                    };
                    inner.dep == "compound" && matches!(inner.pos.as_str(), "NOUN" | "PROPN")
                        || inner.dep == "advmod" && ranks()
                }));
            }
            "prep" if token.text == "of" => {
                let object = analysis.child(child, &["pobj", "pcomp"]);
                found.extend(object.filter(|&it| !chains.clauses.is_lifted(analysis, head, it)));
            }
            // "the agreement **on sending** soldiers"
            "prep" => found.extend(analysis.child(child, &["pcomp"])),
            _ => {}
        }
    }
    found
}

/// "**police in Kano**" are not those in Lagos, and without an article not any that were spoken of before.
pub(super) fn places_agree(chains: &Chains<'_>, earlier: ChainId, later: PhraseId) -> bool {
    if chains.phrases[later].kind == EntityKind::Person {
        return true;
    }
    let own = places(chains, later);
    let bare = chains.phrases[later].determiner == Determiner::None;
    let all = chains.all[earlier].phrases.iter();
    let known: Vec<ChainId> = all.flat_map(|&phrase| places(chains, phrase)).collect();
    let shared = own.iter().any(|place| known.contains(place));
    own.is_empty() || shared || known.is_empty() && !bare
}

/// Named places right after a noun: "the port **in Oslo**".
fn places(chains: &Chains<'_>, id: PhraseId) -> Vec<ChainId> {
    let analysis = chains.analysis;
    let phrase = &chains.phrases[id];
    let links = analysis.children(phrase.head).filter(|&child| {
        child == phrase.tokens.end && matches!(analysis.tokens[child].text.as_str(), "in" | "at")
    });
    let nouns = links.filter_map(|link| analysis.child(link, &["pobj"]));
    let chain = |noun| Some(chains.of_phrase[chains.phrase_at(noun)?]);
    let named = |&id: &ChainId| {
        let chain = &chains.all[id];
        chain.is_named() && chain.kind.family() == KindFamily::Place
    };
    nouns.filter_map(chain).filter(named).collect()
}

/// "the Swiss bank", "the company that": too special for a wider word; "the ill-fated ship" is not.
pub(super) fn has_own_words(chains: &Chains<'_>, id: PhraseId) -> bool {
    let head = chains.phrases[id].head;
    let restricted = chains.analysis.child(head, &["relcl", "acl"]).is_some()
        || is_told_apart(chains.analysis, head);
    let number = |token: TokenId| {
        small_number(&chains.analysis.tokens[token].lemma.to_lowercase()).is_some()
    };
    let mut words = modifiers(chains, head).into_iter();
    // "the suspected attacker" need not be the bomber, "the procuring agency" is one that procures.
    let person = chains.phrases[id].kind.family() == KindFamily::Person;
    let doing = |token: TokenId| chains.analysis.tokens[token].tag == "VBG";
    let tells = |token| person || doing(token) || !colours(chains, token);
    restricted || words.any(|token| !number(token) && tells(token))
}

/// "the locations **for the summit**": a preposition right after the noun tells which.
fn is_told_apart(analysis: &Analysis, head: TokenId) -> bool {
    let mut links = analysis
        .children(head)
        .filter(|&child| analysis.tokens[child].dep == "prep");
    links.any(|link| {
        let object = analysis.child(link, &["pobj"]);
        let thing = object.is_some_and(|noun| analysis.tokens[noun].pos == "NOUN");
        link == head + 1
            && thing
            && matches!(
                analysis.tokens[link].text.as_str(),
                "for" | "to" | "with" | "against" | "between"
            )
    })
}
