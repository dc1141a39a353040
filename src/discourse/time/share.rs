//! Clauses that tell of one time together: what dates one dates the other.
//!
//! Reads: [`Clauses`] and the clauses that have expressions of their own. Writes: the number of an
//! expression for clauses that have none. Never: replaces one.

use crate::discourse::{TimeExpression, kinds};
use crate::linguistics::clauses::{
    Clause, ClauseId, Clauses, Embedding, PredicateKind, Slot, Tense, Via,
};
use crate::linguistics::{Analysis, TokenId};

/// Hands expressions on from clause to clause.
pub(super) fn share(
    analysis: &Analysis,
    clauses: &Clauses,
    times: &[TimeExpression],
    dated: &mut [Option<usize>],
) {
    // "Bombings took place last month, killing ten": noun and participle each take what the verb has,
    // and the verb may have it from a noun.
    for _ in 0..2 {
        by_light_verb(clauses, dated);
        by_conjunct(analysis, clauses, times, dated);
        by_event_noun(clauses, dated);
        by_object(clauses, times, dated);
        by_counting_noun(clauses, dated);
        by_participle(analysis, clauses, dated);
    }
}

/// "held talks on Friday": verb and noun have one time.
fn by_light_verb(clauses: &Clauses, dated: &mut [Option<usize>]) {
    for (id, clause) in clauses.clauses.iter().enumerate() {
        if let Some(verb) = clause.light {
            dated[id] = dated[id].or(dated[verb]);
            dated[verb] = dated[verb].or(dated[id]);
        }
    }
}

/// "On Friday he arrived and met X": a time before both conjuncts holds for both.
fn by_conjunct(
    analysis: &Analysis,
    clauses: &Clauses,
    times: &[TimeExpression],
    dated: &mut [Option<usize>],
) {
    for (id, clause) in clauses.clauses.iter().enumerate() {
        let Some(parent) = &clause.parent else {
            continue;
        };
        let first = &clauses.clauses[parent.clause];
        let shares = parent.relation == Embedding::Conjunct && first.tense == clause.tense;
        let time = dated[parent.clause].filter(|&time| {
            let start = times[time].tokens.start;
            start < first.head && analysis.sentence_of(start) == analysis.sentence_of(clause.head)
        });
        if shares && dated[id].is_none() {
            dated[id] = time;
        }
    }
}

/// "The bombing happened on Friday", "killed in an attack on Friday", "said at a meeting on Friday":
/// verb and noun tell one event.
fn by_event_noun(clauses: &Clauses, dated: &mut [Option<usize>]) {
    for id in 0..clauses.clauses.len() {
        let clause = &clauses.clauses[id];
        if clause.kind != PredicateKind::Verb {
            continue;
        }
        let happens = matches!(clause.lemma.as_str(), "happen" | "occur" | "take place");
        for argument in &clause.arguments {
            let Some(noun) = noun_at(clauses, argument.head) else {
                continue;
            };
            match &argument.slot {
                Slot::Subject if happens => dated[noun] = dated[noun].or(dated[id]),
                Slot::Oblique(preposition) => match preposition.as_str() {
                    "in" => dated[id] = dated[id].or(dated[noun]),
                    "at" | "during" => {
                        dated[id] = dated[id].or(dated[noun]);
                        dated[noun] = dated[noun].or(dated[id]);
                    }
                    _ => {}
                },
                _ => {}
            }
        }
    }
}

/// "proposed a bill in 2016": the parser hangs on the object what dates the verb before it. Months
/// are left out: "announced elections in May".
fn by_object(clauses: &Clauses, times: &[TimeExpression], dated: &mut [Option<usize>]) {
    for id in 0..clauses.clauses.len() {
        let clause = &clauses.clauses[id];
        if dated[id].is_some() || clause.tense != Tense::Past || clause.passive {
            continue;
        }
        let objects = clause.arguments(&Slot::Object);
        dated[id] = objects
            .filter(|argument| argument.via == Via::Direct && argument.head > clause.head)
            .find_map(|argument| {
                let time = dated[noun_at(clauses, argument.head)?]?;
                let value = times[time].value.as_ref()?;
                let follows = times[time].tokens.start > argument.head;
                (follows && value.begin.len() != "2016-05".len()).then_some(time)
            });
    }
}

fn noun_at(clauses: &Clauses, head: TokenId) -> Option<ClauseId> {
    let noun = clauses.at(head)?;
    (clauses.clauses[noun].kind == PredicateKind::Noun).then_some(noun)
}

/// "A couple of **bombings** took place on Friday": what is counted is what happened.
fn by_counting_noun(clauses: &Clauses, dated: &mut [Option<usize>]) {
    for (id, clause) in clauses.clauses.iter().enumerate() {
        if dated[id].is_none() || !kinds::is_amount(&clause.lemma) {
            continue;
        }
        for argument in clause.arguments(&Slot::Oblique("of".into())) {
            if let Some(noun) = noun_at(clauses, argument.head) {
                dated[noun] = dated[noun].or(dated[id]);
            }
        }
    }
}

/// "He resigned on Friday, saying that ...": what goes on at the same time has the same time.
fn by_participle(analysis: &Analysis, clauses: &Clauses, dated: &mut [Option<usize>]) {
    for (id, clause) in clauses.clauses.iter().enumerate() {
        let Some(parent) = &clause.parent else {
            continue;
        };
        let goes_along = clause.tense == Tense::Participle && !clause.perfect;
        if dated[id].is_none()
            && goes_along
            && (is_beside(clause) || is_absolute(analysis, clauses, clause, parent.clause))
        {
            dated[id] = dated[parent.clause];
        }
    }
}

/// "..., **killing** ten": an adverbial participle without a conjunction.
fn is_beside(clause: &Clause) -> bool {
    clause.parent.as_ref().is_some_and(|parent| {
        let marker = parent.marker.as_deref();
        parent.relation == Embedding::Adverbial && marker.is_none_or(|marker| marker == "with")
    })
}

/// "banned the airline on Monday, with officials **citing** security": a participle whose subject
/// "with" brings in.
fn is_absolute(analysis: &Analysis, clauses: &Clauses, clause: &Clause, host: ClauseId) -> bool {
    let relative = (clause.parent.as_ref()).is_some_and(|p| p.relation == Embedding::Relative);
    let Some(subject) = clause.argument(&Slot::Subject).filter(|_| relative) else {
        return false;
    };
    analysis.tokens[clause.head].tag == "VBG"
        && (clauses.clauses[host].arguments.iter()).any(|argument| {
            argument.head == subject.head && argument.slot == Slot::Oblique("with".into())
        })
}
