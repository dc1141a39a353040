//! Third person pronouns, by agreement, syntax and salience.
//!
//! Reads and writes: [`Chains`]. Never: resolves a pronoun between two equally likely antecedents.

use super::beside::{by_construction, whom_one_judges};
use super::binding::binding_allows;
use super::chains::{ChainId, Chains, PhraseId};
use super::confidence::{of_antecedent, of_construction, of_last};
use super::nobody::is_nobody;
use super::said::{is_what_is_said, said_of};
use super::salience::{acts_as_needed, salience, stands_out, subject_over};
use super::wanted::{Wanted, Who, is_somebody_known};
use crate::discourse::{EntityKind, KindFamily, MentionForm};

/// How much better than the second the best antecedent must be: gender tells people apart, while almost
/// everything may be "it".
const PERSON_MARGIN: f32 = 1.05;
const PLURAL_MARGIN: f32 = 1.6;
const THING_MARGIN: f32 = 2.0;
/// The same where nobody else does what the pronoun takes part in: "The ship left. **It** ...".
const FREE_PLURAL_MARGIN: f32 = 1.45;
const FREE_THING_MARGIN: f32 = 1.6;
/// The same for whoever does what the pronoun takes part in: "the workers said **they** ...".
const PLURAL_DOER_MARGIN: f32 = 1.2;
const THING_DOER_MARGIN: f32 = 1.4;
/// Below this weight those that "they" could mean have long been left or stood aside.
const LEAST_PLURAL: f32 = 25.0;
/// How much more weighs who spoke in the sentence before, where the pronoun speaks: "**They** added".
const SPEAKER_BEFORE: f32 = 2.0;
/// How much more weighs what is called what the pronoun is said to be: "a new **park** ... It is the oldest **park**".
const SAID_OF_ITS_KIND: f32 = 3.0;
/// How much more weighs who tells of himself: "Moss wrote to Dale. **Dale** said **she** ...".
const WHO_TELLS: f32 = 1.5;
/// How much more somebody of the same sentence weighs where the pronoun is no subject.
const SAME_SENTENCE: f32 = 1.6;

/// Personal, possessive and reflexive pronouns of the third person.
pub(super) fn resolve(chains: &mut Chains<'_>) {
    for pronoun in 0..chains.phrases.len() {
        let phrase = &chains.phrases[pronoun];
        let Some(wanted) = Wanted::of(chains, phrase) else {
            continue;
        };
        if chains.sieves[pronoun] != "new" {
            continue;
        }
        let table = &chains.knowledge.pronouns.confidence;
        let antecedent = if wanted.reflexive {
            let subject = subject_of_clause(chains, phrase.head);
            let agrees = subject.filter(|&chain| wanted.can_mean(chains, chain));
            agrees.map(|chain| (chain, table.reflexive))
        } else if wanted.is_several() && is_said_of_several(chains, phrase.head) {
            None
        } else {
            by_construction(chains, pronoun, &|chain| wanted.can_mean(chains, chain))
                .map(|chain| (chain, of_construction(chains, &wanted)))
                .or_else(|| best(chains, pronoun, &wanted))
                .or_else(|| Some((doing_body(chains, pronoun, &wanted)?, table.body)))
        };
        if let Some((antecedent, percent)) = antecedent {
            let percent = percent.min(of_last(chains, antecedent, pronoun));
            chains.merge_as(percent, antecedent, chains.of_phrase[pronoun]);
        }
    }
}

fn is_possessive(chains: &Chains<'_>, pronoun: PhraseId) -> bool {
    chains.analysis.tokens[chains.phrases[pronoun].head].dep == "poss"
}

/// "the **judge**", "**Justice** Holm"
fn decides(chains: &Chains<'_>, chain: ChainId) -> bool {
    let deciding = &chains.knowledge.pronouns.deciding;
    let mut phrases = (chains.all[chain].phrases.iter()).map(|&id| &chains.phrases[id]);
    phrases.any(|phrase| {
        let mut words = chains.analysis.tokens[phrase.tokens.clone()].iter();
        words.any(|word| deciding.contains(word.text.to_lowercase().as_str()))
    })
}

/// An antecedent, and how sure it is in percent.
type Likely = (ChainId, u8);

/// How the best antecedent stands to what the pronoun takes part in: it does it, nobody does it who could be
/// meant, or somebody else does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Closeness {
    Doer,
    Free,
    Far,
}

/// How much better than the second the best antecedent must be.
fn margin(wanted: &Wanted, closeness: Closeness) -> f32 {
    match (wanted.who, closeness) {
        (Who::Person, _) => PERSON_MARGIN,
        (Who::Several, Closeness::Doer) => PLURAL_DOER_MARGIN,
        (Who::Several, Closeness::Free) => FREE_PLURAL_MARGIN,
        (Who::Several, Closeness::Far) => PLURAL_MARGIN,
        (Who::Thing, Closeness::Doer) => THING_DOER_MARGIN,
        (Who::Thing, Closeness::Free) => FREE_THING_MARGIN,
        (Who::Thing, Closeness::Far) => THING_MARGIN,
    }
}

/// "**Moss and Dale** said **they** ...", "urged **Iran and Iraq** to keep **their** word": those of the coordination, who
/// are no chain of their own yet.
fn is_said_of_several(chains: &Chains<'_>, pronoun: usize) -> bool {
    let analysis = chains.analysis;
    let one = |noun: usize| {
        chains.phrase_at(noun).is_some_and(|phrase| {
            let chain = chains.chain_holding(phrase);
            let family = chain.kind.family();
            let acts = matches!(family, KindFamily::Person | KindFamily::Organization)
                || chain.kind == EntityKind::Country;
            acts && !chain.plural
        })
    };
    let joined = |noun: usize| {
        let next = analysis.child(noun, &["conj"]);
        next.is_some_and(|next| next < pronoun && chains.phrase_at(next).is_some())
    };
    let several = |noun: usize| one(noun) && joined(noun);
    subject_over(chains, pronoun).is_some_and(several)
        || whom_one_judges(chains, pronoun).is_some_and(several)
}

fn subject_of_clause(chains: &Chains<'_>, token: usize) -> Option<ChainId> {
    let analysis = chains.analysis;
    let mut at = token;
    for _ in 0..4 {
        at = analysis.tokens[at].head;
        if let Some(subject) = analysis.child(at, &["nsubj", "nsubjpass"]) {
            return chains
                .phrase_at(subject)
                .map(|phrase| chains.of_phrase[phrase]);
        }
    }
    None
}

/// "**Norway** won **their** first title": a country or body that does it, where no others are told of since.
fn doing_body(chains: &Chains<'_>, pronoun: PhraseId, wanted: &Wanted) -> Option<ChainId> {
    let head = chains.phrases[pronoun].head;
    if !wanted.is_several() || !takes_doer(chains, pronoun) {
        return None;
    }
    let doer = chains.phrase_at(subject_over(chains, head)?)?;
    let chain = chains.of_phrase[doer];
    let body = chains.all[chain].kind == EntityKind::Country
        || chains.all[chain].kind.family() == KindFamily::Organization;
    let others = others_between(chains, doer, pronoun);
    let others = others || is_done_to(chains, head);
    (body && !others && !chains.all[chain].plural && binding_allows(chains, chain, pronoun))
        .then_some(chain)
}

/// "The service has held **two men** whom **they** ...": others who are told of between an antecedent and its pronoun;
/// what does something or owns something is somebody.
fn others_between(chains: &Chains<'_>, antecedent: PhraseId, pronoun: PhraseId) -> bool {
    let tokens = &chains.analysis.tokens;
    let acts = matches!(
        tokens[chains.phrases[pronoun].head].dep.as_str(),
        "nsubj" | "poss"
    );
    let first = chains.phrases[antecedent].head;
    let mut between = antecedent + 1..pronoun;
    between.any(|id| {
        let phrase = &chains.phrases[id];
        let token = &tokens[phrase.head];
        let family = chains.chain_holding(id).kind.family();
        let joined = token.dep == "conj"
            && (family == KindFamily::Person || phrase.form == MentionForm::Name);
        let part = chains.analysis.is_below(phrase.head, first) && token.head != first;
        let counts = !acts || is_somebody(chains, chains.of_phrase[id]);
        !part
            && (phrase.plural && counts || joined)
            && chains.of_phrase[id] != chains.of_phrase[antecedent]
    })
}

fn is_somebody(chains: &Chains<'_>, chain: ChainId) -> bool {
    let family = chains.all[chain].kind.family();
    matches!(
        family,
        KindFamily::Person | KindFamily::Group | KindFamily::Organization
    )
}

/// "Homes of **nurses** were searched and **their** computers taken": not what the homes own, where somebody is told of.
fn is_owned_by_somebody(
    chains: &Chains<'_>,
    one: ChainId,
    scored: &[(f32, ChainId)],
    pronoun: PhraseId,
) -> bool {
    let owned = chains.analysis.tokens[chains.phrases[pronoun].head].dep == "poss";
    let mut others = scored.iter().map(|&(_, chain)| chain);
    owned
        && !is_somebody(chains, one)
        && others.any(|chain| is_somebody(chains, chain) && is_here(chains, chain, pronoun))
}

/// A body is "they" only where no others are told of since.
fn is_far_body(chains: &Chains<'_>, one: ChainId, pronoun: PhraseId) -> bool {
    let before = chains.all[one].phrases.iter().filter(|&&id| id < pronoun);
    let last = before.copied().max();
    !is_several(chains, one) && last.is_some_and(|last| others_between(chains, last, pronoun))
}

/// "confiscated **their** goods", "cleared them of **their** charges": what is done to others concerns what is theirs.
fn is_done_to(chains: &Chains<'_>, pronoun: usize) -> bool {
    let tokens = &chains.analysis.tokens;
    let owned = &tokens[tokens[pronoun].head];
    let above = &tokens[owned.head];
    let verb = if above.dep == "prep" {
        &tokens[above.head]
    } else {
        above
    };
    let verb = verb.verb_lemma();
    let words = &chains.knowledge.pronouns;
    let lists = [
        &words.seizing,
        &words.judging,
        &words.charging,
        &words.barring,
    ];
    tokens[pronoun].dep == "poss" && lists.iter().any(|list| list.contains(&verb))
}

/// The most salient chain that fits, unless another one is nearly as good.
fn best(chains: &Chains<'_>, pronoun: PhraseId, wanted: &Wanted) -> Option<Likely> {
    // Nobody calls himself "he".
    let quote = chains.quotes.at(chains.phrases[pronoun].head);
    let speaker = quote.and_then(|quote| chains.phrase_at(quote.speaker?));
    let speaker = speaker.map(|phrase| chains.of_phrase[phrase]);
    let addressees = addressees(chains, pronoun);
    // "Moss spoke. They named Dale and blamed **him**": not whom the sentence before was about.
    let token = &chains.analysis.tokens[chains.phrases[pronoun].head];
    let doer = subject_over(chains, chains.phrases[pronoun].head);
    let doer = doer.and_then(|noun| Some(chains.of_phrase[chains.phrase_at(noun)?]));
    let beside = wanted.is_person() && token.dep != "nsubj";
    let told = token.dep == "nsubj" && takes_doer(chains, pronoun);
    let says = is_saying(chains, chains.phrases[pronoun].head);
    let said = said_of(chains, pronoun).filter(|_| wanted.is_thing());
    let said = said.map(|said| &chains.phrases[said].lemma);
    let bonus = |chain: ChainId| {
        if said.is_some_and(|said| chains.all[chain].lemmas.contains(said)) {
            SAID_OF_ITS_KIND
        } else if says && said_before(chains, chain, pronoun) {
            SPEAKER_BEFORE
        } else if beside && doer != Some(chain) && is_here(chains, chain, pronoun) {
            SAME_SENTENCE
        } else if told && doer == Some(chain) {
            WHO_TELLS
        } else {
            1.0
        }
    };
    let mut scored: Vec<(f32, ChainId)> = chains
        .live()
        .into_iter()
        .filter(|&chain| {
            chain != chains.of_phrase[pronoun]
                && !is_nobody(chains, chain)
                && Some(chain) != speaker
                && !addressees.contains(&chain)
                && acts_as_needed(chains, chain, pronoun)
                && is_what_is_said(chains, chain, pronoun)
                && (doer == Some(chain) || !is_open_relative(chains, chain))
                && binding_allows(chains, chain, pronoun)
        })
        .filter_map(|chain| {
            let fit = wanted.fit(chains, chain);
            let score = if fit > 0.0 {
                fit * salience(chains, chain, pronoun) * bonus(chain)
            } else {
                0.0
            };
            (score > 0.0).then_some((score, chain))
        })
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let likely = |chain: ChainId| {
        let percent = of_antecedent(chains, wanted, &scored, pronoun, doer == Some(chain));
        // "The judge recommended a prison near **his** family": of whom a judge decides about as well.
        let open = is_possessive(chains, pronoun) && decides(chains, chain);
        let person = chains.knowledge.pronouns.confidence.person;
        Some((chain, if open { percent.min(person) } else { percent }))
    };
    match scored.as_slice() {
        [(_, one), ..]
            if wanted.is_thing()
                && (!stands_out(chains, *one, pronoun)
                    || is_unquoted(chains, *one, pronoun)
                    || is_beside(chains, *one, &scored, pronoun)) =>
        {
            None
        }
        [(_, one), ..]
            if wanted.is_several()
                && (is_one_of_several(chains, *one, pronoun)
                    || is_somebody_known(chains, *one)
                    || is_owned_by_somebody(chains, *one, &scored, pronoun)
                    || is_far_body(chains, *one, pronoun)) =>
        {
            None
        }
        [(low, _), ..] if wanted.is_several() && *low < LEAST_PLURAL => None,
        [(_, only)] => likely(*only),
        [(first, chain), (second, _), ..] => {
            let margin = margin(wanted, closeness(chains, *chain, &scored, pronoun));
            likely(*chain).filter(|_| *first >= second * margin)
        }
        [] => None,
    }
}

/// A "which" or "that" of which nobody knows what it means: no antecedent beyond its own clause.
fn is_open_relative(chains: &Chains<'_>, chain: ChainId) -> bool {
    let [only] = chains.all[chain].phrases[..] else {
        return false;
    };
    chains.analysis.tokens[chains.phrases[only].head].tag == "WDT"
}

/// "**She** said": the subject of a word of saying.
fn is_saying(chains: &Chains<'_>, head: usize) -> bool {
    let tokens = &chains.analysis.tokens;
    tokens[head].dep == "nsubj"
        && (chains.knowledge.pronouns.speaking).contains(&tokens[tokens[head].head].lemma)
}

/// True where a chain speaks in the sentence before a pronoun.
fn said_before(chains: &Chains<'_>, chain: ChainId, pronoun: PhraseId) -> bool {
    let here = chains.phrases[pronoun].sentence;
    chains.all[chain].phrases.iter().any(|&id| {
        let phrase = &chains.phrases[id];
        phrase.sentence + 1 == here && is_saying(chains, phrase.head)
    })
}

/// True where a chain has been mentioned before in the pronoun's sentence.
fn is_here(chains: &Chains<'_>, chain: ChainId, pronoun: PhraseId) -> bool {
    let here = chains.phrases[pronoun].sentence;
    let mut before = chains.all[chain].phrases.iter().filter(|&&id| id < pronoun);
    before.any(|&id| chains.phrases[id].sentence == here)
}

/// How near the best antecedent stands. What is quoted goes on from words that were left out.
fn closeness(
    chains: &Chains<'_>,
    best: ChainId,
    scored: &[(f32, ChainId)],
    pronoun: PhraseId,
) -> Closeness {
    let head = chains.phrases[pronoun].head;
    let doer = subject_over(chains, head).and_then(|noun| chains.phrase_at(noun));
    let doer = doer.map(|doer| chains.of_phrase[doer]);
    // "The ministry said ships may pass if **they**": a body is "they" only where nobody else is.
    let one = chains.phrases[pronoun].plural && !is_several(chains, best);
    match doer {
        _ if one => Closeness::Far,
        Some(doer) if doer == best && takes_doer(chains, pronoun) => Closeness::Doer,
        Some(doer) if scored.iter().any(|&(_, chain)| chain == doer) => Closeness::Far,
        _ if chains.quotes.at(head).is_some() => Closeness::Far,
        _ => Closeness::Free,
    }
}

fn is_several(chains: &Chains<'_>, chain: ChainId) -> bool {
    chains.all[chain].plural || chains.all[chain].kind.family() == KindFamily::Group
}

/// "The union said **they** would", "Kenya moved **its** troops"; not "the day **it** sank", which has a clause
/// of its own, and not "hired **them**".
fn takes_doer(chains: &Chains<'_>, pronoun: PhraseId) -> bool {
    let analysis = chains.analysis;
    let token = &analysis.tokens[chains.phrases[pronoun].head];
    match token.dep.as_str() {
        "poss" => true,
        "nsubj" | "nsubjpass" => {
            analysis.tokens[token.head].dep == "ccomp" && token.text.to_lowercase() != "them"
        }
        _ => false,
    }
}

/// "'Let us talk about **it**'": something that was said before the quotation begins, and is not told.
fn is_unquoted(chains: &Chains<'_>, chain: ChainId, pronoun: PhraseId) -> bool {
    let head = chains.phrases[pronoun].head;
    let dep = chains.analysis.tokens[head].dep.as_str();
    let quoted = |id: PhraseId| chains.quotes.at(chains.phrases[id].head).is_some();
    let mut before = chains.all[chain].phrases.iter().filter(|&&id| id < pronoun);
    quoted(pronoun) && matches!(dep, "dobj" | "pobj" | "dative") && !before.any(|&id| quoted(id))
}

/// Whoever is told what a quotation says: inside it they are "you".
fn addressees(chains: &Chains<'_>, pronoun: PhraseId) -> Vec<ChainId> {
    let analysis = chains.analysis;
    let quote = chains.quotes.at(chains.phrases[pronoun].head);
    let Some(speaker) = quote.and_then(|quote| quote.speaker) else {
        return Vec::new();
    };
    let verb = analysis.tokens[speaker].head;
    let told = analysis
        .children(verb)
        .filter(|&child| matches!(analysis.tokens[child].dep.as_str(), "dobj" | "dative"));
    told.filter_map(|noun| Some(chains.of_phrase[chains.phrase_at(noun)?]))
        .collect()
}

/// "He knew of the event but would not see **it**": something of the same sentence is at hand, whatever the
/// sentence before was about.
fn is_beside(
    chains: &Chains<'_>,
    one: ChainId,
    scored: &[(f32, ChainId)],
    pronoun: PhraseId,
) -> bool {
    let mut here = scored
        .iter()
        .filter(|&&(_, other)| is_here(chains, other, pronoun));
    !is_here(chains, one, pronoun) && here.any(|&(_, other)| stands_out(chains, other, pronoun))
}

/// "Reed and Stein sold **their** house": not the house of one of them.
fn is_one_of_several(chains: &Chains<'_>, chain: ChainId, pronoun: PhraseId) -> bool {
    let analysis = chains.analysis;
    let before = chains.all[chain].phrases.iter().filter(|&&id| id < pronoun);
    let Some(last) = before.copied().max() else {
        return false;
    };
    let head = chains.phrases[last].head;
    let joined = |noun: usize| chains.phrase_at(noun).is_some();
    let first = analysis.tokens[head].dep == "conj" && joined(analysis.tokens[head].head);
    let next = analysis.child(head, &["conj"]);
    let near = chains.phrases[pronoun].sentence - chains.phrases[last].sentence <= 1;
    near && (first || next.is_some_and(|noun| noun < chains.phrases[pronoun].head && joined(noun)))
}
