//! Third person pronouns, by agreement, syntax and salience.
//!
//! Reads and writes: [`Chains`]. Never: resolves a pronoun between two equally likely antecedents.

use super::beside::by_construction;
use super::binding::binding_allows;
use super::chains::{ChainId, Chains, PhraseId};
use super::expletives::is_pleonastic;
use super::nobody::is_nobody;
use super::salience::{acts_as_needed, salience, stands_out, subject_over};
use crate::discourse::mentions::Phrase;
use crate::discourse::{EntityKind, Gender, KindFamily, MentionForm};
use crate::linguistics::Analysis;

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
        let antecedent = if wanted.reflexive {
            subject_of_clause(chains, phrase.head)
        } else if wanted.plural && is_said_of_several(chains, phrase.head) {
            None
        } else {
            by_construction(chains, pronoun, &|chain| wanted.fit(chains, chain) > 0.0)
                .or_else(|| best(chains, pronoun, &wanted))
        };
        if let Some(antecedent) = antecedent {
            chains.merge(antecedent, chains.of_phrase[pronoun]);
        }
    }
}

/// What a pronoun asks for.
struct Wanted {
    person: bool,
    plural: bool,
    gender: Option<Gender>,
    reflexive: bool,
}

impl Wanted {
    fn of(chains: &Chains<'_>, phrase: &Phrase) -> Option<Self> {
        let analysis = chains.analysis;
        if phrase.form != MentionForm::Pronoun
            || is_pleonastic(analysis, &chains.knowledge.pronouns, phrase.head)
            || is_in_title(analysis, phrase.head)
        {
            return None;
        }
        let word = analysis.tokens[phrase.head].text.to_lowercase();
        let (person, plural, gender) = match word.as_str() {
            "he" | "him" | "his" | "himself" => (true, false, Some(Gender::Masculine)),
            "she" | "her" | "hers" | "herself" => (true, false, Some(Gender::Feminine)),
            "it" | "its" | "itself" => (false, false, None),
            "they" | "them" | "their" | "theirs" | "themselves" => (false, true, None),
            _ => return None,
        };
        Some(Self {
            person,
            plural,
            gender,
            reflexive: word.ends_with("self") || word.ends_with("selves"),
        })
    }

    fn is_thing(&self) -> bool {
        !self.person && !self.plural
    }

    /// How much better than the second the best antecedent must be.
    fn margin(&self, closeness: Closeness) -> f32 {
        match (self.person, self.plural, closeness) {
            (true, ..) => PERSON_MARGIN,
            (_, true, Closeness::Doer) => PLURAL_DOER_MARGIN,
            (_, true, Closeness::Free) => FREE_PLURAL_MARGIN,
            (_, true, Closeness::Far) => PLURAL_MARGIN,
            (.., Closeness::Doer) => THING_DOER_MARGIN,
            (.., Closeness::Free) => FREE_THING_MARGIN,
            (.., Closeness::Far) => THING_MARGIN,
        }
    }

    /// How well a chain fits, 0 for not at all.
    fn fit(&self, chains: &Chains<'_>, id: ChainId) -> f32 {
        let chain = &chains.all[id];
        let gender = chain.gender.is_none() || self.gender.is_none() || chain.gender == self.gender;
        let kind = chain.kind.family();
        if self.person {
            let known = if chain.gender.is_some() { 1.3 } else { 1.0 };
            return if kind == KindFamily::Person && gender && !chain.plural {
                known
            } else {
                0.0
            };
        }
        if self.plural {
            return match kind {
                KindFamily::Group => 1.0,
                // "The teams have plans; they will": rather people than what they have.
                KindFamily::Topic | KindFamily::Other if chain.plural => 0.6,
                _ if chain.plural => 1.0,
                KindFamily::Organization => 0.5,
                KindFamily::Person if chain.gender.is_none() && !chain.is_named() => 0.3,
                _ => 0.0,
            };
        }
        match (kind, chain.kind) {
            _ if chain.plural => 0.0,
            (KindFamily::Person | KindFamily::Group, _) => 0.0,
            (_, EntityKind::Topic) => 0.4,
            (KindFamily::Place, EntityKind::Country) => 1.0,
            (KindFamily::Place, _) => 0.6,
            _ => 1.0,
        }
    }
}

/// "the song Do **They** Know": a capital within a sentence belongs to a title.
fn is_in_title(analysis: &Analysis, head: usize) -> bool {
    let capital = |at: usize| analysis.tokens[at].text.starts_with(char::is_uppercase);
    let before = head.checked_sub(1).filter(|&before| {
        analysis.sentence_of(before) == analysis.sentence_of(head)
            && analysis.tokens[before].pos != "PUNCT"
    });
    capital(head) && before.is_some_and(capital)
}

/// How the best antecedent stands to what the pronoun takes part in: it does it, nobody does it who could be
/// meant, or somebody else does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Closeness {
    Doer,
    Free,
    Far,
}

/// "**Moss and Dale** said **they** ...": those of the coordination, who are no chain of their own yet.
fn is_said_of_several(chains: &Chains<'_>, pronoun: usize) -> bool {
    let analysis = chains.analysis;
    let people = |noun: usize| {
        chains.phrase_at(noun).is_some_and(|phrase| {
            let chain = chains.chain_holding(phrase);
            chain.kind.family() == KindFamily::Person && !chain.plural
        })
    };
    let joined = |noun: usize| analysis.child(noun, &["conj"]).is_some_and(people);
    subject_over(chains, pronoun).is_some_and(|subject| people(subject) && joined(subject))
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

/// The most salient chain that fits, unless another one is nearly as good.
fn best(chains: &Chains<'_>, pronoun: PhraseId, wanted: &Wanted) -> Option<ChainId> {
    // Nobody calls himself "he".
    let quote = chains.quotes.at(chains.phrases[pronoun].head);
    let speaker = quote.and_then(|quote| chains.phrase_at(quote.speaker?));
    let speaker = speaker.map(|phrase| chains.of_phrase[phrase]);
    let addressees = addressees(chains, pronoun);
    // "Moss spoke. They named Dale and blamed **him**": not whom the sentence before was about.
    let token = &chains.analysis.tokens[chains.phrases[pronoun].head];
    let doer = subject_over(chains, chains.phrases[pronoun].head);
    let doer = doer.and_then(|noun| Some(chains.of_phrase[chains.phrase_at(noun)?]));
    let beside = wanted.person && token.dep != "nsubj";
    let says = is_saying(chains, chains.phrases[pronoun].head);
    let bonus = |chain: ChainId| {
        if says && said_before(chains, chain, pronoun) {
            SPEAKER_BEFORE
        } else if beside && doer != Some(chain) && is_here(chains, chain, pronoun) {
            SAME_SENTENCE
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
    match scored.as_slice() {
        [(_, one), ..]
            if wanted.is_thing()
                && (!stands_out(chains, *one, pronoun)
                    || is_unquoted(chains, *one, pronoun)
                    || is_beside(chains, *one, &scored, pronoun)) =>
        {
            None
        }
        [(_, one), ..] if wanted.plural && is_one_of_several(chains, *one, pronoun) => None,
        [(low, _), ..] if wanted.plural && *low < LEAST_PLURAL => None,
        [(_, only)] => Some(*only),
        [(first, chain), (second, _), ..] => {
            let margin = wanted.margin(closeness(chains, *chain, &scored, pronoun));
            (*first >= second * margin).then_some(*chain)
        }
        [] => None,
    }
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

/// "It is a long fight": what a pronoun is said to be, its antecedent can be.
fn is_what_is_said(chains: &Chains<'_>, chain: ChainId, pronoun: PhraseId) -> bool {
    let analysis = chains.analysis;
    let token = &analysis.tokens[chains.phrases[pronoun].head];
    let verb = &analysis.tokens[token.head];
    let copula = token.dep == "nsubj" && verb.lemma == "be";
    let said = analysis.child(token.head, &["attr"]).filter(|_| copula);
    let Some(said) = said.and_then(|noun| chains.phrase_at(noun)) else {
        return true;
    };
    let known = |kind: EntityKind| kind != EntityKind::Thing;
    // "It is **the first prize** awarded to": no committee is a prize.
    let thing = chains.knowledge.noun_kind(&chains.phrases[said].lemma) == Some(EntityKind::Thing);
    let ranked = analysis.children(chains.phrases[said].head).any(|word| {
        matches!(
            analysis.tokens[word].lemma.as_str(),
            "first" | "second" | "third" | "last" | "latest"
        )
    });
    if thing && ranked && chains.all[chain].kind.family() == KindFamily::Organization {
        return false;
    }
    let (said, kind) = (chains.phrases[said].kind, chains.all[chain].kind);
    !known(said) || !known(kind) || said.family().meets(kind.family())
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
