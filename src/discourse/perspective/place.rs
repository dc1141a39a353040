//! Where a clause hangs and in which form: the clause finder's parent, mended where the tree is odd.
//!
//! Reads: clauses, tree and [`Cues`](super::cues::Cues). Writes: the parent and [`Form`].
//! Never: judges.

use super::Sources;
use super::cues::{Form, Kind};
use super::wording::is_imperative;
use crate::linguistics::clauses::{Clause, ClauseId, Embedding, Parent, PredicateKind, Tense};
use crate::linguistics::{Analysis, TokenId};

/// Parent of the first conjunct, whose place in the sentence counts for all, with that conjunct
/// and its form; a verb beside a noun ("spoke about schools and **raising** wages") keeps its own.
pub(super) fn of<'a>(sources: &'a Sources, id: ClauseId) -> Option<(Parent, &'a Clause, Form)> {
    let clauses = &sources.clauses.clauses;
    let mut at = id;
    for _ in 0..clauses.len() {
        let clause = &clauses[at];
        match clause.parent.clone().or_else(|| loose(sources, clause)) {
            Some(parent) if is_beyond_semicolon(sources, clause, &parent) => return None,
            Some(parent) if parent.relation == Embedding::Conjunct => at = parent.clause,
            parent => {
                let own = &clauses[id];
                let (parent, clause, form_of_first) = mended(sources, clause, parent?);
                let form = if own.kind == clause.kind {
                    form_of_first
                } else {
                    form(sources, own)
                };
                return Some((parent, clause, form));
            }
        }
    }
    None
}

fn mended<'a>(sources: &Sources, clause: &'a Clause, parent: Parent) -> (Parent, &'a Clause, Form) {
    let form = form(sources, clause);
    let parent = content_of_noun(sources, clause, form)
        .or_else(|| attributive(sources, clause))
        .or_else(|| absolute(sources, clause, &parent))
        .or_else(|| aside(sources, clause, &parent))
        .unwrap_or(parent);
    (parent, clause, form)
}

/// "Ten people died; no damage was reported": two sentences, whatever the parser makes of them.
fn is_beyond_semicolon(sources: &Sources, clause: &Clause, parent: &Parent) -> bool {
    let above = sources.clauses.clauses[parent.clause].head;
    let mut between = clause.head..above;
    parent.relation == Embedding::Complement
        && sources.quotes.at(clause.head).is_none()
        && between.any(|token| sources.analysis.tokens[token].text == ";")
}

/// The place of a verb that the clause finder leaves free though it hangs on something in the
/// tree ("provided **that he pays**"): an adverbial of the next clause above.
fn loose(sources: &Sources, clause: &Clause) -> Option<Parent> {
    let tokens = &sources.analysis.tokens;
    let free = clause.kind == PredicateKind::Noun || tokens[clause.head].dep == "parataxis";
    let mut at = clause.head;
    let mut marker = None;
    while !free && tokens[at].head != at {
        at = tokens[at].head;
        if let Some(above) = sources.clause_at(at) {
            let parent = sources.clauses.clauses[above].parent.as_ref();
            let below = parent.map(|parent| sources.clauses.clauses[parent.clause].head);
            // `He **told** them, "I resign"`: lifted over what it hangs on in the tree.
            if below == Some(clause.head) {
                return None;
            }
            return Some(Parent {
                clause: above,
                relation: Embedding::Adverbial,
                marker,
            });
        }
        marker.get_or_insert_with(|| tokens[at].text.to_lowercase().into());
    }
    None
}

/// "the allegations **they failed to react**": content without "that", which the parser takes for a
/// relative clause though nothing is missing from it; "intention **to harness**" with a mistaken tag.
fn content_of_noun(sources: &Sources, clause: &Clause, form: Form) -> Option<Parent> {
    let analysis = sources.analysis;
    let parent = clause.parent.as_ref()?;
    let infinitive = form == Form::Infinitive && analysis.tokens[clause.head].dep == "acl";
    let has = |labels: &[&str]| analysis.child(clause.head, labels).is_some();
    let whole = has(&["nsubj", "nsubjpass"])
        && has(&["dobj", "auxpass", "acomp", "attr", "xcomp", "prep"])
        && parent.marker.is_none();
    let noun = sources.clause_at(analysis.tokens[clause.head].head)?;
    let lemma = &sources.clauses.clauses[noun].lemma;
    let content = sources.cues.effect(lemma, Kind::Noun, form).is_some();
    (parent.relation == Embedding::Relative && (whole || infinitive) && content).then_some(Parent {
        clause: noun,
        relation: Embedding::Complement,
        marker: None,
    })
}

/// "of **smuggling** weapons", where the parser takes the gerund for an attribute: it goes with its noun.
fn attributive(sources: &Sources, clause: &Clause) -> Option<Parent> {
    let token = &sources.analysis.tokens[clause.head];
    let noun = sources.clause_at(token.head)?;
    (token.dep == "amod" && token.tag == "VBG").then_some(Parent {
        clause: noun,
        relation: Embedding::Adverbial,
        marker: None,
    })
}

/// "had bid to host it, **with Ghana winning**": an absolute tells of the finite clause how it went on,
/// not of the infinitive that the parser hangs it on.
fn absolute(sources: &Sources, clause: &Clause, parent: &Parent) -> Option<Parent> {
    let clauses = &sources.clauses.clauses;
    let own_subject = sources.analysis.child(clause.head, &["nsubj", "nsubjpass"]);
    own_subject.filter(|_| parent.marker.as_deref() == Some("with"))?;
    let mut at = parent.clause;
    while clauses[at].tense == Tense::Infinitive {
        at = clauses[at].parent.as_ref()?.clause;
    }
    (at != parent.clause).then(|| Parent {
        clause: at,
        relation: Embedding::Adverbial,
        marker: parent.marker.clone(),
    })
}

/// "declared an emergency so he could build a wall, **claiming** it would help": who says so does it in
/// the main clause, not in the purpose that the parser hangs it on.
fn aside(sources: &Sources, clause: &Clause, parent: &Parent) -> Option<Parent> {
    let clauses = &sources.clauses.clauses;
    let before = clause.head.checked_sub(1)?;
    let says = clause.tense == Tense::Participle && sources.cues.speaks(&clause.lemma, Kind::Verb);
    let apart = parent.relation == Embedding::Adverbial
        && parent.marker.is_none()
        && sources.analysis.tokens[before].text == ",";
    let mut at = parent.clause;
    while let Some(above) = clauses[at].parent.as_ref().filter(|_| says && apart) {
        let aims = clauses[at].tense == Tense::Infinitive || above.marker.as_deref() == Some("so");
        if !aims || above.relation != Embedding::Adverbial {
            break;
        }
        at = above.clause;
    }
    (at != parent.clause).then(|| Parent {
        clause: at,
        ..parent.clone()
    })
}

/// The form in which a clause stands as content.
fn form(sources: &Sources, clause: &Clause) -> Form {
    match clause.tense {
        _ if clause.kind == PredicateKind::Noun && has_to(sources.analysis, clause.head) => {
            Form::Infinitive
        }
        _ if clause.kind == PredicateKind::Noun
            && sources.carrier_above(clause).is_none()
            && !has_copula(sources, clause) =>
        {
            Form::Nominal
        }
        _ if is_subjunctive(sources, clause) => Form::Subjunctive,
        Tense::Infinitive if is_imperative(sources.analysis, clause) => Form::Finite,
        Tense::Infinitive => Form::Infinitive,
        Tense::Participle => Form::Gerund,
        Tense::None if clause.kind == PredicateKind::Adjective => Form::Nominal,
        _ => Form::Finite,
    }
}

fn has_to(analysis: &Analysis, head: TokenId) -> bool {
    let auxiliary = analysis.child(head, &["aux"]);
    auxiliary.is_some_and(|token| analysis.tokens[token].text.eq_ignore_ascii_case("to"))
}

fn has_copula(sources: &Sources, clause: &Clause) -> bool {
    sources.analysis.child(clause.head, &["cop"]).is_some()
}

/// "that he **come**": a bare verb with a subject and no finite auxiliary.
fn is_subjunctive(sources: &Sources, clause: &Clause) -> bool {
    let analysis = sources.analysis;
    let tag = |token: TokenId| analysis.tokens[token].tag.as_str();
    let Some(subject) = analysis.child(clause.head, &["nsubj", "nsubjpass"]) else {
        return false;
    };
    let first = analysis
        .child(clause.head, &["aux", "auxpass"])
        .unwrap_or(clause.head);
    // The tagger takes "that the festival move" and "that he resign" for plural presents.
    let third = matches!(analysis.tokens[subject].text.as_str(), "he" | "she" | "it");
    let disagrees = tag(first) == "VBP" && (third || matches!(tag(subject), "NN" | "NNP"));
    clause.kind != PredicateKind::Noun
        && clause.modal.is_none()
        && (tag(first) == "VB" || (disagrees && first == clause.head))
}
