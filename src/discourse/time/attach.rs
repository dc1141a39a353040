//! Which expression dates which clause.
//!
//! Reads: [`Analysis`], [`Clauses`], expressions. Writes: for every clause the number of its
//! expression. Never: dates a clause by an expression that belongs to another one.

use rustc_hash::FxHashMap;

use crate::discourse::TimeExpression;
use crate::linguistics::clauses::{ClauseId, Clauses, Embedding, PredicateKind, Slot, Tense};
use crate::linguistics::{Analysis, TokenId};

/// For every clause the expression that dates it, by number.
pub(in crate::discourse) fn attach(
    analysis: &Analysis,
    clauses: &Clauses,
    times: &[TimeExpression],
) -> Vec<Option<usize>> {
    let mut dated = vec![None; clauses.clauses.len()];
    let heads: FxHashMap<TokenId, ClauseId> = (clauses.clauses.iter().enumerate())
        .map(|(id, clause)| (clause.head, id))
        .collect();
    let mut order: Vec<usize> = (0..times.len())
        .filter(|&t| times[t].value.is_some())
        .collect();
    // An expression at the clause itself wins over one that was shared; the first one wins.
    order.reverse();
    for &time in &order {
        if let Some(clause) = governor(analysis, &heads, &times[time]) {
            dated[clause] = Some(time);
        }
    }
    by_argument(clauses, times, &mut dated);
    by_light_verb(clauses, &mut dated);
    by_conjunct(analysis, clauses, times, &mut dated);
    by_event_noun(clauses, &mut dated);
    by_participle(clauses, &mut dated);
    dated
}

/// The nearest clause above an expression, through prepositions and plain nouns.
fn governor(
    analysis: &Analysis,
    heads: &FxHashMap<TokenId, ClauseId>,
    time: &TimeExpression,
) -> Option<ClauseId> {
    let outside = |&token: &TokenId| !time.tokens.contains(&analysis.tokens[token].head);
    let top = (time.tokens.clone()).find(outside)?;
    let mut at = top;
    for _ in 0..6 {
        let token = &analysis.tokens[at];
        if token.head == at {
            return heads.get(&at).copied();
        }
        if matches!(
            token.dep.as_str(),
            "ccomp" | "relcl" | "acl" | "advcl" | "csubj" | "parataxis"
        ) && at != top
        {
            return None;
        }
        at = token.head;
        if let Some(&clause) = heads.get(&at) {
            return Some(clause);
        }
    }
    None
}

/// Temporal arguments that the clause layer found, shared ones among them.
fn by_argument(clauses: &Clauses, times: &[TimeExpression], dated: &mut [Option<usize>]) {
    for (id, clause) in clauses.clauses.iter().enumerate() {
        let found = clause.arguments.iter().find_map(|argument| {
            let temporal = match &argument.slot {
                Slot::Temporal => true,
                Slot::Oblique(preposition) => is_temporal(preposition),
                _ => false,
            };
            temporal.then(|| {
                times
                    .iter()
                    .position(|time| time.value.is_some() && time.tokens.contains(&argument.head))
            })?
        });
        dated[id] = dated[id].or(found);
    }
}

fn is_temporal(preposition: &str) -> bool {
    matches!(
        preposition,
        "on" | "in"
            | "at"
            | "since"
            | "by"
            | "until"
            | "till"
            | "after"
            | "before"
            | "during"
            | "from"
            | "between"
            | "of"
            | "for"
            | "through"
    )
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

/// "The bombing happened on Friday", "killed in an attack on Friday": verb and noun tell one event.
fn by_event_noun(clauses: &Clauses, dated: &mut [Option<usize>]) {
    let noun_at = |head: TokenId| {
        let noun = clauses.at(head)?;
        (clauses.clauses[noun].kind == PredicateKind::Noun).then_some(noun)
    };
    for (id, clause) in clauses.clauses.iter().enumerate() {
        let happens = matches!(clause.lemma.as_str(), "happen" | "occur" | "take place");
        for argument in &clause.arguments {
            let Some(noun) = noun_at(argument.head) else {
                continue;
            };
            match &argument.slot {
                Slot::Subject if happens => dated[noun] = dated[noun].or(dated[id]),
                Slot::Oblique(preposition)
                    if matches!(preposition.as_str(), "in" | "during")
                        && clause.kind == PredicateKind::Verb =>
                {
                    dated[id] = dated[id].or(dated[noun]);
                }
                _ => {}
            }
        }
    }
}

/// "He resigned on Friday, saying that ...": what goes on at the same time has the same time.
fn by_participle(clauses: &Clauses, dated: &mut [Option<usize>]) {
    for (id, clause) in clauses.clauses.iter().enumerate() {
        let Some(parent) = &clause.parent else {
            continue;
        };
        let bare = parent
            .marker
            .as_deref()
            .is_none_or(|marker| marker == "with");
        let beside = parent.relation == Embedding::Adverbial && clause.tense == Tense::Participle;
        if bare && beside && !clause.perfect && dated[id].is_none() {
            dated[id] = dated[parent.clause];
        }
    }
}
