//! How much an antecedent stands out where a pronoun looks for one.
//!
//! Reads: [`Chains`], the tree. Writes: weights. Never: merges.
//!
//! After Lappin and Leass (1994): subjects weigh more than objects, these more than the rest, and each
//! sentence back halves the weight.

use std::collections::BTreeMap;

use super::chains::{ChainId, Chains, PhraseId};
use crate::discourse::mentions::Role;
use crate::discourse::{EntityKind, KindFamily, MentionForm};
use crate::linguistics::{Token, TokenId};

/// How many sentences back an antecedent may lie.
const REACH: usize = 3;
/// Weights of a subject, an object, anything else, and a word before another noun ("**US** troops").
const SUBJECT: f32 = 80.0;
const OBJECT: f32 = 50.0;
const OTHER: f32 = 30.0;
const INNER: f32 = 10.0;
/// Added where both stand in the same role.
const PARALLEL: f32 = 10.0;
/// Added to the subject over the pronoun: "the company said **it** ...", "Berg ended **her** visit".
const COMMANDS: f32 = 30.0;

/// Sum over the chain's phrases before the pronoun; a role counts once per sentence.
pub(super) fn salience(chains: &Chains<'_>, chain: ChainId, pronoun: PhraseId) -> f32 {
    let here = &chains.phrases[pronoun];
    let command = subject_over(chains, here.head);
    // The best phrase of each sentence and role.
    let mut best: BTreeMap<(usize, Role), f32> = BTreeMap::new();
    for &id in &chains.all[chain].phrases {
        let phrase = &chains.phrases[id];
        let fronted = id > pronoun && follows_fronted(chains, pronoun, id);
        let distance = here.sentence.abs_diff(phrase.sentence);
        if id > pronoun && !fronted || distance > REACH {
            continue;
        }
        let parallel = if phrase.role == here.role {
            PARALLEL
        } else {
            0.0
        };
        let commands = if fronted || command == Some(phrase.head) {
            COMMANDS
        } else {
            0.0
        };
        let own = if reports_on(chains, phrase.head, here.head) {
            OBJECT
        } else {
            weight(chains, id)
        };
        let weight = (own + parallel + commands) * 0.5f32.powf(distance as f32);
        let known = best.entry((phrase.sentence, phrase.role)).or_default();
        *known = known.max(weight);
    }
    best.values().sum()
}

/// "**Officials** said a guard saw the men after **they** fled": whoever tells it stands outside what others do in it.
fn reports_on(chains: &Chains<'_>, subject: TokenId, pronoun: TokenId) -> bool {
    let analysis = chains.analysis;
    if analysis.tokens[subject].dep != "nsubj" {
        return false;
    }
    let told = analysis.child(analysis.tokens[subject].head, &["ccomp"]);
    told.filter(|&told| analysis.subtree(told).contains(&pronoun))
        .and_then(|told| analysis.child(told, &["nsubj", "nsubjpass"]))
        .is_some_and(|doer| doer < pronoun && !analysis.is_below(pronoun, doer))
}

fn weight(chains: &Chains<'_>, id: PhraseId) -> f32 {
    let phrase = &chains.phrases[id];
    match phrase.role {
        Role::Subject => SUBJECT,
        Role::Object => OBJECT,
        Role::Other => match chains.analysis.tokens[phrase.head].dep.as_str() {
            "compound" | "amod" | "nmod" => INNER,
            _ => OTHER,
        },
    }
}

/// Who does what a token takes part in: the nearest subject over it and before it, and of "urged
/// **states** to delay their elections" the object.
pub(super) fn subject_over(chains: &Chains<'_>, token: TokenId) -> Option<TokenId> {
    let analysis = chains.analysis;
    let before = |noun: &TokenId| *noun < token && !analysis.is_below(token, *noun);
    let counted = |noun: TokenId| counted_in(chains, noun).filter(before).unwrap_or(noun);
    let mut at = token;
    while analysis.tokens[at].head != at {
        let urged = object_that_does(chains, at);
        at = analysis.tokens[at].head;
        let subject = || analysis.child(at, &["nsubj", "nsubjpass"]);
        if let Some(subject) = urged.filter(before).or_else(|| subject().filter(before)) {
            return Some(counted(subject));
        }
    }
    None
}

/// "urged **states** to delay their elections", "fined **the club** for hiding its losses": the object of the verb above,
/// which does what the lower verb tells; not "told **her** he would come".
pub(super) fn object_that_does(chains: &Chains<'_>, verb: TokenId) -> Option<TokenId> {
    let analysis = chains.analysis;
    let token = &analysis.tokens[verb];
    let infinitive = || {
        let mut words = analysis.children(verb);
        token.tag == "VB" && !words.any(|word| analysis.tokens[word].tag == "MD")
    };
    let words = &chains.knowledge.pronouns;
    let (link, above) = match token.dep.as_str() {
        "pcomp" => (
            analysis.tokens[token.head].text.as_str(),
            analysis.tokens[token.head].head,
        ),
        _ => ("to", token.head),
    };
    let verb_above = analysis.tokens[above].verb_lemma();
    let urged = match (token.dep.as_str(), link) {
        ("xcomp", _) => words.urging.contains(&verb_above),
        ("ccomp", _) => infinitive(),
        ("pcomp", "for") => words.judging.contains(&verb_above),
        ("pcomp", "of") => words.charging.contains(&verb_above),
        ("pcomp", "from") => words.barring.contains(&verb_above),
        _ => false,
    };
    let whom = if urged {
        analysis.child(above, &["dobj"])
    } else if matches!(token.dep.as_str(), "xcomp" | "advcl" | "ccomp") && infinitive() {
        called_on(chains, above, verb)
    } else {
        None
    };
    whom.filter(|&noun| can_act(chains, noun))
}

/// "called on **the states** to delay", "waited for **them** to come"
fn called_on(chains: &Chains<'_>, verb: TokenId, below: TokenId) -> Option<TokenId> {
    let analysis = chains.analysis;
    let calls = &chains.knowledge.pronouns.calling;
    let mut links = analysis.children(verb).filter(|&child| child < below);
    let link = links.rfind(|&child| {
        let token = &analysis.tokens[child];
        token.dep == "prep" && matches!(token.text.as_str(), "on" | "to" | "for" | "with" | "upon")
    });
    let called = calls.contains(&analysis.tokens[verb].verb_lemma());
    analysis.child(link.filter(|_| called)?, &["pobj"])
}

/// False for "used **votes** to choose **their** leaders": what goes on chooses nobody.
fn can_act(chains: &Chains<'_>, noun: TokenId) -> bool {
    chains.phrase_at(noun).is_none_or(|phrase| {
        let family = chains.chain_holding(phrase).kind.family();
        !matches!(
            family,
            KindFamily::Happening | KindFamily::Topic | KindFamily::Text
        )
    })
}

/// "thousands of **citizens**", "40% of **the voters**": those that a number or measure counts.
fn counted_in(chains: &Chains<'_>, number: TokenId) -> Option<TokenId> {
    let analysis = chains.analysis;
    let token = &analysis.tokens[number];
    let counts = token.tag == "CD" && token.lemma != "one"
        || matches!(
            token.lemma.as_str(),
            "%" | "percent" | "many" | "most" | "some" | "several"
        )
        || token.tag == "NNS" && chains.knowledge.is_measure(&token.lemma);
    let of = analysis
        .child(number, &["prep"])
        .filter(|&of| analysis.tokens[of].text == "of");
    analysis.child(of.filter(|_| counts)?, &["pobj"])
}

/// "In **her** speech, Berg said": the subject after a phrase that opens the sentence.
fn follows_fronted(chains: &Chains<'_>, pronoun: PhraseId, later: PhraseId) -> bool {
    let analysis = chains.analysis;
    let (here, subject) = (&chains.phrases[pronoun], &chains.phrases[later]);
    let token = &analysis.tokens[subject.head];
    if subject.sentence != here.sentence
        || subject.form != MentionForm::Name
        || !matches!(token.dep.as_str(), "nsubj" | "nsubjpass")
    {
        return false;
    }
    let fronted = analysis
        .children(token.head)
        .take_while(|&child| child < subject.head);
    fronted
        .filter(|&child| matches!(analysis.tokens[child].dep.as_str(), "prep" | "advcl"))
        .any(|child| analysis.subtree(child).contains(&here.head))
}

/// False for what only stands before a noun ("the **Japanese** bomber") or tells where ("in **Oslo**") in the
/// pronoun's sentence and the one before: "it" hardly means that.
pub(super) fn stands_out(chains: &Chains<'_>, chain: ChainId, pronoun: PhraseId) -> bool {
    let here = &chains.phrases[pronoun];
    let place = chains.all[chain].kind.family() == KindFamily::Place;
    chains.all[chain].phrases.iter().any(|&id| {
        let phrase = &chains.phrases[id];
        let near = here.sentence.abs_diff(phrase.sentence) <= 1;
        let taken = match chains.analysis.tokens[phrase.head].dep.as_str() {
            "compound" | "amod" | "nmod" => false,
            "poss" => true,
            _ => phrase.role != Role::Other || !place,
        };
        near && taken
    })
}

/// True where a chain can do what the pronoun's verb needs somebody for; measures do nothing.
pub(super) fn acts_as_needed(chains: &Chains<'_>, chain: ChainId, pronoun: PhraseId) -> bool {
    let (phrases, chain) = (chains.phrases, &chains.all[chain]);
    let counts = |&id: &PhraseId| {
        let phrase = &phrases[id];
        phrase.form == MentionForm::Description && chains.knowledge.is_measure(&phrase.lemma)
    };
    if chain.phrases.iter().all(counts) {
        return false;
    }
    let token = &chains.analysis.tokens[phrases[pronoun].head];
    let verb = &chains.analysis.tokens[token.head];
    // "urged **it** to pay": nobody urges a payment.
    let told = matches!(token.dep.as_str(), "nsubj" | "dobj") && is_told(chains, token);
    let acts = token.dep == "nsubj" && chains.knowledge.takes_agent(&verb.lemma);
    if !told && !acts {
        return true;
    }
    match chain.kind.family() {
        KindFamily::Person
        | KindFamily::Group
        | KindFamily::Organization
        | KindFamily::Platform => true,
        KindFamily::Text => !chain.plural,
        KindFamily::Place => chain.kind != EntityKind::Facility,
        // What nothing is known of: a pronoun, a name of unknown kind.
        _ => chain.kind == EntityKind::Thing && chain.kind_rank <= 1,
    }
}

/// "urged **it** to pay", "told **them** that": what only somebody can be told.
fn is_told(chains: &Chains<'_>, token: &Token) -> bool {
    let analysis = chains.analysis;
    // The parser may take whom one urges for the subject of what they shall do.
    let below = token.dep == "nsubj";
    let verb = if below {
        analysis.tokens[token.head].head
    } else {
        token.head
    };
    let telling = &chains.knowledge.pronouns.telling;
    let tells = telling.contains(&analysis.tokens[verb].lemma);
    tells && (!below || analysis.tokens[token.head].tag == "VB")
}
