//! The sieve of appositions: "Xi Jinping, president of China", "Corridor (CPEC)".
//!
//! Reads: the tree. Writes: [`Chains`]. Never: reads an enumeration or a wider place as an apposition.

use super::chains::{ChainId, Chains, genders_agree};
use super::structure::{families_meet, is_enumeration, names_meet, of_object};
use crate::discourse::{EntityKind, KindFamily, MentionForm};

/// "his counterpart Xi Jinping", "Xi Jinping, president of China", "Corridor (CPEC)".
pub(super) fn appositions(chains: &mut Chains<'_>) {
    for later in 0..chains.phrases.len() {
        let phrase = &chains.phrases[later];
        let token = &chains.analysis.tokens[phrase.head];
        if token.dep != "appos" {
            continue;
        }
        let Some(earlier) = chains.phrase_at(token.head) else {
            continue;
        };
        let (a, b) = (chains.of_phrase[earlier], chains.of_phrase[later]);
        // "the city of São Paulo, Brazil"
        let of_place = chains.all[b].kind.family() == KindFamily::Place
            && of_object(chains, &chains.phrases[earlier]).is_some();
        if of_place
            || is_place_in_place(chains, a, b)
            || is_enumeration(chains, later)
            || is_labelled(chains, earlier, later)
            || explains_nearer(chains, earlier, later)
            || !stands_beside(chains, earlier, later)
            || !is_identity(chains, earlier)
            || !is_identity(chains, later)
        {
            continue;
        }
        let numbers = chains.phrases[earlier].plural == phrase.plural;
        let families = families_meet(chains, a, b) || is_what_things_are(chains, earlier, later);
        // "to drive his aunt **himself**": whoever does it.
        let genders = genders_agree(chains.all[a].gender, chains.all[b].gender);
        if numbers && genders && families && names_meet(chains, a, b) {
            chains.merge(a, b);
        }
    }
}

/// "The **owner**, Norvik Lines", "Norvik OS, its main **rival**": what others than people can be, too.
fn is_what_things_are(chains: &Chains<'_>, earlier: usize, later: usize) -> bool {
    let either = |id: usize| {
        let phrase = &chains.phrases[id];
        let described = phrase.form == MentionForm::Description;
        described && (chains.knowledge.pronouns.either).contains(&phrase.lemma)
    };
    let named = |id: usize| {
        let phrase = &chains.phrases[id];
        phrase.form == MentionForm::Name && phrase.kind.family() != KindFamily::Person
    };
    either(earlier) && named(later) || named(earlier) && either(later)
}

/// "a ruling on **the recess** - **a pause** -": a thing right before the dash or comma, in a phrase that is not
/// "of" the first.
fn explains_nearer(chains: &Chains<'_>, earlier: usize, later: usize) -> bool {
    let tokens = &chains.analysis.tokens;
    let (first, second) = (&chains.phrases[earlier], &chains.phrases[later]);
    let dash = second.tokens.start.checked_sub(1);
    let dash = dash.filter(|&at| matches!(tokens[at].text.as_str(), "-" | "–" | "—" | ","));
    let Some(dash) = dash.filter(|_| second.form == MentionForm::Description) else {
        return false;
    };
    let nearer = (earlier + 1..later).find(|&id| chains.phrases[id].tokens.end == dash);
    nearer.is_some_and(|id| {
        let link = &tokens[tokens[chains.phrases[id].head].head];
        let (nearer, own) = (chains.of_phrase[id], chains.of_phrase[later]);
        first.head < chains.phrases[id].head
            && link.dep == "prep"
            && link.text != "of"
            && families_meet(chains, nearer, own)
    })
}

/// False where a verb or "not" stands between ("a bag of what seemed to be sugar, a dangerous drug"), where no comma
/// parts a phrase from a second one that is no name ("a government Twitter account"), and in a list
/// of things ("the treaty, the future of the base, and trade").
fn stands_beside(chains: &Chains<'_>, earlier: usize, later: usize) -> bool {
    let analysis = chains.analysis;
    let (first, second) = (&chains.phrases[earlier], &chains.phrases[later]);
    if second.tokens.start <= first.head {
        return true;
    }
    let between = &analysis.tokens[first.head + 1..second.tokens.start];
    let parted = between
        .iter()
        .any(|token| matches!(token.text.as_str(), "," | "(" | "[" | "-" | "–" | "—" | ":"));
    let verb = between
        .iter()
        .any(|token| matches!(token.pos.as_str(), "VERB" | "AUX") || token.dep == "neg");
    let goes_on = analysis.child(first.head, &["conj"]);
    let list = goes_on.is_some_and(|next| next > second.head) && is_thing(first.kind)
        || first.kind != EntityKind::Person && is_before_last(chains, later);
    let whole = parted || second.form != MentionForm::Description;
    let person = first.kind == EntityKind::Person && second.kind == EntityKind::Person;
    !verb && !list && (whole || person) && !names_what_is_nearer(chains, earlier, later)
}

/// "the park, **Tarn Bay**, and Lund": behind a comma "and" adds the last of a list.
fn is_before_last(chains: &Chains<'_>, later: usize) -> bool {
    let rest = &chains.analysis.tokens[chains.phrases[later].tokens.end..];
    let marks = rest.iter().take_while(|token| token.pos == "PUNCT");
    let marks: Vec<&str> = marks.map(|token| token.text.as_str()).collect();
    let next = rest.get(marks.len()).map(|token| token.text.as_str());
    marks.contains(&",") && matches!(next, Some("and" | "or"))
}

/// "the singer of **rock band Grateful Dead**": the name of the bare noun right before it.
pub(super) fn names_what_is_nearer(chains: &Chains<'_>, earlier: usize, later: usize) -> bool {
    let analysis = chains.analysis;
    let last = chains.phrases[later].tokens.start.checked_sub(1);
    last.is_some_and(|last| {
        let bare = analysis.child(last, &["det", "poss"]).is_none();
        let nearer = last > chains.phrases[earlier].head && analysis.tokens[last].pos == "NOUN";
        nearer && bare && chains.phrases[later].form == MentionForm::Name
    })
}

/// False for a phrase that says how much or of what sort ("a total of 12", "a form of"), for "scratch"
/// without any determiner, and for a pronoun that is no reflexive.
fn is_identity(chains: &Chains<'_>, id: usize) -> bool {
    let phrase = &chains.phrases[id];
    let word = chains.analysis.tokens[phrase.head].text.to_lowercase();
    match phrase.form {
        MentionForm::Name => true,
        MentionForm::Pronoun => {
            word.ends_with("self") || word.ends_with("selves") || word == "both"
        }
        MentionForm::Description => {
            let bare = phrase.tokens.len() == 1 && !phrase.plural;
            let sort = chains.knowledge.pronouns.sorts.contains(&phrase.lemma);
            // "Green Party - **1 seat**"
            let one = chains.analysis.child(phrase.head, &["nummod"]).is_some() && !phrase.plural;
            let measure = chains.knowledge.is_measure(&phrase.lemma);
            !(sort || one || measure || bare && is_thing(phrase.kind))
        }
    }
}

fn is_thing(kind: EntityKind) -> bool {
    matches!(kind.family(), KindFamily::Other | KindFamily::Topic)
}

/// "Photo: Norwegian government": what stands before a colon is a label.
fn is_labelled(chains: &Chains<'_>, earlier: usize, later: usize) -> bool {
    let between = chains.phrases[earlier].tokens.end..chains.phrases[later].tokens.start;
    let tokens = &chains.analysis.tokens;
    !between.is_empty() && tokens[between].iter().any(|token| token.text == ":")
}

/// "Orlando, Florida": the second place holds the first one.
fn is_place_in_place(chains: &Chains<'_>, a: ChainId, b: ChainId) -> bool {
    let place = |id: ChainId| chains.all[id].kind.family() == KindFamily::Place;
    place(a) && place(b) && chains.all[a].is_named() && chains.all[b].is_named()
}
