//! Third person pronouns, by agreement, syntax and salience.
//!
//! Reads and writes: [`Chains`]. Never: resolves a pronoun between two equally likely antecedents.

use super::chains::{ChainId, Chains, PhraseId};
use super::salience::{acts_as_needed, salience, stands_out};
use crate::discourse::mentions::{Determiner, Phrase};
use crate::discourse::{EntityKind, Gender, KindFamily, MentionForm};
use crate::linguistics::Analysis;

/// How much better than the second the best antecedent must be: gender tells people apart, while almost
/// everything may be "it".
const PERSON_MARGIN: f32 = 1.05;
const PLURAL_MARGIN: f32 = 1.6;
const THING_MARGIN: f32 = 2.0;

/// Personal, possessive and reflexive pronouns of the third person.
pub(super) fn resolve(chains: &mut Chains<'_>) {
    for pronoun in 0..chains.phrases.len() {
        let phrase = &chains.phrases[pronoun];
        let Some(wanted) = Wanted::of(chains.analysis, phrase) else {
            continue;
        };
        if chains.sieves[pronoun] != "new" {
            continue;
        }
        let antecedent = if wanted.reflexive {
            subject_of_clause(chains, phrase.head)
        } else {
            best(chains, pronoun, &wanted)
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
    fn of(analysis: &Analysis, phrase: &Phrase) -> Option<Self> {
        if phrase.form != MentionForm::Pronoun || is_pleonastic(analysis, phrase.head) {
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
    fn margin(&self) -> f32 {
        match (self.person, self.plural) {
            (true, _) => PERSON_MARGIN,
            (_, true) => PLURAL_MARGIN,
            _ => THING_MARGIN,
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

/// "It is clear that", "it seems": nothing is meant.
fn is_pleonastic(analysis: &Analysis, head: usize) -> bool {
    let token = &analysis.tokens[head];
    if token.lemma != "it" && token.text.to_lowercase() != "it"
        || !matches!(token.dep.as_str(), "nsubj" | "nsubjpass")
    {
        return token.dep == "expl";
    }
    let verb = &analysis.tokens[token.head];
    let has = |labels: &[&str]| analysis.child(token.head, labels).is_some();
    match verb.lemma.as_str() {
        "seem" | "appear" | "happen" | "rain" | "snow" | "turn" => true,
        "be" => {
            has(&["acomp", "attr"]) && has(&["ccomp", "xcomp", "advcl", "csubj"])
                || has(&["ccomp"])
                || is_said_of_all(analysis, token.head)
        }
        "feel" | "look" | "sound" => is_said_of_all(analysis, token.head),
        // "it was reported that"
        _ => token.dep == "nsubjpass" && has(&["ccomp"]),
    }
}

/// "It is time", "it was damning that", "it felt good": said of what goes on, not of a thing.
fn is_said_of_all(analysis: &Analysis, verb: usize) -> bool {
    let Some(said) = analysis.child(verb, &["acomp", "attr", "oprd"]) else {
        return false;
    };
    let token = &analysis.tokens[said];
    let explained = analysis.child(said, &["ccomp", "xcomp", "advcl", "acl", "relcl"]);
    let occasion = matches!(
        token.lemma.as_str(),
        "time" | "day" | "night" | "morning" | "week" | "month" | "year" | "matter" | "moment"
    );
    let felt = analysis.tokens[verb].lemma != "be" && token.pos == "ADJ";
    occasion || felt || token.pos == "ADJ" && explained.is_some()
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
    let mut scored: Vec<(f32, ChainId)> = chains
        .live()
        .into_iter()
        .filter(|&chain| {
            chain != chains.of_phrase[pronoun]
                && !is_indefinite(chains, chain)
                && !is_speech_role(chains, chain)
                && !is_predicate(chains, chain)
                && !is_said_of_somebody(chains, chain)
                && Some(chain) != speaker
                && !addressees.contains(&chain)
                && acts_as_needed(chains, chain, pronoun)
                && is_what_is_said(chains, chain, pronoun)
                && binding_allows(chains, chain, pronoun)
        })
        .filter_map(|chain| {
            let fit = wanted.fit(chains, chain);
            let score = if fit > 0.0 {
                fit * salience(chains, chain, pronoun)
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
                    || is_beside(chains, *one, &scored, pronoun)) =>
        {
            None
        }
        [(_, one), ..] if wanted.plural && is_one_of_several(chains, *one, pronoun) => None,
        [(_, only)] => Some(*only),
        [(first, chain), (second, _), ..] if *first >= second * wanted.margin() => Some(*chain),
        _ => None,
    }
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

/// "became **leader** of the party": a word for what somebody is, and nobody by itself.
fn is_predicate(chains: &Chains<'_>, chain: ChainId) -> bool {
    let [only] = chains.all[chain].phrases[..] else {
        return false;
    };
    let phrase = &chains.phrases[only];
    let dep = chains.analysis.tokens[phrase.head].dep.as_str();
    let open = matches!(phrase.determiner, Determiner::None | Determiner::Indefinite);
    phrase.form == MentionForm::Description && open && matches!(dep, "attr" | "oprd")
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
    let here = chains.phrases[pronoun].sentence;
    let same = |chain: ChainId| {
        let mut before = chains.all[chain].phrases.iter().filter(|&&id| id < pronoun);
        before.any(|&id| chains.phrases[id].sentence == here)
    };
    !same(one)
        && scored
            .iter()
            .any(|&(_, other)| same(other) && stands_out(chains, other, pronoun))
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

/// "nobody", "anything": a pronoun that picks out nobody in particular is no antecedent.
fn is_indefinite(chains: &Chains<'_>, chain: ChainId) -> bool {
    let first = chains.all[chain].phrases.first();
    first.is_some_and(|&phrase| {
        let head = &chains.analysis.tokens[chains.phrases[phrase].head];
        head.morph.contains("PronType=Ind") || head.tag == "CD" && head.lemma == "one"
    })
}

/// "Ana is **a member of the club**": says what she is and is nobody beside her.
fn is_said_of_somebody(chains: &Chains<'_>, chain: ChainId) -> bool {
    let analysis = chains.analysis;
    let [only] = chains.all[chain].phrases[..] else {
        return false;
    };
    let token = &analysis.tokens[predicate_above(chains, chains.phrases[only].head)];
    let subject = (token.dep == "attr").then(|| analysis.child(token.head, &["nsubj"]));
    subject.flatten().is_some_and(|subject| {
        let subject = &analysis.tokens[subject];
        let named = subject.pos == "PROPN" || matches!(subject.lemma.as_str(), "he" | "she");
        named && analysis.tokens[token.head].lemma == "be"
    })
}

/// "Ana is a member of the club, **the manager** of its shop": the parser hangs what else she is on a
/// noun for something that is nobody.
fn predicate_above(chains: &Chains<'_>, head: usize) -> usize {
    let tokens = &chains.analysis.tokens;
    let apposed = tokens[head].dep == "appos";
    let beside = chains.phrase_at(tokens[head].head);
    let person = |phrase: PhraseId| chains.phrases[phrase].kind.family() == KindFamily::Person;
    let mut at = head;
    if apposed && !beside.is_some_and(person) {
        while matches!(tokens[at].dep.as_str(), "appos" | "pobj" | "prep") {
            at = tokens[at].head;
        }
    }
    at
}

/// "I", "you", "us" of whom nothing else is known: whoever speaks or listens, and nobody told of.
fn is_speech_role(chains: &Chains<'_>, chain: ChainId) -> bool {
    let role = |&id: &PhraseId| {
        let head = &chains.analysis.tokens[chains.phrases[id].head];
        let third = head.morph.contains("Person=3") || !head.tag.starts_with("PRP");
        chains.phrases[id].form == MentionForm::Pronoun && !third
    };
    chains.all[chain].phrases.iter().all(role)
}

/// No antecedent inside the pronoun's own phrase, none that is another argument of its verb.
fn binding_allows(chains: &Chains<'_>, chain: ChainId, pronoun: PhraseId) -> bool {
    let here = &chains.phrases[pronoun];
    let analysis = chains.analysis;
    let possessive = analysis.tokens[here.head].dep == "poss";
    let governor = |token: usize| {
        let mut at = token;
        while matches!(
            analysis.tokens[at].dep.as_str(),
            "pobj" | "prep" | "conj" | "dative" | "agent" | "pcomp"
        ) && analysis.tokens[at].head != at
        {
            at = analysis.tokens[at].head;
        }
        // "made **them** work": the subject of the lower verb is an object of the upper one, but not
        // that of a finite verb, "said **it** will work".
        let raised = analysis.tokens[at].dep == "nsubj"
            && matches!(
                analysis.tokens[at].text.as_str(),
                "him" | "them" | "it" | "her"
            )
            && analysis
                .child(analysis.tokens[at].head, &["mark"])
                .is_none()
            && analysis.tokens[analysis.tokens[at].head].tag == "VB"
            && !has_modal(analysis, analysis.tokens[at].head);
        let above = analysis.tokens[at].head;
        if raised {
            analysis.tokens[above].head
        } else {
            above
        }
    };
    let same_sentence = chains.all[chain]
        .phrases
        .iter()
        .filter(|&&id| chains.phrases[id].sentence == here.sentence);
    same_sentence.copied().all(|id| {
        let other = chains.phrases[id].head;
        let inside =
            analysis.is_below(here.head, other) && !crosses_clause(analysis, here.head, other);
        let co_argument = !possessive
            && governor(other) == governor(here.head)
            && analysis.tokens[other].dep != "poss";
        !inside && !co_argument
    })
}

/// "will work"
fn has_modal(analysis: &Analysis, verb: usize) -> bool {
    let mut words = analysis.children(verb);
    words.any(|word| analysis.tokens[word].tag == "MD")
}

/// "all but **the youngest** of their children"
fn is_excepted(analysis: &Analysis, conjunct: usize) -> bool {
    let cc = analysis.child(analysis.tokens[conjunct].head, &["cc"]);
    analysis.tokens[conjunct].dep == "conj"
        && cc.is_some_and(|cc| analysis.tokens[cc].text == "but")
}

/// True where a clause or another conjunct begins between a token and something above it: "Berg and
/// **her** brother".
fn crosses_clause(analysis: &Analysis, token: usize, above: usize) -> bool {
    let mut at = token;
    while at != above && analysis.tokens[at].head != at {
        if matches!(
            analysis.tokens[at].dep.as_str(),
            "relcl" | "acl" | "ccomp" | "advcl" | "xcomp" | "conj"
        ) && !is_excepted(analysis, at)
        {
            return true;
        }
        at = analysis.tokens[at].head;
    }
    false
}
