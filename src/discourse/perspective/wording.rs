//! What a clause's own words say about it: negation, modal, tense, adverbs, attributes.
//!
//! Reads: [`Analysis`], [`Clauses`] and [`Cues`]. Writes: [`Wording`]. Never: looks at other clauses
//! than the one above a light verb's noun.

use super::cues::{Cues, Form, Kind, Mark, View};
use super::{Sources, continued};
use crate::discourse::{Certainty, Modality};
use crate::linguistics::clauses::{Clause, Embedding, PredicateKind, Slot, Tense};
use crate::linguistics::{Analysis, TokenId};

/// The marks of one clause.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Wording {
    /// `None`: nothing marks it as other than actual.
    pub(super) modality: Option<Modality>,
    pub(super) negation: Option<TokenId>,
    /// Negated by an adverb or attribute, not by a negating word ("nearly fell", "failed coup").
    pub(super) reversed: bool,
    pub(super) certainty: Option<Certainty>,
    pub(super) cues: Vec<TokenId>,
}

impl Wording {
    pub(super) fn negative(&self) -> bool {
        self.negation.is_some() != self.reversed
    }

    fn mark(&mut self, mark: Mark, modality: Option<Modality>, token: TokenId) {
        if self.modality.is_none_or(Modality::is_real) {
            self.modality = modality.or(self.modality);
        }
        self.reversed |= mark.negative;
        self.certainty = self.certainty.or(mark.certainty);
        self.cues.push(token);
    }
}

/// Reads the marks of a clause.
pub(super) fn of(sources: &Sources, clause: &Clause) -> Wording {
    let mut wording = Wording {
        negation: clause.negation,
        ..Wording::default()
    };
    wording.cues.extend(clause.negation);
    if let Some(opening) = inverted(sources, clause) {
        wording.modality = Some(Modality::Hypothetical);
        wording.cues.push(opening);
    }
    match clause.kind {
        PredicateKind::Noun => nominal(sources, clause, &mut wording),
        PredicateKind::Verb | PredicateKind::Adjective => verbal(sources, clause, &mut wording),
    }
    wording
}

/// "**Were** a quake to strike the city, bridges would fall": the auxiliary that opens a condition
/// without "if", for what stands before the comma.
fn inverted(sources: &Sources, clause: &Clause) -> Option<TokenId> {
    let analysis = sources.analysis;
    let tokens = analysis.sentences[analysis.sentence_of(clause.head)]
        .tokens
        .clone();
    let text = |token: TokenId| analysis.tokens[token].text.as_str();
    let opening = tokens.start;
    let inverting = &sources.cues.words().inverting;
    if !inverting.contains(text(opening).to_lowercase().as_str()) {
        return None;
    }
    let comma = tokens.clone().find(|&token| text(token) == ",")?;
    let asks = tokens.clone().any(|token| text(token) == "?");
    (clause.head < comma && !asks).then_some(opening)
}

fn verbal(sources: &Sources, clause: &Clause, wording: &mut Wording) {
    let (analysis, cues) = (sources.analysis, sources.cues);
    modal(sources, clause, wording);
    for adverb in analysis.children(clause.head) {
        let token = &analysis.tokens[adverb];
        if !matches!(token.dep.as_str(), "advmod" | "npadvmod" | "neg")
            || clause.negation == Some(adverb)
        {
            continue;
        }
        // "nearly **doubled**": it rose all the same.
        let degree = cues.words().degrees.contains(&clause.lemma);
        let mark = cues.adverb(&token.text.to_lowercase());
        if let Some(mark) = mark.filter(|mark| !(degree && mark.negative && token.dep != "neg")) {
            wording.mark(mark, plain(mark.view), adverb);
        }
    }
    if let Some(verb) = held_for(sources, clause) {
        wording.modality = Some(Modality::Possible);
        wording.certainty = Some(Certainty::Uncertain);
        wording.cues.push(verb);
    }
    if wording.modality.is_some() {
        return;
    }
    if exhorts(sources, clause) {
        wording.modality = Some(Modality::Proposed);
    } else if is_question(sources, clause) {
        wording.modality = Some(Modality::Possible);
        wording.certainty = Some(Certainty::Uncertain);
    } else if clause.tense == Tense::Present && tells_of_the_future(sources, clause) {
        wording.modality = Some(Modality::Planned);
    } else if clause.tense == Tense::Present && clause.progressive && !performs(sources, clause) {
        wording.modality = Some(Modality::Ongoing);
    } else if is_imperative(analysis, clause) {
        wording.modality = Some(Modality::Requested);
    } else if lasts(sources, clause) {
        wording.modality = Some(Modality::Ongoing);
    }
}

/// "is **feared** dead", "**presumed** drowned": the verb that tells what somebody only takes for true.
fn held_for(sources: &Sources, clause: &Clause) -> Option<TokenId> {
    let verb = &sources.clauses.clauses[clause.light?];
    let effect = (sources.cues).effect(&verb.lemma, Kind::Verb, Form::Finite)?;
    let taken = matches!(
        effect.view,
        View::As(Modality::Possible | Modality::Hypothetical)
    ) || effect.unsourced == Some(Modality::Possible);
    let undergone = verb.passive || !verb.perfect;
    let participle = sources.analysis.tokens[verb.head].tag == "VBN" && undergone;
    (clause.kind == PredicateKind::Adjective && participle && taken).then_some(verb.head)
}

/// "officers **already** watching him", "many **still** resent it"
fn lasts(sources: &Sources, clause: &Clause) -> bool {
    let (analysis, adverbs) = (sources.analysis, &sources.cues.words().lasting_adverbs);
    let tag = analysis.tokens[clause.head].tag.as_str();
    let open = !clause.perfect && matches!(tag, "VBG" | "VBP" | "VBZ");
    open && analysis.children(clause.head).any(|child| {
        let token = &analysis.tokens[child];
        token.dep == "advmod" && adverbs.contains(token.text.to_lowercase().as_str())
    })
}

fn plain(view: View) -> Option<Modality> {
    match view {
        View::As(modality) => Some(modality),
        _ => None,
    }
}

fn modal(sources: &Sources, clause: &Clause, wording: &mut Wording) {
    let future = clause.tense == Tense::Future;
    let Some(word) = clause.modal.as_deref().or(future.then_some("will")) else {
        return;
    };
    if word == "would" && (is_contracted_had(sources.analysis, clause) || performs(sources, clause))
    {
        return;
    }
    // "**could not** agree": they did not.
    let failed = word == "could" && clause.negation.is_some() && !clause.perfect;
    if failed && !has_condition(sources, clause) {
        return;
    }
    let Some(mark) = sources
        .cues
        .modal(word)
        .or_else(|| semi_modal(sources, clause, word))
    else {
        return;
    };
    let token = modal_token(sources.analysis, clause);
    if is_inverted(sources.analysis, clause, token) {
        wording.modality = Some(Modality::Hypothetical);
        wording.cues.push(token);
        return;
    }
    let modality = match mark.view {
        View::Future => Some(future_of(sources, clause)),
        View::Conditional => Some(conditional(sources, clause)),
        view => plain(view),
    };
    let modality = match modality {
        Some(_) if opens_with_so(sources.analysis, clause) => Some(Modality::Intended),
        other => other,
    };
    let past = clause.perfect && word != "will";
    let modality = match modality {
        Some(Modality::Proposed | Modality::Hypothetical) if past => Some(Modality::Hypothetical),
        Some(Modality::Requested) if past => Some(Modality::Possible),
        Some(Modality::Planned) if subject_aims(sources, clause) => Some(Modality::Intended),
        other => other,
    };
    let modality = match modality {
        Some(modality) if !modality.is_real() && has_condition(sources, clause) => {
            Some(Modality::Hypothetical)
        }
        other => other,
    };
    wording.mark(mark, modality, token);
}

/// "**I would urge** everyone to stay", "we **are asking** for help", "I would **like** to thank you": it is
/// done by saying so.
fn performs(sources: &Sources, clause: &Clause) -> bool {
    let words = sources.cues.words();
    let (said, polite) = (&words.performative, &words.polite);
    let as_such = said.contains(&clause.lemma) && clause.negation.is_none();
    is_first_person(sources.analysis, clause) && (as_such || polite.contains(&clause.lemma))
}

/// "I" or "we" is its subject.
pub(super) fn is_first_person(analysis: &Analysis, clause: &Clause) -> bool {
    let subject = analysis.child(clause.head, &["nsubj"]);
    let text = subject.map(|subject| analysis.tokens[subject].text.to_lowercase());
    matches!(text.as_deref(), Some("i" | "we"))
}

/// "he**'d** ordered it"
fn is_contracted_had(analysis: &Analysis, clause: &Clause) -> bool {
    analysis.tokens[clause.head].tag == "VBN"
        && !clause.passive
        && analysis
            .child(clause.head, &["aux"])
            .is_some_and(|aux| matches!(analysis.tokens[aux].text.as_str(), "'d" | "’d"))
}

/// "was moved **so he could** be treated": a purpose without "that".
fn opens_with_so(analysis: &Analysis, clause: &Clause) -> bool {
    let so = analysis.child(clause.head, &["mark"]);
    let token = &analysis.tokens[clause.head];
    token.dep == "advcl" && so.is_some_and(|so| analysis.tokens[so].text.eq_ignore_ascii_case("so"))
}

/// "**should** he win": a condition without "if".
fn is_inverted(analysis: &Analysis, clause: &Clause, modal: TokenId) -> bool {
    analysis.tokens[modal].lemma == "should"
        && analysis
            .child(clause.head, &["nsubj", "nsubjpass", "expl"])
            .is_some_and(|subject| modal < subject)
}

/// "be likely to", "be scheduled to": the word between is looked up among the governing words.
fn semi_modal(sources: &Sources, clause: &Clause, word: &str) -> Option<Mark> {
    let middle = word.strip_prefix("be ")?.strip_suffix(" to")?;
    let effect = sources
        .cues
        .effect(middle, Kind::Adjective, Form::Infinitive)
        .or_else(|| sources.cues.effect(middle, Kind::Verb, Form::Infinitive))
        .filter(|_| clause.modal.is_some())?;
    Some(Mark {
        view: effect.view,
        negative: effect.negative,
        certainty: effect.certainty,
    })
}

fn modal_token(analysis: &Analysis, clause: &Clause) -> TokenId {
    let is_modal = |&child: &TokenId| analysis.tokens[child].tag == "MD";
    analysis
        .children(clause.head)
        .find(is_modal)
        .or_else(|| analysis.child(clause.head, &["aux"]))
        .unwrap_or(clause.head)
}

/// "will" announces what somebody decides, and forecasts what nobody does.
fn future_of(sources: &Sources, clause: &Clause) -> Modality {
    let words = sources.cues.words();
    let analysis = sources.analysis;
    let lemma = analysis.tokens[clause.head].lemma.as_str();
    let nobody = || {
        let subject = analysis.child(clause.head, &["nsubj"]);
        let text = subject.map(|subject| analysis.tokens[subject].text.to_lowercase());
        text.is_some_and(|text| words.impersonal.contains(text.as_str()))
    };
    if clause.kind == PredicateKind::Adjective
        || (!clause.passive && (words.uncontrolled.contains(lemma) || nobody()))
    {
        Modality::Expected
    } else {
        Modality::Planned
    }
}

/// "said he would resign" is a future; without a verb of saying "would" is a condition.
fn conditional(sources: &Sources, clause: &Clause) -> Modality {
    let mut said = clause;
    // "said Ann would stay and Bob **would leave**"
    while let Some((first, Embedding::Conjunct)) = sources.parent(said) {
        said = first;
    }
    let reported = sources.parent(said).is_some_and(|(parent, relation)| {
        relation == Embedding::Complement
            && parent.tense != Tense::Present
            && sources.cues.speaks(&parent.lemma, Kind::Verb)
    });
    let told = reported || continued::speech(sources, clause).is_some();
    if told && !clause.perfect {
        future_of(sources, clause)
    } else {
        Modality::Hypothetical
    }
}

/// "The aim is to free them": the subject is a governing word itself.
fn subject_aims(sources: &Sources, clause: &Clause) -> bool {
    clause.modal.as_deref() == Some("be to")
        && clause
            .arguments
            .iter()
            .filter(|argument| argument.slot == Slot::Subject)
            .any(|argument| {
                let lemma = &sources.analysis.tokens[argument.head].lemma;
                sources
                    .cues
                    .effect(lemma, Kind::Noun, Form::Infinitive)
                    .is_some_and(|effect| effect.view == View::As(Modality::Intended))
            })
}

/// An if-clause hangs on it.
pub(super) fn has_condition(sources: &Sources, clause: &Clause) -> bool {
    let analysis = sources.analysis;
    analysis.children(clause.head).any(|child| {
        analysis.tokens[child].dep == "advcl"
            && analysis.children(child).any(|mark| {
                let token = &analysis.tokens[mark];
                token.dep == "mark"
                    && sources
                        .cues
                        .marker(&token.lemma)
                        .is_some_and(|mark| mark.view == View::As(Modality::Hypothetical))
            })
    })
}

/// "**let** 's discuss", "let us **discuss**"
fn exhorts(sources: &Sources, clause: &Clause) -> bool {
    let tokens = &sources.analysis.tokens;
    let lets = |token: TokenId| {
        let us = tokens.get(token + 1).map(|next| next.text.to_lowercase());
        tokens[token].tag == "VB"
            && sources.cues.words().exhort.contains(&tokens[token].lemma)
            && matches!(us.as_deref(), Some("'s" | "’s" | "us"))
    };
    lets(clause.head)
        || sources
            .parent(clause)
            .is_some_and(|(parent, _)| parent.head < clause.head && lets(parent.head))
}

fn is_question(sources: &Sources, clause: &Clause) -> bool {
    let analysis = sources.analysis;
    if !matches!(analysis.tokens[clause.head].dep.as_str(), "ROOT" | "ccomp") {
        return false;
    }
    let sentence = &analysis.sentences[analysis.sentence_of(clause.head)];
    // A quoted question is none of the one who quotes it.
    let quotation = |token: TokenId| sources.quotes.at(token).map(|quote| quote.tokens.start);
    let mut after = (clause.head + 1..sentence.tokens.end)
        .filter(|&token| quotation(token) == quotation(clause.head));
    after
        .find(|&token| matches!(analysis.tokens[token].text.as_str(), "?" | "." | "!" | "”"))
        .is_some_and(|token| analysis.tokens[token].text == "?")
}

/// "debuts next week"
fn tells_of_the_future(sources: &Sources, clause: &Clause) -> bool {
    let analysis = sources.analysis;
    let future = |token: TokenId| {
        let word = analysis.tokens[token].text.to_lowercase();
        sources.cues.words().future.contains(word.as_str())
    };
    let dates = |token: TokenId| {
        let word = analysis.tokens[token].text.to_lowercase();
        sources.cues.words().cotemporal.contains(word.as_str())
    };
    analysis
        .children(clause.head)
        .any(|child| match analysis.tokens[child].dep.as_str() {
            "npadvmod" | "advmod" => future(child) || analysis.children(child).any(future),
            // "opens **on** the next day", not "resigns **amid** the next crisis"
            "prep" if dates(child) => analysis
                .children(child)
                .any(|object| future(object) || analysis.children(object).any(future)),
            _ => false,
        })
}

/// "Release the prisoners!"
pub(super) fn is_imperative(analysis: &Analysis, clause: &Clause) -> bool {
    let token = &analysis.tokens[clause.head];
    token.tag == "VB"
        && matches!(token.dep.as_str(), "ROOT" | "ccomp")
        && clause.argument(&Slot::Subject).is_none()
        && analysis
            .child(
                clause.head,
                &["nsubj", "nsubjpass", "expl", "csubj", "mark"],
            )
            .is_none()
        && analysis
            .children(clause.head)
            .filter(|&child| analysis.tokens[child].dep == "aux")
            .all(|aux| analysis.tokens[aux].lemma == "do")
}

/// Attributes of a noun: "planned visit", "alleged attack", "a visit planned for May".
fn nominal(sources: &Sources, clause: &Clause, wording: &mut Wording) {
    let (analysis, cues) = (sources.analysis, sources.cues);
    for child in analysis.children(clause.head) {
        let token = &analysis.tokens[child];
        let mark = match token.dep.as_str() {
            "amod" | "compound" | "nmod" | "advmod" => cues.adjective(&token.text.to_lowercase()),
            "poss" => next(sources, child),
            "acl" if token.tag == "VBN" => (participle(cues, &token.lemma))
                .filter(|_| !has_content(analysis, child))
                .or_else(|| scheduled(sources, child)),
            "acl" if token.tag == "VBG" => going_on(sources, child),
            _ => None,
        };
        let held = || {
            cues.words()
                .held
                .contains(&analysis.tokens[clause.head].lemma)
        };
        let tried = |mark: &Mark| mark.view == View::As(Modality::Attempted);
        if let Some(mark) = mark.filter(|mark| !(tried(mark) && held())) {
            wording.mark(mark, plain(mark.view), child);
        }
    }
}

/// "talks **aimed at ending** the war", "an attack **meant to scare** them": that is intended, not the talks.
fn has_content(analysis: &Analysis, participle: TokenId) -> bool {
    let mut prepositions =
        (analysis.children(participle)).filter(|&child| analysis.tokens[child].dep == "prep");
    prepositions.any(|preposition| analysis.child(preposition, &["pcomp"]).is_some())
        || analysis.child(participle, &["xcomp"]).is_some()
}

/// "a meeting **set** to take place in May"; what is to last or go on has begun.
fn scheduled(sources: &Sources, participle: TokenId) -> Option<Mark> {
    let (analysis, cues) = (sources.analysis, sources.cues);
    let happening = analysis.child(participle, &["xcomp", "advcl"])?;
    let lemma = |token: TokenId| analysis.tokens[token].lemma.as_str();
    let effect = cues
        .effect(lemma(participle), Kind::Adjective, Form::Infinitive)
        .or_else(|| cues.effect(lemma(participle), Kind::Verb, Form::Infinitive))?;
    let ahead = matches!(
        effect.view,
        View::As(Modality::Planned | Modality::Expected)
    );
    let lasting = cues.words().lasting.contains(lemma(happening));
    (ahead && !lasting).then_some(Mark {
        view: effect.view,
        negative: effect.negative,
        certainty: effect.certainty,
    })
}

/// "**next** month's election"
fn next(sources: &Sources, owner: TokenId) -> Option<Mark> {
    let (analysis, future) = (sources.analysis, &sources.cues.words().future);
    let is_ahead =
        |token: TokenId| future.contains(analysis.tokens[token].text.to_lowercase().as_str());
    let ahead = is_ahead(owner) || analysis.children(owner).any(is_ahead);
    ahead.then_some(Mark {
        view: View::As(Modality::Planned),
        negative: false,
        certainty: None,
    })
}

/// "fires **currently** destroying the forest"
fn going_on(sources: &Sources, participle: TokenId) -> Option<Mark> {
    let (analysis, cues) = (sources.analysis, sources.cues);
    analysis
        .children(participle)
        .filter_map(|child| cues.adverb(&analysis.tokens[child].text.to_lowercase()))
        .find(|mark| mark.view == View::As(Modality::Ongoing))
}

fn participle(cues: &Cues, lemma: &str) -> Option<Mark> {
    let effect = cues.effect(lemma, Kind::Verb, Form::Nominal)?;
    matches!(effect.view, View::As(_)).then_some(Mark {
        view: effect.view,
        negative: effect.negative,
        certainty: effect.certainty,
    })
}
