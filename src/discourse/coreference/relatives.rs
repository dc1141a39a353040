//! Relative pronouns and the nouns that they stand for.
//!
//! Reads and writes: [`Chains`]. Never: reaches out of the sentence.

use super::chains::Chains;
use crate::discourse::mentions::Phrase;
use crate::discourse::{EntityKind, KindFamily, MentionForm};

/// "the man who": the pronoun means the noun that its clause hangs on.
pub(super) fn relatives(chains: &mut Chains<'_>) {
    for later in 0..chains.phrases.len() {
        let token = &chains.analysis.tokens[chains.phrases[later].head];
        // "chased by **what** I took for a dog": means nothing before it.
        let relative = matches!(token.tag.as_str(), "WDT" | "WP" | "WP$")
            && !token.text.eq_ignore_ascii_case("what")
            || token.tag == "DT" && token.text == "that";
        if !relative || chains.phrases[later].form != MentionForm::Pronoun {
            continue;
        }
        let earlier = antecedent(chains, chains.phrases[later].head);
        let earlier = earlier.filter(|&earlier| {
            numbers_agree(chains, earlier, later) && !is_open(chains, earlier, later)
        });
        if let Some(earlier) = earlier.and_then(|earlier| whom(chains, earlier, later)) {
            let (a, b) = (chains.of_phrase[earlier], chains.of_phrase[later]);
            chains.merge(a, b);
        }
    }
}

/// "each protein, which **are**": the clause hangs on the wrong noun; "from Peru and Chile, which **are**": it means both.
fn numbers_agree(chains: &Chains<'_>, earlier: usize, later: usize) -> bool {
    let analysis = chains.analysis;
    let phrase = &chains.phrases[earlier];
    let pronoun = &analysis.tokens[chains.phrases[later].head];
    if !matches!(pronoun.dep.as_str(), "nsubj" | "nsubjpass") {
        return true;
    }
    let auxiliary = analysis.child(pronoun.head, &["aux", "auxpass"]);
    let verb = &analysis.tokens[auxiliary.unwrap_or(pronoun.head)];
    let people = phrase.kind.family() == KindFamily::Organization;
    let last = analysis.tokens[phrase.head].dep == "conj";
    let first = analysis.child(phrase.head, &["conj"]).is_some();
    let named = phrase.name.is_some();
    match verb.text.as_str() {
        "are" | "were" | "have" if first || last => phrase.plural,
        "are" | "were" | "have" => phrase.plural || people || named,
        // "a pact between **Peru** and Chile, which was"
        "is" | "was" | "has" if first && named => false,
        "is" | "was" | "has" => !phrase.plural || people || named,
        _ => true,
    }
}

/// "breaches of **the Berg Act**, which", "an end to **the war**, in which": what goes on, or what it is about?
fn is_open(chains: &Chains<'_>, earlier: usize, later: usize) -> bool {
    let tokens = &chains.analysis.tokens;
    let pronoun = chains.phrases[later].head;
    let phrase = &chains.phrases[earlier];
    let after_comma = |at: usize| at > 0 && tokens[at - 1].text == ",";
    let apart = after_comma(pronoun)
        || pronoun > 0 && tokens[pronoun].dep == "pobj" && after_comma(pronoun - 1);
    let told = matches!(
        phrase.kind.family(),
        KindFamily::Topic | KindFamily::Happening
    );
    let inside = |other: &Phrase| {
        let link = &tokens[tokens[other.head].head];
        let thing = other.form == MentionForm::Name || told;
        link.dep == "prep" && link.head == phrase.head && (link.text == "of" || told) && thing
    };
    apart
        && tokens[pronoun].text == "which"
        && phrase.form == MentionForm::Description
        && chains.phrases[earlier + 1..later].iter().any(inside)
}

/// "who" means people or a body: where the parser hangs its clause on something else, whoever stands
/// right before it.
fn whom(chains: &Chains<'_>, earlier: usize, later: usize) -> Option<usize> {
    let tokens = &chains.analysis.tokens;
    let pronoun = chains.phrases[later].head;
    let acts = |id: usize| {
        let kind = chains.chain_holding(id).kind;
        matches!(
            kind.family(),
            KindFamily::Person | KindFamily::Group | KindFamily::Organization
        ) || kind == EntityKind::Country
    };
    // "a debate with Reed, **which** was put off": nobody is a "which".
    let people = |id: usize| {
        let family = chains.chain_holding(id).kind.family();
        matches!(family, KindFamily::Person | KindFamily::Group)
    };
    if tokens[pronoun].text.eq_ignore_ascii_case("which") && people(earlier) {
        return None;
    }
    // "a seat in the council that **elects**": the verb needs somebody.
    let verb = &tokens[tokens[pronoun].head];
    let active = tokens[pronoun].dep == "nsubj" && chains.knowledge.takes_agent(&verb.lemma);
    let open = tokens[pronoun].tag.as_str() != "WP" && !active;
    // "Ana Ruiz from **Peru**, **who** came third", "women in Peru who": whoever is from there.
    if !open && chains.chain_holding(earlier).kind.family() == KindFamily::Place {
        let link = &tokens[tokens[chains.phrases[earlier].head].head];
        let from_there = (link.dep == "prep")
            .then(|| chains.phrase_at(link.head))
            .flatten();
        if let Some(somebody) = from_there.filter(|&id| people(id)) {
            return Some(somebody);
        }
    }
    if open || tokens[pronoun].text == "whose" || acts(earlier) {
        return Some(earlier);
    }
    let end = if pronoun > 0 && tokens[pronoun - 1].text == "," {
        pronoun - 1
    } else {
        pronoun
    };
    let beside = (0..later)
        .rev()
        .find(|&id| chains.phrases[id].tokens.end == end);
    beside.filter(|&id| acts(id)).or_else(|| {
        let unknown = chains.chain_holding(earlier).kind == EntityKind::Thing;
        (unknown || tokens[pronoun].tag.as_str() != "WP").then_some(earlier)
    })
}

/// The noun above the relative clause that holds a token.
fn antecedent(chains: &Chains<'_>, token: usize) -> Option<usize> {
    let analysis = chains.analysis;
    let mut at = token;
    while analysis.tokens[at].head != at {
        if analysis.tokens[at].dep == "relcl" {
            return chains.phrase_at(analysis.tokens[at].head);
        }
        at = analysis.tokens[at].head;
    }
    None
}
